"""`reporter config`: every setting, with its value, where that comes from, and what it is for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import FilePath, complain, no_today_option, plural, quiet_option, say
from reporter.cli.output import write_text
from reporter.cli.tables import Column, Line, Row, rendered, screen_width

if TYPE_CHECKING:
    from reporter.settings import Listed

_EPILOG = """\b
Examples:
  reporter config                      what holds in this folder
  reporter config 2026/obligations.xlsx
  reporter config --init               write a reporter.toml to start from

Exit codes: 0 done, 2 the file has faults, or is there already."""


@click.command(epilog=_EPILOG)
@click.argument("place", metavar="[WORKBOOK]", default=".", type=FilePath())
@click.option("--init", is_flag=True, help="Write a file reporter.toml in which every setting is explained.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Form of the output.",
)
@no_today_option
@quiet_option
@click.pass_context
def config(ctx: click.Context, place: Path, init: bool, form: str, quiet: bool) -> None:
    """Show the settings that hold for WORKBOOK (or a folder; the current one where none is named).

    They stand in a file reporter.toml beside the workbook, else in the nearest folder above it. Without such a file
    the defaults hold.
    """
    from reporter import api

    if init:
        say(f"{api.init_settings(place)}: every setting is explained in it; none is set yet", quiet=quiet)
        return
    found = api.settings_listed(place)
    if form == "json":
        write_text(None, json.dumps([asdict(one) for one in found.settings], ensure_ascii=False, indent=1))
    else:
        _print(found.settings)
    given = sum(one.origin != "default" for one in found.settings)
    where = f"{found.file}: {plural(given, 'setting')} of {len(found.settings)}" if found.file else "no reporter.toml"
    say(f"{where}; all else has its default", quiet=quiet)
    complain(found.faults)
    ctx.exit(2 if found.faults else 0)


def _print(settings: Sequence[Listed]) -> None:
    rows: list[Row] = []
    for one in settings:
        rows += [(one.key, one.value or "–", one.origin), Line(one.help, indent=4, style={"dim": True})]
    columns = (Column("Setting"), Column("Value", 2, 16), Column("From", 1, 12))
    write_text(None, rendered(columns, rows, width=screen_width()))
