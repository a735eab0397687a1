"""Reading many cells at once: nearly all cells in the world are spelt alike, and those need no second look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reporter.workbook.cells import DateKind, date_of_serial, decode_number, decode_text
from reporter.workbook.data import RowData, Value
from reporter.workbook.sheet import Row, Sheet
from reporter.workbook.tablexml import TablePart

_Found = tuple[bytes, ...]
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
        self._pattern = _usual_cells(sheet.markup.prefix)
        self._texts: dict[bytes, str] = {}
        self._days: dict[tuple[bytes, DateKind], Value] = {}
        self._formulas: dict[frozenset[str], frozenset[str]] = {}
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
        usual = dict(self._usual_column(index)) if self._sheet.markup.is_plain else {}
        spans = self._sheet.rows
        for number in range(self._area.top, self._area.bottom + 1):
            if number in usual:
                value = usual[number]
            elif number in spans:
                cell = self._sheet.cell(number, self._area.left + index)
                value = self._sheet.value(cell) if cell else None
            else:
                continue
            if value not in (None, ""):
                yield number, value

    def _usual_column(self, index: int) -> Iterator[tuple[int, Value]]:
        """The cells of a column that are spelt as usual, blank ones too."""
        body, markup = self._sheet.body, self._sheet.markup
        pattern = _usual_cell(markup.prefix, self._table.letters(index).encode())
        for row, style, kind, _, value, text in pattern.findall(markup.data, body.content, body.content_end):
            try:
                found = self._strings[int(value)] if kind == b"s" and value else self._decoded(style, kind, value, text)
            except (ValueError, IndexError):
                continue
            yield int(row), found

    def _usual(self, span: Row) -> RowData | None:
        """A row of usual cells; None where one of them is not."""
        letters, strings, decoded, known = self._letters, self._strings, self._decoded, self._texts
        values, formulas = dict(self._blank), []
        try:
            for column, style, kind, formula, value, text, other in self._find(span.content, span.content_end):
                if other:
                    return None
                name = letters.get(column)
                if name is None:
                    continue
                if formula:
                    formulas.append(name)
                # Most cells hold texts that were seen before: they are spared the call.
                if kind == b"s" and value:
                    values[name] = strings[int(value)]
                elif kind == b"inlineStr" and text in known:
                    values[name] = known[text]
                else:
                    values[name] = decoded(style, kind, value, text)
        except (ValueError, IndexError):
            return None
        return RowData(span.number, values, self._names(formulas))

    def _find(self, start: int, end: int) -> list[_Found]:
        return self._pattern.findall(self._sheet.markup.data, start, end)

    def _names(self, formulas: list[str]) -> frozenset[str]:
        """The names as a set; the same object for every row that has formulas in the same columns."""
        found = frozenset(formulas)
        return self._formulas.setdefault(found, found)

    def _decoded(self, style: bytes, kind: bytes, value: bytes, text: bytes) -> Value:
        """What a cell holds that is no shared string."""
        if not kind or kind == b"n":
            if not value:
                return None
            number = decode_number(value)
            date = self._dates.get(style)
            if not date:
                return number
            known = self._days.get((value, date))
            if known is None:
                known = self._days[value, date] = date_of_serial(number, date, self._date1904)
            return known
        if kind == b"s":
            return None
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
    return re.compile(_usual_spelling(prefix, b"([A-Z]{1,3})[0-9]+") + b"|" + other)


@cache
def _usual_cell(prefix: bytes, letters: bytes) -> re.Pattern[bytes]:
    """A cell of one column, spelt as usual; its first group is the row."""
    return re.compile(_usual_spelling(prefix, letters + b"([0-9]+)"))


def _usual_spelling(prefix: bytes, address: bytes) -> bytes:
    """A cell as most programs spell it; groups: that of the address, style, type, formula, value, inline text."""
    p = re.escape(prefix)
    head = b"<" + p + b'c r="' + address + b'"(?: s="([0-9]+)")?(?: t="(s|str|b|e|n|inlineStr)")?'
    formula = b"(<" + p + b"f>[^<]*</" + p + b"f>|<" + p + b"f [^>]*/>|<" + p + b"f [^>]*[^/]>[^<]*</" + p + b"f>)?"
    value = b"<" + p + b"v>([^<]*)</" + p + b"v>"
    text = b"<" + p + b"is><" + p + b't(?: xml:space="preserve")?>([^<]*)</' + p + b"t></" + p + b"is>"
    return head + b"(?:/>|>" + formula + b"(?:" + value + b"|" + text + b")?</" + p + b"c>)"
