"""What a report is about, in the words of the clause."""

from __future__ import annotations

import re

from reporter.extraction.act import Act
from reporter.extraction.masking import ANYBODY, Masked
from reporter.vocabulary.language import alternatives, language

_WORDS = language()
_START = r"(?<![\w-])"

# `on the implementation of this resolution`, `about its work`
_TOPIC = re.compile(
    rf"{_START}(?:on|about|concerning|regarding|as\s+to|relating\s+to|related\s+to|pertaining\s+to|of)\s+(?=\S)"
)
# `on an annual basis`, `on its own`, `on 5 May`: no topic
_NO_TOPIC = re.compile(r"(?:an?\s+)?[\w-]+\s+basis\b|its\s+own\b|\d")

_HOW_OFTEN = (
    r"(?:annually|biennially|quarterly|(?:each|every)\s+year|every\s+(?:two|three|four|six)\s+(?:years|months)"
    r"|every\s+\d+\s+days|on\s+an?\s+\w+\s+basis|regularly|twice\s+a\s+year)"
)
_MONTHS = "|".join(month.lower() for month in _WORDS.months)
# Where a topic ends, each with the words it is for: `fees`
_ENDS = (
    # `fees; `, `fees.`
    r"[;:]|\.(?=\s|$)|,\s*$",
    # `fees, and to assist`, `fees, taking into account`
    r",\s*(?:and|or|to|for|with|which|together|along|including|in|so\s+that|at|no|not\s+later|by|through|who|as|taking|within|on"
    r"|before|if|where|inter\s+alia)\b",
    # `fees to the forthcoming [PP]`, `fees through the [Council]`
    rf"\s+(?:to|for\s+\w+\s+by|through|via)\s+(?:{alternatives(_WORDS.recipients.before_name)}\s+){{0,8}}+{ANYBODY}",
    # `fees to be submitted`, `fees be submitted`, `fees shall be`, `fees and to assist`, `fees and submit it`
    rf"\s+(?:to\s+)?be\s+{_WORDS.convey}\b|\s+to\s+be\s+\w+ed\b|\s+(?:shall|is\s+to|are\s+to|(?:is|are)\s+made)\s+",
    r"\s+and\s+(?:to|thereafter|also\s+to)\s+|\s+and\s+[a-z]+\s+(?:it|them)\b",
    # `fees and further requests`
    r"\s+and\s+(?:further\s+|also\s+)?(?:decides|requests|invites|instructs|requires|asks|encourages|urges|directs|resolves|calls)\s",
    # `fees at its next session`, `fees in time for each meeting`
    r"\s+(?:at|during|to|for|before|in\s+time\s+for)\s+(?:its|the|each|every|that|their)\s+[^,;]{0,40}?(?:sessions?|meetings?)\b",
    # `fees by 1 May`, `fees by the end of the year`, `fees before June`, `fees as soon as possible`
    r"\s+(?:by|before|within|no\s+later\s+than|not\s+later\s+than)\s+(?:the\s+end\s+of\s+)?\d",
    rf"\s+(?:by|before)\s+(?:the\s+end|{_MONTHS})|\s+as\s+soon\s+as\s+possible",
    # `fees in the context of the budget`, `fees in its annual report`
    r"\s+in\s+the\s+context\s+of|\s+in\s+(?:his|her|its|their)\s+(?:or\s+her\s+)?(?:\w+\s+){0,2}reports?",
    # `fees annually`, `fees every year and`
    rf"\s+{_HOW_OFTEN}(?=\s*[,;.]|\s*$|\s+(?:and|or|to)\s)",
)
_END = re.compile("|".join(_ENDS))

# `report to [WRC-27] the status of`: what is reported, right behind the recipient
_REPORTED = re.compile(rf"\s+(?=(?:the|its|their|any|all)\s+(?!{ANYBODY}))")
# `session of`, `attention of`, `member of`
_OF_SOMETHING_ELSE = re.compile(r"(?:sessions?|meetings?|attention|consideration|end|basis|form|year|members?)\s*$")
_LOOK_BACK = 30
# What may stand between a report and "of" its topic: `inform the [Council], on a regular basis, of`
_BETWEEN = re.compile(
    rf"(?:{ANYBODY}|{_HOW_OFTEN}|\b(?:to|the|and|fully|regularly|duly|informed|apprised|advised|abreast|briefed|updated|notified)\b"
    r"|[\s,])*+"
)


def subject(act: Act, found: Masked) -> tuple[int, int]:
    """Start and end, in the clause's reading, of what the report is about; an empty stretch where it does not say."""
    limit = max(act.end, found.sentence_end(act.predicates[-1].head))
    nouns = sorted(one.noun[1] for one in act.predicates if one.noun)
    for start in (*nouns, *sorted(one.end for one in act.predicates)):
        for topic in _TOPIC.finditer(found.masked, start, limit):
            if _is_topic(found, start, topic):
                begin, end = _stripped(found, topic.end(), limit)
                if begin < end:
                    return begin, end
    return _reported(act, found, limit)


def _reported(act: Act, found: Masked, limit: int) -> tuple[int, int]:
    """What is reported where no preposition says so: `to report to WRC-27 the status of the implementation`."""
    for one in found.between(act.predicates[-1].end, limit):
        match = _REPORTED.match(found.masked, one.end)
        if match and match.end() < limit:
            return _stripped(found, match.end(), limit)
    return 0, 0


def _stripped(found: Masked, start: int, limit: int) -> tuple[int, int]:
    """The words from `start` to where a topic ends, without the blanks and marks around them."""
    match = _END.search(found.masked, start, limit)
    words = found.text[start : match.start() if match else limit]
    start += len(words) - len(words.lstrip(" ,;."))
    return start, start + len(words.strip(" ,;."))


def _is_topic(found: Masked, start: int, topic: re.Match[str]) -> bool:
    """Whether "on", "of" and the like begin what the report that ends at `start` is about."""
    if _NO_TOPIC.match(found.masked, topic.end()):
        return False
    if not topic[0].startswith("of"):
        return True
    if _OF_SOMETHING_ELSE.search(found.masked, max(start, topic.start() - _LOOK_BACK), topic.start()):
        return False
    return bool(_BETWEEN.fullmatch(found.masked, start, topic.start()))
