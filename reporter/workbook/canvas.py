"""The cells to be written on one sheet, gathered first and then cut into its bytes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from reporter.workbook.markup import Edit, attributes, set_attribute, spliced
from reporter.workbook.ranges import WHOLE_SHEET, Area
from reporter.workbook.sheet import Row, Sheet

_ROW_ATTRIBUTE = re.compile(rb"""\s([^\s=<>/"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_LOOK = (b"s", b"customFormat")


class Canvas:
    """Cells to be written on a sheet.

    Args:
        sheet: As it stands in the file; it is not changed.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.edits: list[Edit] = []
        self._cells: dict[int, dict[int, bytes]] = {}
        self._models: dict[int, int] = {}
        self._heights: dict[int, float] = {}

    def put(self, row: int, column: int, xml: bytes) -> None:
        """Set a cell to a `<c>` element."""
        self._cells.setdefault(row, {})[column] = xml

    def put_row(self, row: int, cells: dict[int, bytes]) -> None:
        """Set cells of a row, by the numbers of their columns; another table beside may have set some before."""
        known = self._cells.setdefault(row, cells)
        if known is not cells:
            known.update(cells)

    def model(self, row: int, like: int) -> None:
        """Let a row, should it be new, look like another one."""
        self._models[row] = like

    def height(self, row: int, points: float) -> None:
        """Let a row be so tall at least, unless its height was set by hand; Excel fits it anew when it is edited."""
        self._heights[row] = points

    @cached_property
    def column_styles(self) -> list[tuple[int, int, int]]:
        """First column, last column and cell format of the columns that have one."""
        markup = self.sheet.markup
        found = []
        for node in markup.nodes("col", 0, self.sheet.body.start):
            known = attributes(markup.tag(node))
            if "style" in known:
                found.append((int(known["min"]), int(known["max"]), int(known["style"])))
        return found

    def style_at(self, row: int, column: int) -> int:
        """Cell format that a cell has or would have when typed into: its own, else its row's, else its column's."""
        cell = self.sheet.cell(row, column)
        if cell is not None:
            return cell.style
        span = self.sheet.rows.get(row)
        if span is not None:
            known = attributes(self.sheet.markup.data[span.start : span.content])
            if known.get("customFormat") in ("1", "true"):
                return int(known.get("s", "0"))
        return next((style for first, last, style in self.column_styles if first <= column <= last), 0)

    def used(self, within: Area = WHOLE_SHEET) -> Area | None:
        """The smallest area with all cells to be written that lie within another one; None without any."""
        inside = {
            row: columns
            for row, cells in self._cells.items()
            if within.top <= row <= within.bottom
            and (columns := [column for column in cells if within.left <= column <= within.right])
        }
        if not inside:
            return None
        lefts, rights = map(min, inside.values()), map(max, inside.values())
        return Area(min(lefts), min(inside), max(rights), max(inside))

    def render(self) -> bytes:
        """The worksheet part with everything written."""
        return b"".join(self.pieces())

    def pieces(self) -> Sequence[bytes | memoryview]:
        """The same in pieces that lie one behind the other; what stays of a large sheet is not copied."""
        edits = list(self.edits)
        new_rows: dict[int, list[bytes]] = {}
        # A new row without a cell needs no element.
        for number in sorted(number for number, cells in self._cells.items() if cells):
            span = self.sheet.rows.get(number)
            if span is None:
                new_rows.setdefault(self._place(number), []).append(self._new_row(number))
            else:
                edits += self._row_edits(span)
        for place, rows in new_rows.items():
            edits.append(self._insertion(place, b"".join(rows)))
        return list(spliced(self.sheet.markup.data, edits))

    def _place(self, number: int) -> int:
        """Offset at which a new row belongs."""
        numbers = self.sheet.row_numbers
        index = bisect_right(numbers, number)
        return self.sheet.rows[numbers[index - 1]].end if index else self.sheet.body.content

    def _insertion(self, place: int, rows: bytes) -> Edit:
        markup, body = self.sheet.markup, self.sheet.body
        if body.content == body.end:
            return Edit(body.start, body.end, _opened(markup.tag(body)) + rows + b"</" + markup.prefix + b"sheetData>")
        return Edit(place, place, rows)

    def _new_row(self, number: int) -> bytes:
        prefix, cells = self.sheet.markup.prefix, self._cells[number]
        model = self.sheet.rows.get(self._models.get(number, 0))
        tag = b"<" + prefix + b'row r="%d"%s>' % (number, self._look_of(model) if model else b"")
        tag = self._with_height(tag, number)
        content = b"".join(cells[column] for column in sorted(cells))
        return _with_spans(tag, min(cells), max(cells)) + content + b"</" + prefix + b"row>"

    def _with_height(self, tag: bytes, number: int) -> bytes:
        known = attributes(tag)
        if number not in self._heights or known.get("customHeight") in ("1", "true"):
            return tag
        return set_attribute(tag, "ht", f"{max(self._heights[number], float(known.get('ht', 0))):g}")

    def _look_of(self, model: Row) -> bytes:
        """Attributes that a new row takes over: extent, format and a height set by hand; never being hidden."""
        tag = self.sheet.markup.data[model.start : model.content]
        has_height = attributes(tag).get("customHeight") in ("1", "true")
        kept = [
            match[0].strip()
            for match in _ROW_ATTRIBUTE.finditer(tag)
            if match[1] == b"spans"
            or match[1] in _LOOK
            or match[1].endswith(b":dyDescent")
            or (has_height and match[1] in (b"ht", b"customHeight"))
        ]
        return b"".join(b" " + one for one in kept)

    def _row_edits(self, span: Row) -> list[Edit]:
        """Edits that write the cells of a row that exists."""
        markup, wanted = self.sheet.markup, dict(self._cells[span.number])
        tag = markup.data[span.start : span.content]
        wide = self._with_height(_with_spans(tag, min(wanted), max(wanted)), span.number)
        if span.content == span.end:
            content = b"".join(wanted[column] for column in sorted(wanted))
            return [Edit(span.start, span.end, _opened(wide) + content + b"</" + markup.prefix + b"row>")]
        edits = [Edit(span.start, span.content, wide)] if wide != tag else []
        for cell in self.sheet.cells(span):
            before = sorted(column for column in wanted if column < cell.column)
            edits += [Edit(cell.start, cell.start, wanted.pop(column)) for column in before]
            if cell.column in wanted:
                edits.append(Edit(cell.start, cell.end, wanted.pop(cell.column)))
        edits += [Edit(span.content_end, span.content_end, wanted[column]) for column in sorted(wanted)]
        return edits


def _opened(tag: bytes) -> bytes:
    """The start tag of an empty element, made to hold something."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def _with_spans(tag: bytes, first: int, last: int) -> bytes:
    """A row's start tag whose `spans`, where it has them, take in some columns."""
    spans = attributes(tag).get("spans")
    if not spans:
        return tag
    ranges = [tuple(int(end) for end in one.split(":")) for one in spans.split()]
    if any(low <= first and last <= high for low, high in ranges):
        return tag
    low, high = min(first, *(one[0] for one in ranges)), max(last, *(one[1] for one in ranges))
    return set_attribute(tag, "spans", f"{low}:{high}")
