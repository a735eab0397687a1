"""The rows that a pivot is made of: a table of a workbook, with what is computed for the day asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from reporter.model import UsageError
from reporter.model.tables import NAME_SEPARATOR, REPORTS, Kind, State, Table, table
from reporter.schedule import days_left, timing
from reporter.workbook import TableData, Value
from reporter.workbook.pivot_sheet import STATUSES, TIMINGS

TIMING, DAYS_LEFT = "Timing", "Days left"
"""Columns of Reports that are computed here: what the file says was true when Excel last computed it."""

STATE = "State"
"""Column of our tables that tells whether a row is in force."""

Part = Literal["year", "quarter", "month"]
PARTS: tuple[Part, ...] = ("year", "quarter", "month")
"""What a column of dates can be summed up by: `Due date:year`."""

_OUT_OF_FORCE = frozenset(state.casefold() for state in (State.SUPERSEDED, State.WITHDRAWN))

ROW = "Row"
"""A column that numbers the rows, in a table that has no column without a blank cell."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table as a pivot sees it.

    Attributes:
        file: The workbook, for messages.
        name: Name of the table.
        kinds: Header of each column, in the table's order, to its declared kind; None for a column that people added.
        rows: A value for each column.
        order: Header to items in the order in which people think of them: the statuses, the timings.
    """

    file: Path
    name: str
    kinds: Mapping[str, Kind | None]
    rows: tuple[tuple[Value, ...], ...]
    order: Mapping[str, tuple[str, ...]]

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns, in the table's order."""
        return tuple(self.kinds)

    def values(self, header: str) -> list[Value]:
        """The cells of a column."""
        place = self.headers.index(header)
        return [row[place] for row in self.rows]

    def column(self, name: str) -> str:
        """A column as the table spells it; capitals, spaces, dashes and underscores do not matter.

        Raises:
            UsageError: There is none; the nearest name is told.
        """
        known = {folded(header): header for header in reversed(self.headers)}
        found = known.get(folded(name))
        if found is not None:
            return found
        near = get_close_matches(folded(name), known, n=1)
        hint = f'Did you mean "{known[near[0]]}"?' if near else f"There are {', '.join(self.headers)}"
        raise UsageError(f'the table {self.name} has no column "{name}"', file=self.file, hint=hint)

    def with_column(self, header: str, kind: Kind | None, values: Sequence[Value]) -> Source:
        """The source with a further column, or with other values in one that it has."""
        if header not in self.kinds:
            rows = tuple((*row, value) for row, value in zip(self.rows, values, strict=True))
            return replace(self, kinds={**self.kinds, header: kind}, rows=rows)
        place = self.headers.index(header)
        changed = ((*row[:place], value, *row[place + 1 :]) for row, value in zip(self.rows, values, strict=True))
        return replace(self, rows=tuple(changed))


def folded(name: str) -> str:
    """A column's name as it is compared."""
    return " ".join(name.replace("_", " ").replace("-", " ").split()).casefold()


def source_of(file: Path, data: TableData, today: date) -> Source:
    """The filled rows of a table; of Reports with Timing and Days left on that day."""
    declared = _declared(data.name)
    kinds: dict[str, Kind | None] = dict.fromkeys(data.columns)
    kinds |= {column.name: column.kind for column in declared or () if column.name in kinds}
    filled = [
        row for row in data.rows if any(row.values[name] not in (None, "") for name in _typed(data, row.formulas))
    ]
    rows = [tuple(_tidy(row.values[name]) for name in data.columns) for row in filled]
    order = {"Status": tuple(STATUSES)} if declared and any(one.choices == "Status" for one in declared) else {}
    source = Source(file, data.name, kinds, tuple(rows), order)
    return _with_timing(source, today) if declared is REPORTS else source


def with_part(source: Source, header: str, part: Part) -> tuple[Source, str]:
    """The source with a column that says the year, quarter or month of another, and the header of it.

    Raises:
        UsageError: The column holds no date.
    """
    name, values = f"{header} ({part})", source.values(header)
    if not any(isinstance(value, date) for value in values):
        raise UsageError(
            f'the column "{header}" of {source.name} holds no dates', file=source.file, hint=f"Leave out :{part}"
        )
    if name in source.kinds:
        return source, name
    told = [_part(value, part) if isinstance(value, date) else value for value in values]
    return source.with_column(name, "text", told), name


def with_a_full_column(source: Source, key: str | None) -> tuple[Source, str]:
    """The source and a column of it that has something in every row, by which rows are counted."""
    for header in ([key] if key in source.kinds else []) + list(source.headers):
        if header and all(value not in (None, "") for value in source.values(header)):
            return source, header
    return source.with_column(ROW, "integer", list(range(1, len(source.rows) + 1))), ROW


def key_of_table(name: str) -> str | None:
    """The column that identifies a row; None for a table that is not ours or has none."""
    declared = _declared(name)
    return declared.key if declared else None


def has_state(source: Source) -> bool:
    """Whether it is a table of ours whose rows may be out of force."""
    return source.kinds.get(STATE) is not None


def is_in_force(state: Value) -> bool:
    """Whether a row of that State counts by default, as in `reporter status`: neither Superseded nor Withdrawn.

    A row added by hand may have no state, and a proposal to suppress decides nothing yet.
    """
    return str(state).strip().casefold() not in _OUT_OF_FORCE


def names_in(value: Value) -> list[str]:
    """The names of a `names` cell."""
    return [one.strip() for one in str(value).split(NAME_SEPARATOR.strip()) if one.strip()]


def _declared(name: str) -> Table | None:
    try:
        return table(name)
    except KeyError:
        return None


def _typed(data: TableData, formulas: frozenset[str]) -> list[str]:
    return [name for name in data.columns if name not in formulas]


def _tidy(value: Value) -> Value:
    """White space around a text is nobody's intention, and midnight is the day."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime) and (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return value.date()
    return value


def _with_timing(source: Source, today: date) -> Source:
    if not {"Due date", "Status", "State"} <= set(source.kinds):
        return source
    facts = [
        (_day(due), str(status or ""), _state(state), today)
        for due, status, state in zip(*map(source.values, ("Due date", "Status", "State")), strict=True)
    ]
    source = source.with_column(TIMING, "text", [timing(*one) for one in facts])
    source = source.with_column(DAYS_LEFT, "integer", [days_left(*one) for one in facts])
    return replace(source, order={**source.order, TIMING: tuple(TIMINGS)})


def _day(value: Value) -> date | None:
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _state(value: Value) -> str:
    return State.CURRENT.value if is_in_force(value) else str(value)


def _part(day: date, part: Part) -> str:
    if part == "year":
        return str(day.year)
    return f"{day.year}-Q{(day.month + 2) // 3}" if part == "quarter" else f"{day.year}-{day.month:02}"
