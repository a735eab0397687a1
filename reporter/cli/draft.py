"""`reporter draft`: the annual implementation reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from reporter.cli.common import complain, plural, quiet_option, say, today_option, workbook_argument

_EPILOG = """\b
Examples:
  reporter draft obligations.xlsx --to TSAG --year 2026
  reporter draft obligations.xlsx --to all --year 2026 -o drafts/
  reporter draft obligations.xlsx --to Council --year 2026 --format html"""


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option("--to", required=True, help="Body the report goes to, or all.")
@click.option("--year", type=int, required=True, help="Year reported on.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder for the drafts.  [default: the workbook's]")
@click.option("--format", "form", type=click.Choice(["docx", "md", "html"]), default="docx", show_default=True, help="Kind of document.")
@click.option("--template", type=click.Path(path_type=Path), help="Your organisation's own template.")
@click.option("--force", is_flag=True, help="Overwrite drafts that are there.")
@today_option
@quiet_option
def draft(workbook: Path, to: str, year: int, output: Path | None, form: Any, template: Path | None, force: bool, today: date, quiet: bool) -> None:
    """Write the annual implementation report of a body from what people wrote in WORKBOOK.

    Where a focal point has written nothing the draft says so, visibly; it never invents text.
    """
    from reporter import api

    written = api.draft(workbook, to=to, year=year, today=today, output=output, format=form, template=template, force=force)
    for one in written:
        click.echo(str(one.path))
        duties = plural(one.draft.counts.reports, "report")
        missing = f"nothing written yet on {len(one.draft.gaps)}" if one.draft.gaps else "something written on each"
        left_out = f", {len(one.draft.left_out)} left out" if one.draft.left_out else ""
        same = "" if one.written else " (the same draft was there already)"
        say(f"  {one.draft.body} {one.draft.year}: {duties}, {missing}{left_out}{same}", quiet=quiet)
        complain(f"{one.path}: {note}" for note in one.draft.notes)
