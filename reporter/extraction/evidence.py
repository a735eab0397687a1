"""What a clause says besides who, to whom, when and on what: its governing verb, its conditions."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from reporter.extraction.act import Act
from reporter.extraction.masking import ANYBODY, NAME, Masked
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.responsible import Responsible
from reporter.model import Clause, Resolution, Section
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language()
_START, _END = r"(?<![\w-])", r"(?![\w-])"

# A governing verb that asks somebody, as a clause may have it -> the third person.
_ASKING_VERBS = _WORDS.directive - _WORDS.nouns_too
_ASKING = {verb: verb for verb in _ASKING_VERBS} | {_WORDS.infinitives[verb]: verb for verb in _ASKING_VERBS}
_ASKING_VERB = re.compile(rf"{_START}{any_of(_ASKING)}{_END}")
# `mentioned in` in front of "instructs 2", which cites a clause and asks nobody
_CITING = re.compile(r"(?<![\w-])(?:in|under|of|with|to|by|from|per|see|item|paragraph|the)\s+$")
_CITING_REACH = 12
# `instructs 2 above`, `resolves further 3 b)`, `instructs the [Director] 3`
_CITED_NUMBER = re.compile(
    rf"\s+(?:(?:further|also)\s+)?(?:(?:the\s+)?{NAME}\s+)?[1-9]\d?(?:\.\d+)*(?:\s*\(?[a-z]\))?"
    r"(?=\s*(?:[).,;:]|$)|\s+(?:above|below|and|or|to\s+\d|of\s+(?:the|this|that)\s))"
)

_PLAIN = {
    "reiterates its request": "requests",
    "reiterates its invitation": "invites",
    "reiterates its call upon": "calls upon",
    "reiterates its call on": "calls on",
    "reiterates its appeal to": "appeals",
    "reiterates its decision to request": "requests",
    "renews its request": "requests",
    "repeats its request": "requests",
}
# `requests him to`, `invites it to`
_PRONOUN = re.compile(r"\s+(?:it|him|her|them)\b")
_OPENING = 60
"""Characters in which a condition that holds for a whole sentence begins."""
_WHEN = r"(?:when|where)"
# `when consumption exceeds the budget, to inform`: the sentence opens with a case
_OPENS_WITH_A_CASE = re.compile(
    rf"\s*(?:\(?[a-z\d.]{{1,4}}[).]\s+)?(?:that,?\s+)?(?:only\s+)?(?P<case>{_WHEN}\s)[^;:]{{3,300}}?,"
)
_CASES = (
    # `[States], where consumption exceeds the budget, to report`, `shall, when it exceeds the budget, report`
    cued(
        rf"(?:{ANYBODY}|{_START}(?:shall|should|must|will))\s*,\s+(?P<case>{_WHEN}\s)[^,;:]{{3,200}},"
        r"\s+(?:to|shall|should|must|[a-z]+)\s"
    ),
    # `inform [TSAG] without delay when consumption exceeds the budget`
    cued(rf"(?:{ANYBODY}|{_START}{alternatives(_WORDS.at_once)})\s*,?\s+(?P<case>when\s)"),
    cued(rf"{_START}only\s+(?P<case>(?:if|{_WHEN})\s)"),
)
_SAYS_MORE = cued(rf",\s+and\s+(?:(?:also|further)\s+)?{any_of(_WORDS.declaratory)}{_END}")
_NO_CASE = re.compile(rf"{_WHEN}\s+{alternatives(_WORDS.no_cases)}{_END}")
_NAMED_WITHIN = 160
"""Characters after "may establish" in which the group is named."""


def force(act: Act, found: Masked, section: Section, clause: Clause, who: Responsible) -> str:
    """The verb that makes it a duty: nearest to the act, third person."""
    if who.shall and who.origin == "clause":
        return "shall"
    for verb in reversed(list(_asking(found.masked, 0, act.predicates[-1].head))):
        if not _is_a_task(found, verb, act, who):
            return _plain(_ASKING[" ".join(verb[0].split())])
    for words in reversed(clause.lead_in):
        if asked := _last_asking_verb(words):
            return asked
    if clause.verb:
        return _plain(clause.verb)
    if " to " in section.verb:
        return _WORDS.third_person.get(section.verb.split(" to ")[1], section.verb)
    return section.verb


def _asking(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The verbs of a text that ask somebody; what only cites a clause does not: `mentioned in instructs 2 above`."""
    return (verb for verb in _ASKING_VERB.finditer(text, start, end) if not _is_cited(text, verb))


def _is_cited(text: str, verb: re.Match[str]) -> bool:
    third_person = _ASKING[" ".join(verb[0].split())] == " ".join(verb[0].split())
    return third_person and bool(
        _CITED_NUMBER.match(text, verb.end())
        or (_CITING.search(text[max(0, verb.start() - _CITING_REACH) : verb.start()]))
    )


def _is_a_task(found: Masked, verb: re.Match[str], act: Act, who: Responsible) -> bool:
    """Whether a verb asks others, and is asked of who reports: `to encourage persons to opt, and to report`."""
    asking = " ".join(verb[0].split())
    if who.origin == "nobody" or _ASKING[asking] == asking or _PRONOUN.match(found.masked, verb.end()):
        return False
    end = max(act.end, act.predicates[-1].head)
    named = (name for one in found.between(verb.end(), end) for name in one.names)
    told = found.text[verb.end() : end]
    return set(who.names).isdisjoint(named) and not any(name in told for name in who.names)


def _last_asking_verb(words: str) -> str | None:
    verbs = [verb[0] for verb in _asking(words.lower())]
    return _plain(_ASKING[" ".join(verbs[-1].split())]) if verbs else None


def _plain(verb: str) -> str:
    """`reiterates its request` asks as `requests` does."""
    return _PLAIN.get(verb, verb)


def conditional(act: Act, found: Masked, clause: Clause) -> bool:
    """Whether the duty only arises in a case the text names: where it is asked for, before all, or in its lead-in.

    "Authorizes the force to act in the event of an attack, and requests the Mission to report" reports anyway.
    """
    head = act.predicates[-1].head
    start, end = found.sentence_start(head), found.sentence_end(head)
    asked = [start + one.start() for one in _asking(found.masked[start:end])]
    begin = max((at for at in asked if at < head), default=start)
    until = min((at for at in asked if at > max(head, act.end)), default=end)
    leads = (lead for lead in clause.lead_in if lead.rstrip().endswith(":"))
    opening = _WORDS.conditional.search(found.text[start:end])
    return (
        (opening is not None and opening.end() <= _OPENING)
        or any(_WORDS.conditional.search(words) for words in (found.text[begin:until], *leads))
        or any(
            not _NO_CASE.match(found.masked, at)
            for at in _cases(found, start, begin, _end_of_asking(found, head, until))
        )
    )


def _end_of_asking(found: Masked, head: int, until: int) -> int:
    """Where the words end that ask: in front of `, and expresses its intention`."""
    says = _SAYS_MORE.search(found.masked, head, until)
    return says.start() if says else until


def _cases(found: Masked, start: int, begin: int, until: int) -> Iterator[int]:
    """Where a case may be named by "when" or "where": before all in a sentence, or where a duty is asked for."""
    if opens := _OPENS_WITH_A_CASE.match(found.masked, start, until):
        yield opens.start("case")
    yield from (one.start("case") for pattern in _CASES for one in pattern.finditer(found.masked, begin, until))


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
