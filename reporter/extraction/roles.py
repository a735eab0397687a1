"""Who must report: named in the clause, in what it is nested in, or in the heading of its section."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reporter.extraction import unlisted
from reporter.extraction.act import Act
from reporter.extraction.addressees import DETERMINERS, MAY_ASK, addressees, apart, asked_without_name, whole_addressees
from reporter.extraction.asked import all_asked
from reporter.extraction.grammar import FINITE
from reporter.extraction.helpers import without_helpers, without_helpers_and_routes
from reporter.extraction.masking import NAME, Masked, Mention
from reporter.extraction.mentions import MentionFinder
from reporter.model import Clause, Section
from reporter.parsing.fold import fold
from reporter.parsing.verbs import address, opening
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language().agents
_DIRECTIVE = language().directive_verbs
_DECLARATORY = language().declaratory
_DIRECTIVE_INFINITIVES = tuple(language().infinitives[verb] for verb in _DIRECTIVE)
_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `the [Director of TSB], in consultation with others, and the [study groups] concerned,`; the parts are bounded, so
# that no text makes them try again and again.
_JOINT = (
    r"(?:\s*,\s*(?:and\s+|jointly\s+with\s+|together\s+with\s+)?"
    r"|\s+(?:and|or|and/or|together\s+with|jointly\s+with|as\s+well\s+as)\s+)"
)
_NAMES = rf"(?P<list>{NAME}(?:{_JOINT}{DETERMINERS}{NAME}){{0,12}})"
_SET_UP_UNDER = (
    r"(?:\s+(?:established|created|set\s+up|convened|appointed|constituted)\s+(?:under|by|in|pursuant\s+to|for)\s"
    r"[^,;:\ue001-\ue003]{2,80}?(?=\s+(?:shall|should|must|will|is\s+to|are\s+to)\b"
    r"|\s+to\s+(?!(?:the|its|this|that|paragraphs?|resolutions?|decisions?|sections?|articles?|annex|rule|operative)\b)[a-z]))?"
)
_SO_SET_UP = r"(?:\s+so\s+(?:established|created|set\s+up|formed|appointed))?"
_WHICH_DOES = (
    r"(?:\s+(?:which|that|who)\s+(?!shall|should|must|will|is\s+to|are\s+to)[^,;:\ue001-\ue003]{3,140}?"
    r"(?=\s+(?:shall|should|must)\s))?"
)
_ASIDE = (
    rf"{_SO_SET_UP}{_WHICH_DOES}(?:\s+{alternatives(_WORDS.after_name)})?{_SET_UP_UNDER}"
    r"(?:\s*,[^,;]{0,160},|\s*,\s+,\s+and\s[^,;]{0,160},){0,3}\s*,?\s*(?:inter\s+alia\s*,?\s*)?"
)
_WHO = rf"{DETERMINERS}{_NAMES}{_ASIDE}"

# `by the [Director of BDT]`, `receive from the [Secretary-General]`
_BY = cued(rf"{_START}(?:by|from)\s+{DETERMINERS}{_NAMES}")
# `the views expressed by`: not who informs
_WORD_BEFORE = re.compile(r"[a-z]+\s*$")
_DONE = re.compile(r"[a-z]+(?:ed|en|wn)\b")
# `the [Director] to report`, `[Study Group 11] shall … and report`, `[Member States] are invited to report`
_ASKED = cued(
    rf"{_WHO}(?P<link>to\s+(?!the\b|its\b|their\b|each\b|all\b|this\b|that\b)[a-z]|{alternatives(_WORDS.links)}\b)"
)
# `and requests the [Secretary-General]` in front of ", in his report to the [Committee], to set out"
_ASKED_BEFORE = cued(
    rf"{_START}{any_of((*_DIRECTIVE, *_DIRECTIVE_INFINITIVES))}\s+{DETERMINERS}{_NAMES}\s*,\s*(?:in\s+[^,;]{{0,40}})?$"
)
# `together with the [Director of TSB], to report`, below the heading of another
_TOGETHER_WITH = re.compile(rf"\s*(?:together|jointly)\s+with\s+{DETERMINERS}{_NAMES}\s*,?\s*to\s")
# `that the [study groups] regularly` in front of "report"
_THAT_WHO = cued(rf"{_START}(?:that|and)(?:\s*,[^,;]{{3,100}},)?\s+{_WHO}(?:[a-z]+ly\s+|also\s+)*$")
# `that the [Director] maintain a list, and` in front of "submit"
_THAT_WHO_DOES = cued(rf"{_START}that\s+{_WHO}[a-z][^;]*$")
# `The [secretariat] regularly`, `decides that the [Group]` in front of "report"
_WHO_FIRST = re.compile(rf"\s*(?:[a-z]+\s+that\s+)?{_WHO}(?:[a-z]+ly\s+|also\s+)*$")
# `coordination with the [Sectors] to avoid`: not who is asked, but `calls upon the [Sectors] to avoid`
_IN_ANOTHER_PHRASE = re.compile(
    rf"{_START}{alternatives(_WORDS.prepositions)}\s+(?:(?:the|its|their|all|each|other|relevant|both|an?)\s+){{0,6}}$"
)
# `to help [Member States] to plan`
_HELPING = re.compile(
    r"(?<![\w-])(?:help|assist|enable|allow|permit|aid|empower|support)(?:s|ing)?\s+(?:(?:the|its|all|relevant)\s+){0,3}$"
)
_AFTER_ASKING = re.compile(rf"{_START}{alternatives(_WORDS.asking)}\s+(?:(?:the|its|all)\s+){{0,3}}$")
_PHRASE_REACH = 90
# `requests the [Director-General]:`, `that the [group] shall:`, `invites [States] to consider, in that light:`
_ASKED_AT_END = cued(
    rf"{_WHO}(?=(?:to|shall|should|must|will|is\s+to|are\s+to|:|-|$)[^\ue001-\ue003]*$|to\b[^;]*:\s*$)"
)
_LEAD_IN_REACH = 1500

# `it shall inform`, in the second sentence of a clause
_IT_SHALL = re.compile(r"\s*(?:it|they)\s")
# `where the [Group] concludes that a trial should be stopped, it shall so`
_IT_LATER = re.compile(
    rf"(?:,\s*|\b(?:that|task|work|mandate|studies)\s+)(?:it|they)\s+{FINITE}\s+(?:[a-z]+\s+){{0,3}}$"
)
# `the [Panel of Experts], which shall:`, `which shall be balanced and shall:`
_WHICH_SHALL = cued(
    rf"(?P<list>{NAME})[^;:.\ue001-\ue003]{{0,80}}?,?\s+(?:which|who)\s+{FINITE}"
    rf"(?:\s[^;:\ue001-\ue003]{{1,120}}?\s+and\s+{FINITE})?\s*[:-]?\s*$"
)
# `Governments, individually and collectively, are encouraged:`
_IS_ASKED = cued(
    rf"^(?:[a-z]\.\s+)?{DETERMINERS}{_NAMES}(?:\s*,[^,;:]{{0,80}},)?\s+(?:is|are)\s+(?:also\s+|further\s+|hereby\s+)?"
    r"(?:encouraged|requested|invited|urged|instructed|asked|called\s+upon|directed)\s*(?:to\s*)?:\s*$"
)
# `that the mandate of the [Mission] shall include the following tasks:`
_MANDATE_OF = re.compile(
    rf"{_START}(?:mandate|tasks?|functions?|role)\s+of\s+(?:the\s+)?(?P<list>{NAME})[^;:\ue001-\ue003]{{0,200}}:\s*(?:[^:]{{0,80}}:\s*)?$"
)
# `to create a [Panel of Experts], under the direction of the Committee, to carry out the following tasks:`
_WITH_TASKS = cued(
    rf"(?P<list>{NAME})[^;:]{{0,160}}?\b(?:to|shall|should|must|will)\s+(?:carry\s+out|perform|undertake|fulfil|discharge)\s+the\s+following\s+"
    r"(?:tasks?|functions?|duties)\s*:\s*$"
)
# `invites the [Governing Body] to request the [Director-General]:`
_DIRECTED = cued(rf"{_START}to\s+{any_of(_DIRECTIVE_INFINITIVES)}\s+(?:the\s+)?(?P<list>{NAME})\s*(?:to\s*)?[:-]\s*$")
# `to request the regional directors:`
_DIRECTED_UNLISTED = re.compile(
    rf"to\s+{any_of(_DIRECTIVE_INFINITIVES)}\s+(?:the|all|its)\s+(?P<name>[a-z][a-z -]{{3,60}}?)\s*:"
)
_SET_UP = cued(rf"{_START}(?:appoint|establish|create|set\s+up|re-establish|convene)\b[^:;\ue001-\ue003]{{0,240}}$")
# `to entrust the [Committee] with following the works and with reporting`
_ENTRUSTED = cued(
    rf"{_START}(?:entrust|charge|task)(?:s|ed|ing)?\s+(?:the\s+)?(?P<list>{NAME})[^;:,\ue001-\ue003]{{0,80}}?\s+with\s[^;:]*$"
)
# `decides to appoint an [Independent Expert] …, with the following mandate:`
_APPOINTED = cued(
    rf"{_START}(?:appoint|establish|create|set\s+up)\b[^:;\ue001-\ue003]{{0,80}}(?P<name>{NAME})[^;]{{0,600}}"
    r"(?:mandate|tasks?|functions|terms\s+of\s+reference)\b[^;:]{0,200}:\s*$"
)
_ASKS = re.compile(rf"(?<![\w-]){any_of((*_DIRECTIVE, *_DIRECTIVE_INFINITIVES))}\s+", re.IGNORECASE)
# `members and associate members`, in front of a colon
_NAMELESS_LIST = re.compile(r"(?:(?:the|all|other)\s+){0,2}(?P<name>(?!that\b|to\b)[a-z][a-z ,-]{3,80}s)")
# `invites the [Director-General] to act, and requests him to continue to`
_REQUESTS_HIM = cued(
    rf"{_START}{any_of((*_DIRECTIVE, *_DIRECTIVE_INFINITIVES))}\s+(?:him\s+or\s+her|him|her)"
    r"(?:\s*,[^;]{0,160}?,)?\s+to\s[^;]*$"
)
# `to set up the [Committee], and invites it, at each session, to`
_REQUESTS_IT = cued(
    rf"{_START}{any_of((*_DIRECTIVE, *_DIRECTIVE_INFINITIVES))}\s+(?:it|(?P<them>them))"
    r"(?:\s*,[^;]{0,160}?,)?\s+to\s[^;]*$"
)
# `calls upon them to apply it, and invites the [Secretary-General] to`
_ASKS_ANEW = cued(rf"\band\s+{any_of(_DIRECTIVE)}\s+(?:(?:the|all|its)\s+)?{NAME}")

# `requests the [Board] and all others` in front of "to report"
_TO_DO = re.compile(
    r"\s*,?\s+(?P<to>to)\s+(?!(?:the|its|their|all|each|those|these|this|that|any|an?|which|whom|\ue001|\ue002|\ue003)\b)[a-z]"
)
_ASKS_WHOM = re.compile(
    rf"(?:^|[,;:]\s+|\b(?:and|also|further|then|again|but)\s+){any_of(_DIRECTIVE)}\s+(?!that\b|by\b)"
    rf"|\bto\s+(?:also\s+|further\s+)?{any_of(_DIRECTIVE_INFINITIVES)}\s+(?!that\b|by\b)"
)
# `report of the [Panel]`
_REPORT_OF = re.compile(rf"reports?\s+of\s+{DETERMINERS}{_NAMES}(?=\s|,)")
# `Further requests` in front of "to brief"
_HIM = re.compile(r"him|her|him\s+or\s+her|them", re.IGNORECASE)
_AND_TO = re.compile(r",\s+and\s+(?:[a-z]+\s+)?to\s")
# `convene in 2028, under the chair of the [President], an open-ended [group] on fees, which shall`
_SET_UP_WHICH = cued(
    rf"{_START}(?:establish|set\s+up|create|convene|constitute|appoint|form)(?:s|es|ed|ing)?{_END}[^;]{{0,200}}?{_START}an?\s+"
    rf"(?P<group>[^,;]{{3,200}}?)\s*,(?:\s+(?:of|composed|comprising|consisting)\s[^,;]{{3,120}},)?\s+which\s+(?P<shall>{FINITE})\s"
)
# `it shall report`, an item below `that a [correspondence group] be set up, with these arrangements:`
_IT_DOES = re.compile(r"[Ii]t\s")
_SET_UP_HERE = cued(rf"{_START}an?\s+(?P<list>{NAME})[^:]{{0,200}}:\s*$")
# `decides that`, the beginning of a sentence
_SAYS_WHO = re.compile(r"\s*(?:[a-z]?\.?\d+(?:\.\d+)*[.)]?\s+)?(?:(?:[a-z]+\s+){0,2}that(?:\s*,)?\s+)?")
_OF_IT = re.compile(r"(?:it|its|they|their)\s")
_SHALL = re.compile(rf"\s*,?\s+(?P<shall>{FINITE}|{alternatives(_WORDS.links)})\s")
_COMMA_AND = re.compile(r",\s+and\s+(?:that\s+)?(?:the\s+)?")
# `where it has created a`, in front of a name
_CASE = re.compile(r"(?<![\w-])(?:where|when|if|in\s+case|once|after|before|whenever|having|upon)\s+(?!the\s+$)[^,;]*$")

# `It shall`, `They, in turn,`, `Its chair`
_IT = re.compile(
    r"(?:It|They)(?:,[^,]*,)?\s|Its\s+(?P<role>(?i:chair(?:man|person)?|secretariat|president|rapporteur))\s"
)

Origin = Literal["clause", "agent", "lead-in", "heading", "unlisted", "nobody"]


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who must report, and how that was found.

    Attributes:
        names: Canonical names in the order of the text; empty where nobody is named.
        origin: `clause` before the verb, `agent` after "by", `lead-in` the words before the list, `heading`,
            `unlisted` a name that no list holds, `nobody`.
        doubtful: True where a pronoun had several candidates.
        shall: True where the clause says that somebody shall do it.
        groups: True where all of them are bodies.
    """

    names: tuple[str, ...]
    origin: Origin
    doubtful: bool = False
    shall: bool = False
    groups: bool = False


