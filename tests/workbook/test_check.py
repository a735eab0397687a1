"""What a check finds: one row per kind of problem, and what it leaves in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from registers import TODAY, cells, edit, letter, obligation, renamed, report, synced, wanted

from reporter.model import Meeting, WorkbookError
from reporter.model.tables import OBLIGATIONS, REPORTS
from reporter.workbook import TableChange, check, patch

AT_REVIEW = f"{letter(OBLIGATIONS, 'Review')}2"
AT_STATUS, AT_OWNER = f"{letter(REPORTS, 'Status')}2", f"{letter(REPORTS, 'Owner')}2"
AT_DOCUMENT, AT_SUBMITTED_ON = f"{letter(REPORTS, 'Document')}2", f"{letter(REPORTS, 'Submitted on')}2"

OBLIGATION = "WTSA-18-2024/instructs-2"
REPORT = f"{OBLIGATION}/TSAG/2027"
SUBMITTED = {"Status": "Submitted", "Submitted on": date(2026, 11, 2), "Document": "TSAG-TD7"}


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "obligations.xlsx"
    synced(path, wanted(meetings=[Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 4))]))
    return path


def found(path, today=TODAY):
    return [(one.table, one.cell, one.severity, one.message) for one in check(path, today)]


def test_a_register_as_a_sync_left_it_is_in_good_order(register):
    assert check(register, TODAY) == ()


@pytest.mark.parametrize(
    ("table", "key", "cells", "problem"),
    [
        ("Obligations", OBLIGATION, {"Frequency": "yearly"},
         ("G2", "error", '"yearly" is not a frequency; did you mean "annual"?')),
        ("Obligations", OBLIGATION, {"Frequency": "anual"},
         ("G2", "error", '"anual" is not a frequency; did you mean "annual"?')),
        ("Obligations", OBLIGATION, {"Review": "maybe so"}, (AT_REVIEW, "error", '"maybe so" is not a review')),
        ("Obligations", OBLIGATION, {"Recipients": "TSAG; T-SAG"},
         ("F2", "warning", '"T-SAG" is not a known body; did you mean "TSAG"?')),
        ("Obligations", OBLIGATION, {"Conditional": "perhaps"}, ("L2", "warning", '"perhaps" is neither Yes nor No')),
        ("Obligations", OBLIGATION, {"Confidence": 97}, ("M2", "error", '"97" is not a number from 0 to 1')),
        ("Obligations", OBLIGATION, {"Confidence": "high"}, ("M2", "error", '"high" is not a number from 0 to 1')),
        ("Obligations", OBLIGATION, {"Due date": "01/05/26"},
         ("I2", "error", '"01/05/26" is not a date, or could be two')),
        ("Reports", REPORT, {"Status": "Finished"},
         (AT_STATUS, "error", '"Finished" is not a status; did you mean "Submitted"?')),
        ("Reports", REPORT, {"Recipient": "Nobody at all"},
         ("E2", "warning", '"Nobody at all" is not a known body')),
        ("Reports", REPORT, {"Due date": "when ready"},
         ("I2", "error", '"when ready" is not a date, or could be two')),
        ("Reports", REPORT, {**SUBMITTED, "Document": None},
         (AT_DOCUMENT, "warning", "the report is Submitted, but has no document symbol")),
        ("Reports", REPORT, {**SUBMITTED, "Status": "Noted", "Submitted on": " "},
         (AT_SUBMITTED_ON, "warning", "the report is Noted, but has no day of submission")),
        ("Reports", REPORT, {**SUBMITTED, "Submitted on": date(2026, 11, 21)},
         (AT_SUBMITTED_ON, "error", "the day of submission, 2026-11-21, lies in the future")),
        ("Reports", REPORT, {"Due date": date(2026, 11, 19)},
         (AT_OWNER, "warning", "the report is overdue by 1 day and nobody owns it")),
        ("Reports", REPORT, {"Due date": date(2027, 1, 19)},
         (AT_OWNER, "warning", "the report is due in 60 days and nobody owns it")),
        ("Reports", REPORT, {"Obligation": "WTSA-18-2024/instruct-2"},
         ("B2", "error", f'"WTSA-18-2024/instruct-2" is not the ID of an obligation; did you mean "{OBLIGATION}"?')),
        ("Reports", REPORT, {"Obligation": None}, ("B2", "error", "the report names no obligation")),
        ("Reports", REPORT, {"ID": None}, ("A2", "error", "the row has no ID")),
    ],
)  # fmt: skip
def test_a_cell_that_is_wrong_is_told_with_its_address(register, table, key, cells, problem):
    edit(register, table, key, cells)
    cell, severity, message = problem
    assert found(register) == [(table, cell, severity, message)]


@pytest.mark.parametrize(
    ("table", "key", "cells"),
    [
        ("Obligations", OBLIGATION, {"Confidence": None}),
        ("Reports", REPORT, SUBMITTED),
        ("Reports", REPORT, {**SUBMITTED, "Submitted on": TODAY}),
        ("Reports", REPORT, {"Due date": date(2026, 1, 1), "Owner": "Ana"}),
        ("Reports", REPORT, {"Due date": date(2026, 1, 1), "Status": "Not applicable"}),
        ("Reports", REPORT, {"Due date": date(2026, 1, 1), "State": "Withdrawn"}),
        ("Reports", REPORT, {"Due date": date(2027, 1, 20)}),
        ("Reports", REPORT, {"Evidence": "see the red folder"}),
    ],
)
def test_a_cell_that_is_right_or_nobody_s_business_is_not_told(register, table, key, cells):
    edit(register, table, key, cells)
    assert found(register) == []


def test_a_report_being_written_for_a_rejected_obligation_is_told(register):
    edit(register, "Obligations", OBLIGATION, {"Review": "Rejected"})
    assert found(register) == []
    edit(register, "Reports", REPORT, {"Status": "Drafted"})
    assert found(register) == [
        ("Reports", AT_STATUS, "warning", "the report is Drafted, but its obligation is rejected in review")
    ]


def test_rows_with_the_same_id_are_all_told(register):
    patch(register, [TableChange("Obligations", append=[{"ID": f"{OBLIGATION} ", "Text": "a copy"}])])
    message = f'2 rows have the ID "{OBLIGATION}"'
    assert found(register) == [("Obligations", "A2", "error", message), ("Obligations", "A3", "error", message)]


@pytest.mark.parametrize(
    ("meeting", "problems"),
    [
        ({"Meeting": "TSAG-2028", "Start": date(2028, 5, 1)}, [("A3", "the meeting has no body")]),
        ({"Meeting": "TSAG-2028", "Body": "TSAG"}, [("C3", "the meeting has no first day, only the year 2028 is known")]),
        ({"Meeting": "spring", "Body": "TSAG"}, [("C3", "the meeting has no first day, not even its year is known")]),
        ({"Meeting": "TSAG-2028", "Body": "TSAG", "Document deadline": date(2028, 4, 20)}, []),
        (
            {"Meeting": "TSAG-2028", "Body": "TSAG", "Start": date(2028, 5, 5), "End": date(2028, 5, 1)},
            [("D3", "the meeting ends on 2028-05-01, before it starts on 2028-05-05")],
        ),
        ({"Body": "TSAG", "Start": date(2028, 5, 1)}, [("B3", "the row has no Meeting")]),
        ({"Meeting": "X-2028", "Body": "Quux", "Start": date(2028, 5, 1)}, [("A3", '"Quux" is not a known body')]),
    ],
)  # fmt: skip
def test_a_meeting_needs_what_due_dates_follow_from(register, meeting, problems):
    patch(register, [TableChange("Meetings", append=[meeting])])
    assert [(cell, message) for _, cell, _, message in found(register)] == problems


def _with_study_group_2(*others):
    further = obligation(place="instructs-3", recipients=("ITU-D Study Group 2", *others))
    reports = [replace(report(further, recipient=one), id=f"{further.id}/{one}/2027") for one in further.recipients]
    return wanted(obligations=[obligation(), further], reports=[report(), *reports])


def test_a_body_that_a_later_sync_read_in_a_text_is_known(register):
    synced(register, _with_study_group_2())
    assert found(register) == []


def test_a_body_of_a_long_list_that_a_later_sync_read_is_known(register):
    synced(register, _with_study_group_2(*(f"Committee on the Lights of the Harbour of {name}" for name in "ABC")))
    assert found(register) == []


def test_a_body_that_a_person_wrote_is_held_against_those_that_the_texts_name(register):
    synced(register, _with_study_group_2())
    patch(
        register,
        [TableChange("Meetings", append=[{"Meeting": "SG2-2028", "Body": "ITU-D Study Group 2", "Start": TODAY}])],
    )
    edit(register, "Obligations", OBLIGATION, {"Recipients": "ITU-D Study Grup 2"})
    assert [message for *_, message in found(register)] == [
        '"ITU-D Study Grup 2" is not a known body; did you mean "ITU-D Study Group 2"?'
    ]


def test_a_body_that_a_text_no_longer_names_is_history(register):
    synced(register, _with_study_group_2())
    synced(register, wanted())
    assert cells(register, "Reports", "WTSA-18-2024/instructs-3/ITU-D Study Group 2/2027")["State"] == "Withdrawn"
    assert found(register) == []


def test_a_body_added_to_lists_is_known(register):
    edit(register, "Reports", REPORT, {"Recipient": "CWG-Lighthouses"})
    assert len(found(register)) == 1
    patch(register, [TableChange("Lists", append=[{"Body": "CWG-Lighthouses"}])])
    assert found(register) == []


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("Next steps", "Next step", ("Reports", "A1", "the table has no column Next steps; nearest is Next step")),
        ("Changes", "Diary", ("Changes", "", "the workbook has no table Changes")),
        ("Lists", "List", ("Lists", "", "the workbook has no table Lists; nearest is List")),
    ],
)
def test_a_table_or_column_that_is_missing_is_told(register, before, after, problem):
    renamed(register, before, after)
    table, cell, message = problem
    assert (table, cell, "error", message) in found(register)


def test_problems_come_in_the_order_of_the_workbook(register):
    edit(register, "Obligations", OBLIGATION, {"Frequency": "yearly", "Recipients": "Quux"})
    edit(register, "Reports", REPORT, {"Status": "x y z", "Recipient": "Quux"})
    assert [(table, cell) for table, cell, _, _ in found(register)] == [
        ("Reports", "E2"), ("Reports", AT_STATUS), ("Obligations", "F2"), ("Obligations", "G2"),
    ]  # fmt: skip


def test_a_message_says_where_what_and_what_next(register):
    edit(register, "Obligations", OBLIGATION, {"Frequency": "yearly"})
    (problem,) = check(register, TODAY)
    assert str(problem) == (
        'Obligations!G2: "yearly" is not a frequency; did you mean "annual"? '
        "Choose from the list, or add it to the column Frequency of Lists"
    )
    assert (problem.row, problem.column) == (OBLIGATION, "Frequency")


def test_a_workbook_that_is_not_a_register_is_refused(shared):
    with pytest.raises(WorkbookError, match="not a register of obligations"):
        check(shared / "workbooks-real" / "xw_table02.xlsx", TODAY)


def test_a_row_typed_right_below_a_table_is_told_by_check_and_sync(register):
    from openpyxl import load_workbook

    book = load_workbook(register)
    sheet = book["Meetings"]
    below = int(sheet.tables["Meetings"].ref.rpartition("G")[2]) + 1
    sheet.cell(below, 2, "TSAG-26")
    sheet.cell(below + 2, 2, "not right below")
    book.save(register)
    message = '"TSAG-26" is outside the table; nobody reads what stands there'
    assert found(register) == [("Meetings", f"B{below}", "warning", message)]
    (warning,) = synced(register, wanted(meetings=[])).warnings
    assert warning.startswith(f"Meetings!B{below}: {message}. Drag the table's")
