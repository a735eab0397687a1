"""One-off reports: which day `next PP`, `80th session`, `PP-26` or `within twelve months` stands for."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from reporter.model import Meeting, Obligation, Resolution
from reporter.schedule.calendar import Calendar, begins_after
from reporter.schedule.days import MONTHS, after_span, in_words
from reporter.vocabulary.general_assembly import GENERAL_ASSEMBLY, session
from reporter.vocabulary.sessions import session_time

_NEXT = re.compile(
    r"next\s+(?:(?:ordinary|regular|annual)\s+)?(?:(?:session|meeting)\b(?:\s+of\s+(?:the\s+)?)?)?(?P<body>.*)",
    re.IGNORECASE,
)
"""`next PP`, `next WTSA`, `next session`, `next meeting of TSAG`; no body named: the recipient's."""

_NUMBERED = re.compile(r"(?P<number>\d{1,3})(?:st|nd|rd|th)\s+(?:regular\s+)?(?P<of>.+)", re.IGNORECASE)
"""`80th session` of the recipient, `78th World Health Assembly`."""

_COINED = re.compile(r"(?P<body>[A-Z][A-Za-z]+)(?:-| in )(?P<year>\d{4}|\d{2})")
"""`PP-30`, `Council-27`, `WTSA in 2028`: body and year, though no such meeting is known."""

_YEAR = re.compile(r"(?P<before>.*?)\b(?P<year>(?:19|20)\d\d)\b")
"""`2027 session`, `first meeting in 2027`, `end of 2027`, `September 2027`, `2027`."""

