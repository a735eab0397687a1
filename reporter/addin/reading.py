"""The tables of an open workbook, read in one call each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from reporter.model.tables import TABLES
from reporter.workbook import RowData, TableData, Value
from reporter.workbook.memory import as_text
from reporter.workbook.ranges import MAX_ROW, Area, column_letters

if TYPE_CHECKING:
    import xlwings
    from xlwings.main import Table

_BELOW = 20
"""Rows below a table that are read along with it: what was typed there is none of its rows, and is told."""

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of an open workbook.

    Attributes:
        data: As it stands.
        sheet: The sheet it stands on.
        table: The table itself.
        area: Its whole range, with header and totals.
        totals: Whether it has a totals row.
        calculated: Columns that Excel computes; their cells are never written.
    """

    data: TableData
    sheet: xlwings.Sheet
    table: Table
    area: Area
    totals: bool
    calculated: frozenset[str]

    @property
    def rows(self) -> Area:
        """Its data rows; an area of no height where it has none."""
        return self.area._replace(top=self.area.top + 1, bottom=self.area.bottom - self.totals)

    def column(self, name: str) -> int:
        """Number of a column on the sheet, from 1."""
        return self.area.left + self.data.columns.index(name)

    def range(self, area: Area) -> xlwings.Range:
        """Cells of its sheet."""
        return self.sheet.range((area.top, area.left), (area.bottom, area.right))


def read_open_tables(book: xlwings.Book, only: Collection[str] | None = None) -> dict[str, OpenTable]:
    """Every table of an open workbook by its name in lower case, in the order of the sheets.

    Hidden rows, filtered rows and hidden sheets are read like all others. Tables that are not among `only` are left
    out.
    """
    wanted = None if only is None else {name.casefold() for name in only}
    found: dict[str, OpenTable] = {}
    for sheet in book.sheets:
        tables = [table for table in sheet.tables if table.range is not None]
        areas = [Area.of(table.range.address) for table in tables]
        for table, area in zip(tables, areas, strict=True):
            if wanted is not None and table.name.casefold() not in wanted:
                continue
            others = [other for other in areas if other != area]
            one = _read(sheet, table, area, others)
            found[one.data.name.casefold()] = one
    return found


def values_of(cells: xlwings.Range) -> list[list[Value]]:
    """What cells hold, row by row: None for a blank one, an error as its text."""
    values = cells.options(ndim=2, err_to_str=True).value
    return [[_value(value) for value in row] for row in values]


def _read(sheet: xlwings.Sheet, table: Table, area: Area, others: Sequence[Area]) -> OpenTable:
    totals = bool(table.show_totals)
    reach = area._replace(bottom=min(MAX_ROW, area.bottom + (0 if totals else _BELOW)))
    block = values_of(sheet.range((reach.top, reach.left), (reach.bottom, reach.right)))
    height = area.bottom - area.top + 1
    columns = tuple(as_text(name).replace("\r\n", "\n") for name in block[0])
    body = block[1 : height - totals]
    formulas = _formulas(sheet, area, totals, body)
    declared = _declared_formulas(table.name)
    rows = tuple(
        RowData(
            area.top + number,
            dict(zip(columns, values, strict=True)),
            frozenset(columns[index] for index in formulas.get(number, ())) if formulas is not None else declared,
        )
        for number, values in enumerate(body, start=1)
    )
    below = tuple(_below(area, block[height:], others))
    data = TableData(table.name, sheet.name, str(area), columns, rows, below)
    everywhere = [row.formulas for row in rows]
    calculated = frozenset.intersection(*everywhere) if everywhere else frozenset()
    return OpenTable(data, sheet, table, area, totals, declared | calculated)


def _formulas(
    sheet: xlwings.Sheet, area: Area, totals: bool, body: Sequence[Sequence[Value]]
) -> dict[int, list[int]] | None:
    """Row (from 1) to the columns (from 0) whose cells hold a formula; None where the engine cannot tell."""
    if not body:
        return {}
    cells = sheet.range((area.top + 1, area.left), (area.bottom - totals, area.right))
    try:
        texts: Any = cells.formula
    except NotImplementedError:
        # An Excel that is reached through a server sends values only.
        return None
    if isinstance(texts, str):
        texts = ((texts,),)
    return {
        number: [
            index
            for index, (text, value) in enumerate(zip(line, values, strict=True))
            # A text that begins with "=" reads as its own formula.
            if isinstance(text, str) and text.startswith("=") and text != value
        ]
        for number, (line, values) in enumerate(zip(texts, body, strict=True), start=1)
    }


def _declared_formulas(table: str) -> frozenset[str]:
    named = (one for one in TABLES if one.name.casefold() == table.casefold())
    return frozenset(name for one in named for name in one.owned_by("formula"))


def _below(area: Area, block: Sequence[Sequence[Value]], others: Sequence[Area]) -> Iterator[tuple[str, str]]:
    """Address and text of the first cell of each row that was typed right below a table."""
    for number, values in enumerate(block, start=area.bottom + 1):
        row = area._replace(top=number, bottom=number)
        filled = [(index, value) for index, value in enumerate(values) if value is not None]
        if not filled or any(other.meets(row) for other in others):
            return
        text = " ".join(as_text(filled[0][1]).split())
        yield (
            f"{column_letters(area.left + filled[0][0])}{number}",
            text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…",
        )


def _value(value: Any) -> Value:
    """A value as a file gives it: a day without a time is a date, a whole number an int."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    known: Value = value
    return known
