"""Nouns that stand for a name said before: `the Council`, `this conference`, `the Group`, `the Director`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from re import Match
from sys import maxsize
from typing import NamedTuple

from reporter.extraction.definitions import Definitions
from reporter.extraction.heads import head_noun, kind_of, nouns_of
from reporter.extraction.masking import Mention
from reporter.vocabulary.forms import any_of, fold_form, lowered
from reporter.vocabulary.language import alternatives, language
from reporter.vocabulary.names import Names, names

_HEADS = any_of((*language().anaphora_heads, "director", "mandate holder"))
_UNNAMED = frozenset(language().naming.unnamed)
_ALONE = frozenset(language().naming.alone)
_DEFINITE = r"the\s+said|the\s+above(?:-mentioned)?|the\s+same|the|this|that|such"

# Before a name without an article: `inform Congress`
_TELLING = ("inform", "brief", "keep", "provide")
_BETWEEN = "next|forthcoming|itu|said|new|whole|competent|subsequent|future|relevant|same|present|coming|ordinary"
# `the 30th Congress`, `the 2029 Assembly`; ordinals in words are parts of names
_NUMBERED = r"(?:\d{1,3}(?:st|nd|rd|th)|(?:19|20)\d\d)"
# `the Council`, `this conference`, `the said working group`, `to the next ITU Council`, `its parent body`
_PRONOUN = re.compile(
    rf"(?<![\w-])(?P<the>{_DEFINITE}|its|their|each|every|any|next|forthcoming|subsequent|future|of|to|by"
    rf"|{'|'.join(_TELLING)})\s+(?:(?:{_BETWEEN}|{_NUMBERED})\s+){{0,2}}(?P<head>{_HEADS}s?)(?![\w-])"
    r"(?!\s+(?:of\s+(?:work|action|activities)|budgets?)\b)"
)

_MANDATE_HOLDER = "mandate holder"
_MANDATE = re.compile(alternatives(language().naming.mandates))

_DIRECTORS = {"ITU-T": "Director of TSB", "ITU-D": "Director of BDT", "ITU-R": "Director of BR"}
_DIRECTOR = "Director of "
_GIVEN_A_NAME = ("study group", "working party", "task group", "director")
"""Words that are made canonical names without being a form of one: by the Sector that speaks, by what stands behind."""
# `decides to establish a` in front of the name of what is set up
_SETS_UP = re.compile(r"\b(?:to|shall)\s+(?:re-?)?(?:establish|create|set\s+up|convene|constitute)\s+an?\s+$")
_SETS_UP_REACH = 40
# `Study Group 3`, `ITU-R Working Party 5D`
_BY_NUMBER = re.compile(r"(?:ITU-[TRD] )?(?:Study Group|Working Party|Task Group) \d")
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


def sector_of(name: str) -> str | None:
    """The Sector of a body, or of a Director, of the ITU; None for others."""
    if body := names().bodies.get(name):
        return body.sector
    return next((sector for sector, director in _DIRECTORS.items() if director == name), None)


class Said(NamedTuple):
    """A heading or clause of the resolution.

    Attributes:
        place: Its offset into the document.
        text: Its words, folded.
    """

    place: int
    text: str


# `the Chair of the`, in front of a name
_CHAIR_OF = re.compile(r"\b(?:Chair(?:man|person)?|Vice-Chair|Convener|Rapporteur|President)s?\s+of\s+(?:the\s+)?$")

Placed = tuple[int, Mention]
"""A mention and the place that it was said in."""


class _Track:
    """Mentions that one noun may stand for, in the order of the text, found no farther than anybody asked.

    Args:
        source: Gives them with their places, in order.
    """

    def __init__(self, source: Iterator[Placed]) -> None:
        self._source = source
        self._next: Placed | None = next(source, None)
        self._places: list[int] = []
        self._mentions: list[Mention] = []
        self._several: list[bool] = []

    def last(self, before: int | None) -> Mention | None:
        """The last mention before a place, doubtful where different names came up before it; None without one.

        Args:
            before: The place; None: the last of all.
        """
        index = self._index(before)
        return replace(self._mentions[index], doubtful=self._several[index]) if index >= 0 else None

    @property
    def first(self) -> int:
        """Where the first mention was said; 0 without one."""
        if self._places:
            return self._places[0]
        return self._next[0] if self._next else 0

    def place(self, before: int | None) -> int:
        """Where that mention was said; 0 without one."""
        index = self._index(before)
        return self._places[index] if index >= 0 else 0

    def _index(self, before: int | None) -> int:
        while self._next and (before is None or self._next[0] < before):
            self._add(*self._next)
            self._next = next(self._source, None)
        return (len(self._places) if before is None else bisect_left(self._places, before)) - 1

    def _add(self, place: int, mention: Mention) -> None:
        differs = bool(self._mentions) and (self._several[-1] or self._mentions[-1].names != mention.names)
        self._places.append(place)
        self._mentions.append(mention)
        self._several.append(differs)


class Anaphora:
    """Tells what nouns stand for in the texts of one resolution.

    Args:
        speaker: The body whose resolution it is.
        definitions: What the resolution defines.
        said: Gives every heading and clause, in the order of the text; called when a noun needs it.
        named: Gives the mentions by name of a text, in order.
    """

    def __init__(
        self,
        speaker: Speaker,
        definitions: Definitions,
        said: Callable[[], Sequence[Said]],
        named: Callable[[str], Sequence[Mention]],
    ) -> None:
        self._speaker = speaker
        self._definitions = definitions
        self._said = said
        self._named = named
        self._earlier = cache(self._said_of_noun)
        self._here = cache(self._named_here)
        self._set_up_as = cache(self._set_ups)
        self._said_alone = cache(self._first_alone)

    def opening_body(self, before: int) -> Mention | None:
        """The body that the last clause which opens with one, before a place, opens with; None where none does."""
        return self._openings.last(before)

    def mentions(self, text: str, places: Sequence[Match[str]], at: int | None) -> list[Mention]:
        """What the nouns of one text stand for, those left out that stand for nobody.

        Args:
            text: The text.
            places: Its `nouns_that_may_stand_for_names`.
            at: Its offset into the document: what was said before is meant; None: anything said may be meant.
        """
        found = (self._refer(match, text, at) for match in places)
        return [one for one in found if one]

    def _refer(self, match: Match[str], text: str, at: int | None) -> Mention | None:
        start, end = match.span("head")
        said, speaker = text[start:end], self._speaker
        noun = " ".join(match["head"].split()).rstrip("s")
        if match["the"] in _TELLING and not said[0].isupper():
            return None
        if noun == _MANDATE_HOLDER:
            return self._holder_of_a_mandate(start, end, at)
        if noun == "director":
            return self._the_director(start, end, at)
        if noun == "council" and speaker.organisation == "ITU":
            return Mention(start, end, ("Council",), "body")
        that = self._here(text, noun, True).last(start + 1) if match["the"] == "that" else None
        if speaker.name and not that and (match["the"] == "this" or noun == speaker.noun):
            return Mention(start, end, (speaker.name,), "body")
        for one in (noun, "working group") if noun == "group" else (noun,):
            for capital in (True, False) if said[0].isupper() else (False,):
                here, earlier = self._here(text, one, capital).last(start + 1), self._earlier(one, capital).last(at)
                if not here and said[0].isupper() and (set_up := self._set_up_before(one, at)):
                    return replace(set_up, start=start, end=end, event=None)
                if earlier and not here and self._is_another(one, capital, at, alone=said[0].isupper()):
                    continue
                if meant := _nearer(here, earlier):
                    return replace(meant, start=start, end=end, event=meant.event if match["the"] == "that" else None)
        if match["the"] == "its" and match.start() == 0:
            # "Its chair shall report": `roles` knows whose.
            return None
        if noun in _ALONE:
            return Mention(start, end, (" ".join(said.split()),), "official")
        if said[0].isupper():
            return Mention(start, end, (said,), kind_of(noun))
        if noun in _UNNAMED:
            return Mention(start, end, (" ".join(said.split()),), "body", doubtful=True)
        return None

    def _is_another(self, noun: str, capital: bool, at: int | None, *, alone: bool) -> bool:
        """Whether a noun means another one than the name before it; `alone`: it is said with a capital.

        So it does where a name that no list holds came between, and "the Commission" where it was spoken of before any
        "Commission on Fees".
        """
        earlier = self._earlier(noun, capital)
        return self._names_another(noun, earlier.place(at), at) or (alone and self._said_alone(noun) < earlier.first)

    def _holder_of_a_mandate(self, start: int, end: int, at: int | None) -> Mention | None:
        """Who holds the mandate that was spoken of last."""
        said = self._mandated.last(None if at is None else at + start)
        return replace(said, start=start, end=end) if said else None

    def _the_director(self, start: int, end: int, at: int | None) -> Mention | None:
        """The Director of the speaking assembly's Sector, else the one named last."""
        if sector := self._speaker.sector:
            return Mention(start, end, (_DIRECTORS[sector],), "official")
        said = self._directors.last(at)
        return replace(said, start=start, end=end) if said else None

    def _named_here(self, text: str, noun: str, capital: bool) -> _Track:
        """The names of one text that a noun may stand for, each in place where it ends.

        Whose chair somebody is, is named by the way: "the Chair of JCG-RN shall report to that Group".
        """
        return _Track(
            (one.end, one)
            for one in self._single_names(text)
            if self._may_be_meant(one, text, noun, capital) and not _CHAIR_OF.search(text, 0, one.start)
        )

    def _said_of_noun(self, noun: str, capital: bool) -> _Track:
        """The names said in the resolution that a noun may stand for.

        Only names of the lists count, and abbreviations that the text defines: another name is given as the clause
        itself gives it, so that "the Committee" is not some committee of the preamble.
        """
        return _Track(
            (said.place + one.start, one)
            for said in self._speaking_of(noun)
            for one in self._single_names(said.text)
            if self._is_known(one.names[0]) and self._may_be_meant(one, said.text, noun, capital)
        )

    def _first_alone(self, noun: str) -> int:
        """Where a noun with a capital first stands alone, `the Commission`; behind everything where it never does."""
        alone = re.compile(rf"\b[Tt]he\s+{noun.title()}\b(?!\s+(?:of|on|for)\s|\s*\()")
        found = ((said.place + match.start()) for said in self._said() if (match := alone.search(said.text)))
        return next(found, maxsize)

    def _set_up_before(self, noun: str, at: int | None) -> Mention | None:
        """The one that the resolution sets up and a noun may stand for: what it calls "the Group" from there on."""
        found = self._set_up_as(noun)
        names_ = {one.names for _, one in found}
        return found[0][1] if len(names_) == 1 and (at is None or found[0][0] < at) else None

    def _set_ups(self, noun: str) -> list[Placed]:
        return [
            (said.place + one.start, one)
            for said in self._speaking_of(noun)
            for one in self._single_names(said.text)
            if _SETS_UP.search(said.text, max(0, one.start - _SETS_UP_REACH), one.start)
            and self._is_known(one.names[0])
            and self._may_be_meant(one, said.text, noun, True)
        ]

    def _names_another(self, noun: str, since: int, until: int | None) -> bool:
        """Whether a body that no list holds was named behind that place: what the noun means is not told then."""
        said = self._said()
        first = bisect_left(said, since, key=_place)
        last = len(said) if until is None else bisect_left(said, until, key=_place)
        return any(
            noun in nouns_of(one.names[0]) and one.names[0][0].isupper() and not self._is_known(one.names[0])
            for other in said[first:last]
            if noun in other.text.lower()
            for one in self._single_names(other.text)
            if other.place + one.start > since
        )

    @cached_property
    def _directors(self) -> _Track:
        return _Track(
            (said.place + one.start, one)
            for said in self._speaking_of("director")
            for one in self._single_names(said.text)
            if one.names[0].startswith(_DIRECTOR)
        )

    @cached_property
    def _mandated(self) -> _Track:
        return _Track(
            (said.place + one.start, one)
            for said in self._said()
            if _MANDATE.search(said.text)
            for one in self._single_names(said.text)
            if _MANDATE.match(one.names[0])
        )

    @cached_property
    def _openings(self) -> _Track:
        return _Track(
            (said.place + one.start, one)
            for said in self._said()
            for one in self._opening_mentions(said)
            if one.start <= _OPENING and one.kind == "body"
        )

    def _opening_mentions(self, said: Said) -> Sequence[Mention]:
        """The names of a text, and whom the noun that opens it stands for: `The Panel shall`."""
        named = self._named(said.text)
        opens = _PRONOUN.match(lowered(said.text))
        if opens is None or any(one.start <= opens.end() for one in named):
            return named
        meant = self._refer(opens, said.text, said.place)
        return (meant,) if meant else ()

    def _speaking_of(self, noun: str) -> Iterator[Said]:
        """The headings and clauses that may name somebody whom a noun stands for: most do not, and cost nothing."""
        forms = [form for form in _forms_of(noun, names()) if form in self._everything]
        is_defined = bool(self._definitions.short_forms_of(noun))
        for said, spelt in zip(self._said(), self._spelt, strict=True) if forms or is_defined else ():
            if any(form in spelt for form in forms) or (is_defined and self._definitions.names_in(spelt)):
                yield said

    @cached_property
    def _spelt(self) -> list[str]:
        """All that is said, in the spelling of forms."""
        return [fold_form(said.text) for said in self._said()]

    @cached_property
    def _everything(self) -> str:
        return fold_form("\n".join(said.text for said in self._said()))

    def _single_names(self, text: str) -> Iterator[Mention]:
        return (one for one in self._named(text) if len(one.names) == 1)

    def _may_be_meant(self, one: Mention, text: str, noun: str, capital: bool) -> bool:
        """Whether a noun may stand for a mention; with `capital` only for a name that begins with one."""
        return noun in self._nouns_of(one, text) and (one.names[0][0].isupper() or not capital)

    def _is_known(self, name: str) -> bool:
        listed = name in names().bodies or name.startswith(_DIRECTOR)
        return listed or self._definitions.holds(name) or _BY_NUMBER.match(name) is not None

    def _nouns_of(self, mention: Mention, text: str) -> frozenset[str]:
        """The nouns that may stand for a mention: of its words, and of the long form of an abbreviation."""
        name = mention.names[0]
        nouns = nouns_of(text[mention.start : mention.end]) | nouns_of(name)
        for long in self._definitions.long_forms(mention.names):
            nouns |= nouns_of(long)
        if body := names().bodies.get(name):
            nouns |= {body.kind}
        has_other_noun = nouns & {"study group", "advisory group"} and not self._definitions.holds(name)
        return nouns - {"group"} if has_other_noun else nouns


def _place(said: Said) -> int:
    return said.place


def _nearer(inside: Mention | None, before: Mention | None) -> Mention | None:
    """What was said in the same text goes before what was said earlier; doubtful where the two differ."""
    if inside is None or before is None:
        return inside or before
    return replace(inside, doubtful=inside.doubtful or before.doubtful or inside.names != before.names)


@lru_cache(maxsize=1024)
def _forms_of(noun: str, listed: Names) -> tuple[str, ...]:
    """The forms of the listed names that a noun may stand for, in one of which each of the others is found too."""
    forms = {form for form in _GIVEN_A_NAME if noun in nouns_of(form)}
    for form, name in listed.forms.items():
        body = listed.bodies.get(name.names[0])
        kinds = {body.kind} if body else set()
        if noun in kinds | nouns_of(name.names[0]) | nouns_of(form):
            forms |= {form, fold_form(name.names[0])}
    return tuple(form for form in forms if not any(other in form for other in forms if other != form))


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
