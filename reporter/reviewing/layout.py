"""Lays a file out for the page: which paragraph shows what, and under which address."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reporter.extraction import Extraction
from reporter.extraction.near import NearMiss
from reporter.model import Document, Footnote, Paragraph, Resolution
from reporter.parsing import headless
from reporter.parsing.gloss import language_of
from reporter.reviewing.anchors import Anchors
from reporter.reviewing.content import Card, Place, Reviewed, Row, Text
from reporter.reviewing.marking import Highlight, left_out, marked

_DEEPEST = 4


def texts_of(reviewed: Reviewed, anchors: Anchors) -> Iterable[Text]:
    """The resolutions of a file as the page shows them, in their order; none for a file without a resolution."""
    misses: dict[str, list[NearMiss]] = defaultdict(list)
    for miss in reviewed.near_misses:
        misses[miss.resolution.id].append(miss)
    notes = (*_left_out(reviewed), *reviewed.document.notes)
    for extraction in reviewed.extractions:
        yield _text(reviewed, extraction, misses[extraction.resolution.id], anchors, notes)
        notes = ()


def _left_out(reviewed: Reviewed) -> tuple[str, ...]:
    """What the page does not show of a file: the text before its first resolution."""
    first = min((one.resolution.start for one in reviewed.extractions), default=0)
    before = [one for one in reviewed.document.paragraphs if one.end <= first and one.text.strip()]
    if not before:
        return ()
    words = sum(len(one.text.split()) for one in before)
    count = f"{len(before)} paragraph{'s' if len(before) > 1 else ''}, {words} word{'s' if words > 1 else ''}"
    operative = headless(reviewed.document, [one.resolution for one in reviewed.extractions])
    return (
        f"not shown: what the file says before its first resolution ({count})",
        *(f"not read, as it stands before the first header: {f'{one.label} {one.text}'.strip()}" for one in operative),
    )


def _text(
    reviewed: Reviewed, extraction: Extraction, misses: Sequence[NearMiss], anchors: Anchors, notes: tuple[str, ...]
) -> Text:
    document, resolution = reviewed.document, extraction.resolution
    paragraphs = _paragraphs(document, resolution)
    anchor = anchors.give(resolution.id)
    found = _found(extraction, misses, anchor, anchors)
    rows = _rows(reviewed, paragraphs, resolution, found)
    return Text(
        anchor=anchor,
        heading=_heading(resolution),
        title=resolution.title,
        language=language_of(one.text for one in paragraphs),
        file=document.file,
        notes=(*notes, *resolution.notes),
        rows=tuple(rows),
    )


def _paragraphs(document: Document, resolution: Resolution) -> Sequence[Paragraph]:
    """From the paragraph that the header begins in to the last before the end."""
    starts = [one.start for one in document.paragraphs]
    first = max(bisect_right(starts, resolution.start) - 1, 0)
    chosen = document.paragraphs[first : max(bisect_right(starts, resolution.end - 1), first)]
    return tuple(one for one in chosen if one.end > resolution.start)


def _found(
    extraction: Extraction, misses: Sequence[NearMiss], anchor: str, anchors: Anchors
) -> Sequence[tuple[int, Card | Place]]:
    """Every record, and every clause without one, with the offset it begins at, in the order of the text."""
    resolution = extraction.resolution

    def address(name: str) -> str:
        # A text that is on the page twice has addresses of its own, made from its own.
        return anchors.give(anchor + name.removeprefix(resolution.id))

    cards = [(one.source.start, Card(address(one.id), one)) for one in extraction.obligations]
    recorded = {start for start, _ in cards}
    actions = {one.source.start: one.id for one in reversed(extraction.actions)}
    near = {one.source.start: one for one in misses}
    without = [one for section in resolution.sections for one in section.clauses if one.start not in recorded]
    # Published IDs come first, so that the address made for a clause without one never takes theirs.
    without.sort(key=lambda one: (one.start not in actions, one.start))
    places = [
        (
            one.start,
            Place(
                address(actions.get(one.start, f"{resolution.id}/{one.citation}")),
                one.citation,
                near.get(one.start),
            ),
        )
        for one in without
    ]
    return sorted([*cards, *places], key=lambda one: one[0])


def _rows(
    reviewed: Reviewed,
    paragraphs: Sequence[Paragraph],
    resolution: Resolution,
    found: Sequence[tuple[int, Card | Place]],
) -> Iterable[Row]:
    starts = [one.start for one in paragraphs]
    beginning: Mapping[int, list[Card | Place]] = defaultdict(list)
    for start, one in found:
        beginning[max(bisect_right(starts, start) - 1, 0)].append(one)
    notes: Mapping[int, list[Footnote]] = defaultdict(list)
    for note in reviewed.document.footnotes:
        if paragraphs and paragraphs[0].start <= note.anchor <= paragraphs[-1].end:
            notes[bisect_right(starts, note.anchor) - 1].append(note)
    highlights = _highlights(one for _, one in found)
    headings = {section.start for section in resolution.sections}
    preamble = [
        (one.clauses[0].start, one.clauses[-1].end) for one in resolution.sections if one.clauses and not one.operative
    ]
    page = None
    for number, paragraph in enumerate(paragraphs):
        here = beginning[number]
        before, after = left_out(paragraph)
        yield Row(
            html=marked(paragraph, highlights, notes[number], revisions=reviewed.revisions),
            before=before,
            after=after,
            label=paragraph.label,
            kind=_kind(paragraph, headings, preamble, begins=bool(here)),
            depth=min(paragraph.depth, _DEEPEST),
            anchor=here[0].anchor if here else "",
            cards=tuple(one for one in here if isinstance(one, Card)),
            places=tuple(one for one in here if isinstance(one, Place)),
            footnotes=tuple(notes[number]),
            page=paragraph.page if paragraph.page != page else None,
        )
        page = paragraph.page


def _highlights(found: Iterable[Card | Place]) -> Sequence[Highlight]:
    highlights = []
    for one in found:
        if isinstance(one, Card):
            source = one.obligation.source
            highlights.append(Highlight(source.start, source.end, one.level, one.anchor))
        elif one.near:
            highlights.append(Highlight(one.near.source.start, one.near.source.end))
    return highlights


def _kind(paragraph: Paragraph, headings: set[int], preamble: Sequence[tuple[int, int]], *, begins: bool) -> str:
    # A sentence that begins with its verb (`Requests the Secretary-General to …`) is heading and clause in one.
    if paragraph.start in headings and not begins:
        return "heading"
    covered = any(start < paragraph.end and paragraph.start < end for start, end in preamble)
    return "preamble" if covered else "plain"


def _heading(resolution: Resolution) -> str:
    """`WTSA Resolution 18 (Rev. New Delhi, 2024)`."""
    adopted = ", ".join(str(part) for part in (resolution.place, resolution.year) if part)
    number = " ".join(part for part in (resolution.body, resolution.kind.capitalize(), resolution.number) if part)
    revised = "Rev. " if resolution.revision else ""
    return f"{number} ({revised}{adopted})" if adopted else number
