"""A sync as people meet it: what it writes into a workbook file, what it leaves alone, what it refuses."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from registers import (
    TODAY,
    action,
    cells,
    edit,
    obligation,
    renamed,
    renamed_in,
    report,
    resolution,
    rows,
    sheet_part,
    synced,
    wanted,
)

from reporter.model import Meeting, UsageError, WorkbookError
from reporter.resources import bundled
from reporter.workbook import TableChange, WantedTables, check, corrected, corrections, patch, read_tables, split, sync

TEMPLATE = bundled("workbooks") / "obligations-template.xlsx"
OBLIGATION = "WTSA-18-2024/instructs-2"
REPORT = f"{OBLIGATION}/TSAG/2027"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A workbook that one sync made."""
    path = tmp_path / "obligations.xlsx"
    synced(path)
    return path


def diary(path: Path) -> list[tuple[object, ...]]:
    found = read_tables(path)["Changes"].rows
    return [tuple(row.values[name] for name in ("Table", "Row", "Column", "Before", "After")) for row in found]


def states(path: Path, table: str) -> dict[str, object]:
    return {key: row.values["State"] for key, row in rows(path, table).items()}


# The first sync


def test_the_first_sync_creates_the_workbook_from_the_template(tmp_path):
    path = tmp_path / "new" / "obligations.xlsx"
    meeting = Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 4), place="Geneva")
    result = synced(path, wanted(meetings=[meeting]))
    assert (result.created, result.written, result.unchanged) == (True, True, False)
    assert result.added == {"Resolutions": 1, "Obligations": 1, "Actions": 1, "Reports": 1, "Meetings": 1}
    assert cells(path, "Meetings", "TSAG-2027-05")["Start"] == date(2027, 5, 4)
    assert cells(path, "Obligations", OBLIGATION) | {"ID": OBLIGATION} == {
        "ID": OBLIGATION,
        "Resolution": "WTSA-18-2024",
        "Clause": "instructs the Director of TSB 2",
        "Text": "to report annually to TSAG on the implementation of this resolution",
        "Responsible": "Director of TSB",
        "Recipients": "TSAG",
        "Frequency": "annual",
        "Due event": None,
        "Due date": None,
        "Subject": "the implementation of this resolution",
        "Force": "instructs",
        "Conditional": "No",
        "Confidence": 0.97,
        "Source": "wtsa-18-2024.docx, page 3",
        "Show": "Show",
        "Reports": 1,
        "State": "Current",
        "Superseded by": None,
        "Replaces": None,
        "Lineage": OBLIGATION,
        "Notes": None,
        "Review": None,
        "Owner": None,
        "Unit": None,
        "Remarks": None,
    }


def test_a_new_workbook_starts_with_an_empty_diary(register):
    assert diary(register) == [(None,) * 5]


@pytest.mark.parametrize(
    ("due", "timing", "left"),
    [
        (date(2026, 11, 19), "Overdue", -1),
        (date(2026, 11, 20), "Due soon", 0),
        (date(2027, 1, 19), "Due soon", 60),
        (date(2027, 1, 20), "Open", 61),
    ],
)
def test_formulas_of_new_rows_come_with_their_results(tmp_path, due, timing, left):
    path = tmp_path / "obligations.xlsx"
    synced(path, wanted(reports=[replace(report(), due_date=due)]))
    row = rows(path, "Reports")[REPORT]
    assert (row.values["Timing"], row.values["Days left"]) == (timing, left)
    assert row.values["Year"] == due.year
    assert row.formulas == {"Timing", "Days left", "Year"}


def test_results_follow_a_due_date_that_moves(register):
    synced(register, wanted(reports=[replace(report(), due_date=date(2026, 12, 1))]))
    row = cells(register, "Reports", REPORT)
    assert (row["Due date"], row["Timing"], row["Days left"]) == (date(2026, 12, 1), "Due soon", 11)


