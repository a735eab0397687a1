"""The sheet that shows where things stand: counts, a chart and the next deadlines, all by formula.

Every formula works in Excel 2016 and LibreOffice. Those that look through a whole column are array formulas confined to
one cell, since functions that spill (UNIQUE, FILTER, SORT) exist in newer versions of Excel only.
"""

from __future__ import annotations

import look
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet
from table_sheets import set_up_page

from reporter.model.tables import Status

STATUSES = tuple(Status)
RECIPIENTS = 9
"""Recipients shown by name; the others share the last line."""

UPCOMING = 20
OVERDUE = 10

LAST_COLUMN = 13
ALL_COLUMN = 4 + len(STATUSES)
OVERDUE_COLUMN = ALL_COLUMN + 1
HELPER = 15
"""Hidden column: place of each listed deadline in the table Reports."""

STATUS_TOP = 8
CHART_ROWS = 17
UPCOMING_TOP = STATUS_TOP + CHART_ROWS + 1
OVERDUE_TOP = UPCOMING_TOP + UPCOMING + 3
MATRIX_TOP = OVERDUE_TOP + OVERDUE + 3

TILES = (
    ("Reports expected", '=COUNTIF(Reports[State],"Current")', look.ACCENT),
    ("Open", '=COUNTIF(Reports[Timing],"Open")+COUNTIF(Reports[Timing],"Due soon")', look.ACCENT),
    ("Due within 60 days", '=COUNTIF(Reports[Timing],"Due soon")', look.AMBER),
    ("Overdue", '=COUNTIF(Reports[Timing],"Overdue")', look.RED),
    (
        "Done",
        "="
        + "+".join(
            f'COUNTIFS(Reports[Status],"{status}",Reports[State],"Current")'
            for status in (Status.SUBMITTED, Status.NOTED, Status.NOT_APPLICABLE)
        ),
        look.GREEN,
    ),
    (
        "Obligations to review",
        '=COUNTIFS(Obligations[Confidence],"<0.8",Obligations[Review],"",Obligations[State],"Current")'
        '+COUNTIFS(Obligations[Review],"To check",Obligations[State],"Current")',
        look.AMBER,
    ),
)

DEADLINE_COLUMNS = (
    ("Due date", 2, 2, "Due date"),
    ("Days", 3, 3, "Days left"),
    ("Recipient", 4, 5, "Recipient"),
    ("Report", 6, 10, "ID"),
    ("Owner", 11, 12, "Owner"),
    ("Status", 13, 13, "Status"),
)
"""Heading, first and last column, column of Reports."""

LONGEST = 70
"""Letters of a report's ID that fit; a longer one loses its middle instead of running into the owner."""

SERIES_COLORS = ("D0D7E0", "9DB8D6", "5F8DBF", look.ACCENT, "7C9A86", "EFEFEF")
"""From not begun (pale) to submitted (dark): the order shows in print without colour."""


def add_dashboard(workbook: Workbook) -> Worksheet:
    """Adds the sheet `Dashboard`."""
    sheet = workbook.create_sheet("Dashboard")
    sheet.sheet_view.showGridLines = False
    _columns(sheet)
    _title(sheet)
    _tiles(sheet)
    _status_table(sheet)
    _matrix(sheet)
    _chart(sheet)
    _deadlines(sheet, UPCOMING_TOP, UPCOMING, "Next deadlines", "Reports[Due date]>=TODAY()")
    _deadlines(sheet, OVERDUE_TOP, OVERDUE, "Overdue, oldest first", "Reports[Due date]<TODAY()")
    _mark_deadlines(sheet)
    set_up_page(sheet)
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:{get_column_letter(LAST_COLUMN + 1)}{MATRIX_TOP + RECIPIENTS + 3}"
    return sheet


