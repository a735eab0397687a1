"""The sheet with native PivotTables: openpyxl makes the sheet, and what it cannot write is put into the package."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import look
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from table_sheets import set_up_page

from reporter.model.tables import REPORTS
from reporter.pivots import PivotParts, make_parts
from reporter.pivots.markup import MAIN, RELATIONSHIPS
from reporter.pivots.parts import relationships
from reporter.workbook.pivot_sheet import PIVOTS, PIVOTS_TOP, SLICERS_TOP, TITLE

ADVICE = (
    "PivotTables on the table Reports, refreshed when Excel opens the workbook (at any time: Data, Refresh All). "
    "Click into one and drag fields to ask something else; the buttons filter all three."
)
LABEL_WIDTHS = {2: 24, 10: 44, 18: 27, 19: 8}
"""Widths of the columns with labels, in characters; the others hold numbers."""

NUMBER_WIDTH, STATUS_WIDTH = 10.5, 13
FIRST_STATUS = 20
GAPS = (1, 9, 17)
GAP_WIDTH = 2
LAST_COLUMN = 27

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_S = f"{{{MAIN}}}"


def add_pivot_sheet(workbook: Workbook) -> Worksheet:
    """Adds the sheet `Pivot` with its cells; `with_pivots` adds the rest once the workbook is saved."""
    sheet = workbook.create_sheet(TITLE)
    sheet.sheet_view.showGridLines = False
    for number in range(1, LAST_COLUMN + 1):
        numbers = NUMBER_WIDTH if number < FIRST_STATUS else STATUS_WIDTH
        width = GAP_WIDTH if number in GAPS else LABEL_WIDTHS.get(number, numbers)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet["B1"] = TITLE
    sheet["B1"].font = look.font(20, bold=True, color=look.ACCENT)
    sheet.row_dimensions[1].height = 30
    sheet["B2"] = ADVICE
    sheet["B2"].font = look.font(11, italic=True, color=look.MUTED)
    for placed in PIVOTS.pivots:
        sheet.cell(PIVOTS_TOP - 2, placed.column, placed.pivot.name).font = look.font(12, bold=True, color=look.ACCENT)
        last = placed.column + (placed.chart.width if placed.chart else 1)
        for column in range(placed.column, last):
            sheet.cell(PIVOTS_TOP - 2, column).border = look.rule(look.ACCENT, "medium")
    for (row, column), shown in _parts(sheet_id(workbook)).cells.items():
        sheet.cell(row, column, shown)
    set_up_page(sheet)
    sheet.freeze_panes = f"A{SLICERS_TOP - 1}"
    return sheet


def sheet_id(workbook: Workbook) -> int:
    """`sheetId` of the sheet: openpyxl counts sheets from 1."""
    return workbook.sheetnames.index(TITLE) + 1


def with_pivots(package: dict[str, bytes], number: int) -> dict[str, bytes]:
    """The parts of a saved workbook with PivotTables, charts and slicers on its sheet of that number."""
    made = _parts(number)
    sheet = f"xl/worksheets/sheet{number}.xml"
    related = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    if related in package:
        raise ValueError(f"{sheet} points to other parts already")
    changed = {
        "[Content_Types].xml": _with_types(package["[Content_Types].xml"], made.content_types),
        "xl/workbook.xml": _with_ends(package["xl/workbook.xml"], made),
        "xl/_rels/workbook.xml.rels": _with_links(package["xl/_rels/workbook.xml.rels"], made.workbook_relationships),
        sheet: _with_end(package[sheet], made.sheet_end),
        related: relationships(made.sheet_relationships),
    }
    return package | changed | made.parts


def _parts(number: int) -> PivotParts:
    return make_parts(PIVOTS, number, [column.name for column in REPORTS], [])


def _with_types(part: bytes, types: dict[str, str]) -> bytes:
    root = etree.fromstring(part)
    for name, kind in types.items():
        etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{name}", ContentType=kind)
    return _written(root)


def _with_links(part: bytes, links: Iterable[tuple[str, str, str]]) -> bytes:
    root = etree.fromstring(part)
    for id_, kind, target in links:
        etree.SubElement(root, _RELATIONSHIP, Id=id_, Type=kind, Target=target)
    return _written(root)


def _with_ends(part: bytes, made: PivotParts) -> bytes:
    root = etree.fromstring(part)
    names = root.find(f"{_S}definedNames")
    for name in made.defined_names:
        etree.SubElement(names, f"{_S}definedName", name=name).text = "#N/A"
    root.extend(_elements(made.workbook_end))
    return _written(root)


def _with_end(part: bytes, end: str) -> bytes:
    root = etree.fromstring(part)
    root.extend(_elements(end))
    return _written(root)


def _elements(markup: str) -> list[Any]:
    return list(etree.fromstring(f'<x xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}">{markup}</x>'))


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
