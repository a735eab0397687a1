"""Bringing parts back: what is taken over, what is asked, what is told, and that nothing is ever lost."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registers import (
    TODAY,
    cells,
    edit,
    letter,
    obligation,
    renamed,
    renamed_in,
    report,
    rows,
    sheet_part,
    synced,
    wanted,
)

from reporter.model import Meeting, UsageError, WorkbookError
from reporter.model.tables import REPORTS
from reporter.workbook import Collected, TableChange, Value, check, collect, corrections, patch, read_tables, split

LATER = date(2026, 12, 1)
YEARS = ("2027", "2028", "2029")
FIRST, BOTH, BENS = (f"{obligation().id}/TSAG/{year}" for year in YEARS)


class Office:
    """An officer's workbook and what was sent from it: Ana has FIRST and BOTH, Ben has BOTH and BENS."""

    def __init__(self, folder: Path) -> None:
        self.register = folder / "obligations.xlsx"
        synced(self.register, self.wanted)
        owners = {FIRST: "Ana", BOTH: "Ana; Ben", BENS: "Ben"}
        patch(
            self.register, [TableChange("Reports", "ID", update={key: {"Owner": one} for key, one in owners.items()})]
        )
        edit(self.register, "Reports", FIRST, {"Progress": "Begun.", "Submitted on": date(2026, 5, 4)})
        self.folder = folder / "parts"
        self.parts = {one.value: one.path for one in split(self.register, by="owner", output=self.folder, today=TODAY)}
        self.ana, self.ben = self.parts["Ana"], self.parts["Ben"]

    @property
    def wanted(self):
        meeting = Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 4))
        return wanted(reports=[report(period=year) for year in YEARS], meetings=[meeting])

    def collect(self, *files: Path, **options: bool) -> Collected:
        return collect(self.register, files or [self.folder], today=LATER, **options)

    def value(self, key: str, column: str, table: str = "Reports") -> Value:
        return cells(self.register, table, key)[column]

    @property
    def conflicts(self) -> list[tuple[Value, ...]]:
        found = [row.values for row in read_tables(self.register)["Conflicts"].rows]
        return [(one["Row"], one["Column"], one["Ours"], one["Theirs"]) for one in found if one["Number"]]

    def choose(self, **choices: Value) -> None:
        """Fill in Choice: `choose(n1="Ours")`."""
        update = {number.removeprefix("n"): {"Choice": choice} for number, choice in choices.items()}
        patch(self.register, [TableChange("Conflicts", "Number", update=update)])

    @property
    def diary(self) -> list[tuple[Value, ...]]:
        found = [row.values for row in read_tables(self.register)["Changes"].rows]
        return [(one["Row"], one["Column"], one["Before"], one["After"], one["Source"]) for one in found if one["When"]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def remade(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the parts of the file."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def without_sheet(path: Path, title: str) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    del book[title]
    book.save(path)


# The three-way merge, cell by cell


@pytest.mark.parametrize(
    ("back", "now", "stands", "asked"),
    [
        (None, None, "Begun.", []),
        ("Done.", None, "Done.", []),
        (None, "Ours.", "Ours.", []),
        ("Done.", "Done.", "Done.", []),
        ("Done.", "Ours.", "Ours.", [(FIRST, "Progress", "Ours.", "Done.")]),
        ("", None, None, []),
        ("", "Ours.", "Ours.", [(FIRST, "Progress", "Ours.", None)]),
        ("Done.", "", None, [(FIRST, "Progress", None, "Done.")]),
        ("Begun.  \n", "Ours.", "Ours.", []),
    ],
    ids=[
        "nobody changed it", "they changed it", "we changed it", "both said the same", "both changed it",
        "they cleared it", "they cleared what we changed", "they changed what we cleared", "blanks at the end are none",
    ],
)  # fmt: skip
def test_a_cell_is_merged_three_ways(office, back, now, stands, asked):
    for path, value in ((office.ana, back), (office.register, now)):
        if value is not None:
            edit(path, "Reports", FIRST, {"Progress": value})
    done = office.collect()
    assert office.value(FIRST, "Progress") == stands
    assert office.conflicts == asked
    assert (done.open, len(done.conflicts)) == (len(asked), len(asked))


@pytest.mark.parametrize(
    ("ana", "ben", "stands", "asked"),
    [
        ("Drafted", "Drafted", "Drafted", []),
        ("Drafted", None, "Drafted", []),
        ("Drafted", "Noted", "Not started", ["Drafted", "Noted"]),
    ],
)
def test_a_row_that_two_people_have_takes_what_they_agree_on(office, ana, ben, stands, asked):
    for path, value in ((office.ana, ana), (office.ben, ben)):
        if value:
            edit(path, "Reports", BOTH, {"Status": value})
    office.collect()
    assert office.value(BOTH, "Status") == stands
    assert [theirs for *_, theirs in office.conflicts] == asked


def test_conflicts_name_everybody_who_said_it(office):
    edit(office.register, "Reports", BOTH, {"Remarks": "ours"})
    for path in (office.ana, office.ben):
        edit(path, "Reports", BOTH, {"Remarks": "theirs"})
    (conflict,) = office.collect().conflicts
    assert conflict.who == "Ana (obligations - Ana.xlsx); Ben (obligations - Ben.xlsx)"


def test_two_that_come_one_after_the_other_are_compared_with_what_stands_by_then(office):
    edit(office.ana, "Reports", BOTH, {"Status": "Drafted"})
    edit(office.ben, "Reports", BOTH, {"Status": "Noted"})
    office.collect(office.ana)
    office.collect(office.ben)
    assert office.value(BOTH, "Status") == "Drafted"
    assert office.conflicts == [(BOTH, "Status", "Drafted", "Noted")]


def test_a_correction_of_a_locked_cell_comes_back_too_and_a_sync_respects_it(office):
    edit(office.ana, "Reports", FIRST, {"Due date": date(2027, 6, 1)})
    edit(office.ana, "Obligations", obligation().id, {"Review": "To check"})
    office.collect()
    synced(office.register, office.wanted)
    assert office.value(FIRST, "Due date") == date(2027, 6, 1)
    assert office.value(obligation().id, "Review", "Obligations") == "To check"


def test_what_excel_computes_follows_and_is_not_collected(office):
    edit(office.ana, "Reports", FIRST, {"Status": "Submitted"})
    patch(office.ben, [TableChange("Reports", "ID", update={BENS: {"Timing": "Overdue"}})])
    office.collect()
    assert (office.value(FIRST, "Timing"), office.value(BENS, "Timing")) == ("Done", "Open")
    assert office.conflicts == []


@pytest.mark.parametrize("typed", ["2026-05-04", "4 May 2026", "May 4, 2026"])
def test_a_day_typed_as_text_is_the_same_day(office, typed):
    edit(office.ana, "Reports", FIRST, {"Submitted on": typed, "Remarks": "see date"})
    assert [change.column for change, _ in office.collect().taken] == ["Remarks"]


def test_a_new_day_typed_as_text_arrives_as_a_day(office):
    edit(office.ana, "Reports", FIRST, {"Submitted on": "5 May 2026"})
    office.collect()
    assert office.value(FIRST, "Submitted on") == date(2026, 5, 5)


def test_a_cell_that_holds_a_formula_here_is_asked_about(office):
    import openpyxl

    book = openpyxl.load_workbook(office.register)
    book["Reports"][f"{letter(REPORTS, 'Remarks')}2"] = '="see "&A2'
    book.save(office.register)
    edit(office.ana, "Reports", FIRST, {"Remarks": "plain"})
    (conflict,) = office.collect().conflicts
    assert conflict.who.endswith("a formula stands there in the workbook")


def test_the_diary_tells_who_brought_what_in_which_file(office):
    edit(office.ana, "Reports", FIRST, {"Progress": "Done."})
    edit(office.ben, "Reports", BENS, {"Remarks": "theirs"})
    edit(office.register, "Reports", BENS, {"Remarks": "ours"})
    moved = office.ana.rename(office.folder / "RE FW from Ana.xlsx")
    office.collect()
    assert office.diary == [
        (FIRST, "Progress", "Begun.", "Done.", f"taken over: Ana ({moved.name})"),
        (BENS, "Remarks", "ours", "theirs", "left as it is, asked in Conflicts: Ben (obligations - Ben.xlsx)"),
    ]


# The same files again, and later files of the same part


def test_the_same_files_once_more_change_no_byte(office):
    edit(office.ana, "Reports", BOTH, {"Status": "Drafted"})
    edit(office.ben, "Reports", BOTH, {"Status": "Noted"})
    edit(office.ben, "Reports", BENS, {"Progress": "Done."})
    assert office.collect().written
    before = office.register.read_bytes()
    again = office.collect()
    assert (again.unchanged, again.written, again.open) == (True, False, 2)
    assert [note.partition(": ")[2] for note in again.notes] == [
        "was merged on 2026-12-01 already; save it with new content first",
    ] * 2  # fmt: skip
    edit(office.register, "Reports", BENS, {"Progress": "Rewritten by the officer."})
    assert office.collect().unchanged
    assert office.register.read_bytes() != before


def test_parts_that_nobody_touched_change_no_byte(office):
    before = office.register.read_bytes()
    done = office.collect()
    assert {note.partition(": ")[2] for note in done.notes} == {"nothing was changed in it since it was sent"}
    assert (done.files, office.register.read_bytes()) == ((), before)


def test_a_part_may_come_back_every_month(office):
    for status in ("In progress", "Drafted", "Submitted"):
        edit(office.ana, "Reports", FIRST, {"Status": status})
        office.collect(office.ana)
        assert office.value(FIRST, "Status") == status
    assert office.conflicts == []


def test_what_the_officer_changed_since_is_not_overwritten_by_the_same_word_again(office):
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted"})
    office.collect(office.ana)
    edit(office.register, "Reports", FIRST, {"Status": "Submitted"})
    edit(office.ana, "Reports", FIRST, {"Remarks": "anything"})
    office.collect(office.ana)
    assert (office.value(FIRST, "Status"), office.value(FIRST, "Remarks")) == ("Submitted", "anything")
    assert office.conflicts == []


def test_an_older_copy_that_comes_late_undoes_nothing(office, tmp_path):
    old = tmp_path / "old copy.xlsx"
    edit(office.ana, "Reports", FIRST, {"Status": "In progress", "Remarks": "first"})
    shutil.copy(office.ana, old)
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted", "Progress": "Done.", "Remarks": "second"})
    edit(old, "Reports", FIRST, {"Remarks": "third"})
    office.collect(office.ana)
    office.collect(old)
    assert office.value(FIRST, "Progress") == "Done."
    assert office.conflicts == [(FIRST, "Progress", "Done.", "Begun.")]
    assert "an earlier value of the same part" in str(read_tables(office.register)["Conflicts"].rows[0].values["Who"])
    assert office.value(FIRST, "Remarks") == "third"


def test_of_two_copies_of_one_part_neither_is_held_for_the_newer(office):
    copy = office.folder / "copy of Ana.xlsx"
    edit(office.ana, "Reports", FIRST, {"Status": "In progress", "Remarks": "only here"})
    shutil.copy(office.ana, copy)
    edit(copy, "Reports", FIRST, {"Status": "Drafted"})
    done = office.collect()
    assert [(one.theirs, one.who) for one in done.conflicts] == [
        ("Drafted", "Ana (copy of Ana.xlsx)"), ("In progress", "Ana (obligations - Ana.xlsx)"),
    ]  # fmt: skip
    assert any("the same part came back in 2 files" in note for note in done.notes)
    assert office.value(FIRST, "Remarks") == "only here"
    assert office.collect().unchanged


def test_a_new_split_asks_nothing_about_what_was_settled(office):
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted"})
    office.collect()
    (ana, *_) = split(office.register, by="owner", output=office.folder / "next", today=LATER)
    edit(ana.path, "Reports", FIRST, {"Status": "In progress"})
    office.collect(ana.path)
    assert office.value(FIRST, "Status") == "In progress"
    assert office.conflicts == []


# Rows


def test_a_row_that_a_person_added_is_added_once(office):
    patch(office.ana, [TableChange("Reports", append=[{"ID": "extra/2027", "Recipient": "TDAG", "Progress": "New."}])])
    done = office.collect()
    assert next((change.row, change.column) for change, _ in done.taken) == ("extra/2027", "")
    assert (office.value("extra/2027", "Recipient"), office.value("extra/2027", "Progress")) == ("TDAG", "New.")
    edit(office.ana, "Reports", "extra/2027", {"Progress": "Newer."})
    office.collect()
    assert office.value("extra/2027", "Progress") == "Newer."
    assert list(rows(office.register, "Reports")).count("extra/2027") == 1


def test_a_row_without_an_id_gets_one_made_of_what_stands_in_it(office):
    patch(office.ana, [TableChange("Reports", append=[{"Recipient": "TDAG", "Progress": "New."}])])
    office.collect()
    (new,) = set(rows(office.register, "Reports")) - {FIRST, BOTH, BENS}
    assert new.startswith("New-")
    assert office.value(new, "Progress") == "New."


@pytest.mark.parametrize("typed", [None, "  ", FIRST.lower(), "2027"])
def test_a_row_that_lost_its_id_is_told_by_its_other_cells(office, typed):
    edit(office.ana, "Reports", FIRST, {"Progress": "Done.", "ID": typed})
    done = office.collect(office.ana)
    assert set(rows(office.register, "Reports")) == {FIRST, BOTH, BENS}
    assert office.value(FIRST, "Progress") == "Done."
    assert any(f"that lost its ID was taken for {FIRST}" in note for note in done.notes)
    assert not any("gone from it" in note for note in done.notes)
    before = office.register.read_bytes()
    office.collect(office.ana)
    assert office.register.read_bytes() == before


def test_a_row_without_an_id_that_differs_in_more_is_none_of_those_that_were_sent(office):
    edit(office.ana, "Reports", FIRST, {"ID": None, "Recipient": "TDAG"})
    office.collect(office.ana)
    assert office.value(FIRST, "Recipient") == "TSAG"
    assert len(rows(office.register, "Reports")) == 4


def test_of_a_row_that_was_copied_with_its_id_nothing_is_guessed(office):
    """Somebody copies a row to write another report and forgets to give it an ID of its own."""
    copied = rows(office.ana, "Reports")[FIRST].values
    new = {name: value for name, value in copied.items() if name not in ("Timing", "Days left", "Year")}
    # A person types; the patch itself would refuse an ID that is there already.
    patch(office.ana, [TableChange("Reports", append=[{**new, "Period": "2031", "Progress": "Of 2031."}])])
    done = office.collect(office.ana)
    assert (office.value(FIRST, "Period"), office.value(FIRST, "Progress")) == ("2027", "Begun.")
    assert office.conflicts == [(FIRST, "Progress", "Begun.", "Of 2031.")]
    assert done.conflicts[0].who.endswith("several rows of the file have this ID")
    assert any("the others keep what stands in the workbook" in note for note in done.notes)


def test_a_row_that_stands_in_a_part_twice_and_says_the_same_is_one(office):
    edit(office.ana, "Reports", FIRST, {"Progress": "Done."})
    patch(office.ana, [TableChange("Reports", append=[rows(office.ana, "Reports")[FIRST].values])])
    office.collect(office.ana)
    assert (office.value(FIRST, "Progress"), office.conflicts) == ("Done.", [])


def test_one_row_added_by_two_people_takes_what_they_agree_on(office):
    for path, progress in ((office.ana, "Ana's"), (office.ben, "Ben's")):
        patch(path, [TableChange("Reports", append=[{"ID": "extra", "Recipient": "TDAG", "Progress": progress}])])
    office.collect()
    assert (office.value("extra", "Recipient"), office.value("extra", "Progress")) == ("TDAG", None)
    assert [one[1:] for one in office.conflicts] == [("Progress", None, "Ana's"), ("Progress", None, "Ben's")]


def drop_row(path: Path, table: str, key: str) -> None:
    """What Delete, Table Rows does."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book[table]
    (line,) = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == key]
    sheet.delete_rows(line)
    found = sheet.tables[table]
    head, last = found.ref.rstrip("0123456789"), found.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    found.ref = found.autoFilter.ref = f"{head}{int(last) - 1}"
    book.save(path)


def test_work_on_a_row_that_the_officer_deleted_is_asked_about_and_theirs_brings_it_back(office):
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted", "Progress": "Done."})
    drop_row(office.register, "Reports", FIRST)
    done = office.collect()
    assert {one.who.rpartition(": ")[2] for one in done.conflicts} == {"the row is no longer in the workbook"}
    assert FIRST not in rows(office.register, "Reports")
    office.choose(n1="Theirs", n2="Theirs")
    office.collect(office.ben)
    assert (office.value(FIRST, "Status"), office.value(FIRST, "Progress")) == ("Drafted", "Done.")


def test_a_row_that_a_person_deleted_stays_and_is_told(office):
    drop_row(office.ana, "Reports", FIRST)
    done = office.collect()
    assert office.value(FIRST, "Progress") == "Begun."
    assert any(f"rows of Reports are gone from it ({FIRST})" in note for note in done.notes)


def test_a_row_that_stands_in_the_workbook_twice_is_asked_about(office):
    patch(office.register, [TableChange("Reports", append=[{"ID": FIRST}])])
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted"})
    (conflict,) = office.collect().conflicts
    assert conflict.who.endswith("several rows of the workbook have this ID")
    office.choose(n1="Theirs")
    assert any("Give each its own" in note for note in office.collect().notes)


# Choices


def conflict(office: Office, column: str = "Progress", theirs: Value = "theirs", ours: Value = "ours") -> None:
    """One conflict about FIRST."""
    edit(office.ana, "Reports", FIRST, {column: theirs})
    edit(office.register, "Reports", FIRST, {column: ours})
    office.collect(office.ana)


@pytest.mark.parametrize(
    ("choice", "stands", "told"),
    [
        ("Ours", "ours", "decided in Conflicts: ours stays"),
        ("Theirs", "theirs", "decided in Conflicts: theirs taken"),
        (" theirs ", "theirs", "decided in Conflicts: theirs taken"),
        ("OURS", "ours", "decided in Conflicts: ours stays"),
        ("Both of us.", "Both of us.", "decided in Conflicts: another value"),
    ],
)
@pytest.mark.parametrize("by", ["collect", "sync"])
def test_the_next_merge_or_sync_carries_a_choice_out(office, choice, stands, told, by):
    conflict(office)
    office.choose(n1=choice)
    if by == "collect":
        done = collect(office.register, [], today=LATER)
        assert [change.note for change in done.decided] == [told]
    else:
        synced(office.register, office.wanted, LATER)
    assert office.value(FIRST, "Progress") == stands
    assert read_tables(office.register)["Conflicts"].rows[0].values["Resolved"] == LATER
    assert str(office.diary[-1][-1]).startswith(told)
    before = office.register.read_bytes()
    assert collect(office.register, [office.ana], today=LATER).unchanged
    assert synced(office.register, office.wanted).unchanged
    assert office.register.read_bytes() == before


def test_a_choice_meets_a_change_of_the_source_and_stands(office):
    key = obligation().id
    edit(office.ana, "Obligations", key, {"Frequency": "monthly"})
    edit(office.register, "Obligations", key, {"Frequency": "quarterly"})
    office.collect(office.ana)
    office.choose(n1="Theirs")
    changed = wanted(obligations=[obligation(frequency="biennial")], reports=[report(period=year) for year in YEARS])
    result = synced(office.register, changed, LATER)
    assert office.value(key, "Frequency", "Obligations") == "monthly"
    assert [(entry.before, entry.after) for entry in result.conflicts] == [("monthly", "biennial")]


def test_a_choice_about_an_obligation_counts_for_what_falls_due_at_once(office):
    key = obligation().id
    edit(office.ana, "Obligations", key, {"Frequency": "monthly"})
    edit(office.register, "Obligations", key, {"Frequency": "quarterly"})
    office.collect(office.ana)
    office.choose(n1="Theirs")
    assert corrections(office.register) == {key: {"Frequency": "monthly"}}


@pytest.mark.parametrize(
    ("theirs", "choice", "stands"),
    [
        (date(2026, 6, 1), "Theirs", date(2026, 6, 1)),
        (date(2026, 6, 1), "1 July 2026", date(2026, 7, 1)),
        (None, "Theirs", None),
    ],
)
def test_a_day_is_decided_as_a_day(office, theirs, choice, stands):
    conflict(office, "Submitted on", theirs, date(2026, 5, 20))
    office.choose(n1=choice)
    collect(office.register, [], today=LATER)
    assert office.value(FIRST, "Submitted on") == stands


def test_a_choice_that_cannot_be_carried_out_stays_open_and_is_told(office):
    conflict(office, "Submitted on", date(2026, 6, 1), date(2026, 5, 20))
    office.choose(n1="next week")
    done = collect(office.register, [], today=LATER)
    assert done.notes == (
        'Conflicts, number 1: "next week" is no date. Write it as 2026-05-01, or choose Ours or Theirs',
    )
    assert (done.open, done.unchanged) == (1, True)


@pytest.mark.parametrize(
    ("choice", "meant"),
    [("Their", "Theirs"), ("thiers", "Theirs"), ("Thier", "Theirs"), ("Their's", "Theirs"), ("Theirs.", "Theirs"),
     ("take theirs", "Theirs"), ("Our", "Ours"), ("“Ours”", "Ours"), ("Keep ours", "Ours")],
)  # fmt: skip
def test_a_slip_of_the_pen_is_no_text_but_asked_about(office, choice, meant):
    conflict(office)
    office.choose(n1=choice)
    before = office.register.read_bytes()
    done = collect(office.register, [], today=LATER)
    assert done.notes == (
        f'Conflicts, number 1: "{choice}" is neither Ours nor Theirs. Did you mean {meant}? '
        "If it is the text that shall stand, write it into the cell itself and choose Ours",
    )
    assert (done.open, done.decided, office.register.read_bytes()) == (1, (), before)
    assert done.notes[0] in synced(office.register, office.wanted, LATER).warnings
    (problem,) = [one for one in check(office.register, TODAY) if one.table == "Conflicts"]
    assert (problem.severity, problem.message) == (
        "error",
        f'"{choice}" is neither Ours nor Theirs; did you mean "{meant}"?',
    )


@pytest.mark.parametrize("choice", ["Ours is done, theirs is not.", "Drafted", "Ours and theirs", "done by 2026-05-01"])
def test_any_other_text_stands(office, choice):
    conflict(office)
    office.choose(n1=choice)
    assert collect(office.register, [], today=LATER).open == 0
    assert office.value(FIRST, "Progress") == choice


def test_a_value_in_conflict_typed_out_is_no_slip(office):
    conflict(office, "Owner", "Theis", "Meyer")
    office.choose(n1="Theis")
    assert collect(office.register, [], today=LATER).open == 0
    assert office.value(FIRST, "Owner") == "Theis"


def test_one_choice_settles_the_cell_and_two_different_ones_settle_nothing(office):
    edit(office.ana, "Reports", BOTH, {"Status": "Drafted"})
    edit(office.ben, "Reports", BOTH, {"Status": "Noted"})
    office.collect()
    office.choose(n1="Theirs", n2="Theirs")
    done = collect(office.register, [], today=LATER)
    assert (done.open, len(done.notes), office.value(BOTH, "Status")) == (2, 2, "Not started")
    office.choose(n1=None)
    done = collect(office.register, [], today=LATER)
    assert (done.open, office.value(BOTH, "Status")) == (0, "Noted")
    assert [change.note for change in done.decided] == [
        "decided in Conflicts: theirs taken", "decided in Conflicts: not taken",
    ]  # fmt: skip


def test_conflicts_may_be_sorted_and_are_numbered_on(office):
    conflict(office)
    edit(office.ana, "Reports", FIRST, {"Progress": "theirs, later"})
    office.collect(office.ana)
    assert [(key, row.values["Theirs"]) for key, row in zip("12", read_tables(office.register)["Conflicts"].rows, strict=True)] == [
        ("1", "theirs"), ("2", "theirs, later"),
    ]  # fmt: skip


def test_check_reminds_of_open_conflicts(office):
    conflict(office)
    found = [one for one in check(office.register, TODAY) if one.table == "Conflicts"]
    assert [(one.column, one.severity) for one in found] == [("Choice", "warning")]
    assert found[0].message == f"a conflict about Progress of {FIRST} waits for a choice"


def test_a_workbook_without_the_sheet_is_told_and_asked_again_and_the_rest_goes_through(office):
    without_sheet(office.register, "Conflicts")
    edit(office.ana, "Reports", FIRST, {"Progress": "theirs", "Remarks": "fine"})
    edit(office.register, "Reports", FIRST, {"Progress": "ours"})
    done = office.collect(office.ana)
    assert (office.value(FIRST, "Progress"), office.value(FIRST, "Remarks")) == ("ours", "fine")
    assert "it has no sheet Conflicts" in done.notes[-1]
    before = office.register.read_bytes()
    again = office.collect(office.ana)
    assert (again.open, len(again.conflicts), again.unchanged) == (1, 1, True)
    assert synced(office.register, office.wanted).unchanged
    assert office.register.read_bytes() == before


# What may happen to a part on its way


def test_a_part_saved_by_libreoffice_is_merged_as_if_by_excel(office, soffice, tmp_path):
    edit(office.ana, "Reports", FIRST, {"Status": "Submitted", "Progress": "Line one\nline two — “end”"})
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    for part in (office.ana, office.ben):
        subprocess.run(
            [*command, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(part)],
            check=True,
            capture_output=True,
        )
    done = office.collect(tmp_path / "out")
    assert [change.column for change, _ in done.taken] == ["Status", "Progress"]
    assert office.value(FIRST, "Progress") == "Line one\nline two — “end”"
    assert office.conflicts == []
    assert [note.rpartition(": ")[2] for note in done.notes] == ["nothing was changed in it since it was sent"]


def without_tables(path: Path) -> None:
    """As programs leave it that know no tables: other titles, rows above the header, columns moved."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for sheet in book:
        for name in list(sheet.tables):
            del sheet.tables[name]
        sheet.title = f"Copy of {sheet.title}"
    sheet = book["Copy of Reports"]
    lines = [[cell.value for cell in line][::-1] for line in sheet.iter_rows()]
    for number, line in enumerate(lines, 4):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column, value)
    for number, title in enumerate(("Reports of Ana", None, None), 1):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(number, column, title if column == 1 else None)
    book.save(path)


def test_a_part_without_tables_is_found_by_its_headers(office):
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted"})
    without_tables(office.ana)
    done = office.collect()
    assert [(change.row, change.column) for change, _ in done.taken] == [(FIRST, "Status")]
    assert done.conflicts == ()


def test_a_part_that_lost_its_hidden_sheet_fills_blanks_and_asks_the_rest(office):
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted", "Remarks": "fills a blank", "Progress": None})
    without_sheet(office.ana, "ReporterMemory")
    done = office.collect(office.ana)
    assert office.value(FIRST, "Remarks") == "fills a blank"
    assert office.value(FIRST, "Progress") == "Begun."
    assert [(one.column, one.theirs, one.who) for one in done.conflicts] == [
        ("Status", "Drafted", "obligations - Ana.xlsx: what was sent is not known"),
    ]  # fmt: skip
    assert "does not know what was sent" in done.notes[0]
    assert office.collect(office.ana).unchanged


@pytest.fixture
def older(office, tmp_path) -> Path:
    """A copy of the workbook before the sources moved on: other due dates, a note, and people's words of their own."""
    path = tmp_path / "obligations, March.xlsx"
    shutil.copy(office.register, path)
    moved_on = [report(period=year, due_date=date(int(year), 6, 1), notes=()) for year in YEARS]
    synced(office.register, wanted(reports=moved_on), LATER)
    edit(path, "Reports", FIRST, {"Notes": "an old note", "Remarks": "fills a blank", "Progress": "Begun in March."})
    return path


def test_a_file_that_never_was_a_part_says_nothing_of_the_program_s_columns(office, older):
    stood = {column: office.value(FIRST, column) for column in ("Due date", "Notes", "State", "Meeting")}
    done = office.collect(older)
    assert {column: office.value(FIRST, column) for column in stood} == stood
    assert [(change.row, change.column) for change, _ in done.taken] == [(FIRST, "Remarks")]
    assert office.conflicts == [(FIRST, "Progress", "Begun.", "Begun in March.")]
    assert "only columns that people write were looked at" in done.notes[0]
    assert (
        f"{older}: Due date, Notes of Reports differ and were not taken: of a file that is no part of this workbook, "
        "only the columns that people write count"
    ) in done.notes
    assert office.collect(older).unchanged


def test_a_file_that_never_was_a_part_adds_no_row_but_loses_no_word(office, older):
    new = [
        {"ID": "extra/2027", "Recipient": "TDAG", "Status": "Not started", "Progress": "New."},
        {"ID": "nobody/2027", "Recipient": "TDAG", "Status": "Not started"},
    ]
    patch(older, [TableChange("Reports", append=new)])
    patch(older, [TableChange("Meetings", append=[{"Meeting": "TDAG-2027", "Body": "TDAG"}])])
    done = office.collect(older)
    assert set(rows(office.register, "Reports")) == {FIRST, BOTH, BENS}
    assert "TDAG-2027" in rows(office.register, "Meetings")
    assert ("extra/2027", "Progress", None, "New.") in office.conflicts
    assert len(office.conflicts) == 2
    assert any("no such rows of Reports (extra/2027, nobody/2027); they were not added" in note for note in done.notes)


def test_columns_that_were_deleted_say_nothing_and_new_ones_are_told(office):
    renamed(office.ana, "Remarks", "Our remarks")
    edit(office.ana, "Reports", FIRST, {"Our remarks": "mine", "Status": "Drafted"})
    edit(office.register, "Reports", FIRST, {"Remarks": "ours"})
    done = office.collect(office.ana)
    assert (office.value(FIRST, "Remarks"), office.value(FIRST, "Status")) == ("ours", "Drafted")
    assert any('no column "Our remarks"; what stands there was not taken' in note for note in done.notes)


def test_a_renamed_column_is_told_with_the_nearest_and_taken_once_it_has_its_name_again(office):
    edit(office.ana, "Reports", FIRST, {"Progress": "Done."})
    renamed_in(office.ana, "Reports", "Progress", "Progress 2027")
    done = office.collect(office.ana)
    assert any('no column "Progress 2027"' in note and 'The file has no "Progress"' in note for note in done.notes)
    renamed_in(office.ana, "Reports", "Progress 2027", "Progress")
    office.collect(office.ana)
    assert office.value(FIRST, "Progress") == "Done."


def test_a_column_that_the_workbook_gets_afterwards_is_filled_by_the_same_file(office):
    renamed_in(office.ana, "Reports", "Remarks", "Costs")
    edit(office.ana, "Reports", FIRST, {"Costs": "CHF 300", "Status": "Drafted"})
    assert any("Add the column to the workbook, and merge once more" in one for one in office.collect(office.ana).notes)
    before = office.register.read_bytes()
    office.collect(office.ana)
    assert office.register.read_bytes() == before
    renamed_in(office.register, "Reports", "Remarks", "Costs")
    office.collect(office.ana)
    assert office.value(FIRST, "Costs") == "CHF 300"


def test_rows_typed_below_the_table_are_read(office):
    import openpyxl

    book = openpyxl.load_workbook(office.ana)
    sheet = book["Reports"]
    sheet.protection.sheet = False
    progress = [cell.value for cell in sheet[1]].index("Progress") + 1
    for column, value in ((1, "below/2027"), (progress, "typed below")):
        sheet.cell(4, column, value)
    book.save(office.ana)
    office.collect()
    assert office.value("below/2027", "Progress") == "typed below"


def test_a_greeting_below_the_table_is_told_and_becomes_no_report(office):
    patch(office.ana, [TableChange("Reports", append=[{"ID": "Best regards, Ana"}])])
    done = office.collect(office.ana)
    assert set(rows(office.register, "Reports")) == {FIRST, BOTH, BENS}
    assert any('a row of Reports with nothing but "Best regards, Ana" was not taken' in note for note in done.notes)


def _text(folder: Path) -> Path:
    path = folder / "notes.xlsx"
    path.write_text("no workbook")
    return path


def _other_workbook(folder: Path) -> Path:
    import openpyxl

    path = folder / "budget.xlsx"
    openpyxl.Workbook().save(path)
    return path


def _other_part(folder: Path) -> Path:
    path = folder / "elsewhere" / "their obligations.xlsx"
    duty = obligation(place="decides-9")
    synced(path, wanted(obligations=[duty], reports=[report(duty)]))
    return split(path, by="owner", output=folder / "elsewhere", today=TODAY)[0].path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_text, "this is not an Excel workbook"),
        (_other_workbook, "this holds no table Reports, and none of its sheets has that table's headers"),
        (_other_part, r"none of its 1 reports is in the workbook; it is a part of their obligations\.xlsx"),
        (lambda folder: folder / "gone.xlsx", "there is no such file"),
    ],
)
def test_what_is_no_part_of_the_workbook_is_refused_and_the_others_go_through(office, tmp_path, make, message):
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted"})
    done = office.collect(make(tmp_path), office.ana)
    assert office.value(FIRST, "Status") == "Drafted"
    (failure,) = done.failures
    with pytest.raises(WorkbookError, match=message):
        raise failure


