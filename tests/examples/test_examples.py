"""The bundled examples: complete, reproducible, readable by others, and in step with what is expected of them."""

from __future__ import annotations

import html
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest

from reporter.model.tables import Frequency, Status
from reporter.resources import bundled

EXAMPLES = bundled("examples")
RESOLUTIONS = EXAMPLES / "resolutions"
SOURCES = sorted((EXAMPLES / "sources").glob("*.txt"))
HERE = Path(__file__).resolve().parent


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


EXPECTED: Mapping[str, list[dict[str, Any]]] = load(HERE / "expected.json")
HEADERS: Mapping[str, dict[str, Any]] = load(HERE / "headers.json")
STATUS: list[dict[str, Any]] = load(EXAMPLES / "status.json")

REVISED, REVISION = "wtsa-res-131-2022.docx", "wtsa-res-131-2024.docx"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """`examples/build.py`, which is a script and no part of the package."""
    spec = importlib.util.spec_from_file_location("examples_build", EXAMPLES / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their own module up
    spec.loader.exec_module(module)
    return module


def plain_text(path: Path) -> str:
    """What a reader sees, numbers of lists left out: an independent and coarse reading, one paragraph a line."""
    if path.suffix == ".docx":
        return "\n".join(final_paragraphs(path))
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return html.unescape(re.sub(r"<[^>]+>", "", content))
    return content


def final_paragraphs(path: Path) -> list[str]:
    """Paragraphs of a Word file with every tracked change accepted; python-docx itself drops what was inserted."""
    import docx
    from docx.oxml.ns import qn

    text, tab, run = qn("w:t"), qn("w:tab"), qn("w:r")
    return [
        "".join(
            "\t" if node.tag == tab else node.text or ""
            for node in paragraph.iter(text, tab)
            if node.getparent().tag == run
        )
        for paragraph in docx.Document(str(path)).element.body.iter(qn("w:p"))
    ]


def test_every_expected_file_is_there_and_every_file_is_expected() -> None:
    assert {path.name for path in RESOLUTIONS.iterdir()} == set(EXPECTED) == set(HEADERS)


def test_formats_bodies_and_kinds_are_mixed() -> None:
    formats = Counter(Path(name).suffix for name in EXPECTED)
    assert formats[".docx"] >= 5
    assert formats[".txt"] >= 2
    assert formats[".html"] >= 2
    bodies = Counter(header["body"] for header in HEADERS.values())
    assert set(bodies) == {"WTSA", "WTDC", "RA", "PP", "Council", "General Assembly"}
    assert {header["kind"] for header in HEADERS.values()} == {"resolution", "decision"}


def test_some_resolutions_ask_for_no_report_at_all() -> None:
    assert sum(not duties for duties in EXPECTED.values()) >= 2


def test_a_revision_and_what_it_revises_ask_for_different_reports() -> None:
    before, after = EXPECTED[REVISED][0], EXPECTED[REVISION][0]
    assert before["clause"] == after["clause"]
    assert before["frequency"] != after["frequency"]
    assert before["recipients"] != after["recipients"]


@pytest.mark.parametrize("body", ["TSAG", "TDAG", "Council"])
def test_each_annual_report_has_something_to_say(body: str) -> None:
    current = [duty for name, duties in EXPECTED.items() if name != REVISED for duty in duties]
    assert sum(body in duty["recipients"] for duty in current) >= 4


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_build_reproduces_the_word_file_byte_for_byte(build: ModuleType, source: Path) -> None:
    built = build.build(source.read_text(encoding="utf-8"))
    assert built == (RESOLUTIONS / f"{source.stem}.docx").read_bytes()


def test_every_word_file_has_a_source() -> None:
    assert {path.stem for path in RESOLUTIONS.glob("*.docx")} == {path.stem for path in SOURCES}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("call: considering", "line 2: expected `kind | text`"),
        ("call | to report {+annually", "opened and not closed"),
        ("text | to report {+annually+} to TSAG", "needs a first line `changes"),
    ],
)
def test_build_says_what_is_wrong_with_a_source(build: ModuleType, line: str, message: str) -> None:
    with pytest.raises(build.SourceError, match=re.escape(message)):
        build.build(f"title | Some title\n{line}\n")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_python_docx_opens_the_word_file(source: Path) -> None:
    import docx

    document = docx.Document(str(RESOLUTIONS / f"{source.stem}.docx"))
    title = HEADERS[f"{source.stem}.docx"]["title"]
    assert any(title in paragraph.text for paragraph in document.paragraphs)


