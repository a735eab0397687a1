"""Reads Word files: paragraphs in reading order as one view of the tracked changes shows them, with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.model import DRAFT, Document, OwnFile
from reporter.reading.assembly import Assembly, Draft, Revisions
from reporter.reading.comparison import column_by_column, compares
from reporter.reading.numbering import Numbering
from reporter.reading.package import WordPackage
from reporter.reading.word_notes import Notes
from reporter.reading.word_runs import Inline, Tracked, chosen, content_of
from reporter.reading.word_styles import Style, Styles, numbering_of, outline_level
from reporter.reading.wordml import MC, VAL, W, by_name, state_of

if TYPE_CHECKING:
    from lxml import etree

_PPR, _RPR, _EARLIER = W + "pPr", W + "rPr", W + "pPrChange"
_PSTYLE, _OUTLINE, _NUMBERING = W + "pStyle", W + "outlineLvl", W + "numPr"
_P, _TBL, _TR, _TC, _SDT = W + "p", W + "tbl", W + "tr", W + "tc", W + "sdt"
_TRPR, _TCPR, _INSERTED, _VANISH = W + "trPr", W + "tcPr", W + "ins", W + "vanish"
_TRANSPARENT = frozenset(
    W + name for name in ("customXml", "smartTag", "ins", "del", "moveFrom", "moveTo", "sdtContent")
)
_CHANGES = (W + "ins", W + "moveTo", W + "del", W + "moveFrom")
_CELL_CHANGES = (W + "cellIns", W + "cellDel")


def read_word(path: Path, data: bytes, revisions: Revisions = "final") -> Document:
    """The main text of a Word file as a document; headers, footers and comments are left out."""
    package = WordPackage(path, data)
    if package.remembers(DRAFT):
        raise OwnFile("is a draft that reporter wrote, not a resolution", file=path, hint="Name the texts themselves")
    root = package.root()
    styles = Styles.of(package.related("styles"))
    left_out: Counter[str] = Counter()
    notes = Notes.of(package)
    notes.inline = Inline(revisions, styles, None, Counter())
    story = _Story(
        Inline(revisions, styles, notes, left_out),
        styles,
        Numbering.of(package.related("numbering", looks=True), styles),
        left_out,
    )
    body = root.find(W + "body")
    if body is not None:
        story.blocks(body)
    story.flush()
    remarks = [f"{count} {what if count == 1 else _plural(what)} left out" for what, count in sorted(left_out.items())]
    return story.assembly.document(path.as_posix(), "docx", remarks)


def _text_of(cell: etree._Element) -> str:
    return " ".join(text.text or "" for text in cell.iter(W + "t"))


def _plural(what: str) -> str:
    first, _, rest = what.partition(" ")
    head = {"footnote": "footnote marks without their notes", "content": "content controls not filled in"}.get(first)
    return head or f"{first}s{' ' if rest else ''}{rest}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: in a table, and inside which tracked change (of a table row)."""

    in_table: bool = False
    tracked: Tracked | None = None


_IN_BODY = _Place()


@dataclass(slots=True)
class _Shape:
    """What a paragraph's properties say of it."""

    style: Style
    heading: int
    num_id: int | None
    level: int
    mark: Tracked | None
    runs_on: bool


