"""Names and small values of WordprocessingML (ISO/IEC 29500-1, clause 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VAL = W + "val"
OFF = frozenset(("0", "false", "off", "none"))
"""Values of `w:val` under which an on/off property is off; without the attribute it is on."""
NoteKind = Literal["footnote", "endnote"]

_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xA7: "▪", 0xA8: "□", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xBE: "—", 0xD7: "⋅", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x2D: "−", 0x6D: "µ", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "⬩",
}  # fmt: skip
"""Characters that the fonts Symbol and Wingdings show for the codes F000 + key; where they differ, the one in use."""


def by_name(parent: etree._Element | None) -> dict[str, etree._Element]:
    """The children by tag; the first of several that have the same."""
    found: dict[str, etree._Element] = {}
    if parent is not None:
        for child in parent:
            found.setdefault(child.tag, child)
    return found


def value(parent: etree._Element | None, name: str) -> str | None:
    """`w:val` of the child `w:name`; None without such a child or attribute."""
    if parent is None:
        return None
    # With the few children there are, this is several times as fast as `find`.
    wanted = W + name
    for child in parent:
        if child.tag == wanted:
            return child.get(VAL)
    return None


def value_of(element: etree._Element | None) -> str | None:
    """`w:val` of an element; None without the element or the attribute."""
    return None if element is None else element.get(VAL)


def number(parent: etree._Element | None, name: str) -> int | None:
    """`w:val` of the child `w:name` as a number; None where there is none or it is no number."""
    return as_number(value(parent, name))


def as_number(text: str | None) -> int | None:
    """The number a text spells; None where it spells none."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def toggle(properties: etree._Element | None, name: str) -> bool | None:
    """State of an on/off property such as `w:i`; None where the properties do not mention it."""
    return None if properties is None else state_of(properties.find(W + name))


def state_of(element: etree._Element | None) -> bool | None:
    """State of an on/off property; None without the element."""
    return None if element is None else element.get(VAL, "1") not in OFF


def symbol(code: int) -> str | None:
    """The character that a symbol font shows for a code; None for one we do not know."""
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        return _SYMBOL.get(code) or (chr(code) if 0x20 <= code < 0x40 else None)
    return _SYMBOL.get(code) if code < 0x100 else chr(code) if code < 0xD800 or 0xFFFF < code < 0x110000 else None


def plain_symbols(text: str) -> str:
    """The text with the private-use codes of symbol fonts replaced by the characters they show; unknown ones stay."""
    return "".join((symbol(ord(c)) or c) if "\uf000" <= c <= "\uf0ff" else c for c in text)
