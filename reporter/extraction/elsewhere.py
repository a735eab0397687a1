"""Reports that no body gets: an official, Member States, or others by no name."""

from __future__ import annotations

import re

from reporter.extraction.heads import begins_with_somebody
from reporter.extraction.masking import BODY, MEMBERS, OFFICIAL, Masked
from reporter.extraction.predicate import Predicate
from reporter.vocabulary.cued import cued

# `a report to the [Secretariat]`, `provide the [Secretariat] with its reports`: it goes to somebody who is no body
_TO_SOMEBODY_ELSE = cued(rf"(?<![\w-])to\s+(?:(?:the|all|its)\s+){{0,2}}[{OFFICIAL}{MEMBERS}]")
_TO_OTHERS = re.compile(r"\s+(?:back\s+)?to\s+(?:(?:the|all|its|their|both)\s+){0,2}(?P<others>[a-z][a-z -]{2,80})")
# `transmit the reports to all conferences on the matter`
_TO_ALL = re.compile(r"(?<![\w-])to\s+all\s+(?P<others>(?:[a-z-]+\s+){0,2}[a-z-]+s)\b")
_TELLS_SOMEBODY_ELSE = re.compile(rf"\s+(?:to\s+)?(?:(?:the|its|all)\s+){{0,2}}[{OFFICIAL}{MEMBERS}]")
# `provide the Environment Ministers with a report`
_GIVES_OTHERS = re.compile(
    rf"\s+(?:the|all|its|their)\s+(?!{BODY})[^,;:\ue001]{{3,80}}?\s+with\s+(?:an?|the|its|regular|annual|periodic|detailed|written)\s"
)


def goes_to_somebody_else(found: Masked, predicate: Predicate, end: int) -> bool:
    """Whether an official or members get it, or others by no name: `to communicate to the judicial authorities`."""
    others = _TO_OTHERS.match(found.masked, predicate.end, end)
    if (others and begins_with_somebody(others["others"])) or _GIVES_OTHERS.match(found.masked, predicate.end, end):
        return True
    to_all = _TO_ALL.search(found.masked, predicate.end, end)
    if to_all and begins_with_somebody(to_all["others"]):
        return True
    return bool(
        _TELLS_SOMEBODY_ELSE.match(found.masked, predicate.end, end)
        or _TO_SOMEBODY_ELSE.search(found.masked, predicate.end, end)
    )
