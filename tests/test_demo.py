"""The demo: everything on the bundled examples, in files that every other program opens."""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from reporter import demo
from reporter.model import UsageError
from reporter.workbook import check, load, read_tables


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> demo.Demo:
    return demo.run(tmp_path_factory.mktemp("demo") / "out")


def files(made: demo.Demo) -> list[Path]:
    return [made.workbook, *(one.path for one in made.drafts)]


def test_every_bundled_resolution_is_read_without_a_failure(made):
    read = {Path(one.file).name for one in made.extracted.resolutions}
    assert read == {path.name for path in made.sources.iterdir()}
    assert made.extracted.failures == ()


def test_what_the_focal_points_wrote_stands_in_the_workbook(made):
    reports = load(made.workbook).reports
    statuses = Counter(one.status for one in reports)
    assert {"Submitted", "In progress", "Drafted", "Noted", "Not applicable", "Not started"} <= set(statuses)
    assert all(one.owner and one.progress for one in reports if one.status in ("Submitted", "Noted"))
    assert all(one.submitted_on for one in reports if one.status == "Submitted")


def test_every_urgency_occurs(made):
    assert {one.timing for one in made.standings} == {"Overdue", "Due soon", "Open", "Done"}


def test_the_register_has_no_errors_in_it(made):
    assert [one for one in check(made.workbook, made.today) if one.severity == "error"] == []


def test_each_draft_holds_what_was_written_and_says_where_nothing_was(made):
    import docx

    assert [one.draft.body for one in made.drafts] == list(demo.BODIES)
    for one in made.drafts:
        assert one.draft.counts.reports
        assert one.draft.gaps
        text = "\n".join(
            paragraph.text
            for paragraph in docx.Document(str(one.path)).element.body.iter()
            if hasattr(paragraph, "text") and paragraph.text
        )
        written = [
            report.progress
            for report in load(made.workbook).reports
            if report.recipient == one.draft.body and report.progress and report.period.startswith(str(demo.YEAR))
        ]
        assert written
        assert all(progress.split("\n")[0][:40] in text for progress in written)


def test_the_earlier_demo_is_not_overwritten_without_force(tmp_path):
    first = demo.run(tmp_path)
    before = {path: path.read_bytes() for path in files(first)}
    with pytest.raises(UsageError, match="--force"):
        demo.run(tmp_path)
    assert {path: path.read_bytes() for path in files(first)} == before
    demo.run(tmp_path, force=True)
    assert {path: path.read_bytes() for path in files(first)} == before


def test_it_can_play_on_another_day(tmp_path, made):
    later = demo.run(tmp_path, today=date(2027, 6, 1))
    overdue = [sum(one.timing == "Overdue" for one in each.standings) for each in (made, later)]
    assert overdue[1] > overdue[0]


def test_microsofts_validator_finds_no_error_in_any_file(made, validate):
    for path in files(made):
        assert validate(path) == [], path.name


@pytest.mark.filterwarnings(
    "ignore:Slicer List extension is not supported", "ignore:Data Validation extension is not supported"
)
@pytest.mark.filterwarnings(
    "ignore:Conditional Formatting extension is not supported", "ignore:Unknown extension is not supported"
)
def test_openpyxl_reads_the_same_cells_as_we_do(made):
    import openpyxl

    book = openpyxl.load_workbook(made.workbook, data_only=True)
    for table in read_tables(made.workbook).values():
        sheet = book[table.sheet]
        header, *rows = sheet[table.ref]
        assert [str(cell.value) for cell in header] == list(table.columns)
        assert len(rows) == len(table.rows)
        column = table.columns[0]
        assert [_day(cell[0].value) for cell in rows] == [row.values[column] for row in table.rows], table.name


def _day(value: object) -> object:
    """openpyxl gives every date the time of midnight."""
    return value.date() if isinstance(value, datetime) else value


def test_libreoffice_opens_every_file(made, soffice, tmp_path):
    """Each is converted to PDF, which fails on a file that it cannot load."""
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, *files(made)], capture_output=True, timeout=300, check=True)
    for path in files(made):
        assert (tmp_path / f"{path.stem}.pdf").read_bytes().startswith(b"%PDF")
