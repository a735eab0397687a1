"""What a PivotTable is to show, and where it stands on its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Value = str | int | float | bool | date | None
"""A cell of the source table; None is a blank one, a bool is shown as Yes or No."""


class Function(StrEnum):
    """How the values of one cell of the PivotTable are summed up; named as in the file."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Measure:
    """A value that a PivotTable sums up.

    Attributes:
        column: Header of the column.
        function: How it is summed up. Blank cells do not count, nor, except for `COUNT`, texts; days are numbers.
        caption: What it is called; "" for `Count of ID` and the like.
    """

    column: str
    function: Function = Function.COUNT
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A field above the PivotTable that says which rows count.

    Attributes:
        column: Header in the source table.
        values: Those that count, as the cells show them (dates ISO); empty for all. Values that no row holds are
            left out, and without any that one holds nothing counts.
    """

    column: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PivotChart:
    """A chart that follows its PivotTable: bars along the rows, stacked by the columns.

    Attributes:
        title: Above the chart.
        colors: Item of the first column field to its colour (RRGGBB); the others get one of a palette.
        horizontal: Bars from left to right, which leaves room for long names; False for upright ones.
    """

    title: str
    colors: Mapping[str, str] = field(default_factory=dict)
    horizontal: bool = True


@dataclass(frozen=True, slots=True)
class Pivot:
    """A PivotTable.

    Attributes:
        name: Unique in the workbook.
        rows: Headers of the fields whose items stand in the first columns, the outermost first; at least one.
        value: Header of the column that is summed up.
        columns: Headers of the fields whose items stand side by side, the outermost first.
        function: How it is summed up, as of a `Measure`.
        caption: What the value is called, as of a `Measure`.
        more: Further values, side by side with the first.
        filters: Which rows count; a row has to pass all of them.
        order: Header to items that come first, in this order and though no row may hold them yet; other items, and
            those of fields without an entry, follow in ascending order.
        chart: Drawn beside it; None for none.
    """

    name: str
    rows: tuple[str, ...]
    value: str
    columns: tuple[str, ...] = ()
    function: Function = Function.COUNT
    caption: str = ""
    more: tuple[Measure, ...] = ()
    filters: tuple[Filter, ...] = ()
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chart: PivotChart | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every value, in the order of the PivotTable."""
        return (Measure(self.value, self.function, self.caption), *self.more)

    @property
    def axes(self) -> tuple[str, ...]:
        """Headers of all fields that are shown by item."""
        return (*self.rows, *self.columns, *(one.column for one in self.filters))


@dataclass(frozen=True, slots=True)
class Block:
    """A block of cells; rows and columns count from 1."""

    row: int
    column: int
    height: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A PivotTable on its sheet.

    Attributes:
        pivot: What it shows.
        row: Row of its first filter or, without filters, of its first header; counts from 1.
        column: Its first column; counts from 1.
        chart: Where its chart is drawn; None where it has none.
    """

    pivot: Pivot
    row: int
    column: int
    chart: Block | None = None


@dataclass(frozen=True, slots=True)
class Slicer:
    """Buttons that choose items of one field, in all PivotTables of the sheet.

    Attributes:
        column: Header in the source table.
        place: Where it is drawn.
        columns: Buttons side by side.
    """

    column: str
    place: Block
    columns: int = 1


@dataclass(frozen=True, slots=True)
class PivotSheet:
    """The PivotTables of one sheet, which share one source.

    Attributes:
        title: Name of the sheet.
        source: Name of the table.
        pivots: In the order of their parts.
        slicers: Each governs all `pivots`.
    """

    title: str
    source: str
    pivots: tuple[Placed, ...]
    slicers: tuple[Slicer, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Headers of all fields that some PivotTable or slicer shows by item."""
        shown = [header for one in self.pivots for header in one.pivot.axes]
        return tuple(dict.fromkeys([*shown, *(one.column for one in self.slicers)]))

    @property
    def order(self) -> dict[str, tuple[str, ...]]:
        """Header to items that come first and are there though no row may hold them: also those of filters."""
        filters = [one for placed in self.pivots for one in placed.pivot.filters]
        return {one.column: one.values for one in filters} | {
            header: items for placed in self.pivots for header, items in placed.pivot.order.items()
        }
