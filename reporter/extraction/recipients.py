"""To whom a report goes: the lists of names in the words of a predicate that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporter.extraction.masking import BODY, NAME, OFFICIAL, Masked
from reporter.extraction.predicate import Predicate
from reporter.vocabulary.cued import Cued, cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language().recipients
_START = r"(?<![\w-])"

# Names, each with the words that may stand before and behind it: `the next [WTSA] and to each meeting of [TSAG]`. The
# parts are possessive and bounded: what they have taken they keep, so that no text makes them try again and again.
_FILLERS = rf"(?:{alternatives(_WORDS.before_name)}\s+){{0,12}}+"
_ADJUNCT = (
    r"(?:\s+(?:established|created|set\s+up|convened|constituted|referred\s+to|mentioned|appointed|mandated)\s+"
    r"(?:by|under|pursuant\s+to|in|above|through|for|on|to|at)\b(?!\s+its)[^,;\ue001-\ue003]{0,90}+(?=,\s+as\s+well\s+as|,\s+and\s+to\s))?"
)
_JOINT = (
    r"(?:\s+(?:[a-z]+ly|annually)\s+and\s+|\s*,\s*(?:and\s+|or\s+)?(?:also\s+)?(?:to\s+)?"
    r"|\s+(?:and|or|and/or|as\s+well\s+as(?:\s+to)?|and\s+also(?:\s+to)?|and\s+then\s+to|and\s+to|together\s+with)\s+"
    r"|,?\s+as\s+well\s+as\s+(?:to\s+)?)"
)
# `to the [Council] at its 2027 session, [TSAG] and [TDAG]`
_AT_ITS_SESSION = (
    r"(?:\s+(?:at|during)\s+its\s+[\w -]{3,40}?\s+(?:session|meeting)"
    rf"(?=,\s+(?:the\s+)?{NAME}(?:,\s+|\s+and\s+)(?:the\s+)?{NAME}))?"
)
IN_A_REPORT_TO = (
    r"(?:as\s+part\s+of|within(?:\s+the\s+framework\s+of)?|in(?:\s+the\s+(?:framework|context)\s+of)?|through)\s+"
    r"(?:the|his\s+or\s+her|his|her|its|their|an?|each|every)\s+(?:(?!of\b|to\b)[\w-]+\s+){0,3}(?:reports?|reporting)"
    r"(?:\s+(?:that|which)\s+(?:it|he|she|they)\s+(?:[a-z]+ly\s+)?(?:submits?|presents?|makes?|sends?)(?:\s+[a-z]+){0,3}?)?\s+to"
)
"""A pattern: a report made anyway, in front of the body it goes to: `as part of her annual report to`."""

NAMES = (
    rf"{_FILLERS}{NAME}(?:\s+(?:concerned|meetings?|sessions?|members))?"
    rf"(?>(?:{_AT_ITS_SESSION}|{_ADJUNCT}){_JOINT}{_FILLERS}{NAME}(?:\s+(?:concerned|meetings?))?){{0,30}}"
)
"""A pattern: names in a row, and what stands before and between them."""

# `to the [Council]`, `to [TSAG] and to the next [WTSA]`
_TO = cued(rf"{_START}to(?:\s*,)?\s+(?P<list>{NAMES})")
_AND_TO = cued(rf"{_START}and\s+to\s+{_FILLERS}{NAME}")
# `for consideration by the [Council]`, `for review and appropriate action at each [TSAG] meeting`
_FOR = cued(
    rf"{_START}(?:for|with\s+a\s+view\s+to)\s+(?:the\s+)?(?:its\s+|their\s+)?(?:further\s+)?"
    rf"{alternatives(_WORDS.purposes)}(?:(?:\s+and|,|\s+or)\s+(?:[\w-]+\s+)?[\w-]+){{0,2}}"
    rf"\s+(?:by|of|to|at|in)\s+(?P<list>{NAMES}(?:\s+and\s+by\s+{NAMES})?)"
)
# `a report on the accounts for the [Council]`
_REPORT_FOR = cued(
    rf"{_START}(?:reports?|updates?|briefings?|accounts?|conclusions|findings)(?:,\s{{3,}},)?\s+(?:[^,;]{{0,60}}\s)?"
    rf"for\s+(?P<list>{NAMES}(?:\s+and\s+for\s+{NAMES})?)"
)
# `prepare for the [Working Group], in cooperation with others, a report`
_PREPARED_FOR = cued(
    rf"{_START}(?:prepare|produce|compile|draw\s+up|draft|write)\s+for\s+(?P<list>{NAMES})(?!\s+(?:of\s+)?[a-z]+\s+to\s)"
)
# `for the [forums]`, behind "have the findings summarized"
_MADE_FOR = re.compile(rf"\s+for\s+(?P<list>{NAMES})")
_MEETINGS_OF = re.compile(r"\b(?:meetings|sessions)\s+of\b")
# ` of the United Nations, in particular the [Council] and the [Assembly]`, behind `to all [relevant bodies]`
_NAMELY = re.compile(
    rf"(?:\s[^,;\ue001-\ue003]{{0,60}})?,\s+(?:in\s+particular|notably|especially|namely)\s+(?P<list>{NAMES})"
)
# `a report, to be considered by the [Commission]`
_TREATED = cued(rf"{_START}to\s+be\s+{alternatives(_WORDS.treated)}\s+(?:by|at)\s+(?P<list>{NAMES})")
# `share its results with [TDAG]`
_SHARED_WITH = cued(rf"{_START}with\s+(?P<list>{NAMES})")
# `lay a report before the [Council]`
_BEFORE = cued(rf"{_START}before\s+(?P<list>{NAMES})")
# `place at the disposal of the [Council] a scorecard`
_AT_DISPOSAL = cued(rf"{_START}at\s+the\s+disposal\s+of\s+(?P<list>{NAMES})")
_LAYING = re.compile(alternatives(_WORDS.laying))
# `present a report at the next [WTDC]`, `in time for each [TDAG] meeting`
_AT = cued(rf"{_START}(?P<at>at|during|in\s+time\s+for|on\s+the\s+occasion\s+of|for)\s+(?P<list>{NAMES})")
# `, at each meeting of [TDAG],` and `, as part of her annual report to the [Council],` in front of `to report`
_SET_OFF = cued(
    rf"(?:^|[,;]\s+|\band\s+|\bthat\s+)(?:at|during|on\s+the\s+occasion\s+of|{IN_A_REPORT_TO})\s+(?P<list>{NAMES})"
    rf"(?:[^,;]{{0,60}},\s+(?:(?:the|each|every)\s+{NAME}\s+)?|(?:'s\s+(?:sessions|meetings))?\s+(?:the|each|every)\s+{NAME}\s+)$"
)
# `submit a report and engage in an interactive dialogue with the [Assembly]`
_DIALOGUE = cued(
    rf"{_START}(?:an?|in|its|their|the)\s+(?:[a-z-]+\s+){{0,2}}(?:dialogue|discussion|exchange\s+of\s+views)\s+with\s+(?P<list>{NAMES})"
)
# `the commitments agreed to` in front of `at the [conference]`
_DONE_THERE = re.compile(
    r"\b(?:agreed(?:\s+to|\s+upon)?|(?<!be\s)held|adopted|undertaken|made|reached|expressed|discussed|launched|announced|taken)\s+$"
)
# `and shall send its plan`, `and to provide any assistance`: no report
_ANOTHER_STEP = re.compile(
    r",?\s+and\s+(?:shall|should|must|will|to)\s+(?:also\s+)?(?!do\b|be\b|report)[a-z]+\s+(?:the|its|their|any|all|an?)\s+(?!"
    rf"{NAME}|{language().nouns})"
    # `and the [group] shall`
    rf"|,\s+and\s+(?:the\s+)?{NAME}\s+(?:shall|should|must|will)\s"
    # `, expresses its appreciation to`
    rf"|[,;]\s+(?:and\s+)?(?:also\s+|further\s+)?{any_of(language().infinitives)}\s+(?:its|that|the|with|upon)\s"
)
# `, and to consider ` in front of "at the session of the [Assembly]"
_ANOTHER_TASK = re.compile(r"(?:,\s+and|^)\s*to\s+(?!report|submit|present|do\b)[a-z]")
# `inform, at each meeting, the [Group]`
_TOLD = re.compile(
    rf"(?:^|(?:\s*+,)?\s++)(?:[^;:.,]{{0,60}}?,\s+|[a-z]+ly\s+)??(?:(?:the|all)\s+members\s+of\s+|(?:it|them)\s+and\s+)?"
    rf"(?P<list>{NAMES}(?:,\s+(?:on\s+an?\s+[a-z-]+\s+basis|(?:each|every)\s+[a-z ]{{3,20}}|[a-z]+ly),\s+and\s+"
    rf"(?:also\s+)?{NAMES})?)"
)
# `provide the [Council] with a report`, `give [TSAG] an update`
_GIVEN = re.compile(
    rf"\s+(?P<list>{NAMES})(?=(?:\s+(?:established|created|set\s+up)\s[^,;]{{5,120}}?)?(?:\s*,[^,;]{{1,90}},|\s*,)?"
    rf"\s+{alternatives(_WORDS.after_told)}\b)"
)
# `and the [WTDC] at its next meeting`, behind "inform [TDAG] regularly"
_BARE = re.compile(rf"\s*(?P<list>{NAMES})(?=[\s(]|,?\s*$)")
# `for the next [PP]`, behind "a report for the [Council] and"
_FOR_TOO = re.compile(rf"for\s+(?P<list>{NAMES})(?=[\s(,]|$)")
# `the next [PP], to which its chair shall`, `[TDAG], to whose meetings he shall` in front of "present"
_TO_WHICH = re.compile(
    rf"(?P<list>{NAMES})(?:\s+(?:provided|established|set\s+up|referred|created|mentioned)\s[^,;]{{2,80}}|\s+in\s+\d{{4}})?(?:\s*+,)?\s++"
    r"(?:to|at|before)\s+(?:each\s+of\s+)?(?:which|whom|whose\s+(?:[a-z]+\s+)?(?:meetings?|sessions?))\s+[^;]{0,120}$"
)
# `that to the next [assembly] a ` in front of "report be submitted"
_FRONTED = cued(rf"{_START}to\s+(?P<list>{NAMES})\s+(?:an?|the|its)\s+(?:[a-z-]+\s+){{0,3}}$")
# `to address the [Assembly] and` in front of "present an oral report"
_ADDRESSES = cued(rf"{_START}address\s+(?P<list>{NAMES})\s+and\s+(?:to\s+|shall\s+)?$")
_TO_WHICH_REACH = 300
# `the [Council] and [TSAG]` right before `shall receive` or `be kept informed`
_AT_END = re.compile(rf"(?P<list>{NAMES})(?:\s*,\s+(?:at|on|in|every|each|once|twice|during)\s[^,;:]{{3,60}},)?\s*$")
# `before that [Assembly], ` in front of `[RAG] shall be informed`
_BEHIND_A_TIME = re.compile(
    rf".{{0,40}}?\b(?:before|after|at|during|until|prior\s+to)\s+(?:(?:the|that|its|next)\s+){{0,3}}{NAME},\s+(?={NAME})"
)

# `assistance to [Member States]`, `subject to the [Council]`, but not `on this subject to the [Council]`
_SUBJECT_TO = r"(?<!same )(?<!this )(?<!the )(?<!that )(?<!each )subject"
# `national reviews presented to the [forum]`, but not `a report to be presented to it`
_ALREADY_GIVEN = r"(?<!be )(?:presented|submitted)"
_RELATION = cued(rf"\b(?:{alternatives(_WORDS.relations)}|{_SUBJECT_TO}|{_ALREADY_GIVEN})\s*$")
# `report on that assistance to the [Council]`: it was given to others before
# or `report any such changes to the [Committee]`
_WHAT_WAS_SAID = re.compile(
    r"\b(?:on\s+(?:that|this|such|these|those)|(?:any|all)\s+such|report\s+(?:such|these|those))\s+[a-z]+\s*$"
)
# `the assistance given by the [offices] to the [groups]`
_GIVEN_BY = cued(rf"\b[a-z]+(?:ed|en|nt)\s+by\s+(?:(?:the|its|their|each|all)\s+){{0,2}}{NAME}\s*$")
_GIVEN_BY_REACH = 160
_REPORT_OF_OTHERS = cued(rf"\bon\s+the\s+(?:[a-z]+\s+)?(?P<noun>reports?)\s+(?:of|by)\s+(?:the\s+)?{NAME}\s+$")
# `a report similar in length to his report` in front of `to the [Assembly]`
_LIKE_A_REPORT = cued(
    r"\b(?:similar|comparable|identical)\b[^;]{0,80}\bto\s+(?:his|her|its|their|the)\s+(?:[a-z]+\s+){0,2}reports?\s+$"
)
# `members of the [group]` are not the group
_MEMBERS_OF = cued(r"\bmembers\s+(?:of\s+(?:the\s+)?)?$")
# `to the attention of the [PP] by means of a report`
_BY_A_REPORT = re.compile(r"\b(?:by\s+means\s+of|by\s+way\s+of|through|in)\s+an?\s+(?:[a-z]+\s+){0,2}reports?\b")
_ATTENTION = cued(r"\battention\s+of\b")
_TEXTS_FOR = cued(
    r"\b(?:texts?|proposals?|drafts?|amendments?|recommendations?|options|items?|issues?)\s+for\s+[^,;]*$"
)
_TO_A_COMING_ONE = re.compile(
    rf"to\s+(?:the\s+)?(?:next|first|forthcoming|each|every)\s+(?:[a-z]+\s+(?:of\s+)?(?:the\s+)?){{0,3}}{BODY}"
)
# `a report on concentrated assistance` in front of `to [TDAG] at its 2027 meeting`
_HELP = re.compile(r"\b(?:assistance|support|help|aid|advice|services?|proposals?)\s*$")
_AT_ITS_MEETING = re.compile(
    rf"to\s+(?:the\s+)?{BODY}++,?\s+(?:at|during|before|in\s+time\s+for)\s+(?:its|the)\s+"
    r"(?:next|(?:19|20)\d\d|[a-z-]*(?:first|second|third|th|\dst|\dnd|\drd))\s+(?:[a-z]+\s+){0,3}(?:session|meeting)\b"
)
# `in the annual report of the [Secretary-General] submitted` in front of `to the [Assembly]`
_IN_A_REPORT_GIVEN = re.compile(
    rf"\bin\s+(?:the|his|her|its|their)\s+(?:(?!list\b)[a-z-]+\s+){{0,3}}report\s+(?:of\s+(?:the\s+)?{NAME}\s+)?(?:submitted|presented)\s+$"
)
_IN_A_REPORT_REACH = 160
_SAID_AGAIN = re.compile(rf"\s*,\s+(?:the\s+)?{BODY}")
_NEXT_VERB = re.compile(r"\s+(?:to|shall|should|may|will|can|must)\s+[a-z]")
_PURPOSE = re.compile(r"\s+to\s+(?:enable|allow|the|its|assist|help|inform|serve|be)\b")
_NEAR, _CLOSE, _AFTER = 40, 30, 20
_BACK = 600
"""Characters: how far before "be informed" the names of those who are may begin."""

_HANDING = ("report", "convey", "passive")
_WITH_SOMEBODY = ("shar", "fil", "lodg")
_BROUGHT = ("report", "result", "conclusion", "finding", "outcome")
"""What is reported where it is brought to somebody's attention."""
_EXCHANGED = ("", "information", "lessons", "lessons learned", "lessons learnt", "statistics")
"""What is shared with others as everybody does with it; `""`: nothing that is handed over."""