def without_calculated_columns(path: Path) -> None:
    """What LibreOffice leaves: the formulas are in the cells, and the table parts no longer say so."""
    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    told = re.compile(rb"<calculatedColumnFormula.*?</calculatedColumnFormula>")
    assert any(told.search(data) for data in parts.values())
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, told.sub(b"", data))


def test_a_workbook_that_libreoffice_saved_goes_on_computing_in_old_rows_and_in_new_ones(register):
    without_calculated_columns(register)
    moved = replace(report(), due_date=date(2026, 12, 1))
    later = [report(period=year) for year in ("2026", "2028")]
    synced(register, wanted(reports=[moved, *later], years=(2026, 2027, 2028)))
    found = rows(register, "Reports")
    assert len(found) == 3
    assert {row.formulas for row in found.values()} == {frozenset({"Timing", "Days left", "Year"})}
    assert (found[REPORT].values["Timing"], found[REPORT].values["Days left"]) == ("Due soon", 11)
    assert rows(register, "Obligations")[OBLIGATION].formulas == {"Show", "Reports"}


def test_a_meeting_that_the_workbook_lacks_is_added_once_and_is_the_people_s_from_then_on(register):
    asked = wanted(meetings=[Meeting("PP", "PP-26", 2026, start=date(2026, 11, 9))])
    synced(register, asked)
    assert cells(register, "Meetings", "PP-26")["Start"] == date(2026, 11, 9)
    assert synced(register, asked).unchanged
    patch(register, [TableChange("Meetings", "Meeting", update={"PP-26": {"Start": date(2026, 11, 10)}})])
    assert synced(register, asked).unchanged
    moved = wanted(meetings=[Meeting("PP", "PP-26", 2026, start=date(2026, 11, 16))])
    told = synced(register, moved).conflicts
    assert [(one.row, one.column, one.before, one.after) for one in told] == [
        ("PP-26", "Start", "2026-11-10", "2026-11-16")
    ]
    assert synced(register, moved).unchanged
    assert cells(register, "Meetings", "PP-26")["Start"] == date(2026, 11, 10)


def test_a_meeting_that_nobody_touched_follows_what_is_known_of_it(tmp_path):
    path = tmp_path / "obligations.xlsx"
    synced(path, wanted(meetings=[Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 4), place="Geneva")]))
    moved = wanted(meetings=[Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 11), date(2027, 5, 14))])
    synced(path, moved)
    row = cells(path, "Meetings", "TSAG-2027-05")
    assert (row["Start"], row["End"], row["Place"]) == (date(2027, 5, 11), date(2027, 5, 14), "Geneva")
    assert synced(path, moved).unchanged


def test_lists_get_values_below_their_last_one_and_only_once(register):
    asked = replace(wanted(), lists={"Status": ("Waiting for input", "submitted"), "Body": ("Archive Board",)})
    synced(register, asked)
    lists = read_tables(register)["Lists"]
    statuses = [row.values["Status"] for row in lists.rows if row.values["Status"]]
    assert statuses[-2:] == ["Not applicable", "Waiting for input"]
    assert [row.values["Status"] for row in lists.rows][: len(statuses)] == statuses
    assert [row.values["Body"] for row in lists.rows][-1] == "Archive Board"
    assert synced(register, asked).unchanged


def test_bodies_that_reports_go_to_are_in_the_lists_of_a_new_workbook(tmp_path):
    path = tmp_path / "obligations.xlsx"
    duty = obligation(recipients=("TSAG", "CWG-FHR"))
    tables = wanted(obligations=[duty], reports=[report(recipient="CWG-FHR")])
    synced(path, tables)
    bodies = [row.values["Body"] for row in read_tables(path)["Lists"].rows]
    assert bodies.count("CWG-FHR") == 1
    assert bodies.count("TSAG") == 1
    assert check(path, TODAY) == ()
    assert synced(path, tables).unchanged


