"""The part of a PivotChart: a stacked bar chart that Excel redraws whenever its PivotTable changes."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.pivots.declaration import PivotChart, PivotSheet
from reporter.pivots.layout import Layout, Shown
from reporter.pivots.markup import RELATIONSHIPS, Attribute, cell_name, document, element, number, text

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

PALETTE = ("1F4E79", "E0A030", "5F8DBF", "D0D7E0", "8A5300", "9DB8D6", "6B7785", "B9CDBF")
"""Colours of items that have none of their own: neighbours differ in darkness, not only in hue."""

_INK = "404040"
_LINE = "CBD5E0"
_CATEGORIES, _VALUES = 111_111_111, 222_222_222


def pivot_chart(sheet: PivotSheet, layout: Layout, chart: PivotChart) -> bytes:
    """The part `chartSpace`."""
    # The brackets hold the file's name, which Excel fills in; without one the chart survives renaming the file.
    source = f"[]{sheet.title}!{layout.pivot.name}"
    body = element(
        "c:chart",
        {},
        _title(chart.title),
        _value("autoTitleDeleted", 0),
        _kept_formats(chart),
        element("c:plotArea", {}, "<c:layout/>", _bars(sheet, layout, chart), *_axes(chart)),
        element("c:legend", {}, _value("legendPos", "b"), _value("overlay", 0)),
        _value("plotVisOnly", 1),
        _value("dispBlanksAs", "gap"),
    )
    return document(
        element(
            "c:chartSpace",
            {"xmlns:c": _CHART, "xmlns:a": _DRAWING, "xmlns:r": RELATIONSHIPS},
            _value("roundedCorners", 0),
            element("c:pivotSource", {}, element("c:name", {}, text(source)), _value("fmtId", 0)),
            body,
            element("c:spPr", {}, _fill("FFFFFF"), element("a:ln", {}, "<a:noFill/>")),
            _font(900),
        )
    )


def _value(name: str, value: Attribute) -> str:
    return element(f"c:{name}", {"val": value})


def _fill(color: str) -> str:
    return element("a:solidFill", {}, element("a:srgbClr", {"val": color}))


def _font(size: int, *, bold: bool = False) -> str:
    look = element("a:defRPr", {"sz": size, "b": bold}, _fill(_INK))
    return element("c:txPr", {}, "<a:bodyPr/><a:lstStyle/>", element("a:p", {}, element("a:pPr", {}, look)))


def _title(title: str) -> str:
    look = element("a:pPr", {}, element("a:defRPr", {"sz": 1100, "b": True}, _fill(_INK)))
    run = element("a:r", {}, element("a:rPr", {"lang": "en-GB", "sz": 1100, "b": True}, _fill(_INK)))
    run = run.replace("</a:r>", f"{element('a:t', {}, text(title))}</a:r>")
    rich = element("c:rich", {}, "<a:bodyPr/><a:lstStyle/>", element("a:p", {}, look, run))
    return element("c:title", {}, element("c:tx", {}, rich), _value("overlay", 0))


def _kept_formats(chart: PivotChart) -> str:
    """Colours that items keep when Excel draws the chart anew; their numbers are those in the PivotTable's part."""
    formats = [
        element("c:pivotFmt", {}, _value("idx", index), _look(color))
        for index, color in enumerate(chart.colors.values())
    ]
    return element("c:pivotFmts", {}, *formats) if formats else ""


def _look(color: str) -> str:
    # The white line keeps bars of like darkness apart.
    return element("c:spPr", {}, _fill(color), element("a:ln", {"w": 6350}, _fill("FFFFFF")))


def _bars(sheet: PivotSheet, layout: Layout, chart: PivotChart) -> str:
    return element(
        "c:barChart",
        {},
        _value("barDir", "bar" if chart.horizontal else "col"),
        _value("grouping", "stacked" if len(layout.pivot.measures) == 1 else "clustered"),
        _value("varyColors", 0),
        *(
            _series(sheet, layout, chart, column, measure)
            for column in range(len(layout.columns) or 1)
            for measure in range(len(layout.pivot.measures))
        ),
        _value("gapWidth", 50),
        _value("overlap", 100) if len(layout.pivot.measures) == 1 else "",
        _value("axId", _CATEGORIES),
        _value("axId", _VALUES),
    )


