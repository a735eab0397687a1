"""What commands share: options, dates, progress, messages, tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from reporter.api import Progress

_Function = TypeVar("_Function", bound=Callable[..., Any])

_WIDTH_WITHOUT_TERMINAL = 160
_PROGRESS_FROM = 4


class Day(click.ParamType):
    """A date as people type it for a program: 2026-11-20."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error with an example otherwise."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is no date; write it as {date(2026, 11, 20).isoformat()}', param, ctx)


def today_option(function: _Function) -> _Function:
    """`--today`: the clock, so that output can be reproduced."""
    return click.option(
        "--today", type=Day(), default=lambda: date.today(), show_default="the current date",
        help="Take this day for the current one, so that every output can be reproduced.",
    )(function)  # fmt: skip


def quiet_option(function: _Function) -> _Function:
    """`--quiet`: no messages but errors."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(function)


def workbook_argument(function: _Function) -> _Function:
    """The workbook a command is about."""
    return click.argument("workbook", type=click.Path(path_type=Path))(function)


def sources_argument(function: _Function) -> _Function:
    """Files, folders or patterns to read resolutions from."""
    return click.argument("sources", nargs=-1, required=True)(function)


def say(message: str, *, quiet: bool = False) -> None:
    """A message for the person, on stderr."""
    if not quiet:
        click.echo(message, err=True)


def complain(errors: Iterable[object]) -> None:
    """Errors, one a line, on stderr; said also when quiet was asked for."""
    for error in errors:
        click.echo(f"reporter: {error}", err=True)


def console(*, err: bool = False) -> Console:
    """Where tables are printed: as wide as the terminal, without colour where NO_COLOR is set or nobody looks."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() else int(os.environ.get("COLUMNS", _WIDTH_WITHOUT_TERMINAL))
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def print_table(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], *, styles: dict[str, str] | None = None) -> None:
    """A table on stdout.

    Args:
        columns: Header and share of the width; 0 for a column as wide as its content.
        rows: Cells as text.
        styles: Cell text to a style it is shown in.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False, header_style="bold")
    for header, ratio in columns:
        table.add_column(header, ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell, style=(styles or {}).get(cell, "")) for cell in row))
    console().print(table)


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress | None]:
    """A progress bar on stderr for long work; None where nobody would see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), console=console(err=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def tell(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name, visible=total >= _PROGRESS_FROM)

        yield tell


def plural(number: int, word: str, many: str | None = None) -> str:
    """`1 report`, `2 reports`, `0 bodies`."""
    return f"{number} {word if number == 1 else many or word + 's'}"


def write_text(path: Path | None, text: str) -> None:
    """Data to a file in UTF-8, or to stdout."""
    if path is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    path.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8", newline="")
