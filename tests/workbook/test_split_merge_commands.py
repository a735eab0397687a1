"""`reporter split` and `reporter merge` as people type them: what they say, and their exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from registers import cells, edit, report, synced

from reporter.cli.merge import merge
from reporter.cli.split import split
from reporter.model import UsageError, WorkbookError

KEY = report().id


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a workbook and Ana's part of it."""
    monkeypatch.chdir(tmp_path)
    synced(Path("obligations.xlsx"))
    edit(Path("obligations.xlsx"), "Reports", KEY, {"Owner": "Ana"})
    run(split, "obligations.xlsx", "--by", "owner", "-o", "parts")
    return tmp_path


def run(command, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--today", "2026-11-20"])


ANA = str(Path("parts") / "obligations - Ana.xlsx")


def test_split_prints_the_files_and_says_how_many(office):
    done = run(split, "obligations.xlsx", "--by", "Owner", "-o", "more")
    assert (done.exit_code, done.stdout) == (0, f"{Path('more') / 'obligations - Ana.xlsx'}\n")
    assert done.stderr == "obligations.xlsx: 1 part with 1 row of Reports\n"
    again = run(split, "obligations.xlsx", "--by", "Owner", "-o", "more")
    assert "1 of them lay there already" in again.stderr


def test_split_overwrites_a_part_only_when_told_to(office):
    edit(Path(ANA), "Reports", KEY, {"Progress": "work"})
    arguments = ("obligations.xlsx", "--by", "owner", "-o", "parts")
    assert isinstance(run(split, *arguments).exception, UsageError)
    assert run(split, *arguments, "--force").exit_code == 0
    assert cells(Path(ANA), "Reports", KEY)["Progress"] is None


def test_merge_says_what_it_took_and_ends_well(office):
    edit(Path(ANA), "Reports", KEY, {"Progress": "work", "Status": "Drafted"})
    dry = run(merge, "obligations.xlsx", "parts", "--dry-run")
    assert dry.stderr.startswith("obligations.xlsx: 2 cells would be taken over from 1 file\n")
    done = run(merge, "obligations.xlsx", "parts")
    assert (done.exit_code, done.stderr) == (0, "obligations.xlsx: 2 cells taken over from 1 file\n")
    again = run(merge, "obligations.xlsx", "parts")
    assert (again.exit_code, again.stderr.splitlines()[0]) == (0, "obligations.xlsx: nothing to take over")


def test_merge_asks_about_conflicts_and_carries_out_choices_without_a_file(office):
    from reporter.workbook import TableChange, patch

    edit(Path(ANA), "Reports", KEY, {"Progress": "theirs"})
    edit(Path("obligations.xlsx"), "Reports", KEY, {"Progress": "ours"})
    done = run(merge, "obligations.xlsx", ANA)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "obligations.xlsx: nothing to take over; 1 conflict waits for a choice",
        "Choose in the sheet Conflicts (1):",
        f'  Reports {KEY}, Progress: ours "ours", theirs "theirs", from Ana (obligations - Ana.xlsx)',
    ]
    patch("obligations.xlsx", [TableChange("Conflicts", "Number", update={"1": {"Choice": "Theirs"}})])
    done = run(merge, "obligations.xlsx")
    assert (done.exit_code, done.stderr) == (0, "obligations.xlsx: 1 choice carried out\n")
    assert cells(Path("obligations.xlsx"), "Reports", KEY)["Progress"] == "theirs"


def test_merge_takes_what_it_can_when_a_file_cannot_be_used(office):
    edit(Path(ANA), "Reports", KEY, {"Progress": "work"})
    Path("letter.xlsx").write_text("Dear officer")
    done = run(merge, "obligations.xlsx", ANA, "letter.xlsx", "--quiet")
    assert done.exit_code == 2
    assert done.stderr.startswith("reporter: letter.xlsx: this is not an Excel workbook")
    assert cells(Path("obligations.xlsx"), "Reports", KEY)["Progress"] == "work"


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_merge_into_a_workbook_that_is_not_there_leaves_nothing_behind(office, options):
    for name in (Path("gone") / "obligations.xlsx", Path("gone.xlsx")):
        before = sorted(office.rglob("*"))
        done = run(merge, str(name), "parts", *options)
        assert isinstance(done.exception, WorkbookError)
        assert "there is no such file" in str(done.exception)
        assert sorted(office.rglob("*")) == before


@pytest.mark.parametrize(
    ("command", "arguments"), [(merge, ["parts"]), (split, ["--by", "owner", "-o", "more"])], ids=["merge", "split"]
)
def test_a_workbook_that_is_no_register_is_refused_without_a_word_of_a_new_one(office, command, arguments):
    import openpyxl

    openpyxl.Workbook().save("budget.xlsx")
    before = sorted(office.rglob("*"))
    done = run(command, "budget.xlsx", *arguments)
    assert isinstance(done.exception, WorkbookError)
    assert "budget.xlsx: this is not a register of obligations" in str(done.exception)
    assert str(done.exception).endswith("Give the name of a register that reporter sync made")
    assert sorted(office.rglob("*")) == before


@pytest.mark.parametrize(("command", "example"), [(split, "reporter split obligations"), (merge, "reporter merge obl")])
def test_help_has_an_example(command, example):
    assert example in run(command, "--help").stdout
