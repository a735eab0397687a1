"""What stands around a verb that asks: words before it, permission or duty, forms that can govern."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from reporter.extraction.masking import NAME, Masked
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language().grammar
_START, _END = r"(?<![\w-])", r"(?![\w-])"

FINITE = alternatives(_WORDS.finite)
"""A pattern: what makes a verb somebody's duty: `shall`, `is to`."""

# `may`, `can`, or `shall`, `to`, `that`
_MODAL = re.compile(rf"{_START}(?:(?P<may>{alternatives(_WORDS.permission)})|to|{FINITE}|that){_END}")

# `to`, `shall also`, `each year, to`, `on a regular basis, to jointly`
_BEFORE_VERB = re.compile(
    rf"(?:(?:^|(?<=[\s,;:(])){alternatives(_WORDS.before_verb)},?\s+)?"
    rf"(?:(?<![\w-])(?:to|{FINITE})\s+)?(?:{alternatives(_WORDS.beside_verb)}[\s,]+)*$"
)
# `to enable them to monitor and`, `to assist [Member States] in monitoring and`
_HELPED = re.compile(
    r"\b(?:enabl|allow|permit|empower|help|assist|support)(?:e|es|s|ing)?\s+(?:it|them|him|her"
    rf"|(?:(?:the|all|its|their|relevant|those|these|other)\s+){{0,3}}(?:{NAME}|(?!and\s|or\s|in\s|with\s)[a-z]+(?:\s(?!and\b|or\b)[a-z]+){{0,2}}?))"
    r"(?:\s*,[^,;]{0,60},)?\s+(?:to|in)\s+(?:[a-z]+\s+(?:and|or)\s+|(?:[a-z]+,\s+){1,3}[a-z]+(?:\s+to)?\s+and\s+)?(?:[a-z]+ly\s+)?$"
)
_HELPED_REACH = 140
EACH_TIME = (
    r"(?:(?:each|every)\s+(?:[a-z]+\s+)?(?:years?|months?|quarters?|weeks?|sessions?|meetings?)(?:\s*+,)?\s++)?+"
)
"""A pattern: `every two years`, in front of who does it."""
# `so that they are in a position to`, `that residents are able to`, `support States in meeting their obligations to`
_ABLE = re.compile(
    r"\b(?:able|unable|in\s+a\s+position|free|entitled|right|ability|capacity"
    r"|in\s+(?:meeting|fulfilling|discharging)\s+(?:their|its)\s+(?:[a-z]+\s+){0,2}(?:obligations?|duties))"
    r"\s+to\s+(?:[a-z]+,\s+){0,3}(?:[a-z]+\s+and\s+)?(?:[a-z]+ly\s+)?$"
)
# `to remind the staff of their responsibility to`, `are aware of their duty to`: whom somebody is asked to remind
_REMINDED = re.compile(
    r"\b(?:to\s+remind\s+[^;]{3,100}?|reminding\s+[^;]{3,100}?|aware|mindful)\s+of\s+(?:their|its)\s+(?:responsibilit|dut|obligation)[a-z]+\s+to\s+$"
)
# `and recalls that they` in front of "submit"
_TOLD_OF = re.compile(
    rf"\b{any_of(language().declaratory)}\s+that\s+(?:(?!\b(?:shall|should|must|will|to|be)\b)[^;,]){{3,100}}$"
)
# `representatives invited by the [Chair] to`: who they are
_WHO_WERE_ASKED = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bhereby )(?<!\bas )(?<![,;] )\b(?:invited|asked|requested|called\s+upon)"
    r"\s+by\s[^,;:]{3,80}(?:,[^,;:]{3,60},)?\s+to\s+$"
)
# `under which the Secretariat had been directed to`: what somebody else asked for before
_HAS_BEEN_ASKED = re.compile(
    r"\b(?:has|have|had)\s+(?:already\s+|previously\s+|also\s+)?been\s+"
    r"(?:invited|asked|requested|directed|instructed|tasked|mandated|required|called\s+upon)\s+to\s+(?:[a-z]+ly\s+)?$"
)
# `of resolution 5, which requested that the [Office]` in front of "report"
_WHICH_ASKED = re.compile(
    r"\b(?:which|by\s+which\s+it|in\s+which\s+it)\s+(?:has\s+|had\s+)?(?:requested|asked|invited|decided|instructed|called)\s+(?:that\s+)?[^;,]{2,100}$"
)
# `prepared in response to the request of the [Board] at its last session to` in front of "report"
_AS_REQUESTED = re.compile(
    r"\b(?:in\s+(?:[a-z]+\s+)?(?:implementation\s+of|response\s+to|accordance\s+with|fulfilment\s+of|pursuance\s+of|compliance\s+with)"
    r"|pursuant\s+to|following)\s+(?:[^;,]{2,120}\s)?(?:the|an?|its|their|his|her|[^\s;,]+'s)\s+requests?\s[^;,]{0,100}\bto\s+"
    r"(?:[a-z]+ly\s+)?$"
)
# `determine how the reviews will` in front of "inform the [Forum]"
_INDIRECT = re.compile(r"\b(?:how|whether)\s+[^;,]{3,160}\s(?:will|would|should|can|could)\s+(?:[a-z]+ly\s+)?$")
# `may also be invited to`
_MAY_BE_ASKED = re.compile(
    rf"\b{alternatives(_WORDS.permission)}\s+(?:also\s+|further\s+)?be\s+(?:invited|requested|asked|called\s+upon|encouraged)\s+to\s+$"
)
# `may, where it sees fit, invite the [facilitators] to`, `may at any time request the [manager] to`
_MAY_ASK = re.compile(
    rf"\b{alternatives(_WORDS.permission)}(?:\s*,[^,;]{{0,80}},)?\s+(?:[a-z]+\s+){{0,4}}"
    rf"{any_of(language().directive_forms)}\s[^;:]{{3,160}}?\bto\s+$"
)
AND_TO = re.compile(r",\s+and\s+(?:[a-z]+\s+)?to\s")
"""Finds where a second task begins: `to urge the [States] to pay, and to report`."""
# `entrust the [Under-Secretary-General] with`, `task it with following the works and with`, in front of "briefing"
_CHARGED_WITH = re.compile(r"\b(?:entrust|charge|task)(?:s|ed|ing)?\s+[^;:]{2,200}?\bwith\s+$")
_CHARGED_REACH = 240
_MAY_ASK_REACH = 300
_MAY_BE_ASKED_REACH = 60
_LONGEST_LEAD = 90
_LONGEST_WORD = 60

