"""Puts together who reports to whom and how often, from the predicates and mentions of one clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reporter.extraction.act import Act, merged
from reporter.extraction.elsewhere import goes_to_somebody_else
from reporter.extraction.events import date_in, event_after, event_at_name
from reporter.extraction.first_occasion import is_of_the_first, with_first_occasion
from reporter.extraction.handing_over import GIVEN_IT
from reporter.extraction.helpers import without_helpers_and_routes
from reporter.extraction.masking import BODY, NAME, Masked, Mention
from reporter.extraction.parts import IN_A_CASE, spans_of_parts
from reporter.extraction.phrase import Asker, Part, Phrase
from reporter.extraction.predicate import Predicate, PredicateKind
from reporter.extraction.predicates import find_predicates
from reporter.extraction.recipients import goes_to_a_body, is_passed_on, is_relation, recipient_lists
from reporter.extraction.said_before import (
    bodies_said_before,
    body_said_before,
    names_a_report,
    names_something_reported,
)
from reporter.extraction.scopes import scopes
from reporter.extraction.time_beside import with_time_beside
from reporter.extraction.timing import NEXT_REPORT, NOTHING, UNSPECIFIED, Timing, choose, frequency_in
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language()
_START, _END = r"(?<![\w-])", r"(?![\w-])"

_CASE = re.compile(rf"{_START}{IN_A_CASE}{_END}")
# `the [Council] whenever there are costs`: no rhythm, whatever holds for the others
_ONLY_IN_A_CASE = re.compile(rf"(?:the\s+)?{BODY}++\s+{IN_A_CASE}\s")
# `to [TSAG], which`, `, and the [Director of BDT]`, `and requests the [Secretary-General], in his turn,`
_OWN_SUBJECT = cued(
    rf"(?:^|[\s,])(?:and|but|while)\s+[^;:]{{0,60}}?"
    rf"(?:{NAME}|{any_of(_WORDS.directive_verbs)}\s+(?:the|all|its|those)\s+[^,;:]{{2,60}}?)(?:\s*,[^,;]{{0,80}},)?\s*$"
    rf"|{any_of(_WORDS.directive_verbs)}\s+that\s+(?:the\s+)?{NAME}\s+[a-z][^,;]{{2,60}}\sand\s+$"
    rf"|,\s+(?:and\s+)?(?:{any_of(_WORDS.directive_verbs)}|recommends?)\s+that\s+(?:the\s+)?{NAME}\s+(?:[a-z]+ly\s+|also\s+)?$"
    rf"|{BODY},?\s+which\s+$"
)
_OWN_SUBJECT_REACH = 300
# `that `, in front of "report"
_THAT = re.compile(r"(?<![\w-])(?:that|this|the\s+same|the\s+said)\s+$")
# `in the context of the next performance `, in front of "report, to be submitted to"
_IN_THE_NEXT = re.compile(
    r"(?<![\w-])in\s+(?:the\s+context\s+of\s+)?(?:the|his|her|its|their)\s+(?:next|forthcoming|upcoming)\s+(?:[a-z-]+\s+){0,2}$"
)
_NEXT_REPORT_REACH = 80

# `a final report`, `an interim report`: asked for once, where nothing else is said
_OF_ONE_TIME = cued(r"\b(?:final|interim|mid-?term)\s+(?:[a-z-]+\s+){0,2}$")
_OF_ONE_TIME_REACH = 40

# What a frequency may stand in front of, besides the object of the verb: `an annual report`, `a yearly update`
_TIMED = cued(
    rf"(?<!for its )(?<!for the )(?<!of its ){_START}(?:sub-?)?report(?:s|ing)?{_END}"
    rf"|{_START}{alternatives(_WORDS.objects.timed)}{_END}"
)

# `conferences`, `WRCs`
_PLURAL = re.compile(r"(?:conferences|assemblies|[A-Z]s)\Z", re.ASCII)
# `to their commissions`, in front of "at each session"
_TO_ANYBODY = re.compile(r"(?<![\w-])to\s+(?:the|their|its|all|each|every)\s")
# `prepare a draft report to the [PP]` in front of "and submit it to": the draft goes to others
_DRAWS_UP = re.compile(r"prepar|draw|draft|compil|develop|elaborat")
_A_DRAFT = re.compile(r"\bdraft\s+(?:[a-z]+\s+){0,2}$")
_A_DRAFT_REACH = 40
# `to it`, `keep it fully informed`, `for consideration by this body`
_TO_IT = re.compile(
    r"(?<!refer )(?<!refers )(?<!referred )(?<!respond )(?<!contribute )(?<!adhere )(?<!acceded )"
    r"(?<!party )(?<!parties )"
    rf"{_START}(?:(?:to|inform|brief|apprise|advise|for\s+(?:consideration|approval|decision)\s+by)\s+(?:it|this\s+body)"
    rf"|keep(?:ing)?\s+it\s+{_WORDS.kept}|(?:lay|place|put|bring)\s+before\s+it"
    r"|to\s+(?:each|every\s+one)\s+of\s+its\s+(?:ordinary\s+|regular\s+)?(?:sessions|meetings))\b"
)
# `, at its eightieth session`, `at its thirty-sixth regular session`: a young group has not had so many
_AT_ITS_NTH_SESSION = re.compile(
    r"(?:\s+thereon)?\s*+(?:,\s*+)?(?:at|during|before)\s+its\s+(?:resumed\s+)?(?:[a-z]+-[a-z]+|[a-z]+ieth|hundredth|[2-9]\d(?:st|nd|rd|th)|1\d\d(?:st|nd|rd|th))"
    r"\s+(?:[a-z]+\s+){0,2}session"
)
_AT_ITS_SESSION = cued(
    rf"{_START}(?:at|to|in|during|for|before)\s+(?:its|the|each|every)\s+[^,;.]{{0,40}}?(?:sessions?|meetings?)\b"
)
# `an ` between `provide it with` and `account of`
_AN = re.compile(r"\s*an?\s+(?:[a-z-]+\s+){0,4}")
# `that it ` in front of "is kept informed"
_IT_IS = re.compile(r"(?<![\w-])that\s+it\s+$")
# Between `each [assembly]` and `[conference]`
_IN_ONE_LIST = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
# `submit`, `include information thereon in his next report`
_HANDS_OVER = re.compile(
    alternatives(_WORDS.objects.handing_over) + r"|includ(?:e|ing)\s(?:[^;]{0,160}?\s)?in\s+(?:the\s+context\s+of\s+)?"
    r"(?:his|her|its|future|subsequent|the\s+next)\s+"
    r"(?:[a-z-]+\s+){0,4}reports?\b"
)

_PART_OF_REPORT = re.compile(r"\bas\s+part\s+of\s+(?:his|her|its|their)\s+(?:[a-z-]+\s+){0,3}(?:reports?|reporting)\b")
# `feel safe to report misconduct`, `to report cases of fraud`: a case, to whoever is in charge
_A_CASE = re.compile(
    r"\s+(?:(?:any|all|such|suspected|alleged|possible|serious|sexual)\s+){0,3}"
    r"(?:misconduct|wrongdoings?|harassment|abuses?|fraud|corruption|crimes?|retaliation|cases?\s+of|incidents?|allegations?|threats?|violence)\b"
)
# `make that report available`, to the public
_MADE_AVAILABLE = re.compile(r"(?:make|making|made)\s+[^,;]{0,80}?\s(?:available|public|accessible)\b")

_NOT_AGAIN = ("once", "unspecified")
_HANDING = ("report", "convey", "passive")
_BEGINS_PART = 4
"""Characters: a rhythm that begins a part no later than this is that part's own."""
_MOST_WAITING = 12
"""Verbs that may wait for a recipient named later: "to prepare a report, to publish it, and to submit it to …"."""


