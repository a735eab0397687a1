"""Which documents a request for many makes, and their drafts: bodies, years and people, one file each or together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from reporter.drafting.choice import each_of
from reporter.drafting.draft import Draft, Format, draft
from reporter.drafting.limits import Limits, asked, responsible, status_of
from reporter.drafting.naming import Naming, told_apart
from reporter.drafting.selection import (
    NothingToReport,
    Selection,
    bodies_with_reports,
    nothing_to_report,
    select,
    years_with_reports,
)
from reporter.drafting.settings import Each, natural
from reporter.model import Register, UsageError
from reporter.model.tables import DONE


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        bodies: The recipients by any of their names; None for all that expect a report.
        years: The years reported on; None for all that have reports.
        combine: One document for all bodies, or for all people, instead of one each.
        each: What a file is made for; None for what the template usually is.
        limits: What of the reports is shown.
    """

    bodies: tuple[str, ...] | None
    years: tuple[int, ...] | None
    combine: bool = False
    each: Each | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a request.

    Attributes:
        drafts: The documents; their file names differ, also where capitals do not count.
        empty: One message for each document that would show nothing, and that there is none of.
    """

    drafts: tuple[Draft, ...]
    empty: tuple[NothingToReport, ...]


def draft_all(
    register: Register,
    request: Request,
    *,
    today: date,
    format: Format = "docx",
    template: Path | str | None = None,
    language: str = "en",
    naming: Naming | None = None,
) -> Batch:
    """All documents of a request; `{number}` in the patterns of names counts them. Writes no file.

    Raises:
        UsageError: A body, year, limit, template, format or language is unknown, or no document would show anything.
        TemplateError: The template cannot be read, names what does not exist, or does not end.
    """
    naming = naming or Naming()
    drafts: list[Draft] = []
    empty: list[NothingToReport] = []
    for bodies, year, limits in _wanted(register, request, request.each or each_of(template), today):
        try:
            drafts.append(
                draft(
                    register,
                    body=bodies,
                    year=year,
                    today=today,
                    format=format,
                    template=template,
                    language=language,
                    limits=limits,
                    naming=replace(naming, number=naming.number + len(drafts)),
                )
            )
        except NothingToReport as nothing:
            empty.append(nothing)
    if not drafts:
        raise empty[0] if empty else UsageError("nobody owes a report any more", hint="Ask for --each body")
    stems = told_apart(one.filename.removesuffix(f".{one.format}") for one in drafts)
    named = (replace(one, filename=f"{stem}.{one.format}") for one, stem in zip(drafts, stems, strict=True))
    return Batch(tuple(named), tuple(empty))


def _wanted(
    register: Register, request: Request, each: Each, today: date
) -> Iterator[tuple[Sequence[str], int, Limits]]:
    """Bodies, year and limits of each document."""
    if request.limits.rows is not None:
        _check_rows(register, request.limits.rows)
    years = request.years if request.years is not None else years_with_reports(register)
    if not years:
        raise UsageError("the register holds no reports with a year", hint="Fill the column Period of Reports.")
    for year in years:
        bodies = request.bodies if request.bodies is not None else bodies_with_reports(register, year)
        if not bodies:
            raise UsageError(f"no body expects a report for {year}", hint="Name another --year")
        groups = [bodies] if request.combine or each != "body" else [(body,) for body in bodies]
        for group in groups:
            # Asked for all bodies and years, or for chosen rows, one that has none is no mistake.
            lenient = request.years is None or request.limits.rows is not None
            if lenient and not _found(register, group, year, today, request.limits):
                continue
            if each == "body" or request.combine:
                yield group, year, request.limits
            else:
                for person in _people(register, select(register, group, year, today, request.limits), each):
                    yield group, year, _of(person, each, request.limits)


def _of(person: str, each: Each, limits: Limits) -> Limits:
    return replace(limits, owner=person) if each == "owner" else replace(limits, responsible=person)


def _found(register: Register, bodies: Sequence[str], year: int, today: date, limits: Limits) -> bool:
    try:
        return bool(select(register, bodies, year, today, limits).shown)
    except UsageError:
        return False


def _people(register: Register, selection: Selection, each: Each) -> list[str]:
    """Who gets a file: all that are responsible, or all that are asked to write on what is not done, nobody last."""
    if not selection.shown:
        raise nothing_to_report(selection)
    obligations = {entry.id: entry for entry in register.obligations}
    found: set[str] = set()
    for report in selection.shown:
        obligation = obligations.get(report.obligation)
        if each == "responsible":
            found.update(responsible(report, obligation))
        elif status_of(report) not in DONE:
            found.update(asked(report, obligation) or ("",))
    return sorted(found, key=lambda name: (not name, natural(name)))


def _check_rows(register: Register, rows: frozenset[str]) -> None:
    unknown = rows - {report.id for report in register.reports}
    if unknown:
        others = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        raise UsageError(
            f"the workbook has no report {min(unknown)}{others}",
            hint="Choose them from this workbook: reporter status WORKBOOK --format json.",
        )
