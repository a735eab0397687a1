"""The PivotTables of the template: on the table Reports by its name, filled in a new workbook, and left alone ever after."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from registers import TODAY, cells, edit, obligation, report, sheet_part, synced, wanted

from reporter.model.tables import REPORTS
from reporter.pivots.charts import PALETTE
from reporter.resources import bundled
from reporter.workbook import read_tables, split
from reporter.workbook.pivot_sheet import LOAD, OVERDUE, PIVOTS, PROGRESS, STATUSES, TIMINGS, fill_pivots

TEMPLATE = bundled("workbooks") / "obligations-template.xlsx"
FIRST = "WTSA-18-2024/instructs-2/TSAG/2026"


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "obligations.xlsx"
    dues = [report(period=str(year)) for year in (2026, 2027, 2028)]
    council = replace(report(period="2026-H1"), recipient="Council", id="x", responsible=("Secretary-General",))
    synced(path, wanted(reports=[*dues, council]))
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def pivots(path: Path) -> dict[str, object]:
    return {one.name: one for one in openpyxl.load_workbook(path)["Pivot"]._pivots}


def shown(path: Path, name: str) -> list[list[object]]:
    """The filled cells of a PivotTable, row by row."""
    sheet = openpyxl.load_workbook(path)["Pivot"]
    area = sheet[pivots(path)[name].location.ref]
    return [[cell.value for cell in row if cell.value is not None] for row in area]


def test_the_template_has_three_pivottables_on_reports_that_refresh_when_it_is_opened():
    found = pivots(TEMPLATE)
    assert list(found) == [OVERDUE.name, LOAD.name, PROGRESS.name]
    caches = {id(one.cache): one.cache for one in found.values()}
    for cache in caches.values():
        assert cache.cacheSource.worksheetSource.name == "Reports"
        assert cache.refreshOnLoad
        assert [field.name for field in cache.cacheFields] == [column.name for column in REPORTS]


def test_charts_and_slicers_belong_to_the_pivottables():
    names = parts(TEMPLATE)
    charts = [names[name].decode() for name in names if name.startswith("xl/charts/pivotChart")]
    assert [re.findall("<c:pivotSource><c:name>([^<]*)<", chart) for chart in charts] == [
        [f"[]Pivot!{one.pivot.name}"] for one in PIVOTS.pivots
    ]
    tables = list(pivots(TEMPLATE))
    caches = [names[name].decode() for name in sorted(names) if name.startswith("xl/slicerCaches/")]
    assert {re.findall('sourceName="([^"]*)"', cache)[0] for cache in caches} == {
        "Recipient", "Year", "Timing", "Owner", "Status", "State",
    }  # fmt: skip
    assert all(re.findall('<pivotTable tabId="3" name="([^"]*)"', cache) == tables for cache in caches)


def lightness(color: str) -> float:
    """Of a colour on grey paper, 0 to 255."""
    red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("colors", [TIMINGS, STATUSES, dict(enumerate(PALETTE))], ids=["timings", "statuses", "others"])
def test_bars_that_touch_differ_in_lightness_and_not_only_in_hue(colors):
    grey = [lightness(color) for color in colors.values()]
    assert all(abs(one - other) >= 30 for one, other in pairwise(grey))


def test_the_more_urgent_the_darker():
    grey = [lightness(color) for color in TIMINGS.values()]
    assert grey == sorted(grey)


def test_pivottables_can_grow_without_meeting_each_other():
    columns = [(placed.column, placed.column + len(placed.pivot.rows)) for placed in PIVOTS.pivots]
    for (_, numbers), (following, _) in pairwise(columns):
        # four timings, one for a cell that a person emptied, and the total
        assert numbers + 6 <= following
    assert PIVOTS.pivots[-1].pivot.columns == ("Status",), "people add statuses: nothing may stand to its right"


def test_a_new_workbook_s_are_filled(register):
    assert shown(register, OVERDUE.name) == [
        ["Number of reports", "Timing"],
        ["Owner", "Overdue", "Open", "All"],
        ["(blank)", 2, 2, 4],
        ["All", 2, 2, 4],
    ]
    assert shown(register, PROGRESS.name) == [
        ["Number of reports", "Status"],
        ["Recipient", "Year", "Not started", "All"],
        ["Council", 2026, 1, 1],
        ["TSAG", 2026, 1, 1],
        [2027, 1, 1],
        [2028, 1, 1],
        ["All", 4, 4],
    ]


def test_the_filled_workbook_is_valid(register, validate):
    assert validate(register) == []


def test_a_later_sync_leaves_them_to_excel(register):
    before = parts(register)
    synced(register, wanted(obligations=[obligation(frequency="biennial")], reports=[report(period="2029")]))
    after = parts(register)
    assert cells(register, "Reports", "WTSA-18-2024/instructs-2/TSAG/2029")["Year"] == 2029
    changed = {name for name in before if before[name] != after[name]}
    assert not {name for name in changed if "pivot" in name.lower() or "slicer" in name.lower()}
    assert sheet_part(register, "Pivot") not in changed


def test_they_can_be_filled_again_while_nobody_else_has_saved_them(register):
    edit(register, "Reports", FIRST, {"Status": "Submitted", "Owner": "Ana"})
    edit(register, "Reports", "x", {"State": "Withdrawn"})
    reports = read_tables(register)["Reports"]
    fill_pivots(register, reports, (row.values for row in reports.rows))
    assert shown(register, PROGRESS.name) == [
        ["Number of reports", "Status"],
        ["Recipient", "Year", "Not started", "Submitted", "All"],
        ["TSAG", 2026, 1, 1],
        [2027, 1, 1],
        [2028, 1, 1],
        ["All", 2, 1, 3],
    ]
    sheet = openpyxl.load_workbook(register)["Pivot"]
    filled = {cell.coordinate for row in sheet.iter_rows(min_row=39) for cell in row if cell.value is not None}
    areas = {cell.coordinate for one in pivots(register).values() for row in sheet[one.location.ref] for cell in row}
    assert filled <= areas, "nothing of the earlier, larger one is left below"


@pytest.mark.parametrize("part", ["xl/pivotTables/pivotTable2.xml", "xl/pivotCache/pivotCacheDefinition1.xml"])
def test_pivottables_that_another_program_saved_are_left_alone(register, tmp_path, part):
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as package:
        for name, content in parts(register).items():
            package.writestr(
                name, content.replace(b"createdVersion", b"x:y='z' createdVersion") if name == part else content
            )
    before = other.read_bytes()
    reports = read_tables(register)["Reports"]
    fill_pivots(other, reports, (row.values for row in reports.rows))
    assert other.read_bytes() == before


def test_a_part_shows_what_is_in_it(register, tmp_path):
    edit(register, "Reports", FIRST, {"Owner": "Ana"})
    (ana, _) = split(register, by="Owner", output=tmp_path / "parts", today=TODAY)
    assert shown(ana.path, OVERDUE.name)[2:] == [["Ana", 1, 1], ["All", 1, 1]]


def test_libreoffice_computes_the_same_from_the_table(register, tmp_path, soffice):
    edit(register, "Reports", FIRST, {"Owner": "Ana", "Timing": "Overdue"})
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(register)], check=True, capture_output=True, timeout=120)
    sheet = openpyxl.load_workbook(tmp_path / "out" / register.name)["Pivot"]
    top, left = PIVOTS.pivots[0].row + 3, PIVOTS.pivots[0].column
    rows = [
        [cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(top, top + 3, left, left + 5)
    ]
    assert [row[0] for row in rows] == ["Owner", "Ana", "(empty)", "Total Result"]
    assert [row[-1] for row in rows[1:]] == [1, 3, 4]
