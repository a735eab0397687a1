"""From the lines of PDF pages to paragraphs.

A line goes on in the next one where the next word would not have fitted; where it would have, the paragraph ended.
Spacing, indents, list numbers and changes of type decide what that leaves open.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reporter.reading.assembly import Draft, Note
from reporter.reading.pdf_cells import is_below, part_cells
from reporter.reading.pdf_glyphs import Line, Page, Piece
from reporter.reading.pdf_notes import Notes, PageNote, mark_of
from reporter.reading.pdf_order import column_of, right_columns
from reporter.reading.wrapping import starts_with_label

_ENDED = re.compile(r"[.;:!?…][\"'”’)\]]*$")
_ENDED_AT_ALL = re.compile(r"[^\w)]$")
_ITEM_ENDED = re.compile(r"[.;:,!?][\"'”’)\]]*$|\b(?:and|or)$")
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# The end of an entry of a table of contents: "…… 12", or its page number set apart
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|(?:…\s?){2,}\s*\d{1,4}$|\t\d{1,4}$")
_FIRST_OF_LIST = re.compile(r"(?:1[.)]?|\(?[ai]\)|\(1\))\s")
_UNIT = re.compile(r"(?:\b[A-Za-z]{1,2}|\d)$")
_FEW = 6
"""Lines of a page that do not yet show where its right edge is."""
_TAB_LABEL = re.compile(r"[^\t]{1,8}\t")
_FEWEST_TABS = 2
"""Gaps in a line that parts it into cells; one may stand behind a number, or in a line spread wide."""


def paragraphs(pages: list[Page], notes: Notes) -> Iterator[Draft]:
    """The paragraphs of the pages in order; a paragraph that runs over a page belongs to the page it starts on."""
    layout = _Layout.of(pages)
    for page in pages:
        if layout.middle[page.number] is None:
            part_cells(page)
    words = _Words.of(pages)
    block: list[Line] = []
    for line, following in _pairs(line for page in pages for line in page.lines):
        if block and (_heads_list(block[-1], line, following) or not layout.goes_on(block, line)):
            yield _draft(block, notes, words)
            block = []
        block.append(line)
    if block:
        yield _draft(block, notes, words)


@dataclass(slots=True)
class _Layout:
    """What holds for the whole document.

    Attributes:
        right: Right edge of the text by page and column (0 left or only, 1 right), in points.
        middle: Where the right column begins, by page; None on a page with one column.
        flush: True where most lines end at the right edge.
        spaced: True where paragraphs are set apart by more than their lines are.
        leading: Distance of two lines of a paragraph by type size.
    """

    right: dict[tuple[int, int], float]
    middle: dict[int, float | None]
    flush: bool
    spaced: bool
    leading: dict[float, float]

    @classmethod
    def of(cls, pages: list[Page]) -> _Layout:
        middle = right_columns(pages)
        edges: dict[tuple[int, int], list[float]] = defaultdict(list)
        gaps: dict[float, list[float]] = defaultdict(list)
        for page in pages:
            for line in page.lines:
                edges[page.number, column_of(line, middle[page.number])].append(line.x1)
            for above, below in pairwise(page.lines):
                gap = below.base - above.base
                if _same_size(above, below) and 0.8 * below.size < gap < 2.5 * below.size:
                    gaps[round(below.size)].append(gap)
        right = _right_edges(pages, edges)
        flush = sum(_is_flush(ends, _high(ends)) for ends in edges.values()) * 2 > len(edges)
        leading = {size: _low(distances) for size, distances in gaps.items()}
        return cls(right, middle, flush, _is_spaced(pages, leading), leading)

    def goes_on(self, block: list[Line], line: Line) -> bool:
        """True where `line` belongs to the paragraph that `block` has so far."""
        last = block[-1]
        text = last.text
        if last.in_cell or line.in_cell:
            return last.in_cell and line.in_cell and _goes_on_in_cell(block, line)
        if not _same_size(last, line) or _TAB_LABEL.match(line.text):
            return False
        if starts_with_label(line.text) and _ITEM_ENDED.search(text):
            return False
        if _is_heading(line) and not _is_heading(last) and _ITEM_ENDED.search(text):
            return False
        if _LEADERS.search(text) or (_ENDED.search(text) and _is_in_capitals(line)):
            return False
        if _is_heading(last) and not line.pieces[0].emphasis and line.text[:1].isupper():
            return False
        turned = line.page != last.page or line.base <= last.base
        if not turned and line.base - last.base > 1.3 * self.leading.get(round(line.size), 1.3 * line.size):
            return False
        if turned and _ENDED.search(text):
            return False
        if self._would_fit(last, line):
            return self._is_narrow(block, line)
        return turned or not (_ENDED.search(text) and _is_indented(block, line))

    def _would_fit(self, last: Line, line: Line) -> bool:
        """True where the first word of `line` would have had room at the end of `last`, which ended for another reason.

        Words may be tied together by blanks that do not break and that look like any other in a PDF: in the middle of
        a sentence the first three have to fit. In flush text a line that does not reach the edge is a last one.
        """
        edge = self.right[last.page, column_of(last, self.middle[last.page])]
        if self.flush and last.x1 < edge - 1.5 * last.size:
            return True
        words = line.text.split(" ", 3)[: 1 if _ITEM_ENDED.search(last.text) else 3]
        width = (line.x1 - line.x0) * len(" ".join(words)) / max(len(line.text), 1)
        return last.x1 + 0.25 * last.size + width < edge - 0.5 * last.size

    def _is_narrow(self, block: list[Line], line: Line) -> bool:
        """True where short lines still belong together: a block set narrower, its sentence not at an end."""
        last = block[-1]
        edge = self.right[last.page, column_of(last, self.middle[last.page])]
        same_look = last.pieces[-1].emphasis == line.pieces[0].emphasis
        if last.page != line.page or not same_look:
            return False
        if self.spaced and not self.flush and last.x1 > 0.75 * edge:
            # Where paragraphs are set apart, lines that are not belong together, whatever ended the first of them.
            return not _is_heading(last)
        if _ENDED.search(last.text) or last.text.endswith(","):
            return False
        if self.flush and all(abs(other.x1 - last.x1) > 1.5 for other in (line, *block[-2:-1])):
            return False
        return line.text[:1].islower() and abs(last.x0 - line.x0) < 2 and last.x1 > 0.7 * edge


def _goes_on_in_cell(block: list[Line], line: Line) -> bool:
    """True for the next line of a cell or narrow column; the first may be further in, or hang out."""
    last = block[-1]
    if starts_with_label(line.text):
        return False
    if is_below(last, line):
        return True
    near = 0 < line.base - last.base < 2 * line.size and abs(line.x0 - last.x0) < 3 * line.size
    return near and len(block) == 1 and not _ENDED.search(last.text)


def _is_spaced(pages: list[Page], leading: dict[float, float]) -> bool:
    """True where most lines that end a sentence in the left two thirds of the page have more space below them."""
    wider = [
        below.base - above.base > 1.15 * leading.get(round(above.size), above.size)
        for page in pages
        for above, below in pairwise(page.lines)
        if _ENDED.search(above.text) and above.x1 < 0.65 * page.width and below.base > above.base
    ]
    return sum(wider) * 10 > len(wider) * 8


def _right_edges(pages: list[Page], ends: dict[tuple[int, int], list[float]]) -> dict[tuple[int, int], float]:
    """Right edge of each page and column from where its lines end.

    A page of a few lines has the edge of the others. Where the lines are not flush, as in a document of short ones,
    the right margin is taken to be no more than a fifth of the page wider than the left one.
    """
    together: dict[int, list[float]] = defaultdict(list)
    for (_, column), values in ends.items():
        together[column] += values
    common = {column: _high(values) for column, values in together.items()}
    floor = 0.0
    if set(common) == {0} and not _is_flush(together[0], common[0]):
        left = min(line.x0 for page in pages for line in page.lines)
        floor = max(page.width for page in pages) * 0.8 - left
    return {
        (page, column): max(_high(values), floor, common[column] if len(values) < _FEW else 0.0)
        for (page, column), values in ends.items()
    }


def _is_flush(ends: list[float], edge: float) -> bool:
    return sum(abs(end - edge) < 1.5 for end in ends) * 2 > len(ends)


def _is_indented(block: list[Line], line: Line) -> bool:
    """True for an indent that starts a paragraph: further in than the line before, or back out after a hanging one."""
    last = block[-1]
    step = line.x0 - last.x0
    if step > 0.8 * line.size:
        return not (len(block) == 1 and starts_with_label(last.text))
    return step < -0.8 * line.size and len(block) > 1


def _is_row(line: Line) -> bool:
    """True for a line of several cells that are no longer than it is: `Group`, `Task`, `Report`."""
    return line.text.count("\t") >= _FEWEST_TABS and not starts_with_label(line.text)


def _heads_list(last: Line, line: Line, following: Line | None) -> bool:
    """True for a line of its own after a finished item and above the first one of the next list: `resolves`.

    It need not be told by italics, by space or by its indent, and the line before it may be full.
    """
    if following is None or line.in_cell or starts_with_label(line.text) or _ENDED_AT_ALL.search(line.text):
        return False
    ended = last.text.endswith(";") or (last.text.endswith(",") and following.text.startswith("1"))
    return ended and _FIRST_OF_LIST.match(following.text) is not None and line.x1 < last.x1 - line.size


def _is_heading(line: Line) -> bool:
    """True for a line all in italics or bold, as the verbs between the clauses are set."""
    return all(piece.emphasis for piece in line.pieces)


def _is_in_capitals(line: Line) -> bool:
    """True for a line of several words all in capitals, as numbers and titles are set."""
    return " " in line.text and line.text.isupper()


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) < 0.08 * max(one.size, other.size)


def _high(values: list[float]) -> float:
    """The value that a twentieth lies above: a single line that sticks out does not make the edge."""
    return sorted(values)[(len(values) * 19) // 20 if len(values) >= 20 else -1]


def _low(values: list[float]) -> float:
    """The value that a tenth lies below: most distances may be those between one-line paragraphs."""
    return sorted(values)[len(values) // 10]


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of the document that do not stand at a line's end: they tell a hyphen from a word broken in two.

    `apart` are those that are no mere halves of what a line's end broke.
    """

    plain: frozenset[str]
    apart: frozenset[str]
    hyphenated: frozenset[str]
    breaks_words: bool

    @classmethod
    def of(cls, pages: list[Page]) -> _Words:
        counted: Counter[str] = Counter()
        ends: list[tuple[str, str]] = []
        for line, following in _pairs(line for page in pages for line in page.lines):
            text = line.text.lower()
            counted.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))
            broken, first = _HYPHENATED.search(text), _FIRST_WORD.match(following.text) if following else None
            if broken and first:
                ends.append((broken[1], first.group().lower()))
        plain = frozenset(word for word in counted if "-" not in word)
        hyphenated = frozenset(word for word in counted if "-" in word)
        proven = sum(start + end in plain and f"{start}-{end}" not in hyphenated for start, end in ends)
        halves = Counter(half for pair in ends for half in pair)
        # Halves that the document never has as words: "imple" and "mentation", but not "decision" and "making".
        apart = frozenset(word for word in plain if counted[word] > halves[word])
        unknown = sum(not apart.intersection(pair) for pair in ends)
        return cls(plain, apart, hyphenated, proven >= 2 or (unknown >= 3 and unknown * 2 > len(ends)))

    def is_broken(self, start: str, end: str) -> bool:
        """True where `start-` at a line's end and `end` on the next are one word without a hyphen.

        The document itself decides, where it has the word elsewhere; else whether it breaks words at all.
        """
        if not end[:1].islower() or not start[-1:].islower():
            return False
        start, end = start.lower(), end.lower()
        if f"{start}-{end}" in self.hyphenated:
            return False
        if start + end in self.plain:
            return True
        return self.breaks_words and len(start) > 1 and not (start in self.apart and end in self.apart)


