"""A crosstab as a picture: bars from left to right, one a line, so that long names can be read."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.analysis.crosstab import Crosstab, Number, number_shown
from reporter.analysis.pivot_file import COLORS
from reporter.model import UsageError
from reporter.pivots import Function
from reporter.pivots.charts import PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PICTURES = (".png", ".svg", ".pdf")
"""Ends of the names of pictures."""

INSTALL = 'pip install "reporter[charts]"'

MOST_LINES = 60
"""Bars that a picture has room for."""

MOST_COLUMNS = 24
"""Pieces of a bar that can be told apart."""

_LABEL, _WRAPPED_AT = 44, 3
"""Letters of a line of a label, and its lines."""

_INK, _MUTED, _RULE = "#1F2933", "#5B6773", "#CBD5E0"
_INCH_PER_HANDLE, _INCH_PER_LETTER, _INCH_PER_LINE, _MOST_BESIDE = 0.7, 0.088, 0.22, 6
_INCH_PER_BAR, _AROUND, _WIDTH = 0.36, 1.7, 10.0
_THICKNESS = 0.72
_HATCHES = ("", "////", "....", "xxxx")
_FIXED = {".png": {"Software": None}, ".svg": {"Date": None, "Creator": None}, ".pdf": {"CreationDate": None}}


def as_picture(table: Crosstab, path: Path) -> bytes:
    """The picture, in the form that the file's name ends in; the same input gives the same bytes.

    Counts and sums are stacked by the column fields, other values stand side by side.

    Raises:
        UsageError: matplotlib is not installed, or the crosstab cannot be drawn: it is empty, too long, of several
            values or of days.
    """
    _check(table, path)
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError("pictures need matplotlib, which is not installed", file=path, hint=f"Run {INSTALL}") from None
    names = [_label(line.labels) for line in table.lines]
    series = _series(table)
    stacked = table.measures[0].function in (Function.COUNT, Function.SUM) and all(
        (number or 0) >= 0 for _, numbers in series for number in numbers
    )
    height = sum(1 + 0.45 * name.count("\n") for name in names) * (
        1 if stacked else max(1, 0.6 * _most_side_by_side(series))
    )
    meanings = [_label((name,)) for name, _ in series]
    inches = _AROUND + _INCH_PER_BAR * height + _legend_height(meanings)
    with matplotlib.rc_context({"font.family": ["Carlito", "Calibri", "DejaVu Sans"], "svg.hashsalt": "reporter"}):
        _without_font_warnings()
        figure = Figure(figsize=(_WIDTH, inches), dpi=150, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        (_stack if stacked else _group)(axes, series)
        _label_axes(axes, table, names)
        _head(axes, table)
        if len(series) > 1:
            _legend(figure, axes, meanings)
        picture = io.BytesIO()
        form = path.suffix.casefold()
        figure.savefig(picture, format=form.removeprefix("."), metadata=_FIXED.get(form), facecolor="white")
    return picture.getvalue()


def _check(table: Crosstab, path: Path) -> None:
    if len(table.measures) > 1:
        raise UsageError("a picture shows one value", file=path, hint="Give --values once, or write .html or .csv")
    if not table.lines:
        raise UsageError("no row passes the filters", file=path, hint="Leave one of them out")
    if any(isinstance(number, date) for number in table.total.numbers):
        raise UsageError("days cannot be drawn as bars", file=path, hint="Write .html or .csv")
    if len(table.lines) > MOST_LINES:
        raise UsageError(
            f"{len(table.lines)} lines do not fit into a picture, {MOST_LINES} do",
            file=path,
            hint="Filter them, or name a column with fewer items for the rows",
        )
    if (columns := len(_series(table))) > MOST_COLUMNS:
        raise UsageError(
            f"{columns} items side by side cannot be told apart in a picture, {MOST_COLUMNS} can",
            file=path,
            hint="Filter them, or name a column with fewer items for the columns",
        )


_Numbers = Sequence[float | None]


def _series(table: Crosstab) -> list[tuple[str, _Numbers]]:
    """Name and numbers of each column that holds any, without totals; None where a group holds nothing."""
    count = len(table.heads) - table.totals
    columns: list[tuple[str, _Numbers]] = [
        (" ".join(head), [_amount(line.numbers[place]) for line in table.lines])
        for place, head in enumerate(table.heads[:count])
    ]
    return [(name, numbers) for name, numbers in columns if any(number is not None for number in numbers)] or columns


def _amount(number: Number) -> float | None:
    return None if number is None or isinstance(number, date) else float(number)


def _legend_columns(names: Sequence[str]) -> int:
    """Columns of the legend that there is room for side by side."""
    longest = max(len(line) for name in names for line in name.splitlines())
    room = int(_WIDTH / (_INCH_PER_HANDLE + _INCH_PER_LETTER * longest))
    return max(1, min(len(names), room, _MOST_BESIDE))


def _legend_height(names: Sequence[str]) -> float:
    """Inches that the legend needs, beyond the first of its lines."""
    columns = _legend_columns(names)
    # It is filled column by column; the tallest one counts.
    each = -(-len(names) // columns)
    lines = [sum(1 + name.count("\n") for name in names[n : n + each]) for n in range(0, len(names), each)]
    return _INCH_PER_LINE * (max(lines) - 1)


def _legend(figure: Figure, axes: Axes, names: Sequence[str]) -> None:
    """What the colours mean, below the bars."""
    handles, _ = axes.get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=_legend_columns(names), frameon=False, fontsize=10)


def _look(name: str, place: int, names: Sequence[str]) -> dict[str, Any]:
    """The item's own colour where all have one, else one of the palette; hatched where that has no colour left."""
    if all(one in COLORS for one in names):
        return {"color": f"#{COLORS[name]}"}
    turn, color = divmod(place, len(PALETTE))
    return {"color": f"#{PALETTE[color]}", "hatch": _HATCHES[turn % len(_HATCHES)]}


