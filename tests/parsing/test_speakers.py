"""Who speaks below the header: a body that names itself, headings behind a comma, conclusions with verbs of their own."""

from __future__ import annotations

from parsing_builders import citations, clauses, only, parsed

from reporter.extraction import extract


def test_a_body_may_speak_of_itself_by_name() -> None:
    found = only(
        parsed(
            """
            WIPO General Assembly
            The WIPO General Assembly agrees that the mandate, as it stands, be renewed as follows:
            (a) The Committee will meet.
            (b) The General Assembly also requests the Secretariat to help it.
            """
        )
    )
    assert [(one.citation, one.verb) for one in clauses(found)][-2:] == [("agrees a)", None), ("agrees b)", "requests")]


def test_a_body_that_is_named_once_may_go_on_as_it() -> None:
    found = only(
        parsed(
            """
            Parliamentary Assembly
            Resolution 2999 (2030)
            Quays in winter
            1. The Parliamentary Assembly reiterates that quays are slippery.
            2. In the light of these remarks, the Assembly calls on the member States to:
            2.1. sweep them;
            2.2. inform the Assembly of it by 30 June 2031.
            3. It also invites the Commissioner for Quays to report to it every year.
            4. Finally, it asks the Committee on Quays to keep it informed.
            """
        )
    )
    assert found.body == "Parliamentary Assembly"
    assert [one.citation for one in clauses(found)] == [
        "calls on 2",
        "calls on 2.1",
        "calls on 2.2",
        "invites 3",
        "asks 4",
    ]
    assert [(one.clause, one.responsible, one.recipients) for one in extract(found).obligations] == [
        ("calls on 2.2", ("Member States",), ("Parliamentary Assembly",)),
        ("invites 3", ("Commissioner for Quays",), ("Parliamentary Assembly",)),
        ("asks 4", ("Committee on Quays",), ("Parliamentary Assembly",)),
    ]


def test_a_heading_below_a_list_that_ends_in_a_comma_begins_a_section() -> None:
    found = only(
        parsed(
            """
            RESOLUTION 95 (New Delhi, 2024)
            Quays
            The World Telecommunication Standardization Assembly (New Delhi, 2024),
            instructs the Director of the Telecommunication Standardization Bureau
            1 to count quays;
            2 to paint quays,
            charges the Secretary-General
            with presenting to the Council in 2026 a report on the quays.
            """
        )
    )
    assert [one.verb for one in found.sections] == ["instructs", "charges"]
    assert [one.responsible for one in extract(found).obligations] == [("Secretary-General",)]


def test_conclusions_of_other_bodies_have_verbs_of_their_own() -> None:
    found = only(
        parsed(
            """
            78/5. Weirs
            The General Assembly,
            Recalling that weirs leak,
            1. Takes note of the report on weirs;
            Conclusions
            1. Requests the Secretary-General to report to the General Assembly at its eightieth session on weirs;
            """
        )
    )
    assert [(one.clause, one.recipients) for one in extract(found).obligations] == [
        ("Conclusions 1", ("General Assembly",))
    ]


DECLARATION = """
    DECLARATION OF BAKU ON QUAYS
    We, the delegates of the Member States gathered at the World Telecommunication Development Conference (Baku, 2025),
    recalling that quays are wet;
    declare
    1. that quays should be dry;
    demand the Director of the Telecommunication Development Bureau
    1. to dry them;
    2. to report on them to TDAG every year,
    request the Director of the Telecommunication Standardization Bureau to:
    1. invite Member States to dry them;
    2. report on them to TSAG every year,
    and invite the Secretary-General
    to submit a report on them to the Council in 2026.
"""

DECLARATION_IN_CAPITALS = """
    RESOLUTION OF THE TWELFTH MEETING OF THE MINISTERIAL COUNCIL ON QUAYS
    WE, the Ministers responsible for quays, gathered for the Twelfth Meeting of the Ministerial Council on Quays;
    RECALLING the Agreement on Quays;
    DO HEREBY RESOLVE TO:
    1. STRENGTHEN the quays;
    2. REQUEST the Committee on Quays to report to the Ministerial Council every year;
    3. AGREE that the Board on Quays shall report to the Committee on Quays once a month.
"""


