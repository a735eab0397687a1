"""Build the example resolutions in Word format from the plain texts in `sources/`.

    python examples/build.py            writes examples/resolutions/*.docx
    python examples/build.py --check    only says which of them are out of date; exit 1 when one is

A source has one paragraph a line, `kind | text`. The kinds:

    changes      author | time     who made the tracked changes of this file, and when; first line, not a paragraph
    resno, title, ref, opening     the header; `symbol`, `adopted`, `right` for United Nations documents
    call                           a section's heading in italics: considering, instructs the Director of TSB
    text                           a paragraph as it stands; a number typed by hand is followed by a tab
    letter, number, roman          an item that Word numbers: a), 1, i); each call starts anew
    annex, annexref, annextitle    the heading of an annex
    row                            a row of a table, cells divided by ` | `; the first row is the head

Within a text: `//italics//`, `[[a footnote]]`, `{+inserted+}` and `{-deleted-}` with change tracking. A `+` or `-`
before the kind inserts or deletes the paragraph as a whole.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
RESOLUTIONS = HERE / "resolutions"

State = Literal["", "+", "-"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

STYLES = {
    "resno": "ResNo",
    "title": "Restitle",
    "ref": "Resref",
    "call": "Call",
    "annex": "AnnexNo",
    "annexref": "Resref",
    "annextitle": "Annextitle",
    "symbol": "Right",
    "right": "Right",
    "adopted": "Restitle",
}
"""Style of each kind of paragraph; every other kind is `Normal`."""

LEVELS = {"letter": (1, 0), "number": (2, 0), "roman": (2, 1)}
"""Kind of an item -> (abstract list, level): roman items are nested in numbered ones."""


class SourceError(Exception):
    """A source does not keep to the notation; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or table row of a source; `state` tells whether it is inserted or deleted as a whole."""

    kind: str
    text: str
    state: State = ""


@dataclass(slots=True)
class Package:
    """What the paragraphs ask for elsewhere in the package: lists, footnotes, numbers of tracked changes."""

    author: str = ""
    time: str = ""
    lists: list[int] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    changes: int = 0

    def tracked(self) -> str:
        """Attributes of the next tracked change."""
        if not self.author:
            raise SourceError("a tracked change needs a first line `changes | author | time`")
        self.changes += 1
        return f'w:id="{self.changes}" w:author="{escape(self.author)}" w:date="{self.time}"'

    def open_list(self, abstract: int) -> int:
        """Id of a new list that starts from its first number."""
        self.lists.append(abstract)
        return len(self.lists)

    def add_footnote(self, text: str) -> int:
        """Id of a new footnote; 0 and below are Word's own separators."""
        self.footnotes.append(text)
        return len(self.footnotes)


def parse(source: str) -> tuple[Line, ...]:
    """The lines of a source; raises `SourceError` for a line without ` | `."""
    lines = []
    for position, raw in enumerate(source.splitlines(), start=1):
        kind, divider, text = raw.partition(" | ")
        if not divider:
            raise SourceError(f"line {position}: expected `kind | text`, found {raw!r}")
        state: State = "+" if kind.startswith("+") else "-" if kind.startswith("-") else ""
        lines.append(Line(kind.lstrip("+-"), text, state))
    return tuple(lines)


def build(source: str) -> bytes:
    """The Word file of a source: the same bytes for the same text, on every machine."""
    lines = parse(source)
    package = Package()
    if lines and lines[0].kind == "changes":
        package.author, package.time = lines[0].text.split(" | ")
        lines = lines[1:]
    document = _document(lines, package)
    return _zipped(_parts(document, package, title=_title(lines)))


def _title(lines: Iterable[Line]) -> str:
    return next(line.text for line in lines if line.kind == "title")


def _document(lines: Iterable[Line], package: Package) -> str:
    blocks = [
        _table([line.text for line in group]) if is_table else "".join(_paragraphs(group, package))
        for is_table, group in groupby(lines, key=lambda line: line.kind == "row")
    ]
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1417" w:right="1134" w:bottom="1417" w:left="1134" '
        'w:header="720" w:footer="720" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(blocks)}{page}</w:body></w:document>'


def _paragraphs(lines: Iterable[Line], package: Package) -> Iterator[str]:
    lists: dict[int, int] = {}
    for line in lines:
        if line.kind in LEVELS:
            abstract, level = LEVELS[line.kind]
            if abstract not in lists:
                lists[abstract] = package.open_list(abstract)
            yield _paragraph(line, package, numbering=(lists[abstract], level))
        else:
            lists.clear()
            yield _paragraph(line, package)


def _paragraph(line: Line, package: Package, numbering: tuple[int, int] | None = None) -> str:
    properties = ""
    if style := STYLES.get(line.kind):
        properties += f'<w:pStyle w:val="{style}"/>'
    if numbering:
        number, level = numbering
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    if line.state:
        element = "w:ins" if line.state == "+" else "w:del"
        properties += f"<w:rPr><{element} {package.tracked()}/></w:rPr>"
    runs = "".join(_pieces(line, package))
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


MARKUP = re.compile(
    r"\{\+(?P<inserted>.*?)\+\}|\{-(?P<deleted>.*?)-\}|//(?P<italic>.*?)//|\[\[(?P<note>.*?)\]\]|(?P<plain>(?:(?!\{[+-]|//|\[\[).)+)"
)