def responsible(act: Act, found: Masked, section: Section, clause: Clause, finder: MentionFinder) -> Responsible:
    """Who must do what an act asks for, looked for from the act outwards; who would report to itself comes last."""
    helped = without_helpers(found)
    ways: tuple[Callable[[], Responsible | None], ...] = (
        lambda: _named(_agents(act, helped), "agent"),
        lambda: _unlisted_agent(act, helped),
        lambda: _subject(act, helped),
        lambda: _it(clause, finder),
        lambda: _in_lead_in(clause, finder),
        lambda: _in_heading(clause, section, finder),
        lambda: _author(act, helped),
        lambda: _nameless(clause, section),
    )
    to_itself: Responsible | None = None
    for way in ways:
        who = way()
        if who and not set(who.names) <= set(act.recipients):
            return who
        to_itself = to_itself or who
    return to_itself or Responsible((), "nobody")


def collaborators(found: Masked) -> tuple[Mention, ...]:
    """The names after "in collaboration with" and the like."""
    alone = without_helpers(found)
    if alone is found:
        return ()
    kept = set(alone.mentions)
    return tuple(one for one in found.mentions if one not in kept)


def _named(mentions: Sequence[Mention], origin: Origin, *, shall: bool = False) -> Responsible | None:
    if not mentions:
        return None
    names = tuple(dict.fromkeys(name for one in mentions for name in one.names))
    groups = all(one.kind == "body" for one in mentions)
    return Responsible(names, origin, any(one.doubtful for one in mentions), shall, groups)


