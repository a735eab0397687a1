"""Rewrites text by an ordered table of phrases and rules, and remembers where each stretch came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reporter.model.alignment import Alignment, identity, joined
from reporter.parsing.unlisted_names import Stretches, UnlistedNames
from reporter.vocabulary.cued import Cued, cued
from reporter.vocabulary.forms import lowered

Rewriting = Callable[[str], tuple[str, Alignment] | None]
"""A text to the text rewritten, with the way back; None where nothing in it is to be rewritten."""

# Within these parentheses a pattern that ignores case does not.
_CAPITALS_TELL = "(?-i:"
_ESCAPED_OR_LETTER = re.compile(r"\\.|[^\W\d_]")
_TOKEN = re.compile(r"[^\W_]+['’]?|-|/")


# One rule after the other looks at the same text.
@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """`text` without accents, letter for letter: what phrases and rules are looked for in."""
    return text if text.isascii() else text.translate(_BASES)


class _Bases(dict[int, int]):
    """Character to its base letter, found when first asked for."""

    def __missing__(self, char: int) -> int:
        base = unicodedata.normalize("NFD", chr(char))[0]
        self[char] = ord(base) if base.isascii() and base.isalpha() else char
        return self[char]


_BASES = _Bases()


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it is replaced by.

    Attributes:
        pattern: Ignores case; where capitals do not tell, it is for text in lower case instead.
        parts: What is put: words, and numbers of groups that are copied. Groups in the order of the text keep their
            alignment letter for letter; in another order the whole match is one stretch. A negative number puts a
            group with a capital.
        accents: False where the pattern is looked for in the text without its accents.
        capitals: False where it is looked for in the text in lower case.
    """

    pattern: Cued | re.Pattern[str]
    parts: tuple[str | int, ...]
    accents: bool = False
    capitals: bool = True

    def __call__(self, text: str) -> tuple[str, Alignment] | None:
        """The text with every match replaced; None without a match."""
        searched = text if self.accents else plain(text)
        found = self.pattern.finditer(searched if self.capitals else lowered(searched))
        changes = [(match.span(), self._put(text, match)) for match in found]
        return substituted(text, changes) if changes else None

    def _put(self, text: str, match: re.Match[str]) -> Stretches:
        """Stretches: words, how much of the source they stand for, whether they are a copy."""
        kept = [match.span(abs(one)) for one in self.parts if isinstance(one, int) and match.start(abs(one)) >= 0]
        if kept != sorted(kept):
            words = "".join(one if isinstance(one, str) else _group(text, match, one) for one in self.parts)
            return [(_with_capital(text, match.start(), words), match.end() - match.start(), False)]
        put: Stretches = []
        at, waiting = match.start(), ""
        for one in self.parts:
            if isinstance(one, str):
                waiting += one
            elif match.start(abs(one)) >= 0:
                start, end = match.span(abs(one))
                copied = _group(text, match, one)
                cut = 1 if one < 0 and copied else 0
                put += [
                    (waiting, start - at, False),
                    (copied[:cut], cut, False),
                    (copied[cut:], end - start - cut, True),
                ]
                at, waiting = end, ""
        put.append((waiting, match.end() - at, False))
        if put[0][0]:
            put[0] = (_with_capital(text, match.start(), put[0][0]), *put[0][1:])
        return [one for one in put if one[0] or one[1]]


def _group(text: str, match: re.Match[str], group: int) -> str:
    """The words of a group as they stand in the text; with a capital for a negative number, "" where it has none."""
    words = text[slice(*match.span(abs(group)))] if match.start(abs(group)) >= 0 else ""
    return words if group > 0 else words[:1].upper() + words[1:]


def rule(find: str, put: str, *, accents: bool = False) -> Rule:
    """A rule from its data: in `find` a space stands for any white space; in `put` `\\1` for the first group,
    `\\^1` for it with a capital.
    """
    pattern = re.sub(r"(?<!\\) ", r"\\s+", find if accents else plain(find))
    pieces = (one for one in re.split(r"(\\\^?\d)", put) if one)
    parts = (int(one[1:].replace("^", "-")) if one.startswith("\\") else one for one in pieces)
    whole_words = rf"(?<![\w-])(?:{pattern})(?!(?<=\w)\w)"
    if _CAPITALS_TELL in find:
        return Rule(re.compile(whole_words, re.IGNORECASE), tuple(parts), accents)
    in_lower_case = _ESCAPED_OR_LETTER.sub(lambda one: one[0] if one[0][0] == "\\" else one[0].lower(), whole_words)
    return Rule(cued(in_lower_case), tuple(parts), accents, capitals=False)


class _Entry(NamedTuple):
    """The English of a phrase, and whether the phrase has a capital."""

    english: str
    exact: bool


