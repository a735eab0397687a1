"""Decisions that are told in the past, alone and in compendia, and bodies that decide on a line of their own."""

from __future__ import annotations

import pytest
from parsing_builders import citations, clauses, document, lines, only, parsed

from reporter.extraction import extract
from reporter.model import Resolution
from reporter.parsing import parse

COMPENDIUM = """
    Decisions
    79/519. Mills on rivers
    At its 24th plenary meeting, on 3 December 2024, the General Assembly, on the recommendation of the First Committee,22 decided to count the mills, and requested the Secretary-General to submit a report to it at its eightieth session.
    79/520. Report that the Council requested
    At its 63rd plenary meeting, on 24 January 2025, the General Assembly took note of the report requested by the Council in its resolution 2020/1.
    79/521. Weirs
    At its 1st plenary meeting, on 10 September 2024, the General Assembly, on the proposal of the President:
    (a) Recalled that weirs leak;
    (b) Encouraged Member States to mend them;
    (c) Also decided that the Committee on Weirs shall report to it every year.
    79/522. Ponds
    At its 54th plenary meeting, on 19 December 2024, the General Assembly, recalling its resolution 70/1, in which it requested the Secretary-General to report, decided:
    (a) To drain the ponds;
    (b) To request the Secretary-General to report to it thereon.
    79/523. Lakes
    The General Assembly, at its 55th plenary meeting, on 20 December 2024, decided to fill the lakes.
    At the same meeting, the Assembly also requested the Secretary-General to report thereon to the Assembly every year.
"""


def operative(resolution: Resolution) -> list[str]:
    return citations(resolution, operative=True)


def test_each_decision_of_a_compendium_has_the_body_and_the_year_that_its_words_tell() -> None:
    found = parsed(COMPENDIUM)
    assert [(one.id, one.title) for one in found] == [
        ("GA-Decision-79-519-2024", "Mills on rivers"),
        ("GA-Decision-79-520-2025", "Report that the Council requested"),
        ("GA-Decision-79-521-2024", "Weirs"),
        ("GA-Decision-79-522-2024", "Ponds"),
        ("GA-Decision-79-523-2024", "Lakes"),
    ]
    assert {one.body for one in found} == {"General Assembly"}


def test_what_was_decided_is_cited_as_if_the_body_spoke() -> None:
    found = parsed(COMPENDIUM)
    assert [operative(one) for one in found] == [
        ["decides"],
        ["takes note of the report requested by the Council in its resolution 2020/1"],
        ["recalls a)", "encourages b)", "decides c)"],
        ["decides a)", "decides b)"],
        ["decides", "also requests the Secretary-General"],
    ]


def test_clauses_are_the_words_of_the_source_and_in_their_place() -> None:
    source = document(*lines(COMPENDIUM))
    for resolution in parse(source):
        for clause in clauses(resolution):
            assert source.text[clause.start : clause.end] == clause.text
            assert "decides" not in clause.text
            assert "decided" not in clause.reading


def test_who_must_report_is_read_from_both_halves_of_a_sentence() -> None:
    owed = [one for resolution in parsed(COMPENDIUM) for one in extract(resolution).obligations]
    assert [(one.clause, one.responsible, one.recipients) for one in owed] == [
        ("decides", ("Secretary-General",), ("General Assembly",)),
        ("decides c)", ("Committee on Weirs",), ("General Assembly",)),
        ("decides b)", ("Secretary-General",), ("General Assembly",)),
        ("also requests the Secretary-General", ("Secretary-General",), ("General Assembly",)),
    ]


@pytest.mark.parametrize(
    "how",
    ["", ", without a vote,", " by consensus", " unanimously", " by 44 votes to none, with no abstentions,"],
)
def test_how_a_body_decided_may_stand_behind_the_verb(how: str) -> None:
    told = f"At its 9th meeting, held on 14 March 2026, the Commission on Weirs decided{how} to dig, and requested the"
    found = only(parsed(f"Decision 69/3\nWeirs\n{told} Executive Director to report to the Council."))
    assert (found.body, found.year) == ("Commission on Weirs", 2026)
    assert [one.verb for one in clauses(found)] == ["decides"]
    assert "requests the" in clauses(found)[0].reading


