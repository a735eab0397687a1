"""The shared strings of a workbook: the texts that cells of type `s` refer to by number, from 0."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import overload

from reporter.workbook.cells import decode_escapes, decode_plain, decode_text
from reporter.workbook.markup import Markup, local_name, open_markup

_HEAD = re.compile(
    r"""
    (?: <\?xml [ ]version="1\.0" (?:[ ]encoding="(?:UTF|utf)-8")? (?:[ ]standalone="[a-z]+")? \s* \?> )? \s*
    <sst (?: \s [^<>&]* )? >
    """,
    re.VERBOSE,
)
_ITEM = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_TAIL = re.compile(r"</sst>\s*\Z")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|apos);")
_TO_DECODE = ("&", "\r", "_x")
_KEPT_SPACE = ' xml:space="preserve"'
_AROUND_TEXT = len("<si><t></t></si>")
_NO_CHARACTERS = bytes(set(range(32)) - set(b"\t\n\r"))


def read_strings(data: bytes, file: Path, part: str) -> Sequence[str]:
    """The texts of the part.

    Raises:
        WorkbookError: It is not well-formed; `file` and `part` are for the message.
    """
    texts = _usual_texts(data)
    return MixedStrings(open_markup(data, file, part)) if texts is None else texts


def _usual_texts(data: bytes) -> list[str] | None:
    """The texts of a part that holds only plain ones, spelt as programs spell them; None for any other.

    Of such a part every byte is accounted for, so that no parser need vouch for it, and taking it apart is faster.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    head, tail = _HEAD.match(text), _TAIL.search(text, max(0, len(text) - 20))
    if not head or not tail or len(data.translate(None, _NO_CHARACTERS)) != len(data):
        return None
    # A single character is found many times as fast.
    if "]" in text and "]]>" in text:
        return None
    items = _ITEM.findall(text, head.end())
    inside = sum(map(len, items)) + _AROUND_TEXT * len(items) + len(_KEPT_SPACE) * text.count(f"<t{_KEPT_SPACE}>")
    if head.end() + inside != tail.start():
        return None
    if "&" in text and text.count("&") != len(_REFERENCE.findall(text)):
        return None
    for number in {n for one in _TO_DECODE if one in text for n, item in enumerate(items) if one in item}:
        items[number] = decode_plain(items[number])
    return items


class MixedStrings(Sequence[str]):
    """Texts of which some are rich, or spelt in a rare way; decoded when they are asked for.

    Args:
        markup: The part.
    """

    def __init__(self, markup: Markup) -> None:
        self._prefix = markup.prefix
        self._texts: dict[int, str] = {}
        name = re.escape(markup.prefix) + b"si"
        pattern = re.compile(b"<" + name + rb"(?:\s[^>]*)?(?:/>|(?<!/)>(.*?)</" + name + rb"\s*>)", re.DOTALL)
        if markup.is_plain:
            self._items: list[bytes] = pattern.findall(markup.data)
        else:
            spans = (match.span(1) for match in pattern.finditer(markup.mask))
            self._items = [markup.data[max(start, 0) : max(end, 0)] for start, end in spans]

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        """The text of that number; IndexError when there is none."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
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
