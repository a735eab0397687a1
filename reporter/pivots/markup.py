"""Small XML, spelt the same way every time."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Attribute = str | int | float | bool | None

_MUST_ESCAPE = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, attributes: dict[str, Attribute] | None = None, *content: str) -> str:
    """An element; attributes that are None are left out, content is markup already."""
    written = "".join(f" {name}={_quoted(value)}" for name, value in (attributes or {}).items() if value is not None)
    inner = "".join(content)
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def counted(tag: str, content: list[str], attributes: dict[str, Attribute] | None = None) -> str:
    """An element that says how many children it has; "" for none."""
    return element(tag, {**(attributes or {}), "count": len(content)}, *content) if content else ""


def text(value: str) -> str:
    """Text between tags; characters that XML cannot hold are left out."""
    return escape(_UNWRITABLE.sub("", value))


def document(root: str) -> bytes:
    """A part."""
    return (DECLARATION + root).encode()


def number(value: float) -> str:
    """A number as the file spells it: whole ones without a point."""
    return repr(int(value)) if float(value).is_integer() else repr(float(value))


def cell_name(row: int, column: int) -> str:
    """`B3` for row 3, column 2."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _quoted(value: Attribute) -> str:
    if isinstance(value, bool):
        return '"1"' if value else '"0"'
    if isinstance(value, int | float):
        return f'"{number(value)}"'
    return quoteattr(_MUST_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", str(value)))
