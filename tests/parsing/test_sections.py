"""Sections and clauses: verbs, who is asked, how each clause is cited, what it is nested in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parsing_builders import citations, cited, clause_of, clauses, document, only, parsed

from reporter.model import Footnote, Paragraph, RevisionMark, Section
from reporter.parsing import parse


def section_of(heading: str) -> Section:
    """The section that this heading opens."""
    found = only(parsed(f"RESOLUTION 7 (Kigali, 2022)\nTitle\n{heading}\n1\tto report to TDAG;"))
    assert len(found.sections) == 1
    return found.sections[0]


@pytest.mark.parametrize(
    ("heading", "verb", "addressee", "collaborators"),
    [
        ("resolves", "resolves", "", ""),
        ("instructs the Director of BDT", "instructs", "the Director of BDT", ""),
        ("further instructs the Director of BDT", "instructs", "the Director of BDT", ""),
        ("Requests the Secretary-General:", "requests", "the Secretary-General", ""),
        ("resolves to instruct the Directors of the three Bureaux", "resolves to instruct", "the Directors of the three Bureaux", ""),
        (
            "instructs the Director of BDT, in close cooperation with the Director of TSB",
            "instructs", "the Director of BDT", "the Director of TSB",
        ),
        ("instructs the Director of BDT, as chair of the group,", "instructs", "the Director of BDT", ""),
        (
            "instructs Study Group 1, within the Questions assigned to it",
            "instructs", "Study Group 1, within the Questions assigned to it", "",
        ),
        ("invites Member States and Sector Members", "invites", "Member States and Sector Members", ""),
        ("CALLS UPON international partners:", "calls upon", "international partners", ""),
        ("is of the view", "is of the view", "", ""),
        ("instructs the Director of\u00a0BDT", "instructs", "the Director of BDT", ""),
    ],
)  # fmt: skip
def test_a_heading_tells_verb_addressee_and_collaborators(
    heading: str, verb: str, addressee: str, collaborators: str
) -> None:
    section = section_of(heading)
    assert (section.verb, section.addressee, section.collaborators) == (verb, addressee, collaborators)
    assert section.operative


@pytest.mark.parametrize("verb", ["considering", "recalling", "Recalling also", "having regard to", "deeply concerned"])
def test_a_preamble_binds_nobody(verb: str) -> None:
    found = only(parsed(f"RESOLUTION 7 (Kigali, 2022)\nTitle\n{verb}\na)\tthat the Director reports to TDAG;"))
    assert [section.operative for section in found.sections] == [False]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("resolves\n1\tto meet;\n2\tto report.", ["resolves 1", "resolves 2"]),
        ("resolves\n1.\tto meet;\n2)\tto report;\n3\tto end.", ["resolves 1", "resolves 2", "resolves 3"]),
        ("resolves\nto report to TDAG.", ["resolves"]),
        ("instructs the Director of BDT\n1\tto meet.", ["instructs the Director of BDT 1"]),
        ("resolves\na)\tto meet;\nb)\tto report.", ["resolves a)", "resolves b)"]),
        ("resolves\n1\tto meet;\n1bis\tto report;\n2\tto end.", ["resolves 1", "resolves 1 bis", "resolves 2"]),
        (
            "resolves\n1\tto do:\na)\tone;\nb)\ttwo;\n2\tto end.",
            ["resolves 1", "resolves 1 a)", "resolves 1 b)", "resolves 2"],
        ),
        (
            "resolves\n1\tto do:\n–\tone;\n–\ttwo;\n–\tthree;",
            ["resolves 1", "resolves 1 (1)", "resolves 1 (2)", "resolves 1 (3)"],
        ),
        (
            "resolves\n1\tto do:\na)\tone:\ni)\tx;\nii)\ty;\nb)\ttwo;",
            ["resolves 1", "resolves 1 a)", "resolves 1 a) i)", "resolves 1 a) ii)", "resolves 1 b)"],
        ),
        ("resolves\n1\u2003to meet;\n2\u2002to report.", ["resolves 1", "resolves 2"]),
        # a bullet of the font Symbol
        ("resolves\n1\tto do:\n\uf0b7\tone;\n\uf0b7\ttwo;", ["resolves 1", "resolves 1 (1)", "resolves 1 (2)"]),
        # i) after h) is the letter
        (
            "resolves\ng)\tone;\nh)\ttwo;\ni)\tthree;\nj)\tfour;",
            ["resolves g)", "resolves h)", "resolves i)", "resolves j)"],
        ),
        # a number left out does not open a list inside
        ("resolves\n1\tone;\n3\tthree;", ["resolves 1", "resolves 3"]),
        ("resolves\n1\tone;\n1.1\tx;\n1.2\ty;\n2\ttwo;", ["resolves 1", "resolves 1.1", "resolves 1.2", "resolves 2"]),
        # numbers that belong to the words behind them
        ("resolves\n30 days after the session to report.", ["resolves"]),
    ],
)
def test_items_are_cited_as_a_delegate_would(body: str, expected: list[str]) -> None:
    assert cited(body) == expected


def test_numbers_shown_by_automatic_numbering_count_like_typed_ones() -> None:
    found = only(
        parse(
            document(
                "RESOLUTION 7 (Kigali, 2022)",
                "Title",
                "resolves",
                Paragraph("to do:", 0, label="1"),
                "a)\tone;",
                Paragraph("two;", 0, label="b)", depth=1),
                Paragraph("to report.", 0, label="2."),
                Paragraph("to end.", 0, label="Article 3"),
            )
        )
    )
    assert [one.citation for one in clauses(found)] == [
        "resolves 1", "resolves 1 a)", "resolves 1 b)", "resolves 2", "resolves",
    ]  # fmt: skip


UN = """
    The General Assembly,
    Recalling its resolution 70/1,
    (a) Noting the reports of the Secretary-General,
    I
    General questions
    1. Requests the Secretary-General:
    (a) To report to it at its seventy-fourth session;
    (b) To keep it informed of:
    (i) the costs;
    (ii) the results;
    2. Also requests the Council to report;
    Requests the Board to review this;
    Implementation and follow-up
    3. Decides to remain seized of the matter.
    54th plenary meeting
    3 December 2018
