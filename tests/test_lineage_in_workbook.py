"""A resolution is revised: what people wrote of a duty goes on in the row of the duty that replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import reporter
from reporter.model import ObligationEntry, ReportEntry
from reporter.resources import bundled
from reporter.workbook import SyncResult, TableChange, Value, check, load, patch, read_tables

TODAY = date(2023, 3, 1)

HEAD = """RESOLUTION 59 (Rev. {place}, {year})
Working together among the three Sectors
The World Telecommunication Development Conference ({place}, {year}),
considering
that matters of mutual interest to the three Sectors are better treated once than three times,
instructs the Director of the Telecommunication Development Bureau
"""

IMPLEMENTATION = "to report annually to TDAG on the implementation of this resolution"
ACCESSIBILITY = "to report annually to TDAG on joint activities on accessibility for persons with disabilities"
DUPLICATES = "to submit annually to TDAG a report on duplicated studies of the three Sectors"
SATELLITES = (
    "to report annually to TDAG on the use of satellite capacity in the least developed countries, in small island "
    "developing States and in landlocked developing countries, with the prices paid for it"
)
WORKSHOPS = "to present annually to TDAG an account of the joint workshops and of their cost"
ENGINEERS = "to inform TDAG annually of the training of young engineers in rural areas"

BIENNIAL = IMPLEMENTATION.replace("annually", "every two years")
FIBRE = SATELLITES.replace("capacity in", "capacity and of fibre in")

OLD = (IMPLEMENTATION, ACCESSIBILITY, DUPLICATES, SATELLITES, WORKSHOPS)
NEW = (BIENNIAL, ACCESSIBILITY, FIBRE, WORKSHOPS, ENGINEERS)


def old(number: int, more: str = "") -> str:
    return f"WTDC-59-2017/instructs-Director-of-BDT-{number}{more}"


def new(number: int, more: str = "") -> str:
    return f"WTDC-59-2022/instructs-Director-of-BDT-{number}{more}"


class Office:
    """An officer's workbook, and the texts that come in."""

    def __init__(self, folder: Path) -> None:
        self.workbook = folder / "register.xlsx"
        self.text_2012 = self._text(folder, "Dubai", 2012, OLD)
        self.text_2017 = self._text(folder, "Buenos Aires", 2017, OLD)
        self.text_2022 = self._text(folder, "Kigali", 2022, NEW)
        self.text_2025 = self._text(folder, "Baku", 2025, NEW)

    def _text(self, folder: Path, place: str, year: int, duties: tuple[str, ...]) -> Path:
        path = folder / str(year) / "res-59.txt"
        path.parent.mkdir()
        clauses = ";\n".join(f"{number}\t{duty}" for number, duty in enumerate(duties, 1))
        path.write_text(HEAD.format(place=place, year=year) + clauses + ".\n", encoding="utf-8")
        return path

    def sync(self, *texts: Path, template: Path | None = None) -> SyncResult:
        done = reporter.sync(self.workbook, texts, today=TODAY, year=2023, template=template).result
        assert done
        return done

    def write(self, table: str, row: str, **cells: Value) -> None:
        update = {row: {column.replace("_", " "): value for column, value in cells.items()}}
        patch(self.workbook, [TableChange(table, "ID", update=update)])

    def delete(self, table: str, row: str) -> None:
        book = openpyxl.load_workbook(self.workbook)
        sheet = book[table]
        (number,) = [cell.row for cell in sheet["A"] if cell.value == row]
        sheet.delete_rows(number)
        found = sheet.tables[table]
        found.ref = found.autoFilter.ref = f"A1:{found.ref.split(':')[1].rstrip('0123456789')}{sheet.max_row}"
        book.save(self.workbook)

    def stays_the_same(self, *texts: Path) -> bool:
        """Whether a sync changes no byte."""
        before = self.workbook.read_bytes()
        return self.sync(*texts).unchanged and self.workbook.read_bytes() == before

    @property
    def duties(self) -> Mapping[str, ObligationEntry]:
        return {one.id: one for one in load(self.workbook).obligations}

    @property
    def reports(self) -> Mapping[str, ReportEntry]:
        return {one.id: one for one in load(self.workbook).reports}

    def cells(self, table: str, row: str) -> Mapping[str, Value]:
        return next(one.values for one in read_tables(self.workbook)[table].rows if one.values["ID"] == row)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def revised(office: Office) -> Office:
    """The revision of 2022 came into a workbook in which people had worked; its sources hold nothing but it."""
    office.sync(office.text_2017)
    office.write("Obligations", old(1), Review="Accepted", Owner="Ana", Unit="PKM", Remarks="Ask Geneva.")
    office.write("Obligations", old(2), Review="Accepted", Owner="Ben")
    office.write("Obligations", old(4), Review="Rejected", Recipients="TDAG; TSAG")
    office.write("Obligations", old(5), Review="Rejected", Recipients="Council")
    office.write(
        "Reports", old(1, "/TDAG/2024"), Status="In progress", Owner="Ana", Progress="Survey.", Evidence="a.pdf"
    )
    office.write(
        "Reports",
        old(2, "/TDAG/2023"),
        Status="Submitted",
        Owner="Ben",
        Results="Done.",
        Next_steps="None.",
        Document="TDAG/12",
        Submitted_on=date(2023, 2, 1),
        Remarks="Well received.",
    )
    office.write("Reports", old(2, "/TDAG/2024"), Owner="Ben")
    office.write("Reports", old(3, "/TDAG/2023"), Status="In progress", Progress="Two found.")
    office.sync(office.text_2022)
    return office


