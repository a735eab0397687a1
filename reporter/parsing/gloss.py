"""Glosses French and Spanish texts: rewrites them, phrase by phrase, in the English that the rules are written for.

The grammar of resolutions runs parallel in the three languages, so the words that govern a text (verbs, names, function
words, frequencies, dates) can be put into English where they stand. Words that no rule asks for stay as they are. What
was replaced is remembered, so that everything found in a gloss is shown in the words of the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from reporter.model.alignment import Alignment, identity, shifted
from reporter.parsing.fold import fold
from reporter.parsing.phrases import Phrases, Rewriting, composed, rule
from reporter.parsing.unlisted_names import UnlistedNames
from reporter.vocabulary.forms import expand
from reporter.vocabulary.names import names
from reporter.vocabulary.toml import load, spaced

LANGUAGES = ("fr", "es")
"""Languages that are glossed; each has a data file of that name."""

# The number of a list item, which may look like a word: "a)", "1.", "iv)"
_LABEL = re.compile(r"\s*\(?\w{1,4}[.)]\s+")
_FEWEST_WORDS = 2
_ENGLISH = ("the", "of", "and", "to", "that", "this", "in", "for", "on")


@dataclass(frozen=True, slots=True)
class Glossed:
    """A text in English words.

    Attributes:
        text: The gloss.
        alignment: The way back to the source.
    """

    text: str
    alignment: Alignment

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that `[start, end)` of the gloss stands for."""
        return self.alignment.source(start, end)


def language_of(texts: Iterable[str], unclear: str = "en") -> str:
    """`en`, `fr` or `es`: the language whose small words are the most frequent.

    Args:
        texts: Paragraphs of one language; one sentence is enough.
        unclear: What is returned where hardly a word tells.
    """
    text = " ".join(texts).replace("\n", " ").replace("\t", " ").replace("’", "'").lower()
    said = Counter(filter(_telling_words().__contains__, text.split(" ")))
    counts = {
        code: sum(said[word] for word in told.words) + sum(map(text.count, told.elided))
        for code, told in _telltales().items()
    }
    most = max(counts, key=lambda code: counts[code])
    return most if counts[most] >= _FEWEST_WORDS else unclear


def has_foreign_words(text: str, said: Set[str], fewest: int) -> bool:
    """Whether a text has so many small words of the languages other than English: cheap, for long texts.

    Args:
        text: As it stands in the source.
        said: What stands between its blanks, each word once.
        fewest: So many words are enough.
    """
    found = 0
    for code, told in _telltales().items():
        for word in (*(f" {one} " for one in told.words if one in said), *told.elided) if code != "en" else ():
            found += text.count(word)
            if found >= fewest:
                return True
    return False


def gloss(text: str, code: str) -> Glossed:
    """The gloss of one paragraph.

    Args:
        text: As it stands in the source.
        code: `fr`, `es`; `en` gives the text itself.
    """
    if code not in LANGUAGES:
        return Glossed(text, identity(len(text)))
    label = _LABEL.match(text)
    at = label.end() if label else 0
    words, back = fold(text[at:]), identity(len(text) - at)
    for rewrite in _rewritings(code):
        rewritten = rewrite(words)
        if rewritten and rewritten[0] != words:
            words, back = rewritten[0], rewritten[1].after(back)
    return Glossed(fold(text[:at]) + words, shifted(back, at))


class _Telltales(NamedTuple):
    """The small words that tell a language: whole ones, and those that run into the next word (`l'`)."""

    words: tuple[str, ...]
    elided: tuple[str, ...]


@cache
def _telltales() -> dict[str, _Telltales]:
    listed = {"en": _ENGLISH} | {code: load(code)["telltale"] for code in LANGUAGES}
    return {
        code: _Telltales(
            tuple(one for one in words if not one.endswith("'")), tuple(one for one in words if one.endswith("'"))
        )
        for code, words in listed.items()
    }


@cache
def _telling_words() -> frozenset[str]:
    return frozenset(word for told in _telltales().values() for word in told.words)


@cache
def _rewritings(code: str) -> tuple[Rewriting, ...]:
    """The passes over a text: letters, order of words, phrases, English word order."""
    data = load(code)
    before = [_rule(one, data["lists"]) for one in data["before"]]
    after = [_rule(one, data["lists"]) for one in (*data["after"], *load("gloss")["after"])]
    return (composed, *before, Phrases(_table(data), _unlisted(data), _is_whole(data)), *after)


