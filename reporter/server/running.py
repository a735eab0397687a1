"""A command run on the workbook that Excel sent: what Excel shall do, and what the person is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from reporter import api
from reporter.addin import COMMANDS, Outcome, draft_choices
from reporter.addin.functions import NEEDED
from reporter.addin.open_workbook import OpenWorkbook
from reporter.addin.sharing import PARTS
from reporter.model import UsageError
from reporter.model.tables import REVIEW_PAGE
from reporter.server.cells import answers
from reporter.server.confine import Confined
from reporter.server.mine import mine
from reporter.server.payload import Calls, Payload
from reporter.server.remote import remote_book
from reporter.settings import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request.

    Attributes:
        actions: What Excel shall do, in order, as xlwings says it.
        told: What the pane shows: `outcome` of a command, or the answer to a question.
        files: Files that may be fetched: those that a command wrote, and the page that shows a clause.
        fragment: Place in the page; None without a page.
    """

    actions: list[dict[str, Any]]
    told: Mapping[str, Any]
    files: tuple[Path, ...] = ()
    fragment: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request.

    Attributes:
        name: Of the command or question.
        payload: The workbook.
        options: What came in the address: `to` and `year` of a draft, `owner` of a question.
        today: Day of the run.
        progress: Told before each file; None where nobody listens.
        calls: What cells ask, with the question `cells`.
    """

    name: str
    payload: Payload
    options: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    progress: api.Progress | None = None
    calls: Calls = field(default_factory=list)


QUESTIONS = ("mine", "draft_choices", "cells")
"""What the pane and the cells ask beside the commands; nothing in the workbook changes by it."""


def is_known(name: str) -> bool:
    """Whether there is a command or question of that name."""
    return name in _FURTHER or name in QUESTIONS


def run(asked: Asked, confined: Confined) -> Answer:
    """Runs a command, or answers a question.

    Args:
        asked: What is asked.
        confined: The folder that is not left.

    Raises:
        ReporterError: As the command; Excel shall do nothing then.
    """
    folder = confined.folder_of(asked.payload["book"]["name"])
    with remote_book(asked.payload) as book:
        if asked.name == "mine":
            store = OpenWorkbook(book, folder=folder)
            return Answer(
                [], mine(store, confined.settings(folder, book.name), asked.options.get("owner"), asked.today)
            )
        if asked.name == "cells":
            confined.settings(folder, book.name)
            store = OpenWorkbook(book, folder=folder, only=NEEDED)
            return Answer([], {"answers": answers(store, asked.calls, asked.today)})
        if asked.name == "draft_choices":
            choices = draft_choices(book, folder=folder)
            return Answer([], {"choices": [{"body": one.body, "year": one.year, "rows": one.rows} for one in choices]})
        options = _options(asked, OpenWorkbook(book, folder=folder), confined)
        outcome = COMMANDS[asked.name].run(book, folder=folder, **options)
        confined.ensure_all(outcome.files, book.name)
        return _answer(outcome, book.json()["actions"], folder, confined)


def _answer(outcome: Outcome, actions: list[dict[str, Any]], folder: Path, confined: Confined) -> Answer:
    files, fragment = outcome.files, None
    if outcome.link is not None:
        # The address is one of the server's own disk; what the person can open is a ticket for the page.
        files, fragment = (folder / REVIEW_PAGE,), outcome.link.partition("#")[2]
    told = {
        "message": confined.shown(outcome.message),
        "details": [confined.shown(one) for one in outcome.details],
    }
    return Answer(actions, {"outcome": told}, files, fragment)


@dataclass(frozen=True, slots=True)
class _Call:
    """A command about to run."""

    asked: Asked
    store: OpenWorkbook
    confined: Confined
    settings: Settings


def _options(asked: Asked, store: OpenWorkbook, confined: Confined) -> dict[str, Any]:
    """Keyword arguments of the command; every path among them lies in the folder."""
    call = _Call(asked, store, confined, confined.settings(store.folder, store.book.name))
    options = _FURTHER[asked.name](call)
    if COMMANDS[asked.name].reads_files:
        options["progress"] = asked.progress
    if asked.name != "show_clause":
        options["today"] = asked.today
    return options


def _of_texts(call: _Call) -> dict[str, Any]:
    return {"sources": call.confined.sources(call.store)}


def _of_draft(call: _Call) -> dict[str, Any]:
    to, year = call.asked.options.get("to"), call.asked.options.get("year")
    if year is not None and not (year.isascii() and year.isdecimal() and len(year) == len("2026")):
        raise UsageError("this is no year", hint="Choose one from the list")
    return {"to": to, "year": None if year is None else int(year)}


def _of_merge(call: _Call) -> dict[str, Any]:
    name, folder = call.store.book.name, call.settings.parts.folder or call.store.folder / PARTS
    call.confined.ensure_all([folder], name)
    call.confined.ensure_all(folder.iterdir() if folder.is_dir() else (), name)
    return {}


def _of_split(call: _Call) -> dict[str, Any]:
    folder = call.settings.parts.folder or call.store.folder / PARTS
    call.confined.ensure_all([folder], call.store.book.name)
    return {}


def _nothing(_: _Call) -> dict[str, Any]:
    return {}


_FURTHER: Mapping[str, Callable[[_Call], dict[str, Any]]] = {
    "refresh": _of_texts,
    "next_year": _of_texts,
    "show_clause": _of_texts,
    "undo_last_refresh": _nothing,
    "check": _nothing,
    "draft_report": _of_draft,
    "split": _of_split,
    "merge": _of_merge,
}
"""What a command is given beside the workbook and the day."""
