"""`reporter split`: one workbook per focal point, unit or body, to be filled in and sent back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reporter.cli.common import FilePath, plural, quiet_option, say, today_option, workbook_argument

_EPILOG = """\b
Examples:
  reporter split obligations.xlsx --by owner -o parts/
  reporter split obligations.xlsx --by unit -o parts/ --template our-template.xlsx

"reporter merge" brings the parts back."""


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option(
    "--by",
    metavar="COLUMN",
    help="Column whose values the parts are for: owner, unit, responsible, recipient, or any other.  [default: owner]",
)
@click.option(
    "-o",
    "--output",
    type=FilePath(),
    metavar="FOLDER",
    help="Folder for the parts.  [default: that of reporter.toml]",
)
@click.option("--template", type=FilePath(), help="Workbook to make parts from, restyled by you.")
@click.option("--force", is_flag=True, help="Overwrite parts that lie in the folder.")
@today_option
@quiet_option
def split(
    workbook: Path, by: str | None, output: Path | None, template: Path | None, force: bool, today: date, quiet: bool
) -> None:
    """Make one workbook per focal point, unit or body out of WORKBOOK, which stays as it is.

    A part holds the reports of one owner (unit, recipient …) with their obligations and resolutions, and nothing of
    anybody else. The columns people write are open, the others are locked. A report with several owners goes to each,
    one without an owner into the part "unassigned".
    """
    from reporter import api

    parts = api.split(workbook, by=by, output=output, today=today, template=template, force=force)
    for part in parts:
        click.echo(part.path)
    reports = sum(part.reports for part in parts)
    unchanged = sum(not part.written for part in parts)
    there = f"; {unchanged} of them lay there already" if unchanged else ""
    what = (
        f"{plural(len(parts), 'part')} with {plural(reports, 'row')} of Reports{there}"
        if parts
        else "no report in force"
    )
    say(f"{workbook}: {what}", quiet=quiet)
