"""Tickets: addresses by which a browser may fetch a file once, since it cannot send the access key."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

SECONDS = 600
MOST = 10_000


class Tickets:
    """The tickets of a server, by whoever holds them.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._files: dict[str, tuple[float, Path]] = {}
        self._lock = threading.Lock()

    def issue(self, file: Path) -> str:
        """A ticket for a file; it holds for ten minutes."""
        ticket = secrets.token_urlsafe(24)
        with self._lock:
            now = self._clock()
            while self._files and (len(self._files) >= MOST or self._oldest_ends() <= now):
                del self._files[next(iter(self._files))]
            self._files[ticket] = (now + SECONDS, file)
        return ticket

    def _oldest_ends(self) -> float:
        return next(iter(self._files.values()))[0]

    def redeem(self, ticket: str) -> Path | None:
        """The file of a ticket, which is used up by it; None where it does not hold."""
        with self._lock:
            until, file = self._files.pop(ticket, (0.0, Path()))
            return file if until > self._clock() else None
