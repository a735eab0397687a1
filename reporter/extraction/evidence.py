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
_TOPIC = re.compile(rf"{_START}(?:on|about|concerning|regarding|as\s+to|of)\s+(?=\S)")
# `on an annual basis`, `on its own`, `on 5 May`: no topic
_NO_TOPIC = re.compile(r"(?:an?\s+)?[\w-]+\s+basis\b|its\s+own\b|\d")
_TOPIC_ENDS = re.compile(
    r"[;:]|\.(?=\s|$)|,\s*(?:and|or|to|for|with|which|together|along|including|in\s+particular|so\s+that|at|no\s+later|not\s+later"
    r"|by|through|who|as\s+well|taking|as)\b|,\s*$"
    rf"|\s+(?:to|for\s+\w+\s+by)\s+(?:(?:the|its|each|every|next|sessions?|meetings?|of|future|ordinary)\s+){{0,8}}{ANYBODY}"
    r"|\s+to\s+be\s+\w+ed\b|\s+(?:shall|is\s+to|are\s+to|be)\s+|\s+and\s+to\s+"
    r"|\s+at\s+(?:its|the|each|every)\s+[^,;]{0,30}(?:session|meeting)"
    r"|\s+(?:annually|biennially|quarterly|each\s+year|every\s+year|every\s+two\s+years|on\s+an?\s+\w+\s+basis|regularly)"
    r"(?=\s*[,;.]|\s*$)"
)
# `session of`, `attention of`, `member of`
_OF_SOMETHING_ELSE = re.compile(r"(?:sessions?|meetings?|attention|consideration|end|basis|form|year|members?)\s*$")
_TO_SOMEBODY = re.compile(rf"(?:{ANYBODY}|\b(?:to|the)\b|\s)*")
_LOOK_BACK = 30

# A governing verb that asks somebody, as a clause may have it -> the third person.
_ASKING = {
    **{verb: verb for verb in _WORDS.infinitives if verb in _WORDS.directive},
    **{infinitive: verb for infinitive, verb in _WORDS.third_person.items() if verb in _WORDS.directive},
}
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
    return ""


def _is_topic(found: Masked, start: int, topic: re.Match[str]) -> bool:
    """Whether "on", "of" and the like begin what the report that ends at `start` is about."""
    if _OF_SOMETHING_ELSE.search(found.masked, max(start, topic.start() - _LOOK_BACK), topic.start()):
        return False
    if _NO_TOPIC.match(found.masked, topic.end()):
        return False
    return not topic[0].startswith("of") or bool(_TO_SOMEBODY.fullmatch(found.masked, start, topic.start()))


def force(act: Act, found: Masked, section: Section, clause: Clause, who: Responsible) -> str:
    """The verb that makes it a duty: nearest to the act, third person."""
    if who.shall and who.origin == "clause":
        return "shall"
    before = found.text[: act.predicates[0].head]
    for words in (before, *reversed(clause.lead_in)):
        if asked := _last_asking_verb(words):
            return asked
    if clause.verb:
        return clause.verb
    if " to " in section.verb:
        return _WORDS.third_person.get(section.verb.split(" to ")[1], section.verb)
    return section.verb


def _last_asking_verb(words: str) -> str | None:
    verbs = _ASKING_VERB.findall(words.lower())
    return _ASKING[" ".join(verbs[-1].split())] if verbs else None


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
