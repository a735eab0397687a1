"""What only a whole resolution tells: definitions, pronouns, lists, groups that may be set up, ids, other actions."""

from __future__ import annotations

import pytest
from extraction_builders import TSB, Act, acts_of, part, resolution

from reporter.extraction import Extraction, extract
from reporter.model import Clause, Resolution, Section


def acts(body: str, *parts: object) -> tuple[Act, ...]:
    return acts_of(extract(resolution(body, *parts)))  # type: ignore[arg-type]


def test_an_abbreviation_that_the_text_defines_is_a_name() -> None:
    found = acts(
        "WTSA",
        part(
            "resolves",
            "to set up the Quiet Networks Steering Committee (QNSC);",
            "that QNSC shall report to TSAG on noise;",
        ),
    )
    assert found == (Act("TSAG", about="noise", who="QNSC", force="shall"),)


def test_the_long_form_of_a_defined_abbreviation_is_the_same_name() -> None:
    found = acts(
        "WTSA",
        part("resolves", "to set up an expert group on noise limits (EG-NL);"),
        part(TSB, "to report on fees to the expert group on noise limits;"),
    )
    assert [act.to for act in found] == ["EG-NL"]


def test_an_abbreviation_that_is_no_group_is_no_name() -> None:
    found = acts("WTSA", part("resolves", "to promote packet loss concealment (PLC);", "to report to PLC on noise;"))
    assert found == ()


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("that the Committee shall report to TSAG on noise;", "QNSC"),  # the noun of its long form
        ("that this Committee shall report to TSAG on noise;", "WTSA"),  # "this" is who speaks
        ("It shall report to TSAG on noise.", "QNSC"),  # the body that the clause before opens with
        ("Its chair shall report to TSAG on noise.", "chair of QNSC"),
    ],
)
def test_a_noun_stands_for_a_name_said_before(clause: str, who: str) -> None:
    before = "The Quiet Networks Steering Committee (QNSC) shall meet twice a year."
    found = acts("WTSA", part("Annex", before, clause, annex="Annex A"))
    assert [act.who for act in found] == [who]


def test_a_noun_that_may_stand_for_two_names_is_told() -> None:
    made = resolution(
        "WTSA",
        part(
            "noting",
            "that JCA-Noise and the Noise Action Group (NAG) have met, and that the Quiet Action Group (QAG) has not,",
        ),
        part("resolves", "that the group shall report to TSAG on noise;"),
    )
    (found,) = extract(made).obligations
    assert found.responsible == ("QAG",)
    assert "a name was put for a pronoun that could mean several" in found.notes
    assert found.confidence < 0.8


def test_a_name_said_only_later_is_not_what_a_noun_stands_for() -> None:
    found = acts(
        "WTSA",
        part("resolves", "that the group shall report to TSAG on noise;", "to set up the Noise Action Group (NAG);"),
    )
    assert [act.who for act in found] == ["group"]


def nested(*, lead: str, text: str, heading: str = "resolves") -> Resolution:
    """A resolution with one clause nested in another."""
    outer = Clause("resolves 1", lead, 0, len(lead), reading=lead)
    inner = Clause("resolves 1 a)", text, 100, 100 + len(text), lead_in=(lead,), reading=text)
    section = Section(heading, heading, True, "", "", None, (outer, inner), 0)
    return Resolution("WTSA", "900", "Made", None, 2024, False, "made.txt", 0, 200, (section,), id="WTSA-900-2024")


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("to instruct the Director of BDT:", "Director of BDT"),
        ("that the Secretary-General shall:", "Secretary-General"),
        ("invites TDAG and RAG, in the light of the above:", "TDAG; RAG"),
    ],
)
def test_words_before_a_list_say_who_reports(lead: str, who: str) -> None:
    extraction = extract(nested(lead=lead, text="report to TSAG on noise;"))
    assert [act.who for act in acts_of(extraction)] == [who]
    assert extraction.obligations[0].notes == ("responsible taken from the words before the list",)


def test_a_case_named_before_a_list_makes_its_duties_conditional() -> None:
    extraction = extract(
        nested(lead="to instruct the Director of BDT, in the event of an outage:", text="report to TSAG on noise;")
    )
    assert [act.conditional for act in acts_of(extraction)] == [True]


def test_what_a_group_that_may_be_set_up_shall_do_is_conditional() -> None:
    found = acts(
        "WTSA",
        part(
            "resolves",
            "that TSAG may establish the Noise Action Group (NAG);",
            "that NAG shall report to TSAG on noise;",
        ),
    )
    assert [(act.who, act.conditional) for act in found] == [("NAG", True)]


def test_an_annex_binds_only_where_it_says_so() -> None:
    found = acts(
        "WTSA", part("Annex", "TSAG reports to WTSA on noise.", "TSAG shall report to WTSA on noise.", annex="Annex A")
    )
    assert [act.force for act in found] == ["shall"]


