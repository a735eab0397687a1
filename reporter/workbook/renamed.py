"""Columns of people that got another name: what stands in them would be passed over, so the workbook is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from reporter.model import WorkbookError
from reporter.model.tables import OBLIGATIONS, REPORTS, Table
from reporter.workbook.data import TableData

_ALIKE = 0.6
"""From this likeness on (of `difflib`, 0 to 1) a name counts as another spelling of the one that is missing."""

WATCHED: Mapping[Table, tuple[str, ...]] = {
    REPORTS: tuple(name for name in REPORTS.owned_by("people") if name != "Remarks"),
    OBLIGATIONS: tuple(name for name in OBLIGATIONS.owned_by("people") if name != "Remarks"),
}
"""Columns that drafts, the status and parts are made of. Remarks are for people alone."""


def refuse_renamed(path: Path, tables: Mapping[str, TableData]) -> None:
    """Refuses a workbook in which a column of people was renamed.

    A column that was deleted outright is no fault: people may do without it. It counts as renamed where a column
    that nobody declared has a name like the one that is missing.

    Args:
        path: The workbook, for messages.
        tables: Its tables; lookup knows no case.

    Raises:
        WorkbookError: Names the table, the missing column and the nearest one.
    """
    for table, names in WATCHED.items():
        found = tables.get(table.name)
        for name in names if found else ():
            if found and (other := renamed_to(table, name, found.columns)):
                raise WorkbookError(
                    f'the table has no column "{name}"; nearest is "{other}", and what it holds would be passed over',
                    file=path,
                    place=f"table {table.name}, sheet {found.sheet}",
                    hint=f'Rename it back to "{name}"; a column of your own needs a name less like it',
                )


def renamed_to(table: Table, name: str, columns: Sequence[str]) -> str | None:
    """The undeclared column that a missing one was probably renamed to.

    Args:
        table: The declaration.
        name: The declared column.
        columns: Those that the table has.

    Returns:
        The nearest name; None where the column is there, or nothing is like it.
    """
    if name in columns:
        return None
    declared = {column.name for column in table}
    others = {other: _likeness(name, other) for other in columns if other not in declared}
    best = max(others, key=others.__getitem__, default=None)
    return best if best is not None and others[best] >= _ALIKE else None


def _likeness(name: str, other: str) -> float:
    """0 to 1; 1 where the other holds the name's words, as in `Progress` and `Progress made in 2026`."""
    first, second = " ".join(name.casefold().split()), " ".join(other.casefold().split())
    if re.search(rf"(?<!\w){re.escape(first)}(?!\w)", second):
        return 1.0
    return SequenceMatcher(None, first, second).ratio()