# `to the [Council], for onward transmission to the next` in front of "[PP]": the Council gets it
_ONWARD = cued(
    r"\bfor\s+(?:(?:onward|subsequent|further|eventual|its|their)\s+){0,2}(?:transmission|submission|forwarding|presentation)"
    r"(?:\s*,[^,;:]{0,100},)?\s+to\s+(?:the\s+)?(?:(?:next|forthcoming|(?:19|20)\d\d)\s+)?(?:[a-z]+\s+of\s+the\s+)?$"
)
_ONWARD_REACH = 180

Span = tuple[int, int]


def recipient_lists(found: Masked, predicate: Predicate, start: int, end: int) -> list[Span]:
    """Offsets of the lists of names that say to whom, in a part of a predicate's words.

    Args:
        found: The clause.
        predicate: Who is asked to do what.
        start: Where the part begins; later than the predicate's verb for a second part.
        end: Where it ends.
    """
    has_verb = start <= predicate.end
    if predicate.kind in ("informed", "receive"):
        return _names_before(found, predicate) if has_verb else []
    told = _names_behind(found, predicate, end) if has_verb else []
    at = told[-1][1] if told and predicate.kind == "inform" else max(start, predicate.end)
    if told and predicate.kind == "inform" and not _AND_TO.search(found.masked, at, end):
        return told
    lists = told + _names_after_to(found, predicate, at, end)
    lists += [
        span for span in _spans(_FOR, found, max(at, start), end) if not (lists and _is_for_texts(found, span[0]))
    ]
    if (
        not has_verb
        and not lists
        and (bare := _BARE.match(found.masked, start, end) or _FOR_TOO.match(found.masked, start, end))
    ):
        return [bare.span("list")]
    if lists and all(is_passed_on(found, begin) for begin, _ in lists):
        # "to submit, at the session of the Council, a report, for transmission to the next conference"
        return _less_usual(found, predicate, start, at, lists[0][0]) or lists
    return _before_another_step(found, sorted(lists)) if lists else _less_usual(found, predicate, start, at, end)


