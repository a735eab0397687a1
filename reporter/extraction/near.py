"""Clauses that speak of reports and are no reporting act, each with the reason: what a reviewer wants to see too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporter.extraction.grammar import is_permission
from reporter.extraction.masking import Masked
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.predicates import find_predicates
from reporter.model import Clause, Obligation, Resolution, Section, Source
from reporter.vocabulary.forms import lowered
from reporter.vocabulary.language import language

_WORDS = language()

_SPEAKS_OF_REPORTS = re.compile(
    r"(?<![\w-])(?:reports?|reporting|reported|inform(?:s|ed)?|briefs?|briefings?)(?![\w-])", re.IGNORECASE
)
# `consider the reports of`, `taking into account the annual report`
_READ = re.compile(
    r"(?<![\w-])(?:consider|examin|review|study|stud(?:y|ies)ing|tak(?:e|es|ing)\s+(?:note|account)|not(?:e|es|ing)"
    r"|in\s+the\s+light\s+of|on\s+the\s+basis\s+of|based\s+on|having\s+regard\s+to|follow(?:ing)?\s+up|act(?:ing)?\s+on"
    r"|welcom|approv|endors)\w*[^.;]{0,60}?(?<![\w-])reports?(?![\w-])",
    re.IGNORECASE,
)
_SHALL = re.compile(rf"(?<![\w-]){_WORDS.shall}(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A clause without a record that a word search would have found.

    Attributes:
        resolution: The resolution it stands in.
        clause: As a delegate would cite it.
        text: The clause, verbatim.
        source: Where it stands.
        reason: Why it is no reporting act, without a full stop.
    """

    resolution: Resolution
    clause: str
    text: str
    source: Source
    reason: str


def near_misses(resolution: Resolution, obligations: tuple[Obligation, ...]) -> tuple[NearMiss, ...]:
    """The near misses of a resolution, in the order of the text.

    Args:
        resolution: The resolution.
        obligations: What was found in it: clauses with a record are no misses.
    """
    found = {one.source.start for one in obligations}
    finder = MentionFinder(resolution)
    return tuple(
        NearMiss(
            resolution, clause.citation, clause.text, Source(resolution.file, clause.start, clause.end),
            _reason(section, clause, finder),
        )
        for section in resolution.sections
        for clause in section.clauses
        if clause.start not in found and _SPEAKS_OF_REPORTS.search(clause.reading)
    )  # fmt: skip


def _reason(section: Section, clause: Clause, finder: MentionFinder) -> str:
    """The first rule that keeps a clause from being a reporting act."""
    text, verb = clause.reading, clause.verb or section.verb
    if not section.operative:
        return f'it belongs to the preamble ("{verb}"), which quotes and explains but binds nobody'
    if section.annex and section.verb == "shall" and not _SHALL.search(text):
        return 'a clause of an annex binds only where it says "shall"'
    if _WORDS.product.search(lowered(text)):
        return "the reports are products of the work (Technical Reports, handbooks), not reports to a body"
    found = finder.find(text, at=clause.start)
    if any(is_permission(found, match.start()) for match in _SPEAKS_OF_REPORTS.finditer(text)):
        return '"may" permits it, and does not ask for it'
    if verb in _WORDS.declaratory:
        return f'"{verb}" says something and asks for nothing'
    if _READ.search(text):
        return "the reports are read here, not made"
    return _by_recipient(found)


def _by_recipient(found: Masked) -> str:
    """The reason where somebody does report, but not to a body."""
    told = [one for predicate in find_predicates(found) for one in found.mentions if one.start >= predicate.end]
    names = tuple(dict.fromkeys(name for one in told if one.kind != "body" for name in one.names))
    if names:
        return f"what is reported goes to {', '.join(names)}, which is no body"
    return "no body is named that would get a report"
