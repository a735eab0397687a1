"""Finds the words that ask somebody to report: `to report`, `submit a report`, `keep … informed`, `be presented`.

Everything here works on masked text (`mentions.Masked`), in which each character of a name is a mask character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reporter.extraction.mentions import BODY, MEMBERS, OFFICIAL
from reporter.vocabulary.language import language

PredicateKind = Literal["report", "convey", "inform", "passive", "informed", "receive"]

ANYBODY = f"[{BODY}{OFFICIAL}{MEMBERS}]"

_LY = r"(?:[a-z]+ly|also|then|thereafter|thereupon|again|back|jointly|in\s+turn|henceforth|hereafter|each\s+year|every\s+year|twice\s+a\s+year)"
_NOUN_BEFORE = frozenset(
    ["a", "an", "the", "its", "their", "his", "her", "this", "that", "these", "those", "each", "every", "any", "such", "no", "some", "annual", "biennial", "quarterly", "monthly", "progress", "interim", "final", "comprehensive", "consolidated", "written", "oral", "detailed", "full", "periodic", "regular", "of", "in", "by", "for", "from", "with", "on", "under", "into", "technical", "status", "activity", "joint", "special", "first", "second", "third", "next", "last", "latest", "previous", "other", "one", "two", "three", "single", "separate", "short", "brief", "concise", "new", "both", "following", "mandatory", "summary", "preliminary", "initial", "further", "additional", "updated", "same", "above", "per", "financial", "voluntary"]
)
_CONTINUED = re.compile(
    r"\b(?:continue|maintain|ensure|start|begin|resume|strengthen|improve|provide\s+for|institute|establish)\s+(?:(?:its|the|their|his|her|an?|regular|annual|quarterly|periodic|yearly|timely|joint|systematic|biennial|semi-?annual|continuous)\s+)*$",
    re.IGNORECASE,
)
_FINITE = r"(?:shall|should|will|must|would|ought\s+to|is\s+to|are\s+to|has\s+to|have\s+to|does|do|did)"
_MAY = re.compile(r"(?<![\w-])(?:may|can|could|might)(?![\w-])", re.IGNORECASE)
_DUTY = re.compile(rf"(?<![\w-])(?:to|{_FINITE}|that)(?![\w-])", re.IGNORECASE)
_BREAK = re.compile(r"[;]|\.\s+(?=[A-Z\ue001-\ue004])|:\s")
_REACH = 260


@dataclass(frozen=True, slots=True)
class Predicate:
    """One asking word with its place.

    Attributes:
        kind: `report` the verb; `convey` a verb of handing over with a report as object; `passive` "be submitted";
            `inform` somebody is told; `informed` "be kept informed"; `receive` a body gets it.
        start: Offset where its phrase begins.
        head: Offset of the verb itself.
        end: Offset just after the verb, or after "informed".
        noun: Offsets of the report noun; None for a verb without one.
        weak: True where the noun alone would not make it a report ("information", "summary").
        pronoun: True where the object is "it", "them": the report was named before.
    """

    kind: PredicateKind
    start: int
    head: int
    end: int
    noun: tuple[int, int] | None = None
    weak: bool = False
    pronoun: bool = False


@cache
def stems(code: str = "en") -> re.Pattern[str]:
    """A cheap test that every clause with a reporting act passes."""
    return re.compile(
        r"report|receiv|synthes|stud|assess|evaluat|summar|review|inform|brief|updat|appris|notif|advis|abreast|submi|present|provid|transmi|convey|deliver|result|finding|outcome|progress|account|forward|communicat",
        re.IGNORECASE,
    )


def find_predicates(masked: str, code: str = "en") -> tuple[Predicate, ...]:
    """The predicates of a masked text, in order of their verbs."""
    found = [
        *_reports(masked, code),
        *_conveys(masked, code),
        *_passives(masked, code),
        *_informs(masked, code),
        *_keeps(masked, code),
        *_receives(masked, code),
    ]
    best: dict[int, Predicate] = {}
    for one in found:
        if not is_permission(masked, one.head):
            best.setdefault(one.head, one)
    return tuple(sorted(best.values(), key=lambda one: one.head))


def is_permission(masked: str, head: int) -> bool:
    """Whether the nearest modal before a verb, in its sentence, is "may": a permission, not a duty."""
    start = sentence_start(masked, head)
    before = masked[start:head]
    may = [m.end() for m in _MAY.finditer(before)]
    duty = [m.end() for m in _DUTY.finditer(before)]
    return bool(may) and (not duty or may[-1] > duty[-1])


def sentence_start(masked: str, offset: int) -> int:
    """Where the sentence, or the part between semicolons, begins that `offset` lies in."""
    start = 0
    for match in _BREAK.finditer(masked, 0, offset):
        start = match.end()
    return start


def sentence_end(masked: str, offset: int) -> int:
    """Where it ends."""
    match = re.compile(r"[;]|\.\s+(?=[A-Z\ue001-\ue004])").search(masked, offset)
    return match.start() if match else len(masked)


def _reports(masked: str, code: str) -> list[Predicate]:
    """The verb "report", told from the noun by the word before it and the words after."""
    return [
        Predicate("report", _phrase_start(masked, m.start()), m.start(), m.end())
        for m in _report_pattern(code).finditer(masked)
        if _is_verb(masked, m)
    ]


def _is_verb(masked: str, match: re.Match[str]) -> bool:
    word = match[0].lower()
    before = re.search(r"([A-Za-z'-]+|[\ue001-\ue004]|[^\sA-Za-z])\s*$", masked[: match.start()])
    previous = before[1].lower() if before else ""
    after = masked[match.end() : match.end() + 40]
    goes_on = re.match(
        rf"\s+(?:back|to|on|upon|about|at|in|regularly|directly|thereon|by|through|via|for|every|each|once|twice|whether|how|any|all|its|their|the|[\w-]+ly|them|it|these|this|such|not\s+later|no\s+later|from\s+time|quarterly|within|during|as|before|after|progress|results|with|{ANYBODY})\b|\s*[,;.:]|\s+[{BODY}{OFFICIAL}]|\s*$",
        after,
        re.IGNORECASE,
    )
    if previous in ("be", "been", "is", "are", "being") and word == "reported":
        return True
    if word == "reported":
        return False
    if word == "reporting" and _CONTINUED.search(masked[: match.start()]):
        return True
    if word == "reporting":
        return previous in (
            "ensure",
            "by",
            "continue",
            "start",
            "begin",
            "and",
            "for",
            "of",
            "commence",
            "including",
        ) and bool(re.match(rf"\s+(?:back\s+)?(?:\w+ly\s+)?(?:to|on)\b|\s+[{BODY}]", after))
    if previous in _NOUN_BEFORE:
        return False
    if word == "reports":
        subject = re.search(
            rf"(?:[{BODY}{OFFICIAL}]|\b(?:it|which|who|groups?|chair|directors?|secretariat|committee))\s*,?\s*$",
            masked[: match.start()],
            re.IGNORECASE,
        )
        return bool(subject and re.match(r"\s+(?:back\s+)?(?:[a-z]+ly\s+)?(?:back\s+)?(?:to|on|every|each)\b", after))
    governed = previous in (
        "to",
        "and",
        "or",
        "shall",
        "should",
        "will",
        "must",
        "not",
        "also",
        "then",
        "thereafter",
        "back",
        "again",
        "year",
        "jointly",
        "ensure",
        "",
    )
    governed = governed or previous.endswith("ly") or not previous[-1:].isalpha()
    subject = bool(re.search(rf"[{BODY}{OFFICIAL}{MEMBERS}]\s*$", masked[: match.start()])) or (
        previous
        in (
            "it",
            "group",
            "committee",
            "chair",
            "director",
            "they",
            "groups",
            "directors",
            "forum",
            "panel",
            "team",
            "who",
            "which",
            "parties",
            "board",
            "secretariat",
            "council",
        )
    )
    if previous in ("to", "shall", "should", "must", "will", "not") or (previous.endswith("ly") and goes_on):
        return True
    if previous in ("and", "or", ",") and not _governed_list(masked, match.start()):
        return False
    return bool((governed or subject) and goes_on)


def _governed_list(masked: str, head: int) -> bool:
    """Whether a verb after "and" can hang on an earlier "to" or "shall" of its sentence, or begins a list item."""
    start = sentence_start(masked, head)
    before = masked[start:head]
    return bool(_DUTY.search(before)) or not re.sub(r"(?:and|or|also|[\s,])+$", "", before).strip() or start == 0


def _conveys(masked: str, code: str) -> list[Predicate]:
    """A verb of handing over with a report, results, information … as object."""
    found = []
    for match in _convey_pattern(code).finditer(masked):
        word = match[0].lower()
        if not _can_be_finite(masked, match.start(), word):
            continue
        limit = min(sentence_end(masked, match.end()), match.end() + _REACH)
        noun = _object(masked, match.end(), limit, code, verb=word)
        if noun is None:
            continue
        pronoun = noun[0] == "pronoun"
        found.append(
            Predicate(
                "convey",
                _phrase_start(masked, match.start()),
                match.start(),
                match.end(),
                noun=None if pronoun else (noun[1], noun[2]),
                weak=noun[0] == "weak",
                pronoun=pronoun,
            )  # fmt: skip
        )
    return found


def _can_be_finite(masked: str, head: int, word: str) -> bool:
    """Whether a verb form can govern here: an infinitive, after a modal, in a list, after its subject."""
    before = masked[:head].rstrip()
    last = re.search(r"([A-Za-z'-]+|[^A-Za-z\s])$", before)
    previous = last[1].lower() if last else ""
    if word.endswith("ing") and word != "bring":
        return previous in ("by", "of", "for", "continue", "ensure", "and", "keep", "including", "start")
    if word.endswith("ed") or word in ("sent", "made", "given", "laid", "drawn", "kept"):
        return False
    if previous in (
        "the",
        "a",
        "an",
        "of",
        "its",
        "their",
        "this",
        "in",
        "with",
        "for",
        "from",
        "his",
        "her",
        "on",
        "at",
    ):
        return False
    if previous in ("and", "or", ",") or (
        not previous[-1:].isalpha() and previous and previous not in "\ue001\ue002\ue003"
    ):
        return _governed_list(masked, head)
    return True


def _object(masked: str, start: int, limit: int, code: str, *, verb: str) -> tuple[str, int, int] | None:
    """The first report noun or pronoun that is the verb's object: kind and offsets; None where there is none."""
    words = masked[start:limit]
    pronoun = re.match(
        r"\s+(?:it|them|the\s+same|such\s+reports?|these\s+reports?|this\s+report)\b", words, re.IGNORECASE
    )
    if pronoun:
        return ("pronoun", start, start + pronoun.end())
    stop = re.search(
        r"(?<![\w-])(?:(?:and|or|,)\s+(?:to\s+|shall\s+|also\s+to\s+)(?!the\b|its\b|each\b|their\b|every\b|all\b)[a-z]+|(?:which|who|whose|so\s+that|in\s+order\s+to|with\s+a\s+view|taking\s+into|on\s+the\s+basis\s+of|based\s+on|contained\s+in|as\s+reported)\b)",
        words,
        re.IGNORECASE,
    )
    reach = words[: stop.start()] if stop else words
    weak: tuple[str, int, int] | None = None
    for noun in _noun_pattern(code).finditer(reach):
        if not _is_object(reach, noun, verb):
            continue
        kind = "weak" if language(code).weak_noun.fullmatch(noun[0]) else "strong"
        if kind == "strong":
            return (kind, start + noun.start(), start + noun.end())
        if weak is None and not re.search(
            r"\b(?:any|all|such|the\s+necessary|relevant|necessary|additional)\s+$",
            reach[: noun.start()],
            re.IGNORECASE,
        ):
            weak = (kind, start + noun.start(), start + noun.end())
    return weak


