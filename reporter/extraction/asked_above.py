"""Who is asked above the clause: in the heading of its section, or in the words that it is nested in."""

from __future__ import annotations

import re
from dataclasses import replace

from reporter.extraction.addressees import DETERMINERS, MAY_ASK, addressees, apart, asked_without_name, whole_addressees
from reporter.extraction.asked_in_full import asked_by_shall
from reporter.extraction.asking import ASKS, NAMES, WHO, begins_anew, is_in_another_phrase
from reporter.extraction.grammar import FINITE
from reporter.extraction.helpers import without_helpers_and_routes
from reporter.extraction.masking import NAME, Masked, Mention
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.responsible import Responsible, named
from reporter.model import Clause, Section
from reporter.parsing.fold import fold
from reporter.parsing.verbs import address, opening, opening_behind_subject
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

_DECLARATORY = language().declaratory
_DIRECTIVE_INFINITIVES = tuple(language().directive_forms)
_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `together with the [Director of TSB], to report`, below the heading of another
_TOGETHER_WITH = re.compile(rf"\s*(?:together|jointly)\s+with\s+{DETERMINERS}{NAMES}\s*+(?:,\s*+)?to\s")
# `requests the [Director-General]:`, `that the [group] shall:`, `invites [States] to consider, in that light:`
_ASKED_AT_END = cued(rf"{WHO}(?=(?:to|shall|should|must|will|is\s+to|are\s+to|:|-|$)[^\ue001-\ue003]*$|to\b[^;]*:\s*$)")
# `, inter alia:`, `, in particular:` behind who is asked
_AMONG_OTHERS = re.compile(
    r"(?<!\s)(?:\s*+,)?\s++(?:inter\s+alia|in\s+particular|among\s+other\s+things|among\s+others|specifically|notably"
    r"|(?:as|at)\s+a\s+minimum|in\s+this\s+(?:regard|respect|context)|to\s+this\s+end)\s*+,?\s*+:?\s*+$"
)
_LEAD_IN_REACH = 1500
# `the [Panel of Experts], which shall:`, `which shall be balanced and shall:`
_WHICH_SHALL = cued(
    rf"(?P<list>{NAME})[^;:.\ue001-\ue003]{{0,200}}?,?\s+(?:which|who)\s+{FINITE}"
    rf"(?:\s[^;:\ue001-\ue003]{{1,120}}?\s+and\s+{FINITE})?\s*[:-]?\s*$"
)
# `to convene an [expert group], with a mandate ending at the session of the [Assembly], which will:`
_SET_UP_WHICH = cued(
    rf"{_START}(?:establish|set\s+up|create|convene|constitute|form)\b[^:;\ue001-\ue003]{{0,160}}?{_START}an?\s+(?:[a-z-]+\s+){{0,3}}(?P<list>{NAME})"
    rf"[^:;]{{0,300}}?,\s+which\s+{FINITE}\s*[:-]?\s*$"
)
# `Governments, individually and collectively, are encouraged:`
_IS_ASKED = cued(
    rf"^(?:[a-z]\.\s+)?{DETERMINERS}{NAMES}(?:\s*,[^,;:]{{0,80}},)?\s+(?:is|are)\s+(?:also\s+|further\s+|hereby\s+)?"
    r"(?:encouraged|requested|invited|urged|instructed|asked|called\s+upon|directed)\s*(?:to\s*)?:\s*$"
)
# `to assign to [TSAG] the following matters:`
_ASSIGNED = cued(
    rf"{_START}(?:assign|entrust|delegate)(?:s|ed|ing)?\s+to\s+(?:the\s+)?(?P<list>{NAME})\s+the\s+following\s[^:]{{0,160}}:\s*$"
)
# `that the mandate of the [Mission] shall include the following tasks:`
# but `within the mandate of the [Programme]:`
_MANDATE_OF = re.compile(
    rf"{_START}(?<!within the )(?<!with the )(?<!under the )(?<!to the )"
    rf"(?:mandate|tasks?|functions?|role)\s+of\s+(?:the\s+)?(?P<list>{NAME})[^;:\ue001-\ue003]{{0,200}}:\s*(?:[^:]{{0,80}}:\s*)?$"
)
# `that the mandate of MINUSLA shall include the following tasks:`: of whom no list of names tells
_MANDATE_OF_UNLISTED = re.compile(
    r"\b(?:mandate|tasks?|functions?|role)\s+of\s+(?:the\s+)?(?P<name>[A-Z][A-Z-]{2,20}(?:-[A-Za-z]+)?)\s[^;:]{0,200}:\s*$"
)
# `carry out the following tasks:`
_DOES_THE_FOLLOWING = (
    r"(?:carry\s+out|perform|undertake|fulfil|discharge)\s+the\s+following\s+(?:tasks?|functions?|duties)\s*:?\s*$"
)
# `to create a [Panel of Experts], under the direction of the Committee, to carry out the following tasks:`
_WITH_TASKS = cued(
    rf"{_START}(?:appoint|establish|create|set\s+up|re-establish|convene)\b[^:;]{{0,240}}?\b(?:an?|one)\s+(?:[a-z-]+\s+){{0,3}}(?P<list>{NAME})"
    r"[^:;]{0,600}?\b(?:to|shall|should|must|will)\s+"
    rf"{_DOES_THE_FOLLOWING}"
)
# `to establish the [mission], which will draw up a report, with the following mandate:`
_MANDATED = cued(
    rf"{_START}(?:appoint|establish|create|set\s+up|dispatch|deploy)\s+(?:an?|the|one)\s+(?:[a-z-]+\s+){{0,3}}(?P<list>{NAME})"
    r"[^;:]{0,400}\bwith\s+the\s+following\s+(?:mandate|tasks?|functions|terms\s+of\s+reference)\s*:\s*$"
)
# `and decides that the [Panel] shall carry out the following tasks:`
_THAT_CARRIES_OUT = cued(
    rf"{_START}that\s+(?:the\s+)?(?P<list>{NAME})\s+(?:shall|should|must|will|is\s+to)\s+"
    rf"{_DOES_THE_FOLLOWING}"
)
# `, and in this regard calls upon the [Secretary-General]:`
_ASKED_LAST = cued(
    rf"\band\s+(?:in\s+this\s+(?:regard|respect|context|connection)\s*,?\s+|to\s+this\s+end\s*,?\s+|also\s+|further\s+){{0,2}}{any_of(language().directive_verbs)}\s+"
    rf"(?:(?:the|all|its)\s+)?(?P<list>{NAME})\s*(?:to\s*)?:\s*$"
)
# `invites the [Governing Body] to request the [Director-General]:`
_DIRECTED = cued(rf"{_START}to\s+{any_of(_DIRECTIVE_INFINITIVES)}\s+(?:the\s+)?(?P<list>{NAME})\s*(?:to\s*)?[:-]\s*$")
# `to request the regional directors:`
_DIRECTED_UNLISTED = re.compile(
    rf"to\s+{any_of(_DIRECTIVE_INFINITIVES)}\s+(?:the|all|its)\s+(?P<name>[a-z][a-z -]{{3,60}}?)\s*:"
)
# `that a [Panel] shall be set up under the authority of the [Board], with the following terms of reference:`
_SET_UP_WITH = cued(
    rf"{_START}an?\s+(?:[a-z-]+\s+)?(?P<list>{NAME})[^;:\ue001-\ue003]{{0,60}}?\s(?:(?:shall|should)\s+)?be\s+"
    r"(?:set\s+up|established|created|convened|constituted|formed|appointed)\b[^;]{0,400}?"
    r"\b(?:mandate|tasks?|functions|terms\s+of\s+reference)\b[^;:]{0,80}:\s*$"
)
# `decides to appoint an [Independent Expert] …, with the following mandate:`
_APPOINTED = cued(
    rf"{_START}(?:appoint|establish|create|set\s+up|(?:extend|renew|prolong)\s+the\s+mandate\s+of)\b[^:;\ue001-\ue003]{{0,80}}(?P<name>{NAME})[^;]{{0,600}}"
    r"(?:mandate|tasks?|functions|terms\s+of\s+reference)\b[^;:]{0,200}:\s*$"
)
# `members and associate members`, in front of a colon
_NAMELESS_LIST = re.compile(r"(?:(?:the|all|other)\s+){0,2}(?P<name>(?!that\b|to\b)[a-z][a-z ,-]{3,80}s)")
# `Further requests` in front of "to brief"
_HIM = re.compile(r"him|her|him\s+or\s+her|them", re.IGNORECASE)
# `Its functions shall be:`, behind a clause that opens with whose they are
_ITS_TASKS = re.compile(
    r"(?:Its|Their)\s+(?:main\s+)?(?:functions|tasks?|duties|mandate|role|responsibilities|terms\s+of\s+reference)\s+(?:shall|will|are|is)\b"
)
# `The [Group] is open to all members. It shall:`
_IT_SHALL = re.compile(
    rf"(?:^|[.;]\s+)(?:it|they)\s+{FINITE}(?:\s*,[^,;:]{{0,60}},)?[^,;:\ue001-\ue003]{{0,40}}[:-]\s*$"
)
_OPENS = re.compile(r"(?:that\s+)?(?:the\s+|each\s+|this\s+)?")
# `it shall report`, an item below `that a [correspondence group] be set up, with these arrangements:`
_IT_DOES = re.compile(r"[Ii]t\s")
# `decides to establish, at its session, an [ad hoc group] on lamps, open to all:`
_SETS_UP = cued(
    rf"{_START}(?:establish|set\s+up|create|convene|constitute)\b[^:;\ue001-\ue003]{{0,120}}?\ban?\s+(?:[a-z-]+\s+){{0,3}}(?P<list>{NAME})[^:;]{{0,300}}:\s*$"
)
# `that a [correspondence group] be set up, with these arrangements:`
_SET_UP_HERE = cued(rf"{_START}an?\s+(?P<list>{NAME})[^:]{{0,200}}:\s*$")