def test_an_organisation_s_own_template_is_used(tmp_path):
    own = tmp_path / "own.xlsx"
    patch(TEMPLATE, [TableChange("Lists", append=[{"Status": "Waiting for translation"}])], own)
    before = own.read_bytes()
    sync(tmp_path / "new.xlsx", wanted(), today=TODAY, template=own)
    listed = [row.values["Status"] for row in read_tables(tmp_path / "new.xlsx")["Lists"].rows]
    assert "Waiting for translation" in listed
    assert own.read_bytes() == before


def test_a_template_that_excel_saved_as_one_makes_workbooks(tmp_path, validate):
    """File, Save As, Excel Template (.xltx) is how offices keep templates."""
    own, new = tmp_path / "own.xltx", tmp_path / "new.xlsx"
    patch(TEMPLATE, [], own)
    assert "template.main+xml" in zipfile.ZipFile(own).read("[Content_Types].xml").decode()
    sync(new, wanted(), today=TODAY, template=own)
    parts = split(new, by="recipient", output=tmp_path / "parts", today=TODAY, template=own)
    for path in (new, *(one.path for one in parts)):
        assert "template.main+xml" not in zipfile.ZipFile(path).read("[Content_Types].xml").decode()
        assert validate(path) == []


@pytest.mark.parametrize(
    ("changes", "source"),
    [
        ({"page": 3}, "wtsa-18-2024.docx, page 3"),
        ({"page": None}, "wtsa-18-2024.docx, characters 100-167"),
    ],
)
def test_the_source_of_a_clause_is_readable(tmp_path, changes, source):
    of = resolution(**changes)
    path = tmp_path / "obligations.xlsx"
    synced(path, wanted([of], [obligation(of)]))
    assert cells(path, "Obligations", OBLIGATION)["Source"] == source


def test_a_proposal_to_suppress_is_shown_and_the_duty_stands(tmp_path):
    of = resolution(proposal="SUP")
    path = tmp_path / "obligations.xlsx"
    synced(path, wanted([of], [obligation(of)], actions=[action(of)]))
    for table in ("Resolutions", "Obligations", "Actions"):
        assert set(states(path, table).values()) == {"Suppression proposed"}
    assert states(path, "Reports") == {REPORT: "Current"}


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(tmp_path):
    path = tmp_path / "obligations.xlsx"
    synced(path, wanted(obligations=[obligation(text="word " * 10_000 + "𝄞" * 20)]))
    text = cells(path, "Obligations", OBLIGATION)["Text"]
    assert str(text).startswith("word word")
    assert "cut: a cell holds no more" in str(text)


# The next sync


def test_a_second_sync_of_the_same_changes_no_byte(register):
    before, stamp = register.read_bytes(), register.stat().st_mtime_ns
    result = synced(register, today=date(2027, 3, 1))
    assert (result.unchanged, result.written, result.plan) == (True, False, ())
    assert (register.read_bytes(), register.stat().st_mtime_ns) == (before, stamp)
    assert [one.name for one in register.parent.iterdir()] == ["obligations.xlsx"]


def test_a_change_of_the_source_changes_the_cell_and_is_told_in_changes(register):
    result = synced(register, wanted(obligations=[obligation(frequency="biennial")]))
    assert cells(register, "Obligations", OBLIGATION)["Frequency"] == "biennial"
    assert [(cell.cell, cell.before, cell.after) for cell in result.cells] == [("G2", "annual", "biennial")]
    assert diary(register) == [("Obligations", OBLIGATION, "Frequency", "annual", "biennial")]


def test_what_a_person_wrote_stays_and_the_difference_is_told_once(register):
    edit(register, "Obligations", OBLIGATION, {"Frequency": "monthly", "Owner": "Ana", "Subject": None})
    changed = wanted(obligations=[obligation(frequency="biennial")])
    result = synced(register, changed)
    row = cells(register, "Obligations", OBLIGATION)
    assert (row["Frequency"], row["Owner"], row["Subject"]) == ("monthly", "Ana", None)
    assert diary(register) == [("Obligations", OBLIGATION, "Frequency", "monthly", "biennial")]
    assert [entry.column for entry in result.conflicts] == ["Frequency"]
    assert synced(register, changed).unchanged


