"""Who must report: named in the clause, in what it is nested in, or in the heading of its section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reporter.extraction.acts import Act
from reporter.extraction.mentions import BODY, MEMBERS, OFFICIAL, Masked, Mention, MentionFinder
from reporter.extraction.predicates import sentence_start
from reporter.model import Clause, Section
from reporter.parsing.fold import fold
from reporter.parsing.verbs import address, opening
from reporter.vocabulary.language import language

_NAME = f"[{BODY}{OFFICIAL}{MEMBERS}]+"
_DET = r"(?:(?:the|its|their|each|every|all|any|both|relevant|said|other|that|an?|one|and|of|two|three|competent)\s+)*"
_SUBJECT_LIST = rf"(?P<list>{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|and/or|together\s+with|jointly\s+with|as\s+well\s+as)\s+){_DET}{_NAME})*)"
_ASIDE = r"(?:\s+(?:concerned|involved|in\s+question))?(?:\s*,[^,;]{0,160},)*\s*,?\s*"


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who must report, and how that was found.

    Attributes:
        names: Canonical names in the order of the text; empty where nobody is named.
        origin: `clause`, `agent`, `lead-in`, `heading` or `nobody`.
        doubtful: True where a pronoun had several candidates.
        start: Offset of the first name in the clause; -1 where it is not in the clause.
        shall: True where the clause says that somebody shall do it.
    """

    names: tuple[str, ...]
    origin: str
    doubtful: bool = False
    shall: bool = False


def responsible(act: Act, found: Masked, section: Section, clause: Clause, finder: MentionFinder) -> Responsible:
    """Who must do what an act asks for, looked for from the act outwards."""
    helped = _without_collaborators(found)
    if agents := _agents(act, helped):
        return _named(agents, "agent")
    if subject := _subject(act, helped):
        return subject
    if it := _it(clause, finder):
        return it
    for lead in reversed(clause.lead_in):
        if (found_verb := opening(lead)) and (
            names := addressees(address(lead[found_verb.rest :]).addressee, finder, at=clause.start)
        ):
            return _named(names, "lead-in")
        masked = _without_collaborators(finder.find(lead, at=clause.start))
        if names := _asked_at_end(masked):
            return _named(names, "lead-in")
    if names := addressees(clause.addressee or section.addressee, finder, at=clause.start):
        return _named(names, "heading")
    return Responsible((), "nobody")


def _it(clause: Clause, finder: MentionFinder) -> Responsible | None:
    """A clause that opens with "It" or "Its chair" goes on about the body that an earlier clause opened with."""
    match = re.match(
        r"(?:It|They)(?:,[^,]*,)?\s|Its\s+(?P<role>chair(?:man|person)?|secretariat|president|rapporteur)\s",
        clause.reading,
    )
    said = finder.subject_before(clause.start) if match else None
    if match is None or said is None:
        return None
    names = tuple(f"{match['role']} of {name}" for name in said.names) if match["role"] else said.names
    return Responsible(names, "clause", doubtful=said.doubtful, shall=True)


def addressees(words: str, finder: MentionFinder, *, at: int | None = None) -> tuple[Mention, ...]:
    """The names among the words of a heading, collaborators left out."""
    return _without_collaborators(finder.find(fold(words), at=at)).mentions if words else ()


def _named(mentions: Sequence[Mention], origin: str, *, shall: bool = False) -> Responsible:
    names = tuple(dict.fromkeys(name for one in mentions for name in one.names))
    return Responsible(names, origin, any(one.doubtful for one in mentions), shall)


def _without_collaborators(found: Masked) -> Masked:
    """The mentions that act themselves: those after "in collaboration with" and the like left out."""
    masked = found.masked
    spans = []
    for match in language().collaboration.finditer(masked):
        names = re.compile(rf"\s+{_DET}{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+){_DET}{_NAME})*").match(
            masked, match.end()
        )
        spans.append((match.start(), names.end() if names else match.end()))
    for start, end in spans:
        masked = masked[:start] + " " * (end - start) + masked[end:]
    kept = tuple(one for one in found.mentions if not any(s <= one.start < e for s, e in spans))
    return Masked(found.text, masked, kept)


def collaborators(found: Masked) -> tuple[Mention, ...]:
    """The names after "in collaboration with" and the like."""
    kept = set(_without_collaborators(found).mentions)
    return tuple(one for one in found.mentions if one not in kept)


