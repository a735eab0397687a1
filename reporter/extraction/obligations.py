"""Makes the obligation records of one clause."""

from __future__ import annotations

import re
from functools import cached_property

from reporter.extraction.acts import Act, find_acts
from reporter.extraction.confidence import confidence
from reporter.extraction.evidence import conditional, force, optional_groups, subject
from reporter.extraction.ids import Ids
from reporter.extraction.masking import Masked
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.predicates import may_ask
from reporter.extraction.roles import Responsible, addressees, responsible
from reporter.model import Clause, Obligation, Resolution, Section, Source
from reporter.vocabulary.forms import any_of, lowered
from reporter.vocabulary.language import language

_WORDS = language()
_SHALL = re.compile(rf"(?<![\w-]){_WORDS.shall}(?![\w-])")
_DIRECTIVE = re.compile(rf"(?<![\w-]){any_of(_WORDS.directive)}(?![\w-])")

# Without a body among its names, a clause asks for a report only where it says "it", or a session of who speaks.
_WITHOUT_A_BODY = re.compile(r"(?<![\w-])(?:it|this\s+body)(?![\w-])|session|meeting")


class ObligationReader:
    """Reads the obligations of one resolution, clause by clause.

    Args:
        resolution: The resolution.
        finder: Finds the names in its texts.
        ids: Gives ids, unique within the resolution.
    """

    def __init__(self, resolution: Resolution, finder: MentionFinder, ids: Ids) -> None:
        self._resolution = resolution
        self._finder = finder
        self._ids = ids

    def read(self, section: Section, clause: Clause) -> list[Obligation]:
        """The obligations of an operative clause, in the order of the text; none where it asks for no report."""
        low = lowered(clause.reading)
        if not may_ask(low) or not _binds(section, clause, low):
            return []
        found = self._finder.find(clause.reading, at=clause.start)
        implies = self._implies_the_speaker(found, section, clause)
        if not implies and not _WITHOUT_A_BODY.search(low) and all(one.kind != "body" for one in found.mentions):
            return []
        acts = find_acts(found, self._finder.speaker.name, implies=implies)
        return [self._obligation(act, found, section, clause) for act in acts]

    def _obligation(self, act: Act, found: Masked, section: Section, clause: Clause) -> Obligation:
        who = responsible(act, found, section, clause, self._finder)
        once = act.timing.frequency == "once"
        return Obligation(
            id=self._ids.next(clause.citation),
            resolution=self._resolution,
            clause=clause.citation,
            text=clause.text,
            # Nobody reports to itself: "the Council and the Director to report to the Council".
            responsible=tuple(name for name in who.names if name not in act.recipients) or who.names,
            recipients=act.recipients,
            frequency=act.timing.frequency or "unspecified",
            due_event=act.timing.event if once else None,
            due_date=act.timing.date if once else None,
            subject=_verbatim(clause, subject(act, found)),
            force=force(act, found, section, clause, who),
            conditional=conditional(act, found, clause) or self._is_optional(who),
            source=Source(self._resolution.file, clause.start, clause.end),
            confidence=confidence(act, who, clause),
            notes=_notes(act, who, clause),
        )

    def _implies_the_speaker(self, found: Masked, section: Section, clause: Clause) -> bool:
        """Whether a report without a recipient goes to who asks for it.

        It does in texts of the United Nations that ask an official; what Member States or others publish goes to
        nobody in particular.
        """
        verb = clause.verb or section.verb
        if self._finder.speaker.organisation == "ITU" or verb not in _WORDS.addressing:
            return False
        asked = addressees(clause.addressee or section.addressee, self._finder, at=clause.start)
        for lead in () if asked else clause.lead_in:
            asked += self._finder.find(lead, at=clause.start).mentions
        return any(one.kind == "official" for one in asked or found.mentions[:1])

    def _is_optional(self, who: Responsible) -> bool:
        """Whether only groups must report that may or may not be set up."""
        return bool(who.names) and all(name in self._optional_groups for name in who.names)

    @cached_property
    def _optional_groups(self) -> frozenset[str]:
        return optional_groups(self._resolution, self._finder)


def _binds(section: Section, clause: Clause, low: str) -> bool:
    """Whether a clause can bind: an annex says shall; "welcomes …" needs another verb that asks."""
    if section.annex and section.verb == "shall":
        return any(_SHALL.search(words) for words in (low, *map(lowered, clause.lead_in)))
    verb = clause.verb or section.verb
    return verb not in _WORDS.declaratory or bool(_DIRECTIVE.search(low, len(verb)))


def _verbatim(clause: Clause, reading: str) -> str:
    """Words of the reading as they stand in the clause."""
    start = clause.reading.find(reading) if reading else 0
    end = start + len(reading)
    if clause.alignment:
        start, end = clause.alignment.source(start, end)
    return clause.text[start:end]


def _notes(act: Act, who: Responsible, clause: Clause) -> tuple[str, ...]:
    reasons = {
        "responsible taken from the words before the list": who.origin == "lead-in",
        "the text does not say who reports": who.origin == "nobody",
        "recipient not named: the body that speaks": act.implied,
        "a name was put for a pronoun that could mean several": act.doubtful or who.doubtful,
    }
    return (*clause.notes, *(reason for reason, holds in reasons.items() if holds))
