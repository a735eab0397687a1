"""Where a duty comes from and what took its place, and how a row of the workbook says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TAKEN = re.compile(r"(?:carried over to|replaced by) (\S+)")
_SAME_WORDS = "the same words"


@dataclass(frozen=True, slots=True)
class Descent:
    """The place of one obligation in the lineage of its duty.

    Attributes:
        id: ID of the obligation.
        lineage: ID of the oldest known ancestor; its own where it has none.
        replaces: ID of the obligation of the revision before that it replaces; "" where the duty is new.
        change: How it differs from that one, in a line: `annually → every two years`; "" for the same duty in the same
            words.
        superseded_by: ID of the obligation of the next revision that replaces it; "" without one.
    """

    id: str
    lineage: str
    replaces: str = ""
    change: str = ""
    superseded_by: str = ""


def ancestors(obligation: str, descents: Mapping[str, Descent]) -> Iterator[Descent]:
    """The descents that lead from an obligation to its oldest ancestor, its own first.

    Args:
        obligation: ID.
        descents: By ID of the obligation.

    Returns:
        Descents that each replace something. One that leads back to where it came from ends the way.
    """
    seen = {obligation}
    while (found := descents.get(obligation)) and found.replaces and found.replaces not in seen:
        yield found
        obligation = found.replaces
        seen.add(obligation)


def place_taken(row: str, *, carried: bool) -> str:
    """What the Notes of a row of Reports say when another row took its place.

    Args:
        row: ID of that other row.
        carried: Whether what people wrote was carried over to it; there may have been nothing.
    """
    return f"{'carried over to' if carried else 'replaced by'} {row}"


def place_taken_by(notes: str) -> str:
    """ID of the row of Reports that took the place of the one with these Notes; "" where none did."""
    found = _TAKEN.fullmatch(notes.strip())
    return found[1] if found else ""


def told_replaces(descent: Descent) -> str | None:
    """What the column Replaces says: `WTSA-59-2017/instructs-2: annually → every two years`; None for a new duty."""
    return f"{descent.replaces}: {descent.change or _SAME_WORDS}" if descent.replaces else None


def read_replaces(text: str) -> tuple[str, str]:
    """`Descent.replaces` and `.change` of what the column Replaces says; both "" for a blank cell."""
    replaces, _, change = text.strip().partition(": ")
    return replaces, "" if change == _SAME_WORDS else change