def test_a_new_row_is_told_in_changes(register):
    more = obligation(place="instructs-3")
    synced(register, wanted(obligations=[obligation(), more]))
    assert diary(register)[-1][:3] == ("Obligations", more.id, None)


def test_sheets_renamed_columns_moved_and_added_rows_sorted_are_no_obstacle(register, tmp_path):
    import openpyxl

    synced(register, wanted(obligations=[obligation(), obligation(place="a"), obligation(place="b")]))
    book = openpyxl.load_workbook(register)
    sheet = book["Obligations"]
    sheet.title = "Duties"
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    lines[1:] = lines[:0:-1]
    for number, line in enumerate(lines, 1):
        for column, value in enumerate([*line[::-1], "Budget line" if number == 1 else number], 1):
            sheet.cell(number, column, value)
    table = sheet.tables["Obligations"]
    table.tableColumns.reverse()
    table.tableColumns.append(openpyxl.worksheet.table.TableColumn(id=99, name="Budget line"))
    for number, column in enumerate(table.tableColumns, 1):
        column.id = number
    table.ref = table.autoFilter.ref = f"A1:X{len(lines)}"
    book.save(register)

    changed = wanted(obligations=[obligation(frequency="biennial"), obligation(place="a"), obligation(place="b")])
    synced(register, changed)
    assert cells(register, "Obligations", OBLIGATION)["Frequency"] == "biennial"
    assert cells(register, "Obligations", OBLIGATION)["Budget line"] == 4
    assert read_tables(register)["Obligations"].sheet == "Duties"
    assert synced(register, changed).unchanged


def test_a_dry_run_tells_everything_and_writes_nothing(register, tmp_path):
    before = register.read_bytes()
    changed = wanted(obligations=[obligation(frequency="biennial")])
    result = sync(register, changed, today=TODAY, dry_run=True)
    assert (result.written, result.unchanged) == (False, False)
    assert [entry.after for entry in result.diary] == ["biennial"]
    assert {change.table for change in result.plan} == {"Obligations", "Changes", "ReporterMemory"}
    assert register.read_bytes() == before
    assert sync(tmp_path / "new.xlsx", wanted(), today=TODAY, dry_run=True).created
    assert [one.name for one in tmp_path.iterdir()] == ["obligations.xlsx"]


def test_a_sync_touches_no_part_but_those_of_the_changed_tables(register):
    before = {name: zipfile.ZipFile(register).read(name) for name in zipfile.ZipFile(register).namelist()}
    synced(register, wanted(obligations=[obligation(frequency="biennial")]))
    after = {name: zipfile.ZipFile(register).read(name) for name in zipfile.ZipFile(register).namelist()}
    sheets = {sheet_part(register, title) for title in ("Obligations", "Changes", "ReporterMemory")}
    assert {name for name in before if before[name] != after[name]} <= sheets
    assert list(before) == list(after)


def test_the_workbook_as_it_was_is_kept(register):
    before = register.read_bytes()
    synced(register, wanted(obligations=[obligation(frequency="biennial")]))
    backups = list((register.parent / ".reporter" / "backups").iterdir())
    assert [one.read_bytes() for one in backups] == [before]


# What stops being in force


def test_what_the_text_no_longer_asks_for_is_withdrawn_with_its_reports_and_comes_back(register):
    edit(register, "Reports", REPORT, {"Progress": "much was done"})
    synced(register, wanted(obligations=[], reports=[], actions=[]))
    assert states(register, "Obligations") == {OBLIGATION: "Withdrawn"}
    assert states(register, "Actions") == {"WTSA-18-2024/resolves-1": "Withdrawn"}
    assert cells(register, "Reports", REPORT)["State"] == "Withdrawn"
    assert cells(register, "Reports", REPORT)["Timing"] == "Done"
    assert cells(register, "Reports", REPORT)["Progress"] == "much was done"
    synced(register)
    assert states(register, "Obligations") == {OBLIGATION: "Current"}
    assert states(register, "Reports") == {REPORT: "Current"}


