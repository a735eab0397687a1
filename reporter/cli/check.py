"""`reporter check`: every problem of a workbook, with sheet and cell."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from reporter.cli.common import plural, quiet_option, say, today_option, workbook_argument

_EPILOG = """\b
Examples:
  reporter check obligations.xlsx
  reporter check obligations.xlsx --format json

Exit codes: 0 no problem, 1 problems found, 2 the workbook cannot be read."""


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the output.")
@today_option
@quiet_option
@click.pass_context
def check(ctx: click.Context, workbook: Path, form: str, today: date, quiet: bool) -> None:
    """List everything in WORKBOOK that a person should mend: where it is, what was expected, what to do."""
    from reporter import api

    problems = api.check(workbook, today=today)
    if form == "json":
        click.echo(json.dumps([asdict(one) for one in problems], ensure_ascii=False, indent=1))
    else:
        for one in problems:
            click.echo(f"{'' if one.severity == 'error' else '(please look) '}{one}")
    errors = sum(one.severity == "error" for one in problems)
    if problems:
        say(f"{workbook}: {plural(errors, 'error')}, {plural(len(problems) - errors, 'thing')} to look at", quiet=quiet)
    else:
        say(f"{workbook}: no problem found", quiet=quiet)
    ctx.exit(1 if problems else 0)