def find_acts(found: Masked, asker: Asker, *, goes_on: bool = False) -> tuple[Act, ...]:
    """The reporting acts of a clause, those alike made one.

    Args:
        found: The clause with its mentions.
        asker: Who asks for them.
        goes_on: True where the words before the list ask for the report, and the clause says to whom and when.
    """
    helped = without_helpers_and_routes(found)
    acts: list[Act] = []
    waiting: tuple[Predicate, ...] = ()
    # "to the Council", or behind "to report to:" the name alone
    kind: PredicateKind = "report" if helped.masked.startswith("to ") else "inform"
    predicates = find_predicates(helped) or ((Predicate(kind, 0, 0, 0),) if goes_on else ())
    for predicate, start, end in scopes(helped, predicates):
        if acts and acts[-1].timing.frequency not in _NOT_AGAIN and is_of_the_first(helped, predicate.head):
            acts[-1] = with_first_occasion(helped, acts[-1], start=acts[-1].start, end=end)
            continue
        phrase = Phrase((*waiting, predicate), start, end)
        made = _acts_of(helped, phrase, asker)
        if made:
            if acts and predicate.pronoun and _is_of_a_draft(helped, acts[-1]):
                draft = acts.pop()
                made = [replace(act, timing=draft.timing) if act.timing == UNSPECIFIED else act for act in made]
            acts += made
            waiting = ()
        elif predicate.kind in _HANDING:
            waiting = phrase.chain[-_MOST_WAITING:]
    return merged(act for act in acts if not (act.implied and _is_given_besides(act, acts)))


