"""The nouns for what is handed over as a report, with their places in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from reporter.extraction.masking import Masked
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import language

_START, _END = r"(?<![\w-])", r"(?![\w-])"

NOUN = cued(rf"{_START}{language().nouns}{_END}")
"""`report`, `results`, `information`."""


def nouns_between(found: Masked, start: int, end: int) -> list[re.Match[str]]:
    """The nouns that lie between two offsets, in order."""
    nouns, starts = _nouns(found)
    inside = nouns[bisect_left(starts, start) : bisect_left(starts, end)]
    return inside[:-1] if inside and inside[-1].end() > end else inside


@lru_cache(maxsize=2)
def _nouns(found: Masked) -> tuple[list[re.Match[str]], list[int]]:
    """Every report noun of a text, and where each begins."""
    nouns = list(NOUN.finditer(found.masked))
    return nouns, [noun.start() for noun in nouns]
