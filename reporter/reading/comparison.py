"""Tables that compare two texts side by side, which are read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

_Cell = TypeVar("_Cell")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 3
_FEWEST_ROWS = 3
_MOST_ROWS = 200
"""Rows that are looked at, so that a very long table costs no more than others."""
_ALIKE = 0.5
"""Share of the words of two cells that both have, from which on one is a form of the other."""


def compares(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table sets two forms of one text beside each other: most rows begin with two cells that are alike.

    Args:
        rows: The texts of the cells of each row.
    """
    pairs = [(_words(row[0]), _words(row[1])) for row in rows[:_MOST_ROWS] if len(row) > 1]
    long = [pair for pair in pairs if min(map(len, pair)) >= _FEWEST_WORDS]
    alike = sum(len(one & other) >= _ALIKE * len(one | other) for one, other in long)
    return len(long) >= _FEWEST_ROWS and alike * 2 > len(long)


def column_by_column(rows: Sequence[Sequence[_Cell]]) -> Iterator[_Cell]:
    """The cells of a table, those of the first column first; a row with fewer or more cells than others parts them."""
    for _, group in groupby(rows, key=len):
        for column in zip(*group, strict=True):
            yield from column


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
