"""Bookmarks of regions in an edited report: found, taken out, and kept whole while what is around them changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from reporter.drafting.regions import BOOKMARK_NAME, key_of
from reporter.drafting.wordxml import BOOKMARK_END, BOOKMARK_START, ID, NAME, SDT, P, W

_HALVES = 2


def keys_in(elements: Sequence[Any]) -> Iterator[str]:
    """Keys of the regions that lie wholly in some elements, by control or bookmark."""
    halves = halves_in(elements)
    for element in elements:
        for one in element.iter(SDT, BOOKMARK_START):
            key = key_of(one) if one.tag == SDT else _bookmark_key(one)
            if key is not None and one not in halves:
                yield key


def _bookmark_key(start: Any) -> str | None:
    name = start.get(NAME) or ""
    return name.removeprefix(BOOKMARK_NAME) if name.startswith(BOOKMARK_NAME) else None


def remove_bookmarks(element: Any, kept: Collection[str] = ()) -> None:
    """Takes the bookmarks of regions out of an element, halves included, but for those of some keys."""
    starts = [(_bookmark_key(one), one.get(ID)) for one in element.iter(BOOKMARK_START)]
    numbers = {number for key, number in starts if key is not None and key not in kept}
    for one in list(element.iter(BOOKMARK_START, BOOKMARK_END)):
        if one.get(ID) in numbers:
            one.getparent().remove(one)


def take_bookmarks(element: Any, key: str) -> list[Any]:
    """Takes all bookmarks out of an element. Returns those that are not the region's own: they go back in later."""
    own = {one.get(ID) for one in element.iter(BOOKMARK_START) if _bookmark_key(one) == key}
    marks = list(element.iter(BOOKMARK_START, BOOKMARK_END))
    for one in marks:
        one.getparent().remove(one)
    return [one for one in marks if one.get(ID) not in own]


def is_bookmark(element: Any) -> bool:
    """Whether an element is the start or end of a bookmark."""
    return element.tag in (BOOKMARK_START, BOOKMARK_END)


def halves_in(elements: Sequence[Any]) -> list[Any]:
    """Starts and ends of bookmarks in some elements whose other half stands outside them."""
    marks = [one for element in elements for one in element.iter(BOOKMARK_START, BOOKMARK_END)]
    times = Counter(one.get(ID) for one in marks)
    return [one for one in marks if times[one.get(ID)] < _HALVES]


def put_bookmarks(marks: Iterable[Any], elements: Sequence[Any]) -> None:
    """Puts starts of bookmarks into the first of the paragraphs in some elements, and ends into the last."""
    paragraphs = [one for element in elements for one in element.iter(P)]
    if not paragraphs:
        return
    for half in marks:
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
            put_bookmarks([half], [beside])


def _paragraphs_before(element: Any) -> Iterator[Any]:
    """Paragraphs before an element, the nearest first."""
    for one in (element, *element.iterancestors()):
        for sibling in one.itersiblings(preceding=True):
            yield from reversed(list(sibling.iter(P)))


def _paragraphs_after(element: Any) -> Iterator[Any]:
    for one in (element, *element.iterancestors()):
        for sibling in one.itersiblings():
            yield from sibling.iter(P)
