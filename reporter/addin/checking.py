"""Check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reporter import api
from reporter.addin.open_workbook import OpenWorkbook
from reporter.addin.outcome import Outcome, first_of, plural
from reporter.addin.problems_sheet import write_problems

if TYPE_CHECKING:
    import xlwings


def check(book: xlwings.Book, *, folder: Path | None = None, today: date | None = None) -> Outcome:
    """Lists every problem in the sheet Problems, with a link to each cell, and marks the cells.

    Raises:
        WorkbookError: The workbook has none of a register's tables.
    """
    day = today or date.today()
    store = OpenWorkbook(book, folder=folder)
    problems = api.check(store, today=day)
    write_problems(store, problems, day)
    if not problems:
        return Outcome("No problems.")
    errors = [one for one in problems if one.severity == "error"]
    found = f"{plural(len(errors), 'error')} and {plural(len(problems) - len(errors), 'warning')}"
    told = first_of("Errors", [str(one) for one in errors])
    return Outcome(f"{found}. The sheet Problems lists them, and their cells are marked.", told)
