"""Brings a workbook in step with its sources: creates it, or merges what changed into what people made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from reporter.model import UsageError
from reporter.model.tables import (
    ACTIONS,
    CHANGES,
    CONFLICTS,
    MEETINGS,
    MEMORY,
    OBLIGATIONS,
    REPORTS,
    RESOLUTIONS,
    State,
)
from reporter.workbook.carry import Carried, carry_over
from reporter.workbook.conflicts import Decided, decide
from reporter.workbook.create import listed, our_tables, template_path
from reporter.workbook.data import CellChange, TableChange, TableData
from reporter.workbook.heights import fitted
from reporter.workbook.inherit import inheritances, inherited_starts, noted, with_lineage
from reporter.workbook.meetings import merge_meetings, settled
from reporter.workbook.memory import as_text, key_of, memory_row, read_memory
from reporter.workbook.merge import Change, Merged, Row, merge
from reporter.workbook.parts import refuse_part
from reporter.workbook.patch import patch
from reporter.workbook.pivot_sheet import fill_pivots
from reporter.workbook.read import outside, read_tables
from reporter.workbook.results import with_results
from reporter.workbook.retire import Memory, Retirement, retire
from reporter.workbook.rows import WantedTables
from reporter.workbook.store import Store, Where, store_of
from reporter.workbook.stranded import stranded
from reporter.workbook.working import WorkingCopy, joined

SYNCED = (RESOLUTIONS, OBLIGATIONS, ACTIONS, REPORTS)
"""Tables that follow the sources."""

SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync did, or would do.

    Attributes:
        path: The workbook.
        created: True where it did not exist before.
        written: False where nothing was to be changed, or it was a dry run.
        added: Table name to number of new rows, of the tables that people see.
        cells: Cells of existing rows that changed.
        diary: What changed and what was left, one entry per cell or row; also written to Changes, except for a new
            workbook.
        decided: Choices in Conflicts that were carried out; also written to Changes.
        conflicts: The entries of `diary` where a person's decision stands against the source.
        carried: The entries of `diary` on new rows that start with what people wrote in the rows whose place they take.
        warnings: What could not be merged, as sentences; not written to the workbook.
        plan: The changes of each table, as given to `patch`.
    """

    path: Path
    created: bool
    written: bool
    added: Mapping[str, int] = field(default_factory=dict)
    cells: tuple[CellChange, ...] = ()
    diary: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()
    plan: tuple[TableChange, ...] = ()
    decided: tuple[Change, ...] = ()
    carried: tuple[Change, ...] = ()

    @property
    def unchanged(self) -> bool:
        """True where the workbook was in step already."""
        return not self.plan and not self.created


def sync(
    where: Where,
    wanted: WantedTables,
    *,
    today: date,
    template: Path | None = None,
    dry_run: bool = False,
    source: str = "sync",
) -> SyncResult:
    """Creates or updates a workbook.

    Args:
        where: The workbook; made from the template where it does not exist.
        wanted: What the sources ask for.
        today: Day of the run: written to Changes, and Timing and Days left are computed for it.
        template: Workbook to start from; None for the one that comes with the package.
        dry_run: Only say what would happen.
        source: Where the wanted rows came from, for the column Source of Changes.

    Returns:
        What happened. A second run on the same input changes nothing, not even a byte.

    Raises:
        UsageError: A new workbook is to have a name that is not a workbook's.
        WorkbookError: The workbook is not one of ours, lacks a column, is open in Excel, read-only, or cannot be
            changed without losing something. Nothing is written then.
    """
    store = store_of(where)
    workbook = store.file
    with nullcontext() if dry_run else store.held():
        created = not store.exists()
        if created:
            _require_suffix(workbook)
        base = template_path(template) if created else workbook
        tables = our_tables(base, all_tables := read_tables(base) if created else store.tables())
        refuse_part(workbook, tables[MEMORY.name], "synced")
        copy = WorkingCopy(all_tables)
        decided = decide(copy, today)
        memory = read_memory(tables[MEMORY.name])
        merged = _merge_all(wanted, {**tables, **copy.tables}, memory, today)
        if wanted.meetings and (meetings := copy.tables.get(MEETINGS.name)):
            merged[MEETINGS.name] = merge_meetings(meetings, memory.get(MEETINGS.name, {}), settled(wanted.meetings))
        plan = _plan(merged, decided, copy, all_tables, today, source, created=created)
        plan += listed(wanted, all_tables, created=created)
        result = _apply(store, base if created else None, plan, merged, decided, dry_run=dry_run)
        if created and not dry_run:
            reports = tables[REPORTS.name]
            fill_pivots(workbook, reports, (row for one in plan if one.table == reports.name for row in one.append))
        below = (f"{one.sheet}!{cell}: {found}. {hint}" for one, cell, found, hint in outside(all_tables.values()))
        return replace(result, warnings=(*result.warnings, *below))


