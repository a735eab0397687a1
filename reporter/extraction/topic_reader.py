"""Reads on from a report, word group by word group, to what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporter.extraction import topic_words as words
from reporter.extraction.masking import BODY, MEMBERS, OFFICIAL, Masked
from reporter.extraction.predicate import Predicate
from reporter.extraction.topic_ends import topic

NOTHING = (0, 0)
"""The stretch of a text that does not say it."""

NAME_MASKS = frozenset({BODY, OFFICIAL, MEMBERS})
_MOST_SEGMENTS, _MOST_STEPS, _MOST_CARRIED = 8, 40, 4


@dataclass(slots=True)
class TopicReader:
    """How far the words behind a report have been read, and what was met on the way.

    Attributes:
        found: The clause with its mentions.
        predicate: The words that ask for the report.
        recipients: Canonical names of those who get it.
        at: Offset of the next word.
        limit: Where the report's words end.
        of: True where "of" begins the topic.
        apt: True where "for" does.
        report: True right behind the noun "report": "of" names its author there.
        carried: True where something handed over was met.
        thereon: True where the words refer to what was named before.
        inside: True where the report that holds it was met: `in his report`.
        aside: Segments between commas passed.
    """

    found: Masked
    predicate: Predicate
    recipients: tuple[str, ...]
    at: int
    limit: int
    of: bool = False
    apt: bool = False
    report: bool = False
    carried: bool = False
    thereon: bool = False
    inside: bool = False
    aside: int = 0

    def read(self) -> tuple[int, int]:
        """Start and end of the topic that the words lead to; nothing where they lead elsewhere."""
        for _ in range(_MOST_STEPS):
            comma = self._passes_gap()
            if self.at >= self.limit:
                return NOTHING
            if (begin := self._topic()) is not None:
                return topic(self.found, begin, self.limit, self.recipients)
            if self._goes_on():
                continue
            if (said := self._said()) is not None:
                return said
            if self._stands_for_itself():
                return topic(self.found, self.at, self.limit, self.recipients)
            if not self._passes_aside(after_comma=comma):
                return NOTHING
        return NOTHING

    def _match(self, pattern: re.Pattern[str], at: int | None = None) -> re.Match[str] | None:
        return pattern.match(self.found.masked, self.at if at is None else at, self.limit)

    def _passes_gap(self) -> bool:
        """Goes on behind blanks, commas and parentheses; True where there was a comma."""
        before = self.at
        sign = self.found.masked[before : before + 1]
        if not (sign.isspace() or sign in ",("):
            return False
        gap = self._match(words.GAP)
        self.at = gap.end() if gap else before
        return "," in self.found.masked[before : self.at]

    def _topic(self) -> int | None:
        """Where the topic begins whose preposition stands here; None where there is none."""
        match = self._match(words.TOPIC)
        if match and match["asked"] is not None:
            return self.at
        if match is None and self.of and not self.thereon and not (self.report and self._match(words.AUTHOR)):
            match = self._match(words.OF)
        if match is None and self.apt:
            match = self._match(words.FOR)
        if match is None or self._match(words.NO_TOPIC, match.end()):
            return None
        if named := self._match(words.NAMED, match.end()):
            self.at, self.thereon = named.end(), True
            return None
        return match.end()

    def _goes_on(self) -> bool:
        """Goes on over a recipient, a time, another thing handed over; False where there is none here."""
        if self.report and (author := self._match(words.AUTHOR)):
            self.at, self.of = author.end(), False
        elif container := self._container():
            self._enters(container)
        elif step := self._match(words.STEP):
            self.thereon = self.thereon or step["thereon"] is not None
            self.at = step.end()
            if self.predicate.kind == "report":
                # `report to the [Council] of the progress made`
                self.of = self.report = self.found.masked[self.at - 1] in NAME_MASKS
        elif self._may_carry and (carried := self._match(words.CARRIED)):
            self._takes(carried)
        elif others := self._others():
            self.at = others.end()
        else:
            return False
        return True

    def _container(self) -> re.Match[str] | None:
        """The report that something is said in, where one stands here; told by its first letters, which is quick."""
        likely = self.found.masked.startswith(words.BEFORE_CONTAINER, self.at)
        return self._match(words.CONTAINER) if likely else None

    @property
    def _may_carry(self) -> bool:
        """Whether what stands here may be handed over: behind the verb "report" or a passive it is something else."""
        subject = self.predicate.kind == "passive" and self.at < self.predicate.end
        return (subject or self.predicate.kind not in ("report", "passive")) and not self.thereon

    def _takes(self, carried: re.Match[str]) -> None:
        self.at, self.carried, self.of = before_of(self.found.masked, carried.end()), True, True
        self.apt, self.report = carried["apt"] is not None, bool(words.REPORT.search(carried[0]))

    def _enters(self, container: re.Match[str]) -> None:
        """Goes on behind `in his report on the programme,`: the programme is not what is reported."""
        self.at, self.inside, self.report = container.end(), True, True
        own = self._match(words.OF_CONTAINER)
        if own and self._is_beside(own.end()):
            self.at = own.end()
        elif self.thereon:
            self.at = self.limit

    def _is_beside(self, end: int) -> bool:
        """Whether the topic of `in his report on the programme` is not the one: another follows, or must."""
        if self.predicate.kind == "convey":
            return not self.carried or self.thereon
        return self.found.masked[end] == "," and bool(self._match(words.ON, end + 1))

    def _others(self) -> re.Match[str] | None:
        """Recipients without a name, the verb behind `in his report,`, or another `and to report to`."""
        if self.predicate.kind == "report" and (match := self._match(words.AND_TO_REPORT)):
            return match
        if match := self._match(words.TO_OTHERS):
            return match
        if self.inside and not self.carried and (match := self._match(words.THEN_VERB)):
            return match
        return self._match(words.OTHERS) if self.predicate.kind == "inform" else None

    def _stands_for_itself(self) -> bool:
        """Whether what is reported stands here without a preposition: `report to [WTSA] the steps taken`."""
        takes_object = self.predicate.kind == "report" or (self.inside and not self.carried)
        return takes_object and not self.thereon and bool(self._match(words.OBJECT))

    def _passes_aside(self, *, after_comma: bool) -> bool:
        """Goes on behind words set off by commas; False where there are none here."""
        if self.aside >= _MOST_SEGMENTS or self._match(words.NO_SEGMENT):
            return False
        segment = self._match(words.SEGMENT) if self.aside or self._match(words.ASIDE) else None
        if segment is None or not (after_comma or self.aside or self._match(words.ON, segment.end())):
            return False
        self.at, self.aside = segment.end() - 1, self.aside + 1
        return True

    def _said(self) -> tuple[int, int] | None:
        """What a report says by a participle: the words behind "summarizing", or the topic of what it contains."""
        says = self._match(words.SAYS) if self.carried or self.predicate.kind == "convey" else None
        if says is None:
            return None
        out = self._match(words.SINGLING_OUT, says.end())
        start = out.end() if out else says.end()
        if says["holding"] or says["apart"] or says["beside"]:
            held = self._held(start)
            if held or says["beside"]:
                return held
            if self._match(words.CARRIED, start):
                return NOTHING
        return topic(self.found, start, self.limit, self.recipients)

    def _held(self, start: int) -> tuple[int, int] | None:
        """The topic of something that a report holds: `a summary of`, `recommendations on`; None where it has none."""
        carried = last = self._match(words.CARRIED, start)
        for _ in range(_MOST_CARRIED):
            another = self._match(words.AND_CARRIED, carried.end()) if carried else None
            carried = self._match(words.CARRIED, another.end()) if another else None
            last = carried or last
        if last is None:
            return None
        held = TopicReader(self.found, self.predicate, self.recipients, self.at, self.limit)
        held._takes(last)
        if provided := held._match(words.PROVIDED):
            held.at = provided.end()
        held._passes_gap()
        begin = held._topic()
        return topic(self.found, begin, self.limit, self.recipients) if begin is not None else None


def before_of(masked: str, end: int) -> int:
    """Where a noun ends whose wording goes on over "of" and a determiner: `the state of these` studies."""
    match = words.OF_THESE.search(masked, max(0, end - words.OF_THESE_REACH), end)
    return match.start() if match else end
