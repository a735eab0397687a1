"""No text makes extraction slow: twice the text takes about twice the time, whatever it says."""

from __future__ import annotations

import time

import pytest
from extraction_builders import TSB, part, resolution

from reporter.extraction import extract
from reporter.extraction.near import near_misses
from reporter.model import Resolution

SIZE = 2_500
"""Characters of the smaller text; the larger has four times as many."""

NEAR_MISSES = {
    "recipients that never come": "to report to the the the ",
    "fillers that two readings fit": "to report to the first next ordinary first ",
    "only the verb": "report ",
    "only handing over": "to submit a report to submit ",
    "open parentheses": "(((((",
    "abbreviations without a long form": "(AB) (AB-C) ",
    "a name again and again": "to TSAG, ",
    "names joined by and to": "the Council and to the next WTSA and to ",
    "capital words": "Quiet Noise ",
    "capital words with commas": "Quiet, Noise, ",
    "heads without names": "Committee on Group of Board ",
    "quotation marks": "A'A'A-A/",
    "kinds without a group": "and relevant and competent ",
    "groups": "relevant study groups and ",
    "members of a list without a tail": "ITU-R, ITU-T and ITU-D, ",
    "study groups by number": "Study Groups 1, 2 and 3, ",
    "pronouns": "the group and its committee ",
    "collaboration": "in collaboration and cooperation and with the ",
    "asides": "the Director of TSB, in time, shall, ",
    "subjects": "that the Secretary-General shall, and ",
    "commas": ", , ",
    "only blanks": "          ",
    "blanks behind a name": "to consult TSAG                                                  x ",
    "blanks around a recipient": "to report          to the Council          , and inform it ",
    "blanks behind who is asked": "that TSAG          , inter alia          x ",
    "adverbs": "to be also then regularly ",
    "dates": "by the end of the year by 15 October ",
    "ordinals": "one hundred and twenty-first hundred and ",
    "frequencies": "each and every one of its ordinary regular ",
    "references": "Resolution 2 of Decision 3 of the ",
    "modals": "may shall to that may ",
    "kept informed of nothing": "keep the keep the Council keep ",
    "passives": "reports shall also be regularly be ",
    "topics": "on the of the about its ",
    "topics that never begin": "in accordance with the usual, taking into account the ",
    "things handed over": "a detailed report and an analysis of a summary and ",
    "reports in reports": "in his next detailed report on the programme, ",
    "times without an end": "at the first part of its resumed 2027 regular session ",
    "participles": "provided by States from the information given by ",
    "what a report says": "containing, inter alia, in particular, a summary, an overview ",
    "named before": "thereon and on it in this regard ",
    "recipients without a name": "to donors and other partners and to regional ",
    "who is asked besides": "TSAG to invite the heads of the offices to pool the works and ",
    "reports put into others": "to consolidate the replies in a short new joint ",
    "saying to nobody": "to explain, at each of its meetings, to the next next ",
    "groups that are to be set up": "to convene a small new group on lamps with a mandate ending at the session of TSAG which ",
    "reports listed below": "to submit to TSAG, through TDAG, to the Council, ",
    "what is passed on": "to pass the findings and the results of the survey to TSAG ",
    "copies": "a copy of which and copies of it ",
    "studies taken up again": "a study of a study and submit the study ",
    "ends that are none": "of noise referred to in his previous reports to the States, ",
    "quotation marks that stay open": 'on noise under "the item, ',
    "questions": "whether, how, why, ",
    "decisions that bind nobody": "decides that ",
    "ends of reports that go on": "cease the cease noise discontinue ",
    "what is only considered": "consider the need whether to study how ",
    "what a report shall hold": "include noise in the annual include in its ",
    "reports that are read": "consider take into account based on the ",
    "told to nobody": "inform the relevant other each quickly ",
    "nobody is told": "shall not be required to not to submit ",
    "chairs of what never meets": "the Chair of the quiet open-ended expert ",
    "parts of nobody": "requests the operating entities of the ",
    "who takes part": "the Council participating in the ",
    "what is told before it is asked": "recalls that they report, and invites ",
    "what may be asked": "may, where it sees fit, invite the quiet ",
    "days and years": "on 15 February 2031, 15 June 2031, 2032 and 2033, ",
    "two kinds without a body": "Quiet and Technical and Noisy ",
    "parties to a convention": "Meeting of Parties to the Quiet ",
    "together with somebody": "together with the Director of TSB, ",
    "reports made anyway": "as part of the annual report that it presents each ",
    "another report": "to TSAG and, no later than 31 December, with a quiet ",
    "sections in reports": "to devote a section of the report on noise, which is ",
    "bodies, in particular": "to the relevant bodies, in particular TSAG, ",
    "what is set off": "at each meeting of TSAG, and at the ",
    "boards on two matters": "Advisory Board on Quiet and on the ",
    "budgets": "in the context of the proposed quiet noisy ",
    "it is given something": "provide it with a quiet noisy ",
    "names asked that never end": "requests the Quiet Office of Noise and ",
    "what is set up": "to establish a quiet slow ",
    "those helped": "to enable them to ",
    "those asked again": "and requests him, ",
    "terms before who does it": "that, at the end, ",
    "agents": "by the Quiet Office of ",
    "purposes": "for its further due consideration and ",
    "reports asked for as such": "requests the Director of TSB for an annual quiet ",
    "reports from nobody": "requests a report on noise by the ",
    "in reporting": ", in reporting to TSAG quickly, to ",
    "blanks": "report \n \t to",
    "letters": "a",
    "capitals": "A",
}


