"""The workbook brought in step with the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.api.ancestry import action_descents, descents
from reporter.api.extracting import Extracted, extract
from reporter.api.limits import Progress, Sources, check_year, seen_from
from reporter.api.office import in_force, sources_of
from reporter.model import Meeting, Obligation, Register, Resolution, UsageError
from reporter.model.tables import Review

if TYPE_CHECKING:
    from reporter.settings import Settings
    from reporter.workbook import Store, SyncResult, Where


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did.

    Attributes:
        result: What happened to the workbook; None where no source held a resolution, and nothing was written.
        extracted: What the sources ask for.
        overtaken: One-off reports that were due before the year asked for and have no row.
        notes: What a person should know.
    """

    result: SyncResult | None
    extracted: Extracted
    overtaken: tuple[str, ...]
    notes: tuple[str, ...]


def sync(
    workbook: Where,
    sources: Sources | None = None,
    *,
    settings: Settings | None = None,
    today: date | None = None,
    year: int | None = None,
    template: Path | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    workers: int = 1,
) -> Synced:
    """Creates the workbook or brings it in step with the sources; what people wrote stays.

    Args:
        workbook: The workbook, by its path or where else it is kept; created from the template where it does not
            exist.
        sources: A file, folder or glob pattern, or several; None for those of the settings.
        settings: Settings of the call; None for what the `reporter.toml` nearest to the workbook says.
        today: Day of the run; None for the current one.
        year: First year whose reports get rows; None for `today`'s. How many get them is the setting `horizon`.
        template: Workbook to start from; None for that of the settings, else the one that comes with the package.
        dry_run: Only say what would change.
        progress: Told before each file.
        workers: Processes that share the reading, as in `extract`.

    Raises:
        SettingsError: The settings have a fault.
        UsageError: No sources are named, or a new workbook cannot be made there.
        WorkbookError: The workbook is not ours, open elsewhere, or cannot be changed without losing something.
    """
    from reporter.workbook import store_of

    store = store_of(workbook)
    with in_force(settings, store.file) as chosen:
        today = today or date.today()
        run = _Run(store, chosen, today, year or today.year, template or chosen.workbook.template, dry_run)
        return _sync(run, sources_of(sources, chosen), progress, workers)


@dataclass(frozen=True, slots=True)
class _Run:
    """What a sync is to do, wherever its texts come from."""

    store: Store
    settings: Settings
    today: date
    first: int
    template: Path | None
    dry_run: bool

    @property
    def years(self) -> range:
        """Years whose reports get rows."""
        return range(self.first, self.first + self.settings.horizon)


def _sync(run: _Run, sources: Sources, progress: Progress | None, workers: int) -> Synced:
    from reporter.schedule import overtaken, reports_due
    from reporter.workbook import corrected, load, read_past, wanted_tables
    from reporter.workbook import sync as sync_workbook

    store, first, path = run.store, run.first, run.store.file
    check_year(first)
    if not store.exists():
        _check_new(path)
    known = load(store, reports=False) if store.exists() else None
    if known and not run.dry_run:
        store.ensure_free()
    extracted = extract(sources, settings=run.settings, progress=progress, workers=workers)
    resolutions, notes = _one_of_each(extracted.resolutions)
    if not resolutions:
        return Synced(None, extracted, (), notes)
    ids = {id(one) for one in resolutions}
    obligations = tuple(one for one in extracted.obligations if id(one.resolution) in ids)
    actions = tuple(one for one in extracted.actions if id(one.resolution) in ids)
    meetings = _meetings(run, known)
    past = read_past(store) if known else None
    lineage = descents(resolutions, obligations, *((past.resolutions, past.obligations) if past else ()))
    heirs = past.inheritances(lineage) if past else {}
    corrections = {key: one.corrections for key, one in heirs.items()} | dict(past.corrections if past else {})
    scheduled = corrected(obligations, corrections)
    skip = (
        _not_asked(resolutions, obligations, known)
        | {key for key, one in heirs.items() if one.rejected}
        | {one.id for one in lineage if one.superseded_by}
    )
    reports = reports_due(scheduled, meetings, year=first, years=len(run.years), skip=skip)
    missed = overtaken(scheduled, meetings, year=first, skip=skip)
    wanted = wanted_tables(
        tuple(_seen_from(path.parent, one) for one in resolutions),
        obligations,
        actions,
        reports,
        years=run.years,
        meetings=_further_meetings(run) if known else meetings,
        lists=_lists(run.settings),
        descents=lineage,
        action_descents=action_descents(resolutions, actions, past.resolutions, past.actions) if past else (),
    )
    result = sync_workbook(store, wanted, today=run.today, template=run.template, dry_run=run.dry_run)
    return Synced(result, extracted, tuple(one.id for one in missed), notes)


def _meetings(run: _Run, known: Register | None) -> tuple[Meeting, ...]:
    """The meetings by which reports fall due: those of the workbook and of the settings."""
    from reporter.schedule import starting_meetings
    from reporter.workbook import meetings_with

    further = _further_meetings(run)
    if known:
        return meetings_with(run.store, further) if further else known.meetings
    named = {one.name.casefold() for one in further}
    return (*(one for one in starting_meetings(run.first) if one.name.casefold() not in named), *further)


def _further_meetings(run: _Run) -> tuple[Meeting, ...]:
    return tuple(
        Meeting(one.body, one.meeting, one.start.year, one.start, one.end, one.deadline, one.place or None)
        for one in run.settings.meetings
    )


def _lists(settings: Settings) -> dict[str, tuple[str, ...]]:
    """What the drop-downs shall offer beside the built-in values."""
    from reporter.vocabulary.organisations import bodies_of

    bodies = (*settings.lists.bodies, *bodies_of(settings.organisations), *(one.body for one in settings.meetings))
    return {"Status": settings.lists.statuses, "Body": tuple(dict.fromkeys(bodies))}


def _check_new(workbook: Path) -> None:
    """Finds out before the texts are read whether a new workbook can be made."""
    if not workbook.parent.is_dir():
        raise UsageError("its folder does not exist", file=workbook, hint="Make the folder first, or name another file")
    if workbook.suffix.casefold() != ".xlsx":
        ends = f'end in "{workbook.suffix}"' if workbook.suffix else "have a name without a suffix"
        raise UsageError(f"a new workbook cannot {ends}", file=workbook, hint=f"Name it {workbook.stem}.xlsx")


def _seen_from(folder: Path, resolution: Resolution) -> Resolution:
    """The resolution with its file as seen from the workbook's folder.

    So the link works from the workbook, and a sync from another working folder changes nothing.
    """
    return replace(resolution, file=seen_from(folder, resolution.file))


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
        key = (entry.body, entry.kind, entry.number)
        if key in latest:
            latest[key] = max(latest[key], entry.year or 0)
    revised = {one.id for one in resolutions if one.number and (one.year or 0) < latest[one.body, one.kind, one.number]}
    rejected = {entry.id for entry in known.obligations if entry.review == Review.REJECTED} if known else set()
    return frozenset(one.id for one in obligations if one.resolution.id in revised or one.id in rejected)
