"""Addresses within the page: each its own, whatever the texts are called."""

from __future__ import annotations

import re

from reporter.reviewing.characters import shown

OF_THE_PAGE = frozenset({"texts", "count", "position", "filters", "near-misses", "not-shown", "contents", "keys"})
"""What the page itself uses."""

_NOT_IN_AN_ANCHOR = re.compile(r"[^\w./~-]+")


class Anchors:
    """Gives out addresses; none is given twice."""

    def __init__(self) -> None:
        self._taken = set(OF_THE_PAGE)

    def give(self, wanted: str) -> str:
        """`wanted` where it is free and can stand in an address; else the nearest that is and can: `PP-21-2018~2`."""
        base = _NOT_IN_AN_ANCHOR.sub("-", shown(wanted)).strip("-") or "text"
        anchor, count = base, 1
        while anchor in self._taken:
            count += 1
            anchor = f"{base}~{count}"
        self._taken.add(anchor)
        return anchor
