"""Pivoting: groups of rows, and what is known of each, as a table that can be shown in any form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reporter.analysis.question import (
    Condition,
    Measure,
    by_default,
    condition,
    fields,
    measure,
    passing,
    shown,
    without_number,
)
from reporter.analysis.source import Source, key_of_table, with_a_full_column
from reporter.model import UsageError
from reporter.pivots import Function, Pivot, Placed
from reporter.pivots import Measure as PivotMeasure
from reporter.pivots.cache import make_cache
from reporter.pivots.layout import TOTAL, Layout, Places, lay_out

if TYPE_CHECKING:
    import pandas as pd

Number = float | date | None
"""A value of a crosstab; None where a group holds nothing, a date where days are compared."""


@dataclass(frozen=True, slots=True)
class Line:
    """A group of rows.

    Attributes:
        labels: Its item of each row field.
        numbers: One for each head.
    """

    labels: tuple[str, ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Crosstab:
    """A pivot as it is shown.

    Attributes:
        title: `Reports: count by Recipient and Status`.
        subtitle: Which rows count, and how many of how many they are.
        rows: Headers of the row fields.
        columns: Headers of the column fields.
        measures: What the numbers are.
        heads: What stands above each column of numbers: its item of each column field, and the measure where there are
            several. The totals, where there are column fields, stand last.
        lines: The groups.
        total: All rows together.
        notes: What a person should know of the numbers, as sentences.
        source: The rows that it was made of, with the columns that were asked for.
        kept: Numbers of those that count.
        conditions: Why these.
    """

    title: str
    subtitle: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    measures: tuple[Measure, ...]
    heads: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    total: Line
    notes: tuple[str, ...]
    source: Source
    kept: tuple[int, ...]
    conditions: tuple[Condition, ...]

    @property
    def totals(self) -> int:
        """How many of the columns of numbers, at the end, are totals over the column fields."""
        return len(self.measures) if self.columns else 0

    def frame(self) -> pd.DataFrame:
        """The numbers without totals: the row fields as index, the heads as columns."""
        import pandas as pd

        count = len(self.heads) - self.totals
        labels = pd.DataFrame([line.labels for line in self.lines], columns=list(self.rows))
        index = pd.MultiIndex.from_frame(labels) if len(self.rows) > 1 else pd.Index(labels[self.rows[0]])
        columns = [" ".join(head) for head in self.heads[:count]]
        return pd.DataFrame([line.numbers[:count] for line in self.lines], index=index, columns=columns)


def crosstab(
    source: Source,
    *,
    rows: Sequence[str],
    columns: Sequence[str] = (),
    values: Sequence[str] = (),
    filters: Sequence[str] = (),
    every_state: bool = False,
) -> Crosstab:
    """Pivots the rows of a table.

    Args:
        source: The table.
        rows: Columns whose items stand down the side, the outermost first; `Due date:year` for the years of dates.
        columns: Columns whose items stand side by side.
        values: What is shown of each group: `count`, `sum:Cost`, …; nothing for the number of rows.
        filters: Conditions that a row has to fulfil to count: `status=Overdue`.
        every_state: Whether rows that are Superseded or Withdrawn count, too; they always do where State is among the
            rows, the columns or the filters.

    Raises:
        UsageError: Something asked for is not there; the nearest name is told.
    """
    if not rows:
        raise UsageError("no column is named for the rows", file=source.file, hint="Name one, as in --rows Recipient")
    conditions = tuple(condition(source, one) for one in filters)
    measures = tuple(dict.fromkeys(measure(source, one) for one in values or ("count",)))
    source, axes = fields(source, (*rows, *columns))
    conditions = conditions if every_state else by_default(source, axes, conditions)
    source, counted = with_a_full_column(source, key_of_table(source.name))
    down, across = axes[: len(rows)], axes[len(rows) :]
    kept = passing(source, conditions)
    layout = _layout(source, kept, pivot_of("Pivot", source, down, across, measures, counted))
    asked = " and ".join([", ".join(down), *([", ".join(across)] if across else [])])
    lines = [Line(_labels(layout, down, one), tuple(_numbers(layout, one))) for one in layout.rows]
    return Crosstab(
        title=f"{source.name}: {', '.join(one.label for one in measures)} by {asked}",
        subtitle=_subtitle(source, conditions, len(kept)),
        rows=down,
        columns=across,
        measures=measures,
        heads=tuple(_heads(layout, measures)),
        lines=tuple(lines),
        total=Line((TOTAL, *[""] * (len(down) - 1)), tuple(_numbers(layout, None))),
        notes=tuple(_notes(source, measures, kept)),
        source=source,
        kept=tuple(kept),
        conditions=conditions,
    )


def pivot_of(
    name: str, source: Source, down: tuple[str, ...], across: tuple[str, ...], measures: Sequence[Measure], counted: str
) -> Pivot:
    """The declaration of a native PivotTable that shows the same; rows are counted by the column `counted`."""
    first, *more = [
        PivotMeasure(one.column or counted, one.function, one.label[:1].upper() + one.label[1:]) for one in measures
    ]
    return Pivot(
        name,
        rows=down,
        columns=across,
        value=first.column,
        function=first.function,
        caption=first.caption,
        more=tuple(more),
        order=dict(source.order),
    )


def _layout(source: Source, kept: Sequence[int], pivot: Pivot) -> Layout:
    table = [source.rows[row] for row in kept]
    cache = make_cache(source.name, source.headers, table, pivot.axes, source.order)
    layout = lay_out(Placed(pivot, 1, 1), cache)
    if kept:
        return layout
    # A table without rows counts as one blank row in Excel; here it holds no group at all.
    columns = () if pivot.columns else layout.columns
    return replace(layout, rows=(), columns=columns, numbers=tuple({} for _ in pivot.measures))


def _labels(layout: Layout, headers: Sequence[str], places: Places) -> tuple[str, ...]:
    return tuple(layout.cache.field(header).labels[place] for header, place in zip(headers, places, strict=True))


def _heads(layout: Layout, measures: Sequence[Measure]) -> Iterator[tuple[str, ...]]:
    several = len(measures) > 1
    columns = layout.pivot.columns
    for places in layout.columns:
        for one in measures:
            yield (*_labels(layout, columns, places), *((one.label,) if several or not columns else ()))
    if columns:
        for one in measures:
            yield (TOTAL, *[""] * (len(columns) - 1), *((one.label,) if several else ()))


def _numbers(layout: Layout, line: Places | None) -> Iterator[Number]:
    columns: tuple[Places | None, ...] = (*layout.columns, None) if layout.pivot.columns else (None,)
    for column in columns:
        for one, kind, numbers in zip(layout.pivot.measures, layout.kinds, layout.numbers, strict=True):
            number = numbers.get((line, column))
            if number is None and one.function is Function.COUNT and line is None:
                number = 0.0
            yield _as_day(number) if number is not None and kind == "day" else number


def _as_day(serial: float) -> date:
    return date(1899, 12, 30) + timedelta(days=int(serial))


def _subtitle(source: Source, conditions: Sequence[Condition], kept: int) -> str:
    number = len(source.rows)
    if not conditions:
        return f"all {number:,} rows" if number != 1 else "one row"
    return f"{', '.join(map(str, conditions))}: {kept:,} of {number:,} rows"


def _notes(source: Source, measures: Sequence[Measure], kept: Sequence[int]) -> Iterator[str]:
    for one in measures:
        if number := without_number(source, one, kept):
            cells = "cell holds a text and does" if number == 1 else "cells hold a text and do"
            yield f"{one.label}: {number:,} {cells} not count"


def number_shown(number: Number, function: Function) -> str:
    """A number as people read it: thousands apart, whole where it is, a mean with two decimals; blank for None."""
    if number is None or isinstance(number, date):
        return shown(number)
    if function is Function.AVERAGE:
        return f"{number:,.2f}"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
