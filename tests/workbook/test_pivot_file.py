"""A file with one PivotTable: it is a real one, its cells are right, and its source is the table in the same file."""

from __future__ import annotations

import re
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from reporter.model import UsageError
from reporter.pivots import Filter, Function, Measure, Pivot, PivotChart
from reporter.workbook import read_tables, write_pivot

HEADERS = ("ID", "Recipient", "Year", "Status", "Due date", "Days", "Remarks")
ROWS = (
    ("r1", "TSAG", 2026, "Drafted", date(2026, 5, 1), 4, "a < b & c"),
    ("r2", "TSAG", 2026, "Not started", date(2026, 5, 1), 10, None),
    ("r3", "TSAG", 2027, "Not started", date(2027, 5, 1), None, None),
    ("r4", "Council", 2026, "Submitted", None, -3, "line\nbreak"),
    ("r5", None, 2026, "Not started", None, 7, None),
    ("r6", "council", 2026, "Submitted", None, 1, "=1+1"),
)  # fmt: skip
BY_STATUS = Pivot(
    "Status by recipient",
    rows=("Recipient", "Year"),
    columns=("Status",),
    value="ID",
    caption="Reports",
    order={"Status": ("Not started", "In progress", "Drafted", "Submitted")},
    chart=PivotChart("Status by recipient", {"Not started": "D0D7E0", "Submitted": "1F4E79"}),
)
SHAPES = {
    "status by recipient": BY_STATUS,
    "one field": Pivot("Load", rows=("Recipient",), value="ID"),
    "average, filtered": Pivot(
        "Days",
        rows=("Recipient",),
        value="Days",
        function=Function.AVERAGE,
        filters=(Filter("Status", ("Submitted",)),),
    ),
    "several passing": Pivot(
        "Left", rows=("Status",), value="ID", filters=(Filter("Recipient", ("TSAG", "(blank)")), Filter("Year"))
    ),
    "two column fields": Pivot(
        "Both", rows=("Recipient",), columns=("Year", "Status"), value="Days", function=Function.SUM
    ),
    "several values": Pivot(
        "Values",
        rows=("Recipient",),
        value="ID",
        more=(Measure("Days", Function.SUM), Measure("Days", Function.AVERAGE)),
        chart=PivotChart("Values"),
    ),
    "several values by columns": Pivot(
        "By year",
        rows=("Recipient",),
        columns=("Year", "Status"),
        value="ID",
        caption="Reports",
        more=(Measure("Days", Function.SUM),),
        chart=PivotChart("By year"),
    ),
    "first and last day": Pivot(
        "Days", rows=("Recipient",), value="Due date", function=Function.MIN, more=(Measure("Due date", Function.MAX),)
    ),
    "days as items": Pivot("Due", rows=("Due date",), value="Days", function=Function.MAX),
}


