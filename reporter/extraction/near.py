"""Clauses that speak of reports and are no reporting act, each with the reason: what a reviewer wants to see too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporter.extraction.masking import BODY, NAME, Masked
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.near_reasons import SPEAKS_OF_REPORTS, reason
from reporter.extraction.predicate import Predicate
from reporter.extraction.predicates import find_predicates, may_ask, permissions
from reporter.model import Clause, Obligation, Resolution, Section, Source
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import lowered
from reporter.vocabulary.language import language

# `updating [TSAG]`, `notify [Member States] and the [Council]`
_TELLS_A_BODY = cued(
    rf"(?<![\w-]){language().inform}\s+(?:(?:the|its|all|both|each|relevant|[a-z]+ly)\s+){{0,4}}"
    rf"(?:{NAME}(?:,|\s+and|,\s+and)\s+(?:the\s+)?){{0,6}}{BODY}"
)
_TO_A_BODY = re.compile(rf"(?<![\w-])to\s+(?:(?:the|its|each|every|all|both|next|relevant)\s+){{0,4}}{BODY}")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A clause without a record that a word search would have found.

    Attributes:
        resolution: The resolution it stands in.
        clause: As a delegate would cite it.
        text: The clause, verbatim.
        source: Where it stands.
        reason: Why it is no reporting act, as a sentence in lower case without a full stop.
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
            reason(section, clause, finder.find(clause.reading, at=clause.start)),
        )
        for section in resolution.sections
        for clause in section.clauses
        if clause.start not in found and _is_near(section, clause, finder)
    )  # fmt: skip


def _is_near(section: Section, clause: Clause, finder: MentionFinder) -> bool:
    """Whether a clause speaks of reports; or asks, in whatever words, that a body be told or handed something."""
    if SPEAKS_OF_REPORTS.search(clause.reading):
        return True
    low = lowered(clause.reading)
    if not (section.operative and may_ask(low)):
        return False
    found = finder.find(clause.reading, at=clause.start)
    return bool(_TELLS_A_BODY.search(found.masked)) or _tells_or_hands_a_body(found)


def _tells_or_hands_a_body(found: Masked) -> bool:
    return any(_is_for_a_body(found, one) for one in (*find_predicates(found), *permissions(found)))


def _is_for_a_body(found: Masked, predicate: Predicate) -> bool:
    end = found.sentence_end(predicate.head)
    if predicate.kind in ("inform", "informed"):
        return BODY in found.masked[found.sentence_start(predicate.head) : end]
    return bool(_TO_A_BODY.search(found.masked, predicate.end, end))