def _stack(axes: Axes, series: Sequence[tuple[str, _Numbers]]) -> None:
    """Bars of which each piece is a column; the sum stands at the end."""
    names = [name for name, _ in series]
    ends = [0.0] * len(series[0][1])
    for place, (name, numbers) in enumerate(series):
        look, pieces = _look(name, place, names), [number or 0.0 for number in numbers]
        axes.barh(range(len(ends)), pieces, _THICKNESS, ends, label=name, edgecolor="white", linewidth=0.8, **look)
        ends = [end + piece for end, piece in zip(ends, pieces, strict=True)]
    for row, end in enumerate(ends):
        _tell(axes, row, end)


def _group(axes: Axes, series: Sequence[tuple[str, _Numbers]]) -> None:
    """Bars side by side; what holds nothing takes no room."""
    names = [name for name, _ in series]
    most = _most_side_by_side(series)
    thickness = _THICKNESS / most
    filled = [0] * len(series[0][1])
    held = [sum(numbers[row] is not None for _, numbers in series) for row in range(len(filled))]
    for place, (name, numbers) in enumerate(series):
        drawn = [(row, number) for row, number in enumerate(numbers) if number is not None]
        rows = [row + thickness * (filled[row] - (held[row] - 1) / 2) for row, _ in drawn]
        look = _look(name, place, names)
        # Without an edge of its own colour no hatching would be seen.
        edge: dict[str, Any] = {"edgecolor": "white", "linewidth": 0} if look.get("hatch") else {}
        axes.barh(rows, [number for _, number in drawn], thickness, label=name, **look, **edge)
        for (row, number), middle in zip(drawn, rows, strict=True):
            _tell(axes, middle, number)
            filled[row] += 1
    axes.axvline(0, color=_RULE, linewidth=1)


def _most_side_by_side(series: Sequence[tuple[str, _Numbers]]) -> int:
    rows = zip(*(numbers for _, numbers in series), strict=True)
    return max(sum(number is not None for number in row) for row in rows) or 1


def _tell(axes: Axes, row: float, number: float) -> None:
    """The number at the end of its bar."""
    axes.annotate(
        number_shown(number, Function.SUM),
        (number, row),
        xytext=(4 if number >= 0 else -4, 0),
        textcoords="offset points",
        va="center",
        ha="left" if number >= 0 else "right",
        fontsize=9.5,
        color=_INK,
    )


def _head(axes: Axes, table: Crosstab) -> None:
    subtitle = textwrap.fill(table.subtitle, 85)
    axes.text(0, 1, subtitle, transform=axes.transAxes, fontsize=10, color=_MUTED, va="bottom")
    above = 8 + 14 * (1 + subtitle.count("\n"))
    title = textwrap.fill(table.title, 56)
    axes.set_title(title, loc="left", pad=above, fontsize=14, fontweight="bold", color="#1F4E79")


def _label_axes(axes: Axes, table: Crosstab, names: Sequence[str]) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_yticks(range(len(names)), names, fontsize=10, color=_INK)
    axes.invert_yaxis()
    axes.margins(x=0.08, y=0.01)
    axes.set_xlabel(table.measures[0].label, fontsize=10, color=_MUTED)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=table.measures[0].function is Function.COUNT))
    axes.xaxis.set_major_formatter(_thousands)
    axes.grid(axis="x", color=_RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelcolor=_INK)
    axes.spines[:].set_visible(False)


def _thousands(number: float, _place: Any) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"


def _label(labels: Sequence[str]) -> str:
    text = " · ".join(" ".join(label.split()) for label in labels)
    return "\n".join(textwrap.wrap(text, _LABEL, max_lines=_WRAPPED_AT, placeholder=" …")) or " "


def _without_font_warnings() -> None:
    """Fonts of the list that a machine lacks are nobody's concern: the last one comes with matplotlib."""
    import logging

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