def cells(path: Path, sheet: str = "Pivot") -> list[list[object]]:
    """The filled cells of each row that has any, without the title."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True)
    found = [[value for value in row if value is not None] for row in rows]
    return [row for row in found if row]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


@pytest.fixture(params=SHAPES.values(), ids=SHAPES.keys())
def shape(request):
    return request.param


@pytest.fixture
def file(tmp_path):
    return tmp_path / "pivot.xlsx"


def test_the_cells_of_the_pivottable_are_filled(file):
    write_pivot(file, HEADERS, ROWS, BY_STATUS)
    assert cells(file) == [
        ["Reports", "Status"],
        ["Recipient", "Year", "Not started", "Drafted", "Submitted", "All"],
        ["Council", 2026, 2, 2],
        ["TSAG", 2026, 1, 1, 2],
        [2027, 1, 1],
        ["(blank)", 2026, 1, 1],
        ["All", 3, 1, 2, 6],
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("one field", [["Recipient", "Count of ID"], ["Council", 2], ["TSAG", 3], ["(blank)", 1], ["All", 6]]),
        (
            "average, filtered",
            [["Status", "Submitted"], ["Recipient", "Average of Days"], ["Council", -1], ["All", -1]],
        ),
        (
            "several passing",
            [
                ["Recipient", "(Multiple Items)"],
                ["Year", "(All)"],
                ["Status", "Count of ID"],
                ["Drafted", 1],
                ["Not started", 3],
                ["All", 4],
            ],
        ),
        (
            "two column fields",
            [
                ["Sum of Days", "Year", "Status"],
                [2026, 2027, "All"],
                ["Recipient", "Drafted", "Not started", "Submitted", "Not started"],
                ["Council", -2, -2],
                ["TSAG", 4, 10, 14],
                ["(blank)", 7, 7],
                ["All", 4, 17, -2, 19],
            ],
        ),
        (
            "several values",
            [
                ["Recipient", "Count of ID", "Sum of Days", "Average of Days"],
                ["Council", 2, -2, -1],
                ["TSAG", 3, 14, 7],
                ["(blank)", 1, 7, 7],
                ["All", 6, 19, 3.8],
            ],
        ),
        (
            "several values by columns",
            [
                ["Year", "Status", "Values"],
                [2026, 2027, "Total Reports", "Total Sum of Days"],
                ["Drafted", "Not started", "Submitted", "Not started"],
                ["Recipient", *["Reports", "Sum of Days"] * 4],
                ["Council", 2, -2, 2, -2],
                ["TSAG", 1, 4, 1, 10, 1, 3, 14],
                ["(blank)", 1, 7, 1, 7],
                ["All", 1, 4, 2, 17, 2, -2, 1, 6, 19],
            ],
        ),
        (
            "first and last day",
            [
                ["Recipient", "Min of Due date", "Max of Due date"],
                ["Council"],
                ["TSAG", datetime(2026, 5, 1), datetime(2027, 5, 1)],
                ["(blank)"],
                ["All", datetime(2026, 5, 1), datetime(2027, 5, 1)],
            ],
        ),
        (
            "days as items",
            [["Due date", "Max of Days"], ["2026-05-01", 10], ["2027-05-01"], ["(blank)", 7], ["All", 10]],
        ),
    ],
)
def test_every_shape_shows_what_it_says(file, name, expected):
    write_pivot(file, HEADERS, ROWS, SHAPES[name])
    assert cells(file) == expected


def test_it_is_valid(file, shape, validate):
    write_pivot(file, HEADERS, ROWS, shape)
    assert validate(file) == []


@pytest.mark.parametrize("name", ["status by recipient", "several passing", "several values by columns"])
def test_without_rows_it_is_valid_too(file, name, validate):
    write_pivot(file, HEADERS, [], SHAPES[name])
    assert validate(file) == []


def test_it_is_a_pivottable_on_the_table_by_its_name_and_refreshes_when_it_is_opened(file):
    write_pivot(file, HEADERS, ROWS, BY_STATUS, source="Reports")
    (pivot,) = openpyxl.load_workbook(file)["Pivot"]._pivots
    assert pivot.name == "Status by recipient"
    assert [field.name for field in pivot.cache.cacheFields] == list(HEADERS)
    assert pivot.cache.cacheSource.worksheetSource.name == "Reports"
    assert pivot.cache.refreshOnLoad
    assert pivot.location.ref == "A24:F30"
    table = read_tables(file)["Reports"]
    assert table.sheet == "Data"
    assert [tuple(row.values.values()) for row in table.rows] == list(ROWS)


def test_the_cache_holds_no_copy_of_the_rows(file):
    write_pivot(file, HEADERS, ROWS, BY_STATUS)
    with zipfile.ZipFile(file) as package:
        assert not [name for name in package.namelist() if "pivotCacheRecords" in name]
    definition = part(file, "xl/pivotCache/pivotCacheDefinition1.xml")
    assert 'saveData="0"' in definition
    assert "line" not in definition


def test_items_that_no_row_holds_yet_keep_their_place(file):
    write_pivot(file, HEADERS, ROWS, BY_STATUS)
    shared = part(file, "xl/pivotCache/pivotCacheDefinition1.xml").partition('<cacheField name="Status"')[2]
    assert re.findall('<s v="([^"]*)"', shared) == ["Not started", "In progress", "Drafted", "Submitted"]
    field = part(file, "xl/pivotTables/pivotTable1.xml").partition('axis="axisCol"')[2].partition("</pivotField>")[0]
    assert field.count("<item ") == 4
    assert '<item m="1" x="1"/>' in field


def test_the_chart_follows_the_pivottable_and_keeps_its_colours(file):
    write_pivot(file, HEADERS, ROWS, BY_STATUS)
    chart = part(file, "xl/charts/pivotChart1.xml")
    assert "<c:pivotSource><c:name>[]Pivot!Status by recipient</c:name>" in chart
    assert "<c:f>'Pivot'!$C$26:$C$29</c:f>" in chart
    assert re.findall('<c:pivotFmt><c:idx val="(.)"/>.*?srgbClr val="(.{6})"', chart) == [
        ("0", "D0D7E0"),
        ("1", "1F4E79"),
    ]
    formats = re.findall('format="(.)".*?field="3".*?<x v="(.)"', part(file, "xl/pivotTables/pivotTable1.xml"))
    assert formats == [("0", "0"), ("1", "3")]


def test_a_value_is_never_called_like_a_column(file):
    pivot = Pivot("P", rows=("Recipient",), value="ID", caption="Status", more=(Measure("Days", caption="status"),))
    write_pivot(file, HEADERS, ROWS, pivot)
    assert cells(file)[0] == ["Recipient", "Status ", "status  "]


def test_several_values_are_a_field_of_the_columns(file):
    write_pivot(file, HEADERS, ROWS, SHAPES["several values by columns"])
    definition = part(file, "xl/pivotTables/pivotTable1.xml")
    assert re.findall('<field x="(-?[0-9]+)"/>', definition.partition("<colFields")[2]) == ["2", "3", "-2"]
    lines = re.findall("<i[ >].*?</i>", definition.partition("<colItems")[2].partition("</colItems>")[0])
    assert lines[:3] == [
        "<i><x/><x/><x/></i>",
        '<i r="2" i="1"><x v="1"/></i>',
        '<i r="1"><x v="1"/><x/></i>',
    ]
    assert lines[-2:] == ['<i t="grand"><x/></i>', '<i t="grand" i="1"><x/></i>']
    assert part(file, "xl/charts/pivotChart1.xml").count("<c:ser>") == 8


def test_slicers_of_columns_with_like_names_are_told_apart(file):
    headers = ("A b", "A-b", "ID")
    write_pivot(file, headers, [("x", "y", "1")], Pivot("P", rows=("A b", "A-b"), value="ID"))
    assert re.findall('definedName name="([^"]*)"', part(file, "xl/workbook.xml")) == ["Slicer_A_b", "Slicer_A_b_"]


def test_slicers_name_the_pivottable_and_its_cache(file):
    write_pivot(file, HEADERS, ROWS, SHAPES["average, filtered"])
    cache = part(file, "xl/slicerCaches/slicerCache1.xml")
    assert 'sourceName="Status"' in cache
    assert '<pivotTable tabId="1" name="Days"/>' in cache
    (known,) = re.findall(
        'x14:pivotCacheDefinition pivotCacheId="([0-9]+)"', part(file, "xl/pivotCache/pivotCacheDefinition1.xml")
    )
    assert f'pivotCacheId="{known}"' in cache
    assert re.findall('<i x="(.)" s="1"', cache) == ["0"], "only what the filter lets pass is chosen"
    assert '<definedName name="Slicer_Status">#N/A' in part(file, "xl/workbook.xml")


def test_the_same_input_gives_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_pivot(tmp_path / name, HEADERS, ROWS, BY_STATUS)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_text_is_never_a_formula_and_keeps_its_characters(file):
    rows = [(text, text, 1, None, None, None, None) for text in ("=1+1", 'a "b" <c> & d', "x\ny", "_x0041_")]
    write_pivot(file, HEADERS, rows, SHAPES["one field"])
    assert [row.values["Recipient"] for row in read_tables(file)["Data"].rows] == [row[1] for row in rows]
    (pivot,) = openpyxl.load_workbook(file)["Pivot"]._pivots
    items = {item.v for item in pivot.cache.cacheFields[1].sharedItems._fields}
    assert items == {"=1+1", 'a "b" <c> & d', "x_x000A_y", "_x005F_x0041_"}


@pytest.mark.parametrize(
    ("pivot", "headers", "told"),
    [
        (Pivot("P", rows=("Recipiant",), value="ID"), HEADERS, 'there is no column "Recipiant"'),
        (Pivot("P", rows=("Recipient",), value="Nr"), HEADERS, 'there is no column "Nr"'),
        (Pivot("P", rows=("ID",), value="ID"), ("ID", "id"), 'two columns "ID"'),
        (Pivot("P", rows=("ID",), value="ID"), ("ID", ""), "has no name"),
    ],
)  # fmt: skip
def test_a_column_that_is_not_there_is_told_and_nothing_is_written(file, pivot, headers, told):
    with pytest.raises(UsageError, match=told):
        write_pivot(file, headers, [], pivot)
    assert not file.exists()


def test_libreoffice_computes_the_same_numbers(tmp_path, soffice):
    sources = []
    for number, (name, pivot) in enumerate(SHAPES.items()):
        if "day" not in name:  # it shows days by a format of its own
            sources.append(tmp_path / f"{number}.xlsx")
            write_pivot(sources[-1], HEADERS, ROWS, pivot)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=120)
    for source in sources:
        assert numbers(tmp_path / "out" / source.name) == numbers(source), source


def numbers(path: Path) -> list[list[object]]:
    """What stands in the PivotTable's rows, without words that each program chooses for itself."""
    own = {
        "Data",
        "Values",
        "(blank)",
        "(empty)",
        "All",
        "Total Result",
        "(All)",
        "- all -",
        "(Multiple Items)",
        "- multiple -",
    }
    rows = [[value for value in row if value not in own] for row in cells(path)]
    return [row for row in rows if row]


def test_columns_are_wide_enough_for_their_texts(file):
    long = "Director of BR; Director of TSB; Director of BDT"
    rows = [("1", long, 2026, "Drafted", None, 3, None)]
    write_pivot(file, HEADERS, rows, Pivot("P", rows=("Recipient",), value="Days", caption="Days that are left"))
    widths = openpyxl.load_workbook(file)["Pivot"].column_dimensions
    assert widths["A"].width >= 48
    assert widths["B"].width >= len("Days that are left")
