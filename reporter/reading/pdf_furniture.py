"""What stands on every page and belongs to none: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median

from reporter.reading.pdf_glyphs import Line, Page
from reporter.reading.pdf_line_numbers import drop_line_numbers, drop_margin_numbers

_ZONE = 0.13
"""Share of the page's height, at its top and at its bottom, in which running heads and feet stand."""
_SAME_HEIGHT = 4.0
_LONG = 60
_Key = tuple[str, int]
_JOB = r"\d{2}-\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{6})?"
_PAGE_NUMBER = re.compile(
    rf"(?:{_JOB}\s+)?[-–—\s]*(?:page|seite|página|p\.)?\s*(?:\d{{1,4}}|[ivxlc]{{1,6}})"
    rf"(?:\s*(?:/|of|de|sur|von)\s*\d{{1,4}})?[-–—\s]*(?:\s{_JOB})?",
    re.IGNORECASE,
)
_JOB_NUMBER = re.compile(rf"{_JOB}|\*\d{{7}}\*")
"""United Nations documents carry the number of the print job, and its bar code, at the foot of the first page."""


def without_furniture(pages: list[Page]) -> list[str]:
    """Takes running heads, page numbers and line numbers off the pages; remarks on what was taken off."""
    apart = drop_margin_numbers(pages)
    heads = _running_heads(pages)
    opening = _folded(" ".join(line.text for line in pages[0].lines)) if pages else ""
    taken = 0
    for page in pages:
        again = _said_on_first_page(page, opening) if page.number > 1 else set()
        kept = [line for line in page.lines if id(line) not in again and not _is_furniture(line, page, heads)]
        taken += len(page.lines) - len(kept)
        page.lines = kept
    numbers = apart + drop_line_numbers(pages)
    remarks = [f"{taken} running heads and page numbers left out"] if taken else []
    return [*remarks, f"{numbers} line numbers left out"] if numbers else remarks


def _running_heads(pages: list[Page]) -> set[_Key]:
    """Text (digits made alike) and height of what stands near the edge of two pages or more, and of a third of all.

    The first line of the text also stands at one height on all pages, and two may read alike (`Annex 1`, `Annex 2`).
    So every line at the height of a running head must be one (but for the first page), and numbers in it must be the
    same on all pages or count the pages.
    """
    seen: defaultdict[_Key, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for page in pages:
        for line in page.lines:
            if _in_zone(line, page):
                for key in _keys(line):
                    seen[key][page.number] = tuple(map(int, re.findall(r"\d{1,9}", line.text)))
    repeated = {key for key, found in seen.items() if len(found) >= _needed(key, pages) and _counts_pages(found)}
    mixed = {height for (text, height), found in seen.items() if (text, height) not in repeated and set(found) - {1}}
    return {(text, height) for text, height in repeated if height not in mixed}


def _said_on_first_page(page: Page, opening: str) -> set[int]:
    """Lines (by `id`) at the top of a page, in small type and set apart, that repeat words of the first page.

    So the symbol and the title stand on the further pages of United Nations documents, two of which may be too few to
    tell a running head by its repetition.
    """
    lines = sorted((line for line in page.lines if line.base < page.height / 2), key=lambda line: line.base)
    size = median(line.size for line in page.lines) if page.lines else 0.0
    for index, (line, following) in enumerate(pairwise(lines)):
        sides = line.text.split("\t")
        if not (_in_zone(line, page) and line.size < 0.93 * size and all(_folded(side) in opening for side in sides)):
            return set()
        if following.base - line.base > 1.6 * line.size:
            return {id(one) for one in lines[: index + 1]}
    return set()


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _needed(key: _Key, pages: list[Page]) -> float:
    """On how many pages a line must stand to be a running head; a long one may be a footnote that is repeated."""
    return max(3, len(pages) / 2) if len(key[0]) > _LONG else max(2, len(pages) / 3)


def _counts_pages(found: dict[int, tuple[int, ...]]) -> bool:
    """True where each number in a line is the same on all pages or goes up with them."""
    for values in zip(*found.values(), strict=True):
        steps = {value - page for page, value in zip(found, values, strict=True)}
        if len(set(values)) > 1 and len(steps) > 1:
            return False
    return True


def _keys(line: Line) -> tuple[_Key, _Key]:
    """Two keys a line, so that two lines of nearly the same height share one wherever the grid falls."""
    text = re.sub(r"\d{1,9}", "#", line.text)
    return (text, int(line.base / _SAME_HEIGHT) * 2), (text, int(line.base / _SAME_HEIGHT + 0.5) * 2 + 1)


def _is_furniture(line: Line, page: Page, heads: set[_Key]) -> bool:
    if not _in_zone(line, page):
        return False
    if any(key in heads for key in _keys(line)) and _is_set_apart(line, page):
        return True
    text = line.text
    if _JOB_NUMBER.fullmatch(text):
        return True
    return _PAGE_NUMBER.fullmatch(text) is not None and _is_outermost(line, page)


def _is_set_apart(line: Line, page: Page) -> bool:
    """True where the next line towards the middle of the page is further off than lines of a paragraph are."""
    top = line.base < page.height / 2
    inner = [abs(other.base - line.base) for other in page.lines if (other.base > line.base) == top]
    near = min((gap for gap in inner if gap > 0.5 * line.size), default=page.height)
    return near > 1.6 * line.size


def _in_zone(line: Line, page: Page) -> bool:
    return line.base < _ZONE * page.height or line.base > (1 - _ZONE) * page.height


def _is_outermost(line: Line, page: Page) -> bool:
    """True where nothing but other furniture-like short lines stands further out, and the page has other text."""
    others = [other.base for other in page.lines if other is not line]
    if not others:
        return False
    outer = [base for base in others if (base < line.base) == (line.base < page.height / 2) and base != line.base]
    return len(outer) <= 1 and len(outer) != len(others)
