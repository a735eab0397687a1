"""Finds words that tracked changes left glued together when a Word file was flattened to text.

An export without revision marks sets deleted and inserted words side by side: `reportingreport`, `20102017`,
`;,`. The later half is the text in force: Word puts a deletion before the insertion that replaces it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from reporter.vocabulary.language import language

# "20102017", "2014BUENOS AIRES"
_GLUED_YEAR = re.compile(r"(?:19|20)(?<!\d..)\d\d(?:(?P<again>(?:19|20)\d\d)(?!\d)|[A-Z][A-Za-z]{2})")
_YEAR = len("2014")
_WORD = re.compile(r"[A-Za-z][a-z]{5,}")
# As long as two halves
_LONGER_WORD = re.compile(r"[A-Za-z][a-z]{7,}")
_LONG_WORD = re.compile(r"[A-Za-z][a-z]{9,}")
# "Panel on Roads and RailsPRR", "RailsCWG-ROAD&RAIL": a name, and the abbreviation that replaces it
_THEN_ABBREVIATION = re.compile(r"(?<=[a-z])(?P<short>[A-Z]{2,}(?:[-&/][A-Z]+)*)(?![\w-])")
# "an annuala biennial report": an article that replaces the one before a word of frequency, the word with it
_GLUED_ARTICLE = re.compile(r"\b(?:an?|the)\s+(?P<older>[a-z]{5,}?)(?P<article>an?|the)(?=\s[a-z])")
# What a name and its abbreviation are compared by
_NAME = re.compile(r"[A-Z][A-Za-z]*|[a-z]+")
_LONGEST_NAME = 120
# ";,", ";.", ",;"
_PUNCTUATION = re.compile(r"(?:;,|;\.|\.,|,;|; ;|,\.)(?=\s|$)")
# "mattersIMT"
_LOWER_THEN_CAPITALS = re.compile(r"(?<![\w-])[a-z]{4,}(?=[A-Z]{3,}(?![a-z]))")
# "etc.,": a full stop that belongs to the word before it
_ABBREVIATION = re.compile(r"(?:etc|Nos?|cf|e\.g|i\.e|al|Add|Rev|Corr|Inc|Ltd|vol|p|pp|a\.m|p\.m|[A-Z])$")

_LITTLE_WORDS = frozenset(
    (
        "the",
        "this",
        "that",
        "these",
        "those",
        "with",
        "from",
        "into",
        "their",
        "which",
        "when",
        "where",
        "whose",
        "have",
    )
) | frozenset(("been", "shall", "will", "such", "each"))
# How often, and verbs of the field: known without being said elsewhere in the text
_FIELD_WORDS = frozenset(
    (
        *language().infinitives.values(),
        *("annually", "biennially", "regularly", "periodically", "quarterly"),
        *("report", "submit", "present", "provide", "inform", "keep", "make", "give", "ensure"),
    )
)
_FREQUENCIES = frozenset(
    ("annual", "yearly", "biennial", "triennial", "quadrennial", "biannual", "semiannual", "quarterly", "monthly")
)
_SHORTEST_HALF = 4
_LONG_TAIL = 8
_SHORTEST_UNKNOWN_HEAD = 6
_SHORTEST_SIGN = len("2014BUE")
_LONGEST_GLUED = 60
_STEM = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where two readings stand glued together.

    Attributes:
        start: Offset into the text searched.
        end: Offset just after it.
        kept: Offset where the later half begins; what stands before is the older one.
    """

    start: int
    end: int
    kept: int