def test_nothing_is_concluded_from_resolutions_that_were_not_read(register):
    other = resolution("2", 2024)
    synced(register, wanted([other], [obligation(other)], [], actions=[]))
    assert states(register, "Obligations") == {OBLIGATION: "Current", f"{other.id}/instructs-2": "Current"}
    assert states(register, "Reports") == {REPORT: "Current"}


@pytest.mark.parametrize(
    ("period", "due", "years", "state"),
    [
        ("2027", date(2027, 5, 4), [2027, 2028], "Withdrawn"),
        ("2027", date(2027, 5, 4), [2028, 2029], "Current"),
        ("2026-Q4", date(2027, 1, 15), [2027, 2028], "Current"),
        ("2026-Q4", date(2027, 1, 15), [2026], "Withdrawn"),
        ("PP-26", date(2026, 11, 9), [2026], "Withdrawn"),
        ("PP-26", date(2026, 11, 9), [2027], "Current"),
    ],
)
def test_reports_of_years_that_were_not_asked_for_stay(tmp_path, period, due, years, state):
    path = tmp_path / "obligations.xlsx"
    one = replace(report(), period=period, due_date=due)
    synced(path, wanted(reports=[one]))
    synced(path, wanted(reports=[], years=years))
    assert states(path, "Reports") == {one.id: state}


def test_a_newer_revision_supersedes_the_older_with_what_nobody_has_begun(register):
    begun = replace(report(), id=f"{OBLIGATION}/TSAG/2027-b")
    past = replace(report(), id=f"{OBLIGATION}/TSAG/2026", period="2026", due_date=date(2026, 5, 4))
    synced(register, wanted(reports=[report(), begun, past]))
    edit(register, "Reports", begun.id, {"Status": "In progress"})
    newer = resolution(year=2028)
    duty = obligation(newer)
    for sources in ([newer], [resolution(), newer], [newer]):
        duties = [obligation(one) for one in sources]
        synced(register, wanted(sources, duties, [report(duty, "2028")], actions=[action(one) for one in sources]))
        assert states(register, "Resolutions") == {"WTSA-18-2024": "Superseded", newer.id: "Current"}
        assert states(register, "Obligations") == {OBLIGATION: "Superseded", duty.id: "Current"}
        assert states(register, "Actions")["WTSA-18-2024/resolves-1"] == "Superseded"
        assert states(register, "Reports") == {
            REPORT: "Superseded",
            begun.id: "Current",
            past.id: "Current",
            f"{duty.id}/TSAG/2028": "Current",
        }


def test_old_and_new_revision_in_one_folder_bring_no_reports_of_the_old_one(tmp_path):
    path = tmp_path / "obligations.xlsx"
    old, new = resolution(year=2022), resolution()
    duties = [obligation(old), obligation(new)]
    synced(path, wanted([old, new], duties, [report(one) for one in duties], actions=[]))
    assert states(path, "Obligations") == {duties[0].id: "Superseded", duties[1].id: "Current"}
    assert list(rows(path, "Reports")) == [report(duties[1]).id]


@pytest.mark.parametrize(
    "other",
    [
        resolution("19", 2028),
        replace(resolution(year=2028), body="WTDC", id="WTDC-18-2028"),
        replace(resolution(year=2028), id="WTSA-D18-2028"),
        replace(resolution(), id="WTSA-18-2024b"),
    ],
    ids=["another number", "another body", "a decision of the same number", "the same year"],
)
def test_other_resolutions_supersede_nothing(register, other):
    synced(register, wanted([other], [], [], actions=[]))
    assert states(register, "Resolutions")["WTSA-18-2024"] == "Current"


