"""Which rows of the table Reports belong to the report of a body for a year, and why others do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reporter.drafting.bodies import body_key, known_bodies, nearest_body
from reporter.drafting.limits import Limits, wrote
from reporter.drafting.settings import natural
from reporter.model import ObligationEntry, Register, ReportEntry, UsageError
from reporter.model.lineage import place_taken_by
from reporter.model.tables import NAME_SEPARATOR, Review, State

_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}(?![0-9])")
_PERIOD_YEAR = re.compile(_YEAR.pattern + r"(?=$|-|/)")


class NothingToReport(UsageError):
    """A body expects reports for the year, and all of them are left out."""


class Reason(StrEnum):
    """Why a report of the body is not shown."""

    REJECTED = "the obligation was rejected"
    SUPERSEDED = "superseded, and nobody wrote anything"
    CARRIED = "superseded, and what was written was carried over to another row"
    WITHDRAWN = "withdrawn, and nobody wrote anything"
    UNDATED = "no period, meeting or due date tells the year"
    NOT_ASKED_FOR = "it is not among those that were asked for"


_TOLD_ELSEWHERE = frozenset({Reason.CARRIED, Reason.NOT_ASKED_FOR})
_NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Omission:
    """A report of the body that the document does not show.

    Attributes:
        report: ID of the row.
        reason: Why.
        written: True where people wrote something that is thereby not shown, though nobody asked to leave it out; what
            was carried over is shown.
    """

    report: str
    reason: Reason
    written: bool

    @property
    def unasked(self) -> bool:
        """Whether nobody asked to leave it out."""
        return self.reason != Reason.NOT_ASKED_FOR

    def __str__(self) -> str:
        lost = "; what was written there is not shown" if self.written else ""
        return f"{self.report}: {self.reason}{lost}"


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of some bodies and a year.

    Attributes:
        bodies: The bodies, spelt as in the register.
        year: The year.
        shown: Rows that the document shows, in the order of the register.
        omitted: The others.
    """

    bodies: tuple[str, ...]
    year: int
    shown: tuple[ReportEntry, ...]
    omitted: tuple[Omission, ...]


def select(register: Register, bodies: Sequence[str], year: int, today: date, limits: Limits = _NO_LIMITS) -> Selection:
    """The reports that the bodies expect for `year`; any name that texts use for a body will do.

    Raises:
        UsageError: No report goes to one of the bodies, or none to any of them for that year.
    """
    limits.check()
    names = tuple(dict.fromkeys(_known(register, body) for body in bodies))
    found = _selection(register, names, year, today, limits)
    if not found.shown and all(omission.reason == Reason.UNDATED for omission in found.omitted):
        raise _no_such_year(register, names, year)
    return found


def select_before(register: Register, selection: Selection, today: date) -> Selection:
    """What the same bodies expected in the year before; without rows where the register knows nothing of it."""
    return _selection(register, selection.bodies, selection.year - 1, today, _NO_LIMITS)


def _selection(register: Register, bodies: tuple[str, ...], year: int, today: date, limits: Limits) -> Selection:
    meetings = _meeting_years(register)
    # Rows, not IDs: people copy rows, and then two have the same ID.
    ours = [(report, _year(report, meetings)) for report in _going_to(register, bodies)]
    obligations = {obligation.id: obligation for obligation in register.obligations}
    judged: list[tuple[ReportEntry, Reason | None]] = []
    for report, found in ours:
        obligation = obligations.get(report.obligation)
        if found == year:
            reason = _reason(report, obligation)
            kept = limits.keep(report, obligation, today)
            judged.append((report, reason if reason or kept else Reason.NOT_ASKED_FOR))
    judged += [(report, Reason.UNDATED) for report, found in ours if found is None]
    return Selection(
        bodies=bodies,
        year=year,
        shown=tuple(report for report, reason in judged if reason is None),
        omitted=tuple(
            Omission(report.id, reason, reason not in _TOLD_ELSEWHERE and wrote(report))
            for report, reason in judged
            if reason
        ),
    )


def bodies_with_reports(register: Register, year: int | None = None) -> tuple[str, ...]:
    """The bodies that expect a report for the year, or for any where it is None, in alphabetical order."""
    meetings = _meeting_years(register)
    found = known_bodies(
        name
        for report in register.reports
        if year is None or _year(report, meetings) == year
        for name in recipients_of(report)
    )
    return tuple(sorted(found.values(), key=natural))