def test_the_old_duty_names_the_new_one_and_the_new_one_what_it_replaces_and_what_changed(revised):
    duties = revised.duties
    assert {key: (one.state, one.superseded_by) for key, one in duties.items() if "2017" in key} == {
        old(1): ("Superseded", new(1)),
        old(2): ("Superseded", new(2)),
        old(3): ("Superseded", ""),
        old(4): ("Superseded", new(3)),
        old(5): ("Superseded", new(4)),
    }
    assert {key: (one.state, one.replaces) for key, one in duties.items() if "2022" in key} == {
        new(1): ("Current", f"{old(1)}: annually → every two years"),
        new(2): ("Current", f"{old(2)}: the same words"),
        new(3): ("Current", f"{old(4)}: added: and of fibre"),
        new(4): ("Current", f"{old(5)}: the same words"),
        new(5): ("Current", ""),
    }
    assert [one.lineage for key, one in duties.items() if "2022" in key] == [old(1), old(2), old(4), old(5), new(5)]
    assert [one.lineage for key, one in duties.items() if "2017" in key] == [old(number) for number in range(1, 6)]


def test_the_people_of_a_duty_go_on(revised):
    assert {
        key: (one.owner, one.unit, one.remarks) for key, one in revised.duties.items() if "2022" in key and one.owner
    } == {new(1): ("Ana", "PKM", "Ask Geneva."), new(2): ("Ben", "", "")}
    assert (revised.duties[old(1)].owner, revised.duties[old(1)].review) == ("Ana", "Accepted")


def test_a_decision_holds_for_the_same_words_and_is_to_be_checked_for_others(revised):
    assert {key: (one.review, one.notes.split("; ")[0]) for key, one in revised.duties.items() if "2022" in key} == {
        new(1): ("To check", f"{old(1)} was accepted, and changed since"),
        new(2): ("Accepted", ""),
        new(3): ("To check", f"{old(4)} was rejected, and changed since"),
        new(4): ("Rejected", "Recipients is a correction: the text says TDAG"),
        new(5): ("", ""),
    }
    revised.write("Obligations", new(1), Review="Accepted")
    revised.sync(revised.text_2022)
    assert revised.duties[new(1)].notes == ""


def test_a_duty_that_somebody_wants_to_check_again_is_not_said_to_have_changed(revised):
    revised.write("Obligations", new(2), Review="To check")
    assert revised.stays_the_same(revised.text_2022)
    assert revised.duties[new(2)].notes == ""


def test_a_correction_goes_on_as_a_person_s_and_the_row_shows_both(revised):
    corrected = revised.duties[new(3)]
    assert corrected.recipients == ("TDAG", "TSAG")
    assert corrected.notes.split("; ")[1:] == ["Recipients is a correction: the text says TDAG"]
    scheduled = {key.rpartition("/")[0] for key in revised.reports if key.startswith(new(3))}
    assert scheduled == {new(3, "/TDAG"), new(3, "/TSAG")}
    revised.text_2022.write_text(revised.text_2022.read_text(encoding="utf-8").replace("fibre", "glass fibre"))
    revised.sync(revised.text_2022)
    assert revised.duties[new(3)].recipients == ("TDAG", "TSAG")
    revised.write("Obligations", new(3), Recipients="TDAG")
    revised.sync(revised.text_2022)
    assert "correction" not in revised.duties[new(3)].notes