def _agents(act: Act, found: Masked) -> tuple[Mention, ...]:
    """Names after "by" in a passive: `be submitted to the Council by the Director of BDT`."""
    if not any(
        one.kind in ("passive", "informed", "receive") or found.masked[one.head : one.end] == "reported"
        for one in act.predicates
    ):
        return ()
    last = act.predicates[-1]
    for match in (*_BY.finditer(found.masked, last.head, act.end), *_BY.finditer(found.masked, last.start, last.head)):
        before = _WORD_BEFORE.search(found.masked[last.start : match.start()])
        if (
            before is None
            or last.start + before.start() in (one.head for one in act.predicates)
            or not _DONE.match(before[0])
        ):
            return found.between(*match.span("list"))
    return ()


def _unlisted_agent(act: Act, found: Masked) -> Responsible | None:
    """Somebody in no list after "by" in a passive: `be communicated by the Bureau to`."""
    if all(one.kind != "passive" for one in act.predicates):
        return None
    who = unlisted.agent(found, act.predicates[-1].head, act.end)
    return Responsible((who.name,), "unlisted") if who else None


def _subject(act: Act, found: Masked) -> Responsible | None:
    """Names before the act that govern it: `the Director of TSB to report`, `that Study Group 11 shall … report`."""
    begin, head = found.sentence_start(act.predicates[0].start), act.predicates[-1].head
    it = _REQUESTS_IT.search(found.masked, begin, head + 1)
    if it and not _ASKS_ANEW.search(found.masked, it.start() + 1, head):
        before = found.between(begin, it.start())
        if it["them"] and (several := _asked_last(found, begin, it.start())):
            return _named(several, "clause")
        if it["them"] and (members := [one for one in before if one.kind == "members"]):
            return _named(members[:1], "clause")
        if who := _last_group(found, it.start()):
            return who
    if him := _REQUESTS_HIM.search(found.masked, begin, head + 1):
        officials = [one for one in found.between(begin, him.start()) if one.kind == "official"]
        return _named(officials[:1], "clause")
    stretch = found.masked[begin:head]
    if match := _ENTRUSTED.search(stretch):
        return _named(found.between(begin + match.start("list"), begin + match.end("list")), "clause")
    asked = [
        match
        for match in _ASKED.finditer(found.masked, begin, head + 1)
        if (_goes_on(found, match) or not _is_in_another_phrase(found, _start_of(found, begin, match)))
        and not _is_in_a_case(found, begin, match)
    ]
    aside = _ASKED_BEFORE.search(stretch)
    if aside and (not asked or asked[-1].start() < begin + aside.start()):
        return _named(found.between(begin + aside.start("list"), begin + aside.end("list")), "clause")
    other = unlisted.subject(found, begin, head)
    if other and (not asked or asked[-1].start("link") < other.link):
        return Responsible(apart(other.name), "unlisted", shall=other.shall)
    acts = act.predicates[-1].kind in ("report", "convey", "inform")
    if whole := _whole(found, begin, head, asked[-1].start("link") if asked else begin, acts=acts):
        return whole
    if asked:
        return _asked(found, begin, asked[-1])
    if (later := _IT_LATER.search(stretch)) and (who := _last_group(found, begin + later.start())):
        return replace(who, shall=True)
    if _IT_SHALL.match(stretch) and (who := _subject_of_sentence_before(found, begin)):
        return who
    if match := _THAT_WHO.search(stretch) or _that_who_does(act, stretch) or _WHO_FIRST.match(stretch):
        return _named(found.between(begin + match.start("list"), begin + match.end("list")), "clause")
    return None


