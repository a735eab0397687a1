"""Reads where and when a text was adopted: `Rev. Dubai, 2014`, `REV.WRC-23`, `2015`; merged revision marks too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from reporter.model import Adoption
from reporter.vocabulary.conferences import canonical_place, named, places

# "Rev. Dubai, 2014", "REV.WRC-23", "revised 2019", "last amended C25", "Rév. Genève, 2022"
_REVISION = re.compile(r"\b(?:rev\b|revised|amended|modified|rév)", re.IGNORECASE)
# "WRC-23", "PP-22", "WTSA 2024", "RA-2000"
_CONFERENCE = re.compile(r"\b(PP|WTSA|WTSC|WTDC|RA|WRC|WARC)[- ]?((?:19|20)?\d\d)\b", re.IGNORECASE)
# "C25", "C-19": the Council's session of that year
_COUNCIL = re.compile(r"\bC-?(\d\d)\b")
# "last amended C19": the adoption before it is told in words, not by merged revision marks
_AMENDED = re.compile(r"\b(?:amended|modified|revised)\b", re.IGNORECASE)
# "2014"; with merged revision marks "20102017", or "200715" where only the end was changed
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<rest>(?:19|20)\d\d|\d{1,2})?(?!\d)")
# Words that stand beside places and are none: "Council, last amended Geneva, 2019"
_NOISE = re.compile(
    r"\b(?:rev|revised|amended|modified|last|and|in|at|new|session|council|extraordinary|ordinary)\b\.?", re.IGNORECASE
)
# "Hammamet; Geneva", and glued by merged revision marks "HyderabadBUENOS"
_BETWEEN_PLACES = re.compile(r"[;,()]|(?<=[a-z])(?=[A-Z]{2})")
_PLACE = re.compile(r"[A-Z][A-Za-z' -]{2,}$")


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """What the words in a header's parentheses say.

    Attributes:
        revision: True where they say "Rev.".
        adoptions: Every adoption named, in order of the text; with merged revision marks the older one first.
        bodies: Bodies of conferences named by their short name (`WRC-23`); empty otherwise.
        amended: True where they say in words that a later adoption amends an earlier one.
    """

    revision: bool = False
    adoptions: tuple[Adoption, ...] = ()
    bodies: tuple[str, ...] = ()
    amended: bool = False

    @property
    def in_force(self) -> Adoption | None:
        """The latest adoption; None where none is named."""
        return latest(self.adoptions)

    @property
    def replaced(self) -> Adoption | None:
        """The latest adoption before the one in force; None where there is none."""
        return latest_before(self.in_force, self.adoptions)


NOTHING_SAID = AdoptionLine()
"""What a header without parentheses says."""


def latest(adoptions: Sequence[Adoption]) -> Adoption | None:
    """The adoption of the highest year, the first of several; None where there is none."""
    return max(adoptions, key=lambda one: one.year, default=None)


def latest_before(force: Adoption | None, adoptions: Sequence[Adoption]) -> Adoption | None:
    """The latest adoption of an earlier year than `force`; None where there is none, or nothing is in force."""
    return latest([one for one in adoptions if force and one.year < force.year])


@lru_cache(maxsize=1024)
def read_adoption(text: str) -> AdoptionLine:
    """Reads the words in a header's parentheses, or those of the history line; a compendium says the same many times.

    Args:
        text: Folded. "" and words that name no year give a line without adoptions.
    """
    revision = bool(_REVISION.search(text))
    amended = bool(_AMENDED.search(text))
    if sessions := _COUNCIL.findall(text):
        return AdoptionLine(
            revision, tuple(Adoption(None, 2000 + int(year)) for year in sessions), ("Council",), amended
        )
    if short := [one for match in _CONFERENCE.finditer(text) if (one := named(f"{match[1]}-{match[2][-2:]}"))]:
        adoptions = tuple(Adoption(one.place, one.year) for one in short)
        return AdoptionLine(revision, adoptions, tuple(one.body for one in short), amended)
    return AdoptionLine(revision, tuple(_paired(_tokens(text))), (), amended)


def _tokens(text: str) -> Iterator[str | int]:
    """Places (text) and years (numbers) in the order of the text, glued ones apart."""
    at = 0
    for match in _YEAR.finditer(text):
        yield from _places(text[at : match.start()])
        yield from _years(match)
        at = match.end()
    yield from _places(text[at:])


def _years(match: re.Match[str]) -> list[int]:
    """One year, or two that stand glued together; of the second only the changed end may stand (`200715`)."""
    year, rest = match["year"], match["rest"]
    if not rest:
        return [int(year)]
    return [int(year), int(year[: 4 - len(rest)] + rest)]


def _places(text: str) -> Iterator[str]:
    """The cities in a stretch between years: known ones by the calendar, others as written."""
    text = _NOISE.sub(" ", text)
    at = 0
    for match in _known_places().finditer(text):
        yield from _unknown_places(text[at : match.start()])
        yield canonical_place(match[0]) or match[0]
        at = match.end()
    yield from _unknown_places(text[at:])


def _unknown_places(text: str) -> list[str]:
    pieces = (piece.strip(" \t\n.,;:()*-/") for piece in _BETWEEN_PLACES.split(text))
    return [piece.title() if piece.isupper() else piece for piece in pieces if _PLACE.match(piece)]


@cache
def _known_places() -> re.Pattern[str]:
    ordered = sorted(places(), key=lambda one: (-len(one), one))
    flexible = (re.escape(one).replace(r"\ ", r"\s+").replace(r"\-", "[- ]") for one in ordered)
    return re.compile("(?:" + "|".join(flexible) + ")", re.IGNORECASE)


def _paired(tokens: Iterator[str | int]) -> Iterator[Adoption]:
    """Places with their years: each run of places goes, one by one, with the run of years that follows it.

    `Hyderabad Buenos Aires 2010 2017`, as merged revision marks leave it, are two adoptions; so are `Geneva 2007 2015`,
    of one place. Of more places than years the last ones count, of fewer the first years have none.
    """
    waiting: list[str] = []
    for are_years, run in groupby(tokens, key=lambda token: isinstance(token, int)):
        if not are_years:
            waiting = [str(token) for token in run]
            continue
        years = [int(token) for token in run]
        if len(waiting) == 1:
            waiting *= len(years)
        cities: list[str | None] = [None] * (len(years) - len(waiting))
        cities += waiting[-len(years) :]
        yield from (Adoption(place, year) for place, year in zip(cities, years, strict=True))
        waiting = []
