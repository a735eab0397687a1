"""From paragraphs under construction to a `Document`: blanks trimmed, offsets made absolute, nothing dropped unseen."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from reporter.model import Document, Footnote, Paragraph, RevisionMark
from reporter.reading.wrapping import ends_of_paragraphs

_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|\(?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6})\)|[a-z]\.)\s*")
# `RESOLUTION 1`, `Annex A`; but not the counts `viii)` and `aaa)`
_NAMES_A_PART = re.compile(r"\W?(?![ivxlcdm]+\b|(?:([^\W\d_])\1+)\b)[^\W\d_]{3,}", re.IGNORECASE)
# Nothing, or words that are no sentence and no item of one
_TITLE = re.compile(r"(?:[^a-z].*[^.;:,])?", re.DOTALL)
_LONGEST_NUMBER = 12
_SHORTEST_ITEM = 20
Format = Literal["docx", "pdf", "html", "txt"]
Kind = Literal["inserted", "deleted"]
Revisions = Literal["final", "original"]
UNSEEN: dict[int, None] = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff"))
"""Characters that show nothing and stand inside words: where they may break, and which way they run."""


@dataclass(slots=True)
class Change:
    """A tracked change in a `Draft`; `start` counts from the draft's first character, `length` is that of `pieces`.

    `apart` is true for a paragraph of its own that the view leaves out.
    """

    kind: Kind
    start: int
    author: str | None
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    apart: bool = False

    def add(self, text: str) -> None:
        """Appends characters."""
        self.pieces.append(text)
        self.length += len(text)


@dataclass(slots=True)
class Note:
    """A footnote in a `Draft`; `anchor` counts from the draft's first character."""

    mark: str
    text: str
    anchor: int