def is_passed_on(found: Masked, at: int) -> bool:
    """Whether the body named at an offset gets a report from the one who has got it: `for transmission to the`."""
    return _ONWARD.search(found.masked, max(0, at - _ONWARD_REACH), at) is not None


def _before_another_step(found: Masked, lists: Sequence[Span]) -> list[Span]:
    """The lists without those of what is done besides: `report to the [Board], and shall send its plan to [TSAG]`."""
    step = _ANOTHER_STEP.search(found.masked, lists[0][1], lists[-1][0])
    return [span for span in lists if step is None or span[0] < step.start()]


def _is_for_texts(found: Masked, at: int) -> bool:
    """Whether what is for consideration by the names at an offset is a text in the report, not the report."""
    return bool(_TEXTS_FOR.search(found.masked, max(0, at - _NEAR), at))


def _names_before(found: Masked, predicate: Predicate) -> list[Span]:
    """The subject of "shall receive", "shall be kept informed"."""
    begin = max(0, predicate.start - _BACK)
    if predicate.kind == "informed":
        begin = max(begin, found.sentence_start(predicate.start))
    match = _AT_END.search(found.masked, begin, predicate.start)
    if match and (apart := _BEHIND_A_TIME.match(found.masked, max(0, match.start() - _NEAR))):
        match = _AT_END.search(found.masked, apart.end(), predicate.start)
    if match is None or _MEMBERS_OF.search(found.masked[max(0, match.start() - _NEAR) : match.start()]):
        return []
    return [match.span("list")]


