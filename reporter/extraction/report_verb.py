"""The verb "report", told from the noun by the words around it."""

from __future__ import annotations

import re

from reporter.extraction.grammar import is_governed, phrase_start, word_before
from reporter.extraction.masking import ANYBODY, BODY, MEMBERS, OFFICIAL, Masked
from reporter.extraction.predicate import Predicate
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import alternatives, language

_WORDS = language().report_verb
_REPORT = cued(rf"(?<![\w-]){language().report}(?![\w-])")

# `report back to`, `report, every year,`, `report on`, `report the results`
_GOES_ON = re.compile(
    rf"\s+(?:{alternatives(_WORDS.goes_on)}|{ANYBODY})\b|\s*[,;.:]|\s+[{BODY}{OFFICIAL}]"
    rf"|\s+[a-z]+(?:\s+[a-z]+)?\s+to\s+(?:the\s+)?{BODY}|\s*$"
)

# `continue its annual reporting`, `ensure timely reporting`
_CONTINUED = cued(rf"\b{alternatives(_WORDS.continuing)}\s+(?:{alternatives(_WORDS.continued_as)}\s+){{0,6}}$")

# `reporting to`, `reporting regularly on`, `reporting publicly and to`
_REPORTING_TO = re.compile(rf"\s+(?:back\s+)?(?:\w+ly\s+(?:and\s+(?:\w+ly\s+)?)?)?(?:to|on)\b|\s+[{BODY}]")

# `mechanisms for monitoring, analysing and` in front of "reporting": what something is for, not what is asked
_WORKS_FOR = re.compile(
    r"\b(?<!responsible\s)(?<!responsibility\s)(?:for|of|facilitate|support|strengthen|improve|enhance|streamline|harmonize|simplify)\s+"
    r"(?:[a-z-]+,\s+){0,3}(?:[a-z-]+\s+){0,2}and\s+$|\b(?:of|for|to),\s+(?:[a-z-]+\s+){0,3}(?:of\s+|to\s+|for\s+)?and\s+$"
)

# `in order to ensure timely` in front of "reporting"
_PURPOSE = re.compile(r"\b(?:in\s+order|so\s+as)\s+to\s+(?:[a-z]+\s+){1,4}$")
# `to undertake an inquiry, reporting thereon to`, `reporting on progress to the [Group]`
_REPORTING_BACK = re.compile(
    rf"\s+(?:back\s+)?(?:thereon\s+|[a-z]+ly\s+)?to\b|\s+on\s+[^,;.]{{2,80}}?\sto\s+(?:the\s+)?{BODY}"
)

# `to ensure that the leader of each project reports to`
_ENSURED = cued(r"\b(?:ensure|see\s+to\s+it|see|provide|arrange)\s+that\s+[^,;]{3,70}\s$")

# `the [IRG] reports`, `which reports`
_SINGULAR_SUBJECT = re.compile(rf"(?:[{BODY}{OFFICIAL}]|\b{alternatives(_WORDS.singular_subjects)})\s*+(?:,\s*+)?$")
# `will end when the [Committee]` in front of "reports"
_WHEN = re.compile(rf"\b(?:when|if|until|once|after|before|whenever|unless)\s+(?:the\s+)?{ANYBODY}++\s*$")
_REPORTS_TO = re.compile(r"\s+(?:back\s+)?(?:[a-z]+ly\s+)?(?:back\s+)?(?:to|on|every|each)\b")

_ADJECTIVES = frozenset({"yearly", "monthly", "weekly", "daily", "early", "timely", "quarterly", "hourly"})
_NOUN_AFTER = frozenset(_WORDS.before_noun)
_GOVERNED = frozenset(_WORDS.governed)
_LED = frozenset((*_WORDS.led, *_WORDS.governed, ""))
_SUBJECTS = frozenset((*_WORDS.subjects, BODY, OFFICIAL, MEMBERS))
_GERUND_AFTER = frozenset(_WORDS.before_gerund)
_AFTER, _BEFORE = 120, 120
"""Characters looked at behind and in front of the word."""


# `be`, `is regularly` in front of "reported"
_IS_REPORTED = re.compile(r"\b(?:be|been|is|are|being)\s+(?:[a-z]+ly\s+)?$")
# `that all cases of fraud are` in front of "reported"
_CASES = re.compile(r"\b(?:cases?|allegations?|incidents?|instances?)\b[^;]{0,60}\b(?:is|are)\s+$")

# `the 2030 ` in front of "report"
_OF_A_YEAR = re.compile(r"\b(?:the|its|his|her|their|an?)\s+(?:19|20)\d\d\s+$")

