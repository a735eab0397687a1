"""What a button of the add-in starts: the command on the open workbook, and its outcome in a message box."""

from __future__ import annotations

import tempfile
import traceback
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.addin.commands import COMMANDS
from reporter.addin.outcome import Outcome
from reporter.api import Progress
from reporter.model import ReporterError

if TYPE_CHECKING:
    import xlwings

TITLE = "Reporter"

LONGEST = 1000
"""Characters that Excel's message box shows."""

LOG_NAME = "reporter-addin.log"


def press(name: str, book: xlwings.Book | None = None) -> None:
    """Runs a command on the workbook in front and tells what came of it; no error leaves this function.

    Args:
        name: Of the command.
        book: The workbook; None for the one that the button was pressed in.
    """
    import xlwings

    book = book or xlwings.Book.caller()
    command = COMMANDS[name]
    title = f"{TITLE}: {command.label}"
    try:
        outcome = command.run(book, **({"progress": _progress(book)} if command.reads_files else {}))
    except ReporterError as error:
        book.app.alert(_cut(str(error)), title, mode="critical")
        return
    except Exception:
        # Nobody of those who press buttons reads a traceback; it is kept for who mends the program.
        log = _logged(command.name)
        told = f"This failed in a way that was not foreseen. What happened is written in {log}: send it to whoever "
        book.app.alert(
            f"{told}looks after reporter. Undo last refresh takes back what was written.", title, mode="critical"
        )
        return
    finally:
        _status(book, False)
    book.app.alert(_cut(str(outcome)), title)
    _open(outcome)


def _progress(book: xlwings.Book) -> Progress:
    def tell(done: int, of: int, name: str) -> None:
        _status(book, f"{TITLE}: reading {done + 1} of {of}, {name}")

    return tell


def _status(book: xlwings.Book, text: str | bool) -> None:
    # Not every Excel has a line for it.
    with suppress(NotImplementedError):
        book.app.status_bar = text


def _open(outcome: Outcome) -> None:
    if outcome.link:
        webbrowser.open(outcome.link)


def _logged(command: str) -> Path:
    log = Path(tempfile.gettempdir()) / LOG_NAME
    with log.open("a", encoding="utf-8") as stream:
        stream.write(f"{command}\n{traceback.format_exc()}\n")
    return log


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