def test_reports_of_a_rejected_obligation_go_unless_somebody_has_begun(register):
    edit(register, "Obligations", OBLIGATION, {"Review": "rejected "})
    later = report(period="2028")
    begun = replace(later, id=f"{OBLIGATION}/TSAG/begun")
    synced(register, wanted(reports=[report(), later]))
    assert states(register, "Reports") == {REPORT: "Withdrawn"}
    edit(register, "Obligations", OBLIGATION, {"Review": "Accepted"})
    synced(register, wanted(reports=[report(), begun]))
    assert set(states(register, "Reports").values()) == {"Current"}
    edit(register, "Reports", begun.id, {"Progress": "a first text"})
    edit(register, "Obligations", OBLIGATION, {"Review": "Rejected"})
    synced(register, wanted(reports=[report(), begun]))
    assert states(register, "Reports") == {REPORT: "Withdrawn", begun.id: "Current"}


def test_what_people_wrote_in_a_report_that_is_withdrawn_is_told_where_two_could_take_its_place(register):
    edit(register, "Reports", REPORT, {"Status": "Drafted", "Owner": "Chen Li", "Progress": "Two pages of text."})
    names = [f"{OBLIGATION}/{name}/2027" for name in ("RAG", "TDAG")]
    tables = wanted(reports=[report(id=name, recipient=name.split("/")[2]) for name in names])
    result = synced(register, tables)
    text = "holds Status and Progress, owner Chen Li"
    move = f'Move what was written to "{names[0]}" or "{names[1]}"'
    assert result.warnings == (f'Reports: "{REPORT}" was withdrawn, but {text}. {move}',)
    assert [cells(register, "Reports", name)["Owner"] for name in names] == ["Chen Li", "Chen Li"]
    assert [cells(register, "Reports", name)["Progress"] for name in names] == [None, None]
    again = synced(register, tables)
    assert (again.unchanged, again.warnings) == (True, ())
    (told,) = [problem for problem in check(register, TODAY) if problem.column == "State"]
    assert (told.row, told.severity, told.message) == (REPORT, "warning", f"the report is withdrawn, but {text}")
    assert told.hint.startswith(move)
    edit(register, "Reports", REPORT, {"Status": "Not applicable"})
    assert not [problem for problem in check(register, TODAY) if problem.column == "State"]


def test_a_report_that_becomes_two_of_half_a_year_names_both(register):
    edit(register, "Reports", REPORT, {"Results": "A result."})
    halves = [report(period="2027-H1"), report(period="2027-H2")]
    (warning,) = synced(register, wanted(reports=halves)).warnings
    assert warning.endswith(f'Move what was written to "{REPORT}-H1" or "{REPORT}-H2"')


def test_a_report_withdrawn_without_a_successor_is_told_and_an_untouched_one_is_not(register):
    edit(register, "Reports", REPORT, {"Status": "In progress"})
    (warning,) = synced(register, wanted(obligations=[], reports=[])).warnings
    assert f'"{REPORT}" was withdrawn, but holds Status. Keep what is worth keeping' in warning


def test_a_deleted_row_is_not_added_again(register):
    import openpyxl

    more = obligation(place="instructs-3")
    both = wanted(obligations=[obligation(), more])
    synced(register, both)
    book = openpyxl.load_workbook(register)
    sheet = book["Obligations"]
    sheet.delete_rows(3)
    sheet.tables["Obligations"].ref = sheet.tables["Obligations"].autoFilter.ref = "A1:W2"
    book.save(register)
    assert [entry.row for entry in synced(register, both).conflicts] == [more.id]
    assert synced(register, both).unchanged
    assert list(rows(register, "Obligations")) == [OBLIGATION]


# Corrections


def test_reports_can_be_scheduled_by_what_people_corrected(register):
    assert corrections(register) == {}
    edit(register, "Obligations", OBLIGATION, {"Frequency": "Biennial", "Recipients": "TSAG; TDAG", "Owner": "Ana"})
    found = corrections(register)
    assert found == {OBLIGATION: {"Frequency": "Biennial", "Recipients": "TSAG; TDAG"}}
    (one,) = corrected([obligation()], found)
    assert (one.frequency, one.recipients, one.responsible) == ("biennial", ("TSAG", "TDAG"), ("Director of TSB",))


