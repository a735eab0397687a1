"""The parts of PivotTables, over rows of any kind: well-formed, in agreement with each other, and right."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reporter.pivots import (
    Block,
    Filter,
    Function,
    Measure,
    Pivot,
    PivotChart,
    PivotParts,
    PivotSheet,
    Placed,
    Slicer,
    Value,
    make_parts,
)
from reporter.pivots.cache import BLANK, label

HEADERS = ("Key", "Group", "Kind", "Amount")
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.sampled_from(["Ana", "ANA", "", "_x0041_", "a\nb", "a\x0bb", "\ud800", '<"&>']),
    st.integers(-9, 9),
    st.floats(-9, 9, width=16),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES), max_size=12)


def made(rows: list[tuple[Value, ...]], pivot: Pivot) -> PivotParts:
    slicers = tuple(Slicer(header, Block(1, number)) for number, header in enumerate(("Group", "Kind"), 1))
    sheet = PivotSheet("Pivot", "Data", (Placed(pivot, 10, 2, Block(4, 2, 5, 5)),), slicers)
    return make_parts(sheet, 1, HEADERS, rows)


def trees(parts: PivotParts) -> dict[str, Any]:
    return {name: etree.fromstring(content) for name, content in parts.parts.items()}


def item(value: Value) -> str:
    """What counts as one item."""
    told = {True: "Yes", False: "No"}.get(value) if isinstance(value, bool) else value
    if told is None or told == "":
        return BLANK
    return label(float(told) if isinstance(told, int | float) else told).casefold()


@given(ROWS)
def test_every_count_is_that_of_the_rows(rows):
    pivot = Pivot("P", rows=("Group",), columns=("Kind",), value="Key")
    (layout,) = made(rows, pivot).layouts
    fields = [layout.cache.field(name) for name in ("Group", "Kind")]
    shown = Counter()
    for (line, column), number in layout.numbers[0].items():
        if line is not None and column is not None:
            shown[fields[0].labels[line[0]].casefold(), fields[1].labels[column[0]].casefold()] += int(number)
    filled = [row for row in rows if row[0] not in (None, "")]
    assert shown == Counter((item(group), item(kind)) for _, group, kind, _ in filled)
    assert layout.numbers[0].get((None, None), 0) == len(filled)


@given(ROWS)
def test_the_parts_are_well_formed_and_agree(rows):
    pivot = Pivot(
        "P",
        rows=("Group",),
        columns=("Kind",),
        value="Key",
        more=(Measure("Amount", Function.SUM),),
        filters=(Filter("Amount"),),
        chart=PivotChart("P"),
    )
    parts = made(rows, pivot)
    found = trees(parts)
    cache = found["xl/pivotCache/pivotCacheDefinition1.xml"]
    table = found["xl/pivotTables/pivotTable1.xml"]
    shared = [len(field.find(f"{S}sharedItems")) for field in cache.iter(f"{S}cacheField")]
    fields = list(table.iter(f"{S}pivotField"))
    assert [len(field.find(f"{S}items")) if len(field) else 0 for field in fields] == shared
    assert int(cache.get("recordCount")) == max(len(rows), 1)
    (layout,) = parts.layouts
    assert len(table.find(f"{S}rowItems")) == len(layout.rows) + 1
    assert len(table.find(f"{S}colItems")) == 2 * (len(layout.columns) + 1)
    assert all(layout.left <= column <= layout.right for _, column in layout.cells)
    assert set(parts.content_types) == {name for name in parts.parts if not name.endswith(".rels")}


@given(ROWS, st.sampled_from(["Ana", BLANK, "yes", "7"]))
def test_a_filter_lets_pass_what_is_called_so(rows, value):
    pivot = Pivot("P", rows=("Group",), value="Key", filters=(Filter("Kind", (value,)),))
    (layout,) = made(rows, pivot).layouts
    passing = [row for row in rows if row[0] not in (None, "") and item(row[2]) == value.casefold()]
    assert layout.numbers[0].get((None, None), 0) == len(passing)


@given(ROWS)
def test_items_that_differ_only_in_case_are_one(rows):
    (layout,) = made(rows, Pivot("P", rows=("Group",), value="Key")).layouts
    texts = [one.casefold() for one in layout.cache.field("Group").items if isinstance(one, str)]
    assert len(texts) == len(set(texts))