class MergedMarks:
    """Finds merged revision marks in the clauses of one document.

    Looks for words glued from two words of the same document, but only in a document that shows a sure sign of
    flattening (two years in a row, a year running into a name, a word glued to its own stem): elsewhere
    `notwithstanding` is a word.

    Args:
        text: Of the whole document, folded.
        said: What stands between its blanks, each word once; words that the text lacks do no harm.
    """

    def __init__(self, text: str, said: Set[str]) -> None:
        self._text = text
        self.flattened = any(sign in text for sign in _signs(said))

    def find(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks between two offsets, in order, their offsets counted from `start`."""
        if not self.flattened:
            return ()
        first = bisect_left(self._marks, start, key=lambda mark: mark.start)
        last = bisect_left(self._marks, end, key=lambda mark: mark.start)
        return tuple(
            Mark(mark.start - start, mark.end - start, mark.kept - start)
            for mark in self._marks[first:last]
            if mark.end <= end
        )

    @cached_property
    def _marks(self) -> list[Mark]:
        """All marks of the document: one pass over it costs far less than one over each clause."""
        return sorted(self._search(), key=lambda mark: mark.start)

    def _search(self) -> Iterator[Mark]:
        text = self._text
        for year in _GLUED_YEAR.finditer(text):
            kept = year.start() + _YEAR
            yield Mark(year.start(), year.end() if year["again"] else kept, kept)
        yield from (Mark(m.start(), m.end(), m.end()) for m in _LOWER_THEN_CAPITALS.finditer(text))
        yield from self._replaced_names()
        yield from (
            Mark(m.start(), m.end(), m.start("article"))
            for m in _GLUED_ARTICLE.finditer(text)
            if m["older"] in _FREQUENCIES
        )
        glued = self._glued_words()
        for word in _LONGER_WORD.finditer(text) if glued else ():
            if cut := glued.get(word[0].lower()):
                yield Mark(word.start(), word.end(), word.start() + cut)
        for match in _PUNCTUATION.finditer(text):
            if match[0][0] != "." or not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
                yield Mark(match.start(), match.end(), match.start() + 1)

    def _replaced_names(self) -> Iterator[Mark]:
        """Names that an abbreviation of theirs replaces: the whole name is the older half."""
        for match in _THEN_ABBREVIATION.finditer(self._text):
            name = _name_of(self._text[max(0, match.start() - _LONGEST_NAME) : match.start()], match["short"])
            if name:
                yield Mark(match.start() - name, match.end(), match.start())

    def _glued_words(self) -> dict[str, int]:
        """The words made of two others, lower case, each with the offset where its later half begins."""
        cuts = ((word, own_stem(word) or self._between_known_words(word)) for word in self._counts)
        return {word: cut for word, cut in cuts if cut}

    def _between_known_words(self, word: str) -> int:
        """Where a word said once is made of words that the document uses apart; 0 where it is not."""
        if self._counts[word] > 1 or len(word) > _LONGEST_GLUED:
            return 0
        for cut in range(len(word) - _SHORTEST_HALF, _SHORTEST_HALF - 1, -1):
            head, tail = word[:cut], word[cut:]
            known = head in self._counts or head in _FIELD_WORDS
            if known and (tail in self._counts or tail in _LITTLE_WORDS or tail in _FIELD_WORDS):
                return cut
            if len(tail) >= _LONG_TAIL and tail in self._counts and cut >= _SHORTEST_UNKNOWN_HEAD:
                return cut
        return 0

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(map(str.lower, _WORD.findall(self._text)))


def _name_of(before: str, short: str) -> int:
    """How many letters at the end of `before` are the name that `short` abbreviates; 0 where none is.

    Each word with a capital gives its first letter, an abbreviation all its capitals: "Group on WSIS" is G-WSIS.
    """
    left = "".join(letter for letter in short if letter.isalpha())
    for word in reversed(list(_NAME.finditer(before))):
        letters = "".join(letter for letter in word[0] if letter.isupper())
        if not left.endswith(letters):
            return 0
        left = left.removesuffix(letters)
        if not left:
            return len(before) - word.start()
    return 0


def _signs(said: Set[str]) -> Iterator[str]:
    """The words of a document, out of all that stands between its blanks, that only flattening leaves behind."""
    long = " ".join([one for one in said if len(one) >= _SHORTEST_SIGN])
    yield from (match[0] for match in _GLUED_YEAR.finditer(long))
    yield from (word for word in set(_LONG_WORD.findall(long)) if own_stem(word))


def own_stem(word: str) -> int:
    """Where a word repeats its own stem of five letters or more (`reportingreport`), the offset of it; else 0."""
    # Of most words four letters are enough to see that they do not; the first may be a capital.
    if word.find(word[1 : _STEM - 1], _STEM) < 0:
        return 0
    word = word.lower()
    again = word.find(word[:_STEM], _STEM - 1)
    if again > 0:
        return again
    shorter = _STEM - 1
    return len(word) - shorter if len(word) >= 2 * shorter and word.endswith(word[:shorter]) else 0


def blank_older(text: str, marks: Iterable[Mark]) -> str:
    """`text` with the older half of each glued word blanked out; the same length."""
    for mark in marks:
        if text[mark.start].isalnum():
            text = text[: mark.start] + " " * (mark.kept - mark.start) + text[mark.kept :]
    return text


def note(text: str, marks: Iterable[Mark]) -> tuple[str, ...]:
    """What to tell a person about the marks of one clause; empty without marks."""
    shown = dict.fromkeys(_shown(text, mark) for mark in marks)
    return ("merged revision marks: " + ", ".join(f'"{one}"' for one in shown),) if shown else ()


def _shown(text: str, mark: Mark) -> str:
    """The whole word around a mark, so that a person finds it."""
    start, end = mark.start, mark.end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]
