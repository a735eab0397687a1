"""The access key: a secret that Excel's pane sends with each request."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from reporter.model import UsageError

HEADER = "x-reporter-key"
"""Header that brings the access key along; `Authorization` is left to a sign-in in front of the server."""

VARIABLE = "REPORTER_SERVER_KEY"
"""Environment variable that sets the access key."""


FILE_NAME = "access-key.txt"
"""File that the access key is kept in."""


def kept_secret(state: Path) -> str:
    """The access key: that of the environment, else the one kept in the folder, made where there is none.

    Args:
        state: Folder that what the server keeps for itself lies in.

    Raises:
        UsageError: It can be neither read nor written.
    """
    if given := os.environ.get(VARIABLE):
        return given
    file = state / FILE_NAME
    try:
        if file.is_file():
            return file.read_text(encoding="utf-8").strip()
        write_private(file, made := secrets.token_urlsafe(24))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("the access key cannot be kept here", file=file, hint=f"Set {VARIABLE} instead") from error
    return made


def write_private(file: Path, text: str) -> None:
    """Writes a file that only its owner may read, as far as the system knows owners."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)


def is_secret(given: str | None, secret: str) -> bool:
    """Whether the key that was given is the right one; the time it takes tells nothing of it."""
    return hmac.compare_digest((given or "").encode("utf-8", "surrogatepass"), secret.encode())
