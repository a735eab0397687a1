"""Brings a report that people edited up to date: a three-way merge of its marked regions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reporter.drafting.memory import Memory
from reporter.drafting.regions import Region, key_of, set_bookmark
from reporter.drafting.updating.anchors import Anchor, anchor_of
from reporter.drafting.updating.blend import blended, blended_cells, blended_rows, blended_runs
from reporter.drafting.updating.bookmarks import (
    halves_in,
    is_bookmark,
    keys_in,
    put_bookmarks,
    remove_bookmarks,
    save_halves,
    take_bookmarks,
)
from reporter.drafting.updating.carry import Carrier
from reporter.drafting.updating.changes import DEL, INS, Pen, taken_back
from reporter.drafting.updating.news import News, What
from reporter.drafting.updating.places import AUTHOR, Place, find, persons_marks
from reporter.drafting.updating.wordfile import WordFile
from reporter.drafting.wordxml import (
    SDT,
    SDT_CONTENT,
    TC,
    TR,
    P,
    W,
    digest,
    words_of,
)

_SECTION = f"{W}sectPr"


class Merge:
    """The merge of a new draft into an edited report, in place.

    Args:
        old: The edited report; its document is changed.
        new: The new draft.
        before: What the edited report remembers.
        now: What the new draft remembers.
        shown: IDs of all reports, obligations and resolutions that the new draft is made from.
        pen: Writes tracked changes, and gives out numbers.
        tracked: Whether the new facts come in as tracked changes.
    """

    def __init__(
        self,
        old: WordFile,
        new: WordFile,
        before: Memory,
        now: Memory,
        shown: Collection[str],
        pen: Pen,
        *,
        tracked: bool,
    ) -> None:
        self._body = old.body
        self._before = before.regions
        self._now = now.regions
        self._shown = {*shown, *(_identifier(region) for region in now.regions.values())}
        self._take = pen.take
        self._pen = pen if tracked else None
        self._carrier = Carrier(new, old, pen.take)
        found = find([self._body], before.regions)
        self._places, self._doubled = found.places, found.doubled
        self._fresh = find([new.body], now.regions).places
        self._parents = {key: _parent_key(place.control, self._fresh) for key, place in self._fresh.items()}
        around = {_parent_key(place.range[0], self._places) for place in self._places.values()}
        self._holders = {key for key in (*self._parents.values(), *around) if key is not None}
        self._whole = {
            key for key in self._holders & self._places.keys() & before.regions.keys() if self._is_whole(key)
        }
        self._done: set[str] = set()
        self.regions: dict[str, Region] = dict(before.regions)
        self.news: list[News] = []
        self.changed = False

    def run(self) -> None:
        """Brings every region up to date that nobody but the program wrote."""
        for key in self._fresh:
            if key not in self._done:
                self._bring(key)
        self._clear()
        for key in self._holders & self._places.keys() & self._now.keys() & self.regions.keys():
            words = digest(words_of(self._places[key].content)) if key in self._whole else self.regions[key].words
            self.regions[key] = replace(self._now[key], words=words)

    def _bring(self, key: str) -> None:
        now, before, place = self._now[key], self._before.get(key), self._places.get(key)
        if place is None:
            if before is None:
                self._add(key)
            elif before.facts != now.facts:
                self._tell_missing(key)
        elif key in self._doubled:
            if before is None or before.facts != now.facts:
                self._tell(now, "kept", "it stands in two places")
        elif key not in self._holders:
            self._merge(key, now, before, place)

    def _merge(self, key: str, now: Region, before: Region | None, place: Place) -> None:
        if before is not None and before.facts == now.facts:
            return
        current = digest(words_of(place.content))
        if current == now.words and (before is None or before.words != now.words):
            self.regions[key] = now
            return
        marks = persons_marks(place)
        if marks or before is None or current != before.words or place.kind != now.kind:
            self._tell(now, "kept", f"it holds {marks}" if marks else "somebody edited it")
            return
        self._replace(key, place)
        self.regions[key] = now
        self._tell(now, "updated")

    def _replace(self, key: str, place: Place) -> None:
        """New content for a region that nobody edited."""
        self.changed = True
        if self._pen is not None:
            self._release(key)
        shell = self._carrier.carried(self._fresh[key].control.find(SDT_CONTENT))
        remove_bookmarks(shell)
        fresh = [one for one in shell if not is_bookmark(one)]
        holder, start, standing, marks = self._taken_out(key, place)
        if any(one.get(f"{W}author") == AUTHOR for element in standing for one in element.iter()):
            standing = taken_back(standing)
        closing = start == len(holder) or holder[start].tag == _SECTION
        result = self._blended(place, standing, fresh, closing)
        for offset, one in enumerate(result):
            holder.insert(start + offset, one)
        place.start, place.end = set_bookmark(result, place.kind, key, self._take()) or (None, None)
        put_bookmarks(marks, result)

    def _release(self, key: str | None) -> None:
        """Takes away the control of a region, and those around it that begin with it; their bookmarks stay.

        A program may lose track of changes in a control's first paragraph (LibreOffice does), and a control whose
        words are all taken back stays behind empty.
        """
        while key is not None and (place := self._places.get(key)) is not None:
            if place.control is None or place.start is None or not place.content:
                return
            first = _released([place.control], inner=False)[0]
            place.control = None
            key = self._parents.get(key)
            around = self._places.get(key) if key is not None else None
            if around is None or around.control is None or around.content[0] is not first:
                return

    def _taken_out(self, key: str, place: Place) -> tuple[Any, int, list[Any], list[Any]]:
        """Takes a region's elements out of the document.

        Returns the element and the position in it where they stood, the elements without bookmarks, and the bookmarks
        among them that are not the region's own.
        """
        standing = place.content
        holder = standing[0].getparent() if standing else place.control.find(SDT_CONTENT)
        start = holder.index(standing[0]) if standing else 0
        for one in standing:
            holder.remove(one)
        shell = holder.makeelement(SDT_CONTENT, {})
        shell.extend(standing)
        marks = take_bookmarks(shell, key)
        return holder, start, list(shell), marks

    def _blended(self, place: Place, old: list[Any], new: list[Any], closing: bool) -> list[Any]:
        if place.kind == "inline":
            return blended_runs(old, new, self._pen)
        if place.kind == "row":
            return blended_rows(_only(old, TR), _only(new, TR), self._pen)
        if place.kind == "cell" and len(_only(old, TC)) == len(_only(new, TC)):
            return blended_cells(_only(old, TC), _only(new, TC), self._pen)
        return blended(old, new, self._pen, closing=closing)

    def _add(self, key: str) -> None:
        """A region that the report never had, with all that is in it."""
        place, parent = self._fresh[key], self._parents[key]
        keys = {one for inner in place.control.iter(SDT) if (one := key_of(inner)) in self._fresh}
        if keys & self._places.keys():
            # What is in it stands elsewhere already; only what is new of it comes, beside that.
            return
        around = self._places.get(parent) if parent is not None else None
        anchor = anchor_of(place.control, self._places, around, self._body, row=place.kind == "row")
        self._done |= keys
        if anchor is None or place.kind in ("inline", "cell"):
            self._tell(self._now[key], "unplaced")
            return
        self.changed = True
        carried = self._carrier.carried(place.control)
        remove_bookmarks(carried, keys)
        elements = self._inserted(carried, anchor)
        if anchor.side == "after":
            self._extend(parent, [anchor.element], elements)
        added = {one: self._now[one] for one in keys}
        self.regions |= added
        self._places |= find(elements, added).places
        self._tell(self._now[key], "added")

    def _inserted(self, control: Any, anchor: Anchor) -> list[Any]:
        if anchor.side == "before":
            anchor.element.addprevious(control)
        else:
            anchor.element.addnext(control)
        if self._pen is None:
            return [control]
        # Taken back, a control would stay behind empty; bookmarks go with their text.
        elements = _released([control])
        for one in elements:
            self._pen.whole(one, INS)
        return elements

    def _extend(self, parent: str | None, standing: Sequence[Any], added: Sequence[Any]) -> None:
        """Moves the end of the regions around, where only a bookmark tells it, behind what was added at their end."""
        while parent is not None and (place := self._places.get(parent)) is not None:
            if place.control is not None or place.end is None or place.end not in halves_in(standing):
                return
            put_bookmarks([place.end], added)
            parent = self._parents.get(parent)

    def _clear(self) -> None:
        """Regions that the new draft does not have: removed, or reported where their duty is gone."""
        seen: set[Any] = set()
        # Where a removal is tracked, what lay in the region stays behind without its control.
        removed: set[str] = set()
        for key, region in self._before.items():
            if key in removed:
                continue
            place = self._places.get(key)
            standing = place.range if place is not None and key not in self._now else []
            if place is None or not standing or any(one in seen for one in _self_and_above(standing[0])):
                continue
            seen |= set(standing)
            if _identifier(region) not in self._shown and not region.owner.startswith("document:"):
                self._tell(replace(region, field=""), "gone")
                continue
            marks = persons_marks(place)
            if marks or digest(words_of(place.content)) != region.words or key in self._doubled:
                self._tell(region, "kept", f"it holds {marks}" if marks else "somebody edited it")
            elif any(next(one.iter(_SECTION), None) is not None for one in standing):
                self._tell(region, "kept", "a section of the document ends in it")
            else:
                removed.update(keys_in(standing))
                self._remove(place)
                self._tell(region, "removed")

    def _remove(self, place: Place) -> None:
        self.changed = True
        for key in keys_in(place.range):
            self.regions.pop(key, None)
        elements = place.range
        holder = elements[0].getparent()
        if self._pen is None:
            save_halves(elements)
            for one in elements:
                holder.remove(one)
            self._close(holder)
            return
        # A control around words that are deleted would stay behind empty.
        elements = _released(elements)
        start = holder.index(elements[0])
        save_halves(elements)
        for one in elements:
            holder.remove(one)
        for offset, one in enumerate(taken_back(elements)):
            holder.insert(start + offset, one)
            self._pen.whole(one, DEL)

    def _close(self, holder: Any) -> None:
        """Leaves no empty control and no empty cell behind, which Word would not open."""
        while holder.tag == SDT_CONTENT and not len(holder):
            control = holder.getparent()
            self.regions.pop(key_of(control) or "", None)
            holder = control.getparent()
            holder.remove(control)
        if holder.tag == TC and next(holder.iter(P), None) is None:
            holder.append(holder.makeelement(P, {}))

    def _tell_missing(self, key: str) -> None:
        """That a region is gone from the report; once for a section that is gone with all that was in it."""
        parent = self._parents[key]
        if parent is not None and self._is_missing(parent):
            return
        if key not in self._holders or self._is_missing(key):
            self._tell(self._now[key], "unmarked")

    def _is_missing(self, key: str) -> bool:
        return not any(one in self._places for one in keys_in([self._fresh[key].control]))

    def _is_whole(self, key: str) -> bool:
        return digest(words_of(self._places[key].content)) == self._before[key].words

    def _tell(self, region: Region, what: What, why: str = "") -> None:
        owner = "the document" if region.owner.startswith("document:report") else _identifier(region)
        one = News(owner, region.field, what, why)
        if one not in self.news:
            self.news.append(one)


def _identifier(region: Region) -> str:
    return region.owner.partition(":")[2]


def _parent_key(element: Any, places: Mapping[str, Place]) -> str | None:
    """Key of the nearest region around an element, among those that have a control."""
    for ancestor in element.iterancestors(SDT):
        key = key_of(ancestor)
        if key is not None and key in places:
            return key
    return None


def _only(elements: Iterable[Any], tag: str) -> list[Any]:
    return [one for one in elements if one.tag == tag]


def _self_and_above(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _released(elements: Sequence[Any], *, inner: bool = True) -> list[Any]:
    """The elements without the controls of regions: they themselves, and with `inner` those in them."""
    before, after = elements[0].getprevious(), elements[-1].getnext()
    holder = elements[0].getparent()
    controls = [one for element in elements for one in (element.iter(SDT) if inner else [element])]
    for control in [one for one in controls if one.tag == SDT and key_of(one) is not None]:
        for child in list(control.find(SDT_CONTENT)):
            control.addprevious(child)
        control.getparent().remove(control)
    start = 0 if before is None else holder.index(before) + 1
    end = len(holder) if after is None else holder.index(after)
    return list(holder[start:end])
