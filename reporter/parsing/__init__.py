"""Turns a document into its resolutions: headers, sections, clauses. Knows nothing of obligations."""

from __future__ import annotations

import re
from dataclasses import replace

from reporter.model import Document, Resolution
from reporter.parsing.header import Header, find_headers
from reporter.parsing.merged import MergedMarks
from reporter.parsing.sections import SectionReader
from reporter.vocabulary.names import names

__all__ = ["parse"]


def parse(document: Document) -> tuple[Resolution, ...]:
    """The resolutions of a document, in its order; empty where it holds none.

    Clauses keep their offsets into `document.text`; `Resolution.id` is unique within the document.
    """
    marks = MergedMarks(paragraph.text for paragraph in document.paragraphs)
    headers = find_headers(document.paragraphs)
    ends = [*(header.first for header in headers[1:]), len(document.paragraphs)][: len(headers)]
    found = [_resolution(document, header, end, marks) for header, end in zip(headers, ends, strict=True)]
    return _with_unique_ids(found)


def _resolution(document: Document, header: Header, end: int, marks: MergedMarks) -> Resolution:
    first = document.paragraphs[header.first]
    sections = SectionReader(document, marks).read(document.paragraphs[header.body_from : end])
    force = header.in_force
    resolution = Resolution(
        body=header.body,
        number=header.number,
        title=header.title,
        place=force.place if force else None,
        year=header.year,
        revision=header.adoption.revision,
        file=document.file,
        start=first.start,
        end=document.paragraphs[end - 1].end,
        sections=sections,
        kind=header.kind,
        revises=header.revises,
        history=header.history,
        proposal=header.proposal,
        notes=_notes(header),
        page=first.page,
    )
    return replace(resolution, id=_identifier(resolution))


def _notes(header: Header) -> tuple[str, ...]:
    notes = []
    if header.adoption.replaced:
        notes.append(
            f"header holds merged revision marks: read as {header.in_force}, revising {header.adoption.replaced}"
        )
    for missing, value in (("adopting body", header.body), ("number", header.number), ("year", header.year)):
        if not value:
            notes.append(f"no {missing} found in the header")
    return tuple(notes)


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
