"""Which words of a source a rewritten text comes from, stretch by stretch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Piece(NamedTuple):
    """One stretch of a rewritten text and the stretch of its source that it stands for.

    Attributes:
        start: Offset into the rewritten text.
        end: Offset just after; never equal to `start`.
        source_start: Offset into the source.
        source_end: Offset just after.
        same: True where the stretch was copied, so that it corresponds character for character.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    same: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The way back from a rewritten text to its source.

    Attributes:
        pieces: In order, covering the rewritten text without gaps; their stretches of the source never go backwards.
        length: Of the source, in characters.
    """

    pieces: tuple[Piece, ...]
    length: int

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that `[start, end)` of the rewritten text stands for.

        A stretch that was replaced as a whole comes back as a whole. An empty range gives an empty one.
        """
        if start >= end:
            at = self._source_start(start)
            return at, at
        return self._source_start(start), self._source_end(end)

    def cut(self, start: int, end: int) -> Alignment:
        """The alignment of `[start, end)` alone, counted from its own beginning and from the source it stands for."""
        first, last = self.source(start, end)
        return Alignment(tuple(_moved(one, -start, -first) for one in self._between(start, end)), last - first)

    def after(self, earlier: Alignment) -> Alignment:
        """The way back through two rewritings: this one was made of the text that `earlier` leads back from."""
        pieces: list[Piece] = []
        told = 0
        for one in self.pieces:
            if one.same:
                by = one.start - one.source_start
                pieces += (_moved(inner, by, 0) for inner in earlier._between(one.source_start, one.source_end))
            else:
                first, last = earlier.source(one.source_start, one.source_end)
                # What stood for two words lost one: the other does not stand for what is told already.
                first = told if first < told < last else first
                pieces.append(Piece(one.start, one.end, first, last, False))
            told = max(told, pieces[-1].source_end)
        return Alignment(tuple(pieces), earlier.length)

    def _between(self, start: int, end: int) -> Iterable[Piece]:
        for one in self.pieces[self._index(start) :]:
            if one.start >= end:
                return
            a, b = max(one.start, start), min(one.end, end)
            if a < b and one.same:
                by = one.source_start - one.start
                yield Piece(a, b, a + by, b + by, True)
            elif a < b:
                yield Piece(a, b, one.source_start, one.source_end, False)

    def _source_start(self, offset: int) -> int:
        if not self.pieces or offset >= self.pieces[-1].end:
            return self.length
        one = self.pieces[self._index(offset)]
        return one.source_start + (offset - one.start if one.same else 0)

    def _source_end(self, offset: int) -> int:
        if not self.pieces:
            return self.length
        one = self.pieces[self._index(offset - 1)]
        return one.source_end - (one.end - offset if one.same and offset < one.end else 0)

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.pieces, offset, key=lambda one: one.start) - 1)


def identity(length: int) -> Alignment:
    """The alignment of a text with itself."""
    return Alignment((Piece(0, length, 0, length, True),) if length else (), length)


def shifted(alignment: Alignment, by: int) -> Alignment:
    """The alignment of a text and its source that both begin with the same `by` characters more."""
    moved = tuple(_moved(one, by, by) for one in alignment.pieces)
    return Alignment(identity(by).pieces + moved, alignment.length + by)


def joined(parts: Iterable[tuple[int, int, bool]], length: int) -> Alignment:
    """The alignment of a text written stretch by stretch.

    Args:
        parts: Length of each stretch, length of the source it stands for, whether it is a copy; in order. A stretch
            of length 0 (source left out) is added to what comes after it, of a copy to its first character; at the end
            to what comes before.
        length: Of the source.
    """
    pieces: list[Piece] = []
    at = source = 0
    left_out = 0
    for size, source_size, same in parts:
        if not size:
            left_out += source_size
            continue
        if left_out and same:
            pieces.append(Piece(at, at + 1, source, source + left_out + 1, False))
            at, source, left_out, size, source_size = at + 1, source + left_out + 1, 0, size - 1, source_size - 1
        if size:
            pieces.append(Piece(at, at + size, source, source + left_out + source_size, same))
            at, source, left_out = at + size, source + left_out + source_size, 0
    if left_out and pieces:
        pieces[-1] = pieces[-1]._replace(source_end=source + left_out, same=False)
    return Alignment(tuple(pieces), length)


def _moved(piece: Piece, by: int, source_by: int) -> Piece:
    return Piece(
        piece.start + by, piece.end + by, piece.source_start + source_by, piece.source_end + source_by, piece.same
    )
