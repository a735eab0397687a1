"""Reads decisions that are told in the past as if the body spoke itself: `the Council decided to` -> `decides to`.

A compendium tells at which meeting a body did what, where a resolution has the body speak. Only the tense differs, so
the verbs are put into the present where they stand, and everything found is led back to the words of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reporter.model import Document, Paragraph
from reporter.model.alignment import Alignment, identity
from reporter.parsing.enacting import enacting
from reporter.parsing.families import header_line
from reporter.parsing.fold import fold
from reporter.parsing.in_english import InEnglish, rewritten
from reporter.parsing.labels import typed_label
from reporter.parsing.narration import Narration, narration
from reporter.parsing.phrases import substituted
from reporter.parsing.verbs import told_verbs
from reporter.vocabulary.language import language

# A sure sign
_SIGN = re.compile(r"\b[Aa]t\s+(?:its|the)\s[^.;:]{1,120}?\b(?:meeting|session)")
# As sure where it begins a paragraph: "The Governing Body requested", perhaps behind its reasons
_SIGN_AT_BEGINNING = re.compile(
    r"^(?:The\s[A-Z]|Having\s|In\s|On\s|Following\s|After\s)[^;:\n]{2,400}?\s(?:decid|request|invit|instruct)ed\s",
    re.MULTILINE,
)
# Only below a header the words tell of the decision itself; elsewhere of what was decided before.
_BELOW_HEADER = 8

Rewritten = tuple[Paragraph, str, Alignment]


def in_present(document: Document) -> InEnglish | None:
    """The document with the verbs of its narrated decisions in the present; None where it tells of none."""
    folded = fold(document.text)
    if not any(_tells(folded[one.start : one.end]) for one in document.paragraphs):
        return None
    if not (_SIGN.search(document.text) or _SIGN_AT_BEGINNING.search(document.text)):
        return None
    reader = _Reader()
    parts = [part for paragraph in document.paragraphs for part in reader.read(paragraph)]
    return rewritten(document, parts) if reader.has_told else None


def _tells(text: str) -> Narration | None:
    """The words with which a folded paragraph begins to tell what a body decided; None where it begins otherwise."""
    told = narration(text)
    return told if told and enacting(text[: told.end]) else None


class _Reader:
    """Reads paragraph by paragraph; knows how far above the last header is, and whether a decision is being told."""

    def __init__(self) -> None:
        self._since_header = 0
        self._telling = False
        self.has_told = False

    def read(self, paragraph: Paragraph) -> Sequence[Rewritten]:
        """The parts of a paragraph, as they stand or in the present."""
        text = fold(paragraph.text)
        if header_line(text):
            self._since_header, self._telling = 0, False
            return (_as_it_is(paragraph),)
        self._since_header += 1
        if cuts := self._decision(text):
            self._telling = self.has_told = True
            return [_in_present(paragraph, one, cut) for cut, one in _stretches(text, cuts)]
        near = self._telling or self._since_header <= _BELOW_HEADER
        if near and text.rstrip().endswith(",") and enacting(text):
            # "The Human Rights Council,", and below it the body speaks: here, or in the text that was adopted.
            self._telling = False
            self._since_header = _BELOW_HEADER
        label = typed_label(text)
        begin = label[1] if label else 0
        if self._telling and _starts_with_verb(text, begin):
            return (_in_present(paragraph, text, 0, begin),)
        return (_as_it_is(paragraph),)

    def _decision(self, text: str) -> tuple[int, ...]:
        """Where a narration is cut: behind who decided, and before the verb; empty for any other paragraph."""
        if not self._telling and self._since_header > _BELOW_HEADER:
            return ()
        told = _tells(text)
        if told is None:
            return ()
        begin = _behind(text, told.end)
        verb = next(_verbs(text, begin), None)
        if verb:
            return tuple(dict.fromkeys((begin, verb.start)))
        return (begin,) if text.rstrip().endswith(":") else ()


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb in the past: where its sentence part begins, and the verb itself with its offsets."""

    start: int
    span: tuple[int, int]
    words: str


def _as_it_is(paragraph: Paragraph) -> Rewritten:
    return paragraph, paragraph.text, identity(len(paragraph.text))


def _stretches(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The offset and the words of each stretch between cuts, empty ones left out."""
    for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True):
        if words := text[start:end].rstrip():
            yield start, words


def _in_present(paragraph: Paragraph, text: str, start: int, begin: int = 0) -> Rewritten:
    """A stretch of a paragraph, `text` from offset `start` on, its verbs in the present.

    The first verb may stand at offset `begin` of the stretch, behind a label.
    """
    words = paragraph.text[start : start + len(text)]
    part = replace(paragraph, text=words, start=paragraph.start + start, label=paragraph.label if start == 0 else "")
    present = language().told
    changes = []
    for verb in _verbs(text, begin):
        put = present[" ".join(verb.words.lower().split())]
        put = put[0].upper() + put[1:] if verb.words[0].isupper() else put
        changes.append((verb.span, [(put, verb.span[1] - verb.span[0], False)]))
    return part, *substituted(words, changes)


def _verbs(text: str, begin: int) -> Iterator[_Verb]:
    """The verbs in the past, from an offset on, that say what was decided: at the beginning, or behind a joint."""
    for match in _told().finditer(text, begin):
        if match.start() == begin or match["joint"]:
            yield _Verb(match.end("joint") if match["joint"] else match.start(), match.span("verb"), match["verb"])


def _starts_with_verb(text: str, begin: int) -> bool:
    first = next(_verbs(text, begin), None)
    return first is not None and first.start == begin


def _behind(text: str, end: int) -> int:
    """Offset of the first word behind a comma or colon."""
    return len(text) - len(text[end:].lstrip(" ,:\t\n"))


@cache
def _told() -> re.Pattern[str]:
    # Not a participle: "the report requested by the Council"
    words = "to|that|the|its|all|also|further|of|with|in|a|an|not|him|her|without|unanimously"
    # "decided, by 44 votes to none, to", "decided by consensus that"
    by = r"by\s+(?:\d+|consensus|acclamation|(?:a\s+)?(?:\w+\s+)?votes?)"
    behind = rf"(?=\s*:|,?\s+(?:(?:{words}|{by})\b|(?-i:[A-Z])))"
    joint = r"(?P<joint>[,;:]\d{0,3}\s+(?:\d{1,2}\s+)?(?:and\s+)?|\band\s+)"
    return re.compile(rf"{joint}?(?<![\w-]){told_verbs()}{behind}", re.IGNORECASE)
