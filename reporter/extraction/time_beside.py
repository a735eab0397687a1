"""The time of a report that other words of its sentence tell: the work it reports on, the session that needs it."""

from __future__ import annotations

import re
from dataclasses import replace

from reporter.extraction.act import Act
from reporter.extraction.events import date_in, event_after, event_at_name
from reporter.extraction.masking import ANYBODY, Masked
from reporter.extraction.timing import Timing, frequency_in
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import alternatives, language

# `Decides that, ` in front of "every two years"
_THAT = re.compile(r"\s*(?:(?:[a-z]+\s+)?that\s*,?\s+)?")
# `[TDAG], to whose meetings the Director shall`
_TO_ITS_MEETINGS = cued(r"\b(?:to|at)\s+whose\s+(?:[a-z]+\s+)?(?:meetings|sessions)\b")
# `requests the [Office], within six months of its adoption and in consultation with others,` in front of "to"
_ASIDE = re.compile(
    rf"(?:(?!\bto\s)[^,;]){{3,80}}{ANYBODY},\s+(?P<term>(?:within|by|before|no\s+later\s+than|not\s+later\s+than)\s[^,;]{{3,120}}),(?:\s*,)?\s+to\s"
)
# `on the basis of a detailed` in front of "report"
_BASIS = cued(r"\b(?:on\s+the\s+basis\s+of|in\s+the\s+light\s+of|together\s+with)\s+(?:an?|the)\s*(?:[a-z-]+\s+){0,3}$")
# `shall review the schedule every three years and report on its review`: the report keeps step with the work
_WORKS = cued(rf"(?<![\w-]){alternatives(language().grammar.works)}(?![\w-])")
# `convene every two years a forum, and each time to report its conclusions`
_EACH_TIME = cued(r"\b(?:each\s+time|on\s+each\s+(?:such\s+)?occasion)\s*,?\s+(?:to\s+)?$")
_AND_BEFORE = re.compile(r"\band\s")
# `a survey every two years, the results of which shall be submitted`
_RESULTS_OF_IT = cued(
    r"\b(?:results|findings|outcomes?|conclusions)\s+of\s+which\b|\bwhose\s+(?:results|findings|outcomes?|conclusions)\b"
)
# `(Doha, 2026)`
_HELD = re.compile(r"\s*\([^()]{2,60}\)")
# ` and to` between a gathering and "inform that conference"
_AND_TO = re.compile(r"(?:\s*+,)?\s++and\s+(?:to\s+|shall\s+)?")
# ` at its thirtieth session and`, behind `address the [Committee]` and in front of "inform it"
_AT_A_SESSION_AND = re.compile(r"\s+(?:at|during)\s+(?:its|the|their)\s+[^,;:]{3,60}?\s+and\s+(?:to\s+|shall\s+)?")


def with_time_beside(found: Masked, act: Act, *, start: int, first: int) -> Act:
    """An act with the time that its sentence tells beside it, where its own words tell none.

    Args:
        found: The clause.
        act: The act.
        start: Where its phrase begins.
        first: Where the words begin in which its frequency may stand: with the report that it hands over.
    """
    if act.timing.frequency == "once" and act.timing.start < start and (rhythm := _of_beginning(found, start)):
        # "Each year, not later than 45 days before the meeting, the Chair shall report"
        return replace(act, timing=rhythm)
    if act.timing.frequency != "unspecified":
        return act
    timing = (
        _of_beginning(found, start)
        or _of_its_meetings(found, start, act.predicates[-1].head)
        or _of_work(found, act, first)
        or _of_aside(found, act)
        or _of_session_that_needs_it(found, act, start)
        or _of_that_session(found, act, start)
    )
    return replace(act, timing=timing) if timing else act


def _of_beginning(found: Masked, start: int) -> Timing | None:
    """The rhythm that a sentence begins with, whatever stands before its verb: `that once in two years, from 2030,`."""
    begin = found.sentence_start(start)
    said = _THAT.match(found.masked, begin)
    begin = said.end() if said else begin
    rhythm = frequency_in(found, begin, start, ())
    return rhythm if rhythm.frequency and rhythm.start == begin else None


def _of_its_meetings(found: Masked, start: int, head: int) -> Timing | None:
    """Every meeting of the one to whose meetings a report is brought."""
    match = _TO_ITS_MEETINGS.search(found.masked, found.sentence_start(start), head)
    return Timing("each-meeting", start=match.start()) if match else None


def _of_work(found: Masked, act: Act, first: int) -> Timing | None:
    """The time of the work that is reported on: `review it every three years and report`."""
    begin = found.sentence_start(first)
    if each := _EACH_TIME.search(found.masked, begin, act.predicates[-1].head):
        rhythm = frequency_in(found, begin, each.start(), ())
        return rhythm if rhythm.frequency else None
    if of_it := _RESULTS_OF_IT.search(found.masked, begin, act.predicates[-1].head):
        first = of_it.start()
    elif not _AND_BEFORE.search(found.masked[max(0, first - 5) : first + 4]):
        return None
    worked = [match.start() for match in _WORKS.finditer(found.masked, begin, first)]
    timings = [frequency_in(found, work, first, ()) for work in reversed(worked)]
    # "to conduct a survey by the end of 2027 and communicate the results": once, and then.
    timings += [date_in(found, work, first) for work in reversed(worked)]
    return next((one for one in timings if one.frequency), None)


def _of_aside(found: Masked, act: Act) -> Timing | None:
    """The term set off behind who is asked: `requests the [Office], within six months, to review it and to report`."""
    begin = found.sentence_start(act.start)
    aside = _ASIDE.match(found.masked, begin, act.predicates[-1].head)
    term = date_in(found, aside.start("term"), aside.end()) if aside else None
    return term if term and term.frequency else None


def _of_session_that_needs_it(found: Masked, act: Act, start: int) -> Timing | None:
    """The session for which a report is the basis: `at its eightieth session, on the basis of a report`."""
    begin = found.sentence_start(start)
    last = act.predicates[-1]
    noun = last.noun[0] if last.noun else start
    if not _BASIS.search(found.masked[begin:noun]):
        return None
    session = event_after(found, begin, noun)
    return session if session.event else None


def _past_parentheses(found: Masked, end: int) -> int:
    """The end of the parentheses that may follow a name: `(Doha, 2026)`."""
    match = _HELD.match(found.masked, end)
    return match.end() if match else end


def _of_that_session(found: Masked, act: Act, start: int) -> Timing | None:
    """The session at which the recipient is met: `address the Committee at its thirtieth session and inform it`."""
    begin = found.sentence_start(start)
    for one in reversed(found.between(begin, start)):
        if one.names == act.recipients:
            if _AND_TO.fullmatch(found.masked, _past_parentheses(found, one.end), act.predicates[-1].head):
                # "to bring it to the attention of the next conference and to inform that conference"
                said = event_at_name(found, one.start, one.names[0])
                return said if said.frequency == "once" else None
            met = _AT_A_SESSION_AND.fullmatch(found.masked, one.end, act.predicates[-1].head)
            session = event_after(found, *met.span()) if met else None
            return session if session and session.event else None
    return None
