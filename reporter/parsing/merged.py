"""Finds words that tracked changes left glued together when a Word file was flattened to text.

An export without revision marks sets deleted and inserted words side by side: `reportingreport`, `20102017`,
`;,`. The later half is the text in force: Word puts a deletion before the insertion that replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reporter.parsing.fold import fold

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)((?:19|20)\d\d)(?!\d)")
_YEAR_AND_PLACE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=[A-Z][A-Za-z]{2,})")
_WORD = re.compile(r"[A-Za-z][a-z]{5,}")
_PUNCTUATION = re.compile(r"(?:;,|;\.|\.,|,;|; ;|,\.)(?=\s|$)")
_LOWER_THEN_CAPITALS = re.compile(r"(?<![\w-])[a-z]{4,}(?=[A-Z]{3,}(?![a-z]))")
_ABBREVIATION = re.compile(r"(?:etc|Nos?|cf|e\.g|i\.e|al|Add|Rev|Corr|Inc|Ltd|vol|p|pp|a\.m|p\.m|[A-Z])$")

_LITTLE_WORDS = frozenset(
    "the this that these those with from into their which when where whose have been shall will such each".split()
)
_SHORTEST_HALF = 4
_LONG_TAIL = 8
_SHORTEST_UNKNOWN_HEAD = 6


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
    """Finds merged revision marks in the paragraphs of one document.

    Looks for words glued from two words of the same document, but only in a document that shows a sure sign of
    flattening (two years in a row, a year running into a name, a word glued to its own stem): elsewhere
    `notwithstanding` is a word.
    """

    def __init__(self, paragraphs: Iterable[str]) -> None:
        texts = [fold(text) for text in paragraphs]
        counts: dict[str, int] = {}
        for text in texts:
            for word in _WORD.findall(text):
                counts[word.lower()] = counts.get(word.lower(), 0) + 1
        self._counts = counts
        self.flattened = any(
            _YEARS.search(text)
            or _YEAR_AND_PLACE.search(text)
            or any(_own_stem(word[0]) for word in _WORD.finditer(text))
            for text in texts
        )

    def find(self, text: str) -> tuple[Mark, ...]:
        """Every mark in a folded text, in order; empty for a document without a sure sign."""
        if not self.flattened:
            return ()
        marks = [
            *(Mark(m.start(), m.end(), m.start(2)) for m in _YEARS.finditer(text)),
            *(Mark(m.start(), m.end(), m.end()) for m in _YEAR_AND_PLACE.finditer(text)),
            *(Mark(m.start(), m.end(), m.end()) for m in _LOWER_THEN_CAPITALS.finditer(text)),
            *(mark for word in _WORD.finditer(text) if (mark := self._glued(word))),
            *(
                Mark(m.start(), m.end(), m.start() + 1)
                for m in _PUNCTUATION.finditer(text)
                if not (text[m.start()] == "." and _ABBREVIATION.search(text[: m.start()]))
            ),
        ]
        return tuple(sorted(marks, key=lambda mark: mark.start))

    def _glued(self, word: re.Match[str]) -> Mark | None:
        """A word made of two others: of its own stem, or of words that the document uses apart."""
        text = word[0].lower()
        cut = _own_stem(text) or self._cut(text)
        return Mark(word.start(), word.end(), word.start() + cut) if cut else None

    def _cut(self, word: str) -> int:
        if self._counts.get(word, 0) > 1:
            return 0
        for cut in range(len(word) - _SHORTEST_HALF, _SHORTEST_HALF - 1, -1):
            head, tail = word[:cut], word[cut:]
            tail_known = tail in self._counts or tail in _LITTLE_WORDS
            if tail_known and head in self._counts:
                return cut
            if len(tail) >= _LONG_TAIL and tail in self._counts and cut >= _SHORTEST_UNKNOWN_HEAD:
                return cut
        return 0


def _own_stem(word: str) -> int:
    """Where a word repeats its own stem (`reportingreport`), the offset of the repetition; else 0."""
    text = word.lower()
    for cut in range(_SHORTEST_HALF, len(text) - _SHORTEST_HALF + 1):
        tail = text[cut:]
        stem = min(len(tail), 6)
        if len(tail) >= 5 and text[:stem] == tail[:stem] and cut >= 5:
            return cut
    return 0


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
