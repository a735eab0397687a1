"""Who is asked by the clause itself, each in full."""

from __future__ import annotations

import re

from reporter.extraction.asked import all_asked
from reporter.extraction.grammar import AND_TO, EACH_TIME, FINITE
from reporter.extraction.masking import Masked
from reporter.extraction.responsible import Responsible
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language().agents
_DIRECTIVE = language().directive_verbs
_DIRECTIVE_INFINITIVES = tuple(language().directive_forms)
_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `requests the [Board] and all others` in front of "to report"
_TO_DO = re.compile(
    rf"(?:\s*+,)?\s++{language().no_noun_before}(?P<to>to)\s+(?!be\s+(?:[a-z]+ly\s+)?(?:submitted|presented|transmitted|made|sent)\b|(?:the|its|their|all|each|those|these|this|that|any|an?|which|whom|\ue001|\ue002|\ue003)\b)[a-z]"
)
_ASKS_WHOM = re.compile(
    rf"(?:^|[,;:]\s+|\b(?:and|also|further|then|again|but|strongly|regard|respect|context|connection|end|basis)\s+)(?P<asks>{any_of(_DIRECTIVE)}\s+)(?!that\b|by\b)"
    rf"|\bto\s+(?:also\s+|further\s+)?{any_of(_DIRECTIVE_INFINITIVES)}\s+(?!that\b|by\b)"
)
# `, and strongly` between two verbs that ask
_AND_ALSO = re.compile(r"\s*,?\s+and\s+(?:also\s+|further\s+|in\s+turn\s+|[a-z]+ly\s+)*$")
_AND_ALSO_REACH = 40
_SOFTLY = re.compile(r"to\s+(?:invite|encourage|urge)\s")
_REACH = 2000
_MOST_VERBS = 6
"""Characters and verbs before the report among which the one is looked for that asks for it."""
# `convene in 2028, under the chair of the [President], an open-ended [group] on fees, which shall`
_SET_UP_WHICH = cued(
    rf"{_START}(?:establish|set\s+up|create|convene|constitute|appoint|form)(?:s|es|ed|ing)?{_END}[^;]{{0,200}}?{_START}an?\s+"
    rf"(?P<group>[^,;]{{3,200}}?)\s*,(?:\s+(?:of|composed|comprising|consisting)\s[^,;]{{3,120}},)?\s+which\s+(?P<shall>{FINITE})\s"
)
# `decides that`, the beginning of a sentence
_SAYS_WHO = re.compile(
    rf"\s*(?:[a-z]?\.?\d+(?:\.\d+)*[.)]?\s+)?(?:(?:[a-z]+\s+){{0,2}}that(?:\s*,)?\s+{EACH_TIME}"
    rf"|(?:also\s+|further\s+)?{any_of(_DIRECTIVE)}\s+(?!that\b))?"
)
# `In addition to these tasks, ` in front of "the coordinator shall:"
_BESIDES = re.compile(
    r"(?:in\s+addition\s+to|upon|after|when|where|once|within|during)\s[^:;]{3,200}?,\s+(?=(?:the|each|all)\s)"
)
_SHALL_DO = re.compile(rf"(?:\s*+,)?\s++{FINITE}\s*[:-]?\s*$")
_OF_IT = re.compile(r"(?:it|its|they|their)\s")
_SHALL = re.compile(rf"(?<!\s)(?:\s*+,)?\s++(?P<shall>{FINITE}|{alternatives(_WORDS.links)})(?:\s|,\s)")


def asked_by_shall(found: Masked) -> tuple[str, ...]:
    """Who shall do what a list says, in the words before it: `The coordinator for the regional groups shall:`."""
    said, link = _BESIDES.match(found.masked) or _SAYS_WHO.match(found.masked), _SHALL_DO.search(found.masked)
    return all_asked(found, said.end(), link.start(), known_too=True) if said and link else ()


def asked_together(found: Masked, begin: int, at: int) -> tuple[str, ...]:
    """Who is asked the same by the verb before: `requests the [funds], and` in front of `encourages the [Bank] to`.

    Args:
        found: The clause.
        begin: Where its sentence begins.
        at: Where the second verb begins.

    Returns:
        Their names; empty where the verb before asks for something of its own, or says "that".
    """
    joint = _AND_ALSO.search(found.masked, max(begin, at - _AND_ALSO_REACH), at)
    verbs = list(_ASKS_WHOM.finditer(found.masked, begin, joint.start())) if joint else []
    if (
        joint is None
        or not verbs
        or not verbs[-1]["asks"]
        or _TO_DO.search(found.masked, verbs[-1].end(), joint.start() + 1)
    ):
        return ()
    return all_asked(found, verbs[-1].end(), joint.start(), known_too=True)


def asked_in_full(found: Masked, begin: int, head: int, after: int, *, acts: bool) -> Responsible | None:
    """All who are asked by the last verb of asking, each in full, where one has words beside known names.

    Args:
        found: The clause.
        begin: Where its sentence begins.
        head: Offset of the verb that asks for the report.
        after: Where a nearer name is linked to a task; an earlier verb asks for something else.
        acts: True where the subject of the verb is who reports, not the report.
    """
    for verb in list(_ASKS_WHOM.finditer(found.masked, max(begin, head - _REACH), head))[: -_MOST_VERBS - 1 : -1]:
        if link := _TO_DO.search(found.masked, verb.end(), head + 1):
            if found.masked[verb.end() : link.start()].endswith((" and", " or")):
                # "to entrust the [Office] with an audit and to report": no name ends so
                continue
            if verb[0].startswith("to ") and (
                AND_TO.search(found.masked, link.end(), head + 1)
                or (found.masked.startswith("report thereon", head) and _SOFTLY.match(verb[0]) and link.end() <= head)
            ):
                # "to urge the [States] to pay, and to report": two tasks of somebody named before
                continue
            is_near = link.start("to") >= after and ";" not in found.masked[link.end() : head]
            known_too = link.start("to") > after
            names = all_asked(found, verb.end(), link.start(), known_too=known_too) if is_near else ()
            first = asked_together(found, begin, verb.end() - len(verb["asks"])) if names and verb["asks"] else ()
            return Responsible(tuple(dict.fromkeys((*first, *names))), "clause") if names else None
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
