"""`reporter status`: what is due, overdue, done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli.common import Year, plural, quiet_option, say, spoken, today_option, workbook_argument
from reporter.cli.output import write_text
from reporter.cli.tables import Column, Line, Row, rendered, screen_width

if TYPE_CHECKING:
    from reporter.api import Standing

_EPILOG = """\b
Examples:
  reporter status obligations.xlsx
  reporter status obligations.xlsx --to TSAG --year 2026
  reporter status obligations.xlsx --format json"""

_STYLES = {"Overdue": "red", "Due soon": "yellow", "Open": "cyan", "Done": "green"}

_WIDE = 140
"""Characters of a line from which on each thing has a column of its own."""


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option("--to", metavar="BODY", help="Only reports to this body: TSAG, TDAG, Council …")
@click.option("--year", type=Year(), help="Only reports due in this year.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Form of the output.",
)
@today_option
@quiet_option
def status(workbook: Path, to: str | None, year: int | None, form: str, today: date, quiet: bool) -> None:
    """Show the reports of WORKBOOK, the most urgent first: overdue, due soon (60 days), open, done."""
    from reporter import api

    standings = api.status(workbook, today=today, to=to, year=year)
    if form == "json":
        write_text(None, json.dumps([_record(one) for one in standings], ensure_ascii=False, indent=1))
    elif standings:
        _print(standings)
    told = ", ".join(f"{number} {name.lower()}" for name, number in api.counts(standings).items())
    say(f"{plural(len(standings), 'report')} on {spoken(today)}: {told}", quiet=quiet)


def _print(standings: Sequence[Standing]) -> None:
    """A line per report where lines are long enough, else two and more, under the heading of their urgency."""
    width = screen_width()
    if width is None or width >= _WIDE:
        write_text(None, rendered(_WIDE_COLUMNS, map(_wide, standings), width=width))
    else:
        write_text(None, rendered(_NARROW_COLUMNS, _narrow(standings), width=width))


_WIDE_COLUMNS = (
    Column("Timing"),
    Column("Due"),
    Column("Days", right=True),
    Column("To", 2, 8),
    Column("Resolution"),
    Column("Clause", 4, 14),
    Column("Period"),
    Column("Responsible", 3, 18),
    Column("Status"),
    Column("Owner", 2, 10),
)
_NARROW_COLUMNS = (
    Column("Due"),
    Column("Days", right=True),
    Column("To", 1, 8),
    Column("Report", 4, 26),
    Column("Status", 1, 11),
)


def _wide(one: Standing) -> Row:
    report = one.report
    return (
        one.timing,
        _due(one),
        _days(one),
        report.recipient or "?",
        report.resolution,
        one.clause,
        report.period,
        ", ".join(report.responsible) or "?",
        report.status or "–",
        report.owner or "–",
    )


def _narrow(standings: Sequence[Standing]) -> Iterator[Row]:
    for position, (timing, group) in enumerate(groupby(standings, key=lambda one: one.timing)):
        if position:
            yield Line()
        yield Line(timing, style={"fg": _STYLES[timing], "bold": True})
        for one in group:
            report = one.report
            yield _due(one), _days(one), report.recipient or "?", _what(one), report.status or "–"
            who = ", ".join(report.responsible) or "nobody is named"
            owner = f"; owner {report.owner}" if report.owner else ""
            yield Line(f"{who}{owner}", indent=12, style={"dim": True})


def _what(one: Standing) -> str:
    return ", ".join(filter(None, (one.report.resolution, one.clause)))


def _due(one: Standing) -> str:
    return one.report.due_date.isoformat() if one.report.due_date else "no date"


def _days(one: Standing) -> str:
    return "" if one.days_left is None else str(one.days_left)


def _record(one: Standing) -> dict[str, Any]:
    report = one.report
    return {
        "id": report.id,
        "obligation": report.obligation,
        "resolution": report.resolution,
        "clause": one.clause,
        "recipient": report.recipient or None,
        "responsible": list(report.responsible),
        "period": report.period or None,
        "meeting": report.meeting or None,
        "due_date": report.due_date.isoformat() if report.due_date else None,
        "timing": one.timing,
        "days_left": one.days_left,
        "status": report.status or None,
        "owner": report.owner or None,
        "document": report.document or None,
        "submitted_on": report.submitted_on.isoformat() if report.submitted_on else None,
    }
