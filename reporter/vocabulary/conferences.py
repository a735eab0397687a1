"""The built-in calendar: ITU's conferences and assemblies, and the meetings that the workbook starts with.

The facts are in `conferences.toml` and `meetings.toml` beside this module, with their sources.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from reporter.model import Meeting
from reporter.vocabulary.toml import load


@dataclass(frozen=True, slots=True)
class Conference:
    """A conference or assembly of ITU.

    Attributes:
        body: Canonical name: `PP`, `WTSA`, `WTDC`, `RA` or `WRC`.
        place: City, in the calendar's spelling.
        year: Year it was or will be held in, which is the year its resolutions are cited by.
        start: First day; None where not established.
        end: Last day; None where not established.
        aliases: Other spellings of the place; capitals, accents and hyphens never matter.
        name: `WTDC-17`; the number need not be the year's: WTSA-20 was held in 2022.
        other_names: Other names of the same conference: `WTDC-21` for WTDC-22.
    """

    body: str
    place: str
    year: int
    start: date | None
    end: date | None
    aliases: tuple[str, ...]
    name: str
    other_names: tuple[str, ...] = ()

    def as_meeting(self) -> Meeting:
        """The conference as a row of the table Meetings."""
        return Meeting(self.body, self.name, self.year, start=self.start, end=self.end, place=self.place)


@cache
def conferences() -> tuple[Conference, ...]:
    """Every conference of the calendar, sorted by year, then first day, then name."""
    data = load("conferences")
    spellings: Mapping[str, list[str]] = data["places"]
    found = (
        Conference(
            body=entry["body"],
            place=entry["place"],
            year=entry["year"],
            start=entry.get("start"),
            end=entry.get("end"),
            aliases=tuple(spellings.get(entry["place"], ())),
            name=entry["name"],
            other_names=tuple(entry.get("also", ())),
        )
        for entry in data["conference"]
    )
    return tuple(sorted(found, key=lambda one: (one.year, one.start or date(one.year, 12, 31), one.name)))


@cache
def known_meetings() -> tuple[Meeting, ...]:
    """Meetings of Council and the advisory groups that are known by their days, in order of those."""
    found = (Meeting(**entry) for entry in load("meetings")["meeting"])
    return tuple(sorted(found, key=lambda one: (one.start or date(one.year, 12, 31), one.name)))


def find(place: str, year: int, body: str | None = None) -> Conference | None:
    """The conference that met there that year.

    Args:
        place: City in any spelling: `Buenos Aires`, `SHARM EL SHEIKH`, `Genève`.
        year: Four digits.
        body: Canonical name to look for; None for any.

    Returns:
        None where no conference met there, and where two did (RA and WRC meet back to back) and `body` does not tell
        them apart: an empty field is better than the first of two readings.
    """
    met = held_at(place, year, body)
    return met[0] if len(met) == 1 else None


def held_at(place: str, year: int, body: str | None = None) -> tuple[Conference, ...]:
    """Every conference that met in that place (any spelling) that year, of that body unless `body` is None."""
    city = canonical_place(place)
    return tuple(
        one for one in conferences() if one.place == city and one.year == year and (body is None or one.body == body)
    )


def named(name: str) -> Conference | None:
    """The conference of that name: `WTDC-17`, `WRC-07`, also by another name (`WTSA-22`); None for an unknown one."""
    return _by_name().get(_fold(name))


def canonical_place(text: str) -> str | None:
    """The calendar's spelling of a city, whatever its capitals, accents, hyphens, language; None if unknown."""
    return _by_place().get(_fold(text))


def places() -> frozenset[str]:
    """Every city of the calendar, in every listed spelling."""
    return frozenset(spelling for one in conferences() for spelling in (one.place, *one.aliases))


@cache
def _by_name() -> Mapping[str, Conference]:
    return {_fold(name): one for one in conferences() for name in (one.name, *one.other_names)}


@cache
def _by_place() -> Mapping[str, str]:
    return {_fold(spelling): one.place for one in conferences() for spelling in (one.place, *one.aliases)}


def _fold(text: str) -> str:
    """Letters and digits only, lower case, without accents: every spelling of one name folds to the same key."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())
