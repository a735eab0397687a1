"""Makes the review page: what is shown of each text, and the page's counts and filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reporter.extraction import Extraction
from reporter.extraction.near import NearMiss
from reporter.model import Document, Obligation, Resolution
from reporter.review.marking import Highlight, marked

if TYPE_CHECKING:
    from jinja2 import Template

REVIEW_BELOW = 0.8
"""Confidence below which a record is shown for review (the contract's threshold)."""

_SURE_FROM = 0.9


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A text and what was found in it.

    Attributes:
        document: The file as read.
        extractions: What its resolutions ask for, in its order.
        near_misses: Clauses that speak of reports and are no reporting act, with the reason.
    """

    document: Document
    extractions: tuple[Extraction, ...]
    near_misses: tuple[NearMiss, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as the page shows it."""

    html: str
    label: str
    kind: str
    anchor: str
    cards: tuple[Obligation, ...]
    misses: tuple[NearMiss, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class _Text:
    """A resolution as the page shows it."""

    resolution: Resolution
    heading: str
    lines: tuple[_Line, ...]
    obligations: int
    file: str
    notes: tuple[str, ...]


def review_page(reviewed: Sequence[Reviewed], *, title: str = "Reporting obligations: review") -> str:
    """The page as HTML: one file, no network, readable in any browser.

    Args:
        reviewed: The texts, in the order they are shown.
        title: The page's title.

    Returns:
        The same page for the same input, character for character.
    """
    texts = [text for one in reviewed for text in _texts(one)]
    obligations = [obligation for one in reviewed for found in one.extractions for obligation in found.obligations]
    return _template().render(
        title=title,
        texts=texts,
        misses=[miss for one in reviewed for miss in one.near_misses],
        total=len(obligations),
        to_check=sum(one.confidence < REVIEW_BELOW for one in obligations),
        recipients=_choices(name for one in obligations for name in one.recipients),
        responsible=_choices(name for one in obligations for name in one.responsible),
        frequencies=_choices(one.frequency for one in obligations),
        level=_level,
        percent=lambda value: f"{value:.0%}",
    )


def _choices(names: Iterable[str]) -> list[str]:
    return sorted(set(names), key=str.casefold)


def _level(obligation: Obligation) -> str:
    """`sure`, `fair` or `doubtful`: the colour of a record."""
    if obligation.confidence >= _SURE_FROM:
        return "sure"
    return "fair" if obligation.confidence >= REVIEW_BELOW else "doubtful"


def _texts(reviewed: Reviewed) -> Iterable[_Text]:
    for extraction in reviewed.extractions:
        resolution = extraction.resolution
        misses = [one for one in reviewed.near_misses if one.resolution.id == resolution.id]
        yield _Text(
            resolution=resolution,
            heading=_heading(resolution),
            lines=tuple(_lines(reviewed.document, extraction, misses)),
            obligations=len(extraction.obligations),
            file=reviewed.document.file,
            notes=resolution.notes,
        )


def _heading(resolution: Resolution) -> str:
    kind = resolution.kind.capitalize()
    adopted = ", ".join(str(part) for part in (resolution.place, resolution.year) if part)
    number = " ".join(part for part in (resolution.body, kind, resolution.number) if part)
    revised = "Rev. " if resolution.revision else ""
    return f"{number} ({revised}{adopted})" if adopted else number


def _lines(document: Document, extraction: Extraction, misses: Sequence[NearMiss]) -> Iterable[_Line]:
    """The paragraphs of a resolution, each with the records and near misses that begin in it."""
    resolution = extraction.resolution
    headings = {section.start for section in resolution.sections}
    preamble = [(one.clauses[0].start, one.clauses[-1].end) for one in resolution.sections if not one.operative]
    anchors = {one.source.start: one.id for one in extraction.actions}
    anchors |= {one.source.start: one.id for one in reversed(extraction.obligations)}
    for paragraph in document.paragraphs:
        if not resolution.start <= paragraph.start < resolution.end:
            continue
        cards = tuple(one for one in extraction.obligations if paragraph.start <= one.source.start <= paragraph.end)
        near = tuple(one for one in misses if paragraph.start <= one.source.start <= paragraph.end)
        highlights = [
            *(
                Highlight(one.source.start, one.source.end, f"found {_level(one)}", one.id)
                for one in extraction.obligations
            ),
            *(Highlight(one.source.start, one.source.end, "miss", "") for one in misses),
        ]
        starts = [start for start in anchors if paragraph.start <= start <= paragraph.end]
        yield _Line(
            html=marked(paragraph, highlights),
            label=paragraph.label,
            kind=_kind(paragraph.start, paragraph.end, headings, preamble),
            anchor=anchors[starts[0]] if starts else "",
            cards=cards,
            misses=near,
            page=paragraph.page,
        )


def _kind(start: int, end: int, headings: set[int], preamble: Sequence[tuple[int, int]]) -> str:
    if start in headings:
        return "heading"
    return "preamble" if any(begin < end and start < last for begin, last in preamble) else "text"


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment: Any = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = files(__package__).joinpath("page.html.j2").read_text(encoding="utf-8")
    template: Template = environment.from_string(source)
    return template
