"""Who is asked by the words behind a verb: by name, or as the text gives it."""

from __future__ import annotations

import re

from reporter.extraction.helpers import without_helpers_and_routes
from reporter.extraction.masking import NAME, Mention
from reporter.extraction.mentions import MentionFinder
from reporter.model import Clause, Section
from reporter.parsing.fold import fold
from reporter.parsing.verbs import address, opening
from reporter.vocabulary.language import alternatives, language

DETERMINERS = rf"(?:{alternatives(language().agents.before_name)}\s+){{0,8}}"
"""A pattern: what may stand between a verb or a joint and a name."""
MAY_ASK = frozenset((*language().directive_verbs, "decides", "resolves", "agrees", "recommends", "shall"))
"""Verbs behind which somebody may be asked who has no name; "Welcomes the measures" asks nobody."""

# `the Executive Director, within the available resources of the Programme`
_CIRCUMSTANCE = re.compile(
    r",\s+(?:within|subject\s+to|in\s+line\s+with|in\s+accordance\s+with|under|pursuant\s+to|taking|bearing)\s[^,;:]*"
)
# `the operators that have received assistance from the Fund`: the Fund is not asked
_RELATIVE = re.compile(r"(?<=[a-z])\s+(?:that|which|who|whose)\s.*", re.DOTALL)
# Between those whom a heading asks, in masked text
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+|as\s+well\s+as\s+)?|\s+(?:and|or|as\s+well\s+as)\s+")
_NAMED = re.compile(rf"\s*{DETERMINERS}{NAME}(?:\s+(?:concerned|involved))?\s*")
# `relevant stakeholders`, `the academic community`
_NAMELESS = re.compile(
    r"\s*(?:(?:the|all|other|those|any)\s+){0,3}"
    r"(?P<name>(?!(?:its|their|to|of|in|on|for|by|with|as)\s)(?:[a-z-]+\s+){0,3}(?:[a-z-]*[a-z]{3}s|academia|community|industry|society))\s*"
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
    asked = _RELATIVE.sub("", _CIRCUMSTANCE.sub("", fold(words)))
    return without_helpers_and_routes(finder.find(asked, at=at)).mentions if words else ()


def all_asked(words: str, finder: MentionFinder, *, at: int) -> tuple[str, ...]:
    """All whom a plain list asks, also without a name: `[States] and relevant stakeholders`; empty for other words."""
    found = without_helpers_and_routes(finder.find(_CIRCUMSTANCE.sub("", fold(words)), at=at))
    names: list[str] = []
    begin = 0
    for end, following in (*(match.span() for match in _BETWEEN_NAMES.finditer(found.masked)), (len(found.text),) * 2):
        mentions = found.between(begin, end)
        nameless = _NAMELESS.fullmatch(found.masked, begin, end)
        if mentions and _NAMED.fullmatch(found.masked, begin, end):
            names += [name for one in mentions for name in one.names]
        elif nameless:
            names.append(found.text[nameless.start("name") : nameless.end("name")])
        elif found.masked[begin:end].strip():
            return ()
        begin = following
    return tuple(dict.fromkeys(names))


def apart(name: str) -> tuple[str, ...]:
    """Several without a name of their own, one by one: `lending institutions and the regional banks`."""
    parts = _AND_THE.split(name)
    if len(parts) > 1:
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
