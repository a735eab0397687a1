"""Reads text files: the file itself, less the dirt that exports of Word files leave in it.

Apache POI, and all that builds on it, writes `[bookmark: name]` where a bookmark starts, `[footnoteRef:2]` before the
mark of a footnote, `[2: text of the note] ` at the end of the paragraph, and `<tab>Comment by name: text` after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reporter.model import Document, Footnote, Paragraph, UnreadableSource
from reporter.reading.encodings import decode
from reporter.reading.limits import MAX_NOTE
from reporter.reading.text_notes import find_notes
from reporter.reading.wrapping import rejoined

_LINE_ENDS = ("\r\n", *"\r\v\f\x85\u2028\u2029")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DIRT = re.compile(
    r"\[bookmark: (?P<bookmark>[^\]\n]*)\]"
    r"|\[(?P<kind>foot|end)noteRef:(?P<ref>\d{1,6})\]"
    r"|\[(?P<body>\d{1,6}): "
    r"|\tComment by (?P<comment>[^:\n\t]{1,80}: [^\n\t]*)"
)
# Emphasis of Markdown: `*Requests*`, `**recalling**`, `_considering_`
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,2})(?=[A-Za-z])([^*_\n]{0,80}[^\s*_])\1(?![\w*])")
_MARK = re.compile(r"(\d{1,3}|[*†‡§¶]{1,4}|[a-z](?=[)\s]))\)?(?=\s|$)")
_GLUED_MARK = re.compile(r"(\d{1,3}|[*†‡§¶]{1,4})(?!\w)")


def read_text(path: Path, data: bytes) -> Document:
    """The file as a document, one paragraph a line (or a block of lines, where it is wrapped by hand)."""
    text, notes = decode(data)
    # A byte order mark inside comes from a file that was put behind another.
    text = text.replace("\ufeff", "")
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    text, dropped = _CONTROLS.subn("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if dropped * 10 > len(text):
        raise UnreadableSource("is not a text file", file=path, hint="Check what it is, and save it as .docx or .txt")
    if dropped:
        notes.append(f"{dropped} control characters left out")
    clean = _without_page_notes(_without_dirt(text))
    text = rejoined(clean.text)
    return Document(path.as_posix(), "txt", text, tuple(_paragraphs(text)), clean.footnotes, (*notes, *clean.remarks))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    start = 0
    for line in text.split("\n"):
        if inner := line.strip():
            yield Paragraph(inner, start + line.index(inner))
        start += len(line) + 1


@dataclass(frozen=True, slots=True)
class _Clean:
    text: str
    footnotes: tuple[Footnote, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reference:
    """`[footnoteRef:2]` as found: its place in the dirty text, and what its note turned out to be."""

    start: int
    end: int
    mark: str = ""
    text: str | None = None


def _without_dirt(text: str) -> _Clean:
    """The text less its dirt, footnotes set apart. Text without dirt comes back as it is."""
    if ("[" not in text and "\tComment by " not in text) or not _DIRT.search(text):
        return _Clean(text)
    cuts, references, comments = _find_dirt(text)
    for reference in references:
        _cut_mark(text, reference)
        cuts.append((reference.start, reference.end))
    cuts.sort()
    clean, moved = _cut_out(text, cuts, {reference.start for reference in references})
    footnotes = tuple(
        Footnote(reference.mark, reference.text, moved[reference.start])
        for reference in references
        if reference.text is not None
    )
    lost = len(references) - len(footnotes)
    remarks = []
    if lost:
        remarks.append(f"{lost} footnote marks without their notes left out")
    if comments:
        remarks.append(f"{comments} comments left out")
    return _Clean(clean, footnotes, tuple(remarks))


def _without_page_notes(clean: _Clean) -> _Clean:
    """The text less the footnotes that stand between its lines, which are set apart."""
    notes = () if clean.footnotes else find_notes(clean.text)
    cuts = sorted({cut for note in notes for cut in (*note.references, note.cut)})
    text, moved = _cut_out(clean.text, cuts, {note.anchor for note in notes})
    found = tuple(Footnote(note.mark, note.text, moved[note.anchor]) for note in notes)
    return _Clean(text, found or clean.footnotes, clean.remarks)


def _find_dirt(text: str) -> tuple[list[tuple[int, int]], list[_Reference], int]:
    """What to cut but for the footnote references, these references with their notes, and the number of comments."""
    cuts: list[tuple[int, int]] = []
    references: list[_Reference] = []
    waiting: dict[str, list[_Reference]] = {}
    comments = 0
    position = 0
    while found := _DIRT.search(text, position):
        position = found.end()
        if found["ref"]:
            reference = _Reference(found.start(), found.end(), mark=str(len(references) + 1))
            references.append(reference)
            waiting.setdefault(found["ref"], []).append(reference)
        elif found["body"]:
            # A bracket such as "[12: …" is a note only where a reference with that number came before it.
            end = _closing(text, found.end()) if waiting.get(found["body"]) else None
            if end is None:
                continue
            _fill(waiting[found["body"]].pop(0), text[found.end() : end - 1])
            cuts.append((found.start(), end))
            position = end
        else:
            comments += found["comment"] is not None
            cuts.append(found.span())
    return cuts, references, comments


def _closing(text: str, start: int) -> int | None:
    """Offset just after the bracket that closes the note; None where it stays open.

    Brackets inside the note are counted; where they do not balance (an interval "[0, 1)"), the note ends at the first
    bracket before a blank on its line.
    """
    depth = 1
    for bracket in re.compile(r"[\[\]]").finditer(text, start, start + MAX_NOTE):
        depth += 1 if bracket.group() == "[" else -1
        if depth == 0:
            return bracket.end()
    plain = re.compile(r"[^\n]*?\](?=\s|$)").match(text, start)
    return plain.end() if plain else None


def _fill(reference: _Reference, body: str) -> None:
    body = re.sub(r"\s*\n\s*", " ", re.sub(r"\[bookmark: [^\]\n]*\]", "", body)).strip()
    if mark := _MARK.match(body):
        reference.mark = mark.group(1)
        body = body[mark.end() :].lstrip()
    reference.text = body


def _cut_mark(text: str, reference: _Reference) -> None:
    """Take the visible mark behind the reference along: `[footnoteRef:2]1` is one mark, the `1` is no text."""
    glued = _GLUED_MARK.match(text, reference.end)
    if glued and (reference.text is None or glued.group(1) == reference.mark):
        reference.end = glued.end()


def _cut_out(text: str, cuts: list[tuple[int, int]], places: set[int]) -> tuple[str, dict[int, int]]:
    """The text without the cuts, and where the given places (starts of cuts) came to lie in it."""
    kept: list[str] = []
    length = 0
    position = 0
    moved: dict[int, int] = {}
    before = "\n"
    for start, end in cuts:
        piece = text[position:start]
        kept.append(piece)
        length += len(piece)
        before = piece[-1] if piece else before
        if start in places:
            moved[start] = length
        # A cut between two blanks takes one of them along.
        position = end + 1 if before in " \n\t" and text[end : end + 1] == " " else end
    kept.append(text[position:])
    return "".join(kept), moved
