"""Pivots: what is counted and summed up, by fields, values and filters as people type them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.analysis import Crosstab, Source, crosstab, source_of
from reporter.model import UsageError
from reporter.workbook import RowData, TableData, Value

TODAY = date(2026, 11, 20)
COLUMNS = ("ID", "Recipient", "Responsible", "Due date", "State", "Timing", "Status", "Owner", "Cost")
ROWS: tuple[tuple[Value, ...], ...] = (
    ("r1", "TSAG", "Director of TSB", date(2026, 5, 1), "Current", "Open", "Drafted", "Ana", 100),
    ("r2", "TSAG", "Director of TSB; Director of BDT", date(2026, 12, 1), "Current", None, "Not started", "ana ", 50.5),
    ("r3", "Council", "Director of BDT", date(2027, 2, 1), "Current", None, "Not started", None, "not known"),
    ("r4", "tsag", "Director of BR", datetime(2026, 4, 1), "Current", None, "Submitted", "Bo", None),
    ("r5", "Council", "Director of BR", date(2026, 4, 1), "Superseded", None, None, "Bo", 7),
)


def reports(rows: tuple[tuple[Value, ...], ...] = ROWS, columns: tuple[str, ...] = COLUMNS) -> Source:
    data = tuple(
        RowData(n, dict(zip(columns, row, strict=True)), frozenset({"Timing"})) for n, row in enumerate(rows, 2)
    )
    return source_of(Path("w.xlsx"), TableData("Reports", "Reports", "A1:I6", columns, data), TODAY)


def pivoted(source: Source, **asked: Any) -> Crosstab:
    """All rows, whatever their state."""
    return crosstab(source, every_state=True, **asked)


def numbers(found: Crosstab) -> dict[tuple[str, ...], tuple[object, ...]]:
    """Labels of each line, the total too, to its numbers."""
    return {line.labels: line.numbers for line in (*found.lines, found.total)}


def test_rows_are_counted_by_items_that_differ_in_more_than_capitals_and_blanks() -> None:
    found = pivoted(reports(), rows=["recipient"], columns=["STATUS"])
    assert found.heads == (("Not started",), ("Drafted",), ("Submitted",), ("(blank)",), ("All",))
    assert numbers(found) == {
        ("Council",): (1, None, None, 1, 2),
        ("TSAG",): (1, 1, 1, None, 3),
        ("All",): (2, 1, 1, 1, 5),
    }


def test_rows_out_of_force_do_not_count_and_that_is_said() -> None:
    found = crosstab(reports(), rows=["Recipient"])
    assert numbers(found) == {("Council",): (1,), ("TSAG",): (3,), ("All",): (4,)}
    assert found.subtitle == "State = in force: 4 of 5 rows"


@pytest.mark.parametrize(
    ("asked", "total"),
    [({"columns": ["State"]}, 5), ({"filters": ["state=superseded"]}, 1), ({"filters": ["state!="]}, 5)],
)
def test_rows_out_of_force_count_where_state_is_asked_for(asked: dict[str, list[str]], total: int) -> None:
    found = crosstab(reports(), rows=["Owner"], **asked)  # type: ignore[arg-type]
    assert found.total.numbers[-1] == total
    assert "in force" not in found.subtitle


def test_nothing_is_said_where_the_filters_leave_no_row_out_of_force() -> None:
    assert crosstab(reports(), rows=["Owner"], filters=["status=Overdue"]).subtitle == "Timing = Overdue: 1 of 5 rows"


@pytest.mark.parametrize(("state", "counts"), [(None, True), ("Suppression proposed", True), ("withdrawn ", False)])
def test_a_row_without_state_is_in_force_and_so_is_one_to_be_suppressed(state: Value, counts: bool) -> None:
    rows = (*ROWS[:4], (*ROWS[4][:4], state, *ROWS[4][5:]))
    assert crosstab(reports(rows), rows=["Recipient"]).total.numbers == (4 + counts,)


def test_where_all_rows_are_in_force_nothing_is_left_out_and_nothing_said() -> None:
    assert crosstab(reports(ROWS[:4]), rows=["Recipient"]).subtitle == "all 4 rows"


def test_in_force_can_be_asked_for_and_its_contrary() -> None:
    assert crosstab(reports(), rows=["ID"], filters=["state=In force"]).total.numbers == (4,)
    assert [line.labels for line in crosstab(reports(), rows=["ID"], filters=["state!=in force"]).lines] == [("r5",)]


def test_a_column_of_people_that_is_called_state_is_no_reason_to_leave_rows_out() -> None:
    table = TableData("Projects", "P", "A1:A2", ("State",), (RowData(2, {"State": "Withdrawn"}),))
    assert crosstab(source_of(Path("w.xlsx"), table, TODAY), rows=["State"]).total.numbers == (1,)
    wider = TableData("Projects", "P", "A1:B2", ("Name", "State"), (RowData(2, {"Name": "x", "State": "Withdrawn"}),))
    assert crosstab(source_of(Path("w.xlsx"), wider, TODAY), rows=["Name"]).subtitle == "one row"


def test_blank_cells_are_an_item_and_stand_last() -> None:
    assert [line.labels for line in pivoted(reports(), rows=["Owner"]).lines] == [("Ana",), ("Bo",), ("(blank)",)]


@pytest.mark.parametrize(
    ("value", "council", "tsag", "total"),
    [
        ("count", 2, 3, 5),
        ("count:Cost", 2, 2, 4),
        ("Cost", 7, 150.5, 157.5),
        ("sum:Cost", 7, 150.5, 157.5),
        ("SUM of cost", 7, 150.5, 157.5),
        ("mean(Cost)", 7, 75.25, 52.5),
        ("average:Cost", 7, 75.25, 52.5),
        ("min:Cost", 7, 50.5, 7),
        ("max:Cost", 7, 100, 100),
        ("min:due date", date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 1)),
        ("max:due date", date(2027, 2, 1), date(2026, 12, 1), date(2027, 2, 1)),
        ("Owner", 1, 3, 4),
    ],
)
def test_values(value: str, council: object, tsag: object, total: object) -> None:
    found = numbers(pivoted(reports(), rows=["Recipient"], values=[value]))
    assert found == {("Council",): (council,), ("TSAG",): (tsag,), ("All",): (total,)}


def test_several_values_stand_side_by_side_and_texts_among_numbers_are_told() -> None:
    found = pivoted(reports(), rows=["State"], columns=["Recipient"], values=["count", "sum:Cost"])
    assert found.heads[:2] == (("Council", "count"), ("Council", "sum of Cost"))
    assert found.heads[-2:] == (("All", "count"), ("All", "sum of Cost"))
    assert numbers(found)["Current",] == (1, None, 3, 150.5, 4, 150.5)
    assert found.notes == ("sum of Cost: 1 cell holds a text and does not count",)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (["recipient=TSAG"], "r1 r2 r4"),
        (["recipient!=tsag"], "r3 r5"),
        (["status=Overdue"], "r1"),
        (["status=done"], "r4 r5"),
        (["timing=Due soon"], "r2"),
        (["days left<0"], "r1"),
        (["days left>=11", "recipient=TSAG"], "r2"),
        (["owner="], "r3"),
        (["owner=(blank)"], "r3"),
        (["owner!="], "r1 r2 r4 r5"),
        (["due date=2026"], "r1 r2 r4 r5"),
        (["due date=2026-04"], "r4 r5"),
        (["due date=1 May 2026"], "r1"),
        (["due date>2026"], "r3"),
        (["due date<=2026-04"], "r4 r5"),
        (["due_date < 2026-05-01"], "r4 r5"),
        (["responsible=director of bdt"], "r2 r3"),
        (["responsible~bdt"], "r2 r3"),
        (["responsible!~BDT"], "r1 r4 r5"),
        (["cost>50"], "r1 r2 r3"),
        (["cost=50.5"], "r2"),
        (["status=Noted"], ""),
    ],
)
def test_filters(filters: list[str], kept: str) -> None:
    found = pivoted(reports(), rows=["ID"], filters=filters)
    assert [line.labels[0] for line in found.lines] == kept.split()
    assert found.total.numbers == (len(kept.split()),)


def test_timing_is_that_of_the_day_asked_for_and_not_what_the_file_says() -> None:
    found = pivoted(reports(), rows=["Timing"])
    assert numbers(found) == {("Overdue",): (1,), ("Due soon",): (1,), ("Open",): (1,), ("Done",): (2,), ("All",): (5,)}


def test_dates_by_year_quarter_and_month() -> None:
    found = pivoted(reports(), rows=["due date:year", "Due date:Quarter", "due date:month"])
    assert found.rows == ("Due date (year)", "Due date (quarter)", "Due date (month)")
    assert [line.labels for line in found.lines][::3] == [
        ("2026", "2026-Q2", "2026-04"),
        ("2027", "2027-Q1", "2027-02"),
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"rows": ["recipiant"]}, 'no column "recipiant". Did you mean "Recipient"?'),
        ({"rows": ["Colour"]}, 'no column "Colour". There are ID, Recipient'),
        ({"rows": ["Owner", "owner"]}, '"Owner" is asked for twice'),
        ({"rows": ["Owner:year"]}, '"Owner" of Reports holds no dates. Leave out :year'),
        ({"rows": []}, "no column is named for the rows"),
        ({"values": ["sume:Cost"]}, '"sume" is no way to sum up values. Did you mean "sum"?'),
        ({"values": ["sum:Owner"]}, '"Owner" holds a number. Count its cells instead, with --values "count:Owner"'),
        ({"values": ["sum:Costs"]}, 'Did you mean "Cost"?'),
        ({"filters": ["Recipient"]}, 'the filter "Recipient" compares nothing. Write it as "status=Overdue"'),
        ({"filters": ["due date<2026-13"]}, '"2026-13" is no day, month or year, with which Due date can be compared'),
        ({"filters": ["due date>=soon"]}, "can be compared. Write it as 2026-05-01, 2026-05 or 2026"),
        ({"filters": ["recipient=TSAC"]}, 'no row of Reports has "TSAC" under Recipient. Did you mean "TSAG"?'),
        ({"filters": ["status=Overdu"]}, 'Did you mean "Overdue"?'),
        ({"filters": ["status=xyz"]}, "There are Not started, Drafted, Submitted, Done, Due soon, Open, Overdue"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest_name(asked: dict[str, list[str]], told: str) -> None:
    with pytest.raises(UsageError) as error:
        pivoted(reports(), **{"rows": ["Recipient"], **asked})
    assert told in str(error.value)


def test_rows_are_counted_where_no_column_is_full() -> None:
    source = reports(((None, "A"), ("x", None)), ("Left", "Right"))
    assert numbers(pivoted(source, rows=["Left"]))["All",] == (2,)


def test_the_frame_has_the_numbers_without_totals() -> None:
    frame = pivoted(reports(), rows=["State", "Recipient"], columns=["Timing"]).frame()
    assert list(frame.columns) == ["Overdue", "Due soon", "Open", "Done"]
    assert frame.index.names == ["State", "Recipient"]
    assert frame.loc[("Current", "TSAG"), "Overdue"] == 1


CELLS = st.one_of(st.none(), st.sampled_from(["a", "A", "b", ""]), st.integers(-5, 5), st.dates(date(2020, 1, 1)))


@given(st.lists(st.tuples(CELLS, CELLS, st.one_of(st.none(), st.integers(-9, 9))), min_size=1))
def test_groups_add_up_to_the_total_whatever_the_cells_hold(cells: list[tuple[Value, Value, Value]]) -> None:
    rows = tuple((f"r{n}", *row) for n, row in enumerate([*cells, ("a", "b", 1)]))
    found = pivoted(reports(rows, ("ID", "X", "Y", "Z")), rows=["X"], columns=["Y"], values=["count", "sum:Z"])
    assert found.total.numbers[-2:] == (len(rows), sum(row[3] or 0 for row in rows))
    for place in range(2):
        cells_of = [line.numbers[place:-2:2] for line in found.lines]
        assert sum(number or 0 for line in cells_of for number in line) == found.total.numbers[place - 2]
