"""Finds our tables by their headers, in files that went through programs which know no tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter.model.tables import Table
from reporter.workbook.book import Book, SheetPart
from reporter.workbook.memory import as_text
from reporter.workbook.ranges import Area
from reporter.workbook.sheet import Sheet
from reporter.workbook.tablexml import TableColumn, TablePart
from reporter.workbook.working import folded

DEEPEST = 20
"""Rows of a sheet among which a header is looked for."""

ENOUGH = 0.6
"""Share of a table's columns that a row must name to be its header."""


def tables_by_header(book: Book, wanted: Sequence[Table]) -> dict[str, tuple[SheetPart, TablePart]]:
    """Declared tables by name, with the sheet they stand on and their place there.

    A row is the header of the table whose columns it names best; a table without a row that names most of its columns,
    the key among them, is not found.
    """
    best: dict[str, tuple[float, SheetPart, TablePart]] = {}
    for sheet in book.sheets:
        cells = book.sheet(sheet)
        for number, names in _lines(cells):
            share, table = max(((_share(one, names), one) for one in wanted), key=lambda found: found[0])
            if share >= ENOUGH and share > best.get(table.name, (0.0,))[0]:
                best[table.name] = share, sheet, _as_table(table, cells, number, names)
    return {name: (sheet, part) for name, (_, sheet, part) in best.items()}


def reaching_down(sheet: Sheet, table: TablePart, others: Sequence[Area]) -> TablePart:
    """The table with the rows that were typed right below it: not every program draws a table out to them."""
    if table.totals:
        return table
    area = table.area
    while True:
        row = area._replace(top=area.bottom + 1, bottom=area.bottom + 1)
        if any(other.meets(row) for other in others) or not any(sheet.used_cells(row)):
            return TablePart(table.part, table.name, area, table.columns, table.headers, table.totals)
        area = area._replace(bottom=row.bottom)


def _lines(cells: Sheet) -> Iterator[tuple[int, dict[int, str]]]:
    """The first rows that hold texts: number, and column to text."""
    for number in cells.row_numbers:
        if number > DEEPEST:
            return
        values = ((cell.column, cells.value(cell)) for cell in cells.cells(cells.rows[number]))
        names = {column: value for column, value in values if isinstance(value, str) and value.strip()}
        if names:
            yield number, names


def _share(table: Table, names: dict[int, str]) -> float:
    there = {folded(name) for name in names.values()}
    if folded(table.key or "") not in there:
        return 0.0
    return sum(folded(column.name) in there for column in table) / len(table.columns)


def _as_table(table: Table, cells: Sheet, header: int, names: dict[int, str]) -> TablePart:
    declared = {folded(column.name): column.name for column in table}
    left, right = min(names), max(names)
    columns: list[TableColumn] = []
    taken: set[str] = set()
    for column in range(left, right + 1):
        text = as_text(names.get(column, ""))
        name = declared.get(folded(text), text) or f"Column {column}"
        while name in taken:
            name += " again"
        taken.add(name)
        columns.append(TableColumn(name))
    last = max(cells.row_numbers[-1], header)
    return TablePart("", table.name, Area(left, header, right, last), tuple(columns), 1, 0)
