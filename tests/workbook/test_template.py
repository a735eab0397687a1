"""The shipped template: what it declares is what the model declares, it is valid, and building it changes nothing."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from itertools import takewhile
from pathlib import Path

import pytest
from registers import letter, sheet_part, synced

from reporter.model.tables import LISTS, MEMORY, REPORTS, TABLES, Frequency, Review, Status
from reporter.workbook import read_tables
from reporter.workbook.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "workbooks" / "obligations-template.xlsx"
GUIDE = ROOT / "docs" / "workbook.md"
BUILD = ROOT / "workbooks" / "build.py"

SHEETS = [
    "Guide", "Dashboard", "Pivot", "Reports", "Obligations", "Actions", "Action page", "Resolutions",
    "Meetings", "Lists", "Changes", "Conflicts", "ReporterMemory",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Template and guide as the build makes them now, twice."""
    folders = [tmp_path_factory.mktemp(name) for name in ("one", "two")]
    for folder in folders:
        (folder / "workbook.md").write_bytes(GUIDE.read_bytes())
        outputs = ["--output", str(folder / "t.xlsx"), "--guide", str(folder / "workbook.md")]
        subprocess.run([sys.executable, str(BUILD), *outputs], check=True)
    return folders


@pytest.fixture(scope="module")
def book():
    import openpyxl

    return openpyxl.load_workbook(TEMPLATE)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_building_twice_gives_the_same_bytes(built):
    one, two = built
    assert (one / "t.xlsx").read_bytes() == (two / "t.xlsx").read_bytes()


def test_the_committed_template_and_guide_are_fresh(built):
    stale = "run: python workbooks/build.py"
    assert parts(TEMPLATE) == parts(built[0] / "t.xlsx"), stale
    assert GUIDE.read_bytes() == (built[0] / "workbook.md").read_bytes(), stale


def test_the_template_is_valid(validate):
    assert validate(TEMPLATE) == []


def test_sheets_stand_in_order_and_the_memory_is_very_hidden(book):
    assert book.sheetnames == SHEETS
    assert {sheet.title for sheet in book if sheet.sheet_state != "visible"} == {"ReporterMemory"}
    assert book["ReporterMemory"].sheet_state == "veryHidden"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_declared_table_is_there_with_its_columns_widths_and_formulas(book, table):
    sheet = book[table.name]
    found = sheet.tables[table.name]
    assert [column.name for column in found.tableColumns] == [column.name for column in table]
    assert [cell.value for cell in sheet[1]] == [column.name for column in table]
    assert [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]] == [one.width + 2 for one in table]
    formulas = {
        one.name: one.calculatedColumnFormula.attr_text for one in found.tableColumns if one.calculatedColumnFormula
    }
    assert formulas == {column.name: column.formula for column in table if column.formula}
    assert found.autoFilter.ref == found.ref
    assert sheet.freeze_panes in ("A2", "B2")
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


@pytest.mark.parametrize("table", [one for one in TABLES if one is not LISTS], ids=lambda table: table.name)
def test_every_table_but_lists_has_one_blank_row(table):
    (row,) = read_tables(TEMPLATE)[table.name].rows
    assert set(row.values.values()) == {None}


def test_lists_hold_the_values_that_the_program_knows():
    rows = read_tables(TEMPLATE)["Lists"].rows
    columns = {
        name: [row.values[name] for row in rows if row.values[name]]
        for name in ("Status", "Review", "Frequency", "Body")
    }
    assert columns["Status"] == list(Status)
    assert columns["Review"] == list(Review)
    assert columns["Frequency"] == list(Frequency)
    assert {"PP", "Council", "TSAG", "TDAG", "RAG", "Member States", "General Assembly"} <= set(columns["Body"])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_may_be_typed_and_its_help_come_from_the_declaration(book, table):
    sheet = book[table.name]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for cell, column in zip(sheet[1], table, strict=True):
        assert (rules[cell.coordinate].promptTitle, rules[cell.coordinate].prompt) == (column.name, column.help)
        below = rules.get(f"{cell.column_letter}2")
        if column.choices and table is not LISTS:
            assert (below.type, below.formula1) == ("list", f"List{column.choices}")
        if column.kind == "date":
            assert below.type == "date"
            assert sheet.cell(2, cell.column).number_format == "yyyy\\-mm\\-dd"


