"""An editor who has a Word report open: types, deletes, comments, tracks changes, removes controls."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml.ns import nsdecls, qn
from lxml import etree

DOCUMENT = "word/document.xml"


class Editor:
    """A Word file whose text can be changed as people do it."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.document = etree.fromstring(self.parts[DOCUMENT])

    @property
    def body(self) -> Any:
        return self.document[0]

    def saved(self) -> bytes:
        """The file, saved again."""
        self.parts[DOCUMENT] = etree.tostring(self.document, xml_declaration=True, encoding="UTF-8", standalone=True)
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return result.getvalue()

    def paragraph(self, words: str) -> Any:
        """The first paragraph that holds the words."""
        return next(one for one in self.body.iter(qn("w:p")) if words in text_of(one))

    def type_over(self, old: str, new: str) -> None:
        """Replaces words that stand in one run."""
        text = next(one for one in self.body.iter(qn("w:t")) if old in (one.text or ""))
        text.text = text.text.replace(old, new)

    def type_after(self, words: str, new: str, style: str = "BodyText") -> Any:
        """A paragraph of one's own behind the one that holds the words, outside its control."""
        paragraph = etree.fromstring(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f'<w:r><w:t xml:space="preserve"/></w:r></w:p>'
        )
        paragraph.find(f".//{qn('w:t')}").text = new
        outermost = self.paragraph(words)
        for control in outermost.iterancestors(qn("w:sdt")):
            outermost = control
        outermost.addnext(paragraph)
        return paragraph

    def comment_on(self, words: str) -> None:
        """A comment on the paragraph that holds the words."""
        paragraph = self.paragraph(words)
        start = etree.fromstring(f'<w:commentRangeStart {nsdecls("w")} w:id="900"/>')
        end = etree.fromstring(f'<w:commentRangeEnd {nsdecls("w")} w:id="900"/>')
        mark = etree.fromstring(f'<w:r {nsdecls("w")}><w:commentReference w:id="900"/></w:r>')
        next(paragraph.iter(qn("w:r"))).addprevious(start)
        paragraph.extend([end, mark])
        self.parts["word/comments.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments {nsdecls("w")}>'
            '<w:comment w:id="900" w:author="A. Editor" w:initials="AE"><w:p><w:r><w:t>Is that so?</w:t></w:r></w:p>'
            "</w:comment></w:comments>"
        ).encode()
        self._declare("word/comments.xml", "wordprocessingml.comments+xml", "comments")

    def track_insertion(self, words: str, new: str) -> None:
        """New words at the end of the paragraph that holds the words, as a tracked change of the editor."""
        self.paragraph(words).append(
            etree.fromstring(
                f'<w:ins {nsdecls("w")} w:id="901" w:author="A. Editor" w:date="2026-11-21T09:00:00Z">'
                f'<w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'
            )
        )

    def delete(self, words: str) -> None:
        """The paragraph that holds the words, with the control that held nothing else."""
        paragraph = self.paragraph(words)
        parent = paragraph.getparent()
        parent.remove(paragraph)
        if parent.tag == qn("w:sdtContent") and not len(parent):
            parent.getparent().getparent().remove(parent.getparent())

    def remove_controls(self, *, bookmarks: bool = False) -> None:
        """All content controls, their text stays; the hidden bookmarks as well, if asked."""
        for control in list(self.body.iter(qn("w:sdt"))):
            for child in list(control.find(qn("w:sdtContent"))):
                control.addprevious(child)
            control.getparent().remove(control)
        for mark in list(self.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))) if bookmarks else ():
            mark.getparent().remove(mark)

    def _declare(self, name: str, kind: str, relation: str) -> None:
        base = "application/vnd.openxmlformats-officedocument."
        types = f'<Override PartName="/{name}" ContentType="{base}{kind}"/></Types>'
        self.parts["[Content_Types].xml"] = self.parts["[Content_Types].xml"].replace(b"</Types>", types.encode())
        rels = "word/_rels/document.xml.rels"
        address = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation}"
        one = f'<Relationship Id="rIdEditor" Type="{address}" Target="{name.removeprefix("word/")}"/></Relationships>'
        self.parts[rels] = self.parts[rels].replace(b"</Relationships>", one.encode())


def text_of(element: Any) -> str:
    """All words in an element, deleted ones left out."""
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def lines(content: bytes) -> list[str]:
    """The paragraphs of a report that hold words, tracked changes accepted."""
    body = Editor(content).body
    return [words for one in body.iter(qn("w:p")) if (words := text_of(one).strip())]


def changes(content: bytes) -> dict[str, list[str]]:
    """Words of tracked insertions and deletions, by author and kind."""
    found: dict[str, list[str]] = {}
    for one in Editor(content).body.iter(qn("w:ins"), qn("w:del")):
        words = "".join(text.text or "" for text in one.iter(qn("w:t"), qn("w:delText")))
        if words:
            found.setdefault(f"{one.get(qn('w:author'))} {etree.QName(one).localname}", []).append(words)
    return found
