"""Renders a Word template with docxtpl, strictly: nothing is guessed, and the same input gives the same bytes.

docxtpl as it comes lets an XML parser guess where the result is broken, and then text is missing without a word. Here
values are escaped, unknown names stop the work, and a result that is not well-formed is an error.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.drafting.braces import broken_tags
from reporter.drafting.chart_word import word_picture
from reporter.drafting.context import ReportContext
from reporter.drafting.faults import Part
from reporter.drafting.filters import common_filters, escape_word, word_links
from reporter.drafting.finishing import finish
from reporter.drafting.memory import attach, sealed
from reporter.drafting.regions import Keys
from reporter.drafting.rendering import check_names, check_placeholders, render_part, unreadable, variables
from reporter.drafting.sandbox import TemplateEnvironment
from reporter.drafting.words import Words
from reporter.drafting.wordxml import W
from reporter.model import TemplateError

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_LARGEST_PACKAGE = 100_000_000
"""Bytes of a template, unpacked; with a few pictures it has less than a tenth of that."""

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip entry can carry: a fixed time makes the same draft the same bytes."""

_CORE_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")

# A paragraph to a line: so Jinja's line numbers lead to the words of the paragraph.
_BLOCK_START = re.compile("(<w:(?:p|tr)[ >])")
_BLOCK_END = re.compile("(</w:(?:p|tr)>)")
_COLUMN_TAG = re.compile(r"\{[%{]tc ")
_LONGEST_PROPERTY = 255
"""Characters that Word allows in a document property."""

_OLE_MAGIC = b"\xd0\xcf\x11\xe0"


def render_word(template: Path, context: ReportContext, words: Words) -> bytes:
    """The Word document that a template gives.

    Raises:
        TemplateError: The template cannot be read, names what does not exist, does not end, or gives broken XML.
    """
    document = _opened(template)
    keys = Keys()
    environment = _environment(document, words, keys)
    parts = tuple(document.parts_to_check())
    check_names(environment, parts)
    document.render(variables(context), jinja_env=environment, autoescape=True)
    check_placeholders(environment, parts)
    _stamp(document.docx.core_properties, context.today)
    regions = finish(document.rendered.find(f"{W}body"), keys)
    attach(document.docx, _told(template, context), regions)
    document.docx.part._element = document.rendered
    return repacked(saved(document.docx))


def word_parts(template: Path, words: Words) -> tuple[TemplateEnvironment, tuple[Part, ...]]:
    """Where a Word template runs, and its parts as Jinja reads them.

    Raises:
        TemplateError: The template cannot be read.
        ExceptionGroup: Tags in it are not whole, so that no parts can be told; one TemplateError for each.
    """
    document = _opened(template)
    broken = [error for name, xml in document.written_parts() for error in broken_tags(template, name, xml)]
    if broken:
        raise ExceptionGroup("tags that are not whole", broken)
    return _environment(document, words, Keys()), tuple(document.parts_to_check())


def _told(template: Path, context: ReportContext) -> str:
    """What the document is, so that another one is not taken for it."""
    limits = (context.person, context.only)
    return ", ".join(
        part for part in (f"{context.body} {context.year}", *limits, template.stem, context.language) if part
    )


def _environment(document: DocxTemplate, words: Words, keys: Keys) -> TemplateEnvironment:
    part = document.docx.part
    filters: dict[str, Callable[..., Any]] = {"links": word_links(_relater(part)), "picture": word_picture(part)}
    filters["region"] = keys.region
    return TemplateEnvironment(escape=escape_word, filters=common_filters(words) | filters)


def _relater(part: Any) -> Callable[[str], str]:
    """From a web address to the ID of its relationship; python-docx by itself goes through all of them each time."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.rel import _Relationship

    known: dict[str, str] = {}
    free = 1 + max((int(found[1]) for name in part.rels if (found := re.fullmatch(r"rId(\d+)", name))), default=0)

    def relate(address: str) -> str:
        if address not in known:
            name = known[address] = f"rIdLink{free + len(known)}"
            part.rels[name] = _Relationship(name, RELATIONSHIP_TYPE.HYPERLINK, address, part.rels._baseURI, True)
        return known[address]

    return relate


def saved(document: Any) -> dict[str, bytes]:
    """The parts of a document, as python-docx writes them; into a zip of its own, each would be compressed twice."""
    from docx.opc.pkgwriter import PackageWriter

    package, written = document.part.package, _Parts()
    for part in package.parts:
        part.before_marshal()
    writer: Any = PackageWriter
    writer._write_content_types_stream(written, package.parts)
    writer._write_pkg_rels(written, package.rels)
    writer._write_parts(written, package.parts)
    return written.parts


class _Parts:
    """Takes what python-docx writes into a package."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}

    def write(self, uri: Any, content: bytes) -> None:
        self.parts[uri.membername] = content


