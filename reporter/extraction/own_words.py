"""Back from the reading of a clause to its own words, in its own language."""

from __future__ import annotations

import re

from reporter.model import Clause
from reporter.parsing.unlisted_names import in_own_language

_OPENS = re.compile(r"(?:[A-Z]?\.?\d+(?:\.\d+)*[.)]?\s+|[a-z]\)\s+)?")
# `Correspondence groups`, `Rapporteurs for vocabulary`; the members of an organisation are written with a capital
_COMMON = re.compile(
    r"(?!(?:Parties|Members|States|Governments|Contracting|Administrations|Associates|Academia|Congress|Council)\b)"
    r"[A-Z][a-z]+(?:s|(?:\s[a-z]+)+)"
)
# A word long enough to be no number or abbreviation.
_WORD = re.compile(r"[^\W\d_]{4,}")


def in_own_words(clause: Clause, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as the text gives them: with its apostrophes, and in its language where the gloss holds another's words."""
    if clause.alignment:
        return tuple(_in_own_word(clause, name) for name in names)
    names = tuple(map(in_own_language, names))
    called = (_with_its_apostrophe(clause, name) if "'" in name else name for name in names)
    return tuple(_within_a_sentence(clause, name) for name in called)


def _within_a_sentence(clause: Clause, name: str) -> str:
    """A common noun that the clause opens with, as within a sentence: `Task groups shall`, but `Parties shall`."""
    opens = _OPENS.match(clause.reading)
    if opens is None or not clause.reading.startswith(name, opens.end()) or not _COMMON.fullmatch(name):
        return name
    return name[0].lower() + name[1:]


def _with_its_apostrophe(clause: Clause, name: str) -> str:
    """A name with the apostrophe that the text writes it with, where the text is its only source."""
    said = " ".join(clause.text.split())
    written = name.replace("'", "\u2019")
    return written if name not in said and written in said else name


def _in_own_word(clause: Clause, name: str) -> str:
    at = clause.reading.find(name) if " " in name else -1
    if clause.alignment is None or at < 0:
        return in_own_language(name)
    copied = (name[one.start : one.end] for one in clause.alignment.cut(at, at + len(name)).pieces if one.same)
    if not any(_WORD.search(words) for words in copied):
        return in_own_language(name)
    start, end = clause.alignment.source(at, at + len(name))
    return " ".join(clause.text[start:end].split())


def verbatim(clause: Clause, start: int, end: int) -> str:
    """A stretch of the reading as it stands in the clause, in its own language."""
    if clause.alignment:
        start, end = clause.alignment.source(start, end)
    return clause.text[start:end]
