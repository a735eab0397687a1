"""The blank that parts are made from: the template with what people may not touch locked, ready to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reporter.model import TemplateError
from reporter.model.tables import (
    ACTIONS,
    CHANGES,
    CONFLICTS,
    LISTS,
    MEETINGS,
    MEMORY,
    OBLIGATIONS,
    REPORTS,
    RESOLUTIONS,
    Table,
)
from reporter.workbook.book import Book, SheetPart
from reporter.workbook.canvas import Canvas
from reporter.workbook.cells import Place, cell_xml
from reporter.workbook.data import Value
from reporter.workbook.markup import Edit, children, open_markup, set_attribute, splice
from reporter.workbook.ranges import WHOLE_SHEET, column_letters
from reporter.workbook.tablexml import TablePart

PURPOSE = "Who owes which report to whom, by when, and how far it is."
"""Sentence of the guide that a part replaces by where it comes from and what is to be done with it."""

NOT_FOR_PARTS = frozenset({"Corrections", "Actions", "Meetings, Lists", "Changes, Conflicts", "Rows and columns"})
"""Steps of the guide that are the officer's; their rows are hidden in a part."""

EDITABLE = (REPORTS, OBLIGATIONS, ACTIONS, RESOLUTIONS)
"""Tables whose columns that people own stay open."""

LOCKED = (MEETINGS, LISTS, CHANGES, CONFLICTS)
"""Tables that are the officer's: in a part they are there to be read."""

HIDDEN = (ACTIONS, CHANGES, CONFLICTS)
"""Tables of which a part holds nothing; their sheets would only be in the way."""

ACTION_PAGE = "Action page"
"""Sheet of the shipped template that shows one of Actions; hidden as that is."""

_ALLOWED = ("formatCells", "formatColumns", "formatRows", "insertHyperlinks", "autoFilter")
"""What a protected sheet still lets people do; the format's attributes say what is forbidden."""

_FIRST_LOOKED_AT = WHOLE_SHEET._replace(bottom=20)


def blank_part(template: Path, purpose: str, lists: Mapping[str, Sequence[Value]]) -> bytes:
    """The template as a part starts from it.

    Cells of the columns that people own are open, everything else is locked, without a password: it keeps hands from
    slipping and stops nobody. A sheet that the template protects already stays as it is.

    Args:
        template: The workbook template.
        purpose: Sentence that takes the place of `PURPOSE` on the guide.
        lists: Column of Lists to values to be written below its last one; there must be blank rows for them.

    Raises:
        WorkbookError: The template cannot be read or changed.
        TemplateError: It holds rows, which would be sent to everybody.
    """
    book = Book(template)
    book.package.ensure_changeable()
    replacements: dict[str, bytes | None] = {}
    for sheet in book.sheets:
        canvas = Canvas(book.sheet(sheet))
        for declared, table in _ours(sheet):
            _require_blank(book, sheet, declared, table)
            if declared in EDITABLE:
                _open(book, canvas, declared, table)
            if declared is LISTS:
                _fill_lists(book, canvas, sheet, table, lists)
        if any(declared in (*EDITABLE, *LOCKED) for declared, _ in _ours(sheet)):
            _protect(canvas)
        if not sheet.tables:
            _say(book, canvas, sheet, purpose)
        if (data := canvas.render()) != book.package.read(sheet.part):
            replacements[sheet.part] = data
    if (styles := book.styles.changed()) and book.styles_part:
        replacements[book.styles_part] = styles
    workbook = book.package.workbook
    replacements[workbook] = _hidden(book)
    return book.package.write(replacements)


def _ours(sheet: SheetPart) -> Iterator[tuple[Table, TablePart]]:
    declared = {one.name.casefold(): one for one in (*EDITABLE, *LOCKED, MEMORY)}
    for table in sheet.tables:
        if table.name.casefold() in declared:
            yield declared[table.name.casefold()], table


def _require_blank(book: Book, sheet: SheetPart, declared: Table, table: TablePart) -> None:
    cells = book.sheet(sheet)
    if declared is LISTS:
        return
    for cell in cells.used_cells(table.data):
        if cells.formula(cell) is None:
            raise TemplateError(
                f"the table {table.name} of the template holds rows, which every part would receive",
                file=book.file,
                place=f"{sheet.title}!{cell.address}",
                hint="Delete the rows of its tables, apart from Lists",
            )


