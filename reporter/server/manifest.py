"""The manifest: what Excel on Windows, macOS and the web installs."""

from __future__ import annotations

import uuid
from pathlib import Path
from string import Template
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from reporter.server.cells import NAMESPACE

FILE = Path(__file__).parent / "manifest.xml"

_OURS = uuid.UUID("6f0a0c1e-8d5b-5b0e-9d0c-5d2f5f1f2a70")
"""The namespace that the add-ins' identities are made in."""


def manifest(address: str) -> str:
    """The manifest of a server's add-in.

    Args:
        address: Where Excel finds the server, without a slash at the end. Each address is an add-in of its own.
    """
    # An address is checked when a server gets its options; a manifest is safe with any.
    parts = urlsplit(address)
    texts = {"address": address, "origin": f"{parts.scheme}://{parts.netloc}", "namespace": NAMESPACE}
    values = {name: escape(text, {'"': "&quot;"}) for name, text in texts.items()}
    values["identity"] = str(uuid.uuid5(_OURS, address))
    return Template(FILE.read_text(encoding="utf-8")).substitute(values)
