"""Tables on stdout: laid out for the width there is, and never cut off."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

NARROWEST = 40
"""Characters below which no layout is readable: lines get longer than the terminal instead."""

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table.

    Attributes:
        header: What stands above it.
        share: Its share of the width that is left; 0 for a column that is as wide as its content and never wraps.
        least: Width in characters that a column with a share keeps where all are pressed; its longest word, so that
            no word is broken.
        right: True for numbers, which are read from the right.
    """

    header: str
    share: int = 0
    least: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is one text over all columns; an empty one draws a blank line.

    Attributes:
        text: The text.
        indent: Blanks before each of its lines.
        style: Keyword arguments of `click.style`; None for plain.
    """

    text: str = ""
    indent: int = 0
    style: Mapping[str, object] | None = None


Row = Sequence[str] | Line


def screen_width() -> int | None:
    """Characters in a line of the terminal (or as COLUMNS says); None in a pipe or a file, where lines have no end."""
    asked = os.environ.get("COLUMNS", "")
    if not (asked.isdecimal() and int(asked)) and (sys.stdout is None or not sys.stdout.isatty()):
        return None
    return max(shutil.get_terminal_size().columns, NARROWEST)


def rendered(columns: Sequence[Column], rows: Iterable[Row], *, width: int | None) -> str:
    """A table as text, without blanks at the ends of its lines.

    Args:
        columns: Left to right.
        rows: Cells, as many as columns, or lines across all of them.
        width: Characters in a line; None for lines as long as they need to be.
    """
    table = [row if isinstance(row, Line) else [_clean(cell) for cell in row] for row in rows]
    widths = _widths(columns, [row for row in table if not isinstance(row, Line)], width)
    if width is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        return "".join(f"{line}\n" for line in _stacked(columns, table, width))
    lines = [_styled(_joined([column.header for column in columns], columns, widths), {"bold": True})]
    if width is not None:
        lines.append(_rule(min(width, sum(widths) + len(_GAP) * (len(widths) - 1))))
    for row in table:
        lines += _spanning(row, width) if isinstance(row, Line) else _wrapped(row, columns, widths)
    return "".join(f"{line}\n" for line in lines)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """Width of each column: what its content needs, those with a share cut down to what there is room for."""
    needs = [
        max([_cells(column.header), *(_cells(row[position]) for row in rows)])
        for position, column in enumerate(columns)
    ]
    if width is None:
        return needs
    room = (
        width
        - len(_GAP) * (len(columns) - 1)
        - sum(need for need, one in zip(needs, columns, strict=True) if not one.share)
    )
    open_columns = [position for position, column in enumerate(columns) if column.share]
    # A column that needs less than its share leaves the rest to the others.
    while open_columns:
        shares = sum(columns[position].share for position in open_columns)
        content = [one for one in open_columns if needs[one] <= room * columns[one].share // shares]
        for position in content or open_columns:
            if not content:
                needs[position] = max(columns[position].least, room * columns[position].share // shares, 1)
        room -= sum(needs[position] for position in content)
        open_columns = [one for one in open_columns if one not in content] if content else []
    return needs


def _wrapped(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    cells = [_wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        yield _joined([cell[number] if number < len(cell) else "" for cell in cells], columns, widths)


def _joined(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    padded = []
    for cell, column, width in zip(cells, columns, widths, strict=True):
        blanks = " " * (width - _cells(cell))
        padded.append(blanks + cell if column.right else cell + blanks)
    return _GAP.join(padded).rstrip()


def _stacked(columns: Sequence[Column], table: Iterable[Row], width: int) -> Iterator[str]:
    """The table without columns, for a screen too narrow for them: each cell on lines of its own with its header."""
    for row in table:
        if isinstance(row, Line):
            yield from _spanning(row, width)
            continue
        yield from _wrap(row[0], width)
        for column, cell in zip(columns[1:], row[1:], strict=True):
            if cell:
                yield from _spanning(Line(f"{column.header}: {cell}", indent=2), width)


def _spanning(line: Line, width: int | None) -> Iterator[str]:
    text = _clean(line.text)
    pieces = [text] if width is None else _wrap(text, max(width - line.indent, 1))
    yield from (_styled(f"{' ' * line.indent}{piece}".rstrip(), line.style) for piece in pieces)


def _wrap(text: str, width: int) -> list[str]:
    """Lines of at most that width, broken at blanks; a longer word is broken where it must be."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if _cells(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if _cells(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines


def _cells(text: str) -> int:
    """Width on a terminal: letters of East Asia take two places, accents put on another letter none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def _clean(text: str) -> str:
    """White space folded, and nothing left that a terminal would take for a command."""
    return "".join(one if one.isprintable() else "\ufffd" for one in " ".join(text.split()))


def _rule(width: int) -> str:
    try:
        "─".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return "-" * width
    return "─" * width


def _styled(text: str, style: Mapping[str, object] | None) -> str:
    """The text with colour, on a terminal whose owner did not ask for none (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if not style or not text or plain or sys.stdout is None or not sys.stdout.isatty():
        return text
    return click.style(text, **style)  # type: ignore[arg-type]
