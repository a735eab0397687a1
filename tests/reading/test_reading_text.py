"""Text files: the file itself, less the dirt of Word exports; wrapped lines rejoined; encodings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.model import Document, UnreadableSource
from reporter.reading import read


def read_as(folder: Path, content: str | bytes, name: str = "resolution.txt") -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("text")


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


CLEAN = st.text(
    # Stars and lines below are emphasis in Markdown, which is taken out.
    st.characters(
        exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n\t", exclude_characters="\ufeff*_"
    ),
    max_size=200,
)


@given(CLEAN.filter(bool))
def test_a_clean_file_is_its_own_text_and_paragraphs_are_its_lines(folder: Path, content: str) -> None:
    document = read_as(folder, content)
    assert document.text == content
    assert texts(document) == [line.strip() for line in content.split("\n") if line.strip()]
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


@given(st.lists(st.text("abc [](){}:1234;.", max_size=30), min_size=1, max_size=6), st.integers(1, 9))
def test_dirt_put_into_a_text_comes_out_again(folder: Path, lines: list[str], mark: int) -> None:
    words = [f"clause {line.strip()} end".replace("  ", " ") for line in lines]
    dirty = [f"[bookmark: _Toc{i}]{line}" for i, line in enumerate(words)]
    dirty[0] += f"[footnoteRef:{mark}]{mark} [{mark}: {mark} \tThese include some (and [few] others).] "
    document = read_as(folder, "\n".join(dirty))
    assert texts(document) == words
    assert [(note.mark, note.text) for note in document.footnotes] == [
        (str(mark), "These include some (and [few] others).")
    ]
    assert document.footnotes[0].anchor == len(words[0])


def test_a_footnote_leaves_the_sentence_as_it_was(tmp_path: Path) -> None:
    document = read_as(
        tmp_path,
        "d)\tof developing countries[footnoteRef:2]1 in the work, [2: 1\tThese include [see §4] small\nisland States.] \n"
        "resolves\n",
    )
    assert texts(document) == ["d)\tof developing countries in the work,", "resolves"]
    (note,) = document.footnotes
    assert (note.mark, note.text) == ("1", "These include [see §4] small island States.")
    assert document.text[: note.anchor].endswith("countries")


def test_a_note_may_stand_lines_after_its_mark_and_notes_with_one_number_are_taken_in_order(tmp_path: Path) -> None:
    document = read_as(
        tmp_path,
        "first[footnoteRef:2]* and second[endnoteRef:2].\nnext line\n[2: * Of the first.] [2: Of the second.] \nlast\n",
    )
    assert texts(document) == ["first and second.", "next line", "last"]
    assert [(note.mark, note.text) for note in document.footnotes] == [("*", "Of the first."), ("2", "Of the second.")]


def test_digits_after_an_automatic_mark_are_text(tmp_path: Path) -> None:
    document = read_as(tmp_path, "in [footnoteRef:4]2024 it was agreed [4: In Geneva.] \n")
    assert texts(document) == ["in 2024 it was agreed"]


def test_brackets_that_are_no_notes_stay(tmp_path: Path) -> None:
    line = "[12: not a note] see [3], [TBD: text to come] and [Annex 1: table]"
    assert texts(read_as(tmp_path, line)) == [line]


def test_comments_and_marks_without_notes_are_counted_not_hidden(tmp_path: Path) -> None:
    document = read_as(tmp_path, "resolves[footnoteRef:1]1 to act,\tComment by A. Editor: really?\n")
    assert texts(document) == ["resolves to act,"]
    assert document.notes == ("1 footnote marks without their notes left out", "1 comments left out")


@pytest.mark.parametrize(
    ("content", "text", "notes"),
    [
        ("résolution".encode(), "résolution", ()),
        (b"\xef\xbb\xbf" + "é".encode(), "é", ()),
        ("\ufeffé".encode("utf-16-le"), "é", ()),
        ("\ufeffé".encode("utf-16-be"), "é", ()),
        ("resolution 5".encode("utf-16-le"), "resolution 5", ("decoded as utf-16-le",)),
        (b"caf\xe9 \x96 \x80", "café – €", ("decoded as cp1252",)),
        (
            "“Décision” n° 5 – l’œuvre … à Genève".encode("mac_roman"),
            "“Décision” n° 5 – l’œuvre … à Genève",
            ("decoded as mac_roman",),
        ),
        (
            "5 € à l’œuvre de Zoë".replace("’", "'").encode("iso8859-15"),
            "5 € à l'œuvre de Zoë",
            ("decoded as iso8859-15",),
        ),
        ("5 ½ years à Genève".encode("cp1252"), "5 ½ years à Genève", ("decoded as cp1252",)),
        ("la décision à Genève".encode("cp850"), "la décision à Genève", ("decoded as cp850",)),
        ("résumé été".encode() + b"it\x92s", "résumé étéit’s", ("1 bytes that are not UTF-8 read as cp1252",)),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb", "a\nb", ()),
        (b"a\r\nb\rc\x0cd", "a\nb\nc\nd", ()),
        (b"to report annually\x00 and\x07 often", "to report annually and often", ("2 control characters left out",)),
    ],
)
def test_encodings_and_control_characters(tmp_path: Path, content: bytes, text: str, notes: tuple[str, ...]) -> None:
    document = read_as(tmp_path, content)
    assert (document.text, document.notes) == (text, notes)


WRAPPED = """RESOLUTION 7

