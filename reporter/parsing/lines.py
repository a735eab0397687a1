"""A paragraph as the sections are read from: folded, its label told from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from reporter.model import Paragraph
from reporter.parsing.fold import fold
from reporter.parsing.labels import Label, automatic_label, typed_label
from reporter.parsing.merged_labels import merged_label
from reporter.parsing.verbs import opening

# Such as "ANNEX A", "Annex 1 to Resolution 9 (Rev. Kigali, 2022)", "Attachment No. 2 – Functions",
# and, its title far to the right, "Annex A    Functions"
_ANNEX = re.compile(
    r"\s*(?P<name>annex|appendix|attachment)(?:\s+(?:No\.?\s*)?(?P<mark>[A-Z]|\d{1,2}|[IVX]{1,5})(?!\w))?"
    r"(?:\s*[(:.–—-].*|\s+to\s.*|(?:\t\s*|\s{2,})(?-i:[A-Z])[^;\t]*[^.;:\s])?\s*$",
    re.IGNORECASE | re.DOTALL,
)
# What stands around the text, each with samples. One pattern for all: most paragraphs are none of them.
_ROLE = re.compile(
    r"""\s*(?:
        # "Reasons: to align the text with …"
        (?P<reasons>reasons?\s*:)
        # "____", "***", "* * *", "FOOTNOTES"
      | (?P<rule>_{3,}\s*$|\*{3,}\s*$|\*\ \*\ \*|FOOTNOTES?\s*$)
        # "¹ These include small islands.", a footnote
      | (?P<footnote>[¹²³⁰⁴-⁹]{1,2}\s*\S)
        # "Done at Geneva, 24 March 2022", "IN WITNESS WHEREOF …", "In favour: Algeria, Bangladesh"
      | (?P<signed>done\ (?:at|in)\ [A-Z]|in\ witness\ whereof\b|(?:in\ favour|against|abstaining|absent)\s?:)
        # "54th plenary meeting", "19 December 2023", "[Adopted without a vote.]", "Meeting 67, 14 July 2023", "===="
        # "Adopted unanimously at the 5950th meeting.", "Ref.: Documents C19/125 and C19/130."
        # "(227 EX/SR.6)", "Resolution adopted, on the report of the Commission, at the 18th meeting",
        # "(Proposal 27, Committee 4, 5th meeting)", "…" where a proposal leaves a part as it is
      | (?P<closing>
            \d+(?:st|nd|rd|th)\ (?:plenary\ )?meeting\.?$
          | \d{1,2}\ [A-Z][a-z]+\ \d{4}\.?$
          | \[?adopted\ (?:unanimously\b|by|at|without)\b.{0,120}$
          | ref(?:erences?|s)?\.?:\s*doc(?:ument|\.)?s?\b.{0,120}$
          | \(?(?:[\w-]{1,40}\ )?(?:plenary\ )?meeting,?\s+\d{1,2}\ \w+\ \d{4}
          | A\d+/VR
          | resolution\ adopted,?\ (?:on|at)\b.{0,200}$
          | \(proposal\ [^()]{1,100}\)\.?\s*$
          | (?:\.{3}|…)\s*$
          | \(?\d{1,3}\ ?(?:EX|C)/SR\b.{0,40}$
          | ={3,}
        )
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# "(a) ", behind the number that has no words of its own
_FIRST_ITEM = re.compile(r"\(?a\)\s+(?=[A-Z])")
DANGLING = re.compile(r"\b(?:the|of|to|and|or|for|with|in|on|by|from|a|an|its|their|which)$")
"""Words such as "between the" and "of", with which no paragraph ends."""
_LONGEST_ANNEX_TITLE = 200
_LONGEST_TITLE = 200
_NOT_AT_THE_END_OF_A_TITLE = (".", ";", ":", ",")


Role = Literal["reasons", "rule", "footnote", "signed", "closing"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its label.

    Attributes:
        paragraph: As read.
        words: Folded, from after a typed label to the end.
        label: Automatic or typed; None without one.
        start: Offset of the words into `Document.text`.
        merged: A typed label of which only the later half is in force, as it stands; "" for any other.
    """

    paragraph: Paragraph
    words: str
    label: Label | None
    start: int
    merged: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether the label is a number, not a letter or a dash."""
        return self.label is not None and self.label.kind == "number"


def line(paragraph: Paragraph, text: str, *, capitals: bool = False, flattened: bool = False) -> Line:
    """Takes a paragraph apart; `text` is its folded text. Automatic numbering goes before a number typed.

    Of `58. (a) Requests`, which has no words of its own above its items, the number tells. `capitals` says whether
    the text counts in capitals, `flattened` whether it lost its revision marks.
    """
    if paragraph.label and (label := automatic_label(fold(paragraph.label), text)):
        return Line(paragraph, text, label, paragraph.start)
    if flattened and (merged := merged_label(text)):
        label, offset = merged
        return Line(paragraph, text[offset:], label, paragraph.start + offset, " ".join(text[:offset].split()))
    if found := typed_label(text, capitals=capitals):
        label, offset = found
        if first_item := _FIRST_ITEM.match(text, offset):
            offset = first_item.end()
        return Line(paragraph, text[offset:], label, paragraph.start + offset)
    return Line(paragraph, text, None, paragraph.start)


def is_touched(paragraph: Paragraph) -> bool:
    """Whether tracked changes touch the words of a paragraph, or took away the heading above it."""
    return any(not mark.apart or opening(fold(mark.text)) for mark in paragraph.revisions)


def annex_name(text: str) -> str | None:
    """`Annex B`, as cited, where a folded paragraph heads an annex; None for any other."""
    match = _ANNEX.match(text)
    if match is None or len(text) >= _LONGEST_ANNEX_TITLE or text.rstrip().endswith((";", ",")):
        return None
    return " ".join(part for part in (match["name"].capitalize(), match["mark"]) if part)


def role(text: str) -> Role | None:
    """What a folded paragraph is that stands around the text; None for a part of the text.

    `reasons` of a proposal end its text; below a `rule` come notes, and below `signed` names, also those of a vote; a
    `footnote` has its mark; a `closing` says where and when the text was adopted. Both are passed over.
    """
    match = _ROLE.match(text)
    return cast(Role, match.lastgroup) if match else None


def looks_like_title(words: str) -> bool:
    """Whether words can be a title over paragraphs: short, without the mark that ends a sentence."""
    return len(words) < _LONGEST_TITLE and not words.rstrip().endswith(_NOT_AT_THE_END_OF_A_TITLE)
