"""Finds what is wrong in a register, each problem with its sheet and cell and the step that mends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from reporter.model import WorkbookError
from reporter.workbook.create import REQUIRED
from reporter.workbook.data import TableData
from reporter.workbook.problems import Problem
from reporter.workbook.rules import RULES
from reporter.workbook.store import Where, store_of
from reporter.workbook.view import View

__all__ = ["Problem", "check"]


def check(where: Where, today: date) -> tuple[Problem, ...]:
    """Every problem of a register.

    Args:
        where: The workbook; a file may be open in Excel, and is read as last saved.
        today: The day by which dates are judged.

    Returns:
        Problems in the order of tables, rows and columns; empty for a register in good order. Columns and tables
        that people added are not looked at.

    Raises:
        WorkbookError: The file is not a workbook, or has none of a register's tables.
    """
    store = store_of(where)
    return problems_of(store.file, store.tables(), today)


def problems_of(file: Path, tables: Mapping[str, TableData], today: date) -> tuple[Problem, ...]:
    """Every problem of tables that were read already; `file` is for messages. As in `check`."""
    if not any(table.name in tables for table in REQUIRED):
        raise WorkbookError(
            "this is not a register of obligations: it has none of the tables "
            + ", ".join(table.name for table in REQUIRED),
            file=file,
            hint="Give a workbook that reporter made",
        )
    view = View(tables, today)
    return tuple(sorted(_all(view), key=view.place))


def _all(view: View) -> Iterator[Problem]:
    for rule in RULES:
        yield from rule.find(view)
