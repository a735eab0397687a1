"""Values that the drop-downs of a workbook shall offer, put below those that they offer already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reporter.workbook.data import TableChange, TableData, Value
from reporter.workbook.memory import as_text


def lists_change(lists: TableData, wanted: Mapping[str, Sequence[str]]) -> TableChange | None:
    """What is to be written into Lists so that it holds these values.

    A list ends at its first blank cell, so a value goes into the cell below the last one of its column. That cell may
    lie in a row of the table, which is found by what its longest column holds there.

    Args:
        lists: The table.
        wanted: Column to values; capitals make no difference. Columns that the table lacks are left out.

    Returns:
        The change; None where all values are there.
    """
    columns = {name: [as_text(row.values[name]).strip() for row in lists.rows] for name in lists.columns}
    key = max(columns, key=lambda name: len(set(filter(None, columns[name]))), default="")
    update: dict[str, dict[str, Value]] = {}
    append: list[dict[str, Value]] = []
    for name, cells in columns.items():
        known = {text.casefold() for text in cells}
        missing = [one for one in dict.fromkeys(wanted.get(name, ())) if one and one.casefold() not in known]
        first = max((number for number, text in enumerate(cells, 1) if text), default=0)
        for number, value in enumerate(missing, first):
            if number >= len(cells):
                while len(append) <= number - len(cells):
                    append.append({})
                append[number - len(cells)][name] = value
            elif found := _name_of(columns[key], number):
                update.setdefault(found, {})[name] = value
    return TableChange(lists.name, key, update, append) if update or append else None


def _name_of(cells: Sequence[str], number: int) -> str:
    """What tells a row from all others; "" where nothing does."""
    return cells[number] if cells.count(cells[number]) == 1 else ""
