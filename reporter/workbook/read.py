"""Reading every table of a workbook: one pass over each sheet that has one, no other library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reporter.workbook.book import Book, naming
from reporter.workbook.bulk import BulkReader
from reporter.workbook.data import TableData
from reporter.workbook.sheet import Sheet
from reporter.workbook.tablexml import TablePart


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
    with naming(book.file):
        return Tables(table_data(book.sheet(sheet), table) for sheet in book.sheets for table in sheet.tables)


def table_data(sheet: Sheet, table: TablePart) -> TableData:
    """One table of a sheet."""
    reader = BulkReader(sheet, table)
    return TableData(table.name, sheet.title, str(table.area), reader.columns, tuple(reader.rows()))
