"""Patterns that are tried only on texts that hold a word they cannot do without.

A regular expression of many wordings takes microseconds to find that a clause has none of them; whether a word stands
in a clause at all is told a hundred times faster. The words are read off the pattern itself: nobody has to list them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from re import _parser as grammar  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any

_WEIGHT = {"Ll": 1, "Lu": 2, "Nd": 2, "Co": 4}
"""How much a sign tells, by its category: small letter, capital, digit, mask of a name."""
_MOST_CUES = 24
_LEAST_TELLING = 3
_AHEAD = 1
"""What the parser calls the direction of `(?=…)`; what `(?<=…)` finds may stand before the stretch searched."""
_MOST_PARTS = 2
"""Looking for more words than these takes as long as trying the pattern."""


class Cued:
    """A compiled pattern, for text in the case it is written in, with the methods of `re.Pattern` that are used.

    Attributes:
        pattern: The compiled pattern itself.
        cues: Of each list, a match holds at least one; empty where the pattern does not tell.
    """

    __slots__ = ("cues", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self.cues = _cues(pattern)

    def may_match(self, text: str) -> bool:
        """Whether a text holds what every match holds."""
        for one in self.cues:
            for cue in one:
                if cue in text:
                    break
            else:
                return False
        return True

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.pattern.search(text, start, end) if self.may_match(_between(text, start, end)) else None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterable[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.pattern.finditer(text, start, end) if self.may_match(_between(text, start, end)) else ()

    def sub(self, put: Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        return self.pattern.sub(put, text) if self.may_match(text) else text


def _between(text: str, start: int, end: int) -> str:
    """The stretch that is searched: a long text is not looked through again for each of its sentences."""
    return text if start <= 0 and end >= len(text) else text[start:end]


def cued(pattern: str) -> Cued:
    """Compiles a pattern that is searched for in many texts and found in few."""
    return Cued(pattern)


def _cues(pattern: str) -> tuple[tuple[str, ...], ...]:
    """What every match of a pattern holds: of each list at least one; the most telling list first."""
    parts = {_shortest(one): None for one in _of_parts(grammar.parse(pattern))}
    telling = [one for one in parts if len(one) <= _MOST_CUES and _telling(one) >= _LEAST_TELLING]
    return tuple(sorted(telling, key=_telling, reverse=True)[:_MOST_PARTS])


def _of_parts(items: Iterable[Any]) -> Iterator[frozenset[str]]:
    """For each part of a sequence, words of which it holds one; nothing for a part that does not tell."""
    letters = ""
    for kind, value in items:
        if kind is grammar.LITERAL:
            letters += chr(value)
            continue
        yield frozenset({letters})
        letters = ""
        yield from _of_part(kind, value)
    yield frozenset({letters})


def _of_part(kind: Any, value: Any) -> Iterator[frozenset[str]]:
    if kind is grammar.SUBPATTERN:
        _, added_flags, _, inside = value
        yield from () if added_flags else _of_parts(inside)
    elif kind is grammar.ATOMIC_GROUP:
        yield from _of_parts(value)
    elif kind is grammar.ASSERT and value[0] == _AHEAD:
        yield from _of_parts(value[1])
    elif kind in (grammar.MAX_REPEAT, grammar.MIN_REPEAT, grammar.POSSESSIVE_REPEAT):
        yield from _of_parts(value[2]) if value[0] else ()
    elif kind is grammar.BRANCH:
        ways = [max(_of_parts(way), key=_telling) for way in value[1]]
        yield frozenset().union(*ways)
    elif kind is grammar.IN and all(one is grammar.LITERAL for one, _ in value):
        yield frozenset(chr(character) for _, character in value)


def _shortest(words: frozenset[str]) -> tuple[str, ...]:
    """The words without those that hold another of them."""
    return tuple(sorted(one for one in words if not any(other in one for other in words if other != one)))


def _telling(words: Collection[str]) -> int:
    """How much it tells that one of the words is there: the letters of the shortest; digits and masks tell more."""
    return min((sum(_WEIGHT.get(unicodedata.category(sign), 0) for sign in one) for one in words), default=0)