def test_a_preamble_binds_nobody() -> None:
    extraction = extract(
        resolution("WTSA", part("recalling", "that the Director of TSB shall report to TSAG on noise,"))
    )
    assert extraction.obligations == extraction.actions == ()


def ids_of(extraction: Extraction) -> list[str]:
    return [one.id for one in (*extraction.obligations, *extraction.actions)]


def test_ids_are_readable_and_use_canonical_names() -> None:
    made = resolution(
        "WTSA",
        part(
            "instructs the Director of the Telecommunication Standardization Bureau",
            "to report to TSAG on noise;",
            "to measure noise;",
        ),
        part("resolves", "to reduce noise;"),
    )
    assert ids_of(extract(made)) == [
        "WTSA-900-2024/instructs-Director-of-TSB-1",
        "WTSA-900-2024/instructs-Director-of-TSB-2",
        "WTSA-900-2024/resolves",
    ]


def test_two_acts_of_one_clause_have_ids_of_their_own() -> None:
    made = resolution("WTSA", part(TSB, "to report on noise annually to TSAG and to the next WTSA;"))
    assert ids_of(extract(made)) == [
        "WTSA-900-2024/instructs-Director-of-TSB",
        "WTSA-900-2024/instructs-Director-of-TSB.2",
    ]


def test_the_number_of_a_study_group_stays_in_its_id() -> None:
    made = resolution("WTSA", part("invites Study Group 2", "to measure noise;", "to reduce noise;"))
    assert ids_of(extract(made)) == ["WTSA-900-2024/invites-Study-Group-2-1", "WTSA-900-2024/invites-Study-Group-2-2"]


@pytest.mark.parametrize(
    ("heading", "text", "addressees", "collaborators"),
    [
        (TSB, "to measure noise;", ("Director of TSB",), ()),
        (
            f"{TSB}, in collaboration with the Director of BDT",
            "to measure noise;",
            ("Director of TSB",),
            ("Director of BDT",),
        ),
        (TSB, "to measure noise in consultation with TDAG;", ("Director of TSB",), ("TDAG",)),
        (
            "resolves",
            "to invite the Directors of the three Bureaux to measure noise;",
            ("Director of BR", "Director of TSB", "Director of BDT"),
            (),
        ),
        ("resolves", "that TSAG, RAG and TDAG continue to measure noise;", ("TSAG", "RAG", "TDAG"), ()),
        ("resolves", "to measure noise;", (), ()),
        # Whose mandate is borne in mind does not help.
        (
            "decides",
            "that the Board, taking into account the mandate of the Working Group on Noise, shall measure noise;",
            ("Board",),
            (),
        ),
        ("invites Member States and Sector Members", "to measure noise;", ("Member States", "Sector Members"), ()),
    ],
)
def test_an_action_says_who_is_to_act_and_who_is_to_help(
    heading: str, text: str, addressees: tuple[str, ...], collaborators: tuple[str, ...]
) -> None:
    (action,) = extract(resolution("WTSA", part(heading, text))).actions
    assert (action.addressees, action.collaborators) == (addressees, collaborators)
    assert action.text == text


@pytest.mark.parametrize(
    ("lead", "addressees"),
    [
        ("Calls upon all States:", ("States",)),
        ("Requests the Secretary-General, in this regard, to:", ("Secretary-General",)),
        ("that the Panel on Noise shall:", ("Panel on Noise",)),
    ],
)
def test_an_item_asks_whom_the_words_above_it_ask_and_they_are_no_action(
    lead: str, addressees: tuple[str, ...]
) -> None:
    (action,) = extract(nested(lead=lead, text="to measure noise;")).actions
    assert (action.text, action.addressees) == ("to measure noise;", addressees)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("every year until 2028 on noise", "until 2028"),
        ("every year, until the end of 2028, on noise", "until the end of 2028"),
        ("every year, up to and including 30 June 2028, on noise", "up to and including 30 June 2028"),
        ("every year until PP-26", "until PP-26"),
        ("every year until the 2028 session of the Council", "until the 2028 session of the Council"),
        ("every year until it is wound up, on noise", "until it is wound up"),
        ("every year until arrears to contributors are paid", "until arrears to contributors are paid"),
        ("every year until its eighth meeting on noise", "until its eighth meeting"),
    ],
)
def test_an_end_that_the_text_sets_is_noted(words: str, ends: str) -> None:
    (found,) = extract(resolution("WTSA", part(TSB, f"to report to TSAG {words};"))).obligations
    assert (found.frequency, found.ends, found.notes) == ("annual", ends, (f'the text ends it: "{ends}"',))


@pytest.mark.parametrize(
    "text",
    [
        "to report to TSAG every year on the funds held until 2028;",
        "to report to TSAG every year on the mandate, which runs until 2028;",
        "to report to TSAG every year on the activities carried out up to 2028;",
        "to report to the next meeting of TSAG on the plan until 2028;",
    ],
)
def test_an_end_of_something_else_ends_no_report(text: str) -> None:
    (found,) = extract(resolution("WTSA", part(TSB, text))).obligations
    assert (found.ends, found.notes) == (None, ())
