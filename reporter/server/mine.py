"""What is overdue and what comes next, for one person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reporter import api
from reporter.addin.open_workbook import OpenWorkbook
from reporter.api import Standing
from reporter.model.tables import REPORTS
from reporter.settings import Settings
from reporter.workbook.load import split_names
from reporter.workbook.memory import as_text
from reporter.workbook.ranges import column_letters

MOST = 50
"""Rows that a list shows; how many more there are is told."""

UPCOMING_DAYS = 90
"""Days ahead that a report counts as upcoming."""


def mine(store: OpenWorkbook, settings: Settings, owner: str | None, today: date | None) -> Mapping[str, Any]:
    """The reports of an owner that are overdue, and those due within the next 90 days.

    Args:
        store: The workbook.
        settings: Its settings.
        owner: As the column Owner names the person, capitals apart; None or "" for everybody.
        today: Day of the question; None for the current one.

    Returns:
        `owners`: all there are; `overdue` and `upcoming`: the first rows, the most urgent first, each with the sheet
        and cell it stands at; `more`: how many rows of either are not listed.
    """
    standings = api.status(store, settings=settings, today=today)
    rows = _cells(store)
    wanted = (owner or "").strip().casefold()
    for_me = [one for one in standings if not wanted or wanted in map(str.casefold, split_names(one.report.owner))]
    lists = {
        "overdue": [one for one in for_me if one.days_left is not None and one.days_left < 0],
        "upcoming": [one for one in for_me if one.days_left is not None and 0 <= one.days_left <= UPCOMING_DAYS],
    }
    return {
        "owners": sorted({name for one in standings for name in split_names(one.report.owner)}, key=str.casefold),
        **{name: [_told(one, rows) for one in found[:MOST]] for name, found in lists.items()},
        "more": {name: max(0, len(found) - MOST) for name, found in lists.items()},
    }


def _told(one: Standing, rows: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    sheet, cell = rows.get(one.report.id, ("", ""))
    return {
        "id": one.report.id,
        "resolution": one.report.resolution,
        "clause": one.clause,
        "recipient": one.report.recipient,
        "due": one.report.due_date.isoformat() if one.report.due_date else None,
        "days": one.days_left,
        "status": one.report.status,
        "sheet": sheet,
        "cell": cell,
    }


def _cells(store: OpenWorkbook) -> Mapping[str, tuple[str, str]]:
    """ID of a report to its sheet and its first cell."""
    opened = store.opened.get(REPORTS.name.casefold())
    if opened is None or "ID" not in opened.data.columns:
        return {}
    column = column_letters(opened.column("ID"))
    return {
        as_text(row.values.get("ID")).strip(): (opened.data.sheet, f"{column}{row.number}") for row in opened.data.rows
    }
