"""Names of bodies and officials that no table holds, in a text in another language than English.

How far such a name goes is told by the grammar of its language, so it is found before its words are glossed. In the
gloss it is one proper name of English make, `X_Comité_permanent_du_financement Committee`: words with a capital in
front of the English noun that says what it is. Whoever shows a name shows its own words (`in_own_language`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_MARK = "X_"
_COMMA = "__"
# Longer words than a proper name may have would not be read as one.
_WORDS_TOGETHER = 6
_WORD = re.compile(r"[^\s,]+")
_OWN = rf"{_MARK}[^\s;:,.()]+"
_ENCODED = re.compile(rf"({_OWN}(?:\s{_OWN})*)(?:\s[A-Z][A-Za-z-]+)?")

Stretches = list[tuple[str, int, bool]]
"""What is put: words, how much of the source they stand for, whether they are a copy."""


class UnlistedName(NamedTuple):
    """A name as it stands in a text.

    Attributes:
        end: Offset just after it.
        put: What its gloss is made of.
    """

    end: int
    put: Stretches


class UnlistedNames:
    """Finds such names.

    Args:
        heads: What a name begins with, a pattern, to the English noun that says what it is; the first that fits.
        tail: How it may go on, a pattern. Both are for a text without accents.
    """

    def __init__(self, heads: Mapping[str, str], tail: str) -> None:
        self._heads = [(re.compile(rf"(?:{head})(?![\w'-])"), english) for head, english in heads.items()]
        self._any = re.compile("|".join(f"(?:{head})(?![\\w'-])" for head in heads))
        self._tail = re.compile(tail)

    def at(self, text: str, plain: str, start: int) -> UnlistedName | None:
        """The name that begins at `start`, if it is more than one word."""
        if self._any.match(plain, start) is None:
            return None
        head, noun = next((match, noun) for one, noun in self._heads if (match := one.match(plain, start)))
        tail = self._tail.match(plain, head.end())
        end = tail.end() if tail else head.end()
        if not any(map(str.isspace, text[start:end])):
            return None
        return UnlistedName(end, [*_encoded(text[start:end]), (f" {noun}", 0, False)])


def _encoded(name: str) -> Stretches:
    """The words of a name as one, a few at a time, each of them a copy."""
    put: Stretches = []
    at = 0
    for count, word in enumerate(_WORD.finditer(name)):
        gap = name[at : word.start()]
        joint = _COMMA if "," in gap else "_"
        lead = _MARK if count == 0 else joint if count % _WORDS_TOGETHER else f" {_MARK}"
        put += [(lead, len(gap), False), (word[0], len(word[0]), True)]
        at = word.end()
    return put


def in_own_language(words: str) -> str:
    """Words of a gloss with each such name in its own language."""
    return _ENCODED.sub(_decoded, words) if _MARK in words else words


def _decoded(match: re.Match[str]) -> str:
    own = match[1].removeprefix(_MARK).replace(f" {_MARK}", " ")
    return own.replace(_COMMA, ", ").replace("_", " ")
