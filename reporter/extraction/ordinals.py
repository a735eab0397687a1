"""Sessions and assemblies by number: `eightieth`, `Seventy-ninth`, `one hundred and fourth`, `80th`."""

from __future__ import annotations

import re

from reporter.vocabulary.forms import any_of, lowered
from reporter.vocabulary.language import language

_VALUES = {words.replace("-", " "): value for words, value in language().ordinals.items()}
_BELOW_HUNDRED = any_of(language().ordinals).replace("[-\u2011]", r"(?:\s?-\s*|\s+)")

ORDINAL = rf"(?:(?:(?:one[-\s]+)?hundred[-\s]+(?:and[-\s]+)?)?{_BELOW_HUNDRED}|\d{{1,3}}(?:st|nd|rd|th))"
"""A pattern, for text in lower case: one ordinal."""

ORDINALS = rf"{ORDINAL}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){ORDINAL}){{0,8}}"
"""A pattern, for text in lower case: one ordinal or several."""

_ORDINAL = re.compile(rf"(?<![\w-]){ORDINAL}(?![\w-])")
_HUNDRED = re.compile(r"(?:one )?hundred (?:and )?")


def is_ordinal(text: str) -> bool:
    """Whether a text says nothing but one ordinal, in any case."""
    return bool(_ORDINAL.fullmatch(lowered(text.strip())))


def in_figures(words: str) -> str:
    """Ordinals in lower case in figures: `eightieth` -> `80th`, `first, third and fifth` -> `1st, 3rd and 5th`."""
    *first, last = [_in_figures(match[0]) for match in _ORDINAL.finditer(words)]
    return f"{', '.join(first)} and {last}" if first else last


def _in_figures(words: str) -> str:
    number = int(words[:-2]) if words[0].isdigit() else _value(" ".join(words.replace("-", " ").split()))
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _value(words: str) -> int:
    hundred = _HUNDRED.match(words)
    return 100 + _VALUES[words[hundred.end() :]] if hundred else _VALUES[words]
