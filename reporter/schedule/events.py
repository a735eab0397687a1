"""One-off reports: which day `next PP`, `80th session` or `PP-26` stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reporter.model import Meeting, Obligation, Resolution
from reporter.schedule.calendar import Calendar, begins_after
from reporter.vocabulary.general_assembly import GENERAL_ASSEMBLY, session

_NEXT = re.compile(
    r"next\s+(?:(?:ordinary|regular|annual)\s+)?(?:(?:session|meeting)\b(?:\s+of\s+(?:the\s+)?)?)?(?P<body>.*)",
    re.IGNORECASE,
)
"""`next PP`, `next WTSA`, `next session`, `next meeting of TSAG`; no body named: the recipient's."""

_SESSION = re.compile(r"(?P<number>\d{1,3})(?:st|nd|rd|th)\s+(?:regular\s+)?session", re.IGNORECASE)
"""`80th session`, of the recipient."""

_COINED = re.compile(r"(?P<body>[A-Z][A-Za-z]+)-(?P<year>\d{4}|\d{2})")
"""`PP-30`, `Council-27`: a name made of body and year, though no such meeting is known."""

_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
"""`2027 session`, `end of 2027`."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a one-off report is due.

    Attributes:
        period: What identifies the report: the conference's name, a year, or the words of the text.
        meeting: Name of the meeting; None where none is known.
        due_date: Day the report must be in.
        notes: What was assumed.
    """

    period: str
    meeting: str | None
    due_date: date
    notes: tuple[str, ...] = ()


def occasion(obligation: Obligation, recipient: str, calendar: Calendar, *, asked: int) -> Occasion:
    """When the one report that an obligation asks for is due to one recipient.

    A date in the text settles it. Else the event does: a meeting by its name; `next X`, the first meeting of X after
    the resolution's adoption; the n-th session of the General Assembly, which opens in September of 1945 + n, its
    reports being due at the opening. A meeting is reached on its document deadline, else its first day, else 31
    December of its year. Where nothing tells, 31 December of the year asked is assumed, and noted.

    Args:
        obligation: One with the frequency `once`.
        recipient: Canonical name; "" for none.
        calendar: The known meetings.
        asked: The year to assume where the text and the calendar give none.
    """
    if obligation.due_date:
        return Occasion(str(obligation.due_date.year), None, obligation.due_date)
    event = " ".join((obligation.due_event or "").split())
    if not event:
        return _assumed("once", asked, "the text gives neither a date nor an event")
    if numbered := _SESSION.fullmatch(event):
        return _session(int(numbered["number"]), event, recipient, calendar, asked=asked)
    if meeting := calendar.named(event, recipient) or calendar.named(event):
        return _at_named(meeting, calendar)
    if following := _NEXT.fullmatch(event):
        return _next(following["body"] or recipient, event, obligation.resolution, calendar, asked=asked)
    return _by_year(event, recipient, calendar, asked=asked)


def at(meeting: Meeting, *notes: str, period: str | None = None) -> Occasion:
    """The occasion of a report that is for that meeting; `period` where that is not the meeting's name."""
    if meeting.due:
        return Occasion(period or meeting.name, meeting.name, meeting.due, notes)
    undated = f"{meeting.name} has no dates in Meetings: 31 December {meeting.year} assumed"
    return Occasion(period or meeting.name, meeting.name, date(meeting.year, 12, 31), (*notes, undated))


def at_conference(meeting: Meeting, calendar: Calendar, *notes: str) -> Occasion:
    """As `at`, of a meeting in a series of conferences: the period is the series' own name for it."""
    return at(meeting, *notes, period=calendar.series_name(meeting.body, meeting.year))


def expected_conference(body: str, after: int, calendar: Calendar) -> Occasion:
    """The occasion of the next conference of a series after that year, which nobody has announced yet."""
    year = calendar.expected(body, after)
    note = f"no {body} after {after} is in Meetings: 31 December {year} assumed"
    return Occasion(calendar.series_name(body, year), None, date(year, 12, 31), (note,))


def _session(number: int, event: str, recipient: str, calendar: Calendar, *, asked: int) -> Occasion:
    if recipient != GENERAL_ASSEMBLY:
        meeting = calendar.named(event, recipient)
        return at(meeting) if meeting else _assumed(event, asked, f"when the {event} is held is not in Meetings")
    regular = session(number)
    held = calendar.held(GENERAL_ASSEMBLY, regular.year)
    return at(held[0] if len(held) == 1 else regular, period=regular.name)


def _at_named(meeting: Meeting, calendar: Calendar) -> Occasion:
    return at_conference(meeting, calendar) if calendar.is_series(meeting.body) else at(meeting)


def _next(body: str, event: str, resolution: Resolution, calendar: Calendar, *, asked: int) -> Occasion:
    """The first meeting of a body after the resolution.

    The row of a conference is known by the conference's name, which can be told before it is announced; that of
    another body by the event's words, so that it stays the same row when its meeting is entered in Meetings.
    """
    unknown = () if resolution.year else ("the year of the resolution is unknown",)
    adopted = calendar.adopted(resolution)
    for meeting in calendar.from_year(body, resolution.year or asked):
        if begins_after(meeting, adopted, resolution.year):
            if calendar.is_series(body):
                return at_conference(meeting, calendar, *unknown)
            return at(meeting, *unknown, period=event)
    if calendar.is_series(body):
        return expected_conference(body, resolution.year or asked - 1, calendar)
    if resolution.year is None:
        return _assumed(event, asked, *unknown)
    return _assumed(event, resolution.year + 1, f"no {body or 'such'} meeting after {resolution.year} is in Meetings")


def _by_year(event: str, recipient: str, calendar: Calendar, *, asked: int) -> Occasion:
    """An event that names its year."""
    if coined := _COINED.fullmatch(event):
        year = int(coined["year"]) if len(coined["year"]) == 4 else 2000 + int(coined["year"])
        held = calendar.held(coined["body"], year)
        return at(held[0], period=event) if held else _assumed(event, year, f"{event} is not in Meetings")
    if dated := _YEAR.search(event):
        year = int(dated["year"])
        meets = re.search(r"\b(?:session|meeting)\b", event) or (recipient and recipient in event)
        held = calendar.held(recipient, year) if meets else ()
        return at(held[0], period=event) if held else _assumed(event, year, f'the text says "{event}"')
    return _assumed(event, asked, f"when the {event} is held is not in Meetings")


def _assumed(period: str, year: int, reason: str) -> Occasion:
    return Occasion(period, None, date(year, 12, 31), (f"{reason}: 31 December {year} assumed",))
