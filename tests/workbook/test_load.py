"""A register as read back: forgiving of how things are typed, never guessing what is meant."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import TODAY, edit, renamed, report, synced, wanted

from reporter.model import Meeting, WorkbookError
from reporter.workbook import TableChange, load, patch
from reporter.workbook.days import read_day
from reporter.workbook.load import split_names
from reporter.workbook.split import split

OBLIGATION = "WTSA-18-2024/instructs-2"
REPORT = f"{OBLIGATION}/TSAG/2027"


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "obligations.xlsx"
    synced(path, wanted(meetings=[Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 4), place="Geneva")]))
    return path


def test_what_a_sync_wrote_is_read_back(register):
    found = load(register)
    (resolution,), (obligation,), (due,) = found.resolutions, found.obligations, found.reports
    assert (resolution.id, resolution.year, resolution.revision, resolution.revises) == (
        "WTSA-18-2024", 2024, True, None,
    )  # fmt: skip
    assert (obligation.responsible, obligation.recipients) == (("Director of TSB",), ("TSAG",))
    assert (obligation.conditional, obligation.confidence, obligation.due_date) == (False, 0.97, None)
    assert (due.id, due.due_date, due.status, due.progress, due.submitted_on) == (
        REPORT, date(2027, 5, 4), "Not started", "", None,
    )  # fmt: skip
    assert found.meetings == (Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 4), place="Geneva"),)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("submitted ", "Submitted"),
        ("  IN PROGRESS", "In progress"),
        ("Finished", "Finished"),  # no status: left as typed, and told by check
        (None, ""),
    ],
)
def test_capitals_and_white_space_of_listed_values_do_not_matter(register, typed, read):
    edit(register, "Reports", REPORT, {"Status": typed})
    assert load(register).reports[0].status == read


def test_a_value_added_to_lists_is_one_like_the_others(register):
    patch(register, [TableChange("Lists", append=[{"Status": "In translation"}])])
    edit(register, "Reports", REPORT, {"Status": "in translation"})
    assert load(register).reports[0].status == "In translation"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (date(2026, 5, 1), date(2026, 5, 1)),
        (datetime(2026, 5, 1, 14, 30), date(2026, 5, 1)),
        ("2026-05-01", date(2026, 5, 1)),
        (" 2026-05-01 ", date(2026, 5, 1)),
        ("2026-05-01 00:00:00", date(2026, 5, 1)),
        ("2026/5/1", date(2026, 5, 1)),
        ("1 May 2026", date(2026, 5, 1)),
        ("1st May, 2026", date(2026, 5, 1)),
        ("May 1, 2026", date(2026, 5, 1)),
        ("Sept. 3 2026", date(2026, 9, 3)),
        ("1er mai 2026", date(2026, 5, 1)),
        ("1 de mayo de 2026", date(2026, 5, 1)),
        ("31/12/2026", date(2026, 12, 31)),
        ("12/31/2026", date(2026, 12, 31)),
        ("05.05.2026", date(2026, 5, 5)),
        ("01/05/2026", None),  # the first of May, or the fifth of January
        ("01/05/26", None),
        ("1 May 26", None),
        ("31 June 2026", None),
        ("1 Foo 2026", None),
        ("2026", None),
        ("soon", None),
        (46143, None),
        (True, None),
        (None, None),
    ],
)
def test_a_day_is_read_where_it_has_one_reading(typed, day):
    assert read_day(typed) == day


@given(st.dates(date(1900, 1, 1)))
def test_every_day_is_read_from_its_unambiguous_spellings(day):
    assert {read_day(day), read_day(day.isoformat()), read_day(f"{day.day} {day:%b} {day.year}")} == {day}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Director of TSB; Director of BDT", ("Director of TSB", "Director of BDT")),
        ("Director of TSB;Director  of BDT ;", ("Director of TSB", "Director of BDT")),
        ("TSAG\nTDAG\n\nRAG", ("TSAG", "TDAG", "RAG")),
        ("Director, BR; TSAG", ("Director, BR", "TSAG")),
        ("", ()),
    ],
)
def test_names_are_parted_by_semicolons_and_lines_but_not_by_commas(typed, names):
    assert split_names(typed) == names


@pytest.mark.parametrize(
    ("row", "year"),
    [
        ({"Body": "TSAG", "Meeting": "TSAG spring", "Start": date(2027, 5, 4)}, 2027),
        ({"Body": "TSAG", "Meeting": "TSAG spring", "Document deadline": "22 April 2027"}, 2027),
        ({"Body": "TSAG", "Meeting": "TSAG-2028-05"}, 2028),
        ({"Body": "PP", "Meeting": "PP-26"}, 2026),
        ({"Body": "TSAG", "Meeting": "TSAG spring"}, None),  # no year: not usable, told by check
        ({"Meeting": "PP-26"}, None),
    ],
)
def test_a_meeting_needs_body_name_and_year(register, row, year):
    patch(register, [TableChange("Meetings", append=[row])])
    assert [meeting.year for meeting in load(register).meetings[1:]] == ([year] if year else [])


def test_rows_that_people_added_without_an_id_are_read_and_blank_ones_are_not(register):
    patch(register, [TableChange("Reports", append=[{"Recipient": "TDAG", "Progress": "by hand"}, {"Recipient": " "}])])
    assert [(one.id, one.recipient) for one in load(register).reports] == [(REPORT, "TSAG"), ("", "TDAG")]


def test_a_column_that_is_missing_reads_as_empty(register):
    renamed(register, "Next steps", "Then")
    assert load(register).reports[0].next_steps == ""


@pytest.mark.parametrize(
    ("table", "column", "other"),
    [
        ("Reports", "Progress", "Progress made"),
        ("Reports", "Status", "Status of the report at the end of this year"),
        ("Reports", "Submitted on", "Submited on"),
        ("Reports", "Next steps", "next step"),
        ("Obligations", "Review", "Reviewed"),
    ],
)
def test_a_column_of_people_that_was_renamed_is_refused(register, table, column, other):
    renamed(register, column, other)
    before = register.read_bytes()
    for read in (load, synced, lambda path: split(path, by="Recipient", output=path.parent / "p", today=TODAY)):
        with pytest.raises(WorkbookError) as error:
            read(register)
        told = str(error.value)
        for part in (
            register.name,
            f"table {table}",
            f'no column "{column}"',
            f'nearest is "{other}"',
            "Rename it back",
        ):
            assert part in told
    assert register.read_bytes() == before


def test_a_workbook_without_a_register_s_tables_is_refused_with_the_nearest(register, shared):
    renamed(register, "Reports", "Report")
    with pytest.raises(WorkbookError, match=r'no table "Reports" \(nearest is "Report"\)'):
        load(register)
    with pytest.raises(WorkbookError, match='no table "Resolutions"'):
        load(shared / "workbooks-real" / "xw_table02.xlsx")


def test_reports_of_several_periods_keep_the_order_of_the_sheet(register):
    synced(register, wanted(reports=[report(), report(period="2028"), report(period="2026")]))
    assert [one.period for one in load(register).reports] == ["2027", "2028", "2026"]
