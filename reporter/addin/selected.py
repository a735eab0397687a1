"""The row of a table that a person has selected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reporter.addin.open_workbook import OpenWorkbook
from reporter.workbook import Value
from reporter.workbook.memory import as_text


@dataclass(frozen=True, slots=True)
class Selected:
    """The selected row: the name of its table, and its values by column."""

    table: str
    values: Mapping[str, Value]

    def text(self, column: str) -> str:
        """What a cell says; "" for a blank one, and where there is no such column."""
        return as_text(self.values.get(column)).strip()


def selected_row(store: OpenWorkbook) -> Selected | None:
    """The data row that the upper left cell of the selection lies in; None where it lies in none."""
    selection = store.book.selection
    if selection is None or selection.address is None:
        return None
    sheet, row, column = selection.sheet.name, selection.row, selection.column
    for opened in store.opened.values():
        if opened.data.sheet == sheet and opened.rows.holds(row, column):
            return Selected(opened.data.name, opened.data.rows[row - opened.rows.top].values)
    return None