def _unlisted(data: dict[str, Any]) -> UnlistedNames | None:
    if "names" not in data:
        return None
    written = data["names"]
    heads = {spaced(_with_lists(head, data["lists"])): noun for head, noun in written["heads"].items()}
    return UnlistedNames(heads, spaced(_with_lists(written["tail"], data["lists"])))


def _is_whole(data: dict[str, Any]) -> Callable[[str], bool]:
    """Tells the English of phrases that are all of a name: listed by the vocabulary, or below `united_nations`."""
    whole = {one for one in data["phrases"].get("united_nations", {}).values() if " " in one}
    return lambda english: english in whole or (english[:1].isupper() and names().lookup(english) is not None)


def _rule(entry: dict[str, Any], lists: dict[str, str]) -> Rewriting:
    return rule(_with_lists(entry["find"], lists), entry["put"], accents=entry.get("accents", False))


def _with_lists(pattern: str, lists: dict[str, str]) -> str:
    """A pattern with `<name>` replaced by the list of that name, which may hold others."""
    for name, alternatives in lists.items():
        if f"<{name}>" in pattern:
            pattern = _with_lists(pattern.replace(f"<{name}>", f"(?:{alternatives})"), lists)
    return pattern


def _table(data: dict[str, Any]) -> dict[str, str]:
    """All phrases of a language with their English; the first that says a phrase wins."""
    written = [pair for group in data["phrases"].values() for pair in group.items()]
    table: dict[str, str] = {}
    for phrase, english in (*written, *_verbs(data), *_ordinals(data["ordinals"])):
        for form in expand(phrase):
            table.setdefault(" ".join(form.split()), english)
    return table


def _verbs(data: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """The forms of the verbs of reporting: regular ones from their stems, others as listed."""
    for verb in data["verb"]:
        english = {"base": verb["english"][0], "past": verb["english"][1], "ing": verb["english"][2]}
        english |= {"shall": f"shall {english['base']}", "it": f"{english['base']} to it"}
        person = verb.get("object") == "person"
        before_any = data["clitics_of_object" if person else "clitics"]
        before_base = {} if person else data["clitics_of_thing"]
        for form, role in _forms(verb, data["endings"]):
            yield form, english[role]
            if role not in ("base", "shall"):
                continue
            if "passive" in data:
                lead = "shall be" if role == "shall" else "be"
                yield f"{data['passive']['prefix']}{form}", f"{lead} {verb.get('passive', english['past'])}"
            pronouns = before_any | before_base if role == "base" else before_any
            yield from ((f"{clitic}{form}", f"{english[role]} {pronoun}") for clitic, pronoun in pronouns.items())


def _forms(verb: dict[str, Any], endings: dict[str, dict[str, list[str]]]) -> Iterable[tuple[str, str]]:
    """Each form of a verb with its role: `base`, `shall`, `past`, `ing`."""
    after = verb.get("after", "")
    for kind, stems in verb["stems"].items():
        for stem, (role, ends) in product(stems, endings[kind].items()):
            yield from ((f"{stem}{end}{after}", role) for end in ends)
    for role, forms in verb.get("forms", {}).items():
        yield from ((f"{form}{after}", role) for form in forms)


def _ordinals(data: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """`quatre-vingt-deuxième` -> `82nd`, `cent cinquante-huitième` -> `158th`, from the words they are made of."""
    below = list(_below_hundred(data))
    yield from ((words, _ordinal(number)) for words, number in below)
    for hundred, written in data.get("hundreds", {}).items():
        for head, (words, number) in product(written.split("|"), below):
            if number < 100:
                yield f"{head} {words}", _ordinal(int(hundred) + number)
                yield f"{head}-{words}", _ordinal(int(hundred) + number)


def _below_hundred(data: dict[str, Any]) -> Iterable[tuple[str, int]]:
    for start, words in data["words"].items():
        for step, written in enumerate(words):
            yield from ((one, int(start) + step) for one in written.split("|"))
    for ten, written in data["tens"].items():
        units = [pair for pair in enumerate(data["units"], start=1) if int(ten) % 100 + pair[0] < 100]
        for (unit, words), joint in product(units, data["joints"]):
            yield from (
                (f"{head}{joint}{one}", int(ten) + unit) for head, one in product(written.split("|"), words.split("|"))
            )


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
