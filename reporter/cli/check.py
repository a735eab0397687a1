"""`reporter check`: every problem of a workbook, with sheet and cell; what has one reading only can be mended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import plural, quiet_option, say, today_option, workbook_argument
from reporter.cli.output import write_text

if TYPE_CHECKING:
    from reporter.workbook import Problem

_MOST_ALIKE = 10
"""Problems that say the same of a column and are still listed one by one."""

_SHOWN_OF_MANY = 3

_EPILOG = """\b
Examples:
  reporter check obligations.xlsx
  reporter check obligations.xlsx --fix --dry-run
  reporter check obligations.xlsx --fix
  reporter check obligations.xlsx --format json

Exit codes: 0 no problem (left), 1 problems found, 2 the workbook cannot be read or written."""


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option(
    "--fix", is_flag=True, help="Mend what has one reading only: spaces, spelling as in lists, dates as text."
)
@click.option("--dry-run", is_flag=True, help="With --fix: only say what would be mended.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)
@today_option
@quiet_option
@click.pass_context
def check(ctx: click.Context, workbook: Path, fix: bool, dry_run: bool, form: str, today: date, quiet: bool) -> None:
    """List what a person should mend or look at in WORKBOOK: the cell, what was found and expected, what to do.

    Errors cannot be worked with; warnings are there to be looked at. With --fix, what needs nobody's judgement is
    mended and told in the sheet Changes; the rest is listed. Nothing is guessed: 01/05/2026 stays as it is.
    """
    from reporter import api

    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix", ctx)
    if not fix:
        problems = api.check(workbook, today=today)
        _print(problems, form)
        say(f"{workbook}: {_counted(problems)}", quiet=quiet)
        ctx.exit(1 if problems else 0)
    done = api.mend(workbook, today=today, dry_run=dry_run)
    for one in done.diary:
        # Only a day that was typed as a text reads the same before and after.
        after = f'"{one.after}"' if one.after != one.before else "a date"
        say(f'{one.table} {one.row}, {one.column}: "{one.before}" → {after}', quiet=quiet)
    _print(done.left, form)
    would = "would be " if dry_run else ""
    mended = f"{plural(len(done.cells), 'cell')} {would}mended" if done.cells else "nothing to mend"
    say(f"{workbook}: {mended}; {_counted(done.left)}", quiet=quiet)
    ctx.exit(1 if done.left or (dry_run and done.cells) else 0)


def _print(problems: Iterable[Problem], form: str) -> None:
    if form == "json":
        # A day that a cell should hold is the one value that JSON has no form for.
        write_text(None, json.dumps([asdict(one) for one in problems], ensure_ascii=False, indent=1, default=str))
    else:
        for line in _lines(problems):
            click.echo(line)


def _lines(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for each problem; of many that say the same of a column, the first few, and the cells of the others."""
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for one in problems:
        # "overdue by 12 days" and "overdue by 40 days" say the same.
        said = re.sub(r"\d+", "0", one.message)
        alike.setdefault((one.severity, one.sheet, one.column, said, one.hint), []).append(one)
    for same in alike.values():
        shown = len(same) if len(same) <= _MOST_ALIKE else _SHOWN_OF_MANY
        yield from (f"{one.severity}: {one}" for one in same[:shown])
        if others := same[shown:]:
            cells = ", ".join(one.cell for one in others)
            yield f"{others[0].severity}: {others[0].sheet}, {len(others)} more such cells: {cells}. {others[0].hint}"


def _counted(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no problem found"
    errors = sum(one.severity == "error" for one in problems)
    return f"{plural(errors, 'error')}, {plural(len(problems) - errors, 'warning')}"