def _is_object(reach: str, noun: re.Match[str], verb: str) -> bool:
    """Whether a noun between verb and limit is handed over, not the topic of something else.

    "provide support to study groups in their reports" hands over support: the words before the noun may be a
    determiner with adjectives, a recipient ("to the Council a report"), or a list of objects, but no preposition of
    another phrase ("on", "for", "from") except in "in its report to".
    """
    before = reach[: noun.start()]
    last_phrase = re.split(r",\s+|\band\b", before)[-1]
    if re.search(
        r"\b(?:on|about|concerning|regarding|from|against|during|under|among|between|of|into)\s+(?:the\s+|its\s+|their\s+|a\s+|an\s+|these\s+|such\s+|all\s+|any\s+)?(?:[\w-]+\s+){0,3}$",
        last_phrase,
        re.IGNORECASE,
    ):
        return bool(
            re.search(
                r"\b(?:form\s+of|by\s+means\s+of|basis\s+of|copies\s+of|copy\s+of|summary\s+of|synthesis\s+of|compilation\s+of|part\s+of)\s+(?:a|an|the|these|its)?\s*(?:[\w-]+\s+){0,3}$",
                last_phrase,
                re.IGNORECASE,
            )
        ) or bool(re.search(r"\bin\s+(?:its|his|her|his or her|their|the|a|an)\s", last_phrase))
    if re.search(r"\bfor\s+(?:the\s+|its\s+|their\s+|a\s+)?(?:[\w-]+\s+){0,2}$", last_phrase, re.IGNORECASE):
        return False
    if re.search(r"\b(?:for|to)\s+(?:the\s+)?[\ue001-\ue003]+[^,]*$", before) and re.search(
        r"\b(?:in|on)\b[^,]*$", before.split(",")[-1]
    ):
        return bool(re.search(r"\bin\s+(?:its|his|her|their|the|a|an)\s+(?:[\w-]+\s+){0,2}$", before))
    if noun[0].lower() == "progress" and re.match(r"\s+(?:reports?|in\s+implementing\s+by)", reach[noun.end() :]):
        return False
    return True


