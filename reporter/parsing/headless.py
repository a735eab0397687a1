"""Finds the end of a resolution whose header the file lacks, as where pages were cut from the middle of a volume."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reporter.model import Document, Paragraph, Resolution
from reporter.parsing.fold import fold
from reporter.parsing.in_english import in_english
from reporter.parsing.lines import line
from reporter.parsing.verbs import address, asks, opening

# An item of a list whose heading is on a page before: `3 to report to TSAG annually …;`
_TASK_OF_ITEM = re.compile(
    r"to\s+(?!(?:the|this|that|its|which)\b)[a-z]+\s.*[.;,]\s*(?:and|or)?\s*\Z", re.IGNORECASE | re.DOTALL
)


def headless(document: Document, resolutions: Sequence[Resolution]) -> tuple[Paragraph, ...]:
    """The operative paragraphs before the first header of a document, in order: they belong to no resolution.

    Args:
        document: The document.
        resolutions: What was parsed from it. Empty where it holds none: then nothing stands before a header.
    """
    if not resolutions:
        return ()
    before = tuple(one for one in document.paragraphs if one.end <= _first_words(resolutions[0]))
    if not before:
        return ()
    glossed = in_english(replace(document, paragraphs=before), set(document.text.split()))
    read = glossed.document.paragraphs if glossed else before
    return tuple(one for one, words in zip(before, read, strict=True) if _is_operative(words))


def _first_words(resolution: Resolution) -> int:
    """Offset of the header; where there is none, of the first section: what stands above it is a title at most."""
    if resolution.number or not resolution.sections:
        return resolution.start
    return resolution.sections[0].start


def _is_operative(paragraph: Paragraph) -> bool:
    """Whether a paragraph asks something: a sentence with its verb, or an item of a list of tasks."""
    taken = line(paragraph, fold(paragraph.text))
    found = opening(taken.words)
    if found is None:
        expected = taken.label is not None or taken.words[:1].islower()
        return expected and _TASK_OF_ITEM.match(taken.words) is not None
    if not found.operative:
        return False
    if taken.label is None:
        return asks(taken.words, found)
    return address(taken.words[found.rest :]).task is not None
