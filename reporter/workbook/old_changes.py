"""Moves the oldest entries of a long diary out of the workbook, so that it opens fast after years of use."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from reporter.model import WorkbookError
from reporter.model.tables import CHANGES
from reporter.workbook.book import Book, SheetPart, naming
from reporter.workbook.data import RowData
from reporter.workbook.formulas import all_formulas, defined_names, references
from reporter.workbook.markup import Edit, attributes, set_attribute, splice
from reporter.workbook.memory import as_text
from reporter.workbook.ranges import MAX_COLUMN, MAX_ROW, Area, Growth
from reporter.workbook.read import table_data
from reporter.workbook.save import HOUSEKEEPING, replace_file
from reporter.workbook.sheet import Sheet
from reporter.workbook.tablexml import TablePart, grow_table_part

LONGEST = 20_000
"""Entries that a diary may have before its older half is moved."""

FILE_NAME = "changes.csv"
"""Where they go, in the folder of the backups; the workbook's name stands before it."""

_IN_THE_WAY = ("mergeCells", "hyperlinks", "drawing", "legacyDrawing", "oleObjects", "controls")
"""What is tied to rows of a sheet by their numbers, and would then lie beside what it belongs to."""

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_NUMBER = re.compile(rb"(\sr\s*=\s*[\"'])\d+")
_ADDRESS = re.compile(rb"(<(?:[\w.-]+:)?c(?=\s)[^>]*?\sr\s*=\s*[\"'][A-Z]+)\d+")


def shorten_diary(path: Path, longest: int = LONGEST) -> int:
    """Moves the older half of Changes to `.reporter/<name>-changes.csv` where it has become too long.

    The entries are in the file before they leave the workbook, and only once, even if a run is killed between the two.
    A diary that stands among other things on its sheet, or with formulas in it, stays as it is.

    Args:
        path: The workbook, which the caller holds.
        longest: Entries that may stay.

    Returns:
        How many entries were moved.

    Raises:
        WorkbookError: A file cannot be written; the workbook is then as it was.
    """
    book = Book(path)
    if CHANGES.name.casefold() not in book.tables:
        return 0
    part, table = book.find_table(CHANGES.name)
    rows = table.data.bottom - table.data.top + 1
    if rows <= longest:
        return 0
    with naming(path):
        sheet = book.sheet(part)
        if not _stands_alone(book, part, table, sheet):
            return 0
        moved = rows - longest // 2
        found = table_data(sheet, table, [])
        _keep(path, found.columns, found.rows[:moved])
        replacements: dict[str, bytes | None] = {
            part.part: _without_rows(sheet, table.data, moved),
            table.part: grow_table_part(book.package.read(table.part), path, table, Growth(table.data, -moved, False)),
        }
    replace_file(path, book.package.write(replacements))
    return moved


def _stands_alone(book: Book, part: SheetPart, table: TablePart, sheet: Sheet) -> bool:
    """Whether nothing would be lost, misplaced or pointed at astray when rows of the table go."""
    rows = Area(1, table.data.top, MAX_COLUMN, MAX_ROW)
    return (
        len(part.tables) == 1
        and not table.totals
        and not any(sheet.markup.node(name, sheet.body.end) for name in _IN_THE_WAY)
        and b"<![CDATA[" not in sheet.markup.data
        and not _FORMULA.search(sheet.markup.mask, sheet.body.content, sheet.body.end)
        and all(table.data.holds(cell.row, cell.column) for cell in sheet.used_cells(rows))
        and not any(area.bottom < MAX_ROW and area.meets(rows) for area in _pointed_at(book, part))
    )


def _pointed_at(book: Book, part: SheetPart) -> Iterator[Area]:
    """Cells of the sheet that formulas and names anywhere in the workbook refer to by address."""
    formulas = [
        *((one.title, text) for one, text in all_formulas(book)),
        *(("", text) for _, text in defined_names(book)),
    ]
    for title, text in formulas:
        yield from (area for sheet, area in references(text, title) if sheet.casefold() == part.title.casefold())


def _without_rows(sheet: Sheet, data: Area, moved: int) -> bytes:
    """The sheet without the first data rows of its table; those below move up."""
    markup = sheet.markup
    edits: list[Edit] = []
    for number, span in sheet.rows.items():
        if number < data.top:
            continue
        if number < data.top + moved:
            edits.append(Edit(span.start, span.end, b""))
        else:
            edits.append(Edit(span.start, span.end, _renumbered(markup.data[span.start : span.end], number, moved)))
    if node := markup.node("dimension", 0, sheet.body.start):
        tag = markup.tag(node)
        area = Area.of(attributes(tag).get("ref", "A1"))
        shorter = area._replace(bottom=max(area.bottom - moved, area.top))
        edits.append(Edit(node.start, node.content, set_attribute(tag, "ref", str(shorter))))
    return splice(markup.data, edits)


def _renumbered(row: bytes, number: int, moved: int) -> bytes:
    """A row element with its number, and the addresses of its cells, lessened."""
    new = str(number - moved).encode()
    end = row.index(b">") + 1
    tag = _NUMBER.sub(rb"\g<1>" + new, row[:end], count=1)
    return tag + _ADDRESS.sub(rb"\g<1>" + new, row[end:])


def _keep(path: Path, columns: Sequence[str], rows: Sequence[RowData]) -> None:
    """Adds entries to the file of old ones, apart from those that a broken-off run put there already."""
    folder = path.parent / HOUSEKEEPING
    target = folder / f"{path.stem}-{FILE_NAME}"
    lines = [[_no_formula(as_text(row.values[name])) for name in columns] for row in rows]
    try:
        folder.mkdir(exist_ok=True)
        before = target.read_bytes().decode("utf-8-sig") if target.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise WorkbookError(
            "the file of old changes cannot be read, and Changes has become too long for the workbook",
            file=target,
            hint="Rename that file, and run again",
        ) from error
    there = list(csv.reader(io.StringIO(before, newline="")))
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    if not there:
        out.writerow(columns)
    out.writerows(lines[_overlap(there, lines) :])
    replace_file(target, f"\ufeff{before}{text.getvalue()}".encode("utf-8", "surrogatepass"))


def _no_formula(text: str) -> str:
    """The text in such a way that Excel, which opens such files, does not take it for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _overlap(there: Sequence[Sequence[str]], lines: Sequence[Sequence[str]]) -> int:
    """How many of the lines, from the first, are the last of those that are there."""
    for number in range(min(len(there), len(lines)), 0, -1):
        if there[-1] == lines[number - 1] and list(there[-number:]) == list(lines[:number]):
            return number
    return 0
