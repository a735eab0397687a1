"""The verbs of `reporter`, each one call: what a command does, a script can do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reporter.model import Action, Obligation, Register, ReportEntry, ReporterError, Resolution, UsageError

if TYPE_CHECKING:
    from reporter.analysis import WorkbookFrames
    from reporter.drafting import Draft
    from reporter.workbook import Problem, SyncResult

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a report can be for; anything else is a slip of the finger."""

Progress = Callable[[int, int, str], None]
"""Told before each file: how many are done, of how many, and the next one's name."""

DraftFormat = Literal["docx", "md", "html"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the sources ask for.

    Attributes:
        resolutions: Everything that was read, in the order of the sources.
        obligations: Reporting acts, in the order of the text.
        actions: Operative clauses that are not reporting acts.
        failures: One error per file that could not be read; the others went through.
        notes: What a person should know of the reading, one sentence each, with the file.
    """

    resolutions: tuple[Resolution, ...]
    obligations: tuple[Obligation, ...]
    actions: tuple[Action, ...]
    failures: tuple[ReporterError, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did.

    Attributes:
        result: What happened to the workbook; None where no source could be read, and nothing was written.
        extracted: What the sources ask for.
        overtaken: One-off reports that were due before the year asked for and have no row.
        notes: What a person should know.
    """

    result: SyncResult | None
    extracted: Extracted
    overtaken: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One report and how urgent it is.

    Attributes:
        report: The row of Reports.
        timing: `Overdue`, `Due soon`, `Open` or `Done`.
        days_left: Days until it is due, negative when overdue; None when done or undated.
        clause: The clause as cited; "" where the obligation is unknown.
    """

    report: ReportEntry
    timing: str
    days_left: int | None
    clause: str


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft and where it was written.

    Attributes:
        path: The file.
        draft: Its content and what is missing in it.
        written: False where the same draft was there already.
    """

    path: Path
    draft: Draft
    written: bool


Sources = str | Path | Sequence[str | Path]
"""A file, a folder or a glob pattern, or several of them."""


def extract(
    sources: Sources,
    *,
    revisions: Literal["final", "original"] = "final",
    progress: Progress | None = None,
) -> Extracted:
    """Reads resolutions and finds what they ask for.

    Args:
        sources: A file, folder or glob pattern, or several.
        revisions: Which view of tracked changes to read.
        progress: Told before each file.

    Returns:
        What was found. A file that cannot be read is among `failures`; the others go through.
    """
    from reporter.extraction import extract as extract_from
    from reporter.parsing import parse
    from reporter.reading import read

    paths, failures = _find(sources)
    resolutions: list[Resolution] = []
    obligations: list[Obligation] = []
    actions: list[Action] = []
    notes: list[str] = []
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths), path.name)
        try:
            document = read(path, revisions=revisions)
        except ReporterError as error:
            failures.append(error)
            continue
        notes += [f"{document.file}: {note}" for note in document.notes]
        found = parse(document)
        if not found:
            notes.append(f"{document.file}: no resolution was recognised in it")
        for resolution in found:
            extraction = extract_from(resolution)
            resolutions.append(resolution)
            obligations += extraction.obligations
            actions += extraction.actions
    return Extracted(tuple(resolutions), tuple(obligations), tuple(actions), tuple(failures), tuple(notes))


def _find(sources: Sources) -> tuple[list[Path], list[ReporterError]]:
    """The files that the sources name, each once, and an error for each source that names none."""
    from reporter.reading import find_sources

    paths: dict[Path, None] = {}
    failures: list[ReporterError] = []
    for source in [sources] if isinstance(sources, str | Path) else sources:
        try:
            paths |= dict.fromkeys(find_sources([source]))
        except ReporterError as error:
            failures.append(error)
    return list(paths), failures


