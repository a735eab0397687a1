"""Which words of a clause belong to each predicate: up to the next one, with what is set off before its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporter.extraction.masking import NAME, Masked
from reporter.extraction.predicate import Predicate
from reporter.extraction.predicates import permissions
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

# ` of the [working party]`, ` of each sub-group`, behind `the [Chair]`
_OF_WHOM = (
    r"(?:\s+(?:of|for)\s+(?:(?:the|each|every|its|all)\s+)?"
    rf"(?:{NAME}|[a-z-]+(?:\s(?!shall\b|should\b)[a-z-]+){{0,3}}))?"
)
# Set off by a comma before the verb: `to provide, twice a year,`, `at each session, to submit`
_ADVERBIAL = re.compile(
    r"(?:^|,\s*|\band\s+|\bthat\s+)(?:that\s+)?"
    r"((?!in\s+th(?:is|at)\s)(?:at|in|on|every|each|once|twice|annually|by|before|after|within|during|following|upon|throughout|prior"
    rf"|starting|beginning|as\s+part\s+of|no\s+later|not\s+later)\b[^,;]{{0,80}}(?:,\s+(?:at|in|on|before|after|during)\s[^,;]{{0,80}})?,?\s*(?:(?<=,\s)(?:the\s+)?{NAME}{_OF_WHOM}\s+"
    r"(?:(?:is|are)\s+(?:also\s+|further\s+)?(?:requested|invited|encouraged|instructed|asked|called\s+upon)\s+)?"
    r"|(?<=,\s)(?P<subject>(?:it|they|he|she|(?:the|each|every|all|its|their)\s+(?:[a-z-]+\s+){0,4}?[a-z-]+)\s+))?)$"
)
_ADVERBIAL_REACH = 130
# Behind a subject that is no name: `that, by 31 March 2031, they` in front of `shall report`
_BINDS = re.compile(r"(?:shall|should|will|must|(?:is|are)\s+to)\s")
_AND = (
    r"(?:,\s+(?:and\s+)?|\s+and\s+)(?:(?:in\s+(?:this|that)\s+(?:regard|respect|connection|context)|to\s+(?:this|that)\s+end"
    r"|on\s+(?:this|that)\s+basis|accordingly|therefore|also|further|again)(?:\s*+,)?\s++){0,3}+"
)
# `, and encourages [States] to name experts`, `and in this regard invites the [Chair] to`: what somebody else is asked;
# `, and looks forward to the session of the [Council]`, `and expresses its intention to`: what the body says besides
_SAYS_ANOTHER = re.compile(
    rf"{_AND}(?:(?:{any_of(language().directive_verbs)}|recommends?)\s+"
    rf"(?:that\s|the\s|all\s|its\s|member\s|states\s|governments\s|{NAME})"
    rf"|so\s+that\s+(?:it|they|he|she|(?:the\s+)?{NAME})\s+(?:may|can|could|might)\s"
    rf"|(?:[a-z]+ly\s+)?{any_of(language().declaratory)}\s+(?:with\s+[a-z]+\s+)?(?:that|the|its|to|forward)\s)"
)
# `that an annual progress ` in front of "report"
_NOUN_PHRASE = re.compile(r"(?:(?:that|an?|the|its|this|each|every)\s+)?(?:[\w-]+\s+){0,4}$")
_NOUN_PHRASE_REACH = 60


def scopes(found: Masked, predicates: Sequence[Predicate]) -> Iterator[tuple[Predicate, int, int]]:
    """Each predicate with the stretch of words that belongs to it: up to the next one or the end of the sentence."""
    ends = [0, *(one.end for one in predicates)]
    free = [one.start for one in permissions(found)]
    starts = [_start_of(found, one) for one in predicates]
    begins = [_adverbial_before(found, start, after=ends[index]) for index, start in enumerate(starts)]
    for index, one in enumerate(predicates):
        end = min([found.sentence_end(one.head), *(start for start in free if start > one.end)])
        if says_another := _SAYS_ANOTHER.search(found.masked, one.end, end):
            end = says_another.start()
        if index + 1 < len(predicates):
            following = predicates[index + 1]
            next_begins = following.head if following.kind == "passive" else min(following.start, begins[index + 1])
            end = min(end, max(one.end, next_begins))
        yield one, min(starts[index], begins[index]), end


def _start_of(found: Masked, one: Predicate) -> int:
    """Where the words of a predicate begin: of a passive with the determiner and adjectives of its report."""
    if one.kind == "passive" and one.noun and one.noun[0] < one.head:
        return _noun_phrase_start(found, one.noun[0])
    return one.start


def _adverbial_before(found: Masked, start: int, after: int) -> int:
    """Where words set off by commas before a verb, and after another, begin; `start` where there are none."""
    begin = max(found.sentence_start(start), start - _ADVERBIAL_REACH)
    match = _ADVERBIAL.search(found.masked[begin:start])
    if match and match["subject"] and not _BINDS.match(found.masked, start):
        match = None
    return begin + match.start(1) if match and begin + match.start(1) >= after else max(start, after)


def _noun_phrase_start(found: Masked, noun: int) -> int:
    begin = max(0, noun - _NOUN_PHRASE_REACH)
    match = _NOUN_PHRASE.search(found.masked[begin:noun])
    return begin + match.start() if match else noun