def test_a_text_adopted_by_a_decision_speaks_itself() -> None:
    found = only(
        parsed(
            """
            A/HRC/DEC/52/115
            52/115. Weirs
            At its 54th meeting, on 3 April 2023, the Human Rights Council decided to adopt the text below:
            The Human Rights Council,
            Recalling that its advisers:
            (a) requested the Office to report to it;
            1. Requests the Office to count the weirs.
            """
        )
    )
    assert (found.id, found.year) == ("HRC-Decision-52-115-2023", 2023)
    assert operative(found) == ["decides", "requests 1"]


@pytest.mark.parametrize(
    "text",
    [
        "At its 5th meeting, on 3 May 2022, the Committee on Weirs decided to request the Office to report to it.",
        "The Committee on Weirs, at its 5th meeting, requested the Office to report to it.",
    ],
)
def test_far_below_a_header_the_past_tells_of_something_else(text: str) -> None:
    body = "\n".join(["Recalling that weirs leak,", *["Noting that they still do,"] * 10])
    found = only(parsed(f"78/5. Weirs\nThe General Assembly,\n{body}\n1. Decides to wait.\nAnnex\nHistory\n{text}\n"))
    assert operative(found) == ["decides 1", "Annex"]
    assert clauses(found)[-1].reading == text
    assert not extract(found).obligations


@pytest.mark.parametrize(
    ("head", "spoken", "body", "year"),
    [
        ("Decision XXXIX/6: Foam", "The Thirty-Ninth Meeting of the Parties decides:", "Meeting of the Parties", 2027),
        ("Decision XII/6. Foam", "The Conference of the Parties decides:", "Conference of the Parties", None),
        ("BC-17/5: Foam", "The Conference of the Parties decides:", "Conference of the Parties", 2025),
        ("Decision 5/COP.16", "The Conference of the Parties decides:", "Conference of the Parties", 2024),
    ],
)
def test_a_body_may_decide_on_a_line_of_its_own_below_its_reasons(
    head: str, spoken: str, body: str, year: int | None
) -> None:
    found = only(
        parsed(
            f"""
            {head}
            A matter
            Noting that foam floats,
            {spoken}
            1. To request the Panel to report to it every year on:
            (a) Foam;
            2. To wait.
            """
        )
    )
    assert (found.kind, found.body, found.year) == ("decision", body, year)
    assert operative(found) == ["decides 1", "decides 1 a)", "decides 2"]


@pytest.mark.parametrize(
    "foot", ["(Fourth plenary meeting, 10 February 2024)", "(227 EX/SR.6)", "10th plenary meeting\n10 February 2024"]
)
def test_the_meeting_at_the_foot_is_no_part_of_the_last_clause(foot: str) -> None:
    body = "Recalling that foam floats;\nDECIDES to request the Secretariat to report to it every year."
    found = only(parsed(f"FCTC/COP10(12) Foam\nThe Conference of the Parties,\n{body}\n{foot}"))
    assert found.year == (2024 if "2024" in foot else None)
    assert clauses(found)[-1].text.endswith("every year.")


def test_what_was_decided_may_be_listed_right_below_the_reasons() -> None:
    found = only(
        parsed(
            """
            WIPO General Assembly
            Geneva, July 7 to 14, 2027
            DECISION ON AGENDA ITEM 14
            QUILTS
            The WIPO General Assembly,
            Recalling the Intergovernmental Committee on Quilts ("the ICQ");
            Noting the report on quilts, in which the Committee:
            (i) requested the Office to count them;
            Noting also that quilts are warm;
            (i) approved the quilts;
            (ii) encouraged Member States to sew;
            (iii) requested the International Bureau:
            (a) to count them;
            (iv) decided to request the Director General to report to the ICQ every year.
            """
        )
    )
    assert (found.title, found.place, found.year) == ("QUILTS", "Geneva", 2027)
    assert operative(found) == [
        "approves i)",
        "encourages ii)",
        "requests iii)",
        "requests iii) a)",
        "decides iv)",
    ]
    assert [(one.responsible, one.recipients) for one in extract(found).obligations] == [
        (("Director General",), ("ICQ",))
    ]


