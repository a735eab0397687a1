"""The noun that says what a name is: a committee, a forum, an office."""

from __future__ import annotations

import re
from functools import lru_cache

from reporter.vocabulary.language import alternatives, language
from reporter.vocabulary.names import NameKind

_WORDS = language().naming
_NOUNS = frozenset(_WORDS.nouns)
_OFFICIAL_NOUNS = frozenset(_WORDS.official_nouns)
_PLURALS = frozenset({"groups", "committees"})
_PEOPLE = frozenset((*_WORDS.people, *_WORDS.several_persons))
_THINGS = frozenset(_WORDS.things)
_PERSON = re.compile(
    rf"(?<![\w-])(?:{alternatives(_WORDS.persons)}|(?:director|secretary)(?:-general| general)?|representative|envoy"
    r"|adviser|counsellor|officer|commissioner|administrator|comptroller|auditor|registrar|expert|managers?|commander|ombudsperson|ombudsman)s?(?![\w-])"
)
# `international, regional and `
_ADJECTIVES = re.compile(
    r"(?:[a-z-]+(?:al|ic|ive|ary|ory|ous|ed|ing|ent|ant)(?:,\s+(?:and\s+)?|\s+and\s+|\s+)(?!(?:of|for|on|in|to)\s))+"
)
_ENDS_OF_HEAD = re.compile(
    r"\s+(?:on|for|of|in|to|against|with|from|at|by|that|who|which|whose|and|or|concerned|involved)\b|[,;:(]"
)
# `Members operating stations`, but `peacekeeping missions`
_DOES = re.compile(r"\s+[a-z]+(?:ing|ed)\b")
_FOCAL_POINT = re.compile(r"(?:[a-z-]+\s+){0,3}focal\s+points?(?![\w-])")
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


def begins_with_somebody(words: str, *, several: bool = False) -> bool:
    """Whether words begin with a noun for somebody: `secretariat of it`, `Parties that act`, not `transfer of goods`.

    With `several` only a noun for more than one counts.
    """
    low = words.strip().lower()
    if _FOCAL_POINT.match(low):
        return True
    low = low[match.end() :] if (match := _ADJECTIVES.match(low)) else low
    words_of_head = _ENDS_OF_HEAD.split(low, maxsplit=1)[0]
    return any(
        _is_somebody(one.split()[-1].strip("'"), several=several)
        for one in (words_of_head, _DOES.split(words_of_head, maxsplit=1)[0])
        if one.split()
    )


def _is_somebody(noun: str, *, several: bool) -> bool:
    if noun in _PEOPLE or (noun.endswith(("tors", "eurs", "ers")) and noun not in _THINGS):
        return True
    return not several and (noun in _NOUNS or _PERSON.fullmatch(noun) is not None)


def is_person(name: str) -> bool:
    """Whether a name is that of a person, or of those who serve one: `Executive Director of it`, not `Board`."""
    return _PERSON.search(_BELONGING.split(name.lower())[0]) is not None


def kind_of(head: str | None) -> NameKind:
    """Whether what has this head noun is reported to (`body`) or only reports (`official`); a body where unknown."""
    return "official" if head in _OFFICIAL_NOUNS else "body"


@lru_cache(maxsize=4096)
def nouns_of(words: str) -> frozenset[str]:
    """The nouns that may stand for a name of these words: its head, and a noun of two words in it."""
    head, low = head_noun(words), words.lower()
    double = {noun for noun in _WORDS.double_nouns if noun in low}
    return frozenset({head, *double} if head else double)
