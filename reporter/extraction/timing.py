"""How often and for when a report is asked: frequencies, events, dates, in the words around an act."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from reporter.extraction.mentions import BODY
from reporter.vocabulary.language import language


@dataclass(frozen=True, slots=True)
class Timing:
    """How often, or for which event.

    Attributes:
        frequency: A value of the contract; None where the words say nothing.
        event: `next PP`, `80th session`, `PP-26`, `2027`; None without one.
        date: A date that the words give; None without one.
        start: Offset where the wording stands; -1 without one.
    """

    frequency: str | None = None
    event: str | None = None
    date: date | None = None
    start: int = -1


NOTHING = Timing()


def frequency_in(masked: str, start: int, end: int, nouns: Iterable[tuple[int, int]], code: str = "en") -> Timing:
    """The wording that says how often, between two offsets; the earliest one wins, an adverb before an adjective.

    Args:
        masked: The masked text.
        start: Where to begin.
        end: Where to stop.
        nouns: Offsets of what is handed over: an adjective counts only in front of one of them.
    """
    found: list[tuple[int, int, str]] = []
    for order, words in enumerate(language(code).frequencies):
        for match in words.adverb.finditer(masked, start, end):
            if not _is_until(masked, match.start()):
                found.append((match.start(), order, words.value))
        if words.adjective:
            for noun_start, noun_end in nouns:
                for match in words.adjective.finditer(masked, max(start - 60, noun_start - 60), noun_end):
                    if re.fullmatch(r"(?:[\s,]+(?:and\s+)?[\w-]+){0,4}?\s+", masked[match.end() : noun_start]):
                        found.append((match.start(), order, words.value))
    found += _unknown_intervals(masked, start, end)
    if not found:
        return NOTHING
    each = [one for one in found if one[2] == "each-meeting"]
    chosen = min(found, key=lambda one: (one[0], one[1]))
    if each and chosen[2] in ("periodic",):
        chosen = each[0]
    return Timing(chosen[2], start=chosen[0])


def _is_until(masked: str, start: int) -> bool:
    """Whether a wording belongs to something else: "until the end of every …"."""
    return bool(
        re.search(
            r"\b(?:until|held|meets?|convened|hosts?|organized|published)\s+$", masked[max(0, start - 14) : start]
        )
    )


def _unknown_intervals(masked: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Intervals that no value of the contract names: "every eighteen months", "every 45 days": periodic."""
    known = "two|three|four|six|twelve|second|third|fourth|other|2|3|4|6|12|30|thirty|90|ninety|180"
    pattern = re.compile(rf"\bevery\s+(?!(?:{known})\b)(?:\w+|\d+)\s+(?:days|weeks|months|years)\b", re.IGNORECASE)
    return [(match.start(), 99, "periodic") for match in pattern.finditer(masked, start, end)]


def event_after(masked: str, text: str, start: int, end: int, code: str = "en") -> Timing:
    """The event or date that words after a recipient name: `at its eightieth session`, `by 15 October 2026`."""
    session = _session_pattern(code).search(masked, start, end)
    found: list[Timing] = []
    if session and not _is_until(masked, session.start()):
        found.append(_session(session, code))
    for pattern in _date_patterns(code):
        match = pattern.search(masked, start, end)
        if match and not re.search(
            r"\b(?:until|since|of|from|adopted|before\s+which)\s+$", masked[max(0, match.start() - 12) : match.start()]
        ):
            found.append(_date(match, code))
            break
    if not found:
        return NOTHING
    when = next((one.date for one in found if one.date), None)
    event = next((one.event for one in found if one.event), None)
    return Timing("once", event, when, min(one.start for one in found))


def date_in(masked: str, start: int, end: int, code: str = "en") -> Timing:
    """A date or term that holds for all recipients before it: `no later than six months before the next WTSA`."""
    for pattern in _date_patterns(code):
        match = pattern.search(masked, start, end)
        if match and re.match(r"by|before|no|not|prior|within", match[0], re.IGNORECASE):
            return _date(match, code)
    return NOTHING


