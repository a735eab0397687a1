"""`reporter check`: every problem of a workbook, with sheet and cell; what has one reading only can be mended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import plural, quiet_option, say, today_option, workbook_argument
from reporter.cli.output import write_text

if TYPE_CHECKING:
    from reporter.workbook import Problem

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
        for one in problems:
            click.echo(f"{one.severity}: {one}")


def _counted(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no problem found"
    errors = sum(one.severity == "error" for one in problems)
    return f"{plural(errors, 'error')}, {plural(len(problems) - errors, 'warning')}"
