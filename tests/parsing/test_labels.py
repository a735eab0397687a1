"""Labels of items beyond plain numbers: capitals, roman capitals, those that lost their revision marks."""

from __future__ import annotations

import pytest
from parsing_builders import cited, clause_of, clauses, document, only, parsed

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
    assert cited(f"instructs the Director of BDT\n{items}") == [f"instructs the Director of BDT {one}" for one in expected]


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
