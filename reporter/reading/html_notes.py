"""Footnotes of web pages: a small mark that links to a block further down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_MARK = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[*†‡§¶#]{1,4}|[a-z]|[ivxl]{1,6})\s*[\])]?\s*")
_TARGET = re.compile(r"_?(?:ftn|edn|fn|footnote|endnote|note|cite[_-]note)(?!ref)", re.IGNORECASE)
_BACK = re.compile(r"#_?(?:ftn|edn|fn|footnote|endnote|note|cite)[_:-]?ref|#_?ref|#cite_ref", re.IGNORECASE)
# A raised number after it is a power: "5 km"
_UNIT = re.compile(r"(?:\b[A-Za-z]{1,2}|\d)\s*$")
_LONGEST = 5_000
"""Characters of a footnote; a longer block is part of the text."""
_BLOCKS = frozenset(("li", "p", "div", "dd", "td", "aside", "section", "tr", "blockquote"))


@dataclass(frozen=True, slots=True)
class WebNote:
    """What an element is to footnotes: a mark in the text (with its note), or the body of a note."""

    mark: str
    text: str
    is_body: bool = False


def find_notes(root: etree._Element) -> dict[etree._Element, WebNote]:
    """The marks and the bodies of the footnotes of a page, by element.

    A link is a mark when it reads like one, is set high or names a footnote in its address, and leads to a block that
    comes after it.
    """
    order = {element: index for index, element in enumerate(root.iter()) if isinstance(element.tag, str)}
    targets = {name: element for element in order for name in (element.get("id"), element.get("name")) if name}
    notes: dict[etree._Element, WebNote] = {}
    for link in [element for element in order if element.tag == "a"]:
        address = link.get("href") or ""
        target = targets.get(address[1:]) if address.startswith("#") else None
        mark = _MARK.fullmatch("".join(map(str, link.itertext())))
        if target is None or mark is None or order[target] <= order[link] or not _is_mark(link, address):
            continue
        body = _block_of(target)
        if body is None or body in set(link.iterancestors()) or not _is_note(body, target, mark[1]):
            continue
        notes[_whole_mark(link)] = WebNote(mark[1], _body_text(body, mark[1]))
        notes[body] = WebNote(mark[1], "", is_body=True)
    _find_unlinked(order, notes)
    return notes


def _find_unlinked(order: dict[etree._Element, int], notes: dict[etree._Element, WebNote]) -> None:
    """Adds marks that are only set high, and the later block that begins with the same mark set high."""
    waiting: dict[str, list[etree._Element]] = {}
    for raised in [element for element in order if element.tag == "sup" and element not in notes]:
        mark = _MARK.fullmatch("".join(map(str, raised.itertext())))
        body = _block_of(raised)
        if mark is None or body is None or body in notes or raised.find("a") is not None:
            continue
        before = _before(raised, body)
        if before.strip():
            if not _UNIT.search(before):
                waiting.setdefault(mark[1], []).append(raised)
        elif mark[1] in waiting and _is_note(body, body, mark[1]):
            for one in waiting.pop(mark[1]):
                notes[one] = WebNote(mark[1], _body_text(body, mark[1]))
            notes[body] = WebNote(mark[1], "", is_body=True)


def _before(element: etree._Element, block: etree._Element) -> str:
    """The last words before an element in its block; blanks alone where it begins the block."""
    pieces: list[str] = []
    while element is not block:
        for sibling in element.itersiblings(preceding=True):
            pieces.append(sibling.tail or "")
            pieces.append("".join(map(str, sibling.itertext())) if isinstance(sibling.tag, str) else "")
            if any(piece.strip() for piece in pieces):
                return "".join(reversed(pieces))
        parent = element.getparent()
        if parent is None:
            break
        pieces.append(parent.text or "")
        element = parent
    return "".join(reversed(pieces))


def _is_mark(link: etree._Element, address: str) -> bool:
    if _BACK.match(address):
        return False
    parent = link.getparent()
    raised = (parent is not None and parent.tag == "sup") or link.find(".//sup") is not None
    return raised or _TARGET.match(address[1:]) is not None or link.get("role") == "doc-noteref"


def _whole_mark(link: etree._Element) -> etree._Element:
    """The element that shows the mark and nothing else: the link, or the `<sup>` around it."""
    parent = link.getparent()
    if parent is not None and parent.tag == "sup" and len(parent) == 1:
        around = (parent.text or "") + (link.tail or "")
        if not around.strip(" []()\n\t"):
            return parent
    return link


def _block_of(target: etree._Element) -> etree._Element | None:
    """The paragraph or list item that a note's anchor stands in; None where that would be the page itself."""
    element: etree._Element | None = target
    while element is not None and element.tag not in _BLOCKS:
        element = element.getparent()
    return element


def _is_note(body: etree._Element, target: etree._Element, mark: str) -> bool:
    """True for a block that is one note: it is what the link names or starts with the mark, and it is no chapter."""
    text = ""
    for piece in body.itertext():
        text += str(piece)
        if len(text) > _LONGEST:
            return False
    return target is body or body.tag == "li" or re.match(rf"\s*[\[(]?\s*{re.escape(mark)}(?!\w)", text) is not None


def _body_text(body: etree._Element, mark: str) -> str:
    text = re.sub(r"[ \t\n\r\f]+", " ", "".join(_pieces(body))).strip(" ↩\ufe0e")
    typed = re.match(rf"[\[(]?{re.escape(mark)}[\])]?[.:]?(?!\w)\s*", text)
    return text[typed.end() :] if typed else text


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_back = child.tag == "a" and _BACK.match(child.get("href") or "")
        if isinstance(child.tag, str) and not is_back and child.tag not in ("script", "style"):
            yield from _pieces(child)
            if child.tag in _BLOCKS or child.tag == "br":
                yield " "
        yield child.tail or ""
