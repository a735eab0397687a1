"""What stands inside a Word paragraph: runs, fields, footnote marks and tracked changes, as one view shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.reading.assembly import UNSEEN, Draft, Kind, Note, Revisions
from reporter.reading.word_styles import NO_STYLE, Style, Styles
from reporter.reading.wordml import MC, OFF, VAL, M, NoteKind, W, as_number, plain_symbols, symbol, toggle

if TYPE_CHECKING:
    from lxml import etree

    from reporter.reading.word_notes import Notes

# Names are put together once: doing it for each element of a text takes longer than to look at the element.
_T, _R, _PPR, _RPR, _FIELD = W + "t", W + "r", W + "pPr", W + "rPr", W + "fldChar"
_SDT, _ALTERNATE, _MATH_TEXT = W + "sdt", MC + "AlternateContent", M + "t"
_MATHS = frozenset((M + "oMath", M + "oMathPara"))
_TEXTS = frozenset((_T, W + "delText"))
_NOTES: dict[str, NoteKind] = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_IGNORED = frozenset(W + name for name in ("instrText", "delInstrText", "lastRenderedPageBreak", "softHyphen"))
_BLANKS = frozenset((W + "br", W + "cr"))
_TABS = frozenset((W + "tab", W + "ptab"))
_CHANGES: dict[str, Kind] = {
    W + "ins": "inserted",
    W + "moveTo": "inserted",
    W + "del": "deleted",
    W + "moveFrom": "deleted",
    W + "cellIns": "inserted",
    W + "cellDel": "deleted",
}
_WRAPPERS = frozenset(W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo"))
_DRAWINGS = frozenset(W + name for name in ("drawing", "pict", "object"))
_RSTYLE, _VANISH, _ITALIC, _BOLD = W + "rStyle", W + "vanish", W + "i", W + "b"
_EARLIER_RPR = f"{W}rPrChange/{W}rPr"
_TOGGLES = frozenset((_VANISH, _ITALIC, _BOLD))
# What shows nothing, and the codes of symbol fonts.
_ODD = re.compile("[" + "".join(map(chr, UNSEEN)) + "\uf000-\uf0ff]")
_MARK = re.compile(r"\s*(\d{1,3}|[*†‡§¶#]{1,4}|[a-z](?![\w]))\)?")


@dataclass(frozen=True, slots=True)
class Tracked:
    """The tracked change that the walk is inside of: its kind, its author, and whether the view shows its text."""

    kind: Kind
    author: str | None
    shown: bool


@dataclass(slots=True)
class Inline:
    """Writes the content of paragraphs into drafts. One for a whole story, as fields run across paragraphs.

    Attributes:
        left_out: What a person should know was not read, counted.
        boxes: Text boxes met since they were last taken, outermost only, each with the change it stands in.
    """

    view: Revisions
    styles: Styles
    notes: Notes | None
    left_out: Counter[str]
    boxes: list[tuple[etree._Element, Tracked | None]] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)
    _muted: bool = False
    _own_mark: Note | None = None

    def write(self, draft: Draft, element: etree._Element, style: Style, tracked: Tracked | None = None) -> None:
        """Appends what stands in `element` (a paragraph or a wrapper inside one) to the draft."""
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(draft, child, style, tracked)
            elif tag == _PPR:
                continue
            elif tag in _WRAPPERS:
                self.write(draft, child, style, tracked)
            elif tag in _CHANGES:
                self.write(draft, child, style, self.enter(child, tracked))
            elif tag == _SDT:
                if content := content_of(child, self.left_out):
                    self.write(draft, content[0], style, tracked)
            elif tag == _ALTERNATE:
                for branch in chosen(child):
                    self.write(draft, branch, style, tracked)
            elif tag in _MATHS:
                self._add(draft, "".join(text.text or "" for text in child.iter(_MATH_TEXT)), tracked)

    def enter(self, change: etree._Element, outer: Tracked | None) -> Tracked:
        """The state inside a tracked change. Text inserted by one and deleted by another is in neither view."""
        kind = _CHANGES[change.tag]
        shown = (kind == "inserted") == (self.view == "final") and (outer is None or outer.shown)
        return Tracked(kind, change.get(W + "author"), shown)

    def end_paragraph(self) -> None:
        """A field whose instruction is still open here was left so by mistake: what follows counts as text."""
        if self._muted:
            self._fields = [True for _ in self._fields]
            self._muted = False
        self._own_mark = None

    def take_boxes(self) -> list[tuple[etree._Element, Tracked | None]]:
        """The text boxes met since the last call."""
        boxes, self.boxes = self.boxes, []
        return boxes

    def _run(self, draft: Draft, run: etree._Element, style: Style, tracked: Tracked | None) -> None:
        hidden, emphasis = look = style.hidden is True, style.italic is True or style.bold is True
        start = draft.length
        for child in run:
            tag = child.tag
            if tag == _T:
                if not (hidden or self._muted):
                    self._text(draft, child.text, tracked)
            elif tag == _RPR:
                hidden, emphasis = self._look(child, style) if len(child) else look
            elif tag == _FIELD:
                self._field(child)
            elif not (hidden or self._muted or tag in _IGNORED):
                self._special(draft, child, tag, tracked)
        if emphasis and draft.length > start:
            draft.emphasis.append((start, draft.length))

    def _special(self, draft: Draft, child: etree._Element, tag: str, tracked: Tracked | None) -> None:
        if tag in _TABS:
            self._add(draft, "\t", tracked)
        elif tag in _TEXTS:
            self._text(draft, child.text, tracked)
        elif tag in _BLANKS:
            if tracked is None or tracked.shown:
                draft.breaks.append(draft.length)
            if not draft.ends_blank:
                self._add(draft, " ", tracked)
        elif tag == W + "noBreakHyphen":
            self._add(draft, "\u2011", tracked)
        elif tag == W + "sym":
            self._symbol(draft, child, tracked)
        elif tag in _NOTES:
            self._reference(draft, child, _NOTES[tag], tracked)
        elif tag in _DRAWINGS:
            self.boxes += [(box, tracked) for box in outermost_boxes(child)]
        elif tag == _ALTERNATE:
            for branch in chosen(child):
                for inner in branch:
                    self._special(draft, inner, inner.tag, tracked)
        elif tag == W + "ruby":
            for base in child.iterchildren(W + "rubyBase"):
                self.write(draft, base, NO_STYLE, tracked)

    def _look(self, properties: etree._Element, style: Style) -> tuple[bool, bool]:
        """Whether a run is hidden, and whether it is italic or bold.

        Toggles of the paragraph's and of the character style cancel each other out (ISO/IEC 29500-1, 17.7.3).
        """
        states: dict[str, bool] = {}
        own = NO_STYLE
        if self.view == "original" and (before := properties.find(_EARLIER_RPR)) is not None:
            properties = before
        for child in properties:
            tag = child.tag
            if tag in _TOGGLES:
                states[tag] = child.get(VAL, "1") not in OFF
            elif tag == _RSTYLE:
                own = self.styles.get(child.get(VAL))
        if not states and own is NO_STYLE:
            return style.hidden is True, style.italic is True or style.bold is True
        hidden = states.get(_VANISH, (own.hidden is True) != (style.hidden is True))
        italic = states.get(_ITALIC, (own.italic is True) != (style.italic is True))
        return hidden, italic or states.get(_BOLD, (own.bold is True) != (style.bold is True))

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._muted = not all(self._fields)

    def _text(self, draft: Draft, text: str | None, tracked: Tracked | None) -> None:
        if not text:
            return
        if self._own_mark is not None and text.strip():
            text = self._take_mark(text)
        if "\n" in text:
            text = text.replace("\n", " ")
        if not text.isascii() and _ODD.search(text):
            text = plain_symbols(text.translate(UNSEEN))
        if tracked is None:
            draft.add(text)
        else:
            self._add(draft, text, tracked)

    def _take_mark(self, text: str) -> str:
        """The text without the mark that a person typed for the footnote just before it."""
        note, self._own_mark = self._own_mark, None
        found = _MARK.match(text)
        if note is None or not found:
            return text
        note.mark = found[1]
        note.text = without_mark(note.text, note.mark)
        return text[found.end() :]

    def _symbol(self, draft: Draft, child: etree._Element, tracked: Tracked | None) -> None:
        try:
            character = symbol(int(child.get(W + "char", ""), 16))
        except ValueError:
            character = None
        if character is None:
            self.left_out["symbol of a special font"] += 1
        else:
            self._add(draft, character, tracked)

    def _reference(self, draft: Draft, child: etree._Element, kind: NoteKind, tracked: Tracked | None) -> None:
        if self.notes is None:
            return
        if tracked is not None:
            draft.change(tracked.kind, tracked.author, "", shown=tracked.shown)
            if not tracked.shown:
                return
        custom = child.get(W + "customMarkFollows") in ("1", "true", "on")
        note = self.notes.refer(kind, as_number(child.get(W + "id")), draft.length, custom=custom)
        if note is None:
            self.left_out["footnote mark without its note"] += 1
            return
        draft.notes.append(note)
        if custom:
            self._own_mark = note

    def _add(self, draft: Draft, text: str, tracked: Tracked | None) -> None:
        if tracked is not None and text:
            draft.change(tracked.kind, tracked.author, text, shown=tracked.shown)
            if not tracked.shown:
                return
        draft.add(text)


def without_mark(text: str, mark: str) -> str:
    """The text of a note without the mark that was typed at its start."""
    if not text.startswith(mark):
        return text
    rest = text[len(mark) :]
    return text if rest[:1].isalnum() else rest.lstrip(") \t\u00a0")


def chosen(alternatives: etree._Element) -> Iterator[etree._Element]:
    """The one branch of `mc:AlternateContent` that is read: the first choice with anything in it, else the fallback."""
    for name in ("Choice", "Fallback"):
        branch = alternatives.find(MC + name)
        if branch is not None and len(branch):
            yield branch
            return


def outermost_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes in a drawing, without those nested in them and without their fallbacks."""
    for child in drawing:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            for branch in chosen(child):
                yield from outermost_boxes(branch)
        else:
            yield from outermost_boxes(child)


def content_of(control: etree._Element, left_out: Counter[str]) -> list[etree._Element]:
    """The content of a content control; none while it shows its prompt (`Click to enter text`)."""
    properties = control.find(W + "sdtPr")
    if toggle(properties, "showingPlcHdr"):
        left_out["content control not filled in"] += 1
        return []
    return control.findall(W + "sdtContent")
