"""What people typed into a cell, as paragraphs and lists, with nothing lost but what a document cannot hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# Every character that ends a line somewhere: Excel writes \n, old Macs \r, Word's soft break arrives as \v.
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# XML 1.0, production 2 (Char): what it leaves out cannot stand in a Word file, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The dashes and dots that people type, and those that come along when lists are copied out of Word, whose own dots are
# characters of its symbol fonts. A mark that says something by itself, such as a tick, stays text.
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?P<label>[-–—•·●○▪▫■□◦‣►➢*\uf0a7\uf0b7\uf0d8])[ \t\u00a0]+(?P<text>\S.*)")
# Up to three digits: a sentence that begins with a year is not an item of a list.
_NUMBER = re.compile(
    r"(?P<indent>[ \t]*)(?P<label>\d{1,3}[.)]|\(\d{1,3}\)|\(?(?:[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})\))"
    r"[ \t\u00a0]+(?P<text>\S.*)"
)
_TAB_WIDTH = 4
_NESTED_FROM = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or an item of a list, as typed.

    Attributes:
        kind: `paragraph`, `bullet` or `number`.
        label: The mark as typed: `-`, `•`, `1.`, `a)`; "" for a paragraph.
        text: The characters after the mark; a line break inside an item is a line feed.
        nested: True for an item that was indented.
        rtl: True where the text runs from right to left.
    """

    kind: Literal["paragraph", "bullet", "number"]
    label: str
    text: str
    nested: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a person typed, ready for a document. Printed as such it is the whole text; empty counts as false.

    Attributes:
        raw: The characters as typed, with line feeds for line ends.
        blocks: The same as paragraphs and list items; empty for an empty text.
        dropped: How many control characters had to be left out.
    """

    raw: str
    blocks: tuple[Block, ...]
    dropped: int = 0

    def __str__(self) -> str:
        return self.raw

    def __bool__(self) -> bool:
        return bool(self.blocks)


def clean(text: str) -> str:
    """The text with line feeds for all line ends and without the characters that XML forbids."""
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", text))


def typed(text: str) -> Text:
    """A cell's text as paragraphs and lists: every line a paragraph, every line with a mark a list item."""
    ended = _LINE_END.sub("\n", text)
    raw, dropped = _FORBIDDEN.subn("", ended)
    return Text(raw, tuple(_blocks(raw)), dropped)


def _blocks(raw: str) -> Iterator[Block]:
    item: Block | None = None
    for line in raw.split("\n"):
        if item is not None and _continues(line):
            item = _extended(item, line)
            continue
        if item is not None:
            yield item
            item = None
        if not line.strip():
            continue
        block = _block(line)
        if block.kind == "paragraph":
            yield block
        else:
            item = block
    if item is not None:
        yield item


def _continues(line: str) -> bool:
    """Whether a line after a list item belongs to it: indented, and no item itself."""
    return line[:1] in (" ", "\t") and bool(line.strip()) and _block(line).kind == "paragraph"


def _extended(item: Block, line: str) -> Block:
    return Block(item.kind, item.label, f"{item.text}\n{line.strip()}", item.nested, item.rtl)


def _block(line: str) -> Block:
    if match := _BULLET.fullmatch(line):
        return _item("bullet", match)
    if match := _NUMBER.fullmatch(line):
        return _item("number", match)
    text = line.strip()
    return Block("paragraph", "", text, rtl=runs_right_to_left(text))


def _item(kind: Literal["bullet", "number"], match: re.Match[str]) -> Block:
    text = match["text"].rstrip()
    nested = len(match["indent"].expandtabs(_TAB_WIDTH)) >= _NESTED_FROM
    return Block(kind, match["label"], text, nested, runs_right_to_left(text))


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter is of a right-to-left script (Unicode Standard Annex #9, rules P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
