"""Verbs of telling: `inform TSAG`, `keep it informed`, `be kept informed`, `make TSAG aware`, `explain to TSAG`."""

from __future__ import annotations

import re

from reporter.extraction.grammar import can_govern, is_charged_with, is_no_noun, phrase_start, word_before
from reporter.extraction.masking import ANYBODY, BODY, Masked
from reporter.extraction.predicate import Predicate
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import lowered
from reporter.vocabulary.language import alternatives, language

_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `inform the [Council]`, `brief it`, `update, at each meeting, the [Group]`
_INFORM = cued(
    rf"{_START}(?P<verb>{language().inform})(?=\s+(?:it|them)\b|(?:\s*+,)?\s++(?:[^;:.,]{{0,60}}?,\s+)?"
    rf"(?:{alternatives(language().recipients.before_told)}\s+){{0,10}}{ANYBODY}++(?!'s?\s)(?!\s+(?:guidelines|rules|procedures|list|website|database|register)\b))"
)
# `be regularly informed`, `the [Council] is kept informed`
_BE_INFORMED = cued(
    rf"{_START}(?:(?:(?:shall|should|will|must|is\s+to|are\s+to|to)\s+)?(?:[a-z]+ly\s+|also\s+)?be|(?<=[{BODY}]\s)(?:is|are)|(?<=\sit\s)is(?=\s+(?:[a-z]+ly\s+)*kept\s))"
    rf"\s+(?:[a-z]+ly\s+)*(?:kept\s+)?(?:[a-z]+ly\s+)*(?P<verb>informed|briefed|updated|apprised|notified|advised|alerted|told|(?<=kept\s)(?:abreast|posted)){_END}"
)
# `will be informed` in front of `by the annual progress report`
_BY_A_TEXT = re.compile(
    r"\s+(?:inter\s+alia,?\s+)?by\s+(?:the|its|an?|his)\s+(?:[\w\ue001-\ue003-]+\s+){0,6}?(?:reports?|summar(?:y|ies)|reviews?|findings|outcomes?|results|evidence|assessments?|analys[ie]s)\b"
)
# `keep the [Council] fully informed`
_KEEP = cued(rf"{_START}(?P<verb>{language().keep})(?=\s+[^;.]{{0,200}}?{_START}(?P<kept>{language().kept}){_END})")
# `make the [Council] aware of the cost`, `bring the [Board] up to date on the works`
_MAKE_AWARE = cued(
    rf"{_START}(?P<verb>mak(?:e|ing)|bring)(?=\s+(?:{alternatives(language().recipients.before_told)}\s+){{0,6}}{ANYBODY}++"
    rf"(?:\s*,[^,;]{{0,80}},)?\s+(?:[a-z]+ly\s+|better\s+){{0,2}}(?:aware|up\s+to\s+date){_END})"
)
_SAY = (
    r"(?:explain|describe|outline|document|disclose|flag|signal|recount|detail|set\s+(?:out|forth)|lay\s+out|sum\s+up"
    r"|summari[sz]e)"
)
SAYING = (
    rf"{_SAY}(?=[\s,][^;.]{{0,100}}?\b(?:to|for)\s)"
    r"|(?:appear|come)\s+before|briefings?\s+(?:for|to)|make\s+known|knowledge\s+of"
)
"""A pattern: verbs of saying that are a report only where the body follows: `explain to`, `hold briefings for`."""
# `explain to the [Group], whenever it fails, what caused it`, `document, for each meeting of the [Board], the cases`
_SAYS = cued(
    rf"{_START}(?P<verb>{_SAY}(?:\s*,)?\s+(?:[a-z]+ly\s+)?(?:to|for)"
    r"|(?:hold|organi[sz]e|arrange)(?:\s*,[^,;]{0,60},)?\s+(?:[a-z-]+\s+){0,3}briefings?\s+(?:for|to)|make\s+known\s+to|bring\s+to\s+the\s+knowledge\s+of)"
    rf"(?=\s+(?:{alternatives(language().recipients.before_told)}\s+){{0,8}}{BODY})"
)
# `appear before the [Council] at the midpoint of the mandate to describe`, but before a court nobody reports
_APPEARS = cued(
    rf"{_START}(?P<verb>(?:appear|(?<=to\s)come)\s+before)(?=\s+(?:{alternatives(language().recipients.before_told)}\s+){{0,8}}{BODY}++"
    rf"[^;]{{0,160}}?\s(?:(?:to|in\s+order\s+to)\s+(?:report|{_SAY}|present|brief|inform|give)|with\s+(?:an?|its|his|her)){_END})"
)
# `advise the [Council] on ways to save`: advice, no news
_ADVICE = re.compile(
    rf"\s+(?:(?:the|its|all|each|their)\s+){{0,4}}{ANYBODY}++(?:\s*,[^,;]{{0,80}},)?\s+on\s+(?!an?\s+[\w-]+\s+basis)"
)
# `consider the reports of, and ` in front of "advise, the [groups]"
_OF_AND = re.compile(r"\bof,\s+and\s+$|\bassist\s+and\s+$")
_OF_AND_REACH = 16
_UP_TO_DATE = re.compile(r"\bup[\s-]to[\s-]date")
_SOMEBODY = re.compile(rf"\s+(?:(?:the|its|all|each|their)\s+){{0,4}}{ANYBODY}")
_OF = re.compile(r"\s+of\b")
# At the beginning it is an item of "… with:".
_GERUND_AFTER = frozenset({"", "by", "continue", "and", "of", "for", "ensure", "start"})