class Phrases:
    """A table of phrases: at every word the longest one that begins there is replaced.

    A phrase with a capital is found only where the text has one too; of two that differ by case alone, that one is
    tried first. White space and the form of apostrophes never matter, accents only where two phrases differ by them
    (`chargé`, `charge`): capitals often lack them.

    Args:
        table: Phrase to its English.
        names: Names that are no phrases; one that goes on behind a phrase is taken instead of it.
        is_whole: Whether the English of a phrase is a name of which nothing is missing.
    """

    def __init__(
        self,
        table: Mapping[str, str],
        names: UnlistedNames | None = None,
        is_whole: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._names, self._is_whole = names, is_whole
        self._accented: dict[str, list[_Entry]] = {}
        self._plain: dict[str, list[_Entry]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, english in sorted(table.items(), key=lambda one: one[0] == one[0].lower()):
            key = _key(phrase)
            entry = _Entry(english, phrase != phrase.lower())
            self._accented.setdefault(key, []).append(entry)
            self._plain.setdefault(plain(key), []).append(entry)
            tokens = _TOKEN.findall(plain(key))
            lengths.setdefault(tokens[0], set()).add(len(tokens))
        self._lengths = {first: sorted(tokens, reverse=True) for first, tokens in lengths.items()}

    def __call__(self, text: str) -> tuple[str, Alignment]:
        """The text with its phrases replaced."""
        return substituted(text, self._found(text))

    def _found(self, text: str) -> Iterator[tuple[tuple[int, int], Stretches]]:
        unaccented = plain(text)
        folded = unaccented.lower()
        spans = [match.span() for match in _TOKEN.finditer(folded)]
        index = 0
        while index < len(spans):
            start = spans[index][0]
            last, english = self._longest(text, folded, spans, index)
            name = self._names.at(text, unaccented, start) if self._names and not self._is_whole(english) else None
            if name and (not english or name.end > spans[last][1]):
                yield (start, name.end), name.put
                while index < len(spans) and spans[index][0] < name.end:
                    index += 1
                continue
            if english:
                end = spans[last][1]
                yield (start, end), [(_with_capital(text, start, english), end - start, False)]
            index = last + 1

    def _longest(self, text: str, folded: str, spans: Sequence[tuple[int, int]], index: int) -> tuple[int, str]:
        """The last word of the longest phrase that begins at a word, and its English; that word and "" for none."""
        start, end = spans[index]
        for length in self._lengths.get(_key(folded[start:end]), ()):
            last = index + length - 1
            if last >= len(spans) or (length == 1 and _is_letter(text, start, end)):
                continue
            if english := self._english(text[start : spans[last][1]]):
                return last, english
        return index, ""

    def _english(self, words: str) -> str | None:
        key = _key(words)
        capital = words != words.lower()
        for table, form in ((self._accented, key), (self._plain, plain(key))):
            for entry in table.get(form, ()):
                if capital or not entry.exact:
                    return entry.english
        return None


def _is_letter(text: str, start: int, end: int) -> bool:
    """Whether a single capital is a letter that something is called by (`Annex A`, `A/RES/79/1`), not a word."""
    return end - start == 1 and text[start].isupper() and not re.match(r" [^\W\d_]", text[end : end + 2])


def substituted(text: str, changes: Iterable[tuple[tuple[int, int], Stretches]]) -> tuple[str, Alignment]:
    """`text` with stretches replaced, in order and not overlapping, and the way back."""
    words: list[str] = []
    parts: list[tuple[int, int, bool]] = []
    at = 0
    for (start, end), put in changes:
        if start > at:
            words.append(text[at:start])
            parts.append((start - at, start - at, True))
        words += [one for one, _, _ in put]
        parts += [(len(one), size, same) for one, size, same in put]
        at = end
    if not words:
        return text, identity(len(text))
    if at < len(text):
        words.append(text[at:])
        parts.append((len(text) - at, len(text) - at, True))
    return "".join(words), joined(parts, len(text))


def composed(text: str) -> tuple[str, Alignment]:
    """`text` with each letter and its accents as one character, ligatures as two letters, no blank before a mark."""
    return substituted(
        text,
        ((match.span(), [(_composed(match[0]), len(match[0]), False)]) for match in _UNCOMPOSED.finditer(text)),
    )


# French writes a blank in front of `;` and `:`, English none.
_UNCOMPOSED = re.compile(r"[A-Za-z][\u0300-\u036f]+|[œŒ]|(?<=\w) +(?=[;:](?:\s|$))|(?<=\)) +(?=[;:](?:\s|$))")


def _composed(letters: str) -> str:
    return {"œ": "oe", "Œ": "Oe"}.get(letters) or unicodedata.normalize("NFC", letters.strip())


def _key(phrase: str) -> str:
    return " ".join(phrase.lower().replace("’", "'").replace("œ", "oe").split())


def _with_capital(text: str, start: int, words: str) -> str:
    """The words with a capital where what they stand for opens a sentence with one.

    Within a sentence French and Spanish write with a capital what English may write without: `Grupos Asesores`.
    """
    if start < len(text) and text[start].isupper() and re.search(r"(?:^|[.:\"(]\s*)$", text[max(0, start - 4) : start]):
        return words[:1].upper() + words[1:]
    return words
