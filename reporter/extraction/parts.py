"""Cuts the words of a predicate into parts: each recipient, or each report, with a time of its own."""

from __future__ import annotations

import re
from itertools import pairwise

from reporter.extraction.masking import BODY, Masked
from reporter.extraction.predicate import Predicate
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import alternatives, language

_WORDS = language()
_END = r"(?![\w-])"

IN_A_CASE = r"(?:whenever|where|when|if)"
"""A pattern: what opens a case in which alone somebody is told."""
# `the next [WTDC] with a full report`, behind `provide [TDAG] with a progress report every year and`
_GIVEN = rf"(?:the\s+)?(?:next\s+)?{BODY}++\s+with\s+an?\s"
_IS_GIVEN = re.compile(_GIVEN)
# `publicly` between "report" and "and to the Council"
_HOW = re.compile(r"(?:\s+(?:publicly|orally|directly|separately|immediately|promptly))+")
# `and annually to the [Council]`, `as well as, before each session, to [TSAG]`: another recipient, another time; also
# behind a route that is blanked out
_ANOTHER = cued(
    rf"(?:,\s*|\s+)(?:and|as\s+well\s+as|but)(?:,\s+(?:after|following|upon|once|subject\s+to)\s[^,;]{{2,80}},|,\s{{5,}},|,(?=\s+to\s+(?:the\s+)?{BODY}++,))?\s+(?:also\s+)?(?=(?:{alternatives(_WORDS.recipients.begins_another)}"
    rf"|a\s|an\s|in\s+\w+\s+to|by\s+\d|(?:in|before|after|for|with|,)\s)[^;]{{0,1000}}?{BODY}"
    rf"|(?<=and,\s)to\s+(?:the\s+)?{BODY}++,"
    rf"|(?:the\s+)?{BODY}++\s+(?:at|once|each|every|annually|(?:no|not)\s+later|{IN_A_CASE})\s"
    rf"|{_GIVEN}"
    rf"|(?:its|their|the|an?)\s+(?:[a-z-]+\s+){{0,3}}reports?\s+to\s+(?:the\s+)?{BODY})"
)

# `the [Conference] at its next session`, behind `to the [Board] and`
_THE_BODY_AT = re.compile(rf"(?:the\s+)?{BODY}++\s+(?:at|each|every|annually|once|twice)\s")

# `a final report by 2 September, and progress updates each month`: another report to the same recipient
_ANOTHER_REPORT = cued(
    rf",?\s+and\s+(?=(?:periodic|regular|monthly|quarterly|biannual|annual|biennial)\s+(?:[a-z-]+\s+){{0,2}}{_WORDS.nouns}{_END}"
    rf"|(?:[a-z-]+\s+){{0,4}}{_WORDS.nouns}\s+(?:on\s+[^,;]{{0,60}}?\s)?(?:each|every|annually|monthly|quarterly"
    r"|biennially|once|twice|thereafter|at\s+its|(?:no|not)\s+later\s+than|by\s+(?:the\s+end\s+of\s+)?(?:\d+|[a-z]+\s+\d+))(?![\w-]))"
    rf"|,?\s+and,\s+(?=(?:(?:no|not)\s+later\s+than|by|before|at|in|on|within|upon)\s[^;]{{3,60}}?,\s+(?:with\s+)?an?\s+"
    rf"(?:[a-z-]+\s+){{0,3}}{_WORDS.nouns}{_END})"
)

# The recipient or the time of the first report
_SAYS_WHEN_OR_WHOM = re.compile(rf"{BODY}|\bsession\b|\bmeeting\b|\b(?:19|20)\d\d\b")
# `to [Study Group 20] at each of their meetings`, behind `to the [Board] and`
_OF_ALL = re.compile(rf"(?:to\s+)?(?:the\s+)?{BODY}++\s+at\s+(?:each\s+of\s+)?their\s")

# `every ninety days thereafter`
_EVERY_THEN = re.compile(r"(?:every|each)\s+(?:[\w-]+\s+){1,4}thereafter\b")


def spans_of_parts(found: Masked, predicate: Predicate, start: int, end: int) -> list[tuple[int, int]]:
    """The words of a predicate, from `start` to `end`, cut where another recipient, or another report, begins."""
    verb = max(start, predicate.head)
    cuts = {
        match.end()
        for match in _ANOTHER.finditer(found.masked, verb, end)
        if _begins_another(found, predicate, match, verb)
    }
    cuts |= {
        match.end()
        for match in _ANOTHER_REPORT.finditer(found.masked, verb, end)
        if _SAYS_WHEN_OR_WHOM.search(found.masked, verb, match.start())
    }
    bounds = [start, *sorted(cuts), end]
    return [(one, other) for one, other in pairwise(bounds) if other > one]


def _begins_another(found: Masked, predicate: Predicate, joint: re.Match[str], verb: int) -> bool:
    """Whether a joint stands before another recipient with a time of its own, not within one list."""
    at = joint.end()
    if found.masked[joint.start() - 1] == BODY and _THE_BODY_AT.match(found.masked, at):
        # one list: "to the [Board] and the [Conference] at its next session"
        return False
    if _OF_ALL.match(found.masked, at):
        # one list: "to the [Board] and to [Study Group 20] at each of their meetings"
        return False
    if _IS_GIVEN.match(found.masked, at) and not _IS_GIVEN.search(found.masked, verb, joint.start()):
        # one report: "provide [RAG] and [TDAG] with a report"
        return False
    if _EVERY_THEN.match(found.masked, at) and BODY not in found.masked[verb : joint.start()]:
        # one recipient: "within 90 days and every 90 days thereafter, to the [Committee]"
        return False
    # how, and to whom: "report publicly and to the [Council]"
    return not _HOW.fullmatch(found.masked, predicate.end, joint.start())
