"""`reporter status`: what is due, overdue, done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli.common import plural, print_table, quiet_option, say, today_option, workbook_argument

if TYPE_CHECKING:
    from reporter.api import Standing

_EPILOG = """\b
Examples:
  reporter status obligations.xlsx
  reporter status obligations.xlsx --to TSAG --year 2026
  reporter status obligations.xlsx --format json"""

_STYLES = {"Overdue": "bold red", "Due soon": "yellow", "Done": "green"}


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option("--to", help="Only reports to this body.")
@click.option("--year", type=int, help="Only reports due in this year.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="Form of the output.")
@today_option
@quiet_option
def status(workbook: Path, to: str | None, year: int | None, form: str, today: date, quiet: bool) -> None:
    """Show the reports of WORKBOOK, the most urgent first: overdue, due soon, open, done."""
    from reporter import api

    standings = api.status(workbook, today=today, to=to, year=year)
    if form == "json":
        click.echo(json.dumps([_record(one) for one in standings], ensure_ascii=False, indent=1))
        return
    print_standings(standings)
    counts = api.counts(standings)
    told = ", ".join(f"{number} {name.lower()}" for name, number in counts.items())
    say(f"{plural(len(standings), 'report')} on {today.isoformat()}: {told}", quiet=quiet)


def print_standings(standings: Sequence[Standing]) -> None:
    """The reports as a table on stdout."""
    if not standings:
        return
    columns = [("", 0), ("Due", 0), ("Days", 0), ("To", 2), ("Resolution", 0), ("Clause", 4), ("Period", 2), ("Responsible", 4), ("Status", 0), ("Owner", 2)]
    print_table(columns, _rows(standings), styles=_STYLES)


def _rows(standings: Iterable[Standing]) -> Iterable[tuple[str, ...]]:
    for one in standings:
        report = one.report
        yield (
            one.timing, report.due_date.isoformat() if report.due_date else "?", "" if one.days_left is None else str(one.days_left),
            report.recipient or "?", report.resolution, one.clause, report.period, ", ".join(report.responsible), report.status,
            report.owner or "–",
        )  # fmt: skip


def _record(one: Standing) -> dict[str, Any]:
    report = one.report
    return {
        "id": report.id,
        "resolution": report.resolution,
        "clause": one.clause,
        "recipient": report.recipient,
        "responsible": list(report.responsible),
        "period": report.period,
        "meeting": report.meeting or None,
        "due_date": report.due_date.isoformat() if report.due_date else None,
        "timing": one.timing,
        "days_left": one.days_left,
        "status": report.status or None,
        "owner": report.owner or None,
        "document": report.document or None,
        "submitted_on": report.submitted_on.isoformat() if report.submitted_on else None,
    }