def _require_suffix(path: Path) -> None:
    if path.suffix.casefold() != SUFFIX:
        raise UsageError(
            f'a new workbook cannot end in "{path.suffix}"', file=path, hint=f"Name it {path.stem}{SUFFIX}"
        )


def _merge_all(wanted: WantedTables, tables: Mapping[str, TableData], memory: Memory, today: date) -> dict[str, Merged]:
    """The merge of each synced table, by its declared name."""
    heirs = inheritances(OBLIGATIONS, tables[OBLIGATIONS.name], memory.get(OBLIGATIONS.name, {}), wanted.descents)
    acting = inheritances(ACTIONS, tables[ACTIONS.name], memory.get(ACTIONS.name, {}), wanted.action_descents)
    rejected = [key for key, one in heirs.items() if one.rejected]
    retirement = retire(wanted, tables, memory, today, rejected=rejected)
    carried = _carried(retirement, tables, memory, today)
    starts = {
        OBLIGATIONS.name: inherited_starts(heirs),
        ACTIONS.name: inherited_starts(acting),
        REPORTS.name: carried.starts,
    }
    changed: dict[str, Mapping[str, Row]] = {
        name: {key: {"State": state} for key, state in keys.items()} for name, keys in retirement.retired.items()
    }
    changed[OBLIGATIONS.name] = with_lineage(changed[OBLIGATIONS.name], retirement.wanted)
    changed[REPORTS.name] = {**changed[REPORTS.name], **carried.changed}
    rows = {table.name: retirement.wanted.of(table.name) for table in SYNCED}
    rows[OBLIGATIONS.name] = noted(
        rows[OBLIGATIONS.name], tables[OBLIGATIONS.name], memory.get(OBLIGATIONS.name, {}), heirs, wanted.descents
    )
    rows[REPORTS.name] = tuple(row for row in rows[REPORTS.name] if as_text(row["ID"]).strip() not in carried.changed)
    merged = {
        table.name: merge(
            table,
            tables[table.name],
            memory.get(table.name, {}),
            _without_missing(rows[table.name], tables[table.name]),
            starts=starts.get(table.name),
            changed=_known_columns(changed[table.name], tables[table.name]),
        )
        for table in SYNCED
    }
    reports = merged[REPORTS.name]
    begins = {key: one.cells for key, one in carried.starts.items()}
    left = tuple(stranded(reports.diary, tables[REPORTS.name], rows[REPORTS.name], begins))
    return {**merged, REPORTS.name: replace(reports, warnings=(*reports.warnings, *left))}


def _carried(retirement: Retirement, tables: Mapping[str, TableData], memory: Memory, today: date) -> Carried:
    """What is carried over between the rows of Reports."""
    duties = {key_of(row, "ID") for row in tables[OBLIGATIONS.name].rows} | set(memory.get(OBLIGATIONS.name, {}))
    states = retirement.retired[REPORTS.name]
    return carry_over(
        retirement.wanted.reports,
        tables[REPORTS.name],
        memory.get(REPORTS.name, {}),
        withdrawn={key for key, state in states.items() if state == State.WITHDRAWN},
        new_duties={one.id for one in retirement.wanted.descents} - duties,
        descents=retirement.wanted.descents,
        today=today,
    )


