"""What cells can ask of a workbook: plain functions over its tables, wherever it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import get_args

from reporter import api
from reporter.model import Register, ReportEntry, UsageError
from reporter.model.tables import ACTIONS, DONE, LISTS, MEETINGS, OBLIGATIONS, REPORTS, RESOLUTIONS, State
from reporter.schedule.timing import Timing
from reporter.workbook import Value, Where, load, store_of
from reporter.workbook.create import nearest
from reporter.workbook.load import actions_of, allowed_values

STATUS_COLUMNS = ("Report", "Clause", "Due date", "Status", "Timing", "Owner")
"""Header of what `status` gives."""

_YEAR_TYPED = re.compile(r"[0-9]{4}(?:\.0*)?")
"""A year as a cell gives it: Excel holds every number as a decimal one."""

_OUT_OF_FORCE = frozenset({State.SUPERSEDED, State.WITHDRAWN})


class Snapshot:
    """A workbook as it was read once, for many questions.

    Args:
        where: The workbook.
    """

    def __init__(self, where: Where) -> None:
        self._store = store_of(where)
        self.file = self._store.file

    @cached_property
    def register(self) -> Register:
        """Its register."""
        return load(self._store)

    @cached_property
    def reports(self) -> Mapping[str, ReportEntry]:
        """Its reports by their IDs."""
        return {one.id: one for one in self.register.reports}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The words of its clauses by the IDs of obligations and actions."""
        tables = self._store.tables()
        actions = actions_of(self.file, tables) if ACTIONS.name in tables else ()
        return {one.id: one.text for one in actions} | {one.id: one.text for one in self.register.obligations}

    @cached_property
    def earliest(self) -> Mapping[str, date]:
        """The day of the earliest report that is still owed, by the ID of its obligation."""
        days: dict[str, date] = {}
        for one in self.register.reports:
            if one.due_date and one.status not in DONE and one.state not in _OUT_OF_FORCE:
                days[one.obligation] = min(one.due_date, days.get(one.obligation, one.due_date))
        return days

    @cached_property
    def statuses(self) -> Sequence[str]:
        """Every status that a report has or may have, and how urgent one can be."""
        listed = allowed_values(self._store.tables())["Status"]
        used = (one.status for one in self.register.reports)
        return [*dict.fromkeys(filter(None, (*get_args(Timing), *listed, *used)))]

    def standings(self, today: date | None, to: str, year: int | None = None) -> tuple[api.Standing, ...]:
        """As `reporter.api.status`."""
        return api.standings(self.register, self.file, today=today, to=to.strip() or None, year=year)


def due(where: Where | Snapshot, id: str) -> date | None:
    """The day by which a report must be in.

    Args:
        where: The workbook.
        id: ID of a report; or of an obligation, of which the earliest report that is still owed counts.

    Returns:
        None where no day is known, or nothing is owed any more.

    Raises:
        UsageError: No row has that ID.
    """
    book, wanted = _snapshot(where), id.strip()
    if wanted in book.reports:
        return book.reports[wanted].due_date
    known = [one.id for one in book.register.obligations]
    if wanted not in known:
        raise _unknown(wanted, [*book.reports, *known])
    return book.earliest.get(wanted)


def status(
    where: Where | Snapshot, body: str = "", year: int | None = None, *, today: date | None = None
) -> list[list[Value]]:
    """The reports to a body that fall due in a year, the most urgent first, below a header (`STATUS_COLUMNS`).

    Args:
        where: The workbook.
        body: By any name that texts use for it; "" for all bodies.
        year: None for all years.
        today: Day from which overdue is counted; None for the current one.

    Raises:
        UsageError: No report goes to that body, or none is due that year.
    """
    rows: list[list[Value]] = [list(STATUS_COLUMNS)]
    for one in _snapshot(where).standings(today, body, year):
        report = one.report
        rows.append([report.id, one.clause, report.due_date, report.status, one.timing, report.owner])
    return rows


def count(
    where: Where | Snapshot, body: str = "", year: int | None = None, state: str = "", *, today: date | None = None
) -> int:
    """How many reports to a body fall due in a year and have a status.

    Args:
        where: The workbook.
        body: By any name that texts use for it; "" for all bodies.
        year: None for all years.
        state: A status, or one of Overdue, Due soon, Open and Done; capitals do not matter. "" for all.
        today: Day from which overdue is counted; None for the current one.

    Raises:
        UsageError: No report goes to that body, or there is no such status. A year without reports counts none.
    """
    book, wanted = _snapshot(where), state.strip()
    found = book.standings(today, body)
    if wanted and wanted.casefold() not in map(str.casefold, book.statuses):
        raise UsageError(f'there is no status "{wanted}"', hint=_like(wanted, book.statuses))
    return sum(
        (year is None or (one.report.due_date is not None and one.report.due_date.year == year))
        and (not wanted or wanted.casefold() in (one.report.status.casefold(), one.timing.casefold()))
        for one in found
    )