def event_before(masked: str, offset: int, name: str, code: str = "en") -> Timing:
    """What the words right before a name say of the gathering meant.

    `the next [WTSA]` is an event; `each session of the [Council]` is every meeting; `the 2027 session of the
    [Council]` is an event.
    """
    before = masked[max(0, offset - 90) : offset]
    if match := _each_before(code).search(before):
        return Timing("each-meeting", start=offset - len(before) + match.start())
    if match := _next_before(code).search(before):
        event = (
            f"next {name}"
            if not match["session"]
            else "next session"
            if "session" in match["session"]
            else "next meeting"
        )
        return Timing("once", event, start=offset - len(before) + match.start())
    if match := _numbered_before(code).search(before):
        found = _session(match, code)
        event = found.event
        if match["ordinal"] and not match["word"]:
            event = f"{_ordinal_text(match['ordinal'], code)} {name}"
        return Timing("once", event, start=offset - len(before) + match.start())
    return NOTHING


@cache
def _each_before(code: str) -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:each|every)\s+(?:(?:ordinary|regular|annual|future|subsequent|plenary|successive)\s+)*(?:(?:sessions?|meetings?)\s+of\s+)?(?:(?:the|its|their)\s+)?$|"
        r"(?<![\w-])(?:each|every)\s+one\s+of\s+(?:the|its)\s+(?:sessions|meetings)\s+of\s+(?:the\s+)?$|"
        r"(?<![\w-])all\s+(?:future\s+|subsequent\s+)?(?:sessions|meetings)\s+of\s+(?:the\s+)?$",
        re.IGNORECASE,
    )


@cache
def _next_before(code: str) -> re.Pattern[str]:
    words = language(code)
    return re.compile(
        rf"(?<![\w-])(?:the|its|their|to|at|a)?\s*(?:immediately\s+)?{words.next_words}\s+(?:(?:ordinary|regular|annual|plenary|competent|relevant)\s+)*(?P<session>(?:{words.session_words}\s+of\s+)?)(?:the\s+)?(?:ITU\s+)?$",
        re.IGNORECASE,
    )


@cache
def _session_words() -> str:
    return r"(?:(?:regular|ordinary|annual|substantive|plenary|resumed|main|autumn|spring|formal)\s+)*(?P<word>sessions?|meetings?)"


@cache
def _ordinal_words(code: str) -> str:
    words = sorted(language(code).ordinals, key=lambda one: -len(one))
    spelt = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace(r"\-", r"[-\s]") for one in words)
    return rf"(?P<ordinal>{spelt}|\d{{1,3}}(?:st|nd|rd|th))"


@cache
def _numbered_before(code: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:(?:{_ordinal_words(code)}|(?P<year>(?:19|20)\d\d))\s+(?:\((?:19|20)\d\d\)\s+)?(?:{_session_words()}\s+of\s+)?|(?P<first>first)\s+(?P<one>meeting|session)\s+of\s+)(?:the\s+)?$",
        re.IGNORECASE,
    )


@cache
def _session_pattern(code: str) -> re.Pattern[str]:
    words = language(code)
    return re.compile(
        rf"(?<![\w-])(?:at|during|in|to|for|before|by|prior\s+to|in\s+advance\s+of|ahead\s+of|in\s+time\s+for|on\s+the\s+occasion\s+of|no\s+later\s+than|not\s+later\s+than|within)\s+(?:(?:its|the|their|a)\s+)?"
        rf"(?:(?:{_ordinal_words(code)}|(?P<year>(?:19|20)\d\d)|(?P<next>{words.next_words}))\s+(?:\((?P<year2>(?:19|20)\d\d)\)\s+)?(?:[{BODY}]+\s+)?{_session_words()}"
        rf"|(?P<plain>(?:sessions?|meetings?))\s+(?:to\s+be\s+held\s+)?in\s+(?:[A-Z][a-z]+\s+)?(?P<year3>(?:19|20)\d\d))(?:\s*(?:,\s*)?(?:to\s+be\s+held\s+)?in\s+(?P<year4>(?:19|20)\d\d))?",
        re.IGNORECASE,
    )


