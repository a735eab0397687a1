"""Commands by the settings of `reporter.toml`: what stands there need not be typed, and what is typed wins."""

from __future__ import annotations

import pytest

from reporter.workbook import check, load, read_tables

TODAY = ("--today", "2026-11-20")


@pytest.fixture
def office(texts, folder):
    """A folder with texts, and a way to write its settings."""

    def write(text: str) -> None:
        (folder / "reporter.toml").write_text(text, encoding="utf-8")

    return write


def years(folder) -> set[str]:
    return {one.period[:4] for one in load(folder / "obligations.xlsx").reports if one.period[:2] == "20"}


def test_sources_and_horizon_are_taken_from_the_settings(run, folder, office):
    office('sources = ["resolutions/wtsa-res-134-2024.txt"]\nhorizon = 4\n')
    assert run("sync", "obligations.xlsx", *TODAY).code == 0
    assert {one.id for one in load(folder / "obligations.xlsx").resolutions} == {"WTSA-134-2024"}
    assert years(folder) == {"2026", "2027", "2028", "2029"}
    assert "nothing changed" in run("sync", "obligations.xlsx", *TODAY).err


def test_sources_that_are_typed_win(run, folder, office):
    office('sources = ["resolutions"]\n')
    assert run("sync", "obligations.xlsx", "resolutions/wtsa-res-134-2024.txt", *TODAY).code == 0
    assert len(load(folder / "obligations.xlsx").resolutions) == 1


def test_extract_and_review_read_the_sources_of_the_settings(run, folder, office):
    office('sources = ["resolutions/wtsa-res-134-2024.txt"]\n')
    assert run("extract", "--format", "json").out.count('"WTSA-134-2024/') >= 1
    assert run("review").code == 0
    assert (folder / "review.html").exists()


def test_statuses_bodies_and_meetings_of_the_settings_enter_the_workbook(run, folder, office):
    office(
        'sources = ["resolutions/wtsa-res-134-2024.txt"]\n'
        '[lists]\nstatuses = ["Waiting for input"]\nbodies = ["Archive Board"]\n'
        '[[meetings]]\nbody = "TSAG"\nmeeting = "TSAG-2027-05"\nstart = 2027-05-10\ndeadline = 2027-04-28\n'
    )
    assert run("sync", "obligations.xlsx", *TODAY).code == 0
    lists = read_tables(folder / "obligations.xlsx")["Lists"].rows
    assert "Waiting for input" in {row.values["Status"] for row in lists}
    assert "Archive Board" in {row.values["Body"] for row in lists}
    found = load(folder / "obligations.xlsx")
    assert {one.name: one.due.isoformat() for one in found.meetings if one.due}["TSAG-2027-05"] == "2027-04-28"
    assert "2027-04-28" in {one.due_date.isoformat() for one in found.reports if one.meeting == "TSAG-2027-05"}
    assert "nothing changed" in run("sync", "obligations.xlsx", *TODAY).err


def test_a_meeting_added_to_the_settings_moves_what_falls_due_there(run, folder, office):
    office('sources = ["resolutions/wtsa-res-134-2024.txt"]\n')
    run("sync", "obligations.xlsx", *TODAY)
    office(
        'sources = ["resolutions/wtsa-res-134-2024.txt"]\n'
        '[[meetings]]\nbody = "TSAG"\nmeeting = "TSAG-2027-05"\nstart = 2027-05-10\n'
    )
    assert run("sync", "obligations.xlsx", *TODAY).code == 0
    due = {one.meeting: one.due_date for one in load(folder / "obligations.xlsx").reports if one.state == "Current"}
    assert due["TSAG-2027-05"].isoformat() == "2027-05-10"
    assert "nothing changed" in run("sync", "obligations.xlsx", *TODAY).err


BOARD = """
organisation = "Example Agency"

[[body]]
name = "Archive Board"
kind = "board"
adopts = true
forms = ["Archive Board[ of the Agency]", "ARB"]

[[official]]
name = "Director General"
forms = ["Director General[ of the Agency]"]
"""
DECISION = """RESOLUTION 12 (Geneva, 2024)

Care of the archives

The World Telecommunication Standardization Assembly (Geneva, 2024),

instructs the Director General of the Agency

1 to report annually to ARB on the implementation of this resolution.
"""


def test_a_new_organisation_is_a_new_file(run, folder, office):
    (folder / "board.txt").write_text(DECISION, encoding="utf-8")
    (folder / "our-bodies.toml").write_text(BOARD, encoding="utf-8")
    office('sources = ["board.txt"]\norganisations = ["our-bodies.toml"]\n')
    assert run("sync", "obligations.xlsx", *TODAY).code == 0
    (duty,) = load(folder / "obligations.xlsx").obligations
    assert (duty.responsible, duty.recipients) == (("Director General",), ("Archive Board",))
    lists = read_tables(folder / "obligations.xlsx")["Lists"].rows
    assert "Archive Board" in {row.values["Body"] for row in lists}
    assert "is not a known body" not in " ".join(map(str, check(folder / "obligations.xlsx", load_day())))
    assert "Archive Board" in run("status", "obligations.xlsx", "--to", "ARB", *TODAY).out


def load_day():
    from datetime import date

    return date.fromisoformat(TODAY[1])


def test_a_slip_in_the_file_of_an_organisation_is_told_with_its_line(run, folder, office):
    office('sources = ["resolutions"]\norganisations = ["our-bodies.toml"]\n')
    (folder / "our-bodies.toml").write_text(
        '[[body]]\nname = "ARB"\nkind = "board"\nform = ["ARB"]\n', encoding="utf-8"
    )
    told = run("sync", "obligations.xlsx", *TODAY)
    assert told.code == 2
    assert told.errors == [
        'reporter: our-bodies.toml, line 4, body[1].form: there is no setting "form". Did you mean "forms"?'
    ]
    (folder / "our-bodies.toml").unlink()
    assert "our-bodies.toml: the settings cannot be read" in run("extract").errors[0]


def test_parts_are_made_and_merged_by_the_settings(run, folder, register):
    (folder / "reporter.toml").write_text(
        '[parts]\nby = "recipient"\nfolder = "sent"\nfile-name = "{date} {value}"\n', encoding="utf-8"
    )
    assert run("split", register, *TODAY).code == 0
    names = {path.name for path in (folder / "sent").iterdir()}
    assert "2026-11-20 TSAG.xlsx" in names
    assert "nothing to take over" in run("merge", register, *TODAY).err


def test_without_a_folder_for_parts_that_is_said(run, register):
    told = run("split", register, *TODAY)
    assert told.code == 2
    assert "no folder for the parts is named. Name one with --output" in told.errors[0]


def test_drafts_go_where_the_settings_say_in_their_form(run, folder, register):
    (folder / "reporter.toml").write_text('[drafts]\nfolder = "drafts"\nformat = "md"\n', encoding="utf-8")
    assert run("draft", register, "--to", "TSAG", "--year", "2026", *TODAY).code == 0
    assert [path.suffix for path in (folder / "drafts").iterdir()] == [".md"]


@pytest.mark.parametrize("command", ["sync obligations.xlsx", "split obligations.xlsx -o parts", "extract"])
def test_a_fault_in_the_settings_stops_a_command_before_it_does_anything(run, folder, office, command):
    office('sources = ["resolutions"]\nhorizn = 3\n')
    told = run(*command.split())
    assert told.code == 2
    assert told.errors == [
        'reporter: reporter.toml, line 2, horizn: there is no setting "horizn". Did you mean "horizon"?'
    ]
    assert not (folder / "obligations.xlsx").exists()
