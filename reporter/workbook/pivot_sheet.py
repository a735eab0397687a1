"""The sheet `Pivot` of the shipped template: what its PivotTables show, and how a new workbook's are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from reporter.model.tables import REPORTS, State, Status
from reporter.pivots import Block, Filter, Pivot, PivotChart, PivotParts, PivotSheet, Placed, Slicer, make_parts
from reporter.pivots.parts import CACHE_PART, pivot_part
from reporter.workbook.book import Book, SheetPart
from reporter.workbook.canvas import Canvas
from reporter.workbook.cells import Place, cell_xml
from reporter.workbook.data import TableData, Value
from reporter.workbook.ranges import Area, column_letters
from reporter.workbook.save import replace_file

TITLE = "Pivot"
"""Name of the sheet."""

TIMINGS = {"Overdue": "A61B1B", "Due soon": "C77700", "Open": "9DBFE0", "Done": "E6EAEF"}
"""Colour of each timing. From dark to pale: the most urgent is the darkest, in print without colour too."""

STATUSES: dict[str, str] = dict(
    zip(map(str, Status), ("D0D7E0", "9DB8D6", "5F8DBF", "1F4E79", "7C9A86", "EFEFEF"), strict=True)
)
"""Colour of each status, from not begun (pale) to submitted (dark)."""

SLICERS_TOP, CHARTS_TOP, PIVOTS_TOP = 4, 13, 37
_SLICERS_HEIGHT, _CHARTS_HEIGHT = 8, 21

_IN_FORCE = (Filter("State", (State.CURRENT,)),)
_BY_TIMING = {"Timing": tuple(TIMINGS)}

OVERDUE = Pivot(
    "Overdue by owner",
    rows=("Owner",),
    columns=("Timing",),
    value="ID",
    caption="Number of reports",
    filters=_IN_FORCE,
    order=_BY_TIMING,
    chart=PivotChart("Overdue by owner", TIMINGS),
)
LOAD = Pivot(
    "Load by responsible",
    rows=("Responsible",),
    columns=("Timing",),
    value="ID",
    caption="Number of reports",
    filters=_IN_FORCE,
    order=_BY_TIMING,
    chart=PivotChart("Load by responsible", TIMINGS),
)
PROGRESS = Pivot(
    "Status by recipient and year",
    rows=("Recipient", "Year"),
    columns=("Status",),
    value="ID",
    caption="Number of reports",
    filters=_IN_FORCE,
    order={"Status": tuple(Status)},
    chart=PivotChart("Status by recipient and year", STATUSES, horizontal=False),
)

PIVOTS = PivotSheet(
    TITLE,
    REPORTS.name,
    pivots=(
        # A PivotTable must not grow over another one. The number of timings is fixed, people add statuses of their own.
        Placed(OVERDUE, PIVOTS_TOP, 2, Block(CHARTS_TOP, 2, _CHARTS_HEIGHT, 7)),
        Placed(LOAD, PIVOTS_TOP, 10, Block(CHARTS_TOP, 10, _CHARTS_HEIGHT, 7)),
        Placed(PROGRESS, PIVOTS_TOP, 18, Block(CHARTS_TOP, 18, _CHARTS_HEIGHT, 10)),
    ),
    slicers=(
        Slicer("Recipient", Block(SLICERS_TOP, 2, _SLICERS_HEIGHT, 2), columns=2),
        Slicer("Year", Block(SLICERS_TOP, 4, _SLICERS_HEIGHT, 2)),
        Slicer("Timing", Block(SLICERS_TOP, 6, _SLICERS_HEIGHT, 3)),
        Slicer("Owner", Block(SLICERS_TOP, 10, _SLICERS_HEIGHT, 1)),
        Slicer("Status", Block(SLICERS_TOP, 11, _SLICERS_HEIGHT, 3)),
        Slicer("State", Block(SLICERS_TOP, 14, _SLICERS_HEIGHT, 3)),
    ),
)
"""What stands on the sheet."""

_WRITTEN = re.compile(rb"^.*?<(?:pivotCacheDefinition|pivotTableDefinition)\b[^>]*?(?= recordCount=|>)", re.DOTALL)
_LOCATION = re.compile(rb'<location ref="([^"]+)"')


def fill_pivots(path: Path, reports: TableData, rows: Iterable[Mapping[str, Value]]) -> None:
    """Fills the PivotTables of a new workbook, for programs that show workbooks without refreshing them.

    Only those that stand there as the program itself wrote them: where Excel or another program has saved them since,
    or a template has others, nothing is changed.

    Args:
        path: The workbook, which is replaced.
        reports: The table Reports, for its columns.
        rows: All its rows.
    """
    book = Book(path)
    sheet = next((one for one in book.sheets if book.package.related(one.part, "pivotTable")), None)
    if sheet is None or not set(PIVOTS.fields) <= set(reports.columns):
        return
    needed = {*PIVOTS.fields, *(one.pivot.value for one in PIVOTS.pivots)}
    cells = [[row.get(column) if column in needed else None for column in reports.columns] for row in rows]
    if not cells:
        return
    made = make_parts(PIVOTS, sheet.number, reports.columns, cells)
    if sheet.title != PIVOTS.title or not _is_ours(book, made):
        return
    parts: dict[str, bytes | None] = {
        name: content for name, content in made.parts.items() if not name.endswith(".rels")
    }
    parts[sheet.part] = _filled(book, sheet, made)
    replace_file(path, book.package.write(parts))


def _is_ours(book: Book, made: PivotParts) -> bool:
    """Whether the parts are there and begin as they would be written now; every other program begins them otherwise."""
    if any(book.package.name(name) is None for name in made.parts):
        return False
    names = [CACHE_PART, *(pivot_part(number) for number in range(1, len(made.layouts) + 1))]
    return all(_start(book.package.read(name)) == _start(made.parts[name]) for name in names)


def _start(part: bytes) -> bytes:
    found = _WRITTEN.match(part)
    return found[0] if found else b""


def _filled(book: Book, sheet: SheetPart, made: PivotParts) -> bytes:
    """The sheet with the cells of its PivotTables; what an earlier filling left is cleared."""
    canvas = Canvas(book.sheet(sheet))
    for row, column in sorted(made.cells.keys() | _earlier(book, made)):
        address = f"{column_letters(column)}{row}"
        place = Place(book.file, sheet.title, address, made.sheet.source, "")
        style = canvas.style_at(row, column)
        canvas.put(row, column, cell_xml(address, made.cells.get((row, column)), place, style=style))
    return canvas.render()


def _earlier(book: Book, made: PivotParts) -> set[tuple[int, int]]:
    """The cells that the PivotTables fill as they stand in the workbook, without those of their filters."""
    cells = set()
    for number in range(1, len(made.layouts) + 1):
        if found := _LOCATION.search(book.package.read(pivot_part(number))):
            area = Area.of(found[1].decode())
            rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
            cells |= {(row, column) for row in rows for column in columns}
    return cells