def sync(
    workbook: str | Path,
    sources: Sources,
    *,
    today: date | None = None,
    year: int | None = None,
    template: Path | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Synced:
    """Creates the workbook or brings it in step with the sources; what people wrote stays.

    Args:
        workbook: The workbook; created from the template where it does not exist.
        sources: A file, folder or glob pattern, or several.
        today: Day of the run; None for the current one.
        year: First year whose reports get rows, the next one gets them too; None for `today`'s.
        template: Workbook to start from; None for the one that comes with the package.
        dry_run: Only say what would change.
        progress: Told before each file.

    Raises:
        WorkbookError: The workbook is not ours, open elsewhere, or cannot be changed without losing something.
    """
    from reporter.schedule import overtaken, reports_due, starting_meetings
    from reporter.workbook import corrected, corrections, ensure_free, load, wanted_tables
    from reporter.workbook import sync as sync_workbook

    today = today or date.today()
    path, first = Path(workbook), year or today.year
    _check_year(first)
    known = load(path) if path.exists() else None
    if known and not dry_run:
        ensure_free(path)
    extracted = extract(sources, progress=progress)
    resolutions, notes = _one_of_each(extracted.resolutions)
    if not resolutions:
        return Synced(None, extracted, (), notes)
    ids = {id(one) for one in resolutions}
    obligations = tuple(one for one in extracted.obligations if id(one.resolution) in ids)
    actions = tuple(one for one in extracted.actions if id(one.resolution) in ids)
    meetings = known.meetings if known else starting_meetings(first)
    scheduled = corrected(obligations, corrections(path))
    skip = _not_asked(resolutions, obligations, known)
    reports = reports_due(scheduled, meetings, year=first, skip=skip)
    past = overtaken(scheduled, meetings, year=first, skip=skip)
    wanted = wanted_tables(
        tuple(_seen_from(path.parent, one) for one in resolutions),
        obligations,
        actions,
        reports,
        years=(first, first + 1),
        meetings=() if known else meetings,
    )
    result = sync_workbook(path, wanted, today=today, template=template, dry_run=dry_run)
    return Synced(result, extracted, tuple(one.id for one in past), notes)


def _seen_from(folder: Path, resolution: Resolution) -> Resolution:
    """The resolution with its file as seen from the workbook's folder.

    So the link works from the workbook, and a sync from another working folder changes nothing.
    """
    try:
        file = os.path.relpath(resolution.file, folder)
    except ValueError:  # On Windows, from one drive to another.
        file = os.path.abspath(resolution.file)  # noqa: PTH100 - `resolve` would follow links that people made on purpose
    return replace(resolution, file=file.replace(os.sep, "/"))


def _one_of_each(resolutions: Sequence[Resolution]) -> tuple[tuple[Resolution, ...], tuple[str, ...]]:
    """The first text of each resolution; the same resolution in a second file is left out and told."""
    kept: dict[str, Resolution] = {}
    notes: list[str] = []
    for one in resolutions:
        first = kept.setdefault(one.id, one)
        if first is not one:
            notes.append(f"{one.file}: {one.id} was read from {first.file} already; this copy is left out")
    return tuple(kept.values()), tuple(notes)


def _not_asked(
    resolutions: Sequence[Resolution], obligations: Sequence[Obligation], known: Register | None
) -> frozenset[str]:
    """Obligations that fall due no more: of a resolution revised since, or rejected by a person."""
    latest: dict[tuple[str, str, str], int] = {}
    for one in resolutions:
        key = (one.body, one.kind, one.number)
        latest[key] = max(latest.get(key, 0), one.year or 0)
    for entry in known.resolutions if known else ():
        for kind in ("resolution", "decision", "opinion", "recommendation"):
            if (entry.body, kind, entry.number) in latest and _same_kind(entry.id, kind):
                latest[entry.body, kind, entry.number] = max(latest[entry.body, kind, entry.number], entry.year or 0)
    revised = {one.id for one in resolutions if one.number and (one.year or 0) < latest[one.body, one.kind, one.number]}
    rejected = {entry.id for entry in known.obligations if entry.review == "Rejected"} if known else set()
    return frozenset(one.id for one in obligations if one.resolution.id in revised or one.id in rejected)


def _same_kind(identifier: str, kind: str) -> bool:
    """Whether a resolution's id is of that kind: ids of decisions and opinions say what they are."""
    others = [name for name in ("Decision", "Opinion", "Recommendation") if f"-{name}-" in identifier]
    return others == [kind.capitalize()] if kind != "resolution" else not others


def check(workbook: str | Path, *, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem of the workbook, with sheet and cell; empty where all is well.

    Args:
        workbook: The workbook.
        today: Day by which dates are judged; None for the current one.

    Raises:
        WorkbookError: The file cannot be read, or is no workbook of ours.
    """
    from reporter.workbook import check as check_workbook

    return check_workbook(workbook, today or date.today())


def status(
    workbook: str | Path, *, today: date | None = None, to: str | None = None, year: int | None = None
) -> tuple[Standing, ...]:
    """Every report that counts, the most urgent first.

    Args:
        workbook: The workbook.
        today: Day from which overdue is counted; None for the current one.
        to: Only reports to this body; capitals do not matter.
        year: Only reports due in this year.

    Raises:
        UsageError: No report goes to that body, or none is due that year.
    """
    from reporter.schedule import days_left, timing
    from reporter.workbook import load

    today = today or date.today()
    register = load(workbook)
    clauses = {entry.id: entry.clause for entry in register.obligations}
    rejected = {entry.id for entry in register.obligations if entry.review == "Rejected"}
    counted = [one for one in register.reports if one.state == "Current" and one.obligation not in rejected]
    body = _spelt(to, counted, workbook)
    received = [one for one in counted if body is None or one.recipient == body]
    chosen = [one for one in received if year is None or (one.due_date and one.due_date.year == year)]
    if year and not chosen:
        years = sorted({one.due_date.year for one in received if one.due_date})
        raise UsageError(
            f"no report{f' to {body}' if body else ''} is due in {year}",
            file=workbook,
            hint=f"Some are in {', '.join(map(str, years))}" if years else "None has a due date",
        )
    standings = [
        Standing(
            one, timing(one.due_date, one.status, one.state, today),
            days_left(one.due_date, one.status, one.state, today), clauses.get(one.obligation, ""),
        )
        for one in chosen
    ]  # fmt: skip
    return tuple(sorted(standings, key=_urgency))


def _spelt(to: str | None, reports: Iterable[ReportEntry], workbook: str | Path) -> str | None:
    """A body's name as the workbook spells it; UsageError with the nearest where it has none."""
    if to is None:
        return None
    import difflib

    known = {one.recipient.casefold(): one.recipient for one in reports if one.recipient}
    if to.casefold() in known:
        return known[to.casefold()]
    near = difflib.get_close_matches(to.casefold(), sorted(known), n=1)
    listed = ", ".join(sorted(known.values())) or "none at all"
    hint = f'Did you mean "{known[near[0]]}"?' if near else f"Reports go to {listed}"
    raise UsageError(f'no report goes to a body "{to}"', file=workbook, hint=hint)


_ORDER = {"Overdue": 0, "Due soon": 1, "Open": 2, "Done": 3}


def _urgency(one: Standing) -> tuple[int, date, str]:
    return _ORDER[one.timing], one.report.due_date or date.max, one.report.id


def draft(
    workbook: str | Path,
    *,
    to: str,
    year: int,
    today: date | None = None,
    output: str | Path | None = None,
    format: DraftFormat = "docx",
    template: Path | None = None,
    force: bool = False,
) -> tuple[WrittenDraft, ...]:
    """Writes the annual implementation report of a body, or of all.

    Args:
        workbook: The workbook.
        to: A body's name, or `all`.
        year: Year reported on.
        today: Day of the draft; None for the current one.
        output: Folder for the files, made where it is missing; None for the workbook's own.
        format: `docx`, `md` or `html`.
        template: The organisation's own template; None for the one that comes with the package.
        force: Overwrite a file that is there; without it a file with other content is never touched.

    Raises:
        UsageError: Unknown body or year, or a file is there already.
    """
    from reporter.drafting import bodies_with_reports
    from reporter.drafting import draft as draft_of
    from reporter.workbook import load

    _check_year(year)
    today = today or date.today()
    register = load(workbook)
    bodies = bodies_with_reports(register, year) if to.casefold() == "all" else (to,)
    if not bodies:
        raise UsageError(f"no body expects a report for {year}", file=workbook, hint="Name another --year")
    drafts = [
        draft_of(register, body=body, year=year, today=today, format=format, template=template) for body in bodies
    ]
    folder = Path(output) if output else Path(workbook).parent
    if not force:
        _refuse_overwriting(folder, drafts)
    make_folder(folder)
    return tuple(_write(folder, one) for one in drafts)


def _refuse_overwriting(folder: Path, drafts: Iterable[Draft]) -> None:
    for one in drafts:
        path = folder / one.filename
        if path.exists() and _content(path) != one.content:
            raise UsageError(
                "a draft of that name is there already, and differs",
                file=path,
                hint="Name another folder with --output, or overwrite it with --force",
            )


def make_folder(folder: Path) -> None:
    """The folder, made where it is missing.

    Raises:
        UsageError: It cannot be made, or is a file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"the folder cannot be made ({error.strerror})"
        raise UsageError(problem, file=folder, hint="Name another --output") from error


def _write(folder: Path, one: Draft) -> WrittenDraft:
    from reporter.workbook import replace_file

    path = folder / one.filename
    if path.is_file() and _content(path) == one.content:
        return WrittenDraft(path, one, written=False)
    replace_file(path, one.content)
    return WrittenDraft(path, one, written=True)


def _content(path: Path) -> bytes | None:
    """The bytes of a file; None where it is none, or nobody may read it."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def open_workbook(workbook: str | Path) -> WorkbookFrames:
    """The workbook's tables as typed DataFrames: `open_workbook("obligations.xlsx").reports`."""
    from reporter.analysis import open_workbook as open_frames

    return open_frames(workbook)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UsageError(
            f"{year} is no year that reports fall due in", hint=f"Name one from {FIRST_YEAR} to {LAST_YEAR}"
        )


def counts(standings: Iterable[Standing]) -> Mapping[str, int]:
    """How many reports are overdue, due soon, open and done, in that order."""
    found = dict.fromkeys(_ORDER, 0)
    for one in standings:
        found[one.timing] += 1
    return found