def test_headers_tell_who_writes_a_column(book):
    fills = {
        (column.owner, book[table.name].cell(1, number).fill.start_color.rgb)
        for table in TABLES
        for number, column in enumerate(table, 1)
    }
    assert len(fills) == 3
    assert (
        len({fill for owner, fill in fills if owner == "people"} & {fill for owner, fill in fills if owner != "people"})
        == 0
    )


def test_new_rows_get_drop_downs_dates_and_colours_like_the_first(tmp_path):
    import openpyxl
    from registers import report, wanted

    path = tmp_path / "obligations.xlsx"
    synced(path, wanted(reports=[report(period=str(year)) for year in range(2027, 2032)]))
    sheet = openpyxl.load_workbook(path)["Reports"]
    last, status = letter(REPORTS, "Remarks"), letter(REPORTS, "Status")
    assert sheet.tables["Reports"].ref == f"A1:{last}6"
    assert f"{status}2:{status}6" in {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert {str(area.sqref) for area in sheet.conditional_formatting} == {f"A2:{last}6", "I2:L6", "J2:J6"}
    assert {sheet.cell(row, 9).number_format for row in range(2, 7)} == {"yyyy\\-mm\\-dd"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("to report", 1),
        ("word " * 40, 4),  # some sixty letters fit into a line of Text
        ("one\ntwo\nthree", 3),
        ("x" * 200, 3),
        ("word " * 5000, 31),  # no row is taller than 409 points
    ],
)
def test_new_rows_are_tall_enough_to_be_read(tmp_path, text, lines):
    from registers import obligation, wanted

    path = tmp_path / "obligations.xlsx"
    synced(path, wanted(obligations=[obligation(text=text, clause="2", place=str(number)) for number in range(2)]))
    rows = re.findall(rb'<row r="[23]"[^>]*>', parts(path)[sheet_part(path, "Obligations")])
    heights = [float(found[1]) if (found := re.search(rb' ht="([^"]+)"', row)) else 13.2 for row in rows]
    assert [int(height / 13) for height in heights] == [lines, lines]
    # Not set by hand, so that Excel fits the row when its text is edited.
    assert not any(b"customHeight" in row for row in rows)


def test_a_row_grows_with_a_text_that_a_sync_or_a_merge_writes_unless_its_height_was_set_by_hand(tmp_path):
    from registers import obligation, wanted

    from reporter.workbook import TableChange, fitted, patch, read_tables

    path, fixed = tmp_path / "obligations.xlsx", tmp_path / "fixed.xlsx"
    synced(path, wanted(obligations=[obligation(clause="2")]))
    by_hand = parts(path)
    obligations = sheet_part(path, "Obligations")
    by_hand[obligations] = by_hand[obligations].replace(b'<row r="2"', b'<row ht="20" customHeight="1" r="2"')
    with zipfile.ZipFile(fixed, "w") as package:
        for name, data in by_hand.items():
            package.writestr(name, data)
    for file, height in ((path, b' ht="54.8"'), (fixed, b' ht="20"')):
        synced(file, wanted(obligations=[obligation(clause="2", text="word " * 40)]))
        (row,) = re.findall(rb'<row [^>]*r="2"[^>]*>', parts(file)[obligations])
        assert re.findall(rb' ht="[^"]+"', row) == [height]
    change = TableChange("Reports", "ID", update={"WTSA-18-2024/instructs-2/TSAG/2027": {"Progress": "word " * 60}})
    patch(path, [fitted(change, read_tables(path)["Reports"])])
    assert b' ht="81.2"' in re.search(rb'<row [^>]*r="2"[^>]*>', parts(path)[sheet_part(path, "Reports")])[0]


