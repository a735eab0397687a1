"""What one rendering of a template may use: passes through loops, characters, memory."""

from __future__ import annotations

from typing import Any

from jinja2.exceptions import SecurityError

MAX_STEPS = 10_000_000
"""Passes through loops in one rendering, a call counting as ten; a report of 20,000 rows takes a quarter of them."""

MAX_SIZE = 50_000_000
"""Characters of a rendered part, and of any value built on the way; an element of a list counts as a hundred."""

SIZE_OF_AN_ELEMENT = 100

MAX_WORK = 1_000_000_000
"""Characters that filters, sums and comparisons of one rendering go through; an element of a list counts as above."""

MAX_PRINTED = 4 * MAX_SIZE
"""Characters printed in one part, also those that a macro or block keeps to itself; each piece counts ten more."""

SIZE_OF_A_PIECE = 10

_MOST_BITS = 4096
"""Length of a number."""


class Runaway(SecurityError):
    """A template that does not end, or whose result outgrows the limits."""


class Budget:
    """What one rendering may still use."""

    def __init__(self) -> None:
        self._steps = 0
        self._written = 0
        self._worked = 0
        self._printed = 0

    def step(self, steps: int = 1) -> None:
        """Counts passes through a loop."""
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise Runaway(f"it does not end: more than {MAX_STEPS:,} passes through its loops")

    def work(self, characters: int) -> None:
        """Counts characters that something goes through."""
        self._worked += characters
        if self._worked > MAX_WORK:
            raise Runaway("it does not end: it goes through its values again and again")

    def print(self, characters: int) -> None:
        """Counts a piece that is printed, wherever to."""
        self._printed += characters + SIZE_OF_A_PIECE
        if self._printed > MAX_PRINTED:
            raise Runaway(f"its result grows beyond {MAX_SIZE:,} characters")

    def write(self, characters: int) -> None:
        """Counts characters of the result."""
        self._written += characters
        if self._written > MAX_SIZE:
            raise Runaway(f"its result grows beyond {MAX_SIZE:,} characters")

    def start_part(self) -> None:
        """A new part of the document may again have the full size."""
        self._written = self._printed = 0


def size_of(value: object, limit: int) -> int:
    """Characters and elements of a value, counted no further than just past the limit."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        value = (*value.keys(), *value.values())
    if not isinstance(value, (list, tuple)):
        return SIZE_OF_AN_ELEMENT
    total = SIZE_OF_AN_ELEMENT
    for part in value:
        total += SIZE_OF_AN_ELEMENT
        if isinstance(part, (str, list, tuple, dict)):
            total += size_of(part, limit - total)
        if total > limit:
            break
    return total


def outgrows(operator: str, left: Any, right: Any) -> bool:
    """Whether a sum, product or power would not fit into memory."""
    if operator == "%":
        if isinstance(left, str):
            raise SecurityError("% does not format text here; join the pieces with ~")
        return False
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    if operator == "**":
        return numbers and abs(left) > 1 and _bits(left) * abs(right) > _MOST_BITS
    if numbers:
        return _bits(left) + _bits(right) > _MOST_BITS
    if operator == "*":
        count, value = (left, right) if isinstance(left, int) else (right, left)
        return isinstance(count, int) and count * size_of(value, MAX_SIZE) > MAX_SIZE
    return size_of(left, MAX_SIZE) + size_of(right, MAX_SIZE) > MAX_SIZE


def _bits(number: float) -> int:
    return number.bit_length() if isinstance(number, int) else 1
