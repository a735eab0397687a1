"""Who must report: named in the clause, in what it is nested in, or in the heading of its section."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from reporter.extraction import unlisted
from reporter.extraction.act import Act
from reporter.extraction.addressees import DETERMINERS, apart
from reporter.extraction.asked import all_asked
from reporter.extraction.asked_above import in_heading, in_lead_in, nameless
from reporter.extraction.asked_before import ASKED, SOFTLY, asked_before, who_is_asked
from reporter.extraction.asked_in_full import asked_in_full
from reporter.extraction.asking import ASKS, NAMES, WHO
from reporter.extraction.grammar import AND_TO, FINITE
from reporter.extraction.handing_over import PURPOSE
from reporter.extraction.heads import begins_with_somebody
from reporter.extraction.helpers import without_helpers
from reporter.extraction.masking import NAME, OFFICIAL, Masked, Mention
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.predicate import Predicate
from reporter.extraction.responsible import Responsible, named
from reporter.model import Clause, Section
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

_WORDS = language().agents
_DIRECTIVE = language().directive_verbs
_ASKING = any_of(language().asking_verbs)
_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `by the [Director of BDT]`, `receive from the [Secretary-General]`, `ask the [Secretary-General] for a report`
_BY = cued(rf"{_START}(?:by|from|(?:asks?|requests?|invites)(?=\s+{DETERMINERS}{NAME}\s+for\s))\s+{DETERMINERS}{NAMES}")
# ` for vocabulary`, behind who does it and before when or to whom
_GOES_ON = re.compile(
    rf"\s+(?:for|on)\s+(?!(?:the|its|their|his|her|each|every|all|this|that|an?|progress|{PURPOSE}|\d+)(?![\w-]))"
    r"[a-z][a-z -]{2,80}?"
    r"(?=\s+(?:to|at|in|within|by|before|after|not|no|every|each|once|twice|and|for|prior)\s|\s*[,;.:]|\s*$)"
)
# `the views expressed by`: not who informs
_WORD_BEFORE = re.compile(r"[a-z]+\s*$")
_DONE = re.compile(
    r"(?:[a-z]+(?:ed|en|wn)|practices|experiences|efforts|measures|actions|steps|initiatives|activities|contributions|commitments|views|use)\b"
)
# `and requests the [Secretary-General]` in front of ", in his report to the [Committee], to set out"
_ASKED_BEFORE = cued(rf"{_START}(?<!\bthe )(?<!\bits ){_ASKING}\s+{DETERMINERS}{NAMES}\s*,\s*(?:in\s+[^,;]{{0,40}})?$")
# `that the [study groups] regularly` in front of "report"
_THAT_WHO = cued(rf"{_START}(?:that|and)(?:\s*,[^,;]{{3,100}},)?\s+{WHO}(?:[a-z]+ly\s+|also\s+)*$")
# `that the [Director] maintain a list, and` in front of "submit"
_THAT_WHO_DOES = cued(
    rf"(?:^\s*|[,;:]\s+|\b(?:and|also|further|{_ASKING}|decides?|resolves?|agrees?|recommends?|ensures?|provides?|arrange)\s+)"
    rf"that\s+{WHO}[a-z][^;]*$"
)
# `to set up a [working group], open to all, ` in front of "reporting"
_SET_UP = cued(
    rf"{_START}(?:establish|set\s+up|create|convene|constitute|form|appoint)(?:s|es)?\s+(?:an?|the|one)\s+(?:[a-z-]+\s+){{0,3}}"
    rf"(?P<list>{NAME})[^;:]{{0,240}},\s+$"
)
# `The [secretariat] regularly`, `decides that the [Group]` in front of "report"
_WHO_FIRST = re.compile(rf"\s*(?:[a-z]+\s+that\s+)?{WHO}(?:[a-z]+ly\s+|also\s+)*$")
# `it shall inform`, in the second sentence of a clause
_IT_SHALL = re.compile(r"\s*(?:it|they)\s")
# `where the [Group] concludes that a trial should be stopped, it shall so`
_IT_LATER = re.compile(
    rf"(?:,\s*|\b(?:that|task|work|mandate|studies)\s+)(?:it|they)\s+{FINITE}\s+(?:[a-z]+\s+){{0,3}}$"
)
# `that a [panel] be set up by the [Council] and that it` in front of "report"
_AND_THAT_IT = cued(r"\band\s+that\s+(?:it|they)\s+(?:[a-z]+ly\s+|also\s+)?$")
# `that a ` in front of `[panel] be set up`
_THAT_FIRST = re.compile(rf"(?:\bthat\s+|^\s*){DETERMINERS}(?:[a-z-]+\s+){{0,3}}?{NAMES}")
# `be submitted by it to`
_BY_IT = re.compile(r"\s+by\s+(?:it|them)\b")
_ABOVE = ("lead-in", "heading")
_HEARS = ("informed", "receive")
# `and for the [Office] to` in front of "report"
_FOR_WHOM = cued(rf"\band\s+for\s+{DETERMINERS}{NAMES}\s+to\s+$")
_ENTRUSTED_TASKS = (
    "reporting", "briefing", "informing", "keeping", "submitting", "presenting", "preparing", "providing", "including",
    "transmitting", "delivering", "furnishing", "giving", "communicating",
)  # fmt: skip
# `to entrust the [Committee] with following the works and with reporting`
_ENTRUSTED = cued(
    rf"{_START}(?:entrust|charge|task)(?:s|ed|ing)?\s+(?:the\s+)?(?P<list>{NAME})[^;:,\ue001-\ue003]{{0,80}}?\s+with\s[^;:]*$"
)
# `invites the [Director-General] to act, and requests him to continue to`
_REQUESTS_HIM = cued(
    rf"{_START}{_ASKING}\s+(?:him\s+or\s+her|him|her)"
    r"(?:\s*,[^;]{0,160}?,)?\s+to\s[^;]*$"
)
# `to set up the [Committee], and invites it, at each session, to`
_REQUESTS_IT = cued(
    rf"{_START}{_ASKING}\s+(?:it|(?P<them>them))"
    r"(?:\s*,[^;]{0,160}?,)?\s+to\s[^;]*$"
)
# `calls upon them to apply it, and invites the [Secretary-General] to`
_ASKS_ANEW = cued(rf"\band\s+{any_of(_DIRECTIVE)}\s+(?:(?:the|all|its)\s+)?{NAME}")
# `, jointly with [Study Group 13], to` in front of "submit"
_JOINTLY = cued(rf"(?:\band|,)\s*,?\s*(?:jointly|together)\s+with\s+{DETERMINERS}{NAMES}\s*,\s+to\s+$")
# `, with a request that it`, `, and requests that the [Panel], after discussion,` in front of "report"
_ASKS_THAT = cued(
    rf"(?P<asks>\bwith\s+(?:a|the)\s+request|(?:\band|,)\s+(?:also\s+|further\s+)?{any_of(_DIRECTIVE)})\s+that\s+"
    rf"(?:(?:it|they|(?P<he>he|she|he\s+or\s+she))|{DETERMINERS}{NAMES}"
    rf"|(?:the|its|all|each)\s+(?P<name>[a-z][a-z -]{{2,60}}?))"
    r"(?:\s*,[^,;]{2,120},)?\s+(?:[a-z]+ly\s+|also\s+){0,3}$"
)
# `, and requests that the [Panel] closely follow the matter and` in front of "report"
_ASKS_THAT_TOO = cued(
    rf"(?P<asks>(?:\band|,)\s+(?:also\s+|further\s+)?{any_of(_DIRECTIVE)})\s+that\s+"
    rf"{DETERMINERS}{NAMES}\s+(?:[a-z]+ly\s+)?(?!shall\b|should\b|must\b|will\b|be\b|to\b)[a-z][^,;]{{2,80}}?\s+and\s+(?:[a-z]+ly\s+)?$"
)
# `report of the [Panel]`, `results of joint [task groups]`
_REPORT_OF = re.compile(
    rf"(?P<noun>reports?|results|findings|conclusions|recommendations)\s+of\s+{DETERMINERS}(?:joint\s+)?{NAMES}(?=\s|,)"
)
_HANDS_OVER_ITSELF = re.compile(r"(?:group|panel|committee|team|force)s?\b", re.IGNORECASE)
# `and that its Chair shall` in front of "report"
_ITS_CHAIR = re.compile(
    rf"\b(?:that|and)\s+its\s+(?P<role>{OFFICIAL}++|(?:co-|vice-)?chairs?|secretariat|president|rapporteur)\s+{FINITE}\s+"
    r"(?:[a-z]+ly\s+|also\s+|then\s+)*$"
)
# `to urge all` in front of `[States] to pay, and to report`
# `, to invite the executive heads` in front of "to pool the works, and to report": asked of somebody named before
_ASKS_OTHERS = re.compile(rf"{NAME}[^;]{{0,300}}?\bto\s+{SOFTLY}\s+[^,;:]{{0,160}}$")
# `It shall`, `They, in turn,`, `Its chair`
_IT = re.compile(
    r"(?:It|They)(?:,[^,]*,)?\s|Its\s+(?P<role>(?i:chair(?:man|person)?|secretariat|president|rapporteur|convener|convenor|coordinator))\s"
)


def responsible(act: Act, found: Masked, section: Section, clause: Clause, finder: MentionFinder) -> Responsible:
    """Who must do what an act asks for, looked for from the act outwards; who would report to itself comes last."""
    helped = without_helpers(found)
    ways: tuple[Callable[[], Responsible | None], ...] = (
        lambda: _agents(act, helped),
        lambda: _unlisted_agent(act, helped),
        lambda: _subject(act, helped),
        lambda: _it(clause, finder),
        lambda: in_lead_in(clause, finder),
        lambda: in_heading(clause, section, finder),
        lambda: _author(act, helped),
        lambda: nameless(clause, section),
    )
    to_itself: Responsible | None = None
    for way in ways:
        who = way()
        if who and who.origin in _ABOVE and (joined := _jointly_with(act, helped)):
            who = replace(who, names=tuple(dict.fromkeys((*who.names, *joined.names))))
        if who and not set(who.names) <= set(act.recipients):
            return who
        # "TSAG shall be informed": by somebody else, of whom nothing is said
        to_itself = to_itself or (who if act.predicates[-1].kind not in _HEARS else None)
    return to_itself or Responsible((), "nobody")


def _jointly_with(act: Act, found: Masked) -> Responsible | None:
    """Who does it together with those asked above: `and, jointly with [Study Group 13], to submit`."""
    head = act.predicates[-1].head
    match = _JOINTLY.search(found.masked, found.sentence_start(head), head)
    return named(found.between(*match.span("list")), "clause") if match else None


def _agents(act: Act, found: Masked) -> Responsible | None:
    """Names after "by" in a passive: `be submitted to the Council by the Director of BDT`."""
    if not any(
        one.kind in ("passive", "informed", "receive") or found.masked[one.head : one.end] == "reported"
        for one in act.predicates
    ):
        return None
    last = act.predicates[-1]
    for match in (*_BY.finditer(found.masked, last.head, act.end), *_BY.finditer(found.masked, last.start, last.head)):
        before = _WORD_BEFORE.search(found.masked[last.start : match.start()])
        if (
            before is None
            or any(one.head <= last.start + before.start() < one.end for one in act.predicates)
            or not _DONE.match(before[0])
        ):
            return _whole_agents(found, match) or named(found.between(*match.span("list")), "agent")
    return _who_is_it(act, found) if _BY_IT.match(found.masked, last.end) else None


def _who_is_it(act: Act, found: Masked) -> Responsible | None:
    """Whom "by it", "by them" means: who does something in the words before, else the body named last."""
    head = act.predicates[-1].head
    begin = found.sentence_start(head)
    if by := [*_BY.finditer(found.masked, begin, head)]:
        return named(found.between(*by[-1].span("list")), "agent")
    asked = asked_before(found, begin, head)
    whole = asked_in_full(found, begin, head, asked[-1].start("link") if asked else begin, acts=True)
    return whole or (who_is_asked(found, begin, asked[-1]) if asked else _last_group(found, head))


def _whole_agents(found: Masked, by: re.Match[str]) -> Responsible | None:
    """The agents each in full, where words go on behind a name: `by the [rapporteurs] for vocabulary`."""
    goes_on = _GOES_ON.match(found.masked, by.end("list"))
    whole = all_asked(found, by.start("list"), goes_on.end()) if goes_on else ()
    return Responsible(whole, "agent") if whole else None


def _unlisted_agent(act: Act, found: Masked) -> Responsible | None:
    """Somebody in no list after "by" in a passive: `be communicated by the Bureau to`."""
    if all(one.kind not in ("passive", "informed") for one in act.predicates):
        return None
    last = act.predicates[-1]
    who = unlisted.agent(found, last.head, act.end, tells=last.kind == "informed")
    return Responsible((who.name,), "unlisted") if who else None


def _subject(act: Act, found: Masked) -> Responsible | None:
    """Names before the act that govern it: `the Director of TSB to report`, `that Study Group 11 shall … report`."""
    begin, head = found.sentence_start(act.predicates[0].start), act.predicates[-1].head
    if (
        who := _requested_by_pronoun(found, begin, head)
        or _entrusted(found, begin, head)
        or _said_for(found, begin, head)
    ):
        return who
    if found.masked.startswith("reporting", head) and (set_up := _SET_UP.search(found.masked, begin, head)):
        return named(found.between(*set_up.span("list")), "clause", shall=True)
    asked = asked_before(found, begin, head)
    if its := _ITS_CHAIR.search(found.masked, begin, head):
        return _chair_of_it(found, begin, its, asked)
    if who := _named_before(act, found, begin, asked):
        return who
    return _said_of_before(act, found, begin)


def _said_for(found: Masked, begin: int, head: int) -> Responsible | None:
    """Whom a second task is for: `to invite the [States] to come, and for the [Office] to report`."""
    match = _FOR_WHOM.search(found.masked, begin, head)
    return named(found.between(*match.span("list")), "clause") if match else None


def _requested_by_pronoun(found: Masked, begin: int, head: int) -> Responsible | None:
    """Whom "requests it", "them" or "him" means: somebody named before."""
    it = _REQUESTS_IT.search(found.masked, begin, head + 1)
    if it and not _ASKS_ANEW.search(found.masked, it.start() + 1, head):
        before = found.between(begin, it.start())
        if it["them"] and (several := _asked_last(found, begin, it.start())):
            return named(several, "clause")
        if it["them"] and (members := [one for one in before if one.kind == "members"]):
            return named(members[:1], "clause")
        if who := _last_group(found, it.start()):
            return who
    if him := _REQUESTS_HIM.search(found.masked, begin, head + 1):
        officials = [one for one in found.between(begin, him.start()) if one.kind == "official"]
        return named(officials[:1], "clause")
    return None


def _entrusted(found: Masked, begin: int, head: int) -> Responsible | None:
    """Who is entrusted with reporting."""
    match = _ENTRUSTED.search(found.masked, begin, head) if found.masked.startswith(_ENTRUSTED_TASKS, head) else None
    return named(found.between(*match.span("list")), "clause") if match else None


def _chair_of_it(found: Masked, begin: int, its: re.Match[str], asked: Sequence[re.Match[str]]) -> Responsible | None:
    """The chair of the bodies that were asked before: `that the [Group] shall meet and that its Chair shall`."""
    before = [match for match in asked if match.end() <= its.start()]
    # "It shall report to TDAG, and its Chair shall" names no group but the one that it reports to.
    whose = who_is_asked(found, begin, before[-1]) if before else None
    role = found.text[its.start("role") : its.end("role")]
    if whose is None or not whose.groups:
        return Responsible((role.capitalize(),), "clause", shall=True)
    return replace(whose, names=tuple(_role_of(name, role) for name in whose.names), shall=True, groups=False)


def _role_of(name: str, role: str) -> str:
    """Who has a role in a body: `Chair of the expert group`, `Chair of TSAG`."""
    return f"{role} of {name}" if name.isupper() else f"{role} of the {name}"


def _named_before(act: Act, found: Masked, begin: int, asked: Sequence[re.Match[str]]) -> Responsible | None:
    """Who is asked by name, or by words that no list holds, whoever stands nearer to the verb."""
    last = act.predicates[-1]
    if (
        that := _ASKS_THAT.search(found.masked, begin, last.head)
        or _ASKS_THAT_TOO.search(found.masked, begin, last.head)
    ) and (not asked or asked[-1].start("link") < that.start("asks")):
        return _of_request(found, that)
    aside = _ASKED_BEFORE.search(found.masked, begin, last.head)
    if aside and (not asked or asked[-1].start() < aside.start()):
        return named(found.between(*aside.span("list")), "clause")
    other = unlisted.subject(found, begin, last.head)
    if (
        other
        and _ASKS_OTHERS.search(found.masked, begin, other.link)
        and (
            AND_TO.search(found.masked, other.link, last.head + 1)
            or found.masked.startswith("report thereon", last.head)
        )
    ):
        other = None
    if other and (not asked or asked[-1].start("link") < other.link):
        return Responsible(apart(other.name), "unlisted", shall=other.shall)
    after = asked[-1].start("link") if asked else begin
    if whole := asked_in_full(found, begin, last.head, after, acts=_is_done_by_subject(found, last)):
        return whole
    return who_is_asked(found, begin, asked[-1]) if asked else None


def _is_done_by_subject(found: Masked, one: Predicate) -> bool:
    """Whether the subject of a verb is who does it, not the report: of `results shall be reported` it is not."""
    return one.kind in ("report", "convey", "inform") and found.masked[one.head : one.end] != "reported"


def _of_request(found: Masked, that: re.Match[str]) -> Responsible | None:
    """Who is asked by `requests that the [Panel], after discussion, provide`, `with a request that it report`."""
    if that["list"]:
        return named(found.between(*that.span("list")), "clause")
    if that["name"]:
        name = found.words(*that.span("name"))
        return Responsible((name,), "unlisted") if begins_with_somebody(name) else None
    before = [one for one in found.between(0, that.start("asks")) if one.kind != "members"]
    if that["he"]:
        before = [one for one in before if one.kind == "official"]
    return named(before[-1:], "clause")


def _said_of_before(act: Act, found: Masked, begin: int) -> Responsible | None:
    """Who does it in other words: `it shall so report`, `and that it report`, `that the [Group] regularly report`."""
    stretch = found.masked[begin : act.predicates[-1].head]
    if (later := _IT_LATER.search(stretch)) and (who := _last_group(found, begin + later.start())):
        return replace(who, shall=True)
    if later := _AND_THAT_IT.search(stretch):
        first = _THAT_FIRST.search(found.masked, begin, begin + later.start())
        return named(found.between(*first.span("list")), "clause", shall=True) if first else None
    if _IT_SHALL.match(stretch) and (who := _subject_of_sentence_before(found, begin)):
        return who
    if match := _THAT_WHO.search(stretch) or _that_who_does(act, stretch) or _WHO_FIRST.match(stretch):
        return named(found.between(begin + match.start("list"), begin + match.end("list")), "clause")
    return None


def _asked_last(found: Masked, begin: int, end: int) -> tuple[Mention, ...]:
    """All whom the verb before asks: `calls upon [States] and the [Bank] to act, and encourages them to`."""
    *_, asked = [None, *ASKED.finditer(found.masked, begin, end)]
    if asked is None:
        return ()
    *_, verb = [None, *ASKS.finditer(found.masked, begin, asked.start("list"))]
    return found.between(verb.end() if verb else asked.start("list"), asked.end("list"))


def _subject_of_sentence_before(found: Masked, begin: int) -> Responsible | None:
    """What "It" at `begin` goes on about: whom the clause names first."""
    before = found.between(0, begin)
    first = unlisted.first_subject(found, begin)
    if first and (not before or first.link < before[0].start):
        return Responsible((first.name,), "unlisted", shall=True)
    return named(before[:1], "clause", shall=True)


def _last_group(found: Masked, end: int) -> Responsible | None:
    """The body or official that "invites it" means: the one named last."""
    before = [one for one in found.between(0, end) if one.kind != "members" and len(one.names) == 1]
    return named(before[-1:], "clause")


def _that_who_does(act: Act, stretch: str) -> re.Match[str] | None:
    active = act.predicates[0].kind in ("report", "convey", "inform")
    return _THAT_WHO_DOES.search(stretch) if active else None


def _it(clause: Clause, finder: MentionFinder) -> Responsible | None:
    """A clause that opens with "It" or "Its chair" goes on about the body that an earlier clause opened with."""
    match = _IT.match(clause.reading)
    said = finder.opening_body(clause.start) if match else None
    if match is None or said is None:
        # "Its Chair shall report" of a group that has no name
        alone = match["role"].capitalize() if match and match["role"] else None
        return Responsible((alone,), "clause", shall=True) if alone else None
    names = tuple(_role_of(name, match["role"]) for name in said.names) if match["role"] else said.names
    return Responsible(names, "clause", doubtful=said.doubtful, shall=True, groups=not match["role"])


def _author(act: Act, found: Masked) -> Responsible | None:
    """Whose report it is that shall be submitted: `the final report of the [Panel] shall be submitted`."""
    last = act.predicates[-1]
    if last.kind != "passive" or last.noun is None:
        return None
    match = _REPORT_OF.match(found.masked, last.noun[0], last.head)
    authors = found.between(*match.span("list")) if match else ()
    if match is None or any(one.doubtful for one in authors):
        return None
    # A conference or a forum comes to results, and others hand them over; a group hands over its own.
    own = match["noun"].startswith("report") or all(
        _HANDS_OVER_ITSELF.search(name) for one in authors for name in one.names
    )
    return named(authors, "clause") if own else None
