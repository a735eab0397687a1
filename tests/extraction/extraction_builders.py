"""Small resolutions made for tests, and a short way to say what is expected of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reporter.extraction import Extraction, extract
from reporter.model import Clause, Obligation, Resolution, Section
from reporter.parsing.fold import fold
from reporter.parsing.verbs import address, opening

TSB = "instructs the Director of TSB"


@dataclass(frozen=True)
class Act:
    """What is expected of one reporting act; names are joined by "; "."""

    to: str
    often: str = "unspecified"
    about: str = ""
    who: str = "Director of TSB"
    event: str | None = None
    date: str | None = None
    conditional: bool = False
    force: str = "instructs"


@dataclass(frozen=True)
class Row:
    """A clause under a heading, why it is worth a row, and its acts; a decoy has none."""

    why: str
    text: str
    acts: tuple[Act, ...]
    heading: str = TSB
    body: str = "WTSA"


def row(why: str, text: str, *acts: Act, heading: str = TSB, body: str = "WTSA") -> Row:
    return Row(why, text, acts, heading, body)


def as_expected(one: Obligation) -> Act:
    """A record in the form of what is expected."""
    return Act(
        to="; ".join(one.recipients),
        often=one.frequency,
        about=one.subject,
        who="; ".join(one.responsible),
        event=one.due_event,
        date=one.due_date.isoformat() if isinstance(one.due_date, date) else None,
        conditional=one.conditional,
        force=one.force,
    )


@dataclass(frozen=True)
class Part:
    """A heading and its clauses, to be given places by `resolution`."""

    heading: str
    clauses: tuple[str, ...]
    operative: bool | None = None
    annex: str | None = None


def part(heading: str, *clauses: str, operative: bool | None = None, annex: str | None = None) -> Part:
    """A section; `operative` is told from the verb unless given, and an annex says "shall"."""
    return Part(heading, clauses, operative, annex)


def resolution(body: str, *parts: Part, title: str = "A made title", year: int = 2024) -> Resolution:
    """A resolution of these sections, with the offsets that its text would have."""
    at, sections = 0, []
    for one in parts:
        section, at = _section(one, at)
        sections.append(section)
    return Resolution(
        body=body, number="900", title=title, place="Geneva", year=year, revision=False, file="made.txt", start=0,
        end=at, sections=tuple(sections), id=f"{body or 'Unknown'}-900-{year}",
    )  # fmt: skip


def _section(one: Part, at: int) -> tuple[Section, int]:
    found = opening(one.heading)
    asked = address(one.heading[found.rest :]) if found else None
    verb = (
        "shall"
        if one.annex
        else f"{found.verb} to {found.inner}"
        if found and found.inner
        else found.verb
        if found
        else ""
    )
    operative = one.operative if one.operative is not None else bool(one.annex or (found and found.operative))
    start, clauses = at, []
    at += len(one.heading) + 1
    for number, text in enumerate(one.clauses, 1):
        citation = f"{one.annex or one.heading} {number}" if len(one.clauses) > 1 or one.annex else one.heading
        clauses.append(Clause(citation, text, at, at + len(text), reading=fold(text)))
        at += len(text) + 1
    section = Section(
        heading=one.heading, verb=verb, operative=operative, addressee=asked.addressee if asked else "",
        collaborators=asked.collaborators if asked else "", annex=one.annex, clauses=tuple(clauses), start=start,
    )  # fmt: skip
    return section, at


def extracted(one: Row) -> Extraction:
    """What is extracted from the clause of a row, alone in its resolution."""
    return extract(resolution(one.body, part(one.heading, one.text)))


def acts_of(extraction: Extraction) -> tuple[Act, ...]:
    return tuple(as_expected(one) for one in extraction.obligations)


def ids(rows: Iterable[Row]) -> list[str]:
    return [one.why for one in rows]