def _series(sheet: PivotSheet, layout: Layout, chart: PivotChart, place: int, measure: int) -> str:
    column = layout.data_column(place, measure)
    index = column - layout.first_data_column
    # A PivotTable that shows nothing yet has one series without items.
    places = layout.columns[place] if layout.columns else ()
    shown = zip(layout.pivot.columns, places, strict=False)
    names = [layout.cache.field(header).labels[item] for header, item in shown]
    head = (layout.first_data_row - 1, column)
    several = len(layout.pivot.measures) > 1
    name = " - ".join([*names, layout.captions[measure]] if several or not names else names)
    color = (not several and chart.colors.get(names[0] if names else "")) or PALETTE[index % len(PALETTE)]
    last = max(layout.bottom - 1, layout.first_data_row)
    values = [(row, column) for row in range(layout.first_data_row, last + 1)]
    return element(
        "c:ser",
        {},
        _value("idx", index),
        _value("order", index),
        element("c:tx", {}, _strings(_reference(sheet, head, head), [name])),
        _look(color),
        _value("invertIfNegative", 0),
        _categories(sheet, layout, last),
        element(
            "c:val", {}, _numbers(_reference(sheet, values[0], values[-1]), [layout.cells.get(one) for one in values])
        ),
    )


def _categories(sheet: PivotSheet, layout: Layout, last: int) -> str:
    """Labels of the bars; those of several row fields stand in levels, the innermost first."""
    area = _reference(sheet, (layout.first_data_row, layout.left), (last, layout.first_data_column - 1))
    levels = [
        [layout.cells.get((row, column)) for row in range(layout.first_data_row, last + 1)]
        for column in range(layout.first_data_column - 1, layout.left - 1, -1)
    ]
    if len(levels) == 1:
        return element("c:cat", {}, _strings(area, levels[0]))
    cache = element(
        "c:multiLvlStrCache",
        {},
        _value("ptCount", len(levels[0])),
        *(element("c:lvl", {}, *_points(level)) for level in levels),
    )
    return element("c:cat", {}, element("c:multiLvlStrRef", {}, element("c:f", {}, area), cache))


def _reference(sheet: PivotSheet, first: tuple[int, int], last: tuple[int, int]) -> str:
    ends = dict.fromkeys(_absolute(*place) for place in (first, last))
    return text(f"{quoted(sheet.title)}!{':'.join(ends)}")


def _absolute(row: int, column: int) -> str:
    return f"${cell_name(row, column).rstrip('0123456789')}${row}"


def quoted(title: str) -> str:
    """A sheet's name as formulas spell it."""
    return "'" + title.replace("'", "''") + "'"


def _strings(area: str, values: list[Shown | None] | list[str]) -> str:
    cache = element("c:strCache", {}, _value("ptCount", len(values)), *_points(values))
    return element("c:strRef", {}, element("c:f", {}, area), cache)


def _numbers(area: str, values: list[Shown | None]) -> str:
    cache = element(
        "c:numCache", {}, element("c:formatCode", {}, "General"), _value("ptCount", len(values)), *_points(values)
    )
    return element("c:numRef", {}, element("c:f", {}, area), cache)


def _points(values: list[Shown | None] | list[str]) -> Iterator[str]:
    for index, value in enumerate(values):
        if value is not None:
            shown = value if isinstance(value, str) else number(value)
            yield element("c:pt", {"idx": index}, element("c:v", {}, text(shown)))


def _axes(chart: PivotChart) -> Iterator[str]:
    # Bars from left to right are drawn from below; turned round, they stand in the order of the PivotTable.
    turned = chart.horizontal
    yield element(
        "c:catAx",
        {},
        _value("axId", _CATEGORIES),
        element("c:scaling", {}, _value("orientation", "maxMin" if turned else "minMax")),
        _value("delete", 0),
        _value("axPos", "l" if turned else "b"),
        _value("majorTickMark", "none"),
        _value("minorTickMark", "none"),
        _value("tickLblPos", "low"),
        element("c:spPr", {}, element("a:ln", {"w": 9525}, _fill(_LINE))),
        _value("crossAx", _VALUES),
        _value("crosses", "autoZero"),
        _value("auto", 1),
        _value("lblAlgn", "ctr"),
        _value("lblOffset", 100),
        _value("noMultiLvlLbl", 0),
    )
    yield element(
        "c:valAx",
        {},
        _value("axId", _VALUES),
        element("c:scaling", {}, _value("orientation", "minMax")),
        _value("delete", 0),
        _value("axPos", "b" if turned else "l"),
        element("c:majorGridlines", {}, element("c:spPr", {}, element("a:ln", {"w": 6350}, _fill(_LINE)))),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": False}),
        _value("majorTickMark", "none"),
        _value("minorTickMark", "none"),
        _value("tickLblPos", "nextTo"),
        element("c:spPr", {}, element("a:ln", {}, "<a:noFill/>")),
        _value("crossAx", _CATEGORIES),
        _value("crosses", "max" if turned else "autoZero"),
        _value("crossBetween", "between"),
    )
