"""A crosstab as a file: CSV for machines, a page for the browser, a native PivotTable for Excel."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.analysis.crosstab import Crosstab, Line, Number, number_shown, pivot_of
from reporter.analysis.question import BLANK, Condition, passing, shown
from reporter.analysis.source import key_of_table, with_a_full_column
from reporter.model import UsageError
from reporter.pivots import Filter, Function, PivotChart
from reporter.workbook import write_pivot
from reporter.workbook.pivot_sheet import STATUSES, TIMINGS

if TYPE_CHECKING:
    from jinja2 import Template

COLORS = {**STATUSES, **TIMINGS}
"""Item to its colour (RRGGBB), as in the workbook's own charts."""

_MOST_BARS = 40
"""Lines up to which a chart beside a PivotTable can be read."""


def as_csv(table: Crosstab) -> str:
    """A line per group, without totals: numbers as they are, days ISO, a text that looks like a formula quoted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    count = len(table.heads) - table.totals
    writer.writerow([*map(_harmless, table.rows), *(_harmless(" ".join(head)) for head in table.heads[:count])])
    for line in table.lines:
        writer.writerow([*map(_harmless, line.labels), *map(_plain, line.numbers[:count])])
    return text.getvalue()


def as_html(table: Crosstab) -> str:
    """One page without script or address of its own: the same text for the same crosstab."""
    functions, largest = [one.function for one in table.measures], _largest(table)
    return _template().render(
        table=table,
        style=files("reporter.analysis").joinpath("pivot.css").read_text(encoding="utf-8"),
        head_rows=list(_head_rows(table)),
        lines=[_cells(line, functions, largest) for line in table.lines],
        total=_cells(table.total, functions, [0.0] * len(functions)),
        labels=[line.labels for line in table.lines],
        spans=[[_span(table, row, depth) for depth in range(len(table.rows))] for row in range(len(table.lines))],
    )


def write_workbook(path: Path, table: Crosstab, *, chart: bool = True) -> None:
    """A workbook with a native PivotTable over the rows, which lie in it as a table.

    Filters for one value, and that for rows in force, become filters of the PivotTable, which people can change; of
    others only the rows that pass are in the table.

    Raises:
        UsageError: No row passes the filters.
        WorkbookError: The file cannot be written.
    """
    if not table.lines:
        raise UsageError("no row passes the filters", file=path, hint="Leave one of them out")
    source, counted = with_a_full_column(table.source, key_of_table(table.source.name))
    free = [one for one in table.conditions if _is_free(one, table)]
    bound = [one for one in table.conditions if one not in free]
    rows = [source.rows[row] for row in passing(source, bound)]
    pivot = pivot_of(table.title, source, table.rows, table.columns, table.measures, counted)
    if chart and _can_be_drawn(table):
        pivot = replace(pivot, chart=PivotChart(table.title, COLORS))
    filters = tuple(Filter(one.column, _chosen(one, table)) for one in free)
    write_pivot(path, source.headers, rows, replace(pivot, filters=filters), source=source.name)


def _can_be_drawn(table: Crosstab) -> bool:
    """Whether a chart says something: stacked bars of one value, not too many of them."""
    functions = [one.function for one in table.measures]
    return functions in ([Function.COUNT], [Function.SUM]) and len(table.lines) <= _MOST_BARS


def _is_free(one: Condition, table: Crosstab) -> bool:
    """Whether a condition can be a filter above the PivotTable: of a field not in it, for items that it names."""
    columns = [other.column for other in table.conditions]
    if one.operator != "=" or one.column in (*table.rows, *table.columns) or columns.count(one.column) > 1:
        return False
    if one.asks_for_force:
        return True
    values = {shown(value).casefold() for value in table.source.values(one.column)}
    rows = passing(table.source, [one])
    same = [shown(table.source.values(one.column)[row]).casefold() == one.value.casefold() for row in rows]
    return one.value.casefold() in values and all(same)


def _chosen(one: Condition, table: Crosstab) -> tuple[str, ...]:
    """The items of a filter above the PivotTable."""
    if not one.asks_for_force:
        return (one.value or BLANK,)
    values = table.source.values(one.column)
    return tuple(dict.fromkeys(shown(values[row]) or BLANK for row in passing(table.source, [one])))


def _plain(number: Number) -> str | int | float:
    if isinstance(number, float) and number == int(number):
        return int(number)
    return shown(number) if number is None or isinstance(number, date) else number


def _harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(("=", "+", "@", "-", "\t", "\r")) else text


def _largest(table: Crosstab) -> list[float]:
    """Of each measure the number that is farthest from 0, without totals."""
    count = len(table.heads) - table.totals
    found = [0.0] * len(table.measures)
    for line in table.lines:
        for place, number in enumerate(line.numbers[:count]):
            if isinstance(number, int | float):
                found[place % len(found)] = max(found[place % len(found)], abs(number))
    return found


def _cells(line: Line, functions: list[Function], largest: list[float]) -> list[tuple[str, float]]:
    """Text of each cell, and how dark it is, from 0 to 1: what is large is seen at once."""
    cells = []
    for place, number in enumerate(line.numbers):
        most = largest[place % len(functions)]
        share = round(abs(number) / most, 2) if isinstance(number, int | float) and most else 0.0
        cells.append((number_shown(number, functions[place % len(functions)]), share))
    return cells


def _head_rows(table: Crosstab) -> list[list[tuple[str, int]]]:
    """Each row of the heads: texts, and the columns that each spans."""
    rows: list[list[tuple[str, int]]] = []
    for depth in range(max(map(len, table.heads), default=0)):
        cells: list[tuple[str, int]] = []
        before: tuple[str, ...] | None = None
        for head in table.heads:
            here = head[: depth + 1]
            if here == before and depth < len(head) - 1:
                cells[-1] = cells[-1][0], cells[-1][1] + 1
            else:
                cells.append((head[depth] if depth < len(head) else "", 1))
            before = here
        rows.append(cells)
    return rows


def _span(table: Crosstab, row: int, depth: int) -> int:
    """Lines that a label stands for; 0 where the line above has it already."""
    labels = [line.labels[: depth + 1] for line in table.lines]
    if depth == len(table.rows) - 1:
        return 1
    if row and labels[row - 1] == labels[row]:
        return 0
    return next((n for n, one in enumerate(labels[row:]) if one != labels[row]), len(labels) - row)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files("reporter.analysis").joinpath("pivot.html.j2").read_text(encoding="utf-8"))