def years_with_reports(register: Register) -> tuple[int, ...]:
    """The years for which any body expects a report, in order."""
    meetings = _meeting_years(register)
    return tuple(sorted({year for report in register.reports if (year := _year(report, meetings))}))


def nothing_to_report(selection: Selection) -> NothingToReport:
    """The message for bodies all of whose reports are left out."""
    reasons = Counter(omission.reason for omission in selection.omitted)
    told = "; ".join(f"{reason}: {number}" for reason, number in reasons.items())
    asked = Reason.NOT_ASKED_FOR in reasons
    return NothingToReport(
        f"there is nothing to report to {' and '.join(selection.bodies)} in {selection.year}: every report is left out "
        f"({told})",
        hint="Ask for more than --only, --from-status or --each let through."
        if asked
        else "Look at the columns Review and State of Obligations, and at State of Reports.",
    )


def recipients_of(report: ReportEntry) -> Iterator[str]:
    """The names in the cell Recipient."""
    # A person may have corrected the cell to several names.
    for name in report.recipient.split(NAME_SEPARATOR.strip()):
        if name.strip():
            yield name.strip()


def _going_to(register: Register, bodies: Iterable[str]) -> Iterator[ReportEntry]:
    keys = {body_key(body) for body in bodies}
    return (report for report in register.reports if not keys.isdisjoint(map(body_key, recipients_of(report))))


def _known(register: Register, body: str) -> str:
    names = known_bodies(name for report in register.reports for name in recipients_of(report))
    if not names:
        raise UsageError(
            "the register holds no reports yet", hint="Fill the table Reports first: `reporter sync` does it."
        )
    if body_key(body) in names:
        return names[body_key(body)]
    near = nearest_body(body, names)
    question = f"Did you mean {near}? " if near else ""
    known = ", ".join(sorted(names.values(), key=natural))
    pieces = [names[body_key(piece)] for piece in re.split("[,;]", body) if body_key(piece) in names]
    if len(pieces) > 1:
        question = f"Name each by itself: {' '.join(f'--to {piece}' for piece in pieces)}. "
    raise UsageError(f"no report goes to {body!r}", hint=f"{question}Bodies that expect reports: {known}.")


def _no_such_year(register: Register, bodies: tuple[str, ...], year: int) -> UsageError:
    named = " and ".join(bodies)
    meetings = _meeting_years(register)
    years = sorted({found for report in _going_to(register, bodies) if (found := _year(report, meetings))})
    if not years:
        return UsageError(
            f"{named} expects no report in {year}: none of its reports has a period, meeting or due date",
            hint="Fill the column Period of the table Reports.",
        )
    listed = ", ".join(map(str, years))
    return UsageError(f"{named} expects no report in {year}", hint=f"Years with reports to {named}: {listed}.")


def _meeting_years(register: Register) -> dict[str, int]:
    return {meeting.name: meeting.year for meeting in register.meetings}


def _year(report: ReportEntry, meetings: Mapping[str, int]) -> int | None:
    """The year a report is of: its period's, else its meeting's, else its due date's; None where nothing tells.

    The period comes first because a report of one year may fall due in the next.
    """
    if match := _PERIOD_YEAR.match(report.period.strip()):
        return int(match[0])
    for name in (report.meeting, report.period):
        if name in meetings:
            return meetings[name]
    if report.due_date:
        return report.due_date.year
    match = _YEAR.search(report.period) or _YEAR.search(report.meeting)
    return int(match[0]) if match else None


def _reason(report: ReportEntry, obligation: ObligationEntry | None) -> Reason | None:
    if obligation and obligation.review.strip().casefold() == Review.REJECTED.casefold():
        return Reason.REJECTED
    if report.state == State.SUPERSEDED and place_taken_by(report.notes):
        return Reason.CARRIED
    if wrote(report):
        return None
    states = {report.state, obligation.state if obligation else ""}
    if State.SUPERSEDED in states:
        return Reason.SUPERSEDED
    if State.WITHDRAWN in states:
        return Reason.WITHDRAWN
    return None
