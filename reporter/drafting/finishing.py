"""Makes the marked regions of a rendered report whole, in one walk through the document.

A long report has thousands of regions, so that what is done for each by itself decides how long a draft takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from reporter.drafting.regions import Keys, Kind, Region, bookmark, key_in, kind_of, parsed, put_bookmark
from reporter.drafting.wordxml import (
    BOOKMARK_START,
    HIDING,
    ID,
    PICTURE_SIGN,
    R_RUN,
    SDT,
    SDT_CONTENT,
    SDT_TAG,
    SIGNS,
    TC,
    VAL,
    P,
    T,
    child,
    digest,
    facts_of,
    folded,
    words_of,
)


def finish(body: Any, keys: Keys) -> tuple[Region, ...]:
    """Makes the rendered controls whole: numbers, bookmarks, nothing empty. Returns the regions, in document order."""
    reader = _Reader(keys)
    reader.read(body)
    for one in reader.found:
        if one.empty:
            _remove(one.control)
    whole = [one for one in reader.found if not one.empty]
    _number(body, whole)
    return tuple(map(_region, whole))


@dataclass(slots=True, eq=False)
class _Rendered:
    """A control of a region as it was rendered, and what lies in it.

    Attributes:
        tag: The element in the control's properties that holds the key.
        key: The region's key.
        named: Owner and field.
        content: The element with its content; None where the template gives it none.
        kind: What it holds.
        line: How many lines of the document are before it.
        place: How many pieces of its first line are before it.
        first: Its first paragraph; None where none begins in it.
        last: Its last paragraph.
        words: What it says, unless it is hiding.
        hiding: Whether something in it hides words, or stands for some: it is then read by itself.
    """

    tag: Any
    key: str
    named: tuple[str, str]
    content: Any = None
    kind: Kind = "block"
    line: int = 0
    place: int = 0
    first: Any = None
    last: Any = None
    words: str = ""
    hiding: bool = False

    @property
    def control(self) -> Any:
        """The content control."""
        return self.tag.getparent().getparent()

    @property
    def empty(self) -> bool:
        """Whether nothing is left that could be marked."""
        return self.content is None or (self.kind != "inline" and self.first is None)


class _Reader:
    """Finds the controls of the regions that were rendered, and reads what they say, however they are nested."""

    def __init__(self, keys: Keys) -> None:
        self.found: list[_Rendered] = []
        self._keys = keys
        # None stands for a control that is no region.
        self._around: list[_Rendered | None] = []
        self._without_paragraph: list[_Rendered] = []
        self._lines: list[str] = []
        self._line: list[str] = []

    def read(self, body: Any) -> None:
        """Goes through the document once, in the order of reading."""
        line, paragraph = self._line, None
        for event, one in etree.iterwalk(body, ("start", "end"), (T, P, SDT, SDT_TAG, SDT_CONTENT, *SIGNS, *HIDING)):
            tag, starts = one.tag, event == "start"
            if tag == T:
                if starts:
                    line.append(one.text or "")
            elif tag == P:
                if starts:
                    self._start_paragraph(one)
                else:
                    paragraph = one
                    self._lines += folded("".join(line))
                line.clear()
            elif tag == SDT:
                if starts:
                    self._around.append(None)
                else:
                    self._end_control(paragraph)
            elif not starts:
                continue
            elif tag == SDT_TAG:
                self._name_control(one)
            elif tag == SDT_CONTENT:
                self._start_content(one)
            elif tag not in SIGNS:
                for region in filter(None, self._around):
                    region.hiding = True
            # A tab stop among the properties has the name of a tab as well.
            elif one.getparent().tag == R_RUN:
                line.append(SIGNS[tag])

    def _start_paragraph(self, paragraph: Any) -> None:
        for region in self._without_paragraph:
            region.first = paragraph
        self._without_paragraph.clear()

    def _name_control(self, tag: Any) -> None:
        """Makes the innermost control a region, where the template gave it a key."""
        if not self._around or self._around[-1] is not None:
            return
        key = key_in(tag)
        named = None if key is None else self._keys.place(key)
        if key is not None and named is not None:
            region = self._around[-1] = _Rendered(tag, key, named)
            self.found.append(region)

    def _start_content(self, content: Any) -> None:
        region = self._around[-1]
        if region is not None:
            region.content, region.kind = content, kind_of(content)
            region.line, region.place = len(self._lines), len(self._line)
            self._without_paragraph.append(region)

    def _end_control(self, paragraph: Any) -> None:
        """Ends the innermost control; given the paragraph that ended last."""
        region = self._around.pop()
        if region is None or region.content is None:
            return
        if region.first is None:
            self._without_paragraph.remove(region)
        else:
            region.last = paragraph
        # Within a paragraph the line is not ended yet.
        lines = [*self._lines[region.line :], *folded("".join(self._line[region.place :]))]
        region.words = "\n".join(lines)


def _remove(control: Any) -> None:
    parent = control.getparent()
    parent.remove(control)
    if parent.tag == TC and next(parent.iter(P), None) is None:
        parent.append(parent.makeelement(P, {}))


def _number(body: Any, regions: Sequence[_Rendered]) -> None:
    """A number of its own for each control, as the template's one was repeated with it, and a bookmark."""
    used = (int(one.get(ID)) for one in body.iter(BOOKMARK_START) if (one.get(ID) or "").isdecimal())
    free = max(used, default=-1) + 1
    made = parsed(
        f'<w:id w:val="{_number_of(one)}"/>{bookmark(one.key, number)}' for number, one in enumerate(regions, free)
    )
    # Three elements each, taken one after the other: thousands at a time keep Python's garbage collector busy.
    for one, identifier, start, end in zip(regions, made, made, made, strict=True):
        known = child(one.tag.getparent(), ID)
        if known is None:
            # Order within w:sdtPr: the look of the text, the title, the tag, then the number.
            one.tag.addnext(identifier)
        else:
            known.set(VAL, identifier.get(VAL))
        if one.kind != "inline":
            put_bookmark(start, end, one.first, one.last)
        elif len(one.content):
            one.content.insert(0, start)
            one.content.append(end)


def _number_of(one: _Rendered) -> int:
    return int(one.key[:8], 16) & 0x7FFFFFFF or 1


def _region(one: _Rendered) -> Region:
    words = words_of([one.content]) if one.hiding else one.words
    read = digest(words)
    # Words and facts differ only where there are pictures.
    facts = digest(facts_of(one.content)) if PICTURE_SIGN in words else read
    return Region(one.key, *one.named, one.kind, read, facts)
