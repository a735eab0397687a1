"""The same cases for a workbook file and for one that Excel has open: both must give the same cells."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from excel import Excel, content
from registers import TODAY, action, edit, obligation, report, resolution, synced, wanted

from reporter.addin.open_workbook import OpenWorkbook
from reporter.model.tables import TABLES
from reporter.workbook import TableChange, WantedTables, check, collect, patch, read_tables, split, sync

OBLIGATION = "WTSA-18-2024/instructs-2"
REPORT = f"{OBLIGATION}/TSAG/2027"


@dataclass(frozen=True)
class Case:
    """What people do to a workbook that one sync made, and what the sources ask for then."""

    name: str
    people: Callable[[Path], None] = lambda path: None
    sources: Callable[[], WantedTables] = wanted


def status(path: Path) -> None:
    edit(path, "Reports", REPORT, {"Status": "In progress", "Owner": "Ana", "Progress": "=SUM(1)", "Remarks": "007"})


def correction(path: Path) -> None:
    edit(path, "Obligations", OBLIGATION, {"Responsible": "Director of BDT", "Text": "a shorter text"})


def own_column(path: Path) -> None:
    """A column of their own, left of all others, and a sheet with another name."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book["Reports"]
    book["Obligations"].title = "Duties 2026"
    table = sheet.tables["Reports"]
    for row in range(1, sheet.max_row + 1):
        for column in range(sheet.max_column, 0, -1):
            sheet.cell(row, column + 2).value = sheet.cell(row, column).value
            sheet.cell(row, column + 2).number_format = sheet.cell(row, column).number_format
        sheet.cell(row, 1).value = sheet.cell(row, 2).value = None
    table.ref = "C1:X2"
    table.autoFilter.ref = table.ref
    book.save(path)


def own_row(path: Path) -> None:
    patch(path, [TableChange("Reports", append=[{"ID": "MINE", "Recipient": "TSAG", "Due date": date(2027, 1, 1)}])])


def sorted_and_hidden(path: Path) -> None:
    from openpyxl import load_workbook

    own_row(path)
    book = load_workbook(path)
    sheet = book["Reports"]
    first, second = ([cell.value for cell in sheet[row]] for row in (2, 3))
    for column, (one, other) in enumerate(zip(first, second, strict=True), start=1):
        sheet.cell(2, column).value, sheet.cell(3, column).value = other, one
    sheet.row_dimensions[3].hidden = True
    book.save(path)


def decided(path: Path) -> None:
    row = {"Number": 1, "Table": "Reports", "Row": REPORT, "Column": "Status", "Ours": "", "Theirs": "Drafted"}
    patch(path, [TableChange("Conflicts", "Number", append=[{**row, "Who": "Ana", "Choice": "Theirs"}])])


def later() -> WantedTables:
    return wanted(reports=[replace(report(), due_date=date(2026, 12, 1))])


def more() -> WantedTables:
    other = obligation(place="instructs-3", text="=to inform TSAG")
    reports = [report(), report(period="2028"), report(other), report(other, "2028")]
    return wanted(obligations=[obligation(), other], reports=reports, years=(2027, 2028))


def texts_that_excel_would_read() -> WantedTables:
    texts = (
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "'quoted",
        "3-4",
        "007",
        "TRUE",
        "1e5",
        "May 2026",
        "MAR-18",
        "50%",
        "2026-01-02",
    )
    return wanted(obligations=[obligation(place=f"p-{n}", subject=text) for n, text in enumerate(texts)], reports=[])


def revised() -> WantedTables:
    new = resolution(year=2028)
    return wanted(
        [resolution(), new], [obligation(), obligation(new)], [report(obligation(new))], actions=[action(new)]
    )


