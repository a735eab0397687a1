"""The body that a person means: by the name in the register, by one that texts use, or by one nearly right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.vocabulary.names import Names


def body_key(name: str) -> str:
    """What all names of one body have in common: `Council` and `ITU Council` give the same.

    A name that stands for several bodies, or that no text uses, stands for itself; capitals and spaces do not matter.
    """
    from reporter.vocabulary.names import names

    return _key(name, names())


@lru_cache(maxsize=4096)
def _key(name: str, listed: Names) -> str:
    folded = " ".join(name.split())
    # In capitals, for a person who types a name means it, however they type it.
    found = listed.lookup(folded.upper())
    canonical = found.names[0] if found and found.kind == "body" and len(found.names) == 1 else folded
    return canonical.casefold()


def known_bodies(names: Iterable[str]) -> dict[str, str]:
    """From the key of each body to its name, as spelt the first time."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(body_key(name), name)
    return found


def nearest_body(wanted: str, known: Mapping[str, str]) -> str | None:
    """The name in `known` that a few slips of the fingers lead from; None where it would take more than a third."""
    typed = " ".join(wanted.split()).casefold()
    distances = {name: _slips(typed, name.casefold()) for name in sorted(known.values())}
    best = min(distances, key=lambda name: distances[name], default=None)
    return best if best is not None and distances[best] <= max(1, len(typed) // 3) else None


def _slips(one: str, other: str) -> int:
    """Letters added, lost, changed, or swapped with their neighbour: TSGA is one slip from TSAG.

    The distance of F. J. Damerau (1964), each place touched once.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, counterpart in enumerate(other, start=1):
            slips = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != counterpart))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counterpart
            current.append(min(slips, before[column - 2] + 1) if swapped else slips)
        before, last = last, current
    return last[-1]