def in_lead_in(clause: Clause, finder: MentionFinder) -> Responsible | None:
    """Who is asked by the words that the clause is nested in, innermost first."""
    if clause.addressee and clause.lead_in and clause.lead_in[-1].startswith(clause.addressee):
        # "Parties that are range States are encouraged to:" asks the Parties.
        return named(addressees(clause.addressee, finder, at=clause.start), "lead-in")
    asked = (_asked_by(lead, clause, finder) for lead in reversed(clause.lead_in))
    return next((who for who in asked if who), None)


def _asked_by(lead: str, clause: Clause, finder: MentionFinder) -> Responsible | None:
    """Who is asked by one lead-in: by what is told of somebody, by its verb, by its last words."""
    found = without_helpers_and_routes(finder.find(lead, at=clause.start))
    if who := _told_of(found, clause, finder):
        return who
    verb = opening(lead) or opening_behind_subject(lead, it=True)
    words = address(lead[verb.rest :]).addressee if verb else ""
    asked = named(addressees(words, finder, at=clause.start), "lead-in")
    whole = whole_addressees(words, finder, at=clause.start)
    if asked and whole:
        asked = replace(asked, names=whole)
    if who := asked or named(_asked_at_end(found), "lead-in"):
        return who
    if verb and verb.verb in MAY_ASK and whole:
        return Responsible(whole, "lead-in")
    if verb and verb.verb in MAY_ASK and (nameless := _NAMELESS_LIST.fullmatch(fold(words))):
        return Responsible(apart(nameless["name"]), "unlisted")
    if verb is None and (shall := asked_by_shall(found)):
        return Responsible(shall, "lead-in", shall=True)
    if set_up := _SETS_UP.search(found.masked):
        return named(found.between(*set_up.span("list")), "lead-in")
    unlisted = _DIRECTED_UNLISTED.fullmatch(found.text) or _MANDATE_OF_UNLISTED.search(found.text)
    return Responsible((unlisted["name"],), "unlisted") if unlisted else None


