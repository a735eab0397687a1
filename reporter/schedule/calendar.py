"""Which meetings of a body are known: those of the workbook, else those of the built-in calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reporter.model import Meeting, Resolution
from reporter.vocabulary.conferences import conferences, known_meetings, named
from reporter.vocabulary.general_assembly import GENERAL_ASSEMBLY, session, session_of_resolution, session_opening_in

CONFERENCE_CYCLE = 4
"""Years between two conferences of a series: PP and WTSA meet every four years (Constitution of ITU, 47 and 114), WTDC
once between two PPs, RA and WRC every three to four years."""


class Calendar:
    """Meetings by body.

    What people wrote in Meetings wins: for a body and year that they list, the built-in calendar is silent.

    Args:
        meetings: Rows of Meetings.
    """

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self._own: dict[tuple[str, int], list[Meeting]] = {}
        for meeting in {(one.body, one.name): one for one in reversed(meetings)}.values():
            self._own.setdefault((meeting.body, meeting.year), []).append(meeting)

    def held(self, body: str, year: int) -> tuple[Meeting, ...]:
        """Meetings of the body that year, by first day; those without a day come last."""
        found = self._own.get((body, year)) or _built_in(body, year)
        return tuple(sorted(found, key=_by_day))

    def from_year(self, body: str, year: int) -> tuple[Meeting, ...]:
        """Meetings of the body that year and later, in order."""
        if body == GENERAL_ASSEMBLY:
            return (*self.held(body, year), *self.held(body, year + 1))
        years = {one for name, one in self._own if name == body} | _built_in_years(body)
        return tuple(meeting for one in sorted(years) if one >= year for meeting in self.held(body, one))

    def named(self, name: str, body: str | None = None) -> Meeting | None:
        """The meeting of that name (capitals do not matter), of that body unless None; None for an unknown one."""
        wanted = name.casefold()
        own = (one for listed in self._own.values() for one in listed)
        for meeting in (*own, *known_meetings()):
            if meeting.name.casefold() == wanted and body in (None, meeting.body):
                return meeting
        conference = named(name)
        if conference is None or body not in (None, conference.body):
            return None
        held = self.held(conference.body, conference.year)
        return held[0] if len(held) == 1 else conference.as_meeting()

    def adopted(self, resolution: Resolution) -> date | None:
        """Day from which what a resolution asks for lies ahead; None where not known.

        That is the last day (else the first) of the earliest meeting of the adopting body in the resolution's year;
        for a numbered resolution of the General Assembly, the opening of its session.
        """
        if resolution.body == GENERAL_ASSEMBLY:
            number = session_of_resolution(resolution.number)
            return session(number).start if number else None
        if resolution.year is None:
            return None
        days = [one.end or one.start for one in self.held(resolution.body, resolution.year)]
        return min((day for day in days if day), default=None)

    def knows(self, body: str) -> bool:
        """Whether any meeting of the body is known."""
        return body == GENERAL_ASSEMBLY or bool(_built_in_years(body)) or any(name == body for name, _ in self._own)

    def is_series(self, body: str) -> bool:
        """Whether the body is a conference held every few years, and not one that meets every year."""
        return any(one.body == body for one in conferences())

    def expected(self, body: str, after: int) -> int:
        """Year in which the series of conferences `body` can be expected to meet next after that year, by its cycle."""
        year = max(_built_in_years(body) | {one for name, one in self._own if name == body})
        while year <= after:
            year += CONFERENCE_CYCLE
        return year

    def series_name(self, body: str, year: int) -> str:
        """Name of the conference of a series that year, which does not change with what people write in Meetings."""
        built_in = _built_in(body, year)
        return built_in[0].name if built_in else f"{body}-{year % 100:02}"


def begins_after(meeting: Meeting, adopted: date | None, year: int | None) -> bool:
    """Whether a meeting comes after a resolution adopted on that day, or in that year where a day is missing."""
    if adopted and meeting.start:
        return meeting.start > adopted
    return year is None or meeting.year > year


def starting_meetings(year: int) -> tuple[Meeting, ...]:
    """The meetings a new workbook starts with: known ones of the year before `year` and later, in order."""
    built_in = (*(one.as_meeting() for one in conferences()), *known_meetings())
    return tuple(sorted((one for one in built_in if one.year >= year - 1), key=_by_day))


def _built_in(body: str, year: int) -> list[Meeting]:
    if body == GENERAL_ASSEMBLY:
        return [session_opening_in(year)]
    return [
        *(one.as_meeting() for one in conferences() if (one.body, one.year) == (body, year)),
        *(one for one in known_meetings() if (one.body, one.year) == (body, year)),
    ]


def _built_in_years(body: str) -> set[int]:
    conferences_held = {one.year for one in conferences() if one.body == body}
    return conferences_held | {one.year for one in known_meetings() if one.body == body}


def _by_day(meeting: Meeting) -> tuple[int, date, str]:
    return (meeting.year, meeting.start or meeting.deadline or date(meeting.year, 12, 31), meeting.name)
