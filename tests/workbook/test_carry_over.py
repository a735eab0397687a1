"""A row of Reports loses its place to a new one: what people wrote goes on there, or they are told that it could not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registers import TODAY, cells, edit, obligation, resolution, rows, synced, wanted

from reporter.model import Descent, ReportDue
from reporter.workbook import TableChange, WantedTables, check, collect, patch, read_tables, split, wanted_tables
from reporter.workbook.sync import SyncResult

DUTY = obligation().id
ASSUMED = f"{DUTY}/TDAG/2027"

WRITTEN = {
    "Status": "In progress",
    "Owner": "Chen Li",
    "Progress": "Two pages.",
    "Results": "One result.",
    "Next steps": "One step.",
    "Evidence": "https://example.org/a",
    "Document": "TDAG/7",
    "Submitted on": date(2026, 11, 1),
    "Remarks": "Ask again.",
}


def due(
    recipient: str, period: str, day: date = date(2027, 12, 31), meeting: str | None = None, of: str = DUTY
) -> ReportDue:
    return ReportDue(
        f"{of}/{recipient}/{period}", of, of.partition("/")[0], recipient, ("Director of TSB",), period, meeting, day
    )


def at(meeting: str, day: date) -> ReportDue:
    return due(meeting[:4], meeting, day, meeting)


class Register:
    """A workbook in which a report to TDAG in 2027 stands, with no meeting known."""

    def __init__(self, path: Path, *reports: ReportDue) -> None:
        self.path = path
        self.sync(*(reports or [due("TDAG", "2027")]))

    def sync(self, *reports: ReportDue, today: date = TODAY) -> SyncResult:
        return synced(self.path, wanted(reports=reports), today)

    def stays_the_same(self, *reports: ReportDue) -> bool:
        before = self.path.read_bytes()
        return self.sync(*reports).unchanged and self.path.read_bytes() == before

    def people_s(self, key: str) -> dict[str, object]:
        return {
            column: value for column, value in cells(self.path, "Reports", key).items() if column in WRITTEN and value
        }

    def standing(self, key: str) -> tuple[object, object]:
        row = cells(self.path, "Reports", key)
        return row["State"], row["Notes"]

    def places(self, keys: Sequence[str]) -> list[str]:
        """Those of the rows that hold what people wrote."""
        return [key for key in keys if "Progress" in self.people_s(key)]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = Register(tmp_path / "obligations.xlsx")
    edit(made.path, "Reports", ASSUMED, WRITTEN)
    return made


MAY, OCTOBER = at("TDAG-2027-05", date(2027, 5, 4)), at("TDAG-2027-10", date(2027, 10, 5))


def test_a_meeting_becomes_known_and_everything_written_under_its_year_goes_on_there(register):
    result = register.sync(MAY)
    assert register.people_s(MAY.id) == register.people_s(ASSUMED) == WRITTEN
    assert register.standing(MAY.id) == ("Current", None)
    assert register.standing(ASSUMED) == ("Superseded", f"carried over to {MAY.id}")
    assert [one.note for one in result.carried] == [f"carried over from {ASSUMED}: {', '.join(WRITTEN)}"]
    assert result.warnings == ()
    assert register.stays_the_same(MAY)
    assert not [one for one in check(register.path, TODAY) if one.row == ASSUMED]


def test_it_stays_so_when_further_meetings_become_known_and_people_write_on(register):
    register.sync(MAY)
    edit(register.path, "Reports", MAY.id, {"Progress": "Three pages."})
    register.sync(MAY, OCTOBER)
    assert register.standing(ASSUMED) == ("Superseded", f"carried over to {MAY.id}")
    assert register.people_s(MAY.id)["Progress"] == "Three pages."
    assert register.people_s(OCTOBER.id) == {"Status": "Not started"}
    assert register.stays_the_same(MAY, OCTOBER)


@pytest.mark.parametrize(
    ("today", "place"),
    [(date(2027, 1, 1), MAY), (date(2027, 5, 4), MAY), (date(2027, 5, 5), OCTOBER), (date(2027, 12, 1), OCTOBER)],
    ids=["both ahead", "the first is due today", "the first is past due", "both are past due"],
)
def test_of_several_meetings_of_the_year_the_next_one_takes_it_and_all_take_the_owner(register, today, place):
    register.sync(OCTOBER, MAY, today=today)
    assert register.places([MAY.id, OCTOBER.id]) == [place.id]
    assert {register.people_s(one.id)["Owner"] for one in (MAY, OCTOBER)} == {"Chen Li"}
    assert register.standing(ASSUMED) == ("Superseded", f"carried over to {place.id}")


@pytest.mark.parametrize(
    ("reports", "place"),
    [
        ([due("RAG", "2027")], f"{DUTY}/RAG/2027"),
        ([at("RAGX-2027-05", date(2027, 5, 4))], f"{DUTY}/RAGX/RAGX-2027-05"),
        ([due("TDAG", "2027-H2"), due("RAG", "2027")], f"{DUTY}/TDAG/2027-H2"),
        ([due("TDAG", "2028"), due("RAG", "2027")], f"{DUTY}/RAG/2027"),
    ],
    ids=["same period", "same year", "same recipient and year first", "a year is no period of another"],
)
def test_a_corrected_recipient_or_frequency_takes_it_along(register, reports, place):
    register.sync(*reports)
    assert register.places([one.id for one in reports]) == [place]
    assert register.standing(ASSUMED) == ("Superseded", f"carried over to {place}")
    assert register.stays_the_same(*reports)


@pytest.mark.parametrize(
    "reports",
    [
        [due("TDAG", "2027-H1"), due("TDAG", "2027-H2")],
        [due("RAG", "2027"), due("TSAG", "2027")],
        [at("RAGX-2027-05", date(2027, 5, 4)), at("TSAG-2027-05", date(2027, 5, 4))],
        [due("TDAG", "2028")],
        [],
        [due("TDAG", "2027", of="WTSA-18-2024/instructs-3")],
    ],
    ids=["two halves", "two recipients", "two meetings of two bodies", "another year", "none", "another duty"],
)
def test_where_nobody_can_tell_which_it_is_withdrawn_and_told(register, reports):
    result = register.sync(*reports)
    assert register.places([one.id for one in reports]) == []
    assert register.standing(ASSUMED)[0] == "Withdrawn"
    assert f'"{ASSUMED}" was withdrawn, but holds Status, Progress' in result.warnings[0]
    assert [one.row for one in check(register.path, TODAY) if "is withdrawn" in one.message] == [ASSUMED]
    assert register.stays_the_same(*reports)


def test_a_half_year_s_report_for_the_meeting_of_the_year_s_takes_it(tmp_path):
    yearly = due("TDAG", "2027", date(2027, 5, 4), "TDAG-27")
    halves = [due("TDAG", "2027-H1", date(2027, 5, 4), "TDAG-27"), due("TDAG", "2027-H2", date(2027, 12, 31))]
    register = Register(tmp_path / "obligations.xlsx", yearly)
    edit(register.path, "Reports", yearly.id, WRITTEN)
    register.sync(*halves)
    assert register.places([one.id for one in halves]) == [halves[0].id]


def test_of_several_rows_for_one_place_the_one_that_was_begun_goes_and_two_are_told(tmp_path):
    quarters = [due("TDAG", f"2027-Q{number}") for number in range(1, 5)]
    register = Register(tmp_path / "obligations.xlsx", *quarters)
    for one in quarters:
        edit(register.path, "Reports", one.id, {"Owner": "Ana"})
    edit(register.path, "Reports", quarters[1].id, {"Progress": "Text."})
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(register.path.read_bytes())
    register.sync(due("TDAG", "2027"))
    assert register.people_s(ASSUMED) == {"Status": "Not started", "Owner": "Ana", "Progress": "Text."}
    assert [register.standing(one.id)[0] for one in quarters] == ["Withdrawn", "Superseded", "Withdrawn", "Withdrawn"]
    register.path = copy
    edit(copy, "Reports", quarters[2].id, {"Status": "Drafted"})
    assert len(register.sync(due("TDAG", "2027")).warnings) == 2
    assert register.people_s(ASSUMED) == {"Status": "Not started", "Owner": "Ana"}


def test_an_existing_row_is_never_written_in(tmp_path):
    register = Register(tmp_path / "obligations.xlsx", due("TDAG", "2027"), MAY)
    edit(register.path, "Reports", ASSUMED, WRITTEN)
    (warning,) = register.sync(MAY).warnings
    assert warning.endswith(f'Move what was written to "{MAY.id}"')
    assert register.people_s(MAY.id) == {"Status": "Not started"}


def test_a_row_that_people_deleted_takes_no_place(register):
    register.sync(MAY)
    import openpyxl

    book = openpyxl.load_workbook(register.path)
    sheet = book["Reports"]
    (number,) = [cell.row for cell in sheet["A"] if cell.value == MAY.id]
    sheet.delete_rows(number)
    table = sheet.tables["Reports"]
    table.ref = table.autoFilter.ref = table.ref.replace("3", "2")
    book.save(register.path)
    register.sync(MAY)
    assert list(rows(register.path, "Reports")) == [ASSUMED]
    assert register.stays_the_same(MAY)


def test_a_row_withdrawn_earlier_is_left_as_it_was_told(register):
    register.sync()
    register.sync(MAY)
    assert register.standing(ASSUMED)[0] == "Withdrawn"
    assert register.people_s(MAY.id) == {"Status": "Not started"}


def test_a_meeting_that_was_a_mistake_brings_the_first_row_back(register):
    register.sync(MAY)
    register.sync(due("TDAG", "2027"))
    assert register.standing(ASSUMED) == ("Current", None)
    assert register.people_s(ASSUMED) == WRITTEN
    assert register.standing(MAY.id)[0] == "Withdrawn"


def test_columns_that_people_added_go_along(register):
    import openpyxl

    book = openpyxl.load_workbook(register.path)
    sheet, table = book["Reports"], book["Reports"].tables["Reports"]
    column = sheet.max_column + 1
    sheet.cell(1, column, "Reviewer")
    sheet.cell(2, column, "Dana")
    table.tableColumns.append(openpyxl.worksheet.table.TableColumn(id=column, name="Reviewer"))
    table.ref = table.autoFilter.ref = f"A1:{sheet.cell(2, column).coordinate}"
    book.save(register.path)
    register.sync(MAY)
    assert cells(register.path, "Reports", MAY.id)["Reviewer"] == "Dana"


POOL = [
    *(due(body, period) for body in ("TDAG", "RAG") for period in ("2027", "2027-H1", "2027-H2", "2028")),
    *(at(f"{body}-2027-{month}", date(2027, int(month), 4)) for body in ("TDAG", "RAGX") for month in ("05", "10")),
]
ROUNDS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(POOL), max_size=4, unique_by=lambda one: one.id),
        st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["Progress", "Owner", "Status"])), max_size=3),
        st.sampled_from([date(2026, 11, 20), date(2027, 6, 1)]),
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=ROUNDS)
def test_whatever_is_scheduled_and_typed_no_word_changes_and_none_is_out_of_sight(tmp_path, rounds):
    register = Register(tmp_path / f"{uuid4().hex}.xlsx")
    for number, (reports, edits, today) in enumerate(rounds):
        present = sorted(rows(register.path, "Reports"))
        for place, column in edits:
            value = "Drafted" if column == "Status" else f"{column} of round {number}"
            edit(register.path, "Reports", present[place % len(present)], {column: value})
        before = {key: register.people_s(key) for key in rows(register.path, "Reports")}
        result = register.sync(*reports, today=today)
        assert {key: register.people_s(key) for key in before} == before
        told = " ".join(result.warnings)
        for key, words in before.items():
            state, notes = register.standing(key)
            if state == "Superseded":
                assert str(notes).split()[-1] in rows(register.path, "Reports")
            if state == "Withdrawn" and "Progress" in words:
                named = f'"{key}" was withdrawn' in told
                assert named or [one for one in check(register.path, TODAY) if one.row == key]
        assert register.sync(*reports, today=today).unchanged


# Between the duties of two revisions


class Revision:
    """The next revision of the resolution, whose duty replaces the one that the workbook holds."""

    resolutions = (resolution(), resolution(year=2028))
    duties = tuple(obligation(one) for one in resolutions)
    descents = (Descent(DUTY, DUTY, superseded_by=duties[1].id), Descent(duties[1].id, DUTY, replaces=DUTY))

    @classmethod
    def reports(cls, *periods: str) -> list[ReportDue]:
        return [due("TDAG", period, of=cls.duties[1].id) for period in periods]

    @classmethod
    def wanted(cls, *reports: ReportDue) -> WantedTables:
        """Both texts, and reports of the old duty too."""
        return wanted_tables(
            cls.resolutions, cls.duties, [], [due("TDAG", "2027"), *reports], years=(2027, 2028), descents=cls.descents
        )


def test_a_report_that_went_on_in_the_next_revision_stays_there_though_the_old_text_asks_for_it(register):
    tables = Revision.wanted(*Revision.reports("2027"))
    synced(register.path, tables)
    place = f"{Revision.duties[1].id}/TDAG/2027"
    assert register.people_s(place) == WRITTEN
    assert register.standing(ASSUMED) == ("Superseded", f"carried over to {place}")
    assert synced(register.path, tables).unchanged


def test_an_owner_of_long_ago_is_none(register):
    register.sync(MAY)
    edit(register.path, "Reports", MAY.id, {"Owner": "Dana"})
    reports = Revision.reports("2028-H1")
    synced(register.path, Revision.wanted(*reports))
    assert register.people_s(reports[0].id) == {"Status": "Not started", "Owner": "Dana"}


# Parts that were mailed before


def mailed(register: Register) -> Path:
    (part,) = split(register.path, by="owner", output=register.path.parent / "parts", today=TODAY)
    return part.path


def test_what_comes_back_for_a_row_that_lost_its_place_is_taken_over_into_the_new_one(register):
    part = mailed(register)
    register.sync(MAY)
    patch(part, [TableChange("Reports", "ID", update={ASSUMED: {"Progress": "Ten pages.", "Status": "Drafted"}})])
    done = collect(register.path, [part], today=TODAY)
    assert register.people_s(MAY.id) == {**WRITTEN, "Progress": "Ten pages.", "Status": "Drafted"}
    assert register.people_s(ASSUMED) == WRITTEN
    assert {(change.row, change.column) for change, _ in done.taken} == {(MAY.id, "Progress"), (MAY.id, "Status")}
    (note,) = done.notes
    assert f'"{MAY.id}" took the place of Reports "{ASSUMED}" since it was sent' in note
    assert collect(register.path, [part], today=TODAY).unchanged


def test_what_was_changed_in_the_new_row_too_is_asked_there(register):
    part = mailed(register)
    register.sync(MAY)
    edit(register.path, "Reports", MAY.id, {"Progress": "Ours."})
    patch(part, [TableChange("Reports", "ID", update={ASSUMED: {"Progress": "Theirs."}})])
    (conflict,) = collect(register.path, [part], today=TODAY).conflicts
    assert (conflict.row, conflict.ours, conflict.theirs) == (MAY.id, "Ours.", "Theirs.")
    patch(register.path, [TableChange("Conflicts", "Number", update={"1": {"Choice": "Theirs"}})])
    register.sync(MAY)
    assert register.people_s(MAY.id)["Progress"] == "Theirs."
    assert read_tables(register.path)["Conflicts"].rows[0].values["Resolved"] == TODAY


def test_a_choice_made_after_the_row_lost_its_place_decides_about_the_new_one(register):
    part = mailed(register)
    edit(register.path, "Reports", ASSUMED, {"Progress": "Ours."})
    patch(part, [TableChange("Reports", "ID", update={ASSUMED: {"Progress": "Theirs."}})])
    collect(register.path, [part], today=TODAY)
    register.sync(MAY)
    patch(register.path, [TableChange("Conflicts", "Number", update={"1": {"Choice": "Theirs"}})])
    (decided,) = register.sync(MAY).decided
    assert (decided.row, decided.before, decided.after) == (MAY.id, "Ours.", "Theirs.")
    assert register.people_s(MAY.id)["Progress"] == "Theirs."
    assert register.people_s(ASSUMED)["Progress"] == "Ours."


def test_what_comes_back_for_a_row_that_was_withdrawn_is_put_there_and_told(register):
    part = mailed(register)
    register.sync()
    patch(part, [TableChange("Reports", "ID", update={ASSUMED: {"Progress": "Theirs."}})])
    done = collect(register.path, [part], today=TODAY)
    assert register.people_s(ASSUMED)["Progress"] == "Theirs."
    assert f'Reports "{ASSUMED}" is withdrawn in the workbook; what came back was put there' in done.notes[-1]