@dataclass(slots=True)
class _Story:
    """Walks the blocks of a text and assembles the paragraphs."""

    inline: Inline
    styles: Styles
    numbering: Numbering
    left_out: Counter[str]
    assembly: Assembly = field(default_factory=Assembly)
    _open: tuple[Draft, _Shape] | None = None

    def blocks(self, container: etree._Element, place: _Place = _IN_BODY) -> None:
        """Adds the paragraphs of a body, cell, text box or content control."""
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, place)
            elif tag == _TBL:
                self._table(child, place)
            elif tag == _SDT:
                for content in content_of(child, self.left_out):
                    self.blocks(content, place)
            elif tag in _TRANSPARENT:
                self.blocks(child, place)
            elif tag == MC + "AlternateContent":
                for branch in chosen(child):
                    self.blocks(branch, place)
            elif tag == W + "altChunk":
                self.left_out["embedded document"] += 1

    def flush(self) -> None:
        """Ends a paragraph that was to run on into a next one, where there is none."""
        if self._open is not None:
            draft, shape = self._open
            self._open = None
            self._finish(draft, shape, counts=not draft.is_blank)

    def _table(self, table: etree._Element, place: _Place) -> None:
        """Adds the cells of a table row by row, or, where it compares two texts, one text after the other."""
        rows = [list(self._cells(row, where)) for row, where in self._rows(table, place)]
        by_row = not compares([[_text_of(cell) for cell, _ in row] for row in rows])
        for cell, where in chain.from_iterable(rows) if by_row else column_by_column(rows):
            self.flush()
            self.blocks(cell, where)
            self.flush()

    def _rows(self, table: etree._Element, place: _Place) -> Iterator[tuple[etree._Element, _Place]]:
        for child in table:
            if child.tag == _TR:
                yield child, _Place(True, self._change_in(by_name(child.find(_TRPR)), place.tracked))
            elif child.tag == _SDT:
                for content in content_of(child, self.left_out):
                    yield from self._rows(content, place)
            elif child.tag in _TRANSPARENT:
                yield from self._rows(child, place)

    def _cells(self, row: etree._Element, place: _Place) -> Iterator[tuple[etree._Element, _Place]]:
        for child in row:
            if child.tag == _TC:
                tracked = self._change_in(by_name(child.find(_TCPR)), place.tracked, _CELL_CHANGES)
                yield child, _Place(place.in_table, tracked)
            elif child.tag == _SDT:
                for content in content_of(child, self.left_out):
                    yield from self._cells(content, place)
            elif child.tag in _TRANSPARENT:
                yield from self._cells(child, place)

    def _change_in(
        self, properties: dict[str, etree._Element], outer: Tracked | None, changes: Sequence[str] = _CHANGES
    ) -> Tracked | None:
        """The change that a row, a cell or a paragraph mark carries in its properties; the outer one without.

        A deletion comes before an insertion: what was inserted and then deleted is in neither view.
        """
        tracked = outer
        for name in changes:
            if name in properties:
                tracked = self.inline.enter(properties[name], tracked)
        return tracked

    def _paragraph(self, element: etree._Element, place: _Place) -> None:
        shape = self._shape(element)
        style = shape.style
        draft = Draft(in_table=place.in_table)
        if self._open is not None:
            draft, shape = self._joined(draft, shape)
        self.inline.write(draft, element, style, place.tracked)
        self.inline.end_paragraph()
        if shape.mark is not None:
            draft.change(shape.mark.kind, shape.mark.author, "", shown=shape.mark.shown)
        if shape.runs_on:
            self._open = (draft, shape)
            return
        self._finish(draft, shape, counts=place.tracked is None or place.tracked.shown)

    def _finish(self, draft: Draft, shape: _Shape, *, counts: bool) -> None:
        draft.style = shape.style.name
        draft.heading = shape.heading
        if shape.num_id and counts:
            draft = draft.numbered(self.numbering.label(shape.num_id, shape.level), shape.level)
        for part in draft.parted() if draft.breaks else (draft,):
            self.assembly.add(part)
        if self.inline.boxes:
            for box, tracked in self.inline.take_boxes():
                self.blocks(box, _Place(draft.in_table, tracked))
                self.flush()

    def _joined(self, draft: Draft, shape: _Shape) -> tuple[Draft, _Shape]:
        """The open paragraph goes on in this one; what it was stays, unless nothing of it stands in the view."""
        assert self._open is not None
        earlier, look = self._open
        self._open = None
        earlier.in_table = draft.in_table
        if earlier.is_blank:
            earlier.set_apart()
            return earlier, shape
        return earlier, replace(look, mark=shape.mark, runs_on=shape.runs_on)

    def _shape(self, element: etree._Element) -> _Shape:
        first = element[0] if len(element) else None
        if first is None or first.tag != _PPR:
            style = self.styles.default_paragraph
            num_id, depth = self._list(None, style)
            return _Shape(style, style.heading, num_id, depth, None, runs_on=False)
        mark, hidden = None, False
        found = {child.tag: child for child in first}
        marks = found.get(_RPR)
        if marks is not None and len(marks):
            said = by_name(marks)
            mark = self._change_in(said, None)
            hidden = state_of(said.get(_VANISH)) is True
        if _EARLIER in found and self.inline.view == "original":
            before = found[_EARLIER].find(_PPR)
            found = {} if before is None else {child.tag: child for child in before}
        named = found.get(_PSTYLE)
        style = self.styles.default_paragraph if named is None else self.styles.get(named.get(VAL))
        level = found.get(_OUTLINE)
        heading = style.heading if level is None else outline_level(level.get(VAL))
        runs_on = hidden or (mark is not None and not mark.shown)
        num_id, depth = self._list(found.get(_NUMBERING), style)
        return _Shape(style, heading, num_id, depth, mark, runs_on)

    def _list(self, numbering: etree._Element | None, style: Style) -> tuple[int | None, int]:
        """List and level of a paragraph: its own, else its style's."""
        if numbering is not None and self.inline.view == "original" and numbering.find(_INSERTED) is not None:
            numbering = None
        own, level = numbering_of(numbering)
        if own is not None:
            return own, level or 0
        if not style.num_id:
            return None, 0
        return style.num_id, self.numbering.level_of(style.num_id, style) if level is None else level