def _pairs(lines: Iterable[Line]) -> Iterator[tuple[Line, Line | None]]:
    before: Line | None = None
    for line in lines:
        if before is not None:
            yield before, line
        before = line
    if before is not None:
        yield before, None


def _draft(block: list[Line], notes: Notes, words: _Words) -> Draft:
    draft = Draft(page=block[0].page, in_table=block[0].in_cell or (len(block) == 1 and _is_row(block[0])))
    for line, following in _pairs(block):
        _write(draft, line, notes)
        if following is not None:
            _join(draft, line, following, words)
    return draft


def _write(draft: Draft, line: Line, notes: Notes) -> None:
    """Adds the pieces of a line, its footnote marks made notes."""
    for piece in line.pieces:
        called = _called(piece, line, notes, draft.pieces[-1] if draft.pieces else "")
        if called:
            draft.notes += [Note(note.mark, note.text, draft.length) for note in called]
            if piece.text.endswith(" ") and not draft.ends_blank:
                draft.add(" ")
            continue
        text = piece.text.lstrip(" ") if draft.ends_blank else piece.text
        start = draft.length
        draft.add(text)
        if piece.emphasis:
            draft.emphasis.append((start, draft.length))


def _called(piece: Piece, line: Line, notes: Notes, before: str) -> list[PageNote]:
    """The notes that a piece calls by their marks; none for a piece that is text.

    A mark without a note on its page calls that of an earlier page again, unless it may belong to a unit (`km2`).
    """
    if not line.is_raised(piece):
        return []
    marks = [mark for mark in re.split(r"[,\s]+", mark_of(piece)) if mark]
    called = [_nearest(notes, line.page, mark) for mark in marks]
    found = [note for note in called if note is not None]
    own = all((line.page, mark) in notes for mark in marks)
    return found if len(found) == len(marks) and (own or not _UNIT.search(before)) else []


def _nearest(notes: Notes, page: int, mark: str) -> PageNote | None:
    """The note with that mark on the page, else on the last page before it that has one."""
    return next((notes[one, mark] for one in range(page, 0, -1) if (one, mark) in notes), None)


def _join(draft: Draft, line: Line, following: Line, words: _Words) -> None:
    """Puts a blank between two lines, or takes the hyphen of a broken word away."""
    while draft.pieces and draft.pieces[-1].endswith(" "):
        draft.length -= 1
        draft.pieces[-1] = draft.pieces[-1][:-1]
    last = draft.pieces[-1] if draft.pieces else ""
    if not last.endswith(("-", "\u00ad", "\u2010")):
        draft.add(" ")
        return
    broken, first = _HYPHENATED.search(line.text), _FIRST_WORD.match(following.text)
    soft = not last.endswith("-")
    if soft or (broken and first and words.is_broken(broken[1], first.group())):
        draft.pieces[-1] = last[:-1]
        draft.length -= 1
    elif not _goes_with(line.text, following.text):
        draft.add(" ")


def _goes_with(before: str, after: str) -> bool:
    """True where a hyphen at a line's end belongs between two words, and is no dash with a blank before it."""
    return before[-2:-1].isalnum() and after[:1].isalnum()
