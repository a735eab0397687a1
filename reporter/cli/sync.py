"""`reporter sync`: create the workbook, or bring it in step with the sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import (
    complain,
    plural,
    progress_bar,
    quiet_option,
    say,
    sources_argument,
    today_option,
    workbook_argument,
)

if TYPE_CHECKING:
    from reporter.api import Synced
    from reporter.workbook import SyncResult

_EPILOG = """\b
Examples:
  reporter sync obligations.xlsx resolutions/
  reporter sync obligations.xlsx resolutions/ --year 2027
  reporter sync obligations.xlsx resolutions/ --dry-run"""

_SHOWN = 20


@click.command(epilog=_EPILOG)
@workbook_argument
@sources_argument
@click.option("--year", type=int, help="First year whose reports get rows; the next one gets them too.  [default: this year]")
@click.option("--template", type=click.Path(path_type=Path), help="Workbook to start from, restyled by your organisation.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@today_option
@quiet_option
@click.pass_context
def sync(
    ctx: click.Context, workbook: Path, sources: Sequence[str], year: int | None, template: Path | None, dry_run: bool, today: date, quiet: bool
) -> None:
    """Create WORKBOOK from the resolutions in SOURCES, or bring it in step with them.

    What people typed is never overwritten: status, owner, progress, corrections of any cell, their own columns. What
    vanished from the sources is marked, not deleted. A second run on the same input changes nothing.
    """
    from reporter import api

    with progress_bar(quiet=quiet) as progress:
        done = api.sync(workbook, sources, today=today, year=year, template=template, dry_run=dry_run, progress=progress)
    if done.result:
        _tell(done.result, done, dry_run=dry_run, quiet=quiet)
    if not quiet:
        complain([*done.extracted.notes, *done.notes])
    complain(done.extracted.failures)
    ctx.exit(2 if done.extracted.failures else 0)


def _tell(result: SyncResult, done: Synced, *, dry_run: bool, quiet: bool) -> None:
    say(_headline(result, dry_run=dry_run), quiet=quiet)
    for change in result.diary[:_SHOWN]:
        say(f"  {change.table} {change.row}: {_what(change)}", quiet=quiet)
    if len(result.diary) > _SHOWN:
        say(f"  … and {len(result.diary) - _SHOWN} more; all are in the sheet Changes", quiet=quiet)
    if done.overtaken and (result.created or result.diary):
        say(f"  {plural(len(done.overtaken), 'one-off report')} fell due in earlier years and got no row: {', '.join(done.overtaken)}", quiet=quiet)
    complain(result.warnings)


def _headline(result: SyncResult, *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    if result.unchanged:
        return f"{result.path}: in step with its sources, nothing {'to change' if dry_run else 'changed'}"
    added = ", ".join(plural(number, _ROW.get(table, f"row of {table}"), _ROWS.get(table)) for table, number in result.added.items() if number)
    if result.created:
        return f"{result.path}: {would}created{' with ' + added if added else ''}"
    parts = [part for part in (f"{added} {would}added" if added else "", f"{plural(len(result.cells), 'cell')} {would}changed" if result.cells else "") if part]
    if not parts and dry_run:
        parts = [f"{sum(len(one.append) for one in result.plan)} rows would be added, {sum(len(one.update) for one in result.plan)} changed"]
    return f"{result.path}: {', '.join(parts) or 'updated'}; what people wrote stays"


_ROW = {"Resolutions": "resolution", "Obligations": "obligation", "Actions": "action", "Reports": "report", "Meetings": "meeting"}
_ROWS = {name: word + "s" for name, word in _ROW.items()}


def _what(change: object) -> str:
    column = getattr(change, "column", "") or ""
    before, after, note = getattr(change, "before", None), getattr(change, "after", None), getattr(change, "note", "")
    values = f'{column}: "{_short(before)}" → "{_short(after)}"' if column else ""
    return f"{values} ({note})" if values and note else values or note


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
