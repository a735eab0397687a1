"""`reporter demo`: all of it on the bundled examples."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import Day, FilePath, plural, progress_bar, quiet_option, say, spoken

if TYPE_CHECKING:
    from reporter.api import Standing
    from reporter.demo import Demo

_EPILOG = """\b
Examples:
  reporter demo
  reporter demo --output somewhere --force"""

_NEXT = 3
"""Reports shown as due next."""

_WIDTH = 80
"""Characters in a line of the story."""


@click.command(epilog=_EPILOG)
@click.option(
    "-o",
    "--output",
    type=FilePath(file_okay=False),
    default=Path("reporter-demo"),
    show_default=True,
    help="Folder for what it makes.",
)
@click.option("--force", is_flag=True, help="Overwrite an earlier demo.")
@click.option("--today", type=Day(), help="Day it plays on.  [default: 2026-11-20]")
@quiet_option
def demo(output: Path, force: bool, today: date | None, quiet: bool) -> None:
    """Read the bundled resolutions, fill a workbook, draft the reports to TSAG, TDAG and Council."""
    from reporter import demo as job

    with progress_bar(quiet=quiet) as progress:
        done = job.run(output, today=today or job.DAY, force=force, progress=progress)
    for path in (done.workbook, done.review, *(one.path for one in done.drafts)):
        click.echo(str(path))
    say(_story(done), quiet=quiet)


def _story(done: Demo) -> str:
    from reporter import api

    found = done.extracted
    timing = api.counts(done.standings)
    duties = plural(len(found.obligations), "duty", "duties")
    read = (
        f"Read {plural(len(found.resolutions), 'invented resolution')} from {done.sources}: {duties} to report, which "
        f"make {plural(len(done.standings), 'report')} to follow up in the workbook; some are filled in already."
    )
    lines = [
        "",
        *textwrap.wrap(read, _WIDTH, break_long_words=False),
        "",
        f"On {spoken(done.today)}, the demo's day, {timing['Overdue']} are overdue. Due next:",
        *(line for one in _next(done) for line in _lines(one)),
        "",
        f"Open {done.workbook} in Excel, the drafts in Word, and",
        f"{done.review} in a browser. Then try:",
        f"  reporter status {done.workbook} --to TSAG",
        "  reporter extract FOLDER-WITH-YOUR-RESOLUTIONS",
        "  reporter sync my-obligations.xlsx FOLDER-WITH-YOUR-RESOLUTIONS",
    ]
    return "\n".join(lines)


def _next(done: Demo) -> list[Standing]:
    coming = [one for one in done.standings if one.timing in ("Due soon", "Open") and one.report.due_date]
    return coming[:_NEXT]


def _lines(one: Standing) -> list[str]:
    report = one.report
    due = spoken(report.due_date) if report.due_date else "no date"
    told = f"{due}, to {report.recipient}: {report.resolution}, {one.clause} ({report.status.lower() or 'no status'})"
    return textwrap.wrap(told, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
