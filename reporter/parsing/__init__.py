"""Turns a document into its resolutions: headers, sections, clauses. Knows nothing of obligations."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from reporter.model import Document, Footnote, Paragraph, Resolution
from reporter.parsing.asked_below import with_numbers_below
from reporter.parsing.enacting import apart, enacting, speaking
from reporter.parsing.families import adopted
from reporter.parsing.fold import fold
from reporter.parsing.header import Header
from reporter.parsing.headless import headless
from reporter.parsing.heads import ends, find_headers, page_heads
from reporter.parsing.in_english import in_english
from reporter.parsing.in_present import in_present
from reporter.parsing.lineage import family_key
from reporter.parsing.lines import annex_name, role
from reporter.parsing.merged import MergedMarks
from reporter.parsing.open_section import ClauseMaker
from reporter.parsing.scripts import unread_script
from reporter.parsing.sections import Body, read_body
from reporter.vocabulary.language import language
from reporter.vocabulary.names import names

__all__ = ["family_key", "headless", "parse", "unread_script"]

_CLOSING_PARAGRAPHS = 3
# Names of the styles of a table of contents: "TOC 1", "toc1", "Table of Figures"
_CONTENTS_STYLE = re.compile(r"toc ?\d|table of (?:figures|contents|authorities)|contents \d", re.IGNORECASE)
_BINDS = re.compile(rf"\b(?:{language().shall}|(?:is|are)\s+(?:requested|invited)\s+to)\b", re.IGNORECASE)


def parse(document: Document) -> tuple[Resolution, ...]:
    """The resolutions of a document, in its order; empty where it holds none.

    Clauses keep their offsets into `document.text`; `Resolution.id` is unique within the document. Any text can be
    parsed: what cannot be made out is None or "", and `Resolution.notes` says so. French and Spanish texts are parsed
    by their glosses: citations and readings are English, titles and texts the source's.
    """
    said = set(document.text.split())
    rewritten = in_english(document, said) or in_present(document)
    if rewritten is None:
        return _parsed(document, said)
    present = rewritten.document
    return tuple(rewritten.restored(resolution) for resolution in _parsed(present, set(present.text.split())))


def _parsed(document: Document, said: Set[str]) -> tuple[Resolution, ...]:
    """The resolutions of a document in English; `said` is what stands between the blanks of its text."""
    document = replace(document, paragraphs=tuple(with_numbers_below(apart(document.paragraphs))))
    folded = fold(document.text)
    contents = {style for style in {one.style for one in document.paragraphs} if _CONTENTS_STYLE.match(style)}
    texts = [
        "" if paragraph.style in contents else folded[paragraph.start : paragraph.end]
        for paragraph in document.paragraphs
    ]
    headers = find_headers(texts)
    if not headers:
        return ()
    until = ends(headers, len(texts))
    furniture = sorted(
        index for header, end in zip(headers, until, strict=True) for index in page_heads(header, texts, end)
    )
    for index in furniture:
        texts[index] = ""
    folded = _blanked(folded, [document.paragraphs[index] for index in furniture])
    make = ClauseMaker(document.text, folded, MergedMarks(folded, said))
    found = []
    for header, end in zip(headers, until, strict=True):
        header = _with_closing(header, texts[max(header.body_from, end - _CLOSING_PARAGRAPHS) : end])
        header = _with_speaker(header, texts[header.body_from : end])
        plural = header.enacting is not None and header.enacting.plural
        body = read_body(
            document,
            texts[header.body_from : end],
            header.body_from,
            make,
            plural=plural,
            annex=header.annex,
            title=header.title,
        )
        found.append(_resolution(document, header, end, body))
    return _with_unique_ids(found)


def _blanked(text: str, paragraphs: Sequence[Paragraph]) -> str:
    """`text` with the given paragraphs, in order, made blanks; of the same length."""
    pieces = []
    at = 0
    for paragraph in paragraphs:
        pieces += [text[at : paragraph.start], " " * len(paragraph.text)]
        at = paragraph.end
    return "".join([*pieces, text[at:]])


def _with_closing(header: Header, last: list[str]) -> Header:
    """Where the head does not say when the text was adopted, its last lines may: `54th plenary meeting, 2 May 2023`."""
    if header.in_force or header.adopted:
        return header
    return replace(header, adopted=next((on for text in reversed(last) if role(text) and (on := adopted(text))), None))


def _with_speaker(header: Header, texts: list[str]) -> Header:
    """Where nothing in the head tells the body, it may be named below its reasons: `The Meeting of the Parties`."""
    if header.body:
        return header
    until = next((index for index, text in enumerate(texts) if annex_name(text)), len(texts))
    spoken = next((spoken for one in texts[:until] if (spoken := enacting(one.strip()))), None)
    return replace(header, enacting=spoken or next((one for one in map(speaking, texts[:until]) if one), None))


def _resolution(document: Document, header: Header, end: int, body: Body) -> Resolution:
    first = document.paragraphs[header.first]
    resolution = Resolution(
        body=header.body,
        number=header.number,
        title=header.title,
        place=header.place,
        year=header.year,
        revision=header.adoption.revision,
        file=document.file,
        start=first.start,
        end=document.paragraphs[end - 1].end,
        sections=body.sections,
        kind=header.kind,
        revises=header.revises,
        history=header.history,
        proposal=header.proposal,
        notes=(
            *_notes(header, body),
            *_on_footnotes(document.footnotes, first.start, document.paragraphs[end - 1].end),
        ),
        page=first.page,
    )
    return replace(resolution, id=_identifier(resolution))


def _notes(header: Header, body: Body) -> tuple[str, ...]:
    notes = []
    if header.annex:
        notes.append("it has no header: read as an annex that stands by itself")
    if header.adoption.replaced and not header.adoption.amended:
        notes.append(
            f"header holds merged revision marks: read as {header.in_force}, revising {header.adoption.replaced}"
        )
    for missing, value in (("adopting body", header.body), ("number", header.number), ("year", header.year)):
        if not value:
            notes.append(f"no {missing} found in the header")
    if body.left_out:
        notes.append(f"paragraphs left out as footnotes or names below a line or signature: {body.left_out}")
    return tuple(notes)


def _on_footnotes(footnotes: Sequence[Footnote], start: int, end: int) -> tuple[str, ...]:
    """What to say of the footnotes between two offsets that bind somebody: they are no clauses."""
    binding = [note.mark for note in footnotes if start <= note.anchor <= end and _BINDS.search(fold(note.text))]
    return (f"footnotes that say what somebody shall do, not read as clauses: {', '.join(binding)}",) if binding else ()


def _identifier(resolution: Resolution) -> str:
    """`WTSA-18-2024`: body, number, year; what is missing is left out, decisions and opinions say what they are."""
    body = names().bodies.get(resolution.body)
    kind = "" if resolution.kind == "resolution" else resolution.kind.capitalize()
    pieces = [body.id if body else resolution.body, kind, resolution.number or "unnumbered", str(resolution.year or "")]
    return "-".join(slug for piece in pieces if (slug := re.sub(r"[^\w.]+", "-", piece).strip("-")))


def _with_unique_ids(resolutions: list[Resolution]) -> tuple[Resolution, ...]:
    """Resolutions that would share an id get `.2`, `.3` … in the order of the text."""
    seen: dict[str, int] = {}
    unique = []
    for resolution in resolutions:
        count = seen[resolution.id] = seen.get(resolution.id, 0) + 1
        unique.append(replace(resolution, id=f"{resolution.id}.{count}") if count > 1 else resolution)
    return tuple(unique)
