"""What a report is about, in the words of the clause."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.extraction import topic_words as words
from reporter.extraction.act import Act
from reporter.extraction.masking import Masked
from reporter.extraction.predicate import Predicate
from reporter.extraction.topic_reader import NOTHING, TopicReader, before_of

_STEM = 5
"""Letters that tell "studies" from "surveys", and "study" not from "studies"."""
_MOST_INTRODUCED = 3
_LONGEST_TITLE = 400


def subject(act: Act, found: Masked) -> tuple[int, int]:
    """Start and end, in the clause's reading, of what the report is about; an empty stretch where it does not say."""
    for predicate in _by_themselves(act, found):
        for reader in _beginnings(predicate, found, act.recipients):
            begin, end = reader.read()
            if begin < end:
                return begin, _before_its_source(predicate, found, begin, end)
    for predicate in act.predicates:
        begin, end = _named_before(predicate, found, act.recipients)
        if begin < end:
            return begin, end
    return NOTHING


def _before_its_source(predicate: Predicate, found: Masked, begin: int, end: int) -> int:
    """Where a topic ends whose last words tell who reports it: `receive a report on fees from the [Director]`."""
    source = words.SOURCE.get(predicate.kind)
    told = source.search(found.masked, begin, end) if source else None
    return told.start() if told else end


def _by_themselves(act: Act, found: Masked) -> Iterator[Predicate]:
    """The predicates whose words can say it: information that goes to nobody is no report where one follows."""
    for index, one in enumerate(act.predicates):
        if index and found.masked.count('"', act.start, one.head) % 2:
            # Part of a title: `the item entitled "Report on the sea"`.
            continue
        following = act.predicates[index + 1] if index + 1 < len(act.predicates) else None
        if not (one.weak and following and _leaves_out(one, following, found)):
            yield one


def _leaves_out(weak: Predicate, following: Predicate, found: Masked) -> bool:
    """Whether the report that follows is another thing than information that goes to no body by itself."""
    to_a_body = any(one.kind == "body" for one in found.between(weak.end, following.start))
    return not (to_a_body or following.pronoun or following.kind == "passive")


def _beginnings(predicate: Predicate, found: Masked, recipients: tuple[str, ...]) -> Iterator[TopicReader]:
    """Where the words may begin that lead from a report to its topic."""
    noun, limit = predicate.noun, _limit(predicate, found)
    behind_verb = TopicReader(found, predicate, recipients, predicate.end, limit)
    if predicate.pronoun:
        behind_verb.carried = True
        yield behind_verb
        return
    behind_noun = None
    if noun and not _is_container(predicate, noun, found):
        # `progress` in front of `report`
        report = words.REPORT_BEHIND.match(found.masked, noun[1])
        end = report.end() if report else before_of(found.masked, noun[1])
        behind_noun = TopicReader(found, predicate, recipients, end, limit, of=True, carried=True)
        behind_noun.report = report is not None or bool(words.REPORT.search(found.masked, *noun))
    if predicate.kind == "passive":
        behind_verb.carried = True
        yield from (behind_noun, behind_verb) if behind_noun else (behind_verb,)
        return
    behind_verb.of = behind_verb.carried = predicate.kind in ("inform", "informed")
    behind_verb.inside = bool(noun and noun[1] <= predicate.end)
    yield behind_verb
    if behind_noun and not behind_verb.inside:
        yield behind_noun


def _limit(predicate: Predicate, found: Masked) -> int:
    """Where the sentence of a report ends; a semicolon in a title does not end it: `entitled "Water; wells"`."""
    end = found.sentence_end(predicate.head)
    if found.masked.count('"', predicate.head, end) % 2:
        closed = found.masked.find('"', end, end + _LONGEST_TITLE)
        return found.sentence_end(closed) if closed >= 0 else end
    return end


def _is_container(predicate: Predicate, noun: tuple[int, int], found: Masked) -> bool:
    """Whether a report is what something else is included in: `include, in his next report, an account of`."""
    begin = max(predicate.end, noun[0] - words.CONTAINER_REACH)
    return noun[0] >= predicate.end and bool(words.IN_CONTAINER.search(found.masked, begin, noun[0]))


def _named_before(predicate: Predicate, found: Masked, recipients: tuple[str, ...]) -> tuple[int, int]:
    """The topic of the report that "it" or "the study" stands for, where the clause asked for "a study" before."""
    stem, end = "", predicate.start
    if predicate.kind == "passive" and predicate.weak:
        # `taking into account …, a study on fees, to be submitted`
        end = predicate.head
    elif noun := predicate.noun:
        if not words.THAT_ONE.search(found.masked, max(0, noun[0] - words.THAT_ONE_REACH), noun[0]):
            return NOTHING
        stem = found.masked[slice(*noun)][:_STEM]
    elif not predicate.pronoun:
        return NOTHING
    introduced = words.INTRODUCED.finditer(found.masked, found.sentence_start(predicate.start), end)
    for one in reversed([one for one in introduced if one["noun"].startswith(stem)][-_MOST_INTRODUCED:]):
        asked = Predicate("convey", one.start(), one.start(), one.end(), one.span("noun"))
        reader = TopicReader(found, asked, recipients, one.end(), end, of=True, carried=True)
        reader.report = bool(words.REPORT.search(one[0]))
        known = reader.read()
        if known[0] < known[1]:
            return known
    return NOTHING