def test_a_duty_that_stays_rejected_asks_for_no_report(revised):
    assert not [key for key in revised.reports if key.startswith(new(4))]


def test_what_was_written_of_a_report_goes_on_in_the_same_report_of_the_new_duty(revised):
    begun = revised.reports[new(1, "/TDAG/2024")]
    assert (begun.state, begun.status, begun.owner, begun.progress, begun.evidence) == (
        "Current", "In progress", "Ana", "Survey.", "a.pdf",
    )  # fmt: skip
    done = revised.reports[new(2, "/TDAG/2023")]
    assert (done.state, done.status, done.owner, done.results, done.next_steps) == (
        "Current", "Submitted", "Ben", "Done.", "None.",
    )  # fmt: skip
    assert (done.document, done.submitted_on, done.remarks) == ("TDAG/12", date(2023, 2, 1), "Well received.")
    coming = revised.reports[new(2, "/TDAG/2024")]
    assert (coming.status, coming.owner) == ("Not started", "Ben")


def test_a_corrected_due_date_holds_for_the_same_report_and_only_for_that(office):
    office.sync(office.text_2017)
    for duty in (1, 2):
        office.write("Reports", old(duty, "/TDAG/2023"), Due_date=date(2023, 6, 30), Responsible="Secretary-General")
    office.sync(office.text_2022)
    same = office.reports[new(2, "/TDAG/2023")]
    assert (same.due_date, same.responsible) == (date(2023, 6, 30), ("Secretary-General",))
    assert office.reports[new(1, "/TDAG/2024")].due_date == date(2024, 5, 20)
    assert office.stays_the_same(office.text_2022)


def test_the_old_report_keeps_every_word_and_names_the_row_it_went_to(revised):
    for row, place in {
        old(1, "/TDAG/2024"): f"carried over to {new(1, '/TDAG/2024')}",
        old(2, "/TDAG/2023"): f"carried over to {new(2, '/TDAG/2023')}",
        old(4, "/TDAG/2023"): f"replaced by {new(3, '/TDAG/2023')}",
    }.items():
        assert (revised.reports[row].state, revised.reports[row].notes) == ("Superseded", place)
    kept = revised.reports[old(2, "/TDAG/2023")]
    assert (kept.status, kept.owner, kept.document) == ("Submitted", "Ben", "TDAG/12")


def test_what_was_begun_of_a_duty_that_nothing_replaces_stays_owed(revised):
    stays = revised.reports[old(3, "/TDAG/2023")]
    assert (stays.state, stays.status, stays.progress) == ("Current", "In progress", "Two found.")
    assert revised.reports[old(3, "/TDAG/2024")].state == "Superseded"


def test_a_second_sync_changes_no_byte_whichever_texts_it_is_given(revised):
    new_text, old_text = revised.text_2022, revised.text_2017
    for texts in ([new_text], [old_text, new_text], [new_text, old_text], [old_text], [new_text]):
        assert revised.stays_the_same(*texts)


def test_changes_and_the_screen_say_what_was_carried_over(office):
    from reporter.cli.diary import story

    office.sync(office.text_2017)
    office.write("Obligations", old(1), Owner="Ana")
    office.write("Reports", old(2, "/TDAG/2023"), Status="Drafted", Progress="Text.")
    result = office.sync(office.text_2022)
    told = {
        ("Obligations", new(1)): f"carried over from {old(1)}: Owner",
        ("Reports", new(2, "/TDAG/2023")): f"carried over from {old(2, '/TDAG/2023')}: Status, Progress",
    }
    assert {(one.table, one.row): one.note for one in result.carried} == told
    diary = [row.values for row in read_tables(office.workbook)["Changes"].rows]
    assert {(one["Table"], one["Row"]): str(one["Source"]).removesuffix(" (sync)") for one in diary} | told == {
        (one["Table"], one["Row"]): str(one["Source"]).removesuffix(" (sync)") for one in diary
    }
    screen = [*story(result, dry_run=False)]
    assert screen[:3] == [
        "Carried over to the row that takes a row's place (2):",
        f"  duty {new(1)}: {told['Obligations', new(1)]}",
        f"  report {new(2, '/TDAG/2023')}: {told['Reports', new(2, '/TDAG/2023')]}",
    ]


