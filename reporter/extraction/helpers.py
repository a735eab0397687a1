"""Who helps, who a body is made of and what a report passes through: neither who reports nor to whom it goes."""

from __future__ import annotations

import re

from reporter.extraction.masking import BODY, MEMBERS, Masked
from reporter.extraction.recipients import names_joined_to
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import language

_WORDS = language()
_START, _END = r"(?<![\w-])", r"(?![\w-])"

HELPED_BY = cued(rf"{_START}{_WORDS.helped_by}{_END}")
"""What follows in a text in lower case names people who help: `in collaboration with`."""

_ROUTE = cued(rf"{_START}{_WORDS.route}{_END}")

# Behind "in collaboration with", where no name is: `other international organizations,`
_UP_TO_COMMA = re.compile(r"[^,;]{0,120}?(?=,|;| to (?!the|its|all)[a-z])")

_NUMBER_WORDS = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty)"
COMPOSED_OF = cued(
    rf"(?<=[{BODY}])(?P<members>\s+of\s+(?:up\s+to\s+)?{_NUMBER_WORDS}\s+(?:[a-z]+\s+)?"
    rf"(?:{MEMBERS}++|members\b|experts\b|persons\b))"
)
"""Of whom a group is made: `a steering group of twelve Member States`."""

# `a report, to be prepared by a consultant, on`: who writes it down is not who answers for it
_PREPARED_BY = cued(r",\s*to\s+be\s+(?:prepared|compiled|drawn\s+up|drafted|produced|written)\s+by\s+[^,;]{0,100}(?=,)")

# `through the [Commission] at its thirty-fourth session`: the session of the route, not of the recipient
_SESSION_OF_ROUTE = re.compile(r"\s*,?\s*(?:at|during)\s+its\s+[^,;]{0,60}?sessions?")


def without_helpers_and_routes(found: Masked) -> Masked:
    """The clause with collaborators and routes blanked: they are neither who reports nor to whom."""
    spans = [match.span() for match in _PREPARED_BY.finditer(found.masked)]
    spans += [match.span("members") for match in COMPOSED_OF.finditer(found.masked)]
    for match in HELPED_BY.finditer(found.masked):
        names = names_joined_to(found, match.end()) or _UP_TO_COMMA.match(found.masked, match.end())
        spans.append((match.start(), names.end() if names else match.end()))
    sessions = []
    for match in _ROUTE.finditer(found.masked):
        names = names_joined_to(found, match.end())
        spans.append((match.start(), names.end() if names else match.end()))
        if names and (session := _SESSION_OF_ROUTE.match(found.masked, names.end())):
            sessions.append(session.span())
    return found.without(sorted(spans), sessions)
