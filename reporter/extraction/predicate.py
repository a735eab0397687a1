"""The words that ask somebody to report, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PredicateKind = Literal["report", "convey", "inform", "passive", "informed", "receive"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """One asking word with its place in a clause.

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
