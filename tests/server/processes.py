"""The server as a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def started(*arguments: str, **environment: str) -> Iterator[list[str]]:
    """`reporter serve` as a process; what it said until requests could come."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reporter", "serve", *arguments],
        env={**os.environ, "XLWINGS_LICENSE_KEY": "noncommercial", **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line.rstrip())
            if "Ctrl+C" in line:
                break
        yield said
    finally:
        process.terminate()
        process.wait(30)
        process.stderr.close()
