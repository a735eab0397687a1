"""`reporter check`: every problem of a workbook, with sheet and cell."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from reporter.cli.common import plural, quiet_option, say, today_option, workbook_argument
from reporter.cli.output import write_text

_EPILOG = """\b
Examples:
  reporter check obligations.xlsx
  reporter check obligations.xlsx --format json

Exit codes: 0 no problem, 1 problems found, 2 the workbook cannot be read."""


@click.command(epilog=_EPILOG)
@workbook_argument
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
def check(ctx: click.Context, workbook: Path, form: str, today: date, quiet: bool) -> None:
    """List what a person should mend or look at in WORKBOOK: the cell, what was found and expected, what to do.

    Errors cannot be worked with; warnings are there to be looked at.
    """
    from reporter import api

    problems = api.check(workbook, today=today)
    if form == "json":
        write_text(None, json.dumps([asdict(one) for one in problems], ensure_ascii=False, indent=1))
    else:
        for one in problems:
            click.echo(f"{one.severity}: {one}")
    errors = sum(one.severity == "error" for one in problems)
    found = (
        f"{plural(errors, 'error')}, {plural(len(problems) - errors, 'warning')}" if problems else "no problem found"
    )
    say(f"{workbook}: {found}", quiet=quiet)
    ctx.exit(1 if problems else 0)
