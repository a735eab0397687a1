"""Tables fit the width they are given, break no word that fits, and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.cli.tables import NARROWEST, Column, Line, rendered

COLUMNS = [Column("Name", 2, 8), Column("Days", right=True), Column("About", 3, 10)]

words = st.lists(st.text("abcdefghij", min_size=1, max_size=8), max_size=20).map(" ".join)
rows = st.lists(
    st.one_of(st.tuples(words, st.integers(-9999, 9999).map(str), words), words.map(lambda text: Line(text, indent=4))),
    max_size=8,
)


@given(rows, st.integers(NARROWEST, 160))
def test_no_line_is_longer_than_the_screen_and_no_word_is_lost(table, width):
    lines = rendered(COLUMNS, table, width=width).splitlines()
    assert max(map(len, lines)) <= width
    shown = set(" ".join(lines).split())
    for row in table:
        for cell in [row.text] if isinstance(row, Line) else row:
            assert set(cell.split()) <= shown


@given(rows)
def test_without_a_screen_each_row_is_one_line(table):
    assert len(rendered(COLUMNS, table, width=None).splitlines()) == 1 + len(table)


@given(rows, st.one_of(st.none(), st.integers(NARROWEST, 160)))
def test_no_line_ends_in_blanks(table, width):
    assert all(line == line.rstrip() for line in rendered(COLUMNS, table, width=width).splitlines())


def test_columns_stand_below_their_headers_and_numbers_are_aligned_from_the_right():
    table = [("Ada", "-5", "engines"), Line("a line of its own", indent=2), ("Grace", "120", "compilers and words")]
    assert rendered(COLUMNS, table, width=40) == (
        "Name   Days  About\n"
        "────────────────────────────────\n"
        "Ada      -5  engines\n"
        "  a line of its own\n"
        "Grace   120  compilers and words\n"
    )


def test_a_long_cell_goes_on_below_itself():
    table = [("Ada", "1", "one two three four five six seven eight nine ten")]
    assert rendered(COLUMNS, table, width=40).splitlines()[2:] == [
        "Ada      1  one two three four five six",
        "            seven eight nine ten",
    ]


def test_on_a_screen_too_narrow_for_columns_each_cell_has_lines_of_its_own():
    wide = [Column("Clause", 1, 30), Column("Who", 1, 30)]
    assert rendered(wide, [("instructs 2 " + "x" * 25, "the Director " + "y" * 25)], width=50).splitlines() == [
        "instructs 2 " + "x" * 25,
        "  Who: the Director " + "y" * 25,
    ]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("two\nlines\tand  gaps", "two lines and gaps"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("bell\x07", "bell\ufffd"),
    ],
)
def test_nothing_in_a_cell_is_a_command_to_the_terminal(cell, shown):
    assert rendered([Column("A")], [(cell,)], width=None) == f"A\n{shown}\n"


def test_wide_letters_take_two_places():
    table = [("会议", "1", "a"), ("Ada", "2", "b")]
    assert rendered(COLUMNS, table, width=40).splitlines()[2:] == ["会议     1  a", "Ada      2  b"]
