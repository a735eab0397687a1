"""How the items of lists are nested, told by their labels alone: which follows which, which opens a list inside."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.parsing.labels import Label, bullet, letter_value

_OVER_NUMBERS = ("capital", "upper_roman")
"""Kinds of labels in whose lists a 1 begins a list inside."""

Path = tuple[Label, ...]
"""The labels of an item and of those it is nested in, outermost first."""


def place(path: Sequence[Label], label: Label) -> Path:
    """The path of the item that comes after the one at `path`.

    A label continues the innermost open list that it can follow. One that follows none starts a list of its kind again
    (a jump in the numbers included), or opens a list inside; a plain number never opens one inside, but a new list.

    Args:
        path: Of the item before; empty before the first.
        label: Of the item to place, as read without its neighbours.
    """
    if label.kind == "decimal":
        return _place_decimal(path, label)
    for depth in reversed(range(len(path))):
        for reading in _readings(label, path[depth]):
            if _follows(path[depth], reading):
                return (*path[:depth], reading)
    for depth in reversed(range(len(path))):
        if path[depth].kind == label.kind:
            return (*path[:depth], label)
    if label.kind == "number" and label.value == 1 and path and path[0].kind in _OVER_NUMBERS:
        return (path[0], label)
    if label.kind in ("number", "upper_roman"):
        return (label,)
    return (*path, label)


def follows(path: Sequence[Label], label: Label) -> bool:
    """Whether a label is the next one of an open list."""
    if label.kind == "decimal":
        return any(_is_part(above, label) for above in path)
    return any(_follows(above, reading) for above in path for reading in _readings(label, above))


def cited(path: Sequence[Label]) -> str:
    """The labels as a delegate says them, `3 b)`; a decimal names those above it itself: `2.3`, not `2 2.3`."""
    if len(path) == 1:
        return path[0].text
    shown = (one for one, inner in zip(path, (*path[1:], None), strict=True) if not (inner and _is_part(one, inner)))
    return " ".join(label.text for label in shown)


def _place_decimal(path: Sequence[Label], label: Label) -> Path:
    """`2.3.1` stands under `2.3`, else under `2`, else beside the decimals before it, else on its own."""
    for depth in reversed(range(len(path))):
        if _is_part(path[depth], label):
            return (*path[: depth + 1], label)
    return (label,)


def _is_part(above: Label, label: Label) -> bool:
    if label.kind != "decimal":
        return False
    if above.kind == "upper_roman":
        return label.text.startswith(f"{above.value}.")
    return above.kind in ("number", "decimal") and label.text.startswith(f"{above.text}.")


def _readings(label: Label, above: Label) -> tuple[Label, ...]:
    """What a label can mean after another: a roman number of one or two letters may be letters."""
    if label.kind == "roman" and len(set(label.text[:-1])) == 1 and len(label.text) <= 3:
        return (label, Label("letter", label.text, letter_value(label.text[:-1])))
    if label.kind == "upper_roman" and above.kind == "capital" and len(label.text) == len("V)"):
        return (Label("capital", label.text, ord(label.text[0]) - ord("A") + 1), label)
    if label.kind == above.kind == "bullet":
        return (bullet(above.value + 1),)
    return (label,)


def _follows(above: Label, label: Label) -> bool:
    if above.kind != label.kind:
        return False
    # "6bis" comes after "6"
    return label.value == above.value + 1 or (label.value == above.value and " " in label.text)
