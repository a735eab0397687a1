"""Terms of reference, action plans and rules that are a file of their own are read like an annex."""

from __future__ import annotations

import pytest
from parsing_builders import citations, only, parsed

from reporter.extraction import extract

BODY = "1. Scope\nThe board shall count bridges.\n2. Reports\nThe Chair shall report to TDAG every year.\n"
TITLES = [
    ("Terms of reference of the Board on Bridges", "Terms of reference"),
    ("Draft terms of reference: Board on Bridges (BB)", "Terms of reference"),
    ("BRIDGES ACTION PLAN", "Action plan"),
    ("Rules of procedure", "Rules of procedure"),
    ("Plan of action for bridges 2026-2029", "Plan of action"),
    ("Board on Bridges – Working methods", "Working methods"),
    ("MANDATE OF THE BOARD ON BRIDGES", "Mandate"),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_such_a_file_is_read_like_an_annex_of_its_title(title: str, name: str) -> None:
    found = only(parsed(f"ADVISORY GROUP ON BRIDGES\n4th meeting, Baku, 5 May 2026\n{title}\n{BODY}"))
    assert (found.number, found.year, found.title) == ("", 2026, title)
    assert "it has no header: read as an annex that stands by itself" in found.notes
    assert citations(found) == [f"{name} {one}" for one in (1, 1, 2, 2)]
    assert [(one.clause, one.responsible, one.recipients) for one in extract(found).obligations] == [
        (f"{name} 2", ("Chair",), ("TDAG",))
    ]


def test_its_tasks_are_those_of_whom_its_title_names() -> None:
    text = "Terms of reference of the Board on Bridges (BB)\n1. Tasks\n–\tTo report to TDAG every year;\n–\tTo meet.\n2. Life\nIt shall end."
    (owed,) = extract(only(parsed(text))).obligations
    assert (owed.clause, owed.responsible) == ("Terms of reference 1 (1)", ("BB",))


def test_the_words_that_set_it_up_lead_to_it() -> None:
    above = "Terms of reference of the Board on Bridges\nTDAG, at its 31st meeting,\ndecided to establish the board as follows:\n"
    assert citations(only(parsed(above + BODY))) == [f"Terms of reference {one}" for one in (1, 1, 2, 2)]


def test_a_part_goes_on_with_the_title() -> None:
    assert only(parsed(f"BAKU ACTION PLAN\nPART C – BRIDGES\n{BODY}")).title == "BAKU ACTION PLAN PART C – BRIDGES"


@pytest.mark.parametrize(
    "text",
    [
        "Action plan\n1. Buy bread.\n2. Buy milk.",
        "Shopping\n1. The child shall buy bread.\n2. The child shall buy milk.",
        "The rules of procedure are below.\n1. Bread shall be bought.\n2. Milk shall be bought.",
        "Rules of procedure\nBread shall be bought.\nMilk shall be bought.",
        "Letters\nand\nmany\nother\nthings\nthat\nhave\nno\nTerms of reference\n" + BODY,
    ],
)
def test_a_file_that_is_no_such_text_holds_nothing(text: str) -> None:
    assert parsed(text) == ()


@pytest.mark.parametrize(
    "operative",
    [
        "The Assembly of Bridges,\nRecalling,\n1. Requests the Board to report to it.",
        "instructs the Director of BDT\n1\tto report to TDAG.",
    ],
)
def test_a_resolution_with_such_a_title_is_one(operative: str) -> None:
    found = only(parsed(f"Action plan for bridges\n{operative}\n{BODY}"))
    assert not any("by itself" in note for note in found.notes)
    assert not any(one.startswith("Action plan") for one in citations(found))


def test_a_title_that_looks_like_a_verb_opens_nothing() -> None:
    found = only(parsed("RESOLUTION 7 (Kigali, 2022)\nBridges\nresolves\n1\tto meet:\nTasks\n2\tto end."))
    assert [section.verb for section in found.sections] == ["resolves"]
