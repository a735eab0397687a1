"""Reads whose tasks an annex sets out: `Terms of reference of the Council Working Group on fees (CWG-FEES)`."""

from __future__ import annotations

import re

# `Annex A (to Resolution 9): Draft terms of reference and working methods of the Panel`, `Mandate of the Committee`
_TASKS_OF = re.compile(
    r"(?:(?:annex|appendix|attachment)\b.{0,100}?[\s:.–—-]|[\da-z]{1,2}[.)]\s+)?(?:(?:draft|proposed|revised|detailed)\s+)*"
    r"(?:terms\s+of\s+reference|mandate|functions|tasks|duties|responsibilities)"
    r"(?:(?:\s+and|,)\s+[a-z][a-z -]{2,40}){0,3}?(?:\s+(?:of|for)\s+|\s*[:–—]\s*(?=(?-i:[A-Z])[^,;:]{0,100}?\b"
    r"(?:group|committee|commission|panel|board|team|force|forum|network|bureau|secretariat|council)\b))"
    r"(?P<whose>(?:(?:the|an?|each|this)\s+)?[^,;:]{3,200}?)[\s.]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Z][A-Z'-]*")
_LITTLE = 3
"""Letters. Words as short as "of" and "the" have no capital in names."""
_IN_PARENTHESES = re.compile(r"\([^()]*\)")


def tasks_of(title: str, text: str) -> str:
    """Whose tasks the title of an annex says are set out below it; "" for any other title.

    Args:
        title: Folded words.
        text: The whole text: a title in capitals is given in the letters that its words have there.
    """
    match = _TASKS_OF.fullmatch(title.strip())
    if match is None:
        return ""
    whose = match["whose"].strip()
    return _as_in(text, whose) if _IN_PARENTHESES.sub("", whose).isupper() else whose


def _as_in(text: str, capitals: str) -> str:
    """`THE WORKING GROUP ON FEES (WG-FEES)` as `the Working Group on Fees (WG-FEES)`."""

    def written(match: re.Match[str]) -> str:
        forms = (match[0].capitalize(), match[0].lower()) if len(match[0]) > _LITTLE else (match[0].lower(),)
        return next((form for form in forms if f" {form}" in text), match[0])

    return _WORD.sub(written, capitals)
