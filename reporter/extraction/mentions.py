"""Finds who is named in the clauses of one resolution: by names, by lists, by abbreviations, by pronouns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from reporter.extraction.anaphora import Anaphora, Said, Speaker, nouns_that_may_stand_for_names, sector_of
from reporter.extraction.definitions import Definitions
from reporter.extraction.heads import is_person
from reporter.extraction.masking import ANYBODY, BODY, OFFICIAL, Masked, Mention, mask, with_wider
from reporter.extraction.names_asked import names_asked
from reporter.extraction.names_in_lists import unknown_in_lists
from reporter.extraction.names_in_text import (
    PERSON_HEAD,
    bare_bureau,
    bare_bureau_of_a_body,
    bare_council,
    conferences,
    listed_names,
    long_and_short,
    lower_case_groups,
    mandates,
    member_lists,
    numbered_committees,
    of_places_and_treaties,
    proper_names,
    qualified_groups,
    respective_bodies,
    set_up_here,
    study_groups,
)
from reporter.extraction.ordinals import is_ordinal
from reporter.model import Resolution
from reporter.parsing.fold import fold
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of, lowered
from reporter.vocabulary.language import alternatives, language
from reporter.vocabulary.names import NameKind, names

# `the chair of the [TSAG]`, `secretariat of [ISCG]`, `the [Director] of the [regional office]`: in masked text
_PERSON = cued(
    rf"(?<![\w-])(?:{alternatives(language().naming.persons)}|\ue002++)\s+of\s+(?:the\s+)?"
    r"(?:(?:[a-z-]+\s+){1,3}(?:configuration|section|branch|component|chapter|part|pillar|cluster)\s+of\s+(?:the\s+)?)?(?=[\ue001\ue002])"
)
# A cheap test for these and the next three
_OF = re.compile(r"\s(?:of|to)\s+(?:the|its|that|[\ue001-\ue003])|[\ue001-\ue003]\s+of\s")
# `requests the operating entities of the` in front of `[Financial Mechanism]`
_PARTS_OF = cued(
    rf"(?:^(?!{any_of(language().directive)})|(?<![\w-]){any_of(language().directive)}\s+|\bthat\s+)"
    r"(?:(?:the|all|its|each|every|any|other|those)\s+){0,2}"
    rf"(?P<part>(?:(?!to\b|of\b|the\b)[a-z-]+\s+){{0,2}}?{alternatives(language().naming.parts)}\s+"
    rf"(?:for\s+(?:(?!to\b|of\b)[a-z-]+\s+){{1,10}})?(?:of|to)\s+(?:the\s+)?)(?={ANYBODY})"
)
# `[regional group] of ` in front of `[Study Group 5]`
_GROUP_OF = cued(rf"{BODY}++\s+of\s+(?:the\s+)?(?=[{BODY}{OFFICIAL}])")
# `[Chair] of the open-ended intergovernmental expert meeting on electronic commerce` in front of "to"
_OF_A_GATHERING = cued(
    rf"(?<![\w-])(?:{alternatives(language().naming.persons)}|{OFFICIAL}++)\s+of\s+(?:the|its|that|this)\s+"
    rf"(?:[a-z-]+\s+){{0,6}}?{alternatives(language().naming.gatherings)}s?(?:\s+of\s+experts)?"
    r"(?:\s+on\s+[a-z][a-z -]{2,80}?)?"
    r"(?=\s+(?:to|shall|should|will|must)\s|\s*[,:]|\s*$)"
)
# `Executive Director`, in front of `of the United Nations Environment Programme`
_OF_AN_ORGANISATION = re.compile(r"\s+of\s+(?:the\s+)?[A-Z]")
# `invites the [governing bodies] of regional seas conventions` in front of "to"
_OF_THINGS = cued(
    rf"(?<![\w-]){any_of(language().directive)}\s+(?:also\s+)?(?:(?:the|all|its)\s+)?(?P<group>{BODY}++)"
    r"\s+of\s+(?!the\b|its\b|experts\b)[a-z][a-z -]{3,100}?(?=\s+to\s+[a-z])"
)
# `Directors of the Bureaux`, of the ITU wherever they are named
_OF_THE_UNION = re.compile(r"\b(?:bureau[xs]?|sectors?|itu)\b")
_DIRECTOR = re.compile(r"director\b", re.IGNORECASE)
_GENERAL = re.compile(r"director[\s-]general\s+of\s+[A-Z]{3,}\b", re.IGNORECASE)
# `the advisory groups of the other two Sectors`, `the other Directors`
_OF_THE_OTHERS = re.compile(r"\s+of\s+the\s+(?:two\s+other|other(?:\s+two)?)\s+(?:sectors|bureaux)\b")
_THE_OTHERS = re.compile(r"\b(?:two\s+other|other(?:\s+two)?)\s+$")
_THE = re.compile(r"\b(?:the|that|this)\s+$", re.IGNORECASE)
# `Office of the Special Adviser on Africa`, of which "the Special Adviser" heads
_IS_OFFICE = re.compile(r"(?:Office|Secretariat|Bureau)\s+of\b")
# `request the latter to`; in "at the latter's sessions" it is told by the words around it
_LATTER = cued(r"(?<=\bthe )latter(?!'s|\w)")
# `Advisory Committee`, behind `Human Rights Council`
_ITS_COMMITTEE = re.compile(r"\s+(?:[A-Z][a-z-]+\s+){1,3}(?:Committee|Group|Panel|Board|Forum|Team|Task\s+Force)")
# ` (the "` and `")` around what a name is called in short
_OPENS = re.compile(r"\s*\((?:the\s+)?[\"']?")
_CLOSES = re.compile(r"[\"']?\)")
_LAST_PARENTHESES = re.compile(r"\s*\([^()]*\)$")


class MentionFinder:
    """Finds mentions in the texts of one resolution; knows who speaks in it and what it has defined.

    Args:
        resolution: Searched for definitions and for what was said before, each when first needed.
    """

    def __init__(self, resolution: Resolution) -> None:
        self.speaker = Speaker.of(resolution.body)
        self._resolution = resolution
        self._definitions = Definitions(resolution)
        self._anaphora = Anaphora(self.speaker, self._definitions, lambda: self._said, self._named)
        self._named_in: dict[str, tuple[Mention, ...]] = {}
        self._found_in: dict[str | tuple[str, int | None], Masked] = {}

    def find(self, text: str, *, at: int | None = None) -> Masked:
        """The mentions of a folded text.

        Args:
            text: A clause, a heading, a citation; with plain blanks, hyphens and quotation marks.
            at: Its offset into the document: a pronoun stands for what was said before it; None: for anything said.
        """
        if known := self._found_in.get(text) or self._found_in.get((text, at)):
            return known
        named = self._named(text)
        places = nouns_that_may_stand_for_names(lowered(text), named)
        latter = _LATTER.search(text) is not None
        if not places and not latter:
            # The answer is the same wherever the text stands, and headings come up with every clause.
            return self._found_in.setdefault(text, _with_persons(mask(text, named)))
        mentions = sorted((*named, *self._anaphora.mentions(text, places, at)), key=lambda one: one.start)
        found = _with_persons(mask(text, sorted((*mentions, *_latters(text, mentions)), key=lambda one: one.start)))
        return self._found_in.setdefault((text, at), found)

    def opening_body(self, before: int) -> Mention | None:
        """The body that a clause before this place opens with: what "It shall …" goes on about; None without one."""
        return self._anaphora.opening_body(before)

    @cached_property
    def _said(self) -> list[Said]:
        """Every heading and clause, in the order of the text."""
        said = [
            one
            for section in self._resolution.sections
            for one in (
                Said(section.start, fold(section.heading)),
                *(Said(clause.start, clause.reading) for clause in section.clauses),
            )
        ]
        return sorted(said, key=lambda one: one.place)

    def _named(self, text: str) -> tuple[Mention, ...]:
        """Mentions by name, in order, the most telling where several overlap."""
        if text not in self._named_in:
            taken = bytearray(len(text))
            kept = []
            for one in self._candidates(text):
                if taken.find(1, one.start, one.end) < 0:
                    taken[one.start : one.end] = b"\1" * (one.end - one.start)
                    kept.append(one)
            joined = list(_with_abbreviations(text, sorted(kept, key=attrgetter("start"))))
            joined = sorted((*joined, *unknown_in_lists(text, joined)), key=attrgetter("start"))
            self._named_in[text] = tuple(_with_whole_names(text, joined))
        return self._named_in[text]

    def _candidates(self, text: str) -> Iterator[Mention]:
        """All readings of names, the most telling first."""
        low = lowered(text)
        yield from member_lists(low)
        yield from long_and_short(text)
        yield from respective_bodies(text)
        yield from qualified_groups(text)
        yield from self._with_capitals(text, low) if low != text else self._without_capitals(low)
        yield from lower_case_groups(text, low, self.speaker.sector)
        yield from set_up_here(text, low)
        if self.speaker.organisation == "ITU":
            yield from bare_council(text)
        else:
            yield from bare_bureau_of_a_body(text)
        if self.speaker.sector:
            yield from bare_bureau(text, self.speaker.sector)

    def _listed(self, text: str, low: str) -> Iterator[Mention]:
        """Names that the vocabulary lists; "the advisory bodies" are three of the ITU's only in its own texts."""
        for one in listed_names(text, low):
            own = self.speaker.organisation == "ITU" or _OF_THE_UNION.search(low, one.start, one.end)
            if len(one.names) < 2:
                yield one
            elif own:
                yield self._without_own(one, low)

    def _without_own(self, several: Mention, low: str) -> Mention:
        """Several of the Union without the one of the Sector that speaks, where the text says `the other two`."""
        behind = _OF_THE_OTHERS.match(low, several.end)
        if self.speaker.sector is None or not (behind or _THE_OTHERS.search(low, 0, several.start)):
            return several
        others = tuple(name for name in several.names if sector_of(name) != self.speaker.sector)
        return replace(several, names=others, end=behind.end() if behind else several.end)

    def _without_capitals(self, low: str) -> Iterator[Mention]:
        """The names that a text without a capital can hold, the most telling first."""
        known = (*self._definitions.find(low, low), *self._listed(low, low))
        yield from sorted(known, key=lambda one: one.start - one.end)

    def _with_capitals(self, text: str, low: str) -> Iterator[Mention]:
        defined = list(self._definitions.find(text, low))
        known = [*defined, *self._listed(text, low), *study_groups(text), *numbered_committees(text)]
        proper = list(proper_names(text))
        proper = [one for one in proper if not _is_two(text, one, known)]
        for one in mandates(text):
            # "Open-ended Working Group on the Protection of Archives" is the whole name.
            inside = any(other.start < one.start and one.end <= other.end for other in proper)
            inside = inside or any(other.start <= one.start and one.end < other.end for other in known)
            if not inside and not any(_overlap(one, other) for other in defined):
                yield one
        others = [one for one in of_places_and_treaties(text) if not any(_holds(other, one) for other in known)]
        yield from names_asked(text, [*known, *others])
        yield from others
        yield from _longer_than_known(text, proper, known)
        yield from sorted(known, key=lambda one: one.start - one.end)
        yield from conferences(text, lambda: self._definitions.conference_of_parties)
        yield from proper


