"""One sheet per declared table: header, one blank row, drop-downs, conditional formats, printing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

import look
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from reporter.model.tables import DONE, LISTS, Column, State, Table
from reporter.workbook.heights import WRAPPED, row_height

FIRST_ROW = 2
LIST_END = 200
"""Last row of a drop-down's list: room for additions below the shipped values."""

PAGE_WIDTH = 230
"""Characters that are still legible side by side on A4 landscape; a wider table takes more pages."""

PADDING = 2
"""Characters that a column is wider than its text: the indent, and the button of the filter."""

PROMPT_LIMIT = 255
OPEN_LISTS = frozenset({"Body"})
"""Lists that cannot be complete: another value is questioned, not refused."""

_FORMATS = {"text": "@", "names": "@", "link": "@", "flag": "@", "number": "0.00", "integer": "0"}


def add_table_sheet(workbook: Workbook, table: Table, rows: Sequence[Sequence[Any]] = ()) -> Worksheet:
    """Adds the sheet of `table`, filled with `rows` or with the one blank row that an Excel table needs."""
    sheet = workbook.create_sheet(table.name)
    _write_header(sheet, table)
    for number, values in enumerate(rows or [()], FIRST_ROW):
        _write_row(sheet, table, number, values)
    last_row = FIRST_ROW + max(len(rows), 1) - 1
    _make_table(sheet, table, last_row)
    for validation in _validations(table, last_row):
        sheet.add_data_validation(validation)
    _colour(sheet, table, last_row)
    _lay_out(sheet, table)
    return sheet


def name_lists(workbook: Workbook) -> None:
    """Names each list, so that a drop-down offers what stands in the column at that moment."""
    for column in LISTS:
        cells = f"Lists!${_letter(LISTS, column.name)}${FIRST_ROW}"
        span = f"{cells}:${_letter(LISTS, column.name)}${LIST_END}"
        extent = f"{cells}:INDEX({span},MAX(1,COUNTA({span})))"
        workbook.defined_names[list_name(column.name)] = DefinedName(list_name(column.name), attr_text=extent)


def list_name(column: str) -> str:
    """Defined name of a column of `Lists`."""
    return f"List{column}"


def _letter(table: Table, column: str) -> str:
    return str(get_column_letter([one.name for one in table].index(column) + 1))


