"""What a merge decides for a cell and for a row, as tables; and that no decision loses what a person wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.model.tables import OBLIGATIONS, REPORTS
from reporter.workbook.data import RowData, TableData, Value
from reporter.workbook.memory import Remembered, as_text, mark, memory_row, read_memory
from reporter.workbook.merge import ADDED, DELETED, FOLLOWED, KEPT, Merged, merge

COLUMNS = ("ID", "Text", "Frequency", "Due date", "State", "Owner")


def sheet(rows: Sequence[Mapping[str, Value]]) -> TableData:
    """A table that holds these rows."""
    found = [RowData(number, {name: row.get(name) for name in COLUMNS}) for number, row in enumerate(rows, 2)]
    return TableData("Obligations", "Obligations", f"A1:F{len(found) + 1}", COLUMNS, tuple(found))


def applied(rows: Sequence[Mapping[str, Value]], merged: Merged) -> list[dict[str, Value]]:
    """The rows after the planned change."""
    kept = [{**row, **merged.change.update.get(as_text(row.get("ID")), {})} for row in rows]
    return [*kept, *map(dict, merged.change.append)]


def merged_cell(last: Value, now: Value, source: Value, seen: Value = None) -> Merged:
    """The merge of one cell: what the program last wrote, what stands there, what the source says."""
    memory = Remembered({"Frequency": mark(last)} if last else {}, {"Frequency": mark(seen)} if seen else {})
    current = sheet([{"ID": "A", "Frequency": now}])
    return merge(OBLIGATIONS, current, {"A": memory}, [{"ID": "A", "Frequency": source}])


@pytest.mark.parametrize(
    ("last", "now", "source", "written", "told"),
    [
        # last written, in the sheet, in the source -> written by the merge, what the diary says
        ("annual", "annual", "annual", None, None),
        ("annual", "annual", "biennial", "biennial", FOLLOWED),
        (None, None, "annual", "annual", FOLLOWED),
        ("annual", "annual", None, None, FOLLOWED),
        ("annual", "monthly", "annual", None, None),  # a person's value, the source as before
        ("annual", None, "annual", None, None),  # cleared by a person: stays clear
        ("annual", "monthly", "biennial", None, KEPT),  # both changed
        ("annual", None, "biennial", None, KEPT),
        ("annual", "biennial", "biennial", None, None),  # the source came to say what the person said
        (None, "monthly", "annual", None, KEPT),  # filled in by a person where the program wrote nothing
    ],
)
def test_a_cell_follows_the_source_only_where_nobody_touched_it(last, now, source, written, told):
    merged = merged_cell(last, now, source)
    change = merged.change.update.get("A", {})
    assert ("Frequency" in change) == (told == FOLLOWED)
    assert change.get("Frequency") == written
    assert [entry.note for entry in merged.diary] == ([told] if told else [])
    assert [entry.note for entry in merged.conflicts] == ([told] if told == KEPT else [])


@pytest.mark.parametrize(
    ("source", "seen", "told"),
    [
        ("biennial", None, [KEPT]),
        ("biennial", "biennial", []),  # told before
        ("quarterly", "biennial", [KEPT]),  # the source changed once more
        ("annual", "biennial", []),  # the source went back to what the person had corrected
    ],
)
def test_a_difference_is_told_once_and_again_only_when_the_source_changes_again(source, seen, told):
    assert [entry.note for entry in merged_cell("annual", "monthly", source, seen).diary] == told


def test_a_person_s_value_stays_a_person_s_after_the_source_agreed_with_it_for_a_while():
    memory = {"A": Remembered({"Frequency": "annual"})}
    current = sheet([{"ID": "A", "Frequency": "biennial"}])
    for source in ("biennial", "biennial", "monthly"):
        merged = merge(OBLIGATIONS, current, memory, [{"ID": "A", "Frequency": source}])
        memory |= merged.memory
        assert merged.change.update == {}
    assert [entry.note for entry in merged.conflicts] == [KEPT]


@pytest.mark.parametrize(
    ("now", "source"),
    [
        (datetime(2026, 5, 1), date(2026, 5, 1)),
        (5.0, 5),
        (18, "18"),
        ("annual  \n", "annual"),
        ("two\r\nlines", "two\nlines"),
        ("", None),
    ],
)
def test_values_that_mean_the_same_are_no_change(now, source):
    merged = merged_cell(source, now, source)
    assert (merged.change.update, merged.diary, merged.memory) == ({}, (), {})


def test_texts_too_long_to_be_remembered_are_told_apart_all_the_same():
    long, other = "x" * 40_000, "x" * 39_999 + "y"
    assert merged_cell(long, long, long).change.update == {}
    assert merged_cell(long, other, long).change.update == {}
    assert merged_cell(long, long, other).change.update == {"A": {"Frequency": other}}


def test_a_new_row_is_appended_with_the_defaults_of_people_s_columns_and_remembered():
    row = {"ID": "R", "Period": "2026", "State": "Current"}
    empty = TableData("Reports", "Reports", "A1:U2", ("ID", "Period", "State", "Status"), ())
    merged = merge(REPORTS, empty, {}, [row])
    assert list(merged.change.append) == [{**row, "Status": "Not started"}]
    assert merged.memory == {"R": Remembered({"Period": "2026", "State": "Current"})}
    assert [entry.note for entry in merged.diary] == [ADDED]


def test_a_row_that_a_person_deleted_is_not_added_again_and_told_once():
    memory = {"A": Remembered({"Text": "to report"})}
    first = merge(OBLIGATIONS, sheet([]), memory, [{"ID": "A", "Text": "to report"}])
    assert (list(first.change.append), [entry.note for entry in first.conflicts]) == ([], [DELETED])
    second = merge(OBLIGATIONS, sheet([]), memory | first.memory, [{"ID": "A", "Text": "to report"}])
    assert (list(second.change.append), second.diary, second.memory) == ([], (), {})


def test_a_deleted_row_that_is_put_back_follows_the_source_again():
    memory = {"A": Remembered({"Text": "to report"}, deleted=True)}
    merged = merge(OBLIGATIONS, sheet([{"ID": "A", "Text": "to report"}]), memory, [{"ID": "A", "Text": "to inform"}])
    assert merged.change.update == {"A": {"Text": "to inform"}}
    assert merged.memory["A"] == Remembered({"Text": "to inform"})


def test_rows_that_people_added_are_left_alone():
    current = sheet([{"ID": "mine", "Text": "by hand"}, {"ID": None, "Text": "no ID"}])
    merged = merge(OBLIGATIONS, current, {}, [], changed={"mine": {"State": "Withdrawn"}})
    assert (merged.change.update, list(merged.change.append), merged.memory) == ({}, [], {})


def test_of_a_row_that_people_added_with_a_wanted_id_only_blank_cells_are_filled():
    current = sheet([{"ID": "A", "Text": "by hand"}])
    merged = merge(OBLIGATIONS, current, {}, [{"ID": "A", "Text": "to report", "Frequency": "annual"}])
    assert merged.change.update == {"A": {"Frequency": "annual"}}
    assert [(entry.column, entry.note) for entry in merged.conflicts] == [("Text", KEPT)]


def test_columns_of_people_are_never_written():
    memory = {"A": Remembered({"Text": "to report"})}
    wanted = [{"ID": "A", "Text": "to report", "Owner": "somebody"}]
    assert merge(OBLIGATIONS, sheet([{"ID": "A", "Text": "to report"}]), memory, wanted).change.update == {}


@pytest.mark.parametrize(
    ("state", "written"),
    [("Current", {"A": {"State": "Withdrawn"}}), ("Keep this", {})],
    ids=["untouched", "corrected by a person"],
)
def test_a_retired_row_gets_its_state_and_keeps_its_cells(state, written):
    current = sheet([{"ID": "A", "Text": "to report", "State": state}])
    memory = {"A": Remembered({"Text": "to report", "State": "Current"})}
    assert merge(OBLIGATIONS, current, memory, [], changed={"A": {"State": "Withdrawn"}}).change.update == written


def test_a_withdrawn_row_whose_source_returns_is_current_again():
    current = sheet([{"ID": "A", "State": "Withdrawn"}])
    memory = {"A": Remembered({"State": "Withdrawn"})}
    assert merge(OBLIGATIONS, current, memory, [{"ID": "A", "State": "Current"}]).change.update == {
        "A": {"State": "Current"}
    }


def test_rows_with_the_same_id_are_left_alone_and_told():
    current = sheet([{"ID": "A", "Text": "one"}, {"ID": "A ", "Text": "two"}])
    merged = merge(OBLIGATIONS, current, {"A": Remembered({"Text": "one"})}, [{"ID": "A", "Text": "three"}])
    assert (merged.change.update, list(merged.change.append)) == ({}, [])
    assert merged.warnings == ('Obligations: 2 rows have the ID "A", none of them was updated',)


def test_a_row_is_found_by_its_id_as_it_is_spelled_in_the_sheet():
    merged = merge(OBLIGATIONS, sheet([{"ID": "A  "}]), {"A": Remembered()}, [{"ID": "A", "Text": "to report"}])
    assert merged.change.update == {"A  ": {"Text": "to report"}}


@pytest.mark.parametrize(
    "remembered",
    [
        Remembered(),
        Remembered({"Text": 'quotes " and | bars', "Due date": "2026-05-01"}),
        Remembered({"Text": mark("é" * 500)}, {"Frequency": "annual"}, deleted=True),
        Remembered({"Text": "old"}, {"Text": ""}),
    ],
)
def test_the_memory_survives_the_workbook(remembered):
    row = RowData(2, memory_row("Obligations", "WTSA-18-2024/instructs-2", remembered))
    table = TableData("ReporterMemory", "ReporterMemory", "A1:B2", ("Key", "Written"), (row,))
    assert read_memory(table) == {"Obligations": {"WTSA-18-2024/instructs-2": remembered}}


@pytest.mark.parametrize("broken", ["", "not JSON", "[]", '{"written": 1}', '{"written": {"a": "b"}'])
def test_a_broken_memory_remembers_nothing_so_that_every_filled_cell_is_a_person_s(broken):
    row = RowData(2, {"Key": "Obligations|A", "Written": broken})
    memory = read_memory(TableData("ReporterMemory", "x", "A1:B2", ("Key", "Written"), (row,)))
    current = sheet([{"ID": "A", "Text": "as it stands"}])
    assert merge(OBLIGATIONS, current, memory["Obligations"], [{"ID": "A", "Text": "new"}]).change.update == {}


KEYS = st.sampled_from(["A", "B", "C"])
TEXTS = st.sampled_from([None, "", "one", "two ", "two", "three"])
CELLS = st.fixed_dictionaries({"Text": TEXTS, "Frequency": TEXTS, "State": st.just("Current")})
EDITS = st.lists(st.tuples(KEYS, st.sampled_from(["Text", "Frequency", "State", "Owner"]), TEXTS), max_size=4)
ROUNDS = st.lists(
    st.tuples(st.dictionaries(KEYS, CELLS), EDITS, st.lists(KEYS, max_size=1), st.booleans()), min_size=1, max_size=6
)


@given(ROUNDS)
def test_no_round_of_syncs_and_edits_loses_a_cell_or_a_row_of_a_person(rounds):
    rows: list[dict[str, Value]] = []
    memory: dict[str, Remembered] = {}
    program: dict[tuple[str, str], str] = {}
    deleted: set[str] = set()
    for source, edits, deletions, adds_row in rounds:
        wanted = [{"ID": key, **cells} for key, cells in source.items()]
        retired = {key: {"State": "Withdrawn"} for key in memory if key not in source}
        for key, column, text in edits:
            for row in rows:
                if row["ID"] == key:
                    row[column] = text
        deleted |= {key for key in deletions if any(row["ID"] == key for row in rows)}
        rows = [row for row in rows if row["ID"] not in deletions]
        if adds_row:
            rows.append({"ID": f"mine-{len(rows)}", "Text": "by hand"})
        theirs = {
            (as_text(row["ID"]), column): row.get(column)
            for row in rows
            for column in COLUMNS[1:]
            if as_text(row.get(column)) != program.get((as_text(row["ID"]), column), "")
        }

        merged = merge(OBLIGATIONS, sheet(rows), memory, wanted, changed=retired)
        after = applied(rows, merged)
        memory |= merged.memory

        assert [row["ID"] for row in after[: len(rows)]] == [row["ID"] for row in rows]
        assert not deleted & {as_text(row["ID"]) for row in after}
        found = {(as_text(row["ID"]), column): row.get(column) for row in after for column in COLUMNS[1:]}
        assert {cell: found[cell] for cell in theirs} == theirs

        again = merge(OBLIGATIONS, sheet(after), memory, wanted, changed=retired)
        assert (again.change.update, list(again.change.append)) == ({}, [])
        assert (again.memory, again.diary) == ({}, ())

        for key, cells in [*merged.change.update.items(), *((as_text(row["ID"]), row) for row in merged.change.append)]:
            program |= {(key, column): as_text(value) for column, value in cells.items()}
        rows = after
