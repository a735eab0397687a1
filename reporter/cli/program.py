"""The program `reporter`: its commands, and what holds for all of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from reporter import __version__
from reporter.cli.commands import COMMANDS
from reporter.model import ReporterError

EXIT_UNUSABLE = 2
"""Unusable input: nothing was written, or not all of it could be read."""

_EPILOG = """\b
Examples:
  reporter demo                                     all of it, on bundled examples
  reporter extract resolutions/                     what the texts ask for
  reporter sync obligations.xlsx resolutions/       create or update the workbook
  reporter status obligations.xlsx --to TSAG        what is due, overdue, done
  reporter draft obligations.xlsx --to TSAG --year 2026

Exit codes: 0 done, 1 problems found, 2 unusable input."""


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reporter")
def program() -> None:
    """Find the duties to report in resolutions, keep them in an Excel workbook, draft the annual reports."""


for _command in COMMANDS:
    program.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the program and exits: 0 done, 1 problems found, 2 unusable input."""
    _speak_utf8()
    try:
        code = program.main(args=None if arguments is None else list(arguments), prog_name="reporter", standalone_mode=False)
    except ReporterError as error:
        code = _failed(str(error))
    except click.exceptions.Abort:
        code = _failed("stopped")
    except click.ClickException as error:
        error.show()
        code = EXIT_UNUSABLE
    except OSError as error:
        code = _failed(_of_system(error))
    except MemoryError:
        code = _failed("the input needs more memory than there is. Read fewer or smaller files at a time")
    sys.exit(code or 0)


def _failed(message: str) -> int:
    click.echo(f"reporter: {message}", err=True)
    return EXIT_UNUSABLE


def _of_system(error: OSError) -> str:
    """A sentence for what the system refused: no room, no permission."""
    where = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error)
    return f"{where}{reason[:1].lower()}{reason[1:]}. Nothing more was written; check the place and run again"


def _speak_utf8() -> None:
    """Output in UTF-8 also where the system's encoding lacks the hyphens and letters of resolutions."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
