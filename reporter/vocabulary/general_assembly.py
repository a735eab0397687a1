"""The regular sessions of the United Nations General Assembly, by rule rather than by list."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reporter.model import Meeting

GENERAL_ASSEMBLY = "General Assembly"

_FIRST_YEAR = 1945
_THIRD_WEEK_SINCE = 58
_SECOND_WEEK_SINCE = 78
_TUESDAY = 1


def session(number: int) -> Meeting:
    """Regular session `number` (from 1) as a meeting named `80th session`.

    Session n opens in September of the year 1945 + n (the first was held over to January 1946). The opening day is a
    Tuesday: by rule 1 of the Assembly's rules of procedure that of the third week of September from the 58th session
    on, counting from the first week with a working day; that of the second week from the 78th on. Before the 58th only
    the year is given. The rule gives the days on which sessions 73 to 80 did open.
    """
    year = _FIRST_YEAR + number
    return Meeting(
        GENERAL_ASSEMBLY, f"{_ordinal(number)} session", year, start=_opening(number, year), place="New York"
    )


def session_opening_in(year: int) -> Meeting:
    """The regular session that opens in September of that year (1946 or later)."""
    return session(year - _FIRST_YEAR)


def session_of_resolution(number: str) -> int | None:
    """The session that adopted a resolution cited as `79/1` or `A/RES/79/1`; None for a number of another form."""
    cited = re.fullmatch(r"(?:A/RES/)?(\d{1,3})/\d+(?: ?[A-Z])?", number.strip())
    return int(cited[1]) if cited else None


def _opening(number: int, year: int) -> date | None:
    if number < _THIRD_WEEK_SINCE:
        return None
    week = 2 if number >= _SECOND_WEEK_SINCE else 3
    first = date(year, 9, 1)
    monday_of_first_week = first + timedelta(days=7 - first.weekday() if first.weekday() > 4 else -first.weekday())
    return monday_of_first_week + timedelta(weeks=week - 1, days=_TUESDAY)


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
