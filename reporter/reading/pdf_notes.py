"""Footnotes of a PDF: small print at the foot of a page, or below a line of underscores, and its marks in the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from reporter.reading.pdf_glyphs import Line, Page, Piece
from reporter.reading.pdf_order import in_columns, right_columns
from reporter.reading.pdf_rules import Rule

_SMALL = 0.93
_SAME_EDGE = 3.0
"""Points by which a rule may begin beside the edge of its column."""
_UNDERLINE = 0.35
"""Share of the type size below a base line within which a rule underlines the words."""
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
    right = right_columns(pages)
    notes: Notes = {}
    last: PageNote | None = None
    for page in pages:
        taken: list[Line] = []
        for column in in_columns(page, right[page.number]):
            last = None if last is None or _ended(last) else last
            start = _start_of_notes(page, column, body, continues=last is not None)
            if start is None:
                last = None
                continue
            for line in column[start:]:
                last = _add(line, page.number, notes, last)
            taken += [*column[start:], *(line for line in column[:start] if _RULE.fullmatch(line.text))]
        page.lines = _without(page, taken)
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


def _start_of_notes(page: Page, column: list[Line], body: float, *, continues: bool) -> int | None:
    """Index of the first line of the notes among the lines of a column; None where it has none."""
    start = len(column)
    while start and column[start - 1].size < _SMALL * body and not _RULE.fullmatch(column[start - 1].text):
        start -= 1
    if start < len(column) and (rule := start) and _RULE.fullmatch(column[rule - 1].text):
        return start
    if not continues:
        while start < len(column) and not _starts_note(column[start]):
            start += 1
    if start == len(column) or not _is_at_foot(column, start):
        return _start_below_rule(page, column, continues=continues) or _start_by_marks(page, column)
    return start if continues or _is_called(page, column, start) else None


def _start_below_rule(page: Page, column: list[Line], *, continues: bool) -> int | None:
    """Index of the first of the lines below a short rule at the left edge, where the text has their mark.

    Some texts set their notes as large as themselves, and the marks of the notes on the line.
    """
    edge = min(line.x0 for line in column)
    for rule in sorted(page.rules, key=lambda rule: rule.y, reverse=True):
        start = next((index for index, line in enumerate(column) if line.base > rule.y), len(column))
        if abs(rule.x0 - edge) > _SAME_EDGE or start == len(column) or not _is_at_foot(column, start):
            continue
        if not _is_underline(rule, column[:start]) and (continues or _is_called(page, column, start)):
            return start
    return None


def _is_underline(rule: Rule, lines: list[Line]) -> bool:
    """True for a rule right below the words of a line."""
    return any(rule.y - line.base < _UNDERLINE * line.size and line.x0 < rule.x1 for line in lines)


def _start_by_marks(page: Page, column: list[Line]) -> int | None:
    """Index of the first of the lines at the foot that begin with a raised mark, where the text has the same mark.

    Some texts set their notes as large as themselves.
    """
    starts = [index for index, line in enumerate(column) if index and line.is_raised(line.pieces[0])]
    for start in starts:
        if _is_at_foot(column, start) and _has_mark(_without(page, column[start:]), _mark(column[start])):
            return start
    return None


def _is_at_foot(column: list[Line], start: int) -> bool:
    """True where all that is left to the notes stands above them, and nothing that is taken for them does."""
    top = column[start].base
    above, below = column[:start], column[start:]
    return bool(above) and all(line.base < top for line in above) and all(line.base >= top for line in below)


def _is_called(page: Page, column: list[Line], start: int) -> bool:
    """True where the mark of the first note is set high, there or in the text of the page."""
    first = column[start]
    return first.is_raised(first.pieces[0]) or _has_mark(_without(page, column[start:]), _mark(first))


def _without(page: Page, some: list[Line]) -> list[Line]:
    """The lines of a page but for some."""
    taken = {id(line) for line in some}
    return [line for line in page.lines if id(line) not in taken]


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
