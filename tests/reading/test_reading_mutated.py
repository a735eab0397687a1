"""Damaged and hostile files: read, or refused in one sentence, in bounded time. The same mutations on every run."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from lxml import etree
from reading_builders import docx, p, pdf, r

from reporter.model import Document, UnreadableSource
from reporter.parsing import parse
from reporter.reading import read

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "resolutions"
RUNS = 100
LONGEST = 5.0
"""Seconds for one file; reading a sound one takes hundredths of one."""
STRANGE = (
    b"\0", b"<", b">", b"&", b"\xed\xa0\x80", b"\xff\xfe", b"<w:p>", b"</w:p>", b"<table>" * 30, b"-1", b"9" * 30,
    b"(" * 50, b"RESOLUTION 5 (", b"\t" * 50, b"%PDF-", b"PK\x03\x04", "٣²".encode(),
)  # fmt: skip
VALUES = ("-1", "0", "x", "", "99999999999", "true", "٣", "²", "a" * 300)

Mutation = Callable[[random.Random, bytes], bytes]


def bytes_changed(chance: random.Random, data: bytes) -> bytes:
    """A few bytes changed, left out, put in, said twice, or the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at, other = chance.randrange(len(changed) + 1), chance.randrange(len(changed) + 1)
        match chance.randrange(6):
            case 0 if at < len(changed):
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 200)]
            case 2:
                changed[at:at] = chance.randbytes(chance.randint(1, 20))
            case 3:
                changed[at:at] = changed[other : other + chance.randint(1, 500)]
            case 4 if chance.random() < 0.3:
                del changed[at:]
            case _:
                changed[at:at] = chance.choice(STRANGE)
    return bytes(changed)


def part_changed(chance: random.Random, data: bytes) -> bytes:
    """The bytes of one part of a package changed."""
    return repacked(chance, data, lambda part: bytes_changed(chance, part))


def elements_changed(chance: random.Random, data: bytes) -> bytes:
    """Elements of one part of a package taken out, renamed, moved into others, their values made strange."""
    return repacked(chance, data, lambda part: tangled(chance, part))


