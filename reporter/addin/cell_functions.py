"""The cell functions as Excel on Windows calls them: registered with xlwings when they are first asked for.

The macros of the add-in call `reporter.addin.cell_functions.REPORTER_DUE` and the like through xlwings, which looks the
name up in this module.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reporter.addin.functions import FUNCTIONS, NEEDED, CellFunction, Snapshot, answered
from reporter.addin.open_workbook import OpenWorkbook
from reporter.model import ReporterError
from reporter.workbook import Store, store_of

if TYPE_CHECKING:
    import xlwings

PREFIX = "REPORTER_"

_FRESH = 1.0
"""Seconds for which what was read answers further cells: Excel asks for all of them one after the other."""

_latest: dict[str, tuple[float, Snapshot]] = {}


def answer(function: CellFunction, arguments: Sequence[object], book: xlwings.Book) -> object:
    """What a cell shows.

    Args:
        function: The function.
        arguments: What the cell gives, blank cells as None.
        book: The workbook that the cell stands in.

    Returns:
        A value or rows of values; a text that begins with `#` where there is no answer, with the reason.
    """
    try:
        return answered(function, _snapshot(book), arguments)
    except ReporterError as error:
        return f"#N/A {error.problem}"


def __getattr__(name: str) -> Any:
    """The function of that name, registered with xlwings."""
    function = FUNCTIONS.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
    if function is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = globals()[name] = _registered(function)
    return made


def _registered(function: CellFunction) -> Callable[..., object]:
    import xlwings

    made = _SHAPES[tuple(one.name for one in function.arguments)](function)
    made.__name__ = f"{PREFIX}{function.name}"
    made.__doc__ = function.help
    registered: Callable[..., object] = xlwings.func(category="Reporter", volatile=function.ages)(made)
    return registered


# xlwings reads the names of the arguments, so each shape is spelt out; `caller` is its own name for the cell that asks.


def _of_id(function: CellFunction) -> Callable[..., object]:
    def of_id(id: Any = None, caller: Any = None) -> Any:
        return answer(function, [id], caller.sheet.book)

    return of_id


def _of_body(function: CellFunction) -> Callable[..., object]:
    def of_body(body: Any = None, year: Any = None, caller: Any = None) -> Any:
        return answer(function, [body, year], caller.sheet.book)

    return of_body


def _of_status(function: CellFunction) -> Callable[..., object]:
    def of_status(body: Any = None, year: Any = None, status: Any = None, caller: Any = None) -> Any:
        return answer(function, [body, year, status], caller.sheet.book)

    return of_status


_SHAPES: Mapping[tuple[str, ...], Callable[[CellFunction], Callable[..., object]]] = {
    ("id",): _of_id,
    ("body", "year"): _of_body,
    ("body", "year", "status"): _of_status,
}


def _snapshot(book: xlwings.Book) -> Snapshot:
    """The workbook as it was read a moment ago, or as it is now."""
    name, now = book.fullname, time.monotonic()
    read, snapshot = _latest.get(name, (0.0, None))
    if snapshot is None or now - read > _FRESH:
        snapshot = Snapshot(_read(book))
        _latest.clear()
        _latest[name] = now, snapshot
    return snapshot


def _read(book: xlwings.Book) -> Store:
    """The workbook as it is now; as it was last saved where Excel is too busy calculating to be asked."""
    opened = OpenWorkbook(book, only=NEEDED)
    try:
        opened.tables()
    except ReporterError:
        raise
    except Exception:
        # Each platform has an error of its own for a busy Excel.
        return store_of(opened.file)
    return opened
