"""Made-up resolutions as files: Word with lists, tables, footnotes and tracked changes; web page; PDF; plain text."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import islice
from pathlib import Path

from made_up_texts import Line, resolutions

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LOOK = '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr>'
_CHANGED_IN, _NOTED_IN = 9, 17
"""One paragraph in so many holds tracked changes, one in so many a footnote."""
_LINES_ON_PAGE, _CHARACTERS_IN_LINE = 48, 95
_PDF_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "()\\"})

Texts = Iterable[Sequence[Line]]


def plain_text(texts: Texts) -> bytes:
    """A text file of these resolutions."""
    return "\n\n".join("\n".join(map(str, lines)) for lines in texts).encode()


def web_page(texts: Texts) -> bytes:
    """A web page of these resolutions."""
    paragraphs = "\n".join(f"<p>{escape(str(line))}</p>" for lines in texts for line in lines)
    return f"<!DOCTYPE html>\n<html><head><meta charset=utf-8></head><body>{paragraphs}</body></html>".encode()


def pdf(texts: Texts) -> bytes:
    """A PDF of these resolutions: one column of Helvetica on A4."""
    rows = [row for lines in texts for line in lines for row in _rows(line)]
    pages = [rows[at : at + _LINES_ON_PAGE] for at in range(0, len(rows), _LINES_ON_PAGE)]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for at, page in enumerate(pages):
        shown = "".join(f"({row.translate(_PDF_SPECIAL)})'\n" for row in page)
        content = f"BT /F 10 Tf 14 TL 72 780 Td\n{shown}ET"
        look = f"/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * at} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R{look}>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    return _pdf_of(objects)


def word(texts: Texts) -> bytes:
    """A Word file of these resolutions, in runs as Word leaves them, with a table below each."""
    story = _WordStory()
    for lines in texts:
        for line in lines:
            story.add(line)
        story.add_table(3, ("Resolution", "Status", "Noted by the meeting"))
    return story.package()


KINDS: dict[str, Callable[[Texts], bytes]] = {".docx": word, ".txt": plain_text, ".html": web_page, ".pdf": pdf}
"""Suffix -> what writes such a file."""


def fill(folder: Path, files: int, resolutions_each: int = 3) -> None:
    """Fills a folder with so many files, of each kind in turn."""
    texts = resolutions()
    for number in range(files):
        suffix, write = list(KINDS.items())[number % len(KINDS)]
        (folder / f"{number:04}{suffix}").write_bytes(write(list(islice(texts, resolutions_each))))


class _WordStory:
    """The parts of a Word file while it is written."""

    def __init__(self) -> None:
        self._body: list[str] = []
        self._notes: list[str] = []
        self._lists: list[str] = []

    def add(self, line: Line) -> None:
        """A paragraph; a line without a label ends the list before it."""
        number = len(self._body)
        style, numbered = "Call" if line.words[:1].islower() else "ResTitle", ""
        if line.label:
            if line.label in ("a)", "1"):
                self._lists.append("decimal" if line.label.isdecimal() else "lowerLetter")
            style = "Normal"
            numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{len(self._lists)}"/></w:numPr>'
        cut = len(line.words) // 3
        runs = [_run(line.words[:cut]), _run(line.words[cut:])]
        if number % _CHANGED_IN == 0:
            who = f'w:id="{number}" w:author="Editor" w:date="2024-10-15T09:00:00Z"'
            runs[1] = f"<w:ins {who}>{runs[1]}</w:ins><w:del {who}>{_run('as it was before', 'delText')}</w:del>"
        if line.label and number % _NOTED_IN == 0:
            runs.append(self._note(number))
        properties = f'<w:pPr><w:pStyle w:val="{style}"/>{numbered}{_LOOK}</w:pPr>'
        self._body.append(f'<w:p w:rsidR="00A77427" w:rsidRDefault="00A77427">{properties}{"".join(runs)}</w:p>')

    def add_table(self, rows: int, cells: Sequence[str]) -> None:
        """A table of equal rows."""
        row = "".join(f"<w:tc><w:tcPr/><w:p>{_run(words)}</w:p></w:tc>" for words in cells)
        self._body.append(f"<w:tbl><w:tblPr/>{f'<w:tr>{row}</w:tr>' * rows}</w:tbl>")

    def package(self) -> bytes:
        """The file."""
        parts = {
            "document": f"<w:document {_W}><w:body>{''.join(self._body)}</w:body></w:document>",
            "styles": f"<w:styles {_W}>{''.join(map(_style, ('Normal', 'Call', 'ResTitle')))}</w:styles>",
            "numbering": f"<w:numbering {_W}>{self._numbering()}</w:numbering>",
            "footnotes": f"<w:footnotes {_W}>{''.join(self._notes)}</w:footnotes>",
        }
        types = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{name}{".main" * (name == "document")}+xml"/>'
            for name in parts
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
            )
            package.writestr("_rels/.rels", _relations({"officeDocument": "word/document.xml"}))
            related = {name: f"{name}.xml" for name in parts if name != "document"}
            package.writestr("word/_rels/document.xml.rels", _relations(related))
            for name, xml in parts.items():
                package.writestr(f"word/{name}.xml", xml)
        return packed.getvalue()

    def _note(self, number: int) -> str:
        words = _run("These include the least developed countries.")
        self._notes.append(f'<w:footnote w:id="{number}"><w:p>{words}</w:p></w:footnote>')
        return f'<w:r>{_LOOK}<w:footnoteReference w:id="{number}"/></w:r>'

    def _numbering(self) -> str:
        shown = {"decimal": "%1", "lowerLetter": "%1)"}
        forms = "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{shown[form]}"/></w:lvl></w:abstractNum>'
            for number, form in enumerate(self._lists, start=1)
        )
        lists = (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            for number in range(1, len(self._lists) + 1)
        )
        return forms + "".join(lists)


def _run(words: str, tag: str = "t") -> str:
    return f'<w:r w:rsidRPr="00B12C3D">{_LOOK}<w:{tag} xml:space="preserve">{escape(words)}</w:{tag}></w:r>'


def _style(name: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'


def _relations(targets: dict[str, str]) -> str:
    each = (
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{target}"/>' for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(each)}</Relationships>'


def _rows(line: Line) -> list[str]:
    """A line as it is wrapped on a page."""
    words = f"{line.label}  {line.words}" if line.label else line.words
    return textwrap.wrap(words, _CHARACTERS_IN_LINE, drop_whitespace=True)


def _pdf_of(objects: Sequence[str]) -> bytes:
    """A PDF file of numbered objects, the first of which is its catalogue."""
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    return bytes(written) + f"xref\n0 {count}\n0000000000 65535 f \n{entries}{end}".encode()
