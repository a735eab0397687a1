"""A worksheet's rows and cells, found by offset and read where they lie."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import cache, cached_property
from typing import NamedTuple

from reporter.model import WorkbookError
from reporter.workbook.cells import DateKind, date_of_serial, decode_number, decode_text
from reporter.workbook.data import Value
from reporter.workbook.markup import ATTRIBUTES, Markup, Node, attributes, start_tag
from reporter.workbook.ranges import Area, column_letters, column_number
from reporter.workbook.strings import text_of
from reporter.workbook.styles import Styles


class Row(NamedTuple):
    """A `<row>` element: its number from 1, and offsets of its start tag, its content and its end."""

    number: int
    start: int
    content: int
    content_end: int
    end: int


class Cell(NamedTuple):
    """A `<c>` element.

    Attributes:
        row: Row number, from 1.
        column: Column number, from 1.
        start: Offset of its start tag.
        end: Offset after it.
        tag: Its attributes as written.
        content: What stands in it.
    """

    row: int
    column: int
    start: int
    end: int
    tag: bytes
    content: bytes

    @property
    def address(self) -> str:
        """`F12`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def style(self) -> int:
        """Number of its cell format."""
        match = _STYLE.search(self.tag)
        return int(match[1]) if match else 0


class Formula(NamedTuple):
    """A cell's `<f>` element: as written, with its attributes and its text."""

    source: bytes
    attributes: dict[str, str]
    text: str


class Context(NamedTuple):
    """What a cell's value depends on besides the cell."""

    strings: Sequence[str]
    styles: Styles
    date1904: bool


class Sheet:
    """The cells of one worksheet.

    Args:
        markup: The worksheet part.
        title: The sheet's title.
        context: Shared strings, cell formats and date system of the workbook.
        damaged: Makes the error for a part that does not follow the format, from a sentence.
    """

    def __init__(self, markup: Markup, title: str, context: Context) -> None:
        self.markup = markup
        self.title = title
        self.context = context
        self._patterns = _patterns(markup.prefix)
        node = markup.node("sheetData")
        if node is None:
            raise WorkbookError(f"the sheet {title} has no cells that can be read", hint="Save the workbook in Excel")
        self.body: Node = node

    @cached_property
    def rows(self) -> dict[int, Row]:
        """All `<row>` elements by number, from top to bottom."""
        mask, prefix = self.markup.mask, self.markup.prefix
        usual, any_row, close = self._patterns.row, start_tag(prefix + b"row"), b"</" + prefix + b"row"
        rows: dict[int, Row] = {}
        number, position, stop = 0, self.body.content, self.body.content_end
        while match := usual.match(mask, position, stop) or any_row.search(mask, position, stop):
            given = match[1] if match.re is usual else _number_of_row(match[1])
            following = int(given) if given else number + 1
            if following <= number:
                raise WorkbookError(
                    f"the rows of the sheet {self.title} are out of order (row {following})",
                    hint="Open the workbook in Excel, save it and run again",
                )
            number = following
            if match[2]:
                position = match.end()
                rows[number] = Row(number, match.start(), position, position, position)
            else:
                content_end = mask.index(close, match.end())
                position = mask.index(b">", content_end) + 1
                rows[number] = Row(number, match.start(), match.end(), content_end, position)
        return rows

    @cached_property
    def row_numbers(self) -> list[int]:
        """Numbers of the rows that exist, ascending."""
        return list(self.rows)

    def cells(self, row: Row) -> Iterator[Cell]:
        """Cells of a row from left to right."""
        data, column = self.markup.data, 0
        for match in self._patterns.cell.finditer(self.markup.mask, row.content, row.content_end):
            address = _ADDRESS.search(match[1])
            column = column_number(address[1].decode()) if address else column + 1
            yield Cell(row.number, column, match.start(), match.end(), match[1], data[match.start(2) : match.end(2)])

    def cell(self, row: int, column: int) -> Cell | None:
        """One cell; None where the file has none there."""
        span = self.rows.get(row)
        if span is None:
            return None
        direct = _direct_pattern(self.markup.prefix, column_letters(column))
        match = direct.search(self.markup.mask, span.content, span.content_end)
        if match:
            content = self.markup.data[match.start(2) : match.end(2)]
            return Cell(row, column, match.start(), match.end(), match[1], content)
        return next((cell for cell in self.cells(span) if cell.column == column), None)

    def used_cells(self, area: Area) -> Iterator[Cell]:
        """Cells of an area that hold a value or a formula, row by row."""
        first = bisect_left(self.row_numbers, area.top)
        for number in self.row_numbers[first:]:
            if number > area.bottom:
                return
            for cell in self.cells(self.rows[number]):
                if area.left <= cell.column <= area.right and cell.content.strip():
                    yield cell

    def formula(self, cell: Cell) -> Formula | None:
        """A cell's formula; None for a constant."""
        if b"<" + self.markup.prefix + b"f" not in cell.content:
            return None
        match = self._patterns.formula.search(cell.content)
        return Formula(match[0], attributes(match[1]), decode_text(match[2] or b"")) if match else None

    def value(self, cell: Cell) -> Value:
        """What a cell holds; of a formula the cached result."""
        content = cell.content
        if not content:
            return None
        kind = _TYPE.search(cell.tag)
        name = kind[1] if kind else b"n"
        if name == b"inlineStr":
            inline = self._patterns.inline.search(content)
            return text_of(inline[1] or b"", self.markup.prefix) if inline else None
        match = self._patterns.value.search(content)
        if match is None:
            return None
        raw = match[1]
        if b"<!" in raw:
            raw = text_of(b"<t>" + raw + b"</t>", b"").encode()
        return self._typed(name, raw.strip() if name not in _TEXTUAL else raw, cell)

    def _typed(self, kind: bytes, raw: bytes, cell: Cell) -> Value:
        try:
            if kind == b"s":
                return self.context.strings[int(raw)]
            if kind == b"n":
                return self._number(raw, cell) if raw else None
            if kind == b"b":
                return raw in (b"1", b"true")
            if kind == b"d":
                return _iso_date(raw.decode(), self._kind(cell))
            return decode_text(raw)
        except (ValueError, IndexError):
            raise WorkbookError(
                f"the cell holds {raw[:40].decode(errors='replace')!r}, which is no value of its type",
                place=f"{self.title}!{cell.address}",
                hint="Open the workbook in Excel, let Excel repair it and save it",
            ) from None

    def _number(self, raw: bytes, cell: Cell) -> Value:
        number = decode_number(raw)
        kind = self._kind(cell)
        return date_of_serial(number, kind, self.context.date1904) if kind else number

    def _kind(self, cell: Cell) -> DateKind:
        """What the cell's number format shows."""
        return self.context.styles.kind(cell.style)


