"""What the last refresh did, remembered in the workbook's hidden memory, and taken back from there.

Only what still stands as the refresh wrote it is taken back: what a person wrote since stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from reporter.model.tables import CHANGES, MEMORY
from reporter.workbook import CellChange, RowData, TableChange, TableData, Value
from reporter.workbook.memory import as_text, key_of, mark

_UNDO = "Undo"
_LONGEST = 30_000
"""Characters of a piece of the record: a cell holds a little more."""

_KEY, _WRITTEN = "Key", "Written"


@dataclass(frozen=True, slots=True)
class Applied:
    """What a plan does to one table: the table before, the change, and the cells of existing rows that change."""

    table: TableData
    change: TableChange
    cells: Sequence[CellChange]


@dataclass(frozen=True, slots=True)
class Undo:
    """What is to be done to take the last refresh back.

    Attributes:
        what: What is taken back, as people call it.
        plan: Cells that get back what they held, and a line in Changes.
        removed: Table name to the keys of rows that the refresh added and nobody wrote in since.
        cells: Number of cells that get back what they held.
        kept: Rows and cells that people wrote in since, and that stay: `Reports R-1`, `Reports R-2, Status`.
    """

    what: str
    plan: tuple[TableChange, ...]
    removed: Mapping[str, tuple[str, ...]]
    cells: int
    kept: tuple[str, ...] = field(default=())

    @property
    def rows(self) -> int:
        """Number of rows that people see and that are removed."""
        return sum(len(keys) for table, keys in self.removed.items() if table.casefold() != MEMORY.name.casefold())


def undo_change(what: str, applied: Sequence[Applied], memory: TableData) -> TableChange:
    """The rows of the memory that tell how to take a plan back; they replace those of the plan before.

    Args:
        what: What would be taken back, as people call it.
        applied: What the plan does.
        memory: The memory as it stands.
    """
    tables = {one.table.name: _recorded(one) for one in applied if one.table.name.casefold() != CHANGES.name.casefold()}
    text = json.dumps({"what": what, "tables": tables}, ensure_ascii=False, separators=(",", ":"))
    pieces = [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)]
    return _record_rows(pieces, memory)


def planned_undo(tables: Mapping[str, TableData], today: date) -> Undo | None:
    """What taking back the last refresh comes to; None where there is nothing to take back.

    Args:
        tables: The workbook's tables; lookup knows no case.
        today: Day of the undo, for Changes.
    """
    memory = tables[MEMORY.name]
    record = _record(memory)
    if record is None:
        return None
    plan: list[TableChange] = []
    removed: dict[str, tuple[str, ...]] = {}
    kept: list[str] = []
    restored, remembered = 0, dict(_record_rows([], memory).update)
    for name, one in record["tables"].items():
        if name not in tables:
            continue
        back, gone, left = _taken_back(tables[name], one)
        if name.casefold() == memory.name.casefold():
            remembered.update(back.update)
        else:
            restored += sum(map(len, back.update.values()))
            kept += left
            plan += [back] if back.update else []
        removed |= {name: gone} if gone else {}
    plan.append(TableChange(memory.name, _KEY, remembered))
    told = f"{restored} cells and {sum(len(one) for name, one in removed.items() if name != memory.name)} rows"
    line: dict[str, Value] = {
        "When": today,
        "Table": "",
        "Row": "",
        "Source": f"{record['what']} taken back: {told} (undo)",
    }
    plan.append(TableChange(tables[CHANGES.name].name, append=[line]))
    return Undo(record["what"], tuple(plan), removed, restored, tuple(kept))


def _recorded(applied: Applied) -> dict[str, object]:
    cells: dict[str, dict[str, object]] = {}
    for one in applied.cells:
        cells.setdefault(one.row_key, {})[one.column] = [_encoded(one.before), mark(one.after)]
    key = applied.change.key
    if key is None:
        return {"key": None, "cells": cells, "added": {}}
    formulas = frozenset(name for row in applied.table.rows for name in row.formulas)
    columns = [name for name in applied.table.columns if name not in formulas]
    added = {as_text(row[key]).strip(): _digest(row, columns) for row in applied.change.append}
    return {"key": key, "cells": cells, "added": added}


def _taken_back(table: TableData, record: Mapping[str, object]) -> tuple[TableChange, tuple[str, ...], list[str]]:
    """Cells that get back what they held, keys of rows to remove, and what stays because people wrote there."""
    key = record["key"]
    cells, added = record["cells"], record["added"]
    assert isinstance(cells, dict)
    assert isinstance(added, dict)
    if not isinstance(key, str) or key not in table.columns:
        return TableChange(table.name), (), []
    rows = {key_of(row, key): row for row in table.rows}
    update: dict[str, dict[str, Value]] = {}
    left: list[str] = []
    for row_key, columns in cells.items():
        row = rows.get(row_key.strip())
        for column, (before, after) in columns.items() if row else ():
            if row and column in row.values and mark(row.values[column]) == after:
                update.setdefault(row_key, {})[column] = _decoded(before)
            else:
                left.append(f"{table.name} {row_key}, {column}")
    gone = []
    for row_key, digest in added.items():
        if row_key not in rows:
            continue
        if _digest(rows[row_key].values, _columns_to_compare(table, rows[row_key])) == digest:
            gone.append(row_key)
        else:
            left.append(f"{table.name} {row_key}")
    return TableChange(table.name, key, update), tuple(gone), left


def _columns_to_compare(table: TableData, row: RowData) -> list[str]:
    return [name for name in table.columns if name not in row.formulas]


def _digest(row: Mapping[str, Value], columns: Sequence[str]) -> str:
    """Tells whether a row holds what was written into it; blank cells count for nothing, so columns may be added."""
    said = sorted(f"{name}={mark(row.get(name))}" for name in columns if mark(row.get(name)))
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _record_rows(pieces: Sequence[str], memory: TableData) -> TableChange:
    """The change of the memory by which the record consists of these pieces; a row too many is emptied."""
    known = {key for key, _ in _pieces(memory)}
    wanted = {f"{_UNDO}|{number:04d}": piece for number, piece in enumerate(pieces, start=1)}
    update = {key: {_WRITTEN: wanted.get(key)} for key in known}
    append = [{_KEY: key, _WRITTEN: piece} for key, piece in wanted.items() if key not in known]
    return TableChange(memory.name, _KEY, update, append)


def _pieces(memory: TableData) -> Iterator[tuple[str, str]]:
    for row in memory.rows:
        if (key := key_of(row, _KEY)).startswith(f"{_UNDO}|"):
            yield key, str(row.values.get(_WRITTEN) or "")


def _record(memory: TableData) -> dict[str, Any] | None:
    try:
        found = json.loads("".join(piece for _, piece in sorted(_pieces(memory))))
    except ValueError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("tables"), dict) else None


def _encoded(value: Value) -> object:
    """A value as JSON: days and moments are told from texts."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _decoded(value: object) -> Value:
    if isinstance(value, dict):
        if "moment" in value:
            return datetime.fromisoformat(str(value["moment"]))
        return date.fromisoformat(str(value["day"]))
    known: Value = value  # type: ignore[assignment]
    return known
