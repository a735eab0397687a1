"""`reporter serve`: the server for Excel's add-in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import Day, FilePath, quiet_option, say
from reporter.model import UsageError

if TYPE_CHECKING:
    from reporter.server.certificates import Certificate

_STATE = Path(".reporter") / "server"

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})

_NEEDED = ("starlette", "uvicorn", "cryptography", "xlwings")

_EPILOG = """\b
Examples:
  reporter serve registers/
  reporter serve registers/ --print-manifest
  reporter serve registers/ --http --address https://reporter.example.org

Excel installs the manifest once; docs/server.md tells how, and how to trust the certificate. The server runs until
Ctrl+C. Commands need a licence key of xlwings in XLWINGS_LICENSE_KEY."""


@click.command(epilog=_EPILOG)
@click.argument("folder", type=FilePath())
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address of this machine to listen on. The default is reached from this machine alone.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Port to listen on.")
@click.option("--address", metavar="URL", help="Where Excel finds the server.  [default: https://localhost:PORT]")
@click.option("--certificate", type=FilePath(), help="Certificate, as PEM.  [default: one made here]")
@click.option("--certificate-key", type=FilePath(), help="Private key of the certificate, as PEM.")
@click.option("--http", is_flag=True, help="Speak HTTP, behind a server that speaks HTTPS in its place.")
@click.option(
    "--state",
    type=FilePath(),
    default=lambda: Path.home() / _STATE,
    show_default="~/.reporter/server",
    help="Folder for the access key and the certificate made here.",
)
@click.option("--largest", type=click.IntRange(1, 1024), default=64, show_default=True, help="Megabytes of a request.")
@click.option("--print-manifest", is_flag=True, help="Print what Excel installs, and end.")
@click.option(
    "--today",
    type=Day(),
    show_default="the current date",
    help="Work as if it were this day, so that the output can be reproduced.",
)
@quiet_option
def serve(
    folder: Path,
    host: str,
    port: int,
    address: str | None,
    certificate: Path | None,
    certificate_key: Path | None,
    http: bool,
    state: Path,
    largest: int,
    print_manifest: bool,
    today: date | None,
    quiet: bool,
) -> None:
    """Serve the add-in for Excel on Windows, macOS and the web.

    FOLDER holds the workbooks, their texts and what is written beside them; nothing outside it is read or written.

    The part of xlwings that this uses has a licence of its own: PolyForm Noncommercial 1.0.0, or a paid one.
    """
    _ensure_installed()
    from reporter import server
    from reporter.server.options import MEGABYTE
    from reporter.server.serving import Listening
    from reporter.server.serving import serve as run

    if not address and host not in _LOCAL:
        raise UsageError(
            f"others reach this machine by a name, not by {host}",
            hint="Say it with --address https://NAME:PORT, as the certificate has it",
        )
    secret = server.kept_secret(state)
    where = (address or f"https://localhost:{port}").removesuffix("/")
    options = server.ServerOptions(folder, secret, where, largest * MEGABYTE)
    if print_manifest:
        click.echo(server.manifest(options.address), nl=False)
        return
    _ensure_pair(certificate, certificate_key, http)
    chosen = None if http else _certificate(certificate, certificate_key, state, options.host, quiet)

    def started() -> None:
        say(f"Serving {folder} at {options.address}. {_told_key(secret, state)}", quiet=quiet)
        say(f"Excel installs {options.address}/manifest.xml once. Ctrl+C ends the server.", quiet=quiet)

    run(options, Listening(host, port, chosen), today=_clock(today), started=started)


def _told_key(secret: str, state: Path) -> str:
    """The access key where a person reads along; where it is kept, where this may become a log."""
    from reporter.server.secret import FILE_NAME, VARIABLE

    if sys.stderr is not None and sys.stderr.isatty():
        return f"Access key: {secret}"
    return f"The access key is that of {VARIABLE if os.environ.get(VARIABLE) else state / FILE_NAME}"


def _ensure_installed() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"the server needs {', '.join(missing)}",
            hint='Install what it needs: pip install "reporter[server]" (a part of xlwings in it is under the PolyForm '
            "Noncommercial licence, or a paid one)",
        )


def _ensure_pair(certificate: Path | None, key: Path | None, http: bool) -> None:
    if (certificate is None) != (key is None):
        raise UsageError("a certificate and its private key belong together", hint="Give both, or none")
    if certificate is not None and http:
        raise UsageError("HTTP needs no certificate", hint="Leave out --http, or the certificate")


def _certificate(certificate: Path | None, key: Path | None, state: Path, host: str, quiet: bool) -> Certificate:
    from reporter.server.certificates import Certificate, kept_certificate

    if certificate and key:
        return Certificate(certificate, key)
    made = kept_certificate(state, host)
    if made.is_new:
        say(f"{made.file}: a new certificate. Each machine with Excel must trust it once (docs/server.md)", quiet=quiet)
    return made


def _clock(today: date | None) -> Callable[[], date]:
    return date.today if today is None else lambda: today
