"""Text in which every name is masked, offset for offset, so that a pattern can speak of "a body" whatever it is called.

`to report annually to the Council` becomes `to report annually to the ▒▒▒▒▒▒▒`: one mask character for each character
of the name, a different one for each kind of name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import lowered
from reporter.vocabulary.language import alternatives, language
from reporter.vocabulary.names import NameKind

BODY, OFFICIAL, MEMBERS, QUIET = "\ue001", "\ue002", "\ue003", "\ue004"
"""What stands in masked text for each character of a name; `QUIET` for words that name nobody to report to."""

ROUTE_SESSION = "\ue005"
"""Stands for the session of a body that a report passes through: it tells a one-off, but not when it is due."""

ANYBODY = f"[{BODY}{OFFICIAL}{MEMBERS}]"
"""A pattern: one character of a name of any kind."""

NAME = f"{ANYBODY}++"
"""A pattern: a whole name, or several that touch."""

MASKS: dict[NameKind, str] = {"body": BODY, "official": OFFICIAL, "members": MEMBERS}

_LONGEST_SENTENCE = 2000
"""Characters. No sentence of a resolution is longer; a hostile text without an end is read in stretches of this."""

_ADJECTIVE_REACH = 20

# `Rev`, in front of ". CoP18"
_SHORTENED = re.compile(r"(?<![\w-])(?:Rev|Add|Corr|Conf|Docs?|[Pp]aras?|[Vv]ol|Mr|Mrs|Ms|Dr|cf)$")
_SHORTENED_REACH = 8

_MASK_CHARACTERS = frozenset({BODY, OFFICIAL, MEMBERS, QUIET})
_WORDS = language().naming

# `Resolution 18 (Rev. New Delhi, 2024) of the [WTSA]`, `Article 5 of the Convention of the [PP]`, but not `Decision 5
# shall report to each meeting of the [WTSA]`
_NO_VERB = (
    r"(?:(?!\s(?:shall|should|must|will|may|is|are|was|were|has|have|had|and\s+to|to\s+each|to\s+every|to\s+the\s+next)\s)"
    r"[^;:]){1,90}?"
)
_CITED_OF = cued(
    rf"(?<![\w-]){alternatives(_WORDS.cited)}\s+{_NO_VERB}\s+of\s+(?:the|this|that)\s+"
    rf"(?:(?!\bto\s)[\w' -]){{0,40}}?{NAME}"
)
# `[Council] Decision 5`, `the [WTDC]'s Action Plan`
_CITED_BEFORE = cued(rf"{NAME}(?:'s)?\s+{alternatives(_WORDS.cited_after)}\b")
# `Outcome of the Summit`, behind `his report entitled`: a title asks nobody
_ENTITLED = cued(r'(?<=\bentitled ")[^"]{3,400}(?=")')
_PLACES_OF_NAMES = re.compile(ANYBODY)

_ENDS = re.compile(r";|\.\s+")
_BREAKS = re.compile(r";|\.\s+|:\s")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a text.

    Attributes:
        start: Offset into the text searched, from 0.
        end: Offset just after the last character.
        names: Canonical names; several for a group or a list.
        kind: `official`, `body` or `members`.
        event: Name of the very conference (`PP-26`); None otherwise.
        doubtful: True where a pronoun had more than one candidate.
    """

    start: int
    end: int
    names: tuple[str, ...]
    kind: NameKind
    event: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, eq=False)
