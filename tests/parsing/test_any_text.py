"""Whatever the paragraphs: parsing ends, offsets hold, and every format of a file gives the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsing_builders import citations, document

from reporter.model import Document, Paragraph
from reporter.parsing import parse
from reporter.reading import read

ROOT = Path(__file__).resolve().parent.parent.parent

PIECES = st.sampled_from(
    """
    RESOLUTION 7 (Rev. Kigali, 2022)|A/RES/73/3|MOD\tARB/21A19/1|SUP|The General Assembly,|resolves|recalling|instructs
    the Director of BDT|Requests the Council to report|to report to TDAG|that|Annex A|Reasons:|____|Done at Geneva|
    20102017|reportingreport|1|2.1|a)|ii)|–|(3)|\t| |.|;,|(|)|\u00a0
    """.strip("\n").split("|")
)
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        st.one_of(st.lists(PIECES, min_size=1, max_size=5).map(" ".join), st.text(min_size=1, max_size=60)),
        st.just(0),
        label=st.sampled_from(["", "", "1", "a)", "–", "iv.", "1.2", "Article 3"]),
    ),
    max_size=30,
)


def assert_sound(whole: Document) -> None:
    """Everything that parsing promises of any text."""
    found = parse(whole)
    assert len({one.id for one in found}) == len(found)
    for resolution in found:
        assert 0 <= resolution.start <= resolution.end <= len(whole.text)
        for section in resolution.sections:
            assert section.clauses
            assert whole.text[section.start :].startswith(section.heading) or section.annex
            for clause in section.clauses:
                assert whole.text[clause.start : clause.end] == clause.text
                assert len(clause.reading) == len(clause.text)
                assert clause.text.strip()
                assert clause.citation


@given(PARAGRAPHS)
def test_any_paragraphs_can_be_parsed(paragraphs: list[Paragraph]) -> None:
    assert_sound(document(*paragraphs))


@given(PARAGRAPHS)
def test_any_body_of_a_resolution_can_be_parsed(paragraphs: list[Paragraph]) -> None:
    assert_sound(document("RESOLUTION 7 (Kigali, 2022)", "Title", "The General Assembly,", *paragraphs))


def test_real_texts_are_sound(shared: Path) -> None:
    files = sorted((shared / "resolutions").glob("*.txt"))
    assert files
    for file in files:
        assert_sound(read(file))


@pytest.mark.parametrize("file", sorted((ROOT / "tests" / "corpus").glob("dev*/*.txt")), ids=lambda f: f.stem)
def test_a_text_is_cited_alike_from_every_format(file: Path, tmp_path: Path) -> None:
    from docx import Document as WordDocument

    text = read(file)
    word = WordDocument()
    for paragraph in text.paragraphs:
        word.add_paragraph(paragraph.text)
    word.save(str(tmp_path / "same.docx"))
    html = "".join(f"<p>{paragraph.text}</p>" for paragraph in text.paragraphs)
    (tmp_path / "same.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{html}</body>", encoding="utf-8")
    expected = [(one.id, one.title, citations(one)) for one in parse(text)]
    for name in ("same.docx", "same.html"):
        assert [(one.id, one.title, citations(one)) for one in parse(read(tmp_path / name))] == expected, name


def test_word_files_printed_as_pdf_are_cited_alike(soffice: str, tmp_path: Path) -> None:
    every = sorted((ROOT / "examples" / "resolutions").glob("*.docx"))
    # Tracked changes are printed with what was deleted: another text.
    files = [one for one in every if not any(paragraph.revisions for paragraph in read(one).paragraphs)]
    assert len(files) > 3
    profile = (tmp_path / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    for file in files:
        printed = parse(read(tmp_path / f"{file.stem}.pdf"))
        expected = parse(read(file))
        assert [one.id for one in printed] == [one.id for one in expected]
        assert [citations(one) for one in printed] == [citations(one) for one in expected], file.name
