"""Sets records, tracked changes and footnote marks into the text of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from typing import Literal

from reporter.model import Footnote, Paragraph, RevisionMark
from reporter.reviewing.characters import shown

LEVELS = ("doubtful", "fair", "sure")
"""How sure a record is, the least sure first: what a person should look at first decides how a clause is shown."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch to be highlighted.

    Attributes:
        start: Offset into `Document.text`.
        end: Offset just after.
        level: One of `LEVELS`; "" for a near miss.
        anchor: Address of the record on the page; "" where it has none.
    """

    start: int
    end: int
    level: str = ""
    anchor: str = ""


def marked(
    paragraph: Paragraph,
    highlights: Sequence[Highlight],
    footnotes: Sequence[Footnote] = (),
    *,
    revisions: Literal["final", "original"] = "final",
) -> str:
    """A paragraph's text as HTML, escaped.

    Highlights become `mark`, insertions `ins`, deletions `del`, footnote marks `sup`, each where it stands or stood.
    Where highlights overlap, the stretch belongs to all of them and is shown as the least sure one.

    Args:
        paragraph: The paragraph.
        highlights: Those that touch it, others do no harm.
        footnotes: Those whose mark stood in it.
        revisions: The view that was read: its text holds the insertions (`final`) or the deletions (`original`).
    """
    standing = "inserted" if revisions == "final" else "deleted"
    here = [one for one in highlights if one.start < paragraph.end and one.end > paragraph.start]
    changes = [one for one in paragraph.revisions if one.text and not one.apart]
    stand = [one for one in changes if one.kind == standing]
    between = _between(paragraph, [one for one in changes if one.kind != standing], footnotes)
    edges = {paragraph.start, paragraph.end, *between}
    for start, end in (
        *((one.start, one.end) for one in here),
        *((one.start, one.start + len(one.text)) for one in stand),
    ):
        edges |= {_within(start, paragraph), _within(end, paragraph)}
    pieces: list[str] = []
    stretches = pairwise(sorted(edges))
    for covering, group in groupby(stretches, lambda stretch: _covering(stretch[0], here)):
        parts: list[str] = []
        for start, end in group:
            parts += [between.pop(start, ""), _piece(paragraph, start, end, stand)]
        pieces.append(_highlighted(parts, covering))
    return "".join([*pieces, *between.values()])


def left_out(paragraph: Paragraph) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs that the view leaves out whole, as HTML: those that stood before this one, and those after."""
    gone = [one for one in paragraph.revisions if one.text.strip() and one.apart]
    before, after = (
        tuple(_changed(one, one.text.strip()) for one in gone if (one.start >= paragraph.end) == is_after)
        for is_after in (False, True)
    )
    return before, after


def _within(offset: int, paragraph: Paragraph) -> int:
    return min(max(offset, paragraph.start), paragraph.end)


def _between(paragraph: Paragraph, gone: Sequence[RevisionMark], footnotes: Sequence[Footnote]) -> dict[int, str]:
    """What stands between characters, by offset: changed words that the view leaves out, then footnote marks."""
    between: dict[int, str] = {}
    for one in gone:
        at = _within(one.start, paragraph)
        between[at] = between.get(at, "") + _changed(one, one.text)
    for note in footnotes:
        at = _within(note.anchor, paragraph)
        between[at] = between.get(at, "") + f"<sup>{escape(shown(note.mark))}</sup>"
    return dict(sorted(between.items()))


def _piece(paragraph: Paragraph, start: int, end: int, stand: Sequence[RevisionMark]) -> str:
    text = paragraph.text[start - paragraph.start : end - paragraph.start]
    for one in stand:
        if one.start <= start < one.start + len(one.text):
            return _changed(one, text)
    return escape(shown(text))


def _changed(change: RevisionMark, text: str) -> str:
    tag = "ins" if change.kind == "inserted" else "del"
    return f"<{tag}{_by(change)}>{escape(shown(text))}</{tag}>"


def _by(change: RevisionMark) -> str:
    return f' title="by {escape(shown(change.author))}"' if change.author else ""


def _covering(offset: int, highlights: Sequence[Highlight]) -> tuple[Highlight, ...]:
    return tuple(one for one in highlights if one.start <= offset < one.end)


def _highlighted(parts: Sequence[str], covering: Sequence[Highlight]) -> str:
    html = "".join(parts)
    if not covering:
        return html
    records = [one for one in covering if one.anchor]
    if not records:
        return f'<mark class="miss">{html}</mark>'
    level = min((one.level for one in records), key=LEVELS.index)
    anchors = escape(" ".join(dict.fromkeys(one.anchor for one in records)))
    return f'<mark class="found {level}" data-for="{anchors}">{html}</mark>'
