"""Finds the words that ask somebody to report: `to report`, `submit a report`, `keep … informed`, `be presented`."""

from __future__ import annotations

import re
from functools import lru_cache

from reporter.extraction.grammar import is_of_those_helped, is_permission
from reporter.extraction.handing_over import handed_over
from reporter.extraction.masking import Masked
from reporter.extraction.predicate import Predicate
from reporter.extraction.report_verb import reports
from reporter.extraction.telling import told
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

_WORDS = language()

_STEM = re.compile(any_of(_WORDS.stems))
# A verb of reporting, of telling or of keeping informed; or a verb of handing over and what it may hand over.
_ASKS = cued(rf"(?<![\w-])(?:{_WORDS.report}|account\s+(?:back\s+)?to|{_WORDS.inform}|{_WORDS.kept}|receive)(?![\w-])")
_CONVEYS = cued(rf"(?<![\w-])(?:{_WORDS.convey}|let)(?![\w-])")
_CONVEYED = re.compile(rf"(?<![\w-])(?:{_WORDS.nouns}|it|them|they|the\s+same|these|which)(?![\w-])")


def may_ask(low: str) -> bool:
    """A cheap test that every text with a predicate passes, given in lower case: most clauses end here."""
    if not _STEM.search(low):
        return False
    return bool(_ASKS.search(low) or (_CONVEYS.search(low) and _CONVEYED.search(low)))


def find_predicates(found: Masked) -> tuple[Predicate, ...]:
    """The predicates of a text, in the order of their verbs, permissions and what others are helped with left out.

    Where a verb can be read in two ways, the verb "report" goes before handing over, and that before telling.
    """
    return tuple(
        one for one in _all(found) if not is_permission(found, one.head) and not is_of_those_helped(found, one.head)
    )


def permissions(found: Masked) -> tuple[Predicate, ...]:
    """What somebody may do, in the order of the verbs: the words of a duty end where it begins."""
    return tuple(one for one in _all(found) if is_permission(found, one.head))


@lru_cache(maxsize=2)
def _all(found: Masked) -> tuple[Predicate, ...]:
    best: dict[int, Predicate] = {}
    for one in (*reports(found), *handed_over(found), *told(found)):
        best.setdefault(one.head, one)
    return tuple(sorted(best.values(), key=lambda one: one.head))
