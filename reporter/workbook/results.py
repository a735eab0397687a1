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
    """The change with Timing and Days left of the rows whose due date, state or status it writes.

    Args:
        change: Of Reports.
        reports: The table as it stands before the change.
        today: Day that they are computed for.
    """
    present = {key_text(row.values["ID"]): row.values for row in reports.rows}
    update = {
        key: {**cells, **_results({**present[key], **cells}, today)} if _DEPENDS_ON & set(cells) else cells
        for key, cells in change.update.items()
    }
    return replace(change, update=update, append=[{**row, **_results(row, today)} for row in change.append])


def _results(row: Row, today: date) -> Row:
    due = row.get("Due date")
    due = due.date() if isinstance(due, datetime) else due
    facts = due if isinstance(due, date) else None, as_text(row.get("Status")), as_text(row.get("State")), today
    return {"Timing": timing(*facts), "Days left": days_left(*facts)}
