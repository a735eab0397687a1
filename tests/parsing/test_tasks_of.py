"""An annex may set out somebody's tasks: what is listed there binds without a verb that says so."""

from __future__ import annotations

import pytest
from parsing_builders import only, parsed

from reporter.extraction import Extraction, extract
from reporter.parsing.tasks_of import tasks_of

GROUP = "the Council Working Group on Fees and Tariffs (CWG-FT)"


def with_annex(text: str) -> Extraction:
    above = f"RESOLUTION 1430\nFees\nThe ITU Council,\nresolves\n1 to set up {GROUP};\n2 to thank its members,\n"
    return extract(only(parsed(above + text)))


def owed(found: Extraction) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.clause, one.responsible, one.recipients) for one in found.obligations]


@pytest.mark.parametrize(
    ("title", "whose"),
    [
        (f"Terms of reference of {GROUP}", GROUP),
        ("TERMS OF REFERENCE OF THE COUNCIL WORKING GROUP ON FEES AND TARIFFS (CWG-FT)", GROUP),
        ("Draft terms of reference and working methods of the Panel", "the Panel"),
        ("ANNEX A (to Resolution 1430): Mandate of CWG-FT", "CWG-FT"),
        ("Functions and composition of the Board.", "the Board"),
        ("Terms of reference", ""),
        ("Budget of the Panel", ""),
        ("Working methods of the Panel", ""),
    ],
)
def test_a_title_says_whose_tasks_an_annex_sets_out(title: str, whose: str) -> None:
    assert tasks_of(title, f"resolves to set up {GROUP}") == whose


@pytest.mark.parametrize("heading", ["ANNEX\nTERMS OF REFERENCE OF CWG-FT", "Annex: Terms of reference of CWG-FT"])
def test_tasks_below_such_a_title_are_duties(heading: str) -> None:
    found = with_annex(
        f"{heading}\n1 To study the fees.\n2 To submit to the Council an annual report on its activities.\n"
        "3 Report on its meetings to TSAG.\n4 The fees that TSAG reports.\n5 The Chair shall report to the Council."
    )
    assert owed(found) == [
        ("Annex 2", ("CWG-FT",), ("Council",)),
        ("Annex 3", ("CWG-FT",), ("TSAG",)),
        ("Annex 5", ("Chair",), ("Council",)),
    ]
    assert [(one.clause, one.addressees) for one in found.actions if one.clause.startswith("Annex")] == [
        ("Annex 1", ("CWG-FT",))
    ]


@pytest.mark.parametrize(
    "title", ["Terms of reference", "Guidelines for the groups", "Budget of the Working Group on Fees"]
)
def test_below_another_title_an_annex_binds_only_where_it_says_so(title: str) -> None:
    assert owed(with_annex(f"ANNEX\n{title}\n1 To submit to the Council an annual report on its activities.")) == []


def test_a_title_farther_down_belongs_to_the_rules_above_it() -> None:
    found = with_annex(
        "ANNEX\nRules of procedure\nRule 1\nThe meetings shall be public.\nDuties of the secretariat\nRule 2\n"
        "The minutes shall be kept."
    )
    assert [one.clause for one in found.actions][2:] == ["Annex Rule 1", "Annex Rule 2"]


def test_a_report_of_the_group_is_its_own() -> None:
    found = with_annex(
        "ANNEX\nTerms of reference of CWG-FT\n1 A final report shall be submitted to the Council at its 2029 session.\n"
        "2 The Council shall be kept informed, by the secretariat of the group, of the fees."
    )
    assert owed(found)[0] == ("Annex 1", ("CWG-FT",), ("Council",))
    assert owed(found)[1][1] != ("CWG-FT",)


def test_what_a_group_shall_do_in_a_list_are_its_actions() -> None:
    found = with_annex(
        "ANNEX\nTerms of reference of CWG-FT\nIt shall, in particular:\na) examine the fees;\nb) report to TSAG.\n"
        "The following fees shall be studied:\na) those of TSAG."
    )
    assert owed(found) == [("Annex b)", ("CWG-FT",), ("TSAG",))]
    assert [one.text for one in found.actions][2:] == ["examine the fees;", "The following fees shall be studied:"]
