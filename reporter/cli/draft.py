"""`reporter draft`: the annual implementation reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reporter.cli.common import Year, complain, note, plural, quiet_option, say, today_option, workbook_argument

if TYPE_CHECKING:
    from reporter.api import WrittenDraft

_EPILOG = """\b
Examples:
  reporter draft obligations.xlsx --to TSAG --year 2026
  reporter draft obligations.xlsx --to all --year 2026 -o drafts/
  reporter draft obligations.xlsx --to Council --year 2026 --format html"""


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option("--to", required=True, metavar="BODY", help="Body the report goes to (TSAG, TDAG, Council …), or all.")
@click.option("--year", type=Year(), required=True, help="Year reported on.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the drafts.  [default: the workbook's]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["docx", "md", "html"]),
    default="docx",
    show_default=True,
    help="Kind of document.",
)
@click.option("--template", type=click.Path(path_type=Path), help="Your organisation's own template.")
@click.option("--force", is_flag=True, help="Overwrite drafts that are there.")
@today_option
@quiet_option
@click.pass_context
def draft(
    ctx: click.Context,
    workbook: Path,
    to: str,
    year: int,
    output: Path | None,
    form: Literal["docx", "md", "html"],
    template: Path | None,
    force: bool,
    today: date,
    quiet: bool,
) -> None:
    """Write the annual implementation report of a body from what people wrote in WORKBOOK.

    Where a focal point has written nothing the draft says so, visibly; it never invents text.
    """
    from reporter import api

    done = api.draft_each(
        workbook, to=to, year=year, today=today, output=output, format=form, template=template, force=force
    )
    for one in done.written:
        click.echo(str(one.path))
        say(f"  {_story(one)}", quiet=quiet)
        note((f"{one.path}: {told}" for told in one.draft.notes), quiet=quiet)
        note((f"{one.path}: {told}" for told in one.draft.left_out if told.written), quiet=quiet)
    note(done.empty, quiet=quiet)
    if done.to_mend:
        cells = plural(done.to_mend, "cell needs", "cells need")
        note([f"{cells} mending first: reporter check {_typed(workbook)}"], quiet=quiet)
    complain(done.refused)
    ctx.exit(2 if done.refused else 0)


def _typed(path: Path) -> str:
    """A path as one types it in any shell."""
    return f'"{path}"' if " " in str(path) else str(path)


def _story(one: WrittenDraft) -> str:
    """What the draft holds, in a line."""
    found = one.draft
    told = [plural(found.counts.reports, "report")]
    told.append(f"nothing written yet on {len(found.gaps)}" if found.gaps else "something written on each")
    if found.left_out:
        told.append(f"{len(found.left_out)} left out")
    same = "" if one.written else " (this very draft was there already)"
    return f"{found.body} {found.year}: {', '.join(told)}{same}"
