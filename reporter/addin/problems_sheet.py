"""The problems of a workbook in a sheet of their own, with links to the cells, which are marked.

The marks are one conditional format of each table: it looks into the list, so a cell loses its mark when its problem
leaves the list, wherever the row was sorted to, and no format that people gave is touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from reporter.addin.open_workbook import OpenWorkbook
from reporter.addin.outcome import plural
from reporter.addin.quiet import quiet
from reporter.addin.reading import OpenTable
from reporter.addin.typing_in import typed
from reporter.model.tables import TABLES
from reporter.workbook import Problem
from reporter.workbook.ranges import column_letters

if TYPE_CHECKING:
    import xlwings

TITLE = "Problems"
PLACE_NAME = "ReporterProblems"
"""Name of the sheet's first cell: by it the sheet is found, whatever people call it."""

MARKS_NAME = "ReporterMarks"
"""With a table's name behind it, the name of the formula that says whether a cell is marked."""

MARK = "#FFD966"

_COLUMNS = {
    "Cell": 10,
    "What is wrong": 60,
    "What to do": 50,
    "Severity": 10,
    "Table": 14,
    "Row": 34,
    "Column": 18,
}
"""Header to width in characters."""

_HEADER = 3
_POINTS = 5.6
"""Points of a character: an Excel that is reached through a server measures columns in points."""


def write_problems(store: OpenWorkbook, problems: Sequence[Problem], today: date) -> None:
    """Lists the problems in the sheet, in place of those that it listed before, and marks their cells."""
    with quiet(store.book.app):
        sheet = _sheet(store.book) or _new_sheet(store.book)
        _clear(sheet)
        _list(sheet, problems, today)
        for table in TABLES:
            if opened := store.opened.get(table.name.casefold()):
                _mark(store.book, sheet, opened, table.name, table.key)


def _sheet(book: xlwings.Book) -> xlwings.Sheet | None:
    if PLACE_NAME not in book.names:
        return None
    try:
        return book.names[PLACE_NAME].refers_to_range.sheet
    except Exception:
        # Its sheet was deleted. Each engine of xlwings has another error for that.
        return None


def _new_sheet(book: xlwings.Book) -> xlwings.Sheet:
    taken = {one.name.casefold() for one in book.sheets}
    title, number = TITLE, 1
    while title.casefold() in taken:
        number += 1
        title = f"{TITLE} {number}"
    sheet = book.sheets.add(title, after=book.sheets[-1])
    _define(book, PLACE_NAME, f"={_quoted(title)}!$A$1")
    points = _POINTS if book.app.engine.name == "remote" else 1
    for number, width in enumerate(_COLUMNS.values(), start=1):
        sheet.range((1, number)).column_width = width * points
    sheet.range((_HEADER, 1), (_HEADER, len(_COLUMNS))).font.bold = True
    return sheet


def _clear(sheet: xlwings.Sheet) -> None:
    last = sheet.used_range.last_cell.row
    if last >= _HEADER:
        sheet.range((_HEADER, 1), (last, len(_COLUMNS))).clear_contents()


def _list(sheet: xlwings.Sheet, problems: Sequence[Problem], today: date) -> None:
    errors = sum(one.severity == "error" for one in problems)
    found = f"{plural(errors, 'error')} and {plural(len(problems) - errors, 'warning')}"
    told = f"Checked on {today.isoformat()}: {found}. The marked cells are those listed here; check again when done."
    sheet.range((1, 1)).value = told
    sheet.range((_HEADER, 1), (_HEADER, len(_COLUMNS))).value = [list(_COLUMNS)]
    if not problems:
        return
    last = _HEADER + len(problems)
    # Sentences in columns of a fixed width: Excel makes the rows as high as they need.
    sheet.range((_HEADER + 1, 1), (last, len(_COLUMNS))).wrap_text = True
    sheet.range((_HEADER + 1, 1), (last, 1)).formula = [[_link(one)] for one in problems]
    sheet.range((_HEADER + 1, 2), (last, len(_COLUMNS))).value = [
        [typed(text) for text in (one.message, one.hint, one.severity, one.table, one.row, one.column)]
        for one in problems
    ]


def _link(problem: Problem) -> str:
    if not problem.cell:
        return ""
    target = f"#{_quoted(problem.sheet)}!{problem.cell}".replace('"', '""')
    return f'=HYPERLINK("{target}","{problem.cell}")'


def _mark(book: xlwings.Book, sheet: xlwings.Sheet, opened: OpenTable, declared: str, key: str | None) -> None:
    """Marks the cells of a table, once and for all: the formula looks at the list whenever Excel draws a cell.

    The formula stands in a name, since a conditional format takes one in the language of the user's Excel.
    """
    if key is None or key not in opened.data.columns:
        return
    name, problems, here = f"{MARKS_NAME}{declared}", _quoted(sheet.name), _quoted(opened.data.sheet)
    place = {title: column_letters(number) for number, title in enumerate(_COLUMNS, start=1)}
    keys, header = column_letters(opened.column(key)), opened.area.top
    # "~" tells Excel to take the next sign as it is; an ID may hold one.
    row = f'SUBSTITUTE(INDEX({here}!${keys}:${keys},ROW()),"~","~~")'
    formula = (
        f'=MAX(COUNTIFS({problems}!${place["Table"]}:${place["Table"]},"{declared}",'
        f"{problems}!${place['Row']}:${place['Row']},{row},"
        f"{problems}!${place['Column']}:${place['Column']},INDEX({here}!${header}:${header},COLUMN())))>0"
    )
    is_new = name not in book.names
    _define(book, name, formula)
    if is_new:
        opened.range(opened.rows).conditional_formats.add_custom(f"={name}", fill_color=MARK)


def _define(book: xlwings.Book, name: str, refers_to: str) -> None:
    if name in book.names:
        book.names[name].refers_to = refers_to
    else:
        book.names.add(name, refers_to)


def _quoted(title: str) -> str:
    doubled = title.replace("'", "''")
    return f"'{doubled}'"
