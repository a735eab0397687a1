"""All parts of a sheet with PivotTables, and what its sheet and the workbook have to say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reporter.pivots import cache as cache_part
from reporter.pivots import definition as definition_part
from reporter.pivots.cache import CACHE_ID, Cache, make_cache
from reporter.pivots.charts import pivot_chart
from reporter.pivots.declaration import Block, PivotSheet, Value
from reporter.pivots.drawing import drawing
from reporter.pivots.layout import Layout, Shown, lay_out
from reporter.pivots.markup import RELATIONSHIPS, X14, document, element
from reporter.pivots.slicers import cache_names, slicer_cache, slicers

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2007/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"

_NUMBERED = re.compile(r"[0-9]+\.xml$")

CACHE_PART = "xl/pivotCache/pivotCacheDefinition1.xml"
DRAWING_PART = "xl/drawings/pivotDrawing1.xml"
SLICERS_PART = "xl/slicers/slicer1.xml"

SLICERS_OF_A_SHEET = "{A8765BA9-456A-4dab-B4F3-ACF838C121DE}"
SLICERS_OF_A_WORKBOOK = "{BBE1A952-AA13-448e-AADC-164F8A28A991}"


@dataclass(frozen=True)
class PivotParts:
    """The parts of a sheet with PivotTables.

    Attributes:
        sheet: What stands on it.
        sheet_id: Its `sheetId` in the workbook.
        cache: The source.
        layouts: The PivotTables as they stand there.
    """

    sheet: PivotSheet
    sheet_id: int
    cache: Cache
    layouts: tuple[Layout, ...]

    @cached_property
    def cells(self) -> dict[tuple[int, int], Shown]:
        """Row and column on the sheet, counted from 1, to what the cell shows."""
        return {place: shown for layout in self.layouts for place, shown in layout.cells.items()}

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """Name to content of each part, with the parts that relate them."""
        made = {CACHE_PART: cache_part.definition(self.cache)}
        sliced = [one.column for one in self.sheet.slicers]
        for number, layout in enumerate(self.layouts, 1):
            made[pivot_part(number)] = definition_part.definition(layout, sliced)
            made[f"xl/pivotTables/_rels/pivotTable{number}.xml.rels"] = relationships(
                [("rId1", f"{RELATIONSHIPS}/pivotCacheDefinition", f"/{CACHE_PART}")]
            )
        names = cache_names(self.sheet)
        for number, slicer in enumerate(self.sheet.slicers, 1):
            made[_slicer_cache_part(number)] = slicer_cache(slicer, names[slicer.column], self.layouts, self.sheet_id)
        if self.sheet.slicers:
            made[SLICERS_PART] = slicers(self.sheet)
        return made | self._drawn()

    @property
    def content_types(self) -> dict[str, str]:
        """Name of each part to its content type; parts that relate others are known by their ending."""
        types = {
            "pivotCacheDefinition": f"{_SHEET_TYPE}.pivotCacheDefinition+xml",
            "pivotTable": f"{_SHEET_TYPE}.pivotTable+xml",
            "slicerCache": "application/vnd.ms-excel.slicerCache+xml",
            "slicer": "application/vnd.ms-excel.slicer+xml",
            "pivotChart": f"{_OFFICE_TYPE}.drawingml.chart+xml",
            "pivotDrawing": f"{_OFFICE_TYPE}.drawing+xml",
        }
        names = [name for name in self.parts if not name.endswith(".rels")]
        return {name: types[_NUMBERED.sub("", name.rpartition("/")[2])] for name in names}

    @property
    def sheet_relationships(self) -> list[tuple[str, str, str]]:
        """Id, type and target of what the sheet points to."""
        pivots = [
            (f"rIdPivot{number}", f"{RELATIONSHIPS}/pivotTable", f"/{pivot_part(number)}")
            for number in range(1, len(self.layouts) + 1)
        ]
        drawn = [("rIdDrawing", f"{RELATIONSHIPS}/drawing", f"/{DRAWING_PART}")] if self._is_drawn else []
        sliced = [("rIdSlicers", f"{_MICROSOFT}/slicer", f"/{SLICERS_PART}")] if self.sheet.slicers else []
        return [*pivots, *drawn, *sliced]

    @property
    def sheet_end(self) -> str:
        """What stands at the end of the worksheet part; it takes the prefix `r` for relationships."""
        made = element("drawing", {"r:id": "rIdDrawing"}) if self._is_drawn else ""
        if self.sheet.slicers:
            listed = element("x14:slicerList", {}, element("x14:slicer", {"r:id": "rIdSlicers"}))
            made += element("extLst", {}, element("ext", {"uri": SLICERS_OF_A_SHEET, "xmlns:x14": X14}, listed))
        return made

    @property
    def workbook_relationships(self) -> list[tuple[str, str, str]]:
        """Id, type and target of what the workbook points to."""
        cache = ("rIdPivotCache", f"{RELATIONSHIPS}/pivotCacheDefinition", f"/{CACHE_PART}")
        numbers = range(1, len(self.sheet.slicers) + 1)
        sliced = [(f"rIdSlicerCache{n}", f"{_MICROSOFT}/slicerCache", f"/{_slicer_cache_part(n)}") for n in numbers]
        return [cache, *sliced]

    @property
    def defined_names(self) -> tuple[str, ...]:
        """Names that the workbook must define, as `#N/A`."""
        return tuple(cache_names(self.sheet).values())

    @property
    def workbook_end(self) -> str:
        """What stands at the end of the workbook part, behind `calcPr`; it takes the prefix `r` for relationships."""
        cache = element("pivotCache", {"cacheId": CACHE_ID, "r:id": "rIdPivotCache"})
        made = element("pivotCaches", {}, cache)
        if self.sheet.slicers:
            numbers = range(1, len(self.sheet.slicers) + 1)
            links = [element("x14:slicerCache", {"r:id": f"rIdSlicerCache{number}"}) for number in numbers]
            listed = element(
                "ext", {"uri": SLICERS_OF_A_WORKBOOK, "xmlns:x14": X14}, element("x14:slicerCaches", {}, *links)
            )
            made += element("extLst", {}, listed)
        return made

    @property
    def _is_drawn(self) -> bool:
        return bool(self.sheet.slicers) or any(True for _ in self._charts())

    def _charts(self) -> Iterator[tuple[int, Layout, Block]]:
        """Number, layout and place of each chart."""
        drawn = [one for one in self.layouts if one.pivot.chart and one.placed.chart]
        for number, layout in enumerate(drawn, 1):
            if layout.placed.chart:
                yield number, layout, layout.placed.chart

    def _drawn(self) -> dict[str, bytes]:
        if not self._is_drawn:
            return {}
        made, places = {}, {}
        for number, layout, place in self._charts():
            if layout.pivot.chart:
                made[_chart_part(number)] = pivot_chart(self.sheet, layout, layout.pivot.chart)
                places[f"rId{number}"] = (layout.pivot.chart.title, place)
        made[DRAWING_PART] = drawing(places, self.sheet.slicers)
        if places:
            made["xl/drawings/_rels/pivotDrawing1.xml.rels"] = relationships(
                (f"rId{number}", f"{RELATIONSHIPS}/chart", f"/{_chart_part(number)}") for number, *_ in self._charts()
            )
        return made


def make_parts(sheet: PivotSheet, sheet_id: int, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> PivotParts:
    """Lays the PivotTables of a sheet out over the rows of their table.

    Args:
        sheet: What stands on it.
        sheet_id: Its `sheetId` in the workbook.
        headers: Of all columns of the table, in its order.
        rows: A value for each header.

    Raises:
        KeyError: The table lacks a header that the sheet names.
    """
    cache = make_cache(sheet.source, headers, rows, sheet.fields, sheet.order)
    return PivotParts(sheet, sheet_id, cache, tuple(lay_out(one, cache) for one in sheet.pivots))


def relationships(links: Iterable[tuple[str, str, str]]) -> bytes:
    """A part that relates others: id, type and target of each."""
    return document(
        element(
            "Relationships",
            {"xmlns": _PACKAGE},
            *(element("Relationship", {"Id": id_, "Type": kind, "Target": target}) for id_, kind, target in links),
        )
    )


def pivot_part(number: int) -> str:
    """Name of the part of a PivotTable; the first is 1."""
    return f"xl/pivotTables/pivotTable{number}.xml"


def _slicer_cache_part(number: int) -> str:
    return f"xl/slicerCaches/slicerCache{number}.xml"


def _chart_part(number: int) -> str:
    return f"xl/charts/pivotChart{number}.xml"
