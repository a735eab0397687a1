"""Sets records and tracked changes into the text of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from reporter.model import Paragraph, RevisionMark


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch to be highlighted.

    Attributes:
        start: Offset into `Document.text`.
        end: Offset just after.
        style: Class of the `mark` element.
        id: ID of the record; "" where it has none.
    """

    start: int
    end: int
    style: str
    id: str


def marked(paragraph: Paragraph, highlights: Sequence[Highlight]) -> str:
    """A paragraph's text as HTML: highlights as `mark`, insertions as `ins`, deletions as `del` where they stood.

    Text is escaped; where highlights overlap the first one counts.
    """
    inserted = [one for one in paragraph.revisions if one.kind == "inserted"]
    deleted = [one for one in paragraph.revisions if one.kind == "deleted"]
    edges = {paragraph.start, paragraph.end}
    for start, end in (
        *((one.start, one.end) for one in highlights),
        *((one.start, one.start + len(one.text)) for one in inserted),
        *((one.start, one.start) for one in deleted),
    ):
        edges |= {min(max(edge, paragraph.start), paragraph.end) for edge in (start, end)}
    ordered = sorted(edges)
    pieces = [_deletions(deleted, paragraph.start)]
    for start, end in pairwise(ordered):
        text = escape(paragraph.text[start - paragraph.start : end - paragraph.start])
        if any(one.start <= start < one.start + len(one.text) for one in inserted):
            text = f"<ins>{text}</ins>"
        pieces += [_highlighted(text, start, highlights), _deletions(deleted, end)]
    return "".join(pieces)


def _highlighted(text: str, start: int, highlights: Sequence[Highlight]) -> str:
    for one in highlights:
        if one.start <= start < one.end:
            target = f' data-for="{escape(one.id)}"' if one.id else ""
            return f'<mark class="{one.style}"{target}>{text}</mark>'
    return text


def _deletions(deleted: Sequence[RevisionMark], at: int) -> str:
    return "".join(f"<del>{escape(one.text)}</del>" for one in deleted if one.start == at and one.text)