@dataclass(slots=True)
class Draft:
    """A paragraph under construction. Offsets count from its own first character; blanks at its ends are allowed.

    The text grows in `pieces`, as adding to one long string would take quadratic time; `length` is what they add up to.
    `breaks` are the offsets of its line breaks.
    """

    style: str = ""
    heading: int = 0
    label: str = ""
    depth: int = 0
    page: int | None = None
    in_table: bool = False
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Appends characters."""
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def change(self, kind: Kind, author: str | None, text: str, *, shown: bool) -> None:
        """Notes that `text` was inserted or deleted here; pieces of one change that follow each other become one.

        Where the view shows the text it is to be added next; where it does not, it takes no room.
        """
        if self.changes:
            last = self.changes[-1]
            end = last.start + last.length if shown else last.start
            alike = last.kind == kind and last.author == author and not last.apart
            if alike and last.length and end == self.length:
                last.add(text)
                return
        change = Change(kind, self.length, author)
        change.add(text)
        self.changes.append(change)

    def numbered(self, label: str, depth: int) -> Draft:
        """The draft with its automatic number, which is text where it names a part of the document: `RESOLUTION 1`."""
        if not (_NAMES_A_PART.match(label) and _TITLE.fullmatch(self.text.strip())):
            self.label, self.depth = label, depth
            return self
        named = replace(self, pieces=[], length=0, emphasis=[], changes=[], notes=[], breaks=[])
        named.add(f"{label}\t")
        named.append(self)
        return named

    def set_apart(self) -> None:
        """What was changed so far is a paragraph of its own, of which the view has nothing."""
        self.changes = [replace(change, apart=True) for change in self.changes]

    def parted(self) -> list[Draft]:
        """The draft cut at those of its line breaks that end a paragraph; the first part keeps its label."""
        if not self.breaks:
            return [self]
        text = self.text
        begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
        inside = [at for at in self.breaks if begin < at < end]
        if not inside:
            return [self]
        lines = [text[a:b] for a, b in pairwise([begin, *inside, end])]
        return self._cut_at([at for at, ends in zip(inside, ends_of_paragraphs(lines), strict=True) if ends], text)

    def append(self, other: Draft) -> None:
        """Adds all that another draft holds behind what stands here."""
        shift = self.length
        self.pieces += other.pieces
        self.length += other.length
        self.emphasis += [(start + shift, end + shift) for start, end in other.emphasis]
        self.changes += [replace(change, start=change.start + shift) for change in other.changes]
        self.notes += [replace(note, anchor=note.anchor + shift) for note in other.notes]
        self.breaks += [at + shift for at in other.breaks]

    def _cut_at(self, offsets: Sequence[int], text: str) -> list[Draft]:
        starts = [0, *offsets]
        parts = [
            Draft(self.style, self.heading, page=self.page, in_table=self.in_table, pieces=[text[a:b]], length=b - a)
            for a, b in pairwise([*starts, len(text)])
        ]
        parts[0].label, parts[0].depth = self.label, self.depth
        for change in self.changes:
            index = bisect(offsets, change.start)
            parts[index].changes.append(replace(change, start=change.start - starts[index]))
        for note in self.notes:
            index = bisect(offsets, note.anchor)
            parts[index].notes.append(replace(note, anchor=note.anchor - starts[index]))
        for first, last in self.emphasis:
            for index in range(bisect(offsets, first), bisect_left(offsets, last) + 1):
                part = parts[index]
                begin = max(first - starts[index], 0)
                part.emphasis.append((begin, min(last - starts[index], part.length)))
        return parts

    @property
    def text(self) -> str:
        """What was added so far."""
        return "".join(self.pieces)

    @property
    def is_blank(self) -> bool:
        """True where nothing but blanks was added."""
        return not any(piece.strip() for piece in self.pieces)

    @property
    def ends_blank(self) -> bool:
        """True where the last character added is a blank, or none was."""
        return not self.pieces or self.pieces[-1][-1:].isspace()


def is_number(text: str) -> bool:
    """True for the number of an item and nothing else: `1`, `a)`, `2.1`."""
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def assemble(file: str, form: Format, drafts: Iterable[Draft], notes: Sequence[str] = ()) -> Document:
    """The document of these drafts; see `Assembly`."""
    assembly = Assembly()
    for draft in drafts:
        assembly.add(draft)
    return assembly.document(file, form, notes)


@dataclass(slots=True)
class Assembly:
    """A document in the making, whose text is the non-empty drafts joined by line feeds.

    A draft without text is left out, but what was deleted in it and the footnotes it held pass to the start of the
    next paragraph that stands (after the last one: to its end), so that no change is lost. Each draft can be forgotten
    once it was added: thousands of them kept until the last one are passed over by the collector of garbage again and
    again.
    """

    _texts: list[str] = field(default_factory=list)
    _paragraphs: list[Paragraph] = field(default_factory=list)
    _footnotes: list[Footnote] = field(default_factory=list)
    _waiting: Draft = field(default_factory=Draft)
    _number: Draft | None = None
    _start: int = 0

    def add(self, draft: Draft) -> None:
        """Appends a draft; the number of an item that has a table cell of its own goes before the next cell's text."""
        if self._number is not None:
            number, self._number = self._number, None
            if draft.in_table and draft.length > _SHORTEST_ITEM and not draft.label:
                number.add("\t")
                number.append(draft)
                draft = number
            else:
                self._place(number)
        if draft.in_table and not draft.label and is_number(draft.text):
            self._number = draft
        else:
            self._place(draft)

    def document(self, file: str, form: Format, notes: Sequence[str]) -> Document:
        """The document of all that was added."""
        if self._number is not None:
            self._place(self._number)
        waiting = self._waiting
        if self._paragraphs and (waiting.changes or waiting.notes):
            last = self._paragraphs[-1]
            self._footnotes += [Footnote(note.mark, note.text, last.end) for note in waiting.notes]
            self._paragraphs[-1] = _with_changes(last, waiting.changes)
        text = "\n".join(self._texts)
        return Document(file, form, text, tuple(self._paragraphs), tuple(self._footnotes), tuple(notes))

    def _place(self, draft: Draft) -> None:
        whole = draft.text
        text = whole.strip()
        if not text:
            _pass_on(draft, self._waiting)
            return
        start = self._start
        lead = 0 if len(text) == len(whole) else len(whole) - len(whole.lstrip())
        waiting = self._waiting
        if waiting.changes or waiting.notes:
            draft.changes[:0] = [replace(change, start=0) for change in waiting.changes]
            self._footnotes += [Footnote(note.mark, note.text, start) for note in waiting.notes]
            self._waiting = Draft()
        for note in draft.notes:
            self._footnotes.append(Footnote(note.mark, note.text, start + _inside(note.anchor - lead, text)))
        self._paragraphs.append(_paragraph(draft, text, lead, start))
        self._texts.append(text)
        self._start = start + len(text) + 1


def _pass_on(draft: Draft, waiting: Draft) -> None:
    draft.set_apart()
    waiting.changes += [change for change in draft.changes if any(piece.strip() for piece in change.pieces)]
    waiting.notes += draft.notes


def _paragraph(draft: Draft, text: str, lead: int, start: int) -> Paragraph:
    return Paragraph(
        text,
        start,
        draft.style,
        draft.heading,
        draft.label,
        draft.depth,
        draft.page,
        draft.in_table,
        _clipped(draft.emphasis, start - lead, start, start + len(text)) if draft.emphasis else (),
        tuple([_mark(change, start + _inside(change.start - lead, text)) for change in draft.changes])
        if draft.changes
        else (),
    )


def _clipped(spans: list[tuple[int, int]], shift: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans moved by `shift`, cut off at `start` and `end`, in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        first, last = max(first + shift, start), min(last + shift, end)
        if first >= last:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def _with_changes(paragraph: Paragraph, changes: Iterable[Change]) -> Paragraph:
    more = tuple(_mark(change, paragraph.end) for change in changes)
    return replace(paragraph, revisions=paragraph.revisions + more)


def _mark(change: Change, start: int) -> RevisionMark:
    return RevisionMark(change.kind, start, "".join(change.pieces), change.author, change.apart)


def _inside(offset: int, text: str) -> int:
    return min(max(offset, 0), len(text))
