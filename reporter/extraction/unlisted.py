"""Who must report where no list of names knows them, as the text gives it: `the youth advisers`, `a rapporteur`."""

from __future__ import annotations

import re
from typing import NamedTuple

from reporter.extraction.grammar import EACH_TIME, FINITE
from reporter.extraction.heads import begins_with_somebody
from reporter.extraction.masking import NAME, Masked
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

_START, _END = r"(?<![\w-])", r"(?![\w-])"
_ASKS = any_of(language().asking_verbs)
_REPORTS_THEMSELVES = r"(?!results?\b|reports?\b|outcomes?\b|findings?\b|secretariat to\b)"
_NAME = (
    rf"(?P<name>{_REPORTS_THEMSELVES}(?!(?:of|in|on|at|for|by|with|from)\s)"
    r"[a-z](?:(?!\s(?:shall|should|must|will)\s)[a-z0-9' -]){2,80}?)"
)

# `to appoint a rapporteur for vocabulary, who shall` in front of "report"
_RELATIVE = re.compile(
    rf"{_START}(?:an?|one|two|three|four|five)\s+{_NAME}(?:\s+of\s+(?:up\s+to|not\s+more\s+than|at\s+least|no\s+fewer\s+than)\s[^,;]{{3,60}})?(?:\s*+,)?\s++(?P<link>who|which)\s+{FINITE}\s+(?:[a-z]+ly\s+|also\s+)*$"
)
# `the regional offices, whose directors shall` in front of "report"
_WHOSE = re.compile(
    rf"{_START}whose\s+(?P<name>[a-z]+(?:\s[a-z]+){{0,2}}?)"
    rf"\s+(?P<link>{FINITE}|(?:is|are|(?:shall|should|will)\s+be)\s+(?:invited|requested|encouraged|asked)\s+to)\s+"
    r"(?:[a-z]+ly\s+|also\s+)*$"
)
# `to entrust one of its vice-chairs with the follow-up, who shall` in front of "report"
_ONE_OF = re.compile(
    rf"{_START}(?P<name>one\s+of\s+(?:its|the|their)\s+[a-z-]+(?:\s+[a-z-]+)?)\s+(?:with|to|as|for)\s[^,;]{{3,120}},\s+(?P<link>who)"
    rf"\s+{FINITE}\s+(?:[a-z]+ly\s+|also\s+)*$"
)
# `two regional stockpiles, the managers of which shall` in front of "provide"
_OF_WHICH = re.compile(
    rf"{_START}(?P<whose>(?:the|two|three|four|five|several|its|all)\s(?:(?!of\b)[a-z-]+\s){{0,5}}?[a-z-]+),\s+the\s+(?P<name>[a-z]+)"
    rf"\s+of\s+which\s+(?P<link>{FINITE})\s+(?:[a-z]+ly\s+|also\s+)*$"
)
# `to ensure that the regional directors` in front of "inform"
_ENSURED = re.compile(
    rf"{_START}(?P<link>ensure|see(?:\s+to\s+it)?|arrange|provide)\s+that\s+(?:the|all|its|their|each|every)\s+{_NAME}\s+"
    r"(?:[a-z]+ly\s+){0,3}$"
)
# `and requests the co-facilitators to`
_ASKED = re.compile(
    rf"{_START}{_ASKS}\s+(?:the|all|its|both)\s+{_NAME}(?:\s*,(?!\s+and\s)[^,;]{{0,80}},)?\s+"
    r"(?P<link>to)\s(?!(?:in|above|below|under)\s)[^;\ue001-\ue003]*$"
)
_ASKS_VERB = re.compile(rf"{_START}{_ASKS}\s")
# `and calls upon those countries to`, of which more was said before
_THOSE = re.compile(rf"{_START}{_ASKS}\s+(?:those|these|such)\s+(?P<noun>[a-z-]+s)\s+(?P<link>to)\s[^;\ue001-\ue003]*$")
_SAID_OF_THOSE = (
    r"(?P<name>{noun}\s+(?:[a-z]+ing|[a-z]+ed|of|in|with|that|which)\s[^,;\ue001-\ue003]{{2,100}}?)(?=\s+to\s|\s*[,;])"
)
# `at the end of that period, ` in front of who does it
_TERM = (
    r"(?:(?:at|within|in|on|upon|after|before|by|during|following|when|if|where|once|prior\s+to|(?:no|not)\s+later\s+than)"
    rf"\s[^;]{{2,160}}?,\s+|{EACH_TIME})"
)
# `that the youth advisers, acting together, shall`, `that organizations in consultative status shall`
_SUBJECT = re.compile(
    rf"(?:\d+[.)]?\s+)?(?:(?:[a-z]+\s+){{0,2}}that(?:\s*,)?\s+{_TERM}(?:(?:the|each|every|all|an?)\s+)?"
    rf"|{_TERM}(?:the|each|every)\s+){_NAME}"
    rf"\s*(?:,(?:[^,;]{{0,80}},)?)?\s+(?:{FINITE}\s+be\s+[a-z]+(?:\s[^,;]{{0,60}}?)?\s+and\s+)?"
    rf"(?P<link>{FINITE})(?:\s*,[^,;]{{0,80}},)?\s+(?!be\b)"
)
# `that CCV shall`, `A JCA shall`, `TT-CRYO shall`
_ACRONYM = re.compile(
    rf"(?:\d+[.)]?\s+)?(?:(?:[A-Za-z]+\s+)?that\s+)?(?:(?:[Tt]he|[Aa]n?|[Ee]ach|[Ee]very)\s+)?"
    rf"(?P<name>[A-Z][A-Z0-9]{{1,9}}(?:-[A-Za-z0-9]{{1,12}}){{0,2}})\s*(?:,[^,;]{{0,80}},)?\s+(?P<link>{FINITE})\s"
)
# `be communicated by the Bureau to`, `by the vocabulary [rapporteurs]`
_BY_THE = (
    rf"{_START}by\s+(?:the|its|their)\s+(?!deadline|end\b|date|time|beginning|start|close|opening|[a-z-]+\s+(?:session|meeting)\b)"
    rf"(?P<name>[a-z][a-z' -]{{2,40}}?(?:\s+(?:of\s+(?:the\s+)?)?{NAME})?)"
)
_AGENT = re.compile(rf"{_BY_THE}(?=\s+(?:to|for|at|in|within|not|no|on|and){_END}|\s*[,;.]|\s*$)")
# `be kept informed by the rapporteurs of all terms`
_WHO_TELLS = re.compile(
    rf"{_BY_THE}(?=\s+(?:of|about|on|at|in|within|whenever|when|and|every|each|once){_END}|\s*[,;.]|\s*$)"
)


