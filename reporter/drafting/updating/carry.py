"""Carries elements from one Word file into another, with what they refer to: styles, links, pictures, charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from reporter.drafting.updating.wordfile import DOCUMENT, Relation, WordFile
from reporter.drafting.wordxml import BOOKMARK_END, BOOKMARK_START, DRAWING_PROPERTIES, ID, VAL, R, W

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_HALVES = 2
"""A bookmark has a start and an end."""
_STYLED = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))


class Carrier:
    """Carries elements of one document into another.

    Args:
        source: The file they come from.
        target: The file they go to; parts and relationships are added to it as they are needed.
        take: Gives out numbers that are free in the target.
    """

    def __init__(self, source: WordFile, target: WordFile, take: Callable[[], str]) -> None:
        self._source = source
        self._target = target
        names = _style_names(target)
        by_name = {name: identifier for identifier, name in names.items()}
        self._styles = {one: by_name.get(name) for one, name in _style_names(source).items()}
        self._same_numbers = source.parts.get(_NUMBERING) == target.parts.get(_NUMBERING)
        self._relations: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self._picture = max((_number(one.get("id")) for one in target.document.iter(DRAWING_PROPERTIES)), default=0)
        self._take = take

    def carried(self, element: Any) -> Any:
        """A copy of an element of the source that is whole in the target."""
        copy = deepcopy(element)
        self._number_bookmarks(copy)
        for one in list(copy.iter(*_STYLED)):
            self._restyle(one)
        if not self._same_numbers:
            for numbers in list(copy.iter(f"{W}numPr")):
                numbers.getparent().remove(numbers)
        for one in copy.iter(DRAWING_PROPERTIES):
            self._picture += 1
            one.set("id", str(self._picture))
        for one in copy.iter():
            for name, value in list(one.attrib.items()):
                if name.startswith(R) and value:
                    one.set(name, self._related(value))
        return copy

    def _restyle(self, reference: Any) -> None:
        known = self._styles.get(reference.get(VAL))
        if known is None:
            # Without its style a text stands there in the look of the document, which is better than none.
            reference.getparent().remove(reference)
        else:
            reference.set(VAL, known)

    def _number_bookmarks(self, copy: Any) -> None:
        """New numbers for bookmarks; the halves of those that begin or end elsewhere are left out."""
        marks = list(copy.iter(BOOKMARK_START, BOOKMARK_END))
        times = Counter(one.get(ID) for one in marks)
        numbers: dict[str, str] = {}
        for one in marks:
            number = one.get(ID)
            if times[number] < _HALVES:
                one.getparent().remove(one)
                continue
            if number not in numbers:
                numbers[number] = self._take()
            one.set(ID, numbers[number])

    def _related(self, identifier: str) -> str:
        if identifier not in self._relations:
            relation = self._source.relations().get(identifier)
            if relation is None:
                return identifier
            self._relations[identifier] = self._target.relate(self._moved(relation, DOCUMENT))
        return self._relations[identifier]

    def _moved(self, relation: Relation, part: str) -> Relation:
        """The relationship as it stands in the target, the part that it leads to brought along."""
        if relation.external:
            return relation
        name = self._source.target_of(relation, part)
        if name not in self._parts:
            kind = self._source.content_type(name) or "application/octet-stream"
            self._parts[name] = self._target.add(name, self._source.parts[name], kind)
            for inner in self._source.relations(name).values():
                self._target.keep_relation(self._moved(inner, name), self._parts[name])
        return Relation(relation.id, relation.kind, f"/{self._parts[name]}", external=False)


def _style_names(file: WordFile) -> dict[str, str]:
    """Names of the styles by their IDs, in small letters: programs disagree on the IDs, and on capitals."""
    if _STYLES not in file.parts:
        return {}
    found = {}
    for style in file.tree(_STYLES).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[style.get(f"{W}styleId", "")] = name.get(VAL, "").casefold()
    return found


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0