def repacked(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts with fixed times and attributes, its memory sealed."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in sealed(parts).items():
            fixed = zipfile.ZipInfo(name, _ZIP_TIME)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            # Unix everywhere: by default the entry tells on which system it was written.
            fixed.create_system = 3
            fixed.external_attr = 0o600 << 16
            target.writestr(fixed, content)
    return result.getvalue()


def _opened(template: Path) -> DocxTemplate:
    try:
        content = template.read_bytes()
    except OSError as error:
        raise unreadable(template, error) from error
    _check_package(template, content)
    document = _strict_template()(template, content)
    try:
        document.init_docx()
    except (KeyError, ValueError, OSError, SyntaxError) as error:
        raise TemplateError(
            "is not a Word document that can be opened", file=template, hint="Save it in Word as .docx and try again."
        ) from error
    return document


def _check_package(template: Path, content: bytes) -> None:
    if content.startswith(_OLE_MAGIC):
        raise TemplateError(
            "is protected by a password, or an old .doc file",
            file=template,
            hint="Save it in Word as .docx without one.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
    except zipfile.BadZipFile as error:
        raise TemplateError("is no Word file", file=template, hint="Save it in Word as .docx.") from error
    names = {entry.filename for entry in entries}
    if "word/document.xml" not in names:
        raise TemplateError("is no Word file", file=template, hint="Save it in Word as .docx.")
    if sum(entry.file_size for entry in entries) > _LARGEST_PACKAGE:
        raise TemplateError(
            f"unpacks to more than {_LARGEST_PACKAGE:,} bytes", file=template, hint="Make its pictures smaller."
        )


def _stamp(properties: Any, today: date) -> None:
    """The day of the draft instead of the moment of writing, so that a draft can be reproduced."""
    properties.created = properties.modified = datetime(today.year, today.month, today.day)
    properties.last_modified_by = properties.author
    properties.revision = 1
    properties.last_printed = properties.created


def _strict_template() -> type[DocxTemplate]:
    """docxtpl's template with the steps replaced that guess; made here, for docxtpl takes long to import."""
    from docx.oxml.ns import qn
    from docxtpl import DocxTemplate
    from lxml import etree

    class StrictTemplate(DocxTemplate):  # type: ignore[misc]
        def __init__(self, file: Path, content: bytes) -> None:
            self.file = file
            self._patched: dict[str, str] = {}
            super().__init__(io.BytesIO(content))

        def written_parts(self) -> Iterator[tuple[str, str]]:
            """Name and XML of every part with paragraphs, as Word wrote it."""
            yield "body", self.get_xml()
            for name, uri in (("header", self.HEADER_URI), ("footer", self.FOOTER_URI)):
                for _, part in self.get_headers_footers(uri):
                    yield name, self.get_part_xml(part)

        def parts_to_check(self) -> Iterator[Part]:
            """Every part that Jinja will read, for a look at its names beforehand."""
            yield self._part("body", self.patch_xml(self.get_xml()))
            for name, uri in (("header", self.HEADER_URI), ("footer", self.FOOTER_URI)):
                for _, part in self.get_headers_footers(uri):
                    yield self._part(name, self.patch_xml(self.get_part_xml(part)))
            for part in self.docx.part.package.parts:
                if part.content_type.endswith(".footnotes+xml"):
                    yield self._part("footnotes", self.patch_xml(part.blob.decode("utf-8")))
            for name in _CORE_PROPERTIES:
                yield self._part(f"document property {name}", getattr(self.docx.core_properties, name))

        def patch_xml(self, src_xml: str) -> str:
            """As the parent, but once: each part is asked for twice, for its names and to be rendered."""
            if src_xml not in self._patched:
                self._patched[src_xml] = super().patch_xml(src_xml)
            return self._patched[src_xml]

        def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
            xml = render_part(jinja_env, self._part(_part_name(part), src_xml), context)
            # docxtpl would now look for line breaks and tabs in every text; the escaping has seen to them.
            return _joined(xml)

        def get_xml(self) -> str:
            xml = str(super().get_xml())
            self._columns_change = bool(_COLUMN_TAG.search(re.sub("<[^>]+>", "", xml)))
            return xml

        def fix_tables(self, xml: str) -> Any:
            """The body that was rendered, within a document: moved into another one, each node would be visited."""
            parser = etree.XMLParser(huge_tree=True, resolve_entities=False, remove_blank_text=True)
            around = self.xml_to_string(self.docx._element).partition("<w:body")[0]
            try:
                if self._columns_change:
                    # Only a tag that repeats cells makes a table that does not fit its columns.
                    etree.fromstring(xml, parser)
                    xml = self.xml_to_string(super().fix_tables(xml))
                # Ordinary elements: those of python-docx take twice the time to walk.
                return etree.fromstring(f"{around}{xml}</w:document>", parser)
            except etree.XMLSyntaxError as error:
                raise TemplateError(
                    f"the tags do not leave a whole document behind ({error.msg})",
                    file=self.file,
                    hint="A for or if that goes over several paragraphs is written {%p … %}, over table rows "
                    "{%tr … %}, and its end likewise.",
                ) from error

        def fix_docpr_ids(self, tree: Any) -> None:
            for number, picture in enumerate(tree.iter(qn("wp:docPr")), self.docx_ids_index + 1):
                picture.set("id", str(number))

        def map_tree(self, tree: Any) -> None:
            # Put into its place at the end: docxtpl still asks the document of the template for its sections.
            self.rendered = tree

        def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
            for name in _CORE_PROPERTIES:
                part = self._part(f"document property {name}", getattr(self.docx.core_properties, name))
                # The property is written as XML by python-docx, which escapes it again.
                rendered = html.unescape(render_part(jinja_env, part, context))
                setattr(self.docx.core_properties, name, rendered[:_LONGEST_PROPERTY])

        def _part(self, name: str, xml: str) -> Part:
            return Part(self.file, name, _BLOCK_END.sub(r"\1\n", _BLOCK_START.sub(r"\n\1", _joined(xml))))

    return StrictTemplate


def _joined(xml: str) -> str:
    # One replacement each is several times faster than a pattern for all of them, on megabytes.
    for block in ("p", "tr"):
        xml = xml.replace(f"</w:{block}>\n", f"</w:{block}>")
        xml = xml.replace(f"\n<w:{block}>", f"<w:{block}>").replace(f"\n<w:{block} ", f"<w:{block} ")
    return xml


def _part_name(part: Any) -> str:
    return next((name for name in ("header", "footer", "footnotes") if name in str(part.partname)), "body")