def _without_missing(rows: Iterable[Row], table: TableData) -> list[Row]:
    """The rows without columns that an older workbook lacks: what was not written must not be remembered as written."""
    columns = set(table.columns)
    return [{column: value for column, value in row.items() if column in columns} for row in rows]


def _known_columns(changed: Mapping[str, Row], table: TableData) -> dict[str, Row]:
    return dict(zip(changed, _without_missing(changed.values(), table), strict=True))


def _plan(
    merged: Mapping[str, Merged],
    decided: Decided,
    copy: WorkingCopy,
    tables: Mapping[str, TableData],
    today: date,
    source: str,
    *,
    created: bool,
) -> list[TableChange]:
    """Everything to be written, tables without a change left out."""
    by_name = {table.name: table for table in tables.values()}
    changes = {change.table: change for change in copy.changes()}
    for change in (*(one.change for one in merged.values()), memory_change(merged, tables[MEMORY.name])):
        first = changes.get(change.table)
        changes[change.table] = joined(first, change) if first else change
    if not created:
        diary = [*decided.diary, *(entry for one in merged.values() for entry in one.diary)]
        changes[tables[CHANGES.name].name] = TableChange(
            tables[CHANGES.name].name, append=[diary_row(entry, today, source) for entry in diary]
        )
    reports = tables[REPORTS.name]
    changes[reports.name] = with_results(changes[reports.name], reports, today)
    return [
        fitted(_existing_columns(one, by_name[one.table]), by_name[one.table])
        for one in changes.values()
        if one.update or one.append
    ]


def memory_change(merged: Mapping[str, Merged], table: TableData) -> TableChange:
    """What is to be written into the memory after merges, by the declared names of their tables."""
    known = {key_of(row, "Key") for row in table.rows}
    rows = [memory_row(name, key, kept) for name, one in merged.items() for key, kept in one.memory.items()]
    return TableChange(
        table.name,
        MEMORY.key,
        update={str(row["Key"]): {"Written": row["Written"]} for row in rows if row["Key"] in known},
        append=[row for row in rows if row["Key"] not in known],
    )


def diary_row(entry: Change, today: date, source: str) -> Row:
    """The row of Changes that tells of an entry; `source` says what made it."""
    return {
        "When": today,
        "Table": entry.table,
        "Row": entry.row,
        "Column": entry.column,
        "Before": entry.before,
        "After": entry.after,
        "Source": f"{entry.note} ({source})",
    }


def _existing_columns(change: TableChange, table: TableData) -> TableChange:
    """The change without columns that people removed; those that the program needs are there (`our_tables`)."""
    columns = set(table.columns)
    return replace(
        change,
        update={
            key: {column: value for column, value in cells.items() if column in columns}
            for key, cells in change.update.items()
        },
        append=[{column: value for column, value in row.items() if column in columns} for row in change.append],
    )


def _apply(
    store: Store,
    base: Path | None,
    plan: Sequence[TableChange],
    merged: Mapping[str, Merged],
    decided: Decided,
    *,
    dry_run: bool,
) -> SyncResult:
    diary = tuple(entry for one in merged.values() for entry in one.diary)
    result = SyncResult(
        store.file,
        created=base is not None,
        written=False,
        diary=diary,
        decided=decided.diary,
        conflicts=tuple(entry for one in merged.values() for entry in one.conflicts),
        carried=tuple(entry for one in merged.values() for entry in one.carried),
        warnings=(*decided.warnings, *(warning for one in merged.values() for warning in one.warnings)),
        plan=tuple(plan),
    )
    if not plan and not base:
        return result
    patched = patch(base, plan, store.file, dry_run=dry_run) if base else store.apply(plan, dry_run=dry_run)
    hidden = {MEMORY.name.casefold(), CHANGES.name.casefold(), CONFLICTS.name.casefold()}
    return replace(
        result,
        written=not dry_run,
        added={table: number for table, number in patched.rows_added.items() if table.casefold() not in hidden},
        cells=tuple(cell for cell in patched.cells if cell.table.casefold() not in hidden),
    )
