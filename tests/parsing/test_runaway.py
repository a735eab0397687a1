"""Time grows with the text and no faster, also on texts made to hold a parser up."""

from __future__ import annotations

from time import process_time

import pytest
from parsing_builders import document

from reporter.parsing import parse

LONG = {
    "blanks after a mark": ["resolves", "1\tto report;" + " " * 3000 + "x"],
    "blanks": ["RESOLUTION 7" + " " * 3000 + "(", "resolves", "to" + " " * 3000 + "x"],
    "open parentheses": ["RESOLUTION 7 (" + "(" * 3000, "(" + "2014 meeting " * 300],
    "closed parentheses": ["RESOLUTION 7 " + "(a)" * 1000, "(" + "()" * 1000 + "2014"],
    "one long word": ["resolves", "1\tto " + "ab" * 3000 + "reportingreport 20102017"],
    "verbs": ["also further and " * 300 + "resolves", "instructs, " * 500],
    "marks": ["ADD " * 1000, "MOD\tARB/" + "AB/" * 1000],
    "digits": ["1." * 2000 + " x", "1" * 3000 + "/2"],
    "annexes": ["Annex " * 800, "Annex A to " + "to " * 1000],
    "many headers": ["RESOLUTION 7 (Kigali, 2022)"] * 60,
    "many headers with text": ["RESOLUTION 7 (Kigali, 2022)", "Title", "resolves", "1\tto report;"] * 100,
    "one long list": ["resolves", *(f"{number}\tto report;" for number in range(1, 800))],
    "deep lists": ["resolves", *["1\tdo:", "a)\tdo:", "i)\tdo:", "–\tdo:", "(1)\tdo;"] * 100],
    "a clause in many paragraphs": ["resolves", "1\tto report on the", *["and on the"] * 300],
    "narrations": [
        "Decision 79/5 (2024)",
        "At its 5th meeting, on 3 May 2024, the Council" + ", and requested" * 300,
        "At its " + "meeting at the " * 300,
        "The Council, at its meetings, " * 200,
    ],
    "speakers": [
        "The Conference of the Parties to the " * 300 + "decides:",
        "The " + "Meeting of the Parties " * 300 + ":",
    ],
    "requests in the passive": [
        "78/5. T",
        "1. Decides.",
        "2. The Office " + "are requested by (the) " * 300 + "to report.",
    ],
    "bodies behind their reasons": [
        "GB.350/INS/3/Decision",
        "Having heard, the Governing Body, " * 200 + "the Governing Body:",
        "In the light of, the Council" * 300,
    ],
    "names below a verb": [
        "78/5. T",
        "The Conference,",
        "Invites",
        "the unions that are " * 300 + "to report;",
        "- " + "member countries, " * 300,
        "- the right to " * 300,
        *["the unions", "of the"] * 50,
    ],
    "directed": [
        "78/5. T",
        "Directed to " * 300,
        "Decisions directed to: " + "Parties, " * 300,
        "20.1 Parties shall report",
    ],
    "collaboration": ["instructs the Director in " + "collaboration and " * 500],
}


def seconds(paragraphs: list[str]) -> float:
    """The shortest of three runs, on the process's own clock."""
    whole = document(*paragraphs)
    times = []
    for _ in range(3):
        begun = process_time()
        parse(whole)
        times.append(process_time() - begun)
    return min(times)


@pytest.mark.parametrize("paragraphs", LONG.values(), ids=LONG.keys())
def test_time_grows_with_the_text_and_no_faster(paragraphs: list[str]) -> None:
    parse(document(*paragraphs))
    # Both ways a text can be longer: more paragraphs, and longer ones.
    for double, fourfold in (
        (paragraphs * 2, paragraphs * 8),
        ([part * 2 for part in paragraphs], [part * 8 for part in paragraphs]),
    ):
        shorter, longer = seconds(double), seconds(fourfold)
        # Four times the text: linear takes 4 times as long, quadratic 16 times. Times too short to measure pass.
        assert longer < 0.02 or longer < 9 * shorter, (shorter, longer)
