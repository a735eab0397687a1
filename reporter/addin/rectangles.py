"""Scattered cells gathered into few rectangles, since every rectangle is a call to Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reporter.workbook.data import Value
from reporter.workbook.ranges import Area

ENOUGH = 5
"""Rectangles of one table up to which none is joined with another for the sake of fewer calls."""

Cells = Mapping[tuple[int, int], Value]
"""Row and column, both from 1, to the value."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Cells that are written in one call; values row by row."""

    area: Area
    values: Sequence[Sequence[Value]]


@dataclass(slots=True)
class _Run:
    """Rows of one column, without a gap."""

    column: int
    top: int
    bottom: int


def rectangles(
    cells: Cells, may_rewrite: Callable[[int, int], bool], stands: Callable[[int, int], Value]
) -> list[Rectangle]:
    """The fewest calls that write the cells, from left to right and from top to bottom.

    Where there are many pieces, the cells between two of them are written again with what they hold, the nearest first:
    only cells that the program wrote and that nobody touched since. A cell of a person is never among them.

    Args:
        cells: What is to be written.
        may_rewrite: Whether a cell between two others may be written with what it holds.
        stands: What a cell holds.
    """
    runs = _fewer(_runs(cells), may_rewrite)
    found = []
    for area in _side_by_side(runs):
        values = [
            [
                cells[row, column] if (row, column) in cells else stands(row, column)
                for column in range(area.left, area.right + 1)
            ]
            for row in range(area.top, area.bottom + 1)
        ]
        found.append(Rectangle(area, values))
    return found


def _runs(cells: Iterable[tuple[int, int]]) -> list[_Run]:
    runs: list[_Run] = []
    for column, row in sorted((column, row) for row, column in cells):
        last = runs[-1] if runs else None
        if last and last.column == column and last.bottom == row - 1:
            last.bottom = row
        else:
            runs.append(_Run(column, row, row))
    return runs


def _fewer(runs: list[_Run], may_rewrite: Callable[[int, int], bool]) -> list[_Run]:
    """The runs, joined over the smallest gaps until there are few enough, or no gap is left that may be written."""
    surplus = len(runs) - ENOUGH
    if surplus <= 0:
        return runs
    gaps = sorted(
        (after.top - before.bottom, number)
        for number, (before, after) in enumerate(pairwise(runs), start=1)
        if before.column == after.column
    )
    closed: set[int] = set()
    for _, number in gaps:
        if len(closed) == surplus:
            break
        before, after = runs[number - 1], runs[number]
        if all(may_rewrite(row, after.column) for row in range(before.bottom + 1, after.top)):
            closed.add(number)
    joined: list[_Run] = []
    for number, run in enumerate(runs):
        if number in closed:
            joined[-1].bottom = run.bottom
        else:
            joined.append(run)
    return joined


def _side_by_side(runs: Iterable[_Run]) -> list[Area]:
    """Runs of the same rows in neighbouring columns as one area."""
    areas: list[Area] = []
    for run in sorted(runs, key=lambda one: (one.top, one.bottom, one.column)):
        last = areas[-1] if areas else None
        if last and (last.top, last.bottom, last.right) == (run.top, run.bottom, run.column - 1):
            areas[-1] = last._replace(right=run.column)
        else:
            areas.append(Area(run.column, run.top, run.column, run.bottom))
    return areas
