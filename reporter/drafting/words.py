"""The words of a language: dates, lists, plurals, names, and what the values of the register are called in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_THIN_SPACES = str.maketrans({"\u2009": " ", "\u202f": "\u00a0"})
"""Spaces that not every font of an office has, to those that all have."""


@dataclass(frozen=True, slots=True)
class BodyNames:
    """How a language calls a body.

    Attributes:
        name: In full, for the head of a document: `Telecommunication Standardization Advisory Group`.
        short: Where there is little room: `TSAG`, `GCNT`.
        in_sentence: `TSAG`, `the Council`, `le GCNT`.
        to: After "report": `to TSAG`, `to the Council`, `au GCNT`.
        of: In the citation of what it adopted: `WTSA`, `de l'AMNT`.
    """

    name: str
    short: str
    in_sentence: str
    to: str
    of: str


@dataclass(frozen=True)
class Words:
    """A language as documents need it; what Unicode's locale data knows comes from there.

    Attributes:
        language: Code of the language: `en`.
        tag: Its locale: `en_GB`.
        name: As it calls itself: `English`.
        patterns: `resolution`, `decision`, `opinion`, `recommendation`, `revised`, `to`, `of`, `none` and `first_day`;
            the file of the language says what for.
        none_is_plural: Whether "no" goes with the plural.
        frequency: From a value of the obligation record to words.
        terms: From a value or name of the register to how the language says it; what it lacks stays as it is.
        notes: From what the program notes of a row, with fields in braces, to how the language says it.
        bodies: From a body, in lower case, to its names.
        charts: Words of the charts.
        only: Words for what a document is limited to, by the name of the limit.
    """

    language: str
    tag: str
    name: str
    patterns: Mapping[str, str]
    none_is_plural: bool
    frequency: Mapping[str, str]
    terms: Mapping[str, str]
    notes: Mapping[str, str]
    bodies: Mapping[str, BodyNames]
    charts: Mapping[str, str]
    only: Mapping[str, str]

    @cached_property
    def _locale(self) -> Locale:
        # Loaded with the first date or number: what only asks for names does not wait for it.
        from babel import Locale

        return Locale.parse(self.tag)

    @cached_property
    def _days(self) -> dict[date, str]:
        return {}

    def day(self, day: date) -> str:
        """`25 May 2026`."""
        # Reports of one meeting are due on one day, and to say it takes longer than to look it up.
        if day not in self._days:
            from babel.dates import format_date

            self._days[day] = self._first(day, format_date(day, "long", locale=self._locale))
        return self._days[day]

    def day_of_any_year(self, day: date) -> str:
        """`25 May`."""
        from babel.dates import format_skeleton

        return self._first(day, format_skeleton("MMMMd", day, locale=self._locale))

    def month(self, day: date) -> str:
        """`May`, shortened: what stands below a bar."""
        return str(self._locale.months["stand-alone"]["abbreviated"][day.month])

    def dates(self, start: date, end: date | None) -> str:
        """From one day to another, nothing said twice: `25-29 May 2026`, with a dash."""
        from babel.dates import format_skeleton

        if end is None or end == start:
            return self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            return f"{self._number_of(start)}–{self.day(end)}"
        if start.year == end.year:
            first = self._first(start, format_skeleton("MMMMd", start, locale=self._locale))
            return f"{first} – {self.day(end)}"
        return f"{self.day(start)} – {self.day(end)}"

    def number(self, number: int) -> str:
        """`12,345`."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self._locale)).translate(_THIN_SPACES)

    def counted(self, number: int, singular: str, plural: str, none: str | None = None) -> str:
        """`1 report`, `2 reports`, `no reports`: the form that the language wants after the number."""
        if number == 0:
            return f"{none or self.patterns['none']} {plural if self.none_is_plural else singular}"
        one = self._locale.plural_form(number) == "one"
        return f"{self.number(number)} {singular if one else plural}"

    def names(self, names: Sequence[str]) -> str:
        """`A, B and C`; "" for nobody."""
        from babel.lists import format_list

        return format_list(list(names), locale=self._locale) if names else ""

    def said(self, value: str) -> str:
        """A value or name of the register as the language says it; as it is where the language has no word for it."""
        found = self.terms.get(value)
        if found is not None:
            return found
        body = self.bodies.get(value.casefold())
        return body.short if body else value

    def body(self, body: str) -> BodyNames:
        """The names of a body; made from its canonical name where the language has none."""
        known = self.bodies.get(body.casefold())
        if known:
            return known
        said = self.said(body)
        return BodyNames(said, said, said, self.patterns["to"].format(body=said), self.patterns["of"].format(body=said))

    def citation(
        self, *, kind: str, body: str, number: str, place: str | None, year: int | None, revision: bool
    ) -> str:
        """`WTSA Resolution 18 (Rev. New Delhi, 2024)`, without what is unknown; `kind` names a pattern: `decision`."""
        when = ", ".join(str(part) for part in (place, year) if part)
        adopted = f" ({self.patterns['revised'] if revision else ''}{when})" if when else ""
        names = self.body(body) if body else None
        cited = self.patterns[kind].format(
            body=names.short if names else "", of_body=names.of if names else "", number=number, adopted=adopted
        )
        return cited.strip()

    def _first(self, day: date, written: str) -> str:
        return re.sub(r"^1(?!\d)", self.patterns["first_day"], written) if day.day == 1 else written

    def _number_of(self, day: date) -> str:
        return self.patterns["first_day"] if day.day == 1 else str(day.day)
