"""How two wordings differ: whole words, both texts back to the character, and a line that a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.extraction.differences import Edit, describe, difference

ANNUAL = "to report annually to TSAG on the implementation of this resolution"


def sides(edits: Sequence[Edit]) -> tuple[str, str]:
    """Old and new text, put together again."""
    old = "".join(one.text for one in edits if one.kind != "added")
    return old, "".join(one.text for one in edits if one.kind != "removed")


WORDS = st.lists(
    st.sampled_from(("to", "report ", "Report", " TSAG", ",", "\n", "\u00a0", "ISC-TF", "ISC\u2011TF", "é"))
)


@given(st.one_of(st.text(), WORDS.map("".join)), st.one_of(st.text(), WORDS.map("".join)))
def test_a_difference_gives_both_texts_back(old: str, new: str) -> None:
    edits = difference(old, new)
    assert sides(edits) == (old, new)
    assert all(one.text for one in edits)
    assert all(one.kind != two.kind for one, two in pairwise(edits))
    assert (old == new) == all(one.kind == "kept" for one in edits)


def test_texts_far_longer_than_a_clause_get_a_coarser_difference_in_no_time() -> None:
    old, new = "to report to the " * 2000, "of report the " * 2000
    assert sides(difference(old, new)) == (old, new)


def test_a_difference_goes_by_whole_words() -> None:
    assert difference("to report annually to TSAG", "to report every two years to TSAG and TDAG") == (
        Edit("kept", "to report"),
        Edit("removed", " annually"),
        Edit("added", " every two years"),
        Edit("kept", " to TSAG"),
        Edit("added", " and TDAG"),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "to report annually to TSAG;",
            "to report every two years to TSAG and TDAG,",
            "annually → every two years; added: and TDAG",
        ),
        (ANNUAL, ANNUAL.replace(" annually", ""), "removed: annually"),
        # A body whose long name now stands before its short one: the bracket belongs to the sentence around it.
        ("to inform TSAG", "to inform the Advisory Group (TSAG)", "added: the Advisory Group"),
        ("to report annually to TSAG", "to report to TSAG annually", "moved: annually"),
        # Replacements with only little words between them are one.
        ("the results of the pilot", "the outcome of the programme", "results of the pilot → outcome of the programme"),
        ("to inform  TSAG, annually;", "to inform TSAG annually.", ""),
        ("the ISC\u2011TF of this Resolution", "the ISC-TF of this resolution", ""),
        ("", "to report to TSAG", "added: to report to TSAG"),
        ("to report\nto TSAG", "", "removed: to report to TSAG"),
        (ANNUAL, ANNUAL, ""),
    ],
)
def test_a_difference_in_a_line(old: str, new: str, told: str) -> None:
    assert describe(difference(old, new)) == told


@given(WORDS.map("".join), WORDS.map("".join))
def test_a_line_is_a_line(old: str, new: str) -> None:
    told = describe(difference(old, new))
    assert told == " ".join(told.split())
