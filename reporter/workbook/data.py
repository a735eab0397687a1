"""What the workbook package passes on: tables as read, changes as asked for, and what a patch did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from reporter.workbook.ranges import Area, column_letters

Value = str | int | float | bool | date | datetime | None
"""What a cell holds. None is a blank cell; "" is a cell that holds an empty text (as some formulas return)."""


@dataclass(frozen=True, slots=True)
class RowData:
    """One data row of a table.

    Attributes:
        number: Row of the sheet, from 1.
        values: Column name to value, every column of the table, in the table's order. Dates come as `date` (or
            `datetime` where the number format shows a time), a formula as its cached value (None where the file
            has none), an error as its text: `#N/A`.
        formulas: Names of the columns whose cell holds a formula.
    """

    number: int
    values: Mapping[str, Value]
    formulas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class TableData:
    """A table as it stands in a workbook.

    Attributes:
        name: The table's name in Excel.
        sheet: Title of the sheet it stands on now.
        ref: The whole range with header and totals: `A1:F12`.
        columns: Names in the order of the sheet; line breaks in a header are `\\n`.
        rows: Data rows from top to bottom, without header and totals.
        below: Address and text of the first cell of each row that was typed right below the table, and so is none of
            its rows.
    """

    name: str
    sheet: str
    ref: str
    columns: tuple[str, ...]
    rows: tuple[RowData, ...]
    below: tuple[tuple[str, str], ...] = ()

    def cell(self, row: RowData, column: str) -> str:
        """Address of a cell: `F12`. ValueError when the table has no such column."""
        return f"{column_letters(Area.of(self.ref).left + self.columns.index(column))}{row.number}"


@dataclass(frozen=True, slots=True)
class TableChange:
    """What is to become of one table.

    Attributes:
        table: The table's name; case does not matter, as in Excel.
        key: Column that identifies a row; None where rows are only appended.
        update: Key to the cells to set, column name to value. Keys compare as text: `5` finds the number 5.
            None and "" clear the cell. Values of numpy and pandas, enumerations and decimals count as what they stand
            for. In a calculated column a value is the cached result, and the formula stays.
        append: New rows from top to bottom, column name to value; a column left out stays blank. In a calculated
            column a value is the cached result of the formula that the row receives.
        heights: Heights of the new rows in points, in the order of `append`; None or left out, and the program that
            opens the workbook fits the row. Such a height is no fixed one: Excel fits the row anew when its text
            changes. A row that has or takes over a height set by hand keeps that.
        growth: Key to the least height of an updated row in points; a row that is taller stays so.
    """

    table: str
    key: str | None = None
    update: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    append: Sequence[Mapping[str, Value]] = ()
    heights: Sequence[float | None] = ()
    growth: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of an existing row that got another value.

    Attributes:
        table: The table's name as the workbook spells it.
        sheet: Title of its sheet.
        cell: Address: `F12`.
        row_key: The row's key as text.
        column: Column name.
        before: Value before, as `RowData.values` gives it.
        after: Value after; None for a cell that was cleared.
    """

    table: str
    sheet: str
    cell: str
    row_key: str
    column: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class PatchResult:
    """What a patch did, or would do.

    Attributes:
        path: The file that holds the result.
        written: False where nothing differs or it was a dry run: the workbook is then untouched. (A differing
            output path still receives a copy, byte for byte.)
        cells: Cells of existing rows that changed; appended rows are not among them.
        rows_added: Table name to number of new rows; tables without any are left out.
    """

    path: Path
    written: bool
    cells: tuple[CellChange, ...]
    rows_added: Mapping[str, int]