_NOTHING_SAID = re.compile(r"(?:and|or|also|[\s,])*")
_WORD_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz'-")
_GERUND_AFTER = frozenset(_WORDS.before_gerund)
_NOUN_AFTER = frozenset(_WORDS.before_noun)
_HANDING_ON = ("submit", "present", "provid", "transmit")
"""`to carry out a study, submitting its results to`."""
_PARTICIPLES = frozenset(_WORDS.participles)
# Verbs of handing over that are nouns more often, and what stands before them where they are verbs
_NOUNS_TOO = frozenset(
    {
        "draft",
        "drafts",
        "issue",
        "issues",
        "table",
        "tables",
        "address",
        "addresses",
        "place",
        "places",
        "offer",
        "offers",
        "share",
        "shares",
    }
)
_LEADS = frozenset(
    {"to", "shall", "should", "must", "will", "and", "or", "also", "then", "not", "it", "they", "which", "who"}
)
_NAMES = frozenset("\ue001\ue002\ue003")
_BEFORE_A_TASK = frozenset({"", *_NAMES, "to", "shall", "should", "must", "will", "and", "or", ",", "also", "then"})


def word_before(found: Masked, offset: int) -> str:
    """The word that ends before an offset, or the mark or mask character; "" at the beginning of the text."""
    before = found.masked[max(0, offset - _LONGEST_WORD) : offset].rstrip()
    start = len(before)
    while start and before[start - 1] in _WORD_CHARACTERS:
        start -= 1
    return before[start:] or before[-1:]


