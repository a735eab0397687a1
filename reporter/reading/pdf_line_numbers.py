"""The numbers that count the lines of a page, in the margin or between two columns."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reporter.reading.pdf_glyphs import Line, Page, Piece
from reporter.reading.pdf_order import in_columns, right_columns

_FEWEST_NUMBERED = 8
"""Lines on a page by which numbers in the margin are known to count them."""
_FEWEST = 3
_SAME_EDGE = 2.5
"""Points by which the edge of numbers may differ from page to page."""
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class _Margin:
    """Numbers of a page that stand one below the other with nothing between them.

    Attributes:
        numbers: From the top of the page.
        lines: The lines of text that they stand beside.
        outside: True where no text of the page stands further out.
    """

    numbers: list[Line]
    lines: list[Line]
    outside: bool

    @property
    def x0(self) -> float:
        """Left edge in points."""
        return min(number.x0 for number in self.numbers)

    @property
    def x1(self) -> float:
        """Right edge in points."""
        return max(number.x1 for number in self.numbers)

    def steps(self) -> set[int]:
        """By how much the numbers go up."""
        return {int(later.text) - int(before.text) for before, later in pairwise(self.numbers)}

    def is_like(self, other: _Margin) -> bool:
        """True where the numbers of another margin stand at the same edge and go up by as much."""
        aligned = abs(self.x1 - other.x1) < _SAME_EDGE or abs(self.x0 - other.x0) < _SAME_EDGE
        return aligned and self.steps() <= other.steps() and self.is_beside_lines()

    def is_beside_lines(self) -> bool:
        """True where a line of text stands beside each number."""
        return all(
            any(abs(line.base - number.base) < 0.5 * number.size for line in self.lines) for number in self.numbers
        )


def drop_margin_numbers(pages: list[Page]) -> int:
    """Takes off the numbers that count the lines and that the file holds apart from them; how many these were.

    They go on through most of a page. Where they are known from one page, the few on another are known by their place.
    """
    margins = {page.number: _margins(page) for page in pages}
    known = [margin for found in margins.values() for margin in _counting(found)]
    taken = 0
    for page in pages:
        numbers = {
            id(number)
            for margin in margins[page.number]
            if any(margin.is_like(other) for other in known)
            for number in margin.numbers
        }
        page.lines = [line for line in page.lines if id(line) not in numbers]
        taken += len(numbers)
    return taken


def _margins(page: Page) -> list[_Margin]:
    """The numbers of a page that stand clear of its text, from left to right."""
    numbers = sorted((line for line in page.lines if _NUMBER.fullmatch(line.text)), key=lambda line: line.x0)
    others = [line for line in page.lines if not _NUMBER.fullmatch(line.text)]
    if not numbers or not others:
        return []
    groups: list[list[Line]] = []
    edge = 0.0
    for number in numbers:
        if not groups or number.x0 >= edge:
            groups.append([])
        groups[-1].append(number)
        edge = max(edge, number.x1)
    left, right = min(line.x0 for line in others), max(line.x1 for line in others)
    margins = []
    for group, following in zip(groups, [*groups[1:], []], strict=True):
        x0, x1 = min(number.x0 for number in group), max(number.x1 for number in group)
        end = min((number.x0 for number in following), default=right)
        beside = [line for line in others if (line.x1 <= x0 if x0 >= right else x1 <= line.x0 < end)]
        margin = _Margin(sorted(group, key=lambda line: line.base), beside, x1 <= left or x0 >= right)
        if _is_clear(margin, others):
            margins.append(margin)
    return margins


def _is_clear(margin: _Margin, others: list[Line]) -> bool:
    """True where no text runs through the numbers of a margin; the lines left of it may be too long by a letter."""
    top, bottom = margin.numbers[0].base, margin.numbers[-1].base
    return not any(line.x0 < margin.x1 < line.x1 and top <= line.base <= bottom for line in others)


def _counting(margins: list[_Margin]) -> list[_Margin]:
    """Those that are known to count the lines; numbers between two columns only beside others in the margin."""
    outer = [margin for margin in margins if margin.outside and _counts_lines(margin)]
    steps = {step for margin in outer for step in margin.steps()}
    due = {int(margin.numbers[-1].text) + step for margin in outer for step in margin.steps()}
    inner = [margin for margin in margins if not margin.outside and margin.steps() <= steps]
    goes_on = [margin for margin in inner if len(margin.numbers) >= _FEWEST or int(margin.numbers[0].text) in due]
    return [*outer, *(margin for margin in goes_on if margin.is_beside_lines())]


def _counts_lines(margin: _Margin) -> bool:
    """True where the numbers stand at even distances or one to a line, and go on through most of the page.

    Numbers of a list do not.
    """
    numbers, steps = margin.numbers, margin.steps()
    bases = sorted({round(line.base) for line in margin.lines})
    if len(numbers) < _FEWEST or steps not in ({1}, {5}, {10}):
        return False
    if len(numbers) * (step := steps.pop()) * 10 < len(bases) * 7 or len(numbers) * step < _FEWEST_NUMBERED:
        return False
    counted = [(bisect(bases, number.base + 2), number.base) for number in numbers]
    pitch = median(later[1] - before[1] for before, later in pairwise(counted))
    regular = sum(
        later[0] - before[0] == step or abs(later[1] - before[1] - pitch) < 1 for before, later in pairwise(counted)
    )
    return regular * 10 >= (len(numbers) - 1) * 8


def drop_line_numbers(pages: list[Page]) -> int:
    """Takes the numbers that count the lines of a page off its lines; how many these were.

    They stand left of the text, all at one edge, on every line counting by one or on every fifth counting by five.
    Items of a list do so too; but their numbers do not go on through the lines of one sentence.
    """
    right = right_columns(pages)
    taken = 0
    for page in pages:
        last = None
        for column in in_columns(page, right[page.number]):
            numbered = _numbered(column, last)
            for line, number in numbered:
                _strip_number(line, str(number))
            last = numbered[-1][1] if numbered else None
            taken += len(numbered)
        page.lines = [line for line in page.lines if line.text]
    return taken


def _numbered(column: list[Line], last: int | None) -> list[tuple[Line, int]]:
    """The lines of a column that begin with a number that counts them; `last` is the one that they may go on from."""
    found = [(index, line, number) for index, line in enumerate(column) if (number := _leading_number(line))]
    steps = {later[2] - earlier[2] for earlier, later in pairwise(found)}
    apart = {later[0] - earlier[0] for earlier, later in pairwise(found)}
    if found and last is not None and found[0][2] - last in (1, 5) and steps <= {found[0][2] - last}:
        return [(line, number) for _, line, number in found]
    by_one = steps == {1} and apart == {1} and len(found) >= _FEWEST_NUMBERED and len(found) * 10 >= len(column) * 7
    by_five = steps == {5} and apart <= {5} and all(number % 5 == 0 for _, _, number in found)
    if len(found) < _FEWEST or not (by_five or by_one) or not _runs_through(found):
        return []
    return [(line, number) for _, line, number in found]


def _leading_number(line: Line) -> int | None:
    text = line.pieces[0].text.lstrip()
    found = re.match(r"(\d{1,4})(?:\t|$)", text)
    return int(found[1]) if found else None


def _runs_through(found: list[tuple[int, Line, int]]) -> bool:
    """True where the numbers share an edge and most numbered lines go on in the middle of a sentence."""
    edge = median(line.pieces[0].x0 for _, line, _ in found)
    if any(abs(line.pieces[0].x0 - edge) > 2.5 * line.size for _, line, _ in found):
        return False
    rests = [re.sub(r"^\s*\d+\s*", "", line.text) for _, line, _ in found]
    inside = sum(rest[:1].islower() for rest in rests)
    return inside * 5 >= len(rests) * 2


def _strip_number(line: Line, number: str) -> None:
    first = line.pieces[0]
    rest = first.text.lstrip().removeprefix(number).lstrip()
    if rest:
        width = (first.x1 - first.x0) * len(rest) / max(len(first.text), 1)
        line.pieces[0] = Piece(rest, first.x1 - width, first.x1, first.base, first.size, first.emphasis)
    else:
        del line.pieces[0]
        if line.pieces:
            line.pieces[0].text = line.pieces[0].text.lstrip()