def _names_behind(found: Masked, predicate: Predicate, end: int) -> list[Span]:
    """The object of a verb of telling, or of giving: `inform the [Council]`, `give [TSAG] an update`."""
    pattern = {"inform": _TOLD, "convey": _GIVEN}.get(predicate.kind)
    match = pattern.match(found.masked, predicate.end, end) if pattern else None
    return [match.span("list")] if match else []


def _names_after_to(found: Masked, predicate: Predicate, start: int, end: int) -> list[Span]:
    spans = [
        match.span("list") if found.masked.startswith("devote", predicate.start) else _before_next_subject(found, match)
        for match in _TO.finditer(found.masked, start, end)
        if _is_recipient(found.masked, match, predicate) and not _goes_on_name(found, match.start())
    ]
    # "to its parent body, the [Panel]": one body, said twice
    return [_without_parent(found, _namely(found, span)) for span in spans if span]


def _namely(found: Masked, span: Span) -> Span:
    """The names behind `in particular`, where only "the relevant bodies" are called before."""
    called = found.between(*span)
    names = _NAMELY.match(found.masked, span[1]) if len(called) == 1 and called[0].names[0].islower() else None
    return names.span("list") if names else span


def _without_parent(found: Masked, span: Span) -> Span:
    named = found.between(*span)
    if len(named) > 1 and _SAID_AGAIN.match(found.masked, named[0].end) and named[0].names[0].endswith("parent body"):
        return named[1].start, span[1]
    return span


