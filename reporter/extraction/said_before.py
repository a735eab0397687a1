"""What "it" and "them" behind a predicate stand for: bodies, or a report, named before in the clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporter.extraction.grammar import FINITE
from reporter.extraction.handing_over import speaks_of_a_report
from reporter.extraction.masking import ANYBODY, BODY, Masked, Mention
from reporter.extraction.predicate import Predicate
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

# `to complete its report and` in front of "to submit it"
_REPORT = cued(r"\breports?\b")
# ` these reports`, behind "submit"
_THESE_REPORTS = re.compile(r"\s+(?:these|such|this)\s+reports?\b")
# The name before it is the one who reports: `[IGEH] to`, `the [Group], shall`, `the [Forum] secretariat to`
_REPORTS_ITSELF = re.compile(
    r"(?:\s+(?:secretariat|bureau))?\s*+(?:,[^,;]{0,80},)?\s*+(?:,\s*+)?(?:[a-z]+ly\s+)?(?:to|shall|should)\b"
)
# `Recalls the report of the [Committee], and requests`: names told of before the request are not meant by "it"
_ASKS = cued(rf"(?<![\w-]){any_of(language().directive)}\s+(?:that\s+)?(?:the|all|its|{ANYBODY})")
_SPEAKS = re.compile(rf"(?:the\s+)?(?P<who>{BODY}++)\s+(?:also\s+|further\s+)?{any_of(language().directive_verbs)}\s")
# Between two names of one list: `, and to the `
_IN_A_LIST = re.compile(r"\s*+,?\s*+(?:(?:and|or)\b\s*+)?(?:(?:the|to|of)\b\s*+)?(?:the\s+)?")
# `, which shall` behind the name of who reports
_WHICH_REPORTS = re.compile(rf"[^;:\ue001-\ue003]{{0,80}}?,?\s(?:which|who)\s+{FINITE}\s+(?:[a-z]+\s+){{0,4}}$")
# `, and requests it to continue and` behind the name of who reports to somebody else
_REQUESTS_IT = cued(rf"{any_of(language().directive)}\s+it\s+(?:[a-z]+ly\s+|also\s+)?to\s")
# `Teams established by the` in front of "[Board] shall report to it"
_SET_UP_BY = re.compile(r"\b(?:established|created|set\s+up|convened|appointed)\s+(?:by|under)\s+(?:the\s+|its\s+)?$")
_SET_UP_BY_REACH = 40


def names_a_report(found: Masked, chain: Sequence[Predicate]) -> bool:
    """Whether the "it" of the last predicate is a report: `to complete its report and to submit it`."""
    if any(one.noun and not one.weak for one in chain[:-1]):
        return True
    head = chain[-1].head
    return bool(_REPORT.search(found.masked, found.sentence_start(head), head))


def names_something_reported(found: Masked, chain: Sequence[Predicate]) -> bool:
    """Whether what "it" stands for may be a report: results, a study, or anything else that is handed over as one."""
    if any(one.noun for one in chain) or _THESE_REPORTS.match(found.masked, chain[-1].end):
        return True
    return speaks_of_a_report(found, chain[-1].head)


def bodies_said_before(found: Masked, predicate: Predicate) -> tuple[Mention, ...]:
    """What "them" stands for: the bodies of the last list before that are not who reports."""
    before = [one for one in found.between(0, predicate.start) if one.kind == "body"]
    if before and _REPORTS_ITSELF.match(found.masked, before[-1].end, predicate.head + 1):
        before.pop()
    meant: list[Mention] = []
    for one in reversed(before):
        if meant and not _IN_A_LIST.fullmatch(found.masked, one.end, meant[0].start):
            break
        meant.insert(0, one)
    return tuple(meant)


def body_said_before(found: Masked, predicate: Predicate) -> tuple[Mention, ...]:
    """What "it" stands for: the last single body named before; empty without one, and where that is who reports.

    "It shall attend TDAG and brief it", "shall be set up by the Governing Body and shall report to it".
    """
    if speaks := _SPEAKS.match(found.masked):
        # "The European Council invites the Commission to report to it"
        return found.between(0, speaks.end("who"))[:1]
    *_, asked = [0, *(match.end() for match in _ASKS.finditer(found.masked, 0, predicate.start))]
    single = (
        one for one in reversed(found.between(asked, predicate.start)) if one.kind == "body" and len(one.names) == 1
    )
    last = next(single, None)
    if last is None:
        return ()
    if _WHICH_REPORTS.match(found.masked, last.end, predicate.head):
        # "Study Group 1 shall set up a task group, which shall report to it"
        before = next(single, None)
        return (before,) if before else ()
    if _REQUESTS_IT.search(found.masked, last.end, predicate.head):
        return ()
    set_up = _SET_UP_BY.search(found.masked[max(0, last.start - _SET_UP_BY_REACH) : last.start])
    others = found.between(last.end, predicate.start)
    other = any(_REPORTS_ITSELF.match(found.masked, one.end, predicate.head + 1) for one in others)
    # "Requests the Committee to take up the matter, and the Director to advise it"
    # Whoever "is kept informed" is told, not who tells.
    itself = (
        predicate.kind != "informed" and not other and _REPORTS_ITSELF.match(found.masked, last.end, predicate.head + 1)
    )
    return () if itself and not set_up else (last,)
