"""Mends the slips of a register that need nobody's judgement, as one more plan that is applied to the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reporter.model.tables import CHANGES, REPORTS, Table, table
from reporter.workbook.cells import key_text
from reporter.workbook.check import problems_of
from reporter.workbook.create import GIVE_EXISTING, our_tables
from reporter.workbook.data import RowData, TableChange, TableData, Value
from reporter.workbook.heights import fitted
from reporter.workbook.memory import as_text, key_of
from reporter.workbook.merge import Change
from reporter.workbook.problems import Problem
from reporter.workbook.results import with_results
from reporter.workbook.store import Where, store_of
from reporter.workbook.sync import diary_row

NOTE = "mended"
"""What the diary says of such a cell."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended in a register, or would be.

    Attributes:
        path: The workbook.
        written: False where there was nothing to mend, or it was a dry run.
        cells: The slips that were mended.
        left: All other problems: only a person can tell what is meant there.
        diary: What was written to Changes, one entry for each cell.
        plan: The changes of each table, as given to `patch`.
    """

    path: Path
    written: bool = False
    cells: tuple[Problem, ...] = ()
    left: tuple[Problem, ...] = ()
    diary: tuple[Change, ...] = ()
    plan: tuple[TableChange, ...] = field(default=())


def mend(where: Where, *, today: date, dry_run: bool = False) -> Mended:
    """Mends what has one reading only: spaces, the spelling of listed values, dates typed as text.

    Nothing is guessed: a date that could be two stays as it is. A row without an ID of its own stays as it is too, for
    nobody could tell later what was changed.

    Args:
        where: The workbook.
        today: Day of the run: written to Changes, and the day by which dates are judged.
        dry_run: Only say what would be mended.

    Returns:
        What was mended, and what is left. A second run changes nothing.

    Raises:
        WorkbookError: The workbook is not one of ours, is open in Excel, read-only, or cannot be changed without losing
            something. Nothing is written then.
    """
    store = store_of(where)
    with nullcontext() if dry_run or not store.exists() else store.held():
        tables = store.tables()
        ours = our_tables(store.file, tables, GIVE_EXISTING)
        problems = problems_of(store.file, tables, today)
        slips = [one for one in problems if one.mended is not None]
        rows = {name: _by_key(tables[name], table(name)) for name in {one.table for one in slips}}
        cells = [one for one in slips if one.row in rows[one.table]]
        diary = [_entry(rows[one.table][one.row], one) for one in cells]
        plan = _plan(tables, ours, rows, cells, diary, today)
        if plan:
            store.apply(plan, dry_run=dry_run)
        left = tuple(one for one in problems if one not in cells)
        return Mended(store.file, bool(plan) and not dry_run, tuple(cells), left, tuple(diary), tuple(plan))


_Rows = Mapping[str, Mapping[str, RowData]]
"""Table to ID to row; rows without an ID of their own are left out."""


def _by_key(found: TableData, declared: Table) -> dict[str, RowData]:
    key = declared.key or ""
    counts = Counter(key_of(row, key) for row in found.rows)
    return {one: row for row in found.rows if (one := key_of(row, key)) and counts[one] == 1}


def _entry(row: RowData, one: Problem) -> Change:
    return Change(one.table, one.row, one.column, as_text(row.values[one.column]), as_text(one.mended), NOTE)


def _plan(
    tables: Mapping[str, TableData],
    ours: Mapping[str, TableData],
    rows: _Rows,
    cells: Sequence[Problem],
    diary: Sequence[Change],
    today: date,
) -> list[TableChange]:
    updates: dict[str, dict[str, dict[str, Value]]] = {}
    for one in cells:
        # Under the ID as it is spelled in the sheet, by which a patch finds the row.
        spelled = key_text(rows[one.table][one.row].values[table(one.table).key or ""])
        updates.setdefault(one.table, {}).setdefault(spelled, {})[one.column] = one.mended
    plan = [TableChange(tables[name].name, table(name).key, update) for name, update in updates.items()]
    reports = ours[REPORTS.name]
    plan = [with_results(one, reports, today) if one.table == reports.name else one for one in plan]
    if diary:
        changes = ours[CHANGES.name]
        told = [diary_row(entry, today, "check --fix") for entry in diary]
        plan.append(fitted(TableChange(changes.name, append=told), changes))
    return plan