def test_a_correction_that_cannot_be_read_leaves_what_the_source_says(register):
    edit(register, "Obligations", OBLIGATION, {"Frequency": "now and then", "Due date": "soon", "Due event": "PP-26"})
    (one,) = corrected([obligation()], corrections(register))
    assert (one.frequency, one.due_date, one.due_event) == ("annual", None, "PP-26")


def test_a_workbook_that_does_not_exist_has_no_corrections(tmp_path):
    assert corrections(tmp_path / "none.xlsx") == {}


# What is refused


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("Reports", "Report", 'no table "Reports" (nearest is "Report")'),
        ("ReporterMemory", "Other", 'no table "ReporterMemory"'),
        ("Recipients", "Recipient bodies", 'no column "Recipients"; nearest is "Recipient bodies"'),
        ("Due event", "Zzz", 'no column "Due event"'),
    ],
)
def test_a_table_or_column_that_is_missing_is_named_with_the_nearest(register, before, after, message):
    renamed(register, before, after)
    before_sync = register.read_bytes()
    with pytest.raises(WorkbookError) as error:
        synced(register)
    assert message in str(error.value)
    assert register.read_bytes() == before_sync


def test_an_older_workbook_without_the_text_of_the_clause_goes_on_and_gets_it_with_the_column(tmp_path):
    older, register = tmp_path / "older.xlsx", tmp_path / "obligations.xlsx"
    shutil.copy(TEMPLATE, older)
    renamed_in(older, "Reports", "Text", "Zzz")
    sync(register, wanted(), today=TODAY, template=older)
    more = wanted(reports=[report(), report(period="2028")])
    result = synced(register, more)
    assert (result.added, result.cells) == ({"Reports": 1}, ())
    assert synced(register, more).unchanged
    (told,) = [problem for problem in check(register, TODAY) if "no column Text" in problem.message]
    assert (told.severity, told.table) == ("warning", "Reports")
    assert "the next sync fills it" in told.hint
    renamed_in(register, "Reports", "Zzz", "Text")
    assert len(synced(register, more).cells) == 2
    assert {row.values["Text"] for row in rows(register, "Reports").values()} == {obligation().text}
    assert synced(register, more).unchanged


def test_a_column_of_people_may_go(tmp_path, register):
    renamed(register, "Status", "How far")
    result = synced(register, wanted(reports=[report(), report(period="2028")]))
    assert result.added == {"Reports": 1}


def test_a_workbook_that_is_not_a_register_is_refused(shared, tmp_path):
    path = tmp_path / "other.xlsx"
    shutil.copy(shared / "workbooks-real" / "xw_table02.xlsx", path)
    path.chmod(0o644)
    with pytest.raises(WorkbookError, match="not a register of obligations"):
        synced(path)


@pytest.mark.parametrize("lock", ["~$obligations.xlsx", ".~lock.obligations.xlsx#"])
def test_a_workbook_that_is_open_is_left_alone(register, lock):
    (register.parent / lock).touch()
    before = register.read_bytes()
    with pytest.raises(WorkbookError, match="open in"):
        synced(register, wanted(obligations=[obligation(frequency="biennial")]))
    assert register.read_bytes() == before


def test_a_read_only_workbook_is_left_alone(register):
    register.chmod(0o444)
    with pytest.raises(WorkbookError, match="read-only"):
        synced(register, wanted(obligations=[obligation(frequency="biennial")]))


def test_a_new_workbook_needs_a_workbook_s_name(tmp_path):
    with pytest.raises(UsageError, match=r"register\.xlsx"):
        synced(tmp_path / "register.csv")


def test_nothing_wanted_makes_an_empty_register(tmp_path):
    path = tmp_path / "obligations.xlsx"
    assert synced(path, WantedTables()).created
    assert path.read_bytes() == TEMPLATE.read_bytes()


def test_every_workbook_that_a_sync_writes_is_valid(register, validate):
    assert validate(register) == []
    synced(register, wanted(obligations=[obligation(frequency="biennial"), obligation(place="b")]))
    assert validate(register) == []
