"""What a pivot is asked for, in the words of who asks: fields, values and filters as they are typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from reporter.analysis.source import (
    DAYS_LEFT,
    PARTS,
    STATE,
    TIMING,
    Source,
    has_state,
    is_in_force,
    names_in,
    with_part,
)
from reporter.model import UsageError
from reporter.model.tables import REPORTS
from reporter.pivots import Function
from reporter.workbook import Value
from reporter.workbook.days import read_day
from reporter.workbook.pivot_sheet import TIMINGS

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "~", "!~"]

BLANK = "(blank)"
"""What the item of blank cells is called, as in Excel."""

IN_FORCE = "in force"
"""Stands in a filter of State for every state but Superseded and Withdrawn, as Overdue does for what dates say."""

FUNCTIONS: Mapping[str, Function] = {
    "count": Function.COUNT,
    "sum": Function.SUM,
    "mean": Function.AVERAGE,
    "average": Function.AVERAGE,
    "min": Function.MIN,
    "max": Function.MAX,
}
"""How values are summed up, by the words that may be typed."""

_MEASURE = re.compile(r"\s*([a-z]+)\s*(?:\(\s*(.+?)\s*\)|(?:\s*:|\s+of\s)\s*(.+?))\s*", re.IGNORECASE)
_CONDITION = re.compile(r"\s*(.+?)\s*(!=|!~|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2})?")
_MOST_LISTED = 12
_MONTHS_A_YEAR = 12
_SAID: Mapping[Function, str] = {Function.AVERAGE: "mean"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is shown of each group of rows.

    Attributes:
        function: How it is summed up.
        column: Of what; None for the number of rows.
    """

    function: Function
    column: str | None = None

    @property
    def label(self) -> str:
        """`count`, `sum of Cost`."""
        said = _SAID.get(self.function, self.function.value)
        return f"{said} of {self.column}" if self.column else said


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row has to fulfil to count.

    Attributes:
        column: Header.
        operator: How it is compared; `~` is "contains". Capitals do not matter.
        value: With what; "" for a blank cell.
    """

    column: str
    operator: Operator
    value: str

    @property
    def asks_for_force(self) -> bool:
        """Whether it asks for rows in force, or for the others."""
        return self.column == STATE and self.operator in ("=", "!=") and self.value.casefold() == IN_FORCE

    def __str__(self) -> str:
        return f"{self.column} {self.operator} {self.value or BLANK}"


def fields(source: Source, names: Iterable[str]) -> tuple[Source, tuple[str, ...]]:
    """The columns that some names stand for, and the source with those that `:year` and the like add.

    Raises:
        UsageError: A column is missing or named twice, or holds no dates.
    """
    found: list[str] = []
    for name in names:
        stem, colon, part = name.rpartition(":")
        wanted = next((one for one in PARTS if colon and one == part.strip().casefold()), None)
        header = source.column(stem if wanted else name)
        if wanted:
            source, header = with_part(source, header, wanted)
        if header in found:
            raise UsageError(f'the column "{header}" is asked for twice', file=source.file, hint="Name it once")
        found.append(header)
    return source, tuple(found)


def measure(source: Source, text: str) -> Measure:
    """The measure of `count`, `sum:Cost`, `mean of Days left`, `max(Due date)` or `Cost`.

    A column alone is summed where it holds numbers, else its filled cells are counted.

    Raises:
        UsageError: No such function or column, or nothing that could be summed up.
    """
    if text.strip().casefold() == "count":
        return Measure(Function.COUNT)
    match = _MEASURE.fullmatch(text)
    function = FUNCTIONS.get(match[1].casefold()) if match else None
    if match is None or function is None:
        if match and not any(text.strip().casefold() == header.casefold() for header in source.headers):
            near = get_close_matches(match[1].casefold(), FUNCTIONS, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else f"There are {', '.join(FUNCTIONS)}"
            raise UsageError(f'"{match[1]}" is no way to sum up values', file=source.file, hint=hint)
        column = source.column(text)
        return Measure(Function.SUM if any(map(_is_number, source.values(column))) else Function.COUNT, column)
    found = Measure(function, source.column(match[2] or match[3]))
    if found.function is not Function.COUNT:
        _check_summable(source, found)
    return found


def condition(source: Source, text: str) -> Condition:
    """The condition of `status=Overdue`, `owner!=`, `due date<2027`, `days left<=30`, `text~broadband`.

    Overdue, Due soon, Open and Done are no status but a timing, and are looked for there.

    Raises:
        UsageError: It has no operator, names no column, or no cell can ever equal the value or be compared with it.
    """
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise UsageError(
            f'the filter "{text}" compares nothing',
            file=source.file,
            hint='Write it as "status=Overdue"; there are = != < <= > >= and ~ (contains)',
        )
    column, operator, value = source.column(match[1]), match[2], match[3]
    if source.name == REPORTS.name and column == "Status" and _named(value, TIMINGS) and TIMING in source.kinds:
        column = TIMING
    found = Condition(column, _operator(operator), "" if value.casefold() == BLANK else value)
    if found.operator == "=" and value:
        _check_known(source, found)
    if found.operator in _HOLDS:
        _check_comparable(source, found)
    return found


def by_default(source: Source, columns: Iterable[str], conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """The conditions with the one that holds where nobody asks for State: rows out of force do not count.

    So the numbers are those of the dashboard, of the sheet Pivot and of `reporter status`.
    """
    if not has_state(source) or STATE in (*columns, *(one.column for one in conditions)):
        return tuple(conditions)
    states = source.values(STATE)
    if all(is_in_force(states[row]) for row in passing(source, conditions)):
        return tuple(conditions)
    return (*conditions, Condition(STATE, "=", IN_FORCE))


def passing(source: Source, conditions: Sequence[Condition]) -> list[int]:
    """Numbers of the rows that fulfil all conditions."""
    kept = list(range(len(source.rows)))
    for one in conditions:
        values = source.values(one.column)
        test = _test(one, source)
        kept = [row for row in kept if test(values[row])]
    return kept


def shown(value: Value) -> str:
    """A cell as a person reads it: days ISO, whole numbers without decimals, a blank one empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:.12g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def without_number(source: Source, measure: Measure, rows: Iterable[int]) -> int:
    """How many filled cells of the rows hold no number, and so do not count in a sum or the like."""
    if measure.column is None or measure.function is Function.COUNT:
        return 0
    values = source.values(measure.column)
    return sum(isinstance(values[row], str) and values[row] != "" for row in rows)