def _is_given_besides(act: Act, acts: Iterable[Act]) -> bool:
    """Whether another verb says to whom a report goes: `include in his report, to be submitted to the [Board]`."""
    one = act.predicates[-1]
    others = (other.predicates[-1] for other in acts if not other.implied)
    return one.noun is not None and any(other.noun == one.noun and other != one for other in others)


def _is_of_a_draft(found: Masked, act: Act) -> bool:
    """Whether an act asks for the draft of a report, which is still to go to whom the report is for."""
    last = act.predicates[-1]
    if last.noun is None or not _DRAWS_UP.match(found.masked, last.head):
        return False
    noun = last.noun[0]
    return bool(_A_DRAFT.search(found.masked, max(0, noun - _A_DRAFT_REACH), noun))


def _acts_of(found: Masked, phrase: Phrase, asker: Asker) -> list[Act]:
    """The acts of one phrase: one, or one per part of its words with a frequency or event of its own."""
    nouns = [one.noun for one in phrase.chain if one.noun]
    nouns += [match.span() for match in _TIMED.finditer(found.masked, phrase.start, phrase.end)]
    spans = spans_of_parts(found, phrase.predicate, phrase.start, phrase.end)
    shared = _shared_timing(found, phrase, spans, nouns)
    made: list[Act] = []
    # "not later than 30 June 2027, and every two years thereafter, a report for the Council": the date goes before.
    before = NOTHING
    for span in spans:
        part = _part(found, phrase, span, nouns, shared, before)
        acts = (
            _named(found, phrase, part, shared)
            or _unnamed(found, phrase, part, shared, asker if part.is_first else replace(asker, implies=False))
            or _again(part, made)
        )
        before = NOTHING if acts else part.said if part.said.frequency else before
        made += [_completed(found, phrase, part, act) for act in acts]
    return made if _asks_for_report(found, phrase, made) else []


def _part(
    found: Masked,
    phrase: Phrase,
    span: tuple[int, int],
    nouns: Sequence[tuple[int, int]],
    shared: Timing,
    before: Timing,
) -> Part:
    """A part with its times; `before` is what a part before it says that names no recipient."""
    start, end = span
    is_first = start == phrase.start
    # An adjective of one part's report says nothing of the others.
    own = [noun for noun in nouns if (is_first or noun[0] >= start) and noun[0] < end]
    said = event_after(found, start, end)
    general = frequency_in(found, start, end, own)
    if not general.frequency and is_first and phrase.first < start:
        general = frequency_in(found, phrase.first, end, nouns)
    elif not general.frequency and not is_first:
        general = _time_of_another(found, span, own, said, shared) or general
    carried = replace(before, frequency=None) if general.onwards else replace(NOTHING, date=before.date)
    has_own = not is_first and 0 < len(own) < len(nouns)
    return Part(start, end, general, said if said.frequency else carried, said, is_first=is_first, has_own=has_own)


def _time_of_another(
    found: Masked, span: tuple[int, int], own: Sequence[tuple[int, int]], said: Timing, shared: Timing
) -> Timing | None:
    """The time of a later part that says none itself: a final report is made once; None where nothing tells."""
    if any(_is_of_one_time(found, noun) for noun in own[:1]):
        return said if said.frequency else shared if shared.frequency == "once" else Timing("once")
    return UNSPECIFIED if _ONLY_IN_A_CASE.match(found.masked, span[0]) else None


def _completed(found: Masked, phrase: Phrase, part: Part, act: Act) -> Act:
    """An act with the times that stand beside it, and what tells it from those before."""
    act = with_time_beside(found, act, start=phrase.start, first=phrase.first)
    act = with_first_occasion(found, act, start=part.start, end=part.end)
    in_a_case = not part.is_first and bool(_CASE.search(found.masked, part.start, part.end))
    return replace(
        act,
        anew=part.has_own or in_a_case,
        own_subject=part.is_first and _has_own_subject(found, phrase.start),
        again=part.is_first and _is_the_report_before(found, phrase.predicate),
    )


