"""How tall a row must be for its texts to be read in full.

Excel fits rows by itself when it opens a workbook; LibreOffice and most viewers do not, and show one line of many.
"""

from __future__ import annotations

from dataclasses import replace

from reporter.model.tables import MEMORY, TABLES, Table
from reporter.workbook.cells import key_text
from reporter.workbook.data import TableChange, TableData
from reporter.workbook.memory import as_text
from reporter.workbook.rows import Row

LINE = 13.2
"""Height of a line of the template's font (Calibri 10), in points."""

LETTERS = 1.12
"""Letters that fit into a column one digit wide: widths count digits of a larger font, and letters are narrower."""

TALLEST = 409.0
"""The tallest row that Excel knows, in points."""

WRAPPED = ("text", "long", "names", "link")
"""Kinds of columns whose texts are wrapped."""


def fitted(change: TableChange, table: TableData) -> TableChange:
    """The change with heights for the rows whose texts it writes.

    Args:
        change: Of one of our tables; of another, and of the hidden memory, it comes back as it is.
        table: The table as it stands before the change.
    """
    declared = next((one for one in TABLES if one.name.casefold() == change.table.casefold()), MEMORY)
    if declared is MEMORY:
        return change
    rows = {key_text(row.values.get(change.key)): row.values for row in table.rows} if change.key else {}
    growth = {
        key: height
        for key, cells in change.update.items()
        if (height := row_height(declared, {**rows.get(key, {}), **cells})) is not None
    }
    return replace(change, heights=[row_height(declared, row) for row in change.append], growth=growth)


def row_height(table: Table, row: Row) -> float | None:
    """Height of a new row in points, by the declared widths of its columns; None where one line is enough."""
    lines = max(
        (
            _lines(as_text(row[one.name]), int(one.width * LETTERS))
            for one in table
            if one.kind in WRAPPED and row.get(one.name)
        ),
        default=1,
    )
    return min(TALLEST, round(lines * LINE + 2, 1)) if lines > 1 else None


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column that holds `width` letters."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(_wrapped(paragraph, width) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, width: int) -> int:
    """Lines of one paragraph, broken between words, and within those that are wider than the column."""
    lines, used = 1, 0
    for word in paragraph.split(" "):
        needed = used + len(word) + (1 if used else 0)
        if needed <= width:
            used = needed
            continue
        lines += (1 if used else 0) + max(0, len(word) - 1) // width
        used = len(word) - max(0, len(word) - 1) // width * width
    return lines
