"""Reading a table column by column, for who wants all of its values and nothing else.

python-calamine reads the cells several times as fast as Python can. It tells nothing of formulas and loses what an
error cell says, so it is asked only where a file holds nothing that it reads otherwise than `read_tables` does.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from reporter.workbook.book import Book, SheetPart, naming
from reporter.workbook.data import Value
from reporter.workbook.read import table_data
from reporter.workbook.tablexml import TablePart

Columns = Mapping[str, Sequence[Value]]
"""Column name to the values of its data rows, from top to bottom; as in `RowData.values`."""

_READ_OTHERWISE = re.compile(rb"""=\s*["'][de]["']""")
"""The type of a cell in an error, or with a date spelled out."""
_SURE_DAYS_FROM = date(1900, 3, 1)
"""The first day that all programs count alike: before it lies the 29 February that never was."""


class ColumnReader:
    """The tables of a workbook as it is now; each is read when it is asked for.

    Args:
        path: Any .xlsx or .xlsm workbook.

    Raises:
        WorkbookError: Missing, unreadable, damaged, encrypted or not a workbook.
    """

    def __init__(self, path: Path) -> None:
        self._book = Book(path)
        with naming(path):
            self._tables = dict(self._book.tables)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tables, in the order of the sheets."""
        return tuple(table.name for _, table in self._tables.values())

    def columns(self, name: str) -> Columns:
        """A table; KeyError where the workbook has none of that name. Capitals do not matter.

        Raises:
            WorkbookError: The table's sheet is damaged.
        """
        sheet, table = self._tables[name.casefold()]
        return self._quickly(sheet, table) or self._cell_by_cell(sheet, table)

    def _cell_by_cell(self, sheet: SheetPart, table: TablePart) -> Columns:
        with naming(self._book.file):
            data = table_data(self._book.sheet(sheet), table)
        return {name: [row.values[name] for row in data.rows] for name in data.columns}

    def _quickly(self, sheet: SheetPart, table: TablePart) -> Columns | None:
        """The columns by python-calamine; None where it might read something in another way."""
        import python_calamine

        data = self._book.package.read(sheet.part)
        if self._book.date1904 or _READ_OTHERWISE.search(data):
            return None
        try:
            workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(self._book.package.data))
            rows = workbook.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        except python_calamine.CalamineError:
            return None
        area = table.data
        height = area.bottom - area.top + 1
        blank = ("",) * height
        lines = rows[area.top - 1 : area.bottom]
        # Rows and columns behind the last cell of the sheet do not come.
        below = ("",) * (height - len(lines))
        cells: list[tuple[Any, ...]] = [(*column, *below) for column in zip(*lines, strict=True)]
        found: dict[str, Sequence[Value]] = {}
        for place, column in enumerate(table.columns, area.left - 1):
            values = _values(cells[place] if place < len(cells) else blank)
            if values is None:
                return None
            found[column.name] = values
        return found


def _values(cells: Sequence[Any]) -> list[Value] | None:
    """The cells as `RowData` holds them; None where one is of a kind that programs do not read alike."""
    kinds = set(map(type, cells))
    if kinds & {time, timedelta}:
        return None
    if kinds & {date, datetime} and any(day < _SURE_DAYS_FROM for day in _days(cells)):
        return None
    if float in kinds:
        return [_number(cell) if type(cell) is float else None if cell == "" else cell for cell in cells]
    return [None if cell == "" else cell for cell in cells]


def _days(cells: Sequence[Any]) -> Iterator[date]:
    return (cell.date() if isinstance(cell, datetime) else cell for cell in cells if isinstance(cell, date))


def _number(cell: float) -> int | float:
    return int(cell) if cell.is_integer() else cell