def _asks_for_report(found: Masked, phrase: Phrase, made: Sequence[Act]) -> bool:
    """Whether what is handed over is a report: "it" may be a case, and a summary counts only where a body gets it."""
    if phrase.predicate.pronoun and not names_something_reported(found, phrase.chain):
        return False
    if not phrase.predicate.weak or any(act.recipients and not act.implied for act in made):
        return True
    return _is_part_of_report(found, phrase.predicate, phrase.end)


def _is_part_of_report(found: Masked, predicate: Predicate, end: int) -> bool:
    """Whether what is handed over is in a report: `present, as part of his report on lamps, an assessment`."""
    return _PART_OF_REPORT.search(found.masked, predicate.head, end) is not None


def _is_the_report_before(found: Masked, predicate: Predicate) -> bool:
    """Whether what is handed over was asked for before: `submit it also to`, `in the next report, to be submitted`."""
    if predicate.pronoun:
        return True
    if predicate.noun is None:
        return False
    before = found.masked[max(0, predicate.noun[0] - _NEXT_REPORT_REACH) : predicate.noun[0]]
    return bool((_IN_THE_NEXT if predicate.kind == "passive" else _THAT).search(before))


def _has_own_subject(found: Masked, start: int) -> bool:
    """Whether somebody is named right before a phrase who is asked by it: `and the [Director of BDT] to report`."""
    return bool(_OWN_SUBJECT.search(found.masked[max(0, start - _OWN_SUBJECT_REACH) : start]))


def _shared_timing(
    found: Masked, phrase: Phrase, spans: Sequence[tuple[int, int]], nouns: Sequence[tuple[int, int]]
) -> Timing:
    """What holds for every part that says nothing of its own."""
    shared = frequency_in(found, phrase.first, phrase.end, nouns)
    if any(start <= shared.start < start + _BEGINS_PART for start, _ in spans[1:]):
        # "to the Council in accordance with its programme, and annually to the Assembly": annual is the second
        shared = frequency_in(found, phrase.first, spans[0][1], nouns)
    if not shared.frequency and len(spans) > 1:
        # So does one before the first recipient.
        named = recipient_lists(found, phrase.predicate, *spans[0])
        shared = date_in(found, spans[0][0], named[0][0]) if named else NOTHING
    if not shared.frequency and len(spans) > 1:
        # A date at the end holds for all; one behind the first recipient is the first one's.
        shared = date_in(found, *spans[-1])
        if not shared.frequency and goes_to_a_body(found, spans[1][0]):
            shared = event_after(found, *spans[1])
    if not shared.frequency and len(spans) > 1 and (first := event_after(found, *spans[0])).event == NEXT_REPORT:
        shared = first
    if shared.frequency == "each-meeting" and any(
        recipient_lists(found, phrase.predicate, *span) for span in spans[1:]
    ):
        # A meeting belongs to the recipient whose meeting it is.
        shared = frequency_in(found, phrase.first, spans[0][1], nouns)
    if not shared.frequency and any(_is_of_one_time(found, noun) for noun in nouns):
        shared = Timing("once")
    return shared


def _is_of_one_time(found: Masked, noun: tuple[int, int]) -> bool:
    start, end = noun
    return found.masked[end - 1] != "s" and bool(
        _OF_ONE_TIME.search(found.masked[max(0, start - _OF_ONE_TIME_REACH) : start])
    )


def _named(found: Masked, phrase: Phrase, part: Part, shared: Timing) -> list[Act]:
    """The acts whose recipients a part names: one for each frequency or event."""
    groups: dict[Timing, list[Mention]] = {}
    before: tuple[int, Timing] | None = None
    onward, last_onward = NOTHING, 0
    for one in _recipients(found, phrase.predicate, part):
        local = (
            Timing("once", one.event, start=one.start)
            if one.event
            else event_at_name(
                found, one.start, one.names[0], plural=bool(_PLURAL.search(found.text, one.start, one.end))
            )
        )
        joined = bool(last_onward) and _IN_ONE_LIST.fullmatch(found.masked, last_onward, one.start)
        if groups and (joined or is_passed_on(found, one.start)):
            onward, last_onward = onward if onward.frequency else local, one.end
            continue
        # "to each assembly, conference and forum"
        if before and not local.frequency and _IN_ONE_LIST.fullmatch(found.masked, before[0], one.start):
            local = before[1]
        before = (one.end, local) if local.frequency == "each-meeting" else None
        timing = _alike(groups, choose(local, part.general, part.after, shared))
        groups.setdefault(timing, []).append(one)
    if onward.frequency == "once" and list(groups) == [UNSPECIFIED]:
        groups = {onward: groups[UNSPECIFIED]}
    doubtful = any(one.doubtful for mentions in groups.values() for one in mentions)
    return [
        Act(part.start, part.end, names_of(mentions), timing, phrase.chain, doubtful=doubtful)
        for timing, mentions in groups.items()
    ]