def _open(book: Book, canvas: Canvas, declared: Table, table: TablePart) -> None:
    """Unlock the cells of the columns that people own; rows that are added below look like these."""
    people = set(declared.owned_by("people"))
    for index, column in enumerate(table.columns):
        if column.name in people:
            for row in range(table.data.top, table.data.bottom + 1):
                number = table.area.left + index
                style = book.styles.unlocked_style(canvas.style_at(row, number))
                canvas.put(row, number, _cell(book, f"{column_letters(number)}{row}", None, style, canvas))


def _fill_lists(
    book: Book, canvas: Canvas, sheet: SheetPart, table: TablePart, lists: Mapping[str, Sequence[Value]]
) -> None:
    """Write values below the last one of their column, for a drop-down offers a column down to its first gap."""
    cells = book.sheet(sheet)
    for index, column in enumerate(table.columns):
        number = table.area.left + index
        area = table.data._replace(left=number, right=number)
        last = max((cell.row for cell in cells.used_cells(area)), default=area.top - 1)
        for row, value in enumerate(lists.get(column.name, ()), start=last + 1):
            style = canvas.style_at(row, number)
            canvas.put(row, number, _cell(book, f"{column_letters(number)}{row}", value, style, canvas))


def _protect(canvas: Canvas) -> None:
    markup, body = canvas.sheet.markup, canvas.sheet.body
    if markup.node("sheetProtection", body.end) is not None:
        return
    calculation = markup.node("sheetCalcPr", body.end)
    place = calculation.end if calculation else body.end
    allowed = "".join(f' {name}="0"' for name in _ALLOWED)
    tag = b"<" + markup.prefix + f'sheetProtection sheet="1"{allowed}/>'.encode()
    canvas.edits.append(Edit(place, place, tag))


def _say(book: Book, canvas: Canvas, sheet: SheetPart, purpose: str) -> None:
    """Make the template's guide one for the part; a guide of another wording stays as it is."""
    cells = book.sheet(sheet)
    texts = {cell: cells.value(cell) for cell in cells.used_cells(_FIRST_LOOKED_AT) if cells.formula(cell) is None}
    for place in [cell for cell, text in texts.items() if text == PURPOSE][:1]:
        canvas.put(place.row, place.column, _cell(book, place.address, purpose, place.style, canvas))
        for cell, text in texts.items():
            if cell.column == place.column and text in NOT_FOR_PARTS:
                row = cells.rows[cell.row]
                tag = cells.markup.data[row.start : row.content]
                canvas.edits.append(Edit(row.start, row.content, set_attribute(tag, "hidden", "1")))


def _cell(book: Book, address: str, value: Value, style: int, canvas: Canvas) -> bytes:
    place = Place(book.file, canvas.sheet.title, address, "", "")
    prefix = canvas.sheet.markup.prefix.decode()
    return cell_xml(address, value, place, prefix=prefix, style=style, date1904=book.date1904)


def _hidden(book: Book) -> bytes:
    """The workbook part with the sheets hidden that hold nothing but tables of `HIDDEN`, or show them."""
    part = book.package.workbook
    data = book.package.read(part)
    markup = open_markup(data, book.file, part)
    names = {table.name.casefold() for table in HIDDEN}
    titles = {
        sheet.title for sheet in book.sheets if sheet.tables and {one.name.casefold() for one in sheet.tables} <= names
    }
    titles.add(ACTION_PAGE)
    edits = []
    for element, node in zip(_sheet_elements(book), markup.nodes("sheet"), strict=True):
        if element in titles and b"eryHidden" not in markup.tag(node):
            edits.append(Edit(node.start, node.content, set_attribute(markup.tag(node), "state", "hidden")))
    return splice(data, edits)


def _sheet_elements(book: Book) -> list[str]:
    """Titles of all sheets in the order of the workbook part."""
    return [one.get("name", "") for one in children(book.package.tree(book.package.workbook), "sheets", "sheet")]
