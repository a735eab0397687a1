"""Tells which resolutions are revisions of the same one."""

from __future__ import annotations

import re

from reporter.model import Resolution

FamilyKey = tuple[str, str, str]
"""Body, kind and number, folded for comparison."""

_WITH_REVISION_IN_NUMBER = frozenset({"RA"})
"""Bodies that count revisions in the number: ITU-R 75-1 revises ITU-R 75 (Resolution ITU-R 1)."""


def family_key(resolution: Resolution) -> FamilyKey:
    """What a resolution shares with its revisions: `("wtsa", "resolution", "18")`.

    Two resolutions of one key are revisions of each other. One whose body or number is unknown has an empty string
    there, and the key then proves nothing.
    """
    number = re.sub(r"\s+", "", resolution.number).casefold()
    if resolution.body in _WITH_REVISION_IN_NUMBER:
        number = number.partition("-")[0]
    return resolution.body.casefold(), resolution.kind, number
