"""The built-in calendar: every entry is looked at, and every way of asking for one."""

from __future__ import annotations

import pytest

from reporter.model import Meeting
from reporter.vocabulary.conferences import (
    Conference,
    canonical_place,
    conferences,
    find,
    held_at,
    known_meetings,
    named,
    places,
)
from reporter.vocabulary.general_assembly import session, session_of_resolution, session_opening_in


@pytest.mark.parametrize("one", conferences(), ids=lambda one: one.name)
def test_every_conference_is_whole(one: Conference) -> None:
    assert one.body in {"PP", "WTSA", "WTDC", "RA", "WRC"}
    assert find(one.place, one.year, one.body) == one
    assert all(named(name) == one for name in (one.name, *one.other_names))
    assert all(canonical_place(spelling) == one.place for spelling in (one.place, *one.aliases))
    assert all(day.year == one.year for day in (one.start, one.end) if day)
    if one.start and one.end:
        # The longest of them, in 1947, lasted thirteen weeks.
        assert 0 <= (one.end - one.start).days <= 93


@pytest.mark.parametrize("one", known_meetings(), ids=lambda one: one.name)
def test_every_meeting_has_days_in_its_year_and_a_deadline_before_them(one: Meeting) -> None:
    assert one.start is not None
    assert one.start.year == one.year
    assert one.end is None or one.end >= one.start
    assert one.deadline is None or one.deadline < one.start


def test_names_are_unique() -> None:
    names = [name for one in conferences() for name in (one.name, *one.other_names)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("place", "year", "body", "expected"),
    [
        ("Dubai", 2018, None, "PP-18"),
        ("New Delhi", 2024, None, "WTSA-24"),
        ("BUENOS AIRES", 2017, None, "WTDC-17"),
        ("Kigali", 2022, None, "WTDC-22"),
        ("Geneva", 2022, None, "WTSA-20"),
        ("Genève", 2022, None, "WTSA-20"),
        ("Florianopolis", 2004, None, "WTSA-04"),
        ("Malaga-Torremolinos", 1973, None, "PP-73"),
        ("Sharm El Sheikh", 2019, "RA", "RA-19"),
        ("Sharm el-Sheikh", 2019, None, None),  # RA-19 and WRC-19: the place does not tell them apart
        ("Dubai", 2019, None, None),
        ("Atlantis", 2018, None, None),
        ("Dubai", 2018, "WTSA", None),
    ],
)
def test_a_conference_is_found_by_place_and_year(place: str, year: int, body: str | None, expected: str | None) -> None:
    found = find(place, year, body)
    assert (found.name if found else None) == expected


def test_assembly_and_conference_back_to_back_are_both_told() -> None:
    assert [one.name for one in held_at("Sharm el-Sheikh", 2019)] == ["RA-19", "WRC-19"]


@pytest.mark.parametrize(("name", "expected"), [("wtdc-21", "WTDC-22"), ("WTSA 22", "WTSA-20"), ("WRC-00", "WRC-2000")])
def test_a_conference_is_found_by_any_of_its_names(name: str, expected: str) -> None:
    found = named(name)
    assert found is not None
    assert found.name == expected


def test_unknown_names_and_places_are_not_guessed() -> None:
    assert named("PP-99") is None
    assert canonical_place("Atlantis") is None
    assert {"Geneva", "Genève", "Marrakech"} <= places()


@pytest.mark.parametrize(
    ("number", "opened"),
    [
        # The days on which sessions did open.
        (73, "2018-09-18"),
        (74, "2019-09-17"),
        (75, "2020-09-15"),
        (76, "2021-09-14"),
        (77, "2022-09-13"),
        (78, "2023-09-05"),
        (79, "2024-09-10"),
        (80, "2025-09-09"),
    ],
)
def test_sessions_of_the_general_assembly_open_by_rule(number: int, opened: str) -> None:
    assert str(session(number).start) == opened
    assert session_opening_in(1945 + number) == session(number)


@pytest.mark.parametrize(
    ("number", "name"), [(1, "1st session"), (12, "12th session"), (81, "81st session"), (111, "111th session")]
)
def test_sessions_are_named_as_texts_name_them(number: int, name: str) -> None:
    assert session(number).name == name


def test_of_old_sessions_only_the_year_is_told() -> None:
    assert (session(40).year, session(40).start) == (1985, None)


@pytest.mark.parametrize(
    ("number", "expected"), [("79/1", 79), ("A/RES/80/221", 80), ("78/327 B", 78), ("1514 (XV)", None), ("", None)]
)
def test_the_number_of_a_resolution_tells_its_session(number: str, expected: int | None) -> None:
    assert session_of_resolution(number) == expected
