"""A diary of years: its older entries move out of the workbook, each once, and nothing else changes."""

from __future__ import annotations

import csv
import shutil
import zipfile
from pathlib import Path

import pytest
from registers import TODAY, cells, edit, obligation, synced, wanted

from reporter.model import WorkbookError
from reporter.workbook import TableChange, old_changes, patch, read_tables
from reporter.workbook.old_changes import shorten_diary

OBLIGATION = "WTSA-18-2024/instructs-2"
LONGEST = 40


def entry(number: int) -> dict[str, object]:
    before = 'a "quoted" text\nof two lines' if number % 7 == 0 else None
    return {
        "When": TODAY,
        "Table": "Reports",
        "Row": f"R-{number}",
        "Column": "Due date",
        "Before": before,
        "Source": "x",
    }


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A workbook with a diary of a hundred entries."""
    path = tmp_path / "obligations.xlsx"
    synced(path)
    patch(path, [TableChange("Changes", append=[entry(number) for number in range(100)])])
    return path


def told(path: Path) -> list[str]:
    return [str(row.values["Row"]) for row in read_tables(path)["Changes"].rows]


def moved(path: Path) -> list[str]:
    with (path.parent / ".reporter" / f"{path.stem}-changes.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row["Row"] for row in csv.DictReader(lines)]


def names(first: int, last: int) -> list[str]:
    return [f"R-{number}" for number in range(first, last)]


def test_the_older_entries_move_and_the_newer_half_stays(register):
    assert shorten_diary(register, LONGEST) == 80
    assert told(register) == names(80, 100)
    assert moved(register) == names(0, 80)
    assert read_tables(register)["Changes"].ref == "A1:G21"
    assert shorten_diary(register, LONGEST) == 0


def test_a_diary_that_is_not_too_long_stays(register):
    before = register.read_bytes()
    assert shorten_diary(register, 100) == 0
    assert register.read_bytes() == before
    assert not (register.parent / ".reporter" / "obligations-changes.csv").exists()


def test_nothing_else_in_the_workbook_changes(register):
    with zipfile.ZipFile(register) as book:
        before = {name: book.read(name) for name in book.namelist()}
    shorten_diary(register, LONGEST)
    with zipfile.ZipFile(register) as book:
        after = {name: book.read(name) for name in book.namelist()}
    assert list(before) == list(after)
    assert len([name for name in before if before[name] != after[name]]) == 2


def test_the_diary_goes_on_where_it_ends_and_moves_again(register):
    shorten_diary(register, LONGEST)
    patch(register, [TableChange("Changes", append=[entry(number) for number in range(100, 130)])])
    assert told(register) == names(80, 130)
    assert shorten_diary(register, LONGEST) == 30
    assert (told(register), moved(register)) == (names(110, 130), names(0, 110))


def test_a_run_that_is_killed_in_between_moves_nothing_twice(register, monkeypatch):
    untouched = shutil.copy(register, register.with_name("copy.xlsx"))
    shorten_diary(register, LONGEST)
    shutil.copy(untouched, register)
    patch(register, [TableChange("Changes", append=[entry(number) for number in range(100, 110)])])
    assert shorten_diary(register, LONGEST) == 90
    assert (told(register), moved(register)) == (names(90, 110), names(0, 90))


def test_texts_with_lines_and_quotes_come_through(register):
    shorten_diary(register, LONGEST)
    with (register.parent / ".reporter" / "obligations-changes.csv").open(encoding="utf-8-sig", newline="") as lines:
        found = {row["Row"]: row for row in csv.DictReader(lines)}
    assert found["R-7"]["Before"] == 'a "quoted" text\nof two lines'
    assert found["R-7"]["When"] == TODAY.isoformat()


def test_a_sync_shortens_the_diary_and_the_next_one_changes_nothing(register, monkeypatch):
    monkeypatch.setattr(old_changes.shorten_diary, "__defaults__", (LONGEST,))
    edit(register, "Obligations", OBLIGATION, {"Owner": "Ana"})
    asked = wanted(obligations=[obligation(frequency="biennial")])
    synced(register, asked)
    assert len(told(register)) == LONGEST // 2
    assert told(register)[-1] == OBLIGATION
    assert cells(register, "Obligations", OBLIGATION)["Owner"] == "Ana"
    before = register.read_bytes()
    assert synced(register, asked).unchanged
    assert register.read_bytes() == before


@pytest.mark.parametrize(
    ("sheet", "cell", "content"),
    [
        ("Changes", "A120", "our own note"),
        ("Changes", "J50", "a note beside an entry"),
        ("Changes", "F9", "=1+1"),
        ("Changes", "I30", "=A30"),
        ("Dashboard", "Z99", "=Changes!$C$90"),
    ],
)
def test_a_diary_among_other_things_stays_as_it_is(sheet, cell, content, register):
    import openpyxl

    book = openpyxl.load_workbook(register)
    book[sheet][cell] = content
    book.save(register)
    assert shorten_diary(register, LONGEST) == 0
    assert len(told(register)) == 100


def test_what_cannot_be_kept_does_not_leave_the_workbook(register):
    (register.parent / ".reporter").mkdir(exist_ok=True)
    (register.parent / ".reporter" / "obligations-changes.csv").write_bytes(b"\xff\xfe\x00broken")
    before = register.read_bytes()
    with pytest.raises(WorkbookError, match="the file of old changes cannot be read"):
        shorten_diary(register, LONGEST)
    assert register.read_bytes() == before


def test_the_shortened_workbook_is_valid(register, validate):
    shorten_diary(register, LONGEST)
    assert validate(register) == []
