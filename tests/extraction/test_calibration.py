"""Whether a record that is said to be sure is right."""

from __future__ import annotations

from pathlib import Path

from calibration import PAGE, records, share_right, table, written
from corpora import WRITING_RULES

SURE = 0.9
SHOWN_FOR_REVIEW = 0.8


def test_a_sure_record_is_right_in_every_field(shared: Path) -> None:
    sure = [one for one in records(shared) if one.record.confidence >= SURE]
    assert len(sure) > 200
    assert share_right(sure) >= 0.98


def test_less_sure_records_are_wrong_more_often(shared: Path) -> None:
    found = records(shared, WRITING_RULES)
    less = [one for one in found if one.record.confidence < SURE]
    assert share_right(less) < share_right([one for one in found if one.record.confidence >= SURE])


def test_few_records_are_shown_for_review(shared: Path) -> None:
    found = records(shared)
    assert sum(one.record.confidence < SHOWN_FOR_REVIEW for one in found) <= len(found) / 20


def test_confidence_is_a_share_with_two_digits(shared: Path) -> None:
    for one in records(shared):
        assert 0 < one.record.confidence < 1
        assert one.record.confidence == round(one.record.confidence, 2)


def test_the_table_of_the_manual_is_fresh(shared: Path) -> None:
    assert written(PAGE.read_text(encoding="utf-8")) == table(shared), "python tests/extraction/calibration.py"