def _told_of(found: Masked, clause: Clause, finder: MentionFinder) -> Responsible | None:
    """Whom a lead-in tells of: what it sets up, whose tasks it lists, whom it asks behind the one of its verb."""
    if _IT_DOES.match(clause.reading) and (set_up := _SET_UP_HERE.search(found.masked)):
        return named(found.between(*set_up.span("list")), "lead-in")
    goes_on = _ITS_TASKS.match(found.text) or _IT_SHALL.search(found.masked)
    if goes_on and (whose := _opens_with(found) or finder.opening_body(clause.start)):
        return named((whose,), "lead-in", shall=True)
    last = _last_asked(found.masked)
    return named(found.between(*last.span("list")), "lead-in") if last else None


def _opens_with(found: Masked) -> Mention | None:
    """Whom a lead-in tells of from its beginning: `that the [Group] is open to all members. It shall:`."""
    first = found.mentions[0] if found.mentions else None
    return first if first and _OPENS.fullmatch(found.masked, 0, first.start) else None


def in_heading(clause: Clause, section: Section, finder: MentionFinder) -> Responsible | None:
    """Who the heading asks; of `Recalls the report of the [Board], and requests the [Director]` the one asked."""
    words = clause.addressee or section.addressee
    if _HIM.fullmatch(words.strip()):
        words = _asked_before(clause, section)
    if (clause.verb or section.verb) in _DECLARATORY:
        # "Stresses the importance of the [Board], and decides to" asks nobody of these.
        *_, asks = [None, *ASKS.finditer(words)]
        words = words[asks.end() :] if asks else ""
    mentions = addressees(words, finder, at=clause.start)
    found = finder.find(clause.reading, at=clause.start)
    if mentions and (joined := _TOGETHER_WITH.match(found.masked)):
        mentions = (*mentions, *found.between(*joined.span("list")))
        return named(mentions, "heading")
    who = named(mentions, "heading")
    if whole := whole_addressees(words, finder, at=clause.start):
        return replace(who, names=whole) if who else Responsible(whole, "heading")
    return who