def made(words: str, size: int) -> Resolution:
    """A clause that asks for a report at its beginning and at its end, and says these words in between."""
    text = (words * (size // len(words) + 1))[:size]
    return resolution("WTSA", part(TSB, f"to report to the Council {text} and to submit a report on noise to TSAG;"))


def seconds(one: Resolution) -> float:
    """Processor time of the faster of two runs: other programs do not count, a first run's compiling does not either."""
    taken = []
    for _ in range(2):
        begin = time.process_time()
        near_misses(one, ())
        extract(one)
        taken.append(time.process_time() - begin)
    return min(taken)


def assert_about_four_times_as_long(small: Resolution, large: Resolution) -> None:
    """Were it quadratic it would be sixteen times; below some milliseconds the clock says nothing.

    On a machine with more work than processors a measurement may be off; three are not, one after the other.
    """
    tries = []
    for _ in range(3):
        taken = seconds(small), seconds(large)
        if taken[1] < max(8 * taken[0], 0.05):
            return
        tries.append(f"{taken[1] / taken[0]:.1f} times, {taken[1]:.2f} s")
    pytest.fail("; ".join(tries))


@pytest.mark.parametrize("words", NEAR_MISSES.values(), ids=NEAR_MISSES.keys())
def test_four_times_the_text_takes_about_four_times_as_long(words: str) -> None:
    assert_about_four_times_as_long(made(words, SIZE), made(words, 4 * SIZE))


@pytest.mark.parametrize(
    "name", ["recipients that never come", "only the verb", "open parentheses", "a name again and again"]
)
def test_two_hundred_thousand_characters_take_their_share(name: str) -> None:
    assert_about_four_times_as_long(made(NEAR_MISSES[name], 50_000), made(NEAR_MISSES[name], 200_000))


def test_many_clauses_take_as_long_as_their_number_says() -> None:
    clauses = [
        "to report annually to TSAG on noise;",
        "to measure noise, in collaboration with the Director of BDT;",
        "that the group shall report to the Council at its 2027 session;",
        "to invite Member States to reduce noise;",
    ]
    small = resolution("WTSA", part("resolves", *clauses * 100))
    large = resolution("WTSA", part("resolves", *clauses * 400))
    assert_about_four_times_as_long(small, large)
