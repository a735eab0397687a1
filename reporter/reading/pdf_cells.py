"""Tables of a PDF: what stands side by side is taken apart into cells, so that each is read from top to bottom."""

from __future__ import annotations

from itertools import pairwise

from reporter.reading.pdf_glyphs import Line, Page, cut, is_label

_SAME_EDGE = 1.5
"""Points by which the left edges of two lines of a cell may differ."""
_FURTHEST = 2.0
"""Distance of two lines of a cell, in type sizes."""


def part_cells(page: Page) -> None:
    """Parts lines that hold the beginnings of two cells, and marks the lines of cells.

    A cell of several lines shows where it begins: the second line stands under a place within the first, with nothing
    to its left.
    """
    page.lines = [part for line, following in _pairs(page.lines) for part in _parted(line, following)]
    beside = _side_by_side(page.lines)
    above: Line | None = None
    for line in page.lines:
        line.in_cell = id(line) in beside or (above is not None and above.in_cell and is_below(above, line))
        above = line
    edges = frozenset(_edge(line.x0) for line in page.lines if line.in_cell)
    page.lines = [cell for line in page.lines for cell in (_cells(line, edges) if line.in_cell else [line])]


def _cells(line: Line, edges: frozenset[int]) -> list[Line]:
    """A line of a cell, parted wherever another cell of the page begins under or above a place within it."""
    cells = []
    for at in reversed(range(1, len(line.pieces))):
        if _edge(line.pieces[at].x0) in edges:
            line, rest = cut(line, at)
            cells.append(rest)
    return [line, *reversed(cells)]


def _edge(x: float) -> int:
    """Where on the page a cell begins, to a few points."""
    return round(x / _SAME_EDGE / 2)


def is_below(above: Line, line: Line) -> bool:
    """True for the next line of a block: at the same edge, close below."""
    gap = line.base - above.base
    return abs(line.x0 - above.x0) < _SAME_EDGE and 0 < gap < _FURTHEST * max(line.size, above.size)


def _pairs(lines: list[Line]) -> list[tuple[Line, Line | None]]:
    return [*pairwise(lines), (lines[-1], None)] if lines else []


def _parted(line: Line, following: Line | None) -> list[Line]:
    if following is None or not 0 < following.base - line.base < _FURTHEST * line.size:
        return [line]
    at = next((i for i, piece in enumerate(line.pieces) if i and abs(piece.x0 - following.x0) < _SAME_EDGE), 0)
    if not at or is_label("".join(piece.text for piece in line.pieces[:at]).strip()):
        return [line]
    return list(cut(line, at))


def _side_by_side(lines: list[Line]) -> set[int]:
    """The lines (by `id`) that have another one beside them; the number of an item is none."""
    beside: set[int] = set()
    ordered = sorted((line for line in lines if not is_label(line.text)), key=lambda line: line.base)
    for one, other in pairwise(ordered):
        apart = one.x1 <= other.x0 or other.x1 <= one.x0
        if apart and abs(one.base - other.base) < 0.5 * min(one.size, other.size):
            beside |= {id(one), id(other)}
    return beside