def test_those_who_met_may_declare_and_ask_in_the_plural() -> None:
    found = only(parsed(DECLARATION))
    assert (found.body, found.year) == ("WTDC", 2025)
    assert [one.verb for one in found.sections if one.operative] == ["declares", "demands", "requests", "invites"]
    assert [(one.clause, one.recipients) for one in extract(found).obligations] == [
        ("demand the Director of the Telecommunication Development Bureau 2", ("TDAG",)),
        ("request the Director of the Telecommunication Standardization Bureau 2", ("TSAG",)),
        ("invite the Secretary-General", ("Council",)),
    ]


def test_declarations_may_ask_in_capitals() -> None:
    found = only(parsed(DECLARATION_IN_CAPITALS))
    assert found.body == "Ministerial Council on Quays"
    assert [(one.clause, one.responsible, one.frequency) for one in extract(found).obligations] == [
        ("requests 2", ("Committee on Quays",), "annual"),
        ("agrees 3", ("Board on Quays",), "monthly"),
    ]


def test_a_declaration_without_a_number_begins_with_those_who_declare() -> None:
    found = only(
        parsed(
            """
            KIGALI DECLARATION
            We, the Ministers of the riparian States, meeting in Kigali on 11 November 2026,
            Mindful that quays are wet;
            Hereby declare as follows:
            1. We recognize that quays matter.
            2. We task the Committee on Quays with counting them. The Committee will report to each session of the Conference.
            3. We agree that the Board on Quays shall report to the Committee on Quays once a month.
            4. We invite the Union to dry them.
            """
        )
    )
    assert (found.title, found.number) == ("KIGALI DECLARATION", "")
    extraction = extract(found)
    assert [(one.clause, one.responsible, one.frequency) for one in extraction.obligations] == [
        ("tasks 2", ("Committee on Quays",), "each-meeting"),
        ("agrees 3", ("Board on Quays",), "monthly"),
    ]
    assert [one.clause for one in extraction.actions] == ["invites 4"]


def test_who_voted_is_no_part_of_the_text() -> None:
    found = only(
        parsed(
            """
            A/HRC/RES/58/90
            58/90. Quays
            The Human Rights Council,
            Recalling that quays are wet,
            1. Calls upon States to dry them;
            2. Decides to remain seized of the matter.
            54th meeting
            4 April 2025
            [Adopted by a recorded vote of 3 to 2, with 1 abstention.
            In favour:
            Algeria, Bolivia, Chile
            Against: Denmark, Estonia
            Abstaining:
            France]
            """
        )
    )
    assert citations(found, operative=True) == ["calls upon 1", "decides 2"]


def test_articles_of_an_annex_are_cited_and_none_is_taken_for_an_enacting_line() -> None:
    found = only(
        parsed(
            """
            78/5. Quays
            The General Assembly,
            Recalling that quays are wet,
            1. Approves the statutes below;
            Annex
            Statutes
            Article 1
            The Group shall meet every year.
            Article 2. Reports
            The Group shall report each year to the General Assembly.
            Article 3
            1. The Bureau shall have three members.
            2. The Bureau shall report to the Group every month.
            Article 3 shall apply to all reports
            """
        )
    )
    assert [one.citation for one in clauses(found)][2:] == [
        "Annex Article 1",
        "Annex Article 2",
        "Annex Article 3 1",
        "Annex Article 3 2",
    ]
    assert [(one.clause, one.frequency) for one in extract(found).obligations] == [
        ("Annex Article 2", "annual"),
        ("Annex Article 3 2", "monthly"),
    ]


def test_paragraphs_of_an_annex_may_be_counted_with_its_letter() -> None:
    found = only(
        parsed(
            """
            RESOLUTION 95 (New Delhi, 2024)
            Quays
            The World Telecommunication Standardization Assembly (New Delhi, 2024),
            resolves
            to adopt the annex.
            Annex A
            A.1 The Steering Committee shall count quays.
            A.2 It shall report to TSAG every three months.
            A1.2.1 Its Chair shall report to TDAG.
            """
        )
    )
    assert [(one.clause, one.text.split()[0], one.responsible) for one in extract(found).obligations] == [
        ("Annex A A.2", "It", ("Steering Committee",)),
        ("Annex A A1.2.1", "Its", ("Chair of the Steering Committee",)),
    ]
