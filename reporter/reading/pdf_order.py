"""The order in which the lines of a page are read, where the file holds them in another one."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise

from reporter.reading.pdf_glyphs import Line, Page, cut

_SAME_LINE = 0.5
"""Share of the type size within which two base lines are one."""
_SAME_EDGE = 1.5
"""Points by which the left edges of the lines of a column may differ."""
_FEWEST_LINES = 8


def put_in_order(page: Page) -> None:
    """Puts what stands below everything that comes after it in the file behind it.

    Some programs write the footnotes, the foot or the head of a page before or after its text. All else stays as it
    is: the file knows best which column comes first. Only where it holds two columns line by line they are taken apart.
    """
    page.lines = _columns_apart(page)
    cuts = [0, *_cuts(page.lines), len(page.lines)]
    if len(cuts) == 2:
        return
    blocks = [page.lines[start:end] for start, end in pairwise(cuts)]
    page.lines = [line for block in reversed(blocks) for line in block]


def right_columns(pages: list[Page]) -> dict[int, float | None]:
    """Where the right column of each page begins, in points, by page number; None on a page with one column.

    The last page of a text may have few lines in its right column: it begins there where those of other pages do.
    """
    found = {page.number: _right_column(page) for page in pages}
    edges = sorted({edge for edge in found.values() if edge is not None})
    for page in pages:
        if found[page.number] is None:
            found[page.number] = next((edge for edge in edges if _has_column(page, edge)), None)
    return found


def _has_column(page: Page, edge: float) -> bool:
    """True where lines begin at the edge and none runs over it; further left there is one column and no more."""
    right = [line for line in page.lines if abs(line.x0 - edge) < _SAME_EDGE]
    left = [line for line in page.lines if line.x0 < edge - _SAME_EDGE]
    further_in = sum(line.x0 > 0.3 * page.width for line in left)
    return bool(right and left) and further_in * 10 <= len(left) and all(line.x1 < edge for line in left)


def _right_column(page: Page) -> float | None:
    left, right = 0.46 * page.width, 0.54 * page.width
    across = sum(line.x0 < left and line.x1 > right for line in page.lines)
    second = [line.x0 for line in page.lines if line.x0 > left]
    if len(second) < _FEWEST_LINES or len(second) * 10 < len(page.lines) * 3 or across * 10 > len(page.lines):
        return None
    return min(second)


def column_of(line: Line, right: float | None) -> int:
    """The column of a line: 1 from where the right one begins, else 0."""
    return int(right is not None and line.x0 >= right - 1)


def in_columns(page: Page, right: float | None) -> list[list[Line]]:
    """The lines of each column, the left one first; `right` is where the right one begins."""
    columns: list[list[Line]] = [[], []]
    for line in page.lines:
        columns[column_of(line, right)].append(line)
    return [column for column in columns if column]


def _columns_apart(page: Page) -> list[Line]:
    """The lines of two columns that the file holds as one line each, left ones before right ones."""
    gutter = _gutter(page)
    if gutter is None:
        return page.lines
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in page.lines:
        at = _at_edge(line, gutter)
        if at:
            first, rest = cut(line, at)
            left.append(first)
            right.append(rest)
        elif line.x1 <= gutter:
            left.append(line)
        elif line.x0 >= gutter - _SAME_EDGE:
            right.append(line)
        else:
            ordered += [*left, *right, line]
            left, right = [], []
    return [*ordered, *left, *right]


def _gutter(page: Page) -> float | None:
    """Where the right column begins on a page that holds two columns line by line; None on any other.

    Both halves of the lines go on in the middle of a sentence, which the cells of a table do not.
    """
    starts = [piece.x0 for line in page.lines for piece in line.pieces[1:] if 0.4 < piece.x0 / page.width < 0.65]
    edges = Counter(round(x) for x in starts)
    if not edges:
        return None
    edge = float(edges.most_common(1)[0][0])
    halves = [cut(line, at) for line in page.lines if (at := _at_edge(line, edge))]
    if len(halves) < _FEWEST_LINES or len(halves) * 2 < len(page.lines):
        return None
    for side in zip(*halves, strict=True):
        if sum(line.text[:1].islower() for line in side) * 5 < len(side) * 2:
            return None
    return edge


def _at_edge(line: Line, edge: float) -> int:
    """Index of the piece of a line that begins at the edge; 0 without one."""
    return next((at for at, piece in enumerate(line.pieces) if at and abs(piece.x0 - edge) < _SAME_EDGE), 0)


def _cuts(lines: list[Line]) -> list[int]:
    """Where everything before lies below everything after, one above the other and not side by side."""
    if len(lines) < 2:
        return []
    highest = list(accumulate((line.base for line in lines), min))
    lowest = list(accumulate((line.base for line in reversed(lines)), max))[::-1]
    left = list(accumulate((line.x0 for line in lines), min))
    right = list(accumulate((line.x1 for line in lines), max))
    left_after = list(accumulate((line.x0 for line in reversed(lines)), min))[::-1]
    right_after = list(accumulate((line.x1 for line in reversed(lines)), max))[::-1]
    return [
        cut
        for cut in range(1, len(lines))
        if highest[cut - 1] > lowest[cut] + _SAME_LINE * lines[cut].size
        and left[cut - 1] < right_after[cut]
        and left_after[cut] < right[cut - 1]
    ]