def _latters(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """What "the latter" stands for: the one named last before it."""
    for match in _LATTER.finditer(text):
        before = [one for one in mentions if one.end <= match.start()]
        if before:
            yield replace(before[-1], start=match.start(), end=match.end(), event=None)


def _with_abbreviations(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, a name and the one in parentheses behind it made one: `the Working Group on Fees (CWG-Fees)`."""
    last: Mention | None = None
    for one in mentions:
        closes = _CLOSES.match(text, one.end) if last and _OPENS.fullmatch(text, last.end, one.start) else None
        if last and closes:
            # "Executive Director of the Environment Programme (UNEP)" is not UNEP.
            serves = is_person(last.names[0]) and not is_person(one.names[0])
            last = replace(last, end=closes.end(), names=last.names if serves else one.names)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _with_whole_names(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, a part of a name that was said whole before standing for it: `requests the Special Adviser`."""
    whole: dict[str, Mention] = {}
    for one in mentions:
        if len(one.names) == 1 and (longer := _said_whole(text, one, whole)):
            whole_name = (
                longer.names[0][longer.names[0].index(one.names[0]) :] if _IS_OFFICE.match(longer.names[0]) else ""
            )
            one = replace(one, names=(whole_name,) if whole_name else longer.names, kind=longer.kind)
        elif len(one.names) == 1:
            whole.setdefault(one.names[0], one)
        yield one


def _said_whole(text: str, short: Mention, before: Mapping[str, Mention]) -> Mention | None:
    """The one name said before that the words of a mention behind "the" begin or end."""
    if _THE.search(text, max(0, short.start - 5), short.start) is None:
        return None
    said = " ".join(text[short.start : short.end].split())
    if said != short.names[0] or names().lookup(said):
        return None
    longer = [one for name, one in before.items() if one.kind == short.kind and _is_part(said, name)]
    return longer[0] if len(longer) == 1 else None


def _is_part(short: str, name: str) -> bool:
    """Whether a name goes on behind the short one: `[Special Adviser] on Drought`, `Open-ended [Group] on …`."""
    return (
        len(name) > len(short)
        and short in name
        and name[0].isupper()
        and bool(re.search(rf"(?:^|\s){re.escape(short)}\s+(?:on|of|for|against)\s", name))
    )


def _holds(one: Mention, other: Mention) -> bool:
    """Whether a mention is longer than another that lies in it."""
    return one.start <= other.start and other.end <= one.end and one.end - one.start > other.end - other.start


def _is_two(text: str, one: Mention, known: Sequence[Mention]) -> bool:
    """Whether a name is nothing but two known ones: `Director of BDT and TSAG`."""
    first = next((other for other in known if other.start == one.start and other.end < one.end), None)
    return first is not None and any(
        other.end == one.end and text[first.end : other.start].split() == ["and"] for other in known
    )


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _longer_than_known(text: str, proper: Sequence[Mention], known: Sequence[Mention]) -> Iterator[Mention]:
    """Proper names that go on with a known one: `Statistical Division of the Food and Agriculture Organization`."""
    starts = sorted(one.start for one in known)
    bodies = {one.start: one.end for one in known if one.kind != "official" and " " in text[one.start : one.end]}
    short = {one.start: one.end for one in known if one.kind != "members" and text[one.start : one.end].isupper()}
    officials = {one.start: one.end for one in known if one.kind == "official"}
    organisations = {
        start: end for start, end in officials.items() if text[start:end] in language().naming.before_their_bodies
    }
    for longer in (*_with_organisation(text, proper), *proper):
        if any(_holds(one, longer) for one in known):
            # "Executive Board of the Programme, the Fund and the Office" is one name.
            continue
        ends = officials.get(longer.start) if longer.kind == "official" else None
        if ends and _OF_AN_ORGANISATION.match(text, ends):
            yield longer
            continue
        if longer.kind == "body" and (ends := organisations.get(longer.start)) and ends < longer.end:
            yield longer
            continue
        if (
            longer.kind == "body"
            and (ends := bodies.get(longer.start))
            and _ITS_COMMITTEE.fullmatch(text, ends, longer.end)
        ):
            yield longer
            continue
        if short.get(longer.start, longer.end) < longer.end and not PERSON_HEAD.match(longer.names[0]):
            # "INFCOM Management Group" is no INFCOM.
            yield longer
            continue
        following = bisect_right(starts, longer.start)
        inside = following < len(starts) and starts[following] < longer.end
        if (
            inside
            and not PERSON_HEAD.match(longer.names[0])
            and not _begins_with_number(text, longer, starts[following])
        ):
            yield longer


def _with_organisation(text: str, proper: Sequence[Mention]) -> Iterator[Mention]:
    """Names right behind that of the organisation whose body it is: `African Union Peace and Security Council`."""
    for one, body in pairwise(proper):
        if body.kind == "body" and body.start == one.end + 1 and one.names[0] in language().naming.before_their_bodies:
            yield replace(body, start=one.start, names=(" ".join(text[one.start : body.end].split()),))


def _begins_with_number(text: str, longer: Mention, known: int) -> bool:
    """Whether nothing but an ordinal stands before the known name: `Seventy-ninth World Health Assembly`."""
    return is_ordinal(text[longer.start : known])


def _with_persons(found: Masked) -> Masked:
    """Joins "chair of" to the body it stands before, and "entities of" to whom they belong to: they are who reports."""
    if not _OF.search(found.masked):
        return found
    by_start = {one.start: one for one in found.mentions}
    wider: list[Mention] = []
    for start, end, kind in sorted(
        (*_persons_of(found, by_start), *_parts_of(found, by_start), *_of_gatherings(found))
    ):
        if not wider or wider[-1].end <= start:
            said = _LAST_PARENTHESES.sub("", found.text[start:end])
            wider.append(Mention(start, end, (" ".join(said.split()),), kind))
    return with_wider(found, wider)


def _persons_of(found: Masked, by_start: Mapping[int, Mention]) -> Iterator[tuple[int, int, NameKind]]:
    """`chair of [TSAG]`, `[Director] of [the regional office]`."""
    for match in _PERSON.finditer(found.masked):
        body = by_start.get(match.end())
        if body and (not _DIRECTOR.match(found.text, match.start()) or _GENERAL.match(found.text, match.start())):
            yield match.start(), body.end, "official"


def _parts_of(found: Masked, by_start: Mapping[int, Mention]) -> Iterator[tuple[int, int, NameKind]]:
    """`operating entities of the [Financial Mechanism]`, `[regional group] of [Study Group 5]`."""
    for match in _PARTS_OF.finditer(found.masked):
        if whole := by_start.get(match.end()):
            yield match.start("part"), whole.end, "official"
    for match in _GROUP_OF.finditer(found.masked):
        group, whole = by_start.get(match.start()), by_start.get(match.end())
        if group and whole and group.names[0].islower() and len(group.names) == 1:
            yield group.start, whole.end, "body"


def _of_gatherings(found: Masked) -> Iterator[tuple[int, int, NameKind]]:
    """`[Chair] of the open-ended meeting`, `[governing bodies] of regional conventions`: of what has no name."""
    for match in _OF_A_GATHERING.finditer(found.masked):
        yield match.start(), match.end(), "official"
    for match in _OF_THINGS.finditer(found.masked):
        if found.text[match.start("group")].islower():
            yield match.start("group"), match.end(), "official"
