"""`reporter demo`: all of it on the bundled examples."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import Day, plural, progress_bar, quiet_option, say

if TYPE_CHECKING:
    from reporter.api import Standing
    from reporter.demo import Demo

_EPILOG = """\b
Examples:
  reporter demo
  reporter demo --output somewhere --force"""

_NEXT = 3


@click.command(epilog=_EPILOG)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=Path("reporter-demo"), show_default=True, help="Folder for what it makes.")
@click.option("--force", is_flag=True, help="Overwrite an earlier demo.")
@click.option("--today", type=Day(), help="Day it plays on.  [default: 2026-11-20]")
@quiet_option
def demo(output: Path, force: bool, today: date | None, quiet: bool) -> None:
    """Read the bundled resolutions, fill a workbook, draft the reports to TSAG, TDAG and Council."""
    from reporter import demo as job

    with progress_bar(quiet=quiet) as progress:
        done = job.run(output, today=today or job.DAY, force=force, progress=progress)
    for path in (done.workbook, *(one.path for one in done.drafts)):
        click.echo(str(path))
    say(_story(done), quiet=quiet)


def _story(done: Demo) -> str:
    found = done.extracted
    timing = Counter(one.timing for one in done.standings)
    lines = [
        "",
        f"Read {plural(len(found.resolutions), 'invented resolution')}: {plural(len(found.obligations), 'duty', 'duties')} to report, "
        f"{plural(len(found.actions), 'other action')}.",
        f"The workbook has a row for each of {plural(len(done.standings), 'report')} they ask for; for the demo, focal points have written in some.",
        "",
        f"On {_day(done.today)} (the demo's day): {timing['Overdue']} overdue, {timing['Due soon']} due soon, {timing['Open']} open, {timing['Done']} done. Next:",
        *(f"  {_line(one)}" for one in [one for one in done.standings if one.timing == "Due soon"][:_NEXT]),
        "",
        f"Open {done.workbook} in Excel, and a draft in Word. Then try your own files:",
        "  reporter extract FOLDER-WITH-RESOLUTIONS",
        "  reporter sync my-obligations.xlsx FOLDER-WITH-RESOLUTIONS",
    ]
    return "\n".join(lines)


def _line(one: Standing) -> str:
    report = one.report
    due = _day(report.due_date) if report.due_date else "no date"
    return f"{due}: {', '.join(report.responsible)} to {report.recipient} ({report.resolution}, {one.clause}): {report.status.lower() or 'no status'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
