"""Who is asked before a verb: the lists of names in its sentence that are linked to a task."""

from __future__ import annotations

import re

from reporter.extraction.addressees import DETERMINERS
from reporter.extraction.asked_in_full import asked_together
from reporter.extraction.asking import NAMES, WHO, begins_anew, is_in_another_phrase
from reporter.extraction.grammar import AND_TO, FINITE
from reporter.extraction.masking import Masked
from reporter.extraction.responsible import Responsible, named
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language().agents
_ASKING = any_of(language().asking_verbs)
_START = r"(?<![\w-])"

SOFTLY = r"(?:invite|encourage|urge|remind|exhort|call\s+(?:up)?on|appeal\s+to)"
"""A pattern: verbs by which somebody asked asks others."""
ASKED = cued(
    rf"{WHO}(?:immediately\s+|regularly\s+|promptly\s+)?(?P<link>to\s+(?!the\b|its\b|their\b|each\b|all\b|this\b|that\b)[a-z]|{alternatives(_WORDS.links)}\b)"
)
"""`the [Director] to report`, `[Study Group 11] shall … and report`, `[Member States] are invited to report`."""

_BEHIND_ASKING = cued(rf"{_START}{_ASKING}\s+{DETERMINERS}$")
# `requests the [funds], and strongly ` in front of `encourages the [agencies]`
_ASKS_TOO = re.compile(rf"\s+(?P<asks>{_ASKING})\s+{DETERMINERS}$")
_ASKS_TOO_REACH = 60
# `, and requests the [Executive Secretary],`, `, as well as the [World Food Programme],` between another who is asked
# and "to"
_AND_REQUESTS = re.compile(
    rf",\s+(?:and\s+(?:also\s+)?{any_of(language().directive_verbs)}|as\s+well\s+as|and|together\s+with)\s+{DETERMINERS}{NAMES}\s*,"
)
# `, which should` in front of "be presented": the report, not who reports
_WHICH_BE = re.compile(
    rf"(?:which|who)\s+{FINITE}\s+be\s+(?:submitted|presented|transmitted|reported|communicated|made)\b"
)
_WHO_DOES = re.compile(rf"\bwho\s+{FINITE}\s")
# `where it has created a`, in front of a name
_CASE = re.compile(r"(?<![\w-])(?:where|when|if|in\s+case|once|after|before|whenever|having|upon)\s+(?!the\s+$)[^,;]*$")
# `to urge all` in front of `[States] to pay, and to report`
_TO_ASK = re.compile(rf"\bto\s+(?:continue\s+to\s+)?{SOFTLY}\s+{DETERMINERS}(?:heads\s+of\s+)?$")
_TO_ASK_REACH = 80
_THEIR = re.compile(r"[a-z]+\s+(?:back\s+)?their\s")
_ENCOURAGES = re.compile(r"to\s+(?:encourage|urge|remind)\s")
# `to convene a meeting with States and civil society, to discuss the matter, and to report`: who meets does not report
_HOLDS = re.compile(
    r"\b(?:conven(?:e|es|ing)|hold|holds|holding|organi[sz](?:e|es|ing)|host(?:s|ing)?|arrang(?:e|es|ing))\s+(?:[^;:.]{0,120}?\s)?"
    r"(?:meetings?|workshops?|seminars?|consultations?|dialogues?|discussions?|round\s?tables?|symposi(?:um|a)|conferences?)\b[^;:.]{0,400}$",
    re.IGNORECASE,
)


def asked_before(found: Masked, begin: int, head: int) -> list[re.Match[str]]:
    """Every list of names before a verb that is linked to a task, but those in another phrase or in a case."""
    asked = [
        match
        for match in ASKED.finditer(found.masked, begin, head + 1)
        if (_goes_on(found, match) or not is_in_another_phrase(found, _start_of(found, begin, match)))
        and not _is_in_a_case(found, begin, match)
        and not _tells_of_report(found, match)
        and not _only_meets(found, begin, match, head)
    ]
    own = [match for match in asked if not _is_asked_besides(found, match, head)]
    # "to encourage the groups to take part, and to report" asks who the heading names; whom else could it ask?
    asked = own if own or _ENCOURAGES.match(found.masked) else asked
    direct = [match for match in asked if not match["link"].startswith(("who", "which"))]
    # "requests the Department to draw up a plan by the call of the Assembly, which will be ready, and to report"
    return direct if direct and found.masked.endswith("to ", begin, head) else asked


