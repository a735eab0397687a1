"""A resolution is revised: what people wrote of an action goes on in the row of the action that replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import reporter
from reporter.workbook import SyncResult, TableChange, Value, patch, read_tables

TODAY = date(2023, 3, 1)
HEAD = """RESOLUTION 59 (Rev. {place}, {year})
Working together among the three Sectors
The World Telecommunication Development Conference ({place}, {year}),
considering
that matters of mutual interest to the three Sectors are better treated once than three times,
instructs the Director of the Telecommunication Development Bureau, in collaboration with the Director of TSB
"""
LIST = "to keep a list of the studies that concern more than one Sector"
WORKSHOP = "to hold a joint workshop in each region before every study period"
TRAINING = "to train young engineers of rural areas in the planning of fibre networks"
MAILING = "to open a mailing list for the chairs of the study groups"


def action(year: int, number: int) -> str:
    return f"WTDC-59-{year}/instructs-Director-of-BDT-{number}"


class Office:
    def __init__(self, folder: Path) -> None:
        self.folder, self.workbook = folder, folder / "register.xlsx"

    def sync(self, place: str, year: int, *actions: str) -> SyncResult:
        text = self.folder / f"{year}" / "res-59.txt"
        text.parent.mkdir(exist_ok=True)
        clauses = ";\n".join(f"{number}\t{one}" for number, one in enumerate(actions, 1))
        text.write_text(HEAD.format(place=place, year=year) + clauses + ".\n", encoding="utf-8")
        done = reporter.sync(self.workbook, [text], today=TODAY, year=2023).result
        assert done
        return done

    def write(self, row: str, **cells: Value) -> None:
        patch(self.workbook, [TableChange("Actions", "ID", update={row: cells})])

    @property
    def rows(self) -> Mapping[str, Mapping[str, Value]]:
        return {str(row.values["ID"]): row.values for row in read_tables(self.workbook)["Actions"].rows}


@pytest.fixture
def revised(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.sync("Buenos Aires", 2017, LIST, WORKSHOP, TRAINING)
    office.write(action(2017, 1), Status="In progress", Owner="Ana", Remarks="Ask the study groups.")
    office.write(action(2017, 2), Status="Submitted", Owner="Ben")
    office.write(action(2017, 3), Owner="Eva", Addressee="Secretary-General")
    office.sync("Kigali", 2022, MAILING, LIST + " and the bodies that study them", TRAINING)
    return office


def test_status_owner_and_remarks_go_on_in_the_action_that_says_the_same(revised):
    kept = revised.rows[action(2022, 2)]
    assert (kept["Status"], kept["Owner"], kept["Remarks"]) == ("In progress", "Ana", "Ask the study groups.")
    assert (kept["State"], revised.rows[action(2017, 1)]["State"]) == ("Current", "Superseded")


def test_the_old_row_keeps_every_word(revised):
    old = revised.rows[action(2017, 1)]
    assert (old["Status"], old["Owner"], old["Remarks"]) == ("In progress", "Ana", "Ask the study groups.")


def test_a_corrected_addressee_goes_on_as_a_correction(revised):
    assert revised.rows[action(2022, 3)]["Addressee"] == "Secretary-General"
    revised.sync("Kigali", 2022, MAILING, LIST, TRAINING)
    assert revised.rows[action(2022, 3)]["Addressee"] == "Secretary-General"


def test_a_new_action_and_one_that_was_dropped_have_nothing_to_do_with_each_other(revised):
    assert not any(revised.rows[action(2022, 1)][column] for column in ("Status", "Owner", "Remarks"))
    assert revised.rows[action(2017, 2)]["Status"] == "Submitted"


def test_it_is_told_once(revised):
    rows = [row.values for row in read_tables(revised.workbook)["Changes"].rows]
    told = [one["Source"] for one in rows if one["Row"] == action(2022, 2)]
    assert told == ["new row (sync)", f"carried over from {action(2017, 1)}: Status, Owner, Remarks (sync)"]
    assert revised.sync("Kigali", 2022, MAILING, LIST + " and the bodies that study them", TRAINING).unchanged
