"""Refresh, Next year and Undo last refresh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reporter import api
from reporter.addin.open_workbook import OpenWorkbook
from reporter.addin.outcome import Outcome, first_of, plural
from reporter.addin.sources import sources_of
from reporter.addin.undo import planned_undo
from reporter.model import UsageError
from reporter.model.tables import Frequency, State
from reporter.settings import settings_for
from reporter.workbook import load
from reporter.workbook.create import GIVE_EXISTING, our_tables

if TYPE_CHECKING:
    import xlwings

    from reporter.workbook import SyncResult

REFRESH = "Refresh"
NEXT_YEAR = "Next year"

_FAR_AHEAD = frozenset({Frequency.ONCE, Frequency.UNSPECIFIED, Frequency.TRIENNIAL, Frequency.QUADRENNIAL, ""})
"""How often a report is asked for that may have a row years before its turn."""


def refresh(
    book: xlwings.Book,
    *,
    folder: Path | None = None,
    sources: api.Sources | None = None,
    today: date | None = None,
    progress: api.Progress | None = None,
) -> Outcome:
    """Brings the open workbook in step with its sources; what people wrote stays.

    Args:
        book: The workbook.
        folder: Folder it belongs to; None for the one that Excel tells.
        sources: What to read; None for what the workbook names (`sources_of`).
        today: Day of the run; None for the current one.
        progress: Told before each file.

    Raises:
        ReporterError: As `api.sync`; nothing is written then.
    """
    store = OpenWorkbook(book, folder=folder, undoable=REFRESH)
    return _synced(store, sources, today, None, progress)


def next_year(
    book: xlwings.Book,
    *,
    folder: Path | None = None,
    sources: api.Sources | None = None,
    today: date | None = None,
    progress: api.Progress | None = None,
) -> Outcome:
    """Adds the reports of the year after the last one that has any, and brings the workbook in step on the way.

    Arguments and errors as of `refresh`.
    """
    store = OpenWorkbook(book, folder=folder, undoable=NEXT_YEAR)
    day = today or date.today()
    horizon = settings_for(store.file).horizon
    last = _last_year(store) or day.year + horizon - 1
    # A run covers as many years from the one that it is asked for: the coming one shall be its last.
    return _synced(store, sources, day, last + 2 - horizon, progress)


def undo_last_refresh(book: xlwings.Book, *, folder: Path | None = None, today: date | None = None) -> Outcome:
    """Takes back what the last Refresh or Next year did, but for what people wrote since.

    Raises:
        UsageError: There is nothing to take back.
    """
    store = OpenWorkbook(book, folder=folder)
    tables = store.tables()
    our_tables(store.file, tables, GIVE_EXISTING)
    undo = planned_undo(tables, today or date.today())
    if undo is None:
        raise UsageError(
            "there is no refresh to take back",
            file=book.name,
            hint="Only the last Refresh or Next year of this workbook can be taken back, and only once",
        )
    store.take_back(undo)
    rows = undo.rows
    return Outcome(
        f"{undo.what} taken back: {plural(undo.cells, 'cell')} as before, {plural(rows, 'row')} removed.",
        first_of("Left as they are, since somebody wrote there", undo.kept),
    )


def _last_year(store: OpenWorkbook) -> int | None:
    """The last year that has reports in force which come again and again; None without any.

    A report that is for one event, or for one every four years, may lie far ahead and says nothing of the years before.
    """
    register = load(store)
    again = {one.id for one in register.obligations if one.frequency not in _FAR_AHEAD}
    years = (
        int(begins[0])
        for one in register.reports
        if one.obligation in again and one.state == State.CURRENT and (begins := re.match(r"\d{4}(?!\d)", one.period))
    )
    return max(years, default=None)


def _synced(
    store: OpenWorkbook,
    sources: api.Sources | None,
    today: date | None,
    year: int | None,
    progress: api.Progress | None,
) -> Outcome:
    read_from = sources_of(store) if sources is None else sources
    done = api.sync(store, read_from, today=today, year=year, progress=progress)
    failures = first_of("Could not be read", [str(one) for one in done.extracted.failures])
    missed = first_of("Not read", done.extracted.warnings)
    notes = first_of("Notes", [*done.extracted.notes, *done.notes])
    if done.result is None:
        return Outcome("Nothing was changed: no resolution was found in the sources.", (*failures, *missed, *notes))
    warnings = first_of("Please look at", done.result.warnings)
    return Outcome(_headline(done.result), (*_story(done.result), *failures, *missed, *warnings, *notes))


def _headline(result: SyncResult) -> str:
    if result.unchanged:
        return "The workbook is in step with its sources: nothing to change."
    rows = [plural(number, f"row of {table}", f"rows of {table}") for table, number in result.added.items()]
    parts = [*rows, *([plural(len(result.cells), "changed cell")] if result.cells else [])]
    return f"{', '.join(parts) or 'Brought up to date'}. What people wrote stays; the sheet Changes tells all of it."


def _story(result: SyncResult) -> Iterator[str]:
    conflicts = [
        f"{one.table} {one.row}{f', {one.column}' if one.column else ''}: {one.note}" for one in result.conflicts
    ]
    yield from first_of("Yours stays, though the texts say otherwise", conflicts)
    retired = [
        f"{one.table} {one.row}: {one.after.lower()}"
        for one in result.diary
        if one.column == "State" and one.after != State.CURRENT
    ]
    yield from first_of("No longer in force", retired)
