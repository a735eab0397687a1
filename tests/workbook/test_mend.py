"""What a check mends by itself: where a cell has one reading only, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import TODAY, cells, edit, rows, synced, wanted

from reporter.model import Meeting, WorkbookError
from reporter.model.tables import Status
from reporter.workbook import TableChange, check, mend, patch, read_tables
from reporter.workbook.days import read_day

REPORT = "WTSA-18-2024/instructs-2/TSAG/2027"
OBLIGATION = "WTSA-18-2024/instructs-2"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "obligations.xlsx"
    synced(path, wanted(meetings=[Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 4))]))
    return path


@pytest.mark.parametrize(
    ("table", "key", "column", "typed", "mended"),
    [
        ("Reports", REPORT, "Status", "in progress ", "In progress"),
        ("Reports", REPORT, "Status", " IN  PROGRESS", "In progress"),
        ("Reports", REPORT, "Owner", "Ana\u00a0", "Ana"),
        ("Reports", REPORT, "Owner", "Ana  Silva", "Ana Silva"),
        ("Reports", REPORT, "Submitted on", "2026-05-01", date(2026, 5, 1)),
        ("Reports", REPORT, "Submitted on", "1 May 2026", date(2026, 5, 1)),
        ("Reports", REPORT, "Due date", "31/12/2026", date(2026, 12, 31)),
        ("Obligations", OBLIGATION, "Review", "accepted", "Accepted"),
        ("Obligations", OBLIGATION, "Frequency", "Annual ", "annual"),
        ("Obligations", OBLIGATION, "Conditional", "no", "No"),
    ],
)
def test_what_has_one_reading_only_is_mended_and_told(register, table, key, column, typed, mended):
    edit(register, table, key, {column: typed})
    (problem,) = [one for one in check(register, TODAY) if one.column == column]
    assert (problem.severity, problem.mended) == ("warning", mended)
    done = mend(register, today=TODAY)
    assert [(one.table, one.row, one.column) for one in done.diary] == [(table, key, column)]
    assert done.written
    assert cells(register, table, key)[column] == mended
    last = read_tables(register)["Changes"].rows[-1].values
    assert (last["Row"], last["Column"], last["Source"]) == (key, column, "mended (check --fix)")
    assert not [one for one in check(register, TODAY) if one.mended is not None]


@pytest.mark.parametrize(
    ("table", "key", "column", "typed"),
    [
        ("Reports", REPORT, "Submitted on", "01/05/2026"),
        ("Reports", REPORT, "Submitted on", "01/05/26"),
        ("Reports", REPORT, "Submitted on", "next week"),
        ("Reports", REPORT, "Status", "Finished"),
        ("Reports", REPORT, "Status", "Inprogress"),
        ("Reports", REPORT, "Progress", "  what was done,  with spaces "),
        ("Obligations", OBLIGATION, "Frequency", "yearly"),
    ],
)
def test_nothing_is_guessed_and_long_texts_are_left_alone(register, table, key, column, typed):
    edit(register, table, key, {column: typed})
    before = register.read_bytes()
    done = mend(register, today=TODAY)
    assert (done.cells, done.written) == ((), False)
    assert register.read_bytes() == before


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(register):
    edit(register, "Reports", REPORT, {"Status": "drafted "})
    before = register.read_bytes()
    done = mend(register, today=TODAY, dry_run=True)
    assert [(one.before, one.after) for one in done.diary] == [("drafted", "Drafted")]
    assert register.read_bytes() == before


def test_a_second_run_changes_nothing(register):
    edit(register, "Reports", REPORT, {"Status": "drafted ", "Submitted on": "1 May 2026"})
    assert len(mend(register, today=TODAY).cells) == 2
    before = register.read_bytes()
    assert not mend(register, today=TODAY).written
    assert register.read_bytes() == before


def test_results_of_formulas_follow_a_date_that_became_one(register):
    edit(register, "Reports", REPORT, {"Due date": "1 December 2026"})
    mend(register, today=TODAY)
    assert (cells(register, "Reports", REPORT)["Timing"], cells(register, "Reports", REPORT)["Days left"]) == (
        "Due soon",
        11,
    )


def test_a_mended_correction_stays_a_correction(register):
    edit(register, "Reports", REPORT, {"Due date": "1 December 2026"})
    mend(register, today=TODAY)
    assert synced(register).unchanged
    assert cells(register, "Reports", REPORT)["Due date"] == date(2026, 12, 1)


def test_a_row_that_shares_its_id_is_left_to_a_person(register):
    row = dict(rows(register, "Reports")[REPORT].values)
    edit(register, "Reports", REPORT, {"Status": "drafted "})
    patch(register, [TableChange("Reports", append=[{**row, "Timing": None, "Days left": None}])])
    done = mend(register, today=TODAY)
    assert done.cells == ()
    assert {one.column for one in done.left} >= {"ID", "Status"}


def test_names_of_rows_are_left_alone(register):
    patch(register, [TableChange("Meetings", append=[{"Body": "TSAG ", "Meeting": "TSAG-2028 "}])])
    done = mend(register, today=TODAY)
    assert [(one.row, one.column) for one in done.cells] == [("TSAG-2028", "Body")]
    assert rows(register, "Meetings")["TSAG-2028 "].values["Body"] == "TSAG"


def test_a_workbook_that_is_open_is_left_alone(register):
    edit(register, "Reports", REPORT, {"Status": "drafted "})
    register.with_name(f"~${register.name}").touch()
    with pytest.raises(WorkbookError, match="open in Excel"):
        mend(register, today=TODAY)
    assert cells(register, "Reports", REPORT)["Status"] == "drafted "


@given(
    st.dates(date(1900, 3, 1), date(2200, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d %B %Y"])
)
def test_a_date_that_is_read_is_the_day_that_was_typed(day, form):
    read = read_day(day.strftime(form))
    assert read in {day, None}
    assert read == day or ("/" in form and day.day <= 12)


@given(st.sampled_from(list(Status)), st.text(" \u00a0", max_size=3), st.text(" \u00a0", max_size=3), st.booleans())
def test_however_a_listed_value_is_spaced_and_spelled_it_is_recognised(status, before, after, loud):
    from reporter.workbook.data import RowData, TableData
    from reporter.workbook.harmless import slips
    from reporter.workbook.view import View

    typed = f"{before}{status.upper() if loud else status}{after}"
    reports = TableData("Reports", "Reports", "A1:B2", ("ID", "Status"), (RowData(2, {"ID": "x", "Status": typed}),))
    found = [one.mended for one in slips(View({"Reports": reports}, TODAY))]
    assert found == ([] if typed == status else [status])