class Unlisted(NamedTuple):
    """Somebody in no list.

    Attributes:
        name: As the text gives it, without article.
        link: Offset of the word that links it to what it is asked to do; -1 for an agent after "by".
        shall: True where the clause says that they shall do it.
    """

    name: str
    link: int
    shall: bool = False


def agent(found: Masked, start: int, end: int, *, tells: bool) -> Unlisted | None:
    """Who is named after "by" in a passive whose verb begins at `start`; `tells`: of informing, not of handing over."""
    match = (_WHO_TELLS if tells else _AGENT).search(found.masked, start, end)
    if match is None or match["name"].endswith("ing"):
        return None
    return Unlisted(_said(found, 0, match), -1)


def subject(found: Masked, begin: int, head: int) -> Unlisted | None:
    """Who governs a verb at `head` in a sentence that begins at `begin`."""
    stretch = found.masked[begin:head]
    if match := _ONE_OF.search(stretch):
        return Unlisted(_said(found, begin, match), begin + match.start("link"), shall=True)
    if match := _OF_WHICH.search(stretch):
        whose = " ".join(match["whose"].split())
        return Unlisted(f"{_said(found, begin, match)} of {whose}", begin + match.start("link"), shall=True)
    if (match := _ENSURED.search(stretch)) and begins_with_somebody(match["name"]):
        return Unlisted(_said(found, begin, match), begin + match.start("link"))
    whose_own = _WHOSE.search(stretch)
    if whose_own and not begins_with_somebody(whose_own["name"]):
        whose_own = None
    if match := _RELATIVE.search(stretch) or whose_own or _last_asked(stretch):
        return Unlisted(_said(found, begin, match), begin + match.start("link"), shall=match["link"] != "to")
    if match := _THOSE.search(stretch):
        said = [*re.finditer(_START + _SAID_OF_THOSE.format(noun=re.escape(match["noun"])), stretch[: match.start()])]
        return Unlisted(_said(found, begin, said[-1]), begin + match.start("link")) if said else None
    if match := _SUBJECT.match(stretch) or _ACRONYM.match(found.text[begin:head]):
        return Unlisted(_said(found, begin, match), begin + match.start("link"), shall=True)
    return None


def _last_asked(stretch: str) -> re.Match[str] | None:
    """Who is asked by the last verb of asking: `assign the highest priority to it, and requests the managers to`."""
    verbs = [verb.start() for verb in _ASKS_VERB.finditer(stretch)]
    return next((match for at in reversed(verbs) if (match := _ASKED.match(stretch, at))), None)


def first_subject(found: Masked, end: int) -> Unlisted | None:
    """Who shall do something in the words that a text opens with: `The lead agency shall service the board.`"""
    match = _SUBJECT.match(found.masked[:end])
    return Unlisted(_said(found, 0, match), match.start("link"), shall=True) if match else None


def _said(found: Masked, begin: int, match: re.Match[str]) -> str:
    return found.words(begin + match.start("name"), begin + match.end("name"))
