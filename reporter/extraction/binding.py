"""Whether a clause binds somebody else: it asks and does not only tell, and who speaks does not do it itself."""

from __future__ import annotations

import re

from reporter.model import Clause, Section
from reporter.parsing.sections import CONCLUSIONS
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of, lowered
from reporter.vocabulary.language import language

_WORDS = language()
_START, _END = r"(?<![\w-])", r"(?![\w-])"

SECOND_REQUEST = cued(rf"{_START}{_WORDS.second}{_END}")
"""Finds the verb that opens the second half of a sentence: `Notes …, and requests`."""

_SHALL = re.compile(rf"{_START}{_WORDS.shall}{_END}")
_WE_DO = rf"we\s+(?:(?:also|further|therefore)\s+)?{any_of(_WORDS.directive_forms)}"
# `requests`, `in this regard we request`
_DIRECTIVE = re.compile(rf"{_START}(?:{any_of(_WORDS.directive)}|{_WE_DO}){_END}")
# `Request the Secretary-General to`, `Requests the`, `. We invite the`, in a declaration or an annex
_WE_ASK = re.compile(
    rf"(?:(?:also|further)\s+)?(?:{any_of(_WORDS.directive_forms)}|{any_of(_WORDS.directive)})\s+(?:the|all|its|our)\s"
    rf"|.*?\b{_WE_DO}\s+(?:the|all|its|our)\s",
    re.DOTALL,
)
# `Approves the support, and decides that the Committee shall report`
_DECIDES_THAT = cued(
    rf"{_START}(?:decides|resolves|agrees|affirms|reaffirms)\s+that\s+[^;]{{0,400}}?{_START}(?:{_WORDS.shall}|will){_END}"
)
_ADOPTING = frozenset({"adopts", "approves", "endorses", "confirms"})
_DECIDING = frozenset({"decides", "resolves", "agrees"})
# `Decides to transmit`, `to`
_TO_DO = re.compile(r"(?:[a-z]+\s+){0,3}to\s+")
# `The Secretary-General is requested to`, in an annex
_IS_ASKED = cued(
    rf"{_START}(?<!\bwho )(?<!\bthat )(?<!\bwhich )(?:is|are)\s+(?:also\s+|further\s+|hereby\s+|therefore\s+)?"
    r"(?:requested|invited|instructed|asked|urged|directed|encouraged|called\s+upon)\s+to\b"
)
# `To report`, `reporting`, `submit reports`, below the terms of reference of a group
_TASK = re.compile(
    rf"(?:to\s+(?!(?:the|this|that|its|their|all|each|be)\s)[a-z]|(?!reports\b|reported\b)(?:{_WORDS.report}|{_WORDS.inform}|{_WORDS.convey})\s)"
)
# `will be submitted`, `progress to be reported by`, in an annex
_WILL_REPORT = cued(
    rf"{_START}(?:will\s+(?:[a-z]+ly\s+|also\s+|then\s+)?(?:be\s+)?|to\s+be\s+|undertakes?\s+to\s+)(?:{_WORDS.report}|{_WORDS.inform}|{_WORDS.convey}){_END}"
)
# What conclusions say where other annexes say "shall"
_SHOULD = re.compile(rf"{_START}should{_END}")
# `, and in this regard requests:`
_ASKS_BELOW = re.compile(
    r"\band\s+(?:(?:in\s+(?:this|that)\s+(?:regard|respect|connection)|also|further)[\s,]+){0,2}"
    rf"{any_of(_WORDS.directive)}(?:\s[^;:]{{0,80}})?:\s*$"
)
_PASSIVE = re.compile(r"\bbe\s+\w+(?:ed|en|nt)\b|\breceive\b")


def binds(section: Section, clause: Clause, low: str) -> bool:
    """Whether a clause can bind: an annex says shall, conclusions should; "welcomes …" needs another verb that asks."""
    above = tuple(map(lowered, clause.lead_in))
    if section.annex and section.verb == "shall" and clause.verb is None:
        modal = _SHOULD if section.annex == CONCLUSIONS else _SHALL
        asks = _WE_ASK.match(low) or _IS_ASKED.search(low) or _WILL_REPORT.search(low) or sets_task(section, low)
        return bool(asks) or any(way.search(words) for words in (low, *above) for way in (modal, _SHALL))
    verb = clause.verb or section.verb
    if clause.verb is None and verb.split(" ")[0] in _ADOPTING and (_SHALL.search(low) or _WE_ASK.match(low)):
        # "Adopts the following conclusions", and then "The Office shall report"
        return True
    if not _only_tells(verb) or any(map(_ASKS_BELOW.search, above)):
        return True
    # "Reaffirms that all States shall report", by its own verb as by a later one
    return bool(_DIRECTIVE.search(low, len(verb)) or _DECIDES_THAT.search(low))


def sets_task(section: Section, low: str) -> bool:
    """Whether words in lower case are a task in an annex that sets out somebody's: `to report to the Council`."""
    return bool(section.annex and section.addressee and _TASK.match(low))


def _only_tells(verb: str) -> bool:
    """Whether a verb says something and asks for nothing, as one that no list holds: `applauds`."""
    first = verb.split(" to ")[0]
    return verb in _WORDS.declaratory or not ({verb, first} & _WORDS.infinitives.keys() or first == "shall")


def told_until(section: Section, clause: Clause, low: str) -> int:
    """Where a clause that begins by telling something first asks: "Recalls the report that it made, and invites"."""
    verb = clause.verb or section.verb
    if clause.lead_in or not _only_tells(verb) or verb in _ADOPTING:
        return 0
    found = [one.start() for one in (_DIRECTIVE.search(low, len(verb)), _DECIDES_THAT.search(low, len(verb))) if one]
    return min(found, default=0)


def asked_from(section: Section, clause: Clause, low: str) -> int:
    """Where the words begin that ask for something: "Notes …, and requests …" asks from its second verb on."""
    if (clause.verb or section.verb) in _WORDS.addressing or clause.lead_in:
        return 0
    second = SECOND_REQUEST.search(low)
    return second.start() if second else 0


def does_itself(section: Section, clause: Clause, low: str) -> bool:
    """Whether the body that speaks does it: "Decides to transmit the report to …" asks nobody."""
    verb = clause.verb or section.verb
    if verb not in _DECIDING or clause.lead_in or _DIRECTIVE.search(low) or _PASSIVE.search(low):
        return False
    return bool(_TO_DO.match(low))
