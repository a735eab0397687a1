"""Makes documents out of lines, and shows what parsing made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reporter.model import Clause, Document, Paragraph, Resolution
from reporter.parsing import parse


def document(*paragraphs: str | Paragraph, file: str = "made.txt") -> Document:
    """A document of these paragraphs; empty ones are left out, as readers do."""
    placed: list[Paragraph] = []
    at = 0
    for one in paragraphs:
        paragraph = one if isinstance(one, Paragraph) else Paragraph(one, 0)
        if paragraph.text:
            placed.append(replace(paragraph, start=at))
            at += len(paragraph.text) + 1
    return Document(file, "txt", "\n".join(one.text for one in placed), tuple(placed))


def lines(text: str) -> list[str]:
    """The lines of a text block, blank ones and the indentation left out."""
    return [line.strip(" ") for line in text.splitlines() if line.strip()]


def parsed(text: str) -> tuple[Resolution, ...]:
    """The resolutions of a text block, one paragraph a line."""
    return parse(document(*lines(text)))


def only(resolutions: tuple[Resolution, ...]) -> Resolution:
    """The one resolution."""
    assert len(resolutions) == 1, [one.id for one in resolutions]
    return resolutions[0]


def clauses(resolution: Resolution) -> list[Clause]:
    """All clauses, in order."""
    return [clause for section in resolution.sections for clause in section.clauses]


def citations(resolution: Resolution, *, operative: bool | None = None) -> list[str]:
    """How the clauses are cited; those of operative sections only where asked."""
    return [
        clause.citation
        for section in resolution.sections
        for clause in section.clauses
        if operative is None or section.operative is operative
    ]


def cited(body: str, *, operative: bool = True) -> list[str]:
    """How the operative clauses of a resolution with this body are cited."""
    return citations(only(parsed("RESOLUTION 7 (Kigali, 2022)\nTitle of the text\n" + body)), operative=operative)


def clause_of(body: str, citation: str) -> Clause:
    """The clause cited so, of a resolution with this body."""
    found = [
        one for one in clauses(only(parsed("RESOLUTION 7 (Kigali, 2022)\nTitle\n" + body))) if one.citation == citation
    ]
    assert len(found) == 1, (citation, found)
    return found[0]


def texts(found: Iterable[Clause]) -> list[str]:
    """The texts of clauses."""
    return [one.text for one in found]
