"""Puts together who reports to whom and how often, from the predicates and mentions of one clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reporter.extraction.mentions import BODY, MEMBERS, OFFICIAL, Masked, Mention
from reporter.extraction.predicates import Predicate, find_predicates, sentence_end, sentence_start
from reporter.extraction.timing import NOTHING, Timing, date_in, event_after, event_before, frequency_in
from reporter.vocabulary.language import language

_NAME = f"[{BODY}{OFFICIAL}{MEMBERS}]+"
_PRE = (
    r"(?:(?:the|this|that|its|their|each|every|all|both|any|either|next|forthcoming|upcoming|following|subsequent|relevant|respective|competent|appropriate|concerned|meetings?|sessions?|"
    r"attention|notice|knowledge|of|for|at|to|an?|ordinary|regular|annual|future|various|said|immediately|own|parent|other|plenary|successive|first|"
    r"(?:19|20)\d\d|\((?:19|20)\d\d\)|[a-z]+(?:-[a-z]+)?(?:st|nd|rd|th|first|second|third|fifth|ninth)|\d{1,3}(?:st|nd|rd|th)|one)\s+)*"
)
_JOIN = r"(?:\s*,\s*(?:and\s+|or\s+)?(?:also\s+)?(?:to\s+)?|\s+(?:and|or|and/or|as\s+well\s+as(?:\s+to)?|and\s+also(?:\s+to)?|and\s+then\s+to|and\s+to|together\s+with)\s+|,?\s+as\s+well\s+as\s+(?:to\s+)?)"
_LIST = rf"{_PRE}{_NAME}(?:\s+(?:concerned|meetings?|sessions?|members))?(?:{_JOIN}{_PRE}{_NAME}(?:\s+(?:concerned|meetings?))?)*"
_TO = re.compile(rf"(?<![\w-])to\s+(?P<list>{_LIST})", re.IGNORECASE)
_FOR = re.compile(
    rf"(?<![\w-])for\s+(?:the\s+)?(?:its\s+)?(?:further\s+)?(?:consideration|approval|information|review|decision|action|discussion|examination|endorsement|guidance|attention|use|appropriate\s+action|advice|comments?|adoption|submission|transmission|presentation)"
    rf"(?:(?:\s+and|,|\s+or)\s+(?:[\w-]+\s+)?[\w-]+){{0,2}}\s+(?:by|of|to|at|in)\s+(?P<list>{_LIST})",
    re.IGNORECASE,
)
_REPORT_FOR = re.compile(rf"(?<![\w-])(?:reports?|updates?|briefings?|accounts?)\s+(?:[^,;]{{0,60}}\s)?for\s+(?P<list>{_LIST})", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<![\w-])before\s+(?P<list>{_LIST})", re.IGNORECASE)
_LAID = re.compile(r"(?:lay|laid|place|put|bring|brought|set)", re.IGNORECASE)
_AT = re.compile(rf"(?<![\w-])(?:at|during|in\s+time\s+for|for)\s+(?P<list>{_LIST})", re.IGNORECASE)
_OBJECT = re.compile(rf"\s*,?\s+(?:[^;:.,]{{0,60}}?,\s+)?(?P<list>{_LIST})", re.IGNORECASE)
_BY = re.compile(
    rf"(?<![\w-])by\s+(?:the\s+|its\s+|their\s+|each\s+)?(?P<list>{_NAME}(?:{_JOIN}(?:the\s+|its\s+)?{_NAME})*)",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"(?:,\s*|\s+)(?:and|as\s+well\s+as|but)\s+(?:also\s+)?(?=(?:to|at|for|annually|biennially|quarterly|monthly|every|each|once|twice|semi-?annually|a\s|an\s|in\s+\w+\s+to|thereafter|by\s+\d|regularly|periodically|another|the\s+final|final|on\s+an?\s+[\w-]+\s+basis|(?:in|before|after|for|with|,)\s)[^;]*?[\ue001])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One reporting act of a clause.

    Attributes:
        start: Offset of its phrase in the clause.
        end: Offset where its words end.
        recipients: Canonical names, in the order of the text; empty where the words name none.
        timing: How often, or for which event.
        agents: Names in "by …" or before "shall": who must report; empty where the clause does not say it here.
        predicates: What it was made of.
        implied: True where the recipient is the body that speaks, not named.
        doubtful: True where a pronoun had several candidates.
    """

    start: int
    end: int
    recipients: tuple[str, ...]
    timing: Timing
    predicates: tuple[Predicate, ...]
    implied: bool = False
    doubtful: bool = False
    agents: tuple[Mention, ...] = field(default=())


