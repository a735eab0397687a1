"""Footnotes and endnotes of a Word file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.reading.assembly import Draft, Note
from reporter.reading.numbering import spelled
from reporter.reading.word_runs import Inline, without_mark
from reporter.reading.wordml import NoteKind, W, as_number, number, value

if TYPE_CHECKING:
    from lxml import etree

    from reporter.reading.package import WordPackage

_DEFAULT_FORMAT = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(slots=True)
class Notes:
    """The notes by kind and id, and how far their automatic marks have counted."""

    elements: dict[tuple[NoteKind, int], etree._Element] = field(default_factory=dict)
    formats: dict[NoteKind, str] = field(default_factory=dict)
    counts: dict[NoteKind, int] = field(default_factory=dict)
    inline: Inline | None = None

    @classmethod
    def of(cls, package: WordPackage) -> Notes:
        """The notes of a package, with the number format and start that its settings give them."""
        notes = cls()
        settings = package.related("settings")
        kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
        for kind in kinds:
            root = package.related(f"{kind}s")
            for element in () if root is None else root.iterchildren(W + kind):
                identifier = as_number(element.get(W + "id"))
                if identifier is not None and element.get(W + "type", "normal") == "normal":
                    notes.elements[kind, identifier] = element
            properties = None if settings is None else settings.find(W + kind + "Pr")
            notes.formats[kind] = value(properties, "numFmt") or _DEFAULT_FORMAT[kind]
            notes.counts[kind] = (number(properties, "numStart") or 1) - 1
        return notes

    def refer(self, kind: NoteKind, identifier: int | None, anchor: int, *, custom: bool) -> Note | None:
        """The note that a mark in the text refers to; None where the file holds no such note.

        A note with a mark of its own (`custom`) does not count; its mark is set when the text after it is read.
        """
        element = None if identifier is None else self.elements.get((kind, identifier))
        if element is None:
            return None
        text = self._text(element)
        if custom:
            return Note("", text, anchor)
        self.counts[kind] += 1
        mark = spelled(self.counts[kind], self.formats[kind])
        return Note(mark, without_mark(text, mark) if text.startswith(mark + "\t") else text, anchor)

    def _text(self, element: etree._Element) -> str:
        assert self.inline is not None
        parts = []
        for paragraph in element.iter(W + "p"):
            draft = Draft()
            self.inline.write(draft, paragraph, self.inline.styles.default_paragraph)
            self.inline.end_paragraph()
            parts.append(draft.text.strip())
        return " ".join(part for part in parts if part)
