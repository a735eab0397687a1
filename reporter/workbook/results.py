"""Results of the formula columns of Reports, for programs that show workbooks without computing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from reporter.schedule import days_left, timing
from reporter.workbook.cells import key_text
from reporter.workbook.data import TableChange, TableData
from reporter.workbook.memory import as_text
from reporter.workbook.rows import Row

_DEPENDS_ON = frozenset({"Due date", "State", "Status"})


def with_results(change: TableChange, reports: TableData, today: date) -> TableChange:
    """The change with Timing, Days left and Year of the rows whose due date, state or status it writes.

    A column that the table lacks gets none.

    Args:
        change: Of Reports.
        reports: The table as it stands before the change.
        today: Day that they are computed for.
    """
    present = {key_text(row.values["ID"]): row.values for row in reports.rows}

    def results(row: Row) -> Row:
        return {column: value for column, value in _results(row, today).items() if column in reports.columns}

    update = {
        key: {**cells, **results({**present[key], **cells})} if _DEPENDS_ON & set(cells) else cells
        for key, cells in change.update.items()
    }
    return replace(change, update=update, append=[{**row, **results(row)} for row in change.append])


def _results(row: Row, today: date) -> Row:
    due = row.get("Due date")
    due = due.date() if isinstance(due, datetime) else due
    due = due if isinstance(due, date) else None
    facts = due, as_text(row.get("Status")), as_text(row.get("State")), today
    return {"Timing": timing(*facts), "Days left": days_left(*facts), "Year": due.year if due else None}
