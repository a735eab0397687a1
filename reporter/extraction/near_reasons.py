"""Why a clause that speaks of reports is no reporting act: the first reason that is true of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reporter.extraction.binding import sets_task
from reporter.extraction.grammar import is_of_those_helped, is_permission
from reporter.extraction.masking import BODY, Masked, Mention
from reporter.extraction.predicate import Predicate
from reporter.extraction.predicates import find_predicates, permissions
from reporter.model import Clause, Section
from reporter.vocabulary.forms import any_of, lowered
from reporter.vocabulary.language import alternatives, language

_WORDS = language()
_START, _END = r"(?<![\w-])", r"(?![\w-])"

SPEAKS_OF_REPORTS = re.compile(
    rf"{_START}(?:reports?|reporting|reported|inform(?:s|ed|ing)?|briefs?|briefings?){_END}", re.IGNORECASE
)
"""Words by which a person would search for duties to report."""

_SPEAKS_OR_TELLS = re.compile(rf"{SPEAKS_OF_REPORTS.pattern}|{_START}(?:{_WORDS.inform}){_END}", re.IGNORECASE)
_SHALL = re.compile(rf"{_START}{_WORDS.shall}{_END}", re.IGNORECASE)
_PERMITS = re.compile(rf"{_START}{alternatives(_WORDS.grammar.permission)}{_END}")

_REPORT = rf"{_START}reports?{_END}"
_MAKES = any_of(
    ("report", "submit", "present", "prepare", "provide", "produce", "publish", "make", "draft", "develop", "issue",
     "compile", "write", "inform", "send", "transmit")
)  # fmt: skip
_OF_ONE_PHRASE = r"(?:(?!\b(?:and|or)\b)[^.;,]){0,60}?"
# `consider reporting`, `study whether to report`, `explore the possibility of reporting`
_THOUGHT_OF = re.compile(
    rf"{_START}consider(?:s|ing)?\s+(?:[a-z]+ly\s+)?(?:report|inform|brief|updat|submitt|present|provid|prepar)ing{_END}"
    rf"|{_START}(?:consider|study|examine|explore|assess|evaluate|discuss|look\s+into)\w*\s+(?:the\s+)?"
    r"(?:whether|how|when|if|possibilit(?:y|ies)|feasibility|desirability|need|merits?|options?|ways?|means|modalities)\b"
    rf"{_OF_ONE_PHRASE}{_START}(?:reporting|reports?){_END}"
)
# `discontinue the annual report`, `cease reporting`
_DONE_AWAY_WITH = re.compile(
    rf"{_START}(?:discontinu|ceas|abolish|terminat|suspend|dispens|stop)(?:e|es|ed|s|ped|ping|ing)?\s{_OF_ONE_PHRASE}"
    rf"{_START}(?:reports?|reporting|inform|informing|briefings?){_END}"
)
# `shall not report`, `are not to report`, `no longer to submit a report`; not `those that have not reported`
_DENIED = re.compile(
    rf"{_START}(?:(?:shall|should|must|need|will)\s+not\s+(?:be\s+)?|not\s+to\s+(?:be\s+)?|no\s+longer\s+to\s+(?:be\s+)?"
    r"|(?:is|are|be)\s+not\s+(?:required|obliged|expected)\s+to\s+)"
    rf"(?:(?:report|inform|brief)(?:ed)?{_END}|{_MAKES}(?:t?ed|d)?\s{_OF_ONE_PHRASE}{_REPORT})"
)
# `include the results in the annual report`, `be recorded in its report`
_TO_STAND_IN_A_REPORT = re.compile(
    r"\b(?:includ|reflect|incorporat|mention|insert|record|highlight)\w*\s(?:(?!\b(?:report|submit)\b)[^.;]){0,80}?"
    rf"\bin(?:to)?\s+(?:the|its|his|her|their|this|that|each|every|any|an?)\s+(?:[\w-]+\s+){{0,4}}{_REPORT}"
)
# `consider the reports of`, `taking into account the annual report`; not `to review progress and prepare a report`
_READ = re.compile(
    r"(?<![\w-])(?:consider|examin|review|study|stud(?:y|ies)ing"
    r"|tak(?:e|es|ing)\s+(?:(?:due|full|careful)\s+)?(?:note|account|into\s+(?:due\s+|full\s+)?(?:account|consideration))"
    r"|not(?:e|es|ing)|in\s+the\s+light\s+of|on\s+the\s+basis\s+of|based\s+on|having\s+regard\s+to|follow(?:ing)?\s+up"
    r"|act(?:ing)?\s+on|welcom|approv|endors)"
    rf"\w*(?:(?!\b(?:to|{_MAKES})\b)[^.;]){{0,60}}?{_REPORT}"
)

_AND_TO = re.compile(r"(?:[,;]|\b(?:and|or))\s+to\s+(?:[a-z]+ly\s+)?$")
_AND_TO_REACH = 40

# `to the`, in front of a name
_TO = re.compile(r"\bto\s+(?:(?:the|all|its|their|relevant|those|other|each|every|any)\s+){0,4}$")
# What may stand between `inform` and a name, and between two names of a list
_NOTHING_ELSE = re.compile(
    r"\s+(?:(?:the|all|its|their|relevant|interested|those|other|each|every|any|[a-z]+ly)\s+){0,4}"
)
# `of their needs and to contribute`, which is something else
_ANOTHER_STEP = re.compile(
    r"(?:;|,|\band)\s+to\s+(?!(?:the|all|its|their|relevant|those|other|each|every|any|both)\b)[a-z]"
)
_JOINED = re.compile(r"\s*(?:,|and|or|as\s+well\s+as|,\s*and)\s+(?:(?:to|the|all|its|their|relevant|other)\s+){0,4}")


def reason(section: Section, clause: Clause, found: Masked) -> str:
    """Why a clause is no reporting act, as a sentence in lower case without a full stop.

    Args:
        section: Where the clause stands.
        clause: It speaks of reports, or of telling a body, and has no record.
        found: Its text, the names in it masked.
    """
    return (
        _by_its_place(section, clause)
        or _by_what_the_words_are(clause, found)
        or _by_wording(_NOT_ASKED_FOR, found)
        or _by_grammar(found)
        or _by_its_verb(section, clause)
        or _by_wording(_ON_A_REPORT, found)
        or _by_recipient(found)
    )


def _by_its_place(section: Section, clause: Clause) -> str:
    if not section.operative:
        return (
            f'it belongs to the preamble ("{clause.verb or section.verb}"), which quotes and explains but binds nobody'
        )
    said = _SHALL.search(clause.reading) or sets_task(section, lowered(clause.reading))
    if section.annex and section.verb == "shall" and not said:
        return 'a clause of an annex binds only where it says "shall"'
    return ""


def _by_what_the_words_are(clause: Clause, found: Masked) -> str:
    """Products and names are masked: a clause in which nothing else speaks of reports asks for none."""
    if SPEAKS_OF_REPORTS.search(found.masked) or not SPEAKS_OF_REPORTS.search(clause.reading):
        return ""
    if _WORDS.product.search(lowered(clause.reading)):
        return "the reports are products of the work (Technical Reports, handbooks), not reports to a body"
    return "only a name in it speaks of reports"


def _by_grammar(found: Masked) -> str:
    places = [match.start() for match in _SPEAKS_OR_TELLS.finditer(found.masked)]
    places += [one.head for one in permissions(found)]
    for place in places:
        if is_permission(found, place):
            permits = [one[0] for one in _PERMITS.finditer(found.masked, found.sentence_start(place), place)]
            return f'"{permits[-1] if permits else "may"}" permits it, and does not ask for it'
    if any(is_of_those_helped(found, place) and not _begins_anew(found, place) for place in places):
        return "others are to be helped or enabled to report; it asks nobody for a report"
    return ""


def _begins_anew(found: Masked, place: int) -> bool:
    """Whether "and to" stands in front: `to assist one another and to inform` asks for two things."""
    return bool(_AND_TO.search(found.masked[max(0, place - _AND_TO_REACH) : place]))


def _by_its_verb(section: Section, clause: Clause) -> str:
    verb = clause.verb or section.verb
    return f'"{verb}" says something and asks for nothing' if verb in _WORDS.declaratory else ""


_NOT_ASKED_FOR = (
    (_DONE_AWAY_WITH, "it does away with a report, and asks for none"),
    (_DENIED, "it says what is not to be reported"),
    (_THOUGHT_OF, "it asks to think about reporting, which is not to report"),
)
_ON_A_REPORT = (
    (_TO_STAND_IN_A_REPORT, "it says what is to stand in a report, not that somebody is to report"),
    (_READ, "the reports are read here, not made"),
)


def _by_wording(wordings: Iterable[tuple[re.Pattern[str], str]], found: Masked) -> str:
    return next((told for wording, told in wordings if wording.search(found.masked)), "")


def _by_recipient(found: Masked) -> str:
    """What is left: somebody is told who is no body, or a body is named otherwise, or none is."""
    recipients = [one for predicate in find_predicates(found) for one in _recipients(found, predicate)]
    if recipients and all(one.kind != "body" for one in recipients):
        return f"what is reported goes to {_names(recipients)}, not to a body"
    bodies = [one for one in found.mentions if one.kind == "body" and found.masked[one.start] == BODY]
    if bodies:
        named = _names(bodies)
        of = f"bodies are named ({named})" if ", " in named else f"a body is named ({named})"
        return f"{of}, but no words were found that ask for a report to {'them' if ', ' in named else 'it'}"
    return "no body is named that would get a report"


def _recipients(found: Masked, predicate: Predicate) -> Iterator[Mention]:
    """Who gets it by the words: named behind "to", or right behind a verb of telling, and those listed with them."""
    last: Mention | None = None
    for one in found.between(predicate.end, found.sentence_end(predicate.head)):
        listed = last is not None and _JOINED.fullmatch(found.masked, last.end, one.start)
        if _ANOTHER_STEP.search(found.masked, predicate.end, one.start):
            return
        told = predicate.kind == "inform" and _NOTHING_ELSE.fullmatch(found.masked, predicate.end, one.start)
        if listed or told or _TO.search(found.masked[predicate.end : one.start]):
            last = one
            yield one


def _names(mentions: list[Mention]) -> str:
    return ", ".join(dict.fromkeys(name for one in mentions for name in one.names))
