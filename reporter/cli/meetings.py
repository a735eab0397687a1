"""`reporter meetings`: the meetings of a workbook out to calendars, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import FilePath, complain, note, plural, quiet_option, say, today_option, workbook_argument

if TYPE_CHECKING:
    from reporter.workbook import Change

_EPILOG = """\b
Examples:
  reporter meetings export obligations.xlsx -o meetings.ics
  reporter meetings import obligations.xlsx council.ics --dry-run
  reporter meetings import obligations.xlsx "key dates.csv" --body Council"""

_SHOWN = 12
"""Entries left out that are told one by one."""


@click.group(epilog=_EPILOG, invoke_without_command=True)
@today_option
@quiet_option
@click.pass_context
def meetings(ctx: click.Context, today: date, quiet: bool) -> None:  # noqa: ARG001 - common to all commands
    """Bring meetings from the workbook into calendars (.ics, .csv), and from calendars into the workbook."""
    ctx.obj = quiet
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@meetings.command(epilog="Example: reporter meetings export obligations.xlsx -o meetings.ics --to TSAG")
@workbook_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=FilePath(dir_okay=False),
    help="The calendar (.ics) or table (.csv).",
)
@click.option("--to", multiple=True, metavar="BODY", help="Only meetings of this body; may be given several times.")
@today_option
@quiet_option
def export(workbook: Path, output: Path, to: Sequence[str], today: date, quiet: bool) -> None:
    """Write the meetings of WORKBOOK, with their document deadlines, for Outlook, Google Calendar or Excel."""
    from reporter import api

    number = api.export_meetings(workbook, output, to=to, today=today)
    click.echo(str(output))
    say(f"  {plural(number, 'meeting')}", quiet=quiet)


@meetings.command("import", epilog="Example: reporter meetings import obligations.xlsx council.ics --dry-run")
@workbook_argument
@click.argument("files", nargs=-1, required=True, type=FilePath(), metavar="FILE...")
@click.option("--body", default="", metavar="NAME", help="Whose meetings they are, where a calendar does not tell.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@today_option
@quiet_option
@click.pass_context
def import_(
    ctx: click.Context, workbook: Path, files: Sequence[Path], body: str, dry_run: bool, today: date, quiet: bool
) -> None:
    """Take the meetings in FILES, exported from Outlook or Google Calendar (.ics) or Excel (.csv), into WORKBOOK.

    A meeting is found by the calendar's own name for it, by its name, or by its body and first day. What people wrote
    in the workbook stays; what the calendar says otherwise is told. No row is deleted. The same file once more changes
    nothing.
    """
    from reporter import api

    done = api.import_meetings(workbook, files, body=body, today=today, dry_run=dry_run)
    for one in done.taken.diary:
        say(_told(one), quiet=quiet)
    note(done.notes[:_SHOWN], quiet=quiet)
    if len(done.notes) > _SHOWN:
        note([f"and {len(done.notes) - _SHOWN} more were left out"], quiet=quiet)
    would = "would be " if dry_run else ""
    added = sum(not one.column for one in done.taken.diary if one not in done.taken.kept)
    cells = sum(bool(one.column) for one in done.taken.diary if one not in done.taken.kept)
    told = [f"{plural(added, 'meeting')} {would}added"] if added else []
    told += [f"{plural(cells, 'cell')} {would}changed"] if cells else []
    say(f"{workbook}: {', '.join(told) or 'nothing changed'}", quiet=quiet)
    complain(done.failures)
    ctx.exit(2 if done.failures else 0)


def _told(one: Change) -> str:
    if not one.column:
        return f"{one.row}: {one.note}"
    return f'{one.row}, {one.column}: "{one.before}" → "{one.after}" ({one.note})'
