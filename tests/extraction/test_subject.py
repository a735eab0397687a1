"""What a report is about, row by row."""

from __future__ import annotations

import pytest
from extraction_builders import part, resolution
from subject_clauses import EVERY, SG, About

from reporter.extraction import extract


@pytest.mark.parametrize("one", EVERY, ids=[one.why for one in EVERY])
def test_a_report_is_about(one: About) -> None:
    body, heading = ("General Assembly", "Requests the Secretary-General") if one.text.startswith(SG) else (
        "WTSA", "resolves" if one.text.startswith("that ") else "instructs the Director of TSB"
    )  # fmt: skip
    records = extract(resolution(body, part(heading, one.text))).obligations
    assert [record.subject for record in records[:1]] == [one.about]
    assert one.about in one.text


def test_there_are_rows_enough_and_each_is_one_of_its_own() -> None:
    assert len(EVERY) >= 80
    assert len({one.why for one in EVERY}) == len({one.text for one in EVERY}) == len(EVERY)