def _recipients(found: Masked, predicate: Predicate, part: Part) -> Iterator[Mention]:
    """Bodies and members among the recipients of a part; lists without a body are left out."""
    for start, end in recipient_lists(found, predicate, part.start, part.end):
        mentions = found.between(start, end)
        if any(one.kind == "body" for one in mentions):
            yield from (one for one in mentions if one.kind != "official")


def names_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The names of several mentions, each once, in their order."""
    return tuple(dict.fromkeys(name for one in mentions for name in one.names))


def _alike(groups: Iterable[Timing], timing: Timing) -> Timing:
    """The timing of an act that this one is like: the same frequency, and the same event where both have one."""
    for known in groups:
        if known.frequency == timing.frequency and (known.frequency != "once" or known.event == timing.event):
            return known
    return timing


def _unnamed(found: Masked, phrase: Phrase, part: Part, shared: Timing, asker: Asker) -> list[Act]:
    """The act of a part that names no recipient: a report "to it", or to the body that speaks."""
    predicate = phrase.predicate
    if part.start > predicate.end:
        return []
    recipients: tuple[str, ...] = ()
    it = _TO_IT.search(found.masked, predicate.head, part.end)
    it = it or (_IT_IS.search(found.masked[: predicate.start]) if predicate.kind == "informed" else None)
    given = GIVEN_IT.match(found.masked, predicate.end, part.end)
    if given and predicate.weak and predicate.noun and not _AN.fullmatch(found.masked, given.end(), predicate.noun[0]):
        # "provide it with the information it needs" helps whoever it is; "with an account" tells.
        given = None
    to_it = given is not None or (it is not None and not is_relation(found.masked, it.start()))
    if to_it:
        # "to it, at its eightieth session": whoever speaks counts its sessions so
        own = it is not None and asker.name and _AT_ITS_NTH_SESSION.match(found.masked, it.end())
        several = given is not None and given["them"] is not None
        before = bodies_said_before if several else body_said_before
        meant = () if own else before(found, predicate)
        who = asker.name if own else asker.it
        recipients = names_of(meant) or ((who,) if who else ())
    elif asker.name and _goes_to_speaker(found, phrase, part, implies=asker.implies):
        recipients = (asker.name,)
    timing = choose(NOTHING, part.general, part.after, shared)
    doubtful = to_it and asker.supposed and recipients == (asker.it,)
    act = Act(part.start, part.end, recipients, timing, phrase.chain, implied=not to_it, doubtful=doubtful)
    return [act] if recipients else []


def _again(part: Part, made: Sequence[Act]) -> list[Act]:
    """The act of a later part that asks for another report to the same recipient: `and progress updates each month`."""
    timing = choose(NOTHING, part.general, part.after, NOTHING)
    if not made or not timing.frequency or timing == UNSPECIFIED:
        return []
    last = made[-1].timing
    if timing.frequency == last.frequency and (
        timing.frequency != "once" or (timing.event, timing.date) == (last.event, last.date)
    ):
        return []
    return [replace(made[-1], start=part.start, end=part.end, timing=timing)]


def _goes_to_speaker(found: Masked, phrase: Phrase, part: Part, *, implies: bool) -> bool:
    """Whether a report without a recipient goes to who asks: in texts that imply it, or at one of its sessions."""
    predicate = phrase.predicate
    if predicate.weak and not (implies and _is_part_of_report(found, predicate, part.end)):
        return False
    if predicate.kind not in _HANDING or goes_to_somebody_else(found, predicate, part.end):
        return False
    if predicate.pronoun and not names_a_report(found, phrase.chain):
        return False
    if predicate.kind == "report" and _A_CASE.match(found.masked, predicate.end, part.end):
        return False
    if implies and (predicate.kind != "convey" or _HANDS_OVER.match(found.masked, predicate.head, part.end)):
        # "to make that report available in all languages": to the public
        return not _MADE_AVAILABLE.match(found.masked, predicate.head)
    at_session = _AT_ITS_SESSION.search(found.masked, predicate.start, part.end)
    if at_session is None or part.after.event:
        return at_session is not None
    # "to submit, at each subsequent session,": others have meetings, and nobody else is named.
    each = part.general.frequency == "each-meeting" and "session" in at_session[0]
    return each and not _TO_ANYBODY.search(found.masked, predicate.end, part.end)
