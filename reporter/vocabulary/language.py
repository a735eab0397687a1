"""The words of a language that resolutions are built from: governing verbs, roles, reporting, frequencies, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reporter.vocabulary.toml import load, spaced


@dataclass(frozen=True, slots=True)
class FrequencyWords:
    """The wordings of one frequency.

    Attributes:
        value: The contract's word for it: `annual`.
        adverb: Finds a wording that says how often something is done (`each year`).
        adjective: Finds a wording that stands before what is handed over (`annual report`); None where there is none.
    """

    value: str
    adverb: re.Pattern[str]
    adjective: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Language:
    """One language's data, patterns compiled. Every pattern ignores case and stands at word boundaries."""

    code: str
    infinitives: dict[str, str]
    declaratory: frozenset[str]
    directive: frozenset[str]
    preamble: frozenset[str]
    adverbs: tuple[str, ...]
    shall: str
    collaboration: re.Pattern[str]
    route: re.Pattern[str]
    report: str
    inform: str
    keep: str
    kept: str
    convey: str
    nouns: str
    weak_noun: re.Pattern[str]
    product: re.Pattern[str]
    frequencies: tuple[FrequencyWords, ...]
    next_words: str
    session_words: str
    months: tuple[str, ...]
    ordinals: dict[str, int]
    conditional: re.Pattern[str]
    optional_group: re.Pattern[str]
    anaphora_heads: tuple[str, ...]

    @property
    def directive_verbs(self) -> tuple[str, ...]:
        """The directive verbs in the third person, in a fixed order."""
        return tuple(sorted(self.directive))

    @property
    def third_person(self) -> dict[str, str]:
        """Infinitive -> third person: the way back of `infinitives`."""
        return {infinitive: verb for verb, infinitive in self.infinitives.items()}


def alternatives(patterns: list[str] | tuple[str, ...]) -> str:
    """One non-capturing group of all the patterns, as a regular expression without word boundaries."""
    return "(?:" + "|".join(spaced(pattern) for pattern in patterns) + ")"


def words(patterns: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the patterns, at word boundaries, ignoring case."""
    return re.compile(r"(?<![\w-])" + alternatives(patterns) + r"(?![\w-])", re.IGNORECASE)


@cache
def language(code: str = "en") -> Language:
    """The language's data; KeyError-free: only the codes that ship can be asked for."""
    data = load(code)
    verbs, roles, reporting, due = data["verbs"], data["roles"], data["reporting"], data["due"]
    return Language(
        code=code,
        infinitives=dict(verbs["operative"]),
        declaratory=frozenset(verbs["declaratory"]),
        directive=frozenset(verbs["directive"]),
        preamble=frozenset(verbs["preamble"]),
        adverbs=tuple(verbs["adverbs"]),
        shall=alternatives(verbs["shall"]),
        collaboration=words(roles["collaboration"]),
        route=words(roles["route"]),
        report=reporting["report"],
        inform=alternatives(reporting["inform"]),
        keep=reporting["keep"],
        kept=spaced(reporting["kept"]),
        convey=alternatives(reporting["convey"]),
        nouns=alternatives(reporting["nouns"]),
        weak_noun=words(reporting["weak_nouns"]),
        product=words(reporting["products"]),
        frequencies=tuple(
            FrequencyWords(one["value"], words(one["adverbs"]), words(one["adjectives"]) if one["adjectives"] else None)
            for one in data["frequency"]
        ),
        next_words=alternatives(due["next"]),
        session_words=alternatives(due["session"]),
        months=tuple(due["months"]),
        ordinals=_ordinals(due["ordinals"], due["tens"], due["tens_stem"]),
        conditional=words(data["conditional"]["patterns"]),
        optional_group=words([data["conditional"]["optional_group"]]),
        anaphora_heads=tuple(data["anaphora"]["heads"]),
    )


def _ordinals(units: list[str], tens: list[str], stems: list[str]) -> dict[str, int]:
    """`first` -> 1 … `hundred and ninth` -> 109, in the spellings with hyphens."""
    numbers = {word: value for value, word in enumerate(units, start=1)}
    numbers |= {word: value * 10 for value, word in enumerate(tens, start=1)}
    for value, stem in enumerate(stems[1:9], start=2):
        numbers |= {f"{stem}-{unit}": value * 10 + one for one, unit in enumerate(units[:9], start=1)}
    below = dict(numbers)
    numbers |= {
        f"{lead}{joint}{word}": 100 + value
        for word, value in below.items()
        if value < 100
        for lead in ("hundred", "one hundred", "one-hundred")
        for joint in (" and ", "-and-", " ", "-")
    }
    return numbers
