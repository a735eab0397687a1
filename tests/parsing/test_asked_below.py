"""Verbs that stand alone, and below them lines and items that say themselves who is asked."""

from __future__ import annotations

import pytest
from parsing_builders import clauses, only, parsed

from reporter.extraction import extract
from reporter.model import Resolution


def below(text: str) -> Resolution:
    return only(parsed(f"Resolution C 14/2025\nParcels\nCongress,\nConsidering\nthat parcels float,\n{text}"))


def owed(resolution: Resolution) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.clause, one.responsible) for one in extract(resolution).obligations]


@pytest.mark.parametrize("colon", ["", ":"])
def test_each_addressee_on_a_line_below_the_verb_heads_its_own_list(colon: str) -> None:
    found = below(
        f"""
        Instructs
        the Council of Administration{colon}
        – to dry them;
        – to report to Congress;
        the International Bureau, in consultation with the unions{colon}
        – to count them;
        Also invites
        member countries, as well as the regional unions{colon}
        – to send them;
        """
    )
    assert [(one.verb, one.addressee, one.collaborators) for one in found.sections if one.operative] == [
        ("instructs", "the Council of Administration", ""),
        ("instructs", "the International Bureau", "the unions"),
        ("invites", "member countries, as well as the regional unions", ""),
    ]
    assert [one.citation for one in clauses(found)[1:]] == [
        "instructs the Council of Administration (1)",
        "instructs the Council of Administration (2)",
        "instructs the International Bureau (1)",
        "also invites member countries, as well as the regional unions (1)",
    ]


def test_a_sentence_below_the_verb_names_who_is_asked_even_broken_over_lines() -> None:
    found = below(
        """
        Invites
        the operators that have received help from the Relief Fund to report on it to Congress every year;
        Further invites
        the restricted unions
        to inform Congress every two years of the parcels;
        """
    )
    assert owed(found) == [
        ("invites", ("operators that have received help from the Relief Fund",)),
        ("further invites", ("restricted unions",)),
    ]


def test_items_name_who_is_asked_and_what_is_nested_in_them_asks_the_same() -> None:
    found = below(
        """
        Requests:
        (1) The presidents of technical commissions to report to Congress annually;
        (2) The Secretary-General:
        (a) To count them;
        (b) To report to Congress at its next session;
        (3) The heads of the regional offices, in consultation with Members:
        (a) To keep Congress informed on a yearly basis;
        (4) Development partners to submit to Congress reports on them once a year;
        (5) The International Council for Parcels to inform Congress every year;
        """
    )
    assert [(one.citation, one.addressee) for one in clauses(found)[1:]] == [
        ("requests (1)", "The presidents of technical commissions"),
        ("requests (2)", "The Secretary-General"),
        ("requests (2) a)", "The Secretary-General"),
        ("requests (2) b)", "The Secretary-General"),
        ("requests (3)", "The heads of the regional offices, in consultation with Members"),
        ("requests (3) a)", "The heads of the regional offices, in consultation with Members"),
        ("requests (4)", "Development partners"),
        ("requests (5)", "The International Council for Parcels"),
    ]
    assert owed(found) == [
        ("requests (1)", ("presidents of technical commissions",)),
        ("requests (2) b)", ("Secretary-General",)),
        ("requests (3) a)", ("heads of the regional offices",)),
        ("requests (4)", ("development partners",)),
        ("requests (5)", ("International Council for Parcels",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Resolves\n1. the right of States to inform others;",
        "Requests the International Bureau\n1. to count, in addition to weighing, the parcels;",
        "Requests\n1. in order to save parcels, that the Director report to Congress;",
        "Requests\n1. that the Director be asked to report to Congress;",
        "Urges\n1. to count all parcels to report to Congress;",
    ],
)
def test_other_items_name_nobody(text: str) -> None:
    assert clauses(below(text))[-1].addressee is None


def test_items_of_a_numbered_verb_alone_name_who_is_asked() -> None:
    found = only(
        parsed(
            """
            78/5. Weirs
            The General Assembly,
            Recalling that weirs leak,
            1. Further requests:
            (a) Relevant stakeholders to report to the Council every year;
            (b) The Secretary-General:
            (i) To report to it every year;
            2. Requests the Secretary-General:
            (a) To find the people to mend them.
            """
        )
    )
    assert [(one.citation, one.addressee) for one in clauses(found)[1:]] == [
        ("requests 1", None),
        ("requests 1 a)", "Relevant stakeholders"),
        ("requests 1 b)", "The Secretary-General"),
        ("requests 1 b) i)", "The Secretary-General"),
        ("requests 2", "the Secretary-General"),
        ("requests 2 a)", None),
    ]
    assert owed(found) == [
        ("requests 1 a)", ("relevant stakeholders",)),
        ("requests 1 b) i)", ("Secretary-General",)),
    ]


def test_an_annex_may_ask_in_the_passive() -> None:
    found = below(
        """
        Adopts the plan in the annex.
        Annex
        1. Operators are requested to submit reports to Congress every two years.
        2. They report to the Council of Administration.
        3. The International Bureau is requested to:
        (a) report to each session of the Council of Administration.
        """
    )
    assert owed(found) == [("Annex 1", ("operators",)), ("Annex 3 a)", ("International Bureau",))]
