"""Footnotes of a text file that kept its pages: a mark alone, or before the note, at the foot of a page.

    to report to the Sixty-seventh World Health2

    2
        Document A66/23.

    Assembly, through the Executive Board;

A number that opens a block of lines is a footnote's mark where the same number is stuck to a word above, as `Health2`
here, or where the words after it name a source and nothing else: a clause may begin with a number as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_RULE = re.compile(r"\s*[_—–]{5,}\s*")
_ALONE = re.compile(r"\s*(\d{1,2}|[*†‡]{1,3})\s*")
_BESIDE = re.compile(r"\s*(\d{1,2}|[*†‡]{1,3})\s+(?=[\"“A-Z])")
# A source, but not `44 C/Resolution 27`, in any language: a number and the head of a text
_SOURCE = re.compile(
    r"(?:See |Ibid|Document |Resolutions? |Decisions? |Annex |Official Records|United Nations, Treaty"
    r"|[A-Z]{1,6}\d*/(?!(?:R[eé]solution|D[eé]cision|Resoluci[oó]n|Decisi[oó]n)\b))"
    r"[^;]{0,200}\.?"
)
_UNFINISHED = re.compile(r"[^.;:!?\s]\s*$")
_LABEL = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]{1,3}|[ivx]{1,6}|[A-Z])[.)]|[-–—•]\s)")
_LONGEST_NOTE = 6
"""Lines."""
_PAGE = 6000
"""Characters in which the mark of a note may stand above it."""


@dataclass(frozen=True, slots=True)
class TextNote:
    """A footnote found at the foot of a page.

    Attributes:
        mark: Its number or sign.
        text: The note, lines joined.
        references: Where the mark stands in the text, as offsets `(start, end)`; empty where it is in a line that was
            taken away, or lost.
        cut: The part of the text that holds the note, and the blank lines that the page break left around it.
    """

    mark: str
    text: str
    references: tuple[tuple[int, int], ...]
    cut: tuple[int, int]

    @property
    def anchor(self) -> int:
        """Where the note belongs: its last mark, or the place of the note itself."""
        return self.references[-1][0] if self.references else self.cut[0]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines without a blank one between them: `lines[first:end]`."""

    first: int
    end: int


def find_notes(text: str) -> list[TextNote]:
    """The footnotes that stand between the lines of a text, in order; most texts have none."""
    lines = text.split("\n")
    starts = _starts(lines)
    notes: list[TextNote] = []
    page = 0
    for block in _blocks(lines):
        found = _notes_of(lines[block.first : block.end])
        references = [_references(text, mark, page, starts[block.first]) for mark, _ in found]
        if not found or not all(
            places or _SOURCE.fullmatch(note) for (_, note), places in zip(found, references, strict=True)
        ):
            continue
        cut = _cut(lines, starts, block, len(text))
        cuts = [cut, *[(cut[1], cut[1])] * (len(found) - 1)]
        notes += [
            TextNote(mark, note, places, own) for (mark, note), places, own in zip(found, references, cuts, strict=True)
        ]
        page = cut[1]
    return notes


def _starts(lines: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    first: int | None = None
    for index, line in enumerate((*lines, "")):
        if line.strip():
            first = index if first is None else first
        elif first is not None:
            yield _Block(first, index)
            first = None


def _notes_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Mark and text of each note of a block that holds nothing else; empty for any other."""
    kept = lines[1:] if _RULE.fullmatch(lines[0]) else lines
    found: list[tuple[str, list[str]]] = []
    for line, following in pairwise((*kept, "")):
        if (alone := _ALONE.fullmatch(line)) and alone.start(1) < _indent(following):
            found.append((alone[1], []))
        elif beside := _BESIDE.match(line):
            found.append((beside[1], [line[beside.end() :].strip()]))
        elif found and len(found[-1][1]) < _LONGEST_NOTE:
            found[-1][1].append(line.strip())
        else:
            return []
    return [(mark, " ".join(note)) for mark, note in found] if all(_is_note(note) for _, note in found) else []


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_note(lines: Sequence[str]) -> bool:
    return bool(lines) and not lines[0][:1].islower()


def _references(text: str, mark: str, page: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the mark is stuck to a word between the notes before and this one; `.1` is the number of an item."""
    stuck = re.compile(rf"(?<=[A-Za-z\"'”’),.;:\]])(?<!\s[.,;:])(?<!\d[.,]){re.escape(mark)}(?![\w(/%-]|\.\d)")
    return tuple(one.span() for one in stuck.finditer(text, max(page, end - _PAGE), end))


def _cut(lines: Sequence[str], starts: Sequence[int], block: _Block, length: int) -> tuple[int, int]:
    """The block's place; with the blank lines around it where the sentence before goes on after it."""
    above = next((index for index in range(block.first - 1, -1, -1) if lines[index].strip()), None)
    below = next((index for index in range(block.end, len(lines)) if lines[index].strip()), None)
    if above is None or below is None or not _goes_on(lines[above], lines[below]):
        return starts[block.first], starts[block.end] if block.end < len(lines) else length
    return starts[above + 1], starts[below]


def _goes_on(above: str, below: str) -> bool:
    return _UNFINISHED.search(above) is not None and _LABEL.match(below) is None