CASES = (
    Case("nothing changed"),
    Case("a due date moved", sources=later),
    Case("new rows", sources=more),
    Case("people wrote", status, later),
    Case(
        "people corrected what changed too", correction, lambda: wanted(obligations=[obligation(text="another text")])
    ),
    Case("a column of their own, a renamed sheet", own_column, more),
    Case("a row of their own", own_row, more),
    Case("sorted, and the row is hidden", sorted_and_hidden, later),
    Case("no longer asked for", status, lambda: wanted(obligations=[], reports=[])),
    Case("a newer revision", status, revised),
    Case("a decided conflict", decided),
    Case("texts that Excel would read as something else", sources=texts_that_excel_would_read),
)


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> Path:
    """A workbook that one sync made."""
    path = tmp_path_factory.mktemp("register") / "obligations.xlsx"
    synced(path)
    return path


@pytest.mark.parametrize("desktop", [True, False], ids=["desktop", "server"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sync_gives_the_same_cells_in_a_file_and_in_an_open_workbook(case, desktop, register, tmp_path):
    path = tmp_path / register.name
    shutil.copy(register, path)
    case.people(path)
    opened = tmp_path / "open" / path.name
    opened.parent.mkdir()
    shutil.copy(path, opened)
    excel = Excel(opened, desktop=desktop)

    in_file = synced(path, case.sources())
    in_excel = excel.run(lambda book: sync(OpenWorkbook(book), case.sources(), today=TODAY, source="test"))

    for table in TABLES:
        computed = frozenset(table.owned_by("formula"))
        expected = [row.values for row in read_tables(path)[table.name].rows]
        assert content(excel.rows(table.name), computed) == content(expected, computed), table.name
    assert (in_excel.diary, in_excel.conflicts, in_excel.warnings) == (
        in_file.diary,
        in_file.conflicts,
        in_file.warnings,
    )
    assert in_excel.added == in_file.added


def people_answer(path: Path, part: Path) -> None:
    """What comes back: a part in which its owner wrote, while somebody wrote in the workbook too."""
    edit(path, "Reports", REPORT, {"Owner": "Ana"})
    (made,) = split(path, by="owner", output=part.parent, today=TODAY)
    patch(made.path, [TableChange("Reports", "ID", update={REPORT: {"Progress": "=done", "Results": "theirs"}})])
    made.path.rename(part)
    edit(path, "Reports", REPORT, {"Results": "ours"})


@pytest.mark.parametrize("desktop", [True, False], ids=["desktop", "server"])
def test_a_merge_gives_the_same_cells_in_a_file_and_in_an_open_workbook(desktop, register, tmp_path):
    path, part = tmp_path / register.name, tmp_path / "part.xlsx"
    shutil.copy(register, path)
    people_answer(path, part)
    excel = Excel(path, desktop=desktop)
    in_excel = excel.run(lambda book: collect(OpenWorkbook(book, folder=tmp_path), [part], today=TODAY))
    in_file = collect(path, [part], today=TODAY)
    for table in TABLES:
        computed = frozenset(table.owned_by("formula"))
        expected = [row.values for row in read_tables(path)[table.name].rows]
        assert content(excel.rows(table.name), computed) == content(expected, computed), table.name
    assert (in_excel.taken, in_excel.conflicts, in_excel.notes) == (in_file.taken, in_file.conflicts, in_file.notes)
    assert len(in_excel.conflicts) == 1


@pytest.mark.parametrize("desktop", [True, False], ids=["desktop", "server"])
def test_a_check_finds_the_same_in_a_file_and_in_an_open_workbook(desktop, register, tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / register.name
    shutil.copy(register, path)
    edit(path, "Reports", REPORT, {"Status": "Finished", "Submitted on": "01/05/2026", "Recipient": "Nobody"})
    own_row(path)
    book = load_workbook(path)
    actions = book["Actions"]
    actions.cell(actions.max_row + 1, 1).value = "typed below the table"
    book.save(path)
    excel = Excel(path, desktop=desktop)
    in_excel = excel.run(lambda book: check(OpenWorkbook(book), TODAY))
    assert in_excel == check(path, TODAY)
    assert len(in_excel) >= 5
    assert any("outside the table" in one.message for one in in_excel)
