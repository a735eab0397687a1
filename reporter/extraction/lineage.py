"""Which duty of a revised resolution replaces which duty of the text before it. Pure: opens no file, asks no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reporter.extraction.assignment import best_pairs
from reporter.extraction.differences import Edit, describe, difference
from reporter.extraction.likeness import Traits, likeness, same_matter, traits
from reporter.model import Obligation, Resolution

__all__ = ["THRESHOLD", "Edit", "Succession", "describe", "difference", "lineages", "successions"]

THRESHOLD = 0.6
"""Likeness from which on a duty is the successor of another.

Everything but the wording gives at most 0.4, so that no two duties are paired for standing in the same place. Duties
of the same parties in the same place on different matters share the words that all duties have, and come to 0.45-0.55;
the same matter in other words comes to 0.7 and more, in another section to 0.6 and more. A duty that is wrongly called
new costs a look at two rows; one that is wrongly called a successor inherits what people wrote of another duty. So the
doubtful case is a new duty.
"""


@dataclass(frozen=True, slots=True)
class Succession:
    """One duty that replaces another in the next revision of its resolution.

    Attributes:
        old: ID of the obligation that is superseded.
        new: ID of the obligation that supersedes it.
        lineage: ID of the oldest known ancestor of both.
        likeness: 0-1; 1 for the same words, parties and place.
        difference: From the old wording to the new, word by word.
    """

    old: str
    new: str
    lineage: str
    likeness: float
    difference: tuple[Edit, ...]


def successions(obligations: Sequence[Obligation]) -> tuple[Succession, ...]:
    """Every obligation that replaces one of the revision before, oldest first within each resolution.

    Revisions are texts of the same body, kind and number with another year; each is compared with the one directly
    before it among those that have obligations here. An obligation has at most one predecessor and one successor; the
    order of the obligations does not matter.

    No predecessor or successor: where body, number or year is unknown, or the number a placeholder; across a text that
    neither says that it revises nor keeps the title; after a proposal to suppress. Where several texts of one year are
    given, the adopted one speaks, else the first proposal by file and place.
    """
    found: list[Succession] = []
    lineage: dict[str, str] = {}
    for before, after in _revisions(obligations):
        for old, new, alike in _pairs(before.duties, after.duties):
            lineage[new.id] = lineage.get(old.id, old.id)
            found.append(Succession(old.id, new.id, lineage[new.id], alike, difference(old.text, new.text)))
    return tuple(found)


def lineages(obligations: Sequence[Obligation]) -> Mapping[str, str]:
    """Obligation ID to the ID of its oldest known ancestor: its own where it has no predecessor.

    A later revision changes none of these; an older one, when it becomes known, gives its ID to what descends from it.
    """
    inherited = {one.new: one.lineage for one in successions(obligations)}
    return {one.id: inherited.get(one.id, one.id) for one in obligations}


@dataclass(frozen=True, slots=True)
class _Text:
    """One revision: its header, and its obligations in the order of the text."""

    resolution: Resolution
    duties: tuple[Obligation, ...]


def _revisions(obligations: Iterable[Obligation]) -> Iterator[tuple[_Text, _Text]]:
    """Each revision with the one directly before it, oldest first, one resolution after the other."""
    families: dict[tuple[str, str, str], dict[int, list[Obligation]]] = {}
    for one in obligations:
        header = one.resolution
        if header.body and header.year is not None and (number := _number(header)):
            family = families.setdefault((header.body, header.kind, number), {})
            family.setdefault(header.year, []).append(one)
    for _, family in sorted(families.items()):
        texts = (_spokesman(of_year) for _, of_year in sorted(family.items()))
        yield from (pair for pair in pairwise(texts) if _follows(*pair))


def _number(header: Resolution) -> str:
    """The number that all revisions share; "" without one.

    The radiocommunication assembly counts its revisions behind the number: `75-1` revises `75`. `[COM5/2]` keeps the
    place of a number until a conference has given one.
    """
    number = "".join(header.number.split()).casefold()
    if number.startswith("["):
        return ""
    return number.partition("-")[0] if header.body == "RA" else number


def _spokesman(obligations: Iterable[Obligation]) -> _Text:
    """The text that counts among those of one year: several regions may propose a revision of the same resolution."""
    texts: dict[tuple[bool, str, int], dict[str, Obligation]] = {}
    for one in sorted(obligations, key=_place):
        header = one.resolution
        key = (header.proposal is not None, header.file, header.start)
        texts.setdefault(key, {}).setdefault(one.id, one)
    duties = tuple(texts[min(texts)].values())
    return _Text(duties[0].resolution, duties)


def _place(one: Obligation) -> tuple[int, int, int, str, str]:
    """Order of the text; several acts of one clause in the order of their IDs: `….2` comes before `….10`."""
    return one.source.start, one.source.end, len(one.id), one.id, one.source.file


def _follows(before: _Text, after: _Text) -> bool:
    """Whether a text revises the one of an earlier year: some bodies begin their numbers anew every time they meet."""
    new = after.resolution
    if before.resolution.proposal == "SUP":
        return False
    says_so = new.revision or new.revises is not None or new.proposal is not None
    return says_so or same_matter(before.resolution.title, new.title)


def _pairs(olds: Sequence[Obligation], news: Sequence[Obligation]) -> Iterator[tuple[Obligation, Obligation, float]]:
    """The best one-to-one pairs, in the order of the new text."""
    before, after = _traits(olds), _traits(news)
    alike = {
        (i, j): found
        for i, old in enumerate(before)
        for j, new in enumerate(after)
        if (found := likeness(old, new)) >= THRESHOLD
    }
    # What a pair is worth is how far it is above the threshold: otherwise two doubtful pairs would outweigh a sure one.
    gains = {pair: 1 + round((found - THRESHOLD) * 10_000) for pair, found in alike.items()}
    for i, j in sorted(best_pairs(gains), key=lambda pair: pair[1]):
        yield olds[i], news[j], alike[i, j]


def _traits(duties: Sequence[Obligation]) -> list[Traits]:
    return [traits(one, (rank + 0.5) / len(duties)) for rank, one in enumerate(duties)]
