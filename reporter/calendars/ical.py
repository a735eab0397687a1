"""Calendars in the iCalendar format (RFC 5545), as Outlook, Google Calendar and others write and read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.calendars.entries import Entry, Reminder
from reporter.model import Meeting, UnreadableSource

if TYPE_CHECKING:
    from icalendar import Calendar

LARGEST = 20_000_000
"""Bytes of a calendar that is read; one of that size holds some fifty thousand events."""

_PRODUCT = "-//reporter//meetings and deadlines//EN"
_MEETING, _DEADLINE, _REPORT = "reporter-meeting-", "reporter-deadline-", "reporter-report-"
_DAY = timedelta(days=1)


def meetings_calendar(meetings: Iterable[Meeting], today: date) -> bytes:
    """A calendar of meetings, each as whole days, and of their document deadlines.

    The body stands in the categories. A meeting without a first day is left out; its deadline is not.

    Args:
        meetings: The meetings.
        today: Day of the calendar, which its entries tell.
    """
    calendar = _new("Meetings")
    for one in meetings:
        key = _key(one.body, one.name)
        if one.start:
            event = _event(f"{_MEETING}{key}", one.name, one.start, one.end, today)
            event.add("categories", [one.body])
            if one.place:
                event.add("location", one.place)
            calendar.add_component(event)
        if one.deadline:
            event = _event(f"{_DEADLINE}{key}", f"Documents for {one.name} are due", one.deadline, one.deadline, today)
            event.add("categories", [one.body])
            event.add("description", f"{one.body}: last day for documents of {one.name}")
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def reminders_calendar(name: str, reminders: Iterable[Reminder], days_before: Sequence[int], today: date) -> bytes:
    """A calendar of the reports that somebody owes, each on the day it is due, with alarms before it.

    An entry keeps its identity: a newer calendar that is imported moves it instead of adding another.

    Args:
        name: Whose calendar it is.
        reminders: The reports.
        days_before: How many days before the due day to remind.
        today: Day of the calendar, which its entries tell.
    """
    from icalendar import Alarm

    calendar = _new(name)
    for one in reminders:
        event = _event(f"{_REPORT}{_key(one.id)}", one.title, one.day, one.day, today)
        event.add("description", one.text)
        for days in days_before:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", one.title)
            alarm.add("trigger", timedelta(days=-days))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def read_calendar(path: Path) -> tuple[Entry, ...]:
    """The events of a calendar as meetings, by the days on which they begin and end where they are held.

    Of an event that has a time of day, the day is that of its own time zone, or of the calendar's where it is told in
    UTC. Document deadlines that `meetings_calendar` wrote come with their meeting.

    Raises:
        UnreadableSource: The file is missing, too large or no calendar.
    """
    events: dict[str, Entry] = {}
    deadlines: dict[str, Entry] = {}
    number = 0
    for calendar in _calendars(path):
        zone = _zone_of(calendar)
        for event in calendar.walk("VEVENT"):
            number += 1
            entry = _entry(event, f"event {number}", zone)
            if entry.uid.startswith(_DEADLINE):
                deadlines[_MEETING + entry.uid.removeprefix(_DEADLINE)] = entry
            else:
                events[entry.uid or entry.place_in_file] = entry
    return tuple(_with_deadline(one, deadlines.get(one.uid)) for one in events.values())


def _new(name: str) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _event(uid: str, summary: str, start: date, end: date | None, today: date) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", start)
    if end:
        # The end of whole days is the day after the last one; without it an event lasts its first day.
        event.add("dtend", max(end, start) + _DAY)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _key(*parts: str) -> str:
    folded = "|".join(" ".join(part.split()).casefold() for part in parts)
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def _calendars(path: Path) -> Sequence[Calendar]:
    from icalendar import Calendar

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            f"the calendar cannot be read ({error.strerror or error})", file=path, hint="Check the file and run again"
        ) from error
    if len(data) > LARGEST:
        raise UnreadableSource(
            f"the calendar has more than {LARGEST // 1_000_000} MB", file=path, hint="Export fewer years of it"
        )
    try:
        found = Calendar.from_ical(data.removeprefix(b"\xef\xbb\xbf"), multiple=True)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise UnreadableSource(
            f"this is no calendar ({' '.join(str(error).split())[:80]})",
            file=path,
            hint="Export it as iCalendar (.ics) from Outlook or Google Calendar again",
        ) from error
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise UnreadableSource(
            "this is no calendar", file=path, hint="Export it as iCalendar (.ics) from Outlook or Google Calendar"
        )
    return calendars


def _zone_of(calendar: Calendar) -> tzinfo | None:
    """The time zone that Google and Apple give for the whole calendar; None without one."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(str(calendar.get("x-wr-timezone", "")).strip())
    except (KeyError, ValueError, OSError):
        return None


def _entry(event: Any, place: str, zone: tzinfo | None) -> Entry:
    start, end = _moment(event, "dtstart"), _moment(event, "dtend")
    if end is None and start is not None and (lasts := _moment(event, "duration")) is not None:
        end = start + lasts
    first, last = _day(start, zone), _day(end, zone)
    if first and last and last > first and _ends_at_midnight(end, zone):
        last -= _DAY
    return Entry(
        place_in_file=place,
        name=_text(event, "summary"),
        body=next(iter(_categories(event)), ""),
        start=first,
        end=last if first and last and last >= first else None,
        city=_text(event, "location"),
        uid=_text(event, "uid"),
        cancelled=_text(event, "status").upper() == "CANCELLED",
        repeats="RRULE" in event or "RDATE" in event,
    )


def _moment(event: Any, name: str) -> Any:
    """A date, a date with time or a duration; None where it is missing or broken."""
    try:
        return event.decoded(name, None)
    except (ValueError, KeyError, TypeError):
        return None


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    """The moment by the clock of its own time zone; one in UTC by that of the calendar."""
    in_utc = moment.utcoffset() == timedelta() and str(moment.tzinfo) in ("UTC", "Z", "Etc/UTC")
    return moment.astimezone(zone) if in_utc and zone else moment


def _day(moment: Any, zone: tzinfo | None) -> date | None:
    if isinstance(moment, datetime):
        return _local(moment, zone).date()
    return moment if isinstance(moment, date) else None


def _ends_at_midnight(moment: Any, zone: tzinfo | None) -> bool:
    """Whether an end is the first moment after the last day: always so where days are whole."""
    return _local(moment, zone).time() == time() if isinstance(moment, datetime) else True


def _text(event: Any, name: str) -> str:
    value = event.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(str(value).split())


def _categories(event: Any) -> Iterator[str]:
    found = event.get("categories", [])
    for one in found if isinstance(found, list) else [found]:
        yield from (" ".join(str(category).split()) for category in getattr(one, "cats", []))


def _with_deadline(one: Entry, deadline: Entry | None) -> Entry:
    return replace(one, deadline=deadline.start) if deadline else one
