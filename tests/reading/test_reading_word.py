"""Word files: text in reading order, automatic numbers, footnotes, and both views of tracked changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_builders import (
    DELETED_MARK,
    INSERTED_MARK,
    W,
    abstract,
    dele,
    docx,
    ins,
    level,
    num,
    p,
    r,
    style,
)

from reporter.model import Document, Footnote
from reporter.reading import read
from reporter.reading.word_looks import without_leading_looks


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("word")


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def labels(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document.paragraphs]


def final(folder: Path, body: str, **parts: str) -> Document:
    return read(docx(folder / "text.docx", body, **parts))


def original(folder: Path, body: str, **parts: str) -> Document:
    return read(docx(folder / "text.docx", body, **parts), revisions="original")


# What each piece of a paragraph becomes, and why.
PIECES = [
    (r("a", extra="<w:tab/><w:t>b</w:t>"), "a\tb", "a tab stays a tab"),
    (r("a", extra="<w:br/><w:t>b</w:t>"), "a b", "a line break is a blank"),
    (r("a ", extra="<w:br/><w:t>b</w:t>"), "a b", "but no second one"),
    (r("ITU", extra="<w:noBreakHyphen/><w:t>T</w:t>"), "ITU\u2011T", "a hyphen that does not break"),
    (r("in", extra="<w:softHyphen/><w:t>vites</w:t>"), "invites", "a soft hyphen shows nothing"),
    (r("5", extra='<w:sym w:font="Symbol" w:char="F0B0"/>'), "5°", "a symbol of a symbol font"),
    (r("\uf0b7 one"), "• one", "the code of a symbol font"),
    (r("Coun\u200bcil\u2060 of\ufeff ITU"), "Council of ITU", "characters that show nothing"),
    (
        f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{r('old')}</mc:Fallback></mc:AlternateContent>",
        "old",
        "the other branch where the first is empty",
    ),
    (f"<w:hyperlink>{r('link')}</w:hyperlink>", "link", "the text of a link"),
    (f"<w:smartTag>{r('Geneva')}</w:smartTag>", "Geneva", "a smart tag"),
    (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('2024')}</w:sdtContent></w:sdt>", "2024", "a content control"),
    (f'<w:fldSimple w:instr="DATE">{r("today")}</w:fldSimple>', "today", "the result of a simple field"),
    (
        r("see ")
        + r(extra='<w:fldChar w:fldCharType="begin"/>')
        + r(extra="<w:instrText>REF x</w:instrText>")
        + r("junk")
        + r(extra='<w:fldChar w:fldCharType="separate"/>')
        + r("Annex 1")
        + r(extra='<w:fldChar w:fldCharType="end"/>')
        + r(", and"),
        "see Annex 1, and",
        "the result of a field, not its instruction",
    ),
    (r("shown") + r(" hidden", "<w:vanish/>") + r(" too", '<w:vanish w:val="0"/>'), "shown too", "hidden text is out"),
    (
        "<mc:AlternateContent><mc:Choice>"
        + r("new")
        + "</mc:Choice><mc:Fallback>"
        + r("old")
        + "</mc:Fallback></mc:AlternateContent>",
        "new",
        "one branch of two",
    ),
    ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1", "a formula"),
    (r("a", extra='<w:commentReference w:id="1"/>'), "a", "a comment mark shows nothing"),
]


@pytest.mark.parametrize(("piece", "text", "why"), PIECES, ids=[piece[2] for piece in PIECES])
def test_what_a_piece_of_a_paragraph_becomes(tmp_path: Path, piece: str, text: str, why: str) -> None:
    assert final(tmp_path, p(piece)).text == text


def test_tables_controls_and_boxes_come_in_reading_order(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p(r('in the box'))}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(p(r('c1')))}{cell(p(r('c2')) + p(r('c2 more')))}</w:tr>"
    document = final(
        tmp_path,
        p(r("before "), r(extra=drawing), r("after"))
        + f"<w:tbl><w:tblPr/>{row}</w:tbl>"
        + f"<w:sdt><w:sdtContent>{p(r('controlled'))}</w:sdtContent></w:sdt>"
        + p()
        + p(r("last")),
    )
    assert texts(document) == ["before after", "in the box", "c1", "c2", "c2 more", "controlled", "last"]
    assert [paragraph.in_table for paragraph in document.paragraphs] == [False, False, True, True, True, False, False]


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{p(r(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_two_forms_of_a_text_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = [
        ("Present text", "Proposed text"),
        ("RESOLUTION 7 (Kigali, 2022)", "RESOLUTION 7 (Rev. Baku, 2026)"),
        ("The Conference of the Union (Kigali, 2022),", "The Conference of the Union (Baku, 2026),"),
        ("instructs the Director of BDT", "instructs the Director of BDT"),
        ("1 to report every year to TDAG.", "1 to report every two years to TDAG."),
    ]
    whole = ("Both texts, side by side, as they stand today",)
    document = final(tmp_path, table(whole, *rows))
    assert texts(document) == [*whole, *(row[0] for row in rows), *(row[1] for row in rows)]


def test_a_table_of_anything_else_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [
        ("Study Group 1 of the Sector", "to collect figures on quays"),
        ("Study Group 2 of the Sector", "to report to TDAG on quays"),
        ("The Council of the Union", "The Council of the Union"),
    ]
    assert texts(final(tmp_path, table(*rows))) == [cell for row in rows for cell in row]


def test_line_breaks_before_list_items_and_two_in_a_row_end_a_paragraph(tmp_path: Path) -> None:
    br = "<w:br/>"
    first = (
        r("considering", "<w:i/>", extra=br)
        + r("a)\tthat x", extra=f'<w:footnoteReference w:id="1"/><w:t>;</w:t>{br}')
        + r("b)\tthat y", "<w:b/>")
    )
    document = final(
        tmp_path,
        p(first, num=(1, 0)) + p(r("to report"), r(extra=br), r("annually"), r(extra=br + br), r("resolves", extra=br)),
        footnotes=FOOTNOTES,
        numbering=NUMBERING,
    )
    assert texts(document) == ["considering", "a)\tthat x;", "b)\tthat y", "to report annually", "resolves"]
    assert labels(document) == ["1", "", "", "", ""]
    assert [document.text[a:b] for one in document.paragraphs for a, b in one.emphasis] == ["considering", "b)\tthat y"]
    assert [document.text[: note.anchor].split("\n")[-1] for note in document.footnotes] == ["a)\tthat x"]


def test_a_number_in_a_table_cell_of_its_own_stands_before_the_text_of_the_next(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(p(r('a)')))}{cell(p(r('to report '), ins(r('annually')), r(' to TDAG;')))}</w:tr>"
    document = final(tmp_path, f"<w:tbl>{row}</w:tbl>")
    assert document.text == "a)\tto report annually to TDAG;"
    assert [document.text[m.start : m.start + len(m.text)] for m in document.paragraphs[0].revisions] == ["annually"]


def test_prompts_of_empty_controls_are_counted_and_left_out(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
    document = final(tmp_path, p(r("Date: "), control))
    assert (document.text, document.notes) == ("Date:", ("1 content control not filled in left out",))


STYLES = (
    style("Normal", "Normal")
    + style("Heading1", "heading 1", "Normal")
    + style("Annex", "Annex_No", "Normal", ppr='<w:outlineLvl w:val="1"/>')
    + style("AnnexSub", "Annex sub", "Annex")
    + style("Call", "Call", "Normal", rpr="<w:i/>")
    + style("Ghost", "Ghost", "Normal", rpr="<w:vanish/>")
    + style("Strong", "Strong", kind="character", rpr="<w:b/>")
    + style("Emphasis", "Emphasis", kind="character", rpr="<w:i/>")
    + style("Loop", "Loop", "Loop")
)


def test_headings_and_names_of_styles(tmp_path: Path) -> None:
    body = p(r("a"), style="Heading1") + p(r("b"), style="AnnexSub") + p(r("c"), style="Loop") + p(r("d"))
    body += p(r("e"), props='<w:outlineLvl w:val="2"/>') + p(r("f"), style="Annex", props='<w:outlineLvl w:val="9"/>')
    body += p(r("g"), style="Unknown") + p(r("gone"), style="Ghost")
    found = [(paragraph.style, paragraph.heading) for paragraph in final(tmp_path, body, styles=STYLES).paragraphs]
    assert found == [
        ("Heading 1", 1),
        ("Annex sub", 2),
        ("Loop", 0),
        ("Normal", 0),
        ("Normal", 3),
        ("Annex_No", 0),
        ("", 0),
    ]


def test_italics_and_bold_by_run_and_by_style(tmp_path: Path) -> None:
    body = p(r("plain "), r("ital", "<w:i/>"), r("ics", '<w:rStyle w:val="Strong"/>'))
    body += p(
        r("invites ", ""), r("the ", '<w:i w:val="false"/>'), r("upright", '<w:rStyle w:val="Emphasis"/>'), style="Call"
    )
    first, second = final(tmp_path, body, styles=STYLES).paragraphs
    assert first.emphasis == ((6, 13),)
    assert second.emphasis == ((second.start, second.start + 8),), "two styles in italics cancel each other out"


NUMBERING = (
    abstract(
        1,
        level(0, "decimal", "%1"),
        level(1, "lowerLetter", "%2)"),
        level(2, "lowerRoman", "(%3)"),
        level(3, "decimal", "%1.%2.%4", more="<w:isLgl/>"),
    )
    + abstract(2, level(0, "bullet", "\uf0b7"), level(1, "bullet", "–"))
    + abstract(3, level(0, "upperRoman", "%1."), level(1, "decimalZero", "%2", more='<w:lvlRestart w:val="0"/>'))
    + abstract(4, level(0, "decimal", "%1."), level(1, "ordinal", "%2", more='<w:pStyle w:val="Item"/>'))
    + num(1, 1)
    + num(2, 2)
    + num(3, 3)
    + num(4, 4)
    + num(5, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + num(6, 1)
    + num(7, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1:", 3)}</w:lvlOverride>')
)

LISTS = [
    ([(1, 0), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["1", "2", "a)", "b)", "3", "a)"], "sub-items start anew"),
    ([(1, 0), (1, 1), (1, 2), (1, 2), (1, 3)], ["1", "a)", "(i)", "(ii)", "1.1.1"], "legal numbers are digits"),
    ([(1, 1)], ["a)"], "a sub-item without an item above it"),
    ([(2, 0), (2, 1)], ["•", "–"], "bullets"),
    ([(3, 0), (3, 1), (3, 1), (3, 0), (3, 1)], ["I.", "01", "02", "II.", "03"], "a level that never starts anew"),
    ([(1, 0), (1, 0), (6, 0)], ["1", "2", "3"], "lists of one definition count on"),
    ([(1, 0), (1, 0), (5, 0), (5, 0)], ["1", "2", "1", "2"], "a list with a start of its own"),
    ([(7, 0)], ["C:"], "a list with a level of its own"),
    ([(0, 0), (99, 0)], ["", ""], "no list, and one that does not exist"),
    ([(1, 1)] * 28, [f"{c})" for c in "abcdefghijklmnopqrstuvwxyz"] + ["aa)", "bb)"], "Word doubles letters"),
]


@pytest.mark.parametrize(("items", "expected", "why"), LISTS, ids=[case[2] for case in LISTS])
def test_automatic_numbers(tmp_path: Path, items: list[tuple[int, int]], expected: list[str], why: str) -> None:
    document = final(tmp_path, "".join(p(r("x"), num=item) for item in items), numbering=NUMBERING)
    assert labels(document) == expected
    assert document.text == "\n".join("x" for _ in items), "a label is no text"


NAMED_BY_NUMBERING = [
    ("RESOLUTION %1", "(Kigali, 2022)", [("", "RESOLUTION 1\t(Kigali, 2022)")], "a number before its place"),
    ("RESOLUTION %1 (Kigali, 2022)", "", [("", "RESOLUTION 1 (Kigali, 2022)")], "a number on a line of its own"),
    ("Annex %1", "Terms of reference", [("", "Annex 1\tTerms of reference")], "a number before a title"),
    ("Article %1.", "to report;", [("Article 1.", "to report;")], "an item"),
    ("Option %1", "The Group shall report.", [("Option 1", "The Group shall report.")], "a sentence"),
    ("OP%1", "Requests", [("OP1", "Requests")], "no word"),
    ("%1.", "", [], "a number of nothing"),
]


@pytest.mark.parametrize(
    ("form", "text", "expected", "why"), NAMED_BY_NUMBERING, ids=[case[3] for case in NAMED_BY_NUMBERING]
)
def test_an_automatic_number_that_names_a_part_is_text(
    tmp_path: Path, form: str, text: str, expected: list[tuple[str, str]], why: str
) -> None:
    numbering = abstract(1, level(0, "decimal", form)) + num(1, 1)
    document = final(tmp_path, p(r(text), num=(1, 0)) + p(r("x")), numbering=numbering)
    assert [(paragraph.label, paragraph.text) for paragraph in document.paragraphs[:-1]] == expected


def test_what_stands_behind_a_number_that_names_a_part_keeps_its_place(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "RESOLUTION %1")) + num(1, 1)
    body = p(r("(Kigali, "), ins(r("2022")), r(")", "<w:b/>"), num=(1, 0))
    document = final(tmp_path, body, numbering=numbering)
    (paragraph,) = document.paragraphs
    (mark,) = paragraph.revisions
    assert document.text[mark.start : mark.start + len(mark.text)] == mark.text == "2022"
    assert [document.text[start:end] for start, end in paragraph.emphasis] == [")"]


def test_numbers_that_a_style_brings(tmp_path: Path) -> None:
    styles = (
        style("Normal", "Normal")
        + style("Head", "Head", "Normal", ppr='<w:numPr><w:numId w:val="4"/></w:numPr>')
        + style("Item", "Item", "Head")
    )
    body = (
        p(r("x"), style="Head")
        + p(r("y"), style="Item")
        + p(r("z"), style="Item")
        + p(r("w"), style="Item", num=(0, 0))
    )
    document = final(tmp_path, body, styles=styles, numbering=NUMBERING)
    assert labels(document) == ["1.", "1st", "2nd", ""]
    assert [paragraph.depth for paragraph in document.paragraphs] == [0, 1, 1, 0]


FOOTNOTES = (
    f'<w:footnote w:type="separator" w:id="0">{p(r("---"))}</w:footnote>'
    f'<w:footnote w:id="1">{p(r(extra="<w:footnoteRef/>"), r(" These include", ""), r(" some.", ""))}</w:footnote>'
    f'<w:footnote w:id="2">{p(r("*"), r(extra="<w:tab/>"), r("Marked by hand."))}{p(r("Twice."))}</w:footnote>'
)


def mark(identifier: int, custom: str = "") -> str:
    follows = ' w:customMarkFollows="1"' if custom else ""
    return r(extra=f'<w:footnoteReference{follows} w:id="{identifier}"/>' + (f"<w:t>{custom}</w:t>" if custom else ""))


def test_footnotes_stand_apart_with_the_mark_a_reader_sees(tmp_path: Path) -> None:
    body = p(r("countries"), mark(2, "*"), r(" and"), mark(1), r(" others"), mark(7))
    document = final(tmp_path, body, footnotes=FOOTNOTES)
    assert document.text == "countries and others"
    assert document.footnotes == (Footnote("*", "Marked by hand. Twice.", 9), Footnote("1", "These include some.", 13))
    assert document.notes == ("1 footnote mark without its note left out",)


def test_endnotes_count_in_roman_numerals_unless_settings_say_otherwise(tmp_path: Path) -> None:
    parts = {"endnotes": f'<w:endnote w:id="1">{p(r("End."))}</w:endnote>'}
    body = p(r("x", extra='<w:endnoteReference w:id="1"/>'), r("y", extra='<w:endnoteReference w:id="1"/>'))
    assert [note.mark for note in final(tmp_path, body, **parts).footnotes] == ["i", "ii"]
    parts["settings"] = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="4"/></w:endnotePr>'
    assert [note.mark for note in final(tmp_path, body, **parts).footnotes] == ["4", "5"]


def test_both_views_of_words_changed(tmp_path: Path) -> None:
    body = p(r("to report "), dele("yearly"), ins(r("annually")), r(" to TSAG"))
    (paragraph,) = final(tmp_path, body).paragraphs
    assert paragraph.text == "to report annually to TSAG"
    assert [(m.kind, m.start, m.text, m.author) for m in paragraph.revisions] == [
        ("deleted", 10, "yearly", "A. Editor"),
        ("inserted", 10, "annually", "A. Editor"),
    ]
    (paragraph,) = original(tmp_path, body).paragraphs
    assert paragraph.text == "to report yearly to TSAG"
    assert [(m.kind, m.start, m.text) for m in paragraph.revisions] == [
        ("deleted", 10, "yearly"),
        ("inserted", 16, "annually"),
    ]


MOVED = p(f'<w:moveFrom w:id="1" w:author="B">{r("moved")}</w:moveFrom>', r("stays")) + p(
    f'<w:moveTo w:id="2" w:author="B">{r("moved")}</w:moveTo>', r(" here")
)
INSERTED_THEN_DELETED = p(r("a"), f'<w:ins w:id="1" w:author="A">{dele("never")}</w:ins>', r("b"))
SPLIT = p(r("one "), mark=INSERTED_MARK) + p(r("two"))
JOINED = p(r("one "), mark=DELETED_MARK) + p(r("two"), style="Call")
ROWS = (
    f"<w:tbl><w:tr><w:tc>{p(r('kept'))}</w:tc></w:tr>"
    f"<w:tr><w:trPr>{INSERTED_MARK}</w:trPr><w:tc>{p(r('new row'))}</w:tc></w:tr>"
    f"<w:tr><w:trPr>{DELETED_MARK}</w:trPr><w:tc>{p(r('old row'))}</w:tc></w:tr></w:tbl>" + p(r("end"))
)
CELLS = (
    "<w:tbl><w:tr>"
    + "".join(
        f"<w:tc><w:tcPr>{change}</w:tcPr>{p(r(text))}</w:tc>"
        for text, change in (
            ("new cell", '<w:cellIns w:id="1" w:author="A"/>'),
            ("old cell", '<w:cellDel w:id="2" w:author="A"/>'),
            ("cell", ""),
        )
    )
    + "</w:tr></w:tbl>"
)
HIDDEN_SINCE = p(
    r("seen "), r("hidden", '<w:vanish/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange>'), r("end")
)
VIEWS = [
    (CELLS, ["new cell", "cell"], ["old cell", "cell"], "table cells"),
    (HIDDEN_SINCE, ["seen end"], ["seen hiddenend"], "text hidden by a change"),
    (MOVED, ["stays", "moved here"], ["movedstays", "here"], "moved text stands once"),
    (INSERTED_THEN_DELETED, ["ab"], ["ab"], "what was inserted and deleted again stands in neither"),
    (SPLIT, ["one", "two"], ["one two"], "an inserted paragraph mark"),
    (JOINED, ["one two"], ["one", "two"], "a deleted paragraph mark"),
    (ROWS, ["kept", "new row", "end"], ["kept", "old row", "end"], "table rows"),
    (p(dele("all of it"), mark=DELETED_MARK) + p(r("rest")), ["rest"], ["all of it", "rest"], "a deleted paragraph"),
    (
        p(ins(r("all of it")), mark=INSERTED_MARK) + p(r("rest")),
        ["all of it", "rest"],
        ["rest"],
        "an inserted paragraph",
    ),
    (
        p(r("run-in. "), mark="<w:vanish/>") + p(r("text")),
        ["run-in. text"],
        ["run-in. text"],
        "a hidden paragraph mark",
    ),
]


@pytest.mark.parametrize(("body", "after", "before", "why"), VIEWS, ids=[case[3] for case in VIEWS])
def test_both_views(tmp_path: Path, body: str, after: list[str], before: list[str], why: str) -> None:
    assert texts(final(tmp_path, body, styles=STYLES)) == after
    assert texts(original(tmp_path, body, styles=STYLES)) == before


def test_nothing_deleted_is_lost_even_where_no_paragraph_is_left_of_it(tmp_path: Path) -> None:
    document = final(tmp_path, p(dele("whole"), mark=DELETED_MARK) + p(r("rest")) + p(dele("tail"), mark=DELETED_MARK))
    (paragraph,) = document.paragraphs
    assert [(m.start, m.text) for m in paragraph.revisions if m.text] == [(0, "whole"), (4, "tail")]


def test_a_paragraph_that_the_view_leaves_out_whole_is_told_from_words_that_were_deleted(tmp_path: Path) -> None:
    body = p(dele("first;"), mark=DELETED_MARK) + p(dele("second;"), mark=DELETED_MARK) + p(dele("old "), r("third;"))
    body += p(r("joined "), mark=DELETED_MARK) + p(r("fourth"))
    document = final(tmp_path, body)
    assert [[(one.text, one.apart) for one in paragraph.revisions] for paragraph in document.paragraphs] == [
        [("first;", True), ("second;", True), ("old ", False)],
        [("", False)],
    ]


def test_numbers_count_only_what_the_view_shows(tmp_path: Path) -> None:
    items = p(r("one"), num=(1, 0)) + p(dele("two"), num=(1, 0), mark=DELETED_MARK) + p(r("three"), num=(1, 0))
    items += p(ins(r("four")), num=(1, 0), mark=INSERTED_MARK) + p(r("five"), num=(1, 0))
    after, before = (view(tmp_path, items, numbering=NUMBERING) for view in (final, original))
    assert list(zip(labels(after), texts(after), strict=True)) == [
        ("1", "one"),
        ("2", "three"),
        ("3", "four"),
        ("4", "five"),
    ]
    assert list(zip(labels(before), texts(before), strict=True)) == [
        ("1", "one"),
        ("2", "two"),
        ("3", "three"),
        ("4", "five"),
    ]


def test_the_original_view_has_the_original_look(tmp_path: Path) -> None:
    change = '<w:pPrChange w:id="1" w:author="A"><w:pPr><w:pStyle w:val="Call"/></w:pPr></w:pPrChange>'
    body = p(r("a"), style="Heading1", props=change)
    assert final(tmp_path, body, styles=STYLES).paragraphs[0].style == "Heading 1"
    assert original(tmp_path, body, styles=STYLES).paragraphs[0].style == "Call"


def test_a_number_given_by_a_change_is_not_in_the_original(tmp_path: Path) -> None:
    given = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="1" w:author="A"/></w:numPr>'
    body = p(r("x"), props=given)
    assert labels(final(tmp_path, body, numbering=NUMBERING)) == ["1"]
    assert labels(original(tmp_path, body, numbering=NUMBERING)) == [""]


def test_a_deleted_footnote_mark_takes_its_note_along(tmp_path: Path) -> None:
    body = p(r("a"), f'<w:del w:id="1" w:author="A">{mark(1)}</w:del>', r("b"), mark(2, "*"))
    document = final(tmp_path, body, footnotes=FOOTNOTES)
    assert [note.mark for note in document.footnotes] == ["*"]
    assert [(one.kind, one.start, one.text) for one in document.paragraphs[0].revisions] == [("deleted", 1, "")]


LOOKS = '<w:rFonts w:ascii="Arial" w:cs="Arial"/><w:color w:val="FF0000"/><w:sz w:val="24"/>'
PLAIN_BEFORE = '<w:rPrChange w:id="1" w:author="A. Editor"><w:rPr>%s</w:rPr></w:rPrChange>'


@pytest.mark.parametrize("view", [final, original])
def test_fonts_sizes_and_colours_make_no_difference(tmp_path: Path, view: Callable[..., Document]) -> None:
    def body(looks: str) -> str:
        runs = [r("resolves", f"{looks}<w:i/>"), r(" x", f"<w:vanish/>{looks}"), r(" to", looks)]
        return p(*runs, r(" report", f"{looks}<w:b/>{PLAIN_BEFORE % looks}"), mark=looks + INSERTED_MARK) + p(r("next"))

    parts = {"styles": style("Normal", "Normal", rpr=f"{LOOKS}<w:b/>")}
    assert view(tmp_path, body(LOOKS), **parts) == view(tmp_path, body(""), **parts)


def test_text_that_reads_like_markup_stays(tmp_path: Path) -> None:
    markup = f"<w:rPr>{LOOKS}</w:rPr>"
    body = p(r("resolves", LOOKS), f"<w:r><w:t><![CDATA[{markup}]]></w:t></w:r>")
    assert final(tmp_path, body).text == f"resolves{markup}"


@pytest.mark.parametrize(
    "xml",
    [
        f'<a xmlns:w="urn:other"><w:rPr>{LOOKS}</w:rPr></a>',
        f'<a xmlns:w="{W}"><b xmlns:w = "urn:other"><w:rPr>{LOOKS}</w:rPr></b></a>',
        f'<a xmlns:w="{W}"><w:rPr><w:sz w:val="&#50;4"/></w:rPr></a>',
        f'<a xmlns:w="{W}"><w:rPr><w:sz w:val=24/></w:rPr></a>',
        f'<a xmlns:w="{W}"><w:rPr><w:sz><w:t>24</w:t></w:sz></w:rPr></a>',
    ],
    ids=["another prefix", "a prefix that changes", "an entity", "a value without quotes", "content"],
)
def test_nothing_is_cut_but_plain_looks(xml: str) -> None:
    assert without_leading_looks(xml.encode()) == xml.encode()


def test_strict_files_read_the_same(tmp_path: Path) -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    path = docx(tmp_path / "strict.docx", p(r("resolves")), namespaces=strict, styles="")
    assert read(path).text == "resolves"


def test_a_part_may_be_missing(tmp_path: Path) -> None:
    assert labels(final(tmp_path, p(r("x"), num=(1, 0), style="None"))) == [""]


WORDS = st.text("abc \t", min_size=1, max_size=6)
RUNS = st.lists(st.tuples(st.sampled_from(["kept", "ins", "del"]), WORDS), max_size=5)
MARKS = st.sampled_from(["", INSERTED_MARK, DELETED_MARK])


@given(st.lists(st.tuples(RUNS, MARKS), min_size=1, max_size=5))
def test_any_mixture_of_changes_gives_both_texts_whole(
    folder: Path, content: list[tuple[list[tuple[str, str]], str]]
) -> None:
    make = {"kept": r, "ins": lambda text: ins(r(text)), "del": dele}
    body = "".join(p(*(make[kind](text) for kind, text in runs), mark=end) for runs, end in content)
    for view, gone, merged in ((final, "del", DELETED_MARK), (original, "ins", INSERTED_MARK)):
        document = view(folder, body)
        expected = ""
        for runs, end in content:
            expected += "".join(text for kind, text in runs if kind != gone) + ("" if end == merged else "\n")
        assert texts(document) == [line.strip() for line in expected.split("\n") if line.strip()]
        for paragraph in document.paragraphs:
            assert document.text[paragraph.start : paragraph.end] == paragraph.text
            for change in paragraph.revisions:
                assert paragraph.start <= change.start <= paragraph.end


def test_one_paragraph_of_very_many_runs_takes_no_quadratic_time(tmp_path: Path) -> None:
    document = final(tmp_path, p(*(ins(r(f"word{i} ")) for i in range(20_000))))
    assert document.text.endswith("word19999")
    assert len(document.paragraphs[0].revisions) == 1