def _before_next_subject(found: Masked, match: re.Match[str]) -> Span | None:
    """The names without a last one that is who acts next: `to [TSAG], and the [Director of BDT] to report`."""
    start, end = match.span("list")
    after = found.masked[end : end + _AFTER]
    if not _NEXT_VERB.match(after) or _PURPOSE.match(after):
        return start, end
    names = found.between(start, end)
    return (start, names[-2].end) if len(names) > 1 else None


def _handed(masked: str, predicate: Predicate) -> str:
    """What is handed over, as it stands in the text; "" where nothing is, or it is a pronoun."""
    return masked[slice(*predicate.noun)] if predicate.noun else ""


def _is_recipient(masked: str, match: re.Match[str], predicate: Predicate) -> bool:
    """Whether "to [name]" says where the report goes, not what a noun before it relates to."""
    is_brought = _handed(masked, predicate).startswith(_BROUGHT)
    if _ATTENTION.search(match[0]) and not is_brought and not _BY_A_REPORT.search(masked, match.end()):
        # To bring a matter to a body's attention is no report.
        return False
    close_to_verb = predicate.kind == "passive" and abs(match.start() - predicate.end) < _CLOSE
    if is_relation(masked, match.start()) and not close_to_verb:
        return False
    if _LIKE_A_REPORT.search(masked, max(0, match.start() - _IN_A_REPORT_REACH), match.start()):
        return False
    of_another = _REPORT_OF_OTHERS.search(masked, predicate.end, match.start())
    if of_another and predicate.noun != of_another.span("noun"):
        # "to report to TSAG on the report of the Council to the conference"
        return False
    before = masked[max(predicate.end, match.start() - _GIVEN_BY_REACH) : match.start()]
    return predicate.kind == "passive" or not _GIVEN_BY.search(before)


