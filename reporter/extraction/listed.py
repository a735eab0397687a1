"""Reports that a list names below the words that hand them over: `to submit to the Council:`, then `a) a report`."""

from __future__ import annotations

import re

from reporter.extraction.act import Act
from reporter.extraction.acts import names_of
from reporter.extraction.events import event_after
from reporter.extraction.grammar import is_permission
from reporter.extraction.masking import Masked
from reporter.extraction.predicate import Predicate
from reporter.extraction.predicates import is_denied
from reporter.extraction.recipients import NAMES
from reporter.extraction.report_nouns import NOUN
from reporter.extraction.timing import NOTHING, choose, frequency_in
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import language

_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `a detailed report`, `once a year, an overview`, at the beginning of an item
_A_REPORT = re.compile(
    r"(?:(?:at|by|before|in|on|every|each|once|twice|within|not|no|annually|biennially|quarterly)\b[^;:]{0,80}?,?\s+)?"
    r"(?:an?|the|its|his|her|their)\s+(?:(?!of\b|on\b|to\b|for\b)[\w-]+\s+){0,4}?"
    rf"(?P<noun>{language().nouns})(?=\s*(?:[,;.]|$)|\s+(?:on|of|about|concerning|regarding|as\s+to|for|by|with|in|at|from|to|which|that|and"
    r"|[a-z]+ing|[a-z]+ed)\b)",
    re.IGNORECASE,
)
# `to submit, through the [Group], to the [Council]:`, `to provide the [Council] with:`
_HANDS_OVER = cued(
    rf"{_START}{language().convey}(?:\s*,[^,;:]{{0,80}},)?\s+(?:to\s+(?P<list>{NAMES})|(?P<given>{NAMES})(?=(?:\s*,[^,;:]{{0,80}},)?\s+with\b))"
    r"(?P<rest>[^;:]{0,160}):\s*$"
)


# `the following support`, behind "give to TDAG"
_OTHER_THINGS = re.compile(r"\bfollowing\s+(?!reports?|documents?|information)[a-z]+")


def may_be_listed(low: str) -> bool:
    """A cheap test that every item passes that names a report and nothing that is done."""
    return _A_REPORT.match(low) is not None


def listed_act(found: Masked, lead: Masked) -> Act | None:
    """The act of an item that names a report and nothing that is done; None for any other.

    Args:
        found: The item.
        lead: The words that it is nested in: they say to whom, and when where the item does not.
    """
    report = _A_REPORT.match(found.masked)
    hands = _HANDS_OVER.search(lead.masked) if report else None
    if report is None or hands is None or NOUN.search(hands["rest"]) or _OTHER_THINGS.search(hands["rest"]):
        return None
    above = Predicate("convey", hands.start(), hands.start(), hands.end())
    if is_permission(lead, above.head) or is_denied(lead, above):
        return None
    noun = report.span("noun")
    name = "list" if hands["list"] else "given"
    bodies = [one for one in lead.between(*hands.span(name)) if one.kind == "body"]
    if not bodies:
        return None
    end = len(found.masked)
    timing = choose(NOTHING, frequency_in(found, 0, end, [noun]), event_after(found, 0, end), NOTHING)
    if timing.frequency in (None, "unspecified"):
        until = len(lead.masked)
        rhythm = frequency_in(lead, hands.start(), until, ())
        timing = choose(NOTHING, rhythm, event_after(lead, hands.end(name), until), NOTHING)
    return Act(0, end, names_of(bodies), timing, (Predicate("convey", 0, 0, 0, noun),))
