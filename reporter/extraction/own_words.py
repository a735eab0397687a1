"""Back from the reading of a clause to its own words, in its own language."""

from __future__ import annotations

import re

from reporter.model import Clause

# A word long enough to be no number or abbreviation.
_WORD = re.compile(r"[^\W\d_]{4,}")


def in_own_words(clause: Clause, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as the text gives them where its gloss holds words of another language: bodies outside the vocabulary."""
    return tuple(_in_own_word(clause, name) for name in names) if clause.alignment else names


def _in_own_word(clause: Clause, name: str) -> str:
    at = clause.reading.find(name) if " " in name else -1
    if clause.alignment is None or at < 0:
        return name
    copied = (name[one.start : one.end] for one in clause.alignment.cut(at, at + len(name)).pieces if one.same)
    if not any(_WORD.search(words) for words in copied):
        return name
    start, end = clause.alignment.source(at, at + len(name))
    return " ".join(clause.text[start:end].split())


def verbatim(clause: Clause, start: int, end: int) -> str:
    """A stretch of the reading as it stands in the clause, in its own language."""
    if clause.alignment:
        start, end = clause.alignment.source(start, end)
    return clause.text[start:end]
