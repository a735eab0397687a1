"""XML as bytes: finding elements by offset and changing single places, so that all other bytes stay as they are.

A tree that is parsed and written again loses what parsers do not keep (quotes, prefixes, white space in tags, the
declaration). Here the parser only vouches that the text is well-formed; the changes are cut into the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reporter.model import WorkbookError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NOT_MARKUP = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_ROOT = re.compile(rb"<(?:([^\s:<>/!?]+:))?([^\s:<>/!?]+)")
_ATTRIBUTE = re.compile(rb"""([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(rb"&(#x[0-9A-Fa-f]+|#[0-9]+|lt|gt|amp|quot|apos);")
_HEAD = 4096
_NAMED = {b"lt": "<", b"gt": ">", b"quot": '"', b"apos": "'", b"amp": "&"}
_NAMED_IN_TEXT = tuple((f"&{name.decode()};", character) for name, character in _NAMED.items())

ATTRIBUTES = rb"""(?:\s+[^\s=<>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*"""
"""Pattern of a tag's attributes; a value may hold `>`."""


class Edit(NamedTuple):
    """Bytes `start` to `end` become `text`."""

    start: int
    end: int
    text: bytes


class Node(NamedTuple):
    """An element, by offsets into the bytes: its start tag, its content, its end."""

    start: int
    content: int
    content_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Markup:
    """A well-formed XML part in UTF-8.

    Attributes:
        data: The bytes as stored.
        mask: As long as `data`, with comments, processing instructions and CDATA sections blanked out: a tag found
            in it is a tag.
        prefix: Namespace prefix of the root element with its colon (`x:`), or nothing.
        is_plain: Whether it holds nothing that had to be blanked out, apart from the XML declaration.
    """

    data: bytes
    mask: bytes
    prefix: bytes
    is_plain: bool

    def tag(self, node: Node) -> bytes:
        """An element's start tag."""
        return self.data[node.start : node.content]

    def content(self, node: Node) -> bytes:
        """What stands between an element's tags."""
        return self.data[node.content : node.content_end]

    def nodes(self, name: str, start: int = 0, end: int | None = None) -> Iterator[Node]:
        """Elements of that local name in the root's namespace; for names that do not nest in themselves."""
        pattern = start_tag(self.prefix + name.encode())
        close = b"</" + self.prefix + name.encode()
        stop = len(self.mask) if end is None else end
        while match := pattern.search(self.mask, start, stop):
            node = self._close(match, close, stop)
            yield node
            start = node.end

    def node(self, name: str, start: int = 0, end: int | None = None) -> Node | None:
        """The first of `nodes`; None without any."""
        return next(self.nodes(name, start, end), None)

    def _close(self, match: re.Match[bytes], close: bytes, stop: int) -> Node:
        if match[2]:
            return Node(match.start(), match.end(), match.end(), match.end())
        end = self.mask.find(close, match.end(), stop)
        return Node(match.start(), match.end(), end, self.mask.index(b">", end) + 1)


@cache
def start_tag(name: bytes) -> re.Pattern[bytes]:
    """Pattern of a start tag; group 1 holds its attributes, group 2 the slash of an empty element."""
    return re.compile(b"<" + re.escape(name) + b"(?=[\\s/>])(" + ATTRIBUTES + rb")\s*(/?)>")


def open_markup(data: bytes, file: Path, part: str) -> Markup:
    """Check a part and make it ready for searching.

    Raises:
        WorkbookError: Not well-formed, not UTF-8, or with a document type (which no workbook has and attacks need).
    """
    is_plain = check_xml(data, file, part)
    # The declaration is no tag, and a large part need not be copied for it.
    mask = data if is_plain else _NOT_MARKUP.sub(lambda match: b" " * len(match[0]), data)
    return Markup(data, mask, _root_prefix(mask), is_plain)


def root_prefix(data: bytes) -> bytes:
    """Namespace prefix of the root element of a well-formed part, with its colon; nothing where it has none."""
    return _root_prefix(_NOT_MARKUP.sub(b" ", data[:_HEAD]))


def _root_prefix(mask: bytes) -> bytes:
    root = _ROOT.search(mask)
    return root[1] or b"" if root else b""


def check_xml(data: bytes, file: Path, part: str) -> bool:
    """Raise WorkbookError where a part is not well-formed XML in UTF-8 without a document type.

    Returns:
        Whether it is plain: no comment, CDATA section or processing instruction in it.
    """
    from xml.parsers import expat

    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff") or (declared and declared[1].lower() not in _UTF8):
        raise WorkbookError(
            f"{part} is not stored as UTF-8", file=file, hint="Open the workbook in Excel, save it and run again"
        )
    is_plain = True

    def marked(*_: object) -> None:
        nonlocal is_plain
        is_plain = False

    def refuse(*_: object) -> None:
        raise WorkbookError(f"{part} holds a document type, which no workbook has", file=file, hint="Do not use it")

    # The parser tells what else it met on its way: looking for it in the bytes would take further passes over them.
    parser = expat.ParserCreate()
    parser.CommentHandler = parser.StartCdataSectionHandler = parser.ProcessingInstructionHandler = marked
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _malformed(file, part, error) from None
    return is_plain


def _malformed(file: Path, part: str, error: Exception) -> WorkbookError:
    return WorkbookError(
        f"the file is damaged: {part} is not well-formed ({error})",
        file=file,
        hint="Open it in Excel, let Excel repair it and save it, or take a backup",
    )


_UTF8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def parse_tree(data: bytes, file: Path, part: str) -> Element:
    """A small part as a tree; raises as `open_markup`."""
    from xml.etree import ElementTree

    check_xml(data, file, part)
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise _malformed(file, part, error) from None


def local_name(element: Element) -> str:
    """Name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, *path: str) -> Iterator[Element]:
    """Descendants along a path of local names, whatever their namespace."""
    if not path:
        yield element
        return
    for child in element:
        if local_name(child) == path[0]:
            yield from children(child, *path[1:])


def local_attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name (`id` of `r:id`); None without it."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def attributes(tag: bytes) -> dict[str, str]:
    """Attributes of a tag as written (prefixes kept), entities resolved."""
    return {name.decode(): unescape(double or single) for name, double, single in _ATTRIBUTE.findall(tag)}


def set_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with an attribute set; the others stay as written."""
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name.encode():
            group = 2 if match[2] is not None else 3
            return tag[: match.start(group)] + escape(value).encode() + tag[match.end(group) :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    head = tag[:end].rstrip()
    return head + f' {name}="{escape(value)}"'.encode() + tag[len(head) :]


def drop_attribute(tag: bytes, name: str) -> bytes:
    """A start tag without an attribute."""
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name.encode():
            return tag[: match.start()].rstrip() + tag[match.end() :]
    return tag


def escape(text: str) -> str:
    """Text for an attribute or an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def unescape(data: bytes) -> str:
    """Characters that stand in an attribute or an element."""
    text = data.decode()
    if "&" not in text:
        return text
    if "&#" not in text:
        # Nearly all: replacing is several times as fast as looking at each.
        return unescape_named(text)
    pieces: list[str] = []
    position = 0
    for match in _ENTITY.finditer(data):
        pieces += data[position : match.start()].decode(), _entity(match[1])
        position = match.end()
    return "".join([*pieces, data[position:].decode()])


def unescape_named(text: str) -> str:
    """The text with the five named references resolved."""
    # "&" comes last, or "&amp;lt;" would be "<".
    for name, character in _NAMED_IN_TEXT:
        text = text.replace(name, character)
    return text


def _entity(name: bytes) -> str:
    if name.startswith(b"#x"):
        return chr(int(name[2:], 16))
    if name.startswith(b"#"):
        return chr(int(name[1:]))
    return _NAMED[name]


def splice(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made. Edits at one place apply in the order given; they may not overlap."""
    return b"".join(spliced(data, edits))


def spliced(data: bytes, edits: Iterable[Edit]) -> Iterator[bytes | memoryview]:
    """The pieces of `splice`, one behind the other; what stays is not copied, for a sheet may be very large."""
    view, position = memoryview(data), 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < position:
            raise AssertionError("edits overlap")
        yield view[position : edit.start]
        yield edit.text
        position = edit.end
    yield view[position:]
