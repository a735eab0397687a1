"""What a person reads in a draft, whatever its format."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from reporter.drafting import Draft


def words(text: str) -> str:
    """The text with all white space folded: how it is broken into lines does not matter."""
    return " ".join(text.split())


def paragraphs(draft: Draft) -> list[tuple[str, str]]:
    """Style and text of every paragraph of a Word draft, cells of tables included, in the order of reading."""
    document = Document(io.BytesIO(draft.content))
    names = {style.style_id: style.name for style in document.styles}
    found = []
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = names[style.get(qn("w:val"))] if style is not None else "Normal"
        found.append((name, _text(paragraph)))
    return found


def rows(draft: Draft, table: int) -> list[list[str]]:
    """The cells of a table of a Word draft, row by row."""
    found = tables(Document(io.BytesIO(draft.content)))[table]
    return [
        [words("\n".join(_text(one) for one in cell.iter(qn("w:p")))) for cell in row.iter(qn("w:tc"))]
        for row in found.iter(qn("w:tr"))
    ]


def tables(document: Any) -> list[Any]:
    """The tables of a document, those inside content controls included, which python-docx passes over."""
    return list(document.element.body.iter(qn("w:tbl")))


def part(draft: Draft, name: str) -> str:
    """A part of a Word draft, as XML."""
    with zipfile.ZipFile(io.BytesIO(draft.content)) as package:
        return package.read(name).decode("utf-8")


def links(draft: Draft) -> list[str]:
    """Where the hyperlinks of a Word draft lead, in the order of reading."""
    document = Document(io.BytesIO(draft.content))
    relationships = document.part.rels
    return [relationships[link.get(qn("r:id"))].target_ref for link in document.element.body.iter(qn("w:hyperlink"))]


def read(draft: Draft) -> str:
    """The whole text of a draft as a person reads it, white space folded."""
    if draft.format == "docx":
        return words(" ".join(text for _, text in paragraphs(draft)))
    text = draft.content.decode("utf-8")
    if draft.format == "md":
        text = MarkdownIt("commonmark").enable("table").render(text)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return words("".join(reader.pieces))


def _text(paragraph: object) -> str:
    pieces = []
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):  # type: ignore[attr-defined]
        # A tab stop of the paragraph's properties has the name of a tab as well.
        if element.tag == qn("w:t"):
            pieces.append(element.text or "")
        elif element.getparent().tag == qn("w:r"):
            pieces.append("\t" if element.tag == qn("w:tab") else "\n")
    return "".join(pieces)


class _Reader(HTMLParser):
    """The text of a page, as a browser shows it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "title")
        if tag not in ("a", "strong", "span", "em", "code"):
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)