@pytest.fixture(scope="module")
def computed(tmp_path_factory, soffice):
    """The dashboard of a small register, as LibreOffice computes it, by cell."""
    import openpyxl
    from registers import edit, report, wanted

    folder = tmp_path_factory.mktemp("computed")
    path = folder / "obligations.xlsx"
    dues = [report(period=str(year)) for year in (2020, 2021, 2097, 2098, 2099)]
    synced(path, wanted(reports=dues))
    edit(path, "Reports", dues[0].id, {"Status": "Submitted"})
    edit(path, "Reports", dues[2].id, {"Status": "Drafted", "Owner": "Ana", "Recipient": "TDAG"})
    edit(path, "Reports", dues[4].id, {"State": "Withdrawn"})
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(path)],
        check=True,
        capture_output=True,
    )
    return openpyxl.load_workbook(folder / "out" / "obligations.xlsx", data_only=True)["Dashboard"]


def test_the_dashboard_counts(computed):
    tiles = {computed.cell(4, column).value: computed.cell(5, column).value for column in range(2, 14, 2)}
    assert tiles == {
        "Reports expected": 4, "Open": 2, "Due within 60 days": 0, "Overdue": 1, "Done": 1, "Obligations to review": 0,
    }  # fmt: skip
    statuses = {computed.cell(row, 2).value: computed.cell(row, 4).value for row in range(8, 17)}
    assert statuses == {
        "Not started": 2, "In progress": 0, "Drafted": 1, "Submitted": 1, "Noted": 0, "Not applicable": 0,
        "Other or empty": 0, "All": 4, "of which overdue": 1,
    }  # fmt: skip


def listed(sheet, title: str) -> list[tuple[object, ...]]:
    """The filled lines below a title of the dashboard: due year, recipient, owner, status."""
    top = next(row for row in range(1, 100) if sheet.cell(row, 2).value == title)
    lines = ([sheet.cell(row, column).value for column in (2, 4, 11, 13)] for row in range(top + 2, top + 12))
    return [(due.year, *rest) for due, *rest in takewhile(lambda line: line[0], lines)]


def test_the_dashboard_lists_deadlines_and_overdue_reports_in_order(computed):
    assert listed(computed, "Next deadlines") == [(2097, "TDAG", "Ana", "Drafted"), (2098, "TSAG", None, "Not started")]
    assert listed(computed, "Overdue, oldest first") == [(2021, "TSAG", None, "Not started")]


def test_the_dashboard_counts_by_recipient(computed):
    top = next(row for row in range(1, 100) if computed.cell(row, 2).value == "By recipient")
    head = [computed.cell(top + 1, column).value for column in range(2, 12)]
    lines = [
        dict(zip(head, [computed.cell(row, column).value for column in range(2, 12)], strict=True))
        for row in (top + 2, top + 3)
    ]
    assert [(line["Recipient"], line["All"], line["Overdue"]) for line in lines] == [("TSAG", 3, 1), ("TDAG", 1, 0)]


def test_the_guide_names_every_column_and_every_check():
    guide = GUIDE.read_text(encoding="utf-8")
    assert all(f"| {column.name} |" in guide for table in TABLES if table is not MEMORY for column in table)
    assert all(f"- {rule.what}" in guide for rule in RULES)


def test_the_dashboard_says_how_many_deadlines_it_lists_and_shortens_long_ids():
    import openpyxl

    sheet = openpyxl.load_workbook(TEMPLATE)["Dashboard"]
    formulas = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    for title, shown in (("Next deadlines", 20), ("Overdue, oldest first", 10)):
        (heading,) = [one for one in formulas if one.startswith(f'="{title}"&IF(SUMPRODUCT(')]
        assert f'>{shown},": {shown} of "&SUMPRODUCT(' in heading
    listed = [one for one in formulas if "INDEX(Reports[ID]" in one]
    assert len(listed) == 30
    assert all("…" in one and "LEFT(" in one and "RIGHT(" in one for one in listed)