def find_acts(found: Masked, speaker: str, *, implies: bool, code: str = "en") -> tuple[Act, ...]:
    """The reporting acts of a clause, those alike made one.

    Args:
        found: The clause with its mentions.
        speaker: Canonical name of the body that speaks: "it" and "at its eightieth session" mean it.
        implies: True where a report without a recipient goes to the speaker, as in texts of the United Nations.
        code: Language.
    """
    masked = _without_helpers(found, code)
    predicates = find_predicates(masked.masked, code)
    scopes = _scopes(masked, predicates)
    acts: list[Act] = []
    waiting: list[Predicate] = []
    for predicate, start, end in scopes:
        chain = [*waiting, predicate]
        made = _acts_of(masked, chain, start, end, speaker, implies=implies, code=code)
        if made:
            acts += made
            waiting = []
        elif predicate.kind in ("convey", "passive", "report"):
            waiting = [*waiting, predicate]
    return _merge(acts)


def _without_helpers(found: Masked, code: str) -> Masked:
    """The masked text with collaborators and routes blanked: they are neither who reports nor to whom."""
    masked = found.masked
    blanked: list[tuple[int, int]] = []
    for pattern in (language(code).collaboration, language(code).route):
        for match in pattern.finditer(masked):
            names = re.compile(
                rf"\s+(?:the\s+|its\s+|their\s+|each\s+|all\s+|any\s+|both\s+)*(?:relevant\s+|other\s+|competent\s+|three\s+)*{_NAME}(?:{_JOIN}(?:the\s+|other\s+|relevant\s+|its\s+)*{_NAME})*"
            ).match(masked, match.end())
            end = names.end() if names else match.end()
            comma = re.compile(r"[^,;]{0,120}?(?=,|;| to (?!the|its|all)[a-z])").match(masked, match.end())
            if not names and comma and pattern is language(code).collaboration:
                end = comma.end()
            blanked.append((match.start(), end))
    for start, end in blanked:
        masked = masked[:start] + " " * (end - start) + masked[end:]
    kept = tuple(one for one in found.mentions if not any(s <= one.start < e for s, e in blanked))
    return Masked(found.text, masked, kept)


def _scopes(found: Masked, predicates: Sequence[Predicate]) -> list[tuple[Predicate, int, int]]:
    """Each predicate with the stretch of words that belongs to it: up to the next one or the end of the sentence."""
    scopes = []
    adverbials = [
        max(_leading_adverbial(found.masked, one.start), predicates[index - 1].end if index else 0)
        for index, one in enumerate(predicates)
    ]
    for index, predicate in enumerate(predicates):
        end = sentence_end(found.masked, predicate.head)
        if index + 1 < len(predicates):
            following = predicates[index + 1]
            begins = following.head if following.kind == "passive" else min(following.start, adverbials[index + 1])
            end = min(end, max(predicate.end, begins))
        start = predicate.start
        if predicate.kind == "passive" and predicate.noun:
            start = _noun_phrase_start(found.masked, predicate.noun[0])
        start = min(start, adverbials[index])
        scopes.append((predicate, start, end))
    return scopes


def _noun_phrase_start(masked: str, noun: int) -> int:
    match = re.search(
        r"(?:(?:that|an?|the|its|this|each|every)\s+)?(?:[\w-]+\s+){0,4}$", masked[max(0, noun - 60) : noun]
    )
    return max(0, noun - 60) + match.start() if match else noun


def _leading_adverbial(masked: str, start: int) -> int:
    """Where words set off by commas before the verb begin: `to provide, twice a year,`, `each year, to submit`."""
    begin = sentence_start(masked, start)
    before = masked[begin:start]
    match = re.search(
        r"(?:^|,\s*|\band\s+)(?:that\s+)?((?:at|in|on|every|each|once|twice|annually|by|before|no\s+later)[^,;]{0,80},?\s*)$",
        before,
        re.IGNORECASE,
    )
    return begin + match.start(1) if match else start


