"""Tracked changes in WordprocessingML: made, and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from reporter.drafting.updating.places import AUTHOR
from reporter.drafting.wordxml import ID, R_RUN, TC, TR, P, T, W

INS, DEL = f"{W}ins", f"{W}del"
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES, _ROW_PROPERTIES = f"{W}pPr", f"{W}rPr", f"{W}trPr"
_PARAGRAPH_CHANGE, _SECTION = f"{W}pPrChange", f"{W}sectPr"
_DELETED = {T: f"{W}delText", f"{W}instrText": f"{W}delInstrText"}
_RESTORED = {deleted: kept for kept, deleted in _DELETED.items()}
# What follows the number of a table row in w:trPr, and what of a paragraph's properties no change may repeat.
_AFTER_ROW_MARK = frozenset((DEL, f"{W}trPrChange"))
_NOT_IN_CHANGE = frozenset((_RUN_PROPERTIES, _SECTION, _PARAGRAPH_CHANGE))


@dataclass(slots=True)
class Pen:
    """Writes tracked changes: by whom, of which day, under which numbers.

    Attributes:
        day: Day of the changes.
        number: The last number used in the document.
    """

    day: date
    number: int

    def take(self) -> str:
        """A free number."""
        self.number += 1
        return str(self.number)

    def mark(self, tag: str, like: Any) -> Any:
        """An element of the tag, with author, date and number."""
        values = {ID: self.take(), f"{W}author": AUTHOR, f"{W}date": f"{self.day.isoformat()}T00:00:00Z"}
        return like.makeelement(tag, values)

    def runs(self, element: Any, tag: str) -> Any:
        """All words in an element, itself a run or something that holds runs, as inserted or deleted. Returns what
        stands in its place."""
        if tag == DEL:
            for one in list(element.iter(*_DELETED)):
                one.tag = _DELETED[one.tag]
        if element.tag == R_RUN:
            mark = self.mark(tag, element)
            mark.append(element)
            return mark
        # A link cannot stand in a change, but a change can stand in a link.
        for run in list(element.iter(R_RUN)):
            if next(run.iterancestors(R_RUN), None) is None:
                mark = self.mark(tag, run)
                run.addprevious(mark)
                mark.append(run)
        return element

    def mark_end(self, paragraph: Any, tag: str) -> None:
        """The paragraph's end as inserted or deleted: taken back, the paragraph joins the one after it."""
        properties = properties_of(paragraph)
        look = properties.find(_RUN_PROPERTIES)
        if look is None:
            look = properties.makeelement(_RUN_PROPERTIES, {})
            follower = next((one for one in properties if one.tag in (_SECTION, _PARAGRAPH_CHANGE)), None)
            if follower is not None:
                follower.addprevious(look)
            else:
                properties.append(look)
        look.insert(0, self.mark(tag, paragraph))

    def mark_row(self, row: Any, tag: str) -> None:
        """A table row as inserted or deleted."""
        properties = row.find(_ROW_PROPERTIES)
        if properties is None:
            properties = row.makeelement(_ROW_PROPERTIES, {})
            exceptions = row.find(f"{W}tblPrEx")
            row.insert(0 if exceptions is None else 1, properties)
        follower = next((one for one in properties if one.tag in _AFTER_ROW_MARK), None)
        mark = self.mark(tag, row)
        if follower is not None:
            follower.addprevious(mark)
        else:
            properties.append(mark)

    def mark_look(self, paragraph: Any, before: Any) -> None:
        """The properties a paragraph had before, beside those it has now; `before` None for none."""
        change = self.mark(_PARAGRAPH_CHANGE, paragraph)
        kept = [deepcopy(one) for one in before if one.tag not in _NOT_IN_CHANGE] if before is not None else []
        old = change.makeelement(_PARAGRAPH_PROPERTIES, {})
        old.extend(kept)
        change.append(old)
        properties_of(paragraph).append(change)

    def whole(self, element: Any, tag: str) -> None:
        """Everything in an element (a paragraph, a row, a table) as inserted or deleted."""
        for row in list(element.iter(TR)):
            self.mark_row(row, tag)
        self.runs(element, tag)
        for paragraph in list(element.iter(P)):
            # The last paragraph of a cell stays as long as the cell.
            if not _ends_cell(paragraph) and next(paragraph.iterancestors(R_RUN), None) is None:
                self.mark_end(paragraph, tag)


def properties_of(paragraph: Any) -> Any:
    """The element `w:pPr` of a paragraph, made where it is missing."""
    properties = paragraph.find(_PARAGRAPH_PROPERTIES)
    if properties is None:
        properties = paragraph.makeelement(_PARAGRAPH_PROPERTIES, {})
        paragraph.insert(0, properties)
    return properties


def taken_back(elements: Sequence[Any]) -> list[Any]:
    """Copies of some elements as they were before the program's own tracked changes in them."""
    copies = [deepcopy(one) for one in elements]
    holder = elements[0].makeelement(f"{W}body", {}) if elements else None
    if holder is None:
        return []
    holder.extend(copies)
    for mark in _own(holder, INS):
        if mark.getparent().tag not in (_RUN_PROPERTIES, _ROW_PROPERTIES):
            mark.getparent().remove(mark)
    for mark in _own(holder, DEL):
        if mark.getparent().tag not in (_RUN_PROPERTIES, _ROW_PROPERTIES):
            _unwrap(mark)
    for text in list(holder.iter(*_RESTORED)):
        text.tag = _RESTORED[text.tag]
    for row in list(holder.iter(TR)):
        marks = {one.tag for one in row.iterfind(f"{_ROW_PROPERTIES}/*") if one.get(f"{W}author") == AUTHOR}
        if INS in marks:
            row.getparent().remove(row)
        elif DEL in marks:
            properties = row.find(_ROW_PROPERTIES)
            properties.remove(properties.find(DEL))
    for paragraph in list(holder.iter(P)):
        _take_back_end(paragraph)
    return list(holder)


def _take_back_end(paragraph: Any) -> None:
    properties = paragraph.find(_PARAGRAPH_PROPERTIES)
    if properties is None:
        return
    change = properties.find(_PARAGRAPH_CHANGE)
    if change is not None and change.get(f"{W}author") == AUTHOR:
        before = change.find(_PARAGRAPH_PROPERTIES)
        for one in list(properties):
            if one.tag not in _NOT_IN_CHANGE or one is change:
                properties.remove(one)
        for place, one in enumerate(list(before) if before is not None else []):
            properties.insert(place, one)
    look = properties.find(_RUN_PROPERTIES)
    marks = [one for one in look if one.get(f"{W}author") == AUTHOR] if look is not None else []
    for mark in marks:
        look.remove(mark)
        if mark.tag == INS:
            _join_with_next(paragraph)


def _join_with_next(paragraph: Any) -> None:
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != _PARAGRAPH_PROPERTIES]
    if following is not None and following.tag == P:
        start = 0 if following.find(_PARAGRAPH_PROPERTIES) is None else 1
        for place, child in enumerate(content, start):
            following.insert(place, child)
        paragraph.getparent().remove(paragraph)
    elif not any(child.tag == R_RUN for child in content):
        paragraph.getparent().remove(paragraph)


def _own(holder: Any, tag: str) -> Iterator[Any]:
    yield from [one for one in holder.iter(tag) if one.get(f"{W}author") == AUTHOR]


def _unwrap(mark: Any) -> None:
    for child in list(mark):
        mark.addprevious(child)
    mark.getparent().remove(mark)


def _ends_cell(paragraph: Any) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == TC and paragraph.getnext() is None
