"""What only shows how a Word file looks: half of its elements, which are left out before the others are looked at.

The properties of most runs begin with fonts, sizes and languages. These are cut from the XML before it is parsed, since
to make elements of them only to take them out again takes a quarter of the time of reading.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reporter.reading.wordml import W

if TYPE_CHECKING:
    from lxml import etree

_OF_RUNS = (
    "rFonts", "sz", "szCs", "lang", "color", "kern", "noProof", "spacing", "u", "w", "bCs", "iCs", "shd", "rtl", "cs",
)  # fmt: skip
_OF_PARAGRAPHS = (
    "ind", "jc", "tabs", "keepNext", "keepLines", "widowControl", "pBdr", "snapToGrid", "contextualSpacing",
    "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd",
)  # fmt: skip
_LOOKS = tuple(W + name for name in (*_OF_RUNS, *_OF_PARAGRAPHS))
# Attributes of plain ASCII only: whatever else there is, sound or not, is left to the parser. Nothing is tried twice.
_LEADING = re.compile(
    rf'<w:rPr>(?:<w:(?:{"|".join(_OF_RUNS)})(?: w:[A-Za-z]++="[ !#-%\'-;=-~]*+")*+/>)++'.encode("ascii")
)
_DECLARED = re.compile(rb"xmlns:w\s*=")
_AS_USUAL = f'xmlns:w="{W[1:-1]}"'.encode("ascii")


def without_leading_looks(xml: bytes) -> bytes:
    """A part as it lies in the package, less the looks with which the properties of its runs begin.

    It comes back as it is where `w` might not stand for WordprocessingML throughout, or where text might read like an
    element, as in a CDATA section.
    """
    declared = list(islice(_DECLARED.finditer(xml), 2))
    if len(declared) != 1 or _AS_USUAL not in xml or b"<![CDATA[" in xml:
        return xml
    return _LEADING.sub(b"<w:rPr>", xml)


def strip_looks(root: etree._Element) -> None:
    """Takes all other looks out of a text."""
    from lxml import etree

    etree.strip_elements(root, *_LOOKS, with_tail=False)
