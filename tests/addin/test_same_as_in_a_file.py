"""Every button on a workbook that people made their own: the same comes of it as of the command on the file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from excel import Excel, content

from reporter import addin, api
from reporter.model import UsageError
from reporter.model.tables import TABLES
from reporter.resources import bundled
from reporter.workbook import TableChange, patch, read_tables

TODAY = date(2026, 11, 20)
OLD, NEW = "wtsa-res-134-2024.txt", "wtsa-res-137-2024.docx"
HIDDEN = "ReporterMemory"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with two texts, a workbook that was made from the older one, and the parts that owners sent back.

    People renamed the sheet Reports, put a column of their own among its columns, moved the status to the left, wrote in
    it, sorted it the other way round, filtered it by owner and hid a row.
    """
    folder = tmp_path_factory.mktemp("made")
    texts, book = folder / "texts", folder / "obligations.xlsx"
    texts.mkdir()
    shutil.copy(bundled("examples") / "resolutions" / OLD, texts)
    api.sync(book, texts, today=TODAY, year=2026)
    shutil.copy(bundled("examples") / "resolutions" / NEW, texts)
    first, second = (str(row.values["ID"]) for row in read_tables(book)["Reports"].rows[:2])
    mine = {first: {"Status": "Drafted", "Owner": "Ana", "Progress": "=SUM(1)"}, second: {"Due date": date(2030, 1, 1)}}
    patch(book, [TableChange("Reports", "ID", update=mine)])
    people_move_things(book)
    (part,) = [
        one.path for one in api.split(book, by="owner", output=folder / "parts", today=TODAY) if "Ana" in one.path.name
    ]
    patch(part, [TableChange("Reports", "ID", update={first: {"Results": "from Ana", "Remarks": "007"}})])
    return folder


def people_move_things(path: Path) -> None:
    from openpyxl import load_workbook
    from openpyxl.worksheet.filters import FilterColumn, Filters
    from openpyxl.worksheet.table import TableColumn

    book = load_workbook(path)
    sheet = book["Reports"]
    sheet.title = "Our reports"
    table = sheet.tables["Reports"]
    lines = [[(cell.value, cell.number_format) for cell in line] for line in sheet[table.ref]]
    names = [value for value, _ in lines[0]]
    order = [
        names.index("ID"),
        names.index("Status"),
        None,
        *(n for n, name in enumerate(names) if name not in ("ID", "Status")),
    ]
    own = [("Ours", "General"), *((f"note {number}", "General") for number in range(1, len(lines)))]
    moved = [[own[row] if place is None else line[place] for place in order] for row, line in enumerate(lines)]
    moved[1:] = reversed(moved[1:])
    for row, line in enumerate(moved, start=1):
        for column, (value, form) in enumerate(line, start=1):
            sheet.cell(row, column).value = value
            sheet.cell(row, column).number_format = form
    columns = [
        TableColumn(id=len(order), name="Ours") if place is None else table.tableColumns[place] for place in order
    ]
    for number, column in enumerate(columns, start=1):
        column.id = number
    table.tableColumns = columns
    table.ref = f"A1:{sheet.cell(1, len(order)).column_letter}{len(lines)}"
    table.autoFilter.ref = table.ref
    owner = [value for value, _ in moved[0]].index("Owner")
    table.autoFilter.filterColumn.append(FilterColumn(colId=owner, filters=Filters(filter=["Ana"])))
    for row in range(2, len(lines) + 1):
        sheet.row_dimensions[row].hidden = sheet.cell(row, owner + 1).value != "Ana"
    book.save(path)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "office"))


@pytest.fixture
def beside(made: Path, tmp_path: Path) -> Path:
    """The same folder, for the command on the file."""
    return Path(shutil.copytree(made, tmp_path / "beside"))


@pytest.fixture(params=["desktop", "server"])
def excel(request, folder: Path) -> Excel:
    return Excel(folder / "obligations.xlsx", desktop=request.param == "desktop")


def press(excel: Excel, name: str, **options) -> addin.Outcome:
    folder = excel.path.parent
    return excel.run(lambda book: addin.COMMANDS[name].run(book, folder=folder, **options))


def cells(rows: Callable[[str], list[dict[str, object]]]) -> dict[str, object]:
    """Every table without what Excel computes, and the hidden memory without what an undo needs."""
    computed = {table.name: frozenset(table.owned_by("formula")) for table in TABLES}
    kept = {name: [row for row in rows(name) if not str(row.get("Key", "")).startswith("Undo|")] for name in computed}
    return {name: [row for row in content(found, computed[name]) if row] for name, found in kept.items()}


