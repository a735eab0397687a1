"""The numbers and letters of list items: what each counts in, and how it is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reporter.parsing.verbs import opening

LabelKind = Literal[
    "number", "parenthesised", "point", "decimal", "letter", "capital", "roman", "upper_roman", "bullet"
]

# Such as "(PP1)", "OP4.", "op 4", as drafts number what is preamble and what is operative;
# as "1.2", "2.3.1)", "A1.2 The", "B.3 The" (but not "D.50 on tariffs", a Recommendation), "(2)", ".3", "4", "5.",
# and "6bis", "7 ter", "ii)", "(b)", "c.", "(A)", "–"
_TYPED = re.compile(
    r"""(?:
        \(?(?P<draft>(?:(?:PP|OP)\s?\d{0,3}|(?:[Pp]p|[Oo]p)\s?\d{1,3})(?:\s?bis)?)\)?[.)]?(?:\d{1,3}\.)?
      | (?P<decimal>\d{1,3}(?:\.\d{1,3})+|[A-H]\d{0,2}(?:\.\d{1,2})+(?=[.)]?\s+(?:[A-Z"(]|to\s|that\s)))[.)]?
      | \(\s?(?P<parenthesised>\d{1,3})\s?\)
      | \.(?P<point>\d{1,2})
      | \(?(?P<number>\d{1,3})(?:[.)]|(?=[\t ]|bis|ter|quater))(?P<bis>\s?(?:bis|ter|quater)\b\)?)?
      | \(?(?P<roman>[ivxl]{1,6})[.)]
      | \(?(?P<letter>[a-z]{1,2})\)
      | \(\s(?P<spaced>[a-z]{1,6})\s\)
      | (?P<dotted>[a-z])\.
      | \((?P<capital>[A-Z])\)
      | (?P<misread>[Il])\.(?=\s)
      | (?P<upper>[A-Z]|[IVXL]{2,6})\.(?=\s)
      | (?P<bullet>[–—•●▪■◦·*-])
    )(?=\s)\s*""",
    re.VERBOSE,
)
# "30 days after …", "12 March …": a number that belongs to the words behind it
_COUNTED = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"years?|days?|months?|%)\b"
)
# `to report`, `that the Director shall`, behind "A." or "III."
_ASKED = re.compile(r"(?:to|that|not\s+to)\s")
# What stands before or behind an "I." that is no misread 1: `II. to report`, `H. Requests`
_BESIDE_I = re.compile(r"\s*(?:II|H)\.\s+")
# `1st`, as automatic numbering may have it
_ORDINAL = re.compile(r"(?P<number>\d{1,3})(?:st|nd|rd|th)\.?", re.IGNORECASE)
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


_ONLY_LETTERS = frozenset("LC")
"""Roman digits that no list reaches."""


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a list item.

    Attributes:
        kind: What it counts in; an `i)` may be a letter or a roman number until its neighbours tell.
        text: As cited: `3`, `2.1`, `b)`, `ii)`; `(2)` for the second bullet of a list.
        value: Its place in its list, from 1; that of its last number for a decimal.
    """

    kind: LabelKind
    text: str
    value: int


def bullet(value: int) -> Label:
    """The bullet in that place of its list, from 1."""
    return Label("bullet", f"({value})", value)


def typed_label(text: str, *, capitals: bool = False) -> tuple[Label, int] | None:
    """The label at the start of a folded text and the offset where the words begin; None without one.

    A label without words behind it is none; so is a number that counts them ("30 days after …"), and capitals without
    parentheses, which stand before names and titles too, unless what is asked comes behind them ("A. to report").
    "I." is then a 1 misread in scanning, unless `capitals` says that the text counts in capitals.
    """
    match = _TYPED.match(text)
    if match is None or match.end() >= len(text):
        return None
    kind = match.lastgroup or ""
    if kind == "number" and text[match.end(kind)] == " " and _COUNTED.match(text, match.end()):
        return None
    if kind in ("misread", "upper") and not _is_asked(text[match.end() :]):
        return None
    label = _read("upper" if kind == "misread" and capitals else kind, match[kind], match["number"])
    return (label, match.end()) if label else None


def counts_in_capitals(texts: Iterable[str]) -> bool:
    """Whether an "I." among these folded paragraphs is what it looks like: one of them goes on with it."""
    return any((beside := _BESIDE_I.match(text)) and _is_asked(text[beside.end() :]) for text in texts)


def automatic_label(text: str, words: str = "x") -> Label | None:
    """The label that automatic numbering shows before `words`; None for an empty one or words such as `Article 3`."""
    label = text.strip()
    if ordinal := _ORDINAL.fullmatch(label):
        return Label("number", ordinal["number"], int(ordinal["number"]))
    found = typed_label(f"{label}\t{words}", capitals=True) if label else None
    return found[0] if found else None


def _is_asked(words: str) -> bool:
    """Whether words say what is asked: behind a heading's verb, or with a verb of their own."""
    return _ASKED.match(words) is not None or opening(words) is not None


# The same few stand before most items.
@lru_cache(maxsize=512)
def _read(kind: str, said: str, number: str | None) -> Label | None:
    """What a match of `_TYPED` says; None for two different letters (`ad)`), which count nothing.

    Args:
        kind: The group that tells.
        said: What it holds.
        number: What `number` holds, which stands before `bis`; None in labels of other kinds.
    """
    match kind:
        case "number":
            return Label("number", said, int(said))
        case "bis":
            return Label("number", f"{number} {said.strip(' )')}", int(number or 0))
        case "decimal":
            return Label("decimal", said, int(said.rpartition(".")[2]))
        case "draft":
            return Label("number", said.replace(" ", ""), int(re.sub(r"\D", "", said) or 1))
        case "parenthesised":
            return Label("parenthesised", f"({said})", int(said))
        case "point":
            return Label("point", f".{said}", int(said))
        case "capital":
            return Label("capital", f"{said})", ord(said) - ord("A") + 1)
        case "upper":
            if said not in _ONLY_LETTERS and (value := roman_value(said.lower())):
                return Label("upper_roman", f"{said})", value)
            return Label("capital", f"{said})", ord(said) - ord("A") + 1) if len(said) == 1 else None
        case "bullet":
            return bullet(1)
        case "misread":
            # "I. Requests": a 1 that was taken for a letter when the page was scanned.
            return Label("number", "1", 1)
        case "roman" | "spaced" if value := roman_value(said):
            return Label("roman", f"{said})", value)
    return Label("letter", f"{said})", letter_value(said)) if len(set(said)) == 1 else None


def roman_value(text: str) -> int:
    """`iv` -> 4; 0 for letters that are no roman number up to 399."""
    value, rest = 0, text
    for worth, digits in _ROMAN:
        while rest.startswith(digits):
            value, rest = value + worth, rest[len(digits) :]
    return value if not rest and _to_roman(value) == text else 0


def _to_roman(value: int) -> str:
    pieces = []
    for worth, digits in _ROMAN:
        pieces.append(digits * (value // worth))
        value %= worth
    return "".join(pieces)


def letter_value(letters: str) -> int:
    """`a` -> 1 … `z` -> 26, `aa` -> 27 … `zz` -> 52."""
    return ord(letters[-1]) - ord("a") + 1 + 26 * (len(letters) - 1)
