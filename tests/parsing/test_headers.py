"""Headers: number, title, place, year, body, and where in a file each resolution begins and ends."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsing_builders import citations, clauses, document, lines, only, parsed

from reporter.extraction import extract
from reporter.model import Adoption, Paragraph
from reporter.parsing import family_key, parse
from reporter.reading import read
from reporter.vocabulary.toml import load, spaced

BODY = "\nThe World Telecommunication Development Conference (Kigali, 2022),\nresolves\n1\tto report to TDAG.\n"
UN_BODY = "\nRecalling its earlier texts,\n1. Requests the Secretary-General to submit a report.\n"


@pytest.mark.parametrize(
    ("file", "body", "number", "place", "year", "revision", "revises", "proposal"),
    [
        ("pp-res-191-2018-proposal.txt", "PP", "191", "Dubai", 2018, False, Adoption("Busan", 2014), None),
        ("wtdc-res-21-2017-proposal.txt", "WTDC", "21", "Buenos Aires", 2017, True, Adoption("Hyderabad", 2010), None),
        ("wtdc-res-59-2017-proposal.txt", "WTDC", "59", "Buenos Aires", 2017, True, Adoption("Dubai", 2014), "MOD"),
        ("wtsa-res-18-2024.txt", "WTSA", "18", "New Delhi", 2024, True, Adoption("Geneva", 2022), None),
        ("wtsa-res-57-2012.txt", "WTSA", "57", "Dubai", 2012, True, Adoption("Johannesburg", 2008), None),
    ],
)
def test_headers_of_real_resolutions(
    shared: Path,
    file: str,
    body: str,
    number: str,
    place: str,
    year: int,
    revision: bool,
    revises: Adoption,
    proposal: str | None,
) -> None:
    found = only(parse(read(shared / "resolutions" / file)))
    assert (found.body, found.number, found.place, found.year) == (body, number, place, year)
    assert (found.revision, found.revises, found.proposal) == (revision, revises, proposal)
    assert found.title
    assert found.id == f"{body}-{number}-{year}"


EXAMPLES = [
    (example, entry.get("body", ""), ordinal)
    for ordinal, entry in enumerate(load("families")["family"])
    for example in entry["examples"]
]


@pytest.mark.parametrize(("line", "body", "ordinal"), EXAMPLES, ids=[one[0] for one in EXAMPLES])
def test_every_form_of_header_is_recognised(line: str, body: str, ordinal: int) -> None:
    found = only(parsed(f"{line}\nTitle of the text{UN_BODY}"))
    assert found.number
    if "cited" not in load("families")["family"][ordinal]:
        assert found.number.replace(" ", "") in line.replace(" ", "")
    if body:
        assert found.body == body


def in_any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\A(?:{spaced(pattern)})", re.IGNORECASE | re.DOTALL)


FAMILIES = [in_any_case(entry["pattern"]) for entry in load("families")["family"]]
BEGINNING = in_any_case("|".join(load("families")["beginning"]["patterns"]))


@given(st.sampled_from(FAMILIES).flatmap(st.from_regex))
def test_what_headers_begin_with_is_listed(line: str) -> None:
    assert BEGINNING.match(line)


@pytest.mark.parametrize(
    ("head", "number", "title", "place", "year", "revision"),
    [
        ("RESOLUTION 191 (Rev. Bucharest, 2022) – Strategy", "191", "Strategy", "Bucharest", 2022, True),
        ("Resolution 5 (Rev. Kigali 2022)\nParticipation", "5", "Participation", "Kigali", 2022, True),
        ("RESOLUTION 9 (Kigali, 2022)\nA title over\ntwo lines", "9", "A title over two lines", "Kigali", 2022, False),
        ("RESOLUTION\t9 (REV.WRC-23)\nTitle", "9", "Title", "Dubai", 2023, True),
        ("RESOLUTION\t9\nTitle", "9", "Title", None, None, False),
        ("RESOLUTION 9 (REV.WRC-23)\nTitle", "9", "Title", "Dubai", 2023, True),
        ("DECISION 584 (2015)\nTitle", "584", "Title", None, 2015, False),
        (
            "44 C/Resolution 27\tOld maps of harbours(1)",
            "44 C/Resolution 27",
            "Old maps of harbours",
            None,
            2027,
            False,
        ),
        ("Human Rights Council resolution 58/23\nTitle", "58/23", "Title", None, 2025, False),
        ("EIGHTIETH WORLD HEALTH ASSEMBLY\tWHA80.7\nAgenda item 14\nTitle", "80.7", "Title", None, 2027, False),
        ("Resolution ITU-R 75-1 (Dubai, 2023)\nTitle", "75-1", "Title", "Dubai", 2023, False),
        ("RESOLUTION 1342 (C21, last amended C24)\nTitle", "1342", "Title", None, 2024, True),
        ("Council Resolution 1332 (C11, last amended C19)\nTitle", "1332", "Title", None, 2019, True),
        ("EB150.R3\nTitle", "150.R3", "Title", None, 2022, False),
        ("EB151.R1\nTitle", "151.R1", "Title", None, 2022, False),
        ("EB152.R1\nTitle", "152.R1", "Title", None, 2023, False),
        ("UNEP/EA.5/Res.14\n5/14. Title", "5/14", "Title", None, 2022, False),
        ("Decision 5/CP.20\nTitle", "5/CP.20", "Title", None, 2014, False),
        ("Decision 1/CP.26\nTitle", "1/CP.26", "Title", None, 2021, False),
        ("Decision 5/COP.14\nTitle", "5/COP.14", "Title", None, 2019, False),
        ("Decision 5/COP.15\nTitle", "5/COP.15", "Title", None, 2022, False),
        ("RC-11/2: Title", "RC-11/2", "Title", None, 2023, False),
        ("MC-5/4: Title", "MC-5/4", "Title", None, 2023, False),
        ("Decision IG.26/3\nTitle", "IG.26/3", "Title", None, 2023, False),
        ("Measure 4 (2023)\nTitle", "Measure 4", "Title", None, 2023, False),
        ("E/DEC/2026/241\n2026/241. Title", "2026/241", "Title", None, 2026, False),
        (
            "UNEP/CMS/Resolution 13.2 (Rev.COP14)\nTITLE\n"
            "Adopted by the Conference of the Parties at its 14th Meeting (Samarkand, February 2024)",
            "13.2",
            "TITLE",
            "Samarkand",
            2024,
            True,
        ),
        ("2625 (XXV). Title\nThe General Assembly,", "2625 (XXV)", "Title", None, 1970, False),
        ("Resolution C 7/2016\nTitle", "C 7/2016", "Title", None, 2016, False),
        ("Resolution 4 (Cg-19)\nTitle", "4 (Cg-19)", "Title", None, 2023, False),
        ("RESOLUTION MSC.428(98)\n(adopted on 16 June 2017)\nTitle", "MSC.428(98)", "Title", None, 2017, False),
        (
            "RESOLUTION 1431\n(approved at the sixth plenary meeting of the 2027 session)\nTitle",
            "1431",
            "Title",
            None,
            2027,
            False,
        ),
        ("DECISION 648\n(C27, approved by correspondence)\nTitle", "648", "Title", None, None, False),
        ("WHA66.24 eHealth standardization", "66.24", "eHealth standardization", None, 2013, False),
        ("42 C/Resolution 31\nTitle", "42 C/Resolution 31", "Title", None, 2023, False),
        ("Resolution A.1177(33)\nCONTAINERS LOST AT SEA", "A.1177(33)", "CONTAINERS LOST AT SEA", None, 2023, False),
        ("WHA76.27\tOxygen supply", "76.27", "Oxygen supply", None, 2023, False),
        ("A/HRC/RES/58/21\n58/21. Title", "58/21", "Title", None, 2025, False),
        ("A/RES/73/3\n73/3. Title", "73/3", "Title", None, 2018, False),
        ("A/RES/ES-10/21\nTitle", "ES-10/21", "Title", None, None, False),
        (
            "A/RES/73/3\nResolution adopted by the General Assembly on 2 March 2019\nTitle",
            "73/3",
            "Title",
            None,
            2019,
            False,
        ),
        ("Resolution 1826 (2008)\nof 29 July 2008\nThe Security Council,", "1826", "", None, 2008, False),
        (
            "41 C/Resolution 2\nTitle\n(Adopted at the 18th plenary meeting, Paris, 22 November 2021)",
            "41 C/Resolution 2",
            "Title",
            "Paris",
            2021,
            False,
        ),
        (
            "RESOLUTION 7\nResponse to the events of 11 September 2001",
            "7",
            "Response to the events of 11 September 2001",
            None,
            None,
            False,
        ),
    ],
)
def test_the_head_tells_number_title_place_and_year(
    head: str, number: str, title: str, place: str | None, year: int | None, revision: bool
) -> None:
    found = only(parsed(head + UN_BODY))
    assert (found.number, found.title) == (number, title)
    assert (found.place, found.year, found.revision) == (place, year, revision)


@pytest.mark.parametrize(
    ("words", "in_force", "revises"),
    [
        ("Dubai, 2014", Adoption("Dubai", 2014), None),
        ("REV. DUBAI, 2014BUENOS AIRES, 2017", Adoption("Buenos Aires", 2017), Adoption("Dubai", 2014)),
        ("Rev. HyderabadBUENOS AIRES, 20102017", Adoption("Buenos Aires", 2017), Adoption("Hyderabad", 2010)),
        ("Rev. Geneva, 200715", Adoption("Geneva", 2015), Adoption("Geneva", 2007)),
        ("Rev. Samarkand, 2031", Adoption("Samarkand", 2031), None),
        ("REV. SAMARKAND, 2031", Adoption("Samarkand", 2031), None),
        ("Rev.WRC-23", Adoption("Dubai", 2023), None),
        ("C19", Adoption(None, 2019), None),
    ],
)
def test_the_parentheses_tell_the_adoption_also_with_merged_revision_marks(
    words: str, in_force: Adoption, revises: Adoption | None
) -> None:
    found = only(parsed(f"RESOLUTION 8 ({words})\nTitle{UN_BODY}"))
    assert (found.place, found.year, found.revises) == (in_force.place, in_force.year, revises)
    assert any("merged revision marks" in note for note in found.notes) is bool(revises)


@pytest.mark.parametrize("words", ["C11, last amended C19", "adopted 2011, last amended 2019"])
def test_an_amendment_told_in_words_is_no_merged_revision_mark(words: str) -> None:
    found = only(parsed(f"RESOLUTION 1332 ({words})\nTitle{BODY}"))
    assert (found.year, found.revises) == (2019, Adoption(None, 2011))
    assert not any("merged" in note for note in found.notes)


@pytest.mark.parametrize(
    ("line", "body", "number"),
    [
        ("Council Resolution 1332 (C11)", "Council", "1332"),
        ("ITU Council Decision 584 (2015)", "Council", "584"),
        ("WTSA-24 Resolution 18 (New Delhi, 2024)", "WTSA", "18"),
        ("ITU-D Resolution 9 (Rev. Kigali, 2022)", "WTDC", "9"),
        ("PP Resolution 71 (Rev. Bucharest, 2022)", "PP", "71"),
        ("UNEA Resolution 5/14", "United Nations Environment Assembly", "5/14"),
        ("Assembly Resolution A41-7", "Assembly", "A41-7"),
    ],
)
def test_the_name_of_the_body_may_stand_before_the_number(line: str, body: str, number: str) -> None:
    found = only(parsed(f"{line}\nTitle\nresolves\n1\tto report."))
    assert (found.body, found.number, found.title) == (body, number, "Title")


def test_the_line_below_the_title_tells_what_is_revised() -> None:
    found = only(
        parsed(
            "RESOLUTION 18 (Rev. Geneva, 2022)\nTitle\n(Helsinki, 1993; Dubai, 2012;\nHammamet, 2016; Geneva, 2022)"
            + BODY
        )
    )
    assert found.history == (
        Adoption("Helsinki", 1993), Adoption("Dubai", 2012), Adoption("Hammamet", 2016), Adoption("Geneva", 2022),
    )  # fmt: skip
    assert found.revises == Adoption("Hammamet", 2016)


@pytest.mark.parametrize(
    ("enacting", "body"),
    [
        ("The World Telecommunication Standardization Assembly (New Delhi, 2024),", "WTSA"),
        ("The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),", "PP"),
        ("The ITU Council,", "Council"),
        ("The Council of the International Telecommunication Union,", "Council"),
        ("THE GENERAL ASSEMBLY,", "General Assembly"),
        ("The Seventy-sixth World Health Assembly,", "World Health Assembly"),
        (
            "The General Conference of the International Labour Organization, meeting at its 111th Session, 2023,",
            "International Labour Conference",
        ),
        ("The Maritime Safety Committee,", "Maritime Safety Committee"),
        ("Congress,", "Congress"),
        ("The WIPO General Assembly,", "WIPO General Assembly"),
        ("The Conference,", "WTDC"),  # the noun alone says less than Kigali, 2022
    ],
)
def test_the_enacting_line_tells_the_body(enacting: str, body: str) -> None:
    found = only(parsed(f"RESOLUTION 8 (Kigali, 2022)\nTitle\n{enacting}\nresolves\n1\tto report."))
    assert (found.body, found.title) == (body, "Title")


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        (
            "The Sixty-sixth World Health Assembly, Having considered the report by the Secretariat;",
            "having considered",
        ),
        ("The General Assembly, Recalling its resolution 70/1,", "recalling"),
        ("The Plenipotentiary Conference (Dubai, 2018), considering", "considering"),
    ],
)
def test_the_text_may_go_on_behind_the_enacting_line(line: str, verb: str) -> None:
    whole = document("WHA66.24 Title", line, "a) that this is so,", "1. URGES Member States to report.")
    found = only(parse(whole))
    assert found.title == "Title"
    assert found.sections[0].verb == verb
    assert whole.text[found.sections[0].start :].lower().startswith(verb)


def test_a_body_that_does_something_in_a_sentence_does_not_begin_a_text() -> None:
    sentence = "The Council, having considered the request, shall report to TDAG."
    found = only(parsed(f"RESOLUTION 8 (Kigali, 2022)\nTitle{BODY}Annex 1\n{sentence}"))
    assert clauses(found)[-1].text == sentence


def test_place_and_year_tell_the_body_where_no_enacting_line_does() -> None:
    assert only(parsed("RESOLUTION 8 (Kigali, 2022)\nTitle\nresolves\n1\tto report.")).body == "WTDC"
    # RA and WRC met there back to back: the place does not tell them apart
    unknown = only(parsed("RESOLUTION 8 (Sharm el-Sheikh, 2019)\nTitle\nresolves\n1\tto report."))
    assert (unknown.body, unknown.notes) == ("", ("no adopting body found in the header",))


@pytest.mark.parametrize(
    "sentence",
    [
        "Resolution 66 (Rev. Dubai, 2012) of the Plenipotentiary Conference, on technology;",
        "Resolution 18 recognizes the role of regional organizations.",
        "Resolution 73/8 of 1 November 2018,",
        "Resolutions 17 and 44 (Rev. Johannesburg, 2008)",
        "Decision 5 (Rev. Dubai, 2018),",
    ],
)
def test_a_sentence_that_begins_with_a_citation_is_no_header(sentence: str) -> None:
    found = only(parsed(f"RESOLUTION 8 (Kigali, 2022)\nTitle{BODY}considering\n{sentence}\nresolves\n1\tto report."))
    assert found.number == "8"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1\tthat the matter be studied in accordance with", "instructs the Director of BDT\n1\tto report to TDAG."),
        ("1\tthat the matter be studied, see", "of the Conference, and to report to TDAG."),
        ("1\tto report, pursuant to the", "resolves\n1\tto report to TDAG."),
    ],
)
def test_a_citation_on_a_line_of_its_own_is_no_header(before: str, after: str) -> None:
    found = only(
        parsed(f"RESOLUTION 8 (Kigali, 2022)\nTitle{BODY}resolves\n{before}\nDecision 5 (Rev. Dubai, 2018)\n{after}")
    )
    assert found.number == "8"


@pytest.mark.parametrize(
    "entry",
    [
        "RESOLUTION 9 (Kigali, 2022) – Other title\t12",
        "RESOLUTION 9 (Kigali, 2022) Other title ............ 12",
        "Resolution 9 Other title . . . . . . . . 12",
        "RESOLUTION 9 Other title ……… 12",
    ],
)
def test_an_entry_of_a_table_of_contents_is_no_header_whatever_comes_after_it(entry: str) -> None:
    foreword = "Recalling the first conference, this book holds its texts."
    found = only(parsed(f"{entry}\n{foreword}\nRESOLUTION 8 (Kigali, 2022)\nTitle{BODY}"))
    assert found.number == "8"


def test_paragraphs_in_a_style_of_the_table_of_contents_are_none_either() -> None:
    entry = Paragraph("RESOLUTION 9 (Kigali, 2022) – Other title", 0, style="TOC 1")
    found = only(parse(document(entry, *lines(f"Recalling that\nRESOLUTION 8 (Kigali, 2022)\nTitle{BODY}"))))
    assert found.number == "8"


COMPENDIUM = """
    Contents
    RESOLUTION 1 (Rev. Kigali, 2022) – Rules of procedure\t3
    RESOLUTION 2 (Rev. Kigali, 2022)
    DECISION 2 (Kigali, 2022)
    OPINION 3 (Kigali, 2022)
    RESOLUTION 1 (Rev. Kigali, 2022)
    Rules of procedure
    The World Telecommunication Development Conference (Kigali, 2022),
    resolves
    1\tto report to TDAG;
    RESOLUTION 2 (Rev. Kigali, 2022)
    Study groups
    The World Telecommunication Development Conference (Kigali, 2022),
    resolves
    1\tto meet;
    DECISION 2 (Kigali, 2022)
    Budget
    The World Telecommunication Development Conference (Kigali, 2022),
    decides
    to approve the budget.
    OPINION 3 (Kigali, 2022)
    Trust
    The World Telecommunication Development Conference (Kigali, 2022),
    invites Member States
    1\tto help.
