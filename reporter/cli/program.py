"""The program `reporter`: its commands, and what holds for all of them."""

from __future__ import annotations

import difflib
import errno
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

import reporter
from reporter.cli.commands import COMMANDS, command

EXIT_UNUSABLE = 2
"""Unusable input: nothing was written, or not all of it could be read."""

EXIT_FAULT = 3
"""A fault in the program itself."""

EXIT_STOPPED = 130
"""Stopped with Ctrl+C, as shells say it."""

EXIT_READER_GONE = 141
"""Whoever read our output has enough of it (`| head`), as shells say it."""

DEBUG = "REPORTER_DEBUG"
"""Environment variable that asks for the whole traceback of a fault."""

_EPILOG = """\b
Examples:
  reporter demo                                 all of it, on bundled examples
  reporter extract resolutions/                 what the texts ask for
  reporter sync obligations.xlsx resolutions/   create or update the workbook
  reporter status obligations.xlsx --to TSAG    what is due, overdue, done
  reporter draft obligations.xlsx --to TSAG --year 2026

Exit codes: 0 done, 1 problems found, 2 unusable input."""


class _ReaderGoneError(Exception):
    """Nobody reads our output any more."""


class Program(click.Group):
    """The group of all commands: listed in the order of the work, loaded when called, found in spite of a slip."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name; None when there is none."""
        return command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Writes the list of commands without loading any of them, each line whole."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; a usage error with the nearest name otherwise."""
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            near = difflib.get_close_matches(name.casefold(), COMMANDS, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else f"There are {', '.join(COMMANDS)}"
            raise click.UsageError(f'there is no command "{name}". {hint}', ctx)
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Reads the arguments; help is printed here."""
        with _watching_the_reader():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        with _watching_the_reader():
            code = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
            return code


@contextmanager
def _watching_the_reader() -> Iterator[None]:
    """Tells a reader that is gone from all else that can go wrong; click alone would end with 1."""
    try:
        yield
    except OSError as error:
        if _reader_gone(error):
            raise _ReaderGoneError from error
        raise


@click.group(
    cls=Program,
    epilog=_EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(reporter.__version__, prog_name="reporter", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Find the duties to report in resolutions, keep them in an Excel workbook, draft the annual reports."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the program and exits: 0 done, 1 problems found, 2 unusable input.

    Args:
        arguments: As typed after `reporter`; None for those of the process.
    """
    _prepare_streams()
    try:
        code = program.main(
            args=None if arguments is None else list(arguments), prog_name="reporter", standalone_mode=False
        )
    except _ReaderGoneError:
        _forget_stdout()
        code = EXIT_READER_GONE
    except (click.exceptions.Abort, KeyboardInterrupt):
        code = _failed("stopped", EXIT_STOPPED)
    except click.ClickException as error:
        code = _failed(_of_usage(error))
    except Exception as error:
        code = _told(error)
    sys.exit(code or 0)


def _told(error: Exception) -> int:
    """Says what went wrong in a sentence; the exit code."""
    # Loaded only now: a help text needs no errors.
    from reporter.model import ReporterError

    if isinstance(error, ReporterError):
        return _failed(str(error))
    if isinstance(error, OSError):
        return _failed(_of_system(error))
    if isinstance(error, MemoryError):
        return _failed("the input needs more memory than there is. Read fewer or smaller files at a time")
    if os.environ.get(DEBUG):
        raise error
    return _failed(_of_fault(error), EXIT_FAULT)


def _failed(message: str, code: int = EXIT_UNUSABLE) -> int:
    click.echo(f"reporter: {message}", err=True)
    return code


def _of_usage(error: click.ClickException) -> str:
    """What was typed wrong, as one sentence, and where the right way stands."""
    message = error.format_message().replace("\n", " ").strip().removesuffix(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "reporter"
    end = "" if message.endswith("?") else "."
    return f'{message[:1].lower()}{message[1:]}{end} "{command} --help" shows how it is used'


def _of_system(error: OSError) -> str:
    """A sentence for what the system refused: no room, no permission."""
    where = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error) or type(error).__name__
    place = "the place" if where else "where the output goes"
    return f"{where}{reason[:1].lower()}{reason[1:]}. Check {place} and run again"


def _of_fault(error: Exception) -> str:
    """A sentence for what should never happen, short enough to be sent on."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"a fault in reporter itself, nothing you did wrong ({what}, {Path(last.filename).name} line {last.lineno}). "
        f"Please send this line to who maintains it; {DEBUG}=1 shows more"
    )


def _reader_gone(error: OSError) -> bool:
    # Windows says "invalid argument" of a pipe whose reader is gone.
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL and not error.filename)


def _forget_stdout() -> None:
    """Sends what is still to be written nowhere, so that the interpreter's last flush does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _prepare_streams() -> None:
    """Data in UTF-8 wherever it is kept; on a terminal its own encoding, and no character it lacks ends in an error."""
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        if stream is sys.stdout and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")
