"""What a PivotTable shows: which items stand where, and the numbers between them.

The layout is Excel's tabular form, one column for each row field: the one form that every program draws alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from reporter.pivots.cache import Cache, Field
from reporter.pivots.declaration import Filter, Function, Pivot, Placed

TOTAL = "All"
"""What the totals are called."""

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
        numbers: What is known for a line and a column; None for either is the total.
    """

    placed: Placed
    cache: Cache
    rows: tuple[Places, ...]
    columns: tuple[Places, ...]
    numbers: Mapping[tuple[Places | None, Places | None], float]

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
        return len(self.pivot.columns) + 1

    @property
    def bottom(self) -> int:
        """Last row: the total."""
        return self.first_data_row + len(self.rows)

    @property
    def right(self) -> int:
        """Last column: the total, where there are column fields."""
        return self.first_data_column + len(self.columns) - (0 if self.pivot.columns else 1)

    @property
    def caption(self) -> str:
        """What the value is called."""
        return caption(self.pivot)

    @cached_property
    def cells(self) -> dict[tuple[int, int], Shown]:
        """Row and column on the sheet to what the cell shows; blank cells are left out."""
        return dict(chain(self._filter_cells(), self._header_cells(), self._row_cells(), self._number_cells()))

    def _filter_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        for row, one in enumerate(self.pivot.filters, self.placed.row):
            yield (row, self.left), one.column
            yield (row, self.left + 1), _filter_label(one)

    def _header_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        captions = self.first_data_row - 1
        for column, header in enumerate(self.pivot.rows, self.left):
            yield (captions, column), header
        if not self.pivot.columns:
            yield (self.top, self.first_data_column), self.caption
            return
        yield (self.top, self.left), self.caption
        for depth, header in enumerate(self.pivot.columns):
            yield (self.top, self.first_data_column + depth), header
            field = self.cache.field(header)
            for column, places in self._changes(self.columns, depth):
                yield (self.top + 1 + depth, self.first_data_column + column), _shown(field, places[depth])
        yield (self.top + 1, self.right), TOTAL

    def _row_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        for depth, header in enumerate(self.pivot.rows):
            field = self.cache.field(header)
            for row, places in self._changes(self.rows, depth):
                yield (self.first_data_row + row, self.left + depth), _shown(field, places[depth])
        yield (self.bottom, self.left), TOTAL

    def _number_cells(self) -> Iterator[tuple[tuple[int, int], Shown]]:
        lines: tuple[Places | None, ...] = (*self.rows, None)
        columns: tuple[Places | None, ...] = (*self.columns, None) if self.pivot.columns else (None,)
        for row, line in enumerate(lines, self.first_data_row):
            for column, across in enumerate(columns, self.first_data_column):
                if (line, across) in self.numbers:
                    yield (row, column), self.numbers[line, across]

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
    numbers = _numbers(pivot, cache, kept)
    gathered: dict[tuple[Places, Places], list[float]] = {}
    for line, column, value in zip(lines, across, numbers, strict=True):
        if value is not None:
            gathered.setdefault((line, column), []).append(value)
    return Layout(
        placed,
        cache,
        tuple(sorted(set(lines))),
        tuple(sorted(set(across))) if pivot.columns else ((),),
        {place: _summed(pivot.function, values) for place, values in _with_totals(gathered).items()},
    )


def caption(pivot: Pivot) -> str:
    """What the value is called."""
    return pivot.caption or f"{_VERB[pivot.function]} of {pivot.value}"


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


def _numbers(pivot: Pivot, cache: Cache, rows: Iterable[int]) -> list[float | None]:
    """The value of each row; None for one that does not count."""
    if pivot.function is Function.COUNT:
        filled = cache.filled(pivot.value)
        return [1.0 if filled[row] else None for row in rows]
    numbers = cache.numbers(pivot.value)
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
