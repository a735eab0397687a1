"""From the glyphs of a PDF page to lines of text.

The blanks that PDFium makes up are dropped, and a blank is set where the gap between two glyphs is wider than 0.12 of
their size: measured on resolutions of the General Assembly, this cuts and glues no word, where PDFium's own text does.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reporter.reading.assembly import UNSEEN
from reporter.reading.limits import MAX_GLYPHS
from reporter.reading.pdf_rules import Rule, read_rules

_BLANK_GAP = 0.12
_TAB_GAP = 0.8
_COLUMN_GAP = 3.0
"""A gap this wide, in type sizes, may part the cells of a table or the sides of a running head."""
_CELL_GAP = 0.9
"""A gap from which on two pieces are kept apart: what follows may be the next cell of a table."""
_ONLY_GAP = 8.0
"""How wide it must be where the line has no other to compare it with: flush lines of two words are spread wide."""
_WIDE = "\x1f"
"""Stands for such a gap until the whole line is known."""
_WIDE_BLANKS = re.compile(rf" *{_WIDE} *")
_LONGEST = 1_000
"""Characters of a piece: adding to ever longer strings takes quadratic time."""
_LABEL_PIECES = 3
_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]?|(?:[a-z]{1,2}|[ivxlc]{1,6}|[A-Z])[.)])(?:bis|ter)?|[-–—•*▪◦]")
_MARK = re.compile(r"\d{1,3}|[*†‡§¶]{1,4}")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHENS = frozenset((0x02, 0xFFFE))
"""What PDFium returns for a hyphen at the end of a line."""
_GENERATED = frozenset((0x0A, 0x0D, 0x20))
"""The characters that PDFium makes up."""
_ITALIC_FLAG, _BOLD_FLAG, _BOLD_WEIGHT = 1 << 6, 1 << 18, 600


class TooMany(Exception):
    """A page holds more than is read; the text says how much."""


@dataclass(slots=True)
class Piece:
    """Glyphs of one look that follow each other in a line; lengths in points, `base` from the top of the page."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    emphasis: bool


@dataclass(slots=True)
class Line:
    """A line of text; `size` and `base` are those of most of its characters (of the largest, while it is read).

    `gaps` are those between its words, in type sizes. `in_cell` is true for a line of a table cell.
    """

    page: int
    pieces: list[Piece] = field(default_factory=list)
    base: float = 0.0
    size: float = 0.0
    gaps: list[float] = field(default_factory=list)
    in_cell: bool = False

    @property
    def text(self) -> str:
        """The characters, blanks at the ends left out."""
        return "".join(piece.text for piece in self.pieces).strip()

    @property
    def x0(self) -> float:
        """Left edge in points."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Right edge in points."""
        return self.pieces[-1].x1

    def is_raised(self, piece: Piece) -> bool:
        """True for a piece set small and high, as footnote marks are."""
        if piece.text.strip() and all(character in _RAISED for character in piece.text.strip()):
            return True
        up = self.base - piece.base
        return (piece.size < 0.85 * self.size and up > 0.12 * self.size) or up > 0.45 * self.size


@dataclass(slots=True)
class Page:
    """The lines of a page in the order of its content, and its height and width in points.

    Attributes:
        turns: Glyphs left out because they do not run from left to right (watermarks, notes in the margin), by the
            degrees clockwise by which the page would have to be turned to read them; 0 for those that run askew.
        unknown: Glyphs that the file gives no character for.
        rules: The short horizontal rules that are drawn on the page.
    """

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    turns: Counter[int] = field(default_factory=Counter)
    unknown: int = 0
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    emphasis: bool
    turn: int | None


@dataclass(slots=True)
class _Glyph:
    text: str
    x0: float
    x1: float
    base: float
    look: _Look


def read_page(document: Any, index: int) -> Page:
    """The page at `index` (from 0) of an open pypdfium2 document.

    A page most of whose text is turned the same way is read as if it were turned back.
    """
    source = document[index]
    try:
        text_page = source.get_textpage()
        try:
            frame = _Frame(source)
            page = _read(text_page.raw, frame, index + 1)
            turn, most = page.turns.most_common(1)[0] if page.turns else (0, 0)
            if turn and most > sum(len(line.text) for line in page.lines):
                frame = _Frame(source, turn)
                page = _read(text_page.raw, frame, index + 1)
            page.rules = read_rules(source, frame.point)
            return page
        finally:
            text_page.close()
    finally:
        source.close()


