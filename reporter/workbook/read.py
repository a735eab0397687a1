"""Reading every table of a workbook: one pass over each sheet that has one, no other library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reporter.model.tables import TABLES
from reporter.workbook.book import Book, naming
from reporter.workbook.bulk import BulkReader
from reporter.workbook.data import TableData
from reporter.workbook.headers import reaching_down
from reporter.workbook.memory import as_text
from reporter.workbook.ranges import Area
from reporter.workbook.sheet import Sheet
from reporter.workbook.tablexml import TablePart

_SHOWN = 40


class Tables(Mapping[str, TableData]):
    """Tables by name, in the order of the sheets; lookup knows no case, as in Excel."""

    def __init__(self, tables: Iterator[TableData]) -> None:
        self._tables = {table.name: table for table in tables}
        self._folded = {name.casefold(): table for name, table in self._tables.items()}

    def __getitem__(self, name: str) -> TableData:
        return self._folded[name.casefold()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def read_tables(path: Path | str) -> Mapping[str, TableData]:
    """Every table of a workbook, by name.

    Args:
        path: Any .xlsx or .xlsm workbook; it may be open in Excel, and is read as last saved.

    Returns:
        Tables in the order of the sheets; lookup by name knows no case. Empty for a workbook without tables.

    Raises:
        WorkbookError: Missing, unreadable, damaged, encrypted or not a workbook.
    """
    book = Book(Path(path))
    if (latest := _latest.get(path)) and latest.book.package.data == book.package.data:
        return latest.tables
    _latest.forget()
    with naming(book.file):
        tables = Tables(
            table_data(book.sheet(sheet), table, [one.area for one in sheet.tables if one.part != table.part])
            for sheet in book.sheets
            for table in sheet.tables
        )
    _latest.keep(path, _Opened(book, tables))
    return tables


def read_table(path: Path | str, name: str) -> TableData:
    """One table of a workbook; the others are not looked at.

    Raises:
        WorkbookError: As `read_tables`, or there is no table of that name; the nearest one is told.
    """
    if (latest := _latest.get(path)) and name in latest.tables and latest.book.package.data == Path(path).read_bytes():
        return latest.tables[name]
    book = Book(Path(path))
    sheet, table = book.find_table(name)
    with naming(book.file):
        return table_data(book.sheet(sheet), table, [one.area for one in sheet.tables if one.part != table.part])


def take_book(path: Path | str) -> Book:
    """The workbook, to be changed: the one that `read_tables` opened last, where the file still holds the same bytes.

    Raises:
        WorkbookError: As `read_tables`.
    """
    book = Book(Path(path))
    latest = _latest.get(path)
    _latest.forget()
    return latest.book if latest and latest.book.package.data == book.package.data else book


@dataclass(frozen=True, slots=True)
class _Opened:
    book: Book
    tables: Tables


class _Latest:
    """The workbook that was read last: one run asks for the same file several times, and finds it as it was."""

    def __init__(self) -> None:
        self._opened: dict[str, _Opened] = {}

    def get(self, path: Path | str) -> _Opened | None:
        return self._opened.get(str(path))

    def keep(self, path: Path | str, opened: _Opened) -> None:
        self._opened = {str(path): opened}

    def forget(self) -> None:
        self._opened = {}


_latest = _Latest()


def table_data(sheet: Sheet, table: TablePart, others: Sequence[Area] = ()) -> TableData:
    """One table of a sheet; `others` are the ranges of the sheet's other tables."""
    reader, below = BulkReader(sheet, table), tuple(_below(sheet, table, others))
    return TableData(table.name, sheet.title, str(table.area), reader.columns, tuple(reader.rows()), below)


def outside(tables: Iterable[TableData]) -> Iterator[tuple[TableData, str, str, str]]:
    """Rows typed right below our tables: the table, the cell, what was found, and the step that mends it."""
    ours = {table.name.casefold() for table in TABLES}
    for table in tables:
        for address, text in table.below if table.name.casefold() in ours else ():
            found = f'"{text}" is outside the table; nobody reads what stands there'
            yield table, address, found, "Drag the table's lower right corner down to it, or move it elsewhere"


def _below(sheet: Sheet, table: TablePart, others: Sequence[Area]) -> Iterator[tuple[str, str]]:
    """What `reaching_down` takes for rows of the table, the first cell of each."""
    reached = reaching_down(sheet, table, others).area.bottom
    for number in range(table.area.bottom + 1, reached + 1):
        cell = next(iter(sheet.used_cells(table.area._replace(top=number, bottom=number))))
        text = " ".join(as_text(sheet.value(cell)).split())
        yield cell.address, text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