def _asked_last(found: Masked, begin: int, end: int) -> tuple[Mention, ...]:
    """All whom the verb before asks: `calls upon [States] and the [Bank] to act, and encourages them to`."""
    *_, asked = [None, *_ASKED.finditer(found.masked, begin, end)]
    if asked is None:
        return ()
    *_, verb = [None, *_ASKS.finditer(found.masked, begin, asked.start("list"))]
    return found.between(verb.end() if verb else asked.start("list"), asked.end("list"))


def _subject_of_sentence_before(found: Masked, begin: int) -> Responsible | None:
    """What "It" at `begin` goes on about: whom the clause names first."""
    before = found.between(0, begin)
    first = unlisted.first_subject(found, begin)
    if first and (not before or first.link < before[0].start):
        return Responsible((first.name,), "unlisted", shall=True)
    return _named(before[:1], "clause", shall=True)


def _whole(found: Masked, begin: int, head: int, after: int, *, acts: bool) -> Responsible | None:
    """All who are asked by the last verb of asking, each in full, where one has words beside known names.

    Args:
        found: The clause.
        begin: Where its sentence begins.
        head: Offset of the verb that asks for the report.
        after: Where a nearer name is linked to a task; an earlier verb asks for something else.
        acts: True where the subject of the verb is who reports, not the report.
    """
    for verb in reversed(list(_ASKS_WHOM.finditer(found.masked, begin, head))):
        if link := _TO_DO.search(found.masked, verb.end(), head + 1):
            if verb[0].startswith("to ") and _AND_TO.search(found.masked, link.end(), head + 1):
                # "to urge the [States] to pay, and to report": two tasks of somebody named before
                continue
            is_near = link.start("to") >= after and ";" not in found.masked[link.end() : head]
            known_too = link.start("to") > after
            names = all_asked(found, verb.end(), link.start(), known_too=known_too) if is_near else ()
            return Responsible(names, "clause") if names else None
    if set_up := _SET_UP_WHICH.search(found.masked, begin, head + 1):
        names = all_asked(found, *set_up.span("group"), known_too=True)
        return Responsible(names, "clause", shall=True) if names and set_up.start("shall") >= after else None
    if not acts:
        return None
    said = _SAYS_WHO.match(found.masked, begin, head)
    link = _SHALL.search(found.masked, said.end(), head) if said else None
    if said is None or link is None or link.start("shall") < after or _OF_IT.match(found.masked, said.end()):
        return None
    if names := all_asked(found, said.end(), link.start(), known_too=link.start("shall") > after):
        return Responsible(names, "clause", shall=link["shall"].startswith(_WORDS.binding))
    return None


