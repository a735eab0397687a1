"""Which files are read, and what a person hears of those that cannot be."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from reading_builders import docx, p, r

from reporter.model import UnreadableSource
from reporter.reading import SUFFIXES, find_sources, read


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "res10.txt",
        "res2.txt",
        "Res1.DOCX",
        "~$res1.docx",
        ".hidden.txt",
        "notes.xlsx",
        "sub/res3.pdf",
        ".git/x.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_a_folder_gives_its_readable_files_in_natural_order(folder: Path) -> None:
    assert names(find_sources([folder])) == ["Res1.DOCX", "res2.txt", "res10.txt", "res3.pdf"]


def test_sources_keep_the_order_given_and_come_once(folder: Path) -> None:
    found = find_sources([folder / "sub", str(folder / "*.txt"), folder / "sub" / "res3.pdf", folder])
    assert names(found) == ["res3.pdf", "res2.txt", "res10.txt", "Res1.DOCX"]


def test_a_pattern_may_reach_into_subfolders(folder: Path) -> None:
    found = find_sources([str(folder / "**" / "[rR]es*")])
    assert names(found) == ["Res1.DOCX", "res2.txt", "res10.txt", "res3.pdf"]


def test_a_file_named_outright_is_taken_whatever_its_suffix(folder: Path) -> None:
    assert names(find_sources([folder / "notes.xlsx"])) == ["notes.xlsx"]


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "res [1].txt").write_text("x")
    assert names(find_sources([tmp_path / "res [1].txt"])) == ["res [1].txt"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("res1O.txt", "there is no such file or folder. Did you mean res10.txt?"),
        ("nowhere/res.txt", "does not exist; check the path"),
        ("*.pdf", "nothing matches this pattern"),
        ("*.xlsx", "nothing that matches can be read"),
        ("empty", "no file in this folder can be read"),
    ],
)
def test_what_is_missing_is_said(folder: Path, source: str, message: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UnreadableSource) as caught:
        find_sources([str(folder / source)])
    assert message in str(caught.value)


def test_no_suffix_is_promised_that_is_not_read(tmp_path: Path) -> None:
    assert set(SUFFIXES) == {".docx", ".docm", ".txt", ".html", ".htm", ".xhtml", ".pdf"}


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        ("a.txt", b"", "is empty", "Save or download it again"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "old kind (.doc)", "Save it as .docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password", "remove the password"),
        ("a.xls", OLE, "old kind", "Save it as .docx"),
        ("a.docx", b"PK\x03\x04 broken", "is damaged: its zip package", "repair"),
        ("a.docx", b"just text", "is not a Word file", "save it as .docx"),
        ("a.pdf", b"just text", "is not a PDF", "Download it again"),
        ("a.pdf", b"%PDF-1.7 broken", "is damaged", "Download it again"),
        ("a.odt", b"text", "files of type .odt are not read; read are .docx", "Save it as one of these"),
        ("a", b"text", "a file without a suffix is not read", "Save it as one of these"),
        ("a.txt", b"{\\rtf1 text}", "rich text file", "Save it as .docx"),
        ("a.pdf", b"\x89PNG....", "is a picture", "Save it as .docx"),
    ],
)
def test_unreadable_files_end_in_one_sentence_with_the_next_step(
    tmp_path: Path, name: str, content: bytes, message: str, hint: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableSource) as caught:
        read(path)
    assert message in str(caught.value)
    assert hint in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no such file"):
        read(tmp_path / "none.docx")
    with pytest.raises(UnreadableSource, match="is a folder"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("part", "message"),
    [("xl/workbook.xml", "an Excel workbook"), ("content.xml", "an OpenDocument file"), ("readme", "a zip file")],
)
def test_other_packages_are_named(tmp_path: Path, part: str, message: str) -> None:
    path = tmp_path / "text.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, "<x/>")
    with pytest.raises(UnreadableSource, match=message):
        read(path)


def test_content_decides_where_it_is_plain(tmp_path: Path) -> None:
    word = docx(tmp_path / "word.txt", p(r("resolves")))
    page = tmp_path / "page.txt"
    page.write_text("<!DOCTYPE html><p>resolves</p>")
    assert (read(word).format, read(page).format) == ("docx", "html")
    assert read(word).text == read(page).text == "resolves"


def test_a_part_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = docx(tmp_path / "bomb.docx", p(r("a" * 9_000_000)))
    with pytest.raises(UnreadableSource, match="is compressed"):
        read(path)


def test_a_word_file_with_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evil.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>')
    with pytest.raises(UnreadableSource, match="declares a document type"):
        read(path)


def test_xml_that_is_cut_off_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "cut.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w:document>")
    with pytest.raises(UnreadableSource, match="not well-formed XML"):
        read(path)


@pytest.mark.parametrize("depth", [300, 5000])
def test_bottomless_nesting_is_refused(tmp_path: Path, depth: int) -> None:
    word = docx(tmp_path / "deep.docx", "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth)
    page = tmp_path / "deep.html"
    page.write_text("<html>" + "<div>" * depth + "x" + "</div>" * depth)
    for path in (word, page):
        with pytest.raises(UnreadableSource, match="nested too deeply"):
            read(path)


def test_the_path_is_kept_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert read(Path("sub") / "a.txt").file == "sub/a.txt"
    assert read(f"sub{os.sep}a.txt").file == "sub/a.txt"
