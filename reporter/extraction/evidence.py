"""What a clause says besides who, to whom and when: its subject, its governing verb, its conditions, its doubts."""

from __future__ import annotations

import re

from reporter.extraction.acts import Act
from reporter.extraction.mentions import BODY, MEMBERS, OFFICIAL, Masked, MentionFinder
from reporter.extraction.predicates import sentence_end, sentence_start
from reporter.extraction.roles import Responsible
from reporter.model import Clause, Resolution, Section
from reporter.vocabulary.language import language

_NAME = f"[{BODY}{OFFICIAL}{MEMBERS}]"
_TOPIC = re.compile(r"(?<![\w-])(?:on|about|concerning|regarding|as\s+to|of)\s+(?=\S)", re.IGNORECASE)
_SUBJECT_ENDS = re.compile(
    rf"[;:]|\.(?=\s|$)|,\s*(?:and|or|to|for|with|which|together|along|including|in\s+particular|so\s+that|at|no\s+later|not\s+later|by|through|who|as\s+well|taking|as)\b|,\s*$|"
    rf"\s+(?:to|for\s+\w+\s+by)\s+(?:(?:the|its|each|every|next|sessions?|meetings?|of|future|ordinary)\s+)*{_NAME}|\s+to\s+be\s+\w+ed\b|\s+(?:shall|is\s+to|are\s+to|be)\s+|\s+and\s+to\s+|\s+at\s+(?:its|the|each|every)\s+[^,;]{{0,30}}(?:session|meeting)|"
    r"\s+(?:annually|biennially|quarterly|each\s+year|every\s+year|every\s+two\s+years|on\s+an?\s+\w+\s+basis|regularly)(?=\s*[,;.]|\s*$)",
    re.IGNORECASE,
)


def subject(act: Act, found: Masked) -> str:
    """What the report is about, verbatim; "" where the clause does not say."""
    last = act.predicates[-1]
    starts = [one.noun[1] for one in act.predicates if one.noun] + [one.end for one in act.predicates]
    limit = max(act.end, sentence_end(found.masked, last.head))
    for start in sorted(starts):
        for topic in _TOPIC.finditer(found.masked, start, limit):
            before = found.masked[start : topic.start()]
            if _names_a_gathering(before) or re.match(
                r"(?:an?\s+)?[\w-]+\s+basis\b|its\s+own\b|\d", found.masked[topic.end() :]
            ):
                continue
            if topic[0].lower().startswith("of") and not _follows_noun(before):
                continue
            end = _SUBJECT_ENDS.search(found.masked, topic.end(), limit)
            words = found.text[topic.end() : end.start() if end else limit].strip(" ,;.")
            if words:
                return words
    return ""


def _names_a_gathering(before: str) -> bool:
    """Whether "of" before a topic belongs to "session of", "attention of", not to the report."""
    return bool(
        re.search(
            r"(?:sessions?|meetings?|attention|consideration|end|basis|form|year|members?)\s*$", before, re.IGNORECASE
        )
    )


def _follows_noun(before: str) -> bool:
    """Whether nothing but white space and recipients stand between the report and "of"."""
    return not re.sub(rf"{_NAME}+|\b(?:to|the)\b|\s", "", before)


def force(act: Act, found: Masked, section: Section, clause: Clause, who: Responsible) -> str:
    """The verb that makes it a duty: nearest to the act, third person."""
    words = language()
    if who.shall and who.origin == "clause":
        return "shall"
    before = found.text[: act.predicates[0].head]
    verbs = {**{verb: verb for verb in words.infinitives}, **words.third_person}
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(sorted((re.escape(v) for v in verbs), key=len, reverse=True)) + r")(?![\w-])",
        re.IGNORECASE,
    )
    named = [verbs[m[0].lower()] for m in pattern.finditer(before) if verbs[m[0].lower()] in words.directive]
    if named:
        return named[-1]
    for lead in reversed(clause.lead_in):
        if named := [verbs[m[0].lower()] for m in pattern.finditer(lead) if verbs[m[0].lower()] in words.directive]:
            return named[-1]
    if clause.verb:
        return clause.verb
    if " to " in section.verb:
        return words.third_person.get(section.verb.split(" to ")[1], section.verb)
    return section.verb


def conditional(
    act: Act, found: Masked, section: Section, clause: Clause, who: Responsible, optional: frozenset[str]
) -> bool:
    """Whether the duty only arises in a case the text names: in its sentence, its lead-in, or for a group that may be."""
    head = act.predicates[-1].head
    sentence = found.text[sentence_start(found.masked, head) : sentence_end(found.masked, head)]
    if language().conditional.search(sentence):
        return True
    if any(language().conditional.search(lead) for lead in clause.lead_in if lead.rstrip().endswith(":")):
        return True
    return bool(who.names) and all(name in optional for name in who.names)


def optional_groups(resolution: Resolution, finder: MentionFinder) -> frozenset[str]:
    """Groups that the text says may be set up: what they shall do, they shall do once established."""
    names: set[str] = set()
    clauses = (clause for section in resolution.sections if section.operative for clause in section.clauses)
    for clause in clauses:
        if not language().optional_group.search(clause.reading):
            continue
        one = finder.find(clause.reading, at=clause.start)
        for match in language().optional_group.finditer(one.text):
            names |= {
                name
                for mention in one.between(match.end(), min(match.end() + 160, len(one.text)))
                if mention.kind == "body"
                for name in mention.names[:1]
            }
    return frozenset(names - {resolution.body})