def _pieces(line: Line, package: Package) -> Iterator[str]:
    matches = list(MARKUP.finditer(line.text))
    if sum(len(match.group()) for match in matches) != len(line.text):
        raise SourceError(f"a mark is opened and not closed in {line.text!r}")
    for match in matches:
        kind, text = match.lastgroup, match.group(match.lastgroup or 0)
        if kind == "note":
            number = package.add_footnote(text)
            style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            yield f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'
            continue
        state = {"inserted": "+", "deleted": "-"}.get(kind or "", line.state)
        yield _run(text, state, package, italic=kind == "italic")


def _run(text: str, state: str, package: Package, *, italic: bool = False) -> str:
    tag = "w:delText" if state == "-" else "w:t"
    words = "<w:tab/>".join(
        f'<{tag} xml:space="preserve">{escape(piece)}</{tag}>' if piece else "" for piece in text.split("\t")
    )
    run = f"<w:r>{'<w:rPr><w:i/></w:rPr>' if italic else ''}{words}</w:r>"
    if not state:
        return run
    element = "w:ins" if state == "+" else "w:del"
    return f"<{element} {package.tracked()}>{run}</{element}>"


def _table(rows: list[str]) -> str:
    cells = [row.split(" | ") for row in rows]
    width = 9638 // len(cells[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(cells[0])
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    body = "".join(_row(row, width, head=not index) for index, row in enumerate(cells))
    # Word asks for a paragraph after a table that ends the document.
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>"
    )


def _row(cells: list[str], width: int, *, head: bool) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if head else ""
    texts = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:r>{bold}<w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>"
        for cell in cells
    )
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{texts}</w:tr>"


def _styles() -> str:
    def style(key: str, name: str, paragraph: str, run: str = "") -> str:
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )

    centred = '<w:jc w:val="center"/>'
    return "".join(
        (
            f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>',
            '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>',
            '<w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>',
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>',
            '<w:pPr><w:tabs><w:tab w:val="left" w:pos="794"/></w:tabs><w:spacing w:before="120"/></w:pPr></w:style>',
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">',
            '<w:name w:val="Default Paragraph Font"/></w:style>',
            style("ResNo", "Res_No", f'<w:keepNext/><w:spacing w:before="480"/>{centred}'),
            style("Restitle", "Res_title", f'<w:keepNext/><w:spacing w:before="240"/>{centred}', "<w:b/>"),
            style("Resref", "Res_ref", f"<w:keepNext/>{centred}"),
            style("Call", "Call", '<w:keepNext/><w:spacing w:before="160"/><w:ind w:left="794"/>', "<w:i/>"),
            style("AnnexNo", "Annex_No", f'<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="480"/>{centred}'),
            style("Annextitle", "Annex_title", f'<w:keepNext/><w:spacing w:before="240"/>{centred}', "<w:b/>"),
            style("Right", "Right aligned", '<w:jc w:val="right"/>'),
            '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>',
            '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>',
            '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>',
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>',
        )
    )


def _numbering(lists: list[int]) -> str:
    def level(index: int, form: str, text: str) -> str:
        left = 794 * (index + 1)
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="794"/></w:pPr></w:lvl>'
        )

    def abstract(number: int, levels: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )

    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number, kind in enumerate(lists, start=1)
    )
    preamble = abstract(1, level(0, "lowerLetter", "%1)"))
    operative = abstract(2, level(0, "decimal", "%1") + level(1, "lowerRoman", "%2)"))
    return f'{HEAD}<w:numbering xmlns:w="{W}">{preamble}{operative}{instances}</w:numbering>'


def _footnotes(notes: list[str]) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{element}/></w:r></w:p></w:footnote>'
        for number, kind, element in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:tab/><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes, start=1)
    )
    return f'{HEAD}<w:footnotes xmlns:w="{W}">{separators}{texts}</w:footnotes>'


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>Invented example</dc:subject>"
        "<dc:creator>reporter</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
    )


def _parts(document: str, package: Package, title: str) -> dict[str, str]:
    """Every part of the package, by name, in the order it is written."""
    inner = {"styles": _styles()}
    if package.lists:
        inner["numbering"] = _numbering(package.lists)
    if package.footnotes:
        inner["footnotes"] = _footnotes(package.footnotes)
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{name}+xml"/>' for name in sorted(inner)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(inner, start=1)
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>{overrides}'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{relations}">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{relations}">{links}</Relationships>',
        **{f"word/{name}.xml": text for name, text in inner.items()},
    }


def _zipped(parts: dict[str, str]) -> bytes:
    # Stored, not deflated: the output of a compressor differs between versions of zlib. The system byte and the
    # time are fixed for the same reason.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, text.encode("utf-8"))
    return buffer.getvalue()


def main() -> int:
    """Write the examples, or check that they are what their sources say."""
    parser = argparse.ArgumentParser(description="Build the example resolutions in Word format.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is out of date")
    check = parser.parse_args().check
    stale = 0
    for source in sorted(SOURCES.glob("*.txt")):
        target = RESOLUTIONS / f"{source.stem}.docx"
        try:
            content = build(source.read_text(encoding="utf-8"))
        except SourceError as error:
            print(f"{source.name}, {error}", file=sys.stderr)
            return 2
        if target.is_file() and target.read_bytes() == content:
            continue
        stale += 1
        print(f"{'out of date' if check else 'written'}: {target.name}")
        if not check:
            target.write_bytes(content)
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
