"""Small Word and PDF files, written by hand so that a test shows all that is in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "settings")


def docx(path: Path, body: str, *, namespaces: str = _NAMESPACES, **parts: str) -> Path:
    """Writes a Word file.

    Args:
        path: Where to.
        body: What stands in `w:body`.
        namespaces: Declarations on every root.
        parts: What stands in the roots of `styles.xml`, `numbering.xml`, `footnotes.xml` …, by the part's name.
    """
    related = "".join(
        f'<Relationship Id="r{index}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for index, name in enumerate(_PARTS)
        if name in parts
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(*parts))
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
        )
        package.writestr(
            "word/document.xml", f"<w:document {namespaces}><w:body>{body}<w:sectPr/></w:body></w:document>"
        )
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {namespaces}>{content}</w:{name}>")
    return path


def _content_types(*parts: str) -> str:
    kinds = {"document": "document.main"} | {name: name for name in parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def p(*runs: str, style: str = "", num: tuple[int, int] | None = None, props: str = "", mark: str = "") -> str:
    """A paragraph. `num` is its list and level, `mark` what stands in the properties of its paragraph mark."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        inside += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inside += props + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{''.join(runs)}</w:p>"


def r(text: str = "", props: str = "", *, extra: str = "") -> str:
    """A run of text with run properties, and `extra` elements after the text."""
    return (
        f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}"
        + (f'<w:t xml:space="preserve">{text}</w:t>' if text else "")
        + f"{extra}</w:r>"
    )


def ins(*runs: str, author: str = "A. Editor") -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="{author}">{"".join(runs)}</w:ins>'


def dele(text: str, author: str = "A. Editor") -> str:
    """A tracked deletion."""
    run = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="{author}">{run}</w:del>'


INSERTED_MARK = '<w:ins w:id="3" w:author="A. Editor"/>'
DELETED_MARK = '<w:del w:id="4" w:author="A. Editor"/>'


def level(index: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    """One level of a list definition."""
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(identifier: int, *levels: str, more: str = "") -> str:
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{more}{"".join(levels)}</w:abstractNum>'


def num(identifier: int, definition: int, overrides: str = "") -> str:
    """A list that uses a definition."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def style(identifier: str, name: str, based: str = "", ppr: str = "", rpr: str = "", kind: str = "paragraph") -> str:
    """A style."""
    default = ' w:default="1"' if identifier == "Normal" else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"{default}><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


Text = tuple[float, float, float, str]
"""x and y of the base line from the lower left corner and type size, all in points, and the characters.

Without characters it is a rule, and the size is its length.
"""


def pdf(path: Path, *pages: list[Text], size: tuple[int, int] = (600, 800), turn: int = 0, rotate: int = 0) -> Path:
    """Writes a PDF whose pages show the given texts in Helvetica; a text that starts with `/` in Helvetica-Oblique.

    Args:
        path: Where to.
        pages: The texts of each.
        size: Of the pages, in points.
        turn: Degrees counter-clockwise by which everything drawn is turned about the middle of the page.
        rotate: Degrees clockwise by which a viewer is to turn the pages.
    """
    cos, sin = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
    x, y = size[0] / 2, size[1] / 2
    matrix = f"{cos} {sin} {-sin} {cos} {x - cos * x + sin * y} {y - sin * x - cos * y} cm\n" if turn else ""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Oblique /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for texts in pages:
        content = (matrix + "".join(map(_shown, texts))).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (*size, rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    path.write_bytes(_file(objects))
    return path


def _shown(text: Text) -> str:
    x, y, size, characters = text
    if not characters:
        return f"{x} {y} {size} 0.6 re f\n"
    font = "F2" if characters.startswith("/") else "F1"
    escaped = characters.removeprefix("/").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def _file(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(data))
    )