def test_what_was_carried_over_is_counted_drafted_and_checked_once(revised, tmp_path):
    standings = [one.report.id for one in reporter.status(revised.workbook, today=TODAY)]
    assert new(2, "/TDAG/2023") in standings
    assert old(2, "/TDAG/2023") not in standings
    (draft,) = reporter.draft(revised.workbook, to="TDAG", year=2023, today=TODAY, output=tmp_path / "d", format="md")
    assert draft.path.read_text(encoding="utf-8").count("Done.") == 1
    revised.write("Reports", old(2, "/TDAG/2023"), Document=None)
    assert not [one for one in check(revised.workbook, TODAY) if one.row == old(2, "/TDAG/2023")]


def test_an_owner_goes_on_where_no_report_is_for_the_same_period(office):
    office.sync(office.text_2017)
    for year in ("2023", "2024"):
        office.write("Reports", old(1, f"/TDAG/{year}"), Owner="Ana", Progress="Text.")
    office.text_2022.write_text(
        office.text_2022.read_text(encoding="utf-8").replace("every two years", "every six months"), encoding="utf-8"
    )
    office.sync(office.text_2022)
    found = {key: one for key, one in office.reports.items() if key.startswith(new(1))}
    assert len(found) > 2
    assert {(one.owner, one.progress, one.status) for one in found.values()} == {("Ana", "", "Not started")}
    assert {office.reports[old(1, f"/TDAG/{year}")].state for year in ("2023", "2024")} == {"Current"}
    assert office.stays_the_same(office.text_2022)


# In what order texts arrive


def test_both_revisions_in_a_new_workbook(office):
    office.sync(office.text_2017, office.text_2022)
    assert (office.duties[old(1)].state, office.duties[old(1)].superseded_by) == ("Superseded", new(1))
    assert (office.duties[new(3)].lineage, office.duties[new(5)].lineage) == (old(4), new(5))
    assert not [key for key in office.reports if "2017" in key]
    assert office.stays_the_same(office.text_2022)


def test_the_older_text_comes_after_the_newer_one(office):
    office.sync(office.text_2022)
    office.write("Obligations", new(1), Owner="Ana", Review="Accepted")
    office.write("Reports", new(2, "/TDAG/2023"), Progress="Text.")
    assert office.duties[new(1)].lineage == new(1)
    office.sync(office.text_2017)
    assert (office.duties[new(1)].lineage, office.duties[new(1)].replaces) == (
        old(1),
        f"{old(1)}: annually → every two years",
    )
    assert (office.duties[old(1)].state, office.duties[old(1)].superseded_by) == ("Superseded", new(1))
    assert (office.duties[new(1)].owner, office.duties[new(1)].review) == ("Ana", "Accepted")
    assert (office.duties[old(1)].owner, office.duties[old(1)].review) == ("", "")
    assert office.reports[new(2, "/TDAG/2023")].progress == "Text."
    assert not [key for key in office.reports if "2017" in key]
    assert office.stays_the_same(office.text_2017)
    assert office.stays_the_same(office.text_2022)


def test_what_people_wrote_goes_through_a_revision_that_arrives_with_the_next_one(office):
    office.sync(office.text_2012)
    oldest = old(1).replace("2017", "2012")
    office.write("Obligations", oldest, Owner="Ana", Review="Accepted", Recipients="TSAG")
    office.write("Reports", f"{oldest}/TDAG/2024", Progress="Text.")
    office.sync(office.text_2017, office.text_2022)
    duty = office.duties[new(1)]
    assert (duty.lineage, duty.owner, duty.review, duty.recipients) == (oldest, "Ana", "To check", ("TSAG",))
    assert duty.notes.startswith(f"{old(1)} was accepted, and changed since")
    assert office.duties[old(1)].review == "Accepted"
    assert office.stays_the_same(office.text_2017, office.text_2022)
    assert office.stays_the_same(office.text_2022)


def test_the_lineage_stays_known_when_people_delete_the_old_row(revised):
    revised.delete("Obligations", old(1))
    revised.sync(revised.text_2022)
    duty = revised.duties[new(1)]
    assert (duty.lineage, duty.replaces) == (old(1), f"{old(1)}: annually → every two years")
    assert revised.stays_the_same(revised.text_2022)


