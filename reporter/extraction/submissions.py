"""A report that somebody shall submit, that others are put into, or whose submission somebody is to see to."""

from __future__ import annotations

import re

from reporter.extraction.addressees import DETERMINERS
from reporter.extraction.grammar import FINITE, can_govern, is_no_noun, phrase_start
from reporter.extraction.masking import BODY, NAME, Masked
from reporter.extraction.predicate import Predicate
from reporter.extraction.report_nouns import nouns_between
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import language

_START, _END = r"(?<![\w-])", r"(?![\w-])"

GATHERING = (
    r"(?:consolidate|compile|combine|collate|bring\s+together|incorporate|summari[sz]e|synthesi[sz]e|set\s+out|describe|explain|outline"
    r"|record|sum\s+up)"
)
"""A pattern: verbs of those who make a report of something: `consolidate the replies into a report`."""
# `to pass on to the [Governing Body] what emerges`, `to relay to [TSAG], each year, how it goes`
_CONVEYS_WHAT = cued(
    rf"{_START}(?P<verb>{language().convey}|feed)(?:\s+back)?(?:\s+to|(?<=share)\s+with)\s+(?:(?:the|its|his\s+or\s+her|own|each|every|next)\s+){{0,3}}{BODY}++(?:\s*,[^;:]{{0,120}}?,)?\s+(?P<noun>what|how|whether){_END}"
)
# `to consolidate the replies into a report for submission to the [Council]`, `in a statement to the [WTDC]`
_INTO_A_REPORT = cued(
    rf"{_START}(?P<verb>{GATHERING})\s+(?:[^;:]{{2,160}}?\s)?"
    r"in(?:to|\s+the\s+form\s+of|)\s+(?:an?|one|its|his|her|their)\s+(?:[\w-]+\s+){0,3}?"
    r"(?P<noun>reports?|statement|paper|note|summary|overview)\b"
)
# `a final report which the [Director-General] shall submit to`
_WHICH_ONE_SUBMITS = cued(
    rf"{_START}(?P<noun>reports?)(?P<aside>\s*,)?\s+(?:which|that)\s+(?:(?:the|its)\s+)?"
    rf"(?:{NAME}|(?<=the\s)(?:chair|secretary|president|secretariat))\s+(?:{FINITE}|(?(aside)is\s+requested\s+to|(?!)))\s+"
    rf"(?:[a-z]+ly\s+)?(?P<verb>submit|present|make|transmit|provide|give|introduce|forward|send|communicate|deliver){_END}"
)
# `to ensure the annual submission to the [Council] of a report`
_SUBMISSION = cued(
    rf"{_START}(?:(?:to\s+)?(?:ensure|provide\s+for|arrange(?:\s+for)?|secure)\s+the|be\s+subject\s+to(?:\s+the)?)\s+"
    rf"(?:[a-z-]+\s+){{0,2}}"
    rf"(?P<verb>submission|presentation|transmission|delivery){_END}(?=[^;]{{0,120}}?\sof\s+(?:an?|the|its|their|his)\s)"
)
# `requests from the [Secretary-General] an annual report`, `asks the [Panel] for an update by`,
# `requests an annual report by the [Secretary-General]`
_KIND = r"(?:an?|regular|annual|periodic|further|additional|updated|two|three|four)\s+(?:(?!on\b|of\b)[a-z-]+\s+){0,4}?"
_REQUESTED = cued(
    rf"(?:^\s*|,\s+|{_START}and\s+|{_START}to\s+)(?:(?:also|further|in\s+addition|in\s+this\s+regard)\s+)?"
    rf"(?:(?P<verb>(?:requests?|asks?|invites)\s+{DETERMINERS}{NAME}\s+for|requests?\s+from\s+{DETERMINERS}{NAME})\s+{_KIND}"
    rf"(?P<noun>reports?|updates?|briefings?){_END}"
    rf"|(?P<verb2>requests?|asks?\s+for|calls?\s+for)\s+{_KIND}(?P<noun2>reports?|updates?|briefings?){_END}"
    rf"(?=[^;:]{{0,120}}?\s(?:by|from)\s+{DETERMINERS}{NAME}))"
)


def submissions(found: Masked) -> list[Predicate]:
    """A report that somebody shall submit, that others are put into, or whose submission somebody is to see to."""
    predicates = [
        Predicate("convey", match.start(), match.start("verb"), match.end(), match.span("noun"))
        for match in _WHICH_ONE_SUBMITS.finditer(found.masked)
    ]
    predicates += [_requested(match) for match in _REQUESTED.finditer(found.masked)]
    predicates += [
        _put_into(found, match)
        for way in (_INTO_A_REPORT, _CONVEYS_WHAT)
        for match in way.finditer(found.masked)
        if is_no_noun(found, match.start()) and can_govern(found, match.start(), match["verb"])
    ]
    for match in _SUBMISSION.finditer(found.masked):
        nouns = nouns_between(found, match.end(), found.sentence_end(match.end()))
        if nouns and not language().weak_noun.fullmatch(nouns[0][0]):
            # As with a passive, who does it stands behind "by".
            predicates.append(Predicate("passive", match.start(), match.start("verb"), match.end(), nouns[0].span()))
    return predicates


def _requested(match: re.Match[str]) -> Predicate:
    """A report that is asked for without a verb of handing over: as with a passive, its author stands in the words."""
    verb, noun = ("verb", "noun") if match["verb"] else ("verb2", "noun2")
    return Predicate("passive", match.start(verb), match.start(verb), match.end(noun), match.span(noun))


def _put_into(found: Masked, match: re.Match[str]) -> Predicate:
    """What others are put into: a report, or something that counts only where a body gets it."""
    weak = not match["noun"].startswith("report")
    start = phrase_start(found, match.start())
    return Predicate("convey", start, match.start(), match.end("verb"), match.span("noun"), weak)