"""


def test_a_compendium_gives_each_text_once_without_its_table_of_contents() -> None:
    found = parsed(COMPENDIUM)
    assert [(one.kind, one.number, one.title) for one in found] == [
        ("resolution", "1", "Rules of procedure"),
        ("resolution", "2", "Study groups"),
        ("decision", "2", "Budget"),
        ("opinion", "3", "Trust"),
    ]
    assert [one.id for one in found] == ["WTDC-1-2022", "WTDC-2-2022", "WTDC-Decision-2-2022", "WTDC-Opinion-3-2022"]


@pytest.mark.parametrize(
    "without_text",
    [
        "RESOLUTION 9 (Kyoto, 1994)\nAbrogated",
        "RESOLUTION 9 (Kyoto, 1994)\n(SUPPRESSED)",
        "WHA75(1) Election of officers\nThe Seventy-fifth World Health Assembly elected the following officers.",
    ],
)
def test_a_number_without_a_text_ends_the_text_before_it(without_text: str) -> None:
    text = f"RESOLUTION 8 (Kigali, 2022)\nTitle{BODY}"
    found = only(parsed(text + without_text))
    assert citations(found) == ["resolves 1"]
    assert [citations(one) for one in parsed(f"{text}{without_text}\n{text}")] == [["resolves 1"], ["resolves 1"]]


def test_items_below_a_citation_on_a_line_of_its_own_are_not_lost() -> None:
    body = "resolves\n1\tto act on\nRESOLUTION 9 (Kyoto, 1994)\n2\tto report."
    found = only(parsed(f"RESOLUTION 8 (Kigali, 2022)\nTitle{BODY}{body}"))
    assert citations(found)[-1] == "resolves 2"


def test_each_text_of_a_compendium_has_its_place_and_page() -> None:
    paragraphs = [Paragraph(text, 0, page=1 + at // 5) for at, text in enumerate(lines(COMPENDIUM))]
    whole = document(*paragraphs)
    found = parse(whole)
    assert [one.page for one in found] == [2, 3, 4, 5]
    assert [whole.text[one.start :].split(" (")[0] for one in found] == [
        "RESOLUTION 1", "RESOLUTION 2", "DECISION 2", "OPINION 3",
    ]  # fmt: skip
    assert [whole.text[: one.end].rsplit("\t")[-1].split("\n")[-1] for one in found] == [
        "to report to TDAG;", "to meet;", "to approve the budget.", "to help.",
    ]  # fmt: skip
    assert all(before.end < after.start for before, after in pairwise(found))


def test_heads_and_feet_of_pages_do_not_part_a_text() -> None:
    found = only(
        parsed(
            """A/RES/73/8
            73/8. Title of the text
            The General Assembly,
            Recalling its resolution 70/1,
            A/RES/73/8
            Title of the text
            2/3 18-18418
            1. Requests the Secretary-General to report to the
            A/RES/73/8
            Title of the text
            18-18418 3/3
            Council at its next session;
            2. Decides to remain seized of the matter."""
        )
    )
    assert citations(found) == ["recalling", "requests 1", "decides 2"]
    reading = " ".join(clauses(found)[1].reading.split())
    assert reading == "Requests the Secretary-General to report to the Council at its next session;"


def test_texts_that_share_an_id_are_told_apart() -> None:
    text = f"RESOLUTION 8 (Kigali, 2022)\nTitle{BODY}"
    assert [one.id for one in parsed(text + text)] == ["WTDC-8-2022", "WTDC-8-2022.2"]


@pytest.mark.parametrize(
    ("mark", "proposal"),
    [
        ("MOD\tARB/21A19/1\nRESOLUTION 8 (Rev. Kigali, 2022)", "MOD"),
        ("(MOD)\nRESOLUTION 8 (Rev. Kigali, 2022)", "MOD"),
        ("NOC RESOLUTION 8 (Rev. Kigali, 2022)", "NOC"),
        ("ADD\tEUR/44A3/12\nDRAFT NEW RESOLUTION [EUR-1] (Baku, 2025)", "ADD"),
        ("SUP ARB/21A19/1 RESOLUTION 8 (Rev. Kigali, 2022)", "SUP"),
        ("SUP\tD/F/G/HOL/30/4\nRESOLUTION 8 (Rev. Kigali, 2022)", "SUP"),
        ("MOD\tIAP/39A21/1#1234\nRESOLUTION 8 (Rev. Kigali, 2022)", "MOD"),
        ("MOD ARB/21A19/1 (Rev.2) RESOLUTION 8 (Rev. Kigali, 2022)", "MOD"),
        ("MOD\nCAN/USA/12/3\nRESOLUTION 8 (Rev. Kigali, 2022)", "MOD"),
        ("SUP*\nRESOLUTION 8 (Rev. Kigali, 2022)", "SUP"),
        ("RESOLUTION 8 (Rev. Kigali, 2022)", None),
    ],
)
def test_editorial_marks_tell_what_a_proposal_does(mark: str, proposal: str | None) -> None:
    found = only(parsed(f"{mark}\nTitle{BODY}Reasons: to go on."))
    assert (found.proposal, found.title) == (proposal, "Title")


def test_proposals_end_with_their_reasons_and_a_suppression_has_no_text() -> None:
    first, second, third = parsed(
        f"""MOD\tARB/21A19/1\nRESOLUTION 8 (Rev. Kigali, 2022)\nFirst{BODY}Reasons: we propose
        instructs the Director of BDT
        1\tto do nothing of this;
        SUP\tARB/21A19/2
        RESOLUTION 57 (Rev. Kigali, 2022)
        Second
        Reasons: it is done.
        MOD\tARB/21A19/3
        RESOLUTION 9 (Rev. Kigali, 2022)\nThird{BODY}"""
    )
    assert [(one.number, one.title, one.proposal) for one in (first, second, third)] == [
        ("8", "First", "MOD"), ("57", "Second", "SUP"), ("9", "Third", "MOD"),
    ]  # fmt: skip
    assert [citations(one) for one in (first, second, third)] == [["resolves 1"], [], ["resolves 1"]]


def test_a_suppression_right_above_another_header_has_a_place_of_its_own() -> None:
    whole = document(
        "RESOLUTION 7 (Kigali, 2022)", "Title", "The General Assembly,", "0", "SUP A/RES/73/3",
        "MOD\tARB/21A19/1     RESOLUTION 8 (Rev. Kigali, 2022)",
    )  # fmt: skip
    suppressed = parse(whole)[1]
    assert whole.text[suppressed.start : suppressed.end] == "SUP A/RES/73/3"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("Resolution CM/Res(2026)5\nestablishing the Agreement on Quays", "CM/Res(2026)5"),
        ("Resolution CM/Res(2026)5 establishing the Agreement on Quays", "CM/Res(2026)5"),
        ("Draft Resolution CM/Res(2026)…\nestablishing the Agreement on Quays", "CM/Res(2026)…"),
    ],
)
def test_titles_of_the_committee_of_ministers_are_written_small(head: str, number: str) -> None:
    found = only(parsed(f"{head}\nThe Committee of Ministers,\nResolves:\n1. to establish the Agreement;"))
    assert (found.body, found.number) == ("Committee of Ministers", number)
    assert found.title == "establishing the Agreement on Quays"


def test_a_sentence_that_begins_with_a_small_title_s_number_is_no_header() -> None:
    found = only(
        parsed(
            """Resolution CM/Res(2026)3
            On lamps
            The Committee of Ministers,
            Recommendation CM/Rec(2024)5 applies to the lamps of schools.
            Resolves:
            1. to ask the secretariat to report to the Committee of Ministers;"""
        )
    )
    assert found.number == "CM/Res(2026)3"
    assert citations(found)[-1] == "resolves 1"


def test_some_of_those_in_a_body_speak_in_the_plural() -> None:
    found = only(
        parsed(
            """Resolution CM/Res(2026)5
            On quays
            The representatives in the Committee of Ministers of Malta, Monaco and Norway,
            Resolve:
            1. to ask the secretariat to report to the Committee of Ministers;"""
        )
    )
    assert found.body == "Committee of Ministers"
    assert citations(found) == ["resolve 1"]


def test_a_text_without_a_number_is_read_and_says_so() -> None:
    found = only(
        parsed("Note by the secretariat\nOxygen supply\nThe World Health Assembly,\n1. URGES Member States to report.")
    )
    assert (found.body, found.number, found.year) == ("World Health Assembly", "", None)
    assert found.title.endswith("Oxygen supply")
    assert found.notes == ("no number found in the header", "no year found in the header")
    assert citations(found) == ["urges 1"]


def test_an_excerpt_without_any_head_is_read_from_its_first_request() -> None:
    found = only(parsed("Excerpt\n12. Requests the Secretary-General to submit a report to the Council;"))
    assert citations(found) == ["requests 12"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Minutes of the meeting\nThe chair opened the meeting at 10:00.",
        "RESOLUÇÃO 18 (Rev. Nova Delhi, 2024)\nReforço\nA Assembleia (Nova Delhi, 2024),\nencarrega o Diretor\n1\tde informar",
    ],
    ids=["nothing", "minutes", "Portuguese"],
)
def test_what_is_no_resolution_in_a_known_language_gives_nothing(text: str) -> None:
    assert parsed(text) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("RESOLUTION 8 (Kigali, 2022)", "RESOLUTION 8 (Rev. Baku, 2025)", True),
        ("RESOLUTION 8 (Kigali, 2022)", "RESOLUTION 9 (Kigali, 2022)", False),
        ("RESOLUTION 8 (Kigali, 2022)", "DECISION 8 (Kigali, 2022)", False),
        ("RESOLUTION 8 (Kigali, 2022)", "RESOLUTION 8 (Rev. New Delhi, 2024)", False),
        ("RESOLUTION ITU-R 75 (Geneva, 2019)", "RESOLUTION ITU-R 75-1 (Dubai, 2023)", True),
        ("A/RES/73/3", "A/RES/74/3", False),
    ],
)
def test_revisions_of_one_resolution_share_a_key(one: str, other: str, same: bool) -> None:
    keys = {family_key(only(parsed(f"{head}\nTitle{UN_BODY}"))) for head in (one, other)}
    assert (len(keys) == 1) is same


def test_a_symbol_with_the_title_far_to_its_right_heads_the_text_and_then_its_pages() -> None:
    found = only(
        parsed(
            """
            A/RES/82/135                    Follow-up to the lakes
            The General Assembly,
            Recalling its resolution 1,
            1. Requests the Secretary-General to submit a report on the lakes and the
            A/RES/82/135                    Follow-up to the lakes
            rivers at its eighty-third session;
            54th plenary meeting                        15 December 2027
            """
        )
    )
    assert (found.id, found.title) == ("GA-82-135-2027", "Follow-up to the lakes")
    assert [one.citation for one in clauses(found)] == ["recalling", "requests 1"]


RED_CROSS = """
    33rd INTERNATIONAL CONFERENCE
    Geneva, Switzerland
    Parcels in wartime
    Resolution
    33IC/19/R1
    The 33rd International Conference of the Red Cross and Red Crescent (International Conference),
    pp 1 deeply alarmed by the number of parcels,
    pp 2 noting the report,
    op 1 stressing that they float, requests States to report to the Council of Delegates every year;
    op 2 further requests the ICRC to report to the Council of Delegates every two years.
