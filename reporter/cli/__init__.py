"""The command line: each command is one call of the API, its result on stdout, its messages on stderr."""

from reporter.cli.program import main, program

__all__ = ["main", "program"]
