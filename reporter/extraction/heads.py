"""The noun that says what a name is: a committee, a forum, an office."""

from __future__ import annotations

import re
from functools import lru_cache

from reporter.vocabulary.language import language
from reporter.vocabulary.names import NameKind

_WORDS = language().naming
_NOUNS = frozenset(_WORDS.nouns)
_OFFICIAL_NOUNS = frozenset(_WORDS.official_nouns)
_PLURALS = frozenset({"groups", "committees"})
_BELONGING = re.compile(r"\s+(?:on|for|of|in|to|against|with)\s+")


@lru_cache(maxsize=4096)
def head_noun(name: str | None) -> str | None:
    """The noun that says what a name is: `Committee on Programme and Budget` -> `committee`; None without one."""
    if not name:
        return None
    low = name.lower()
    for words in (_BELONGING.split(low)[0].split(), low.split()):
        for word in reversed(words):
            if word.strip("'s") in _NOUNS or word in _NOUNS:
                return word.rstrip("s") if word in _PLURALS else word
    return None


def kind_of(head: str | None) -> NameKind:
    """Whether what has this head noun is reported to (`body`) or only reports (`official`); a body where unknown."""
    return "official" if head in _OFFICIAL_NOUNS else "body"


@lru_cache(maxsize=4096)
def nouns_of(words: str) -> frozenset[str]:
    """The nouns that may stand for a name of these words: its head, and a noun of two words in it."""
    head, low = head_noun(words), words.lower()
    double = {noun for noun in _WORDS.double_nouns if noun in low}
    return frozenset({head, *double} if head else double)
