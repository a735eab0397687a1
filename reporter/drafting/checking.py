"""Looks through a template before anything is rendered: what it names in vain, what it lacks, what is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reporter.drafting.choice import SUFFIXES, format_of
from reporter.drafting.context import (
    Counts,
    DutyItem,
    LeftOut,
    LetterItem,
    ReportContext,
    ReportItem,
    ResolutionItem,
)
from reporter.drafting.faults import Part
from reporter.drafting.sandbox import TemplateEnvironment
from reporter.model import TemplateError

Purpose = Literal["report", "letter", "brief"]

_TOP = ReportContext
NEEDS: Mapping[Purpose, tuple[tuple[type, str, str], ...]] = {
    "report": (
        (_TOP, "year", "year"),
        (_TOP, "today", "today"),
        (_TOP, "symbol", "symbol"),
        (_TOP, "counts", "counts"),
        (_TOP, "gaps", "gaps"),
        (_TOP, "outstanding", "outstanding"),
        (Counts, "overdue", "counts.overdue"),
        (LeftOut, "total", "left_out.total"),
        (LeftOut, "rejected", "left_out.rejected"),
        (ResolutionItem, "citation", "resolution.citation"),
        (ResolutionItem, "title", "resolution.title"),
        (DutyItem, "clause", "duty.clause"),
        (DutyItem, "text", "duty.text"),
        (DutyItem, "responsible", "duty.responsible"),
        (DutyItem, "before", "duty.before"),
        (ReportItem, "due", "report.due"),
        (ReportItem, "status", "report.status"),
        (ReportItem, "overdue", "report.overdue"),
        (ReportItem, "missing", "report.missing"),
        (ReportItem, "progress", "report.progress"),
        (ReportItem, "results", "report.results"),
        (ReportItem, "next_steps", "report.next_steps"),
        (ReportItem, "evidence", "report.evidence"),
        (ReportItem, "document", "report.document"),
        (ReportItem, "submitted_on", "report.submitted_on"),
        (ReportItem, "owner", "report.owner"),
    ),
    "letter": (
        (_TOP, "today", "today"),
        (LetterItem, "person", "letter.person"),
        (LetterItem, "reports", "letter.reports"),
        (ReportItem, "recipients", "report.recipients"),
        (ReportItem, "resolution", "report.resolution"),
        (ReportItem, "clause", "report.clause"),
        (ReportItem, "text", "report.text"),
        (ReportItem, "due", "report.due"),
    ),
    "brief": (
        (_TOP, "year", "year"),
        (_TOP, "today", "today"),
        (_TOP, "counts", "counts"),
        (_TOP, "outstanding", "outstanding"),
        (Counts, "reports", "counts.reports"),
        (Counts, "reported", "counts.reported"),
        (Counts, "overdue", "counts.overdue"),
    ),
}
"""What a complete document tells, by what the template is for: class, attribute, and how a template writes it."""

_BODY = ("body", "bodies", "body_name", "addressee", "to_addressee")
"""One of these says to whom a report goes."""


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What was found in a template.

    Attributes:
        file: The template.
        format: `docx`, `md` or `html`.
        purpose: What it is for, as its names tell: it goes through `letters`, or through `resolutions`, or neither.
        errors: What keeps it from being rendered, each with tag and place; empty where all is well.
        missing: Names that a complete document of this purpose has and this one lacks, in the order of the manual.
    """

    file: Path
    format: str
    purpose: Purpose
    errors: tuple[TemplateError, ...]
    missing: tuple[str, ...]


def check_template(file: Path) -> TemplateCheck:
    """Everything that is wrong with a template, found without rendering it.

    Raises:
        TemplateError: The file cannot be read, or its name is not that of a template.
    """
    form = format_of(file)
    if form is None:
        endings = ", ".join(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
        raise TemplateError("does not look like a template", file=file, hint=f"Its name should end in {endings}.")
    from reporter.drafting.rendering import faults_of

    try:
        errors, used = faults_of(*_opened(file, form))
    except ExceptionGroup as broken:
        errors, used = [error for error in broken.exceptions if isinstance(error, TemplateError)], []
    purpose = _purpose(used)
    return TemplateCheck(file, form, purpose, tuple(errors), () if errors else tuple(_missing(purpose, used)))


def _opened(file: Path, form: str) -> tuple[TemplateEnvironment, tuple[Part, ...]]:
    """The environment in which a template runs, and its parts as Jinja reads them."""
    from reporter.drafting.settings import shipped, words_of

    words = words_of(shipped().languages[0])
    if form == "docx":
        from reporter.drafting.word import word_parts

        return word_parts(file, words)
    from reporter.drafting.rendering import template_source, text_environment

    environment = text_environment("md" if form == "md" else "html", words)
    return environment, (Part(file, "", template_source(file)),)


def _purpose(used: Sequence[tuple[type | None, str]]) -> Purpose:
    names = {name for owner, name in used if owner is ReportContext}
    return "letter" if "letters" in names else "report" if "resolutions" in names else "brief"


def _missing(purpose: Purpose, used: Sequence[tuple[type | None, str]]) -> Iterator[str]:
    known = set(used)
    if purpose != "letter" and not any((ReportContext, name) in known for name in _BODY):
        yield "body"
    for owner, name, written in NEEDS[purpose]:
        # Inside a macro the text does not tell of what a name is asked.
        if (owner, name) not in known and (owner is ReportContext or (None, name) not in known):
            yield written
