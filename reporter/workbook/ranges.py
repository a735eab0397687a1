"""Addresses and ranges of a sheet, and how a list of ranges grows with a table."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_AREA = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})(?::\$?([A-Za-z]{0,3})\$?([0-9]{0,7}))?")


@cache
def column_letters(number: int) -> str:
    """Letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Area(NamedTuple):
    """A rectangle of cells; rows and columns count from 1 and both ends belong to it."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, text: str) -> Area:
        """The area that `A1:B3`, `A1`, `A:C` or `1:3` names; ValueError for anything else."""
        match = _AREA.fullmatch(text)
        if not match or not (match[1] or match[2]):
            raise ValueError(f"{text!r} is not a range")
        left, top, right, bottom = match.groups()
        if right is None:
            right, bottom = left, top
        return cls(
            column_number(left) or 1,
            int(top or 1),
            column_number(right or "") or MAX_COLUMN,
            int(bottom or MAX_ROW),
        )

    def __str__(self) -> str:
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def is_one_cell(self) -> bool:
        """Whether it is a single cell."""
        return self.top == self.bottom and self.left == self.right

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell belongs to it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Whether the two share a cell."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


WHOLE_SHEET = Area(1, 1, MAX_COLUMN, MAX_ROW)


class Growth(NamedTuple):
    """How a table grows downwards.

    Attributes:
        data: Its data rows before, without header and totals.
        rows: Number of rows by which the table becomes longer.
        totals: Whether a totals row follows the data, which then moves down.
    """

    data: Area
    rows: int
    totals: bool


def grow_areas(text: str, growth: Growth, share: float = 0.5) -> str:
    """A list of ranges (`A2:A9 C2:C9`) after the table grew.

    A column of the table stays covered to its new last row where the list covers the last row before, and enough of the
    rows above: pasting over cells makes holes in what once covered the whole column. A range that belongs to the totals
    row moves along with it. What else there is stays as it is.

    Args:
        text: The ranges.
        growth: Of the table.
        share: More than this part of the column's rows must be covered, 0 to 1; with 0 the last row is enough.
    """
    pieces = text.split()
    try:
        areas = [Area.of(piece) for piece in pieces]
    except ValueError:
        return text
    open_columns = _columns_to_extend(areas, growth, share)
    result: list[str] = []
    for piece, area in zip(pieces, areas, strict=True):
        grown = _grow_one(area, growth, open_columns)
        result.append(piece if grown == area else str(grown))
    result.extend(str(area) for area in _new_areas(open_columns, growth))
    return " ".join(result)


def _columns_to_extend(areas: list[Area], growth: Growth, share: float) -> set[int]:
    """Columns of the table that are covered down to the last data row, and whose new rows are not."""
    data = growth.data
    rows = data.bottom - data.top + 1
    if not rows:
        return set()
    new = data._replace(top=data.bottom + 1, bottom=data.bottom + growth.rows)
    return {
        column
        for column in range(data.left, data.right + 1)
        if any(area.holds(data.bottom, column) for area in areas)
        and _covered(areas, column, data) > share * rows
        and _covered(areas, column, new) < growth.rows
    }


def _covered(areas: list[Area], column: int, within: Area) -> int:
    """How many rows of a column the areas cover, from the top to the bottom of another area."""
    rows, last = 0, within.top - 1
    for area in sorted(areas, key=lambda one: one.top):
        if area.left <= column <= area.right:
            bottom = min(area.bottom, within.bottom)
            rows += max(0, bottom - max(area.top - 1, last))
            last = max(last, bottom)
    return rows


def _grow_one(area: Area, growth: Growth, open_columns: set[int]) -> Area:
    """One range after the growth; takes the columns it now covers out of `open_columns`."""
    data = growth.data
    within = data.left <= area.left and area.right <= data.right
    if growth.totals and within and area.bottom == data.bottom + 1:
        top = area.top + growth.rows if area.top == area.bottom else area.top
        open_columns.difference_update(range(area.left, area.right + 1) if top == area.top else ())
        return area._replace(top=top, bottom=area.bottom + growth.rows)
    columns = set(range(area.left, area.right + 1)) if within else set()
    if columns and columns <= open_columns and data.bottom <= area.bottom < data.bottom + growth.rows:
        open_columns -= columns
        return area._replace(bottom=data.bottom + growth.rows)
    return area


def _new_areas(columns: set[int], growth: Growth) -> list[Area]:
    """Ranges over the new rows for columns that no existing range could be drawn out to."""
    areas: list[Area] = []
    for column in sorted(columns):
        if areas and areas[-1].right == column - 1:
            areas[-1] = areas[-1]._replace(right=column)
        else:
            areas.append(Area(column, growth.data.bottom + 1, column, growth.data.bottom + growth.rows))
    return areas
