"""Where the words end that say what a report is about."""

from __future__ import annotations

import re

from reporter.extraction.masking import ANYBODY, Masked
from reporter.extraction.recipients import is_relation
from reporter.vocabulary.language import alternatives, language

_WORDS = language()
_TOPICS = _WORDS.topics
_MONTHS = "|".join(month.lower() for month in _WORDS.months)
_ITS = r"(?:his\s+or\s+her|his|her|its|their|the|each|every|that|a|an)"

# `requests`, `invites`: the next duty of the same sentence
_ASKS = alternatives(sorted(set(_WORDS.third_person.values()) - _WORDS.nouns_too))
_HOW_OFTEN = (
    r"(?:annually|biennially|quarterly|monthly|(?:each|every)\s+year|every\s+(?:two|three|four|six|twelve)\s+(?:years|months)"
    r"|every\s+\d+\s+days|on\s+an?\s+[\w-]+\s+basis|regularly|twice\s+a\s+year)"
)
_HANDED = rf"(?:{_WORDS.convey}|{alternatives(_WORDS.recipients.treated)})"
_CARRIED = alternatives(
    (*_TOPICS.carried, "reports?", "analysis", "assessments?", "information", "summary", "overview")
)
# Each way a topic ends, with the words it is for: `fees`
_BEHIND_A_COMMA = (
    # `fees, and to assist`: but "wells, pumps, and pipes" is a list
    r"(?P<joined>(?:and|or)\s)",
    # `fees, taking into account`
    rf"(?P<adverbial>(?:{alternatives(_TOPICS.adverbial)})(?![\w-]))",
    # `fees, invites`
    rf"(?:{_ASKS}|{alternatives(_TOPICS.holding)})(?![\w-])",
    # `fees, prepared by`, `fees, drawing on`, `fees, the first report`
    rf"{alternatives(_TOPICS.saying)}[a-z]*ing\s|(?:[a-z]+ly\s+)?[a-z]+ed\s+(?:by|on|in|to|with|at|for|from|under|upon)\b"
    r"|[a-z]+ing\s+(?:the|an?|its|their|his|her|into|on|upon|in|account|all|any|that|such|full|due|relevant|use|from)\b"
    r"|(?:the|an?|its|his)\s+(?:[a-z]+\s+){0,2}reports?\b|(?:the|an?)\s+[a-z]+\s+of\s+which\b",
    r"$",
)
_BEHIND_A_BLANK = (
    # `fees to it`, `fees to the forthcoming [PP]`, `fees to the next session`
    rf"(?P<to>to\s+it\b|(?:to|for\s+\w+\s+by|through|via)\s+(?:{alternatives(_WORDS.recipients.before_name)}\s+){{0,8}}+{ANYBODY})",
    rf"(?P<session>(?:at|during|to|for|by|before|in\s+time\s+for)\s+{_ITS}\s+(?:(?!and\s|or\s)[\w'()\ue001-\ue004-]+\s+){{0,8}}?(?:sessions?|meetings?)\b)",
    # `fees to be submitted`, `fees be submitted`, `fees are to be submitted`, `fees shall be`
    rf"to\s+be\s+(?:{_HANDED}|distributed|circulated|published|disseminated|annexed)\b"
    rf"|(?<!may\s)(?<!can\s)(?<!could\s)(?<!might\s)be\s+{_HANDED}\b|shall\s|(?:is|are)\s+made\s|(?:is|are)\s+to\s+be\s+{_HANDED}\b",
    # `fees and to assist`, `fees and submit it`, `fees and further requests`, `fees and keep the [Council] informed`
    r"and\s+(?:(?:to|thereafter|also\s+to|that\s+the|by\s+[a-z]+ing)\s|[a-z]+\s+(?:it|them)\b"
    rf"|(?:further\s+|also\s+|[a-z]+ly\s+)?(?:{_ASKS}|(?P<duty>{alternatives(_TOPICS.verbs)}))\s)",
    # `fees for consideration by`, `fees for submission to`
    rf"for\s+(?:(?:its|their|due|further)\s+)?{alternatives(_WORDS.recipients.purposes)}\s+(?:by|at|during)\s",
    r"for\s+(?:submission|transmission|presentation|onward\s+transmission)\s+to\b",
    # `fees by 1 May`, `fees by the end of the year`, `fees before June`, `fees within ninety days`
    rf"(?:by|before)\s+(?:(?:the\s+end\s+of\s+)?\d|the\s+end\b|(?:{_MONTHS})\b)|within\s+(?:\d|[\w-]+\s+(?:days|weeks|months)\b)",
    # `fees no later than`, `fees as soon as possible`, `fees as requested in`
    r"(?:no|not)\s+later\s+than\b|as\s+(?:soon\s+as\s+(?:possible|feasible)|(?:requested|provided|called|mandated)\s+(?:in|by|for|under)\s)",
    # `fees in the context of the budget`, `fees in its annual report`
    r"in\s+the\s+context\s+of\s+(?:his|her|its|their|the)\s+[^,;]{0,60}?(?:reports?|budgets?|submissions?|estimates|outline|sessions?)\b",
    r"(?P<inside>in\s+(?:his\s+or\s+her|his|her|its|their|the\s+next|the\s+annual|the\s+\S+'s)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:reports?|briefings?|updates?|(?:budget\s+)?submissions?|overview)\b)",
    # `fees in accordance with established practice`, `fees with a view to their`, `fees in order to`
    rf"in\s+(?:accordance|line|conformity|keeping)\s+with\s+(?:[\w-]+\s+){{0,4}}?{alternatives(_TOPICS.arrangements)}\b",
    r"(?P<aim>(?:with\s+a\s+view\s+to|in\s+order\s+to)\s)",
    # `fees in a section of`, `fees under the item`
    r"in\s+an?\s+(?:[a-z]+\s+)?(?:section|chapter|annex|part)\b"
    r"|under\s+(?:the|an?|a\s+separate)\s+(?:\w+\s+){0,2}(?:sub-?item|item)\b",
    # `fees only if requested by`, `fees when so requested`
    r"only\s+(?:if|when|where|in\s+case)\s|(?:if|when|where)\s+(?:so\s+)?requested\b",
    # `fees in a timely manner`, `fees to their respective boards`
    r"in\s+an?\s+[a-z-]+\s+(?:and\s+[a-z-]+\s+)?(?:manner|fashion)\b|(?<!made\s)available\s+(?:to|for)\b|to\s+(?:their|its)\s+respective\s",
    # `fees on the basis of information`
    rf"(?:on\s+the\s+basis\s+of|based\s+(?:up)?on)\s+(?:[\w-]+\s+){{0,3}}?{alternatives(_TOPICS.sources)}\b",
    # `fees containing information on`, `fees with recommendations`
    rf"(?:{alternatives(_TOPICS.holding)}|(?:together\s+|along\s+)?with)\s+"
    rf"(?:(?:an?|the|its|his|their|any|all)\s+)?(?:[a-z-]+\s+){{0,2}}?{_CARRIED}\s",
    # `fees annually`, `fees every year and`
    rf"{_HOW_OFTEN}(?=\s*[,;.]|\s*$|\s+(?:and|or|to|from|after|until|starting|beginning|thereafter)\s)",
)
_END = re.compile(rf"[;:]|(?<!\sno)\.(?=\s|$)|,\s*(?:{'|'.join(_BEHIND_A_COMMA)})|\s+(?:{'|'.join(_BEHIND_A_BLANK)})")
# `measures taken` in front of `in order to`: the aim of the measures
_AIMED = re.compile(
    r"\b(?:taken|made|adopted|needed|required|necessary|efforts?|measures?|steps?|actions?|undertaken)$"
)
_AIMED_REACH = 12
# `the discussions held` in front of `at the first meeting`
_HELD = re.compile(rf"\b{alternatives(_TOPICS.held)}$")
_HELD_REACH = 12
# `to communicate` in front of `and transmit data`
_INFINITIVE = re.compile(r"\bto\s+(?:[a-z]+ly\s+)?[a-z]+$")
_INFINITIVE_REACH = 40
# `how the system, in spite of its age, works`: a clause of its own
_ASKED = re.compile(r"(?:how|whether|why|what)(?![\w-])")
_FINITE = re.compile(
    rf"\s(?:is|are|was|were|has|have|can|could|may|might|to\s+[a-z]+|{alternatives(_WORDS.grammar.finite)})\s"
)
# `referred to` in front of `in his report`; `in his previous report` is no report to come
_SAID = re.compile(rf"\b{alternatives(_TOPICS.said)}$")
_EARLIER = re.compile(r"\s(?:previous|earlier|last|latest|first|preceding|past)\s")
_SAID_REACH = 14
# `referred to in his report` in front of `to the [Assembly]`
_SAID_IN = re.compile(rf"\b{alternatives(_TOPICS.said)}\s+in\s+[^,;]{{0,60}}reports?$")
_SAID_IN_REACH = 90
_DONE = re.compile(r"ed\s*$")
# `the contribution of the [Bureau]` in front of `to the [Programme]`
_RELATED = re.compile(rf"\b{alternatives(_WORDS.recipients.relations)}\b")
# `wells, pumps` in front of `, and pipes`
_LISTED = re.compile(r",\s+(?!in\s+particular)")
_NO_MEMBER = re.compile(
    r"(?:to|also|further|then|thereafter|in|on|at|for|that|with|by|where|if|when|as|it|they|this|shall|not"
    rf"|{_ASKS}|{alternatives(_TOPICS.verbs)}|[a-z]+ly|{ANYBODY}|[a-z]+\s+(?:it|them))(?![\w-])"
)
# Words left over at the end: `wells which` in front of `are to be`
_LEFT_OVER = frozenset(_TOPICS.left_over)
# No topic by itself
_EMPTY = re.compile(
    r"(?:it|them|this|that|these|those|its|their|the|which|who|such|so|same|hereon|thereon|[a-z]+ly|[a-z]+\s+(?:related|relating)"
    r"|(?:which|who|it)\s+(?:is|are|was|were|would|will|shall|should|may|can|could|might|has|have|had|it|they)\b[^,]*|(?:and|or)\s.*|that\s+(?:the|it|they)\s.*)",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = " ,;.\n\t"


def topic(found: Masked, start: int, limit: int, recipients: tuple[str, ...]) -> tuple[int, int]:
    """Start and end of the topic that begins at an offset, without the marks around it; the two alike where it is none.

    Args:
        found: The clause with its mentions.
        start: Where the topic begins.
        limit: Where it ends at the latest.
        recipients: Canonical names of those who get the report.
    """
    end = next(
        (one.start() for one in _END.finditer(found.masked, start, limit) if _ends(found, start, one, recipients)),
        limit,
    )
    words = found.text[start:end]
    begin = start + len(words) - len(words.lstrip(_MARKS))
    words = words.strip(_MARKS)
    head, _, last = words.rpartition(" ")
    while head and last in _LEFT_OVER:
        words = head.rstrip(_MARKS)
        head, _, last = words.rpartition(" ")
    return (begin, begin) if _EMPTY.fullmatch(words) else (begin, begin + len(words))


def _ends(found: Masked, start: int, match: re.Match[str], recipients: tuple[str, ...]) -> bool:
    """Whether a topic that begins at `start` ends at a match: not in quotation marks, nor where words belong to it."""
    masked, at = found.masked, match.start()
    if masked.count('"', start, at) % 2 and masked.find('"', at) >= 0:
        return False
    if match["joined"]:
        return not _LISTED.search(masked, start, at) or bool(_NO_MEMBER.match(masked, match.end()))
    if match["adverbial"]:
        # `how the system, in spite of its age,` has no verb yet.
        return not _ASKED.match(masked, start) or bool(_FINITE.search(masked, start, at))
    if match["duty"]:
        return not _INFINITIVE.search(masked, max(start, at - _INFINITIVE_REACH), at)
    if match["session"]:
        return not _HELD.search(masked, max(start, at - _HELD_REACH), at) and not is_relation(
            masked, match.start("session")
        )
    if match["inside"]:
        return not (_SAID.search(masked, max(start, at - _SAID_REACH), at) or _EARLIER.search(match[0]))
    if match["aim"]:
        return not _AIMED.search(masked, max(start, at - _AIMED_REACH), at)
    if match["to"]:
        said_there = _SAID_IN.search(masked, max(start, at - _SAID_IN_REACH), at)
        return (
            not said_there and not is_relation(masked, match.start("to")) and _is_told(found, start, match, recipients)
        )
    return True


def _is_told(found: Masked, start: int, match: re.Match[str], recipients: tuple[str, ...]) -> bool:
    """Whether "to [name]" is who gets the report: others get what it is about, `the aid of the [Union] to [States]`."""
    named = next(iter(found.between(match.end() - 1, len(found.masked))), None)
    if named is None or named.start >= match.end():
        # `the tasks entrusted to it` are a topic as a whole.
        return not _DONE.search(found.masked, start, match.start())
    if not set(named.names).isdisjoint(recipients):
        return True
    return named.kind != "members" and not _RELATED.search(found.masked, start, match.start())
