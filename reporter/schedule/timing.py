"""Where a report stands against the clock: the same rule as the formulas of the table Reports."""

from __future__ import annotations

from datetime import date
from typing import Literal

from reporter.model.tables import DONE, State

Timing = Literal["Done", "Overdue", "Due soon", "Open"]

SOON = 60
"""Days before the due date from which a report is due soon."""


def timing(due_date: date | None, status: str, state: str, today: date) -> Timing:
    """How urgent a report is.

    Args:
        due_date: Day it must be in; None for a report without one, which is never overdue.
        status: What people wrote under Status; "" for nothing.
        state: State of the row; every other than `Current` counts as done.
        today: The day to judge by.

    Returns:
        `Overdue` from the day after the due date; `Due soon` on it and on the `SOON` days before.
    """
    if _is_done(status, state):
        return "Done"
    if due_date is None:
        return "Open"
    if due_date < today:
        return "Overdue"
    return "Due soon" if (due_date - today).days <= SOON else "Open"


def days_left(due_date: date | None, status: str, state: str, today: date) -> int | None:
    """Days until the due date, negative when overdue; None for a report that is done or has no due date."""
    if due_date is None or _is_done(status, state):
        return None
    return (due_date - today).days


def _is_done(status: str, state: str) -> bool:
    # Excel's "=" between texts does not tell capitals apart, and neither may this.
    return state.casefold() != State.CURRENT.casefold() or status.casefold() in {one.casefold() for one in DONE}
