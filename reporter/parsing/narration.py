"""Reads the words with which a decision is told in the past: `At its 34th meeting, on 21 July 2026, the Council`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reporter.parsing.verbs import told_verbs

_MEETING = r"\s+(?:its|the)\s+[^,;:.]{0,80}?\b(?:meeting|session)s?\b"
# "At its 34th plenary meeting, on 21 July 2026, the Economic and Social Council", before a comma, a colon or its verb
_AT_A_MEETING = rf"(?:Also\s+at|At){_MEETING}(?P<when>[^;:.]{{0,100}}?),?\s+the\s+(?P<body>[A-Z][^,;:().]{{2,120}}?)"
# "The General Assembly, at its 24th plenary meeting, on 3 December 2024"
_AT_ITS_MEETING = (
    rf"The\s+(?P<body>[A-Z][^,;:().]{{2,120}}?),\s+at{_MEETING}(?P<when>(?:,?\s+(?:held\s+)?on\s[^,;:.]{{4,40}})?)"
)
# "The Governing Body", right before its verb
_BY_NAME = r"The\s+(?P<body>[A-Z][^,;:().]{2,120}?)(?P<when>)"
# "In the light of the report, the Governing Body"
_BEHIND_REASONS = (
    r"(?:Having|In\s+(?:the\s+)?light\s+of|On\s+the\s+(?:recommendation|proposal|advice)\s+of|Following|After)"
    r"\s[^;:]{3,400}?,\s+the\s+(?P<body>[A-Z][^,;:().]{2,120}?)(?P<when>)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BEGINNINGS = ("At ", "Also at ", "The ", "Having ", "In ", "On ", "Following ", "After ")


@dataclass(frozen=True, slots=True)
class Narration:
    """The words that say at which meeting who did something.

    Attributes:
        body: The name of who did it, as written.
        year: Of the meeting; None where the words do not say.
        end: Offset behind these words.
    """

    body: str
    year: int | None
    end: int


def narration(text: str) -> Narration | None:
    """Reads the words with which a folded paragraph begins to tell of a decision; None where it begins otherwise."""
    if not text.startswith(_BEGINNINGS):
        return None
    for pattern in _patterns():
        if match := pattern.match(text):
            years = _YEAR.findall(match["when"])
            return Narration(" ".join(match["body"].split()), int(years[-1]) if years else None, match.end())
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    verb = told_verbs().replace("?P<verb>", "?:")
    ends = rf"(?=\s*(?:[,:]|$)|\s+{verb})"
    return (
        re.compile(_AT_A_MEETING + ends),
        re.compile(_AT_ITS_MEETING + r"(?=\s*(?:[,:]|$))"),
        re.compile(_BY_NAME + rf"(?=\s+{verb})"),
        re.compile(_BEHIND_REASONS + rf"(?=\s*$|\s+{verb})"),
    )
