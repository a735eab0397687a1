"""The periods of a year that a frequency divides it into."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from reporter.model.tables import Frequency

YEARS_BETWEEN = {Frequency.BIENNIAL: 2, Frequency.TRIENNIAL: 3, Frequency.QUADRENNIAL: 4}
"""Years from one report to the next."""

_PARTS = {Frequency.SEMIANNUAL: 2, Frequency.QUARTERLY: 4, Frequency.MONTHLY: 12}
_LETTER = {2: "H", 4: "Q"}


@dataclass(frozen=True, slots=True)
class Period:
    """A year or an equal part of one.

    Attributes:
        name: `2026`, `2026-H1`, `2026-Q3`, `2026-07`.
        start: First day.
        end: Last day.
        whole_year: True for the year itself.
    """

    name: str
    start: date
    end: date
    whole_year: bool

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end


def periods(frequency: str, year: int) -> tuple[Period, ...]:
    """The periods of that year: two, four or twelve where the frequency says so, else the year itself."""
    count = next((parts for one, parts in _PARTS.items() if one == frequency), 1)
    months = 12 // count
    return tuple(
        Period(
            name=_name(year, count, part),
            start=date(year, 1 + (part - 1) * months, 1),
            end=_month_end(year, part * months),
            whole_year=count == 1,
        )
        for part in range(1, count + 1)
    )


def _name(year: int, count: int, part: int) -> str:
    if count == 1:
        return str(year)
    return f"{year}-{part:02}" if count == 12 else f"{year}-{_LETTER[count]}{part}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
