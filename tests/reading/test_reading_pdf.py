"""PDF files: words from glyphs, paragraphs from lines, and all that only the page needs left out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from reading_builders import Text, docx, p, pdf, r

from reporter.model import Document, Footnote, UnreadableSource
from reporter.reading import read

LEFT, TOP, LEADING, SIZE = 60.0, 680.0, 14.0, 11.0


def lines(*texts: str, top: float = TOP, x: float = LEFT, size: float = SIZE) -> list[Text]:
    """Lines of one block, one below the other."""
    return [(x, top - index * LEADING, size, text) for index, text in enumerate(texts)]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


# Lines of about the same width: the next word would not have fitted.
FULL = (
    "that a basic principle for cooperation and collaboration among the three Sectors of the Union",
    "is the need for avoiding duplication of the activities of the Sectors and for ensuring that all",
    "the work is undertaken efficiently and effectively;",
)


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    page = lines("considering") + lines(*FULL, top=TOP - 20) + lines(*FULL, top=TOP - 70)
    document = read(pdf(tmp_path / "a.pdf", page))
    assert texts(document) == ["considering", " ".join(FULL), " ".join(FULL)]
    assert {paragraph.page for paragraph in document.paragraphs} == {1}
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


def test_a_short_line_ends_a_paragraph_without_any_space(tmp_path: Path) -> None:
    page = lines(*FULL, *FULL)
    assert texts(read(pdf(tmp_path / "a.pdf", page))) == [" ".join(FULL)] * 2


@pytest.mark.parametrize("end", [";", ","])
def test_a_heading_above_a_list_begins_a_paragraph_after_a_full_line_without_any_space(
    tmp_path: Path, end: str
) -> None:
    full = f"{FULL[1][:-1]}{end}"
    page = lines(FULL[0], full, "instructs the Director of TSB") + lines("1", top=TOP - 3 * LEADING)
    page += lines("to report to TSAG;", top=TOP - 3 * LEADING, x=LEFT + 40)
    found = texts(read(pdf(tmp_path / "a.pdf", page)))
    assert found == [f"{FULL[0]} {full}", "instructs the Director of TSB", "1\tto report to TSAG;"]


@pytest.mark.parametrize("following", ["a)", "2"])
def test_a_sentence_that_leads_to_items_of_its_own_goes_on_after_a_comma(tmp_path: Path, following: str) -> None:
    full = f"{FULL[1][:-1]},"
    page = lines(FULL[0], full, "and in particular") + lines(following, top=TOP - 3 * LEADING)
    page += lines("to report to TSAG;", top=TOP - 3 * LEADING, x=LEFT + 40)
    assert texts(read(pdf(tmp_path / "a.pdf", page)))[0] == f"{FULL[0]} {full} and in particular"


def test_a_number_set_apart_gets_a_tab_and_starts_a_paragraph(tmp_path: Path) -> None:
    page = []
    for index, number in enumerate(("1", "2", "a)")):
        top = TOP - index * 3 * LEADING
        page += [(LEFT, top, SIZE, number), *lines(*FULL, x=LEFT + 40, top=top)]
    assert texts(read(pdf(tmp_path / "a.pdf", page))) == [f"{n}\t{' '.join(FULL)}" for n in ("1", "2", "a)")]


def test_a_sentence_goes_on_over_the_page(tmp_path: Path) -> None:
    document = read(pdf(tmp_path / "a.pdf", lines(*FULL[:2]), lines(FULL[2], "resolves")))
    assert [(paragraph.text, paragraph.page) for paragraph in document.paragraphs] == [
        (" ".join(FULL), 1),
        ("resolves", 2),
    ]


def test_running_heads_feet_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            (LEFT, 770, 9, f"ITU-T WTSA-24, document {n}"),
            *lines(f"Clause {n} begins on this page", "and ends here."),
            (LEFT, 30, 9, f"- {n} -"),
        ]
        for n in (1, 2, 3)
    ]
    document = read(pdf(tmp_path / "a.pdf", *pages))
    assert texts(document) == [t for n in (1, 2, 3) for t in (f"Clause {n} begins on this page", "and ends here.")]
    assert document.notes == ("6 running heads and page numbers left out",)


def test_what_stands_at_the_top_of_two_pages_is_no_running_head_where_other_pages_have_text_there(
    tmp_path: Path,
) -> None:
    first = ["/considering", "Annex 1", "Annex 2", "/considering", "Other text"]
    pages = [
        lines(text, top=740) + lines(f"This is what page {n} goes on with.", top=700) for n, text in enumerate(first)
    ]
    assert [text for text in texts(read(pdf(tmp_path / "a.pdf", *pages))) if not text.startswith("This")] == [
        text.removeprefix("/") for text in first
    ]


def test_running_heads_of_odd_and_even_pages_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            (LEFT, 770, 9, f"{n} Plenipotentiary Conference" if n % 2 else f"Final Acts {n}"),
            *lines(f"Text {'abcdef'[n]}."),
        ]
        for n in range(1, 6)
    ]
    assert texts(read(pdf(tmp_path / "a.pdf", *pages))) == [f"Text {letter}." for letter in "bcdef"]


def test_the_head_of_a_second_page_repeats_the_first_and_is_left_out(tmp_path: Path) -> None:
    first = [
        *lines("A/RES/73/8", top=760),
        *lines("73/8. Necessity of ending the practice of", "printing everything twice", top=720),
        *lines("Reaffirming that the work of the Committee is of great importance to all of the States and", top=600),
    ]
    second = [
        (400.0, 760.0, 8.5, "Necessity of ending the practice"),
        (LEFT, 750.0, 8.5, "A/RES/73/8"),
        (400.0, 750.0, 8.5, "of printing everything twice"),
        *lines("peoples of the world,", "Recalling its resolutions,", *FULL, top=720),
        (LEFT, 45.0, 8.5, "2/2"),
        (500.0, 45.0, 7.0, "18-18418"),
    ]
    document = read(pdf(tmp_path / "a.pdf", first, second))
    over_the_page, *others = texts(document)[-3:]
    assert over_the_page.endswith("great importance to all of the States and peoples of the world,")
    assert others == ["Recalling its resolutions,", " ".join(FULL)]
    assert document.notes == ("3 running heads and page numbers left out",)


def test_a_title_in_italics_does_not_run_into_the_text(tmp_path: Path) -> None:
    page = lines("/WHA66.20 Agreement between the Organization and the South Centre of this world", "The Assembly,")
    assert len(texts(read(pdf(tmp_path / "a.pdf", page)))) == 2


def test_entries_of_a_table_of_contents_stay_apart(tmp_path: Path) -> None:
    entries = [
        f"RESOLUTION {n} – A title that is long enough to run over the whole line of the table" + "." * 15 + str(n)
        for n in range(1, 9)
    ]
    pages = [lines(*(entry.replace("–", "-") for entry in entries)), lines("RESOLUTION 1", "Title", top=740)]
    found = texts(read(pdf(tmp_path / "a.pdf", *pages)))
    assert [text.split(" - ")[0] for text in found] == [f"RESOLUTION {n}" for n in range(1, 9)] + [
        "RESOLUTION 1",
        "Title",
    ]


def test_a_line_in_capitals_after_a_sentence_begins_a_paragraph(tmp_path: Path) -> None:
    page = lines(*FULL[:2], FULL[1].replace("that all", "it."), "ANNEX 1 TO RESOLUTION 7 (KIGALI, 2022)")
    assert texts(read(pdf(tmp_path / "a.pdf", page)))[-1] == "ANNEX 1 TO RESOLUTION 7 (KIGALI, 2022)"


def test_italics_are_known_and_set_a_heading_apart(tmp_path: Path) -> None:
    page = lines(*FULL) + lines("/instructs the Director of the Telecommunication Standardization Bureau", top=TOP - 60)
    document = read(pdf(tmp_path / "a.pdf", page))
    heading = document.paragraphs[1]
    assert heading.emphasis == ((heading.start, heading.end),)
    assert document.paragraphs[0].emphasis == ()


def footnoted(mark: str, start: float = 140.0) -> list[Text]:
    return [
        (LEFT, TOP, SIZE, "that developing countries"),
        (LEFT + 126, TOP + 4, 6, mark),
        (LEFT + 134, TOP, SIZE, "have asked for more of the work of the three Sectors of the"),
        *lines("Union and of its regional offices;", top=TOP - LEADING),
        (LEFT, start + 3, 5.5, mark),
        (LEFT + 6, start, 8.5, "These include the least developed countries, and countries with"),
        (LEFT, start - 10, 8.5, "economies in transition."),
    ]


def test_footnotes_stand_apart_and_their_marks_leave_the_words_whole(tmp_path: Path) -> None:
    document = read(pdf(tmp_path / "a.pdf", footnoted("1"), footnoted("2")))
    clause = "that developing countries have asked for more of the work of the three Sectors of the Union and of its"
    assert texts(document) == [f"{clause} regional offices;"] * 2
    note = "These include the least developed countries, and countries with economies in transition."
    assert document.footnotes == (Footnote("1", note, 25), Footnote("2", note, document.paragraphs[1].start + 25))


COLUMN = ("that the work of the three Sectors of the", "Union is undertaken efficiently and with", "effect;")


def column_with_note(mark: str, x: float, rule: float = 58.0) -> list[Text]:
    """A column of clauses, whose first calls a footnote below a rule at its foot."""
    return [
        *lines(*COLUMN * 7, x=x, size=10.0),
        (x + 31, TOP - 20 * LEADING + 4, 6, mark),
        (x, 130, rule, ""),
        (x, 115, 10.0, f"{mark} "),
        (x + 8, 115, 8.5, "The work that is meant shall be reported"),
        (x, 105, 8.5, "to TSAG by the Director."),
    ]


def test_footnotes_stand_at_the_foot_of_each_column(tmp_path: Path) -> None:
    page = column_with_note("1", LEFT) + column_with_note("2", 310)
    document = read(pdf(tmp_path / "a.pdf", page, page))
    clause = " ".join(COLUMN)
    assert texts(document) == [clause] * 28
    note = "The work that is meant shall be reported to TSAG by the Director."
    assert [(found.mark, found.text) for found in document.footnotes] == [("1", note), ("2", note)] * 2


def test_a_page_whose_right_column_is_short_has_two_columns_like_the_others(tmp_path: Path) -> None:
    full = lines(*COLUMN * 7, size=10.0) + lines(*COLUMN * 7, x=310, size=10.0)
    last = lines(*COLUMN * 7, size=10.0) + lines(*COLUMN, x=310, size=10.0)
    assert texts(read(pdf(tmp_path / "a.pdf", full, last))) == [" ".join(COLUMN)] * 22


def as_large_as_the_text(x: float, top: float) -> list[Text]:
    """A clause that calls two footnotes, and these in its own size with their marks on the line."""
    return [
        *lines(*FULL, x=x),
        (x + 248, TOP - 2 * LEADING + 4, 6, "1, 2"),
        *lines("1 The Sectors that are meant are", "those of the Union.", "2 See above.", x=x, top=top),
    ]


def test_notes_as_large_as_the_text_are_known_by_the_rule_above_them(tmp_path: Path) -> None:
    page = [*as_large_as_the_text(LEFT, 140), (LEFT, 155, 120, "")]
    document = read(pdf(tmp_path / "a.pdf", page))
    assert len(texts(document)) == 1
    assert [(note.mark, note.text) for note in document.footnotes] == [
        ("1", "The Sectors that are meant are those of the Union."),
        ("2", "See above."),
    ]


NO_RULES_OF_NOTES = {
    "it underlines the line above": (LEFT, TOP - 2 * LEADING - 2, 120, ""),
    "it stands inside the text": (LEFT + 60, 155, 120, ""),
    "it is as wide as a table": (LEFT, 155, 400, ""),
}


@pytest.mark.parametrize("why", NO_RULES_OF_NOTES)
def test_items_below_any_other_rule_are_no_notes(tmp_path: Path, why: str) -> None:
    page = [*as_large_as_the_text(LEFT, 140), NO_RULES_OF_NOTES[why]]
    document = read(pdf(tmp_path / "a.pdf", page))
    assert any(text.startswith("1 The Sectors") for text in texts(document))
    assert document.footnotes == ()


def test_what_the_file_holds_before_the_text_and_stands_below_it_is_read_after_it(tmp_path: Path) -> None:
    page = footnoted("1")
    document = read(pdf(tmp_path / "a.pdf", page[-3:] + page[:-3], lines("/resolves", *FULL)))
    assert texts(document)[0].startswith("that developing countries have asked")
    assert [(note.mark, note.text[:13]) for note in document.footnotes] == [("1", "These include")]


def test_a_head_that_the_file_holds_last_is_read_first(tmp_path: Path) -> None:
    page = lines(*FULL, "resolves") + lines("RESOLUTION 7", top=TOP + 60)
    assert texts(read(pdf(tmp_path / "a.pdf", page))) == ["RESOLUTION 7", " ".join(FULL), "resolves"]


def test_marks_raised_by_hand_in_type_of_full_size_are_footnotes(tmp_path: Path) -> None:
    page = [
        (LEFT, TOP, SIZE, "Having considered the report,"),
        (LEFT + 143, TOP + 7.5, SIZE - 0.4, "3"),
        (LEFT, 100 + 7.5, SIZE - 0.4, "3"),
        (LEFT + 8, 100, SIZE, "Document A66/46."),
    ]
    for drawn in (page, page[2:] + page[:2]):
        document = read(pdf(tmp_path / "a.pdf", drawn))
        assert document.text == "Having considered the report,"
        assert document.footnotes == (Footnote("3", "Document A66/46.", 29),)


def test_a_mark_may_call_the_note_of_an_earlier_page_again(tmp_path: Path) -> None:
    later = [(LEFT, TOP, SIZE, "in all countries"), (LEFT + 80, TOP + 4, 6, "1"), (LEFT + 88, TOP, SIZE, "of 5 km")]
    later += [(LEFT + 130, TOP + 4, 6, "1"), *lines("resolves", top=TOP - 40)]
    document = read(pdf(tmp_path / "a.pdf", footnoted("1"), later))
    assert [text.replace(" ", "") for text in texts(document)[1:]] == ["inallcountriesof5km1", "resolves"]
    assert [note.text[:13] for note in document.footnotes] == ["These include", "These include"]


def test_a_raised_number_that_is_no_footnote_stays(tmp_path: Path) -> None:
    page = [(LEFT, TOP, SIZE, "an area of 5 m"), (LEFT + 71, TOP + 4, 6, "2"), *lines("resolves", top=TOP - 40)]
    assert texts(read(pdf(tmp_path / "a.pdf", page))) == ["an area of 5 m2", "resolves"]


HYPHENS = [
    ("imple-", "mentation", ["The implementation is long"], "implementation", "the document has the word whole"),
    ("inter-", "sectoral", ["An inter-sectoral group"], "inter-sectoral", "the document has the word with its hyphen"),
    ("decision-", "making", [], "decision-making", "nothing says it was broken"),
    ("ITU-", "T study groups", [], "ITU-T study groups", "a capital is never broken"),
]


@pytest.mark.parametrize(("end", "start", "others", "word", "why"), HYPHENS, ids=[case[4] for case in HYPHENS])
def test_hyphens_at_the_end_of_a_line(
    tmp_path: Path, end: str, start: str, others: list[str], word: str, why: str
) -> None:
    first = "The Director of the Bureau shall in close cooperation with all the others report on the " + end
    page = lines(first, f"{start} of the plan") + [t for i, o in enumerate(others) for t in lines(o, top=500 - 40 * i)]
    assert f"report on the {word} of the plan" in " ".join(texts(read(pdf(tmp_path / "a.pdf", page))))


def test_a_document_that_breaks_words_no_word_of_which_it_has_elsewhere(tmp_path: Path) -> None:
    ends = [("imple-", "mentation"), ("telecom-", "munication"), ("stan-", "dards"), ("others-", "report")]
    first = "The Director of the Bureau shall in close cooperation with all the others report on the "
    page = [
        t for n, (end, start) in enumerate(ends) for t in lines(first + end, f"{start} of the plan", top=TOP - 60 * n)
    ]
    found = " ".join(texts(read(pdf(tmp_path / "a.pdf", page))))
    assert all(word in found for word in ("implementation", "telecommunication", "standards"))
    assert "others-report" in found, "two words that it has elsewhere"


def test_numbers_of_lines_in_the_margin_are_left_out(tmp_path: Path) -> None:
    body = list(FULL) * 4
    page = lines(*body, x=100)
    page = [piece for n, line in enumerate(page, 1) for piece in ((30.0, line[1], 8.0, str(n)), line)]
    document = read(pdf(tmp_path / "a.pdf", page))
    assert texts(document) == [" ".join(FULL)] * 4
    assert document.notes == ("12 line numbers left out",)


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_that_the_file_holds_apart_are_left_out(tmp_path: Path, step: int) -> None:
    body = lines(*FULL, *FULL, *FULL, *FULL, *FULL, x=100)
    numbers = [(30.0, body[n - 1][1], 8.0, str(n)) for n in range(step, len(body) + 1, step)]
    document = read(pdf(tmp_path / "a.pdf", body + numbers))
    assert texts(document) == [" ".join(FULL)] * 5
    assert document.notes == (f"{len(numbers)} line numbers left out",)


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("apart", [True, False], ids=["held apart", "held with their lines"])
def test_numbers_of_lines_beside_two_columns_are_left_out(tmp_path: Path, step: int, apart: bool) -> None:
    """Also on a last page of a few lines, whose numbers alone would be too few to tell."""

    def page(left: int, right: int) -> list[Text]:
        columns = lines(*COLUMN * left, x=70, size=10.0) + lines(*COLUMN * right, x=330, size=10.0)
        numbered = [
            ((column[0] - 26, column[1], 8.0, str(n)), column) for n, column in enumerate(columns, 1) if n % step == 0
        ]
        if apart:
            return columns + [number for number, _ in numbered]
        before = {column: number for number, column in numbered}
        return [text for column in columns for text in ((before[column], column) if column in before else (column,))]

    few = [page(1, 1)] if apart else []
    document = read(pdf(tmp_path / "a.pdf", page(5, 4), *few))
    assert texts(document) == [" ".join(COLUMN)] * (11 if apart else 9)
    assert document.notes == (f"{(27 + 6 * len(few)) // step} line numbers left out",)


def test_numbers_of_a_list_that_the_file_holds_apart_stay(tmp_path: Path) -> None:
    numbers = [(30.0, TOP - 3 * LEADING * n, SIZE, str(n + 1)) for n in range(4)]
    items = [piece for n in range(4) for piece in lines(*FULL, x=100, top=TOP - 3 * LEADING * n)]
    found = " ".join(texts(read(pdf(tmp_path / "a.pdf", items + numbers))))
    assert all(f"{n}" in found for n in (1, 2, 3, 4))


def test_the_numbers_of_a_list_are_not_taken_for_line_numbers(tmp_path: Path) -> None:
    page = [
        t
        for n in range(1, 11)
        for t in ((LEFT, TOP - 20 * n, SIZE, str(n)), (LEFT + 30, TOP - 20 * n, SIZE, "To act,"))
    ]
    assert texts(read(pdf(tmp_path / "a.pdf", page))) == [f"{n}\tTo act," for n in range(1, 11)]


def test_flush_lines_of_a_narrow_column_are_not_taken_for_cells(tmp_path: Path) -> None:
    page = [
        *((LEFT + x, TOP, SIZE, word) for x, word in ((0, "of"), (60, "the"), (130, "Telecommunication"))),
        *((LEFT + x, TOP - 14, SIZE, word) for x, word in ((0, "Development"), (130, "Bureau"))),
    ]
    assert "of the Telecommunication" in texts(read(pdf(tmp_path / "a.pdf", page)))[0]
    assert "\t" not in read(tmp_path / "a.pdf").text


def test_tables_are_read_row_by_row_and_cell_by_cell(tmp_path: Path) -> None:
    rows = [
        ("Group", ["Task"], ["Report"]),
        ("Study Group 1", ["The group shall report to TDAG", "every year on its work."], ["Annual"]),
        ("Rapporteurs", ["Collect figures"], ["They shall report", "to each meeting."]),
    ]
    page = lines("Annex 1", top=TOP + 40)
    for index, (name, *cells) in enumerate(rows):
        top = TOP - 40 * index
        page += [*lines(name, top=top), *lines(*cells[0], top=top, x=150), *lines(*cells[1], top=top, x=400)]
    document = read(pdf(tmp_path / "a.pdf", page))
    assert texts(document) == [
        "Annex 1",
        "Group\tTask\tReport",
        "Study Group 1",
        "The group shall report to TDAG every year on its work.",
        "Annual",
        "Rapporteurs",
        "Collect figures",
        "They shall report to each meeting.",
    ]
    assert [paragraph.in_table for paragraph in document.paragraphs] == [False, *[True] * 7]


def test_indented_paragraphs_of_three_columns_stay_whole(tmp_path: Path) -> None:
    column = ["The Director shall report on", "the work that was done in the", "Sector and on its results."]
    page = []
    for x in (50, 230, 410):
        for top in (700, 650, 600):
            page += [(x + 12.0, float(top), 10.0, column[0]), *lines(*column[1:], top=top - 14, x=x, size=10.0)]
    assert texts(read(pdf(tmp_path / "a.pdf", page))) == [" ".join(column)] * 9


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"left column line {n} goes on to its" for n in range(12)]
    right = [f"right column line {n} goes on to its" for n in range(12)]
    document = read(pdf(tmp_path / "a.pdf", lines(*left) + lines(*right, x=330)))
    assert " ".join(texts(document)).index("left column line 11") < " ".join(texts(document)).index(
        "right column line 0"
    )


def test_two_columns_that_the_file_holds_line_by_line_are_read_one_after_the_other(tmp_path: Path) -> None:
    sides = [[f"{side} line {n} of a sentence that goes on" for n in range(12)] for side in ("left the", "right the")]
    rows = [piece for row in zip(lines(*sides[0]), lines(*sides[1], x=330), strict=True) for piece in row]
    page = [*lines("RESOLUTION 7 of the Conference that met in the city of Kigali in the year 2022", top=740), *rows]
    found = " ".join(texts(read(pdf(tmp_path / "a.pdf", page))))
    assert found.endswith(" ".join([*sides[0], *sides[1]]))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("told", [True, False], ids=["and the file says so", "and the file does not say so"])
def test_turned_pages_read_like_others(tmp_path: Path, turn: int, told: bool) -> None:
    page = lines("resolves", *FULL, top=600)
    document = read(pdf(tmp_path / "a.pdf", page, size=(800, 800), turn=turn, rotate=turn if told else 0))
    assert texts(document) == ["resolves", " ".join(FULL)]
    assert document.notes == ()


def test_turned_text_beside_the_text_is_left_out_and_told(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("resolves", *FULL))
    data = path.read_bytes().replace(
        b"BT /F1 11.0 Tf 60.0 680.0 Td (resolves) Tj ET", b"BT /F1 11 Tf 0 1 -1 0 20 90 Tm (resolves) Tj ET"
    )
    path.write_bytes(data)
    assert texts(read(path)) == [" ".join(FULL)]
    assert read(path).notes == ("8 characters of turned text left out",)


def test_a_pdf_without_text_says_that_it_is_scanned(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"is a scanned PDF.*Run text recognition \(OCR\)"):
        read(pdf(tmp_path / "a.pdf", [], []))


def test_a_page_without_text_among_others_is_named(tmp_path: Path) -> None:
    assert read(pdf(tmp_path / "a.pdf", lines(*FULL), [])).notes == ("no text on page 2",)


def test_a_password_is_asked_for_in_words(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("secret"))
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> >> "
    encrypt += b"/ID [<00> <00>] "
    path.write_bytes(path.read_bytes().replace(b"/Root 1 0 R", encrypt + b"/Root 1 0 R"))
    with pytest.raises(UnreadableSource, match="is protected by a password"):
        read(path)


# Paragraph properties of the ways in which resolutions are set.
LAYOUTS = {
    "spaced": '<w:spacing w:after="120"/><w:jc w:val="both"/>',
    "United Nations": '<w:spacing w:after="120"/><w:ind w:left="1267" w:right="1267" w:firstLine="475"/><w:jc w:val="both"/>',
    "ragged": '<w:spacing w:before="120"/>',
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_real_resolution_reads_the_same_from_pdf_as_from_word(
    shared: Path, tmp_path: Path, soffice: str, layout: str
) -> None:
    source = read(shared / "resolutions" / "wtsa-res-18-2024.txt")
    escaped = [
        paragraph.text.replace("&", "&amp;").replace("\t", "</w:t><w:tab/><w:t>") for paragraph in source.paragraphs
    ]
    word = docx(tmp_path / "text.docx", "".join(p(r(text), props=LAYOUTS[layout]) for text in escaped))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert plain(read(word)) == plain(source)
    assert plain(read(tmp_path / "text.pdf")) == plain(source)


def plain(document: Document) -> list[str]:
    """The paragraphs with the blanks and hyphens that a PDF does not keep made alike."""
    folded = document.text.replace("\u2011", "-").replace("\u00a0", " ").split("\n")
    return [" ".join(line.split()) for line in folded if line.strip()]
