"""The first sheet: how to use the workbook, on one page."""

from __future__ import annotations

import look
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from table_sheets import set_up_page

from reporter.workbook.blanks import PURPOSE

STEPS = (
    ("Reports", "Your work is here: one row per report, recipient and period. Filter on Owner to see your own."),
    ("Status", "Say how far a report is. Overdue and Due soon are computed from the due date; nobody types them."),
    ("Progress", "Write what was done, what came of it and what comes next. The annual report is drafted from it."),
    ("Obligations", "Check what was found in the resolutions: set Review to Accepted, Rejected or To check."),
    ("Corrections", "Correct any cell that is wrong. A cell that you changed is never overwritten."),
    (
        "Actions",
        "Operative clauses that ask for something other than a report. Action page prints a chosen one.",
    ),
    (
        "Meetings, Lists",
        "Add meetings and their document deadlines: reports fall due then. Drop-downs take their values from Lists.",
    ),
    ("Dashboard, Pivot", "Where things stand. Pivot holds PivotTables: drag fields to ask something else."),
    ("Changes, Conflicts", "What a sync or a merge changed, and where two people differ: choose what shall stand."),
    ("Rows and columns", "Sort, filter, move and add columns as you like; leave the headers and the IDs as they are."),
)

LEGEND = (
    (
        "You write here",
        look.ACCENT,
        "FFFFFF",
        False,
        "Yours: people wrote it; a row that replaces theirs takes it along.",
    ),
    ("The program writes", look.SOFT, look.ACCENT, False, "Filled from the resolutions; your corrections stay."),
    ("Excel computes", look.SOFT, look.ACCENT, True, "Formulas: nothing to type."),
)

MARKS = (
    ("2026-05-01", look.OVERDUE, "Overdue: the due date has passed."),
    ("2026-05-01", look.DUE_SOON, "Due within 60 days."),
    ("Submitted", look.DONE, "Done."),
    ("Superseded", look.GONE, "No longer in force, withdrawn from the sources, or rejected in review."),
)


def add_guide(workbook: Workbook) -> Worksheet:
    """Adds the sheet `Guide`."""
    sheet = workbook.create_sheet("Guide")
    sheet.sheet_view.showGridLines = False
    for letter, width in (("A", 3), ("B", 22), ("C", 96)):
        sheet.column_dimensions[letter].width = width
    sheet["B2"] = "Reporting obligations"
    sheet["B2"].font = look.font(20, bold=True, color=look.ACCENT)
    sheet.row_dimensions[2].height = 30
    sheet["B3"] = PURPOSE
    sheet["B3"].font = look.font(11, italic=True, color=look.MUTED)
    row = _steps(sheet, 5)
    row = _legend(sheet, row + 1)
    _marks(sheet, row + 1)
    set_up_page(sheet)
    sheet.page_setup.fitToHeight = 1
    return sheet


def _heading(sheet: Worksheet, row: int, text: str) -> None:
    sheet.cell(row, 2, text).font = look.font(12, bold=True, color=look.ACCENT)
    for column in (2, 3):
        sheet.cell(row, column).border = look.rule(look.ACCENT, "medium")


def _steps(sheet: Worksheet, row: int) -> int:
    _heading(sheet, row, "How to use it")
    for line, (name, text) in enumerate(STEPS, row + 1):
        sheet.cell(line, 2, name).font = look.font(11, bold=True)
        _explain(sheet, line, text)
    return row + len(STEPS) + 1


def _legend(sheet: Worksheet, row: int) -> int:
    _heading(sheet, row, "Column headers")
    for line, (name, background, color, italic, text) in enumerate(LEGEND, row + 1):
        cell = sheet.cell(line, 2, name)
        cell.font = look.font(11, bold=True, italic=italic, color=color)
        cell.fill = look.fill(background)
        _explain(sheet, line, text)
    return row + len(LEGEND) + 1


def _marks(sheet: Worksheet, row: int) -> None:
    _heading(sheet, row, "Marks")
    for line, (sample, style, text) in enumerate(MARKS, row + 1):
        cell = sheet.cell(line, 2, sample)
        cell.font = look.as_cell_font(style)
        if style.fill:
            cell.fill = look.fill(style.fill.bgColor.rgb)
        _explain(sheet, line, text)


def _explain(sheet: Worksheet, row: int, text: str) -> None:
    sheet.cell(row, 3, text).font = look.font(11)
    sheet.row_dimensions[row].height = 20
    for column in (2, 3):
        sheet.cell(row, column).alignment = look.aligned(wrap=True, horizontal="left", vertical="center", indent=1)
        sheet.cell(row, column).border = look.rule()
