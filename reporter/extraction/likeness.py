"""How much two duties are alike: by their wording, their parties and their place in the text. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reporter.extraction.differences import COMMON, fold
from reporter.model import Obligation

__all__ = ["Traits", "likeness", "same_matter", "traits"]

WORDING, RECIPIENTS, RESPONSIBLE, SECTION, PLACE = 0.60, 0.15, 0.12, 0.07, 0.06
"""What each trait counts; together 1. Parties count more than the place: a clause moves more easily than a duty."""

_LIGHT = 1 / 6
"""What a word that most duties have counts, against 1 for a word that tells a duty from others."""

_UNKNOWN = 0.5
"""How much alike what one text says is to what the other leaves open."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How often each root stands in a text.

    Attributes:
        telling: Roots of the words that say what the text is about.
        light: Roots of the words that most duties have, and of the parties, which are compared by themselves.
    """

    telling: Counter[str]
    light: Counter[str]

    @property
    def weight(self) -> float:
        """How much the text says: a telling word is 1."""
        return self.telling.total() + _LIGHT * self.light.total()


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an obligation is compared.

    Attributes:
        wording: The words of the clause.
        recipients: Each name as the set of its words, so that their order and little words do not matter.
        responsible: Likewise.
        section: The words of the citation without its numbers: the verb and the addressee.
        place: Where among the obligations of its text it stands, 0-1.
    """

    wording: Wording
    recipients: frozenset[frozenset[str]]
    responsible: frozenset[frozenset[str]]
    section: Wording
    place: float


def traits(obligation: Obligation, place: float) -> Traits:
    """The traits of an obligation that stands at `place` (0-1) among those of its text."""
    names = (*obligation.responsible, *obligation.recipients)
    return Traits(
        wording=_wording(_short(obligation.text, names), light=_roots(names) | _EVERYWHERE),
        recipients=_names(obligation.recipients),
        responsible=_names(obligation.responsible),
        section=_wording(_short(_section(obligation.clause), names), light=_EVERYWHERE),
        place=place,
    )


def likeness(old: Traits, new: Traits) -> float:
    """0-1; 0 where both who reports and to whom are known and are others: that is another duty in the same words."""
    recipients = _shared_names(old.recipients, new.recipients)
    responsible = _shared_names(old.responsible, new.responsible)
    if not recipients and not responsible:
        return 0.0
    total = (
        WORDING * _overlap(old.wording, new.wording)
        + RECIPIENTS * recipients
        + RESPONSIBLE * responsible
        + SECTION * _overlap(old.section, new.section)
        + PLACE * (1 - abs(old.place - new.place))
    )
    return round(total, 4)


def same_matter(old: str, new: str) -> bool:
    """Whether two titles share half of their words and more."""
    return _overlap(_wording(old, light=_EVERYWHERE), _wording(new, light=_EVERYWHERE)) >= 0.5


_ROOT = 6
"""Letters of a word that count: `annual` and `annually`, `implementing` and `implementation` are the same."""


def _root(word: str) -> str:
    return word[:_ROOT]


_REPORTING = ("inform", "present", "progress", "provide", "report", "submit", "transmit", "use")
_TIMING = ("annual", "each", "every", "four", "meeting", "next", "period", "regular", "session", "two", "year")
_EVERYWHERE = frozenset(_root(word) for word in (*COMMON, *_REPORTING, *_TIMING))
"""Roots that most duties to report have, and that therefore tell none from another."""

_DATED = re.compile(r"\((?:rev\b\.?[^()]*|[^()]*(?:19|20)\d\d)\)|(?<=[a-z])-\d\d\b|\b(?:19|20)\d\d\b")
"""What every revision changes without changing a duty: `(Rev. Dubai, 2014)`, the `-16` of `WTSA-16`, a year."""

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_WORD = re.compile(r"\w+")


def _words(text: str) -> list[str]:
    return _WORD.findall(_HYPHEN.sub("", _DATED.sub(" ", fold(text))))


def _roots(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_root(word) for text in texts for word in _words(text))


def _wording(text: str, *, light: frozenset[str]) -> Wording:
    roots = [_root(word) for word in _words(text)]
    return Wording(
        telling=Counter(root for root in roots if root not in light),
        light=Counter(root for root in roots if root in light),
    )


def _overlap(old: Wording, new: Wording) -> float:
    """0-1; what both share, half as part of the mean of both, half as part of the matter of the one that says less.

    The mean alone would take a duty to which a long list of particulars was added for a new one.
    """
    shared = Wording(old.telling & new.telling, old.light & new.light)
    of_mean = 2 * shared.weight / (old.weight + new.weight) if old.weight + new.weight else 1.0
    least = min(old.telling.total(), new.telling.total())
    if least:
        return (of_mean + shared.telling.total() / least) / 2
    # "to report to TSAG" says nothing of the matter: that neither speaks for nor against.
    return (of_mean + _UNKNOWN) / 2 if old.telling or new.telling else of_mean


def _names(names: Iterable[str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(_words(name)) - COMMON for name in names)


def _shared_names(old: frozenset[frozenset[str]], new: frozenset[frozenset[str]]) -> float:
    """0-1; where only one text names somebody, that neither speaks for nor against."""
    if not old or not new:
        return 1.0 if old == new else _UNKNOWN
    return 2 * len(old & new) / (len(old) + len(new))


_NUMBERED = re.compile(r"\S*\d\S*|\S*\)|\b(?:bis|ter|quater)\b")


def _section(clause: str) -> str:
    """`instructs the Director of TSB` of `instructs the Director of TSB 2 a)`."""
    return _NUMBERED.sub(" ", clause)


_ACRONYM = re.compile(r"[A-Z][A-Z-]*[A-Z]")
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?:[\s-]+[A-Z][a-z]+)+")
_PART = re.compile(r"[A-Z][a-z]+")


def _short(text: str, names: Iterable[str]) -> str:
    """The text with `Telecommunication Standardization Bureau` as `TSB` where that is one of the names.

    A long name is told by its initials in any order, since some bodies are abbreviated in another language's: BDT.
    """
    acronyms = {"".join(sorted(one.replace("-", ""))): one for name in names for one in _ACRONYM.findall(name)}
    return _CAPITALISED.sub(lambda run: _shortened(run[0], acronyms), text) if acronyms else text


def _shortened(run: str, acronyms: Mapping[str, str]) -> str:
    parts = list(_PART.finditer(run))
    for length in range(len(parts), 1, -1):
        for first in range(len(parts) - length + 1):
            window = parts[first : first + length]
            if found := acronyms.get("".join(sorted(part[0][0] for part in window))):
                return f"{run[: window[0].start()]}{found} {_shortened(run[window[-1].end() :], acronyms)}"
    return run