def _agents(act: Act, found: Masked) -> tuple[Mention, ...]:
    """Names after "by" in a passive: `be submitted to the Council by the Director of BDT`."""
    if not any(
        one.kind in ("passive", "informed", "receive")
        or (one.kind == "report" and found.text[one.head : one.end].lower() == "reported")
        for one in act.predicates
    ):
        return ()
    head = act.predicates[-1].head
    match = _by_pattern().search(found.masked, head, act.end)
    return found.between(*match.span("list")) if match else ()


@cache
def _by_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:by|from)\s+{_DET}{_SUBJECT_LIST}", re.IGNORECASE)


@cache
def _asked_pattern() -> re.Pattern[str]:
    """Somebody who is to do something: names, perhaps an aside, then "to", "shall" and the like."""
    return re.compile(
        rf"{_DET}{_SUBJECT_LIST}{_ASIDE}(?P<link>to\s+(?!the\b|its\b|their\b|each\b|all\b|this\b|that\b)[a-z]|shall\b|should\b|must\b|will\b|is\s+to\b|are\s+to\b|(?:which|who)\s+(?:shall|should|will|is\s+to|are\s+to)\b|(?:is|are)\s+(?:hereby\s+)?(?:encouraged|requested|invited|urged|instructed|asked|called\s+upon|directed|authorized)\s+to\b)",
        re.IGNORECASE,
    )


def _subject(act: Act, found: Masked) -> Responsible | None:
    """Names before the act that govern it: `the Director of TSB to report`, `that Study Group 11 shall … and report`."""
    begin = sentence_start(found.masked, act.predicates[0].start)
    head = act.predicates[-1].head if len(act.predicates) == 1 else act.predicates[0].head
    stretch = found.masked[begin : head + 1]
    best: re.Match[str] | None = None
    for match in _asked_pattern().finditer(stretch):
        if _is_object_of_preposition(stretch, match.start("list")):
            continue
        best = match
    if best is not None:
        names = found.between(begin + best.start("list"), begin + best.end("list"))
        shall = best["link"].lower().startswith(("shall", "must", "which shall", "who shall", "is", "are"))
        return _named(names, "clause", shall=shall) if names else None
    subjunctive = re.search(
        rf"(?<![\w-])(?:that|and)\s+{_DET}{_SUBJECT_LIST}{_ASIDE}(?:[a-z]+ly\s+|also\s+)*$", stretch[:-1], re.IGNORECASE
    )
    if subjunctive is None:
        subjunctive = re.search(
            rf"(?<![\w-])that\s+{_DET}{_SUBJECT_LIST}{_ASIDE}[a-z][^;]*$", stretch[:-1], re.IGNORECASE
        )
        if subjunctive and act.predicates[0].kind not in ("report", "convey", "inform"):
            subjunctive = None
    if subjunctive is None:
        subjunctive = re.match(
            rf"\s*(?:[A-Za-z]+\s+that\s+)?{_DET}{_SUBJECT_LIST}{_ASIDE}(?:[a-z]+ly\s+|also\s+)*$", stretch[:-1]
        )
    if subjunctive is not None:
        names = found.between(begin + subjunctive.start("list"), begin + subjunctive.end("list"))
        return _named(names, "clause") if names else None
    return None


def _is_object_of_preposition(stretch: str, start: int) -> bool:
    """Whether names belong to another phrase: `coordination with [the Sectors] to avoid`, `support for [BDT] to`."""
    before = stretch[:start]
    return bool(
        re.search(
            r"(?<![\w-])(?:of|with|for|from|by|in|on|at|among|between|within|to|through|towards|concerning|under|and\s+to|into|via|against|toward|than)\s+(?:the\s+|its\s+|their\s+|all\s+|each\s+|other\s+|relevant\s+|both\s+|an?\s+)*$",
            before,
            re.IGNORECASE,
        )
    ) and not re.search(
        r"(?<![\w-])(?:call(?:s)?\s+(?:up)?on|appeals?\s+to|to\s+the\s+effect\s+that|in\s+order\s+for|it\s+is\s+for)\s+(?:the\s+|its\s+|all\s+)*$",
        before,
        re.IGNORECASE,
    )


def _asked_at_end(found: Masked) -> tuple[Mention, ...]:
    """Who a lead-in asks: `requests the Director-General:`, `that the group shall:`."""
    match = None
    for match in re.finditer(
        rf"{_DET}{_SUBJECT_LIST}{_ASIDE}(?=(?:to|shall|should|must|will|is\s+to|are\s+to|:|-|$)[^\ue001-\ue003]*$|to\b[^;]*:\s*$)",
        found.masked,
        re.IGNORECASE,
    ):
        if not _is_object_of_preposition(found.masked, match.start("list")):
            return found.between(*match.span("list"))
    return ()
