"""How often a report is asked for: the wordings of frequency around an act, and which of them holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from reporter.extraction.masking import BODY, Masked
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import FrequencyWords, language

# `until the end of every`, `meets each`: the rhythm of something else
_OF_SOMETHING_ELSE = re.compile(r"\b(?:until|(?<!to\sbe\s)held|meets?|convened|hosts?|organized|published)\s+$")
_SOMETHING_ELSE_REACH = 14

# `every eighteen months`: an interval that no value of the record names
_INTERVAL = cued(r"\bevery\s+\w+\s+(?:days|weeks|months|years)\b")
# `at every [TSAG] meeting`
_MEETING_OF = cued(
    rf"(?<![\w-])(?:each|every)\s+(?:of\s+)?(?:[a-z]+\s+){{0,2}}{BODY}++(?:'s)?\s+(?:[a-z]+\s+)?(?:meeting|session)s?\b"
)
_WITHIN = 12
"""Characters behind "at" in which the rhythm of a session stands that is named: "at its annual session of 2027"."""
_OF_SESSIONS = ("each-meeting", "annual")
"""Rhythms that the words of one session may hold: "at its annual session of 2027"."""
_SAME_WORDING = 3
"""Characters: wordings that begin not farther apart are one ("at least every two years", "every two years")."""

_SAME_PHRASE = 40
"""Characters between "regular" and the interval that says how regular: `regular reports every six months`."""

# `in his annual report`, `as part of its annual reporting`: a report that is made anyway
_OF_A_REPORT_MADE_ANYWAY = re.compile(
    r"\b(?:his|her|its|their|part\s+of\s+the)\s+(?:(?:respective|own|regular|next|[a-z]+(?:th|nd|rd|st))\s+)?$"
)
_MADE_ANYWAY_REACH = 35
_AT_A_MEETING = re.compile(r"at\s+(?:its|their|the)\s+[a-z]+\s+(?:meetings|sessions)\b")

# `and subsequently every two years`, `and every two years thereafter`
# `at its 2027 session, and every two years`
_SUBSEQUENTLY = re.compile(
    r"\b(?:(?:subsequently|thereafter|then)[\s,]+|(?:sessions?|meetings?|(?:19|20)\d\d)\s*,?\s+and\s+)(?:at\s+least\s+)?$"
)
_SUBSEQUENTLY_REACH = 24
_THEREAFTER = re.compile(r"[^,;]{0,30}?\bthereafter\b")

# Between an adjective and its noun: `an annual, detailed and public report`
_MORE_ADJECTIVES = re.compile(
    r"(?:[\s,]+(?:and\s+)?(?!(?:the|an?|its|his|her|their|sessions?|meetings?|to|shall)\b)[\w-]+){0,4}?\s+"
)
_ADJECTIVE_REACH = 60

NEXT_REPORT = "next report"
"""The event of a report that is made anyway: `in his next annual report`."""
EVENT_SEPARATOR = "; "
"""Between the events of a report that is for several, one for each recipient in order."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How often, or for which event.

    Attributes:
        frequency: A value of the record; None where the words say nothing.
        event: `next PP`, `80th session`, `PP-26`, `2027`; None without one.
        date: A date that the words give; None without one.
        start: Offset where the wording stands; -1 without one.
        aside: True where it is the rhythm of a report made anyway: `as part of his annual reporting`.
        onwards: True where it says what comes after a first report: `and subsequently every two years`.
        begins: True where it is the first event of several: `starting in 2027`.
    """

    frequency: str | None = None
    event: str | None = None
    date: date | None = None
    start: int = -1
    aside: bool = False
    onwards: bool = False
    begins: bool = False


NOTHING = Timing()
UNSPECIFIED = Timing("unspecified")


def frequency_in(found: Masked, start: int, end: int, nouns: Iterable[tuple[int, int]]) -> Timing:
    """The wording between two offsets that says how often; `NOTHING` where none does.

    The earliest wording wins; where two begin together, the order of the data decides. A meeting goes before
    "regularly": "regularly, at each of its meetings".

    Args:
        found: The clause.
        start: Where to begin.
        end: Where to stop.
        nouns: Offsets of what is handed over: an adjective counts only in front of one of them.
    """
    wordings = [
        (at, order, words.value)
        for order, words in _frequencies(found)
        for at in (*_adverbs(found, words, start, end), *_adjectives(found, words, start, nouns))
    ]
    last = len(language().frequencies)
    wordings += [
        (match.start(), last, "periodic")
        for match in _INTERVAL.finditer(found.masked, start, end)
        if not any(abs(match.start() - at) < _SAME_WORDING for at, _, _ in wordings)
    ]
    wordings += [
        (match.start(), last, "each-meeting")
        for match in _MEETING_OF.finditer(found.masked, start, end)
        if not is_of_something_else(found, match.start())
    ]
    if not wordings:
        return NOTHING
    at, _, value = min(wordings)
    meetings = [one for one, _, each in wordings if each == "each-meeting"]
    if value == "periodic" and meetings:
        return Timing("each-meeting", start=meetings[0])
    near = [one for one in wordings if one[2] not in ("periodic", "each-meeting") and one[0] - at < _SAME_PHRASE]
    if value == "periodic" and near:
        # "regular reports every six months"
        at, _, value = min(near)
    if _AT_A_MEETING.match(found.masked, at):
        # "at its September meetings, a biennial report": the adjective says how often, the meetings only where.
        of_reports = [
            (place, order, words.value)
            for order, words in _frequencies(found)
            for place in _adjectives(found, words, start, nouns)
        ]
        at, _, value = min(of_reports, default=(at, last, value))
    aside = bool(_OF_A_REPORT_MADE_ANYWAY.search(found.masked[max(0, at - _MADE_ANYWAY_REACH) : at]))
    return Timing(value, start=at, aside=aside, onwards=_comes_after_a_first(found, at))


def _comes_after_a_first(found: Masked, at: int) -> bool:
    """Whether a wording says how often a report is made after a first one."""
    before = found.masked[max(0, at - _SUBSEQUENTLY_REACH) : at]
    return bool(_SUBSEQUENTLY.search(before) or _THEREAFTER.match(found.masked, at))


@lru_cache(maxsize=2)
def _frequencies(found: Masked) -> tuple[tuple[int, FrequencyWords], ...]:
    """The frequencies, each with its place in the data, of which any wording occurs in a text at all."""
    return tuple(
        (order, words)
        for order, words in enumerate(language().frequencies)
        if words.adverb.search(found.masked) or (words.adjective and words.adjective.search(found.masked))
    )


# `the quarterly revenue`: an adjective of something else, though it is spelt as the adverb
_AN_ADJECTIVE = re.compile(r"(?<![\w-])(?:the|its|their|his|her|an?|this|these|those)\s+$")
# `to [A] and [B] at their next regular sessions`: one of each
_NEXT_OF_EACH = re.compile(
    r"(?:at|during|in|for|to)\s+their\s+(?:respective\s+)?(?:next|forthcoming|following)\s+(?!\d|two\s|three\s|four\s|five\s|and\s|session\s+and\s|meeting\s+and\s)"
)
_BEFORE_A_NOUN = re.compile(r"[a-z]+ly\s+[a-z]")


def _adverbs(found: Masked, words: FrequencyWords, start: int, end: int) -> list[int]:
    matches = words.adverb.finditer(found.masked, start, end)
    return [
        match.start()
        for match in matches
        if not is_of_something_else(found, match.start())
        and not _is_adjective(found, match)
        and not _NEXT_OF_EACH.match(found.masked, match.start())
    ]


def _is_adjective(found: Masked, match: re.Match[str]) -> bool:
    before = found.masked[max(0, match.start() - _SOMETHING_ELSE_REACH) : match.start()]
    return bool(
        _BEFORE_A_NOUN.match(found.masked, match.start())
        and match[0].isalpha()
        and _AN_ADJECTIVE.search(before)
        and not match[0].endswith("ally")
    )


# `under the quadrennial` in front of "policy review"
_OF_A_KNOWN_REVIEW = re.compile(r"\b(?:of|on|for|in|under|during|to|with|by|following|after|at)\s+the\s+(?:\d{4}\s+)?$")
_ANOTHER_WORK_REACH = 24
# `in addition to the` in front of "annual report": another report
_BESIDES = re.compile(
    r"\b(?:in\s+addition\s+to|besides|apart\s+from|aside\s+from|beyond|independently\s+of|without\s+waiting\s+for|outside)"
    r"\s+(?:(?:the|its|his|her|their|an?)\s+)?$"
)
_BESIDES_REACH = 40
_OF_ANOTHER_WORK = re.compile(r"\b(?:for|under|on|during|following)\s+(?:the|its|their)\s+(?:[a-z-]+\s+)?$")


def _adjectives(found: Masked, words: FrequencyWords, start: int, nouns: Iterable[tuple[int, int]]) -> list[int]:
    if words.adjective is None:
        return []
    return [
        match.start()
        for noun, end in nouns
        for match in words.adjective.finditer(
            found.masked, max(0, start - _ADJECTIVE_REACH, noun - _ADJECTIVE_REACH), end
        )
        if _MORE_ADJECTIVES.fullmatch(found.masked, match.end(), noun)
        and not _is_of_another_work(found, match.start(), noun)
        and not _BESIDES.search(found.masked[max(0, match.start() - _BESIDES_REACH) : match.start()])
        and not found.masked.endswith(("the final ", "the last "), 0, match.start())
    ]


def _is_of_another_work(found: Masked, at: int, noun: int) -> bool:
    """Whether a rhythm is that of a work known by it, not of a report: `in the context of the triennial review`."""
    if found.masked.startswith("report", noun):
        return False
    before = found.masked[max(0, at - _ANOTHER_WORK_REACH) : at]
    known = _OF_A_KNOWN_REVIEW if found.masked.startswith("review", noun) else _OF_ANOTHER_WORK
    return bool(known.search(before))


def is_of_something_else(found: Masked, at: int) -> bool:
    """Whether a wording of time belongs to something else: "until the end of every …", "which meets every year"."""
    return bool(_OF_SOMETHING_ELSE.search(found.masked[max(0, at - _SOMETHING_ELSE_REACH) : at]))


def _is_within(general: Timing, event: Timing) -> bool:
    """Whether the words of a rhythm are those that name an event."""
    return -_SAME_WORDING < general.start - event.start < _WITHIN


def _says_which(timing: Timing) -> bool:
    """Whether an event is one by number or year."""
    return timing.event is not None and timing.event[0].isdigit()


def choose(local: Timing, general: Timing, after: Timing, shared: Timing) -> Timing:
    """Which timing holds for a recipient.

    Args:
        local: What stands right before its name ("the next …", "each meeting of …").
        general: How often, in its part of the words.
        after: The event or date that its part names.
        shared: What is said for all parts.
    """
    if local.frequency in _OF_SESSIONS:
        return local
    if local.frequency == "once" and general.onwards:
        return replace(general, event=local.event, date=after.date)
    if local.frequency == "once":
        return replace(local, date=after.date) if after.date else local
    if general.aside and (_says_which(after) or after.event == NEXT_REPORT):
        return after
    if general.frequency in _OF_SESSIONS and _says_which(after) and _is_within(general, after) and not after.begins:
        # "at their seventieth sessions", "at its annual session of 2027", but "at its subsequent sessions"
        return after
    if general.frequency and after.date:
        # "by 30 June 2027, and every two years thereafter": the first of them has a date.
        return replace(general, date=after.date)
    if general.onwards and after.event:
        return replace(general, event=after.event)
    for timing in (general, after, shared):
        if timing.frequency:
            return timing
    return UNSPECIFIED
