"""The part that tells Excel what a PivotTable shows."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.pivots.cache import CACHE_ID, Cache, Field
from reporter.pivots.declaration import Filter, Function
from reporter.pivots.layout import TOTAL, Layout, NumberKind, Places, chosen
from reporter.pivots.markup import MAIN, X14, Attribute, cell_name, counted, document, element

STYLE = "PivotStyleLight16"

_VALUES = 4_294_967_294
"""By which a pivot area names the values instead of a field."""

_FORMATS: dict[NumberKind, int] = {"decimal": 2, "day": 14}
"""Number formats that every workbook knows."""


def definition(layout: Layout, sliced: Sequence[str]) -> bytes:
    """The part `pivotTableDefinition`.

    Args:
        layout: What is shown.
        sliced: Headers of fields that slicers of the sheet show.
    """
    pivot, cache = layout.pivot, layout.cache
    return document(
        element(
            "pivotTableDefinition",
            _root(layout),
            _location(layout),
            counted("pivotFields", [_field(layout, one, one.name in sliced) for one in cache.fields]),
            _axis_fields("rowFields", pivot.rows, cache),
            counted("rowItems", _items(layout.rows, len(pivot.rows))),
            _column_fields(layout),
            counted("colItems", _column_items(layout)),
            counted("pageFields", [_page(one, cache) for one in pivot.filters]),
            counted("dataFields", _data(layout)),
            _chart_formats(layout),
            _style(),
            element("extLst", {}, _without_values_row()) if len(pivot.measures) > 1 else "",
        )
    )


def _root(layout: Layout) -> dict[str, Attribute]:
    return {
        "xmlns": MAIN,
        "name": layout.pivot.name,
        "cacheId": CACHE_ID,
        "applyNumberFormats": False,
        "applyBorderFormats": False,
        "applyFontFormats": False,
        "applyPatternFormats": False,
        "applyAlignmentFormats": False,
        # Columns keep their width when Excel refreshes: charts and slicers stand on them.
        "applyWidthHeightFormats": True,
        "dataCaption": "Values",
        "grandTotalCaption": TOTAL,
        "updatedVersion": 6,
        "minRefreshableVersion": 3,
        "useAutoFormatting": False,
        "itemPrintTitles": True,
        "createdVersion": 6,
        "indent": 0,
        "compact": False,
        "compactData": False,
        "multipleFieldFilters": False,
        "chartFormat": 1 if layout.pivot.chart else None,
    }


def _location(layout: Layout) -> str:
    pages = len(layout.pivot.filters) or None
    ends = (cell_name(layout.top, layout.left), cell_name(layout.bottom, layout.right))
    return element(
        "location",
        {
            "ref": ":".join(ends),
            "firstHeaderRow": 0 if len(layout.pivot.measures) > 1 and not layout.pivot.columns else 1,
            "firstDataRow": layout.header_rows,
            "firstDataCol": len(layout.pivot.rows),
            "rowPageCount": pages,
            "colPageCount": 1 if pages else None,
        },
    )


def _field(layout: Layout, field: Field, sliced: bool) -> str:
    pivot = layout.pivot
    axis = "axisRow" if field.name in pivot.rows else "axisCol" if field.name in pivot.columns else None
    page = next((one for one in pivot.filters if one.column == field.name), None)
    shown = axis or page or sliced
    ordered = field.name in pivot.order
    return element(
        "pivotField",
        {
            "axis": axis or ("axisPage" if page else None),
            "dataField": True if field.name in {one.column for one in pivot.measures} else None,
            "compact": False,
            "outline": False,
            "showAll": False,
            "multipleItemSelectionAllowed": True if page and len(page.values) > 1 else None,
            "sortType": "ascending" if axis and not ordered else None,
            "defaultSubtotal": False,
        },
        _field_items(layout, field, page) if shown else "",
    )


def _field_items(layout: Layout, field: Field, page: Filter | None) -> str:
    passing = chosen(page, layout.cache) if page and len(page.values) > 1 else frozenset(range(len(field.items)))
    return counted(
        "items",
        [
            element(
                "item",
                {"h": None if place in passing else True, "m": True if place in field.missing else None, "x": place},
            )
            for place in range(len(field.items))
        ],
    )


def _axis_fields(tag: str, headers: Sequence[str], cache: Cache) -> str:
    return counted(tag, [element("field", {"x": cache.places[header]}) for header in headers])


def _column_fields(layout: Layout) -> str:
    """The column fields, and behind them that of the values where there are several."""
    fields = [element("field", {"x": layout.cache.places[header]}) for header in layout.pivot.columns]
    values = [element("field", {"x": -2})] if len(layout.pivot.measures) > 1 else []
    return counted("colFields", [*fields, *values])


def _column_items(layout: Layout) -> list[str]:
    count, depth = len(layout.pivot.measures), len(layout.pivot.columns)
    if count == 1:
        return _items(layout.columns, depth) if depth else ["<i/>"]
    written = []
    before: Places = ()
    for places in layout.columns:
        same = next((level for level in range(depth) if places[: level + 1] != before[: level + 1]), depth)
        for measure in range(count):
            kept = same if not measure else depth
            shown = [_place(place) for place in (*places[kept:], measure)]
            written.append(element("i", {"r": kept or None, "i": measure or None}, *shown))
        before = places
    totals = [element("i", {"t": "grand", "i": measure or None}, _place(0)) for measure in range(count)]
    return [*written, *(totals if depth else [])]


def _items(lines: Sequence[Places], depth: int) -> list[str]:
    """The lines of an axis and its total; what a line shares with the one before is not said again."""
    written = []
    before: Places = ()
    for places in lines:
        same = next((level for level in range(depth) if places[: level + 1] != before[: level + 1]), depth)
        written.append(element("i", {"r": same or None}, *(_place(place) for place in places[same:])))
        before = places
    return [*written, element("i", {"t": "grand"}, _place(0))]


def _place(place: int) -> str:
    return element("x", {"v": place or None})


def _page(one: Filter, cache: Cache) -> str:
    found = sorted(chosen(one, cache)) if len(one.values) == 1 else []
    return element("pageField", {"fld": cache.places[one.column], "item": found[0] if found else None, "hier": -1})


def _data(layout: Layout) -> list[str]:
    measures = zip(layout.pivot.measures, layout.captions, layout.kinds, strict=True)
    return [
        element(
            "dataField",
            {
                "name": caption,
                "fld": layout.cache.places[one.column],
                "subtotal": None if one.function is Function.SUM else one.function.value,
                "baseField": 0,
                "baseItem": 0,
                "numFmtId": _FORMATS.get(kind),
            },
        )
        for one, caption, kind in measures
    ]


def _without_values_row() -> str:
    """Keeps Excel from putting a row with nothing but the word "Values" above the captions."""
    hidden = element("x14:pivotTableDefinition", {"hideValuesRow": True})
    return element("ext", {"uri": "{962EF5D1-5CA2-4c93-8EF4-DBF5C05439D2}", "xmlns:x14": X14}, hidden)


def _chart_formats(layout: Layout) -> str:
    """Ties the items of the first column field to the colours that the chart keeps for them."""
    pivot = layout.pivot
    if not pivot.chart or not pivot.columns or len(pivot.measures) > 1:
        return ""
    field = layout.cache.field(pivot.columns[0])
    formats = []
    for number, name in enumerate(pivot.chart.colors):
        if name in field.labels:
            references = [_reference(_VALUES, 0), _reference(layout.cache.places[field.name], field.labels.index(name))]
            area = element(
                "pivotArea",
                {"type": "data", "outline": False, "fieldPosition": 0},
                counted("references", references),
            )
            formats.append(element("chartFormat", {"chart": 0, "format": number, "series": True}, area))
    return counted("chartFormats", formats)


def _reference(field: int, item: int) -> str:
    return element("reference", {"field": field, "count": 1, "selected": False}, element("x", {"v": item}))


def _style() -> str:
    return element(
        "pivotTableStyleInfo",
        {
            "name": STYLE,
            "showRowHeaders": True,
            "showColHeaders": True,
            "showRowStripes": False,
            "showColStripes": False,
            "showLastColumn": True,
        },
    )
