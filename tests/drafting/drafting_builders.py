"""Registers with good defaults: a test says only what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from reporter.model import Meeting, ObligationEntry, Register, ReportEntry, ResolutionEntry

TODAY = date(2026, 11, 20)


def resolution(number: str = "18", *, body: str = "WTSA", **changes: Any) -> ResolutionEntry:
    values: dict[str, Any] = {
        "id": f"{body}-{number}-2024",
        "body": body,
        "number": number,
        "title": f"Subject of resolution {number}",
        "place": "New Delhi",
        "year": 2024,
        "revision": True,
        "revises": None,
        "file": f"{body}-{number}.docx",
        "state": "Current",
        "notes": "",
    }
    return ResolutionEntry(**(values | changes))


def obligation(
    clause: str = "instructs the Director of TSB 2", *, of: str = "WTSA-18-2024", **changes: Any
) -> ObligationEntry:
    values: dict[str, Any] = {
        "id": f"{of}/{clause.replace(' ', '-')}",
        "resolution": of,
        "clause": clause,
        "text": f"to report to TSAG each year, as {clause} says",
        "responsible": ("Director of TSB",),
        "recipients": ("TSAG",),
        "frequency": "annual",
        "due_event": None,
        "due_date": None,
        "subject": "the implementation of this resolution",
        "force": "instructs",
        "conditional": False,
        "confidence": 0.95,
        "source": f"{of}.docx",
        "state": "Current",
        "notes": "",
        "review": "Accepted",
        "owner": "",
        "unit": "",
        "remarks": "",
    }
    return ObligationEntry(**(values | changes))


def report(of: ObligationEntry | str, recipient: str = "TSAG", period: str = "2026", **changes: Any) -> ReportEntry:
    known = isinstance(of, ObligationEntry)
    identifier = of.id if known else of
    values: dict[str, Any] = {
        "id": f"{identifier}/{recipient}/{period}",
        "obligation": identifier,
        "resolution": of.resolution if known else identifier.partition("/")[0],
        "recipient": recipient,
        "responsible": of.responsible if known else (),
        "period": period,
        "meeting": "",
        "due_date": date(2026, 5, 11),
        "state": "Current",
        "notes": "",
        "status": "",
        "owner": "",
        "progress": "",
        "results": "",
        "next_steps": "",
        "evidence": "",
        "document": "",
        "submitted_on": None,
        "remarks": "",
    }
    return ReportEntry(**(values | changes))


def register(*reports: ReportEntry, obligations: Any = (), resolutions: Any = (), meetings: Any = ()) -> Register:
    return Register(tuple(resolutions), tuple(obligations), tuple(reports), tuple(meetings))


def single(**changes: Any) -> Register:
    """One duty under WTSA Resolution 18 with one report to TSAG in 2026."""
    duty = obligation()
    return register(report(duty, **changes), obligations=[duty], resolutions=[resolution()])


def small() -> Register:
    """Two resolutions, three duties, one of every kind of progress."""
    eighteen, two = resolution("18", title="Coordination among the Sectors"), resolution("2", title="Study groups")
    done = obligation("resolves 3", of=two.id, text="that TSAG shall be informed of the mandates each year,")
    begun = obligation("instructs the Director of TSB 1", of=eighteen.id, text="to report progress to TSAG annually;")
    missing = obligation(
        "instructs the Director of TSB 2",
        of=eighteen.id,
        text="to inform TSAG, jointly with the Directors of BR and BDT, of duplicated work;",
        responsible=("Director of BR", "Director of TSB", "Director of BDT"),
        recipients=("RAG", "TSAG", "TDAG"),
        frequency="each-meeting",
        owner="A. Focal",
    )
    return register(
        report(missing, due_date=date(2026, 11, 8)),
        report(
            begun,
            status="In progress",
            due_date=date(2026, 12, 31),
            owner="B. Point",
            progress="Two meetings were held:\n- in May, in Geneva\n- in November, online",
            next_steps="A third meeting.",
        ),
        report(
            done,
            status="Submitted",
            due_date=date(2026, 5, 11),
            submitted_on=date(2026, 5, 8),
            document="TSAG-TD101",
            progress="Mandates were reviewed.",
            results="Eleven study groups confirmed.",
            evidence="https://www.example.org/td/101 and the minutes",
        ),
        report(missing, "TDAG", due_date=date(2026, 6, 1)),
        obligations=[missing, begun, done],
        resolutions=[eighteen, two],
        meetings=[Meeting("TSAG", "TSAG-2026-11", 2026, date(2026, 11, 23), date(2026, 11, 27), None, "Geneva")],
    )