def test_a_part_is_no_workbook_to_merge_into(office):
    with pytest.raises(WorkbookError, match="only the whole workbook can be merged into"):
        collect(office.ana, [office.ben], today=TODAY)


def test_folders_and_patterns_are_looked_through_and_the_workbook_itself_is_left_out(office):
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted"})
    (office.folder / "~$obligations - Ana.xlsx").write_bytes(b"Excel's")
    done = office.collect(office.folder, office.ana, office.register, office.folder / "*.xlsx")
    assert done.files == (office.ana,)
    assert any("the workbook itself" in note for note in done.notes)
    (office.folder / "empty").mkdir()
    with pytest.raises(UsageError, match="there is no workbook here"):
        office.collect(office.folder / "empty")


def test_a_dry_run_tells_everything_and_writes_nothing(office):
    edit(office.ana, "Reports", FIRST, {"Status": "Drafted", "Progress": "theirs"})
    edit(office.register, "Reports", FIRST, {"Progress": "ours"})
    before = office.register.read_bytes()
    done = office.collect(dry_run=True)
    assert (done.written, len(done.taken), len(done.conflicts), done.open) == (False, 1, 1, 1)
    assert office.register.read_bytes() == before


def test_a_merge_touches_no_part_but_those_of_the_changed_tables_and_is_valid(office, validate):
    def parts(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}

    before = parts(office.register)
    conflict(office)
    after = parts(office.register)
    assert list(before) == list(after)
    touched = {name for name in before if before[name] != after[name] and "tables/" not in name}
    assert touched == {
        sheet_part(office.register, title) for title in ("Reports", "Changes", "Conflicts", "ReporterMemory")
    }
    assert validate(office.register) == []


