"""Marked regions: every fact of a Word report stands in a content control that says whose fact it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from drafted import part
from drafting_builders import TODAY, obligation, report, resolution, single, small
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reporter.drafting import Draft, draft
from reporter.drafting.memory import Memory, remembered, to_xml
from reporter.drafting.regions import Region
from reporter.drafting.text import clean
from reporter.model import TemplateError


def drafted(source: Any, **options: Any) -> Draft:
    return draft(source, body="TSAG", year=2026, today=TODAY, **options)


def controls(finished: Draft) -> dict[str, str]:
    """From the tag of each content control to its words, in the order of the document."""
    body = Document(io.BytesIO(finished.content)).element.body
    return {
        one.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")): "".join(t.text or "" for t in one.iter(qn("w:t")))
        for one in body.iter(qn("w:sdt"))
    }


def fields(finished: Draft) -> list[str]:
    return [tag.split(".")[1] for tag in controls(finished)]


def ours(tmp_path: Path, tag: str, *, repeated: int = 1, properties: str = "<w:tag/>") -> Path:
    """A template with one control of an organisation's own around its first paragraph, all of it repeated."""
    path = tmp_path / "ours.docx"
    document = Document()
    document.add_paragraph(f"{{%p for number in range({repeated}) %}}")
    paragraph = document.add_paragraph("{{ body }}")
    document.add_paragraph("{%p endfor %}")
    control = etree.fromstring(
        f'<w:sdt xmlns:w="{qn("w:p")[1:-2]}"><w:sdtPr>{properties}</w:sdtPr><w:sdtContent/></w:sdt>'
    )
    control.find(f".//{qn('w:tag')}").set(qn("w:val"), tag)
    paragraph._p.addprevious(control)
    control[1].append(paragraph._p)
    document.save(str(path))
    return path


def memory(finished: Draft) -> Any:
    """The part in which a document remembers its regions, as an element."""
    with zipfile.ZipFile(io.BytesIO(finished.content)) as package:
        parts = [package.read(name) for name in package.namelist() if name.startswith("customXml/item")]
    (found,) = [etree.fromstring(one) for one in parts if b"urn:reporter:draft" in one]
    return found


def test_what_people_wrote_stands_in_controls_of_its_report() -> None:
    text = "Two meetings were held."
    marked = controls(drafted(single(progress=text, results="Good ones.")))
    assert [words for tag, words in marked.items() if tag.startswith("reporter.progress.")] == [f"Progress{text}"]
    assert [words for tag, words in marked.items() if tag.startswith("reporter.results.")] == ["ResultsGood ones."]


def test_a_field_that_nobody_wrote_leaves_no_empty_control() -> None:
    found = fields(drafted(single(progress="Something.")))
    assert "progress" in found
    assert not {"results", "next_steps", "evidence", "missing"} & set(found)
    assert "missing" in fields(drafted(single()))


def test_the_tags_are_the_same_in_every_version_and_never_twice_in_one() -> None:
    first, second = drafted(single(progress="First.")), drafted(single(progress="Second."))
    assert list(controls(first)) == list(controls(second))
    tags = re.findall(r'<w:tag w:val="([^"]+)"', part(drafted(small()), "word/document.xml"))
    assert len(tags) == len(set(tags)) > 40
    assert all(len(tag) <= 64 for tag in tags), "Word allows 64 characters"


def test_rows_of_tables_are_regions_of_their_reports() -> None:
    body = Document(io.BytesIO(drafted(small()).content)).element.body
    rows = [one for one in body.iter(qn("w:sdt")) if one.getparent().tag == qn("w:tbl")]
    assert len(rows) == 3 + 2 + 3 + 1, "overview, outstanding, annex, gaps"


def test_every_control_holds_a_hidden_bookmark_of_its_own() -> None:
    body = Document(io.BytesIO(drafted(small()).content)).element.body
    for control in body.iter(qn("w:sdt")):
        key = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).rpartition(".")[2]
        names = [one.get(qn("w:name")) for one in control.iter(qn("w:bookmarkStart"))]
        assert f"_rp_{key}" in names
    numbers = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers)) == len(list(body.iter(qn("w:sdt"))))


def test_the_document_remembers_its_regions_in_a_part_of_its_own() -> None:
    finished = drafted(single(progress="Something."))
    found = memory(finished)
    assert found.get("of") == "TSAG 2026, advisory-group, English"
    owners = {(one.get("field"), one.get("owner")) for one in found}
    duty = obligation()
    assert ("progress", f"report:{report(duty).id}") in owners
    assert ("text", f"duty:{duty.id}") in owners
    assert ("title", f"resolution:{resolution().id}") in owners
    assert {one.get("key") for one in found} == {tag.rpartition(".")[2] for tag in controls(finished)}


def test_an_organisation_marks_a_region_of_its_own(tmp_path: Path) -> None:
    template = ours(tmp_path, "{{ 'us' | region('head') }}")
    assert [tag.split(".")[:2] for tag in controls(drafted(single(), template=template))] == [["reporter", "head"]]


def test_a_region_of_a_constant_has_its_own_place_in_every_pass_of_a_loop(tmp_path: Path) -> None:
    finished = drafted(single(), template=ours(tmp_path, "{{ 'us' | region('head') }}", repeated=3))
    assert len(controls(finished)) == len(memory(finished)) == 3


@given(st.text(), st.text(min_size=1))
def test_whatever_a_region_is_called_is_remembered(document: str, owner: str) -> None:
    region = Region("0123456789abcdef", owner, "next-steps", "block", "1" * 16, "2" * 16)
    read = remembered({"customXml/item1.xml": to_xml(Memory(document, "", {region.key: region}))})
    assert read == Memory(clean(document), "", {region.key: replace(region, owner=clean(owner))})


@pytest.mark.parametrize(
    "properties",
    ["<w:tag/>", '<w:id w:val="7"/><w:alias w:val="Head"/><w:tag/>', '<w:tag/><w:id w:val="7"/><w:text/>'],
    ids=["without", "before the tag", "after the tag"],
)
def test_every_control_has_one_number_of_its_own(tmp_path: Path, properties: str) -> None:
    template = ours(tmp_path, "{{ 'us' | region('head') }}", repeated=3, properties=properties)
    body = Document(io.BytesIO(drafted(single(), template=template).content)).element.body
    found = [[one.get(qn("w:val")) for one in control[0].iter(qn("w:id"))] for control in body.iter(qn("w:sdt"))]
    numbers = [number for (number,) in found]
    assert len(set(numbers)) == 3
    assert "7" not in numbers


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ 'us' | region('Head line') }}", "a name of small letters, digits, - and _ was expected"),
        ("{{ counts | region('head') }}", "region is for a report, a duty, a resolution"),
    ],
)
def test_a_region_that_is_none_ends_in_a_message(tmp_path: Path, tag: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        drafted(single(), template=ours(tmp_path, tag))


def test_a_document_with_a_control_nobody_asked_for_keeps_it(tmp_path: Path) -> None:
    template = ours(tmp_path, "our own tag")
    assert list(controls(drafted(single(), template=template))) == ["our own tag"]


def test_the_validator_finds_nothing_wrong(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(drafted(small()).content)
    assert validate(path) == []
