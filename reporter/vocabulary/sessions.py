"""In which year a body holds its n-th session."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from reporter.model import Resolution
from reporter.vocabulary.toml import load


@dataclass(frozen=True, slots=True)
class SessionTime:
    """When a session is held, as far as the body's rhythm tells.

    Attributes:
        year: Four digits.
        month: 1-12, in which it opens; None where the rhythm tells the year only.
    """

    year: int
    month: int | None = None


def session_time(body: str, number: int, resolution: Resolution) -> SessionTime | None:
    """When `body` holds its session `number`; None where that cannot be told.

    Args:
        body: Canonical name.
        number: Of the session, from 1.
        resolution: The one that names the session. Where it is the body's own and its number tells the session that
            adopted it (`GC(68)/RES/16`), the others are counted from there: many bodies share the name "General
            Conference", and only the number tells which one is meant.
    """
    for rhythm in load("sessions")["body"]:
        if rhythm["name"] == body and number >= rhythm["since"]:
            per_year = rhythm["per_year"]
            return SessionTime(rhythm["base"] + ceil(number / per_year), rhythm["months"][(number - 1) % per_year])
    if resolution.body == body or resolution.body.endswith(f" {body}"):
        return _counted_from(resolution, number)
    return None


def _counted_from(resolution: Resolution, number: int) -> SessionTime | None:
    for family in load("families")["session"]:
        cited = re.fullmatch(family["pattern"], resolution.number)
        # Without a base the number is the year itself, and tells no session.
        if cited and family["base"] and family.get("body", resolution.body) == resolution.body:
            return SessionTime(family["base"] + number * family["every"])
    return None
