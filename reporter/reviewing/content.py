"""What the page shows: texts, their paragraphs in order, and what was found in each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reporter.extraction import Extraction
from reporter.extraction.near import NearMiss
from reporter.model import Document, Footnote, Obligation
from reporter.reviewing.characters import shown

REVIEW_BELOW = 0.8
"""Confidence below which a record is shown for review (the contract's threshold)."""

NOBODY = "not said"
"""What stands where a text names nobody."""

_SURE_FROM = 0.9


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A text and what was found in it.

    Attributes:
        document: The file as read.
        extractions: What its resolutions ask for, in its order.
        near_misses: Clauses that speak of reports and are no reporting act, with the reason.
        revisions: Which view of tracked changes was read.
    """

    document: Document
    extractions: tuple[Extraction, ...]
    near_misses: tuple[NearMiss, ...]
    revisions: Literal["final", "original"] = "final"


@dataclass(frozen=True, slots=True)
class Card:
    """A record as the page shows it.

    Attributes:
        anchor: Its address on the page; its ID, unless the page shows two texts with that ID.
        obligation: The record.
    """

    anchor: str
    obligation: Obligation

    @property
    def level(self) -> str:
        """How sure the record is, one of `LEVELS`."""
        if self.obligation.confidence >= _SURE_FROM:
            return "sure"
        return "fair" if self.obligation.confidence >= REVIEW_BELOW else "doubtful"

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """What the filters look at: name to values, never none."""
        return {
            "recipients": tuple(map(shown, self.obligation.recipients)) or (NOBODY,),
            "responsible": tuple(map(shown, self.obligation.responsible)) or (NOBODY,),
            "frequency": (shown(self.obligation.frequency),),
            "level": (self.level,),
        }

    @property
    def facets_as_json(self) -> str:
        """The facets as the page's script reads them."""
        return json.dumps(self.facets, ensure_ascii=False, separators=(",", ":"))

    @property
    def percent(self) -> int:
        """Confidence in per cent, rounded down: what is to be checked never shows as 80."""
        return int(self.obligation.confidence * 100 + 1e-9)


@dataclass(frozen=True, slots=True)
class Place:
    """A clause without a record.

    Attributes:
        anchor: Its address on the page.
        citation: As a delegate would cite it.
        near: Why it is no reporting act although it speaks of reports; None where it does not.
    """

    anchor: str
    citation: str
    near: NearMiss | None


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as the page shows it.

    Attributes:
        html: Its text.
        before: The paragraphs before it that the view leaves out whole, as HTML.
        after: Those after it, where it is the last one.
        label: Its automatic number; "" without one.
        kind: `heading`, `preamble` or `plain`.
        depth: Nesting of the list level it belongs to, from 0.
        anchor: Address of the first clause that begins in it; "" without one.
        cards: The records of the clauses that begin in it.
        places: The clauses without a record that begin in it.
        footnotes: Notes whose mark stands in it.
        page: Page from 1 where another page begins with it; None elsewhere.
    """

    html: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    label: str
    kind: str
    depth: int
    anchor: str
    cards: tuple[Card, ...]
    places: tuple[Place, ...]
    footnotes: tuple[Footnote, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """A resolution as the page shows it.

    Attributes:
        anchor: Its address on the page.
        heading: `WTSA Resolution 18 (Rev. New Delhi, 2024)`.
        title: Its title; "" without one.
        language: `en`, `fr` or `es`.
        file: As `Document.file`.
        notes: What a person should know of the reading.
        rows: Its paragraphs.
    """

    anchor: str
    heading: str
    title: str
    language: str
    file: str
    notes: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """Its records, in the order of the text."""
        return tuple(card for row in self.rows for card in row.cards)

    @property
    def misses(self) -> tuple[Place, ...]:
        """Its near misses, in the order of the text."""
        return tuple(place for row in self.rows for place in row.places if place.near)
