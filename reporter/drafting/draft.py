"""The public door: from the register to a finished draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from reporter.drafting.assemble import assemble
from reporter.drafting.context import Counts, ReportContext, ReportItem
from reporter.drafting.selection import Omission, Selection, nothing_to_report, select
from reporter.drafting.settings import FORMATS, Words, shipped
from reporter.model import Register, TemplateError, UsageError

Format = Literal["docx", "md", "html"]

_SUFFIXES = {
    "docx": (".docx",),
    "md": (".md", ".md.j2", ".md.jinja"),
    "html": (".html", ".htm", ".html.j2", ".html.jinja"),
}


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
        body: The body it goes to, spelt as in the register.
        year: Year of the report.
        format: `docx`, `md` or `html`.
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
    format: Format
    filename: str
    content: bytes
    gaps: tuple[Gap, ...]
    counts: Counts
    left_out: tuple[Omission, ...]
    notes: tuple[str, ...]
    rows: frozenset[str] = frozenset()


def draft(
    register: Register,
    *,
    body: str,
    year: int,
    today: date,
    format: Format = "docx",
    template: Path | None = None,
) -> Draft:
    """The annual implementation report of `body` for `year` as it stands on `today`. Writes no file.

    Args:
        register: The workbook's content.
        body: The recipient, as in the column Recipient or by any name that texts use for it.
        year: The year reported on.
        today: Day of the draft: decides what is overdue, and stands in the document.
        format: The kind of document.
        template: The organisation's own template of that format; None takes the one that `templates.toml` names.

    Raises:
        UsageError: No report goes to that body, or none for that year, or the format is unknown; `NothingToReport`
            where all its reports of the year are left out.
        TemplateError: The template cannot be read, names what does not exist, or does not end.
    """
    _check_format(format, template)
    selection = select(register, body, year)
    if not selection.shown:
        raise nothing_to_report(selection, year)
    context = assemble(register, selection, year, today)
    settings = shipped()
    chosen = template or settings.template(selection.body, format)
    return Draft(
        body=selection.body,
        year=year,
        format=format,
        filename=_filename(selection.body, year, format),
        content=_rendered(chosen, format, context, settings.words),
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

    return render_text(template, form, context, words)


def _check_format(form: str, template: Path | None) -> None:
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format of a draft", hint=f"Choose one of {', '.join(FORMATS)}.")
    if template is not None and not template.name.casefold().endswith(_SUFFIXES[form]):
        raise TemplateError(
            f"does not look like a template for {form}: a name ending in {' or '.join(_SUFFIXES[form])} was expected",
            file=template,
            hint=f"Ask for another format, or save the template as {_SUFFIXES[form][0]}.",
        )


def _rows(register: Register, selection: Selection) -> frozenset[str]:
    reports = {report.id for report in selection.shown}
    obligations = {report.obligation for report in selection.shown}
    resolutions = {report.resolution for report in selection.shown}
    resolutions |= {entry.resolution for entry in register.obligations if entry.id in obligations}
    return frozenset((reports | obligations | resolutions) - {""})


def _filename(body: str, year: int, form: Format) -> str:
    safe = re.sub(r"[^\w.-]+", "-", body).strip("-.") or "body"
    return f"{safe}-{year}-implementation-report.{form}"


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
