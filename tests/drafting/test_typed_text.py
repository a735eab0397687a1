"""What people type into a cell comes out as paragraphs and lists, as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.drafting.text import clean, typed


def blocks(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.label, block.text) for block in typed(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", [("paragraph", "", "One.")]),
        ("One.\nTwo.\n\nThree.", [("paragraph", "", "One."), ("paragraph", "", "Two."), ("paragraph", "", "Three.")]),
        ("a\r\nb\rc\x0bd\u2028e", [("paragraph", "", letter) for letter in "abcde"]),
        ("- one\n• two\n– three", [("bullet", "-", "one"), ("bullet", "•", "two"), ("bullet", "–", "three")]),
        ("1. one\n2) two\n(3) three", [("number", "1.", "one"), ("number", "2)", "two"), ("number", "(3)", "three")]),
        ("a) one\n(b) two", [("number", "a)", "one"), ("number", "(b)", "two")]),
        ("(ii) two\nIV) four", [("number", "(ii)", "two"), ("number", "IV)", "four")]),
        # As typed in French and Spanish, and as copied out of Word.
        ("— one\n● two\n\uf0b7 three", [("bullet", "—", "one"), ("bullet", "●", "two"), ("bullet", "\uf0b7", "three")]),
        ("- one\n  goes on\nnew", [("bullet", "-", "one\ngoes on"), ("paragraph", "", "new")]),
        ("✓ done", [("paragraph", "", "✓ done")]),
        ("(as before) it was", [("paragraph", "", "(as before) it was")]),
        # Not lists: nothing after the mark, no space after it, a year, a formula.
        ("-", [("paragraph", "", "-")]),
        ("-5 % since May", [("paragraph", "", "-5 % since May")]),
        ("2026. A good year", [("paragraph", "", "2026. A good year")]),
        ("=SUM(A1:A3)", [("paragraph", "", "=SUM(A1:A3)")]),
        ("1.5 million", [("paragraph", "", "1.5 million")]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_lines_become_paragraphs_and_list_items(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks(text) == expected


def test_an_indented_item_is_nested() -> None:
    assert [block.nested for block in typed("- one\n  - two\n\t- three").blocks] == [False, True, True]


def test_the_first_letter_tells_the_direction() -> None:
    assert [block.rtl for block in typed("مرحبا ITU\nITU مرحبا\n12 (שלום)").blocks] == [True, False, True]


def test_what_xml_forbids_is_left_out_and_counted() -> None:
    text = typed("a\x00b\x07c\ud800d\uffff")
    assert (text.raw, text.dropped) == ("abcd", 4)


def test_tabs_and_line_feeds_stay() -> None:
    assert clean("a\tb\nc") == "a\tb\nc"


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufffe\uffff"), max_size=200)
)
def test_no_visible_character_is_lost(text: str) -> None:
    # Plane-final noncharacters beyond the first plane are allowed in XML.
    found = "".join(block.label + block.text for block in typed(text).blocks)
    assert "".join(found.split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_every_text_can_stand_in_xml(text: str) -> None:
    from lxml import etree

    element = etree.Element("t")
    element.text = typed(text).raw
    assert clean(clean(text)) == clean(text)
