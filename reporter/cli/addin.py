"""`reporter addin`: the buttons in Excel, put in, looked at, and taken out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import reporter
from reporter.cli.common import FilePath, no_today_option, note, quiet_option, say

if TYPE_CHECKING:
    from reporter.addin.desktop.places import Installed

_EPILOG = """\b
Examples:
  reporter addin install
  reporter addin status
  reporter addin remove
  reporter addin install --folder share/
  reporter addin install --macros macros/

Exit codes: 0 done, 1 (status) not installed or out of date, 2 unusable."""


@click.command(epilog=_EPILOG)
@click.argument("action", type=click.Choice(["install", "status", "remove"]))
@click.option(
    "--folder",
    type=FilePath(file_okay=False),
    help="Folder of the add-in.  [default: the one that Excel opens when it starts]",
)
@click.option(
    "--macros",
    type=FilePath(file_okay=False),
    metavar="FOLDER",
    help="With install: write only a file of macros there, to be imported into a workbook.",
)
@no_today_option
@quiet_option
@click.pass_context
def addin(ctx: click.Context, action: str, folder: Path | None, macros: Path | None, quiet: bool) -> None:
    """Put a tab "Reporter" with buttons into Excel on this computer, or take it out.

    The buttons do what the commands do, on the workbook that is open. Needs Excel on Windows or macOS, and the extra
    "excel" of this program (pip install "reporter[excel]"). After an upgrade, install the add-in again.
    """
    from reporter.addin.desktop import places

    if action == "remove":
        path = places.remove(folder)
        say(f"{path}: removed. Start Excel anew." if path else "There is no add-in to remove.", quiet=quiet)
    elif action == "status":
        found = places.installed(reporter.__version__, folder)
        _tell(found, quiet=quiet)
        ctx.exit(0 if found.is_current else 1)
    elif macros:
        click.echo(places.write_macros(macros))
        say("In Excel: Alt+F11, File, Import File. The macros need the add-in of xlwings itself.", quiet=quiet)
    else:
        done = places.install(reporter.__version__, folder)
        click.echo(done.path)
        say(f"Installed; its buttons start {done.now.interpreter}. Start Excel anew to see them.", quiet=quiet)
        if not done.excel_was_started:
            note(["Excel was never started here by this user: the tab appears when it is"], quiet=quiet)


def _tell(found: Installed, *, quiet: bool) -> None:
    if found.built is None:
        click.echo("not installed")
        say(f'"reporter addin install" puts it to {found.path}', quiet=quiet)
        return
    click.echo(f"{found.path}: reporter {found.built.reporter}, xlwings {found.built.xlwings}")
    say(f"Its buttons start {found.built.interpreter}", quiet=quiet)
    if not found.is_current:
        now = f"reporter {found.now.reporter}, xlwings {found.now.xlwings}, {found.now.interpreter}"
        note([f'installed now is {now}: run "reporter addin install" again'], quiet=quiet)
