"""What calendars and tables of meetings pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as a calendar or a table tells of it.

    Attributes:
        place_in_file: Where it stands, for messages: `event 3`, `line 4`.
        name: Name of the meeting.
        body: Body that meets, as the file says; "" where it does not say.
        start: First day; None where not told.
        end: Last day, itself a day of the meeting; None where not told.
        deadline: Last day for documents; None where not told.
        city: Where it meets; "" where not told.
        uid: The calendar's own name for it, which stays when it is moved; "" without one.
        cancelled: True where it was called off.
        repeats: True where the calendar repeats it by a rule; only the first time is told here.
    """

    place_in_file: str
    name: str
    body: str = ""
    start: date | None = None
    end: date | None = None
    deadline: date | None = None
    city: str = ""
    uid: str = ""
    cancelled: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """A report that is owed, as an entry of somebody's calendar.

    Attributes:
        id: The report's.
        title: What the calendar shows.
        text: What it shows when it is opened; lines are separated by line feeds.
        day: Day by which the report is due.
    """

    id: str
    title: str
    text: str
    day: date
