"""The workbook's content as people left it, typed: what status, drafts and analysis read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporter.model.schedule import Meeting


def kind_of(resolution: str) -> str:
    """Kind of the text with that ID: those of decisions and opinions say what they are."""
    kinds = ("decision", "opinion", "recommendation")
    return next((kind for kind in kinds if f"-{kind.capitalize()}-" in resolution), "resolution")


@dataclass(frozen=True, slots=True)
class ResolutionEntry:
    """A row of `Resolutions`; attributes are named after its columns."""

    id: str
    body: str
    number: str
    title: str
    place: str | None
    year: int | None
    revision: bool
    revises: str | None
    file: str
    state: str
    notes: str

    @property
    def kind(self) -> str:
        """`resolution`, `decision`, `opinion` or `recommendation`."""
        return kind_of(self.id)


@dataclass(frozen=True, slots=True)
class ObligationEntry:
    """A row of `Obligations`; attributes are named after its columns."""

    id: str
    resolution: str
    clause: str
    text: str
    responsible: tuple[str, ...]
    recipients: tuple[str, ...]
    frequency: str
    due_event: str | None
    due_date: date | None
    subject: str
    force: str
    conditional: bool
    confidence: float | None
    source: str
    state: str
    notes: str
    review: str
    owner: str
    unit: str
    remarks: str
    superseded_by: str = ""
    replaces: str = ""
    lineage: str = ""


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """A row of `Actions`; attributes are named after its columns."""

    id: str
    resolution: str
    clause: str
    text: str
    addressees: tuple[str, ...]
    collaborators: tuple[str, ...]
    state: str
    status: str
    owner: str
    remarks: str


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A row of `Reports`; attributes are named after its columns. What nobody wrote is ""; a missing date is None."""

    id: str
    obligation: str
    resolution: str
    recipient: str
    responsible: tuple[str, ...]
    period: str
    meeting: str
    due_date: date | None
    state: str
    notes: str
    status: str
    owner: str
    progress: str
    results: str
    next_steps: str
    evidence: str
    document: str
    submitted_on: date | None
    remarks: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everything the workbook holds, in the order of its rows."""

    resolutions: tuple[ResolutionEntry, ...]
    obligations: tuple[ObligationEntry, ...]
    reports: tuple[ReportEntry, ...]
    meetings: tuple[Meeting, ...]
