"""The short rules that are drawn on a PDF page: one of them stands above its footnotes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reporter.reading.limits import MAX_DRAWN

_SHORTEST, _LONGEST = 30.0, 160.0
"""Points: two inches in Word, a quarter of the column in LibreOffice; what is longer belongs to a table."""
_THICKEST = 2.5


@dataclass(frozen=True, slots=True)
class Rule:
    """A short horizontal rule; lengths in points, `y` from the top of the page."""

    x0: float
    x1: float
    y: float


def read_rules(page: Any, shown: Callable[[float, float], tuple[float, float]]) -> list[Rule]:
    """The short horizontal rules of an open pypdfium2 page.

    Args:
        page: The page.
        shown: Turns coordinates of the file into points from the upper left corner of the page as it is shown.
    """
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    rules = []
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), MAX_DRAWN)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        (x0, y0), (x1, y1) = shown(left.value, bottom.value), shown(right.value, top.value)
        if _SHORTEST <= abs(x1 - x0) <= _LONGEST and abs(y1 - y0) <= _THICKEST:
            rules.append(Rule(min(x0, x1), max(x0, x1), max(y0, y1)))
    return rules
