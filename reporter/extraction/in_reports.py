"""What is to be said in a report to a body: `to describe, in its report to the Council, the obstacles`."""

from __future__ import annotations

import re

from reporter.extraction.grammar import can_govern, is_governed, phrase_start
from reporter.extraction.masking import BODY, NAME, Masked
from reporter.extraction.predicate import Predicate
from reporter.vocabulary.cued import cued

_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `to raise, in his report to the next [WTSA], any question`, `, in each report that she submits to [TDAG], to describe`
_IN_REPORT = cued(
    rf"{_START}(?:in|(?<=to\sappend\s)to|(?<=to\sannex\s)to|(?<=to\sattach\s)to)\s+"
    r"(?:(?:an?|the)\s+(?:[a-z-]+\s+){0,3}(?:chapter|section|part|annex)\s+of\s+)?"
    r"(?:all\s+)?(?:his\s+or\s+her|his|her|its|their|the|an?|each|every)\s+(?:(?!of\b|to\b)[\w\ue001-\ue003'-]+\s+){0,3}"
    rf"(?P<noun>reports?|documents?|statements?|updates?)(?:\s+of\s+the\s+{NAME}(?=\s+to\s))?"
    r"(?:\s+on\s+[^,;]{0,60}?|(?:\s*+,)?\s++(?:(?:that|which)\s+)?(?:it|he|she|they|he\s+or\s+she)\s+(?:[a-z]+ly\s+)?"
    r"(?:submits?|presents?|makes?|transmits?|sends?|provides?|delivers?|prepares?|address(?:es)?)(?:\s+[^,;]{0,40}?)?)?"
    rf"(?=\s+(?:to|for)\s+(?:(?:the|each|every|its|next|all|future|subsequent|competent|forthcoming|ordinary|regular)\s+){{0,4}}"
    rf"(?:(?:(?:sessions?|meetings?)\s+of\s+(?:the\s+)?)?{BODY}|it\b))"
)
_IN_HIS_NEXT = (
    r"in\s+(?:his\s+or\s+her|his|her|its|their)\s+(?:next|forthcoming|upcoming|future|subsequent)\s+"
    r"(?:[a-z-]+\s+){0,3}(?P<noun>reports?)"
)
# `to elaborate, in his next overview report on the fees, on the reasons`: to who asks
_IN_NEXT_REPORT = cued(
    rf"{_START}(?P<verb>elaborate|expand|dwell|reflect|address|cover|describe|highlight|set\s+out){_END}[^;:]{{0,120}}?\s{_IN_HIS_NEXT}\b"
)
_IN_THE_FINAL = (
    r"in\s+the\s+(?:next|forthcoming|upcoming|first|second|third|fourth|final|last)\s+(?:[\w-]+\s+){0,3}"
    r"(?P<final>reports?)"
)
# `in his next report on the fees, to include a section on lamps`, `in the final report due in May 2027, to set out`: to
# who asks
_IN_NEXT_REPORT_TO = cued(
    rf"{_START}(?:{_IN_HIS_NEXT}|{_IN_THE_FINAL})(?:\s+(?:on|concerning|regarding)\s[^,;:]{{2,100}}?)?(?:\s+due\s[^,;:]{{3,40}}?)?(?:\s*,){{0,2}}\s+to\s+"
    r"(?P<verb>include|provide|address|reflect|elaborate|cover|describe)\b"
)
# `to include in its annual report, submitted to the [Commission], an assessment`
_INCLUDE_IN_REPORT = cued(
    rf"{_START}(?:include|address|cover)\s+in\s+(?:its|his|her|their|the)\s+(?:(?!(?:the|an?|its|all|on|of|to)\s)[a-z-]+\s+){{0,3}}(?P<noun>reports?)(?:\s+on\s+[^,;]{{2,80}}?)?"
    rf"(?:\s*+,)?\s++(?:to\s+be\s+)?(?:submitted|presented)(?=\s+to\s+(?:the\s+)?{BODY})"
)
# `in the context of his report on the plan, to be submitted to the [Assembly], to include details`
_IN_REPORT_TO_COME = cued(
    rf"{_START}in\s+(?:the\s+context\s+of\s+)?(?:his|her|its|their|the)\s+(?:(?!of\b|to\b)[\w-]+\s+){{0,3}}(?P<noun>reports?)"
    rf"(?:\s+on\s[^;]{{2,160}}?)?(?:\s*+,)?\s++to\s+be\s+(?:submitted|presented)(?=\s+to\s+(?:the\s+)?{BODY})"
)
_ITS_REPORT = r"(?:the|its|his|her|their)\s+(?:(?!of\b|to\b)[\w-]+\s+){0,3}(?P<noun>reports?)"
_ABOUT = r"(?:\s+(?:on|of)\s+[^,;]{2,80}?)?,?\s+"
_THAT_IS = r"(?:(?:that|which)\s+(?:is|are)\s+(?:to\s+be\s+)?|to\s+be\s+)"
_SUBMITTED = (
    r"(?:submitted|presented|made|sent)"
    rf"(?=\s+[^;,]{{0,40}}?(?:to|at)\s+(?:(?:the|each|every|its|next)\s+){{0,3}}{BODY})"
)
# `to devote a section of the report on the plan, which is submitted each year to the [Council], to lamps`
_SAID_IN_REPORT = cued(
    rf"{_START}(?:reflect|describe|cover|address|summari[sz]e|set\s+out|mention)\s+[^;:]{{0,160}}?\s(?:in|of)\s+"
    rf"{_ITS_REPORT}{_ABOUT}{_THAT_IS}{_SUBMITTED}"
)
# `to devote to lamps a section of the report on the works presented at each [TSAG] meeting`
_HAS_ITS_SECTION = cued(
    rf"{_START}(?:devote|include)\s+[^;:]{{0,160}}?\s(?:in|of)\s+{_ITS_REPORT}{_ABOUT}{_THAT_IS}?{_SUBMITTED}"
)
# `to devote a section of its annual report to the [Council] to lamps`
_DEVOTES = cued(rf"{_START}devote\s+[^;:,]{{0,80}}?\s(?:in|of)\s+{_ITS_REPORT}(?=\s+to\s+(?:the\s+)?{BODY})")
# `consider the proposals made in his report`: the report is read
_READS = cued(
    rf"{_START}(?:expressed|addressed|errors?|quality|data|consider\w*|examin\w*|review\w*|stud(?:y|ied)|not(?:e|ed|ing)|contain(?:ed|ing|s)?|describ(?:ed|es)|mentioned|referr\w*"
    rf"|(?<!to\s)set\s+out|presented|identified|proposed|outlined|recommended|indicated|made|given){_END}(?:(?!\sand\sto\s)[^;]){{0,80}}$"
)
_READS_REACH = 120
# `in a document for the`, `in the report of the [Director] to the`: read, unless something is said in it
_NO_PLAIN_REPORT = re.compile(r"\b(?:documents?|statements?|reports?\s+of\s+the)\b")
_SAYS_SOMETHING = re.compile(
    r"(?:,\s*|\b(?:set\s+out|describe|explain|present|include|provide|give|reflect|record|take\s+stock|report|account|summari[sz]e"
    r"|raise|append|annex|attach)\s[^;]{0,100})$"
)
# `the recommendations contained` in front of "in his next report": said before
_SAID_BEFORE = re.compile(r"\b(?:contained|(?<!progress )made|raised|identified|mentioned|expressed|costs?)\b")
_FOLLOWS_UP = (
    "follow-up",
    "assistance",
    "support",
    "relation",
    "contribution",
    "contributions",
    "relating",
    "related",
    "improvements",
    "changes",
    "amendments",
)


