"""How urgent a report is: the same answer as the formulas of the table Reports give in Excel."""

from __future__ import annotations

from datetime import date

import pytest

from reporter.model.tables import DONE, REPORTS, State, Status
from reporter.schedule import SOON, days_left, timing

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "status", "state", "expected", "left"),
    [
        (date(2026, 11, 19), "", "Current", "Overdue", -1),
        (date(2026, 11, 20), "", "Current", "Due soon", 0),
        (date(2027, 1, 19), "In progress", "Current", "Due soon", 60),
        (date(2027, 1, 20), "In progress", "Current", "Open", 61),
        (date(2026, 11, 19), "Drafted", "Current", "Overdue", -1),
        (date(2026, 11, 19), "submitted", "Current", "Done", None),
        (date(2026, 11, 19), "", "Withdrawn", "Done", None),
        (date(2026, 11, 19), "", "", "Done", None),
        (None, "", "Current", "Open", None),
        (None, "Noted", "Current", "Done", None),
    ],
)
def test_timing_and_days_left(due: date | None, status: str, state: str, expected: str, left: int | None) -> None:
    assert timing(due, status, state, TODAY) == expected
    assert days_left(due, status, state, TODAY) == left


@pytest.mark.parametrize("status", Status)
def test_a_status_is_done_exactly_where_the_formula_of_the_workbook_says_so(status: Status) -> None:
    formula = REPORTS.column("Timing").formula or ""
    assert (timing(TODAY, status, State.CURRENT, TODAY) == "Done") is (f'="{status}"' in formula) is (status in DONE)


def test_due_soon_begins_where_the_formula_of_the_workbook_says_so() -> None:
    assert f"<={SOON}," in (REPORTS.column("Timing").formula or "")
