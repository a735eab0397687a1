"""Native PivotTables, PivotCharts and slicers: from a declaration and a table's rows to the parts of a workbook."""

from reporter.pivots.declaration import (
    Block,
    Filter,
    Function,
    Measure,
    Pivot,
    PivotChart,
    PivotSheet,
    Placed,
    Slicer,
    Value,
)
from reporter.pivots.parts import PivotParts, make_parts

__all__ = [
    "Block",
    "Filter",
    "Function",
    "Measure",
    "Pivot",
    "PivotChart",
    "PivotParts",
    "PivotSheet",
    "Placed",
    "Slicer",
    "Value",
    "make_parts",
]
