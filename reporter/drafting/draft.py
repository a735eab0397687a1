"""The public door: from the register to a finished draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from reporter.drafting.assemble import assemble
from reporter.drafting.choice import check_format, choose
from reporter.drafting.context import Counts, ReportContext, ReportItem
from reporter.drafting.limits import Limits
from reporter.drafting.naming import Named, Naming, stems
from reporter.drafting.selection import Omission, Selection, nothing_to_report, select
from reporter.drafting.settings import words_of
from reporter.drafting.untouched import sealed_text
from reporter.drafting.words import Words
from reporter.model import Register

Format = Literal["docx", "md", "html"]
"""What a template can make."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A report on which nobody has written anything.

    Attributes:
        report: ID of the row.
        resolution: Citation of the resolution.
        clause: The clause as cited.
        period: What the report covers.
        asked: Names of who is asked to write: the owner, else the responsible; empty where nobody is named.
        due: Day by which it must be in; None where none is known.
        overdue: True when it is not done and `due` is past.
    """

    report: str
    resolution: str
    clause: str
    period: str
    asked: tuple[str, ...]
    due: date | None
    overdue: bool

    def __str__(self) -> str:
        who = f" by {', '.join(self.asked)}" if self.asked else ", and no owner is named"
        when = f"; {'was ' if self.overdue else ''}due {self.due.isoformat()}" if self.due else ""
        return f"{self.resolution}, {self.clause} ({self.period}): nothing written{who}{when}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished draft.

    Attributes:
        body: The bodies it goes to, spelt as in the register, joined by commas.
        bodies: The same, one by one.
        year: Year of the report.
        person: Whom it is for, where each person gets their own; "" otherwise.
        template: Name of the template that came with the program, or stem of the organisation's own file.
        format: `docx`, `md` or `html`; `pdf` where one of these was made into it.
        language: Code of its language.
        filename: A name for the file, good on every system: `TSAG-2026-implementation-report.docx`.
        content: The file's bytes; the same register, day and template give the same bytes.
        gaps: Reports on which nobody has written, in the order of the document.
        counts: The report in numbers.
        left_out: Reports of the body that the document does not show, and why.
        notes: What a person should know: characters that no document can hold and that were left out.
        rows: IDs of the rows it was made from: reports, their obligations and resolutions.
    """

    body: str
    year: int
    format: Format | Literal["pdf"]
    filename: str
    content: bytes
    gaps: tuple[Gap, ...]
    counts: Counts
    left_out: tuple[Omission, ...]
    notes: tuple[str, ...]
    rows: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    person: str = ""
    template: str = ""
    language: str = "en"


def draft(
    register: Register,
    *,
    body: str | Sequence[str],
    year: int,
    today: date,
    format: Format = "docx",
    template: Path | str | None = None,
    language: str = "en",
    limits: Limits | None = None,
    naming: Naming | None = None,
) -> Draft:
    """The annual implementation report of `body` for `year` as it stands on `today`. Writes no file.

    Args:
        register: The workbook's content.
        body: The recipient, as in the column Recipient or by any name that texts use for it; several for one document
            of all of them.
        year: The year reported on.
        today: Day of the draft: decides what is overdue, and stands in the document.
        format: The kind of document.
        template: The organisation's own template of that format, or the name of one that comes with the program; None
            takes the one that serves the body.
        language: Code of the language of template, dates and names: `en`, `fr`, `es`.
        limits: What of it is shown; None for all.
        naming: Patterns of the file's name and the document's symbol; None for the usual ones.

    Raises:
        UsageError: No report goes to that body, or none for that year, or the format, language or template is unknown;
            `NothingToReport` where all its reports of the year are left out.
        TemplateError: The template cannot be read, names what does not exist, or does not end.
    """
    limits, naming = limits or Limits(), naming or Naming()
    check_format(format)
    selection = select(register, (body,) if isinstance(body, str) else body, year, today, limits)
    if not selection.shown:
        raise nothing_to_report(selection)
    chosen, words = choose(template, format, language, selection.bodies), words_of(language)
    named = Named(
        bodies=selection.bodies,
        person=limits.owner if limits.owner is not None else limits.responsible,
        year=year,
        template=chosen.name,
        language=language,
        today=today,
        stems=stems(register),
    )
    context = assemble(register, selection, today, words, limits, naming.symbol_of(named))
    return Draft(
        body=", ".join(selection.bodies),
        bodies=selection.bodies,
        year=year,
        person=limits.person,
        template=chosen.name,
        format=format,
        language=language,
        filename=f"{naming.stem_of(named, chosen.file_pattern)}.{format}",
        content=_rendered(chosen.path, format, context, words),
        gaps=tuple(_gap(report) for report in context.gaps),
        counts=context.counts,
        left_out=selection.omitted,
        notes=tuple(_notes(context)),
        rows=_rows(register, selection),
    )


def _rendered(template: Path, form: Format, context: ReportContext, words: Words) -> bytes:
    # Jinja and docxtpl are imported here: what only asks for bodies or counts does not wait for them.
    if form == "docx":
        from reporter.drafting.word import render_word

        return render_word(template, context, words)
    from reporter.drafting.rendering import render_text

    return sealed_text(render_text(template, form, context, words))


def _rows(register: Register, selection: Selection) -> frozenset[str]:
    reports = {report.id for report in selection.shown}
    obligations = {report.obligation for report in selection.shown}
    resolutions = {report.resolution for report in selection.shown}
    resolutions |= {entry.resolution for entry in register.obligations if entry.id in obligations}
    return frozenset((reports | obligations | resolutions) - {""})


def _gap(report: ReportItem) -> Gap:
    return Gap(report.id, report.resolution, report.clause, report.period, report.asked, report.due, report.overdue)


def _notes(context: ReportContext) -> Iterable[str]:
    for item in context.resolutions:
        for duty in item.duties:
            for report in duty.reports:
                for name in ("progress", "results", "next_steps", "evidence"):
                    dropped = getattr(report, name).dropped
                    if dropped:
                        column = name.replace("_", " ").capitalize()
                        yield f"{report.id}, {column}: {dropped} control character(s) left out"
