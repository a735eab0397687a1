"""Whole clauses, one a line, read as part of a resolution of their family: `tests/corpus/lines/*.txt`.

A line is `FAMILY | HEADING | CLAUSE => RESPONSIBLE ; RECIPIENTS ; FREQUENCY`. Several records stand apart by `&&`, a new
line of the text is `¶`, and `none` is a clause without a duty to report. In texts of the United Nations there is no heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from corpora import CORPUS

from reporter.extraction import extract
from reporter.model import Document, Paragraph
from reporter.parsing import parse

LINES = CORPUS / "lines"
HEADS = {
    "pp": "RESOLUTION 301 (Rev. Bucharest, 2022)\nA matter\nThe Plenipotentiary Conference (Bucharest, 2022),",
    "wtsa": "RESOLUTION 95 (New Delhi, 2024)\nA matter\nThe World Telecommunication Standardization Assembly (New Delhi, 2024),",
    "wtdc": "RESOLUTION 91 (Baku, 2025)\nA matter\nThe World Telecommunication Development Conference (Baku, 2025),",
    "ra": "RESOLUTION ITU-R 72-1\nA matter\nThe ITU Radiocommunication Assembly,",
    "wrc": "RESOLUTION 801 (WRC-23)\nA matter\nThe World Radiocommunication Conference (Dubai, 2023),",
    "council": "RESOLUTION 1420\nA matter\nThe ITU Council,",
    "ga": "A/RES/78/300\n78/300. A matter\nThe General Assembly,",
    "sc": "S/RES/2790 (2025)\nResolution 2790 (2025)\nThe Security Council,",
    "ecosoc": "E/RES/2023/40\n2023/40. A matter\nThe Economic and Social Council,",
    "hrc": "A/HRC/RES/52/40\n52/40. A matter\nThe Human Rights Council,",
    "wha": "WHA76.30\nA matter\nThe Seventy-sixth World Health Assembly,",
    "iaea": "GC(67)/RES/17\nA matter\nThe General Conference,",
}
UN = {"ga", "sc", "ecosoc", "hrc", "wha", "iaea"}


@dataclass(frozen=True)
class Line:
    """One line of a file: where it stands, its text as paragraphs, and the records that it shall give."""

    place: str
    paragraphs: tuple[str, ...]
    records: tuple[str, ...]


def lines() -> Iterator[Line]:
    for path in sorted(LINES.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            asked, _, expected = line.partition(" => ")
            family, heading, clause = (part.strip() for part in asked.split("|", 2))
            before = (
                ["Recalling its earlier resolutions,"] if family in UN else ["considering", "that it matters,", heading]
            )
            texts = [*HEADS[family].split("\n"), *before, *(part.strip() for part in clause.split("¶"))]
            records = () if expected.strip() == "none" else tuple(one.strip() for one in expected.split("&&"))
            yield Line(f"{path.stem} {number}", tuple(texts), records)


def document(paragraphs: tuple[str, ...]) -> Document:
    placed, at = [], 0
    for text in paragraphs:
        placed.append(Paragraph(text, at))
        at += len(text) + 1
    return Document("line.txt", "txt", "\n".join(paragraphs), tuple(placed))


@pytest.mark.parametrize("line", [pytest.param(one, id=one.place) for one in lines()])
def test_a_line_gives_its_records(line: Line) -> None:
    found = [one for resolution in parse(document(line.paragraphs)) for one in extract(resolution).obligations]
    records = [f"{', '.join(one.responsible)} ; {', '.join(one.recipients)} ; {one.frequency}".strip() for one in found]
    assert records == list(line.records)
