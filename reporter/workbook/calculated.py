"""Calculated columns of a table: which ones they are, and the formula that a new row gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from reporter.workbook.cells import Place
from reporter.workbook.formulas import FormulaArea, formula_areas, has_relative_rows, shift_rows
from reporter.workbook.markup import escape
from reporter.workbook.sheet import Cell, Formula, Sheet
from reporter.workbook.tablexml import TablePart

_LOOKED_AT = 5
_MARK = re.compile(rb"""\scm\s*=\s*["']\d+["']""")


class Written(NamedTuple):
    """A formula without "=", the row that it was written for, and whether it is an array formula."""

    text: str
    row: int
    is_array: bool


class CalculatedColumns:
    """The calculated columns of one table.

    The table part says which they are. A program that saves tables without that (LibreOffice does) leaves the formulas
    in the cells: there a column is calculated whose last rows all hold the same formula.

    Args:
        sheet: The cells of the table's sheet.
        table: The table.
    """

    def __init__(self, sheet: Sheet, table: TablePart) -> None:
        self._sheet, self._table = sheet, table
        self._by_use = self._formulas_by_use()

    def holds(self, index: int) -> bool:
        """Whether a column, counted from 0, is calculated."""
        return self._table.columns[index].formula is not None or index in self._by_use

    def formula(self, index: int, number: int, like: int, place: Place) -> str | None:
        """The `<f>` element that a new cell gets; None for an ordinary column.

        Args:
            index: The column, counted from 0.
            number: Row of the new cell.
            like: Row whose formula is filled down, where its addresses are relative.
            place: For messages.

        Raises:
            WorkbookError: The formula has relative addresses, and the row `like` does not show for which row.
        """
        prefix = self._sheet.markup.prefix.decode()
        written = self._written(index, like, place)
        if written is None:
            return None
        array = f' t="array" ref="{place.cell}"' if written.is_array else ""
        return f"<{prefix}f{array}>{escape(shift_rows(written.text, number - written.row))}</{prefix}f>"

    def filled_down(self, index: int, like: int, place: Callable[[int, str], Place]) -> Callable[[int], str] | None:
        """From the number of a row to its `<f>` element; None for an ordinary column. Arguments as for `formula`."""
        name = self._table.columns[index].name
        written = self._written(index, like, place(like + 1, name))
        if written is None:
            return None
        if written.is_array or has_relative_rows(written.text):
            return lambda number: self.formula(index, number, like, place(number, name)) or ""
        text = self.formula(index, like, like, place(like, name)) or ""
        return lambda _number: text

    def mark(self, index: int, like: int) -> bytes:
        """Attribute of a calculated column's cells that are dynamic array formulas; nothing for other columns."""
        cell = self._sheet.cell(like, self._table.area.left + index)
        return mark_of(cell) if cell is not None and self.holds(index) else b""

    def _written(self, index: int, like: int, place: Place) -> Written | None:
        column = self._table.columns[index]
        if column.formula is None:
            return self._by_use.get(index)
        if not has_relative_rows(column.formula):
            return Written(column.formula, like, column.is_array)
        # The table part does not say which row such a formula was written for; the row above does.
        above = self._formula_at(self._sheet.cell(like, self._table.area.left + index))
        if above is None:
            raise place.refuse(
                f"the column is calculated by a formula with relative addresses (={column.formula[:60]})",
                f"Let the formula use column names, as in {self._table.name}[[#This Row],[{column.name}]]",
            )
        return Written(above.text, like, column.is_array)

    def _formulas_by_use(self) -> dict[int, Written]:
        data = self._table.data
        last = self._sheet.rows.get(data.bottom)
        if last is None or data.bottom < data.top:
            return {}
        if data.bottom == data.top and any(column.formula is not None for column in self._table.columns):
            # A single row shows no habit; where the part tells of other columns, it would tell of this one too.
            return {}
        found = {}
        for cell in self._sheet.cells(last):
            index = cell.column - data.left
            if data.left <= cell.column <= data.right and self._table.columns[index].formula is None:
                formula = self._formula_at(cell)
                if formula is not None and self._is_filled_down(cell.column, formula):
                    found[index] = Written(formula.text, data.bottom, is_array=formula.attributes.get("t") == "array")
        return found

    def _is_filled_down(self, column: int, last: Formula) -> bool:
        """Whether the rows above hold the formula of the last one."""
        data = self._table.data
        for number in range(max(data.top, data.bottom - _LOOKED_AT + 1), data.bottom):
            above = self._formula_at(self._sheet.cell(number, column))
            if above is None or shift_rows(above.text, data.bottom - number) != last.text:
                return False
        return True

    def _formula_at(self, cell: Cell | None) -> Formula | None:
        """A cell's formula as it reads there, also where it is shared; None where it belongs to more cells or none."""
        formula = self._sheet.formula(cell) if cell is not None else None
        if cell is None or formula is None:
            return None
        kind = formula.attributes.get("t", "normal")
        if kind == "shared":
            return self._shared(cell, formula)
        own = kind == "normal" or (kind == "array" and formula.attributes.get("ref", cell.address) == cell.address)
        return formula if own and formula.text else None

    def _shared(self, cell: Cell, formula: Formula) -> Formula | None:
        """A shared formula as it reads in a cell: the first cell of its range, in the same column, has it in full."""
        group = formula.attributes.get("si")
        for kind, area, number in self._areas:
            if kind == "shared" and number == group and area.left == area.right == cell.column:
                first = self._sheet.cell(area.top, area.left)
                found = self._sheet.formula(first) if first is not None else None
                if found is not None and found.text and found.attributes.get("si") == group:
                    return Formula(formula.source, {}, shift_rows(found.text, cell.row - area.top))
        return None

    @cached_property
    def _areas(self) -> list[FormulaArea]:
        return formula_areas(self._sheet.markup.data)


def mark_of(cell: Cell) -> bytes:
    """The attribute, with a space before it, by which Excel tells a dynamic array formula from one in braces."""
    match = _MARK.search(cell.tag)
    return match[0] if match and cell.content.strip() else b""


def with_mark(xml: bytes, mark: bytes) -> bytes:
    """A `<c>` element with the attribute."""
    return xml.replace(b" r=", mark + b" r=", 1)
