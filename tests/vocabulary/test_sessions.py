"""In which year a body holds its n-th session: checked against sessions that were held."""

from __future__ import annotations

import pytest

from reporter.model import Resolution
from reporter.vocabulary.sessions import SessionTime, session_time


def adopted(body: str = "", number: str = "") -> Resolution:
    return Resolution(body, number, "", None, 2024, False, "r.txt", 0, 0, ())


@pytest.mark.parametrize(
    ("body", "number", "held"),
    [
        ("Human Rights Council", 22, SessionTime(2013, 2)),
        ("Human Rights Council", 44, SessionTime(2020, 6)),
        ("Human Rights Council", 57, SessionTime(2024, 9)),
        ("Human Rights Council", 1, None),  # the first three were held from June 2006 on
        ("World Health Assembly", 77, SessionTime(2024, 5)),
        ("International Labour Conference", 111, SessionTime(2023, 6)),
        ("International Labour Conference", 108, None),  # the 109th was put off to 2021: no rhythm before it
        ("Executive Board", 158, None),
    ],
)
def test_sessions_of_bodies_that_meet_by_the_calendar(body: str, number: int, held: SessionTime | None) -> None:
    assert session_time(body, number, adopted()) == held


@pytest.mark.parametrize(
    ("body", "cited", "recipient", "number", "held"),
    [
        ("General Conference", "GC(68)/RES/16", "General Conference", 70, SessionTime(2026)),
        ("IAEA General Conference", "GC(68)/RES/16", "General Conference", 70, SessionTime(2026)),
        ("IMO Assembly", "A.1177(33)", "Assembly", 34, SessionTime(2025)),
        ("ICAO Assembly", "A41-29", "Assembly", 42, SessionTime(2025)),
        ("General Conference", "GC(68)/RES/16", "Board of Governors", 70, None),
        ("Assembly", "29", "Assembly", 42, None),
        ("Economic and Social Council", "2024/23", "Economic and Social Council", 60, None),
    ],
)
def test_sessions_of_the_adopting_body(
    body: str, cited: str, recipient: str, number: int, held: SessionTime | None
) -> None:
    assert session_time(recipient, number, adopted(body, cited)) == held
