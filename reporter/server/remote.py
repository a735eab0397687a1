"""xlwings objects for a workbook that another machine's Excel has open.

This is the part of xlwings that has a licence of its own: PolyForm Noncommercial, or a paid one. Nothing else in the
program touches it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reporter.model import UsageError
from reporter.server.payload import Payload

if TYPE_CHECKING:
    import xlwings

LICENCE_VARIABLE = "XLWINGS_LICENSE_KEY"

_making = threading.Lock()


@contextmanager
def remote_book(payload: Payload) -> Iterator[xlwings.Book]:
    """The workbook as xlwings objects, in an Excel of its own, so that nothing of it is seen by another request.

    `xlwings.Book(json=…)` would put it beside all others, and some of what a command asks of Excel would go to the
    one that was opened last, which may be another person's.

    Raises:
        UsageError: xlwings is not installed, or has no licence key.
    """
    engine = _engine()
    with _making:
        app = engine.apps.add()
    try:
        yield app.books.open(json=payload)
    finally:
        app.kill()
        _forget_cells()


def ensure_licensed() -> None:
    """Refuses to start without what every command needs.

    Raises:
        UsageError: xlwings is not installed, or has no licence key.
    """
    _engine()


def _engine() -> Any:
    try:
        import xlwings
    except ImportError as error:
        raise UsageError("the server needs xlwings", hint='Install it: pip install "reporter[server]"') from error
    try:
        import xlwings.pro
    except ImportError as error:
        raise UsageError(
            f"this xlwings has no remote engine ({error})", hint='Install it anew: pip install "reporter[server]"'
        ) from error
    except xlwings.LicenseError as error:
        raise UsageError(
            f"xlwings says: {str(error).rstrip('.')}",
            hint=f"Set {LICENCE_VARIABLE} to your key of xlwings; for noncommercial use it is the word noncommercial "
            "(docs/server.md tells the terms)",
        ) from error
    return xlwings.engines["remote"]


def _forget_cells() -> None:
    """xlwings keeps every cell it was ever asked for, which a server cannot afford."""
    from xlwings.pro import _xlremote

    if clear := getattr(getattr(_xlremote, "get_range_api", None), "cache_clear", None):
        clear()
