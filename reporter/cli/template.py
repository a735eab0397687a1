"""`reporter template`: the templates of the reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import FilePath, no_today_option, plural, quiet_option, say
from reporter.cli.output import write_text
from reporter.cli.tables import Column, rendered, screen_width

if TYPE_CHECKING:
    from reporter.drafting import TemplateCheck

_EPILOG = """\b
Examples:
  reporter template list
  reporter template copy council ours/ --language fr
  reporter template check ours/council-fr.docx
  reporter template copy workbook ours/"""

_WORKBOOK = "workbook"
"""By this name the workbook is copied that `reporter sync` starts from."""


@click.group(epilog=_EPILOG, invoke_without_command=True)
@no_today_option
@quiet_option
@click.pass_context
def template(ctx: click.Context, quiet: bool) -> None:
    """List, copy and check the templates that your office changes: of the reports, and of the workbook."""
    ctx.obj = quiet
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@template.command("list", epilog="Example: reporter template list")
@no_today_option
def list_templates() -> None:
    """Show the templates there are and what they serve."""
    from reporter.drafting import shipped_templates

    columns = (Column("Name"), Column("Serves", 1, 12), Column("What it is", 2, 24))
    rows = [(one.name, _serves(one.bodies), one.help) for one in shipped_templates()]
    rows.append((_WORKBOOK, "reporter sync", "Workbook that a new register starts from"))
    write_text(None, rendered(columns, rows, width=screen_width()))


@template.command(epilog="Example: reporter template copy council ours/ --language fr")
@click.argument("name")
@click.argument("folder", type=FilePath(file_okay=False))
@click.option(
    "--format", "form", type=click.Choice(["docx", "md", "html"]), default="docx", show_default=True, help="Which file."
)
@click.option("--language", metavar="CODE", default="en", show_default=True, help="Language: en, fr, es.")
@click.option("--force", is_flag=True, help="Overwrite a copy that is there.")
@no_today_option
@quiet_option
@click.pass_obj
def copy(quiet_before: bool, name: str, folder: Path, form: str, language: str, force: bool, quiet: bool) -> None:
    """Copy a template into a folder, to change it there."""
    from reporter.api import make_folder
    from reporter.drafting import copy_templates
    from reporter.workbook.create import copy_template

    make_folder(folder)
    if name == _WORKBOOK:
        path = copy_template(folder, force=force)
        click.echo(str(path))
        say(
            f"Change its look in Excel, then use it: reporter sync NEW-WORKBOOK SOURCE --template {path}",
            quiet=quiet or quiet_before,
        )
        return
    path = copy_templates(name, folder, form=form, language=language, force=force)
    click.echo(str(path))
    say(
        f"Change it, look at it with: reporter template check {path}\n"
        f"then use it:               reporter draft WORKBOOK --to BODY --year YEAR --template {path}",
        quiet=quiet or quiet_before,
    )


@template.command(epilog="Example: reporter template check ours/council.docx")
@click.argument("file", type=FilePath())
@no_today_option
@quiet_option
@click.pass_context
def check(ctx: click.Context, file: Path, quiet: bool) -> None:
    """List what is wrong in a template, before anything is made with it.

    Every name that no report has, with the nearest there is; every broken tag, with the words around it; and every name
    that a complete report has and this template leaves out.
    """
    from reporter.drafting import check_template

    found = check_template(file)
    for error in found.errors:
        click.echo(str(error))
    for name in found.missing:
        click.echo(f"{file}: leaves out {{{{ {name} }}}}, which a complete {found.purpose} has")
    say(_summary(found), quiet=quiet or ctx.obj)
    ctx.exit(1 if found.errors else 0)


def _summary(found: TemplateCheck) -> str:
    if found.errors:
        return f"{plural(len(found.errors), 'mistake')}: nothing can be drafted with it"
    if found.missing:
        return f"no mistake; {plural(len(found.missing), 'name')} left out, which is no mistake where it is meant"
    return f"no mistake, and nothing left out of a complete {found.purpose}"


def _serves(bodies: tuple[str, ...]) -> str:
    return ", ".join("all other bodies" if body == "*" else body for body in bodies) or "who asks for it by name"
