"""All commands, in the order that the help shows them."""

from __future__ import annotations

import click

from reporter.cli.check import check
from reporter.cli.demo import demo
from reporter.cli.draft import draft
from reporter.cli.extract import extract
from reporter.cli.status import status
from reporter.cli.sync import sync

COMMANDS: tuple[click.Command, ...] = (demo, extract, sync, check, status, draft)
"""From the first look to the finished report; each brings its `short_help`, one line of the list."""
