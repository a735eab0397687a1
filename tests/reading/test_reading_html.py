"""Web pages: blocks become paragraphs, lists are numbered as a browser shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.model import Document
from reporter.reading import read


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("html")


def page(folder: Path, body: str | bytes, view: str = "final") -> Document:
    path = folder / "page.html"
    path.write_bytes(body if isinstance(body, bytes) else f"<meta charset=utf-8><body>{body}</body>".encode())
    return read(path, revisions="original" if view == "original" else "final")


BLOCKS = [
    ("<p>a<p>b</p>c<div>d<div>e</div>f</div>", ["a", "b", "c", "d", "e", "f"], "blocks"),
    ("<p>to\n  report <b> annually</b>  </p>", ["to report annually"], "white space is folded"),
    ("<p>a<br>b<br><br>c<br> <br>d</p>", ["a b", "c", "d"], "one break is a blank, two are a paragraph"),
    ("<p>considering<br>a) that x;<br>b) that y</p>", ["considering", "a) that x;", "b) that y"], "items after breaks"),
    (
        "<p>resolves<br>1 to report;<br>2 to meet in<br>Kigali.</p>",
        ["resolves", "1 to report;", "2 to meet in", "Kigali."],
        "lines of clauses",
    ),
    (
        "<p>The Council,<br>recalling<br>Resolution 5,<br>resolves<br>1&nbsp;to report on all of the work that it has done</p>",
        [
            "The Council,",
            "recalling",
            "Resolution 5,",
            "resolves",
            "1\u00a0to report on all of the work that it has done",
        ],
        "lines that end long before the edge",
    ),
    (
        "<p>to report on the implementation of this resolution to<br>the next conference and to submit to it a report<br>"
        "on the results that were achieved in all of the<br>countries</p>",
        [
            "to report on the implementation of this resolution to the next conference and to submit to it a report on the "
            "results that were achieved in all of the countries"
        ],
        "lines that end where the next word would not have fitted",
    ),
    (
        "<header>Site</header><main><header>Title</header>text</main><footer>Contact</footer>",
        ["Title", "text"],
        "the site",
    ),
    ("<div title=header><p>- 3 -</p></div><p>text</p>", ["text"], "the head of a page"),
    (
        "<header><h1>RESOLUTION 7</h1></header><p>text</p>",
        ["RESOLUTION 7", "text"],
        "the head of a page without a site",
    ),
    ("<div role=navigation>menu</div><p aria-hidden=true>#</p><p>text</p>", ["text"], "menus and ornaments"),
    (
        "<table><tr><td>1.</td><td><i>Requests</i> the Secretary-General to report;</td></tr></table>",
        ["1.\tRequests the Secretary-General to report;"],
        "a number in a cell of its own",
    ),
    ("<table><tr><td>1.</td><td>2.</td><td>5</td></tr></table>", ["1.", "2.", "5"], "cells of numbers"),
    ("<pre>one\n  two\n\nthree</pre>", ["one", "two", "three"], "lines of preformatted text"),
    (
        "<script>x<y</script><style>p{}</style><nav>menu</nav><p hidden>h</p><p style='display:none'>n</p>seen",
        ["seen"],
        "what nobody sees",
    ),
    ("<p>5&nbsp;&sect;&shy;&amp;&#8209;</p>", ["5\u00a0§&\u2011"], "entities"),
    ("<table><caption>t</caption><tr><th>h<td>c</table>", ["t", "h", "c"], "tables in order"),
    ("<p>un<em>broken</em> word</p>", ["unbroken word"], "elements inside a word"),
]


@pytest.mark.parametrize(("body", "expected", "why"), BLOCKS, ids=[case[2] for case in BLOCKS])
def test_paragraphs(tmp_path: Path, body: str, expected: list[str], why: str) -> None:
    assert [paragraph.text for paragraph in page(tmp_path, body).paragraphs] == expected


LISTS = [
    ("<ol><li>x<li>y</ol>", ["1.", "2."], "numbers"),
    ("<ol type=a start=3><li>x<li value=9>y<li>z</ol>", ["c.", "i.", "j."], "letters, a start and a value"),
    ("<ol type=I reversed><li>x<li>y<li>z</ol>", ["III.", "II.", "I."], "counting down"),
    ('<ol style="list-style-type: lower-roman"><li>x<li>y</ol>', ["i.", "ii."], "the look of a style sheet"),
    ("<ul><li>x</ul>", ["•"], "bullets"),
    ('<ul style="list-style: none"><li>x</ul>', [""], "no bullets"),
    ("<ol><li><p>x</p><p>y</p><li></li><li>z</ol>", ["1.", "", "3."], "the number stands before the first paragraph"),
]


@pytest.mark.parametrize(("body", "expected", "why"), LISTS, ids=[case[2] for case in LISTS])
def test_labels(tmp_path: Path, body: str, expected: list[str], why: str) -> None:
    assert [paragraph.label for paragraph in page(tmp_path, body).paragraphs] == expected


def test_terms_that_are_numbers_number_what_stands_beside_them(tmp_path: Path) -> None:
    body = "<dl><dt>1</dt><dd><p>to report;</p><p>to meet;</p></dd><dt>a)</dt><dd>to act.</dd><dt>Fee</dt><dd>A sum</dd></dl>"
    document = page(tmp_path, body)
    assert [(paragraph.label, paragraph.text) for paragraph in document.paragraphs] == [
        ("1", "to report;"),
        ("", "to meet;"),
        ("a)", "to act."),
        ("", "Fee"),
        ("", "A sum"),
    ]


def test_two_forms_of_a_text_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = [
        ("RESOLUTION 7 (Kigali, 2022)", "RESOLUTION 7 (Rev. Baku, 2026)"),
        ("The Conference of the Union (Kigali, 2022),", "The Conference of the Union (Baku, 2026),"),
        ("instructs the Director of BDT", "instructs the Director of BDT"),
        ("1 to report every year to TDAG.", "1 to report every two years to TDAG."),
    ]
    body = "".join(f"<tr><td>{left}</td><td><p>{right}</p></td></tr>" for left, right in rows)
    document = page(tmp_path, f"<table><caption>Both</caption><tbody>{body}</tbody></table>")
    found = [paragraph.text for paragraph in document.paragraphs]
    assert found == ["Both", *(left for left, _ in rows), *(right for _, right in rows)]


def test_nested_lists_have_depth(tmp_path: Path) -> None:
    document = page(tmp_path, "<ol><li>x<ol type=a><li>y</ol><li>z</ol><p>after")
    found = [(paragraph.text, paragraph.label, paragraph.depth) for paragraph in document.paragraphs]
    assert found == [("x", "1.", 0), ("y", "a.", 1), ("z", "2.", 0), ("after", "", 0)]


def test_headings_emphasis_tables_and_classes(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<h2>Resolution 5</h2><p class='Call x'><i>resolves</i> to <span style='font-weight:bold'>act</span></p>"
        "<table><tr><td>cell</table>",
    )
    heading, call, cell = document.paragraphs
    assert heading.heading == 2
    assert call.style == "Call"
    assert [document.text[a:b] for a, b in call.emphasis] == ["resolves", "act"]
    assert cell.in_table
    assert not call.in_table


def test_both_views_of_changes(tmp_path: Path) -> None:
    body = "<p>to report <del>yearly</del><ins>annually</ins></p><p><del>gone</del></p><p>end</p>"
    document = page(tmp_path, body)
    assert document.text == "to report annually\nend"
    assert [(m.kind, m.start, m.text) for p in document.paragraphs for m in p.revisions] == [
        ("deleted", 10, "yearly"),
        ("inserted", 10, "annually"),
        ("deleted", 19, "gone"),
    ]
    assert page(tmp_path, body, "original").text == "to report yearly\ngone\nend"


NOTES = [
    '<p>countries<sup><a href="#fn1">1</a></sup> and</p><ol><li id="fn1">These include some. <a href="#fnref1">↩</a></li></ol>',
    '<p>countries<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> and</p>'
    '<div id="ftn1"><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> These include some.</p></div>',
    '<p>countries<sup>[<a href="#note-1">1</a>]</sup> and</p><p id="note-1">1. These include some.</p>',
    "<p>countries<sup>1</sup> and</p><p><span><sup>1</sup></span> These include some.</p>",
]


@pytest.mark.parametrize("body", NOTES, ids=["web", "Word", "brackets", "no link"])
def test_footnotes_stand_apart(tmp_path: Path, body: str) -> None:
    document = page(tmp_path, body)
    assert document.text == "countries and"
    assert [(note.mark, note.text, note.anchor) for note in document.footnotes] == [("1", "These include some.", 9)]


def test_raised_numbers_that_are_no_marks_stay(tmp_path: Path) -> None:
    document = page(tmp_path, "<p>the 5<sup>th</sup> of 10 km<sup>2</sup></p><p><sup>2</sup>H is an isotope</p>")
    assert document.text == "the 5th of 10 km2\n2H is an isotope"
    assert document.footnotes == ()


def test_links_to_numbered_items_are_no_footnotes(tmp_path: Path) -> None:
    document = page(tmp_path, '<p>see item <a href="#i2">2</a></p><ol><li>x<li id=i2>y</ol>')
    assert [paragraph.text for paragraph in document.paragraphs] == ["see item 2", "x", "y"]
    assert document.footnotes == ()


def test_an_anchor_outside_its_note_does_not_swallow_the_page(tmp_path: Path) -> None:
    document = page(
        tmp_path, '<div><p>x<sup><a href="#fn1">1</a></sup></p><a name="fn1"></a><p>1 Note</p><p>resolves</p></div>'
    )
    assert [paragraph.text for paragraph in document.paragraphs] == ["x1", "1 Note", "resolves"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'<meta charset="iso-8859-1"><p>caf\xe9', "café"),
        (b'<meta charset="iso-8859-1"><p>it\x92s', "it’s"),
        (b'<meta charset="us-ascii"><p>it\x92s', "it’s"),
        ('<meta charset="iso-8859-1"><p>it’s'.encode(), "it’s"),
        (b'<meta charset="iso-8859-15"><p>\xa4', "€"),
        (b'<meta charset="gb2312"><p>\xd6\xd0', "中"),
        ("<html><p>é".encode("utf-16"), "é"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>\xc1', "а"),
        (b'<?xml version="1.0" encoding="windows-1252"?><html><body><p>\x96</p></body></html>', "–"),
        ("\ufeff<p>é".encode(), "é"),
        ("<p>é".encode(), "é"),
        (b"<p>caf\xe9", "café"),
        (b"<p>a\x00b", "ab"),
        (b'<meta charset="no-such-thing"><p>x', "x"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    assert page(tmp_path, data).text == text


def test_a_page_without_text_is_an_empty_document(tmp_path: Path) -> None:
    assert page(tmp_path, b"   ").paragraphs == ()
    assert page(tmp_path, b"<!-- nothing -->").paragraphs == ()


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<li>", "<ol>", "</ol>", "<br>", "<ins>", "</ins>", "<del>", "</del>"]
    )
    | st.text("abc \n&<1)", max_size=5),
    max_size=25,
)


@given(MARKUP)
def test_any_tangle_of_markup_keeps_the_offsets(folder: Path, pieces: list[str]) -> None:
    document = page(folder, "".join(pieces))
    assert document.text == "\n".join(paragraph.text for paragraph in document.paragraphs)
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.text == paragraph.text.strip() != ""
        for start, end in paragraph.emphasis:
            assert paragraph.start <= start < end <= paragraph.end