def in_file(path: Path) -> dict[str, object]:
    tables = read_tables(path)
    return cells(lambda name: [dict(row.values) for row in tables[name].rows])


@dataclass(frozen=True)
class Case:
    """A button and the command that does the same to a file; `year` as `reporter sync --year` takes it."""

    button: str
    on_file: Callable[[Path], object]
    options: Callable[[Path], dict[str, object]] = lambda folder: {}


def texts(folder: Path) -> dict[str, object]:
    return {"sources": folder / "texts"}


BUTTONS = (
    Case("refresh", lambda folder: api.sync(folder / "obligations.xlsx", folder / "texts", today=TODAY), texts),
    Case(
        "next_year",
        lambda folder: api.sync(folder / "obligations.xlsx", folder / "texts", today=TODAY, year=2027),
        texts,
    ),
    Case("merge", lambda folder: api.merge(folder / "obligations.xlsx", [folder / "parts"], today=TODAY)),
    Case("check", lambda folder: api.check(folder / "obligations.xlsx", today=TODAY)),
)


@pytest.mark.parametrize("case", BUTTONS, ids=lambda case: case.button)
def test_a_button_leaves_the_cells_that_the_command_leaves(case, excel, beside):
    before = cells(excel.rows)
    press(excel, case.button, today=TODAY, **case.options(excel.path.parent))
    case.on_file(beside)
    assert cells(excel.rows) == in_file(beside / "obligations.xlsx")
    assert (cells(excel.rows) == before) == (case.button == "check")


@pytest.mark.parametrize("case", BUTTONS[:3], ids=lambda case: case.button)
def test_what_people_wrote_and_where_they_put_it_stays(case, excel):
    def people(name: str) -> dict[str, object]:
        return {
            str(row["ID"]): (row["Ours"], row["Status"], row["Owner"], row["Progress"], row["Due date"])
            for row in excel.rows(name)
        }

    before, header = people("Reports"), list(excel.rows("Reports")[0])
    press(excel, case.button, today=TODAY, **case.options(excel.path.parent))
    after = people("Reports")
    assert {report: after[report] for report in before} == before
    assert list(after)[: len(before)] == list(before)
    assert list(excel.rows("Reports")[0]) == header
    assert excel.table("Reports")[0].title == "Our reports"


@pytest.mark.parametrize("case", BUTTONS[:3], ids=lambda case: case.button)
def test_undo_brings_back_every_cell(case, excel):
    def seen() -> dict[str, object]:
        return {name: rows for name, rows in cells(excel.rows).items() if name not in ("Changes", HIDDEN)}

    before = seen()
    press(excel, case.button, today=TODAY, **case.options(excel.path.parent))
    assert seen() != before
    press(excel, "undo_last_refresh", today=TODAY)
    assert seen() == before


def test_split_makes_the_parts_that_the_command_makes(excel, beside):
    shutil.rmtree(excel.path.parent / "parts")
    shutil.rmtree(beside / "parts")
    before = cells(excel.rows)
    parts = press(excel, "split", today=TODAY).files
    expected = api.split(beside / "obligations.xlsx", output=beside / "parts", today=TODAY)
    assert [one.name for one in parts] == [one.path.name for one in expected]
    assert [in_file(one) for one in parts] == [in_file(one.path) for one in expected]
    assert cells(excel.rows) == before


def test_split_leaves_parts_alone_in_which_somebody_may_have_written(excel):
    with pytest.raises(UsageError, match="a part of that name lies there already"):
        press(excel, "split", today=TODAY)


def test_draft_report_writes_the_document_that_the_command_writes(excel, beside):
    row = excel.rows("Reports")[0]
    excel.select("Our reports", "D2")
    (file,) = press(excel, "draft_report", today=TODAY).files
    year = int(str(row["Period"])[:4])
    (draft,) = api.draft(beside / "obligations.xlsx", to=str(row["Recipient"]), year=year, today=TODAY, output=beside)
    assert (beside / file.name).read_bytes() == file.read_bytes()
    assert draft


def test_show_clause_writes_the_page_that_the_command_writes(excel, beside):
    excel.select("Our reports", "D2")
    (page,) = press(excel, "show_clause", sources=excel.path.parent / "texts").files
    api.review(beside / "texts", beside / "review.html")
    assert page.read_text(encoding="utf-8") == (beside / "review.html").read_text(encoding="utf-8")
