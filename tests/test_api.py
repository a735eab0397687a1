"""From Python: the verbs of the command line, each one call, typed."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

import reporter
from reporter.api import extracting
from reporter.resources import bundled

TODAY = date(2026, 11, 20)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled("examples") / "resolutions", tmp_path / "resolutions"))


@pytest.fixture
def workbook(texts: Path) -> Path:
    path = texts.parent / "obligations.xlsx"
    reporter.sync(path, texts, today=TODAY, year=2026)
    return path


def test_the_verbs_are_those_of_the_command_line():
    assert {"ReporterError", "check", "draft", "extract", "open_workbook", "status", "sync"} <= set(reporter.__all__)
    for name in reporter.__all__:
        assert getattr(reporter, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'extrct'"):
        reporter.extrct  # noqa: B018


def test_many_files_read_by_several_processes_give_the_same(texts):
    for number in range(120):
        shutil.copy(texts / "wtsa-res-134-2024.txt", texts / f"copy-{number}.txt")
    alone, shared = reporter.extract(texts), reporter.extract(texts, workers=2)
    assert alone == shared
    assert len(alone.resolutions) > 120


def test_a_fault_that_nobody_foresaw_is_told_of_its_file_and_stops_no_other(texts, monkeypatch):
    import reporter.parsing

    parse = reporter.parsing.parse

    def fails_on_one(document):
        if document.file.endswith("wtsa-res-134-2024.txt"):
            raise KeyError("unforeseen")
        return parse(document)

    monkeypatch.setattr(reporter.parsing, "parse", fails_on_one)
    found = reporter.extract(texts)
    assert [one.file.name for one in found.failures] == ["wtsa-res-134-2024.txt"]
    assert "not foreseen (KeyError: 'unforeseen')" in str(found.failures[0])
    assert len(found.resolutions) == 12


def dies_on_the_third(path):
    if path.name == "3":
        os._exit(1)
    return path.name


def test_a_process_that_dies_costs_the_file_it_read_and_no_other():
    paths = [Path(str(number)) for number in range(7)]
    *found, last = extracting._map_over_processes(2, dies_on_the_third, paths)
    assert [one if isinstance(one, str) else str(one.failure.file) for one in [*found, last]] == list("0123456")
    assert "died" in str(found[3].failure)


def test_what_was_not_taken_for_a_duty_is_explained_when_asked(texts):
    path = texts / "wtsa-res-134-2024.txt"
    assert reporter.extract(path).near_misses == ()
    found = reporter.extract(path, explain=True)
    reasons = {one.clause: one.reason for one in found.near_misses}
    assert "preamble" in reasons["noting a)"]
    assert "Technical Reports" in reasons["resolves 3"]
    assert not {one.clause for one in found.obligations} & set(reasons)


def test_type_checkers_are_told_that_the_package_is_typed():
    assert (Path(reporter.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize(
    "kind", [str, Path, lambda path: [path], lambda path: [*path.iterdir()], lambda path: [f"{path}/*"]]
)
def test_extract_takes_a_path_or_several_as_text_or_as_path(texts, kind):
    found = reporter.extract(kind(texts))
    assert len(found.resolutions) == len([*texts.iterdir()])
    assert found.obligations
    assert found.actions
    assert found.failures == ()


def test_extract_gives_what_failed_and_goes_on(texts):
    (texts / "torn.docx").write_bytes(b"PK\x03\x04")
    found = reporter.extract([texts, "missing.txt"])
    assert [str(one.file) for one in found.failures] == ["missing.txt", str(texts / "torn.docx")]
    assert all(isinstance(one, reporter.ReporterError) and one.hint for one in found.failures)
    assert len(found.resolutions) == len([*texts.iterdir()]) - 1


def test_extract_tells_how_far_it_is(texts):
    told = []
    reporter.extract(texts, progress=lambda done, total, name: told.append((done, total, name)))
    count = len([*texts.iterdir()])
    assert [(done, total) for done, total, _ in told] == [(number, count) for number in range(count)]
    assert {name for _, _, name in told} == {path.name for path in texts.iterdir()}


def test_extract_reads_tracked_changes_as_all_accepted_or_all_rejected(texts):
    final, original = (reporter.extract(texts, revisions=view) for view in ("final", "original"))
    assert [one.text for one in final.obligations] != [one.text for one in original.obligations]


def test_sync_makes_a_workbook_and_changes_nothing_the_second_time(workbook, texts):
    before = workbook.read_bytes()
    again = reporter.sync(workbook, texts, today=TODAY, year=2026)
    assert again.result
    assert again.result.unchanged
    assert workbook.read_bytes() == before


def test_sync_without_a_resolution_writes_nothing(tmp_path):
    (tmp_path / "shopping.txt").write_text("bread\n")
    done = reporter.sync(tmp_path / "a.xlsx", tmp_path / "shopping.txt", today=TODAY)
    assert done.result is None
    assert not (tmp_path / "a.xlsx").exists()


def test_the_clock_is_asked_only_where_no_day_is_given(workbook):
    today = {one.report.id: one.days_left for one in reporter.status(workbook)}
    fixed = {one.report.id: one.days_left for one in reporter.status(workbook, today=date.today())}
    assert today == fixed


def test_status_gives_typed_rows(workbook):
    standings = reporter.status(workbook, today=TODAY, to="tsag", year=2026)
    assert standings
    assert {one.report.recipient for one in standings} == {"TSAG"}
    assert all(one.report.due_date.year == 2026 for one in standings)


def test_check_gives_problems_with_their_cells(workbook):
    assert all(one.cell and one.hint for one in reporter.check(workbook, today=TODAY))


def test_draft_writes_a_file_and_tells_its_gaps(workbook, tmp_path):
    (written,) = reporter.draft(workbook, to="TSAG", year=2026, today=TODAY, output=tmp_path / "drafts", format="md")
    assert written.path == tmp_path / "drafts/TSAG-2026-implementation-report.md"
    assert written.path.read_bytes() == written.draft.content
    assert len(written.draft.gaps) == written.draft.counts.reports > 0
    (again,) = reporter.draft(workbook, to="TSAG", year=2026, today=TODAY, output=tmp_path / "drafts", format="md")
    assert (written.written, again.written) == (True, False)


@pytest.mark.parametrize("year", [26, 0, -1, 22026])
def test_a_year_that_is_none_is_refused(workbook, year):
    with pytest.raises(reporter.ReporterError, match="Name one from 1900 to 2200"):
        reporter.draft(workbook, to="TSAG", year=year, today=TODAY)


KINDS = {
    "reports": {
        "Due date": "datetime64",
        "Submitted on": "datetime64",
        "Days left": "Int64",
        "Status": "string",
        "Notes": "string",
    },
    "obligations": {"Due date": "datetime64", "Confidence": "Float64", "Frequency": "string", "Review": "string"},
    "resolutions": {"Year": "Int64", "Obligations": "Int64", "Actions": "Int64", "Number": "string"},
    "meetings": {"Start": "datetime64", "End": "datetime64", "Document deadline": "datetime64", "Body": "string"},
    "actions": {"Text": "string", "Status": "string"},
    "changes": {"When": "datetime64", "Row": "string"},
}


@pytest.mark.parametrize(("name", "kinds"), KINDS.items())
def test_each_table_is_a_typed_data_frame(workbook, name, kinds):
    frame = getattr(reporter.open_workbook(workbook), name)
    for column, kind in kinds.items():
        assert str(frame[column].dtype).startswith(kind), column


def test_a_frame_has_a_row_for_each_row_and_a_column_for_each_column(workbook):
    from reporter.model.tables import REPORTS
    from reporter.workbook import load

    frame = reporter.open_workbook(workbook).reports
    assert list(frame.columns) == [column.name for column in REPORTS]
    assert list(frame["ID"]) == [one.id for one in load(workbook).reports]
    assert list(frame["Due date"].dt.date) == [one.due_date for one in load(workbook).reports]
    assert frame.groupby("Recipient").size().sum() == len(frame)


def test_what_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "letter.xlsx").write_text("Dear all")
    with pytest.raises(reporter.ReporterError, match=r"letter\.xlsx.*not an Excel workbook"):
        reporter.open_workbook(tmp_path / "letter.xlsx")


def test_an_old_word_file_in_a_folder_is_told_not_passed_over_in_silence(texts):
    (texts / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (texts / "notes").mkdir()
    (texts / "notes" / "draft.odt").write_bytes(b"PK")
    told = [one for one in reporter.extract(texts).notes if "passed over" in one]
    assert {Path(one.rsplit(":", 1)[0]).name for one in told} == {"old.doc", "draft.odt"}
    assert all("save it as .docx" in one for one in told)


def test_a_frame_never_guesses_what_a_cell_means(workbook):
    from reporter.workbook import TableChange, load, patch

    first, second, third = (one.id for one in load(workbook).reports[:3])
    typed = {first: {"Due date": "1 May 2026"}, second: {"Due date": "01/05/2026"}, third: {"Due date": "soon"}}
    patch(workbook, [TableChange("Reports", "ID", update=typed)])
    due = reporter.open_workbook(workbook).reports.set_index("ID")["Due date"]
    assert due[first].date() == date(2026, 5, 1)
    assert due[[second, third]].isna().all()