def _passives(masked: str, code: str) -> list[Predicate]:
    """A report that shall be, is to be, or be handed over."""
    found = []
    for match in _passive_pattern(code).finditer(masked):
        start = sentence_start(masked, match.start())
        subject = masked[max(start, match.start() - _REACH) : match.start()]
        nouns = [m for m in _noun_pattern(code).finditer(subject)]
        pronoun = re.search(r"\b(?:it|they|these|which|the\s+same)\s*(?:also\s+|then\s+)?$", subject, re.IGNORECASE)
        if not nouns and not pronoun:
            continue
        offset = match.start() - len(subject)
        noun = _subject_noun(subject, nouns)
        if noun is None and not pronoun:
            continue
        found.append(
            Predicate(
                "passive",
                offset + noun.start() if noun else match.start(),
                match.start("verb"),
                match.end(),
                noun=(offset + noun.start(), offset + noun.end()) if noun else None,
                weak=bool(noun and language(code).weak_noun.fullmatch(noun[0])),
                pronoun=noun is None,
            )  # fmt: skip
        )
    for match in _have_pattern().finditer(masked):
        noun = match.span("noun")
        found.append(Predicate("passive", match.start(), match.start("verb"), match.end(), noun=noun))
    return found


@cache
def _have_pattern() -> re.Pattern[str]:
    """`to have a report prepared for submission to …`."""
    return re.compile(
        r"(?<![\w-])have\s+(?:an?|the|its|such)\s+[^,;]{0,60}?(?P<noun>reports?)\b[^,;]{0,80}?\s(?P<verb>prepared|drawn\s+up|submitted|presented|compiled)(?![\w-])",
        re.IGNORECASE,
    )