def _operator(text: str) -> Operator:
    known: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=", "~", "!~")
    return next(one for one in known if one == text)


def _check_summable(source: Source, one: Measure) -> None:
    values = source.values(one.column or "")
    if any(map(_is_number, values)):
        return
    if one.function in (Function.MIN, Function.MAX) and any(isinstance(value, date) for value in values):
        return
    raise UsageError(
        f'no cell of the column "{one.column}" holds a number',
        file=source.file,
        hint=f'Count its cells instead, with --values "count:{one.column}"',
    )


def _check_known(source: Source, one: Condition) -> None:
    """Raise UsageError where no cell equals the value and none is expected to: most likely it is misspelt."""
    test = _test(one, source)
    values = source.values(one.column)
    if any(map(test, values)) or _named(one.value, source.order.get(one.column, ())) or one.column == DAYS_LEFT:
        return
    known = {shown(value).casefold(): shown(value) for value in reversed(values) if value not in (None, "")}
    if source.name == REPORTS.name and one.column == "Status":
        known |= {timing.casefold(): timing for timing in TIMINGS}
    near = get_close_matches(one.value.casefold(), known, n=1)
    ordered = [name for name in (*source.order.get(one.column, ()), *sorted(known.values())) if name in known.values()]
    names = list(dict.fromkeys(ordered))
    listed = ", ".join(names[:_MOST_LISTED]) + (" …" if len(names) > _MOST_LISTED else "")
    hint = f'Did you mean "{known[near[0]]}"?' if near else f"There are {listed}" if listed else "Leave the filter out"
    raise UsageError(f'no row of {source.name} has "{one.value}" under {one.column}', file=source.file, hint=hint)


def _check_comparable(source: Source, one: Condition) -> None:
    """Raise UsageError where a column of days is to be before or after what is no day, month or year."""
    days = any(isinstance(value, date) for value in source.values(one.column))
    month = one.value.partition("-")[2]
    partial = _PARTIAL_DATE.fullmatch(one.value) is not None and (not month or 1 <= int(month) <= _MONTHS_A_YEAR)
    if not days or partial or read_day(one.value):
        return
    raise UsageError(
        f'"{one.value}" is no day, month or year, with which {one.column} can be compared',
        file=source.file,
        hint="Write it as 2026-05-01, 2026-05 or 2026",
    )


def _named(value: str, names: Iterable[str]) -> bool:
    return value.casefold() in {name.casefold() for name in names}


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _test(one: Condition, source: Source) -> Callable[[Value], bool]:
    wanted, is_names = one.value.casefold(), source.kinds[one.column] == "names"
    if one.asks_for_force and has_state(source):
        return lambda value: is_in_force(value) is (one.operator == "=")
    if one.operator in ("~", "!~"):
        return lambda value: (wanted in shown(value).casefold()) is (one.operator == "~")
    if one.operator in ("=", "!="):
        return lambda value: _equals(value, wanted, is_names=is_names) is (one.operator == "=")
    return lambda value: _stands(value, one.operator, one.value)


def _equals(value: Value, wanted: str, *, is_names: bool) -> bool:
    text = shown(value).casefold()
    if text == wanted:
        return True
    if isinstance(value, date) and wanted:
        day = read_day(wanted)
        return day == read_day(value) if day else bool(_PARTIAL_DATE.fullmatch(wanted)) and text.startswith(wanted)
    if _is_number(value):
        return _number(wanted) == value
    return is_names and wanted in [name.casefold() for name in names_in(value)]


_HOLDS: Mapping[str, Callable[[int], bool]] = {
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


def _stands(value: Value, operator: str, wanted: str) -> bool:
    """Whether a filled cell is before or after the value: days by day, month or year, numbers as numbers."""
    if value in (None, ""):
        return False
    return _HOLDS[operator](_compared(value, wanted))


def _compared(value: Value, wanted: str) -> int:
    """Below 0 for a cell before the value, above 0 for one after it."""
    if isinstance(value, date):
        day = read_day(wanted)
        other = day.isoformat() if day else wanted
        return _sign(value.isoformat()[: len(other)], other)
    mine, number = _number(shown(value)), _number(wanted)
    if mine is not None and number is not None:
        return (mine > number) - (mine < number)
    return _sign(shown(value).casefold(), wanted.casefold())


def _sign(one: str, other: str) -> int:
    return (one > other) - (one < other)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
