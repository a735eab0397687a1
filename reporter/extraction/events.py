"""For when a one-off report is asked: sessions, conferences, dates and terms in the words around an act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reporter.extraction.masking import BODY, ROUTE_SESSION, Masked
from reporter.extraction.ordinals import ORDINAL, ORDINALS, in_figures
from reporter.extraction.timing import EVENT_SEPARATOR, NEXT_REPORT, NOTHING, Timing, is_of_something_else
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import language

_WORDS = language()
_START = r"(?<![\w-])"
_YEAR = r"(?:19|20)\d\d"
_MONTHS = [month.lower() for month in _WORDS.months]
# `2027`, `2027 and 2028`, `2026, 2027 and 2028`
_YEARS = rf"{_YEAR}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){_YEAR}){{0,8}}"

# `regular session`, `meeting`
_KIND_OF_GATHERING = (
    r"(?:(?:regular|ordinary|annual|substantive|organizational|plenary|resumed|main|autumn|spring|formal|special|respective"
    r"|extraordinary|intersessional|informal|joint|open|open-ended|full|virtual|hybrid|in-person|statutory|first|last|final)\s+){0,4}"
)
_HELD = (
    r"sessions?|meetings?|summits?|(?:(?:high-level|coordination|humanitarian(?:\s+affairs)?|management|ministerial|integration"
    r"|partnership|operational\s+activities(?:\s+for\s+development)?)\s+)?segments?"
)
_MONTH_NAMES = rf"(?:{'|'.join(_MONTHS)})"
_GATHERING = rf"{_KIND_OF_GATHERING}(?P<word>{_HELD})"

# Right before a name: `each session of the`, `every`, `all future meetings of the`
_EACH_BEFORE = cued(
    rf"{_START}(?:(?:each|every)\s+(?:(?:ordinary|regular|annual|biennial|future|subsequent|plenary|successive|competent)\s+){{0,4}}"
    r"(?:(?:sessions?|meetings?)\s+of\s+)?(?:(?:the|its|their)\s+)?"
    r"|(?:each|every)\s+one\s+of\s+(?:the|its)\s+(?:sessions|meetings)\s+of\s+(?:the\s+)?"
    r"|(?:all\s+(?:future\s+|subsequent\s+)?|the\s+(?:future|subsequent|following|succeeding)\s+)(?:sessions|meetings)\s+of\s+(?:the\s+)?)$"
)
# `to the annual meeting of the`
_ANNUAL_BEFORE = cued(
    rf"{_START}(?:the|its|their|each|every)\s+annual\s+(?:[a-z-]+\s+)?(?:meetings?|sessions?|conferences?)\s+of\s+(?:the\s+)?$"
)
# `the 2023 and subsequent sessions of the`
_AND_SUBSEQUENT_BEFORE = cued(
    rf"(?:{_YEAR}|next|first)\s+and\s+(?:all\s+)?(?:subsequent|future|following|succeeding|ensuing)\s+"
    r"(?:sessions|meetings|conferences|assemblies)\s+of\s+(?:the\s+)?$"
)
# `the next`, `the forthcoming session of the`
_NEXT_BEFORE = cued(
    rf"{_START}(?:the|its|their|to|at|a)?\s*(?:immediately\s+)?{_WORDS.next_words}\s+"
    r"(?:(?:ordinary|regular|annual|plenary|competent|relevant)\s+){0,4}"
    rf"(?P<session>(?:{_WORDS.session_words}\s+of\s+)?)(?:the\s+)?(?:itu\s+)?$"
)
# `the eightieth session of the`, `the 2027 session of the`, `the Seventy-ninth`, `the first meeting of the`
_NUMBERED_BEFORE = re.compile(
    rf"{_START}(?:(?:(?P<ordinal>{ORDINALS})|(?:{_MONTH_NAMES}\s+)?(?P<year>{_YEARS}))\s+(?:\({_YEAR}\)\s+)?(?:{_GATHERING}\s+of\s+)?"
    r"|(?P<first>first)\s+(?P<one>meeting|session)\s+of\s+)(?:(?:the|that|this)\s+)?$"
)
# `the last meeting of the`
_LAST_BEFORE = re.compile(rf"{_START}(?P<which>last|final)\s+(?P<word>session|meeting)\s+of\s+(?:the\s+)?$")
_BEFORE_REACH = 90
# `Twenty-first Congress`: the number is a part of the name, and no committee's
_OWN_ORDINAL = re.compile(
    rf"(?P<ordinal>{ORDINAL})\s+(?!committee\b)(?=(?:[a-z]+\s+){{0,4}}(?:congress|assembly|conference|meeting)\b)"
)

# After a name: `at its eightieth session`, `to its 2027 session`, `at the next meeting`, `at a session in 2028`
_AT = (
    rf"{_START}(?:at|during|in|to|for|before|by|prior\s+to|in\s+advance\s+of|ahead\s+of|in\s+time\s+for"
    r"|on\s+the\s+occasion\s+of|(?:in|during)\s+the\s+course\s+of|(?:no|not)\s+later\s+than(?:\s+at)?|within)\s+"
)
SESSION = (
    r"(?:the\s+(?:(?:main|first|second|resumed)\s+part|end|close|conclusion|beginning|opening|start"
    r"|(?:[a-z-]+\s+){1,6}?segment)\s+of\s+)?"
    rf"(?:(?:its|the|their|a)\s+)?(?:(?:{BODY}++|[a-z]+)'s\s+)?"
    rf"(?:(?:(?:resumed|reconvened|regular|substantive)\s+)?(?:(?P<ordinal>{ORDINALS})|(?:{_MONTH_NAMES}\s+)?(?P<year>{_YEARS})|(?P<next>{_WORDS.next_words})(?:\s+(?!to\b|of\b|and\b)[a-z-]+){{0,3}}?)\s+(?:\((?:[a-z]+\s+)?(?P<year2>{_YEAR})\)\s+)?(?:{BODY}++\s+)?{_GATHERING}"
    r"|(?P<named>(?:emergency\s+|resumed\s+)?(?:special|extraordinary|organizational)\s+session|resumed\s+session)(?![\w-])"
    rf"|{_KIND_OF_GATHERING}(?P<plain>{_HELD})\s+(?:(?:to\s+be\s+held\s+)?(?:in|of|during)\s+(?:the\s+)?"
    rf"(?:[a-z]+\s+(?:of\s+)?)?)?(?P<year3>{_YEAR}))"
    rf"(?:\s*(?:,\s*)?(?:to\s+be\s+held\s+)?in\s+(?P<year4>{_YEAR}))?"
)
"""A pattern, for masked text: the session that a preposition leads to, or several: `its eightieth session`."""
_SESSION = cued(_AT + SESSION)

# Behind `at the sixty-seventh and eighty-third sessions`: one of each recipient
_RESPECTIVELY = re.compile(r"\s*,?\s+respectively\b")
# `the item of its eightieth session …, and to report at that session`
_THAT_SESSION = cued(rf"{_START}at\s+(?:that|the\s+same)\s+session\b")
_ANY_SESSION = re.compile(rf"{_START}(?:its|the)\s+(?P<ordinal>{ORDINAL})\s+{_GATHERING}")
# `in his next annual report`, `in the context of its fourteenth report`, `in the next performance report`
_NEXT_REPORT = cued(
    r"\bin\s+(?:the\s+context\s+of\s+)?(?:(?:his|her|its|their)\s+(?:or\s+her\s+)?(?:next|forthcoming|upcoming|[a-z]+(?:th|nd|rd|(?<!l)st))"
    r"|the\s+(?:next|forthcoming|upcoming))\s+(?:[a-z-]+\s+){0,2}?reports?\b"
)

# `in the context of the proposed programme budget for 2027`, `in the context of the financial performance report`: one
# very text; and `a report to the [Council] for 2027`, `the report on the work of its seventy-eighth session`
_ONE_REPORT = cued(
    r"\bin\s+the\s+context\s+of\s+(?:the|his|her|its)\s+(?:(?!annual\b|regular\b|periodic\b|yearly\b)[a-z-]+\s+){0,5}?"
    r"(?:(?:performance|overview)\s+reports?|budgets?\s+(?:submissions?|estimates|outlines?|reports?|proposals?|for)|budget\b)"
    rf"|\breports?\s+to\s+(?:the\s+)?{BODY}++\s+for\s+(?:the\s+(?:year|biennium)\s+)?{_YEAR}(?:-{_YEAR})?(?![\d/-])"
    rf"|\breport\s+on\s+the\s+work\s+of\s+its\s+{ORDINAL}\s+(?:session|meeting)\b"
)

_LEAD = (
    rf"{_START}(?:by|before|(?:no|not)\s+later\s+than|prior\s+to|on|on\s+or\s+before|(?:by|before|at|towards)\s+the\s+end\s+of"
    r"|in|during|within|in\s+the\s+course\s+of|at\s+the\s+latest\s+(?:by|in)|as\s+early\s+as\s+possible\s+in|early\s+in|late\s+in"
    r"|in\s+the\s+(?:first|second|third|fourth|last)\s+(?:quarter|half)\s+of|until)\s+(?:the\s+end\s+of\s+)?"
    r"(?:the\s+(?:first|second|third|fourth|last)\s+(?:quarter|half|semester|trimester)\s+of\s+)?"
    r"(?:(?:early|late|mid-?|the\s+year|the\s+calendar\s+year)\s*|the\s+(?=\d{1,2}\s))?"
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
# What goes on with a year or a day: `, 2032 and 2033`, ` and 15 June 2031`
_AND_MORE = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:(?:by|on|in|before|(?:no|not)\s+later\s+than)\s+)?"
_MORE_YEARS = re.compile(rf"(?:{_AND_MORE}{_YEAR}(?![\d/-])){{1,10}}")
_ONE_DAY = re.compile(rf"(?P<day>\d{{1,2}})\s+{_MONTH}\s+(?P<year>{_YEAR})")
_MORE_DAYS = re.compile(rf"(?:{_AND_MORE}\d{{1,2}}\s+(?:{'|'.join(_MONTHS)})\s+{_YEAR}(?!\d)){{1,12}}")
DATES = (
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\s+(?P<year>{_YEAR})",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>{_YEAR})",
    rf"{_MONTH}\s+(?P<year>{_YEAR})",
    rf"(?P<year>{_YEAR})(?![\d-])",
)
"""Patterns, for masked text: `15 October 2026`, `October 15, 2026`, `October 2026`, `2026`."""
# `that implementation`, in front of "a comprehensive report"
_WHAT = r"(?:(?!\s(?:an?|its|their)\s+(?:[a-z-]+\s+){0,4}reports?\b|\son\s)[^,;]){3,60}(?![\w-])"
_DATES = (
    *(cued(_LEAD + one) for one in DATES),
    # `within six months`, `no later than 90 days`, `at the end of its mandate`, `upon completion`
    cued(
        rf"{_START}(?:within\s+(?:a\s+period\s+of\s+)?[\w-]+\s+(?:calendar\s+|working\s+)?(?:hours?|days?|weeks?|months?|years?)\b"
        # Of every report there is: "within ten days of their issue"
        r"(?!\s+of\s+(?:their|each|every|any)\b)"
        r"|(?:no|not)\s+later\s+than\s+[\w-]+\s+(?:calendar\s+|working\s+)?(?:hours?|days?|weeks?|months?|years?)\b"
        r"(?!\s+(?:before|prior\s+to|in\s+advance\s+of)\s+(?:it|they|its|their|each|every)\b|\s+(?:after|following)\s+"
        r"(?:the\s+(?:close|end|conclusion)\s+of\s+)?(?:each|every|any)\b)"
        r"|at\s+least\s+[\w-]+\s+(?:days|weeks|months)\s+(?:before|prior\s+to|in\s+advance\s+of)\s+(?!it\b|they\b|its\b|their\b|each\b|every\b|any\b)[^,;]{3,60}"
        r"|in\s+\w+\s+(?:days|months|years)(?:'\s+time)?(?=\s*[,;.]|\s+(?:time|on|a|from|after)\b|$)"
        r"|(?:in|during)\s+the\s+(?:first|second|third|last|final|penultimate)\s+year\s+of\s+(?:its|the|this|that)\s+"
        r"(?:[a-z-]+\s+)?(?:mandate|period|term|phase|cycle|programme|project|biennium|triennium|quadrennium)"
        r"|(?:at|by|before|towards)\s+the\s+(?:end|mid-?point|middle)\s+of\s+(?:its|their|his|her|the|this|that)\s+(?:[a-z-]+\s+|\d{4}\s?[-/\u2013]\s?\d{2,4}\s+)?"
        r"(?:mandate|session|meeting|work|study\s+period|project|pilot|trial|period|term|phase|studies|cycle|programme|mission|biennium"
        r"|triennium|quadrennium|financial\s+(?:year|period))"
        r"|at\s+(?:(?:an?|its|their)\s+)?(?:[a-z-]+\s+){0,2}"
        r"(?:(?:sessions?|meetings?)\s+(?:(?:to\s+be\s+)?(?:held|convened)\s+)?(?:prior\s+to|before|in\s+advance\s+of|preceding)"
        r"|(?:session|meeting)\s+(?:(?:to\s+be\s+)?(?:held|convened)\s+)?(?:during|after|following|immediately))"
        rf"\s{_WHAT}"
        r"|(?:\d+|[a-z]+)\s+(?:days?|weeks?|months?|years?)\s+(?:after|following|from)\s(?:the|its|this|that)\s[^,;]{3,60}"
        r"|after\s+(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\s+(?:months|years)(?=\s*[,;.]|\s*$)"
        r"|(?:at|during)\s+the\s+(?:[a-z-]+\s+){0,2}(?:dialogue|debate|hearing|event|round\s+table)\b(?!s)"
        r"|(?:by|on)\s+(?:the\s+same|that)\s+date"
        r"|at\s+the\s+time\s+of\s+(?:the\s+)?(?:submitting|presenting|(?:submission|presentation)\s+of)\s[^,;]{3,80}"
        rf"|at\s+the\s+(?:session|meeting)\s+(?:immediately\s+)?(?:following|that\s+follows|which\s+follows)\s{_WHAT}"
        r"|when\s+(?:it|they)\s+next\s+meets?|(?:upon\s+(?:the\s+)?|(?<!report\s)(?<!reports\s)on\s+)completion|upon\s+its\s+conclusion|when\s+(?:it\s+is\s+)?completed)"
    ),
)
# `of its closure`, `after the end of the study period`: the term begins there
_TERM_BEGINS = re.compile(
    r"\s+(?:of|from|after|following|before|prior\s+to|in\s+advance\s+of)\s+"
    r"(?:(?!\s(?:on|about|regarding|concerning|to|and|as|with|by|for)\s)[^,;:.()]){3,60}(?![\w-])"
)
# `of the adoption of this resolution`, `from today`, `of this assembly`: it begins with the adoption
_FROM_ADOPTION = re.compile(
    r"\s+\w+\s+(?:(?:the\s+)?(?:date\s+of\s+)?(?:(?:the|its|this|their)\s+)?adoption\b"
    r"(?!\s+(?:of|by)\s+(?!th(?:is|e\s+present)\b))"
    r"|(?:the\s+date\s+of\s+)?(?:this|the\s+present)\s+"
    r"(?:resolution|decision|assembly|conference|congress|session|meeting)\b(?!['\u2019])|today\b|now\b|their\b)",
    re.IGNORECASE,
)
# `starting at its sixty-sixth session`: the first of many
_BEGINS = re.compile(r"\b(?:starting|beginning|commencing|as)\s+(?:from\s+)?$")
_NOT_A_DUE_DATE = re.compile(r"\b(?:until|since|of|from|adopted|before\s+which|sessions?|meetings?)\s+$")
_NOT_A_DUE_DATE_REACH = 16
# `with a view to opening the quay` in front of "by 1 January 2030"
_VIEW = cued(r"\bwith\s+a\s+view\s+to\s+[^,;]*$")
# `building on the report submitted to the [Council]` in front of "at its fifty-third session"
_GIVEN_BEFORE = re.compile(
    rf"\b(?:reports?|stud(?:y|ies)|papers?|notes?|summar(?:y|ies)|recommendations)\s+(?:submitted|presented|transmitted|made)\s+to\s+(?:the\s+)?{BODY}++,?\s*$"
)
_GIVEN_BEFORE_REACH = 200
_TERM = re.compile(r"by|before|no|not|prior|within")
_TERM_OF_DAYS = re.compile(r"(?:within|(?:no|not)\s+later\s+than)\s")
# Behind a session by number: `, in January 2028`, ` (Geneva, 2028)`, ` to be held in 2028`
_HELD_WHEN = re.compile(
    rf"\s*(?:,\s*)?(?:(?:to\s+be\s+|being\s+)?(?:held\s+)?(?:in|of)\s+(?:the\s+year\s+)?|\((?:[^(),]{{2,40}},\s*)?)"
    rf"(?:(?P<month>{_MONTH_NAMES})\s+)?(?P<year>{_YEAR})(?![\d/-])(?!(?:\s*,|\s+and)\s+(?:and\s+)?{_YEAR})"
)
# `its eightieth (January 2028) session`
_HELD_WHEN_WITHIN = re.compile(rf"\((?:(?P<month>{_MONTH_NAMES})\s+)?(?P<year>{_YEAR})\)")


def event_after(found: Masked, start: int, end: int) -> Timing:
    """The event or date that words after a recipient name: `at its eightieth session`, `by 15 October 2026`."""
    timings = []
    if session := _session_in(found, start, end):
        timings.append(session_timing(session))
    elif that := _THAT_SESSION.search(found.masked, start, end):
        named = list(_ANY_SESSION.finditer(found.masked, 0, that.start()))
        own = [match for match in named if match[0].startswith("its")]
        timings += [session_timing(match) for match in (own or named)[-1:]]
    if report := _NEXT_REPORT.search(found.masked, start, end):
        timings.append(Timing("once", NEXT_REPORT, start=report.start()))
    elif one := _ONE_REPORT.search(found.masked, start, end):
        timings.append(Timing("once", start=one.start()))
    if ROUTE_SESSION in found.masked[start:end]:
        timings.append(Timing("once", start=found.masked.index(ROUTE_SESSION, start)))
    for pattern in _DATES:
        match = pattern.search(found.masked, start, end)
        before = found.masked[max(0, match.start() - _NOT_A_DUE_DATE_REACH) : match.start()] if match else ""
        if match and not _NOT_A_DUE_DATE.search(before) and not _VIEW.search(found.masked, start, match.start()):
            timings.append(replace(date_timing(match, found), begins=bool(_BEGINS.search(before))))
            break
    if not timings:
        return NOTHING
    when = next((one.date for one in timings if one.date), None)
    event = next((one.event for one in timings if one.event), None)
    begins = any(one.begins for one in timings)
    return Timing("once", event, when, min(one.start for one in timings), begins=begins)


def _session_in(found: Masked, start: int, end: int) -> re.Match[str] | None:
    """The first session between two offsets that is not where the debate was held, or where it all begins."""
    for session in _SESSION.finditer(found.masked, start, end):
        before = found.masked[max(0, session.start() - _GIVEN_BEFORE_REACH) : session.start()]
        if _BEGINS.search(before):
            return None
        if not is_of_something_else(found, session.start()) and not _GIVEN_BEFORE.search(before):
            return session
    return None


def date_in(found: Masked, start: int, end: int) -> Timing:
    """A date or term that holds for all recipients before it: `no later than six months before the next WTSA`."""
    for pattern in _DATES:
        match = pattern.search(found.masked, start, end)
        if match and _TERM.match(match[0]):
            return date_timing(match, found)
    return NOTHING


# `to the [PP] in Doha`
_HELD_AT = re.compile(r"\s+(?:to\s+be\s+held\s+)?in\s+(?P<place>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?)(?![\w-])")
# `to the [PP] (Doha, 2026)`
_HELD_IN = re.compile(r"\s*\((?:[^(),]{2,40},\s*)?(?:19|20)(?P<year>\d\d)\)")
# `to [MSC] 118`
_COUNTED_BEHIND = re.compile(r"\s+(?P<number>\d{1,3})(?![\w/.-])")
# `to the [Conference Preparatory Meeting] for [WRC-31]`
_FOR_ANOTHER = re.compile(rf"\s+(?:for|to)\s+(?:the\s+next\s+)?{BODY}++")
_CONFERENCES = frozenset({"PP", "WTSA", "WTDC", "RA", "WRC"})
# `to the meetings of the`
_MEETINGS_BEFORE = re.compile(rf"{_START}to\s+(?:the\s+)?meetings\s+of\s+(?:the\s+)?$")
# `to the [Council] session of 2029`, `to the [Council] sessions in 2027 and 2028`
_SESSIONS_BEHIND = re.compile(
    rf"(?:'s?)?\s+{_GATHERING}\s+(?:to\s+be\s+held\s+)?(?:in|of)\s+(?P<year>{_YEARS})(?![\d/-])"
)
# `to [TDAG] meetings`
_MEETINGS_BEHIND = re.compile(r"\s+(?:meetings|sessions)(?![\w-])(?!\s+(?:in|of)\s+\d)")


def event_at_name(found: Masked, offset: int, name: str, *, plural: bool = False) -> Timing:
    """What the words right before a name, or the parentheses behind it, say of the gathering meant.

    `the next [WTSA]` is an event, but `subsequent [conferences]` (`plural`) are every one of them; `each session of the
    [Council]` is every meeting; `the 2027 session of the [Council]` is an event.
    """
    end = _end_of_name(found, offset)
    if own := _OWN_ORDINAL.match(found.text[offset:end].lower()):
        return Timing("once", f"{in_figures(own['ordinal'])} {found.text[offset + own.end() : end]}", start=offset)
    base = max(0, offset - _BEFORE_REACH)
    before = found.masked[base:offset]
    if match := _ANNUAL_BEFORE.search(before):
        return Timing("annual", start=base + match.start())
    if name.startswith(("relevant ", "competent ")) and before.endswith(("each ", "every ")):
        # "brief each relevant committee": each of them, not at each of its meetings
        return NOTHING
    if match := _EACH_BEFORE.search(before) or _AND_SUBSEQUENT_BEFORE.search(before):
        return Timing("each-meeting", start=base + match.start())
    if match := _NEXT_BEFORE.search(before):
        if plural and not match["session"]:
            return Timing("each-meeting", start=base + match.start())
        return Timing("once", _next_event(match["session"], name), start=base + match.start())
    if match := _NUMBERED_BEFORE.search(before):
        whole = match["ordinal"] and not match["word"]
        event = f"{in_figures(match['ordinal'])} {name}" if whole else session_timing(match).event
        if event and match["ordinal"] and " and " not in in_figures(match["ordinal"]):
            event = _at_time(event, _HELD_WHEN.match(found.masked, end))
        return Timing("once", event, start=base + match.start())
    if last := _LAST_BEFORE.search(before):
        return Timing("once", f"{last['which']} {last['word']}", start=base + last.start())
    if counted := _COUNTED_BEHIND.match(found.text, end):
        # "MSC 118"
        if found.text[offset:end].isupper():
            return Timing("once", f"{found.text[offset:end]} {counted['number']}", start=offset)
    elif prepares := _FOR_ANOTHER.match(found.masked, end):
        return Timing("once", found.words(offset, prepares.end()), start=offset)
    if dated := _SESSIONS_BEHIND.match(found.masked, end):
        return replace(session_timing(dated), start=offset)
    if _MEETINGS_BEHIND.match(found.masked, end) or _MEETINGS_BEFORE.search(before):
        return Timing("each-meeting", start=offset)
    if name in _CONFERENCES and (held := _HELD_IN.match(found.masked, end)):
        return Timing("once", f"{name}-{held['year']}", start=offset)
    if name in _CONFERENCES and (held := _HELD_AT.match(found.text, end)):
        return Timing("once", f"{name} in {' '.join(held['place'].split())}", start=offset)
    return NOTHING


def _end_of_name(found: Masked, offset: int) -> int:
    while found.masked[offset : offset + 1] == BODY:
        offset += 1
    return offset


def _next_event(gathering: str, name: str) -> str:
    """`next session` for "the next session of the Council", `next WTSA` for "the next WTSA"."""
    if not gathering:
        return f"next {name}"
    return "next session" if "session" in gathering else "next meeting"


def session_timing(match: re.Match[str]) -> Timing:
    """The event of a match of `SESSION`, or of what has its groups."""
    groups = match.groupdict()
    word = (groups.get("word") or groups.get("plain") or "session").rstrip("s")
    years = re.findall(_YEAR, groups.get("year") or groups.get("year3") or "")
    if groups.get("named"):
        return Timing("once", " ".join(groups["named"].split()), start=match.start())
    if groups.get("ordinal"):
        numbers = in_figures(groups["ordinal"])
        if " and " in numbers and _RESPECTIVELY.match(match.string, match.end()):
            each = numbers.replace(" and ", ", ").split(", ")
            return Timing("once", EVENT_SEPARATOR.join(f"{one} {word}" for one in each), start=match.start())
        event: str | None = f"{numbers} {word}s"
        if " and " not in numbers:
            event = _at_time(f"{'first' if numbers == '1st' else numbers} {word}", _held_when(match))
    elif groups.get("next"):
        event = _at_time(f"next {word}", _held_when(match))
    else:
        if groups.get("year3") and (more := _MORE_YEARS.match(match.string, match.end())):
            years += re.findall(_YEAR, more[0])
        event = f"{_listed(years)} {word}{'s' * (len(years) > 1)}" if years else None
    return Timing("once", event, start=match.start())


def _held_when(match: re.Match[str]) -> re.Match[str] | None:
    """The month and year of a session that stand in its words or right behind them."""
    return _HELD_WHEN_WITHIN.search(match[0]) or _HELD_WHEN.match(match.string, match.end("word"))


def _at_time(event: str, held: re.Match[str] | None) -> str:
    """`162nd session in January 2028`; the event as it is where no time is told."""
    if held is None:
        return event
    return f"{event} in {held['month'].title() + ' ' if held['month'] else ''}{held['year']}"


def date_timing(match: re.Match[str], found: Masked) -> Timing:
    """The event or date of one of `DATES`, or of a term, in the words of the text.

    `NOTHING` for "until …" and for 31 February.
    """
    said = found.text[match.start() : match.end()]
    groups = match.groupdict()
    if not groups.get("year"):
        begins = _TERM_BEGINS.match(found.masked, match.end()) if _TERM_OF_DAYS.match(match[0]) else None
        if begins and not _FROM_ADOPTION.match(found.text, match.end()):
            said += found.text[begins.start() : begins.end()]
        return Timing("once", " ".join(said.split()), start=match.start())
    if match[0].startswith("until"):
        return NOTHING
    if not groups.get("month"):
        more = _MORE_YEARS.match(found.masked, match.end())
        return Timing(
            "once", _listed([groups["year"], *re.findall(_YEAR, more[0] if more else "")]), start=match.start()
        )
    if groups.get("day"):
        return _days(match, found)
    month = found.text[match.start("month") : match.end("month")]
    return Timing("once", f"{month} {groups['year']}", start=match.start())


def _days(match: re.Match[str], found: Masked) -> Timing:
    """A day, and those listed behind it: `on 15 February 2031, 15 June 2031 and 13 October 2031`."""
    more = _MORE_DAYS.match(found.masked, match.end())
    try:
        days = [_day(one) for one in (match, *(_ONE_DAY.finditer(more[0]) if more else ()))]
    except ValueError:
        return NOTHING
    event = _listed([day.isoformat() for day in days]) if len(days) > 1 else None
    return Timing("once", event, days[0], match.start())


def _day(match: re.Match[str]) -> date:
    return date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"]))


def _listed(events: Sequence[str]) -> str:
    """`2031`, `2031 and 2032`, `2031, 2032 and 2033`."""
    *first, last = events
    return f"{', '.join(first)} and {last}" if first else last
