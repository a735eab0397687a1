"""Footnotes of a PDF: small print at the foot of a page, or below a line of underscores, and its marks in the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from reporter.reading.pdf_glyphs import Line, Page, Piece

_SMALL = 0.93
_RULE = re.compile(r"[_—–]{5,}|_{3,}")
_MARK = re.compile(r"(\d{1,3}|[*†‡§¶]{1,4}|[a-z])\)?(?=\s|$)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(slots=True)
class PageNote:
    """A footnote; `lines` holds it without its mark."""

    mark: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The note, its lines joined."""
        return " ".join(line for line in self.lines if line)


Notes = dict[tuple[int, str], PageNote]
"""Footnotes by page number and mark."""


def set_notes_apart(pages: list[Page]) -> Notes:
    """Takes the footnotes off the pages and returns them."""
    body = _body_size(pages)
    notes: Notes = {}
    last: PageNote | None = None
    for page in pages:
        start = _start_of_notes(page, body, continues=last is not None and not _ended(last))
        if start is None:
            last = None
            continue
        small = page.lines[start:]
        page.lines = [line for line in page.lines[:start] if not _RULE.fullmatch(line.text)]
        for line in small:
            last = _add(line, page.number, notes, last)
    return notes


def mark_of(piece: Piece) -> str:
    """The text of a piece as a footnote mark would be written on the line."""
    return piece.text.strip(" \t()[]").translate(_SUPERSCRIPTS)


def _body_size(pages: list[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _start_of_notes(page: Page, body: float, *, continues: bool) -> int | None:
    """Index of the first line of the notes among the lines of a page; None where it has none."""
    lines = page.lines
    start = len(lines)
    while start and lines[start - 1].size < _SMALL * body and not _RULE.fullmatch(lines[start - 1].text):
        start -= 1
    if start < len(lines) and (rule := start) and _RULE.fullmatch(lines[rule - 1].text):
        return start
    if not continues:
        while start < len(lines) and not _starts_note(lines[start]):
            start += 1
    if start == len(lines) or not _is_at_foot(page, start):
        return _start_by_marks(page)
    return start if continues or _is_called(page, lines[start], start) else None


def _start_by_marks(page: Page) -> int | None:
    """Index of the first of the lines at the foot that begin with a raised mark, where the text has the same mark.

    Some texts set their notes as large as themselves.
    """
    starts = [index for index, line in enumerate(page.lines) if index and line.is_raised(line.pieces[0])]
    for start in starts:
        if _is_at_foot(page, start) and _has_mark(page.lines[:start], _mark(page.lines[start])):
            return start
    return None


def _is_at_foot(page: Page, start: int) -> bool:
    """True where all that is left to the notes stands above them."""
    top = page.lines[start].base
    return start > 0 and all(line.base < top for line in page.lines[:start])


def _is_called(page: Page, first: Line, start: int) -> bool:
    """True where the mark of the first note is set high, there or in the text of the page."""
    if first.is_raised(first.pieces[0]):
        return True
    return _has_mark(page.lines[:start], _mark(first))


def _has_mark(lines: list[Line], mark: str | None) -> bool:
    return any(
        line.is_raised(piece) and mark in re.split(r"[,\s]+", mark_of(piece)) for line in lines for piece in line.pieces
    )


def _starts_note(line: Line) -> bool:
    return _mark(line) is not None


def _mark(line: Line) -> str | None:
    first = line.pieces[0]
    if line.is_raised(first):
        return mark_of(first)
    found = _MARK.match(line.text)
    return found[1] if found else None


def _add(line: Line, page: int, notes: Notes, last: PageNote | None) -> PageNote | None:
    """Adds a line to the notes: a new note where it starts with the mark that is due, else the rest of the last one."""
    mark = _mark(line)
    if mark is not None and (last is None or line.is_raised(line.pieces[0]) or _follows(mark, last.mark)):
        rest = line.text.translate(_SUPERSCRIPTS) if line.is_raised(line.pieces[0]) else line.text
        note = notes[page, mark] = PageNote(mark, [rest[len(mark) :].lstrip(") \t")])
        return note
    if last is not None:
        last.lines.append(line.text)
    return last


def _follows(mark: str, before: str) -> bool:
    if mark.isdigit() and before.isdigit():
        return int(mark) == int(before) + 1
    return not mark.isdigit() or not before.isdigit()


def _ended(note: PageNote) -> bool:
    return note.text.rstrip().endswith((".", "!", "?", ";", ")", "”", '"'))