_HELD = re.compile(
    rf"(?P<event>(?:\d{{1,3}}(?:st|nd|rd|th)|first|next)\b.+?) in"
    rf"(?: (?P<month>{'|'.join(MONTHS)}))? (?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""`162nd session in January 2028`, `2nd meeting in 2027`, `next session in 2027`."""

_ORDINAL_IN_A_YEAR = 3
"""Up to this number "its second meeting in 2027" counts within the year, beyond it in all sessions of the body."""

_NUMBER_OR_YEAR = re.compile(r"\d{1,3}[a-z]{2}|(?:19|20)\d\d")
_SESSIONS = re.compile(
    rf"(?P<numbers>(?:{_NUMBER_OR_YEAR.pattern})(?:(?:, | and |, and )(?:{_NUMBER_OR_YEAR.pattern}))+)"
    r" (?P<word>session|meeting)s",
    re.IGNORECASE,
)
"""`76th and 77th sessions`, `2027 and 2028 meetings`: a report for each."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_OR_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d)?")
_DAYS_OR_YEARS = re.compile(rf"{_DAY_OR_YEAR.pattern}(?:(?:, | and ){_DAY_OR_YEAR.pattern})+")
"""`2031, 2032 and 2033`, `2031-02-15 and 2031-06-15`: a report for each."""

_NEVER = date.min.year


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


def occasions(obligation: Obligation, recipient: str, calendar: Calendar, *, asked: int) -> tuple[Occasion, ...]:
    """When each report that a one-off obligation asks for is due to one recipient; mostly it is one.

    Several are asked for at several sessions (`64th session; 66th session`), days or years, which the event names.
    A date in the text settles it. Else the event does: a meeting by its name; `next X`, the first meeting of X after
    the resolution's adoption; the n-th session of a body that meets by the calendar (that of the General Assembly
    opens in September of 1945 + n); a session in a stated year or month; a year or month, by its end; a span of time
    after the adoption. A span that begins with something else (`within a year of its closure`) ends on a day that is
    not known. A meeting is reached on its document deadline, else its first day, else 31 December of its year. Where
    nothing tells, 31 December of the year asked is assumed. What was assumed is noted.

    Args:
        obligation: One that asks for a single report.
        recipient: Canonical name; "" for none.
        calendar: The known meetings.
        asked: The year to assume where the text and the calendar give none.
    """
    events = own_events(obligation, recipient)
    if len(events) > 1:
        return tuple(_at_event(one, recipient, obligation.resolution, calendar, asked=asked) for one in events)
    if obligation.due_date:
        return (Occasion(str(obligation.due_date.year), None, obligation.due_date),)
    if not events:
        return (_assumed("once", date(asked, 12, 31), "the text gives neither a date nor an event"),)
    return (_at_event(events[0], recipient, obligation.resolution, calendar, asked=asked),)


def _at_event(event: str, recipient: str, resolution: Resolution, calendar: Calendar, *, asked: int) -> Occasion:
    if _DAY.fullmatch(event):
        return Occasion(event, None, date.fromisoformat(event))
    if (held := _HELD.fullmatch(event)) and not calendar.named(event, recipient):
        return _held(held, recipient, resolution, calendar)
    if (numbered := _NUMBERED.fullmatch(event)) and _is_of(numbered["of"], recipient):
        return _session(int(numbered["number"]), event, recipient, resolution, calendar, asked=asked)
    if meeting := calendar.named(event, recipient) or calendar.named(event):
        return _at_named(meeting, calendar)
    if following := _NEXT.fullmatch(event):
        return _next(following["body"], recipient, event, resolution, calendar, asked=asked)
    if day := after_span(event, calendar.adopted(resolution), resolution.year):
        return Occasion(event, None, day, (f'the text says "{event}": {in_words(day)} assumed',))
    return _by_year(event, recipient, resolution, calendar, asked=asked)


def own_events(obligation: Obligation, recipient: str) -> tuple[str, ...]:
    """The events that reports are for at one recipient; empty where the text names none.

    A report for several bodies may be for an event of each: `2027 session; next WTSA`, in the order of the recipients.
    One body may get a report at each of several: `64th session; 66th session`, `76th and 77th sessions`.
    """
    events = [" ".join(one.split()) for one in (obligation.due_event or "").split(";")]
    if len(obligation.recipients) > 1:
        at = obligation.recipients.index(recipient) if recipient in obligation.recipients else 0
        events = [events[at] if len(events) == len(obligation.recipients) else events[0]]
    return tuple(dict.fromkeys(each for one in events for each in _each(one)))


def _each(event: str) -> list[str]:
    """The events of a list: `76th session` and `77th session` for `76th and 77th sessions`; one event as it is."""
    if sessions := _SESSIONS.fullmatch(event):
        return [f"{number} {sessions['word']}" for number in _NUMBER_OR_YEAR.findall(sessions["numbers"])]
    if _DAYS_OR_YEARS.fullmatch(event):
        return _DAY_OR_YEAR.findall(event)
    return [event] if event else []


def first_occasion(obligation: Obligation, recipient: str, calendar: Calendar) -> Occasion | None:
    """The occasion of the date or event that the text names first; None where it names none or it cannot be told."""
    if not (obligation.due_date or obligation.due_event):
        return None
    first = occasions(obligation, recipient, calendar, asked=_NEVER)[0]
    return None if first.due_date.year == _NEVER else first


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


def _is_of(what: str, recipient: str) -> bool:
    """Whether "session", or the body that an ordinal stands before, means the recipient."""
    return what == "session" or (bool(recipient) and recipient.casefold().endswith(what.casefold()))


def _session(
    number: int, event: str, recipient: str, resolution: Resolution, calendar: Calendar, *, asked: int
) -> Occasion:
    if meeting := calendar.named(event, recipient):
        return at(meeting)
    if recipient == GENERAL_ASSEMBLY:
        regular = session(number)
        held = calendar.held(GENERAL_ASSEMBLY, regular.year)
        return at(held[0] if len(held) == 1 else regular, period=regular.name)
    time = session_time(recipient, number, resolution)
    if time is None:
        return _unknown(event, asked)
    held = calendar.held(recipient, time.year)
    if len(held) == 1:
        return at(held[0], period=event)
    if time.month is None:
        return _assumed(event, date(time.year, 12, 31), f"the {event} is held in {time.year}")
    # The first of the month, since a report that is early is never wrong.
    return _assumed(event, date(time.year, time.month, 1), f"the {event} opens in {MONTHS[time.month - 1]} {time.year}")


def _held(held: re.Match[str], recipient: str, resolution: Resolution, calendar: Calendar) -> Occasion:
    """A session of which the text says when it is held.

    The day that the session's number tells goes before, where it lies in that year; of the General Assembly always. The
    row of a numbered session is known by the number alone, as it is where the text says no more.
    """
    event, year = held["event"], int(held["year"])
    numbered = _NUMBERED.fullmatch(event)
    if numbered:
        known = _at_event(event, recipient, resolution, calendar, asked=_NEVER)
        if known.due_date.year == year or recipient == GENERAL_ASSEMBLY:
            return known
    month = MONTHS.index(held["month"].title()) + 1 if held["month"] else None
    meeting = _nth(calendar.held(recipient, year), int(numbered["number"]) if numbered else 1, month)
    period = event if numbered else held[0]
    if meeting:
        return at(meeting, period=period)
    day = date(year, month or 12, monthrange(year, month or 12)[1])
    return _assumed(period, day, f'the text says "{held[0]}"')


def _nth(meetings: tuple[Meeting, ...], number: int, month: int | None) -> Meeting | None:
    """The meeting meant by a number, of those of a year; None where it cannot be told."""
    if month:
        return next((one for one in meetings if one.start and one.start.month == month), None)
    if number > _ORDINAL_IN_A_YEAR:
        return meetings[0] if meetings else None
    return meetings[number - 1] if number <= len(meetings) else None


def _at_named(meeting: Meeting, calendar: Calendar) -> Occasion:
    return at_conference(meeting, calendar) if calendar.is_series(meeting.body) else at(meeting)


def _next(
    named: str, recipient: str, event: str, resolution: Resolution, calendar: Calendar, *, asked: int
) -> Occasion:
    """The first meeting of a body after the resolution.

    The row of a conference is known by the conference's name, which can be told before it is announced; that of
    another body by the event's words, so that it stays the same row when its meeting is entered in Meetings.
    """
    body = named if calendar.knows(named) else recipient or named
    unknown = () if resolution.year else ("the year of the resolution is unknown",)
    adopted = calendar.adopted(resolution)
    coming = calendar.from_year(body, resolution.year or asked)
    following = next((one for one in coming if begins_after(one, adopted, resolution.year)), None)
    if calendar.is_series(body):
        if following:
            return at_conference(following, calendar, *unknown)
        return expected_conference(body, resolution.year or asked - 1, calendar)
    if resolution.year is None or not calendar.knows(body):
        return at(following, *unknown, period=event) if following else _unknown(event, asked)
    # Council and the advisory groups meet every year: the next meeting known is not the next one after a gap.
    if following and following.year <= resolution.year + 1:
        return at(following, period=event)
    year = resolution.year + 1
    return _assumed(event, date(year, 12, 31), f"no {body} meeting in {year} is in Meetings")


def _by_year(event: str, recipient: str, resolution: Resolution, calendar: Calendar, *, asked: int) -> Occasion:
    """An event that names its year."""
    if coined := _COINED.fullmatch(event):
        year = int(coined["year"]) if len(coined["year"]) == 4 else 2000 + int(coined["year"])
        body = coined["body"]
        period = calendar.series_name(body, year) if calendar.is_series(body) else event
        held = calendar.held(body, year)
        return (
            at(held[0], period=period) if held else _assumed(period, date(year, 12, 31), f"{event} is not in Meetings")
        )
    if dated := _YEAR.match(event):
        return _in_year(event, dated["before"].strip(), int(dated["year"]), recipient, calendar)
    if resolution.year and re.match(r"(?:current|present|this)\b", event, re.IGNORECASE):
        return _assumed(event, date(resolution.year, 12, 31), f'the text says "{event}"')
    return _unknown(event, asked)


def _in_year(event: str, before: str, year: int, recipient: str, calendar: Calendar) -> Occasion:
    """`before` are the words before the year."""
    held = calendar.held(recipient, year)
    meets = event == str(year) or re.search(r"\b(?:session|meeting)s?\b", event) or (recipient and recipient in event)
    if held and meets:
        return at(held[0], period=event)
    month = MONTHS.index(before.title()) + 1 if before.title() in MONTHS else 12
    return _assumed(event, date(year, month, monthrange(year, month)[1]), f'the text says "{event}"')


def _unknown(event: str, asked: int) -> Occasion:
    return _assumed(event, date(asked, 12, 31), f'the day of "{event}" is not known')


def _assumed(period: str, day: date, reason: str) -> Occasion:
    return Occasion(period, None, day, (f"{reason}: {in_words(day)} assumed",))
