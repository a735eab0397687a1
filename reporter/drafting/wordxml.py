"""Names in WordprocessingML, and what a stretch of it says to a reader."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

P, R_RUN, T, TBL, TR, TC = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl", f"{W}tr", f"{W}tc"
SDT, SDT_PROPERTIES, SDT_TAG, SDT_CONTENT = f"{W}sdt", f"{W}sdtPr", f"{W}tag", f"{W}sdtContent"
BOOKMARK_START, BOOKMARK_END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
VAL, ID, NAME = f"{W}val", f"{W}id", f"{W}name"

DRAWING_PROPERTIES = f"{_WP}docPr"

SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_PICTURES = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_NOTES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))
# Deleted and moved away: gone, once the changes are accepted. The fallback repeats the choice for older programs.
_UNREAD = frozenset((f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{_MC}Fallback"))
PICTURE_SIGN = "\ufffc"
"""What stands for a picture among words."""

HIDING = (
    *sorted(_PICTURES | _NOTES | _UNREAD - {f"{W}pPr", f"{W}rPr"}),
    f"{W}txbxContent",
    f"{_MC}AlternateContent",
)
"""What hides words, or stands for some: with none of these, text is read in the order of the document."""

_SAYING = (T, P, *SIGNS)


def words_of(elements: Iterable[Any]) -> str:
    """The words of some elements as they read with all tracked changes accepted, one line for each paragraph.

    White space is folded and empty paragraphs do not count: programs that save a document change both. A picture is a
    sign, whatever it shows.
    """
    return _read(elements, pictures=False)


def facts_of(elements: Iterable[Any]) -> str:
    """As `words_of`, with the alternative text of pictures in their place: what the elements state."""
    return _read(elements, pictures=True)


def digest(text: str) -> str:
    """Sixteen hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def child(element: Any, tag: str) -> Any:
    """The first child of that tag; None without one. Several times faster than `find`, which reads a path."""
    return next(element.iterchildren(tag), None)


def _read(elements: Iterable[Any], *, pictures: bool) -> str:
    pieces: list[str] = []
    for element in elements:
        if next(element.iter(*HIDING), None) is None:
            pieces += _said(element)
        else:
            _collect((element,), pictures, pieces)
    return "\n".join(line for said in "".join(pieces).split("\x00") for line in folded(said))


def folded(line: str) -> tuple[str, ...]:
    """A line with its white space folded; none where nothing is left."""
    folded = " ".join(line.split())
    return (folded,) if folded else ()


def _said(element: Any) -> Iterator[str]:
    """What an element says in which nothing is hidden or nested: only text, signs and paragraphs need a look."""
    for one in element.iter(*_SAYING):
        tag = one.tag
        if tag == T:
            yield one.text or ""
        elif tag == P:
            # What was said before belongs to another paragraph; NUL cannot stand in a document.
            yield "\x00"
        # A tab stop among the properties has the name of a tab as well.
        elif one.getparent().tag == R_RUN:
            yield SIGNS[tag]
    if element.tag == P:
        yield "\x00"


def _collect(elements: Iterable[Any], pictures: bool, pieces: list[str]) -> None:
    """Adds what the elements say. Into one list, not as a generator: a long report has a million elements."""
    for element in elements:
        tag = element.tag
        if tag == T:
            pieces.append(element.text or "")
        elif tag in SIGNS:
            pieces.append(SIGNS[tag])
        elif tag in _PICTURES:
            pieces.append(PICTURE_SIGN)
            if pictures:
                pieces += [one.get("descr") or "" for one in element.iter(DRAWING_PROPERTIES)]
        elif tag in _NOTES:
            pieces.append(f"[{element.get(ID)}]")
        elif tag not in _UNREAD:
            _collect(element, pictures, pieces)
            # A paragraph or a cell ends what is said; NUL cannot stand in a document.
            if tag == P:
                pieces.append("\x00")
