"""`reporter draft`: the annual implementation reports."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from reporter.cli.common import (
    FilePath,
    Year,
    complain,
    note,
    plural,
    quiet_option,
    say,
    today_option,
    workbook_argument,
)

if TYPE_CHECKING:
    from reporter.api import WrittenDraft

_EPILOG = """\b
Examples:
  reporter draft obligations.xlsx --to TSAG --year 2026
  reporter draft obligations.xlsx --to all --year 2026 -o drafts/
  reporter draft obligations.xlsx --to Council --year 2026 --language fr --format pdf
  reporter draft obligations.xlsx --to all --year 2026 --combine --template brief
  reporter draft obligations.xlsx --to all --year 2026 --template letter
  reporter draft obligations.xlsx --to TSAG --year 2026 --update --tracked
  reporter draft obligations.xlsx --from-status chosen.json"""


_MOST_BODIES = 3
"""Bodies that a message lists; of more it tells the number."""


class YearOrAll(Year):
    """A year of four digits, or `all`."""

    name = "YYYY|all"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The year or `all`; a usage error with an example otherwise."""
        return "all" if str(value).strip().casefold() == "all" else super().convert(value, param, ctx)


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option(
    "--to", multiple=True, metavar="BODY", help="Body the report goes to (TSAG, TDAG, Council …), several, or all."
)
@click.option("--year", type=YearOrAll(), help="Year reported on, or all.")
@click.option(
    "-o",
    "--output",
    type=FilePath(file_okay=False),
    help="Folder for the drafts.  [default: the workbook's]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["docx", "md", "html", "pdf"]),
    help="Kind of document; pdf needs LibreOffice.  [default: docx]",
)
@click.option("--template", metavar="NAME|FILE", help="Another template (reporter template list), or your own.")
@click.option("--language", metavar="CODE", help="Language of template and dates: en, fr, es.  [default: en]")
@click.option("--combine", is_flag=True, help="One document for all bodies (or people) instead of one each.")
@click.option(
    "--only", type=click.Choice(["overdue", "outstanding", "missing", "done"]), help="Only reports that stand so."
)
@click.option(
    "--from-status",
    type=FilePath(allow_dash=True),
    metavar="FILE",
    help="Only the reports in this list: reporter status --format json.",
)
@click.option(
    "--each",
    type=click.Choice(["body", "owner", "responsible"]),
    help="What a file is made for.  [default: owner for the letter, else body]",
)
@click.option("--symbol", metavar="PATTERN", default="", help="Symbol of the document: TSAG-TD{number:03}.")
@click.option("--name", metavar="PATTERN", default="", help="Name of the file: {to}-{year}-report.")
@click.option("--force", is_flag=True, help="Overwrite drafts that are there, edited or not.")
@click.option("--update", is_flag=True, help="Bring the Word report that is there up to date; what people wrote stays.")
@click.option("--tracked", is_flag=True, help="With --update: as tracked changes, to accept or reject in Word.")
@click.option(
    "--document",
    type=FilePath(dir_okay=False),
    metavar="FILE",
    help="With --update: the report, where it has another name by now.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@today_option
@quiet_option
@click.pass_context
def draft(
    ctx: click.Context,
    workbook: Path,
    to: tuple[str, ...],
    year: int | Literal["all"] | None,
    output: Path | None,
    form: Literal["docx", "md", "html", "pdf"] | None,
    template: str | None,
    language: str | None,
    combine: bool,
    only: Literal["overdue", "outstanding", "missing", "done"] | None,
    from_status: Path | None,
    each: Literal["body", "owner", "responsible"] | None,
    symbol: str,
    name: str,
    force: bool,
    update: bool,
    tracked: bool,
    document: Path | None,
    dry_run: bool,
    today: date,
    quiet: bool,
) -> None:
    """Write the annual implementation report of a body from what people wrote in WORKBOOK.

    Where a focal point has written nothing the draft says so, visibly; it never invents text.
    A draft that somebody edited is never overwritten: the new one is written beside it, or with --update its facts are
    brought into it.
    """
    from reporter import api
    from reporter.drafting import Naming

    if from_status is None and not (to and year):
        missing = "--year" if to else "--to"
        raise click.UsageError(f"{missing} is missing: to whom and for which year? Both may be all", ctx)
    done = api.draft_each(
        workbook,
        to=to or "all",
        year=year or "all",
        today=today,
        output=output,
        format=form,
        template=template,
        language=language,
        combine=combine,
        only=only,
        rows=None if from_status is None else _listed(from_status),
        each=each,
        naming=Naming(file=name, symbol=symbol),
        force=force,
        update=update,
        tracked=tracked,
        document=document,
        dry_run=dry_run,
    )
    for one in done.written:
        click.echo(str(one.path))
        say(f"  {_story(one)}", quiet=quiet)
        if told := _fate(one, update=update, dry_run=dry_run):
            say(f"  {told}", quiet=quiet)
        note((f"{one.path}: {news}" for news in one.news if news.left_alone or dry_run), quiet=quiet)
        note((f"{one.path}: {told}" for told in one.draft.notes), quiet=quiet)
        note((f"{one.path}: {told}" for told in one.draft.left_out if told.written), quiet=quiet)
    note(done.empty, quiet=quiet)
    if done.to_mend:
        cells = plural(done.to_mend, "cell needs", "cells need")
        note([f"{cells} mending first: reporter check {_typed(workbook)}"], quiet=quiet)
    complain(done.refused)
    ctx.exit(2 if done.refused else 0)


def _listed(path: Path) -> frozenset[str]:
    """The IDs in a list that `reporter status --format json` printed; `-` is standard input."""
    import json

    from reporter.model import UsageError

    name = "standard input" if str(path) == "-" else path
    hint = "Make it with: reporter status WORKBOOK --format json"
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
        found = [str(entry["id"]) for entry in json.loads(text)]
    except FileNotFoundError as error:
        raise UsageError("there is no such list", file=name, hint=hint) from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError("is no list of reports", file=name, hint=hint) from error
    if not found:
        raise UsageError("lists no report", file=name, hint=hint)
    return frozenset(found)


def _typed(path: Path) -> str:
    """A path as one types it in any shell."""
    return f'"{path}"' if " " in str(path) else str(path)


def _story(one: WrittenDraft) -> str:
    """What the draft holds, in a line."""
    found = one.draft
    told = [plural(found.counts.reports, "report")]
    told.append(f"nothing written yet on {len(found.gaps)}" if found.gaps else "something written on each")
    if left_out := sum(one.unasked for one in found.left_out):
        told.append(f"{left_out} left out")
    whom = f", for {found.person}" if found.person else ""
    to = found.body if len(found.bodies) <= _MOST_BODIES else plural(len(found.bodies), "body", "bodies")
    return f"{to} {found.year}{whom}: {', '.join(told)}"


def _fate(one: WrittenDraft, *, update: bool, dry_run: bool) -> str:
    """What became of the file that was there; "" where there was none."""
    would = "would be " if dry_run else ""
    if one.what == "same":
        return "The report says all this already." if update else "This very draft was there already."
    if one.what == "beside":
        return f"Somebody edited the draft that is there; this one {would or 'is '}written beside it."
    if one.what == "replaced":
        return f"The draft that was there {would or 'was '}replaced."
    if one.what == "updated":
        changes = sum(not news.left_alone for news in one.news)
        return f"{plural(changes, 'place')} {would}brought up to date; all else is as people left it."
    return "Nothing was written: this is a dry run." if dry_run else ""
