"""Which rows of the table Reports belong to the report of a body for a year, and why others do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reporter.drafting.bodies import body_key, known_bodies, nearest_body
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


@dataclass(frozen=True, slots=True)
class Omission:
    """A report of the body that the document does not show.

    Attributes:
        report: ID of the row.
        reason: Why.
        written: True where people wrote something that is thereby not shown; what was carried over is.
    """

    report: str
    reason: Reason
    written: bool

    def __str__(self) -> str:
        lost = "; what was written there is not shown" if self.written else ""
        return f"{self.report}: {self.reason}{lost}"


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of one body and year.

    Attributes:
        body: The body, spelt as in the register.
        shown: Rows that the document shows, in the order of the register.
        omitted: The others.
    """

    body: str
    shown: tuple[ReportEntry, ...]
    omitted: tuple[Omission, ...]


def select(register: Register, body: str, year: int) -> Selection:
    """The reports that `body` expects for `year`; any name that texts use for the body will do.

    Raises:
        UsageError: No report goes to that body, or none for that year.
    """
    name = _known(register, body)
    meetings = _meeting_years(register)
    # Rows, not IDs: people copy rows, and then two have the same ID.
    ours = [(report, _year(report, meetings)) for report in register.reports if _goes_to(report, name)]
    dated = [report for report, found in ours if found == year]
    if not dated:
        raise _no_such_year(name, year, {found for _, found in ours if found})
    obligations = {obligation.id: obligation for obligation in register.obligations}
    judged = [(report, _reason(report, obligations.get(report.obligation))) for report in dated]
    judged += [(report, Reason.UNDATED) for report, found in ours if found is None]
    return Selection(
        body=name,
        shown=tuple(report for report, reason in judged if reason is None),
        omitted=tuple(
            Omission(report.id, reason, reason != Reason.CARRIED and wrote(report))
            for report, reason in judged
            if reason
        ),
    )


def bodies_with_reports(register: Register, year: int) -> tuple[str, ...]:
    """The bodies that expect a report for the year, in alphabetical order."""
    meetings = _meeting_years(register)
    found = known_bodies(
        name for report in register.reports if _year(report, meetings) == year for name in _recipients(report)
    )
    return tuple(sorted(found.values(), key=natural))


def nothing_to_report(selection: Selection, year: int) -> NothingToReport:
    """The message for a body all of whose reports are left out."""
    reasons = Counter(omission.reason for omission in selection.omitted)
    told = "; ".join(f"{reason}: {number}" for reason, number in reasons.items())
    return NothingToReport(
        f"there is nothing to report to {selection.body} in {year}: every report is left out ({told})",
        hint="Look at the columns Review and State of Obligations, and at State of Reports.",
    )


def wrote(report: ReportEntry) -> bool:
    """Whether people wrote anything that belongs in a report."""
    texts = (report.progress, report.results, report.next_steps, report.evidence, report.document)
    return any(text.strip() for text in texts)


def _recipients(report: ReportEntry) -> Iterator[str]:
    # A person may have corrected the cell to several names.
    for name in report.recipient.split(NAME_SEPARATOR.strip()):
        if name.strip():
            yield name.strip()


def _goes_to(report: ReportEntry, body: str) -> bool:
    return body_key(body) in map(body_key, _recipients(report))


def _known(register: Register, body: str) -> str:
    names = known_bodies(name for report in register.reports for name in _recipients(report))
    if not names:
        raise UsageError(
            "the register holds no reports yet", hint="Fill the table Reports first: `reporter sync` does it."
        )
    if body_key(body) in names:
        return names[body_key(body)]
    near = nearest_body(body, names)
    question = f"Did you mean {near}? " if near else ""
    known = ", ".join(sorted(names.values(), key=natural))
    raise UsageError(f"no report goes to {body!r}", hint=f"{question}Bodies that expect reports: {known}.")


def _no_such_year(body: str, year: int, years: set[int]) -> UsageError:
    if not years:
        return UsageError(
            f"{body} expects no report in {year}: none of its reports has a period, meeting or due date",
            hint="Fill the column Period of the table Reports.",
        )
    listed = ", ".join(str(found) for found in sorted(years))
    return UsageError(f"{body} expects no report in {year}", hint=f"Years with reports to {body}: {listed}.")


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
