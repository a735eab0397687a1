"""What clauses ask for, row by row, and in every format that they may come in."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest
from extraction_builders import Act, Row, acts_of, extracted, ids
from extraction_clauses import DECOYS, EVERY

from reporter.extraction import Extraction, extract
from reporter.model.tables import Frequency
from reporter.parsing import parse
from reporter.reading import read

HEADERS = {
    "WTSA": ("RESOLUTION 900 (New Delhi, 2024)", "A made title", "The World Telecommunication Standardization Assembly (New Delhi, 2024),"),
    "General Assembly": ("79/900. A made title", "", "The General Assembly,"),
    "Security Council": ("Resolution 2900 (2024)", "", "The Security Council,"),
    "World Health Assembly": ("WHA77.90 A made title", "", "The Seventy-seventh World Health Assembly,"),
    "Human Rights Council": ("55/90. A made title", "", "The Human Rights Council,"),
}  # fmt: skip


@pytest.mark.parametrize("one", EVERY, ids=ids(EVERY))
def test_a_clause_asks_for(one: Row) -> None:
    assert acts_of(extracted(one)) == one.acts


@pytest.mark.parametrize("one", DECOYS, ids=ids(DECOYS))
def test_what_is_no_duty_to_report_is_an_action_or_nothing(one: Row) -> None:
    extraction = extracted(one)
    assert not extraction.obligations
    assert len(extraction.actions) == (0 if one.heading == "Welcomes" else 1)


def test_there_are_rows_for_every_frequency_and_each_is_one_of_its_own() -> None:
    assert len(EVERY) >= 120
    assert len(set(ids(EVERY))) == len(EVERY)
    assert {act.often for one in EVERY for act in one.acts} == set(Frequency)


def as_txt(paragraphs: list[str], folder: Path) -> Path:
    path = folder / "made.txt"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path


def as_html(paragraphs: list[str], folder: Path) -> Path:
    path = folder / "made.html"
    body = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    path.write_text(
        f"<!DOCTYPE html><html lang='en'><meta charset='utf-8'><title>Made</title><body>{body}</body></html>"
    )
    return path


def as_docx(paragraphs: list[str], folder: Path) -> Path:
    import docx

    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    path = folder / "made.docx"
    document.save(str(path))
    return path


def paragraphs_of(one: Row) -> list[str]:
    """A resolution with this clause alone, as it would be written."""
    before = [line for line in HEADERS[one.body] if line]
    opens_itself = one.text.startswith(one.heading.split()[0])
    return [*before, one.text] if opens_itself else [*before, one.heading, one.text]


def whole(extraction: Extraction, text: str) -> list[tuple[str, Act]]:
    """The records with what was sliced from the text as read, which must be the clause word for word."""
    found = []
    for record, act in zip(extraction.obligations, acts_of(extraction), strict=True):
        assert text[record.source.start : record.source.end] == record.text
        assert act.about in record.text
        found.append((record.text, act))
    return found


IN_A_FILE = [one for one in EVERY if one.body in HEADERS]


@pytest.mark.parametrize("write", [as_txt, as_html, as_docx])
@pytest.mark.parametrize("one", IN_A_FILE, ids=ids(IN_A_FILE))
def test_the_same_in_every_format(one: Row, write: Callable[[list[str], Path], Path], tmp_path: Path) -> None:
    document = read(write(paragraphs_of(one), tmp_path))
    (found,) = parse(document)
    assert found.body == one.body
    assert [act for _, act in whole(extract(found), document.text)] == list(one.acts)
