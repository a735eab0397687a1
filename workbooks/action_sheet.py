"""The sheet that shows one action, chosen from a drop-down, on one page to be printed or handed on."""

from __future__ import annotations

import look
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from table_sheets import set_up_page

from reporter.model.tables import ACTIONS, RESOLUTIONS, Table
from reporter.workbook.blanks import ACTION_PAGE

CHOICES = "ListActions"
"""Defined name of the IDs to choose from."""

UNTIL_CHOSEN = '=IFERROR(INDEX(Actions[ID],MATCH(TRUE,INDEX(Actions[Addressee]<>"",0),0)),INDEX(Actions[ID],1)&"")'
"""The first action that addresses somebody."""

CHOSEN = "$C$4"
RESOLUTION = "$C$6"
LONG, MEDIUM, SHORT = 200, 90, 30
"""Heights of rows, in points."""

LINES: tuple[tuple[str, Table, str, float], ...] = (
    ("Resolution", ACTIONS, "Resolution", SHORT),
    ("Title", RESOLUTIONS, "Title", SHORT),
    ("Place", RESOLUTIONS, "Place", SHORT),
    ("Year", RESOLUTIONS, "Year", SHORT),
    ("Clause", ACTIONS, "Clause", SHORT),
    ("Text", ACTIONS, "Text", LONG),
    ("Addressee", ACTIONS, "Addressee", SHORT),
    ("Collaborators", ACTIONS, "Collaborators", SHORT),
    ("Reports go to", RESOLUTIONS, "Reports to", SHORT),
    ("State", ACTIONS, "State", SHORT),
    ("Status", ACTIONS, "Status", SHORT),
    ("Owner", ACTIONS, "Owner", SHORT),
    ("Remarks", ACTIONS, "Remarks", MEDIUM),
)
"""Label, table and column of what is shown, and the height of its row; the first is the key of the others."""

FIRST_LINE = 6


def add_action_sheet(workbook: Workbook) -> Worksheet:
    """Adds the sheet `Action page`."""
    sheet = workbook.create_sheet(ACTION_PAGE)
    sheet.sheet_view.showGridLines = False
    for number, width in enumerate((2, 20, 80, 2), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet["B1"] = "Action"
    sheet["B1"].font = look.font(20, bold=True, color=look.ACCENT)
    sheet.row_dimensions[1].height = 30
    sheet["B2"] = "Choose an action in the dark cell; the page prints as it stands."
    sheet["B2"].font = look.font(11, italic=True, color=look.MUTED)
    _choice(workbook, sheet)
    for row, (label, table, column, height) in enumerate(LINES, FIRST_LINE):
        _line(sheet, row, label, _shown(table, column), height)
    set_up_page(sheet)
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:D{FIRST_LINE + len(LINES) - 1}"
    return sheet


def _choice(workbook: Workbook, sheet: Worksheet) -> None:
    workbook.defined_names[CHOICES] = DefinedName(CHOICES, attr_text="Actions[ID]")
    sheet["B4"] = "Action"
    sheet["B4"].font = look.font(11, bold=True)
    sheet["B4"].alignment = look.aligned(vertical="center")
    cell = sheet["C4"]
    cell.value = UNTIL_CHOSEN
    cell.font = look.font(11, bold=True, color="FFFFFF")
    cell.fill = look.fill(look.ACCENT)
    cell.alignment = look.aligned(horizontal="left", vertical="center", indent=1)
    sheet.row_dimensions[4].height = 24
    offered = DataValidation(
        type="list",
        formula1=CHOICES,
        promptTitle="Action",
        prompt="ID of the action to show; choose it from the list or copy it from Actions.",
        showInputMessage=True,
        errorTitle="No such action",
        error="Choose an ID that stands in Actions.",
        showErrorMessage=True,
    )
    offered.add("C4")
    sheet.add_data_validation(offered)


def _shown(table: Table, column: str) -> str:
    key = CHOSEN if table is ACTIONS else RESOLUTION
    return f'=IFERROR(INDEX({table.name}[{column}],MATCH({key},{table.name}[ID],0))&"","")'


def _line(sheet: Worksheet, row: int, label: str, formula: str, height: float) -> None:
    sheet.cell(row, 2, label).font = look.font(11, bold=True, color=look.ACCENT)
    sheet.cell(row, 3, formula).font = look.font(11)
    sheet.row_dimensions[row].height = height
    for column in (2, 3):
        sheet.cell(row, column).alignment = look.aligned(wrap=True, horizontal="left", indent=1 if column == 3 else 0)
        sheet.cell(row, column).border = look.rule()
