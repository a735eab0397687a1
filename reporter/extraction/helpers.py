"""Who helps, who a body is made of and what a report passes through: neither who reports nor to whom it goes."""

from __future__ import annotations

import re
from functools import lru_cache

from reporter.extraction.masking import ANYBODY, BODY, MEMBERS, NAME, Masked, Mention
from reporter.extraction.recipients import IN_A_REPORT_TO, names_joined_to
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language()
_START, _END = r"(?<![\w-])", r"(?![\w-])"

HELPED_BY = cued(rf"{_START}{_WORDS.helped_by}{_END}")
"""What follows in a text in lower case names people who help: `in collaboration with`."""

# but `through a written report`: how, not by whose hands
_ROUTE = cued(rf"{_START}{_WORDS.route}{_END}(?!\s+an?\s+(?:[a-z-]+\s+){{0,3}}reports?{_END})")

# Behind "in collaboration with", where no name is: `other international organizations,`
_UP_TO_COMMA = re.compile(r"[^,;:]{0,120}?(?=[,;:]| to (?!(?:the|its|all)\b)[a-z]| (?:shall|should|must|will)\s)")

# `, in consultation with [States], his experts, the [Office] and others, including the [Panel], to submit`
_UP_TO_TASK = re.compile(
    rf"(?:(?!\s(?:shall|should|must|will|to|which|who|{_WORDS.nouns})(?![\w-])|\sand\s+(?:also\s+|further\s+)?{any_of(_WORDS.directive_verbs)}\s)"
    r"[^;:]){1,900}?(?=\s*,\s+to\s+(?!(?:the|its|their|all|each|any|be)\s)[a-z])"
)
_ADDRESSEE_REACH = 4
_BEHIND_ADDRESSEE = re.compile(rf"{ANYBODY}\s*,\s+$")
# `a steering group of twelve [Member States]`, `an advisory committee, composed of ten [Member States]`
_NUMBER_WORDS = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty)"
_COMPOSED_OF = cued(
    rf"(?<=[{BODY}])\s+of\s+(?:up\s+to\s+)?{_NUMBER_WORDS}\s+(?:[a-z]+\s+)?(?:{MEMBERS}++|members\b|experts\b|persons\b)"
    rf"|\b(?:composed|comprised|consisting|made\s+up)\s+of\s+(?:up\s+to\s+)?{_NUMBER_WORDS}\s+(?:[a-z]+\s+)?{MEMBERS}++"
)

# `[States] participating in the [Mission]`, `[organizations] represented in the [Task Force]`: whose part they take is
# not asked
_TAKING_PART = cued(
    rf"(?<={ANYBODY})\s+(?:participating|taking\s+part|represented|involved|engaged|serving|deployed|operating"
    rf"|contributing(?:\s+[a-z]+){{0,2}}?)\s+(?:in|to|with|on|at|under|within)\s+(?:the\s+)?{NAME}"
)

# `the [Secretary-General], taking into account the mandate of the [working group] on fees, to continue to report`
_IN_VIEW_OF = cued(
    rf"(?<={ANYBODY}),\s+{alternatives(_WORDS.agents.in_view_of)}\s[^;:]{{3,400}}?"
    r"(?=,\s+(?:to\s+(?!the\b|its\b|their\b|each\b|all\b)[a-z]|(?:shall|should|must|will)\s))"
)
# but `, as part of her annual report to the [Council], to report`: there it goes
# and `, in the context of his report on the plan, to be submitted to`
_REPORT_MADE_ANYWAY = re.compile(
    rf",\s+(?:{IN_A_REPORT_TO}\s+(?:the\s+)?{BODY}"
    r"|in\s+the\s+context\s+of\s+(?:his|her|its|their|the)\s+(?:[a-z-]+\s+){0,3}?reports?\s[^;]{0,200}?,\s+to\s+be\s+(?:submitted|presented)\s)"
)

# `the [Panel] set up by resolution 1533 (hereinafter "the [Panel of Experts]")`: what it is called, said in passing
_SO_CALLED = cued(r"\((?:here(?:in)?after|known\s+as|referred\s+to\s+as)[^()]{0,80}\)")

# `a report, to be prepared by a consultant, on`: who writes it down is not who answers for it
_PREPARED_BY = cued(r",\s*to\s+be\s+(?:prepared|compiled|drawn\s+up|drafted|produced|written)\s+by\s+[^,;]{0,100}(?=,)")

# `through the [Commission] at its thirty-fourth session`: the session of the route, not of the recipient
# but `through the Second Committee at its eighty-first session`: a Main Committee meets in the session of its Assembly
_MAIN_COMMITTEE = re.compile(r"(?:(?:first|second|third|fourth|fifth|sixth)\s+|main\s+)committee", re.IGNORECASE)
_SESSION_OF_ROUTE = re.compile(r"\s*+(?:,\s*+)?(?:at|during)\s+its\s+[^,;]{0,60}?sessions?")


def describing(found: Masked) -> list[tuple[int, int]]:
    """Where names only tell of somebody named before, or of what moves who asks: nobody of these is asked.

    `of twelve Member States`, `serving in the Mission`, `, taking into account the mandate of the Group, to`.
    """
    members = [match.span() for match in _COMPOSED_OF.finditer(found.masked)]
    told = [
        match.span()
        for way in (_TAKING_PART, _IN_VIEW_OF, _SO_CALLED)
        for match in way.finditer(found.masked)
        if way is not _IN_VIEW_OF or not _REPORT_MADE_ANYWAY.match(found.masked, match.start())
    ]
    return [*members, *told]


def collaborators(found: Masked) -> tuple[Mention, ...]:
    """The names after "in collaboration with" and the like."""
    helpers = _helpers(found)
    return tuple(one for one in found.mentions if any(start <= one.start < end for start, end in helpers))


@lru_cache(maxsize=64)
def without_helpers(found: Masked) -> Masked:
    """The clause with collaborators blanked: those left act themselves."""
    return found.without(sorted((*describing(found), *_helpers(found))))


@lru_cache(maxsize=64)
def without_helpers_and_routes(found: Masked) -> Masked:
    """The clause with collaborators and routes blanked: they are neither who reports nor to whom."""
    spans = [match.span() for match in _PREPARED_BY.finditer(found.masked)]
    spans += (*describing(found), *_helpers(found))
    sessions = []
    for match in _ROUTE.finditer(found.masked):
        names = names_joined_to(found, match.end())
        spans.append((match.start(), names.end() if names else match.end()))
        if names and _MAIN_COMMITTEE.search(found.text, *names.span()):
            continue
        if names and (session := _SESSION_OF_ROUTE.match(found.masked, names.end())):
            sessions.append(session.span())
    return found.without(sorted(spans), sessions)


def _helpers(found: Masked) -> list[tuple[int, int]]:
    """Where "in collaboration with" and the names behind it stand, in the order of the text."""
    spans = []
    for match in HELPED_BY.finditer(found.masked):
        names = names_joined_to(found, match.end()) or _UP_TO_COMMA.match(found.masked, match.end())
        end = names.end() if names else match.end()
        aside = _BEHIND_ADDRESSEE.search(found.masked, max(0, match.start() - _ADDRESSEE_REACH), match.start())
        task = _UP_TO_TASK.match(found.masked, end) if aside else None
        spans.append((match.start(), task.end() if task else end))
    return spans