def _number_of_row(attributes: bytes) -> bytes | None:
    found = _ROW_NUMBER.search(attributes)
    return found[1] if found else None


class _Patterns(NamedTuple):
    row: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    value: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    inline: re.Pattern[bytes]


_TEXTUAL = (b"str", b"e", b"inlineStr")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Z]+)\d+["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")


@cache
def _patterns(prefix: bytes) -> _Patterns:
    name = re.escape(prefix)
    return _Patterns(
        # As nearly all are spelt, one right behind the other: its number, and the slash of an empty one.
        row=re.compile(b"<" + name + rb'row r="([0-9]+)"(?: [\w:]+="[^"<>]*")*(/?)>'),
        cell=re.compile(
            b"<" + name + b"c(?=[\\s/>])(" + ATTRIBUTES + rb")\s*(?:/>|>(.*?)</" + name + rb"c\s*>)", re.DOTALL
        ),
        value=re.compile(b"<" + name + rb"v(?:\s[^>]*)?>(.*?)</" + name + rb"v\s*>", re.DOTALL),
        formula=re.compile(
            b"<" + name + b"f(?=[\\s/>])(" + ATTRIBUTES + rb")\s*(?:/>|>(.*?)</" + name + rb"f\s*>)", re.DOTALL
        ),
        inline=re.compile(b"<" + name + rb"is(?:\s[^>]*)?>(.*?)</" + name + rb"is\s*>", re.DOTALL),
    )


@cache
def _direct_pattern(prefix: bytes, letters: str) -> re.Pattern[bytes]:
    """Finds the cell of one column without looking at the others of its row."""
    name, address = re.escape(prefix), letters.encode() + rb"\d+"
    return re.compile(
        b"<" + name + rb"c(\s+r=\"" + address + b'"' + ATTRIBUTES + rb")\s*(?:/>|>(.*?)</" + name + rb"c\s*>)",
        re.DOTALL,
    )


def _iso_date(text: str, kind: DateKind) -> Value:
    """The value of a cell of type `d`: a day, a moment, or a time as the part of a day. Excel knows no time zones."""
    if "T" not in text:
        return _part_of_day(time.fromisoformat(text)) if ":" in text else date.fromisoformat(text.rstrip("Z"))
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    return moment.date() if kind == "date" and moment.time() == time() else moment


def _part_of_day(moment: time) -> float:
    return (moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6) / 86_400
