"""What a server is told when it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from reporter.model import UsageError

DEFAULT_PORT = 8765

MEGABYTE = 1 << 20

SHORTEST_SECRET = 16
"""Characters of the shortest secret that is taken."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """A server.

    Attributes:
        folder: Nothing above it is read or written. The workbooks lie in it, or in folders below it.
        secret: What a request must bring along.
        address: Where Excel finds the server, without a slash at the end: `https://localhost:8765`.
        largest: Bytes of the largest request; a workbook with 20,000 rows sends about 15 million.
        at_once: Number of commands that run at the same time; further ones wait.
    """

    folder: Path
    secret: str
    address: str = f"https://localhost:{DEFAULT_PORT}"
    largest: int = 64 * MEGABYTE
    at_once: int = 4

    def __post_init__(self) -> None:
        """Refuses what could not work, or would not be safe.

        Raises:
            UsageError: The folder is none, the secret is short, or the address is not one.
        """
        if not self.folder.is_dir():
            raise UsageError("this is no folder", file=self.folder, hint="Name the folder that the workbooks lie in")
        if len(self.secret) < SHORTEST_SECRET or not re.fullmatch(r"[!-~]+", self.secret):
            raise UsageError(
                f"the access key must have {SHORTEST_SECRET} or more letters, digits or signs, and no blank",
                hint="Leave it out to have one made",
            )
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?", self.address):
            raise UsageError(
                f'"{self.address}" is no address of a server',
                hint='Write it like "https://reporter.example.org", without a slash at the end',
            )

    @property
    def host(self) -> str:
        """The host of the address, in lower case."""
        return (urlsplit(self.address).hostname or "").lower()