def _asked(found: Masked, begin: int, match: re.Match[str]) -> Responsible | None:
    """Who is asked; of `if TSAG establishes an [ICG], the [ICG] shall` the one behind the case."""
    start, end = _start_of(found, begin, match), match.end("list")
    if _is_in_another_phrase(found, start) and (anew := _begins_anew(found, match)):
        start = anew
    return _named(found.between(start, end), "clause", shall=match["link"].startswith(_WORDS.binding))


def _start_of(found: Masked, begin: int, match: re.Match[str]) -> int:
    """Where the names begin who are asked: of `before the session of the [Council], the [Group] shall` the last one."""
    start, end = match.span("list")
    comma = found.masked.rfind(",", start, end)
    return comma if comma > 0 and _CASE.search(found.masked[begin:start]) else start


def _goes_on(found: Masked, match: re.Match[str]) -> bool:
    """Whether names in another phrase are asked all the same: `to the [Secretary-General], who shall consolidate them`.

    Of `to [TSAG], and the [Director of BDT] to report` the last one is.
    """
    return match["link"].startswith(("who", "which")) or _begins_anew(found, match) is not None


def _begins_anew(found: Masked, match: re.Match[str]) -> int | None:
    """Where the last of several names begins that is set off by a comma and "and"; None where it is not."""
    *_, anew = [None, *(one.end() for one in _COMMA_AND.finditer(found.masked, *match.span("list")))]
    return anew


