"""Which row of the workbook a row of a file is that was sent back."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from reporter.model.tables import Kind, Table
from reporter.workbook.conflicts import kinds_of
from reporter.workbook.data import RowData
from reporter.workbook.load import is_blank
from reporter.workbook.memory import as_text, key_of, mark
from reporter.workbook.parts import said
from reporter.workbook.returned import Returned

Keyed = list[tuple[str, RowData]]
"""Rows from top to bottom, each with its key."""


def keyed_rows(table: Table, file: Returned) -> Keyed:
    """The rows of a table of the file that are not blank, each with its key.

    A row whose ID was lost or changed is told by the columns of the program: it is the one that was sent with all of
    these cells and is missing now. Any other row without an ID gets one made of what stands in it, the same the next
    time.
    """
    data = file.tables.get(table.name)
    rows = [row for row in data.rows if not is_blank(row)] if data else []
    keys = [key_of(row, table.key or "") for row in rows]
    sent, there = file.sent.get(table.name, {}), set(keys)
    missing = {key: marks for key, marks in sent.items() if key not in there}
    kinds = kinds_of(table.name)
    return [
        (key if key in sent else _recognised(table, row, missing, kinds) or key or made_key(row), row)
        for key, row in zip(keys, rows, strict=True)
    ]


def recognised(table: Table, rows: Keyed) -> list[str]:
    """Keys of rows that were told by their other cells; keys made of what stands in a row are not among them."""
    return [key for key, row in rows if key not in (key_of(row, table.key or ""), made_key(row))]


def repeated_keys(rows: Keyed) -> list[str]:
    """Keys that several rows have."""
    return [key for key, number in Counter(key for key, _ in rows).items() if number > 1]


def unlike(rows: Keyed, columns: Sequence[tuple[str, str]], kinds: Mapping[str, Kind]) -> set[tuple[str, str]]:
    """Key and column of the cells in which several rows of one key differ.

    Args:
        rows: Of one table.
        columns: Names in the file and in the workbook, as pairs.
        kinds: Column of the workbook to what it holds.
    """
    alike: dict[str, list[RowData]] = {}
    for key, row in rows:
        alike.setdefault(key, []).append(row)
    return {
        (key, ours)
        for key, same in alike.items()
        for theirs, ours in (columns if len(same) > 1 else ())
        if len({said(row.values.get(theirs), kinds.get(ours, "text")) for row in same}) > 1
    }


def made_key(row: RowData) -> str:
    """A key made of what stands in a row."""
    content = "\n".join(f"{name}={as_text(value)}" for name, value in row.values.items() if name not in row.formulas)
    return "New-" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _recognised(table: Table, row: RowData, missing: Mapping[str, Mapping[str, str]], kinds: Mapping[str, Kind]) -> str:
    columns = [name for name in table.owned_by("program") if name in row.values and name != table.key]
    if not columns:
        return ""
    marks = {name: mark(said(row.values[name], kinds.get(name, "text"))) for name in columns}
    same = [key for key, sent in missing.items() if all(sent.get(name, "") == marks[name] for name in columns)]
    return same[0] if len(same) == 1 else ""
