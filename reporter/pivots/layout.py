"""What a PivotTable shows: which items stand where, and the numbers between them.

The layout is Excel's tabular form, one column for each row field: the one form that every program draws alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal

from reporter.pivots.cache import Cache, Field
from reporter.pivots.declaration import Filter, Function, Measure, Pivot, Placed

TOTAL = "All"
"""What the totals are called."""

VALUES = "Values"
"""What the field of several values is called."""

ALL = "(All)"
MULTIPLE = "(Multiple Items)"

_VERB = {
    Function.COUNT: "Count",
    Function.SUM: "Sum",
    Function.AVERAGE: "Average",
    Function.MIN: "Min",
    Function.MAX: "Max",
}

Places = tuple[int, ...]
"""One item of each field of an axis, as places in the fields' items."""

NumberKind = Literal["plain", "decimal", "day"]
"""How a number is to be shown: as it is, with two decimals, as a day."""

Shown = str | float
"""What a cell shows."""


@dataclass(frozen=True)
class Layout:
    """A PivotTable as it stands on its sheet; rows and columns of the sheet count from 1.

    Attributes:
        placed: What is shown where.
        cache: The source.
        rows: Items of the row fields, line by line without the total.
        columns: Items of the column fields, column by column without the total; one empty tuple without such fields.
        numbers: What is known of each measure for a line and a column; None for either is the total.
    """

    placed: Placed
    cache: Cache
    rows: tuple[Places, ...]
    columns: tuple[Places, ...]
    numbers: tuple[Mapping[tuple[Places | None, Places | None], float], ...]

    @property
    def pivot(self) -> Pivot:
        """What is shown."""
        return self.placed.pivot

    @property
    def top(self) -> int:
        """First row of the body; filters stand above it, with a blank row between."""
        filters = len(self.pivot.filters)
        return self.placed.row + (filters + 1 if filters else 0)

    @property
    def left(self) -> int:
        """First column."""
        return self.placed.column

    @property
    def first_data_row(self) -> int:
        """First row with numbers."""
        return self.top + self.header_rows

    @property
    def first_data_column(self) -> int:
        """First column with numbers."""
        return self.left + len(self.pivot.rows)

    @property
    def header_rows(self) -> int:
        """Rows of the body above the numbers."""
        return len(self.pivot.columns) + (2 if self.has_values_row else 1)

    @property
    def has_values_row(self) -> bool:
        """Whether the names of several values stand in a row of their own, below the items of the columns."""
        return bool(self.pivot.columns) and len(self.pivot.measures) > 1

    @property
    def bottom(self) -> int:
        """Last row: the total."""
        return self.first_data_row + len(self.rows)

    @property
    def right(self) -> int:
        """Last column: the total, where there are column fields."""
        return self.data_column(len(self.columns) + bool(self.pivot.columns), 0) - 1

    def data_column(self, column: int, measure: int) -> int:
        """Column of the sheet where a measure stands; both counted from 0, and the total behind the last column."""
        return self.first_data_column + column * len(self.pivot.measures) + measure

    @cached_property
    def captions(self) -> tuple[str, ...]:
        """What the values are called: unlike all fields, which Excel demands, if only by a space at the end."""
        taken = {header.casefold() for header in self.cache.places}
        found = []
        for one in self.pivot.measures:
            name = one.caption or f"{_VERB[one.function]} of {one.column}"
            while name.casefold() in taken:
                name += " "
            taken.add(name.casefold())
            found.append(name)
        return tuple(found)

    @cached_property
    def kinds(self) -> tuple[NumberKind, ...]:
        """How the numbers of each value are to be shown."""
        return tuple(map(self._kind, self.pivot.measures))

    def _kind(self, measure: Measure) -> NumberKind:
        if measure.function is Function.AVERAGE:
            return "decimal"
        is_picked = measure.function in (Function.MIN, Function.MAX)
        return "day" if is_picked and self.cache.holds_days(measure.column) else "plain"

    @cached_property
    def number_kinds(self) -> dict[tuple[int, int], NumberKind]:
        """Row and column on the sheet of each number to how it is to be shown."""
        return {place: self.kinds[measure] for place, measure, _ in self._numbers()}

    @cached_property
    def cells(self) -> dict[tuple[int, int], Shown]:
        """Row and column on the sheet to what the cell shows; blank cells are left out."""
        return dict(chain(self._filter_cells(), self._header_cells(), self._row_cells(), self._number_cells()))

    def _filter_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        for row, one in enumerate(self.pivot.filters, self.placed.row):
            yield (row, self.left), one.column
            yield (row, self.left + 1), _filter_label(one)

    def _header_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        heads = self.first_data_row - 1
        for column, header in enumerate(self.pivot.rows, self.left):
            yield (heads, column), header
        if self.has_values_row or not self.pivot.columns:
            for column in range(len(self.columns)):
                for measure, name in enumerate(self.captions):
                    yield (heads, self.data_column(column, measure)), name
        if self.pivot.columns:
            yield from self._column_cells()

    def _column_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        """What stands above the numbers where there are column fields."""
        total, several = len(self.columns), self.has_values_row
        if several:
            yield (self.top, self.first_data_column + len(self.pivot.columns)), VALUES
        else:
            yield (self.top, self.left), self.captions[0]
        for depth, header in enumerate(self.pivot.columns):
            yield (self.top, self.first_data_column + depth), header
            field = self.cache.field(header)
            for column, places in self._changes(self.columns, depth):
                yield (self.top + 1 + depth, self.data_column(column, 0)), _shown(field, places[depth])
        for measure, name in enumerate(self.captions):
            yield (self.top + 1, self.data_column(total, measure)), f"Total {name}" if several else TOTAL

    def _row_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        for depth, header in enumerate(self.pivot.rows):
            field = self.cache.field(header)
            for row, places in self._changes(self.rows, depth):
                yield (self.first_data_row + row, self.left + depth), _shown(field, places[depth])
        yield (self.bottom, self.left), TOTAL

    def _number_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        return ((place, number) for place, _, number in self._numbers())

    def _numbers(self) -> Iterator[tuple[tuple[int, int], int, float]]:
        """Place, measure and number of each cell that has one."""
        lines: tuple[Places | None, ...] = (*self.rows, None)
        columns: tuple[Places | None, ...] = (*self.columns, None) if self.pivot.columns else (None,)
        for row, line in enumerate(lines, self.first_data_row):
            for column, across in enumerate(columns):
                for measure, numbers in enumerate(self.numbers):
                    if (line, across) in numbers:
                        yield (row, self.data_column(column, measure)), measure, numbers[line, across]

    @staticmethod
    def _changes(axis: Sequence[Places], depth: int) -> Iterator[tuple[int, Places]]:
        """Where an item of that depth stands that the line before does not repeat."""
        before: Places = ()
        for index, places in enumerate(axis):
            if places[: depth + 1] != before:
                yield index, places
            before = places[: depth + 1]


