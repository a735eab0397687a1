"""File names that every system can keep, and that never collide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 80
"""Characters of a value that a file name shows; Excel opens paths of up to 218 characters."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\[\]\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
"""What Windows forbids, brackets (with which Excel cannot open a file), and marks that nobody sees."""


_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that Windows keeps for itself, whatever they end with."""

PATTERN = "{workbook} - {value}"
"""How a part is named where nobody says otherwise."""


def file_names(pattern: str, values: Sequence[str], suffix: str, **fields: str) -> list[str]:
    """A file name for each value: `obligations - Ana.xlsx`.

    Args:
        pattern: With `{value}`, and the names of `fields`, in braces.
        values: What the files are for.
        suffix: What each name ends with.
        fields: What stands for the other names in the pattern.

    Names differ from each other also where capitals, accents composed in two ways, or the end of a long value make no
    difference: the later ones are numbered.
    """
    names: list[str] = []
    taken: set[str] = set()
    for value in values:
        first = name = safe_name(pattern.format(value=safe_name(value), **fields), longest=3 * LONGEST)
        if first.partition(".")[0].casefold() in _DEVICES:
            first = name = f"{first} -"
        number = 1
        while _compared(name) in taken:
            number += 1
            name = f"{first} ({number})"
        taken.add(_compared(name))
        names.append(f"{name}{suffix}")
    return names


def safe_name(value: str, longest: int = LONGEST) -> str:
    """The value as a piece of a file name on any system."""
    text = unicodedata.normalize("NFC", " ".join(value.split()))
    text = _FORBIDDEN.sub("-", text)[:longest]
    # Windows drops dots and blanks at the end of a name.
    return text.rstrip(" .") or "-"


def _compared(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
