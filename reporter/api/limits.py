"""What every verb takes and refuses alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from reporter.model import UsageError

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a report can be for; anything else is a slip of the finger."""

Progress = Callable[[int, int, str], None]
"""Told before each file: how many are done, of how many, and the next one's name."""


Sources = str | Path | Sequence[str | Path]
"""A file, a folder or a glob pattern, or several of them."""


def check_year(year: int) -> None:
    """Refuses a year that no report is for.

    Raises:
        UsageError: The year is out of range.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UsageError(
            f"{year} is no year that reports fall due in", hint=f"Name one from {FIRST_YEAR} to {LAST_YEAR}"
        )


def make_folder(folder: Path) -> None:
    """The folder, made where it is missing.

    Raises:
        UsageError: It cannot be made, or is a file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"the folder cannot be made ({error.strerror})"
        raise UsageError(problem, file=folder, hint="Name another --output") from error


def seen_from(folder: Path, file: str) -> str:
    """The way from a folder to a file, with slashes: what is written there holds wherever both are moved together."""
    try:
        way = os.path.relpath(file, folder)
    except ValueError:  # On Windows, from one drive to another.
        way = os.path.abspath(file)  # noqa: PTH100 - `resolve` would follow links that people made on purpose
    return way.replace(os.sep, "/")
