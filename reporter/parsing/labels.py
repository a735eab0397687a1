"""The numbers and letters of lists: what kind each is, which follows which, how deep it is nested."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LabelKind = Literal["number", "parenthesised", "point", "decimal", "letter", "capital", "roman", "bullet"]

_TYPED = re.compile(
    r"""(?:
        (?P<decimal>\d{1,3}(?:\.\d{1,3})+)[.)]?
      | \((?P<parenthesised>\d{1,3})\)
      | \.(?P<point>\d{1,2})
      | \(?(?P<number>\d{1,3})(?:[.)]|(?=[\t ]))(?P<bis>\s?(?:bis|ter|quater)\b\)?)?
      | \(?(?P<roman>[ivxl]{1,6})[.)]
      | \(?(?P<letter>[a-z]{1,2})\)
      | (?P<dotted>[a-z])\.
      | \((?P<capital>[A-Z])\)
      | (?P<bullet>[–—•●▪■◦·*-])
    )(?=\s)\s*""",
    re.VERBOSE,
)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a list item.

    Attributes:
        kind: What it counts in; an `i)` may be a letter or a roman number until its neighbours tell.
        text: As cited: `3`, `2.1`, `b)`, `ii)`, `-` for a bullet.
        value: Its place in its list, from 1; 0 for a bullet or a decimal.
    """

    kind: LabelKind
    text: str
    value: int


def typed_label(text: str) -> tuple[Label, int] | None:
    """The label at the start of a folded text and the offset where the words begin; None without one.

    A bare number counts only before a tab or blank and a word: "1 to report", not "2018 was"; a single capital
    letter needs parentheses.
    """
    match = _TYPED.match(text)
    if match is None or match.end() >= len(text):
        return None
    if (
        match["number"]
        and not match["bis"]
        and text[match.end("number")] == " "
        and not _reads_as_item(text[match.end() :])
    ):
        return None
    label = _from_match(match)
    return (label, match.end()) if label else None


def _reads_as_item(rest: str) -> bool:
    """Whether words after a bare number and a blank can be an item, not a sentence that begins with a number."""
    return not re.match(
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December|years?|days?|months?|%)\b",
        rest,
    )


def automatic_label(text: str) -> Label | None:
    """The label that automatic numbering shows; None for an empty one or words such as `Article 3`."""
    found = typed_label(f"{text.strip()}\tx") if text.strip() else None
    return found[0] if found else None


def _from_match(match: re.Match[str]) -> Label | None:
    if match["decimal"]:
        return Label("decimal", match["decimal"], 0)
    if match["number"]:
        bis = (match["bis"] or "").strip(" )")
        return Label("number", match["number"] + (f" {bis}" if bis else ""), int(match["number"]))
    if match["parenthesised"]:
        return Label("parenthesised", f"({match['parenthesised']})", int(match["parenthesised"]))
    if match["point"]:
        return Label("point", f".{match['point']}", int(match["point"]))
    if match["bullet"]:
        return Label("bullet", "-", 0)
    if match["capital"]:
        return Label("capital", f"{match['capital']})", ord(match["capital"]) - 64)
    letters = match["roman"] or match["letter"] or match["dotted"]
    if match["roman"] and (value := roman_value(letters)):
        return Label("roman", f"{letters})", value)
    if len(letters) == 2 and letters[0] != letters[1]:
        return None
    return Label("letter", f"{letters})", letter_value(letters))


def roman_value(text: str) -> int:
    """`iv` -> 4; 0 for letters that are no roman number."""
    total = 0
    for digit, following in zip(text, f"{text[1:]} ", strict=True):
        value = _ROMAN_DIGITS.get(digit, 0)
        total += -value if _ROMAN_DIGITS.get(following, 0) > value else value
    return total if _to_roman(total) == text else 0


def _to_roman(value: int) -> str:
    pieces = []
    for number, digits in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        pieces.append(digits * (value // number))
        value %= number
    return "".join(pieces)


def letter_value(letters: str) -> int:
    """`a` -> 1 … `z` -> 26, `aa` -> 27."""
    return ord(letters[-1]) - 96 + 26 * (len(letters) - 1)


def as_letter(label: Label) -> Label:
    """A roman `i)` read as the letter."""
    letters = label.text[:-1]
    return Label("letter", label.text, letter_value(letters)) if len(letters) <= 2 else label


class Nesting:
    """Follows a list and tells how each label is nested.

    `push` returns the labels from the outermost to the new one. A label continues the innermost open level it can
    follow; otherwise it opens a level inside.
    """

    def __init__(self) -> None:
        self._open: list[Label] = []

    def push(self, label: Label) -> tuple[Label, ...]:
        """Takes the next label of the text; returns its path, outermost first."""
        for depth in range(len(self._open) - 1, -1, -1):
            above = self._open[depth]
            for reading in _readings(label):
                if _follows(above, reading):
                    self._open[depth:] = [reading]
                    return tuple(self._open)
        self._open_inside(label)
        return tuple(self._open)

    def _open_inside(self, label: Label) -> None:
        """A label that follows nothing open: first of an inner list, or a jump in a list of its kind."""
        if label.value != 1:
            for depth in range(len(self._open) - 1, -1, -1):
                if self._open[depth].kind == label.kind:
                    self._open[depth:] = [label]
                    return
        elif self._open and label.kind in ("number", "decimal"):
            self._open = []
        self._open = [one for one in self._open if one.kind != label.kind]
        self._open.append(label)


def _readings(label: Label) -> tuple[Label, ...]:
    """A roman number of one letter may be that letter."""
    return (label, as_letter(label)) if label.kind == "roman" and len(label.text) <= 3 else (label,)


def _follows(above: Label, label: Label) -> bool:
    if above.kind != label.kind:
        return False
    if label.kind in ("bullet", "decimal"):
        return True
    return label.value == above.value + 1 or (label.value == above.value and " " in label.text)
