"""Reads labels that lost their revision marks: `bc)` where b was replaced by c, `32` where 3 was replaced by 2.

As with merged words, the later half is in force. Two different letters are never one label; a number tells by its
neighbours alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporter.parsing.labels import Label, letter_value, typed_label
from reporter.parsing.nesting import follows

_TWO_LETTERS = re.compile(r"\(?(?P<old>[a-z])(?P<new>[a-z])\)(?=\s)\s*")
_ALSO_LABELS = ("number", "letter")
"""Kinds of which a second label right behind the first replaces it: `c)  e)  that`."""


def merged_label(text: str) -> tuple[Label, int] | None:
    """The label in force at the start of a folded text and the offset where the words begin; None for one label."""
    if letters := _TWO_LETTERS.match(text):
        new = letters["new"]
        return (Label("letter", f"{new})", letter_value(new)), letters.end()) if new != letters["old"] else None
    found = typed_label(text)
    again = typed_label(text[found[1] :]) if found and found[0].kind in _ALSO_LABELS else None
    if found is None or again is None or found[0].kind != again[0].kind:
        return None
    return again[0], found[1] + again[1]


def in_force(label: Label, before: Sequence[Label]) -> Label:
    """The number in force of one that may be two; any other label as it is.

    Args:
        label: As typed.
        before: The labels of the item before it and of those that is nested in. The number in force goes on with
            theirs, or the one that it replaced does, where deleted items stand between the others.
    """
    if label.kind != "number" or not label.text.isdecimal() or follows(before, label):
        return label
    last = next((one.value for one in reversed(before) if one.kind == "number"), 0)
    for cut in range(1, len(label.text)):
        old, new = label.text[:cut], label.text[cut:]
        if not new.startswith("0") and last + 1 in (int(new), int(old) if last else 0):
            return Label("number", new, int(new))
    return label