def who_is_asked(found: Masked, begin: int, match: re.Match[str]) -> Responsible | None:
    """Who is asked by one of the lists; of `if TSAG establishes an [ICG], the [ICG] shall` the one behind the case."""
    start, end = _start_of(found, begin, match), match.end("list")
    if requests := _AND_REQUESTS.match(found.masked, end, match.start("link")):
        # "Thanks the Bank, and requests the Secretary, to submit" asks the last one only.
        start = start if _BEHIND_ASKING.search(found.masked, begin, start) else requests.start("list")
        end = match.start("link")
    if is_in_another_phrase(found, start) and (anew := begins_anew(found, match)):
        start = anew
    who = named(found.between(start, end), "clause", shall=match["link"].startswith(_WORDS.binding))
    too = _ASKS_TOO.search(found.masked, max(begin, start - _ASKS_TOO_REACH), start)
    if who and too and (first := asked_together(found, begin, too.start("asks"))):
        return Responsible(tuple(dict.fromkeys((*first, *who.names))), "clause", who.doubtful, who.shall, who.groups)
    return who


def _only_meets(found: Masked, begin: int, match: re.Match[str], head: int) -> bool:
    """Whether names are a gathering that somebody is to hold, or those who come to it, and the verb is another."""
    if match["link"].startswith(_WORDS.binding) or match.end() > head:
        return False
    return _HOLDS.search(found.text, begin, match.end("list")) is not None


def _is_asked_besides(found: Masked, match: re.Match[str], head: int) -> bool:
    """Whether those asked have another task than what the verb says: `to urge [States] to pay, and to report`."""
    if _THEIR.match(found.masked, head):
        # "to encourage the Members to try it, and to submit their findings"
        return False
    asks = _TO_ASK.search(found.masked, max(0, match.start("list") - _TO_ASK_REACH), match.start("list"))
    if asks is None:
        return False
    # "to invite the heads to consider it and to report thereon": on what comes of it
    thereon = found.masked.startswith("report thereon", head) and not match["link"].startswith("to report")
    return thereon or AND_TO.search(found.masked, match.end(), head + 1) is not None


def _start_of(found: Masked, begin: int, match: re.Match[str]) -> int:
    """Where the names begin who are asked: of `before the session of the [Council], the [Group] shall` the last one."""
    start, end = match.span("list")
    comma = found.masked.rfind(",", start, end)
    return comma if comma > 0 and _CASE.search(found.masked[begin:start]) else start


def _tells_of_report(found: Masked, match: re.Match[str]) -> bool:
    """Whether names are linked to the report, which is presented, and to nothing that they do themselves."""
    nearer = _WHO_DOES.search(found.masked, match.end("list"), match.start("link"))
    return nearer is None and _WHICH_BE.match(found.masked, match.start("link")) is not None


def _goes_on(found: Masked, match: re.Match[str]) -> bool:
    """Whether names in another phrase are asked all the same: `to the [Secretary-General], who shall consolidate them`.

    Of `to [TSAG], and the [Director of BDT] to report` the last one is.
    """
    return match["link"].startswith(("who", "which")) or begins_anew(found, match) is not None


def _is_in_a_case(found: Masked, begin: int, asked: re.Match[str]) -> bool:
    """Whether names end a case that the text names: `where it has created a [focus group], to report`."""
    start = asked.start("list")
    ended = found.masked[asked.end("list") : asked.start("link")].strip() == ","
    return ended and bool(_CASE.search(found.masked[begin:start]))
