"""Who is asked by the words behind a verb: by name, or as the text gives it."""

from __future__ import annotations

import re
from functools import lru_cache

from reporter.extraction.asked import all_asked
from reporter.extraction.heads import begins_with_somebody
from reporter.extraction.helpers import without_helpers_and_routes
from reporter.extraction.masking import ANYBODY, Mention
from reporter.extraction.mentions import MentionFinder
from reporter.model import Clause, Section
from reporter.parsing.fold import fold
from reporter.parsing.verbs import address, opening
from reporter.vocabulary.language import alternatives, language

DETERMINERS = rf"(?:{alternatives(language().agents.before_name)}\s+){{0,8}}"
"""A pattern: what may stand between a verb or a joint and a name."""
# "tasks" is a noun within a sentence and a verb only where it opens one.
MAY_ASK = frozenset((*language().directive_verbs, "tasks", "decides", "resolves", "agrees", "recommends", "shall"))
"""Verbs behind which somebody may be asked who has no name; "Welcomes the measures" asks nobody."""

# `the Executive Director, within the available resources of the Programme`
_CIRCUMSTANCE = re.compile(
    r",\s+within\s+[^;:]{0,160}?\bresources(?:\s+of\s+(?:the\s+)?[A-Z][\w-]*)?"
    r"|,\s+(?:(?:convened|established|set\s+up|chaired|appointed|created|constituted|mandated|supported|assisted|led|headed)"
    r"(?=\s+(?:by|under|in|pursuant))|within|(?:(?:subject|without\s+prejudice)\s+to[^,;:]*(?:,\s+in\s+particular)?)|in\s+line\s+with|in\s+accordance\s+with|under|pursuant\s+to|taking|bearing)\s[^,;:]*"
)
# `the operators that have received assistance from the Fund`: the Fund is not asked
_RELATIVE = re.compile(r"(?<=[a-z])\s+(?:that|which|who|whose)\s.*", re.DOTALL)
# `the preparatory activities undertaken by` in front of `[Governments]`: deeds are praised, nobody is asked
_DEEDS = re.compile(
    r"\s*(?:the\s+|all\s+|its\s+|their\s+)?(?:[a-z-]+\s+){0,4}(?:activities|efforts|measures|steps|work|initiatives|arrangements|progress"
    r"|contributions?|cooperation|preparations|participation)\b"
)
# `the [Secretary-General] submit to the [Council]`: who does it stands before the verb
_DOES = re.compile(
    rf"(?<={ANYBODY})\s+(?:also\s+|[a-z]+ly\s+)?(?:submit|report|provide|present|prepare|inform|keep|brief|include|continue|ensure|conduct|convene|issue|update)\s"
)
# `lending institutions and the regional banks`
_AND_THE = re.compile(r"(?:,\s*|\s+)(?:and|or|as\s+well\s+as)\s+the\s+")
# `members and associate members`
_SAME_NOUN = re.compile(
    r"(?P<one>(?:[\w'-]+\s+){0,3}(?P<noun>[a-z]+s))\s+and\s+(?P<other>(?:[\w'-]+\s+){1,3}(?P=noun))"
)
# `ECCAS, through its special envoy`
_THROUGH = re.compile(r",\s+through\s[^;]*$")
# `Notes with concern`: nobody
_MANNER = re.compile(r"(?:with|in|by|on|for|from|at|subject\s+to|pursuant\s+to|without|as)\s", re.IGNORECASE)
# `reiterates its request` in front of `to the Commissioner-General`
_REQUEST_TO = re.compile(r"\Ato\s+(?=the\s|all\s|its\s|[A-Z])")
# `the Ombudsperson`, `France`, `international, regional and subregional organizations`: whom no list of names holds
_UNLISTED = re.compile(
    r"(?:(?:[Tt]he|[Aa]ll|[Ii]ts|[Ee]ach|[Ee]very)\s+)?"
    r"(?P<name>(?!that\s)(?:[a-z-]+,\s+){0,4}[A-Za-z][\w' -]{2,120}?)\s*"
)


def addressees(words: str, finder: MentionFinder, *, at: int | None = None) -> tuple[Mention, ...]:
    """The names among the words of a heading; collaborators, and those it goes through, left out."""
    if not words:
        return ()
    found = without_helpers_and_routes(finder.find(_without_relative(words), at=at))
    first = found.mentions[0].start if found.mentions else 0
    if _DEEDS.match(found.masked, 0, first):
        return ()
    does = _DOES.search(found.masked)
    return found.between(0, does.start()) if does else found.mentions


# The words of a heading come up with every clause below it.
@lru_cache(maxsize=64)
def _without_circumstance(words: str) -> str:
    return _CIRCUMSTANCE.sub("", fold(words))


@lru_cache(maxsize=64)
def _without_relative(words: str) -> str:
    return _RELATIVE.sub("", _without_circumstance(words))


def whole_addressees(words: str, finder: MentionFinder, *, at: int) -> tuple[str, ...]:
    """All whom the words of a heading ask, each in full; empty where they hold known names only."""
    if _MANNER.match(words):
        return ()
    found = without_helpers_and_routes(finder.find(_without_circumstance(words), at=at))
    return all_asked(found, 0, len(found.text))


def apart(name: str) -> tuple[str, ...]:
    """Several without a name of their own, one by one: `lending institutions and the regional banks`."""
    parts = _AND_THE.split(name)
    if len(parts) > 1 and all(begins_with_somebody(part) for part in parts):
        return tuple(parts)
    both = _SAME_NOUN.fullmatch(name)
    return (both["one"], both["other"]) if both else (name,)


def asked_without_name(clause: Clause, section: Section) -> tuple[str, ...]:
    """Who is asked, as the text gives it, where no list of names knows them: "Welcomes the measures" asks nobody."""
    verb = opening(clause.reading)
    if verb and verb.verb not in MAY_ASK:
        return ()
    said = clause.addressee or (address(clause.reading[verb.rest :]).addressee if verb else "") or section.addressee
    said = _REQUEST_TO.sub("", fold(said))
    match = None if _MANNER.match(said) else _UNLISTED.fullmatch(_THROUGH.sub("", said).strip())
    return apart(" ".join(match["name"].split())) if match else ()
