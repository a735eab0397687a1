"""Brings parts back into the workbook they were taken from: what is clear is taken over, the rest is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from reporter.model import ReporterError, WorkbookError
from reporter.model.tables import CHANGES, CONFLICTS, MEMORY, REPORTS
from reporter.workbook.conflicts import Conflict, Decided, can_hold, decide, list_conflicts, listed, open_conflicts
from reporter.workbook.create import GIVE_EXISTING, our_tables
from reporter.workbook.data import CellChange, TableChange, TableData
from reporter.workbook.gather import Gathered, gather, is_untouched
from reporter.workbook.heights import fitted
from reporter.workbook.memory import as_text
from reporter.workbook.merge import Change
from reporter.workbook.parts import file_row, read_collection, refuse_part, seen_row
from reporter.workbook.results import with_results
from reporter.workbook.returned import Returned, find_returned, read_returned
from reporter.workbook.rows import Row
from reporter.workbook.store import Store, Where, store_of
from reporter.workbook.working import WorkingCopy

ASKED = "left as it is, asked in Conflicts"

_UNSEEN = frozenset({MEMORY.name.casefold(), CHANGES.name.casefold(), CONFLICTS.name.casefold()})
"""Tables whose cells are not told one by one."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What a collection did, or would do.

    Attributes:
        path: The workbook.
        written: False where nothing was to be changed, or it was a dry run.
        files: The files that were read and said something.
        taken: Cells and rows that were taken over, with who sent them.
        decided: Choices in Conflicts that were carried out.
        conflicts: What this run found that a person has to decide on.
        open: Conflicts that wait for a choice after the run, earlier ones among them.
        notes: What a person should know, as sentences.
        failures: One error per file that could not be used; the others went through.
        cells: Cells of existing rows that changed.
        plan: The changes of each table, as given to `patch`.
    """

    path: Path
    written: bool = False
    files: tuple[Path, ...] = ()
    taken: tuple[tuple[Change, str], ...] = ()
    decided: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    open: int = 0
    notes: tuple[str, ...] = ()
    failures: tuple[ReporterError, ...] = ()
    cells: tuple[CellChange, ...] = ()
    plan: tuple[TableChange, ...] = field(default=())

    @property
    def unchanged(self) -> bool:
        """True where there was nothing to be written."""
        return not self.plan


def collect(where: Where, files: Iterable[Path | str], *, today: date, dry_run: bool = False) -> Collected:
    """Brings what people wrote into their parts back into the workbook.

    Every cell is merged three ways: what was sent, what came back, what stands in the workbook. What only one side
    changed is taken over; what both changed in two ways is listed in the table Conflicts and decided there by a choice,
    which the next collection or sync carries out. Nothing is dropped in silence.

    Args:
        where: The workbook that was split.
        files: Files that were sent back, folders of them, or patterns.
        today: Day of the run: written to Changes, and Timing and Days left are computed for it.
        dry_run: Only say what would happen.

    Returns:
        What happened. The same files once more change nothing, not even a byte.

    Raises:
        UsageError: A folder or a pattern holds no workbook.
        WorkbookError: The workbook is not one of ours or is itself a part, is open in Excel, read-only, or cannot be
            changed without losing something. Nothing is written then.
    """
    store = store_of(where)
    workbook = store.file
    # Where there is no workbook there is nothing to hold, and a lock would leave its folder behind.
    with nullcontext() if dry_run or not store.exists() else store.held():
        every = store.tables()
        tables = our_tables(workbook, every, GIVE_EXISTING)
        refuse_part(workbook, tables[MEMORY.name], "merged into")
        copy = WorkingCopy(every)
        decided = decide(copy, today)
        known = read_collection(tables[MEMORY.name])
        found, notes, failures = _read(workbook, copy, find_returned(files), known.files)
        gathered = gather(copy, found, known, listed(copy), can_ask=can_hold(copy))
        notes += [*decided.warnings, *gathered.notes]
        _keep(copy, found, gathered, today)
        if gathered.conflicts and not can_hold(copy):
            notes.append(_no_place(workbook))
        result = Collected(
            workbook,
            files=tuple(one.file for one in found),
            taken=tuple(gathered.taken),
            decided=decided.diary,
            conflicts=tuple(gathered.conflicts),
            open=open_conflicts(copy) if can_hold(copy) else len(gathered.conflicts),
            notes=tuple(notes),
            failures=tuple(failures),
            plan=tuple(_plan(copy, every, decided, gathered, today)),
        )
        return _apply(store, result, dry_run=dry_run)


def _read(
    workbook: Path, copy: WorkingCopy, paths: Sequence[Path], collected: Mapping[str, str]
) -> tuple[list[Returned], list[str], list[ReporterError]]:
    """The files that say something, notes about those that do not, and errors of those that cannot be used."""
    found: list[Returned] = []
    notes: list[str] = []
    failures: list[ReporterError] = []
    for path in paths:
        if path.resolve() == workbook.resolve():
            notes.append(f"{path}: this is the workbook itself, which was left out")
            continue
        try:
            file = read_returned(path)
            _require_kinship(copy, file)
        except ReporterError as error:
            failures.append(error)
            continue
        if file.digest in collected:
            notes.append(f"{path}: was merged on {collected[file.digest]} already; save it with new content first")
        elif is_untouched(file):
            notes.append(f"{path}: nothing was changed in it since it was sent")
        elif file.digest not in {one.digest for one in found}:
            found.append(file)
            if file.origin is None:
                notes.append(
                    f"{path}: it does not know what was sent (it is no part that reporter split made, or its hidden "
                    "sheet is gone): only columns that people write were looked at, only what fills blank cells was "
                    "taken over, and cells that were cleared cannot be told"
                )
    notes += _twins(found)
    return found, notes, failures


def _twins(files: Sequence[Returned]) -> list[str]:
    """A sentence on each part that came back in several files."""
    by_part: dict[str, list[Returned]] = {}
    for file in files:
        if file.origin:
            by_part.setdefault(file.part, []).append(file)
    return [
        f"{same[0].file}: the same part came back in {len(same)} files ("
        + ", ".join(one.file.name for one in same)
        + "); where they differ, each value is in Conflicts"
        for same in by_part.values()
        if len(same) > 1
    ]


def _require_kinship(copy: WorkingCopy, file: Returned) -> None:
    """Raise WorkbookError for a file of which the workbook knows no report."""
    keys = {as_text(row.values.get("ID")).strip() for row in file.tables[REPORTS.name].rows} - {""}
    keys |= set(file.sent.get(REPORTS.name, {}))
    if not keys or keys & set(copy.keys(REPORTS.name)):
        return
    whose = f"it is a part of {file.origin.source}" if file.origin else "it seems to belong to another workbook"
    raise WorkbookError(
        f"none of its {len(keys)} reports is in the workbook; {whose}",
        file=file.file,
        hint="Name the workbook it was taken from",
    )


def _keep(copy: WorkingCopy, files: Sequence[Returned], gathered: Gathered, today: date) -> None:
    """Lists the conflicts, and remembers what was collected."""
    asks = bool(gathered.conflicts)
    if asks and can_hold(copy):
        list_conflicts(copy, gathered.conflicts)
    if not asks or can_hold(copy):
        # A file that holds more than the workbook has a place for is looked at again, once it has one.
        for file in (one for one in files if one.digest not in gathered.unplaced):
            key, written = file_row(file.part, file.digest, today)
            copy.put(MEMORY.name, key, "Written", written)
    for (part, table, row), seen in gathered.seen.items():
        key, written = seen_row(part, table, row, seen)
        copy.put(MEMORY.name, key, "Written", written)


def _plan(
    copy: WorkingCopy, every: Mapping[str, TableData], decided: Decided, gathered: Gathered, today: date
) -> list[TableChange]:
    changes = copy.changes()
    diary = [
        *(_diary_row(change, "", today) for change in decided.diary),
        *(_diary_row(change, who, today) for change, who in gathered.taken),
        *(_diary_row(_asked(one), one.who, today) for one in gathered.conflicts if can_hold(copy)),
    ]
    if diary:
        changes.append(TableChange(every[CHANGES.name].name, append=diary))
    reports = every[REPORTS.name]
    return [
        fitted(with_results(one, reports, today) if one.table == reports.name else one, every[one.table])
        for one in changes
    ]


def _asked(conflict: Conflict) -> Change:
    return Change(conflict.table, conflict.row, conflict.column, conflict.ours, conflict.theirs, ASKED)


def _diary_row(change: Change, who: str, today: date) -> Row:
    return {
        "When": today,
        "Table": change.table,
        "Row": change.row,
        "Column": change.column,
        "Before": change.before,
        "After": change.after,
        "Source": f"{change.note}: {who}" if who else change.note,
    }


def _apply(store: Store, result: Collected, *, dry_run: bool) -> Collected:
    if not result.plan:
        return result
    patched = store.apply(result.plan, dry_run=dry_run)
    cells = tuple(cell for cell in patched.cells if cell.table.casefold() not in _UNSEEN)
    return replace(result, written=patched.written, cells=cells)


def _no_place(workbook: Path) -> str:
    return (
        f"{workbook}: it has no sheet Conflicts (an older version made it), so conflicts cannot be kept in it and come "
        "up again each time. Make a new workbook with reporter sync, copy its sheet Conflicts into this one (right "
        "click on its tab, Move or Copy), and merge once more"
    )