def in_reports(found: Masked) -> list[Predicate]:
    """Something to be said in a report to a body."""
    predicates = []
    for match in _IN_REPORT.finditer(found.masked):
        if found.masked.endswith(_FOLLOWS_UP, 0, match.end()):
            # "in his next report on the follow-up to the Second Assembly"
            continue
        begin = max(found.sentence_start(match.start()), match.start() - _READS_REACH)
        if _NO_PLAIN_REPORT.search(match[0]) and not _SAYS_SOMETHING.search(found.masked, begin, match.start()):
            # "to correct the errors in the documents for the Council"
            continue
        if is_governed(found, match.start()) and not _is_read(found, match.start()):
            predicates.append(Predicate("convey", match.start(), match.start("noun"), match.end(), match.span("noun")))
    predicates += [
        Predicate("report", phrase_start(found, match.start()), match.start(), match.end(), match.span("noun"))
        for match in _IN_NEXT_REPORT.finditer(found.masked)
        if can_govern(found, match.start(), match["verb"]) and not _SAID_BEFORE.search(match[0])
    ]
    predicates += [
        Predicate(
            "report", match.start(), match.start("verb"), match.end(), match.span("noun" if match["noun"] else "final")
        )
        for match in _IN_NEXT_REPORT_TO.finditer(found.masked)
        if not _is_read(found, match.start())
    ]
    predicates += [
        Predicate("passive", match.start(), match.start("noun"), match.end(), match.span("noun"))
        for way in (_INCLUDE_IN_REPORT, _SAID_IN_REPORT, _HAS_ITS_SECTION, _DEVOTES, _IN_REPORT_TO_COME)
        for match in way.finditer(found.masked)
        if is_governed(found, match.start()) and not _is_read(found, match.start())
    ]
    return predicates


def _is_read(found: Masked, at: int) -> bool:
    """Whether "in his report" at an offset says where something is read: `consider the proposals made in`."""
    begin = max(found.sentence_start(at), at - _READS_REACH)
    return _READS.search(found.masked[begin:at]) is not None
