"""Meetings, and the reports that fall due at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body.

    Attributes:
        body: Canonical name: `TSAG`.
        name: Unique name people use: `TSAG-2026-05`, `PP-26`.
        start: First day; None where only the year is known.
        end: Last day; None where unknown.
        deadline: Last day for documents; None where unknown.
        year: Year of the meeting.
        place: City; None where unknown.
    """

    body: str
    name: str
    year: int
    start: date | None = None
    end: date | None = None
    deadline: date | None = None
    place: str | None = None

    @property
    def due(self) -> date | None:
        """Day by which a report must be in: the document deadline, else the first day; None where neither is known."""
        return self.deadline or self.start


@dataclass(frozen=True, slots=True)
class ReportDue:
    """One report that falls due: an obligation, one recipient, one period.

    Attributes:
        id: `WTSA-18-2024/instructs-2/TSAG/2026`.
        obligation: The obligation's id.
        resolution: The resolution's id.
        recipient: Canonical name.
        responsible: Canonical names, in the order of the text.
        period: What it covers: `2026`, `2026-Q1`, `2026-03`, or a meeting's name.
        meeting: Name of the meeting it is for; None where none is known.
        due_date: Day it must be in.
        notes: Why a person should look: `no TSAG meeting in 2026 is in Meetings: 31 December assumed`.
    """

    id: str
    obligation: str
    resolution: str
    recipient: str
    responsible: tuple[str, ...]
    period: str
    meeting: str | None
    due_date: date
    notes: tuple[str, ...] = ()