def repacked(chance: random.Random, data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(target, "w") as out:
        names = package.namelist()
        chosen = chance.choice([name for name in names if name.startswith("word/") and name.endswith(".xml")])
        for name in names:
            part = package.read(name)
            out.writestr(name, change(part) if name == chosen else part)
    return target.getvalue()


def tangled(chance: random.Random, part: bytes) -> bytes:
    root = etree.fromstring(part)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(chance.randint(1, 15)):
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        match chance.randrange(5):
            case 0 if parent is not None:
                parent.remove(one)
            case 1:
                one.tag = other.tag
            case 2 if other not in one.iterancestors() and other is not one:
                one.append(other)
            case 3 if one.attrib:
                one.set(chance.choice(sorted(one.keys())), chance.choice(VALUES))
            case _:
                one.text = chance.choice(("", "\t", "RESOLUTION 5", "x" * 1000))
    return etree.tostring(root)


FILES: dict[str, tuple[Mutation, ...]] = {
    "wtsa-res-131-2024.docx": (bytes_changed, part_changed, elements_changed),
    "council-res-1491-2025.docx": (part_changed, elements_changed),
    "wtdc-res-124-2025.html": (bytes_changed,),
    "wtsa-res-134-2024.txt": (bytes_changed,),
    "made.pdf": (bytes_changed,),
}


@pytest.mark.parametrize("name", FILES)
def test_a_mutated_file_is_read_or_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    lines = [(60.0, 700.0 - 14 * n, 11.0, f"{n} to report to the Council on matter {n};") for n in range(30)]
    sound = pdf(tmp_path / name, lines, lines) if name == "made.pdf" else EXAMPLES / name
    data = sound.read_bytes()
    path = tmp_path / f"mutated{sound.suffix}"
    refused = 0
    for run in range(RUNS):
        chance = random.Random(f"{name} {run}")
        path.write_bytes(chance.choice(FILES[name])(chance, data))
        begun = process_time()
        told = refusal(path)
        if told is not None:
            refused += 1
            assert told.startswith(str(path)), (run, told)
            assert "\n" not in told, (run, told)
        assert process_time() - begun < LONGEST, run
    assert refused < RUNS, "some can still be read"


def refusal(path: Path) -> str | None:
    """Why a file is not read; None where it is, soundly, in both views."""
    try:
        documents = [read(path), read(path, revisions="original")]
    except UnreadableSource as error:
        return str(error)
    for document in documents:
        assert_sound(document)
    return None


def assert_sound(document: Document) -> None:
    document.text.encode()
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text != ""
    for resolution in parse(document):
        for section in resolution.sections:
            for clause in section.clauses:
                assert document.text[clause.start : clause.end] == clause.text


NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HOSTILE = {
    "tables": "<w:tbl><w:tr><w:tc>" * 10_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 10_000,
    "a surrogate": p(r("a&#xD800;b")),
    "a NUL": p(r("a\0b")),
    "an undeclared entity": p(r("&lol;")),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_of_a_word_file_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(UnreadableSource, match=r"word/document\.xml"):
        read(docx(tmp_path / "hostile.docx", body))


def with_part(path: Path, name: str, content: bytes) -> Path:
    """A Word file one part of which has this content."""
    sound = docx(path.with_suffix(".sound"), p(r("resolves")), styles="", numbering="")
    with zipfile.ZipFile(sound) as package, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for one in package.namelist():
            out.writestr(one, content if one == name else package.read(one))
    return path


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
TEXT = f'<w:document xmlns:w="{NAMESPACE}"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            f'<!DOCTYPE a [<!ENTITY l0 "lol">{ENTITIES}]>{TEXT % "&l9;"}'.encode(),
            "declares a document type|not well-formed",
        ),
        (f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{TEXT % "&x;"}'.encode(), "declares a document type"),
        (b"<w:p/>" * 10_000_000, "is compressed"),
        (b"", "not well-formed"),
    ],
    ids=["entities in entities", "an entity from a file", "a zip bomb", "nothing"],
)
def test_hostile_parts_are_refused(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource, match=told):
        read(with_part(tmp_path / "hostile.docx", "word/document.xml", content))


def relations(*targets: tuple[str, str, str]) -> bytes:
    inner = "".join(f'<Relationship Type="x/{kind}" Target="{target}" {more}/>' for kind, target, more in targets)
    return f"<Relationships>{inner}</Relationships>".encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/_rels/document.xml.rels", relations(("styles", "nowhere.xml", ""), ("numbering", "../../../x", ""))),
        ("word/_rels/document.xml.rels", relations(("styles", "http://localhost:1/s", 'TargetMode="External"'))),
        ("_rels/.rels", relations(("officeDocument", "../../etc/passwd", ""))),
        ("_rels/.rels", relations(("officeDocument", "word/none.xml", ""))),
    ],
)
def test_relations_that_lead_nowhere_lead_to_the_text_all_the_same(tmp_path: Path, name: str, content: bytes) -> None:
    assert read(with_part(tmp_path / "a.docx", name, content)).text == "resolves"


def test_relations_that_are_no_xml_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"_rels/document\.xml\.rels is not well-formed"):
        read(with_part(tmp_path / "a.docx", "word/_rels/document.xml.rels", b"<broken"))


@pytest.mark.parametrize("markup", ["<div>" * 50_000, "<table><tr><td>" * 10_000], ids=["blocks", "tables"])
def test_web_pages_nested_without_end_are_refused(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{markup}x")
    with pytest.raises(UnreadableSource, match="is nested too deeply"):
        read(path)


def test_a_page_of_a_pdf_with_more_characters_than_paper_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporter.reading.pdf_glyphs.MAX_GLYPHS", 50)
    path = pdf(tmp_path / "a.pdf", [(60.0, 700.0, 11.0, "to report")], [(60.0, 700.0, 11.0, "to report " * 10)])
    with pytest.raises(UnreadableSource, match=r"page 2: has \d+ characters, and at most 50 are read"):
        read(path)