def _read(text_page: Any, frame: _Frame, number: int) -> Page:
    page = Page(number, frame.width, frame.height)
    for glyph in _glyphs(text_page, frame, page):
        _place(page, glyph)
    page.lines = [line for line in page.lines if line.text]
    for line in page.lines:
        settle(line)
    return page


def settle(line: Line) -> None:
    """Gives the line the size of most of its characters: a mark or a blank may be set larger than all the rest.

    A gap that is wide among the others parts columns; where all are wide, the line is spread to be flush.
    """
    if any(_WIDE in piece.text for piece in line.pieces):
        ordinary = sorted(line.gaps)[(len(line.gaps) - 1) // 2]
        parts = len(line.gaps) > 1 and max(line.gaps) > 2.5 * ordinary
        blank = "\t" if parts or (len(line.gaps) == 1 and line.gaps[0] > _ONLY_GAP) else " "
        for piece in line.pieces:
            piece.text = _WIDE_BLANKS.sub(blank, piece.text)
    lengths: dict[tuple[float, float], int] = {}
    for piece in line.pieces:
        key = (round(piece.size, 1), round(piece.base, 1))
        lengths[key] = lengths.get(key, 0) + len(piece.text.strip())
    line.size, line.base = max(lengths, key=lambda key: (lengths[key], key[0]))


def cut(line: Line, at: int) -> tuple[Line, Line]:
    """The line before the piece at that index, and from it on; the line itself stays as it is."""
    parts = [
        Line(line.page, [replace(piece) for piece in pieces], in_cell=line.in_cell)
        for pieces in (line.pieces[:at], line.pieces[at:])
    ]
    for part in parts:
        part.pieces[0].text = part.pieces[0].text.lstrip()
        settle(part)
    return parts[0], parts[1]


class _Frame:
    """Turns the coordinates of a page into points from its upper left corner as it is shown."""

    def __init__(self, page: Any, turn: int = 0) -> None:
        left, bottom, right, top = page.get_bbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self._rotation = (page.get_rotation() + turn) % 360
        across, up = right - left, top - bottom
        self.width, self.height = (up, across) if self._rotation in (90, 270) else (across, up)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self._rotation == 90:
            return y - self._bottom, x - self._left
        if self._rotation == 180:
            return self._right - x, y - self._bottom
        if self._rotation == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def edges(self, box: Any) -> tuple[float, float]:
        """The left and the right edge of a box."""
        if self._rotation:
            a, b = self.point(box.left, box.bottom)[0], self.point(box.right, box.top)[0]
        else:
            a, b = box.left - self._left, box.right - self._left
        return (a, b) if a <= b else (b, a)

    def direction(self, a: float, b: float) -> tuple[float, float]:
        """The direction of text with these first two matrix entries, x to the right and y upwards as shown."""
        return {90: (b, -a), 180: (-a, -b), 270: (-b, a)}.get(self._rotation, (a, b))


def _glyphs(text_page: Any, frame: _Frame, page: Page) -> Iterator[_Glyph]:
    import pypdfium2.raw as pdfium

    looks: dict[int, _Look] = {}
    fonts: dict[int, bool] = {}
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MAX_GLYPHS:
        raise TooMany(f"has {count:,} characters, and at most {MAX_GLYPHS:,} are read of a page")
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in _GENERATED and pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        text = _character(code)
        if text is None:
            page.unknown += code in (0, 0xFFFD) or 0xD800 <= code < 0xE000
            continue
        target = pdfium.FPDFText_GetTextObject(text_page, index)
        key = ctypes.addressof(target.contents) if target else 0
        look = looks.get(key)
        if look is None:
            look = looks[key] = _look(pdfium, text_page, index, target, frame, fonts)
        if look.turn is not None:
            page.turns[look.turn] += not text.isspace()
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        yield _Glyph(text, *frame.edges(box), frame.point(x.value, y.value)[1], look)


def _look(pdfium: Any, text_page: Any, index: int, target: Any, frame: _Frame, fonts: dict[int, bool]) -> _Look:
    """How the glyphs of one text object look; asked once an object, as it costs several calls."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    turn = None
    if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        along, up = frame.direction(matrix.a, matrix.b)
        turn = _turn(along, up)
    emphasis = False
    if target:
        font = pdfium.FPDFTextObj_GetFont(target)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in fonts:
            fonts[key] = bool(font) and _is_emphatic(pdfium, font)
        emphasis = fonts[key]
    return _Look(size or 1.0, emphasis, turn)


def _turn(along: float, up: float) -> int | None:
    """By how much text of this direction is turned, in degrees clockwise to turn it back; 0 for askew, None upright."""
    if abs(up) < 0.1 * abs(along):
        return None if along > 0 else 180
    if abs(along) < 0.1 * abs(up):
        return 90 if up > 0 else 270
    return 0


def _is_emphatic(pdfium: Any, font: Any) -> bool:
    flags = pdfium.FPDFFont_GetFlags(font)
    if flags > 0 and flags & (_ITALIC_FLAG | _BOLD_FLAG):
        return True
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace").lower()
    named = any(word in name for word in ("italic", "oblique", "bold", "kursiv", "black"))
    return named or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT


def _character(code: int) -> str | None:
    """The text of a character code; None for what shows nothing or is not known."""
    if code in _HYPHENS:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in UNSEEN and code != 0xAD:
        return None
    if code < 0x20 or 0x7F <= code < 0xA0 or code == 0xFFFD or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return " " if code in (9, 10, 13) else None
    return chr(code)


def _place(page: Page, glyph: _Glyph) -> None:
    """Adds a glyph to the line under way, or starts a line with it."""
    blank = glyph.text.isspace() and glyph.text != "\u00a0"
    line = page.lines[-1] if page.lines else None
    if line is None or not _is_in(line, glyph):
        if blank:
            return
        line = Line(page.number, [], glyph.base, glyph.look.size)
        page.lines.append(line)
    if blank:
        _append(line, glyph, " ")
        return
    raised = abs(glyph.base - line.base) >= 0.5 * max(line.size, glyph.look.size)
    below = raised and glyph.base > line.base
    _append(line, glyph, _separator(line, glyph) + glyph.text)
    if below or (glyph.look.size > line.size * 1.01 and not raised):
        line.base, line.size = glyph.base, glyph.look.size


def _is_in(line: Line, glyph: _Glyph) -> bool:
    """True for a glyph that goes on in the line: on its base line or set a little high or low, and not further left.

    The letters of a ligature all have the box of the whole, so that a small step back is none. A mark that somebody
    raised by hand stands higher than one set as a superscript, and close to its word.
    """
    size = max(line.size, glyph.look.size)
    step = abs(glyph.base - line.base)
    if step < 0.5 * size:
        return glyph.x0 > line.x1 - 1.2 * size
    return step < 0.8 * size and abs(glyph.x0 - line.x1) < 0.5 * size and _is_hand_raised(line, glyph)


def _is_hand_raised(line: Line, glyph: _Glyph) -> bool:
    """True for a mark that stands well above the line before it, or for the line behind such a mark."""
    if glyph.base < line.base:
        return _MARK.fullmatch(glyph.text) is not None
    return len(line.pieces) == 1 and _MARK.fullmatch(line.pieces[0].text.strip()) is not None


def _separator(line: Line, glyph: _Glyph) -> str:
    if not line.pieces:
        return ""
    last = line.pieces[-1]
    gap = glyph.x0 - last.x1
    size = min(last.size, glyph.look.size)
    if gap > _TAB_GAP * size and len(line.pieces) <= _LABEL_PIECES and is_label(line.text):
        return "\t"
    if gap > _BLANK_GAP * size:
        line.gaps.append(gap / size)
    if gap > _COLUMN_GAP * size:
        return _WIDE
    return " " if gap > _BLANK_GAP * size and not last.text.endswith((" ", "\t")) else ""


def is_label(text: str) -> bool:
    """True for the number of a list item and nothing else: `1`, `a)`, `–`."""
    return _LABEL.fullmatch(text) is not None


def _append(line: Line, glyph: _Glyph, text: str) -> None:
    last = line.pieces[-1] if line.pieces else None
    if text == " ":
        # A blank keeps the right edge of the word before it, so that the next gap is measured from there.
        if last is not None and not last.text.endswith((" ", "\t")):
            last.text += " "
        return
    look = glyph.look
    if (
        last is not None
        and glyph.x0 - last.x1 < _CELL_GAP * look.size
        and last.emphasis == look.emphasis
        and abs(last.size - look.size) < 0.02 * look.size
        and abs(last.base - glyph.base) < 0.05 * look.size
        and len(last.text) < _LONGEST
        and (glyph.text in _RAISED) == (last.text[-1:] in _RAISED)
    ):
        last.text += text
        last.x1 = glyph.x1
        return
    line.pieces.append(Piece(text, glyph.x0, glyph.x1, glyph.base, look.size, look.emphasis))
