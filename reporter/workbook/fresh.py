"""New rows below a table: what is the same for all of them is worked out once, since there may be many thousands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reporter.workbook.cells import Place, cell_content
from reporter.workbook.data import Value
from reporter.workbook.styles import Styles

_LONGEST_REPEATED = 400
"""Characters up to which texts are expected to stand in several rows."""


@dataclass(frozen=True, slots=True)
class FreshColumn:
    """What the new cells of one column have in common.

    Attributes:
        name: The column.
        number: On the sheet, from 1.
        letters: The same as `F`.
        style: Number of the cell format; 0 is the default.
        formula: From the number of a row to the `<f>` element of its cell; None for a column that is not calculated.
        mark: Attribute that its cells have as dynamic array formulas, with a space before it; mostly nothing.
    """

    name: str
    number: int
    letters: str
    style: int
    formula: Callable[[int], str] | None = None
    mark: str = ""


class FreshRows:
    """Writes rows that the sheet does not have yet.

    Args:
        columns: Of the table, from left to right.
        styles: The cell formats of the workbook.
        prefix: Namespace prefix of the sheet with its colon.
        place: From the number of a row and the name of a column to the place that a message names.
        date1904: Date system of the workbook.
    """

    def __init__(
        self,
        columns: tuple[FreshColumn, ...],
        styles: Styles,
        prefix: str,
        place: Callable[[int, str], Place],
        *,
        date1904: bool,
    ) -> None:
        self.columns = columns
        self._styles, self._prefix, self._place, self._date1904 = styles, prefix, place, date1904
        self._texts: dict[str, str] = {}

    def cells(self, number: int, values: Mapping[str, Value]) -> dict[int, bytes]:
        """The `<c>` elements of a row, by the numbers of their columns; those without anything in them are left out.

        Raises:
            WorkbookError: A value does not fit into a cell.
        """
        found: dict[int, bytes] = {}
        for column in self.columns:
            value = values.get(column.name)
            formula = column.formula(number) if column.formula else ""
            style = self._style(column, number, value)
            inside = self._inside(column, number, value, formula)
            if style or inside:
                look = f' s="{style}"' if style else ""
                end = f"{inside}</{self._prefix}c>" if inside else "/>"
                found[column.number] = f'<{self._prefix}c r="{column.letters}{number}"{look}{column.mark}{end}'.encode()
        return found

    def _style(self, column: FreshColumn, number: int, value: Value) -> int:
        if isinstance(value, date) and not self._styles.kind(column.style):
            place = self._place(number, column.name)
            return self._styles.date_style(column.style, isinstance(value, datetime), place)
        return column.style

    def _inside(self, column: FreshColumn, number: int, value: Value, formula: str) -> str:
        """The rest of the start tag and what stands in the cell; "" for a blank cell."""
        if isinstance(value, str) and not formula:
            known = self._texts.get(value)
            if known is not None:
                return known
        elif value is None:
            return f">{formula}" if formula else ""
        place = self._place(number, column.name)
        kind, content = cell_content(value, place, self._prefix, bool(formula), self._date1904)
        inside = f"{kind}>{formula}{content}" if formula or content else ""
        if isinstance(value, str) and not formula and len(value) <= _LONGEST_REPEATED:
            self._texts[value] = inside
        return inside