def phrase_start(found: Masked, head: int) -> int:
    """Where the phrase of a verb begins: with "to", a modal and adverbs before it, and "each year, to"."""
    window = max(0, head - _LONGEST_LEAD)
    match = _BEFORE_VERB.search(found.masked[window:head])
    return window + match.start() if match else head


def is_permission(found: Masked, head: int) -> bool:
    """Whether the nearest modal before a verb, in its sentence, is "may": a permission, not a duty."""
    starts, permits, has_permissions = _modals(found)
    last = bisect_left(starts, head) - 1
    if has_permissions and _MAY_BE_ASKED.search(found.masked[max(0, head - _MAY_BE_ASKED_REACH) : head]):
        return True
    if has_permissions and _MAY_ASK.search(found.masked[max(found.sentence_start(head), head - _MAY_ASK_REACH) : head]):
        return True
    return last >= 0 and starts[last] >= found.sentence_start(head) and permits[last]


def is_of_those_helped(found: Masked, head: int) -> bool:
    """Whether a verb says what others are to be able to do: `to enable them to monitor and report`."""
    before = found.masked[max(found.sentence_start(head), head - _HELPED_REACH) : head]
    return bool(_HELPED.search(before) or _ABLE.search(before) or _REMINDED.search(before))


def is_told_of(found: Masked, head: int) -> bool:
    """Whether a verb says what others do anyway: `recalls that they submit`, `those invited by it to submit`."""
    before = found.masked[max(found.sentence_start(head), head - _HELPED_REACH) : head]
    return any(
        way.search(before)
        for way in (_TOLD_OF, _WHO_WERE_ASKED, _HAS_BEEN_ASKED, _WHICH_ASKED, _AS_REQUESTED, _INDIRECT)
    )


def is_governed(found: Masked, head: int) -> bool:
    """Whether a verb after "and" can hang on an earlier "to" or "shall" of its sentence, or begins a list item."""
    start = found.sentence_start(head)
    if start == 0 or _NOTHING_SAID.fullmatch(found.masked, start, head):
        return True
    starts, permits, _ = _modals(found)
    return any(not may for may in permits[bisect_left(starts, start) : bisect_left(starts, head)])


def is_charged_with(found: Masked, head: int) -> bool:
    """Whether somebody is charged with what a form in -ing says: `to entrust the [Office] with presenting`."""
    return _CHARGED_WITH.search(found.masked, max(0, head - _CHARGED_REACH), head) is not None


def is_no_noun(found: Masked, head: int) -> bool:
    """Whether a word that may be a noun is the verb of a task: `to outline for`, not `a draft outline for`."""
    return word_before(found, head) in _BEFORE_A_TASK


def can_govern(found: Masked, head: int, verb: str) -> bool:
    """Whether a verb form can ask for something here: an infinitive, after a modal, in a list, after its subject."""
    previous = word_before(found, head)
    if verb.endswith("ing") and verb != "bring":
        # At the beginning it is an item of "… by:"; there, "with presenting" goes on a heading "charges the Director".
        if previous == "with":
            return found.masked[:head].split() == ["with"] or is_charged_with(found, head)
        return not previous or previous in _GERUND_AFTER or (previous == "," and verb.startswith(_HANDING_ON))
    if verb == "forward" and previous in ("look", "looks", "looking", "way", "path", "put", "move", "moving"):
        return False
    is_participle = (verb.endswith("ed") and verb != "feed") or verb in _PARTICIPLES
    if is_participle or previous in _NOUN_AFTER or previous == "that":
        return False
    if verb in _NOUNS_TOO and not (previous in _LEADS or previous.endswith("ly") or not previous[-1:].isalpha()):
        return False
    joined = previous in ("and", "or") or (previous and not previous[-1].isalpha() and previous not in _NAMES)
    return not joined or is_governed(found, head)


@lru_cache(maxsize=2)
def _modals(found: Masked) -> tuple[list[int], list[bool], bool]:
    """Offsets of the modals of a text, whether each is a permission, and whether one is."""
    matches = list(_MODAL.finditer(found.masked))
    permits = [match["may"] is not None for match in matches]
    return [match.start() for match in matches], permits, True in permits
