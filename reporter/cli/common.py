"""What commands share: arguments, options, messages, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from reporter.api import Progress

    _DateType = click.ParamType[date]
    _YearType = click.ParamType[int]
else:
    # Not every release of click that will do has types that take a parameter.
    _DateType = _YearType = click.ParamType

_Function = TypeVar("_Function", bound=Callable[..., Any])

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a report can be for; anything else is a slip of the finger."""

_PROGRESS_FROM = 4
"""Files from which on a bar is worth the eye's attention."""

_SOURCES_NAMED = 3
"""Sources that a message names before it says "…"."""


class Day(_DateType):
    """A date as people type it for a program: 2026-11-20."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error with an example otherwise."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is no date. Write it as 2026-11-20', param, ctx)


class Year(_YearType):
    """A year of four digits."""

    name = "YYYY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year; a usage error with an example otherwise."""
        text = str(value).strip()
        if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            self.fail(f'"{value}" is no year from {FIRST_YEAR} to {LAST_YEAR}. Write it as 2026', param, ctx)
        return int(text)


class FilePath(click.Path):
    """A file or folder, as a `Path`. An empty name is refused: it would pass for the current folder."""

    def __init__(self, **limits: Any) -> None:
        super().__init__(path_type=Path, **limits)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; a usage error where nothing was named, as by a variable of a script that is not set."""
        if isinstance(value, str) and not value.strip():
            self.fail(
                'the name is empty. Name a file or folder ("." is the current one), or check the variable that '
                "it comes from",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)


def today_option(function: _Function) -> _Function:
    """`--today`: the clock, so that output can be reproduced; passed as `today`."""
    return click.option(
        "--today",
        type=Day(),
        default=lambda: date.today(),
        show_default="the current date",
        help="Work as if it were this day, so that the output can be reproduced.",
    )(function)


def no_today_option(function: _Function) -> _Function:
    """`--today` for a command that asks no clock: accepted, so that options mean the same everywhere, and unused."""
    return click.option("--today", type=Day(), hidden=True, expose_value=False)(function)


def quiet_option(function: _Function) -> _Function:
    """`--quiet`: no messages but errors and warnings."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and warnings.")(function)


def workbook_argument(function: _Function) -> _Function:
    """The workbook a command is about."""
    return click.argument("workbook", type=FilePath(readable=False))(function)


def sources_argument(function: _Function) -> _Function:
    """Files, folders or patterns to read resolutions from; without any those of the settings are read."""
    return click.argument("sources", nargs=-1, metavar="[SOURCE]...")(function)


def say(message: str, *, quiet: bool = False) -> None:
    """A message for the person, on stderr."""
    if not quiet:
        click.echo(message, err=True)


def note(notes: Iterable[object], *, quiet: bool = False) -> None:
    """What a person should know and nothing failed for, one a line, on stderr."""
    for one in notes:
        say(f"note: {one}", quiet=quiet)


def warn(warnings: Iterable[object]) -> None:
    """What may have been missed although nothing failed, one a line, on stderr; said also when quiet was asked for."""
    for one in warnings:
        say(f"warning: {one}")


def complain(errors: Iterable[object]) -> None:
    """Errors, one a line, on stderr; said also when quiet was asked for."""
    for error in errors:
        click.echo(f"reporter: {error}", err=True)


def complain_of_no_resolution(sources: Sequence[str]) -> None:
    """The error of a run whose sources could be read and held no resolution, on stderr."""
    named = [*sources[:_SOURCES_NAMED], "…"] if len(sources) > _SOURCES_NAMED else sources
    where = ", ".join(named) or "the sources in reporter.toml"
    complain([f"{where}: no resolution was found, so nothing was written. Name the folder the texts lie in"])


def reading_code(*, failed: bool, warned: bool) -> int:
    """How a command that reads texts ends: 2 not all could be read, 1 words that ask for something were not, 0 done."""
    return 2 if failed else int(warned)


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress | None]:
    """A progress bar on stderr for long work; None where nobody would see it."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def tell(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name, visible=total >= _PROGRESS_FROM)

        yield tell


def plural(number: int, word: str, many: str | None = None) -> str:
    """`1 report`, `2 reports`, `0 bodies`."""
    return f"{number} {word if number == 1 else many or word + 's'}"


def spoken(day: date) -> str:
    """`20 November 2026`, whatever the system's language."""
    from reporter.schedule.days import in_words

    return in_words(day)
