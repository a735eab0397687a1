"""The parts of slicers: the buttons, and what they choose among."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reporter.pivots.cache import SLICED_ID, Field
from reporter.pivots.declaration import PivotSheet, Slicer
from reporter.pivots.layout import Layout, chosen
from reporter.pivots.markup import MAIN, X14, counted, document, element

_BUTTON = 241_300
"""Height of a button, in EMU (360,000 to the centimetre)."""

_STYLE = "SlicerStyleLight1"
_NOT_IN_A_NAME = re.compile(r"[^\w.]")


def cache_names(sheet: PivotSheet) -> dict[str, str]:
    """Header to the name of its slicer's cache, which is a defined name of the workbook as well."""
    names: dict[str, str] = {}
    for one in sheet.slicers:
        name = f"Slicer_{_NOT_IN_A_NAME.sub('_', one.column)}"
        while name.casefold() in (known.casefold() for known in names.values()):
            name += "_"
        names[one.column] = name
    return names


def slicers(sheet: PivotSheet) -> bytes:
    """The part `slicers`: all of a sheet."""
    names = cache_names(sheet)
    return document(
        element(
            "slicers",
            {"xmlns": X14},
            *(
                element(
                    "slicer",
                    {
                        "name": one.column,
                        "cache": names[one.column],
                        "caption": one.column,
                        "columnCount": one.columns if one.columns > 1 else None,
                        "style": _STYLE,
                        "rowHeight": _BUTTON,
                    },
                )
                for one in sheet.slicers
            ),
        )
    )


def slicer_cache(slicer: Slicer, name: str, layouts: Sequence[Layout], sheet_id: int) -> bytes:
    """The part `slicerCacheDefinition` of one slicer.

    Args:
        slicer: The slicer.
        name: Name of its cache.
        layouts: The PivotTables that it governs; what their filters leave out is not chosen.
        sheet_id: `sheetId` of their sheet.
    """
    field = layouts[0].cache.field(slicer.column)
    filters = [one for layout in layouts for one in layout.pivot.filters if one.column == slicer.column]
    passing = set(range(len(field.items))).intersection(*(chosen(one, layouts[0].cache) for one in filters))
    pivots = [element("pivotTable", {"tabId": sheet_id, "name": layout.pivot.name}) for layout in layouts]
    choices = counted("items", list(_choices(field, passing)))
    return document(
        element(
            "slicerCacheDefinition",
            {"xmlns": X14, "xmlns:x": MAIN, "name": name, "sourceName": slicer.column},
            element("pivotTables", {}, *pivots),
            element("data", {}, element("tabular", {"pivotCacheId": SLICED_ID}, choices)),
        )
    )


def _choices(field: Field, passing: Iterable[int]) -> Iterable[str]:
    for place in range(len(field.items)):
        missing = True if place in field.missing else None
        yield element("i", {"x": place, "s": True if place in passing else None, "nd": missing})
