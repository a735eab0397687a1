"""Pages cut from the middle of a volume begin with the end of a resolution whose header they lack: it is told."""

from __future__ import annotations

import pytest
from parsing_builders import document, lines

from reporter.parsing import headless, parse

NEXT = """
    RESOLUTION 7 (Kigali, 2022)
    Title of the text
    instructs the Director of BDT
    1 to report annually to TDAG.
"""


def before(text: str, following: str = NEXT) -> list[str]:
    """The operative paragraphs before the first header."""
    made = document(*lines(f"{text}\n{following}"))
    return [one.text for one in headless(made, parse(made))]


@pytest.mark.parametrize(
    "paragraph",
    [
        "5. Requests the Secretary-General to report to the General Assembly at its eightieth session;",
        "6. Decides to remain seized of the matter.",
        "Also requests the Director to submit a report to the Council;",
        "3\tto report to TSAG annually on the implementation of this resolution;",
        "to report to TSAG annually on the implementation of this resolution.",
        "(b) To provide a report to the Board, and",
        "4. Prie le Secrétaire général de faire rapport à l'Assemblée générale à sa prochaine session;",
    ],
)
def test_an_operative_paragraph_before_the_first_header_is_told(paragraph):
    assert before(paragraph) == [paragraph]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Foreword by the editor.",
        "This collection of resolutions requests nobody to report anything to the Council.",
        "1. Requests for documents",
        "2. Reports of the Secretary-General to the Council ..... 14",
        "Recalling its resolution 70/1, in which it requested the Secretary-General to report annually;",
        "The Council adopted the following resolutions, and invites all readers to report errors to it.",
        "To the Director of BDT",
    ],
)
def test_a_foreword_or_a_table_of_contents_is_no_operative_paragraph(paragraph):
    assert before(paragraph) == []


def test_all_are_told_in_their_order_and_nothing_from_the_header_on():
    found = before("4. Encourages Member States to share data;\n9. Thanks the host.\n5. Invites the Board to report.")
    assert found == ["4. Encourages Member States to share data;", "5. Invites the Board to report."]


def test_above_a_text_without_a_number_items_without_their_heading_are_told():
    assert before("2 to report to TSAG every year;", "instructs the Director of TSB\n1 to report to TSAG.") == [
        "2 to report to TSAG every year;"
    ]


def test_a_file_without_a_resolution_has_nothing_before_a_header():
    made = document("Dear colleague,", "1 to report to TSAG every year;")
    assert not parse(made)
    assert headless(made, ()) == ()
