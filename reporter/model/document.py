"""A file as read: paragraphs in order, with what the reader knew of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class RevisionMark:
    """A tracked change that touches a paragraph.

    Attributes:
        kind: `inserted` (the text stands in the final view) or `deleted` (it does not).
        start: Offset into `Document.text` where it stands; for a deletion, where it stood.
        text: The characters inserted or deleted; "" for a paragraph mark, a footnote mark or a formatting change.
        author: Who made the change; None where the file does not say.
        apart: True for a paragraph of its own that the view leaves out whole. It stood before the paragraph, or after
            it where `start` is its end, and touches no word of it.
    """

    kind: Literal["inserted", "deleted"]
    start: int
    text: str
    author: str | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote or endnote, kept apart from the sentence it belongs to.

    Attributes:
        mark: The mark as a reader sees it: `1`, `*`.
        text: The note without its mark.
        anchor: Offset into `Document.text` of the place the mark stood.
    """

    mark: str
    text: str
    anchor: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the final view (or of the original, when that was asked for).

    Attributes:
        text: The characters as they stand, footnote marks and hidden text left out. Equal to
            `Document.text[start:start + len(text)]`.
        start: Offset into `Document.text`, in characters, from 0.
        style: The style's name as people see it (`Heading 1`, `Call`); "" where the format has none.
        heading: Outline level 1-9 of a heading; 0 for body text.
        label: The number that automatic numbering shows (`1`, `a)`, `-`), never part of `text`; "" without one.
            A number typed by hand stays in `text`, and so does an automatic one that names a part (`RESOLUTION 1`).
        depth: Nesting of the list level the label belongs to, from 0.
        page: Page number from 1; None where the format has no pages.
        in_table: True for a paragraph of a table cell.
        emphasis: Offsets (start, end) into `Document.text` of what is set in italics or bold; empty where unknown.
        revisions: Tracked changes that touch the paragraph, in order.
    """

    text: str
    start: int
    style: str = ""
    heading: int = 0
    label: str = ""
    depth: int = 0
    page: int | None = None
    in_table: bool = False
    emphasis: tuple[tuple[int, int], ...] = ()
    revisions: tuple[RevisionMark, ...] = ()

    @property
    def end(self) -> int:
        """Offset into `Document.text` just after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read.

    Attributes:
        file: The path as given by the person, with forward slashes.
        format: `docx`, `pdf`, `html` or `txt`.
        text: All paragraphs joined by line feeds; every offset of the project counts in its characters. For a .txt
            file without dirt (bookmarks, inline footnotes) it is the decoded file itself, line ends made `\\n`.
        paragraphs: In reading order, empty ones left out.
        footnotes: In order of their anchors.
        notes: What a person should know about the reading: `3 text boxes left out`, `decoded as cp1252`.
    """

    file: str
    format: Literal["docx", "pdf", "html", "txt"]
    text: str
    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[Footnote, ...] = ()
    notes: tuple[str, ...] = field(default=())