def test_a_decision_that_recommends_another_is_cut_before_what_it_decides() -> None:
    found = only(
        parsed(
            """
            EB158(8) Quilts
            The Executive Board, having considered the report, decided to recommend the following decision:
            The Eightieth World Health Assembly, having considered the report, decided to request the Director-General:
            (a) to sew;
            (b) to report to the Health Assembly in 2028.
            """
        )
    )
    assert (found.body, found.year) == ("Executive Board", 2026)
    assert [(one.verb, one.operative) for one in found.sections] == [
        ("having considered", False),
        ("decides", True),
        ("having considered", False),
        ("decides to request", True),
    ]


CONCLUSIONS = """
    International Labour Conference - 116th Session, Geneva, 2028
    Resolution concerning quays
    The General Conference of the International Labour Organization, meeting at its 116th Session, 2028,
    Bearing in mind that quays are wet,
    1. Adopts the conclusions below;
    2. Requests the Director-General to dry them.
    Conclusions concerning quays
    I. Members
    1. Members should report to the Office.
    2. Members which have not ratified the Quays Convention, 1981 (No. 155), are invited to report every three years to the Governing Body on the reasons.
    3. The report that the Office is requested to submit to the Governing Body is short.
    II. The Office
    4. The Office is also requested to submit to the Conference at its 120th Session a report on quays.
    5. The tripartite meeting shall report to the Governing Body.
    6. The Office should count quays. To that end:
    (a) it is requested to report to the Governing Body in 2030.
    7. The Conference invites the Regional Directors to report to the Governing Body every two years.
    8. The Director-General is requested to:
    (a) report to the Governing Body every year.
"""


def test_conclusions_below_a_resolution_ask_in_the_passive() -> None:
    found = only(parsed(CONCLUSIONS))
    assert found.title == "Resolution concerning quays"
    assert operative(found) == [
        "adopts 1",
        "requests 2",
        *(f"Conclusions {number}" for number in (*range(1, 7), "6 a)", 7, 8, "8 a)")),
    ]
    assert [(one.verb, one.addressee) for one in clauses(found)][3:8] == [
        (None, None),
        ("invites", "Members"),
        (None, None),
        ("requests", "The Office"),
        (None, None),
    ]
    owed = [(one.clause, one.responsible, one.frequency) for one in extract(found).obligations]
    assert owed == [
        ("Conclusions 2", ("Members which have not ratified the Quays Convention, 1981 (No. 155)",), "triennial"),
        ("Conclusions 4", ("Office",), "once"),
        ("Conclusions 5", ("tripartite meeting",), "unspecified"),
        ("Conclusions 6 a)", ("Office",), "once"),
        ("Conclusions 7", ("Regional Directors",), "biennial"),
        ("Conclusions 8 a)", ("Director-General",), "annual"),
    ]


def test_a_sentence_in_the_passive_asks_among_sentences_with_verbs_of_their_own() -> None:
    body = "1. Decides to wait.\n2. The Secretary-General is invited to report to the Council on weirs every year."
    found = only(parsed(f"78/5. Weirs\nThe General Assembly,\nRecalling that weirs leak,\n{body}\n"))
    assert operative(found) == ["decides 1", "invites 2"]
    assert [one.responsible for one in extract(found).obligations] == [("Secretary-General",)]


