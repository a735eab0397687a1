"""What a workbook holds before a sync: what the sources said of it then, and what people made of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reporter.model import ActionEntry, Descent, ObligationEntry, ResolutionEntry
from reporter.model.tables import ACTIONS, LISTS, MEMORY, OBLIGATIONS, RESOLUTIONS, Table
from reporter.workbook.conflicts import decide
from reporter.workbook.correct import Corrections, changed_by_people
from reporter.workbook.create import our_tables
from reporter.workbook.data import TableData, Value
from reporter.workbook.inherit import Inheritance, inheritances
from reporter.workbook.load import actions_of, obligations_of, resolutions_of
from reporter.workbook.memory import Remembered, is_digest, key_of, read_memory
from reporter.workbook.store import Where, store_of
from reporter.workbook.working import WorkingCopy, repeated


@dataclass(frozen=True, slots=True)
class Past:
    """A workbook before a sync, with the choices in Conflicts carried out.

    Attributes:
        resolutions: Rows of Resolutions that the program wrote, as the sources said.
        obligations: Likewise of Obligations.
        actions: Likewise of Actions.
        corrections: What people changed in the columns of Obligations that the program writes.
        tables: Its tables by their declared names.
        memory: Table name to row key to what is remembered.
    """

    resolutions: tuple[ResolutionEntry, ...]
    obligations: tuple[ObligationEntry, ...]
    actions: tuple[ActionEntry, ...]
    corrections: Corrections
    tables: Mapping[str, TableData]
    memory: Mapping[str, Mapping[str, Remembered]]

    def inheritances(self, descents: Iterable[Descent]) -> dict[str, Inheritance]:
        """What obligations that have no row yet will take over from those that they replace, by their IDs."""
        return inheritances(OBLIGATIONS, self.tables[OBLIGATIONS.name], self.memory.get(OBLIGATIONS.name, {}), descents)


def read_past(where: Where) -> Past:
    """Reads what a sync will find.

    What people corrected counts as the sources said it, as far as that is remembered: of long texts it is not. Rows
    that people added are left out, and so are rows whose ID several have.

    Raises:
        WorkbookError: The file is not one of our workbooks, or lacks a column.
    """
    store = store_of(where)
    workbook, every = store.file, store.tables()
    memory = read_memory(our_tables(workbook, every)[MEMORY.name])
    copy = WorkingCopy(every)
    decide(copy, date.min)
    tables = {**our_tables(workbook, every), **copy.tables}
    lists = {LISTS.name: every[LISTS.name]} if LISTS.name in every else {}
    said = {
        one.name: _as_said(one, tables[one.name], memory.get(one.name, {}))
        for one in (RESOLUTIONS, OBLIGATIONS, ACTIONS)
    }
    return Past(
        resolutions_of(workbook, {**said, **lists}),
        obligations_of(workbook, {**said, **lists}),
        actions_of(workbook, {**said, **lists}),
        changed_by_people(tables[OBLIGATIONS.name], memory.get(OBLIGATIONS.name, {})),
        tables,
        memory,
    )


def _as_said(table: Table, data: TableData, memory: Mapping[str, Remembered]) -> TableData:
    several = set(repeated(data, table.key or ""))
    program = tuple(column for column in table.owned_by("program") if column != table.key)
    rows = [(key_of(row, table.key or ""), row) for row in data.rows]
    return replace(
        data,
        rows=tuple(
            replace(row, values=_said(program, row.values, memory[key]))
            for key, row in rows
            if key in memory and key not in several
        ),
    )


def _said(program: Sequence[str], values: Mapping[str, Value], remembered: Remembered) -> dict[str, Value]:
    """The row with what is remembered of the source in the place of what people made of it."""
    if not remembered.written:
        return dict(values)
    marks = {**remembered.written, **remembered.seen}
    written = {column: marks.get(column) for column in program}
    return {**values, **{column: said for column, said in written.items() if not is_digest(said)}}
