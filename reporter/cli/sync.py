"""`reporter sync`: create the workbook, or bring it in step with the sources."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from reporter.cli.common import (
    FilePath,
    Year,
    complain,
    note,
    progress_bar,
    quiet_option,
    reading_code,
    say,
    sources_argument,
    today_option,
    warn,
    workbook_argument,
)
from reporter.cli.diary import headline, overtaken, story
from reporter.model.tables import REVIEW_PAGE

_EPILOG = """\b
Examples:
  reporter sync obligations.xlsx resolutions/
  reporter sync obligations.xlsx resolutions/ --year 2027 --review
  reporter sync obligations.xlsx resolutions/ --dry-run
  reporter sync obligations.xlsx              with the sources of reporter.toml"""


@click.command(epilog=_EPILOG)
@workbook_argument
@sources_argument
@click.option(
    "--year",
    type=Year(),
    help="First year whose reports get rows; how many years get them is a setting.  [default: this year]",
)
@click.option("--template", type=FilePath(), help="Workbook to start from, restyled by you.")
@click.option("--review", is_flag=True, help="Write review.html beside the workbook too: its links lead there.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@today_option
@quiet_option
@click.pass_context
def sync(
    ctx: click.Context,
    workbook: Path,
    sources: Sequence[str],
    year: int | None,
    template: Path | None,
    review: bool,
    dry_run: bool,
    today: date,
    quiet: bool,
) -> None:
    """Create WORKBOOK from the resolutions in each SOURCE, or bring it in step with them.

    Without a SOURCE those that reporter.toml names are read.
    What people typed is never overwritten: status, owner, progress, corrections of any cell, their own columns. What
    vanished from the sources is marked, not deleted. A second run on the same input changes nothing.
    """
    from reporter import api

    with progress_bar(quiet=quiet) as progress:
        done = api.sync(
            workbook,
            sources or None,
            today=today,
            year=year,
            template=template,
            dry_run=dry_run,
            progress=progress,
            workers=os.cpu_count() or 1,
        )
    if done.result:
        say(headline(done.result, dry_run=dry_run), quiet=quiet)
        for line in story(done.result, dry_run=dry_run):
            say(line, quiet=quiet)
        if not done.result.unchanged:
            note(overtaken(done.overtaken), quiet=quiet)
        note((f"{workbook}: {warning}" for warning in done.result.warnings), quiet=quiet)
    if review and done.result and not dry_run:
        page = api.review(sources or None, workbook.parent / REVIEW_PAGE)
        say(f"{page.path}: the texts, every finding in its place", quiet=quiet)
    warn(done.extracted.warnings)
    note([*done.extracted.notes, *done.notes], quiet=quiet)
    complain(done.extracted.failures)
    if done.result is None and not done.extracted.failures:
        complain([f"{workbook}: nothing was written, as no resolution was found. Name the folder the texts lie in"])
    failed = bool(done.extracted.failures) or done.result is None
    ctx.exit(reading_code(failed=failed, warned=bool(done.extracted.warnings)))