@pytest.mark.parametrize(
    ("spoken", "body", "cited"),
    [
        ("The Representatives,", "Antarctic Treaty Consultative Meeting", ["adopt the plan", "decide 1", "decide 2"]),
        (
            "The Contracting Parties to the Convention on Weirs and its Protocols at their 23rd Meeting,",
            "Contracting Parties to the Convention on Weirs and its Protocols",
            ["adopt the plan", "decide 1", "decide 2"],
        ),
        ("The Conference of the Parties,", "Conference of the Parties", []),
    ],
)
def test_several_who_speak_have_verbs_in_the_plural(spoken: str, body: str, cited: list[str]) -> None:
    found = only(
        parsed(
            f"""
            Decision 3 (2023)
            Weirs
            {spoken}
            Recalling that weirs leak,
            Adopt the plan;
            Decide:
            1. to dig; and
            2. to request the Executive Secretary to report to the Committee on Weirs every year.
            """
        )
    )
    assert (found.body, found.year) == (body, 2023)
    assert operative(found) == cited


def test_numbered_sentences_of_several_are_cited_by_the_verb_of_one() -> None:
    found = only(
        parsed(
            """
            Decision IG.26/3
            Weirs
            The Contracting Parties to the Convention on Weirs and its Protocols at their 23rd Meeting,
            Recalling that weirs leak,
            1. Adopt the strategy;
            2. Request the Secretariat to report to the Committee on Weirs every year;
            """
        )
    )
    assert found.body == "Meeting of the Contracting Parties"
    assert operative(found) == ["adopts 1", "requests 2"]
    assert [one.responsible for one in extract(found).obligations] == [("Secretariat",)]


@pytest.mark.parametrize("how", ["", ", by consensus"])
@pytest.mark.parametrize(
    "reason", ["Having heard its members, some of whom left", "On the recommendation of its Officers"]
)
def test_who_decides_may_stand_behind_the_reasons(reason: str, how: str) -> None:
    found = only(
        parsed(
            f"""
            Governing Body
            356th Session, Geneva, March 2026
            Decision concerning the eleventh item: quays
            (Document GB.356/INS/11, paragraph 41)
            {reason}, the Governing Body{how}:
            (a) took note of the report;
            (b) requested the Director-General to report to it every year.
            """
        )
    )
    assert (found.body, found.kind, found.place, found.year) == ("Governing Body", "decision", "Geneva", 2026)
    assert found.title == "Decision concerning the eleventh item: quays"
    assert operative(found) == ["takes note a)", "requests b)"]
    assert [(one.responsible, one.recipients) for one in extract(found).obligations] == [
        (("Director-General",), ("Governing Body",))
    ]


def test_a_sentence_that_goes_on_in_a_list_is_not_parted_before_whom_it_names() -> None:
    body = "1. Notes that, at its meeting, the Committee:\n(a) met;\nIn its report, the Committee:\n(a) left."
    found = only(parsed(f"78/5. Weirs\nThe General Assembly,\nRecalling that weirs leak,\n{body}"))
    assert "notes 1" in operative(found)
    assert not [one for one in clauses(found) if one.text == "the Committee:"]


DIRECTED = """
    Twentieth meeting of the Conference of the Parties
    Samarkand (Uzbekistan), 24 November – 5 December 2025
    Decisions in effect after the meeting
    Songbirds
    Directed to range States of songbirds
    20.11 Parties that are range States of songbirds are encouraged to:
    a) count them; and
    b) report to the Animals Committee at its 34th meeting.
    Decisions directed to: the Secretariat
    20.12 (Rev. CoP20) The Secretariat shall report to the Standing Committee every year on songs that
    nobody heard.
    Rosewood
    DIRECTED TO THE STANDING COMMITTEE
    20.13 The Standing Committee shall report to the Conference of the Parties at its 21st meeting.
    Decisions deleted
    19.92 to 19.98, under which the Secretariat shall report to the Standing Committee.
"""