def lay_out(placed: Placed, cache: Cache) -> Layout:
    """Finds what a PivotTable shows; KeyError for a header that the table lacks."""
    pivot = placed.pivot
    kept = _kept(pivot.filters, cache)
    lines = _axis(pivot.rows, cache, kept)
    across = _axis(pivot.columns, cache, kept)
    return Layout(
        placed,
        cache,
        tuple(sorted(set(lines))),
        tuple(sorted(set(across))) if pivot.columns else ((),),
        tuple(_gathered(one, cache, kept, lines, across) for one in pivot.measures),
    )


def _gathered(
    measure: Measure, cache: Cache, rows: Sequence[int], lines: Sequence[Places], across: Sequence[Places]
) -> Mapping[tuple[Places | None, Places | None], float]:
    """What is known of a measure for each line and column, and for the totals."""
    gathered: dict[tuple[Places, Places], list[float]] = {}
    for line, column, value in zip(lines, across, _values(measure, cache, rows), strict=True):
        if value is not None:
            gathered.setdefault((line, column), []).append(value)
    return {place: _summed(measure.function, values) for place, values in _with_totals(gathered).items()}


def chosen(one: Filter, cache: Cache) -> frozenset[int]:
    """Places of the items that pass a filter."""
    labels = cache.field(one.column).labels
    wanted = {value.casefold() for value in one.values}
    return frozenset(place for place, name in enumerate(labels) if not wanted or name.casefold() in wanted)


def _kept(filters: Iterable[Filter], cache: Cache) -> list[int]:
    """Numbers of the rows that pass all filters."""
    rows = list(range(len(cache.rows)))
    for one in filters:
        values, passing = cache.field(one.column).values, chosen(one, cache)
        rows = [row for row in rows if values[row] in passing]
    return rows


def _with_totals(
    gathered: Mapping[tuple[Places, Places], list[float]],
) -> dict[tuple[Places | None, Places | None], list[float]]:
    """The values of each line and column, and of the totals."""
    every: dict[tuple[Places | None, Places | None], list[float]] = {}
    for (line, column), values in gathered.items():
        for place in ((line, column), (line, None), (None, column), (None, None)):
            every.setdefault(place, []).extend(values)
    return every


def _axis(headers: Sequence[str], cache: Cache, rows: Sequence[int]) -> list[Places]:
    """The items of some fields, row by row."""
    if not headers:
        return [()] * len(rows)
    columns = [cache.field(header).values for header in headers]
    return list(zip(*([values[row] for row in rows] for values in columns), strict=True))


def _values(measure: Measure, cache: Cache, rows: Iterable[int]) -> list[float | None]:
    """The value of each row; None for one that does not count."""
    if measure.function is Function.COUNT:
        filled = cache.filled(measure.column)
        return [1.0 if filled[row] else None for row in rows]
    numbers = cache.numbers(measure.column)
    return [numbers[row] for row in rows]


def _summed(function: Function, values: list[float]) -> float:
    if function is Function.MIN:
        return min(values)
    if function is Function.MAX:
        return max(values)
    return sum(values) / len(values) if function is Function.AVERAGE else float(sum(values))


def _shown(field: Field, place: int) -> Shown:
    item = field.items[place]
    return item if isinstance(item, float) else field.labels[place]


def _filter_label(one: Filter) -> str:
    if not one.values:
        return ALL
    return one.values[0] if len(one.values) == 1 else MULTIPLE
