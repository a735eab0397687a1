"""What the program noted of a row, said in the language of a document: `31 December assumed`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from reporter.drafting.words import Words
from reporter.schedule.days import MONTHS

_SEPARATOR = "; "
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")
_LEAP_YEAR = 2000


def said_notes(notes: str, words: Words) -> str:
    """The cell Notes in the language of `words`; a note that it has no words for, or a person's, stays as it is."""
    return _SEPARATOR.join(_said(note, words) or note for note in notes.split(_SEPARATOR))


def _said(note: str, words: Words) -> str | None:
    """The note in that language; None where it has no words for a part of it."""
    for pattern, into in words.notes.items():
        if found := _pattern(pattern).fullmatch(note):
            fields = {name: _field(name, value, words) for name, value in found.groupdict().items()}
            if None not in fields.values():
                return into.format(**fields)
    return None


def _field(name: str, value: str, words: Words) -> str | None:
    if name == "reason":
        return _said(value, words)
    if name == "day":
        found = _DAY.fullmatch(value)
        return _day(int(found[1]), MONTHS.index(found[2]) + 1, found[3], words) if found else None
    return words.said(value)


def _day(day: int, month: int, year: str | None, words: Words) -> str:
    if year:
        return words.day(date(int(year), month, day))
    return words.day_of_any_year(date(_LEAP_YEAR, month, day))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A note with fields in braces, as its regular expression."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(text)))