"""


def test_texts_of_the_united_nations_are_cited_by_verb_and_paragraph() -> None:
    assert cited(UN) == [
        "requests 1",
        "requests 1 a)",
        "requests 1 b)",
        "requests 1 b) i)",
        "requests 1 b) ii)",
        "requests 2",
        "requests the Board",
        "decides 3",
    ]


def test_each_sentence_of_such_a_text_names_its_own_addressee() -> None:
    assert clause_of(UN, "requests 2").addressee == "the Council"
    assert clause_of(UN, "requests 2").verb == "requests"
    assert clause_of(UN, "requests 1 b) ii)").verb == "requests"
    assert clause_of(UN, "decides 3").verb == "decides"


def test_verbs_in_capitals_and_numbers_in_parentheses() -> None:
    body = (
        "1.\tURGES Member States:\n(1)\tto report;\n2.\tREQUESTS the Director-General:\n(1)\tto help;\n(2)\tto report."
    )
    assert cited(body) == ["urges 1", "urges 1 (1)", "requests 2", "requests 2 (1)", "requests 2 (2)"]


def test_numbers_with_points() -> None:
    assert cited("5 REQUESTS the Secretary-General to:\n.1 maintain it;\n.2 report;\n6 INVITES the Council to advise.") == [
        "requests 5", "requests 5 .1", "requests 5 .2", "invites 6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "citation", "lead_in"),
    [
        ("resolves\n1\tto do:\na)\tone;", "resolves 1 a)", ("to do:",)),
        ("resolves\n1\tto report on\na)\tcosts;", "resolves 1 a)", ("to report on",)),
        ("resolves\n1\tto do:\na)\tone:\ni)\tx;", "resolves 1 a) i)", ("to do:", "one:")),
        ("resolves\n1\tto do;\n2\tto report;", "resolves 2", ()),
        (
            "instructs the Director\nto report to TDAG on:\na)\tcosts;",
            "instructs the Director a)",
            ("to report to TDAG on:",),
        ),
        # without a colon
        (
            "instructs the Director\nto report to TDAG on\na)\tcosts;",
            "instructs the Director a)",
            ("to report to TDAG on",),
        ),
        ("instructs the Director\nto report.\n1\tto meet;", "instructs the Director 1", ()),
        ("resolves\n1\tto do:\n1.1\tone:\n1.1.1\tx;", "resolves 1.1.1", ("to do:", "one:")),
    ],
)
def test_what_an_item_is_nested_in_completes_its_sentence(body: str, citation: str, lead_in: tuple[str, ...]) -> None:
    assert clause_of(body, citation).lead_in == lead_in


@pytest.mark.parametrize(
    "body",
    [
        "considering\na)\tthe decisions;\nb)\tnotes from the chair;\nc)\treports of TDAG;",
        "considering\na)\tDecisions of the Council;\nb)\tNotes from the chair;\nc)\tRequests received;",
        "recalling\nthe reports of the Director",
    ],
)
def test_nouns_of_a_preamble_are_not_taken_for_verbs(body: str) -> None:
    assert cited(body) == []


def test_a_clause_broken_over_paragraphs_is_one() -> None:
    body = "resolves\n1\tto report to the\nCouncil, and to\ninform TDAG;\n2\tto end."
    assert clause_of(body, "resolves 1").text == "to report to the\nCouncil, and to\ninform TDAG;"
    assert cited(body) == ["resolves 1", "resolves 2"]


def test_a_heading_that_lost_its_revision_marks_is_one() -> None:
    body = "resolves\n4\tto meet;\n5\tto invites the Director of BDT\nto inform TDAG annually."
    assert cited(body) == ["resolves 4", "invites the Director of BDT"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("ANNEX", "Annex"),
        ("Annex A", "Annex A"),
        ("ANNEX 1 TO RESOLUTION 9 (Rev. Kigali, 2022)", "Annex 1"),
        ("Annex 2 – Terms of reference", "Annex 2"),
        ("Attachment No. 2", "Attachment 2"),
        ("APPENDIX", "Appendix"),
        ("Annex III (to Resolution 7)", "Annex III"),
        ("Annex A\tTerms of reference", "Annex A"),
        ("ANNEX 2    Terms of reference", "Annex 2"),
    ],
)
def test_annexes_are_cited_by_their_name(title: str, name: str) -> None:
    body = f"resolves\n1\tto meet.\n{title}\n(to Resolution 7 (Kigali, 2022))\nFunctions of the group\n1\tIt shall report to TDAG."
    found = only(parsed(f"RESOLUTION 7 (Kigali, 2022)\nTitle\n{body}"))
    assert [one.citation for one in clauses(found)] == ["resolves 1", f"{name} 1"]
    annex = found.sections[-1]
    assert (annex.annex, annex.verb, annex.operative) == (name, "shall", True)


@pytest.mark.parametrize("title", ["Annex A\tThe Group shall report.", "Annex 2 contains a plan", "Annex A\tPlan\t12"])
def test_sentences_and_entries_that_begin_with_annex_head_none(title: str) -> None:
    assert not only(parsed(f"RESOLUTION 7 (Kigali, 2022)\nTitle\nresolves\n1\tto meet.\n{title}")).sections[-1].annex


def test_numbered_headings_of_an_annex_are_part_of_the_number() -> None:
    body = "resolves\nto meet.\nAnnex 1\n1\tGeneral\n1.1\tThe group shall report to TDAG.\n2\tChairs\n2.1\tChairs shall:\na)\treport;\nb)\tmeet.\n2.2\tOthers\n2.2.1\tThey shall go."
    assert cited(body) == [
        "resolves", "Annex 1 1", "Annex 1 1.1", "Annex 1 2", "Annex 1 2.1", "Annex 1 2.1 a)", "Annex 1 2.1 b)",
        "Annex 1 2.2", "Annex 1 2.2.1",
    ]  # fmt: skip


def test_a_list_that_goes_on_after_an_unnumbered_one_is_not_nested_in_it() -> None:
    body = "Annex\n2\tTasks\nThe board shall:\na)\treport;\nb)\tmeet.\n3\tReports\n3.1\tThe rapporteur shall report."
    assert cited(body) == ["Annex 2", "Annex 2", "Annex 2 a)", "Annex 2 b)", "Annex 3", "Annex 3.1"]
    assert clause_of(body, "Annex 2 b)").lead_in == ("The board shall:",)
    assert clause_of(body, "Annex 3.1").lead_in == ("Reports",)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1\tScope\nThe board shall meet.\nIt shall report.\n2\tLife", ["1", "1", "1", "2"]),
        ("1\tTasks\n–\tTo report.\nThe chair shall lead.\n2.\tThe end shall come.", ["1", "1 (1)", "1", "2"]),
        ("1\tTasks\nThe board shall:\n1)\treport;\n2)\tmeet.\n2\tLife", ["1", "1", "1", "2", "2"]),
        ("1\tThe board shall meet.\nIt shall report.", ["1", ""]),
        ("2\tTasks\n2.1\tThe board shall meet.\nIt shall report.", ["2", "2.1", ""]),
    ],
)
def test_sentences_below_a_numbered_title_of_an_annex_are_cited_by_its_number(body: str, expected: list[str]) -> None:
    assert cited(f"Annex\n{body}") == [f"Annex {one}".strip() for one in expected]


def test_cells_of_a_table_in_an_annex_are_clauses_only_where_they_are_sentences() -> None:
    cells = [Paragraph(text, 0, in_table=True) for text in ("Group", "Report", "The group shall report to TDAG.")]
    found = only(parse(document("RESOLUTION 7 (Kigali, 2022)", "Title", "resolves", "to meet.", "Annex", *cells)))
    assert [one.text for one in clauses(found)] == ["to meet.", "The group shall report to TDAG."]


CELLS = [
    ("Frequency", False, "a heading of a column"),
    ("annually", False, "a value"),
    ("The Council, to which the Director shall report in full", False, "a name that something is said of"),
    ("Report to", False, "a heading that looks like a verb"),
    ("to report to TSAG", True, "a task"),
    ("The Director shall report to TSAG", True, "who is to do it"),
    ("Report to TSAG every year", True, 'a task without "to"'),
    ("A report is made to TSAG every year.", True, "a sentence"),
]


@pytest.mark.parametrize(("cell", "is_clause", "why"), CELLS, ids=[case[2] for case in CELLS])
def test_cells_of_a_table_below_an_item_are_clauses_only_where_they_ask(cell: str, is_clause: bool, why: str) -> None:
    table = [Paragraph("Group", 0, in_table=True), Paragraph(cell, 0, in_table=True)]
    body = ["instructs the Director of BDT", "1\tto follow this table:", *table, "2\tto end."]
    found = only(parse(document("RESOLUTION 7 (Kigali, 2022)", "Title", *body)))
    assert [one.text for one in clauses(found)] == ["to follow this table:", *([cell] if is_clause else []), "to end."]


@pytest.mark.parametrize(
    "closing",
    [
        "54th plenary meeting\n19 December 2023",
        "[Adopted without a vote.]",
        "Adopted unanimously at the 5950th meeting.",
        "Ref.: Documents C19/125 and C19/130.",
        "Done at Kigali, 16 June 2022\nThe Chair of the Conference",
        "_______________\n1 These include small islands.\nSee also document 7.",
        "* * *",
        "FOOTNOTE\n1. … Bridges are also called spans.",
        "¹\tThese include small islands.",
        "(Proposal 4, Committee 2, 3rd meeting)",
        "Resolution adopted, on the report of the Commission, at the 12th plenary meeting.",
        "...",
    ],
)
def test_what_stands_below_a_text_is_no_clause(closing: str) -> None:
    assert cited(f"resolves\n1\tto meet;\n2\tto report.\n{closing}") == ["resolves 1", "resolves 2"]


def test_a_text_goes_on_below_the_footnotes_of_a_page() -> None:
    body = "1. Requests the Director to report;\n________\n1 A/HRC/51/2.\n2 See also document 7.\n2. Requests the Office to report;"
    assert cited(body) == ["requests 1", "requests 2"]
    found = only(parsed(f"A/HRC/RES/52/7\nThe Human Rights Council,\n{body}"))
    assert found.notes == ("paragraphs left out as footnotes or names below a line or signature: 2",)


def test_footnotes_with_a_raised_mark_are_told_of() -> None:
    body = (
        "The Human Rights Council,\n1. Requests the Director to report;\n¹ A/HRC/51/2.\n2. Requests the Office to meet."
    )
    found = only(parsed(f"A/HRC/RES/52/7\n{body}"))
    assert citations(found) == ["requests 1", "requests 2"]
    assert found.notes == ("paragraphs left out as footnotes or names below a line or signature: 1",)


def test_days_of_a_meeting_above_the_title_are_no_part_of_it() -> None:
    head = "C-31/DEC.8\n23 – 27 November 2026\n26 November 2026\nDECISION\nOLD BRIDGES\nThe Conference of the States Parties,"
    assert only(parsed(f"{head}\n1. Requests the Director-General to report.")).title == "OLD BRIDGES"


def test_a_closing_tells_the_year_where_the_head_does_not() -> None:
    found = only(
        parsed(
            "73/8. Title\nThe General Assembly,\n1. Requests the Council to report.\n9th plenary meeting\n2 May 2019"
        )
    )
    assert found.year == 2019


def test_merged_revision_marks_are_noted_and_the_later_half_is_read() -> None:
    body = "resolves\n1\tto meet in 2014Dubai;\n2\tto make a reportingreport to TDAG;,\n3\tto end."
    clause = clause_of(body, "resolves 2")
    assert clause.text == "to make a reportingreport to TDAG;,"
    assert clause.reading == "to make a          report to TDAG;,"
    assert clause.notes == ('merged revision marks: "reportingreport", "TDAG;,"',)


def test_without_a_sure_sign_no_word_is_taken_apart() -> None:
    body = "resolves\n1\tnotwithstanding other standing rules, to report;\n2\tto end;,"
    assert [clause_of(body, f"resolves {number}").notes for number in (1, 2)] == [(), ()]


def test_tracked_changes_are_noted() -> None:
    changed = Paragraph("1\tto report.", 0, revisions=(RevisionMark("inserted", 0, "report"),))
    found = only(parse(document("RESOLUTION 7 (Kigali, 2022)", "Title", "resolves", changed)))
    assert clauses(found)[0].notes == ("tracked changes touch this clause",)


@pytest.mark.parametrize(
    ("gone", "notes"),
    [
        ("2\tto meet;", ()),
        ("instructs the Director of TSB", ("tracked changes touch this clause",)),
    ],
    ids=["an item", "a heading"],
)
def test_a_paragraph_that_was_deleted_touches_the_next_only_where_it_was_its_heading(
    gone: str, notes: tuple[str, ...]
) -> None:
    item = Paragraph("1\tto report.", 0, revisions=(RevisionMark("deleted", 0, gone, apart=True),))
    found = only(parse(document("RESOLUTION 7 (Kigali, 2022)", "Title", "resolves", item)))
    assert clauses(found)[0].notes == notes


def test_footnotes_that_bind_are_no_clauses_and_noted() -> None:
    text = document("RESOLUTION 7 (Kigali, 2022)", "Title", "resolves", "1\tto meet;", "2\tto end.")
    notes = (
        Footnote("1", "The least developed countries.", 50),
        Footnote("2", "TSAG shall report to the Council.", 50),
        Footnote("*", "The Director is requested to report to TSAG.", 55),
    )
    found = only(parse(replace(text, footnotes=notes)))
    assert [one.text for one in clauses(found)] == ["to meet;", "to end."]
    assert found.notes == ("footnotes that say what somebody shall do, not read as clauses: 2, *",)


CHANGE = (RevisionMark("inserted", 0, "x"),)
ABOVE = ("tracked changes touch the words above this clause that it goes on from",)


@pytest.mark.parametrize(
    ("heading", "item", "noted"),
    [
        (CHANGE, (), {"instructs the Director 1": ABOVE, "instructs the Director 1 a)": ABOVE}),
        (
            (),
            CHANGE,
            {"instructs the Director 1": ("tracked changes touch this clause",), "instructs the Director 1 a)": ABOVE},
        ),
        ((), (), {"instructs the Director 1": (), "instructs the Director 1 a)": ()}),
    ],
    ids=["the heading", "the item above", "neither"],
)
def test_changes_of_what_a_clause_goes_on_from_are_noted(
    heading: tuple[RevisionMark, ...], item: tuple[RevisionMark, ...], noted: dict[str, tuple[str, ...]]
) -> None:
    found = only(
        parse(
            document(
                "RESOLUTION 7 (Kigali, 2022)",
                "Title",
                Paragraph("instructs the Director", 0, revisions=heading),
                Paragraph("1\tto report to:", 0, revisions=item),
                "a)\tTDAG;",
            )
        )
    )
    assert {one.citation: one.notes for one in clauses(found)} == noted


def test_sentences_in_an_annex_that_begin_with_a_verb_stay_there() -> None:
    assert cited("resolves\nto meet.\nAnnex A\na)\tDecides on its own work;\nb)\tReports to TDAG.") == [
        "resolves", "Annex A a)", "Annex A b)",
    ]  # fmt: skip


def test_an_appendix_in_which_the_body_speaks_again_has_clauses_with_verbs_of_their_own() -> None:
    found = only(
        parsed(
            """
            A43-12: Balloons
            Recalling that they rise,
            The Assembly:
            1. Requests the Council to watch them;
            APPENDIX A
            Whereas they are large;
            The Assembly:
            1. Urges Member States to wave;
            2. Directs that their number be reported to the Council;
            """
        )
    )
    assert [one.citation for one in clauses(found) if one.verb] == [
        "recalling",
        "requests 1",
        "Appendix A urges 1",
        "Appendix A directs 2",
    ]


def test_a_list_of_what_was_decided_may_be_told_in_the_past() -> None:
    found = only(
        parsed(
            """
            GB.349/INS/3/Decision
            The Governing Body,
            recalling that it had asked for a report,
            on the recommendation of its Officers:
            (a) took note of the report;
            (b) requested the Office to count the ships; and
            (c) requested the Director-General:
            (i) to name the ships;
            """
        )
    )
    assert [one.citation for one in clauses(found)][-4:] == [
        "takes note a)",
        "requests b)",
        "requests c)",
        "requests c) i)",
    ]
    preamble = only(
        parsed(
            """
            GB.349/INS/4/Decision
            The Governing Body,
            recalling that the Conference:
            (a) requested the Office to count the ships;
            (b) invited it to name them;
            decides to wait.
            """
        )
    )
    assert [one.citation for one in clauses(preamble) if one.verb] == ["recalling", "decides"]


@pytest.mark.parametrize(
    ("reason", "first", "operative"),
    [
        ("Bearing in mind that the work is paid for by voluntary means:", "approves the plan;", True),
        ("Bearing in mind that the work is paid for by voluntary means,", "decides that there shall be a plan;", True),
        ("Bearing in mind that the work is paid for by voluntary means:", "requests made in 2027;", False),
    ],
)
def test_the_first_that_is_asked_may_begin_small(reason: str, first: str, operative: bool) -> None:
    found = only(parsed(f"Resolution 9/2027\nTitle\nTHE CONFERENCE,\n{reason}\n1.\t{first}"))
    assert [one.operative for one in found.sections if one.clauses][-1:] == [operative]
