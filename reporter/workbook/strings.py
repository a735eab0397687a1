"""The shared strings of a workbook, decoded when they are asked for."""

from __future__ import annotations

import re
from functools import cache

from reporter.workbook.cells import decode_escapes, decode_text
from reporter.workbook.markup import Markup, local_name


class SharedStrings:
    """The texts that cells of type `s` refer to by number, from 0.

    Args:
        markup: The part; None where the workbook has none.
    """

    def __init__(self, markup: Markup | None) -> None:
        self._items: list[bytes] = []
        self._prefix = markup.prefix if markup else b""
        self._texts: dict[int, str] = {}
        if markup is not None:
            name = re.escape(markup.prefix) + b"si"
            pattern = re.compile(b"<" + name + rb"(?:\s[^>]*)?(?:/>|(?<!/)>(.*?)</" + name + rb"\s*>)", re.DOTALL)
            if markup.is_plain:
                self._items = pattern.findall(markup.data)
            else:
                spans = (match.span(1) for match in pattern.finditer(markup.mask))
                self._items = [markup.data[max(start, 0) : max(end, 0)] for start, end in spans]

    def __getitem__(self, number: int) -> str:
        """The text of that number; IndexError when there is none."""
        if number not in self._texts:
            self._texts[number] = text_of(self._items[number], self._prefix)
        return self._texts[number]

    def __len__(self) -> int:
        return len(self._items)


def text_of(item: bytes, prefix: bytes) -> str:
    """Characters of an `<si>` or `<is>`: its runs joined, reading aids (phonetics) left out."""
    plain = _plain_pattern(prefix).fullmatch(item)
    if plain:
        return decode_text(plain[1])
    if b"<!" in item or b"<?" in item:
        return _text_of_tree(item)
    if b"<" + prefix + b"rPh" in item:
        item = _phonetic_pattern(prefix).sub(b"", item)
    return "".join(decode_text(piece) for piece in _text_pattern(prefix).findall(item))


def _text_of_tree(item: bytes) -> str:
    """The same through a parser, for the rare text with comments or CDATA sections in it."""
    from xml.etree import ElementTree

    # The prefixes are declared far away; they do not matter here, so they are cut off.
    bare = re.sub(rb"(</?|\s)[\w.-]+:(?=[\w.-]+[\s=/>])", rb"\1", item)
    pieces: list[str] = []

    def visit(element: ElementTree.Element) -> None:
        for child in element:
            if local_name(child) == "t":
                pieces.append(decode_escapes(child.text or ""))
            elif local_name(child) != "rPh":
                visit(child)

    visit(ElementTree.fromstring(b"<si>" + bare + b"</si>"))
    return "".join(pieces)


@cache
def _plain_pattern(prefix: bytes) -> re.Pattern[bytes]:
    name = re.escape(prefix) + b"t"
    return re.compile(rb"\s*<" + name + rb"(?:\s[^>]*)?(?<!/)>([^<]*)</" + name + rb"\s*>\s*")


@cache
def _text_pattern(prefix: bytes) -> re.Pattern[bytes]:
    name = re.escape(prefix) + b"t"
    return re.compile(b"<" + name + rb"(?:\s[^>]*)?(?<!/)>([^<]*)</" + name + rb"\s*>")


@cache
def _phonetic_pattern(prefix: bytes) -> re.Pattern[bytes]:
    name = re.escape(prefix) + b"rPh"
    return re.compile(b"<" + name + rb"[\s>].*?</" + name + rb"\s*>", re.DOTALL)