# Nothing is ever lost

COLUMNS = ("Status", "Progress", "Submitted on", "Remarks", "Period")
Typed = dict[tuple[str, str], str]
"""(Row, column) to text."""

typed = st.dictionaries(
    st.tuples(st.sampled_from((FIRST, BOTH, BENS, "added")), st.sampled_from(COLUMNS)),
    st.sampled_from(("", "red", "blue", "2026-05-04", "2026-06-05", "=1+1", "Not started")),
    max_size=5,
)
rounds = st.lists(st.tuples(typed, typed, typed, st.sets(st.sampled_from(("Ana", "Ben")))), min_size=1, max_size=3)
"""What the officer, Ana and Ben type, and who of them sends the part back after that."""


@pytest.fixture(scope="module")
def pristine(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pristine")
    Office(folder)
    return folder


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rounds=rounds)
def test_whatever_people_type_ends_in_the_workbook_or_in_conflicts(pristine: Path, rounds) -> None:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office"
        shutil.copytree(pristine, folder)
        register = folder / "obligations.xlsx"
        files = {name: folder / "parts" / f"obligations - {name}.xlsx" for name in ("Ana", "Ben")}
        heard = {name: contents(path) for name, path in files.items()}
        for officers, anas, bens, senders in [*rounds, ({}, {}, {}, {"Ana", "Ben"})]:
            for path, texts in ((register, officers), (files["Ana"], anas), (files["Ben"], bens)):
                write(path, texts)
            before = contents(register)
            collect(register, [files[name] for name in sorted(senders)], today=TODAY)
            after = contents(register)
            asked, told = asked_in(register), told_in(register)
            for name in senders:
                now = contents(files[name])
                news = {cell: text for cell, text in now.items() if text != heard[name].get(cell, "")}
                lost = {
                    cell: text for cell, text in news.items() if text != after.get(cell) and (*cell, text) not in asked
                }
                assert lost == {}
                heard[name] = now
            assert {
                cell: text for cell, text in before.items() if text != after[cell] and (*cell, text) not in told
            } == {}
        last = register.read_bytes()
        assert collect(register, files.values(), today=TODAY).unchanged
        assert register.read_bytes() == last


def write(path: Path, texts: Typed) -> None:
    """What a person types into the rows they have, and into a new one."""
    there = rows(path, "Reports")
    update: dict[str, dict[str, Value]] = {}
    for (key, column), text in texts.items():
        update.setdefault(key, {})[column] = text
    new = [{"ID": key, **update.pop(key)} for key in ("added",) if key in update and key not in there]
    patch(path, [TableChange("Reports", "ID", {key: one for key, one in update.items() if key in there}, new)])


def contents(path: Path) -> Typed:
    def text(value: Value) -> str:
        return value.isoformat() if isinstance(value, date) else str(value or "")

    return {(key, name): text(row.values[name]) for key, row in rows(path, "Reports").items() for name in COLUMNS}


def asked_in(register: Path) -> set[tuple[str, str, str]]:
    found = (row.values for row in read_tables(register)["Conflicts"].rows)
    return {(str(one["Row"]), str(one["Column"]), str(one["Theirs"] or "")) for one in found}


def told_in(register: Path) -> set[tuple[str, str, str]]:
    found = (row.values for row in read_tables(register)["Changes"].rows)
    return {(str(one["Row"]), str(one["Column"]), str(one["Before"] or "")) for one in found}
