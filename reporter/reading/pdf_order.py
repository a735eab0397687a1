"""The order in which the lines of a page are read, where the file holds them in another one."""

from __future__ import annotations

from itertools import accumulate, pairwise

from reporter.reading.pdf_glyphs import Line, Page

_SAME_LINE = 0.5
"""Share of the type size within which two base lines are one."""


def put_in_order(page: Page) -> None:
    """Puts what stands below everything that comes after it in the file behind it.

    Some programs write the footnotes, the foot or the head of a page before or after its text. All else stays as it
    is: the file knows best which column comes first.
    """
    cuts = [0, *_cuts(page.lines), len(page.lines)]
    if len(cuts) == 2:
        return
    blocks = [page.lines[start:end] for start, end in pairwise(cuts)]
    page.lines = [line for block in reversed(blocks) for line in block]


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
