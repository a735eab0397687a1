"""Where a command's data goes: stdout, or a file that is whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from reporter.model import UsageError


def check_output(path: Path | None, sources: Iterable[str]) -> None:
    """Finds out before the work whether its result can be written.

    Args:
        path: The file asked for; None for stdout.
        sources: What is read: none of it may be overwritten.

    Raises:
        UsageError: The folder does not exist or cannot be written to, or the file is one of the sources.
    """
    if path is None:
        return
    if not path.parent.is_dir():
        raise UsageError("its folder does not exist", file=path, hint="Make the folder first, or name another file")
    if any(os.path.realpath(source) == os.path.realpath(path) for source in sources):
        raise UsageError("it is one of the sources, and would be overwritten", file=path, hint="Name another file")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError("it cannot be written", file=path, hint="Allow writing there, or name another file")


def write_text(path: Path | None, text: str, *, encoding: str = "utf-8") -> None:
    """Data to a file, wholly or not at all, or to stdout.

    Raises:
        ReporterError: The file cannot be written; what was there before still is.
    """
    if not text.endswith("\n"):
        text += "\n"
    if path is None:
        click.echo(text, nl=False)
        return
    # A file name that is no UTF-8 comes in as half characters: their escapes are what JSON has for them.
    data = text.encode(encoding, errors="backslashreplace")
    from reporter.workbook import replace_file

    replace_file(path, data)