considering

a) that the Sector has a basic principle of cooperation, which is to avoid
duplication of activities and to ensure that the work is undertaken in an
efficient and effective manner;

b) that consultations have begun between representatives of the groups, to
discuss ways and means,

resolves

to report annually to the Council on the implementation of this resolution.
"""


def test_hard_wrapped_lines_are_rejoined_at_the_same_offsets(tmp_path: Path) -> None:
    document = read_as(tmp_path, WRAPPED)
    assert len(document.text) == len(WRAPPED)
    assert document.text.split() == WRAPPED.split()
    assert [text[:24] for text in texts(document)] == [
        "RESOLUTION 7",
        "considering",
        "a) that the Sector has a",
        "b) that consultations ha",
        "resolves",
        "to report annually to th",
    ]


def test_a_footnote_at_the_foot_of_a_page_does_not_break_the_sentence(tmp_path: Path) -> None:
    lines = [
        "3. REQUESTS the Director-General to report on the progress of the harbour laboratories and on what",
        "they cost, in line with the plan,1 through the Executive Board, to the Eighty-first World Health",
        "",
        "1",
        "    Document A81/23.",
        "",
        "Assembly in 2028, and to publish the figures of each laboratory in the language of the country that",
        "it serves.",
    ]
    document = read_as(tmp_path, "\n".join(lines))
    (paragraph,) = document.paragraphs
    assert (
        "in line with the plan, through the Executive Board, to the Eighty-first World Health Assembly"
        in paragraph.text
    )
    (note,) = document.footnotes
    assert (note.mark, note.text) == ("1", "Document A81/23.")
    assert document.text[: note.anchor].endswith("in line with the plan,")


@pytest.mark.parametrize(
    "block",
    [
        "1 Having considered the report on harbours,",
        "2 to report annually to TSAG;",
        "1\nReport on harbours",
        "44 C/Resolution 27\tOld maps of harbours",
    ],
)
def test_a_number_that_nothing_points_to_is_no_footnote(tmp_path: Path, block: str) -> None:
    document = read_as(tmp_path, f"instructs the Director\n\n{block}\n\nand to inform the Council.")
    assert document.footnotes == ()
    assert block in document.text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("*Requests* the Director to report", "Requests the Director to report"),
        ("**recalling** _all_ that was said", "recalling all that was said"),
        ("the Assembly* and the Council** met", "the Assembly* and the Council** met"),
        ("* an item\n* another", "* an item\n* another"),
        ("file_name_of and 2*3*4", "file_name_of and 2*3*4"),
    ],
)
def test_emphasis_of_markdown_is_left_out_and_other_stars_stay(tmp_path: Path, content: str, text: str) -> None:
    assert read_as(tmp_path, content).text == text


def test_short_lines_that_are_paragraphs_stay_apart(tmp_path: Path) -> None:
    lines = [
        "considering",
        "a) that the work goes on in all the three Sectors of ITU;",
        "b) that it is long,",
        "resolves",
    ]
    lines += ["1 to invite the Directors to report to the advisory groups,", "2 to invite them again"]
    assert texts(read_as(tmp_path, "\n".join(lines))) == lines


DIRT = re.compile(r"\[bookmark: [^\]]*\]|\[(?:foot|end)noteRef:\d+\]\d?|\[\d+: [^\]]*\]")


@pytest.mark.parametrize(
    "name",
    [
        "pp-res-191-2018-proposal",
        "wtdc-res-21-2017-proposal",
        "wtdc-res-59-2017-proposal",
        "wtsa-res-18-2024",
        "wtsa-res-57-2012",
    ],
)
def test_real_exports_lose_their_dirt_and_nothing_else(shared: Path, name: str) -> None:
    path = shared / "resolutions" / f"{name}.txt"
    raw = path.read_text(encoding="utf-8")
    document = read(path)
    assert document.text.split() == DIRT.sub("", raw).split()
    assert len(document.footnotes) == raw.count("[footnoteRef:")
    assert all(note.text[0].isupper() and note.text.endswith(".") for note in document.footnotes)
    for paragraph in document.paragraphs:
        assert "\n" not in paragraph.text
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


def test_the_real_footnote_of_developing_countries_stands_behind_its_word(shared: Path) -> None:
    document = read(shared / "resolutions" / "wtsa-res-18-2024.txt")
    first, second = document.footnotes
    assert document.text[: first.anchor].endswith("New\u00a0Delhi, 2024)")
    assert document.text[: second.anchor].endswith("between developing")
    assert document.text[second.anchor :].startswith(" and developed countries")


def test_many_open_brackets_take_no_quadratic_time(tmp_path: Path) -> None:
    content = "".join(f"[footnoteRef:{i}]" for i in range(3000)) + "".join(f"[{i}: [" for i in range(3000))
    assert read_as(tmp_path, content).text


def test_a_binary_file_with_a_text_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="is not a text file"):
        read_as(tmp_path, bytes(range(32)) * 20)
