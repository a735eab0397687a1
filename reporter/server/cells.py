"""The functions for cells, `REPORTER.DUE` and its like: how Excel is told of them, and their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reporter.addin.functions import FUNCTIONS, NEEDED, CellFunction, Snapshot, answered
from reporter.addin.open_workbook import OpenWorkbook
from reporter.model import ReporterError

NAMESPACE = "REPORTER"
"""What stands before the dot in a cell."""

_FIRST_DAY = date(1899, 12, 30)
"""The day that Excel counts as 0."""


def metadata() -> Mapping[str, Any]:
    """The functions as Excel reads them from an add-in."""
    return {"functions": [_described(one) for one in FUNCTIONS.values()]}


def needed_tables() -> Sequence[str]:
    """The tables that the functions look at; the pane sends no other cells along with a question of theirs."""
    return sorted(NEEDED)


def answers(store: OpenWorkbook, calls: Sequence[Mapping[str, Any]], today: date | None) -> list[dict[str, Any]]:
    """What cells show, in the order of the calls.

    Args:
        store: The workbook.
        calls: Each with the `name` of a function and its `arguments`; equal ones are worked out once.
        today: Day of the question; None for the current one.

    Returns:
        Each with `rows` of values (a day as Excel's number), or with the `error` in words.
    """
    snapshot = Snapshot(store)
    known: dict[tuple[object, ...], dict[str, Any]] = {}
    found = []
    for call in calls:
        key = (call["name"], *((type(one), one) for one in call["arguments"]))
        if key not in known:
            known[key] = _answer(snapshot, call, today)
        found.append(known[key])
    return found


def _answer(snapshot: Snapshot, call: Mapping[str, Any], today: date | None) -> dict[str, Any]:
    function = FUNCTIONS.get(call["name"])
    if function is None:
        return {"error": f"there is no function {NAMESPACE}.{call['name'][:40]}"}
    try:
        answer = answered(function, snapshot, call["arguments"], today)
    except ReporterError as error:
        return {"error": ". ".join(filter(None, (error.problem, error.hint)))}
    rows = answer if isinstance(answer, list) else [[answer]]
    return {"rows": [[_sent(value) for value in row] for row in rows]}


def _sent(value: object) -> object:
    if isinstance(value, date):
        return (date(value.year, value.month, value.day) - _FIRST_DAY).days
    return "" if value is None else value


def _described(function: CellFunction) -> dict[str, Any]:
    return {
        "id": function.name,
        "name": function.name,
        "description": function.help,
        "parameters": [
            {
                "name": one.name,
                "description": one.help,
                "type": "any",
                "dimensionality": "scalar",
                "optional": one.optional,
            }
            for one in function.arguments
        ],
        "result": {"type": "any", "dimensionality": "matrix" if function.spills else "scalar"},
        "options": {"volatile": function.ages},
    }
