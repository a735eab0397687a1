"""What the words around those who are asked look like: lists of names, what is said in passing, verbs of asking."""

from __future__ import annotations

import re

from reporter.extraction.addressees import DETERMINERS
from reporter.extraction.masking import NAME, Masked
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language().agents
_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `the [Director of TSB], in consultation with others, and the [study groups] concerned,`; the parts are bounded, so
# that no text makes them try again and again.
_JOINT = (
    r"(?:\s*,\s*(?:and\s+|jointly\s+with\s+|together\s+with\s+)?"
    r"|\s+(?:and|or|and/or|together\s+with|jointly\s+with|as\s+well\s+as)\s+)"
)
NAMES = rf"(?P<list>{NAME}(?:{_JOINT}{DETERMINERS}{NAME}){{0,12}})"
_SET_UP_UNDER = (
    r"(?:\s+(?:established|created|set\s+up|convened|appointed|constituted)\s+(?:under|by|in|pursuant\s+to|for)\s"
    r"[^,;:\ue001-\ue003]{2,80}?(?=\s+(?:shall|should|must|will|is\s+to|are\s+to)\b"
    r"|\s+to\s+(?!(?:the|its|this|that|paragraphs?|resolutions?|decisions?|sections?|articles?|annex|rule|operative)\b)[a-z]))?"
)
_SO_SET_UP = r"(?:\s+so\s+(?:established|created|set\s+up|formed|appointed))?"
_WHICH_DOES = (
    r"(?:\s+(?:which|that|who)\s+(?!shall|should|must|will|is\s+to|are\s+to)[^,;:\ue001-\ue003]{3,140}?"
    r"(?=\s+(?:shall|should|must)\s))?"
)
_ASIDE = (
    rf"{_SO_SET_UP}{_WHICH_DOES}(?:\s+{alternatives(_WORDS.after_name)})?{_SET_UP_UNDER}"
    r"(?:\s*,[^,;]{0,160},|\s*,\s+,\s+and\s[^,;]{0,160},){0,3}\s*+(?:,\s*+)?(?:inter\s+alia\s*+(?:,\s*+)?)?"
)
WHO = rf"{DETERMINERS}{NAMES}{_ASIDE}"
# `coordination with the [Sectors] to avoid`: not who is asked, but `calls upon the [Sectors] to avoid`
_IN_ANOTHER_PHRASE = re.compile(
    rf"{_START}{alternatives(_WORDS.prepositions)}(?:\s*,\s*inter\s+alia\s*,)?\s+(?:(?:the|its|their|all|each|other|relevant|both|an?|that|this|these|those|said|any)\s+){{0,6}}$"
)
# `to help [Member States] to plan`
_HELPING = re.compile(
    r"(?<![\w-])(?:help|assist|enable|allow|permit|aid|empower|support)(?:s|ing)?\s+(?:(?:the|its|all|relevant)\s+){0,3}$"
)
# `collaboration between the [Facility] and the [Forum] to support`
_BETWEEN = re.compile(r"\bbetween\s+[^,;]{2,80}\s+and\s+(?:(?:the|its|all)\s+){0,2}$")
_AFTER_ASKING = re.compile(rf"{_START}{alternatives(_WORDS.asking)}\s+(?:(?:the|its|all)\s+){{0,3}}$")
# `To chair the` in front of `[secretariat], to verify breaches and to report`
_WHAT_IS_DONE = re.compile(
    r"\s*to\s+(?:chair|head|lead|host|serve|service|staff|assist|advise|join)\s+(?:(?:the|its|all|each)\s+){0,3}",
    re.IGNORECASE,
)
_PHRASE_REACH = 90
ASKS = re.compile(rf"(?<![\w-]){any_of(language().asking_verbs)}\s+", re.IGNORECASE)
_COMMA_AND = re.compile(r",\s+and\s+(?:that\s+)?(?:the\s+)?")


def begins_anew(found: Masked, match: re.Match[str]) -> int | None:
    """Where the last of several names begins that is set off by a comma and "and"; None where it is not."""
    *_, anew = [None, *(one.end() for one in _COMMA_AND.finditer(found.masked, *match.span("list")))]
    return anew


def is_in_another_phrase(found: Masked, start: int) -> bool:
    """Whether names belong to another phrase: `coordination with [the Sectors] to avoid`, `support for [BDT] to`."""
    before = found.masked[max(0, start - _PHRASE_REACH) : start]
    if (
        _HELPING.search(before)
        or _BETWEEN.search(before)
        or (start < _PHRASE_REACH and _WHAT_IS_DONE.fullmatch(found.text, 0, start))
    ):
        return True
    return bool(_IN_ANOTHER_PHRASE.search(before)) and not _AFTER_ASKING.search(before)
