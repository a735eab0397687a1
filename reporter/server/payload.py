"""What Excel sends: looked at before anything works with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from reporter.model import UsageError

MOST_CELLS = 20_000_000

MOST_CALLS = 20_000
"""Cells that ask at once."""

Payload = dict[str, Any]
"""A workbook as the pane sends it: `client`, `version`, `book`, `names`, `sheets`."""

Calls = list[dict[str, Any]]
"""What cells ask: each with the `name` of a function and its `arguments`."""

_Test = Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_value(value: Any) -> bool:
    return isinstance(value, str | int | float | bool) or value is None


def _is_line(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_value, value))


def _or_none(test: _Test) -> _Test:
    return lambda value: value is None or test(value)


_BOOK: dict[str, _Test] = {
    "name": _is_text,
    "active_sheet_index": _is_count,
    "selection": _or_none(_is_text),
}
_NAME: dict[str, _Test] = {
    "name": _is_text,
    "refers_to": _or_none(_is_text),
    "sheet_index": _or_none(_is_count),
    "address": _or_none(_is_text),
    "book_scope": _is_flag,
    "scope_sheet_name": _or_none(_is_text),
    "scope_sheet_index": _or_none(_is_count),
}
_TABLE: dict[str, _Test] = {
    "name": _is_text,
    "range_address": _or_none(_is_text),
    "header_row_range_address": _or_none(_is_text),
    "data_body_range_address": _or_none(_is_text),
    "total_row_range_address": _or_none(_is_text),
    "show_headers": _is_flag,
    "show_totals": _is_flag,
}
_CALL: dict[str, _Test] = {"name": _is_text, "arguments": _is_line}


def read_payload(body: bytes) -> Payload:
    """A request's body as the workbook it stands for.

    Raises:
        UsageError: It is none.
    """
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _refused("it is not JSON") from error
    _ensure_fields(payload, {"book": lambda value: isinstance(value, dict)}, "the workbook")
    for key in ("names", "sheets"):
        if not isinstance(payload.get(key), list):
            raise _refused(f"{key} is missing")
    _ensure_fields(payload["book"], _BOOK, "book")
    for one in payload["names"]:
        _ensure_fields(one, _NAME, "a name")
    for one in payload["sheets"]:
        _ensure_sheet(one)
    _ensure_indices(payload)
    if sum(len(line) for sheet in payload["sheets"] for line in sheet["values"]) > MOST_CELLS:
        raise _refused(f"it has more than {MOST_CELLS:,} cells")
    book = {name: payload["book"][name] for name in _BOOK}
    sheets = [
        {**sheet, "pictures": [], "shapes": [], "charts": [], "notes": [], "print_area": None}
        for sheet in payload["sheets"]
    ]
    return {"client": "Office.js", "version": "", "book": book, "names": payload["names"], "sheets": sheets}


def read_calls(body: bytes) -> Calls:
    """What cells ask, out of a request's body that `read_payload` has taken.

    Raises:
        UsageError: It is nothing that cells ask.
    """
    calls = json.loads(body).get("calls")
    if not isinstance(calls, list) or len(calls) > MOST_CALLS:
        raise _refused(f"calls are missing, or are more than {MOST_CALLS:,}")
    for one in calls:
        _ensure_fields(one, _CALL, "a call")
    return calls


def _ensure_sheet(sheet: Any) -> None:
    _ensure_fields(sheet, {"name": _is_text, "visibility": _is_text}, "a sheet")
    values, tables = sheet.get("values"), sheet.get("tables")
    if not isinstance(tables, list) or not isinstance(values, list) or not values:
        raise _refused("a sheet has no cells or tables")
    for line in values:
        if not isinstance(line, list) or len(line) != len(values[0]):
            raise _refused("the cells of a sheet are no rectangle")
        if not all(map(_is_value, line)):
            raise _refused("a cell holds neither text nor number")
    for one in tables:
        _ensure_fields(one, _TABLE, "a table")


def _ensure_indices(payload: Payload) -> None:
    count = len(payload["sheets"])
    indices = [payload["book"]["active_sheet_index"]]
    indices += [one[key] for one in payload["names"] for key in ("sheet_index", "scope_sheet_index")]
    if any(index is not None and index >= count for index in indices):
        raise _refused("it names a sheet that is not there")


def _ensure_fields(value: Any, fields: dict[str, _Test], what: str) -> None:
    if not isinstance(value, dict):
        raise _refused(f"{what} is missing")
    for name, fits in fields.items():
        if name not in value or not fits(value[name]):
            raise _refused(f"{what} has no proper {name}")


def _refused(reason: str) -> UsageError:
    return UsageError(
        f"what came is not a workbook as the pane sends it: {reason}", hint="Close the pane, open it and try again"
    )
