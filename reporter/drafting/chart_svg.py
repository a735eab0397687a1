"""Draws a chart as SVG, for Markdown and HTML: no program and no file beside the document is needed to see it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from markupsafe import Markup

from reporter.drafting.charts import Chart, Series, check_size

WIDTH = 640
"""Units across; the page scales the picture."""

_BAR, _GAP, _LABEL, _LEGEND = 22, 10, 150, 30
_COLUMNS_HEIGHT = 150
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
_LETTER = 7
"""Width of a letter at the size used, about."""


def inline_svg(chart: Chart, width: float | None = None, height: float | None = None) -> Markup:
    """The chart as an element of a page, in the colour of its text; "" for an empty one.

    Args:
        chart: The chart.
        width: Centimetres across; None for the width of the page, up to the natural one.
    """
    check_size(width, height)
    return Markup(_svg(chart, width, ink="currentColor", paper="")) if chart else Markup("")


def block_svg(chart: Chart, width: float | None = None, height: float | None = None) -> Markup:
    """The chart as a block of Markdown, on white; "" for an empty one.

    An element, not an image that carries its data: most programs that show Markdown refuse SVG in such images.
    """
    check_size(width, height)
    return Markup(f"<figure>{_svg(chart, width, ink='#1F3864', paper='#FFFFFF')}</figure>") if chart else Markup("")


def _svg(chart: Chart, width: float | None, *, ink: str, paper: str) -> str:
    drawn, height = _bars(chart, ink) if chart.kind == "bars" else _columns(chart, ink)
    # Each picture has a pattern of its own name: two in one page would share the first one's.
    mark = f"hatch-{chart.kind}"
    size = f' style="width:{width}cm;max-width:100%"' if width else ' style="width:100%;max-width:40rem"'
    ground = f'<rect width="{WIDTH}" height="{height}" fill="{paper}"/>' if paper else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"{size} '
        f'aria-label="{escape(chart.description)}" font-family="{_FONT}" font-size="13" fill="{ink}">'
        f"<title>{escape(chart.title)}</title>"
        f'<defs><pattern id="{mark}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="2.5" height="6" fill="{ink}"/></pattern></defs>'
        f"{ground}{''.join(drawn).replace('HATCH', f'url(#{mark})')}</svg>"
    )


def _bars(chart: Chart, ink: str) -> tuple[list[str], int]:
    most = max(chart.totals())
    unit = (WIDTH - _LABEL - 60) / most
    drawn: list[str] = []
    for row, (name, total) in enumerate(zip(chart.categories, chart.totals(), strict=True)):
        top = row * (_BAR + _GAP) + 4
        drawn.append(_words(_LABEL - 10, top + 16, name, "end"))
        left = float(_LABEL)
        for one in chart.series:
            length = one.values[row] * unit
            drawn.append(_box(left, top, length, _BAR, one, ink))
            left += length
        drawn.append(_words(left + 8, top + 16, str(total), "start", bold=True))
    legend_top = len(chart.categories) * (_BAR + _GAP) + 12
    return [*drawn, *_legend(chart, legend_top, _LABEL, ink)], legend_top + _LEGEND


def _columns(chart: Chart, ink: str) -> tuple[list[str], int]:
    most = max(chart.totals())
    unit = _COLUMNS_HEIGHT / most
    step = min(80.0, (WIDTH - 20) / len(chart.categories))
    base = _COLUMNS_HEIGHT + 26
    drawn = [f'<path d="M10 {base + 0.5}H{WIDTH - 10}" stroke="{ink}"/>']
    for place, (name, total) in enumerate(zip(chart.categories, chart.totals(), strict=True)):
        left, top = 10 + place * step, float(base)
        for one in chart.series:
            height = one.values[place] * unit
            top -= height
            drawn.append(_box(left + step * 0.15, top, step * 0.7, height, one, ink))
        if total:
            drawn.append(_words(left + step / 2, top - 6, str(total), "middle", bold=True))
        drawn += [
            _words(left + step / 2, base + 18 + 15 * line, word, "middle")
            for line, word in enumerate(name.rsplit(" ", 1))
        ]
    legend_top = base + (44 if any(" " in name for name in chart.categories) else 30)
    return [*drawn, *_legend(chart, legend_top, 10, ink)], legend_top + _LEGEND


def _legend(chart: Chart, top: int, left: float, ink: str) -> Iterator[str]:
    for one in chart.series if len(chart.series) > 1 else ():
        yield _box(left, top, 16, 12, one, ink)
        yield _words(left + 22, top + 11, one.name, "start")
        left += 22 + _LETTER * len(one.name) + 24


def _box(left: float, top: float, width: float, height: float, series: Series, ink: str) -> str:
    if not width or not height:
        return ""
    fill = {"dark": ink, "light": ink, "hatched": "HATCH"}[series.shade]
    pale = ' fill-opacity="0.25"' if series.shade == "light" else ""
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{pale} '
        f'stroke="{ink}"/>'
    )


def _words(left: float, base: float, text: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{left:.1f}" y="{base:.1f}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
