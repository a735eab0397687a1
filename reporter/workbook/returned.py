"""A file that somebody sent back: what it holds, where it came from, and what was sent in it."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reporter.model import UsageError, WorkbookError
from reporter.model.tables import ACTIONS, MEETINGS, MEMORY, OBLIGATIONS, REPORTS, RESOLUTIONS, Table
from reporter.workbook.book import Book, SheetPart, naming
from reporter.workbook.data import TableData
from reporter.workbook.headers import reaching_down, tables_by_header
from reporter.workbook.parts import Origin, digest_of, read_origin, read_sent
from reporter.workbook.read import table_data
from reporter.workbook.tablexml import TablePart

COLLECTED: tuple[Table, ...] = (REPORTS, OBLIGATIONS, ACTIONS, RESOLUTIONS, MEETINGS)
"""Tables whose cells are collected."""

_SUFFIXES = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that was sent back.

    Attributes:
        file: The file.
        digest: By which the very same file is recognised.
        origin: Where it comes from; None where its hidden sheet is lost, or it never was a part.
        sent: Table to row key to column to the mark of the value that was sent; empty without `origin`.
        tables: Those of `COLLECTED` that it has, by their declared names.
    """

    file: Path
    digest: str
    origin: Origin | None
    sent: Mapping[str, Mapping[str, Mapping[str, str]]]
    tables: Mapping[str, TableData]

    @property
    def part(self) -> str:
        """ID of the part; of a file that does not know it, one made of its name."""
        return self.origin.id if self.origin else f"file {self.file.name}"

    @property
    def who(self) -> str:
        """Who sent it, as far as known, and in which file."""
        return f"{self.origin.value} ({self.file.name})" if self.origin else self.file.name


def read_returned(path: Path) -> Returned:
    """Reads a file that was sent back.

    Tables are found by their names, and in a file that has lost them by their headers; sheets may have any title.

    Raises:
        WorkbookError: Missing, unreadable, not a workbook, or without any table of ours.
    """
    book = Book(path)
    with naming(path):
        places = _places(book)
        found = {name: table_data(book.sheet(sheet), part) for name, (sheet, part) in places.items()}
    memory = found.pop(MEMORY.name, None)
    if REPORTS.name not in found:
        raise WorkbookError(
            "this holds no table Reports, and none of its sheets has that table's headers",
            file=path,
            hint="Check that it is a part that was sent out; if headers were changed, name them as they were",
        )
    origin = read_origin(memory)
    sent = read_sent(memory) if origin else {}
    tables = {name: replace(table, name=name) for name, table in found.items()}
    return Returned(path, digest_of(book.package.data), origin, sent, tables)


def find_returned(sources: Iterable[Path | str]) -> list[Path]:
    """The files that are meant: a file itself, the workbooks of a folder, what a pattern finds; each once.

    Files that Excel keeps while a workbook is open (`~$…`) are left out of folders and patterns.

    Raises:
        UsageError: A folder or a pattern holds no workbook.
    """
    files: dict[Path, Path] = {}
    for source in map(Path, sources):
        if source.is_dir():
            found = [one for one in sorted(source.iterdir()) if one.suffix.casefold() in _SUFFIXES]
        elif not source.exists() and any(mark in str(source) for mark in "*?["):
            found = [Path(one) for one in sorted(glob.glob(str(source), recursive=True))]  # noqa: PTH207 - an absolute pattern, too
        else:
            files.setdefault(source.resolve(), source)
            continue
        found = [one for one in found if one.is_file() and not one.name.startswith(("~$", "."))]
        if not found:
            raise UsageError("there is no workbook here", file=source, hint="Name the files or their folder")
        for one in found:
            files.setdefault(one.resolve(), one)
    return list(files.values())


def _places(book: Book) -> dict[str, tuple[SheetPart, TablePart]]:
    """Our tables, with the sheet they stand on."""
    places: dict[str, tuple[SheetPart, TablePart]] = {}
    missing = []
    for declared in (*COLLECTED, MEMORY):
        if declared.name.casefold() in book.tables:
            sheet, table = book.tables[declared.name.casefold()]
            others = [one.area for one in sheet.tables if one.part != table.part]
            places[declared.name] = sheet, reaching_down(book.sheet(sheet), table, others)
        else:
            missing.append(declared)
    if missing:
        taken = {sheet.part for sheet, _ in places.values()}
        by_header = tables_by_header(book, missing)
        places |= {name: place for name, place in by_header.items() if place[0].part not in taken}
    return places