def _write_header(sheet: Worksheet, table: Table) -> None:
    for number, column in enumerate(table, 1):
        cell = sheet.cell(1, number, column.name)
        people = column.owner == "people"
        cell.font = look.font(bold=True, italic=column.owner == "formula", color="FFFFFF" if people else look.ACCENT)
        cell.fill = look.fill(look.ACCENT if people else look.SOFT)
        cell.border = look.rule(look.ACCENT, "medium")
        cell.alignment = _alignment(column, wrap=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width + PADDING
    sheet.row_dimensions[1].height = 30


def _write_row(sheet: Worksheet, table: Table, number: int, values: Sequence[Any]) -> None:
    for position, column in enumerate(table, 1):
        cell = sheet.cell(number, position, values[position - 1] if position <= len(values) else None)
        cell.font = look.font(color=look.ACCENT) if column.owner == "formula" and column.kind == "link" else look.font()
        cell.border = look.rule()
        cell.number_format = _number_format(column)
        cell.alignment = _alignment(column, wrap=column.kind in WRAPPED)

    height = row_height(table, {one.name: value for one, value in zip(table, values, strict=False)})
    if height is not None:
        sheet.row_dimensions[number].height = height


def _alignment(column: Column, *, wrap: bool, vertical: str = "top") -> Alignment:
    """Numbers stand in the middle: right-aligned they would touch the text of the next column."""
    if column.kind in ("number", "integer", "flag"):
        return look.aligned(wrap=wrap, vertical=vertical, horizontal="center")
    return look.aligned(wrap=wrap, vertical=vertical, horizontal="left", indent=1)


def _number_format(column: Column) -> str:
    """One-line texts are text, so that 004 and 1/2 stay as typed; long ones are not: some viewers show them as ####."""
    if column.kind == "date":
        return look.DATE_FORMAT
    # A formula in a cell formatted as text would show as itself once somebody edits it.
    if column.owner == "formula" and column.kind in ("text", "link"):
        return "General"
    return _FORMATS.get(column.kind, "General")


def _make_table(sheet: Worksheet, table: Table, last_row: int) -> None:
    ref = f"A1:{get_column_letter(len(table.columns))}{last_row}"
    sheet_table = SheetTable(displayName=table.name, ref=ref)
    sheet_table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet_table._initialise_columns()
    for declared, column in zip(table, sheet_table.tableColumns, strict=True):
        _describe(column, declared)
    sheet.add_table(sheet_table)


def _describe(column: TableColumn, declared: Column) -> None:
    column.name = declared.name
    if declared.formula:
        column.calculatedColumnFormula = TableFormula(attr_text=declared.formula)


def _validations(table: Table, last_row: int) -> Iterator[DataValidation]:
    """Help on each header; on the cells below what may be typed there."""
    for column in table:
        letter = _letter(table, column.name)
        yield _hint(DataValidation(), column, f"{letter}1")
        rule = _allowed(column)
        if rule is not None:
            yield _hint(rule, column, f"{letter}{FIRST_ROW}:{letter}{last_row}")


def _hint(validation: DataValidation, column: Column, cells: str) -> DataValidation:
    validation.promptTitle = column.name
    validation.prompt = column.help[:PROMPT_LIMIT]
    validation.showInputMessage = True
    validation.allow_blank = True
    validation.add(cells)
    return validation


def _allowed(column: Column) -> DataValidation | None:
    if column.choices:
        return DataValidation(
            type="list",
            formula1=list_name(column.choices),
            errorStyle="warning" if column.choices in OPEN_LISTS else "stop",
            errorTitle=f"Not in the list {column.choices}",
            error=f"Choose from the list, or add the value to the column {column.choices} of the sheet Lists first.",
            showErrorMessage=True,
        )
    if column.offers:
        return DataValidation(type="list", formula1=f'"{",".join(column.offers)}"', showErrorMessage=False)
    if column.kind == "flag":
        return DataValidation(
            type="list",
            formula1='"Yes,No"',
            errorTitle="Yes or No",
            error="Type Yes or No.",
            showErrorMessage=True,
        )
    if column.kind == "date":
        return DataValidation(
            type="date",
            operator="greaterThan",
            formula1="1",
            errorTitle="Not a date",
            error="Type a date such as 2026-05-01.",
            showErrorMessage=True,
        )
    return None


def _colour(sheet: Worksheet, table: Table, last_row: int) -> None:
    for order, (columns, condition, style, final) in enumerate(_conditions(table), 1):
        first, last = (columns[0], columns[-1]) if columns else (table.columns[0].name, table.columns[-1].name)
        cells = f"{_letter(table, first)}{FIRST_ROW}:{_letter(table, last)}{last_row}"
        rule = Rule(type="expression", dxf=style, formula=[condition], stopIfTrue=final, priority=order)
        sheet.conditional_formatting.add(cells, rule)


Condition = tuple[tuple[str, ...], str, DifferentialStyle, bool]
"""First and last column coloured (the whole row when empty), formula for the first row, style, whether it is last."""


def _conditions(table: Table) -> Iterator[Condition]:
    def at(column: str) -> str:
        return f"${_letter(table, column)}{FIRST_ROW}"

    names = {column.name for column in table}
    if "State" in names:
        gone = ",".join(f'{at("State")}="{state}"' for state in (State.SUPERSEDED, State.WITHDRAWN))
        yield (), f"OR({gone})", look.GONE, True
        yield ("State",), f'{at("State")}="{State.SUPPRESSION}"', look.ATTENTION, False
    if "Review" in names and table is not LISTS:
        yield (), f'{at("Review")}="Rejected"', look.GONE, True
        unsure = f'AND({at("Confidence")}<>"",{at("Confidence")}<0.8,{at("Review")}="")'
        yield ("Confidence",), unsure, look.DUE_SOON, False
        yield ("Review",), f'{at("Review")}="To check"', look.ATTENTION, False
    if "Choice" in names:
        yield (), f'{at("Resolved")}<>""', look.DONE, True
        yield ("Choice",), f'AND({at("Number")}<>"",{at("Choice")}="")', look.DUE_SOON, False
    if "Timing" in names:
        yield ("Due date", "Days left"), f'{at("Timing")}="Overdue"', look.OVERDUE, False
        yield ("Due date", "Days left"), f'{at("Timing")}="Due soon"', look.DUE_SOON, False
    if "Status" in names and table is not LISTS:
        done = ",".join(f'{at("Status")}="{status}"' for status in sorted(DONE))
        yield (), f"OR({done})", look.DONE, False
    if "End" in names:
        yield (), f'AND({at("End")}<>"",{at("End")}<TODAY())', look.DONE, False


def _lay_out(sheet: Worksheet, table: Table) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    # The first column names the row: it stays in sight on tables wider than a screen.
    sheet.freeze_panes = "B2" if len(table.columns) > 8 else "A2"
    sheet.print_title_rows = "1:1"
    pages = ceil(sum(column.width for column in table) / PAGE_WIDTH)
    if pages > 1:
        sheet.print_title_cols = "A:A"
    set_up_page(sheet, pages)


def set_up_page(sheet: Worksheet, pages: int = 1) -> None:
    """A4 landscape, so many pages wide, with the names of file and sheet above and page numbers below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = pages
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.oddHeader.left.text = "&F"
    sheet.oddHeader.right.text = "&A"
    sheet.oddFooter.left.text = "&D"
    sheet.oddFooter.right.text = "&P / &N"