def _asked_before(clause: Clause, section: Section) -> str:
    """Whom "requests him" goes on to ask: the one that the clauses before asked last; "" where they asked nobody."""
    before = (one.addressee for one in reversed(section.clauses) if one.start < clause.start and one.addressee)
    return next((words for words in before if not _HIM.fullmatch(words.strip())), "")


def nameless(clause: Clause, section: Section) -> Responsible | None:
    """Who is asked by the words of a heading without any name that lists or nouns tell."""
    names = asked_without_name(clause, section)
    return Responsible(names, "unlisted") if names else None


def _last_asked(lead: str) -> re.Match[str] | None:
    """The words of a lead-in, masked, that ask somebody behind the one whom its verb asks."""
    return (
        _IS_ASKED.search(lead)
        or _SET_UP_WHICH.search(lead)
        or _SET_UP_WITH.search(lead)
        or _WHICH_SHALL.search(lead)
        or _ASSIGNED.search(lead)
        or _MANDATE_OF.search(lead)
        or _DIRECTED.search(lead)
        or _THAT_CARRIES_OUT.search(lead)
        or _ASKED_LAST.search(lead)
        or _WITH_TASKS.search(lead)
        or _MANDATED.search(lead)
    )


def _asked_at_end(found: Masked) -> tuple[Mention, ...]:
    """Who a lead-in asks, helpers left out: `requests the Director-General:`, `that the group shall:`."""
    among = _AMONG_OTHERS.search(found.masked)
    last = among.start() if among else len(found.masked)
    for match in _ASKED_AT_END.finditer(found.masked, max(0, last - _LEAD_IN_REACH), last):
        start, end = match.span("list")
        if is_in_another_phrase(found, start):
            start = begins_anew(found, match) or end
        if start < end:
            return found.between(start, end)
    appointed = _APPOINTED.search(found.masked)
    return found.between(*appointed.span("name")) if appointed else ()
