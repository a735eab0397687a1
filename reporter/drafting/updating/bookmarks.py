"""Bookmarks of regions in an edited report: found, taken out, and kept whole while what is around them changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reporter.drafting.regions import BOOKMARK_NAME, key_of
from reporter.drafting.wordxml import BOOKMARK_END, BOOKMARK_START, ID, NAME, SDT, P, W

_HALVES = 2


def keys_in(elements: Iterable[Any]) -> Iterator[str]:
    """Keys of the regions that lie in some elements, by control or bookmark."""
    for element in elements:
        for one in element.iter(SDT, BOOKMARK_START):
            key = key_of(one) if one.tag == SDT else _bookmark_key(one)
            if key is not None:
                yield key


def _bookmark_key(start: Any) -> str | None:
    name = start.get(NAME) or ""
    return name.removeprefix(BOOKMARK_NAME) if name.startswith(BOOKMARK_NAME) else None


def remove_bookmark(element: Any, key: str) -> None:
    """Takes the bookmark of a region out of an element; it is set anew when the region is."""
    numbers = {one.get(ID) for one in element.iter(BOOKMARK_START) if _bookmark_key(one) == key}
    for one in list(element.iter(BOOKMARK_START, BOOKMARK_END)):
        if one.get(ID) in numbers and one.getparent() is not None:
            one.getparent().remove(one)


def is_bookmark(element: Any) -> bool:
    """Whether an element is the start or end of a bookmark."""
    return element.tag in (BOOKMARK_START, BOOKMARK_END)


def halves_in(elements: Sequence[Any]) -> list[Any]:
    """Starts and ends of bookmarks in some elements whose other half stands outside them."""
    marks = [one for element in elements for one in element.iter(BOOKMARK_START, BOOKMARK_END)]
    times = Counter(one.get(ID) for one in marks)
    return [one for one in marks if times[one.get(ID)] < _HALVES]


def put_halves(halves: Iterable[Any], elements: Sequence[Any]) -> None:
    """Puts the starts into the first of the paragraphs in some elements, and the ends into the last."""
    paragraphs = [one for element in elements for one in element.iter(P)]
    if not paragraphs:
        return
    for half in halves:
        if half.tag == BOOKMARK_END:
            paragraphs[-1].append(half)
        else:
            properties = paragraphs[0].find(f"{W}pPr")
            paragraphs[0].insert(0 if properties is None else 1, half)


def save_halves(elements: Sequence[Any]) -> None:
    """Before the elements are removed: moves halves of bookmarks that go on outside into the paragraphs beside them."""
    for half in halves_in(elements):
        if half.tag == BOOKMARK_END:
            beside = next(_paragraphs_before(elements[0]), None)
        else:
            beside = next(_paragraphs_after(elements[-1]), None)
        if beside is not None:
            put_halves([half], [beside])


def _paragraphs_before(element: Any) -> Iterator[Any]:
    """Paragraphs before an element, the nearest first."""
    for one in (element, *element.iterancestors()):
        for sibling in one.itersiblings(preceding=True):
            yield from reversed(list(sibling.iter(P)))


def _paragraphs_after(element: Any) -> Iterator[Any]:
    for one in (element, *element.iterancestors()):
        for sibling in one.itersiblings():
            yield from sibling.iter(P)
