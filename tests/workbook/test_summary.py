"""Resolutions as the summary that secretariats keep: who acts, who helps, who gets reports, and the conference's order."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from registers import TODAY, action, cells, edit, obligation, report, resolution, synced, wanted

from reporter.model import Action, Clause, Section, Source
from reporter.model.tables import MARK, REPORTED_TO, RESOLUTIONS
from reporter.resources import bundled
from reporter.workbook import TableChange, check, patch, sync
from reporter.workbook.create import ADDED_LATER
from reporter.workbook.summary import order_key

ID = "WTSA-18-2024"
TEMPLATE = bundled("workbooks") / "obligations-template.xlsx"


def section(verb: str, start: int) -> Section:
    clause = Clause(f"{verb} 1", "to act", start, start + 6)
    return Section(verb, verb, True, "somebody", "", None, (clause,), start - 1)


SPEAKING = resolution(sections=(section("instructs", 200), section("invites", 300), section("calls upon", 400)))


def act(start: int, *addressees: str, text: str = "to act", helpers: tuple[str, ...] = ()) -> Action:
    made = action(SPEAKING, place=f"at-{start}")
    source = Source(SPEAKING.file, start, start + 6)
    return replace(made, source=source, addressees=addressees, collaborators=helpers, text=text)


def row(path: Path, actions: list[Action], **parties: tuple[str, ...]) -> dict[str, object]:
    duty = obligation(SPEAKING, **parties)
    synced(path, wanted([SPEAKING], [duty], [report(duty)], actions=actions))
    return cells(path, "Resolutions", ID)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "obligations.xlsx"


def test_who_is_instructed_stands_apart_from_who_is_invited(path):
    actions = [
        act(300, "Member States"),
        act(400, "Sector Members", "Member States"),
        act(200, "Director of BR", "Director of TSB"),
    ]
    found = row(path, actions)
    assert found["Instructed"] == "Director of TSB; Director of BR"
    assert found["Invited"] == "Member States; Sector Members"


def test_a_clause_that_resolves_to_invite_invites(path):
    assert row(path, [act(200, "Academia", text="to invite Academia to take part")])["Invited"] == "Academia"


def test_who_cooperates_is_told_once(path):
    actions = [act(200, "TSAG", helpers=("TDAG", "RAG")), act(300, "TSAG", helpers=("RAG",))]
    assert row(path, actions)["Cooperates"] == "TDAG; RAG"


def test_bodies_that_get_reports_have_a_mark(path):
    found = row(path, [], recipients=("TSAG", "Council", "CWG-Internet"))
    assert found["Reports to"] == "TSAG; Council; CWG-Internet"
    assert {body for body in REPORTED_TO if found[body]} == {"TSAG", "Council"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "WTSA 0018 2024"),
        ({"number": "7", "year": None}, "WTSA 0007"),
        ({"body": "General Assembly", "number": "79/412"}, "General Assembly 0079/0412 2024"),
        ({"body": "", "number": ""}, "2024"),
    ],
)
def test_the_order_of_the_conference_is_a_text_that_sorts(changes, key):
    assert order_key(resolution(**changes)) == key


def test_resolution_9_comes_before_10_and_a_revision_behind_the_text_before_it():
    known = [("10", 2024), ("9", 2024), ("9", 2017), ("101", 2012)]
    keys = sorted((order_key(resolution(number=number, year=year)), number, year) for number, year in known)
    assert [one[1:] for one in keys] == [("9", 2017), ("9", 2024), ("10", 2024), ("101", 2012)]


def renamed_columns(path: Path, target: Path, names: dict[str, str]) -> None:
    """Gives columns of Resolutions other names, and takes their formulas away."""
    book = openpyxl.load_workbook(path)
    sheet = book["Resolutions"]
    for number, column in enumerate(sheet.tables["Resolutions"].tableColumns, 1):
        if column.name in names:
            column.name, column.calculatedColumnFormula = names[column.name], None
            sheet.cell(1, number, column.name)
    book.save(target)


def test_a_workbook_from_before_goes_on_without_the_summary_and_gets_it_when_the_columns_are_there(path, tmp_path):
    before = tmp_path / "before.xlsx"
    renamed_columns(TEMPLATE, before, {name: f"old {name}" for name in ADDED_LATER[RESOLUTIONS]})
    sync(path, wanted(), today=TODAY, template=before)
    assert not [one for one in check(path, TODAY) if one.table == "Resolutions" and one.severity == "error"]
    assert synced(path).unchanged
    renamed_columns(path, path, {"old Order": "Order", "old Reports to": "Reports to"})
    synced(path)
    found = cells(path, "Resolutions", ID)
    assert (found["Order"], found["Reports to"]) == ("WTSA 0018 2024", "TSAG")


@pytest.fixture(scope="module")
def computed(tmp_path_factory, soffice):
    """A register as LibreOffice computes it, in which an officer corrected a recipient and rejected a duty."""
    folder = tmp_path_factory.mktemp("summary")
    path = folder / "obligations.xlsx"
    other = resolution("20")
    duties = [obligation(recipients=("TSAG", "RAG")), obligation(other, recipients=("WTSA",))]
    reports = [report(duties[0], period="2027"), report(duties[0], period="2028")]
    synced(path, wanted([resolution(), other], duties, reports))
    edit(path, "Obligations", duties[0].id, {"Recipients": "TDAG; Council"})
    edit(path, "Obligations", duties[1].id, {"Review": "Rejected"})
    patch(path, [TableChange("Actions", "ID", update={action().id: {"Owner": "Ana"}})])
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(path)], check=True, capture_output=True, timeout=120)
    return openpyxl.load_workbook(folder / "out" / "obligations.xlsx", data_only=True)


def line(sheet, number: int) -> dict[str, object]:
    return dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in sheet[number]], strict=True))


def test_marks_follow_what_people_left_of_the_duties(computed):
    first, second = (line(computed["Resolutions"], number) for number in (2, 3))
    assert {body for body in REPORTED_TO if first[body] == MARK} == {"TDAG", "Council"}
    assert not [body for body in REPORTED_TO if second[body]]
    assert first["Open"] == "Open"


def test_a_duty_leads_to_its_reports(computed):
    first, second = (line(computed["Obligations"], number) for number in (2, 3))
    assert (first["Reports"], second["Reports"]) == (2, None)


def test_the_action_page_shows_an_action_with_its_resolution(computed):
    sheet = computed["Action page"]
    shown = {sheet.cell(row, 2).value: sheet.cell(row, 3).value for row in range(4, 19)}
    assert shown["Action"] == action().id
    assert (shown["Resolution"], shown["Title"], shown["Text"], shown["Owner"]) == (
        ID, resolution().title, action().text, "Ana",
    )  # fmt: skip