def clause(where: Where | Snapshot, id: str) -> str:
    """The words of a clause.

    Args:
        where: The workbook.
        id: ID of an obligation, an action or a report.

    Raises:
        UsageError: No row has that ID.
    """
    book, wanted = _snapshot(where), id.strip()
    asked = book.reports[wanted].obligation if wanted in book.reports else wanted
    if asked not in book.texts:
        raise _unknown(wanted, [*book.texts, *book.reports])
    return book.texts[asked]


def _snapshot(where: Where | Snapshot) -> Snapshot:
    return where if isinstance(where, Snapshot) else Snapshot(where)


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a cell function: its name, what it is, and whether it may be left out."""

    name: str
    help: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CellFunction:
    """A function as cells call it.

    Attributes:
        name: Its name behind `REPORTER.`; on the desktop behind `REPORTER_`, as VBA allows no dot.
        answer: The function; it takes the workbook first.
        arguments: In order, without the workbook.
        help: What it gives, in one sentence.
        spills: Whether it gives several rows.
        dated: Whether it takes the day from which overdue is counted, as `today`.
        ages: Whether what it gives depends on the day or on other cells, so that Excel must ask again.
    """

    name: str
    answer: Callable[..., object]
    arguments: tuple[Argument, ...]
    help: str
    spills: bool = False
    dated: bool = False
    ages: bool = True


_BODY = Argument("body", "Body that the reports go to; blank for all.", optional=True)
_YEAR = Argument("year", "Year in which they fall due; blank for all.", optional=True)

FUNCTIONS: Mapping[str, CellFunction] = {
    one.name: one
    for one in (
        CellFunction(
            "DUE",
            due,
            (Argument("id", "ID of a report or an obligation."),),
            "The day by which the report must be in; of an obligation, its next report.",
        ),
        CellFunction(
            "STATUS",
            status,
            (_BODY, _YEAR),
            "A table of the reports with due date, status, timing and owner, the most urgent first.",
            spills=True,
            dated=True,
        ),
        CellFunction(
            "COUNT",
            count,
            (
                _BODY,
                _YEAR,
                Argument("status", "A status, or Overdue, Due soon, Open or Done; blank for all.", optional=True),
            ),
            "How many reports there are.",
            dated=True,
        ),
        CellFunction(
            "CLAUSE",
            clause,
            (Argument("id", "ID of an obligation, an action or a report."),),
            "The words of the clause.",
            ages=False,
        ),
    )
}
"""By name."""


NEEDED = frozenset(table.name for table in (ACTIONS, LISTS, MEETINGS, OBLIGATIONS, REPORTS, RESOLUTIONS))
"""Names of the tables that the functions look at."""


def answered(
    function: CellFunction, where: Where | Snapshot, arguments: Sequence[object], today: date | None = None
) -> object:
    """What a function gives for arguments as a cell gives them.

    Args:
        function: The function.
        where: The workbook.
        arguments: In order; those at the end may be missing. None for a blank cell.
        today: Day from which overdue is counted; None for the current one.

    Raises:
        UsageError: There are too many arguments, a year is none, or as the function.
    """
    if len(arguments) > len(function.arguments):
        raise UsageError(f"{function.name} takes {len(function.arguments)} values, and not {len(arguments)}")
    given = [_plain(value, one.name) for value, one in zip(arguments, function.arguments, strict=False)]
    missing = [one.name for one in function.arguments[len(given) :] if not one.optional]
    if missing:
        raise UsageError(f"{function.name} needs the {missing[0]}")
    return function.answer(where, *given, **({"today": today} if function.dated else {}))


def _plain(value: object, name: str) -> object:
    """An argument as the functions take it: a year is a whole number or None, all else a text."""
    text = "" if value is None else str(value).strip()
    if name != "year":
        return text
    if not text:
        return None
    if not _YEAR_TYPED.fullmatch(text):
        raise UsageError(f'"{text}" is no year', hint="Write it with four digits, or leave it out for all")
    return int(text[:4])


def _unknown(wanted: str, known: list[str]) -> UsageError:
    return UsageError(f'no row has the ID "{wanted}"', hint=_like(wanted, known) or "Copy the ID from its row")


def _like(wanted: str, known: Sequence[str]) -> str | None:
    found = nearest(wanted, list(known))
    return f'Did you mean "{found}"?' if found else None
