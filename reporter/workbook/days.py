"""Days as people type them: read where there is one reading only, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

from reporter.workbook.data import Value

_MONTHS = (
    ("january", "jan", "janvier", "enero"),
    ("february", "feb", "février", "fevrier", "febrero"),
    ("march", "mar", "mars", "marzo"),
    ("april", "apr", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "jun", "juin", "junio"),
    ("july", "jul", "juillet", "julio"),
    ("august", "aug", "août", "aout", "agosto"),
    ("september", "sep", "sept", "septembre", "septiembre"),
    ("october", "oct", "octobre", "octubre"),
    ("november", "nov", "novembre", "noviembre"),
    ("december", "dec", "décembre", "decembre", "diciembre"),
)
"""Names of months in English, French and Spanish, in which the sentences of these workbooks are written."""

_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?\s+(?:de\s+)?([^\W\d]+)\.?,?\s+(?:de\s+)?(\d{4})")
_NAMED_MONTH_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def read_day(value: Value) -> date | None:
    """The day that a cell holds.

    Args:
        value: A date, or a text with one reading only: `2026-05-01`, `1 May 2026`, `May 1, 2026`, `31/12/2026`.

    Returns:
        The day; None for a blank cell, a number, and a text that is no date or could be two: `01/05/2026`.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = " ".join(value.casefold().split())
    readings = set(_readings(text))
    return readings.pop() if len(readings) == 1 else None


def _readings(text: str) -> list[date]:
    """Every day that the text can mean."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_NAMED_MONTH.fullmatch(text):
        return _day(found[3], str(_MONTH_NUMBER.get(found[2], 0)), found[1])
    if found := _NAMED_MONTH_DAY.fullmatch(text):
        return _day(found[3], str(_MONTH_NUMBER.get(found[1], 0)), found[2])
    if found := _YEAR_LAST.fullmatch(text):
        return _day(found[3], found[2], found[1]) + _day(found[3], found[1], found[2])
    return []


def _day(year: str, month: str, day: str) -> list[date]:
    try:
        return [date(int(year), int(month), int(day))]
    except ValueError:
        return []