class Masked:
    """A text with its names masked, offset for offset.

    Attributes:
        text: As analysed, not masked.
        masked: The same length, in lower case; each character of a name replaced by its kind's mask.
        mentions: In order, not overlapping.
    """

    text: str
    masked: str
    mentions: tuple[Mention, ...]

    def words(self, start: int, end: int) -> str:
        """The words of a stretch as the text gives them, one blank between each."""
        return " ".join(self.text[start:end].split())

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie inside a stretch."""
        first = bisect_left(self.mentions, start, key=attrgetter("start"))
        last = bisect_right(self.mentions, end, lo=first, key=_end)
        return self.mentions[first:last]

    def sentence_start(self, offset: int) -> int:
        """Where the sentence begins that `offset` lies in, or its part after a semicolon or colon."""
        known = bisect_right(self._starts, offset) - 1
        return max(self._starts[known] if known >= 0 else 0, offset - _LONGEST_SENTENCE)

    def sentence_end(self, offset: int) -> int:
        """Where that sentence, or its part before a semicolon, ends."""
        known = bisect_left(self._ends, offset)
        return min(self._ends[known] if known < len(self._ends) else len(self.masked), offset + _LONGEST_SENTENCE)

    def without(self, spans: Sequence[tuple[int, int]], sessions: Sequence[tuple[int, int]] = ()) -> Masked:
        """The same text with some stretches blanked and the mentions that begin in them left out.

        Args:
            spans: Start and end of each stretch, in order; they may overlap.
            sessions: Stretches, in order, that `ROUTE_SESSION` is put in for.
        """
        if not spans:
            return self
        masked = _replaced(self.masked, [(start, end, " " * (end - start)) for start, end in spans])
        masked = _replaced(masked, [(start, end, ROUTE_SESSION * (end - start)) for start, end in sessions])
        starts = [start for start, _ in spans]

        def blanked(one: Mention) -> bool:
            before = bisect_right(starts, one.start)
            return any(end > one.start for _, end in spans[max(0, before - 3) : before])

        return Masked(self.text, masked, tuple(one for one in self.mentions if not blanked(one)))

    @cached_property
    def _starts(self) -> list[int]:
        return [match.end() for match in _BREAKS.finditer(self.masked) if self._is_break(match)]

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in _ENDS.finditer(self.masked) if self._is_break(match)]

    def _is_break(self, match: re.Match[str]) -> bool:
        """A full stop ends a sentence only before a capital or a name: "No. 5", "Rev. 2" and "Rev. Dubai" go on."""
        if match[0][0] != ".":
            return True
        if _SHORTENED.search(self.text, max(0, match.start() - _SHORTENED_REACH), match.start()):
            return False
        at = match.end()
        return self.masked[at : at + 1] in _MASK_CHARACTERS or "A" <= self.text[at : at + 1] <= "Z"


def _end(mention: Mention) -> int:
    return mention.end


def mask(text: str, mentions: Sequence[Mention]) -> Masked:
    """Masks the mentions of a text, which are in order and do not overlap.

    A body in the name of a text (`Resolution 18 of the WTSA`) and products that are called reports (`ITU-R Report`)
    are quieted: nobody reports there.
    """
    masked = _replaced(text, [(one.start, one.end, MASKS[one.kind] * (one.end - one.start)) for one in mentions])
    masked = _CITED_BEFORE.sub(_quiet_names, _CITED_OF.sub(_quiet_names, masked))
    masked = _ENTITLED.sub(lambda match: QUIET * len(match[0]), masked)
    masked = language().product.sub(_quieted, lowered(masked))
    # "ITU-R Reports" is a product though "ITU-R" is a name.
    named = language().product.sub(
        lambda match: match[0] if _is_part_of_name(match, mentions) else _quieted(match), lowered(text)
    )
    if QUIET in named:
        masked = "".join(QUIET if sign == QUIET else other for sign, other in zip(named, masked, strict=True))
    return Masked(text, masked, tuple(mentions))


def _is_part_of_name(match: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Whether a product is only what a name goes on with: `Working Group on the Universal Periodic Review`."""
    before = bisect_left(mentions, match.start(), key=attrgetter("start")) - 1
    return before >= 0 and match.end() <= mentions[before].end


def _quieted(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _ADJECTIVE_REACH) : match.start()]
    # "its reports and recommendations" are those of a panel, "Reports and Recommendations" of ITU-R products
    own = "recommendations" in match[0] and language().own_behind.search(before)
    return match[0] if own or language().no_product_behind.search(before) else QUIET * len(match[0])


def _quiet_names(match: re.Match[str]) -> str:
    return _PLACES_OF_NAMES.sub(QUIET, match[0])


def with_wider(found: Masked, wider: Sequence[Mention]) -> Masked:
    """The same text with wider mentions put in for what they cover; they are in order and do not overlap."""
    if not wider:
        return found
    masked = _replaced(found.masked, [(one.start, one.end, MASKS[one.kind] * (one.end - one.start)) for one in wider])
    starts = [one.start for one in wider]

    def covered(one: Mention) -> bool:
        before = bisect_right(starts, one.start)
        return before > 0 and one.start < wider[before - 1].end

    kept = [one for one in found.mentions if not covered(one)]
    return Masked(found.text, masked, tuple(sorted((*kept, *wider), key=attrgetter("start"))))


def _replaced(text: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    """`text` with each stretch replaced by words of the same length; the stretches are in order, and may overlap."""
    result, at = [], 0
    for start, end, words in pieces:
        if end > at:
            result += [text[at:start], words[max(0, at - start) :]]
            at = end
    return "".join([*result, text[at:]])
