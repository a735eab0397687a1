"""`reporter review`: the texts with every finding highlighted in place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from reporter.cli.common import (
    FilePath,
    complain,
    complain_of_no_resolution,
    no_today_option,
    note,
    plural,
    progress_bar,
    quiet_option,
    reading_code,
    say,
    sources_argument,
    warn,
)
from reporter.cli.output import check_output
from reporter.model import UsageError

_EPILOG = """\b
Examples:
  reporter review resolutions/ -o review.html
  reporter review res-18.docx -o review.html --revisions original"""


@click.command(epilog=_EPILOG)
@sources_argument
@click.option(
    "-o",
    "--output",
    type=FilePath(dir_okay=False),
    default=Path("review.html"),
    show_default=True,
    help="The page; one file that needs nothing else.",
)
@click.option(
    "--revisions",
    type=click.Choice(["final", "original"]),
    default="final",
    show_default=True,
    help="Read tracked changes as all accepted, or as all rejected.",
)
@no_today_option
@quiet_option
@click.pass_context
def review(
    ctx: click.Context, sources: Sequence[str], output: Path, revisions: Literal["final", "original"], quiet: bool
) -> None:
    """Write a page that shows the resolutions in each SOURCE in full, every finding highlighted in its place.

    Each record stands beside its clause, coloured by confidence, with filters by recipient, responsible, frequency
    and confidence. Clauses that speak of reports and are no record are marked too, with the reason. The page works
    from a mail attachment, without network.
    """
    from reporter import api

    check_output(output, sources)
    if output.suffix.lower() not in (".html", ".htm"):
        raise UsageError("the page is an .html file", file=output, hint=f"Name it {output.stem}.html")
    with progress_bar(quiet=quiet) as progress:
        done = api.review(sources or None, output, revisions=revisions, progress=progress)
    if done.path:
        click.echo(str(done.path))
        shown = f"{plural(done.obligations, 'record')} in {plural(done.resolutions, 'resolution')}"
        say(f"  {shown}, {plural(done.near_misses, 'near miss', 'near misses')} with the reason", quiet=quiet)
    warn(done.warnings)
    note(done.notes, quiet=quiet)
    complain(done.failures)
    if not done.path and not done.failures:
        complain_of_no_resolution(sources)
    ctx.exit(reading_code(failed=bool(done.failures) or not done.path, warned=bool(done.warnings)))
