"""Reads where and when a text was adopted: `Rev. Dubai, 2014`, `REV.WRC-23`, `2015`, also with merged revision marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reporter.model import Adoption
from reporter.vocabulary.conferences import canonical_place, named, places

_REVISION = re.compile(r"\b(?:rev\b|revised|amended|modified|rév)", re.IGNORECASE)
_CONFERENCE = re.compile(r"\b(PP|WTSA|WTSC|WTDC|RA|WRC|WARC)[- ]?((?:19|20)?\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<rest>(?:19|20)\d\d|\d{1,2})?(?!\d)")
_NOISE = re.compile(
    r"\b(?:rev|revised|amended|modified|last|and|in|at|new|session|council|extraordinary|ordinary)\b\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """What the words in a header's parentheses say.

    Attributes:
        revision: True where they say "Rev.".
        adoptions: Every adoption named, in order of the text; with merged revision marks the older one first.
        bodies: Bodies of conferences named by their short name (`WRC-23`); empty otherwise.
    """

    revision: bool
    adoptions: tuple[Adoption, ...]
    bodies: tuple[str, ...] = ()

    @property
    def in_force(self) -> Adoption | None:
        """The latest adoption; None where none is named."""
        return max(self.adoptions, key=lambda one: one.year, default=None)

    @property
    def replaced(self) -> Adoption | None:
        """The latest adoption before the one in force; None where there is none."""
        force = self.in_force
        earlier = [one for one in self.adoptions if force and one.year < force.year]
        return max(earlier, key=lambda one: one.year, default=None)


def read_adoption(text: str) -> AdoptionLine:
    """Reads the words in a header's parentheses, or those of the history line; folded text."""
    revision = bool(_REVISION.search(text))
    if council := re.search(r"\bC-?(\d\d)\b", text):
        return AdoptionLine(revision, (Adoption(None, 2000 + int(council[1])),), ("Council",))
    short = [conference for m in _CONFERENCE.finditer(text) if (conference := named(f"{m[1]}-{m[2][-2:]}"))]
    if short:
        adoptions = tuple(Adoption(one.place, one.year) for one in short)
        return AdoptionLine(revision, adoptions, tuple(one.body for one in short))
    return AdoptionLine(revision, _pair(_tokens(text)))


def _tokens(text: str) -> list[str | int]:
    """Places (text) and years (numbers) in the order of the text, glued ones apart."""
    tokens: list[str | int] = []
    at = 0
    for match in _YEAR.finditer(text):
        tokens += _places(text[at : match.start()])
        tokens += _years(match)
        at = match.end()
    return tokens + list(_places(text[at:]))


def _years(match: re.Match[str]) -> list[int]:
    """One year, or two that stand glued together; of the second only the changed end may stand (`200715`)."""
    year, rest = match["year"], match["rest"]
    if not rest:
        return [int(year)]
    return [int(year), int(year[: 4 - len(rest)] + rest)]


def _places(text: str) -> list[str]:
    """The cities in a stretch between years: known ones by the calendar, others as written."""
    text = _NOISE.sub(" ", text)
    found: list[str] = []
    at = 0
    for match in _known_places().finditer(text):
        found += _unknown_places(text[at : match.start()])
        found.append(canonical_place(match[0]) or match[0])
        at = match.end()
    return found + _unknown_places(text[at:])


def _unknown_places(text: str) -> list[str]:
    pieces = (piece.strip(" \t\n.,;:()*-/") for piece in re.split(r"[;,()]|(?<=[a-z])(?=[A-Z]{2})", text))
    return [_spelling(piece) for piece in pieces if re.match(r"[A-Z][A-Za-z' -]{2,}$", piece)]


def _spelling(place: str) -> str:
    return place.title() if place.isupper() else place


@cache
def _known_places() -> re.Pattern[str]:
    ordered = sorted(places(), key=lambda one: (-len(one), one))
    flexible = (re.escape(one).replace(r"\ ", r"\s+").replace(r"\-", "[- ]") for one in ordered)
    return re.compile("(?:" + "|".join(flexible) + ")", re.IGNORECASE)


def _pair(tokens: list[str | int]) -> tuple[Adoption, ...]:
    """Places with their years: each run of places goes, one by one, with the run of years that follows it."""
    adoptions: list[Adoption] = []
    waiting: list[str] = []
    at = 0
    while at < len(tokens):
        if isinstance(token := tokens[at], str):
            waiting.append(token)
            at += 1
            continue
        years = []
        while at < len(tokens) and isinstance(token := tokens[at], int):
            years.append(token)
            at += 1
        waiting = waiting[-len(years) :]
        padded: list[str | None] = [None] * (len(years) - len(waiting)) + list(waiting)
        if len(waiting) == 1:
            padded = [waiting[0]] * len(years)
        adoptions += [Adoption(place, year) for place, year in zip(padded, years, strict=True)]
        waiting = []
    return tuple(adoptions)