def _columns(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 2
    for number in range(2, LAST_COLUMN + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 12.5
    sheet.column_dimensions[get_column_letter(LAST_COLUMN + 1)].width = 2
    sheet.column_dimensions[get_column_letter(HELPER)].hidden = True


def _title(sheet: Worksheet) -> None:
    sheet["B1"] = "Dashboard"
    sheet["B1"].font = look.font(20, bold=True, color=look.ACCENT)
    sheet.row_dimensions[1].height = 30
    sheet["B2"] = "As of"
    sheet["B2"].font = look.font(11, color=look.MUTED)
    sheet["C2"] = "=TODAY()"
    sheet["C2"].number_format = look.DATE_FORMAT
    sheet["C2"].font = look.font(11, color=look.MUTED)
    sheet["C2"].alignment = look.aligned(horizontal="left")


def _tiles(sheet: Worksheet) -> None:
    for position, (label, formula, color) in enumerate(TILES):
        first = 2 + 2 * position
        for row in (4, 5):
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=first + 1)
            for column in (first, first + 1):
                sheet.cell(row, column).fill = look.fill("F5F8FB")
        head = sheet.cell(4, first, label)
        head.font = look.font(10, color=look.MUTED)
        head.alignment = look.aligned(horizontal="center", vertical="center")
        number = sheet.cell(5, first, formula)
        number.font = look.font(22, bold=True, color=color)
        number.alignment = look.aligned(horizontal="center", vertical="center")
    sheet.row_dimensions[4].height = 20
    sheet.row_dimensions[5].height = 36


def _heading(sheet: Worksheet, row: int, text: str, first: int = 2, last: int = LAST_COLUMN) -> None:
    sheet.cell(row, first, text).font = look.font(12, bold=True, color=look.ACCENT)
    for column in range(first, last + 1):
        sheet.cell(row, column).border = look.rule(look.ACCENT, "medium")


def _status_table(sheet: Worksheet) -> None:
    _heading(sheet, STATUS_TOP - 1, "By status", 2, 5)
    total = STATUS_TOP + len(STATUSES) + 1
    for row, status in enumerate(STATUSES, STATUS_TOP):
        _count_line(sheet, row, status, f'=COUNTIFS(Reports[Status],B{row},Reports[State],"Current")', total)
    counted = f"SUM(D{STATUS_TOP}:D{total - 2})"
    _count_line(sheet, total - 1, "Other or empty", f"=D{total}-{counted}", total)
    _count_line(sheet, total, "All", '=COUNTIF(Reports[State],"Current")', total)
    _count_line(sheet, total + 1, "of which overdue", '=COUNTIF(Reports[Timing],"Overdue")', total)
    for column in range(2, 6):
        sheet.cell(total, column).font = look.font(bold=True)
        sheet.cell(total + 1, column).font = look.font(bold=True, color=look.RED)


def _count_line(sheet: Worksheet, row: int, label: str, formula: str, total: int) -> None:
    for column, value in ((2, label), (4, formula), (5, f"=IF(D${total}=0,0,D{row}/D${total})")):
        cell = sheet.cell(row, column, value)
        cell.font = look.font()
    sheet.cell(row, 5).number_format = "0%"
    for column in range(2, 6):
        sheet.cell(row, column).border = look.rule()


def _matrix(sheet: Worksheet) -> None:
    """Recipients in the order in which Reports names them first, by status."""
    _heading(sheet, MATRIX_TOP, "By recipient")
    head = MATRIX_TOP + 1
    titles = ("Recipient", None, *STATUSES, "All", "Overdue")
    for column, title in enumerate(titles, 2):
        cell = sheet.cell(head, column, title)
        cell.font = look.font(bold=True)
        cell.alignment = look.aligned(wrap=True, vertical="bottom", horizontal=None if column == 2 else "right")
        cell.border = look.rule()
    for row in range(head + 1, head + RECIPIENTS + 1):
        _name_recipient(sheet, row, head)
        _count_recipient(sheet, row, f",Reports[Recipient],$B{row}")
    _count_others(sheet, head + RECIPIENTS + 1, head)


def _name_recipient(sheet: Worksheet, row: int, head: int) -> None:
    above = f"$B${head}:$B{row - 1}"
    new = f'(Reports[Recipient]<>"")*(Reports[State]="Current")*(COUNTIF({above},Reports[Recipient])=0)'
    formula = f'=IFERROR(INDEX(Reports[Recipient],MATCH(1,{new},0)),"")'
    cell = f"B{row}"
    sheet[cell] = ArrayFormula(cell, formula)


def _count_recipient(sheet: Worksheet, row: int, condition: str) -> None:
    for column, status in enumerate(STATUSES, 4):
        counted = f'COUNTIFS(Reports[State],"Current",Reports[Status],"{status}"{condition})'
        sheet.cell(row, column, f'=IF($B{row}="","",{counted})')
    sheet.cell(row, ALL_COLUMN, f'=IF($B{row}="","",COUNTIFS(Reports[State],"Current"{condition}))')
    sheet.cell(row, OVERDUE_COLUMN, f'=IF($B{row}="","",COUNTIFS(Reports[Timing],"Overdue"{condition}))')
    _style_counts(sheet, row)


def _count_others(sheet: Worksheet, row: int, head: int) -> None:
    named = f"{head + 1}:{{letter}}{row - 1}"
    conditions = [f'Reports[State],"Current",Reports[Status],"{status}"' for status in STATUSES]
    conditions += ['Reports[State],"Current"', 'Reports[Timing],"Overdue"']
    sheet.cell(row, 2, f'=IF({get_column_letter(ALL_COLUMN)}{row}>0,"Others","")')
    for column, condition in enumerate(conditions, 4):
        letter = get_column_letter(column)
        sheet.cell(row, column, f"=COUNTIFS({condition})-SUM({letter}{named.format(letter=letter)})")
    _style_counts(sheet, row)


def _style_counts(sheet: Worksheet, row: int) -> None:
    for column in range(2, LAST_COLUMN + 1):
        cell = sheet.cell(row, column)
        cell.border = look.rule()
        overdue = column == OVERDUE_COLUMN
        cell.font = look.font(bold=overdue, color=look.RED if overdue else look.INK)
        if column > 3:
            cell.number_format = "0;-0;"
            cell.alignment = look.aligned(horizontal="right")


def _chart(sheet: Worksheet) -> None:
    _heading(sheet, STATUS_TOP - 1, "Status by recipient", 7, LAST_COLUMN)
    head, last = MATRIX_TOP + 1, MATRIX_TOP + 2 + RECIPIENTS
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    chart.add_data(
        Reference(sheet, min_col=4, max_col=3 + len(STATUSES), min_row=head, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=2, min_row=head + 1, max_row=last))
    for series, color in zip(chart.series, SERIES_COLORS, strict=True):
        series.graphicalProperties = GraphicalProperties(solidFill=color)
    # The first recipient on top, as in the table; without `delete = False` no axis is drawn at all.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0"
    chart.y_axis.crosses = "max"
    chart.legend.position = "b"
    chart.layout = Layout(ManualLayout(x=0.2, y=0.02, w=0.77, h=0.74, xMode="edge", yMode="edge"))
    chart.width, chart.height = 17.2, 8.4
    sheet.add_chart(chart, f"G{STATUS_TOP}")


def _deadlines(sheet: Worksheet, top: int, count: int, title: str, when: str) -> None:
    number = f'SUMPRODUCT(ISNUMBER(Reports[Due date])*(Reports[Timing]<>"Done")*({when}))'
    _heading(sheet, top, f'="{title}"&IF({number}>{count},": {count} of "&{number},"")')
    for heading, first, _, _ in DEADLINE_COLUMNS:
        cell = sheet.cell(top + 1, first, heading)
        cell.font = look.font(bold=True)
        cell.alignment = look.aligned(horizontal="center" if heading == "Days" else "left")
    for column in range(2, LAST_COLUMN + 1):
        sheet.cell(top + 1, column).border = look.rule()
    for rank in range(1, count + 1):
        row = top + 1 + rank
        _find_deadline(sheet, row, rank, when)
        _show_deadline(sheet, row)


def _find_deadline(sheet: Worksheet, row: int, rank: int, when: str) -> None:
    """Puts the place in Reports of the `rank`-th deadline into the hidden column.

    The place is carried as a fraction of a day behind the date, so that two reports due on one day both show.
    """
    place = "ROW(Reports[Due date])-MIN(ROW(Reports[Due date]))+1"
    open_ones = f'ISNUMBER(Reports[Due date])*(Reports[Timing]<>"Done")*({when})'
    smallest = f"SMALL(IF({open_ones},Reports[Due date]+({place})/2000000),{rank})"
    cell = f"{get_column_letter(HELPER)}{row}"
    sheet[cell] = ArrayFormula(cell, f'=IFERROR(ROUND(MOD({smallest},1)*2000000,0),"")')


def _show_deadline(sheet: Worksheet, row: int) -> None:
    helper = f"${get_column_letter(HELPER)}{row}"
    for heading, first, last, source in DEADLINE_COLUMNS:
        # A text is joined to "", since INDEX shows an empty cell as 0.
        value = f"INDEX(Reports[{source}],{helper})" + ("" if heading in ("Due date", "Days") else '&""')
        if heading == "Report":
            # Both ends tell reports apart: the resolution, and the recipient with the period.
            value = f'IF(LEN({value})>{LONGEST},LEFT({value},{LONGEST - 31})&"…"&RIGHT({value},30),{value})'
        cell = sheet.cell(row, first, f'=IF({helper}="","",{value})')
        cell.font = look.font()
        cell.number_format = look.DATE_FORMAT if heading == "Due date" else "General"
        cell.alignment = look.aligned(horizontal="center" if heading == "Days" else "left", shrink=heading == "Report")
        if last > first:
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    for column in range(2, LAST_COLUMN + 1):
        sheet.cell(row, column).border = look.rule()


def _mark_deadlines(sheet: Worksheet) -> None:
    for order, (top, count, style, limit) in enumerate(
        ((UPCOMING_TOP, UPCOMING, look.DUE_SOON, "<=60"), (OVERDUE_TOP, OVERDUE, look.OVERDUE, "<0")), 1
    ):
        first = top + 2
        condition = f'AND($C{first}<>"",$C{first}{limit})'
        rule = Rule(type="expression", dxf=style, formula=[condition], priority=order)
        sheet.conditional_formatting.add(f"B{first}:C{first + count - 1}", rule)