def _goes_on_name(found: Masked, at: int) -> bool:
    """Whether "to …" at an offset ends the name before it: `Working Group on Improvements to the Forum`."""
    is_name = found.masked[: at - 1].endswith((BODY, OFFICIAL))
    return is_name and _RELATION.search(found.text[max(0, at - _NEAR) : at].lower()) is not None


def is_relation(masked: str, at: int) -> bool:
    """Whether "to …" at an offset belongs to a noun before it: `assistance to`, `adjustments to`.

    Nothing is given "to the next" conference but the report, and nobody is assisted "at its 2027 meeting".
    """
    if _TO_A_COMING_ONE.match(masked, at):
        return False
    begin = max(0, at - _NEAR)
    if not _RELATION.search(masked, begin, at):
        return False
    if _HELP.search(masked, begin, at) and _AT_ITS_MEETING.match(masked, at):
        return False
    if _IN_A_REPORT_GIVEN.search(masked, max(0, at - _IN_A_REPORT_REACH), at):
        return False
    said = _WHAT_WAS_SAID.search(masked, begin, at)
    # "report to the Council on those contributions to Study Group 5" has its recipient before.
    return said is None or BODY in masked[begin : said.start()]


def _less_usual(found: Masked, predicate: Predicate, start: int, at: int, end: int) -> list[Span]:
    """Ways of saying to whom that count only where there is no "to [name]"."""
    if relative := _of_relative_clause(found, predicate):
        return [relative]
    begin = max(found.sentence_start(predicate.start), predicate.start - _TO_WHICH_REACH)
    if addressed := _ADDRESSES.search(found.masked[begin : predicate.head]):
        return [(begin + addressed.start("list"), begin + addressed.end("list"))]
    if predicate.kind == "passive" and predicate.noun:
        noun = predicate.noun[0]
        fronted = _FRONTED.search(found.masked, max(found.sentence_start(noun), noun - _TO_WHICH_REACH), noun)
        if fronted:
            return [fronted.span("list")]
    match = None
    if _LAYING.match(found.masked, predicate.head):
        match = _BEFORE.search(found.masked, at, end)
    handed = _handed(found.masked, predicate)
    if handed not in _EXCHANGED:
        match = match or _AT_DISPOSAL.search(found.masked, predicate.head, end)
    if handed.startswith("document"):
        match = match or _MADE_FOR.match(found.masked, predicate.end, end)
    if found.masked.startswith(_WITH_SOMEBODY, predicate.head) and handed not in _EXCHANGED:
        match = _SHARED_WITH.search(found.masked, at, end)
    if match is None and predicate.kind in _HANDING:
        match = (
            _PREPARED_FOR.search(found.masked, predicate.head, end)
            or (_MADE_FOR.match(found.masked, predicate.end, end) if predicate.kind == "passive" else None)
            or _report_for(found, max(start, predicate.head), end)
            or _TREATED.search(found.masked, at, end)
        )
        if match is None and not _TO.search(found.masked, predicate.head, found.sentence_end(predicate.head)):
            match = _DIALOGUE.search(found.masked, at, end)
        if match is None:
            match = _AT.search(found.masked, at, end)
            if match is None:
                return _set_off(found, predicate)
            before = found.masked[at : match.start()]
            if not _is_gathering(found, match) or _DONE_THERE.search(before) or _ANOTHER_TASK.search(before):
                match = None
    return [match.span("list")] if match else []