def _last_group(found: Masked, end: int) -> Responsible | None:
    """The body or official that "invites it" means: the one named last."""
    before = [one for one in found.between(0, end) if one.kind != "members" and len(one.names) == 1]
    return _named(before[-1:], "clause")


def _that_who_does(act: Act, stretch: str) -> re.Match[str] | None:
    active = act.predicates[0].kind in ("report", "convey", "inform")
    return _THAT_WHO_DOES.search(stretch) if active else None


def _is_in_a_case(found: Masked, begin: int, asked: re.Match[str]) -> bool:
    """Whether names end a case that the text names: `where it has created a [focus group], to report`."""
    start = asked.start("list")
    ended = found.masked[asked.end("list") : asked.start("link")].strip() == ","
    return ended and bool(_CASE.search(found.masked[begin:start]))


def _is_in_another_phrase(found: Masked, start: int) -> bool:
    """Whether names belong to another phrase: `coordination with [the Sectors] to avoid`, `support for [BDT] to`."""
    before = found.masked[max(0, start - _PHRASE_REACH) : start]
    if _HELPING.search(before):
        return True
    return bool(_IN_ANOTHER_PHRASE.search(before)) and not _AFTER_ASKING.search(before)


def _it(clause: Clause, finder: MentionFinder) -> Responsible | None:
    """A clause that opens with "It" or "Its chair" goes on about the body that an earlier clause opened with."""
    match = _IT.match(clause.reading)
    said = finder.opening_body(clause.start) if match else None
    if match is None or said is None:
        # "Its Chair shall report" of a group that has no name
        alone = match["role"].capitalize() if match and match["role"] else None
        return Responsible((alone,), "clause", shall=True) if alone else None
    names = tuple(f"{match['role'].lower()} of {name}" for name in said.names) if match["role"] else said.names
    return Responsible(names, "clause", doubtful=said.doubtful, shall=True, groups=not match["role"])


