"""Near misses: which clauses are shown although they have no record, and reasons that are true of them."""

from __future__ import annotations

import pytest
from extraction_builders import TSB, part, resolution

from reporter.extraction import extract
from reporter.extraction.near import NearMiss, near_misses


def misses(*clauses: str, heading: str = TSB, body: str = "WTSA", annex: str | None = None) -> list[NearMiss]:
    """The near misses among the clauses of a section."""
    made = resolution(body, part(heading, *clauses, annex=annex))
    return list(near_misses(made, extract(made).obligations))


THINK = "it asks to think about reporting, which is not to report"
READ = "the reports are read here, not made"
HOLDS = "it says what is to stand in a report, not that somebody is to report"
ENDS = "it does away with a report, and asks for none"
DENIED = "it says what is not to be reported"
NO_BODY = "no body is named that would get a report"
MAY = '"may" permits it, and does not ask for it'
PRODUCTS = "the reports are products of the work (Technical Reports, handbooks), not reports to a body"

REASONS = {
    "to consider reporting to TSAG on the matter each year;": THINK,
    "to study whether reports to the Council are needed;": THINK,
    "to examine how reporting to TSAG can be made simpler;": THINK,
    "to consider the possibility of an annual report;": THINK,
    "shall discontinue the annual report to TSAG on costs;": ENDS,
    "to cease reporting to the Council on roads;": ENDS,
    "that study groups are not to report on this matter;": DENIED,
    "to include the results in the annual report on the activities of the Union;": HOLDS,
    "that the decision shall be recorded in the report of TSAG;": HOLDS,
    "to take into account the annual report of TSAG;": READ,
    "to consider the reports of TSAG and act upon them;": READ,
    "to publish the report on the web;": NO_BODY,
    "to review progress and prepare a report;": NO_BODY,
    "to publish Technical Reports on noise;": PRODUCTS,
    "that TSAG may submit a report to the Council;": MAY,
    "that the group can report to the Council on fees;": '"can" permits it, and does not ask for it',
    "to send the report to Member States;": "what is reported goes to Member States, not to a body",
    "to inform the Director of BR and Member States of noise;": "what is reported goes to Director of BR, Member States, not to a body",
    "to inform the Director of BR of the needs and to contribute to the Partner Initiative;": "what is reported goes to Director of BR, not to a body",
    "to improve reporting by TDAG on its work;": "a body is named (TDAG), but no words were found that ask for a report to it",
    "to improve the reporting of TDAG and RAG;": "bodies are named (TDAG, RAG), but no words were found that ask for a report to them",
    "to remind those that have not submitted a report on noise;": NO_BODY,
    "to assist one another and to inform the Bureau of noise;": NO_BODY,
    "to assist Member States to report on noise at home;": "others are to be helped or enabled to report; it asks nobody for a report",
}


@pytest.mark.parametrize(("text", "reason"), REASONS.items(), ids=REASONS)
def test_the_reason_is_true_of_the_clause(text: str, reason: str) -> None:
    assert [one.reason for one in misses(text)] == [reason]


def test_the_place_of_a_clause_is_the_first_reason() -> None:
    [preamble] = misses("that a report was sent to TSAG,", heading="considering")
    assert preamble.reason == 'it belongs to the preamble ("considering"), which quotes and explains but binds nobody'
    [annex] = misses("TSAG reports to WTSA.", annex="Annex 1")
    assert annex.reason == 'a clause of an annex binds only where it says "shall"'


BODIES_TOLD = {
    "that an IRG may be set up, informing RAG, TSAG and TDAG of this action through a liaison statement;": MAY,
    "that the group may submit its findings to TSAG;": MAY,
    "that the group may notify TSAG of its findings;": MAY,
    "that the group may keep TSAG abreast of noise;": MAY,
}


@pytest.mark.parametrize(("text", "reason"), BODIES_TOLD.items(), ids=BODIES_TOLD)
def test_a_clause_that_tells_a_body_is_shown_without_the_word_report(text: str, reason: str) -> None:
    assert [one.reason for one in misses(text, heading="resolves")] == [reason]


@pytest.mark.parametrize(
    "text", ["to update the website of TSAG;", "to advise developing countries on noise;", "to submit noise maps;"]
)
def test_words_that_tell_no_body_make_no_near_miss(text: str) -> None:
    assert misses(text) == []


def test_a_clause_with_a_record_is_no_near_miss() -> None:
    assert misses("to report annually to TSAG on noise;") == []
