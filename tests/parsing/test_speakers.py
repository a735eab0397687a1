"""Who speaks below the header: a body that names itself, headings behind a comma, conclusions with verbs of their own."""

from __future__ import annotations

from parsing_builders import clauses, only, parsed

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
