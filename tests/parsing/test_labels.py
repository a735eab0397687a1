"""Labels beyond plain numbers: capitals, roman capitals; labels and names that lost their revision marks."""

from __future__ import annotations

import pytest
from parsing_builders import cited, clause_of, clauses, document, only

from reporter.model import Paragraph
from reporter.parsing import parse

HEAD = ("RESOLUTION 7 (Kigali, 2022)", "Title", "instructs the Director of BDT")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("A. to report;\nB. to publish;\nC. to meet.", ["A)", "B)", "C)"]),
        ("I. to report;\nII. to publish;\nIII. to meet.", ["I)", "II)", "III)"]),
        ("A. to see:\n1. to report;\n2. to meet;\nB. to publish.", ["A)", "A) 1", "A) 2", "B)"]),
        ("H. to see;\nI. to report;\nJ. to meet.", ["H)", "I)", "J)"]),
        ("IV. to report:\na) to TDAG;\nV. to publish;\nVI. to meet.", ["IV)", "IV) a)", "V)", "VI)"]),
    ],
)
def test_capitals_are_cited_like_other_labels(items: str, expected: list[str]) -> None:
    assert cited(f"instructs the Director of BDT\n{items}") == [
        f"instructs the Director of BDT {one}" for one in expected
    ]


def test_a_typed_capital_is_no_part_of_the_words() -> None:
    found = clause_of("instructs the Director of BDT\nA.\tto report to TDAG;", "instructs the Director of BDT A)")
    assert found.text == "to report to TDAG;"


def test_sentences_with_verbs_may_be_numbered_with_roman_capitals() -> None:
    assert cited("Recalling its texts,\nI. Requests the Director to report;\nII. Invites the Board to meet.") == [
        "requests I)",
        "invites II)",
    ]
    assert cited("Recalling its texts,\nI. Requests the Director to report;\n2. Invites the Board to meet.") == [
        "requests 1",
        "invites 2",
    ]


def test_capitals_before_names_and_titles_are_no_labels() -> None:
    assert cited("1. Requests the Director to report to TDAG.\nA. General\n2. Invites the Board to meet.") == [
        "requests 1",
        "invites 2",
    ]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("A.", "B."), ["A)", "B)"]),
        (("III.", "3.1", "(a)", "IV."), ["III)", "3.1", "3.1 a)", "IV)"]),
        (("1st", "2nd"), ["1", "2"]),
    ],
)
def test_capitals_of_automatic_numbering_count(numbers: tuple[str, ...], expected: list[str]) -> None:
    items = [Paragraph("to report to TDAG;", 0, label=one) for one in numbers]
    found = clauses(only(parse(document(*HEAD, *items))))
    assert [one.citation for one in found] == [f"instructs the Director of BDT {one}" for one in expected]


MERGED = "resolves\n1\tto meet in 2014Dubai;\n"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("2\tto report;\n43\tto publish;\n54\tto end.", ["1", "2", "3", "4"]),
        ("12\tto report;\n23\tto end.", ["1", "2", "3"]),
        ("2\tto report;\n3\tto go;\n43\tto publish;\n54\tto end.", ["1", "2", "3", "3", "4"]),
        ("2\tto report:\na)\tto TDAG;\nbc)\tto TSAG;\ncd)\tto RAG.", ["1", "2", "2 a)", "2 c)", "2 d)"]),
        ("2\tto report:\na)\tto TDAG;\nb)\tc)\tto TSAG.", ["1", "2", "2 a)", "2 c)"]),
    ],
)
def test_of_a_label_that_lost_its_revision_marks_the_later_half_is_read(items: str, expected: list[str]) -> None:
    assert cited(MERGED + items) == [f"resolves {one}" for one in expected]


def test_such_a_label_is_noted() -> None:
    found = clause_of(f"{MERGED}2\tto report;\n43\tto publish\nits findings.", "resolves 3")
    assert found.notes == ('number with merged revision marks: "43"',)
    assert found.text == "to publish\nits findings."


@pytest.mark.parametrize("items", ["11\tto report;\n12\tto end.", "2\tto report;\n22\tto end."])
def test_a_number_that_goes_on_with_no_other_is_one(items: str) -> None:
    assert cited(MERGED + items)[-1] == f"resolves {items.splitlines()[-1].split()[0]}"


def test_without_a_sure_sign_no_label_is_taken_apart() -> None:
    assert cited("resolves\n1\tto meet;\n12\tto end.") == ["resolves 1", "resolves 12"]


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("to send the Panel on Roads and RailsPRR a report;", "to send the PRR a report;"),
        ("to send Working Group on DUST and SMOGsWG-DUST&SMOG a report;", "to send WG-DUST&SMOG a report;"),
        ("to submit an annuala biennial report;", "to submit a biennial report;"),
        ("to submit the quarterlyan annual report;", "to submit an annual report;"),
        ("to send the PhDs, the WGs and a panorama;", "to send the PhDs, the WGs and a panorama;"),
        ("to send Roads and RailsABC a report;", "to send Roads and RailsABC a report;"),
    ],
)
def test_a_name_or_frequency_glued_to_what_replaces_it_is_left_out(words: str, reading: str) -> None:
    found = clause_of(f"{MERGED}2\t{words}", "resolves 2")
    assert " ".join(found.reading.split()) == reading
    assert found.text == words
