"""What cells can ask: of a file, and of the workbook that Excel has open."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from excel import Excel

import reporter
from reporter.addin import OpenWorkbook, cell_functions
from reporter.addin.functions import FUNCTIONS, STATUS_COLUMNS, Snapshot, clause, count, due, status
from reporter.model import UsageError
from reporter.resources import bundled
from reporter.workbook import TableChange, load, patch, read_tables

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("functions")
    (folder / "texts").mkdir()
    shutil.copy(bundled("examples") / "resolutions" / "wtsa-res-134-2024.txt", folder / "texts")
    path = folder / "obligations.xlsx"
    reporter.sync(path, folder / "texts", today=TODAY, year=2026)
    first = read_tables(path)["Reports"].rows[0].values["ID"]
    patch(path, [TableChange("Reports", "ID", update={str(first): {"Status": "Submitted", "Owner": "Ana"}})])
    return path


@pytest.fixture(params=["file", "open"])
def where(request, workbook):
    return workbook if request.param == "file" else OpenWorkbook(Excel(workbook).book(), folder=workbook.parent)


def reports(workbook: Path) -> list[dict[str, object]]:
    return [dict(row.values) for row in read_tables(workbook)["Reports"].rows]


def test_due_of_a_report_is_its_day(where, workbook):
    for report in reports(workbook):
        assert due(where, f" {report['ID']} ") == report["Due date"]


def test_due_of_an_obligation_is_that_of_its_next_report_that_is_owed(where, workbook):
    done = reports(workbook)[0]
    others = [one["Due date"] for one in reports(workbook)[1:] if one["Obligation"] == done["Obligation"]]
    assert due(where, str(done["Obligation"])) == min(others, default=None)


def test_an_id_that_no_row_has_names_the_nearest(where, workbook):
    known = str(reports(workbook)[0]["Obligation"])
    with pytest.raises(UsageError, match=f'no row has the ID "{known}x". Did you mean "{known}'):
        due(where, f"{known}x")
    with pytest.raises(UsageError, match="no row has the ID"):
        clause(where, "nothing")


def test_status_gives_a_table_below_its_header(where, workbook):
    body = str(reports(workbook)[0]["Recipient"])
    header, *rows = status(where, body.lower(), 2026, today=TODAY)
    assert tuple(header) == STATUS_COLUMNS
    expected = {
        one["ID"]
        for one in reports(workbook)
        if one["Recipient"] == body and getattr(one["Due date"], "year", None) == 2026
    }
    assert {row[0] for row in rows} == expected
    assert all(len(row) == len(header) for row in rows)


def test_count_takes_a_status_or_how_urgent_it_is(where, workbook):
    assert count(where, today=TODAY) == len(reports(workbook))
    assert count(where, state="submitted", today=TODAY) == 1
    assert count(where, state="Done", today=TODAY) == 1
    assert count(where, year=1999, today=TODAY) == 0
    timings = sum(count(where, state=one, today=TODAY) for one in ("Overdue", "Due soon", "Open", "Done"))
    assert timings == len(reports(workbook))


def test_clause_of_a_report_is_that_of_its_obligation(where, workbook):
    report = reports(workbook)[0]
    text = clause(where, str(report["ID"]))
    assert text == clause(where, str(report["Obligation"]))
    assert text == report["Text"]


def test_clause_knows_actions_too(where, workbook):
    action = read_tables(workbook)["Actions"].rows[0].values
    assert clause(where, str(action["ID"])) == action["Text"]


def test_a_cell_shows_why_there_is_no_answer(workbook):
    book = Excel(workbook).book()
    assert cell_functions.answer(FUNCTIONS["DUE"], ["nothing"], book) == '#N/A no row has the ID "nothing"'


def test_a_busy_excel_is_answered_from_the_file(workbook, monkeypatch):
    from reporter.addin import open_workbook

    def busy(*arguments):
        raise OSError("call was rejected by callee")

    monkeypatch.setattr(open_workbook, "read_open_tables", busy)
    monkeypatch.setattr(open_workbook, "_full_name", lambda book: str(workbook))
    monkeypatch.setattr(cell_functions, "_latest", {})
    book = Excel(workbook).book()
    assert cell_functions.answer(FUNCTIONS["COUNT"], [None, None, None], book) == len(reports(workbook))


def test_blank_arguments_mean_all_and_years_come_as_numbers(workbook):
    book = Excel(workbook).book()
    assert cell_functions.answer(FUNCTIONS["COUNT"], [None, None, None], book) == len(reports(workbook))
    in_2026 = cell_functions.answer(FUNCTIONS["COUNT"], ["", 2026.0, None], book)
    assert in_2026 == cell_functions.answer(FUNCTIONS["COUNT"], [None, "2026", ""], book)


def test_a_status_that_does_not_exist_is_told_and_not_counted_as_none(where):
    with pytest.raises(UsageError, match=r'there is no status "Submited"\. Did you mean "Submitted"'):
        count(where, state="Submited", today=TODAY)


def test_a_workbook_is_read_once_for_many_cells(workbook, monkeypatch):
    from reporter.addin import functions

    loaded = []
    monkeypatch.setattr(functions, "load", lambda store: loaded.append(store) or load(store))
    snapshot = Snapshot(workbook)
    for report in reports(workbook):
        assert due(snapshot, str(report["ID"])) == report["Due date"]
        assert clause(snapshot, str(report["ID"])) == report["Text"]
        assert count(snapshot, str(report["Recipient"]), today=TODAY)
    assert len(loaded) == 1


@pytest.mark.parametrize("year", ["20x6", 2026.5, "26", -2026])
def test_a_year_that_is_none_is_not_taken_for_all_years(workbook, year):
    told = cell_functions.answer(FUNCTIONS["COUNT"], [None, year, None], Excel(workbook).book())
    assert told == f'#N/A "{year}" is no year'


@pytest.mark.parametrize("name", FUNCTIONS)
def test_macros_find_the_functions_by_their_names_on_the_desktop(name, workbook):
    found = getattr(cell_functions, f"REPORTER_{name}")
    assert found.__doc__ == FUNCTIONS[name].help
    caller = Excel(workbook).book().sheets["Guide"].range("A1")
    needed = [str(reports(workbook)[0]["ID"])] if FUNCTIONS[name].arguments[0].name == "id" else []
    assert found(*needed, caller=caller) == cell_functions.answer(FUNCTIONS[name], needed, caller.sheet.book)
    with pytest.raises(AttributeError):
        cell_functions.REPORTER_OTHER  # noqa: B018
