"""What a change of one table means for the cells of its sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from reporter.model import WorkbookError
from reporter.workbook.addressing import Columns, rows_of
from reporter.workbook.book import Book, SheetPart
from reporter.workbook.bulk import BulkReader
from reporter.workbook.calculated import CalculatedColumns, mark_of, with_mark
from reporter.workbook.canvas import Canvas
from reporter.workbook.cells import PLAIN, Place, cell_xml, is_blank, key_text, plain, same_value
from reporter.workbook.data import CellChange, TableChange, Value
from reporter.workbook.fresh import FreshColumn, FreshRows
from reporter.workbook.obstacles import Obstacles
from reporter.workbook.ranges import Area, Growth, column_letters
from reporter.workbook.sheet import Cell, Sheet
from reporter.workbook.tablexml import TablePart

_REFERENCE = re.compile(rb"""(\sr\s*=\s*["'])[A-Z]+\d+(["'])""")


@dataclass
class SheetPlan:
    """Everything planned for one sheet.

    Attributes:
        part: The sheet in the workbook.
        sheet: Its cells as they stand.
        canvas: The cells to be written.
        obstacles: What forbids a change.
        growths: How its tables grow, by the name of the table's part.
        moves: Formulas that move or go, by their address; None where the formula is gone.
        gains_formulas: Whether a cell gets a formula.
    """

    part: SheetPart
    sheet: Sheet
    canvas: Canvas
    obstacles: Obstacles
    growths: dict[str, Growth] = field(default_factory=dict)
    moves: dict[str, str | None] = field(default_factory=dict)
    gains_formulas: bool = False

    def areas_beside(self, table: TablePart) -> list[Area]:
        """Ranges of the sheet's other tables as they will be."""
        areas = []
        for other in self.part.tables:
            if other.part != table.part:
                grown = self.growths[other.part].rows if other.part in self.growths else 0
                areas.append(other.area._replace(bottom=other.area.bottom + grown))
        return areas


class TablePlan:
    """Plans the changes of one table.

    Args:
        book: The workbook.
        plan: Of the table's sheet; receives what is planned.
        table: The table.
    """

    def __init__(self, book: Book, plan: SheetPlan, table: TablePart) -> None:
        self._book, self._plan, self._table = book, plan, table
        self._sheet, self._canvas = plan.sheet, plan.canvas
        self._columns = Columns((column.name for column in table.columns), self._refuse)
        self._index = self._columns.index
        self._calculated = CalculatedColumns(plan.sheet, table)
        self._set: dict[tuple[int, int], Value] = {}

    def change(self, change: TableChange) -> tuple[list[CellChange], int]:
        """Plan updates and new rows.

        Returns:
            The cells of existing rows that change, and the number of new rows.

        Raises:
            WorkbookError: A column or key is missing or ambiguous, a value does not fit, or the file could not be
                changed without losing something.
        """
        update = {key: _plain(values) for key, values in change.update.items()}
        append = [_plain(row) for row in change.append]
        key_column = None if change.key is None else self._columns.find(change.key)
        if update and key_column is None:
            raise self._refuse(
                "rows are to be updated, but no key column is given", "Name the column that holds the ID"
            )
        rows = self._rows_of(key_column, update, append)
        changes: list[CellChange] = []
        for row_key, values in update.items():
            for name, value in values.items():
                if done := self._update(rows[row_key], row_key, self._columns.find(name), value):
                    changes.append(done)
            if row_key in change.growth:
                self._canvas.height(rows[row_key], change.growth[row_key])
        if append:
            new = [{self._columns.find(name): value for name, value in row.items()} for row in append]
            self._append(new, change.heights)
        return changes, len(append)

    def _rows_of(
        self,
        key_column: str | None,
        update: Mapping[str, Mapping[str, Value]],
        append: Sequence[Mapping[str, Value]],
    ) -> dict[str, int]:
        """Row number of each key to be updated, after checking that keys stay unique."""
        if key_column is None:
            return {}
        find = self._columns.find
        new = [key_text(value) for row in append for name, value in row.items() if find(name) == key_column]
        return rows_of(lambda: self._keys(key_column), key_column, update, new, self._refuse)

    def _keys(self, key_column: str) -> Iterator[tuple[int, str]]:
        """Row number and key of every row that has one."""
        for number, value in BulkReader(self._sheet, self._table).column(self._index[key_column]):
            yield number, key_text(value)

    def _update(self, row: int, row_key: str, name: str, value: Value) -> CellChange | None:
        """Plan one cell of an existing row; None where it already holds the value."""
        column = self._table.area.left + self._index[name]
        place = self._place(row, name)
        if (row, column) in self._set:
            if not same_value(self._set[row, column], value):
                raise place.refuse("the cell is to get two different values", "Give one of them")
            return None
        cell = self._sheet.cell(row, column)
        before = self._sheet.value(cell) if cell is not None else None
        if same_value(before, value):
            return None
        self._set[row, column] = value
        self._write(row, name, value, cell, place)
        return CellChange(
            self._table.name, self._plan.part.title, place.cell, row_key, name, before, None if value == "" else value
        )

    def _write(self, row: int, name: str, value: Value, cell: Cell | None, place: Place) -> None:
        """Put a value into a cell of an existing row; in a calculated column its formula stays."""
        index = self._index[name]
        formula = self._sheet.formula(cell) if cell is not None else None
        keeps = formula is not None and self._calculated.holds(index)
        column = self._table.area.left + index
        self._plan.obstacles.check_cell(cell, place, row, column, keeps_formula=keeps)
        if formula is not None and not keeps:
            self._plan.moves[place.cell] = None
        source = formula.source.decode() if formula is not None and keeps else None
        xml = self._cell(place, self._canvas.style_at(row, column), value, source)
        if source is not None and cell is not None:
            xml = with_mark(xml, mark_of(cell))
        self._canvas.put(row, column, xml)

    def _append(self, rows: Sequence[Mapping[str, Value]], heights: Sequence[float | None]) -> None:
        blank = self._blank_rows()
        fresh = max(0, len(rows) - len(blank))
        data = self._table.data
        if fresh:
            self._grow(fresh)
        for number, values in zip(blank, rows, strict=False):
            self._fill(number, values)
        if fresh:
            self._add(rows[len(blank) :])
        first = blank[0] if blank else data.bottom + 1
        for number, points in enumerate(heights, start=first):
            if points is not None:
                self._canvas.height(number, points)

    def _blank_rows(self) -> list[int]:
        """Rows of an empty table, which Excel keeps as one or more blank ones; none where any row holds a value."""
        data = self._table.data
        if any(self._sheet.formula(cell) is None for cell in self._sheet.used_cells(data)):
            return []
        return list(range(data.top, data.bottom + 1))

    def _grow(self, rows: int) -> None:
        table, plan = self._table, self._plan
        plan.obstacles.check_growth(table, rows, plan.areas_beside(table))
        if table.totals:
            plan.obstacles.check_totals(table)
            self._move_totals(rows)
        plan.growths[table.part] = Growth(table.data, rows, bool(table.totals))

    def _move_totals(self, rows: int) -> None:
        area = self._table.area
        for column in range(area.left, area.right + 1):
            cell = self._sheet.cell(area.bottom, column)
            if cell is None:
                continue
            target = f"{column_letters(column)}{area.bottom + rows}"
            source = self._sheet.markup.data[cell.start : cell.end]
            moved = _REFERENCE.sub(rb"\g<1>" + target.encode() + rb"\g<2>", source, count=1)
            if moved == source:
                head = len(b"<" + self._sheet.markup.prefix + b"c")
                moved = source[:head] + f' r="{target}"'.encode() + source[head:]
            self._canvas.put(area.bottom + rows, column, moved)
            self._canvas.put(area.bottom, column, self._cell(self._place(area.bottom, ""), 0, None, None))
            if self._sheet.formula(cell) is not None:
                self._plan.moves[cell.address] = target
        self._canvas.model(area.bottom + rows, area.bottom)

    def _fill(self, number: int, values: Mapping[str, Value]) -> None:
        """Write a new row into a blank one."""
        for index, column in enumerate(self._table.columns):
            place = self._place(number, column.name)
            cell = self._sheet.cell(number, self._table.area.left + index)
            has_formula = cell is not None and self._sheet.formula(cell) is not None
            if self._calculated.holds(index) and not has_formula:
                style = self._canvas.style_at(number, self._table.area.left + index)
                self._put_new(number, index, values.get(column.name), style, place, like=number)
            elif not is_blank(values.get(column.name)):
                self._write(number, column.name, values[column.name], cell, place)

    def _add(self, rows: Sequence[Mapping[str, Value]]) -> None:
        """Write new rows below the table."""
        data = self._table.data
        fresh = self._fresh(data.bottom) if data.bottom >= data.top else None
        for number, values in enumerate(rows, start=data.bottom + 1):
            # A table without any data row has nothing above but its header, which new rows must not look like.
            like = data.bottom if fresh else number
            self._canvas.model(number, like)
            if fresh and number not in self._sheet.rows:
                self._canvas.put_row(number, fresh.cells(number, values))
                continue
            for index, column in enumerate(self._table.columns):
                style = self._canvas.style_at(like, data.left + index)
                self._put_new(number, index, values.get(column.name), style, self._place(number, column.name), like)

    def _fresh(self, like: int) -> FreshRows:
        """What writes new rows that look like the row of that number."""
        left = self._table.data.left
        columns = tuple(
            FreshColumn(
                column.name,
                left + index,
                column_letters(left + index),
                self._canvas.style_at(like, left + index),
                self._calculated.filled_down(index, like, self._place),
                self._calculated.mark(index, like).decode(),
            )
            for index, column in enumerate(self._table.columns)
        )
        self._plan.gains_formulas = self._plan.gains_formulas or any(one.formula for one in columns)
        prefix = self._sheet.markup.prefix.decode()
        return FreshRows(columns, self._book.styles, prefix, self._place, date1904=self._book.date1904)

    def _put_new(self, number: int, index: int, value: Value, style: int, place: Place, like: int) -> None:
        formula = self._calculated.formula(index, number, like, place)
        existing = self._sheet.cell(number, self._table.area.left + index)
        if existing is None and formula is None and is_blank(value) and not style:
            return
        self._plan.gains_formulas = self._plan.gains_formulas or formula is not None
        xml = self._cell(place, style, value, formula)
        if formula is not None:
            xml = with_mark(xml, self._calculated.mark(index, like))
        self._canvas.put(number, self._table.area.left + index, xml)

    def _cell(self, place: Place, style: int, value: Value, formula: str | None) -> bytes:
        if isinstance(value, date) and not self._book.styles.kind(style):
            style = self._book.styles.date_style(style, isinstance(value, datetime), place)
        return cell_xml(
            place.cell,
            value,
            place,
            prefix=self._sheet.markup.prefix.decode(),
            style=style,
            formula=formula,
            date1904=self._book.date1904,
        )

    def _place(self, row: int, column: str) -> Place:
        letters = column_letters(self._table.area.left + self._index.get(column, 0))
        return Place(self._book.file, self._plan.part.title, f"{letters}{row}", self._table.name, column)

    def _refuse(self, problem: str, hint: str) -> WorkbookError:
        place = f"{self._plan.part.title}, table {self._table.name}"
        return WorkbookError(problem, file=self._book.file, place=place, hint=hint)


def _plain(row: Mapping[str, Value]) -> Mapping[str, Value]:
    """A row of plain values; nearly all rows are, and those are not copied."""
    if PLAIN.issuperset(map(type, row.values())):
        return row
    return {name: value if type(value) in PLAIN else plain(value) for name, value in row.items()}
