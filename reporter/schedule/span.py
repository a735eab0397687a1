"""From when to when a repeated report is asked for: `every two years from its eighty-first session, until 2032`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from reporter.model import Meeting, Obligation
from reporter.schedule.calendar import Calendar
from reporter.schedule.days import MONTHS
from reporter.schedule.events import Occasion, first_occasion, own_events
from reporter.schedule.periods import Period

_LAST_DAY = re.compile(
    r"(?:until|through|up to)(?: and including)?(?: the)?(?: (?:end|close) of(?: the)?)?(?: (?:calendar )?year)?"
    rf"(?: (?P<day>\d{{1,2}}))?(?: (?P<month>{'|'.join(MONTHS)}))? (?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""`until 2028`, `until the end of 2028`, `up to and including 2028`, `until June 2028`, `until 30 June 2028`."""

_CONFERENCE = re.compile(r"until (?P<name>[A-Z]+-(?P<year>\d\d))")
"""`until PP-26`."""


@dataclass(frozen=True, slots=True)
class Span:
    """When a repeated report begins and ends.

    Attributes:
        first: The first occasion; None where the text names none, or none whose day can be told.
        last: The last day on which a report can be due; None where the text tells no such day.
        notes: What the text says of the beginning or the end that gives no day.
    """

    first: Occasion | None
    last: date | None
    notes: tuple[str, ...] = ()

    def part(self, period: Period) -> Period | None:
        """The period, up to the last day where that lies in it; None for one before the beginning or after the end."""
        if self.first and period.end < self.first.due_date:
            return None
        if self.last is None or self.last >= period.end:
            return period
        return replace(period, end=self.last) if period.start <= self.last else None

    def holds(self, meeting: Meeting) -> bool:
        """Whether a report is asked for at a meeting; one whose day is not known counts for its year."""
        due = meeting.due
        if self.first and (due or date(meeting.year, 12, 31)) < self.first.due_date:
            return False
        return self.last is None or (due or date(meeting.year, 1, 1)) <= self.last


def span_of(obligation: Obligation, recipient: str, calendar: Calendar) -> Span:
    """The span in which an obligation with a rhythm asks one recipient's reports."""
    first = first_occasion(obligation, recipient, calendar)
    last = _last_day(obligation, calendar)
    notes = []
    if first is None and (events := own_events(obligation, recipient)):
        notes.append(f'the day of "{events[0]}", with which the reports begin, is not known')
    if obligation.ends and last is None:
        notes.append(f'the text ends it: "{obligation.ends}"')
    return Span(first, last, tuple(notes))


def _last_day(obligation: Obligation, calendar: Calendar) -> date | None:
    """The day that the text's end gives; None for an end that is none, or that lies before the adoption."""
    last = _end(obligation.ends or "", calendar)
    adopted = obligation.resolution.year
    return None if last and adopted and last.year < adopted else last


def _end(words: str, calendar: Calendar) -> date | None:
    if conference := _CONFERENCE.fullmatch(words):
        meeting = calendar.named(conference["name"])
        return (meeting and (meeting.end or meeting.start)) or date(2000 + int(conference["year"]), 12, 31)
    told = _LAST_DAY.fullmatch(words)
    if told is None:
        return None
    year, month = int(told["year"]), MONTHS.index(told["month"].title()) + 1 if told["month"] else 12
    days = monthrange(year, month)[1]
    return date(year, month, min(int(told["day"]), days) if told["day"] and told["month"] else days)