# `shall account to the [Council] for`, `shall account for its work to`, `to come back to the [Council] in 2027 with a`
_ACCOUNT = cued(
    rf"(?:(?<![\w-])(?:to|shall|should|must|will|and)\s+|^|(?<=[{BODY}{OFFICIAL}])\s+)(?:"
    rf"(?P<verb>account(?=\s+(?:back\s+)?to\s+(?:(?:the|its)\s+)?(?:{BODY}|it\b))"
    rf"|revert(?=\s+(?:back\s+)?to\s+(?:(?:the|its)\s+)?(?:{BODY}++|it)(?:\s*[,;.]|\s*$|\s+(?:with|on|at|in|by|before|thereon|no|not|every|each)\b))"
    rf"|account(?=\s+for\s+[^;,]{{2,80}}?\s+to\s+(?:(?:the|its|their)\s+)?{BODY})"
    rf"|(?:come\s+back|return)(?=\s+to\s+(?:(?:the\s+)?{BODY}++|it)(?:,?\s+(?:at|in|by|before|no\s+later|not\s+later)\s[^;]{{0,140}}?)?,?\s+with\s+"
    rf"(?:an?|its|his|her|their)\s+(?:[\w-]+\s+){{0,4}}?(?:{language().nouns}|proposals?|descriptions?|recommendations?)\b)))"
)
# `charges the [Group] with reporting to`, `to entrust it with following the works and with reporting to`
_CHARGED = cued(
    r"(?<![\w-])(?:entrust|charge|task)(?:s|ed|ing)?\s+[^;:]{2,120}?\bwith\s+(?:the\s+)?(?P<verb>reporting)"
    r"(?=\s+(?:[a-z]+\s+){0,2}to\b)"
)
# `in reporting to the [Group] on the fees, to include`
_IN_REPORTING = cued(
    rf"(?:^\s*|[,;]\s+)(?:when|in|while)\s+(?P<verb>reporting)(?=\s+(?:[a-z]+ly\s+)?to\s+(?:the\s+)?{BODY}[^,;]{{0,120}},\s+to\s+"
    r"(?:include|set\s+out|give|describe|explain|address|indicate|cover|provide)\b)"
)


def reports(found: Masked) -> list[Predicate]:
    """Every place where somebody is asked to report by that verb."""
    return [
        Predicate("report", phrase_start(found, match.start()), match.start(), match.end())
        for match in _REPORT.finditer(found.masked)
        if _is_verb(found, match)
    ] + [
        Predicate("report", phrase_start(found, match.start("verb")), match.start("verb"), match.end("verb"))
        for pattern in (_ACCOUNT, _CHARGED, _IN_REPORTING)
        for match in pattern.finditer(found.masked)
    ]


def _is_verb(found: Masked, match: re.Match[str]) -> bool:
    previous = word_before(found, match.start())
    before = found.masked[max(0, match.start() - _BEFORE) : match.start()]
    after = found.masked[match.end() : match.end() + _AFTER]
    word = match[0]
    if word == "reported":
        return bool(_IS_REPORTED.search(before)) and not _CASES.search(before)
    if word == "reporting":
        if previous == ",":
            return bool(_REPORTING_BACK.match(after))
        if _PURPOSE.search(before):
            return False
        asked = (not previous or previous in _GERUND_AFTER) and not (previous == "and" and _WORKS_FOR.search(before))
        return bool(_CONTINUED.search(before) or (asked and _REPORTING_TO.match(after)))
    if previous in _NOUN_AFTER or _OF_A_YEAR.search(before):
        return False
    if word == "reports" and _ENSURED.search(before) and _REPORTS_TO.match(after):
        return True
    if word == "reports" and _WHEN.search(before):
        return False
    if word == "reports":
        return bool(_SINGULAR_SUBJECT.search(before) and _REPORTS_TO.match(after))
    return _is_infinitive(found, match.start(), previous, goes_on=bool(_GOES_ON.match(after)))


def _is_infinitive(found: Masked, head: int, previous: str, *, goes_on: bool) -> bool:
    """Whether "report" is a verb, by the word before it and whether what follows goes on as after a verb."""
    adverb = previous.endswith("ly") and previous not in _ADJECTIVES
    if previous in _GOVERNED or (adverb and goes_on):
        return True
    if previous in ("and", "or", ",") and not is_governed(found, head):
        return False
    led = previous in _LED or adverb or not previous[-1:].isalpha()
    return goes_on and (led or previous in _SUBJECTS)
