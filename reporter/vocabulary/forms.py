"""How a form of a name is written in the data, and how any of many forms is found fast."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from typing import Any

_PIECES = {" ": r"\s+", "-": "[-\u2011]", "'": "['\u2019]"}
_ASCII_LOWER = {ord(letter): ord(letter.lower()) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def lowered(text: str) -> str:
    """`text` in lower case, of the same length, so that offsets into it hold."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_ASCII_LOWER)


def fold_form(text: str) -> str:
    """The spelling under which a form is looked up: lower case, single spaces, plain hyphens and apostrophes."""
    return " ".join(lowered(text).replace("\u2011", "-").replace("\u2019", "'").split())


def flexible(form: str) -> str:
    """A form as a pattern in which white space, hyphens and apostrophes may be of any kind."""
    return "".join(_PIECES.get(char) or re.escape(char) for char in form)


def expand(form: str) -> list[str]:
    """All forms that one with optional parts stands for: `[ITU ]Council` gives `ITU Council` and `Council`."""
    pieces = re.split(r"(\[[^\]]*\])", form)
    choices = [("", piece[1:-1]) if piece.startswith("[") else (piece,) for piece in pieces]
    return ["".join(choice) for choice in product(*choices)]


def any_of(forms: Iterable[str]) -> str:
    """A pattern that finds the longest of many forms, each shared beginning tried once.

    `member state`, `member states`, `members` give `member(?:\\s+states?|s)`, so that a place where no form begins
    is left after one letter, not after as many tries as there are forms.
    """
    tree: dict[str, Any] = {}
    for form in forms:
        node = tree
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, Any]) -> str:
    ways = [flexible(char) + _branch(rest) for char, rest in sorted(node.items()) if char]
    if not ways:
        return ""
    if "" not in node and len(ways) == 1:
        return ways[0]
    return f"(?:{'|'.join(ways)})" + ("?" if "" in node else "")
