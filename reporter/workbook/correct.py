"""What people corrected in Obligations, so that reports fall due by their word rather than by what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reporter.model import Obligation
from reporter.model.tables import MEMORY, OBLIGATIONS, Frequency, Table
from reporter.workbook.conflicts import decide
from reporter.workbook.create import our_tables
from reporter.workbook.data import RowData, TableData, Value
from reporter.workbook.days import read_day
from reporter.workbook.load import split_names
from reporter.workbook.memory import Marks, Remembered, as_text, key_of, mark, read_memory
from reporter.workbook.store import Where, store_of
from reporter.workbook.working import WorkingCopy

Corrections = Mapping[str, Mapping[str, Value]]
"""ID of an obligation to column to the person's value; None for a cell that was cleared."""


def corrections(where: Where) -> dict[str, dict[str, Value]]:
    """What people changed in the columns of Obligations that the program writes, by choices in Conflicts too.

    Args:
        where: The workbook; without one there are no corrections.

    Returns:
        As `Corrections`. Obligations without corrections, and those that people added themselves, are left out.

    Raises:
        WorkbookError: The file is not one of our workbooks, or lacks a column.
    """
    store = store_of(where)
    if not store.exists():
        return {}
    tables = our_tables(store.file, every := store.tables())
    known = read_memory(tables[MEMORY.name]).get(OBLIGATIONS.name, {})
    copy = WorkingCopy(every)
    decide(copy, date.min)
    return changed_by_people(copy.tables[OBLIGATIONS.name], known)


def changed_by_people(table: TableData, memory: Mapping[str, Remembered]) -> dict[str, dict[str, Value]]:
    """What people changed in rows of Obligations that the program wrote; rows without a change are left out.

    Args:
        table: Obligations as they stand.
        memory: Row key to what the program remembers.
    """
    found: dict[str, dict[str, Value]] = {}
    for row in table.rows:
        key = key_of(row, OBLIGATIONS.key or "")
        if key in memory and (changed := changed_cells(row, memory[key].written)):
            found[key] = changed
    return found


def corrected(obligations: Iterable[Obligation], corrections: Corrections) -> tuple[Obligation, ...]:
    """The obligations with what people corrected of who, to whom, how often and when.

    Meant for scheduling; the rows of a sync are made of the obligations as read, or nobody would learn that the
    source says something else. A frequency or a date that cannot be read leaves the obligation's own.
    """
    return tuple(replace(one, **_attributes(corrections.get(one.id, {}))) for one in obligations)


def changed_cells(row: RowData, written: Marks, table: Table = OBLIGATIONS) -> dict[str, Value]:
    """The cells of a row of a declared table that hold something else than the program last wrote, by column."""
    changed: dict[str, Value] = {}
    for column in _written_by_program(table):
        value, last = row.values.get(column), written.get(column, "")
        # Nearly all cells are as they were written, and need no mark.
        if value != last and (last or value is not None) and mark(value) != last:
            changed[column] = value
    return changed


def _written_by_program(table: Table) -> tuple[str, ...]:
    """Columns of the program without the key, of a declared table; worked out once for each."""
    if table.name not in _written:
        _written[table.name] = tuple(column for column in table.owned_by("program") if column != table.key)
    return _written[table.name]


_written: dict[str, tuple[str, ...]] = {}


def _attributes(cells: Mapping[str, Value]) -> dict[str, Any]:
    """Attributes of an obligation to replace."""
    found: dict[str, Any] = {}
    for column, attribute in (("Responsible", "responsible"), ("Recipients", "recipients")):
        if column in cells:
            found[attribute] = split_names(as_text(cells[column]))
    if "Due event" in cells:
        found["due_event"] = as_text(cells["Due event"]).strip() or None
    if "Due date" in cells and (cells["Due date"] is None or read_day(cells["Due date"])):
        found["due_date"] = read_day(cells["Due date"])
    if (frequency := as_text(cells.get("Frequency")).strip().casefold()) in set(Frequency):
        found["frequency"] = frequency
    return found
