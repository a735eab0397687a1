"""What a resolution asks for: obligations to report, and actions that are not reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reporter.model.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clause stands.

    Attributes:
        file: As `Document.file`.
        start: Offset into `Document.text`, from 0.
        end: Offset just after the last character.
    """

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Obligation:
    """One reporting act; the obligation record. `to_record` gives its published form.

    Attributes:
        id: Stable and readable: `WTSA-18-2024/instructs-2`.
        resolution: The resolution it stands in.
        clause: As a delegate would cite it.
        text: The clause, verbatim.
        responsible: Who must report, canonical names in the order of the text; empty where the text leaves it open.
        recipients: To whom, canonical names in the order of the text.
        frequency: One of `Frequency`'s values.
        due_event: The event a one-off report is for (`next PP`, `80th session`), or the first of repeated reports; None
            without one. Several are parted
            by semicolons: one of each recipient in order, or all those of the one recipient; a list of sessions, days
            or years (`76th and 77th sessions`) asks for a report at each.
        due_date: A date the text itself gives, of repeated reports that of the first; None without one.
        subject: What the report is about, verbatim; "" where the clause does not say.
        force: The governing verb: `instructs`, `resolves`, `shall`.
        conditional: True where the duty only arises in a case the text names.
        source: Where the clause stands.
        confidence: 0-1; below 0.8 the record is shown for review.
        notes: Why a person should look.
        ends: The words with which the text ends a repeated report: `until 2028`, `until it is wound up`; None without
            an end. The record tells it in its notes.
    """

    id: str
    resolution: Resolution
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
    source: Source
    confidence: float
    notes: tuple[str, ...] = ()
    ends: str | None = None

    def to_record(self) -> Mapping[str, Any]:
        """The record as JSON-ready values, keys in the published order."""
        header = self.resolution
        return {
            "id": self.id,
            "resolution": {
                "body": header.body,
                "number": header.number,
                "title": header.title,
                "place": header.place,
                "year": header.year,
                "revision": header.revision,
            },
            "clause": self.clause,
            "text": self.text,
            "responsible": list(self.responsible),
            "recipients": list(self.recipients),
            "frequency": self.frequency,
            "due_event": self.due_event,
            "due_date": self.due_date.isoformat() if self.due_date else None,
            "subject": self.subject,
            "force": self.force,
            "conditional": self.conditional,
            "source": {"file": self.source.file, "start": self.source.start, "end": self.source.end},
            "confidence": self.confidence,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Action:
    """One operative clause that is not a reporting act.

    Attributes:
        id: As an obligation's: `WTSA-18-2024/resolves-1`.
        resolution: The resolution it stands in.
        clause: As a delegate would cite it.
        text: The clause, verbatim.
        addressees: Canonical names of who is to act; empty where the clause addresses nobody by name.
        collaborators: Canonical names of who is to help.
        source: Where the clause stands.
    """

    id: str
    resolution: Resolution
    clause: str
    text: str
    addressees: tuple[str, ...]
    collaborators: tuple[str, ...]
    source: Source
