"""`reporter merge`: bring back what people wrote into their parts, and ask about what cannot be taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import FilePath, complain, note, plural, quiet_option, say, today_option, workbook_argument
from reporter.cli.diary import differing

if TYPE_CHECKING:
    from reporter.workbook import Collected

_SHOWN = 12
"""Conflicts that are told one by one."""

_EPILOG = """\b
Examples:
  reporter merge obligations.xlsx parts/
  reporter merge obligations.xlsx "from Ana.xlsx" "from Ben.xlsx"
  reporter merge obligations.xlsx parts/ --dry-run

Exit codes: 0 done, 1 conflicts wait for a choice, 2 a file could not be used."""


_NO_PARTS = "no part is named. Name the files that came back, or the folder they lie in"


@click.command(epilog=_EPILOG)
@workbook_argument
@click.argument("files", nargs=-1, type=FilePath(), metavar="[FILE]...")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@today_option
@quiet_option
@click.pass_context
def merge(ctx: click.Context, workbook: Path, files: Sequence[Path], dry_run: bool, today: date, quiet: bool) -> None:
    """Bring the parts in FILES back into WORKBOOK: files that "reporter split" made, or folders of them.

    What only its focal point changed is taken over. What was changed on both sides, or by two people in two ways, is
    listed on the sheet Conflicts: choose Ours, Theirs or type what shall stand, and the next merge or sync carries it
    out; without FILES that is all it does, unless reporter.toml names the folder of the parts. The same files once
    more change nothing.
    """
    from reporter import api

    done = api.merge(workbook, files, today=today, dry_run=dry_run)
    say(_headline(done, dry_run=dry_run), quiet=quiet)
    for line in _conflicts(done):
        say(line, quiet=quiet)
    note(done.notes, quiet=quiet)
    complain(done.failures)
    ctx.exit(2 if done.failures else 1 if done.open else 0)


def _headline(done: Collected, *, dry_run: bool) -> str:
    """The outcome in one line."""
    rows = sum(not change.column for change, _ in done.taken)
    cells = len(done.taken) - rows
    would = "would be " if dry_run else ""
    parts = [f"{plural(cells, 'cell')} {would}taken over from {plural(len(done.files), 'file')}"] if cells else []
    if rows:
        parts.append(f"{plural(rows, 'row')} {would}added")
    if done.decided:
        parts.append(f"{plural(len(done.decided), 'choice')} {would}carried out")
    if not parts:
        named = done.files or done.notes or done.failures or done.open
        parts.append("nothing to take over" if named else f"nothing to take over: {_NO_PARTS}")
    waiting = f"; {plural(done.open, 'conflict')} {'waits' if done.open == 1 else 'wait'} for a choice"
    return f"{done.path}: {', '.join(parts)}{waiting if done.open else ''}"


def _conflicts(done: Collected) -> Iterator[str]:
    if not done.conflicts:
        return
    yield f"Choose in the sheet Conflicts ({len(done.conflicts)}):"
    for one in done.conflicts[:_SHOWN]:
        ours, theirs = differing(one.ours, one.theirs)
        yield f"  {one.table} {one.row}, {one.column}: ours {ours}, theirs {theirs}, from {one.who}"
    if len(done.conflicts) > _SHOWN:
        yield f"  and {len(done.conflicts) - _SHOWN} more"
