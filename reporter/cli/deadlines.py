"""`reporter deadlines`: what each person owes, as a calendar with reminders."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import click

from reporter.cli.common import FilePath, plural, quiet_option, say, today_option, workbook_argument

_EPILOG = """\b
Examples:
  reporter deadlines obligations.xlsx -o calendars/
  reporter deadlines obligations.xlsx -o calendars/ --by recipient
  reporter deadlines obligations.xlsx -o calendars/ --by all --to TSAG"""


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option("-o", "--output", required=True, type=FilePath(), metavar="FOLDER", help="Folder for the calendars.")
@click.option(
    "--by",
    type=click.Choice(["owner", "unit", "responsible", "recipient", "all"]),
    default="owner",
    show_default=True,
    help="Whose calendars: one for each of them, or one for all.",
)
@click.option("--to", metavar="BODY", help="Only reports to this body.")
@today_option
@quiet_option
def deadlines(
    workbook: Path,
    output: Path,
    by: Literal["owner", "unit", "responsible", "recipient", "all"],
    to: str | None,
    today: date,
    quiet: bool,
) -> None:
    """Write the reports that are still owed in WORKBOOK as calendars (.ics) with reminders, one for each owner.

    Import a calendar into Outlook or Google Calendar, or mail it. Written again later, an entry moves with its due date
    instead of coming twice.
    """
    from reporter import api

    written = api.deadlines(workbook, output, by=by, to=to, today=today)
    for one in written:
        click.echo(str(one.path))
    reports = sum(one.reports for one in written)
    say(f"{workbook}: {plural(len(written), 'calendar')} with {plural(reports, 'report')}", quiet=quiet)