def _subject_noun(subject: str, nouns: list[re.Match[str]]) -> re.Match[str] | None:
    """The report noun that is the passive's subject: the first of its noun phrase."""
    for noun in nouns:
        before = subject[: noun.start()]
        if not re.search(
            r"\b(?:on|about|concerning|regarding|from|in)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$", before, re.IGNORECASE
        ):
            return noun
    return None


def _informs(masked: str, code: str) -> list[Predicate]:
    """A body told: `inform TSAG`, `brief the Council`, `give the Council a status report`."""
    found = []
    for match in _inform_pattern(code).finditer(masked):
        word = match["verb"].lower()
        if word.endswith("ing"):
            previous = re.search(r"([A-Za-z-]+)\s*$", masked[: match.start("verb")])
            if not previous or previous[1].lower() not in ("by", "continue", "and", "of", "for", "ensure", "start"):
                continue
        elif word.endswith("ed") or not _can_be_finite(masked, match.start("verb"), word):
            continue
        found.append(
            Predicate("inform", _phrase_start(masked, match.start("verb")), match.start("verb"), match.end("verb"))
        )
    for match in _informed_pattern(code).finditer(masked):
        found.append(Predicate("informed", match.start(), match.start("verb"), match.end()))
    return found


def _keeps(masked: str, code: str) -> list[Predicate]:
    found = []
    for match in _keep_pattern(code).finditer(masked):
        if re.search(r"\bup[\s-]to[\s-]date", match["kept"]) and not re.match(
            rf"\s+(?:(?:the|its|all|each|their)\s+)*[{BODY}{OFFICIAL}{MEMBERS}]", masked[match.end("verb") :]
        ):
            continue
        if _can_be_finite(masked, match.start("verb"), match["verb"].lower()) or match["verb"].lower() == "keeping":
            found.append(
                Predicate("inform", _phrase_start(masked, match.start("verb")), match.start("verb"), match.end("verb"))
            )
    return found


