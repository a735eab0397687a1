"""What a clause says besides who, to whom and when: its subject, its governing verb, its conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.extraction.acts import Act
from reporter.extraction.masking import ANYBODY, Masked
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.roles import Responsible
from reporter.model import Clause, Resolution, Section
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

_WORDS = language()
_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `on the implementation of this resolution`, `about its work`
_TOPIC = re.compile(
    rf"{_START}(?:on|about|concerning|regarding|as\s+to|relating\s+to|related\s+to|pertaining\s+to|of)\s+(?=\S)"
)
# `on an annual basis`, `on its own`, `on 5 May`: no topic
_NO_TOPIC = re.compile(r"(?:an?\s+)?[\w-]+\s+basis\b|its\s+own\b|\d")
# Where a topic ends: at a mark, a clause of its own, somebody, another verb, or anything that tells the time.
_COMMA_AND = (
    "and|or|to|for|with|which|together|along|including|in|so\\s+that|at|no|not\\s+later|by|through|who|as|taking|within|on|before|if"
    "|where|inter\\s+alia"
)
_OTHER_VERB = "decides|requests|invites|instructs|requires|asks|encourages|urges|directs|resolves|calls"
_MONTHS = "|".join(month.lower() for month in _WORDS.months)
_TOPIC_ENDS = re.compile(
    rf"[;:]|\.(?=\s|$)|,\s*(?:{_COMMA_AND})\b|,\s*$"
    rf"|\s+(?:to|for\s+\w+\s+by|through|via)\s+(?:(?:the|its|each|every|next|sessions?|meetings?|of|future|subsequent|ordinary)\s+){{0,8}}{ANYBODY}"
    r"|\s+to\s+be\s+\w+ed\b|\s+(?:shall|is\s+to|are\s+to)\s+|\s+and\s+(?:to|thereafter|also\s+to)\s+"
    rf"|\s+and\s+(?:further\s+|also\s+)?(?:{_OTHER_VERB})\s"
    r"|\s+(?:at|during|to|for|before|in\s+time\s+for)\s+(?:its|the|each|every|that|their)\s+[^,;]{0,40}?(?:sessions?|meetings?)\b"
    r"|\s+(?:by|before|within|no\s+later\s+than|not\s+later\s+than)\s+(?:the\s+end\s+of\s+)?\d"
    rf"|\s+(?:by|before)\s+(?:the\s+end|{_MONTHS})|\s+as\s+soon\s+as\s+possible|\s+in\s+the\s+context\s+of"
    r"|\s+in\s+(?:his|her|its|their)\s+(?:or\s+her\s+)?(?:\w+\s+){0,2}reports?"
    r"|\s+(?:annually|biennially|quarterly|each\s+year|every\s+year|every\s+(?:two|three|four|six)\s+(?:years|months)|every\s+\d+\s+days"
    r"|on\s+an?\s+\w+\s+basis|regularly|twice\s+a\s+year)(?=\s*[,;.]|\s*$|\s+(?:and|or)\s)"
)
# `report to [WRC-27] the status of`: what is reported, right behind the recipient
_REPORTED = re.compile(rf"\s+(?=(?:the|its|their|any|all)\s+(?!{ANYBODY}))")
# `session of`, `attention of`, `member of`
_OF_SOMETHING_ELSE = re.compile(r"(?:sessions?|meetings?|attention|consideration|end|basis|form|year|members?)\s*$")
_TO_SOMEBODY = re.compile(
    rf"(?:{ANYBODY}|\b(?:to|the|fully|regularly|duly|informed|apprised|advised|abreast|briefed|updated|notified)\b|\s)*"
)
_LOOK_BACK = 30

# A governing verb that asks somebody, as a clause may have it -> the third person.
_ASKING = {
    **{verb: verb for verb in _WORDS.infinitives if verb in _WORDS.directive},
    **{infinitive: verb for infinitive, verb in _WORDS.third_person.items() if verb in _WORDS.directive},
}
_ASKING = {form: verb for form, verb in _ASKING.items() if verb not in _WORDS.nouns_too}
_ASKING_VERB = re.compile(rf"{_START}{any_of(_ASKING)}{_END}")

_NAMED_WITHIN = 160
"""Characters after "may establish" in which the group is named."""


def subject(act: Act, found: Masked) -> str:
    """What the report is about, verbatim; "" where the clause does not say."""
    limit = max(act.end, found.sentence_end(act.predicates[-1].head))
    starts = [one.noun[1] for one in act.predicates if one.noun] + [one.end for one in act.predicates]
    for start in sorted(starts):
        for topic in _TOPIC.finditer(found.masked, start, limit):
            if _is_topic(found, start, topic):
                end = _TOPIC_ENDS.search(found.masked, topic.end(), limit)
                if words := found.text[topic.end() : end.start() if end else limit].strip(" ,;."):
                    return words
    return _reported(act, found, limit)


def _reported(act: Act, found: Masked, limit: int) -> str:
    """What is reported where no preposition says so: `to report to WRC-27 the status of the implementation`."""
    for one in found.between(act.predicates[-1].end, limit):
        match = _REPORTED.match(found.masked, one.end)
        if match and match.end() < limit:
            end = _TOPIC_ENDS.search(found.masked, match.end(), limit)
            return found.text[match.end() : end.start() if end else limit].strip(" ,;.")
    return ""


def _is_topic(found: Masked, start: int, topic: re.Match[str]) -> bool:
    """Whether "on", "of" and the like begin what the report that ends at `start` is about."""
    if _NO_TOPIC.match(found.masked, topic.end()):
        return False
    if not topic[0].startswith("of"):
        return True
    if _OF_SOMETHING_ELSE.search(found.masked, max(start, topic.start() - _LOOK_BACK), topic.start()):
        return False
    return bool(_TO_SOMEBODY.fullmatch(found.masked, start, topic.start()))


def force(act: Act, found: Masked, section: Section, clause: Clause, who: Responsible) -> str:
    """The verb that makes it a duty: nearest to the act, third person."""
    if who.shall and who.origin == "clause":
        return "shall"
    before = found.text[: act.predicates[-1].head]
    for words in (before, *reversed(clause.lead_in)):
        if asked := _last_asking_verb(words):
            return asked
    if clause.verb:
        return _plain(clause.verb)
    if " to " in section.verb:
        return _WORDS.third_person.get(section.verb.split(" to ")[1], section.verb)
    return section.verb


def _last_asking_verb(words: str) -> str | None:
    verbs = _ASKING_VERB.findall(words.lower())
    return _plain(_ASKING[" ".join(verbs[-1].split())]) if verbs else None


def _plain(verb: str) -> str:
    """`reiterates its request` asks as `requests` does."""
    return {"request": "requests", "invitation": "invites"}.get(verb.split()[-1], verb)


def conditional(act: Act, found: Masked, clause: Clause) -> bool:
    """Whether the duty only arises in a case the text names: in its sentence, or in its lead-in."""
    head = act.predicates[-1].head
    sentence = found.text[found.sentence_start(head) : found.sentence_end(head)]
    leads = (lead for lead in clause.lead_in if lead.rstrip().endswith(":"))
    return any(_WORDS.conditional.search(words) for words in (sentence, *leads))


def optional_groups(resolution: Resolution, finder: MentionFinder) -> frozenset[str]:
    """Groups that the text says may be set up: what they shall do, they shall do once established."""
    clauses = (clause for section in resolution.sections if section.operative for clause in section.clauses)
    groups = (name for clause in clauses for name in _optional_in(clause, finder))
    return frozenset(groups) - {resolution.body}


def _optional_in(clause: Clause, finder: MentionFinder) -> Iterator[str]:
    if not _WORDS.optional_group.search(clause.reading):
        return
    found = finder.find(clause.reading, at=clause.start)
    for match in _WORDS.optional_group.finditer(found.text):
        for mention in found.between(match.end(), match.end() + _NAMED_WITHIN):
            if mention.kind == "body":
                yield mention.names[0]