def _set_off(found: Masked, predicate: Predicate) -> list[Span]:
    """The gathering, or the body that gets a report in any case, set off right before a verb; empty without one."""
    begin = max(found.sentence_start(predicate.start), predicate.start - _TO_WHICH_REACH)
    match = _SET_OFF.search(found.masked[begin : predicate.start])
    names = (begin + match.start("list"), begin + match.end("list")) if match else (0, 0)
    return [names] if any(one.kind == "body" for one in found.between(*names)) else []


def _report_for(found: Masked, start: int, end: int) -> re.Match[str] | None:
    """`a report on the accounts for the [Council]`, but not `on the cost of rooms for the meetings of the [group]`."""
    match = _REPORT_FOR.search(found.masked, start, end)
    return None if match and _MEETINGS_OF.search(match["list"]) else match


def _of_relative_clause(found: Masked, predicate: Predicate) -> Span | None:
    """The names that "to which" before a predicate stands for."""
    begin = max(found.sentence_start(predicate.start), predicate.head - _TO_WHICH_REACH)
    stretch = found.masked[begin : predicate.head]
    match = _TO_WHICH.search(stretch) if " wh" in stretch else None
    return (begin + match.start("list"), begin + match.end("list")) if match else None


def _is_gathering(found: Masked, match: re.Match[str]) -> bool:
    """Whether "at …" names a gathering that a report can be made to, not a place or a topic."""
    return match["at"] != "for" and any(one.kind == "body" for one in found.between(*match.span("list")))


def _spans(pattern: Cued, found: Masked, start: int, end: int) -> list[Span]:
    return [match.span("list") for match in pattern.finditer(found.masked, start, end)]


def names_joined_to(found: Masked, at: int) -> re.Match[str] | None:
    """The list of names that begins at an offset, with determiners: what "in collaboration with" goes on with."""
    return _JOINED.match(found.masked, at)


# No "to" between helpers: in "in consultation with the [Secretary-General], to [TSAG]" it begins the recipient.
_PLAIN_JOINT = r"(?:\s*,\s*(?:and\s+|or\s+)?(?:with\s+)?|,?\s+(?:and|or|and/or|as\s+well\s+as|together)\s+(?:with\s+)?)"
_JOINED = re.compile(
    r"\s+(?:(?:the|its|their|each|all|any|both)\s+){0,4}(?:(?:relevant|other|competent|three)\s+){0,4}"
    rf"{NAME}(?:{_PLAIN_JOINT}(?:(?:the|all|other|relevant|its|[a-z]+(?:al|ed|ent|ive|ic))\s+){{0,4}}{NAME}"
    r"(?:\s+(?:concerned|involved|in\s+question))?){0,30}"
)
_BODY_AFTER_TO = re.compile(rf"to\s+(?:the\s+)?{BODY}")


def goes_to_a_body(found: Masked, at: int) -> bool:
    """Whether the words at an offset are "to the [body]"."""
    return bool(_BODY_AFTER_TO.match(found.masked, at))
