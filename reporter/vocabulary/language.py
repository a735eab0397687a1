"""The words of a language that resolutions are built from: governing verbs, roles, reporting, frequencies, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from reporter.vocabulary.cued import Cued, cued
from reporter.vocabulary.toml import load, spaced

Words = tuple[str, ...]
"""A list of wordings: regular expressions in which a space stands for any run of white space."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What stands around a verb that asks; each list is explained where it is written, in the data."""

    finite: Words
    permission: Words
    works: Words
    beside_verb: Words
    before_verb: Words
    before_gerund: Words
    before_noun: Words
    before_no_verb: Words
    participles: Words


@dataclass(frozen=True, slots=True)
class ReportVerb:
    """What tells the verb "report" from the noun."""

    before_noun: Words
    governed: Words
    led: Words
    subjects: Words
    singular_subjects: Words
    goes_on: Words
    continuing: Words
    continued_as: Words
    before_gerund: Words


@dataclass(frozen=True, slots=True)
class Objects:
    """What is handed over, and what only looks like it."""

    handing_over: Words
    pronouns: Words
    subject_pronouns: Words
    ends: Words
    topics: Words
    forms: Words
    unspecific: Words
    timed: Words


@dataclass(frozen=True, slots=True)
class Recipients:
    """The words around the names of those whom a report goes to."""

    before_name: Words
    purposes: Words
    treated: Words
    relations: Words
    before_told: Words
    after_told: Words
    begins_another: Words
    laying: Words


@dataclass(frozen=True, slots=True)
class Agents:
    """The words around the names of those who must report."""

    before_name: Words
    after_name: Words
    in_view_of: Words
    links: Words
    binding: Words
    prepositions: Words
    asking: Words


@dataclass(frozen=True, slots=True)
class Naming:
    """What names are made of that no list of names holds."""

    heads: Words
    heads_on: Words
    mandates: Words
    mandate_ends: Words
    not_names: Words
    nouns: Words
    official_nouns: Words
    double_nouns: Words
    group_kinds: Words
    group_nouns: Words
    plain_groups: Words
    before_their_bodies: Words
    no_bodies: Words
    set_up: Words
    stand_ins: Words
    unnamed: Words
    alone: Words
    abbreviations: Words
    defining: Words
    persons: Words
    several_persons: Words
    people: Words
    matters: Words
    things: Words
    canonical_members: Words
    parts: Words
    gatherings: Words
    cited: Words
    cited_after: Words


@dataclass(frozen=True, slots=True)
class Topics:
    """The words around what a report is about; each list is explained where it is written, in the data."""

    prepositions: Words
    manners: Words
    saying: Words
    holding: Words
    singling_out: Words
    carried: Words
    carried_for: Words
    times: Words
    said: Words
    held: Words
    verbs: Words
    adverbial: Words
    sources: Words
    arrangements: Words
    determiners: Words
    no_adjectives: Words
    manner: Words
    named_before: Words
    time_prepositions: Words
    intervals: Words
    under_texts: Words
    texts: Words
    containers: Words
    container_prepositions: Words
    asides: Words
    introduced: Words
    left_over: Words


@dataclass(frozen=True, slots=True)
class FrequencyWords:
    """The wordings of one frequency.

    Attributes:
        value: The contract's word for it: `annual`.
        adverb: Finds a wording that says how often something is done (`each year`); in text in lower case.
        adjective: Finds a wording that stands before what is handed over (`annual report`); None where there is none.
    """

    value: str
    adverb: Cued
    adjective: Cued | None


@dataclass(frozen=True, slots=True)
class Language:
    """One language's data.

    Strings are regular expressions without word boundaries, for text in lower case; compiled patterns stand at word
    boundaries and, but for those of collaboration, frequencies and products, ignore case.
    """

    code: str
    infinitives: dict[str, str]
    past: dict[str, str]
    told: dict[str, str]
    declaratory: frozenset[str]
    directive: frozenset[str]
    addressing: frozenset[str]
    second: str
    nouns_too: frozenset[str]
    preamble: frozenset[str]
    adverbs: tuple[str, ...]
    shall: str
    collaboration: re.Pattern[str]
    helped_by: str
    route: str
    report: str
    inform: str
    keep: str
    kept: str
    convey: str
    nouns: str
    weak_noun: re.Pattern[str]
    product: Cued
    no_product_behind: re.Pattern[str]
    own_behind: re.Pattern[str]
    frequencies: tuple[FrequencyWords, ...]
    next_words: str
    session_words: str
    months: tuple[str, ...]
    ordinals: dict[str, int]
    conditional: re.Pattern[str]
    optional_group: re.Pattern[str]
    no_cases: Words
    at_once: Words
    anaphora_heads: Words
    stems: Words
    grammar: Grammar
    report_verb: ReportVerb
    objects: Objects
    recipients: Recipients
    agents: Agents
    naming: Naming
    topics: Topics

    @property
    def directive_verbs(self) -> Words:
        """The directive verbs in the third person, in a fixed order."""
        return tuple(sorted(self.directive))

    @property
    def asking_verbs(self) -> Words:
        """The directive verbs in the third person, then as infinitives, in a fixed order."""
        return (*self.directive_verbs, *self.directive_forms)

    @property
    def directive_forms(self) -> dict[str, str]:
        """Infinitive -> third person of the directive verbs."""
        return {self.infinitives[verb]: verb for verb in self.directive_verbs}

    @property
    def no_noun_before(self) -> str:
        """A pattern, in front of "to": it is none of those that a noun follows, `with respect to human rights`."""
        return "".join(rf"(?<!\b{word}\s)" for word in self.grammar.before_no_verb)

    @property
    def third_person(self) -> dict[str, str]:
        """Infinitive -> third person: the way back of `infinitives`."""
        return {infinitive: verb for verb, infinitive in self.infinitives.items()}


