"""Says in words what a pattern of the vocabulary stands for: a sample of each of its readings.

The patterns are a small part of regular expressions: words, `(?:a|b)`, `?`, `*`, `[ab]`, `\\w+`, `\\d`, look-aheads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

_PIECE = re.compile(
    r"(?P<look>\(\?[!=][^()]*(?:\([^()]*\)[^()]*)*\))|(?P<open>\((?:\?:)?)|(?P<set>\[[^\]]*\])|(?P<word>\\w|\\d|\\b|\\S)|(?P<char>.)",
    re.DOTALL,
)
_REPEAT = re.compile(r"[?*+]|\{\d+(?:,\d*)?\}")
_SETS = {
    "[-\\s]": ["-"],
    "[a-z]": ["plenary"],
    "[rtd]": ["t", "d"],
    "[\\w-]": ["rolling"],
    "[\\w .-]": ["M"],
    "[ei]": ["e", "i"],
}


def samples(pattern: str) -> list[str]:
    """One string for each way through a pattern; of a repetition the shortest and the single one."""
    found, end = _alternatives(pattern, 0)
    assert end == len(pattern), f"cannot read {pattern!r} from {end}"
    return sorted({" ".join(one.split()) for one in found})


def _alternatives(pattern: str, at: int) -> tuple[list[str], int]:
    found: list[str] = []
    while True:
        sequence, at = _sequence(pattern, at)
        found += sequence
        if at == len(pattern) or pattern[at] != "|":
            return found, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[list[str], int]:
    choices: list[list[str]] = []
    while at < len(pattern) and pattern[at] not in "|)":
        piece, at = _piece(pattern, at)
        repeat = _REPEAT.match(pattern, at)
        if repeat:
            at = repeat.end()
            piece = ["", *piece] if repeat[0][0] in "?*" else piece
        choices.append(piece)
    return ["".join(one) for one in product(*choices)], at


def _piece(pattern: str, at: int) -> tuple[list[str], int]:
    match = _PIECE.match(pattern, at)
    assert match
    if match["look"]:
        return [""], match.end()
    if match["open"]:
        inner, at = _alternatives(pattern, match.end())
        return inner, at + 1
    if match["set"]:
        return _SETS[match["set"]], match.end()
    if match["word"]:
        return [{"\\w": "word", "\\d": "5", "\\b": "", "\\S": "x"}[match["word"]]], match.end()
    return [match["char"]], match.end()


def every(patterns: list[str]) -> Iterator[str]:
    """The samples of all patterns."""
    for pattern in patterns:
        yield from samples(pattern)
