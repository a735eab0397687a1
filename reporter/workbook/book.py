"""A workbook opened for reading or patching: its sheets, its tables, and what their cells refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reporter.model import WorkbookError
from reporter.workbook.markup import children, local_attribute, open_markup
from reporter.workbook.package import Package
from reporter.workbook.sheet import Context, Sheet
from reporter.workbook.strings import read_strings
from reporter.workbook.styles import Styles
from reporter.workbook.tablexml import TablePart, read_table_part


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the workbook: its title, its number in the calculation chain, its part, its tables."""

    title: str
    number: int
    part: str
    tables: tuple[TablePart, ...]


class Book:
    """A workbook.

    Args:
        path: The file.

    Raises:
        WorkbookError: Missing, unreadable, damaged, encrypted or not a workbook.
    """

    def __init__(self, path: Path) -> None:
        self.file = path
        self.package = Package(path)
        self._sheets: dict[str, Sheet] = {}

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the order of their tabs; chart and dialog sheets have no cells and are left out."""
        workbook = self.package.workbook
        parts = {one.id: one.part for one in self.package.relationships(workbook) if one.kind == "worksheet"}
        sheets = []
        for number, one in enumerate(children(self.package.tree(workbook), "sheets", "sheet"), start=1):
            part = parts.get(local_attribute(one, "id") or "")
            if part is not None:
                tables = [self._table(name) for name in self.package.related(part, "table")]
                tables.sort(key=lambda table: (table.area.top, table.area.left))
                sheets.append(SheetPart(one.get("name", ""), int(one.get("sheetId", number)), part, tuple(tables)))
        return tuple(sheets)

    @cached_property
    def tables(self) -> Mapping[str, tuple[SheetPart, TablePart]]:
        """Every table by its name in lower case: Excel's names know no case."""
        return {table.name.casefold(): (sheet, table) for sheet in self.sheets for table in sheet.tables}

    @cached_property
    def date1904(self) -> bool:
        """Whether dates count from 1904."""
        properties = next(children(self.package.tree(self.package.workbook), "workbookPr"), None)
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def styles(self) -> Styles:
        """The cell formats."""
        part = next(iter(self.package.related(self.package.workbook, "styles")), None)
        return Styles(self.package.read(part) if part else None, self.file, part or "")

    @cached_property
    def styles_part(self) -> str | None:
        """Name of the part with the cell formats."""
        return next(iter(self.package.related(self.package.workbook, "styles")), None)

    @cached_property
    def context(self) -> Context:
        """What the values of cells depend on."""
        return Context(self._strings(), self.styles, self.date1904)

    def sheet(self, sheet: SheetPart) -> Sheet:
        """The cells of a worksheet."""
        if sheet.part not in self._sheets:
            markup = open_markup(self.package.read(sheet.part), self.file, sheet.part)
            with naming(self.file):
                self._sheets[sheet.part] = Sheet(markup, sheet.title, self.context)
        return self._sheets[sheet.part]

    def find_table(self, name: str) -> tuple[SheetPart, TablePart]:
        """A table by name; WorkbookError with the nearest name where there is none."""
        found = self.tables.get(name.casefold())
        if found is None:
            names = [table.name for _, table in self.tables.values()]
            if not names:
                raise WorkbookError(
                    f"the workbook has no table at all, and {name} was expected",
                    file=self.file,
                    hint="Check that the file is the right one",
                )
            raise WorkbookError(f"there is no table {name}", file=self.file, hint=nearest(name, names, "table"))
        return found

    def _table(self, part: str) -> TablePart:
        try:
            return read_table_part(self.package.read(part), self.file, part)
        except ValueError:
            raise WorkbookError(
                f"the file is damaged: {part} has no valid range",
                file=self.file,
                hint="Open it in Excel, let Excel repair it and save it, or take a backup",
            ) from None

    def _strings(self) -> Sequence[str]:
        part = next(iter(self.package.related(self.package.workbook, "sharedStrings")), None)
        if part is None:
            return ()
        strings = read_strings(self.package.read(part), self.file, part)
        # They are the largest part of all, and never written.
        self.package.forget(part)
        return strings


class naming:  # noqa: N801 - reads as a verb: `with naming(file)`
    """Adds the file to errors of functions that know only a sheet.

    An attribute that is missing or no number where the format demands one shows as a KeyError or ValueError; that is a
    damaged file and no fault of the program, so it is told as such.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, WorkbookError) and error.file is None:
            error.file = self._file
        if isinstance(error, KeyError | ValueError):
            raise WorkbookError(
                f"the file is damaged: an attribute is missing or has a value that Excel does not write ({error})",
                file=self._file,
                hint="Open it in Excel, let Excel repair it and save it, or take a backup",
            ) from error


def nearest(name: str, names: Iterable[str], what: str) -> str:
    """A hint for a name that was not found: the nearest one, or all there are."""
    from difflib import get_close_matches

    known = list(names)
    folded = {one.casefold(): one for one in known}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {folded[close[0]]}? Rename the {what} back, or use its new name"
    listed = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
    return f"The {what}s there are: {listed}" if known else f"There is no {what} at all"
