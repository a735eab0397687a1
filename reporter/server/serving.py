"""The server while it runs: where it listens, and with which certificate."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reporter.model import UsageError
from reporter.server.application import application
from reporter.server.certificates import Certificate
from reporter.server.options import ServerOptions
from reporter.server.remote import ensure_licensed

_SECONDS_TO_END = 10
"""Seconds that running commands get once the server is told to end."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens.

    Attributes:
        host: Address of this machine that it listens on; `127.0.0.1` is heard by nobody else.
        port: Port.
        certificate: For HTTPS; None for HTTP, behind a server that speaks HTTPS in its place.
    """

    host: str
    port: int
    certificate: Certificate | None


def serve(
    options: ServerOptions,
    listening: Listening,
    *,
    today: Callable[[], date] = date.today,
    started: Callable[[], None] = lambda: None,
) -> None:
    """Serves until it is stopped (Ctrl+C).

    Args:
        options: The server.
        listening: Where it listens.
        today: Tells the day.
        started: Told once requests can come.

    Raises:
        UsageError: xlwings has no licence key, or the port is taken, or the certificate cannot be used.
    """
    import uvicorn

    ensure_licensed()
    with _socket(listening) as listener:
        certificate = listening.certificate
        config = uvicorn.Config(
            application(options, today=today),
            ssl_certfile=str(certificate.file) if certificate else None,
            ssl_keyfile=str(certificate.key) if certificate else None,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=_SECONDS_TO_END,
            timeout_keep_alive=30,
            lifespan="off",
            # A header that a client may set says nothing here.
            proxy_headers=False,
        )
        try:
            config.load()
        except OSError as error:
            raise UsageError(
                f"the certificate cannot be used ({error.strerror or error})",
                file=certificate.file if certificate else None,
                hint="Give a certificate and its private key as PEM files, the key without a password",
            ) from error
        started()
        uvicorn.Server(config).run(sockets=[listener])


def _socket(listening: Listening) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
        return socket.create_server((listening.host, listening.port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"cannot listen on {listening.host}, port {listening.port} ({getattr(error, 'strerror', None) or error})",
            hint="Another server may run there already: stop it, or choose another --port",
        ) from error