def told(found: Masked) -> list[Predicate]:
    """Every place where somebody is asked to inform, brief or keep a body informed, or to say something to it."""
    return [*_informs(found), *_be_informed(found), *_keeps(found), *_says(found)]


def _informs(found: Masked) -> list[Predicate]:
    return [_telling(found, match) for match in _INFORM.finditer(found.masked) if _can_tell(found, match)]


def _can_tell(found: Masked, match: re.Match[str]) -> bool:
    if match["verb"].startswith("advis") and (
        _ADVICE.match(found.masked, match.end())
        or _OF_AND.search(found.masked[max(0, match.start() - _OF_AND_REACH) : match.start()])
    ):
        return False
    if match["verb"].endswith("s") and _OF.match(found.masked, match.end()):
        # "the reports and oral updates of the Mission"
        return False
    if match["verb"].endswith("ing"):
        return is_charged_with(found, match.start()) or word_before(found, match.start()) in _GERUND_AFTER
    return can_govern(found, match.start(), match["verb"])


def _be_informed(found: Masked) -> list[Predicate]:
    return [
        Predicate("informed", match.start(), match.start("verb"), match.end())
        for match in _BE_INFORMED.finditer(found.masked)
        if not (_BY_A_TEXT.match(found.masked, match.end()) or _BY_A_TEXT.match(lowered(found.text), match.end()))
    ]


def _keeps(found: Masked) -> list[Predicate]:
    keeping = (match for match in _KEEP.finditer(found.masked) if _keeps_somebody(found, match))
    making = (match for match in _MAKE_AWARE.finditer(found.masked) if can_govern(found, match.start(), match["verb"]))
    return [_telling(found, match) for match in (*keeping, *making)]


def _says(found: Masked) -> list[Predicate]:
    return [
        Predicate("inform", phrase_start(found, match.start()), match.start(), match.end())
        for way in (_SAYS, _APPEARS)
        for match in way.finditer(found.masked)
        if is_no_noun(found, match.start()) and can_govern(found, match.start(), match[0].split()[0].rstrip(","))
    ]


def _keeps_somebody(found: Masked, match: re.Match[str]) -> bool:
    """Whether somebody is kept informed: a database that is kept up to date is nobody."""
    if _UP_TO_DATE.search(match["kept"]) and not _SOMEBODY.match(found.masked, match.end()):
        return False
    return match["verb"] == "keeping" or can_govern(found, match.start(), match["verb"])


def _telling(found: Masked, match: re.Match[str]) -> Predicate:
    return Predicate("inform", phrase_start(found, match.start()), match.start(), match.end("verb"))