@pytest.mark.parametrize("deleted", [False, True])
def test_one_lineage_goes_through_all_revisions_though_each_comes_alone(revised, deleted):
    if deleted:
        revised.delete("Obligations", old(1))
        revised.sync(revised.text_2022)
    revised.sync(revised.text_2025)
    newest = new(1).replace("2022", "2025")
    assert revised.duties[newest].lineage == old(1)
    assert revised.duties[newest].replaces == f"{new(1)}: the same words"
    assert (revised.duties[newest].owner, revised.duties[newest].review) == ("Ana", "To check")
    assert revised.duties[new(1)].superseded_by == newest
    assert revised.duties[newest.replace("BDT-1", "BDT-3")].recipients == ("TDAG", "TSAG")
    assert revised.stays_the_same(revised.text_2025)
    assert revised.stays_the_same(revised.text_2022)


def test_a_corrected_recipient_does_not_make_another_duty_of_it(office):
    office.sync(office.text_2017)
    office.write("Obligations", old(1), Recipients="Council", Responsible="Secretary-General", Clause="instructs 99")
    office.write("Obligations", old(2), Due_event="next PP", Text="to report on accessibility")
    office.sync(office.text_2022)
    assert office.duties[old(1)].superseded_by == new(1)
    assert (office.duties[new(1)].recipients, office.duties[new(1)].responsible) == (
        ("Council",),
        ("Secretary-General",),
    )
    assert office.duties[new(1)].clause == office.duties[new(5)].clause.replace("5", "1")
    assert (office.duties[new(2)].due_event, office.duties[new(2)].text) == (None, f"{ACCESSIBILITY};")


def test_a_duty_that_was_no_duty_has_no_successor(office):
    office.sync(office.text_2017)
    office.write("Obligations", old(5), Owner="Ana")
    text = office.text_2017.read_text(encoding="utf-8")
    office.text_2017.write_text(text.replace(WORKSHOPS, "to hold joint workshops"), encoding="utf-8")
    office.sync(office.text_2017)
    assert office.duties[old(5)].state == "Withdrawn"
    office.sync(office.text_2022)
    assert (office.duties[new(4)].replaces, office.duties[new(4)].owner) == ("", "")
    assert office.duties[old(5)].superseded_by == ""


def test_a_correction_that_the_new_text_makes_itself_is_none_any_more(office):
    office.sync(office.text_2017)
    office.write("Obligations", old(1), Frequency="biennial")
    result = office.sync(office.text_2022)
    assert (office.duties[new(1)].frequency, office.duties[new(1)].notes) == ("biennial", "")
    assert not result.carried
    assert office.stays_the_same(office.text_2022)


# Workbooks that were made before there was a lineage


@pytest.fixture
def older_template(tmp_path: Path) -> Path:
    """The template without the columns of the lineage."""
    path = tmp_path / "older.xlsx"
    book = openpyxl.load_workbook(bundled("workbooks") / "obligations-template.xlsx")
    sheet, names = book["Obligations"], ("Superseded by", "Replaces", "Lineage")
    table = sheet.tables["Obligations"]
    for cell in sheet[1]:
        if cell.value in names:
            cell.value = f"Column {names.index(cell.value)}"
    for column in table.tableColumns:
        if column.name in names:
            column.name = f"Column {names.index(column.name)}"
    book.save(path)
    return path


def test_a_workbook_without_the_columns_goes_on_and_gets_them_filled_once_they_are_there(office, older_template):
    office.sync(office.text_2017, template=older_template)
    office.write("Obligations", old(1), Owner="Ana")
    office.write("Reports", old(2, "/TDAG/2023"), Status="Drafted", Progress="Text.")
    office.sync(office.text_2022)
    assert office.duties[new(1)].owner == "Ana"
    assert office.reports[new(2, "/TDAG/2023")].progress == "Text."
    assert office.reports[old(2, "/TDAG/2023")].notes == f"carried over to {new(2, '/TDAG/2023')}"
    assert office.duties[new(1)].lineage == ""
    assert office.stays_the_same(office.text_2022)
    told = [one for one in check(office.workbook, TODAY) if "Lineage" in one.message]
    assert [one.severity for one in told] == ["warning"]
    book = openpyxl.load_workbook(office.workbook)
    sheet = book["Obligations"]
    for cell in sheet[1]:
        cell.value = {"Column 0": "Superseded by", "Column 1": "Replaces", "Column 2": "Lineage"}.get(
            cell.value, cell.value
        )
    for column, cell in zip(sheet.tables["Obligations"].tableColumns, sheet[1], strict=True):
        column.name = cell.value
    book.save(office.workbook)
    office.sync(office.text_2022)
    assert (office.duties[new(1)].lineage, office.duties[old(1)].superseded_by) == (old(1), new(1))
    assert office.duties[old(3)].lineage == old(3)
    assert office.stays_the_same(office.text_2022)