def _session(match: re.Match[str], code: str) -> Timing:
    groups = match.groupdict()
    if groups.get("ordinal"):
        number = _ordinal_text(groups["ordinal"], code)
        word = (groups.get("word") or "session").lower().rstrip("s")
        if number == "1st":
            year = groups.get("year4") or groups.get("year2")
            return Timing("once", f"first {word}" + (f" in {year}" if year else ""), start=match.start())
        return Timing("once", f"{number} {word}", start=match.start())
    if groups.get("next"):
        return Timing("once", f"next {groups['word'].lower().rstrip('s')}", start=match.start())
    year = groups.get("year") or groups.get("year3")
    word = (groups.get("word") or groups.get("plain") or "session").lower().rstrip("s")
    return Timing("once", f"{year} {word}" if year else None, start=match.start())


def _ordinal_text(words: str, code: str) -> str:
    """`eightieth` -> `80th`."""
    folded = re.sub(r"\s+", " ", words.lower())
    number = int(re.sub(r"\D", "", folded)) if folded[0].isdigit() else _ordinal_value(folded, code)
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _ordinal_value(words: str, code: str) -> int:
    numbers = language(code).ordinals
    for spelling in (words, words.replace(" ", "-"), words.replace("-", " ")):
        if spelling in numbers:
            return numbers[spelling]
    return 0


@cache
def _date_patterns(code: str) -> tuple[re.Pattern[str], ...]:
    months = "|".join(language(code).months)
    lead = (
        r"(?<![\w-])(?:by|before|no\s+later\s+than|not\s+later\s+than|prior\s+to|on|on\s+or\s+before|by\s+the\s+end\s+of|before\s+the\s+end\s+of|at\s+the\s+end\s+of|in|during|"
        r"in\s+the\s+course\s+of|at\s+the\s+latest\s+(?:by|in)|as\s+early\s+as\s+possible\s+in|early\s+in|late\s+in|towards\s+the\s+end\s+of|in\s+the\s+(?:first|second|third|fourth|last)\s+(?:quarter|half)\s+of|until)\s+(?:the\s+end\s+of\s+)?(?:(?:early|late|mid-?|the\s+year|the\s+calendar\s+year)\s*)?"
    )
    return (
        re.compile(
            rf"{lead}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{months})\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE
        ),
        re.compile(rf"{lead}(?P<month>{months})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE),
        re.compile(rf"{lead}(?P<month>{months})\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE),
        re.compile(rf"{lead}(?P<year>(?:19|20)\d\d)(?![\d-])", re.IGNORECASE),
        re.compile(
            r"(?<![\w-])(?:within\s+(?:a\s+period\s+of\s+)?(?:\w+|\d+)\s+(?:days|weeks|months|years?)|(?:no|not)\s+later\s+than\s+(?:\w+|\d+)\s+(?:days|weeks|months|years?)|"
            r"in\s+(?:\w+|\d+)\s+(?:days|months|years)(?:'\s+time)?(?=\s*[,;.]|\s+(?:time|on|a|from|after)\b|$)|at\s+the\s+end\s+of\s+(?:its|their|the)\s+(?:mandate|work|study\s+period|project|pilot|trial|four-year\s+period|period|term|phase|studies|pilot\s+phase)|(?:upon|on)\s+(?:the\s+)?completion|upon\s+its\s+conclusion|when\s+(?:it\s+is\s+)?completed)",
            re.IGNORECASE,
        ),
    )


def _date(match: re.Match[str], code: str) -> Timing:
    groups = match.groupdict()
    if not groups.get("year"):
        return Timing("once", re.sub(r"\s+", " ", match[0]), start=match.start())
    year = int(groups["year"])
    if match[0].lower().startswith("until"):
        return NOTHING
    if groups.get("month"):
        month = [one.lower() for one in language(code).months].index(groups["month"].lower()) + 1
        if groups.get("day"):
            try:
                return Timing("once", None, date(year, month, int(groups["day"])), match.start())
            except ValueError:
                return NOTHING
        return Timing("once", f"{groups['month']} {year}", start=match.start())
    return Timing("once", str(year), start=match.start())
