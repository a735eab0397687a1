"""Slips that can be mended without asking anybody: the cell's one reading is known, only Excel does not see it.

Drafts, status and sync read such cells rightly. Formulas, filters and pivots of Excel do not: a text is later than
every day, and `Ana ` is somebody else than `Ana`.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporter.model.tables import ACTIONS, MEETINGS, OBLIGATIONS, REPORTS, RESOLUTIONS, TABLES, Column
from reporter.workbook.days import read_day
from reporter.workbook.problems import Problem
from reporter.workbook.view import Line, View

MENDED = (RESOLUTIONS, OBLIGATIONS, ACTIONS, REPORTS, MEETINGS)
"""Tables whose cells are looked at."""

_FIX = "reporter check --fix mends it"
_NAMES = frozenset({*(one.key for one in TABLES), "Resolution", "Obligation"})
"""Columns that hold the name of a row: what refers to a row is not touched."""


def slips(view: View) -> Iterator[Problem]:
    """Each such cell as a warning that says what it should hold; cells with formulas are left out."""
    for table in MENDED:
        for line in view.lines(table):
            for column in table:
                if column.name in line.data.columns and column.name not in line.row.formulas:
                    yield from _slip(view, line, column)


def _slip(view: View, line: Line, column: Column) -> Iterator[Problem]:
    value = line.value(column.name)
    if not isinstance(value, str) or not value.strip() or column.name in _NAMES:
        return
    if column.kind == "date":
        if (day := read_day(value)) is not None:
            yield line.problem(column.name, f'"{value}" is a text, not a date', _FIX, "warning", mended=day)
    elif column.choices or column.kind == "flag":
        listed = view.allowed[column.choices] if column.choices else ("Yes", "No")
        spelled = {one.casefold(): one for one in reversed(listed)}.get(" ".join(value.split()).casefold())
        if spelled is not None and spelled != value:
            found = f'"{value}" is spelled "{spelled}" in its list'
            yield line.problem(column.name, found, _FIX, "warning", mended=spelled)
    elif column.kind == "text" and column.owner == "people":
        tidy = " ".join(value.split())
        if tidy != value and "\n" not in value:
            yield line.problem(column.name, f'"{value}" has spaces too many', _FIX, "warning", mended=tidy)