def test_the_revision_tracks_changes_in_its_header_and_in_a_duty() -> None:
    import docx
    from docx.oxml.ns import qn

    body = docx.Document(str(RESOLUTIONS / REVISION)).element.body
    inserted = {
        "".join(text.text or "" for text in change.iter(qn("w:t"))): change for change in body.iter(qn("w:ins"))
    }
    assert {"Rev. New Delhi, 2024", "annually to TSAG and TDAG"} <= set(inserted)
    for change in inserted.values():
        assert change.get(qn("w:author")) == "Drafting Group 4B"
        assert change.get(qn("w:date")) == "2024-10-21T14:30:00Z"
    deleted = ["".join(text.text or "" for text in change.iter(qn("w:delText"))) for change in body.iter(qn("w:del"))]
    assert "Geneva, 2022" in deleted
    assert "to each meeting of TSAG" in deleted


def test_one_word_file_is_numbered_by_word_and_one_by_hand() -> None:
    first_clause = "to keep a public register of alert formats whose accessibility has been tested;"
    assert first_clause in final_paragraphs(RESOLUTIONS / REVISED)
    typed = final_paragraphs(RESOLUTIONS / "wtdc-res-121-2022.docx")
    assert any(paragraph.startswith("2\tto submit an annual report") for paragraph in typed)


def test_one_word_file_has_footnotes_and_a_table() -> None:
    import docx

    document = docx.Document(str(RESOLUTIONS / "wtdc-res-121-2022.docx"))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Indicator", "Unit", "Source"]
    notes = [part for part in document.part.package.iter_parts() if part.partname.endswith("/footnotes.xml")]
    assert b"single cable landing" in notes[0].blob


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_expected_stands_in_the_text(name: str) -> None:
    text = plain_text(RESOLUTIONS / name)
    assert HEADERS[name]["title"] in text
    for duty in EXPECTED[name]:
        assert text.count(duty["text"]) == 1
        assert duty["frequency"] in set(Frequency)
        assert duty["responsible"]
        assert duty["recipients"]
        if duty["due_date"]:
            date.fromisoformat(duty["due_date"])
        assert (duty["frequency"] == Frequency.ONCE) == bool(duty["due_event"] or duty["due_date"])


@pytest.mark.parametrize("entry", STATUS, ids=lambda entry: "-".join(entry["report"].values()).replace(" ", "-"))
def test_what_focal_points_wrote_belongs_to_a_duty(entry: Mapping[str, Any]) -> None:
    report = entry["report"]
    duties = [duty for duty in EXPECTED[report["file"]] if duty["clause"] == report["clause"]]
    assert len(duties) == 1
    assert report["recipient"] in duties[0]["recipients"]
    assert entry["status"] in set(Status)
    assert entry["owner"]
    if entry["status"] in (Status.SUBMITTED, Status.NOTED):
        assert entry["document"]
        assert date.fromisoformat(entry["submitted_on"]) < date(2026, 11, 20)
    else:
        assert not entry["document"]
        assert entry["submitted_on"] is None
    if entry["evidence"]:
        assert urlsplit(entry["evidence"]).hostname == "example.org"


def test_focal_points_wrote_about_half_of_the_reports_each_once() -> None:
    written = Counter(tuple(entry["report"].values()) for entry in STATUS)
    assert set(written.values()) == {1}
    owed = sum(len(duty["recipients"]) for name, duties in EXPECTED.items() if name != REVISED for duty in duties)
    assert 0.4 <= len(written) / owed <= 0.7


def test_what_focal_points_wrote_holds_what_breaks_careless_templates() -> None:
    texts = [entry[column] for entry in STATUS for column in ("progress", "results", "next_steps")]
    assert any("R&D" in text for text in texts)
    assert any("\n- " in text for text in texts)
    assert "" in texts