"""


def test_a_title_may_stand_above_the_number_and_the_labels_say_what_is_operative() -> None:
    found = only(parsed(RED_CROSS))
    assert (found.title, found.number, found.year) == ("Parcels in wartime", "33IC/19/R1", 2019)
    assert found.body == "International Conference of the Red Cross and Red Crescent"
    assert citations(found, operative=False) == ["alarmed pp1", "noting pp2"]
    assert citations(found, operative=True) == ["stressing op1", "requests op2"]
    assert [one.responsible for one in extract(found).obligations] == [("States",), ("ICRC",)]


@pytest.mark.parametrize("above", ["Original: English", "MOD", "3 December 2018", "united in diversity,", "Item 12"])
def test_what_stands_above_a_number_is_no_title_otherwise(above: str) -> None:
    assert only(parsed(f"{above}\nRESOLUTION 7 (Kigali, 2022)\nThe Conference,\nresolves\n1 to report.")).title == ""


@pytest.mark.parametrize(
    ("line", "body", "year"),
    [
        ("Assembly/AU/Dec.701(XXXI)", "Assembly", 2018),
        ("Assembly/AU/Dec.790(XXXIII)", "Assembly", 2020),
        ("Assembly/AU/Dec.914(XXXVIII)", "Assembly", 2025),
        ("EX.CL/Dec.1212(XLII)", "Executive Council", 2023),
        ("EX.CL/Dec.1220(XLIII)", "Executive Council", 2023),
        ("GC.20/Res.3", "General Conference", 2023),
        ("IDB.51/Dec.7", "Industrial Development Board", 2023),
        ("Assembly/Dec.908(XXXIX)\n14 – 15 February 2026", "Assembly", 2026),
        ("C-29/DEC.5", "Conference of the States Parties", 2024),
        ("EC-105/DEC.3", "Executive Council", 2024),
        ("UNEP/EA.6/Res.3", "United Nations Environment Assembly", 2024),
        ("Resolution 12/CP.28", "", 2023),
        ("ESCAP/RES/79/1", "", 2023),
        ("ICC-ASP/20/Res.1", "", 2021),
        ("Resolution 14 (Cg-Ext(2021))", "World Meteorological Congress", 2021),
        ("Resolution CM/Res(2025)3", "Committee of Ministers", 2025),
        ("AG/RES. 3041 (LV-O/25)\nTitle\nTHE GENERAL ASSEMBLY,", "General Assembly", 2025),
        ("Resolution 68/9\nTitle\nThe Commission on Narcotic Drugs,", "Commission on Narcotic Drugs", 2025),
    ],
)
def test_a_number_tells_body_and_session(line: str, body: str, year: int) -> None:
    found = only(parsed(f"{line}\nTitle of the text{UN_BODY}"))
    assert (found.body, found.year) == (body, year)
