"""Few calls to Excel, however many rows, and no cell of a person among those that are written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from excel import Excel
from hypothesis import given
from hypothesis import strategies as st

from reporter.addin import OpenWorkbook
from reporter.addin.rectangles import ENOUGH, rectangles
from reporter.addin.undo import planned_undo
from reporter.model import Obligation, ReportDue, Resolution, Source, WorkbookError
from reporter.resources import bundled
from reporter.workbook import sync, wanted_tables
from reporter.workbook.rows import WantedTables

TODAY = date(2026, 11, 20)
ROWS = 2_000


@pytest.fixture
def excel(tmp_path: Path) -> Excel:
    """An empty workbook, open in Excel."""
    path = tmp_path / "obligations.xlsx"
    shutil.copy(bundled("workbooks") / "obligations-template.xlsx", path)
    return Excel(path)


def register(rows: int, *, late: int = 0, more: int = 0) -> WantedTables:
    """So many reports of twenty duties; every `late`th of them a day later, and some more at the end."""
    resolution = Resolution(
        id="PP-1-2026",
        body="PP",
        number="1",
        title="All of it",
        place=None,
        year=2026,
        revision=False,
        file="texts/1.docx",
        start=0,
        end=9,
        sections=(),
        page=1,
    )
    duty = Obligation(
        id="PP-1-2026/instructs-1",
        resolution=resolution,
        clause="instructs 1",
        text="to report",
        responsible=("Director of TSB",),
        recipients=("Council",),
        frequency="annual",
        due_event=None,
        due_date=None,
        subject="=all of it",
        force="instructs",
        conditional=False,
        source=Source("texts/1.docx", 0, 9),
        confidence=0.9,
    )
    duties = [replace(duty, id=f"PP-1-2026/instructs-{number}") for number in range(20)]
    reports = [
        ReportDue(
            id=f"{duties[number % 20].id}/Council/{number}",
            obligation=duties[number % 20].id,
            resolution=resolution.id,
            recipient="Council",
            responsible=("Director of TSB",),
            period="2027",
            meeting=f"C-{number}",
            due_date=date(2027, 1, 1) + timedelta(days=number % 300 + (1 if late and number % late == 0 else 0)),
        )
        for number in range(rows + more)
    ]
    return wanted_tables([resolution], duties, [], reports, years=(2026, 2027))


@contextmanager
def counted() -> Iterator[list[object]]:
    """What is read from Excel while it lasts, one entry a call."""
    import xlwings.pro._xlremote as engine

    reads: list[object] = []
    raw_value = engine.Range.raw_value

    def read(cells: object) -> object:
        reads.append(cells)
        return raw_value.fget(cells)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine.Range, "raw_value", property(read, raw_value.fset))
        yield reads


def test_a_refresh_makes_fewer_than_fifty_calls_however_many_cells_change(excel):
    with counted() as reads:
        done = excel.run(lambda book: sync(OpenWorkbook(book, undoable="Refresh"), register(ROWS), today=TODAY))
    assert done.added["Reports"] == ROWS
    assert len(excel.calls) + len(reads) < 50
    for number in range(0, ROWS, 100):
        excel.type_in("Reports", f"PP-1-2026/instructs-{number % 20}/Council/{number}", "Status", "Drafted")
    for number in range(0, ROWS, 400):
        mine = f"PP-1-2026/instructs-{number % 20}/Council/{number}"
        excel.type_in("Reports", mine, "Due date", date(2030, 1, 1))
    later = register(ROWS, late=7, more=50)
    with counted() as reads:
        done = excel.run(lambda book: sync(OpenWorkbook(book, undoable="Refresh"), later, today=TODAY))
    assert len(done.cells) > 200
    assert done.added["Reports"] == 50
    assert len(excel.calls) + len(reads) < 50
    rows = {row["ID"]: row for row in excel.rows("Reports")}
    assert len(rows) == ROWS + 50
    for number in range(ROWS):
        row = rows[f"PP-1-2026/instructs-{number % 20}/Council/{number}"]
        asked = date(2027, 1, 1) + timedelta(days=number % 300 + (number % 7 == 0))
        assert row["Due date"] == (date(2030, 1, 1) if number % 400 == 0 else asked)
        assert row["Status"] == ("Drafted" if number % 100 == 0 else "Not started")


def test_a_table_that_was_sorted_meanwhile_is_not_written_to(excel):
    excel.run(lambda book: sync(OpenWorkbook(book), register(5), today=TODAY))

    def sorted_meanwhile(book):
        store = OpenWorkbook(book)
        store.tables()
        values = next(one for one in book.impl.api["sheets"] if one["name"] == "Reports")["values"]
        values[1], values[2] = values[2], values[1]
        return sync(store, register(5, late=1), today=TODAY)

    with pytest.raises(WorkbookError, match="the table Reports was changed while it was being worked on"):
        excel.run(sorted_meanwhile)
    assert excel.calls == []


def api_sheet(book, name):
    """What Excel holds behind the xlwings objects: its cells can be changed as a person does meanwhile."""
    return next(one for one in book.impl.api["sheets"] if one["name"] == name)["values"]


@pytest.mark.parametrize("place", ["in the blank row of an empty table", "below a table"])
def test_what_was_typed_meanwhile_where_new_rows_go_is_not_written_over(excel, place):
    if place == "below a table":
        excel.run(lambda book: sync(OpenWorkbook(book), register(5), today=TODAY))
    before = {one.title: dict(one.cells) for one in excel.sheets}

    def typed_meanwhile(book):
        store = OpenWorkbook(book)
        plan = []

        class Slow(OpenWorkbook):
            """Somebody types after the plan was made, and before it is carried out."""

            def _edits(self, asked):
                edits = super()._edits(asked)
                if not plan:
                    plan.append(asked)
                    values = api_sheet(book, "Reports")
                    row = store.opened["reports"].area.bottom + (2 if place == "below a table" else 0)
                    while len(values) < row:
                        values.append([""] * len(values[0]))
                    values[row - 1][0] = "mine"
                return edits

        return sync(Slow(book), register(5, more=5), today=TODAY)

    with pytest.raises(WorkbookError, match="the table Reports was changed while it was being worked on"):
        excel.run(typed_meanwhile)
    assert excel.calls == []
    assert {one.title: dict(one.cells) for one in excel.sheets} == before


def test_rows_that_were_sorted_while_an_undo_was_made_ready_are_not_removed(excel):
    excel.run(lambda book: sync(OpenWorkbook(book), register(5), today=TODAY))
    excel.run(lambda book: sync(OpenWorkbook(book, undoable="Refresh"), register(5, more=2), today=TODAY))

    def sorted_meanwhile(book):
        store = OpenWorkbook(book)
        undo = planned_undo(store.tables(), TODAY)
        assert undo
        assert undo.removed["Reports"]
        values = api_sheet(book, "Reports")
        values[1], values[-1] = values[-1], values[1]
        store.take_back(undo)

    with pytest.raises(WorkbookError, match="the table Reports was changed while it was being worked on"):
        excel.run(sorted_meanwhile)
    assert excel.calls == []


places = st.sets(st.tuples(st.integers(1, 400), st.integers(1, 3)), max_size=200)


@given(places, places)
def test_every_cell_is_written_once_and_none_that_must_not_be(wanted, untouchable):
    untouchable -= wanted
    made = rectangles(
        dict.fromkeys(wanted, "new"),
        may_rewrite=lambda row, column: (row, column) not in untouchable,
        stands=lambda row, column: "old",
    )
    written: dict[tuple[int, int], object] = {}
    for one in made:
        for row, line in enumerate(one.values, start=one.area.top):
            for column, value in enumerate(line, start=one.area.left):
                assert (row, column) not in written
                written[row, column] = value
    assert {place for place, value in written.items() if value == "new"} == wanted
    assert not untouchable & set(written)


@given(places)
def test_cells_that_may_be_rewritten_need_few_calls(wanted):
    made = rectangles(dict.fromkeys(wanted, "new"), lambda row, column: True, lambda row, column: "old")
    assert len(made) <= ENOUGH


@given(st.sets(st.integers(1, 400), max_size=ENOUGH))
def test_few_cells_are_written_as_they_are(rows):
    made = rectangles({(row, 1): "new" for row in rows}, lambda row, column: True, lambda row, column: "old")
    assert sum(len(one.values) for one in made) == len(rows)