def _acts_of(
    found: Masked, chain: Sequence[Predicate], start: int, end: int, speaker: str, *, implies: bool, code: str
) -> list[Act]:
    """The acts of one predicate: one, or one per part of its words with a frequency or event of its own."""
    predicate = chain[-1]
    first = min(start, *(one.start for one in chain)) if len(chain) > 1 and _refers_back(predicate) else start
    nouns = (
        [one.noun for one in chain if one.noun]
        if first < start or len(chain) > 1
        else ([predicate.noun] if predicate.noun else [])
    )
    nouns += [
        (m.start(), m.end())
        for m in re.finditer(
            r"(?<!for its )(?<!for the )(?<!of its )(?<![\w-])(?:sub-?)?report(?:s|ing)?(?![\w-])|(?<![\w-])(?:updates?|briefings?|account|statements?|reviews?|overviews?|information|summary|analysis|assessments?)(?![\w-])",
            found.masked[start:end],
        )
        for m in [_Shift(m, start)]
    ]
    parts = _parts(found.masked, start, end, predicate)
    shared = frequency_in(found.masked, first, end, nouns, code)
    if not shared.frequency and len(parts) > 1:
        shared = date_in(found.masked, start, end, code)
    if not shared.frequency and len(parts) > 1 and _plainly_joined(found.masked, parts[1][0]):
        shared = event_after(found.masked, found.text, parts[1][0], parts[1][1], code)
    if shared.frequency == "each-meeting" and any(_recipient_lists(found, predicate, s, e) for s, e in parts[1:]):
        shared = frequency_in(found.masked, first, parts[0][1], nouns, code)
    made: list[Act] = []
    for index, (part_start, part_end) in enumerate(parts):
        own = frequency_in(found.masked, part_start, part_end, nouns, code)
        if index == 0 and first < start and not own.frequency:
            own = frequency_in(found.masked, first, part_end, nouns, code)
        made += _acts_of_part(
            found,
            chain,
            part_start,
            part_end,
            own,
            shared,
            speaker,
            implies=implies and index == 0,
            code=code,
            alone=len(parts) == 1,
        )
    if predicate.weak and not _counts_though_weak(made, predicate, found.masked):
        return []
    return made


class _Shift:
    """A match seen from the whole text."""

    def __init__(self, match: re.Match[str], by: int) -> None:
        self._match, self._by = match, by

    def start(self) -> int:
        return self._match.start() + self._by

    def end(self) -> int:
        return self._match.end() + self._by


def _refers_back(predicate: Predicate) -> bool:
    return predicate.pronoun or predicate.kind == "passive" or predicate.noun is None


def _counts_though_weak(made: Sequence[Act], predicate: Predicate, masked: str) -> bool:
    """Information, a summary, an assessment count when they are handed to a body by name."""
    return any(act.recipients and not act.implied for act in made)


def _parts(masked: str, start: int, end: int, predicate: Predicate) -> list[tuple[int, int]]:
    """The words of a predicate cut where "and" begins another recipient with its own frequency or event."""
    cuts = [m.end() for m in _SPLIT.finditer(masked, max(start, predicate.head), end)]
    bounds = [start, *cuts, end]
    return [(a, b) for a, b in zip(bounds, bounds[1:], strict=False) if b > a]


def _plainly_joined(masked: str, start: int) -> bool:
    """Whether a part goes on "to the [name]": what is said of its time is said of the part before too."""
    return bool(re.compile(r"to\s+(?:the\s+)?[\ue001]").match(masked, start))