def test_decisions_directed_to_somebody_may_have_the_number_beside_them_and_stand_before_resolutions() -> None:
    decisions, resolution = parsed(
        """
        Decisions of the Conference of the Parties in effect
        Trade in resins
        8.41 Directed to range Parties
        Range Parties are encouraged to:
        a) count the trees; and
        b) report to the Plants Committee at its 14th meeting.
        8.42 Directed to the Secretariat
        The Secretariat shall report to the Standing Committee each year.
        Resolution Conf. 8.7
        On lamps
        THE CONFERENCE OF THE PARTIES TO THE CONVENTION
        1. DIRECTS the Secretariat to report to the Standing Committee;
        """
    )
    assert resolution.number == "Conf. 8.7"
    assert operative(decisions) == ["8.41", "8.41 a)", "8.41 b)", "8.42"]
    assert [(one.clause, one.responsible) for one in extract(decisions).obligations] == [
        ("8.41 b)", ("Parties",)),
        ("8.42", ("Secretariat",)),
    ]


def test_decisions_directed_to_somebody_are_cited_by_their_own_numbers() -> None:
    found = only(parsed(DIRECTED))
    assert (found.body, found.kind, found.year) == ("Conference of the Parties", "decision", 2025)
    assert (found.title, found.place) == ("Songbirds", "Samarkand")
    assert [(one.verb, one.addressee) for one in found.sections] == [
        ("directs", "range States of songbirds"),
        ("directs", "the Secretariat"),
        ("directs", "THE STANDING COMMITTEE"),
    ]
    assert operative(found) == ["20.11", "20.11 a)", "20.11 b)", "20.12", "20.13"]
    assert [(one.clause, one.responsible, one.recipients) for one in extract(found).obligations] == [
        ("20.11 b)", ("Parties",), ("Animals Committee",)),
        ("20.12", ("Secretariat",), ("Standing Committee",)),
        ("20.13", ("Standing Committee",), ("Conference of the Parties",)),
    ]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Parties that export weirs", ("Parties that export weirs",)),
        ("Members which have dug", ("Members which have dug",)),
        ("The report that the Office", None),
        ("The weirs which they", None),
    ],
)
def test_who_is_asked_in_the_passive_may_be_described(asked: str, names: tuple[str, ...] | None) -> None:
    body = f"1. Decides to wait.\n2. {asked} are requested to report to the Council every year."
    found = only(parsed(f"78/5. Weirs\nThe General Assembly,\nRecalling that weirs leak,\n{body}\n"))
    assert [one.verb for one in clauses(found)[1:]] == ["decides", *(["requests"] if names else [None])]
    if names:
        assert [one.responsible for one in extract(found).obligations] == [names]


@pytest.mark.parametrize(
    ("told", "cited"),
    [
        ("The Governing Body decided to:\n(a) request the Office to report to it every year.", ["decides to a)"]),
        ("The Governing Body requested the Office to report to it every year.", ["requests the Office"]),
        (
            "In the light of the report, the Governing Body requested the Office to report to it every year.",
            ["requests the Office"],
        ),
    ],
)
@pytest.mark.parametrize("head", ["GB.350/INS/3/Decision\nQuays", "Governing Body\nDecision on the third item: quays"])
def test_a_body_may_tell_what_it_decided_without_its_meeting(head: str, told: str, cited: list[str]) -> None:
    found = only(parsed(f"{head}\n{told}"))
    assert (found.body, found.kind) == ("Governing Body", "decision")
    assert operative(found) == cited
    assert [(one.responsible, one.recipients) for one in extract(found).obligations] == [
        (("Office",), ("Governing Body",))
    ]


def test_where_the_body_speaks_the_past_tells_of_what_was_before() -> None:
    body = (
        "Having heard that, in 2019, the Council requested the Secretary-General to report to it;\n1. Decides to wait."
    )
    found = only(parsed(f"78/5. Weirs\nThe General Assembly,\n{body}"))
    assert operative(found) == ["decides 1"]


def test_deputies_number_what_they_decided() -> None:
    found = only(
        parsed(
            """
            CM/Del/Dec(2024)1492/H46-10
            Quilts v. Ruritania
            Decisions
            The Deputies
            1. recalled that quilts are warm;
            2. invited the authorities to submit to the Committee an action report by 30 June 2025;
            """
        )
    )
    assert (found.body, found.kind, found.year) == ("Committee of Ministers", "decision", 2024)
    assert operative(found) == ["recalls 1", "invites 2"]
    assert len(extract(found).obligations) == 1
