"""A new workbook with one PivotTable: the table on a sheet of its own, and what is to be seen of it on another."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from reporter.model import UsageError
from reporter.pivots import Block, Pivot, PivotParts, PivotSheet, Placed, Slicer, Value, make_parts
from reporter.pivots.layout import Layout, NumberKind
from reporter.pivots.markup import MAIN, RELATIONSHIPS, cell_name, counted, document, element
from reporter.pivots.parts import relationships
from reporter.workbook.cells import Place, cell_xml
from reporter.workbook.save import ensure_free, replace_file

PIVOT_SHEET = "Pivot"
DATA_SHEET = "Data"

_PIVOT_ID, _DATA_ID = 1, 2
_TABLE_PART = "xl/tables/table1.xml"

_PLAIN, _DAY, _MOMENT, _TITLE, _DECIMAL = range(5)
"""Cell formats of the workbook."""

_LABEL_WIDTH, _NUMBER_WIDTH, _WIDEST = 22, 13, 48
"""Widths of columns, in characters."""

_BELOW_TITLE = 3
_CHART_HEIGHT, _CHART_WIDTH = 20, 8
_SLICER_HEIGHT = 10
_MOST_SLICERS = 4

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_pivot(
    path: Path | str, headers: Sequence[str], rows: Iterable[Sequence[Value]], pivot: Pivot, *, source: str = DATA_SHEET
) -> None:
    """Writes a new workbook with a PivotTable over some rows, which lie in it as a table.

    The cells of the PivotTable are filled, so that programs that do not refresh show the right numbers; Excel
    refreshes it whenever the workbook is opened. The same input gives the same bytes.

    Args:
        path: The file, which is replaced if it is there.
        headers: Of all columns of the table, each different from the others without regard to case.
        rows: A value for each header. They stay as they are: what filters leave out is in the table all the same.
        pivot: What is shown, by headers spelt as in `headers`. A chart gets its place beside it.
        source: Name that the table gets.

    Raises:
        UsageError: The PivotTable names a column that the table lacks, or two columns have one name.
        WorkbookError: A value does not fit into a cell, or the file is open elsewhere or cannot be written.
    """
    target = Path(path)
    _check(target, headers, pivot)
    data = pivot_workbook(target, headers, list(rows), pivot, source)
    ensure_free(target)
    replace_file(target, data)


def pivot_workbook(
    path: Path, headers: Sequence[str], rows: Sequence[Sequence[Value]], pivot: Pivot, source: str
) -> bytes:
    """The workbook's bytes; `path` is only named in messages."""
    made = make_parts(_sheet(pivot, source), _PIVOT_ID, headers, rows)
    parts = {
        "[Content_Types].xml": _content_types(made),
        "_rels/.rels": relationships([("rId1", f"{RELATIONSHIPS}/officeDocument", "/xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(made),
        "xl/_rels/workbook.xml.rels": relationships([*_sheets(), *made.workbook_relationships]),
        "xl/styles.xml": document(_STYLES),
        "xl/worksheets/sheet1.xml": _pivot_sheet(path, made),
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(made.sheet_relationships),
        "xl/worksheets/sheet2.xml": _data_sheet(path, headers, rows, source),
        "xl/worksheets/_rels/sheet2.xml.rels": relationships([("rId1", f"{RELATIONSHIPS}/table", f"/{_TABLE_PART}")]),
        _TABLE_PART: _table(headers, max(len(rows), 1), source),
        **made.parts,
    }
    return _zipped(parts)


def _check(path: Path, headers: Sequence[str], pivot: Pivot) -> None:
    folded = [header.casefold() for header in headers]
    twice = next((header for header in headers if folded.count(header.casefold()) > 1 or not header), None)
    if twice is not None:
        raise UsageError(
            f'a table cannot have two columns "{twice}"' if twice else "a column of the table has no name",
            file=path,
            hint="Give each column a name of its own",
        )
    named = (*pivot.axes, *(one.column for one in pivot.measures))
    lacking = next((one for one in named if one not in headers), None)
    if lacking is not None:
        raise UsageError(f'there is no column "{lacking}"', file=path, hint=f"There are {', '.join(headers)}")


def _sheet(pivot: Pivot, source: str) -> PivotSheet:
    """The PivotTable, below its slicers and its chart."""
    sliced = dict.fromkeys((*(one.column for one in pivot.filters), *pivot.rows, *pivot.columns))
    slicers, column = [], 1
    for header in list(sliced)[:_MOST_SLICERS]:
        # A column of labels is as wide as two columns of numbers.
        width = 1 if column <= len(pivot.rows) else 2
        slicers.append(Slicer(header, Block(_BELOW_TITLE, column, _SLICER_HEIGHT, width)))
        column += width
    chart = Block(_BELOW_TITLE, column + 1, _CHART_HEIGHT, _CHART_WIDTH) if pivot.chart else None
    top = _BELOW_TITLE + (_CHART_HEIGHT if chart else _SLICER_HEIGHT) + 1
    return PivotSheet(PIVOT_SHEET, source, (Placed(pivot, top, 1, chart),), tuple(slicers))


def _content_types(made: PivotParts) -> bytes:
    types = {
        "xl/workbook.xml": f"{_SHEET}.sheet.main+xml",
        "xl/styles.xml": f"{_SHEET}.styles+xml",
        "xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet+xml",
        "xl/worksheets/sheet2.xml": f"{_SHEET}.worksheet+xml",
        _TABLE_PART: f"{_SHEET}.table+xml",
        **made.content_types,
    }
    related = "application/vnd.openxmlformats-package.relationships+xml"
    return document(
        element(
            "Types",
            {"xmlns": "http://schemas.openxmlformats.org/package/2006/content-types"},
            element("Default", {"Extension": "rels", "ContentType": related}),
            element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
            *(element("Override", {"PartName": f"/{name}", "ContentType": kind}) for name, kind in types.items()),
        )
    )


def _sheets() -> list[tuple[str, str, str]]:
    return [
        ("rId1", f"{RELATIONSHIPS}/worksheet", "/xl/worksheets/sheet1.xml"),
        ("rId2", f"{RELATIONSHIPS}/worksheet", "/xl/worksheets/sheet2.xml"),
        ("rId3", f"{RELATIONSHIPS}/styles", "/xl/styles.xml"),
    ]


def _workbook(made: PivotParts) -> bytes:
    sheets = [
        element("sheet", {"name": PIVOT_SHEET, "sheetId": _PIVOT_ID, "r:id": "rId1"}),
        element("sheet", {"name": DATA_SHEET, "sheetId": _DATA_ID, "r:id": "rId2"}),
    ]
    names = [element("definedName", {"name": name}, "#N/A") for name in made.defined_names]
    return document(
        element(
            "workbook",
            {"xmlns": MAIN, "xmlns:r": RELATIONSHIPS},
            element("sheets", {}, *sheets),
            element("definedNames", {}, *names) if names else "",
            element("calcPr", {"calcId": 191029}),
            made.workbook_end,
        )
    )


def _pivot_sheet(path: Path, made: PivotParts) -> bytes:
    (layout,) = made.layouts
    title = (1, 1)
    cells: dict[tuple[int, int], Value] = {title: layout.pivot.name, **made.cells}
    shown: dict[NumberKind, int] = {"plain": _PLAIN, "decimal": _DECIMAL, "day": _DAY}
    styles = {title: _TITLE, **{place: shown[kind] for place, kind in layout.number_kinds.items()}}
    return _worksheet(
        element(
            "sheetViews", {}, element("sheetView", {"showGridLines": False, "tabSelected": True, "workbookViewId": 0})
        ),
        element("sheetFormatPr", {"defaultRowHeight": 15}),
        _columns(_pivot_widths(made, layout)),
        _rows(path, PIVOT_SHEET, cells, styles),
        element("pageMargins", {"left": 0.4, "right": 0.4, "top": 0.75, "bottom": 0.75, "header": 0.3, "footer": 0.3}),
        element("pageSetup", {"paperSize": 9, "orientation": "landscape", "fitToHeight": 0}),
        made.sheet_end,
        fit=True,
    )


def _pivot_widths(made: PivotParts, layout: Layout) -> Iterator[tuple[int, int, float]]:
    """Widths for the longest text of each column, and for the slicers and the chart that stand on more columns."""
    longest: dict[int, int] = {}
    for (_, column), shown in made.cells.items():
        if isinstance(shown, str):
            longest[column] = max(longest.get(column, 0), len(shown))
    last = max([layout.right, *(one.place.column + one.place.width for one in made.sheet.slicers)]) + _CHART_WIDTH
    for column in range(layout.left, last + 1):
        least = _LABEL_WIDTH if column < layout.first_data_column else _NUMBER_WIDTH
        yield column, column, min(max(least, longest.get(column, 0) + 2), _WIDEST)


def _data_sheet(path: Path, headers: Sequence[str], rows: Sequence[Sequence[Value]], source: str) -> bytes:
    table = [tuple(headers), *rows]
    cells = {(number, place): value for number, row in enumerate(table, 1) for place, value in enumerate(row, 1)}
    styles = {place: _format(value) for place, value in cells.items()}
    widths = [(place, place, _width(table, place - 1)) for place in range(1, len(headers) + 1)]
    pane = element("pane", {"ySplit": 1, "topLeftCell": "A2", "activePane": "bottomLeft", "state": "frozen"})
    return _worksheet(
        element("sheetViews", {}, element("sheetView", {"workbookViewId": 0}, pane)),
        element("sheetFormatPr", {"defaultRowHeight": 15}),
        _columns(widths),
        _rows(path, source, cells, styles),
        element("pageMargins", {"left": 0.4, "right": 0.4, "top": 0.75, "bottom": 0.75, "header": 0.3, "footer": 0.3}),
        element("pageSetup", {"paperSize": 9, "orientation": "landscape", "fitToHeight": 0}),
        counted("tableParts", [element("tablePart", {"r:id": "rId1"})]),
        fit=True,
    )


def _worksheet(*content: str, fit: bool) -> bytes:
    page = element("sheetPr", {}, element("pageSetUpPr", {"fitToPage": fit}))
    return document(element("worksheet", {"xmlns": MAIN, "xmlns:r": RELATIONSHIPS}, page, *content))


def _columns(widths: Iterable[tuple[int, int, float]]) -> str:
    return element(
        "cols",
        {},
        *(
            element("col", {"min": first, "max": last, "width": width, "customWidth": True})
            for first, last, width in widths
        ),
    )


def _rows(path: Path, sheet: str, cells: dict[tuple[int, int], Value], styles: dict[tuple[int, int], int]) -> str:
    lines: dict[int, list[str]] = {}
    for (row, column), value in sorted(cells.items(), key=lambda one: one[0]):
        address = cell_name(row, column)
        place = Place(path, sheet, address, sheet, "")
        written = cell_xml(address, _yes_or_no(value), place, style=styles.get((row, column), _PLAIN))
        lines.setdefault(row, []).append(written.decode())
    return element("sheetData", {}, *(element("row", {"r": row}, *line) for row, line in lines.items()))


def _yes_or_no(value: Value) -> Value:
    """Truth as the tables of a workbook tell it."""
    return ("Yes" if value else "No") if isinstance(value, bool) else value


def _format(value: Value) -> int:
    if isinstance(value, datetime):
        return _MOMENT
    return _DAY if isinstance(value, date) else _PLAIN


def _width(table: Sequence[Sequence[Value]], place: int) -> float:
    """Characters that most of the first rows need."""
    return min(max(len(str(row[place] if row[place] is not None else "")) for row in table[:100]) + 3, _WIDEST)


def _table(headers: Sequence[str], rows: int, source: str) -> bytes:
    area = f"A1:{cell_name(rows + 1, len(headers))}"
    columns = [element("tableColumn", {"id": number, "name": name}) for number, name in enumerate(headers, 1)]
    return document(
        element(
            "table",
            {"xmlns": MAIN, "id": 1, "name": source, "displayName": source, "ref": area, "totalsRowShown": False},
            element("autoFilter", {"ref": area}),
            counted("tableColumns", columns),
            element("tableStyleInfo", {"name": "TableStyleLight9", "showRowStripes": False}),
        )
    )


def _zipped(parts: dict[str, bytes]) -> bytes:
    """The parts as a file; entries carry a fixed time, so that the same parts give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content)
    return packed.getvalue()


def _styles() -> Iterator[str]:
    yield counted("numFmts", [element("numFmt", {"numFmtId": n, "formatCode": code}) for n, code in _CODES.items()])
    yield counted("fonts", [_font(11, bold=False), _font(16, bold=True)])
    yield counted("fills", [_fill("none"), _fill("gray125")])
    yield counted("borders", [element("border", {}, "<left/><right/><top/><bottom/><diagonal/>")])
    yield counted("cellStyleXfs", [element("xf", {"numFmtId": 0, "fontId": 0, "fillId": 0, "borderId": 0})])
    yield counted(
        "cellXfs", [_cell_format(0), _cell_format(164), _cell_format(165), _cell_format(0, 1), _cell_format(2)]
    )
    yield counted("cellStyles", [element("cellStyle", {"name": "Normal", "xfId": 0, "builtinId": 0})])


def _font(size: int, *, bold: bool) -> str:
    return element(
        "font", {}, "<b/>" if bold else "", element("sz", {"val": size}), element("name", {"val": "Calibri"})
    )


def _fill(pattern: str) -> str:
    return element("fill", {}, element("patternFill", {"patternType": pattern}))


def _cell_format(number_format: int, font: int = 0) -> str:
    return element(
        "xf",
        {
            "numFmtId": number_format,
            "fontId": font,
            "fillId": 0,
            "borderId": 0,
            "xfId": 0,
            "applyNumberFormat": True if number_format else None,
            "applyFont": True if font else None,
        },
    )


_CODES = {164: "yyyy\\-mm\\-dd", 165: "yyyy\\-mm\\-dd hh:mm"}
_STYLES = element("styleSheet", {"xmlns": MAIN}, *_styles())
