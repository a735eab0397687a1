"""Where the reports of a workbook stand, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.api.office import in_force
from reporter.model import Register, ReportEntry, UsageError
from reporter.model.tables import NAME_SEPARATOR, Review, State

if TYPE_CHECKING:
    from reporter.analysis import WorkbookFrames
    from reporter.settings import Settings
    from reporter.workbook import Mended, Problem, Where


@dataclass(frozen=True, slots=True)
class Standing:
    """One report and how urgent it is.

    Attributes:
        report: The row of Reports.
        timing: `Overdue`, `Due soon`, `Open` or `Done`.
        days_left: Days until it is due, negative when overdue; None when done or undated.
        clause: The clause as cited; "" where the obligation is unknown.
    """

    report: ReportEntry
    timing: str
    days_left: int | None
    clause: str


def check(workbook: Where, *, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem of the workbook, with sheet and cell; empty where all is well.

    Args:
        workbook: The workbook.
        today: Day by which dates are judged; None for the current one.

    Raises:
        WorkbookError: The file cannot be read, or is no workbook of ours.
    """
    from reporter.workbook import check as check_workbook

    return check_workbook(workbook, today or date.today())


def mend(workbook: Where, *, today: date | None = None, dry_run: bool = False) -> Mended:
    """Mends what `check` finds and has one reading only: spaces, spelling of listed values, dates typed as text.

    Args:
        workbook: The workbook.
        today: Day of the run; None for the current one.
        dry_run: Only say what would be mended.

    Raises:
        WorkbookError: As of `reporter.workbook.mend`.
    """
    from reporter.workbook import mend as mend_workbook

    return mend_workbook(workbook, today=today or date.today(), dry_run=dry_run)


_OUT_OF_FORCE = frozenset({State.SUPERSEDED, State.WITHDRAWN})


def status(
    workbook: Where,
    *,
    settings: Settings | None = None,
    today: date | None = None,
    to: str | None = None,
    year: int | None = None,
) -> tuple[Standing, ...]:
    """Every report that is owed or done, the most urgent first.

    Reports of rejected obligations do not count, nor do superseded and withdrawn ones.

    Args:
        workbook: The workbook.
        settings: Settings of the call; None for what the `reporter.toml` nearest to the workbook says.
        today: Day from which overdue is counted; None for the current one.
        to: Only reports to this body, by any name that texts use for it; capitals do not matter.
        year: Only reports due in this year.

    Raises:
        SettingsError: The settings have a fault.
        UsageError: No report goes to that body, or none is due that year.
    """
    from reporter.workbook import load, store_of

    store = store_of(workbook)
    return standings(load(store), store.file, settings=settings, today=today, to=to, year=year)


def standings(
    register: Register,
    file: Path,
    *,
    settings: Settings | None = None,
    today: date | None = None,
    to: str | None = None,
    year: int | None = None,
) -> tuple[Standing, ...]:
    """As `status`, of a register that was read already from that file; for who asks many times."""
    with in_force(settings, file):
        return _standings(register, file, today or date.today(), to, year)


def _standings(register: Register, file: Path, today: date, to: str | None, year: int | None) -> tuple[Standing, ...]:
    from reporter.schedule import days_left, timing

    clauses = {entry.id: entry.clause for entry in register.obligations}
    rejected = {entry.id for entry in register.obligations if entry.review == Review.REJECTED}
    counted = [one for one in register.reports if one.state not in _OUT_OF_FORCE and one.obligation not in rejected]
    body = _spelt(to, counted, file)
    received = [one for one in counted if body is None or _goes_to(one, body)]
    chosen = [one for one in received if year is None or (one.due_date and one.due_date.year == year)]
    if year and not chosen:
        years = sorted({one.due_date.year for one in received if one.due_date})
        raise UsageError(
            f"no report{f' to {body}' if body else ''} is due in {year}",
            file=file,
            hint=f"Some are in {', '.join(map(str, years))}" if years else "None has a due date",
        )
    standings = [
        Standing(
            one,
            # A row added by hand may have no state, and a proposal to suppress decides nothing yet: both are owed.
            timing(one.due_date, one.status, State.CURRENT, today),
            days_left(one.due_date, one.status, State.CURRENT, today),
            clauses.get(one.obligation, ""),
        )
        for one in chosen
    ]
    return tuple(sorted(standings, key=_urgency))


def _spelt(to: str | None, reports: Iterable[ReportEntry], workbook: str | Path) -> str | None:
    """A body's name as the workbook spells it; UsageError with the nearest where it has none."""
    if to is None:
        return None
    from reporter.drafting import body_key, known_bodies, nearest_body

    known = known_bodies(name for one in reports for name in _recipients(one))
    if body_key(to) in known:
        return known[body_key(to)]
    near = nearest_body(to, known)
    listed = ", ".join(sorted(known.values())) or "none at all"
    hint = f'Did you mean "{near}"?' if near else f"Reports go to {listed}"
    raise UsageError(f'no report goes to a body "{to}"', file=workbook, hint=hint)


def _goes_to(report: ReportEntry, body: str) -> bool:
    from reporter.drafting import body_key

    return body_key(body) in map(body_key, _recipients(report))


def _recipients(report: ReportEntry) -> list[str]:
    # A person may have corrected the cell to several names, and each of them is a body.
    return [name.strip() for name in report.recipient.split(NAME_SEPARATOR.strip()) if name.strip()]


_ORDER = {"Overdue": 0, "Due soon": 1, "Open": 2, "Done": 3}


def _urgency(one: Standing) -> tuple[int, date, str]:
    return _ORDER[one.timing], one.report.due_date or date.max, one.report.id


def open_workbook(workbook: str | Path) -> WorkbookFrames:
    """The workbook's tables as typed DataFrames: `open_workbook("obligations.xlsx").reports`."""
    from reporter.analysis import open_workbook as open_frames

    return open_frames(workbook)


def counts(standings: Iterable[Standing]) -> Mapping[str, int]:
    """How many reports are overdue, due soon, open and done, in that order."""
    found = dict.fromkeys(_ORDER, 0)
    for one in standings:
        found[one.timing] += 1
    return found
