"""Split and Merge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reporter import api
from reporter.addin.open_workbook import OpenWorkbook
from reporter.addin.outcome import Outcome, first_of, plural
from reporter.settings import settings_for

if TYPE_CHECKING:
    import xlwings

    from reporter.workbook import Collected

PARTS = "parts"
"""Folder beside the workbook that parts are written to and collected from."""


def split(
    book: xlwings.Book,
    *,
    folder: Path | None = None,
    by: str | None = None,
    output: Path | None = None,
    today: date | None = None,
) -> Outcome:
    """Writes one workbook per value of a column, ready to mail; the open one is only read.

    Args:
        book: The workbook.
        folder: Folder it belongs to; None for the one that Excel tells.
        by: Column of Reports or Obligations whose values the parts are for; None for that of the settings, Owner.
        output: Folder for the parts; None for that of the settings, `parts` beside the workbook.
        today: Day of the split; None for the current one.

    Raises:
        UsageError: There is no such column, or a part with other content lies there.
        WorkbookError: A row has no ID of its own, or the workbook is a part itself.
    """
    store = OpenWorkbook(book, folder=folder)
    target = output or settings_for(store.file).parts.folder or store.folder / PARTS
    parts = api.split(store, by=by, output=target, today=today)
    lines = [f"{one.path.name}: {plural(one.reports, 'report')}" for one in parts]
    message = f"{plural(len(parts), 'part')} in {target}." if parts else "No report is in force, so there is no part."
    return Outcome(message, first_of("Parts", lines), tuple(one.path for one in parts if one.written))


def merge(
    book: xlwings.Book,
    *,
    folder: Path | None = None,
    files: Sequence[Path] | None = None,
    today: date | None = None,
) -> Outcome:
    """Brings what people wrote into their parts back into the open workbook; what is not clear is asked in Conflicts.

    Args:
        book: The workbook that was split.
        folder: Folder it belongs to; None for the one that Excel tells.
        files: Files that came back, or folders of them; None for the folder that `split` writes to.
        today: Day of the run; None for the current one.

    Raises:
        UsageError: The folder holds no workbook.
        WorkbookError: The workbook is not one of ours, or is itself a part.
    """
    store = OpenWorkbook(book, folder=folder, undoable="Merge")
    if files is None:
        files = [settings_for(store.file).parts.folder or store.folder / PARTS]
    done = api.merge(store, files, today=today)
    lines = [f"{one.table} {one.row}, {one.column}: from {one.who}" for one in done.conflicts]
    return Outcome(
        _headline(done),
        (
            *first_of("Choose in the sheet Conflicts", lines),
            *first_of("Could not be used", [str(one) for one in done.failures]),
            *first_of("Notes", done.notes),
        ),
    )


def _headline(done: Collected) -> str:
    rows = sum(not change.column for change, _ in done.taken)
    parts = []
    if cells := len(done.taken) - rows:
        parts.append(f"{plural(cells, 'cell')} taken over from {plural(len(done.files), 'file')}")
    if rows:
        parts.append(f"{plural(rows, 'row')} added")
    if done.decided:
        parts.append(f"{plural(len(done.decided), 'choice')} carried out")
    waiting = f" {plural(done.open, 'conflict')} in the sheet Conflicts to be decided." if done.open else ""
    return f"{', '.join(parts) or 'Nothing to take over'}.{waiting}"
