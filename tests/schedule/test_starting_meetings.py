"""What the table Meetings holds in a new workbook."""

from __future__ import annotations

from reporter.schedule import starting_meetings


def test_a_new_workbook_starts_with_what_is_known_from_the_year_before_on() -> None:
    names = [one.name for one in starting_meetings(2026)]
    assert {"WTDC-25", "Council-26", "PP-26", "RA-27", "WRC-27"} <= set(names)
    assert "WTSA-24" not in names


def test_meetings_are_in_order_and_their_names_are_unique() -> None:
    found = starting_meetings(1900)
    assert [one.year for one in found] == sorted(one.year for one in found)
    assert len({one.name for one in found}) == len(found)
