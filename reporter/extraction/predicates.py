"""Finds the words that ask somebody to report: `to report`, `submit a report`, `keep … informed`, `be presented`."""

from __future__ import annotations

import re
from functools import lru_cache

from reporter.extraction.grammar import is_of_those_helped, is_permission, is_told_of
from reporter.extraction.handing_over import handed_over
from reporter.extraction.masking import BODY, Masked
from reporter.extraction.predicate import Predicate
from reporter.extraction.report_verb import reports
from reporter.extraction.submissions import GATHERING
from reporter.extraction.telling import SAYING, told
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

_WORDS = language()

_STEM = re.compile(any_of(_WORDS.stems))
# A verb of reporting, of telling or of keeping informed; or a verb of handing over and what it may hand over.
_ASKS = cued(
    rf"(?<![\w-])(?:{_WORDS.report}|account|(?:revert|return|back)\s+to|{_WORDS.inform}|aware|{SAYING}|{_WORDS.kept}|receives?|told"
    r"|before\s+it)(?![\w-])"
)
_CONVEYS = cued(rf"(?<![\w-])(?:{_WORDS.convey}|let|have|state|pass|hand|feed|{GATHERING})(?![\w-])")
_CONVEYED = re.compile(rf"(?<![\w-])(?:{_WORDS.nouns}|it|them|they|the\s+same|these|which|what|how|whether)(?![\w-])")

# `no further`, in front of "reports"; `not to`, `shall not be required to`, in front of "report"; `the possibility of`,
# in front of "reporting"
_NO_REPORT = re.compile(r"\bno\s+(?:(?:further|more|additional|other|such|separate)\s+)?(?:[a-z]+\s+)?$")
_NOT_TO = re.compile(
    r"\b(?:(?:not|no\s+longer|never)\s+(?:be\s+)?(?:(?:required|asked|obliged|expected)\s+)?(?:to\s+)?|to\s+(?:stop|cease)\s+"
    r"|(?:consider|explore|possibility\s+of|option\s+of)\s+)$"
)
_DENIED_REACH = 40
_OF_ITSELF = re.compile(
    r"[^;:]{0,240}?(?<!days)(?<!weeks)(?<!months)(?<!year)(?<!date)\sof\s+the\s+adoption\s+of\s+(?:the\s+present|this)\s+(?:resolution|decision)\b"
)
# `in his next report`
_IN_A_REPORT = re.compile(r"in\s+(?:his|her|its|their|the|an?)\s")
# `in a detailed written` in front of "report to be submitted"
_IN_A = re.compile(r"(?<![\w-])in\s+(?:his|her|its|their|the|an?)\s+(?:[a-z-]+\s+){0,4}$")
_IN_A_REACH = 80
_MAKES = re.compile(r"(?:prepared|compiled|produced|drafted|drawn\s+up|written|developed)\b")
# Between a verb and what is another duty, or has a recipient of its own
_ANOTHER_STEP = re.compile(rf"[;:]|(?:,|\band)\s+(?:to|shall|that)\b|,?\s+and,|,\s+and\s|{BODY}")


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
        one
        for one in _all(found)
        if not is_permission(found, one.head)
        and not is_of_those_helped(found, one.head)
        and not is_told_of(found, one.head)
        and not is_denied(found, one)
    )


def is_denied(found: Masked, one: Predicate) -> bool:
    """Whether a report is not asked for: `no further reports shall be submitted`, `not to report more than`."""
    before_noun = found.masked[max(0, one.noun[0] - _DENIED_REACH) : one.noun[0]] if one.noun else ""
    before_verb = found.masked[max(0, one.head - _DENIED_REACH) : one.head]
    if one.kind == "inform" and _OF_ITSELF.match(found.masked, one.end):
        # "to inform Member States and the agencies of the adoption of this resolution"
        return True
    return bool(_NO_REPORT.search(before_noun) or _NOT_TO.search(before_verb))


def permissions(found: Masked) -> tuple[Predicate, ...]:
    """What somebody may do, in the order of the verbs: the words of a duty end where it begins."""
    return tuple(one for one in _all(found) if is_permission(found, one.head))


@lru_cache(maxsize=2)
def _all(found: Masked) -> tuple[Predicate, ...]:
    best: dict[int, Predicate] = {}
    handed = handed_over(found)
    # "to submit to the [Assembly] and to the [Council] reports on": what is handed over, no verb
    nouns = {one.noun for one in handed if one.noun and found.masked[one.noun[1] - 1] == "s"}
    active = {one.noun for one in handed if one.kind == "convey"}
    # "to submit a report, to be prepared together with the [States]": one report, once
    handed = [one for one in handed if one.kind != "passive" or one.noun not in active or not _is_made(found, one)]
    for one in (*(each for each in reports(found) if (each.head, each.end) not in nouns), *handed, *told(found)):
        best.setdefault(one.head, one)
    ordered = sorted(best.values(), key=lambda one: one.head)
    return tuple(
        one for before, one in zip([None, *ordered], ordered, strict=False) if not _is_place_of(found, before, one)
    )


def _is_made(found: Masked, one: Predicate) -> bool:
    """Whether a report is only drawn up, and nothing is said of who gets it."""
    return _MAKES.match(found.masked, one.head) is not None


def _is_place_of(found: Masked, before: Predicate | None, one: Predicate) -> bool:
    """Whether a report only says where something is reported: `report on it in his next report to the [Board]`.

    Or `report on it in a written report to be submitted to the [Board]`.
    """
    if before is None or before.kind != "report" or one.kind not in ("convey", "passive"):
        return False
    if one.kind == "convey":
        is_in_it = _IN_A_REPORT.match(found.masked, one.start)
    else:
        is_in_it = one.noun and _IN_A.search(found.masked[max(before.end, one.noun[0] - _IN_A_REACH) : one.noun[0]])
    return bool(is_in_it) and not _ANOTHER_STEP.search(found.masked[before.end : one.start])
