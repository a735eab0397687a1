"""What a command tells, in words for a message box or a pane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SHOWN = 8
"""Entries of one kind that are told one by one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command.

    Attributes:
        message: One or two sentences.
        details: Further lines, the most important first.
        files: Files that were written.
        link: Address to open; None for none.
    """

    message: str
    details: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    link: str | None = None

    def __str__(self) -> str:
        """The whole text."""
        return "\n".join((self.message, *self.details))


def plural(number: int, one: str, many: str | None = None) -> str:
    """`1 row`, `2 rows`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def first_of(title: str, lines: Sequence[str]) -> tuple[str, ...]:
    """The title with the first lines and how many there are more; nothing without lines."""
    if not lines:
        return ()
    more = (f"and {len(lines) - SHOWN} more",) if len(lines) > SHOWN else ()
    return (f"{title} ({len(lines)}):", *lines[:SHOWN], *more)
