"""Meetings and deadlines as calendars and tables that other programs read, and meetings back from them."""

from reporter.calendars.bodies import body_named
from reporter.calendars.entries import Entry, Reminder
from reporter.calendars.ical import meetings_calendar, read_calendar, reminders_calendar
from reporter.calendars.sheets import meetings_sheet, read_sheet

__all__ = [
    "Entry",
    "Reminder",
    "body_named",
    "meetings_calendar",
    "meetings_sheet",
    "read_calendar",
    "read_sheet",
    "reminders_calendar",
]
