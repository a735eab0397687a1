"""The buttons, pressed in an open workbook: the real xlwings objects, and an Excel that is a model of its cells."""

from __future__ import annotations

import re
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from excel import Excel, Formula, Table, content
from offices import NEW, OLD, TODAY, one_text
from openpyxl.utils import get_column_letter

import reporter
from reporter import addin
from reporter.model import ReporterError, UsageError, WorkbookError
from reporter.model.tables import TABLES
from reporter.resources import bundled
from reporter.workbook import TableChange, patch, read_tables, split


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with one text and the workbook that was made from it."""
    return one_text(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "office"))


@pytest.fixture
def excel(folder: Path) -> Excel:
    return Excel(folder / "obligations.xlsx")


def press(excel: Excel, name: str, **options) -> addin.Outcome:
    """Presses a button."""
    folder = excel.path.parent
    return excel.run(lambda book: addin.COMMANDS[name].run(book, folder=folder, **options))


def all_content(excel: Excel, *, but: frozenset[str] = frozenset()) -> dict[str, object]:
    computed = {table.name: frozenset(table.owned_by("formula")) for table in TABLES}
    return {
        table.name: content([row for row in excel.rows(table.name) if any(row.values())], computed[table.name])
        for table in TABLES
        if table.name not in but
    }


def first_report(excel: Excel) -> str:
    return str(excel.rows("Reports")[0]["ID"])


# Refresh


def test_refresh_reads_the_texts_that_the_workbook_knows(excel):
    before = all_content(excel)
    outcome = press(excel, "refresh", today=TODAY)
    assert outcome.message == "The workbook is in step with its sources: nothing to change."
    assert all_content(excel) == before
    assert excel.calls == []


def test_refresh_fills_the_open_workbook_as_a_sync_fills_the_file(excel, folder):
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    outcome = press(excel, "refresh", sources=folder / "texts", today=TODAY)
    reporter.sync(excel.path, folder / "texts", today=TODAY)
    for table in TABLES:
        computed = frozenset(table.owned_by("formula"))
        expected = [row.values for row in read_tables(excel.path)[table.name].rows]
        kept = [row for row in excel.rows(table.name) if not str(row.get("Key", "")).startswith("Undo|")]
        assert content(kept, computed) == content(expected, computed), table.name
    assert "rows of Reports" in outcome.message


def test_a_cell_that_is_named_for_it_says_where_the_texts_are(excel, folder):
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    guide = excel.sheet("Guide")
    guide.cells[90, 1], guide.cells[91, 1] = "texts", None
    excel._namesAdd({"args": ["ReporterSources", "='Guide'!$A$90:$A$91"]})
    press(excel, "refresh", today=TODAY)
    assert {row["Number"] for row in excel.rows("Resolutions")} == {"134", "137"}


def test_a_workbook_that_knows_no_texts_says_how_to_name_them(tmp_path):
    path = tmp_path / "empty.xlsx"
    shutil.copy(bundled("workbooks") / "obligations-template.xlsx", path)
    with pytest.raises(UsageError, match='name that cell "ReporterSources"'):
        press(Excel(path), "refresh", today=TODAY)


def test_what_people_wrote_stays_whatever_the_texts_say(excel, folder):
    report = first_report(excel)
    obligation = excel.row("Reports", report)["Obligation"]
    excel.type_in("Reports", report, "Status", "Drafted")
    excel.type_in("Obligations", obligation, "Responsible", "Ana")
    text = folder / "texts" / OLD
    text.write_text(text.read_text(encoding="utf-8").replace("Director", "Secretary-General"), encoding="utf-8")
    press(excel, "refresh", today=TODAY)
    assert excel.row("Reports", report)["Status"] == "Drafted"
    assert excel.row("Obligations", obligation)["Responsible"] == "Ana"


def test_a_table_with_a_totals_row_grows_above_it(excel, folder):
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    sheet, table = excel.table("Actions")
    top, left, bottom, right = table.area
    table.area, table.totals = (top, left, bottom + 1, right), True
    sheet.cells[bottom + 1, left] = "Total"
    press(excel, "refresh", sources=folder / "texts", today=TODAY)
    assert sheet.cells[table.area[2], left] == "Total"
    assert table.totals
    assert all(row["ID"] for row in excel.rows("Actions"))


@pytest.mark.parametrize("what", ["a note", "another table"])
def test_what_stands_below_a_table_is_never_written_over(excel, folder, what):
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    sheet, table = excel.table("Actions")
    bottom, left = table.area[2], table.area[1]
    if what == "a note":
        sheet.cells[bottom + 2, left] = "mine"
    else:
        sheet.tables.append(Table("Mine", (bottom + 2, left, bottom + 4, left + 1)))
    before = all_content(excel)
    with pytest.raises(WorkbookError, match=r'holds "mine"|where the table in A\d+:B\d+ stands'):
        press(excel, "refresh", sources=folder / "texts", today=TODAY)
    assert all_content(excel) == before
    assert excel.calls == []


def test_the_screen_is_on_again_after_an_error(excel, folder, monkeypatch):
    import xlwings

    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")

    def fails(self, range):
        raise RuntimeError("Excel does not answer")

    monkeypatch.setattr(xlwings.main.Table, "resize", fails)
    with pytest.raises(RuntimeError):
        press(excel, "refresh", sources=folder / "texts", today=TODAY)
    assert excel.screen == [False, True]


@pytest.mark.parametrize("fails", [False, True])
def test_an_excel_on_this_computer_is_kept_still_and_is_as_it_was_afterwards(folder, monkeypatch, fails):
    import xlwings

    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    excel = Excel(folder / "obligations.xlsx", desktop=True)
    before, seen = dict(excel.settings), []
    resize = xlwings.main.Table.resize

    def watched(self, range):
        seen.append(dict(excel.settings))
        if fails:
            raise RuntimeError("Excel does not answer")
        resize(self, range)

    monkeypatch.setattr(xlwings.main.Table, "resize", watched)
    with pytest.raises(RuntimeError) if fails else nullcontext():
        press(excel, "refresh", sources=folder / "texts", today=TODAY)
    assert seen[0] == {"screen_updating": False, "calculation": "manual"}
    assert excel.settings == before


def test_after_an_excel_that_stopped_half_way_undo_takes_back_what_was_written(folder, monkeypatch):
    import xlwings

    excel = Excel(folder / "obligations.xlsx", desktop=True)
    hidden = frozenset({"Changes", "ReporterMemory"})
    before = all_content(excel, but=hidden)
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    resized = []

    def stops(self, range):
        resized.append(self.name)
        if self.name == "Reports":
            raise RuntimeError("Excel does not answer")
        resize(self, range)

    resize = xlwings.main.Table.resize
    with monkeypatch.context() as patch:
        patch.setattr(xlwings.main.Table, "resize", stops)
        with pytest.raises(RuntimeError):
            press(excel, "refresh", sources=folder / "texts", today=TODAY)
    assert len(resized) > 1
    assert all_content(excel, but=hidden) != before
    press(excel, "undo_last_refresh", today=TODAY)
    assert all_content(excel, but=hidden) == before


@pytest.mark.parametrize("fills", [True, False])
def test_formulas_reach_down_to_new_rows_whether_excel_fills_them_or_not(folder, fills):
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    excel = Excel(folder / "obligations.xlsx", desktop=True)
    for sheet in () if fills else excel.sheets:
        for table in sheet.tables:
            table.calculated.clear()
    press(excel, "refresh", sources=folder / "texts", today=TODAY)
    assert all(isinstance(row["Timing"], Formula) for row in excel.rows("Reports"))
    assert all(isinstance(row["Show"], Formula) for row in excel.rows("Obligations"))


def test_check_lists_anew_after_its_sheet_was_deleted(excel):
    press(excel, "check", today=TODAY)
    gone = next(index for index, one in enumerate(excel.sheets) if one.title == "Problems")
    del excel.sheets[gone]
    for name in excel.names:
        if name["sheet_index"] == gone:
            name |= {"sheet_index": None, "address": None, "refers_to": "=#REF!$A$1"}
    press(excel, "check", today=TODAY)
    assert excel.sheet("Problems").cells
    assert len(excel.sheet("Reports").marks) == 1


def test_a_workbook_that_is_none_of_ours_is_told_so(tmp_path):
    from openpyxl import Workbook

    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    for name in ("refresh", "check", "split", "merge", "undo_last_refresh", "draft_report", "next_year"):
        with pytest.raises(ReporterError):
            press(Excel(path), name)


@pytest.fixture
def synced(excel, monkeypatch) -> Excel:
    """A workbook of which Excel tells a web address, since it is synced; xlwings looks for it as it does on a desktop."""
    import xlwings.pro._xlremote as engine
    from xlwings.utils import fullname_url_to_local_path

    # xlwings remembers what it found for an address, so each test has one of its own.
    place = excel.path.relative_to(excel.path.parents[2]).as_posix()
    address = f"https://office-my.sharepoint.com/personal/ana/Documents/{place}"
    monkeypatch.setattr(engine.Book, "fullname", property(lambda book: fullname_url_to_local_path(address)))
    for name in ("OneDriveCommercial", "OneDrive"):
        monkeypatch.delenv(name, raising=False)
    return excel


def test_a_synced_workbook_has_its_files_beside_it(synced, folder, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(folder.parents[1]))
    outcome = synced.run(lambda book: addin.split(book, today=TODAY))
    assert {one.parent for one in outcome.files} == {folder / "parts"}


def test_a_synced_workbook_whose_folder_nobody_knows_says_what_to_do(synced, tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "elsewhere"))
    with pytest.raises(WorkbookError, match=r"gives a web address.*docs/addin\.md"):
        synced.run(lambda book: addin.split(book, today=TODAY))


def test_a_workbook_that_was_never_saved_is_told_so(excel):
    with pytest.raises(WorkbookError, match=r"was never saved.*Save it first"):
        excel.run(lambda book: addin.split(book, today=TODAY))


# Next year


def test_next_year_adds_the_reports_of_the_coming_year(excel):
    def years() -> set[str]:
        return {row["Period"] for row in excel.rows("Reports") if str(row["Period"]).isdecimal()}

    before = years()
    press(excel, "next_year", today=TODAY)
    assert years() == before | {str(int(max(before)) + 1)}
    press(excel, "next_year", today=TODAY)
    assert years() == before | {str(int(max(before)) + 1), str(int(max(before)) + 2)}


# Undo


def test_undo_takes_the_last_refresh_back(excel, folder):
    before = all_content(excel, but=frozenset({"Changes", "ReporterMemory"}))
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    (folder / "texts" / OLD).unlink()
    first = folder / "texts" / NEW
    press(excel, "refresh", sources=folder / "texts", today=TODAY)
    assert all_content(excel, but=frozenset({"Changes", "ReporterMemory"})) != before
    outcome = press(excel, "undo_last_refresh", today=TODAY)
    assert outcome.message.startswith("Refresh taken back: ")
    assert all_content(excel, but=frozenset({"Changes", "ReporterMemory"})) == before
    assert excel.rows("Changes")[-1]["Source"].startswith("Refresh taken back")
    # What was taken back is done again by the next refresh, row for row.
    again = press(excel, "refresh", sources=first, today=TODAY)
    assert "rows of Reports" in again.message


def test_undo_restores_cells_that_followed_the_texts(excel, folder):
    before = all_content(excel, but=frozenset({"Changes", "ReporterMemory"}))
    text = folder / "texts" / OLD
    text.write_text(text.read_text(encoding="utf-8").replace("TSAG", "RAG"), encoding="utf-8")
    press(excel, "refresh", today=TODAY)
    assert all_content(excel, but=frozenset({"Changes", "ReporterMemory"})) != before
    press(excel, "undo_last_refresh", today=TODAY)
    assert all_content(excel, but=frozenset({"Changes", "ReporterMemory"})) == before


def test_undo_leaves_what_people_wrote_since(excel, folder):
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    press(excel, "refresh", sources=folder / "texts", today=TODAY)
    new = str(excel.rows("Reports")[-1]["ID"])
    excel.type_in("Reports", new, "Progress", "begun")
    outcome = press(excel, "undo_last_refresh", today=TODAY)
    assert excel.row("Reports", new)["Progress"] == "begun"
    assert f"Reports {new}" in outcome.details


def test_undo_finds_its_rows_wherever_they_were_sorted_to(excel, folder):
    before = all_content(excel, but=frozenset({"Changes", "ReporterMemory"}))
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    press(excel, "refresh", sources=folder / "texts", today=TODAY)
    sheet, table = excel.table("Reports")
    top, left, bottom, right = table.area
    columns = range(left, right + 1)
    lines = [[sheet.cells.pop((row, column), None) for column in columns] for row in range(top + 1, bottom + 1)]
    for row, line in enumerate(reversed(lines), start=top + 1):
        sheet.cells |= {(row, column): value for column, value in zip(columns, line, strict=True) if value is not None}
    press(excel, "undo_last_refresh", today=TODAY)
    after = all_content(excel, but=frozenset({"Changes", "ReporterMemory"}))
    after["Reports"].reverse()
    assert after == before


def test_there_is_only_one_refresh_to_take_back(excel, folder):
    with pytest.raises(UsageError, match="there is no refresh to take back"):
        press(excel, "undo_last_refresh", today=TODAY)
    press(excel, "next_year", today=TODAY)
    press(excel, "undo_last_refresh", today=TODAY)
    with pytest.raises(UsageError, match="there is no refresh to take back"):
        press(excel, "undo_last_refresh", today=TODAY)


# Check


def test_check_lists_problems_with_links_and_marks_the_cells(excel):
    report = first_report(excel)
    excel.type_in("Reports", report, "Status", "=Finished")
    excel.type_in("Reports", report, "Owner", "Ana")
    expected = [str(one) for one in excel.run(lambda book: reporter.check(addin.OpenWorkbook(book), today=TODAY))]
    outcome = press(excel, "check", today=TODAY)
    problems = excel.sheet("Problems")
    (row,) = [place[0] for place, value in problems.cells.items() if value == report and place[0] > 3]
    cell = [problems.cells[row, column] for column in range(1, 8)]
    address = f"{get_column_letter(list(excel.rows('Reports')[0]).index('Status') + 1)}2"
    assert cell[0] == Formula(f'=HYPERLINK("#\'Reports\'!{address}","{address}")')
    assert cell[1] == '"=Finished" is not a status'
    assert cell[3:] == ["error", "Reports", report, "Status"]
    assert outcome.message.startswith("1 error")
    assert len([place for place in problems.cells if place[0] > 3 and place[1] == 2]) == len(expected)
    assert excel.sheet("Reports").marks == [("=ReporterMarksReports", "#ffd966")]


def test_marks_find_an_id_that_holds_a_sign_of_excel_s_own(excel):
    """COUNTIFS takes "~" for a sign that quotes the next one, and IDs such as `…/TSAG/2027~2` hold it."""
    press(excel, "check", today=TODAY)
    rules = {one["name"]: one["refers_to"] for one in excel.names if one["name"].startswith("ReporterMarks")}
    assert rules
    for rule in rules.values():
        assert re.search(r"""SUBSTITUTE\(INDEX\('[^']+'!\$\w:\$\w,ROW\(\)\),"~","~~"\)""", rule)


def test_check_again_replaces_the_list_and_marks_once(excel):
    report = first_report(excel)
    excel.type_in("Reports", report, "Status", "Finished")
    excel.type_in("Reports", report, "Owner", "Ana")
    press(excel, "check", today=TODAY)
    excel.sheet("Problems").title = "To mend"
    excel.type_in("Reports", report, "Status", "Drafted")
    press(excel, "check", today=TODAY)
    assert report not in [value for (row, _), value in excel.sheet("To mend").cells.items() if row > 3]
    assert [one.title for one in excel.sheets].count("Problems") == 0
    assert len(excel.sheet("Reports").marks) == 1


def test_check_knows_a_sheet_of_somebody_else(excel):
    excel.sheets[0].title = "Problems"
    before = dict(excel.sheets[0].cells)
    press(excel, "check", today=TODAY)
    assert excel.sheets[0].cells == before
    assert excel.sheet("Problems 2").cells


# Draft report, Show clause


def test_draft_report_takes_body_and_year_of_the_selected_row(excel, folder):
    excel.select("Reports", "B2")
    outcome = press(excel, "draft_report", today=TODAY)
    year = str(excel.rows("Reports")[0]["Period"])[:4]
    (file,) = outcome.files
    assert file.parent == folder
    assert year in file.name
    assert str(file) in outcome.message


def test_a_draft_that_somebody_edited_is_left_alone(excel):
    excel.select("Reports", "B2")
    (file,) = press(excel, "draft_report", today=TODAY).files
    file.write_bytes(b"edited")
    outcome = press(excel, "draft_report", today=TODAY)
    assert file.read_bytes() == b"edited"
    (beside,) = outcome.files
    assert beside.name == f"{file.stem}-2{file.suffix}"
    assert f"Somebody edited the draft that was there: the new one is {beside.name}" in str(outcome)


def test_without_a_selected_row_the_bodies_and_years_are_named(excel):
    excel.select("Guide", "A1")
    choices = excel.run(lambda book: addin.draft_choices(book))
    assert choices
    with pytest.raises(UsageError, match=f"Select a row of Reports.*{choices[0].body} {choices[0].year}"):
        press(excel, "draft_report", today=TODAY)
    body, year = choices[0].body, choices[0].year
    assert press(excel, "draft_report", to=body, year=year, today=TODAY).files


def test_show_clause_writes_the_page_once_and_links_to_the_clause(excel, folder):
    excel.select("Reports", "B2")
    obligation = str(excel.rows("Reports")[0]["Obligation"])
    outcome = press(excel, "show_clause")
    assert outcome.message == excel.row("Obligations", obligation)["Clause"]
    assert outcome.details[0] == excel.row("Obligations", obligation)["Text"]
    assert outcome.link == f"{(folder / 'review.html').as_uri()}#{obligation}"
    assert outcome.files == (folder / "review.html",)
    excel.select("Obligations", "A2")
    assert press(excel, "show_clause").files == ()


def test_show_clause_of_no_row_says_what_to_select(excel):
    excel.select("Reports", "B1")
    with pytest.raises(UsageError, match="no row of Reports or Obligations is selected"):
        press(excel, "show_clause")


# Split and Merge


def test_split_and_merge_bring_back_what_an_owner_wrote(excel, folder):
    report = first_report(excel)
    excel.type_in("Reports", report, "Owner", "Ana")
    outcome = press(excel, "split", today=TODAY)
    part = next(path for path in outcome.files if "Ana" in path.name)
    patch(part, [TableChange("Reports", "ID", update={report: {"Progress": "=done"}})])
    outcome = press(excel, "merge", today=TODAY)
    assert excel.row("Reports", report)["Progress"] == "=done"
    assert outcome.message.startswith("1 cell taken over from 1 file")
    press(excel, "undo_last_refresh", today=TODAY)
    assert excel.row("Reports", report)["Progress"] is None


def test_parts_of_an_open_workbook_are_those_of_the_file(excel, folder, tmp_path):
    press(excel, "split", today=TODAY)
    split(excel.path, by="owner", output=tmp_path / "others", today=TODAY)
    files = sorted((tmp_path / "others").iterdir())
    assert [one.name for one in files] == [one.name for one in sorted((folder / "parts").iterdir())]
    ours, theirs = (read_tables(path)["Reports"].rows for path in (folder / "parts" / files[0].name, files[0]))
    assert [row.values for row in ours] == [row.values for row in theirs]


def test_merge_asks_where_both_sides_wrote(excel):
    report = first_report(excel)
    excel.type_in("Reports", report, "Owner", "Ana")
    part = next(path for path in press(excel, "split", today=TODAY).files if "Ana" in path.name)
    patch(part, [TableChange("Reports", "ID", update={report: {"Progress": "theirs"}})])
    excel.type_in("Reports", report, "Progress", "ours")
    outcome = press(excel, "merge", today=TODAY)
    assert excel.row("Reports", report)["Progress"] == "ours"
    assert excel.rows("Conflicts")[0]["Theirs"] == "theirs"
    assert "1 conflict in the sheet Conflicts" in outcome.message


# reporter.toml


def test_what_the_office_has_set_holds_for_the_buttons(excel, folder):
    shutil.copytree(folder / "texts", folder / "more")
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "more")
    settings = (
        'sources = ["more"]\nhorizon = 3\n[parts]\nfolder = "mailed"\nby = "recipient"\n[drafts]\nformat = "md"\n'
    )
    (folder / "reporter.toml").write_text(settings, encoding="utf-8")
    press(excel, "refresh", today=TODAY)
    assert {row["Number"] for row in excel.rows("Resolutions")} == {"134", "137"}
    assert "2028" in {row["Period"] for row in excel.rows("Reports")}
    press(excel, "next_year", today=TODAY)
    years = {row["Period"] for row in excel.rows("Reports") if str(row["Period"]).isdecimal()}
    assert max(years) == "2029"
    parts = press(excel, "split", today=TODAY).files
    assert {path.parent.name for path in parts} == {"mailed"}
    assert any("TSAG" in path.name for path in parts)
    excel.select("Reports", "B2")
    (draft,) = press(excel, "draft_report", today=TODAY).files
    assert draft.suffix == ".md"


def test_a_slip_in_the_settings_is_told_with_its_line(excel, folder):
    (folder / "reporter.toml").write_text('source = ["more"]\n', encoding="utf-8")
    with pytest.raises(ReporterError, match=r"reporter.toml.*line 1.*Did you mean"):
        press(excel, "refresh", today=TODAY)
