"""Where the marked regions of a report are now: by their content controls, else by their bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reporter.drafting.regions import BOOKMARK_NAME, Kind, Region, key_of, kind_of
from reporter.drafting.wordxml import BOOKMARK_END, BOOKMARK_START, ID, NAME, SDT, SDT_CONTENT, TBL, TC, TR, P, W

AUTHOR = "reporter"
"""Who the program's own tracked changes are by."""

_COMMENTS = frozenset(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_ANCHORS = frozenset(f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "permStart", "permEnd"))
# Word writes the place of the last change, its table of contents and LibreOffice's headings as bookmarks.
_BOOKMARKS_OF_PROGRAMS = (BOOKMARK_NAME, "_GoBack", "_Toc", "__")
_HOLDERS = frozenset((f"{W}body", f"{W}txbxContent", TC, SDT_CONTENT))


@dataclass(slots=True)
class Place:
    """A region in a document: some elements that stand one after the other.

    Attributes:
        kind: What they are.
        control: The content control around them; None where only the bookmark is left.
        start: Start of the bookmark; None where only the control is left.
        end: Its end.
    """

    kind: Kind
    control: Any
    start: Any = None
    end: Any = None

    @property
    def content(self) -> list[Any]:
        """The elements that hold the region's words."""
        return self.range if self.control is None else list(self.control.find(SDT_CONTENT))

    @property
    def range(self) -> list[Any]:
        """The elements, the control itself included; none where the bookmark is not whole any more."""
        if self.control is not None:
            return [self.control]
        ends = _between(self.start, self.end, self.kind)
        if ends is None:
            return []
        first, last = ends
        parent = first.getparent()
        start = parent.index(first)
        return [first] if last is first else list(parent[start : parent.index(last, start) + 1])


@dataclass(frozen=True, slots=True)
class Found:
    """The regions of a document.

    Attributes:
        places: By their keys.
        doubled: Keys that stand in several places: somebody copied the region.
    """

    places: dict[str, Place]
    doubled: frozenset[str]


def find(elements: Sequence[Any], known: Mapping[str, Region]) -> Found:
    """All regions in some elements: those with controls, and the known ones whose bookmarks alone are left."""
    places: dict[str, Place] = {}
    doubled = set()
    for control in (one for element in elements for one in element.iter(SDT)):
        key = key_of(control)
        content = control.find(SDT_CONTENT)
        if key is None or content is None:
            continue
        if key in places:
            doubled.add(key)
        places[key] = Place(kind_of(content), control)
    for key, start, end in _bookmarks(elements):
        if key in places:
            places[key].start, places[key].end = start, end
        elif key in known and _between(start, end, known[key].kind):
            places[key] = Place(known[key].kind, None, start, end)
    return Found(places, frozenset(doubled))


def persons_marks(place: Place) -> str | None:
    """What of a person's own lies in a region so that it may not be replaced, in words; None where nothing does."""
    for element in _with_rows_and_changes_around(place):
        author = element.get(f"{W}author")
        if author is not None and author != AUTHOR:
            return f"tracked changes by {author}"
    for one in place.range:
        for element in one.iter():
            tag = element.tag
            if tag in _COMMENTS:
                return "a comment"
            if tag in _ANCHORS:
                return "a note or a permission"
            if tag == BOOKMARK_START and not (element.get(NAME) or "").startswith(_BOOKMARKS_OF_PROGRAMS):
                return f"the bookmark {element.get(NAME)}"
            author = element.get(f"{W}author") if isinstance(tag, str) else None
            if author is not None and author != AUTHOR:
                return f"tracked changes by {author}"
    return None


def _with_rows_and_changes_around(place: Place) -> Iterator[Any]:
    for ancestor in place.range[0].iterancestors():
        yield ancestor
        if ancestor.tag == TR:
            yield from ancestor.iterfind(f"{W}trPr/*")


def _bookmarks(elements: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    """Key, start and end of each bookmark of a region; where a program wrote a start twice, from first to last."""
    starts: dict[str, Any] = {}
    numbers: dict[str, str] = {}
    ends: dict[str, Any] = {}
    for element in (one for root in elements for one in root.iter(BOOKMARK_START, BOOKMARK_END)):
        if element.tag == BOOKMARK_START:
            name = element.get(NAME) or ""
            if name.startswith(BOOKMARK_NAME):
                starts.setdefault(name, element)
                numbers[element.get(ID)] = name
        elif element.get(ID) in numbers:
            ends[numbers[element.get(ID)]] = element
    for name, start in starts.items():
        if name in ends:
            yield name.removeprefix(BOOKMARK_NAME), start, ends[name]


def _between(start: Any, end: Any, kind: Kind) -> tuple[Any, Any] | None:
    """First and last of the elements from a bookmark's start to its end; None where they are of one kind no more."""
    if kind == "inline" and next(start.iterancestors(P), None) is not next(end.iterancestors(P), None):
        return None
    ancestors = [*end.iterancestors()]
    common = next((one for one in start.iterancestors() if one in ancestors), None)
    if kind != "inline":
        while common is not None and not _holds(common, kind):
            common = common.getparent()
    if common is None:
        return None
    return _child_towards(common, start), _child_towards(common, end)


def _holds(element: Any, kind: Kind) -> bool:
    """Whether a region of the kind can stand directly in an element."""
    if kind == "row":
        return any(child.tag == TR for child in element)
    if kind == "cell":
        return any(child.tag == TC for child in element)
    return element.tag in _HOLDERS and any(child.tag in (P, TBL, SDT) for child in element)


def _child_towards(ancestor: Any, element: Any) -> Any:
    while element.getparent() is not ancestor:
        element = element.getparent()
    return element