def alternatives(patterns: Iterable[str]) -> str:
    """One non-capturing group of all the patterns, as a regular expression without word boundaries."""
    return "(?:" + "|".join(spaced(pattern) for pattern in patterns) + ")"


def words(patterns: Iterable[str]) -> str:
    """A pattern that finds any of the patterns, at word boundaries."""
    return r"(?<![\w-])" + alternatives(patterns) + r"(?![\w-])"


def _in_any_case(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(words(patterns), re.IGNORECASE)


@cache
def language(code: str = "en") -> Language:
    """The language's data; KeyError-free: only the codes that ship can be asked for."""
    data = load(code)
    verbs, roles, reporting, due = data["verbs"], data["roles"], data["reporting"], data["due"]
    return Language(
        code=code,
        infinitives=dict(verbs["operative"]),
        past=dict(verbs.get("past", {})),
        told=dict(verbs.get("past", {})) | dict(verbs.get("told", {})),
        declaratory=frozenset(verbs["declaratory"]),
        directive=frozenset(verbs["directive"]),
        addressing=frozenset(verbs["addressing"]),
        second=alternatives(verbs["second"]),
        nouns_too=frozenset(verbs["nouns_too"]),
        preamble=frozenset(verbs["preamble"]),
        adverbs=tuple(verbs["adverbs"]),
        shall=alternatives(verbs["shall"]),
        collaboration=re.compile(words(roles["collaboration"])),
        helped_by=alternatives(roles["collaboration"]),
        route=alternatives(roles["route"]),
        report=reporting["report"],
        inform=alternatives(reporting["inform"]),
        keep=reporting["keep"],
        kept=spaced(reporting["kept"]),
        convey=alternatives(reporting["convey"]),
        nouns=alternatives(reporting["nouns"]),
        weak_noun=_in_any_case(reporting["weak_nouns"]),
        product=cued(words(reporting["products"])),
        no_product_behind=re.compile(rf"\b{alternatives(reporting['no_products_behind'])}\s+$"),
        own_behind=re.compile(rf"\b{alternatives(reporting['owners'])}\s+$"),
        frequencies=tuple(_frequency(one) for one in data["frequency"]),
        next_words=alternatives(due["next"]),
        session_words=alternatives(due["session"]),
        months=tuple(due["months"]),
        ordinals=_ordinals(due["ordinals"], due["tens"], due["tens_stem"]),
        conditional=_in_any_case(data["conditional"]["patterns"]),
        optional_group=_in_any_case([data["conditional"]["optional_group"]]),
        no_cases=tuple(data["conditional"]["no_cases"]),
        at_once=tuple(data["conditional"]["at_once"]),
        anaphora_heads=tuple(data["anaphora"]["heads"]),
        stems=tuple(reporting["stems"]),
        grammar=_lists(Grammar, data["grammar"]),
        report_verb=_lists(ReportVerb, data["report_verb"]),
        objects=_lists(Objects, data["objects"]),
        recipients=_lists(Recipients, data["recipients"]),
        agents=_lists(Agents, data["agents"]),
        naming=_lists(Naming, data["naming"]),
        topics=_lists(Topics, data["topics"]),
    )


def _frequency(entry: Mapping[str, list[str]]) -> FrequencyWords:
    adjective = cued(words(entry["adjectives"])) if entry["adjectives"] else None
    return FrequencyWords(str(entry["value"]), cued(words(entry["adverbs"])), adjective)


def _lists(kind: type[_T], table: Mapping[str, list[str]]) -> _T:
    """A table of the data whose keys are the attributes of `kind`; TypeError where one is missing or unknown."""
    return kind(**{name: tuple(listed) for name, listed in table.items()})


def _ordinals(units: list[str], tens: list[str], stems: list[str]) -> dict[str, int]:
    """`first` -> 1 … `ninety-ninth` -> 99, `hundredth` -> 100; those of two words with hyphens."""
    numbers = {word: value for value, word in enumerate(units, start=1)}
    numbers |= {word: value * 10 for value, word in enumerate(tens, start=1)}
    for value, stem in enumerate(stems[1:9], start=2):
        numbers |= {f"{stem}-{unit}": value * 10 + one for one, unit in enumerate(units[:9], start=1)}
    return numbers
