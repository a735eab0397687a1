"""Nouns that stand for a name said before: `the Council`, `this conference`, `the Group`, `the Director`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from re import Match

from reporter.extraction.definitions import Definitions
from reporter.extraction.heads import head_noun, kind_of, nouns_of
from reporter.extraction.masking import Mention
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language
from reporter.vocabulary.names import names

_HEADS = any_of((*language().anaphora_heads, "director"))
_UNNAMED = frozenset(language().naming.unnamed)
_ALONE = frozenset(language().naming.alone)
_DEFINITE = r"the\s+said|the\s+above(?:-mentioned)?|the\s+same|the|this|that|such"

_BETWEEN = "next|forthcoming|itu|said|new|whole|competent|subsequent|future|relevant|same|present|coming|ordinary"
# `the Council`, `this conference`, `the said working group`, `to the next ITU Council`, `its parent body`
_PRONOUN = re.compile(
    rf"(?<![\w-])(?P<the>{_DEFINITE}|its|their|each|every|any|next|forthcoming|subsequent|future|of|to|by)\s+"
    rf"(?:(?:{_BETWEEN})\s+){{0,2}}(?P<head>{_HEADS}s?)(?![\w-])"
)

_DIRECTORS = {"ITU-T": "Director of TSB", "ITU-D": "Director of BDT", "ITU-R": "Director of BR"}
_DIRECTOR = "Director of "
_OPENING = 4
"""A clause opens with a name that begins not farther in than this: `The [Group] shall …`."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The body whose resolution it is.

    Attributes:
        name: Canonical name; "" where unknown.
        organisation: `ITU` or `UN`.
        sector: The Sector that it belongs to; None without one.
        noun: What it is: `conference`, `council`; None where unknown.
    """

    name: str
    organisation: str
    sector: str | None
    noun: str | None

    @classmethod
    def of(cls, name: str) -> Speaker:
        """The speaker of that canonical name; one that the lists do not hold speaks like the United Nations."""
        if body := names().bodies.get(name):
            return cls(name, body.organisation, body.sector, body.kind)
        return cls(name, "UN", None, head_noun(name))


@dataclass(frozen=True, slots=True)
class Said:
    """A name said somewhere in the resolution.

    Attributes:
        place: Offset into the document.
        mention: With offsets into its own heading or clause.
        words: As the text has them.
    """

    place: int
    mention: Mention
    words: str


@dataclass(slots=True)
class _Track:
    """Mentions that one noun may stand for, in the order of the text."""

    places: list[int] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    several: list[bool] = field(default_factory=list)

    def add(self, place: int, mention: Mention) -> None:
        differs = bool(self.mentions) and (self.several[-1] or self.mentions[-1].names != mention.names)
        self.places.append(place)
        self.mentions.append(mention)
        self.several.append(differs)

    def last(self, before: int | None) -> Mention | None:
        """The last mention before a place, doubtful where different names came up before it; None without one."""
        index = (len(self.places) if before is None else bisect_left(self.places, before)) - 1
        return replace(self.mentions[index], doubtful=self.several[index]) if index >= 0 else None


class _Memory:
    """What has been said, by the nouns that may stand for it.

    Args:
        said: Every name, in the order of the text.
        definitions: What the resolution defines.
        known_only: Whether only names of the lists count, and abbreviations that the text defines. Another name is
            given as the clause itself gives it, so that "the Committee" is not some committee of the preamble.
    """

    def __init__(self, said: Iterable[Said], definitions: Definitions, *, known_only: bool) -> None:
        self._definitions = definitions
        self._known_only = known_only
        self._tracks: dict[tuple[str, bool], _Track] = {}
        self._directors, self._openings = _Track(), _Track()
        self._nouns: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
        for one in said:
            self._remember(one)

    def last(self, noun: str, before: int | None, *, capital: bool) -> Mention | None:
        """The last mention that a noun in the singular may stand for; with `capital` only names that begin with one."""
        track = self._tracks.get((noun, capital))
        return track.last(before) if track else None

    def director(self, before: int | None) -> Mention | None:
        """The last Director of a Bureau that was named."""
        return self._directors.last(before)

    def opening_body(self, before: int) -> Mention | None:
        """The body that the last clause which opens with one opens with."""
        return self._openings.last(before)

    def _remember(self, one: Said) -> None:
        mention, name = one.mention, one.mention.names[0]
        if mention.start <= _OPENING and mention.kind == "body":
            self._openings.add(one.place, mention)
        if len(mention.names) != 1:
            return
        if name.startswith(_DIRECTOR):
            self._directors.add(one.place, mention)
        if self._known_only and not self._is_known(name):
            return
        for noun in self._nouns_of(mention, one.words):
            for capital in (False, True) if name[0].isupper() else (False,):
                self._tracks.setdefault((noun, capital), _Track()).add(one.place, mention)

    def _is_known(self, name: str) -> bool:
        return name in names().bodies or self._definitions.holds(name) or name.startswith(_DIRECTOR)

    def _nouns_of(self, mention: Mention, words: str) -> frozenset[str]:
        """The nouns that may stand for a mention: of its words, and of the long form of an abbreviation."""
        key = words, mention.names
        if key not in self._nouns:
            texts = (words, mention.names[0], *self._definitions.long_forms(mention.names))
            nouns = frozenset[str]().union(*(nouns_of(text) for text in texts))
            if nouns & {"study group", "advisory group"}:
                nouns -= {"group"}
            body = names().bodies.get(mention.names[0])
            self._nouns[key] = nouns | {body.kind} if body else nouns
        return self._nouns[key]


class Anaphora:
    """Tells what nouns stand for in the texts of one resolution.

    Args:
        speaker: The body whose resolution it is.
        definitions: What the resolution defines.
        said: Gives every name said in the resolution, in order; called once, when a noun needs it.
    """

    def __init__(self, speaker: Speaker, definitions: Definitions, said: Callable[[], Iterable[Said]]) -> None:
        self._speaker = speaker
        self._definitions = definitions
        self._said = said

    def opening_body(self, before: int) -> Mention | None:
        """The body that the last clause which opens with one, before a place, opens with; None where none does."""
        return self._memory.opening_body(before)

    def mentions(
        self, text: str, places: Sequence[Match[str]], named: Sequence[Mention], at: int | None
    ) -> list[Mention]:
        """What the nouns of one text stand for, those left out that stand for nobody.

        Args:
            text: The text.
            places: Its `nouns_that_may_stand_for_names`.
            named: The mentions in it by name, in order.
            at: Its offset into the document: what was said before is meant; None: anything said may be meant.
        """
        here: list[_Memory] = []

        def last(noun: str, start: int, *, capital: bool) -> Mention | None:
            if not here:
                said = (Said(one.end, one, text[one.start : one.end]) for one in named)
                here.append(_Memory(said, self._definitions, known_only=False))
            inside = here[0].last(noun, start + 1, capital=capital)
            before = self._memory.last(noun, at, capital=capital)
            if inside is None or before is None:
                return inside or before
            return replace(inside, doubtful=inside.doubtful or before.doubtful or inside.names != before.names)

        found = (self._refer(match, text, at, last) for match in places)
        return [one for one in found if one]

    @cached_property
    def _memory(self) -> _Memory:
        return _Memory(self._said(), self._definitions, known_only=True)

    def _refer(
        self, match: Match[str], text: str, at: int | None, last: Callable[..., Mention | None]
    ) -> Mention | None:
        start, end = match.span("head")
        said, speaker = text[start:end], self._speaker
        noun = " ".join(match["head"].split()).rstrip("s")
        if noun == "director":
            return self._the_director(start, end, at)
        if noun == "council" and speaker.organisation == "ITU":
            return Mention(start, end, ("Council",), "body")
        if speaker.name and (match["the"] == "this" or noun == speaker.noun):
            return Mention(start, end, (speaker.name,), "body")
        for capital in (True, False) if said[0].isupper() else (False,):
            if meant := last(noun, start, capital=capital):
                return replace(meant, start=start, end=end, event=None)
        if noun in _ALONE:
            return Mention(start, end, (" ".join(said.split()),), "official")
        if said[0].isupper():
            return Mention(start, end, (said,), kind_of(noun))
        if noun in _UNNAMED:
            return Mention(start, end, (" ".join(said.split()),), "body", doubtful=True)
        return None

    def _the_director(self, start: int, end: int, at: int | None) -> Mention | None:
        """The Director of the speaking assembly's Sector, else the one named last."""
        if sector := self._speaker.sector:
            return Mention(start, end, (_DIRECTORS[sector],), "official")
        said = self._memory.director(at)
        return replace(said, start=start, end=end) if said else None


def nouns_that_may_stand_for_names(low: str, named: Sequence[Mention]) -> list[Match[str]]:
    """The places of such nouns in a text in lower case that are not part of a name; the group `head` is the noun."""
    found, at = [], 0
    for match in _PRONOUN.finditer(low):
        start, end = match.span("head")
        while at < len(named) and named[at].end <= start:
            at += 1
        if at == len(named) or named[at].start >= end:
            found.append(match)
    return found
