"""Text wrapped by hand: lines broken mid-sentence at a fixed width are rejoined, keeping every offset."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

_WIDEST = 130
_NARROWEST = 50
_LABEL = re.compile(r"\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivxlc]{1,6}|[A-Z])[.)]|\d{1,3}\t|[-–—•*]\s)")
_SHORT = 60
_TAIL = 40
_FEW_LINES = 3
# "1 to report"
_BARE_NUMBER = re.compile(r"\s*\d{1,2}(?:bis|ter)?\s+[a-z]")
_FINISHED = re.compile(r"[.;:,]\s*$")
# A rule, the foot of a page (`26-24417    2/3`), or a symbol in front of the title on top of the next one
_OF_THE_PAGE = re.compile(
    r"\s*(?:[_*=-]{5,}|\d{2}-\d{5}\s+\d{1,3}/\d{1,3}|\d{1,3}/\d{1,3}\s+\d{2}-\d{5}|[A-Z]+/\S+\s{3,}.*)\s*"
)
_SENTENCE_END = re.compile(r"[.;:!?][\"'”’)]*\s*$")


def starts_with_label(line: str) -> bool:
    """True for a line that begins like a list item: `a)`, `1.`, `(iv)`, `-`."""
    return _LABEL.match(line) is not None


def ends_of_paragraphs(lines: Sequence[str]) -> list[bool]:
    """For each line break inside one paragraph, whether it ends a paragraph of the text.

    Args:
        lines: What stands between the breaks, at least two.

    Returns:
        One value for the break after each line but the last. Two breaks in a row end a paragraph; so does one before
        a list item, after a finished one or after a heading. Among three breaks and more, those do after which the
        next word would have fitted.
    """
    ends: list[bool] = []
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        block = list(group)
        ends += [True] * len(block) if blank else [*_ends_in_block(block), True]
    return ends[:-1]


def _ends_in_block(lines: Sequence[str]) -> Iterator[bool]:
    """The same for lines of which none is blank."""
    width = max(len(line.strip()) for line in lines)
    wrapped = _NARROWEST <= width <= _WIDEST
    length = 0
    for line, following in pairwise(lines):
        length += len(line)
        ends = _begins_item(line, length, following)
        if not ends and len(lines) > _FEW_LINES:
            ends = not wrapped or not _is_soft(line, following, width)
        length = 0 if ends else length
        yield ends


def _begins_item(before: str, length: int, after: str) -> bool:
    finished = _FINISHED.search(before[-_TAIL:]) is not None
    return (finished and _BARE_NUMBER.match(after) is not None) or (
        starts_with_label(after) and (finished or length < _SHORT)
    )


def rejoined(text: str) -> str:
    """The text with the line feeds inside wrapped paragraphs made blanks; of the same length, as all offsets count.

    A file is taken for wrapped only when its lines are short, most of its line ends are where the next word would
    not have fitted, and most of the lines after them go on in lower case. Any other file comes back as it is.
    """
    lines = text.split("\n")
    pairs = [i for i in range(len(lines) - 1) if lines[i].strip() and lines[i + 1].strip()]
    width = _usual_width([len(lines[i].rstrip()) for i in pairs])
    if not _NARROWEST <= width <= _WIDEST:
        return text
    soft = [i for i in pairs if _is_soft(lines[i], lines[i + 1], width)]
    lower = sum(lines[i + 1].lstrip()[:1].islower() for i in soft)
    if len(soft) < 2 or len(soft) * 2 < len(pairs) or lower * 2 < len(soft):
        return text
    joined = set(soft)
    ends = [" " if i in joined else "\n" for i in range(len(lines) - 1)]
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


def _usual_width(widths: Sequence[int]) -> int:
    """The width that nearly all lines keep to: the head of a page may be wider."""
    return sorted(widths)[len(widths) * 9 // 10] if widths else 0


def _is_soft(line: str, following: str, width: int) -> bool:
    """True where the line ended only because the next word did not fit.

    Some programs wrap before the width is reached: a line is full from 85 % of it.
    """
    if starts_with_label(following) or _OF_THE_PAGE.fullmatch(line) or _OF_THE_PAGE.fullmatch(following):
        return False
    if _SENTENCE_END.search(line) and _indent(following) > _indent(line):
        return False
    word = len(following.split(None, 1)[0])
    return len(line.rstrip()) + 1 + word > width * 0.85


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
