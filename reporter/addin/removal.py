"""Rows taken out of a table of an open workbook: what a refresh added, when it is taken back."""

from __future__ import annotations

from collections.abc import Collection

from reporter.addin.reading import OpenTable
from reporter.workbook.memory import key_of
from reporter.workbook.ranges import Area


def remove_rows(opened: OpenTable, key: str, keys: Collection[str]) -> int:
    """Takes rows out of a table.

    Rows at its end are emptied and the table ends above them, as it did before they came; rows that were sorted among
    others are deleted, and those below move up. A table keeps one blank row, as Excel has it.

    Args:
        opened: The table as it stands.
        key: Column that rows are found by.
        keys: Keys of the rows.

    Returns:
        How many rows were removed.
    """
    numbers = [row.number for row in opened.data.rows if key_of(row, key) in keys]
    if not numbers:
        return 0
    keeps_one = len(numbers) == len(opened.data.rows)
    if keeps_one:
        _empty(opened, numbers[0], numbers[0])
    for top, bottom in reversed(_runs(numbers[1:] if keeps_one else numbers)):
        area = opened.area._replace(top=top, bottom=bottom)
        if bottom == opened.area.bottom:
            opened.range(area).clear_contents()
            opened.table.resize(opened.range(opened.area._replace(bottom=top - 1)))
        else:
            opened.range(area).delete("up")
    return len(numbers)


def _empty(opened: OpenTable, top: int, bottom: int) -> None:
    """Empties rows but for their formulas."""
    for name in opened.data.columns:
        if name not in opened.calculated:
            column = opened.column(name)
            opened.range(Area(column, top, column, bottom)).clear_contents()


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """First and last of each series of numbers without a gap, ascending."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs
