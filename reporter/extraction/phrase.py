"""A predicate with the words that belong to it, the parts of these words, and who asks."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.extraction.predicate import Predicate
from reporter.extraction.timing import Timing


@dataclass(frozen=True, slots=True)
class Phrase:
    """A predicate, those before it that wait for its recipient, and the words that belong to it."""

    chain: tuple[Predicate, ...]
    start: int
    end: int

    @property
    def predicate(self) -> Predicate:
        """The last of the chain, which names the recipient where one is named."""
        return self.chain[-1]

    @property
    def first(self) -> int:
        """Where the words begin in which its frequency may stand: with the predicate whose report it hands over."""
        one = self.predicate
        refers_back = one.pronoun or one.kind == "passive" or one.noun is None
        return min(self.start, *(each.start for each in self.chain)) if refers_back else self.start


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a phrase with its own recipients, and what is known of its time.

    Attributes:
        start: Offset where its words begin.
        end: Offset where they end.
        general: What its words say of the rhythm or the time.
        after: The event or date that its words name; else what a part before it carries over.
        said: The event or date that its words name; nothing without one.
        is_first: True for the part that holds the verb.
        has_own: True for a later part with a report of its own.
    """

    start: int
    end: int
    general: Timing
    after: Timing
    said: Timing
    is_first: bool
    has_own: bool


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for the reports of a clause.

    Attributes:
        name: Canonical name of the body that speaks: "at its eightieth session" means it; "" where unknown.
        it: What "it" stands for where nothing in the clause does: who asks; in a list of a conference of the
            ITU, the one body of the item before.
        supposed: True where `it` is the body of the item before.
        implies: True where a report without a recipient goes to who asks, as in texts of the United Nations.
    """

    name: str
    it: str
    implies: bool
    supposed: bool = False
