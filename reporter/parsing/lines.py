"""A paragraph as the sections are read from: folded, its label told from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporter.model import Paragraph
from reporter.parsing.fold import fold
from reporter.parsing.labels import Label, automatic_label, typed_label

# Such as "ANNEX A", "Annex 1 to Resolution 9 (Rev. Kigali, 2022)", "Attachment No. 2 – Functions"
_ANNEX = re.compile(
    r"(?P<name>annex|appendix|attachment)(?:\s+(?:No\.?\s*)?(?P<mark>[A-Z]|\d{1,2}|[IVX]{1,5})(?!\w))?"
    r"(?:\s*[(:.–—-].*|\s+to\s.*)?$",
    re.IGNORECASE | re.DOTALL,
)
# Such as "54th plenary meeting", "19 December 2023", "[Adopted without a vote.]", "67th meeting, 14 July 2023"
_CLOSING = re.compile(
    r"\d+(?:st|nd|rd|th) (?:plenary )?meeting\.?$|\d{1,2} [A-Z][a-z]+ \d{4}\.?$|"
    r"\[?adopted (?:by|at|without)\b.{0,120}$|"
    r"={3,}|(?:[\w-]+ )?(?:plenary )?meeting,? \d{1,2} \w+ \d{4}|A\d+/VR",
    re.IGNORECASE,
)
_LONGEST_ANNEX_TITLE = 200
_LONGEST_TITLE = 200
_NOT_AT_THE_END_OF_A_TITLE = (".", ";", ":", ",")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its label.

    Attributes:
        paragraph: As read.
        words: Folded, from after a typed label to the end.
        label: Automatic or typed; None without one.
        start: Offset of the words into `Document.text`.
    """

    paragraph: Paragraph
    words: str
    label: Label | None
    start: int


def line(paragraph: Paragraph, text: str) -> Line:
    """Takes a paragraph apart; `text` is its folded text. Automatic numbering goes before a number typed."""
    if paragraph.label and (label := automatic_label(fold(paragraph.label))):
        return Line(paragraph, text, label, paragraph.start)
    if found := typed_label(text):
        label, offset = found
        return Line(paragraph, text[offset:], label, paragraph.start + offset)
    return Line(paragraph, text, None, paragraph.start)


def annex_name(text: str) -> str | None:
    """`Annex B`, as cited, where a folded paragraph heads an annex; None for any other."""
    match = _ANNEX.match(text.strip())
    if match is None or len(text) >= _LONGEST_ANNEX_TITLE or text.rstrip().endswith((";", ",")):
        return None
    return " ".join(part for part in (match["name"].capitalize(), match["mark"]) if part)


def is_closing(text: str) -> bool:
    """Whether a folded paragraph tells where and when a text was adopted, or rules it off: no clause, but no end."""
    return _CLOSING.match(text) is not None


def looks_like_title(words: str) -> bool:
    """Whether words can be a title over paragraphs: short, without the mark that ends a sentence."""
    return len(words) < _LONGEST_TITLE and not words.rstrip().endswith(_NOT_AT_THE_END_OF_A_TITLE)
