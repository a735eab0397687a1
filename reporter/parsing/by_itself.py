"""Finds a text that is an annex by itself: terms of reference, an action plan, rules of procedure, without a header.

Every function takes folded text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporter.parsing.labels import typed_label
from reporter.parsing.lines import looks_like_title

_NAME = (
    r"(?P<{}>terms\s+of\s+reference|rules\s+of\s+procedure|(?:financial\s+)?(?:rules|regulations)|working\s+methods|"
    r"methods\s+of\s+work|mandate|statutes?|(?:strategic|operational|work)\s+plan|(?:plan|programme)\s+of\s+action|"
    r"action\s+plan)"
)
# `Terms of reference of the Panel`, `Rules of procedure`; `BAKU ACTION PLAN`, `Panel on Fees: draft terms of reference`
_TITLE = re.compile(
    r"(?:(?:draft|proposed|revised|detailed|general)\s+)*"
    + _NAME.format("first")
    + r"(?:\s+(?:and|of|for|to|on|in)\s.*|\s*[:(,–—-].*)?"
    + r"|(?:[A-Z][^.;]{1,100}?)[\s:–—-]\s*"
    + _NAME.format("last")
    + r"(?:\s*\(.*\)|\s+(?:for\s+)?\d{4}.*)?",
    re.IGNORECASE | re.DOTALL,
)
# `PART C – REGIONAL INITIATIVES`
_PART = re.compile(r"part\s+(?:[A-Z]|\d{1,2}|[IVX]{1,5})\b", re.IGNORECASE)
# `decided to establish the working group as follows:`
_SET_UP = re.compile(
    r"(?:hereby\s+)?(?:decid|agree|resolv|approv|adopt)(?:e?s|e?d)\s.{0,300}\b(?:as\s+follows|as\s+set\s+out\s+below"
    r"|the\s+following(?:\s+[a-z]+){0,4})\s*:?\s*",
    re.IGNORECASE | re.DOTALL,
)
# `The Group shall`, `is requested to`; `to report to the Council;`
_BINDS = re.compile(r"\bshall\b|\b(?:is|are)\s+(?:requested|instructed|invited)\s+to\b|\A(?:to|To)\s+[a-z]+\s")
_TITLE_WITHIN = 8
_SET_UP_WITHIN = 12
_FEWEST_NUMBERED = 2
_FEWEST_BINDING = 2


@dataclass(frozen=True, slots=True)
class ByItself:
    """A text that is an annex by itself.

    Attributes:
        name: What its clauses are cited by: `Terms of reference`.
        title: One line.
        body_from: Index of its first paragraph.
    """

    name: str
    title: str
    body_from: int


def by_itself(texts: Sequence[str], speaks: int) -> ByItself | None:
    """The text that paragraphs hold, where their title says that they are an annex; None for any others.

    It has numbered paragraphs, and says what somebody shall do.

    Args:
        texts: Folded paragraphs.
        speaks: Index of the first that a resolution without a number would begin with; their number without one. Such
            a resolution it is, unless these words only lead to the text: "decided to establish the group as follows:".
    """
    index = next((one for one, text in enumerate(texts[:_TITLE_WITHIN]) if _title(text)), None)
    if index is None or speaks <= index:
        return None
    body_from = index + 1
    if speaks < len(texts):
        if speaks - index > _SET_UP_WITHIN or not _SET_UP.fullmatch(texts[speaks].strip()):
            return None
        body_from = speaks + 1
    lines = [texts[index].strip()]
    if body_from == index + 1 and body_from < len(texts) and _is_part(texts[body_from]):
        lines.append(texts[body_from].strip())
        body_from += 1
    if not _sets_out(texts[body_from:]):
        return None
    name = _title(texts[index])
    return ByItself(name[0].upper() + name[1:].lower(), " ".join(lines), body_from)


def _title(text: str) -> str:
    """What a title says the text is: `Terms of reference`; "" for any other paragraph."""
    words = text.strip()
    match = _TITLE.fullmatch(words) if looks_like_title(words) and not typed_label(words) else None
    return " ".join((match["first"] or match["last"]).split()) if match else ""


def _is_part(text: str) -> bool:
    return looks_like_title(text) and _PART.match(text.strip()) is not None


def _sets_out(texts: Sequence[str]) -> bool:
    """Whether paragraphs are numbered and bind somebody."""
    labels = [typed_label(text) for text in texts]
    words = [text[label[1] :] if label else text for text, label in zip(texts, labels, strict=True)]
    return (
        sum(label is not None for label in labels) >= _FEWEST_NUMBERED
        and sum(_BINDS.search(one) is not None for one in words) >= _FEWEST_BINDING
    )
