"""Three-way merge of one table: what the program last wrote, what stands there now, what the sources ask for.

Pure: it reads no file and asks no clock. Its outcome is a plan that can be shown before it is applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reporter.model.tables import REPORTS, Status, Table
from reporter.workbook.cells import key_text
from reporter.workbook.data import RowData, TableChange, TableData, Value
from reporter.workbook.memory import Marks, Remembered, as_text, key_of, mark

Row = Mapping[str, Value]
"""A row to write: column name to value."""

APPEND_DEFAULTS: Mapping[str, Row] = {REPORTS.name: {"Status": Status.NOT_STARTED.value}}
"""Cells of people that a new row starts with; afterwards the program never writes them."""

FOLLOWED = "the source changed"
KEPT = "changed in the workbook and in the source: the workbook's value stays"
DELETED = "deleted in the workbook: not added again"
ADDED = "new row"
CARRIED = "carried over from"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the diary.

    Attributes:
        table: Table name.
        row: The row's ID.
        column: Column name; "" where the whole row is meant.
        before: Text of the cell before.
        after: Text after, or the source's text that was not taken.
        note: What happened.
    """

    table: str
    row: str
    column: str
    before: str
    after: str
    note: str


@dataclass(frozen=True, slots=True)
class Start:
    """What a new row starts with instead of the wanted cells.

    Attributes:
        origin: ID of the row that it comes from.
        cells: Of people's columns, and corrections of the program's: those are known as a person's from then on.
    """

    origin: str
    cells: Row


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge of one table comes to.

    Attributes:
        change: Cells to set and rows to append.
        memory: Row key to what is to be remembered from now on; only rows whose memory changes.
        diary: Everything worth telling, in the order of the wanted rows.
        conflicts: The entries of `diary` where a person's decision stands against the source.
        carried: The entries of `diary` on new rows that start with what people wrote elsewhere.
        warnings: Rows that could not be merged, as sentences.
    """

    change: TableChange
    memory: Mapping[str, Remembered] = field(default_factory=dict)
    diary: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()
    carried: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Plan:
    """A merge in the making; `own` are the columns that the program writes, without the key that finds a row."""

    own: tuple[str, ...]
    update: dict[str, Row] = field(default_factory=dict)
    append: list[Row] = field(default_factory=list)
    memory: dict[str, Remembered] = field(default_factory=dict)
    diary: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    carried: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def tell(self, change: Change, *, conflict: bool = False) -> None:
        self.diary.append(change)
        if conflict:
            self.conflicts.append(change)


def merge(
    table: Table,
    current: TableData,
    memory: Mapping[str, Remembered],
    wanted: Sequence[Row],
    *,
    starts: Mapping[str, Start] | None = None,
    changed: Mapping[str, Row] | None = None,
) -> Merged:
    """Plans what becomes of one table.

    - A cell that nobody touched follows the source.
    - A cell that a person changed keeps the person's value for ever; where the source changes too, that is told once.
    - A row that a person deleted is not added again, which is told once.
    - A row that the program did not write is left alone, unless it has the ID of a wanted one: then its blank cells
      are filled.
    - Of the columns that people own only what new rows start with is written.

    Args:
        table: Declaration of the table; it has a key.
        current: The table as it stands.
        memory: Row key to what the program remembers.
        wanted: Rows as the sources ask for them, in the order that new rows shall have.
        starts: Key to what the row, if it is new, starts with.
        changed: Key to cells of rows that the sources do not ask for.

    Returns:
        The plan; empty when the sources ask for nothing new.
    """
    assert table.key is not None
    plan = _Plan(tuple(column for column in table.owned_by("program") if column != table.key))
    present = _present(table, current, plan)
    for key, row in _distinct(table, wanted, plan):
        _merge_row(table, present, memory.get(key), key, row, (starts or {}).get(key), plan)
    for key, cells in (changed or {}).items():
        if isinstance(present.get(key), RowData) and key in memory:
            _merge_cells(table, present[key], memory[key], key, cells, plan)
    change = TableChange(current.name, table.key, plan.update, plan.append)
    return Merged(
        change, plan.memory, tuple(plan.diary), tuple(plan.conflicts), tuple(plan.carried), tuple(plan.warnings)
    )


_Present = dict[str, RowData | None]
"""Row by key; None for a key that stands in several rows, where nobody can tell which one is meant."""


def _present(table: Table, current: TableData, plan: _Plan) -> _Present:
    assert table.key is not None
    keys = Counter(key_of(row, table.key) for row in current.rows)
    present: _Present = {}
    for row in current.rows:
        key = key_of(row, table.key)
        if key and keys[key] > 1 and key not in present:
            plan.warnings.append(f'{table.name}: {keys[key]} rows have the ID "{key}", none of them was updated')
        if key:
            present[key] = row if keys[key] == 1 else None
    return present


def _distinct(table: Table, wanted: Sequence[Row], plan: _Plan) -> Iterator[tuple[str, Row]]:
    assert table.key is not None
    taken: set[str] = set()
    for row in wanted:
        key = as_text(row[table.key]).strip()
        if key in taken:
            plan.warnings.append(f'{table.name}: the sources give the ID "{key}" twice, only the first was taken')
        else:
            yield key, row
        taken.add(key)


def _merge_row(
    table: Table,
    present: _Present,
    remembered: Remembered | None,
    key: str,
    row: Row,
    start: Start | None,
    plan: _Plan,
) -> None:
    if key in present:
        _merge_cells(table, present[key], remembered, key, row, plan)
    elif remembered is None:
        _append(table, key, row, start, plan)
    elif not remembered.deleted:
        plan.memory[key] = replace(remembered, deleted=True)
        plan.tell(Change(table.name, key, "", "", "", DELETED), conflict=True)


def _append(table: Table, key: str, row: Row, start: Start | None, plan: _Plan) -> None:
    cells = (
        {column: value for column, value in start.cells.items() if mark(value) != mark(row.get(column))}
        if start
        else {}
    )
    plan.append.append({**APPEND_DEFAULTS.get(table.name, {}), **row, **cells})
    written = {column: mark(row[column]) for column in plan.own if column in row}
    plan.memory[key] = Remembered({column: text for column, text in written.items() if text})
    plan.tell(Change(table.name, key, "", "", "", ADDED))
    if start and cells:
        told = Change(table.name, key, "", "", "", f"{CARRIED} {start.origin}: {', '.join(cells)}")
        plan.tell(told)
        plan.carried.append(told)


def _merge_cells(
    table: Table, present: RowData | None, remembered: Remembered | None, key: str, row: Row, plan: _Plan
) -> None:
    if present is None:
        return
    assert table.key is not None
    before = remembered or Remembered()
    written, seen = before.written, before.seen
    update: dict[str, Value] = {}
    for column in plan.own:
        if column not in row:
            continue
        stands, asked, last = present.values.get(column), row[column], written.get(column, "")
        same = type(stands) is type(asked) and stands == asked
        if same and column not in seen and (stands == last or (stands is None and not last)):
            # Nearly all cells: nobody changed anything.
            continue
        now = mark(stands)
        source = now if same else mark(asked)
        if now == last:
            # Nobody touched it: it follows the source.
            if column in seen:
                seen = _without(seen, column)
            if source != last:
                update[column] = row[column]
                written = {**written, column: source}
                plan.tell(_entry(table, key, column, present, row, FOLLOWED))
        elif source != seen.get(column, last):
            # A person's value, and news from the source. `written` stays what it was, for that is how the cell is
            # known as a person's the next time too, even if both happen to agree today.
            seen = _without(seen, column) if source == last else {**seen, column: source}
            if source not in (last, now):
                plan.tell(_entry(table, key, column, present, row, KEPT), conflict=True)
    if update:
        # Under the key as it is spelled in the sheet, by which a patch finds the row.
        plan.update[key_text(present.values[table.key])] = update
    if written is not before.written:
        written = {column: text for column, text in written.items() if text}
    known = Remembered(written, seen)
    if known != remembered:
        plan.memory[key] = known


def _without(marks: Marks, column: str) -> Marks:
    return {name: text for name, text in marks.items() if name != column}


def _entry(table: Table, key: str, column: str, present: RowData, row: Row, note: str) -> Change:
    return Change(table.name, key, column, as_text(present.values.get(column)), as_text(row[column]), note)
