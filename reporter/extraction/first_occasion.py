"""The first of many reports, where words beside the rhythm name its occasion: `starting in 2027, every year`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reporter.extraction.act import Act
from reporter.extraction.events import DATES, SESSION, date_timing, event_at_name, session_timing
from reporter.extraction.masking import BODY, Masked
from reporter.extraction.timing import NOTHING, Timing
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import alternatives, language

_MONTHS = alternatives([month.lower() for month in language().months])
_EDGE = r"(?:the\s+(?:end|beginning|start)\s+of\s+)?"
_LEAD = rf"(?:(?:(?:no|not)\s+later\s+than|in|at|on|by|with|for|to|during|before|of)\s+)?{_EDGE}"
# `starting`, `as from`: behind a rhythm, a recipient or a comma, but not in "the programme starting in 2027"
_STARTING = cued(
    r"(?<![\w-])(?:(?:starting|beginning|commencing|effective)(?:\s+(?:as\s+)?from)?|as\s+(?:from|of)|with\s+effect\s+from"
    rf"|from)\s+{_LEAD}"
)
_BEFORE_STARTING = re.compile(
    rf"(?:,|[{BODY}]|\b(?:years?|months?|weeks?|days|quarter|biennium|triennium|quadrennium|[a-z]+ly|basis|intervals?"
    r"|sessions?|meetings?|and))\s*$"
)
_BEFORE_REACH = 16
# `the next` in front of "[WTSA]"
_UP_TO_NAME = re.compile(rf"(?:the\s+)?(?:{language().next_words}\s+)?")
_NAME_REACH = 120
THE_FIRST = (
    r"(?:the|its|his|her|their)\s+first(?:\s+(?:such\s+|of\s+(?:these|those|such)\s+)?(?:reports?|updates?|briefings?|one|time)"
    r"|\s+of\s+(?:which|them|these)|(?=\s+(?:to|by|in|at|no|not|being|due)\s))"
)
"""A pattern, for masked text: the first of the reports that are asked for: `the first of which`, `the first report`."""
# `for the first time in 2027`, `the first report being due in 2027`, `the first of which shall be submitted by`
_THE_FIRST = cued(
    rf"(?<![\w-])(?:for\s+the\s+first\s+time|{THE_FIRST})(?:\s+[a-z]+){{0,6}}?\s+"
    rf"(?:(?:no|not)\s+later\s+than|in|at|on|by|to|during|before)\s+{_EDGE}(?=\d|its|the\s|{_MONTHS}\s)"
)
# `the first of which shall be` in front of "submitted"
_OF_THE_FIRST = re.compile(rf"(?<![\w-]){THE_FIRST}(?:\s+[a-z]+){{0,3}}\s+$")
_OF_THE_FIRST_REACH = 60
_SESSION = re.compile(SESSION)
_DATES = tuple(re.compile(one) for one in DATES)


def with_first_occasion(found: Masked, act: Act, *, start: int, end: int) -> Act:
    """An act that is asked for again and again with the event or date of its first report, where the words name one.

    Args:
        found: The clause.
        act: The act.
        start: Where its phrase begins.
        end: Where its phrase ends.
    """
    timing = act.timing
    if timing.frequency in ("once", "unspecified") or timing.event or timing.date:
        return act
    for at in _openings(found, start, end):
        first = _occasion(found, at, end)
        if first.event or first.date:
            return replace(act, timing=replace(timing, event=first.event, date=first.date))
    return act


def is_of_the_first(found: Masked, head: int) -> bool:
    """Whether a verb says of the first report only when it is due: `the first of which shall be submitted in 2027`."""
    return bool(_OF_THE_FIRST.search(found.masked, max(0, head - _OF_THE_FIRST_REACH), head))


def _openings(found: Masked, start: int, end: int) -> Iterator[int]:
    """Where the occasions may stand."""
    for one in _STARTING.finditer(found.masked, start, end):
        if _BEFORE_STARTING.search(found.masked, max(start, one.start() - _BEFORE_REACH), one.start()):
            yield one.end()
    yield from (one.end() for one in _THE_FIRST.finditer(found.masked, start, end))


def _occasion(found: Masked, at: int, end: int) -> Timing:
    """The conference, session, day, month or year that stands at an offset."""
    named = next(iter(found.between(at, at + _NAME_REACH)), None)
    if named and _UP_TO_NAME.fullmatch(found.masked, at, named.start):
        event = named.event or event_at_name(found, named.start, named.names[0]).event
        return Timing("once", event, start=at)
    if session := _SESSION.match(found.masked, at, end):
        return session_timing(session)
    for pattern in _DATES:
        if day := pattern.match(found.masked, at, end):
            return date_timing(day, found)
    return NOTHING
