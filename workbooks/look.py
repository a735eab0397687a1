"""The look of the workbook: one font, one accent colour, and what tells a finished row from an overdue one."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

FONT = "Calibri"
ACCENT = "1F4E79"
INK = "1F2933"
SOFT = "E6EDF5"
LINE = "CBD5E0"
MUTED = "6B7785"
RED = "A61B1B"
RED_FILL = "FBE3E1"
AMBER = "8A5300"
AMBER_FILL = "FFF1D6"
GREEN = "5B7065"

DATE_FORMAT = "yyyy\\-mm\\-dd"
"""Spelled with escapes, so that no regional setting turns the hyphens into its own date separator."""


def font(size: float = 10, *, bold: bool = False, italic: bool = False, color: str = INK) -> Font:
    """The workbook's font; `size` in points."""
    return Font(name=FONT, size=size, bold=bold, italic=italic, color=color)


def fill(color: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", start_color=color, end_color=color)


def rule(color: str = LINE, style: str = "thin") -> Border:
    """A line below the cell: rows stay apart on screen and paper without a grid."""
    return Border(bottom=Side(style=style, color=color))


def aligned(
    *,
    wrap: bool = False,
    horizontal: str | None = None,
    vertical: str = "top",
    indent: int = 0,
    shrink: bool = False,
) -> Alignment:
    """Alignment of a cell; text starts at the top so that a row reads from left to right.

    `indent` counts characters; `shrink` makes a text that is too wide smaller instead of cutting it.
    """
    return Alignment(
        horizontal=horizontal, vertical=vertical, wrap_text=wrap, indent=indent, shrink_to_fit=shrink or None
    )


def _differential(
    color: str, background: str | None = None, *, bold: bool | None = None, strike: bool | None = None
) -> DifferentialStyle:
    return DifferentialStyle(
        font=Font(color=color, bold=bold, strike=strike),
        fill=PatternFill(bgColor=background, fill_type="solid") if background else None,
    )


def as_cell_font(style: DifferentialStyle, size: float = 11) -> Font:
    """What a conditional format makes of the workbook's font, for a sample of it."""
    drawn = style.font
    return Font(name=FONT, size=size, bold=drawn.bold, strike=drawn.strike, color=drawn.color)


OVERDUE = _differential(RED, RED_FILL, bold=True)
DUE_SOON = _differential(AMBER, AMBER_FILL)
ATTENTION = _differential(AMBER, bold=True)
DONE = _differential(GREEN)
GONE = _differential(MUTED, strike=True)
"""Superseded, withdrawn, rejected: struck through, so that it shows in print without colour too."""