def _in_lead_in(clause: Clause, finder: MentionFinder) -> Responsible | None:
    """Who is asked by the words that the clause is nested in, innermost first."""
    if clause.addressee and clause.lead_in and clause.lead_in[-1].startswith(clause.addressee):
        # "Parties that are range States are encouraged to:" asks the Parties.
        return _named(addressees(clause.addressee, finder, at=clause.start), "lead-in")
    for lead in reversed(clause.lead_in):
        found = without_helpers_and_routes(finder.find(lead, at=clause.start))
        if _IT_DOES.match(clause.reading) and (set_up := _SET_UP_HERE.search(found.masked)):
            return _named(found.between(*set_up.span("list")), "lead-in")
        if last := _last_asked(found.masked):
            return _named(found.between(*last.span("list")), "lead-in")
        verb = opening(lead)
        words = address(lead[verb.rest :]).addressee if verb else ""
        asked = _named(addressees(words, finder, at=clause.start), "lead-in")
        if asked and (besides := whole_addressees(words, finder, at=clause.start)):
            asked = replace(asked, names=besides)
        if who := asked or _named(_asked_at_end(found), "lead-in"):
            return who
        if verb and verb.verb in MAY_ASK and (nameless := _NAMELESS_LIST.fullmatch(fold(words))):
            return Responsible(apart(nameless["name"]), "unlisted")
        if directed := _DIRECTED_UNLISTED.fullmatch(found.text):
            return Responsible((directed["name"],), "unlisted")
    return None


def _in_heading(clause: Clause, section: Section, finder: MentionFinder) -> Responsible | None:
    """Who the heading asks; of `Recalls the report of the [Board], and requests the [Director]` the one asked."""
    words = clause.addressee or section.addressee
    if _HIM.fullmatch(words.strip()):
        words = _asked_before(clause, section)
    if (clause.verb or section.verb) in _DECLARATORY:
        # "Stresses the importance of the [Board], and decides to" asks nobody of these.
        *_, asks = [None, *_ASKS.finditer(words)]
        words = words[asks.end() :] if asks else ""
    named = addressees(words, finder, at=clause.start)
    found = finder.find(clause.reading, at=clause.start)
    if named and (joined := _TOGETHER_WITH.match(found.masked)):
        named = (*named, *found.between(*joined.span("list")))
        return _named(named, "heading")
    who = _named(named, "heading")
    if whole := whole_addressees(words, finder, at=clause.start):
        return replace(who, names=whole) if who else Responsible(whole, "heading")
    return who


def _asked_before(clause: Clause, section: Section) -> str:
    """Whom "requests him" goes on to ask: the one that the clauses before asked last; "" where they asked nobody."""
    before = (one.addressee for one in reversed(section.clauses) if one.start < clause.start and one.addressee)
    return next((words for words in before if not _HIM.fullmatch(words.strip())), "")


def _author(act: Act, found: Masked) -> Responsible | None:
    """Whose report it is that shall be submitted: `the final report of the [Panel] shall be submitted`."""
    last = act.predicates[-1]
    if last.kind != "passive" or last.noun is None:
        return None
    match = _REPORT_OF.match(found.masked, last.noun[0], last.head)
    authors = found.between(*match.span("list")) if match else ()
    return None if any(one.doubtful for one in authors) else _named(authors, "clause")


def _nameless(clause: Clause, section: Section) -> Responsible | None:
    names = asked_without_name(clause, section)
    return Responsible(names, "unlisted") if names else None


def _last_asked(lead: str) -> re.Match[str] | None:
    """The words of a lead-in, masked, that ask somebody behind the one whom its verb asks."""
    return (
        _IS_ASKED.search(lead)
        or _WHICH_SHALL.search(lead)
        or _MANDATE_OF.search(lead)
        or _DIRECTED.search(lead)
        or _with_tasks(lead)
    )


def _with_tasks(lead: str) -> re.Match[str] | None:
    match = _WITH_TASKS.search(lead)
    return match if match and _SET_UP.search(lead, 0, match.start()) else None


def _asked_at_end(found: Masked) -> tuple[Mention, ...]:
    """Who a lead-in asks, helpers left out: `requests the Director-General:`, `that the group shall:`."""
    for match in _ASKED_AT_END.finditer(found.masked, max(0, len(found.masked) - _LEAD_IN_REACH)):
        start, end = match.span("list")
        if _is_in_another_phrase(found, start):
            start = _begins_anew(found, match) or end
        if start < end:
            return found.between(start, end)
    appointed = _APPOINTED.search(found.masked)
    return found.between(*appointed.span("name")) if appointed else ()