def _recipient_lists(found: Masked, predicate: Predicate, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the lists of names that say to whom, in a part of a predicate's words."""
    masked = found.masked
    lists: list[tuple[int, int]] = []
    at = max(start, predicate.end if start <= predicate.end else start)
    if predicate.kind == "inform":
        match = _OBJECT.match(masked, predicate.end, end) if start <= predicate.end else None
        if match:
            lists.append(match.span("list"))
            at = match.end()
    if predicate.kind == "informed":
        before = masked[sentence_start(masked, predicate.start) : predicate.start]
        match = re.search(rf"(?P<list>{_LIST})\s*$", before)
        if match and start <= predicate.end:
            base = sentence_start(masked, predicate.start)
            lists.append((base + match.start("list"), base + match.end("list")))
        return lists
    if predicate.kind == "receive":
        before = masked[: predicate.start]
        match = re.search(rf"(?P<list>{_LIST})\s*$", before)
        return [match.span("list")] if match and start <= predicate.end else []
    if predicate.kind == "convey" and start <= predicate.end:
        match = re.compile(
            rf"\s+(?P<list>{_LIST})(?=\s*,?\s+(?:with\s+|at\b|an?\b|its\b|the\b|every\b|each\b|their\b|any\b|all\b|on\b|periodic|regular|annual|in\b|within\b|such\b|information\b|results\b|progress\b|feedback|[a-z]+ly\b))"
        ).match(masked, predicate.end, end)
        if match:
            lists.append(match.span("list"))
    if (
        predicate.kind in ("inform",)
        and lists
        and not re.search(rf"(?<![\w-])and\s+to\s+{_PRE}{_NAME}", masked[at:end])
    ):
        return lists
    for pattern in (_TO, _FOR):
        for match in pattern.finditer(masked, at if pattern is _TO else max(at, start), end):
            if pattern is _TO and not _is_recipient(masked, match, predicate):
                continue
            lists.append(match.span("list"))
    if not lists and _LAID.match(masked, predicate.head) and (match := _BEFORE.search(masked, at, end)):
        lists.append(match.span("list"))
    if not lists and predicate.kind in ("report", "convey", "passive") and (match := _REPORT_FOR.search(masked, max(start, predicate.head), end)):
        lists.append(match.span("list"))
    if not lists and predicate.kind in ("report", "convey", "passive"):
        match = _AT.search(masked, at, end)
        if match and match[0].lower().startswith(("at", "during", "in", "for")) and _gathering(found, match):
            lists.append(match.span("list"))
    return sorted(lists)


def _gathering(found: Masked, match: re.Match[str]) -> bool:
    """Whether "at …" names a gathering that a report can be made to, not a place or a topic."""
    start, end = match.span("list")
    return any(one.kind == "body" for one in found.between(start, end)) and not re.match(
        r"for", match[0], re.IGNORECASE
    )


def _is_recipient(masked: str, match: re.Match[str], predicate: Predicate) -> bool:
    """Whether "to [name]" says where the report goes, not what a noun before it relates to."""
    before = masked[max(0, match.start() - 40) : match.start()]
    after = masked[match.end() : match.end() + 20]
    if re.search(
        r"\b(?:assistance|support|contributions?|contributed|access|service|services|relation|regard|respect|annex|according|addition|duties|related|relating|applicable|relevant|close|due|thanks|attached|appended|help|aid|advice|addressed|assigned|allocated|allotted|entrusted|referred|given|granted|provided|useful|of\s+interest|interest|belonging|pursuant|(?<!this )(?<!the )(?<!that )(?<!each )subject|prior|owed|returned|technical\s+assistance|delegates?|proposals?|response|responses|requests?|made)\s*$",
        before,
        re.IGNORECASE,
    ) and not (predicate.kind == "passive" and abs(match.start() - predicate.end) < 30):
        return False
    return not re.match(r"\s+(?:to|shall|should|may|will|can|must)\s+[a-z]", after) or bool(
        re.match(r"\s+to\s+(?:enable|allow|the|its|assist|help|inform|serve|be)\b", after)
    )


def _acts_of_part(
    found: Masked,
    chain: Sequence[Predicate],
    start: int,
    end: int,
    own: Timing,
    shared: Timing,
    speaker: str,
    *,
    implies: bool,
    code: str,
    alone: bool,
) -> list[Act]:
    predicate = chain[-1]
    groups: dict[Timing, list[Mention]] = {}
    doubtful = False
    lists = _recipient_lists(found, predicate, start, end)
    general = own if own.frequency else NOTHING
    after = event_after(found.masked, found.text, start, end, code)
    for list_start, list_end in lists:
        names = found.between(list_start, list_end)
        if not any(one.kind == "body" for one in names):
            continue
        for one in names:
            if one.kind == "official":
                continue
            local = event_before(found.masked, one.start, one.names[0], code)
            if one.event:
                local = Timing("once", one.event, start=one.start)
            timing = _choose(local, general, after, shared)
            groups.setdefault(_kindred(groups, timing), []).append(one)
            doubtful = doubtful or one.doubtful
    acts = [
        Act(
            start, end, tuple(dict.fromkeys(name for one in names for name in one.names)), timing, tuple(chain),
            doubtful=doubtful,
        )
        for timing, names in groups.items()
    ]  # fmt: skip
    if acts or not start <= predicate.end:
        return acts
    if re.search(
        r"(?<![\w-])(?:to|inform|brief|apprise|for\s+(?:consideration|approval|decision)\s+by)\s+(?:it|this\s+body)\b",
        found.masked[predicate.head : end],
        re.IGNORECASE,
    ):
        it = _said_before(found, predicate) or ((speaker,) if speaker else ())
        return [Act(start, end, it, _choose(NOTHING, general, after, shared), tuple(chain), implied=True)] if it else []
    session = re.search(
        r"(?<![\w-])(?:at|to|in|during|for|before)\s+(?:its|the|each|every)\s+[^,;.]{0,40}?(?:sessions?|meetings?)\b",
        found.masked[predicate.start : end],
        re.IGNORECASE,
    )
    strong = not predicate.weak and predicate.kind in ("report", "convey", "passive") and not predicate.pronoun
    handed = predicate.kind != "convey" or _hands_over(found.text[predicate.head : predicate.end])
    if speaker and strong and ((implies and handed) or (session and after.event)):
        return [Act(start, end, (speaker,), _choose(NOTHING, general, after, shared), tuple(chain), implied=True)]
    return []


def _said_before(found: Masked, predicate: Predicate) -> tuple[str, ...]:
    """What "it" after a predicate stands for: the last single body named before, unless that is who reports.

    "It shall attend TDAG and brief it", "shall be set up by the Governing Body and shall report to it".
    """
    named = [one for one in found.mentions if one.kind == "body" and one.end <= predicate.start and len(one.names) == 1]
    if not named or re.match(r"\s*,?\s*(?:to|shall|should|,)", found.masked[named[-1].end : predicate.head + 1]):
        return ()
    return named[-1].names


def _hands_over(verb: str) -> bool:
    """Whether a verb alone says that somebody gets it: "submit", not "prepare" or "publish"."""
    return bool(
        re.match(
            r"(?:submit|present|provid|transmit|deliver|furnish|convey|communicat|giv|mak|render|report|send|forward)",
            verb,
            re.IGNORECASE,
        )
    )


def _choose(local: Timing, general: Timing, after: Timing, shared: Timing) -> Timing:
    """Which timing holds for a recipient: its own ("the next …"), else the part's, else an event, else the shared one."""
    if local.frequency == "each-meeting":
        return local
    if local.frequency == "once":
        return replace(local, date=after.date) if after.date else local
    if general.frequency:
        return general
    if after.frequency:
        return after
    return shared if shared.frequency else Timing("unspecified")


def _kindred(groups: dict[Timing, list[Mention]], timing: Timing) -> Timing:
    """The timing of an act that this one is like: the same frequency, and the same event where both have one."""
    for known in groups:
        if known.frequency == timing.frequency and (known.frequency != "once" or known.event == timing.event):
            return known
    return timing


def _merge(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Acts alike in frequency and recipients' kind made one; a second record needs another frequency or recipient."""
    merged: list[Act] = []
    for act in acts:
        for index, known in enumerate(merged):
            same_time = known.timing.frequency == act.timing.frequency or "unspecified" in (
                known.timing.frequency,
                act.timing.frequency,
            )
            shared = set(known.recipients) & set(act.recipients)
            if same_time and (shared or _follows_on(known, act)):
                timing = known.timing if known.timing.frequency != "unspecified" else act.timing
                merged[index] = replace(
                    known, end=max(known.end, act.end), timing=timing,
                    recipients=tuple(dict.fromkeys((*known.recipients, *act.recipients))),
                    predicates=(*known.predicates, *(one for one in act.predicates if one not in known.predicates)),
                    implied=known.implied and act.implied, doubtful=known.doubtful or act.doubtful,
                )  # fmt: skip
                break
        else:
            merged.append(act)
    return tuple(merged)


def _follows_on(known: Act, act: Act) -> bool:
    """Whether two acts of the same frequency are one report that goes to several: nothing but recipients differ."""
    return known.timing == replace(act.timing, start=known.timing.start)