def _receives(masked: str, code: str) -> list[Predicate]:
    """A body that shall receive a report: `the next conference shall receive from the Director a report`."""
    found = []
    for match in _receive_pattern().finditer(masked):
        limit = min(sentence_end(masked, match.end()), match.end() + _REACH)
        noun = _object(masked, match.end(), limit, code, verb="receive")
        if noun and noun[0] == "strong":
            found.append(Predicate("receive", match.start(), match.start("verb"), match.end(), noun=(noun[1], noun[2])))
    return found


@cache
def _receive_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[{BODY}])\s+{_FINITE}(?:\s*,[^,;]{{0,80}},)?\s+(?:[a-z]+ly\s+)?(?P<verb>receive|be\s+(?:presented|provided|furnished|supplied)\s+with)(?![\w-])",
        re.IGNORECASE,
    )


def _phrase_start(masked: str, head: int) -> int:
    """Where the phrase of a verb begins: with "to", a modal and adverbs before it, and "each year, to"."""
    match = _lead_pattern().search(masked[max(0, head - 90) : head])
    return max(0, head - 90) + match.start() if match else head


@cache
def _lead_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:^|(?<=[\s,;:(]))(?:(?:each|every|twice\s+a|once\s+a|once\s+every|every\s+two|every\s+three|every\s+four|every\s+six|every\s+second|every\s+other)\s+(?:year|years|months?|quarter|biennium|meeting|session)s?|on\s+an?\s+[\w-]+\s+basis|at\s+(?:each|every)\s+[\w ]{{3,30}}|annually|periodically|regularly|biennially|quarterly),?\s+)?"
        rf"(?:(?<![\w-])(?:to|{_FINITE})\s+)?(?:{_LY}[\s,]+)*$",
        re.IGNORECASE,
    )


@cache
def _report_pattern(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){language(code).report}(?![\w-])", re.IGNORECASE)


@cache
def _convey_pattern(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){language(code).convey}(?![\w-])", re.IGNORECASE)


@cache
def _noun_pattern(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){language(code).nouns}(?![\w-])", re.IGNORECASE)


@cache
def _passive_pattern(code: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:(?:(?:shall|should|will|must|is\s+to|are\s+to|to)\s+)?(?:[a-z]+ly\s+|also\s+|then\s+)*be\s+(?:[a-z]+ly\s+|also\s+|then\s+|made\s+available\s+(?=to)|brought\s+(?=to))*)"
        rf"(?P<verb>made\s+available|brought|{language(code).convey}|reported)(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _inform_pattern(code: str) -> re.Pattern[str]:
    words = language(code)
    return re.compile(
        rf"(?<![\w-])(?P<verb>{words.inform})(?=\s+(?:it|them)\b|\s*,?\s+(?:[^;:.,]{{0,60}}?,\s+)?(?:(?:the|its|their|each|every|all|both|any|meetings?|sessions?|members?|of|next|forthcoming|future|relevant|annually|regularly)\s+)*[{BODY}{OFFICIAL}{MEMBERS}])",
        re.IGNORECASE,
    )


@cache
def _informed_pattern(code: str) -> re.Pattern[str]:
    words = language(code)
    return re.compile(
        r"(?<![\w-])(?:(?:(?:shall|should|will|must|is\s+to|are\s+to|to)\s+)?(?:[a-z]+ly\s+|also\s+)?be|(?<=[\ue001]\s)(?:is|are))\s+(?:[a-z]+ly\s+)*(?:kept\s+)?(?:[a-z]+ly\s+)*(?P<verb>informed|briefed|updated|apprised|notified|advised)(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _keep_pattern(code: str) -> re.Pattern[str]:
    words = language(code)
    return re.compile(
        rf"(?<![\w-])(?P<verb>{words.keep})(?=\s+[^;.]{{0,200}}?(?<![\w-])(?P<kept>{words.kept})(?![\w-]))",
        re.IGNORECASE,
    )
