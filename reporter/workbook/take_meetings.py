"""Takes what a calendar or a table says of meetings into a workbook, as a plan that is shown before it is applied."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reporter.model import WorkbookError
from reporter.model.tables import CHANGES, MEETINGS, MEMORY
from reporter.workbook.create import GIVE_EXISTING, our_tables
from reporter.workbook.data import TableChange
from reporter.workbook.heights import fitted
from reporter.workbook.meetings import News, merge_meetings
from reporter.workbook.memory import read_memory
from reporter.workbook.merge import Change
from reporter.workbook.parts import refuse_part
from reporter.workbook.store import Where, store_of
from reporter.workbook.sync import diary_row, memory_change


@dataclass(frozen=True, slots=True)
class MeetingsTaken:
    """What became of the table Meetings, or would.

    Attributes:
        path: The workbook.
        written: False where nothing was to be changed, or it was a dry run.
        diary: What changed and what was left, one entry for each cell or row; also written to Changes.
        kept: The entries of `diary` where a person's decision stands, or a meeting was called off.
        plan: The changes of each table, as given to `patch`.
    """

    path: Path
    written: bool = False
    diary: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    plan: tuple[TableChange, ...] = field(default=())


def take_meetings(
    where: Where, news: Iterable[News], *, source: str, today: date, dry_run: bool = False
) -> MeetingsTaken:
    """Brings the table Meetings in step with what a calendar says; what people wrote there stays.

    Args:
        where: The workbook.
        news: What the calendar says, in the order that new rows shall have.
        source: Where it comes from, for the column Source of Changes.
        today: Day of the run, written to Changes.
        dry_run: Only say what would happen.

    Returns:
        What happened. The same calendar once more changes nothing, not even a byte.

    Raises:
        WorkbookError: The workbook is not one of ours, has no table Meetings, is open in Excel, read-only, or cannot be
            changed without losing something. Nothing is written then.
    """
    store = store_of(where)
    with nullcontext() if dry_run or not store.exists() else store.held():
        tables = store.tables()
        ours = our_tables(store.file, tables, GIVE_EXISTING)
        refuse_part(store.file, ours[MEMORY.name], "changed so")
        meetings = tables.get(MEETINGS.name)
        if meetings is None or MEETINGS.key not in meetings.columns:
            raise WorkbookError(
                f"the workbook has no table {MEETINGS.name} with a column {MEETINGS.key}",
                file=store.file,
                hint="Restore the workbook from a backup, or make a new one with reporter sync",
            )
        merged = merge_meetings(meetings, read_memory(ours[MEMORY.name]).get(MEETINGS.name, {}), news)
        changes, memory = ours[CHANGES.name], memory_change({MEETINGS.name: merged}, ours[MEMORY.name])
        told = TableChange(changes.name, append=[diary_row(one, today, source) for one in merged.diary])
        wanted = ((merged.change, meetings), (told, changes), (memory, ours[MEMORY.name]))
        plan = tuple(fitted(one, table) for one, table in wanted if one.update or one.append)
        if plan:
            store.apply(plan, dry_run=dry_run)
        return MeetingsTaken(store.file, bool(plan) and not dry_run, merged.diary, merged.conflicts, plan)
