"""A working copy of a workbook's tables: cells are put into it first, and written to the file all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from reporter.model.tables import TABLES, Table
from reporter.workbook.cells import key_text
from reporter.workbook.data import RowData, TableChange, TableData, Value
from reporter.workbook.memory import key_of

Standing = Literal["present", "several", "missing"]
"""Whether one row has a key, several have it (and nobody can tell which one is meant), or none."""


class WorkingCopy:
    """Tables with keys, as they stand in a workbook and as they shall be.

    Args:
        tables: The workbook's tables; lookup knows no case. Those without a declared key are left out.
    """

    def __init__(self, tables: Mapping[str, TableData]) -> None:
        self._declared = {one.name: one for one in TABLES if one.key and one.name in tables}
        self._tables = {name: tables[name] for name in self._declared}
        self._rows = _RowsByKey(self._tables, self._declared)
        self._columns = {
            name: {folded(column): column for column in table.columns} for name, table in self._tables.items()
        }
        self._put: dict[str, dict[str, dict[str, Value]]] = {}

    def __contains__(self, table: str) -> bool:
        return table in self._tables

    def declared(self) -> Iterator[Table]:
        """Declarations of the tables there are."""
        yield from self._declared.values()

    def column(self, table: str, name: str) -> str | None:
        """A column as the table spells it, found without regard to capitals and white space; None without it."""
        return self._columns[table].get(folded(name))

    def standing(self, table: str, key: str) -> Standing:
        """Whether the table has a row of that key, among those put in too."""
        rows = self._rows[table].get(key, [])
        if len(rows) > 1:
            return "several"
        return "present" if rows or key in self._put.get(table, {}) else "missing"

    def keys(self, table: str) -> list[str]:
        """Keys of the rows, from top to bottom; those put in last."""
        return list(dict.fromkeys([*self._rows[table], *self._put.get(table, {})]))

    def value(self, table: str, key: str, column: str) -> Value:
        """What a cell holds now; None for a blank one, and where there is no single such row."""
        put = self._put.get(table, {}).get(key, {})
        if column in put:
            return put[column]
        rows = self._rows[table].get(key, [])
        return rows[0].values.get(column) if len(rows) == 1 else None

    def is_formula(self, table: str, key: str, column: str) -> bool:
        """Whether a cell holds a formula."""
        rows = self._rows[table].get(key, [])
        return len(rows) == 1 and column in rows[0].formulas and column not in self._put.get(table, {}).get(key, {})

    def put(self, table: str, key: str, column: str, value: Value) -> None:
        """Set a cell; a row that is missing is added. The key must not stand in several rows."""
        if self.standing(table, key) == "several":
            raise ValueError(f"{table}: several rows have the key {key!r}")
        self._put.setdefault(table, {}).setdefault(key, {})[column] = value

    def add(self, table: str, key: str) -> None:
        """Add a row, unless it is there."""
        self._put.setdefault(table, {}).setdefault(key, {})

    @property
    def tables(self) -> dict[str, TableData]:
        """The tables as they shall be; rows that are not in the file yet have the number 0."""
        return {name: self._as_it_shall_be(name) for name in self._tables}

    def changes(self) -> list[TableChange]:
        """What is to be written, for `patch`; tables without a change are left out."""
        return [change for name in self._put if (change := self.change(name)) is not None]

    def change(self, table: str) -> TableChange | None:
        """What is to be written to one table; None for nothing."""
        put = self._put.get(table)
        if not put:
            return None
        column = self._key(table)
        update: dict[str, Mapping[str, Value]] = {}
        append: list[Mapping[str, Value]] = []
        for key, cells in put.items():
            rows = self._rows[table].get(key)
            if rows and cells:
                update[key_text(rows[0].values[column])] = cells
            elif not rows:
                append.append({column: self._typed(table, key), **cells})
        return TableChange(self._tables[table].name, column, update, append) if update or append else None

    def _as_it_shall_be(self, name: str) -> TableData:
        table, put = self._tables[name], self._put.get(name, {})
        if not put:
            return table
        column = self._key(name)
        rows = [replace(row, values={**row.values, **put.get(key_of(row, column), {})}) for row in table.rows]
        blank: dict[str, Value] = dict.fromkeys(table.columns)
        new = [RowData(0, {**blank, column: key, **put[key]}) for key in put if key not in self._rows[name]]
        return replace(table, rows=(*rows, *new))

    def _key(self, table: str) -> str:
        return self._declared[table].key or ""

    def _typed(self, table: str, key: str) -> Value:
        return int(key) if self._declared[table].column(self._key(table)).kind == "integer" else key


class _RowsByKey(dict[str, dict[str, list[RowData]]]):
    """Table name to key to the rows that have it; made for a table when somebody asks for it."""

    def __init__(self, tables: Mapping[str, TableData], declared: Mapping[str, Table]) -> None:
        super().__init__()
        self._tables, self._declared = tables, declared

    def __missing__(self, name: str) -> dict[str, list[RowData]]:
        rows: dict[str, list[RowData]] = {}
        column = self._declared[name].key or ""
        for row in self._tables[name].rows:
            if key := key_of(row, column):
                rows.setdefault(key, []).append(row)
        self[name] = rows
        return rows


def joined(first: TableChange, then: TableChange) -> TableChange:
    """Two changes of one table as one: where both set a cell, the second counts.

    A row that the first appends and the second updates is appended as updated.
    """
    key = first.key or then.key or ""
    append = {key_text(row[key]): dict(row) for row in first.append}
    update = {one: dict(cells) for one, cells in first.update.items()}
    for one, cells in then.update.items():
        (append if one in append else update).setdefault(one, {}).update(cells)
    return TableChange(first.table, key, update, [*append.values(), *then.append])


def repeated(table: TableData, key: str) -> list[str]:
    """Keys that stand in several rows of a table."""
    counts = Counter(key_of(row, key) for row in table.rows)
    return [one for one, number in counts.items() if one and number > 1]


@lru_cache(maxsize=1024)
def folded(name: str) -> str:
    """A column's name as it is compared."""
    return " ".join(name.split()).casefold()
