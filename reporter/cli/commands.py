"""All commands with their line of the help, in the order of the work. A command is loaded when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

COMMANDS: Mapping[str, str] = {
    "demo": "Try all of it on bundled examples: start here.",
    "extract": "Print what the texts ask to be reported.",
    "review": "Show every finding in its place, as a page for the browser.",
    "sync": "Create the workbook, or bring it in step with the texts.",
    "check": "List every problem of a workbook, with sheet and cell.",
    "status": "Show what is overdue, due soon, open and done.",
    "pivot": "Count and sum up rows: on screen, as PivotTable, as picture.",
    "draft": "Write the annual implementation report of a body.",
    "template": "List, copy and check templates: of reports, of the workbook.",
    "split": "Make one workbook per focal point, ready to mail.",
    "merge": "Collect what focal points wrote, and report conflicts.",
    "meetings": "Bring meetings into calendars (.ics, .csv), and back.",
    "deadlines": "Write what each person owes as a calendar with reminders.",
    "serve": "Serve the add-in for Excel on every platform.",
    "config": "Show every setting of reporter.toml, or write one to start from.",
    "addin": "Put a tab with these commands into Excel, or take it out.",
}
"""Name to what it does; the command `name` is the function `name` of `reporter.cli.name`."""


def command(name: str) -> click.Command:
    """The command of that name; KeyError when there is none."""
    if name not in COMMANDS:
        raise KeyError(name)
    found = getattr(importlib.import_module(f"reporter.cli.{name}"), name)
    if not isinstance(found, click.Command):
        raise TypeError(f"reporter.cli.{name}.{name} is no command")
    return found
