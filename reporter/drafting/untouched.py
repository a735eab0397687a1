"""Tells whether a draft is still as the program wrote it, so that a newer one may take its place."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from reporter.model import UsageError

_SEAL = re.compile(rb"<!-- reporter draft ([0-9a-f]{64}) -->\s*\Z")


def sealed_text(content: bytes) -> bytes:
    """A Markdown or HTML draft with a comment at its end that holds the digest of all before it."""
    end = b"" if content.endswith(b"\n") else b"\n"
    return content + end + f"<!-- reporter draft {_digest(content + end)} -->\n".encode()


def is_untouched(content: bytes, file: Path) -> bool:
    """Whether nobody has saved a draft since it was written, in whatever program; False where that cannot be told."""
    if file.suffix.casefold() == ".docx":
        from reporter.drafting.memory import untouched
        from reporter.drafting.updating.wordfile import WordFile

        try:
            return untouched(WordFile(content, file).parts)
        except UsageError:
            return False
    seal = _SEAL.search(content)
    return seal is not None and seal[1].decode() == _digest(content[: seal.start()])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
