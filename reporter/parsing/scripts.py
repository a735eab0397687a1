"""Tells texts in a script that is not read, from their letters: Chinese, Russian, Arabic."""

from __future__ import annotations

import unicodedata
from collections import Counter

# The first word of a letter's Unicode name, and what a reader calls the script.
_UNREAD = {
    "CYRILLIC": "Cyrillic",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Chinese or Japanese",
    "KATAKANA": "Chinese or Japanese",
    "HANGUL": "Korean",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "THAI": "Thai",
    "DEVANAGARI": "Devanagari",
    "ARMENIAN": "Armenian",
    "GEORGIAN": "Georgian",
}
_SAMPLE = 20_000
"""Characters that tell the script of the whole."""


def unread_script(text: str) -> str:
    """The script of most letters of a text, where texts in it are not read: `Cyrillic`; "" for any other text."""
    letters = Counter(one for one in text[:_SAMPLE] if one.isalpha())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[_UNREAD.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "")] += count
    return max(scripts, key=scripts.__getitem__, default="")
