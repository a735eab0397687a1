"""Reading many cells at once: nearly all cells in the world are spelt alike, and those need no second look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reporter.workbook.cells import date_of_serial, decode_number, decode_text
from reporter.workbook.data import RowData, Value
from reporter.workbook.sheet import Row, Sheet
from reporter.workbook.tablexml import TablePart

_Found = tuple[bytes, ...]
_NO_FORMULAS: frozenset[str] = frozenset()
_LONGEST_REPEATED = 400
"""Bytes up to which texts are expected to stand in several rows: names, states, the words of a clause."""


class BulkReader:
    """Reads the data rows of one table.

    Cells in the usual spelling are taken in bulk, a row at a time; a row with any other cell in it is read cell by
    cell, which understands all that the format allows and names a cell that is broken.

    Args:
        sheet: The cells of the table's sheet.
        table: The table.
    """

    def __init__(self, sheet: Sheet, table: TablePart) -> None:
        self.columns = tuple(column.name for column in table.columns)
        self._sheet, self._table, self._area = sheet, table, table.data
        self._letters = {table.letters(index).encode(): name for index, name in enumerate(self.columns)}
        self._strings, self._date1904 = sheet.context.strings, sheet.context.date1904
        kinds = enumerate(sheet.context.styles.kinds)
        self._dates = {str(style).encode(): kind for style, kind in kinds if kind}
        self._texts: dict[bytes, str] = {}
        self._blank: dict[str, Value] = dict.fromkeys(self.columns)

    def rows(self) -> Iterator[RowData]:
        """The data rows from top to bottom."""
        spans, is_plain = self._sheet.rows, self._sheet.markup.is_plain
        for number in range(self._area.top, self._area.bottom + 1):
            span = spans.get(number)
            if span is None:
                yield RowData(number, dict(self._blank))
            else:
                yield (self._usual(span) if is_plain else None) or self._unusual(span)

    def column(self, index: int) -> Iterator[tuple[int, Value]]:
        """Row number and value of a column's cells that hold one, from top to bottom; the column counts from 0."""
        spans, markup = self._sheet.rows, self._sheet.markup
        pattern = _usual_cell(markup.prefix, self._table.letters(index).encode())
        for number in range(self._area.top, self._area.bottom + 1):
            span = spans.get(number)
            if span is None:
                continue
            match = pattern.search(markup.data, span.content, span.content_end) if markup.is_plain else None
            try:
                value = self._value(match.groups(b"")) if match else None
            except (ValueError, IndexError):
                match = None
            if match is None:
                cell = self._sheet.cell(number, self._area.left + index)
                value = self._sheet.value(cell) if cell else None
            if value not in (None, ""):
                yield number, value

    def _usual(self, span: Row) -> RowData | None:
        """A row of usual cells; None where one of them is not."""
        data = self._sheet.markup.data
        cells = _usual_cells(self._sheet.markup.prefix).findall(data, span.content, span.content_end)
        values, formulas = dict(self._blank), []
        known, letters = self._texts, self._letters
        for cell in cells:
            name = letters.get(cell[0])
            if cell[-1]:
                return None
            if name is None:
                continue
            if cell[2] == b"inlineStr" and (text := known.get(cell[5])) is not None:
                # Most cells of all: a text that was seen before.
                values[name] = text
                continue
            if cell[3]:
                formulas.append(name)
            try:
                values[name] = self._value(cell)
            except (ValueError, IndexError):
                return None
        return RowData(span.number, values, frozenset(formulas) if formulas else _NO_FORMULAS)

    def _value(self, cell: _Found) -> Value:
        _, style, kind, _, value, text, *_ = cell
        if not kind or kind == b"n":
            if not value:
                return None
            number = decode_number(value)
            date = self._dates.get(style)
            return date_of_serial(number, date, self._date1904) if date else number
        if kind == b"s":
            return self._strings[int(value)] if value else None
        if kind == b"inlineStr":
            return self._text(text)
        if kind == b"b":
            return value in (b"1", b"true") if value else None
        return self._text(value)

    def _text(self, data: bytes) -> str:
        """The characters of a text; of one that stands in many rows, the same object each time."""
        if len(data) > _LONGEST_REPEATED:
            return decode_text(data)
        known = self._texts.get(data)
        if known is None:
            known = self._texts[data] = decode_text(data)
        return known

    def _unusual(self, span: Row) -> RowData:
        values, formulas = dict(self._blank), []
        for cell in self._sheet.cells(span):
            if self._area.left <= cell.column <= self._area.right and cell.content:
                name = self.columns[cell.column - self._area.left]
                values[name] = self._sheet.value(cell)
                if self._sheet.formula(cell) is not None:
                    formulas.append(name)
        return RowData(span.number, values, frozenset(formulas))


@cache
def _usual_cells(prefix: bytes) -> re.Pattern[bytes]:
    """Any cell; its last group is filled where it is not spelt as usual."""
    other = b"(<" + re.escape(prefix) + rb"c[\s/>])"
    return re.compile(_usual_spelling(prefix, b"[A-Z]{1,3}") + b"|" + other)


@cache
def _usual_cell(prefix: bytes, letters: bytes) -> re.Pattern[bytes]:
    """The cell of one column, spelt as usual."""
    return re.compile(_usual_spelling(prefix, letters))


def _usual_spelling(prefix: bytes, letters: bytes) -> bytes:
    """A cell as most programs spell it; groups: letters, style, type, formula, value, inline text."""
    p = re.escape(prefix)
    head = b"<" + p + b'c r="(' + letters + b')[0-9]+"(?: s="([0-9]+)")?(?: t="(s|str|b|e|n|inlineStr)")?'
    formula = b"(<" + p + b"f>[^<]*</" + p + b"f>|<" + p + b"f [^>]*/>|<" + p + b"f [^>]*[^/]>[^<]*</" + p + b"f>)?"
    value = b"<" + p + b"v>([^<]*)</" + p + b"v>"
    text = b"<" + p + b"is><" + p + b't(?: xml:space="preserve")?>([^<]*)</' + p + b"t></" + p + b"is>"
    return head + b"(?:/>|>" + formula + b"(?:" + value + b"|" + text + b")?</" + p + b"c>)"
