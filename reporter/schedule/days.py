"""Days as texts and notes say them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# Not strftime: its names of months follow the locale of the machine.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "eighteen": 18, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip

_WITHIN = re.compile(
    r"within (?P<count>\d{1,3}|[a-z]+) (?P<unit>day|week|month|year)s?\b"
    r"(?! (?:of|from|after|following) (?!(?:the )?(?:date of )?(?:(?:the|its|this) )?adoption\b"
    r"(?! (?:of|by) (?!th(?:is|e present)\b)))).*",
    re.IGNORECASE,
)
"""`within 60 days of adoption`, `within twelve months`, but not `within three months of its closure`."""


def in_words(day: date) -> str:
    """`31 December 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def after_span(words: str, adopted: date | None, year: int | None) -> date | None:
    """The last day of a span such as `within twelve months`.

    Args:
        words: What the text says.
        adopted: Day the span begins; None where not known.
        year: Year it begins, for an unknown day; None where not known either.

    Returns:
        The last day, reckoned from the end of that year where the day it begins is not known; None where the words
        name no span, let it begin with something else than the adoption, or nothing tells when it begins.
    """
    span = _WITHIN.fullmatch(words)
    count = _count(span["count"]) if span else None
    begins = adopted or (date(year, 12, 31) if year else None)
    if span is None or count is None or begins is None:
        return None
    return _later(begins, count, span["unit"].casefold())


def _count(text: str) -> int | None:
    return int(text) if text.isdigit() else _WORDS.get(text.casefold())


def _later(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    month = day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
