"""Reports that are withdrawn although people wrote in them: what they wrote must find its way to the new row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from reporter.model.tables import REPORTS, State
from reporter.workbook.data import TableData, Value
from reporter.workbook.memory import as_text, key_of
from reporter.workbook.merge import Change
from reporter.workbook.retire import begun, report_year, written_by_people
from reporter.workbook.rows import Row


def stranded(
    diary: Iterable[Change], reports: TableData, wanted: Collection[Row], starts: Mapping[str, Row]
) -> Iterator[str]:
    """A sentence on each report that a sync withdraws and that people have begun to write.

    Args:
        diary: What the sync does to Reports.
        reports: The table before it.
        wanted: The rows of Reports that the sources ask for.
        starts: Key to the cells of people that a new one starts with.
    """
    rows = {key_of(row, "ID"): row.values for row in reports.rows}
    for change in diary:
        row = rows.get(change.row, {})
        if change.column == "State" and change.after == State.WITHDRAWN and begun(row):
            keyed = ((as_text(one["ID"]).strip(), one) for one in wanted)
            others = [{**one, **starts.get(key, {}), **rows.get(key, {})} for key, one in keyed]
            yield f'{REPORTS.name}: "{change.row}" was withdrawn, but {what_is_there(row)}. {what_to_do(row, others)}'


def what_is_there(row: Row) -> str:
    """What people wrote in a report: `holds Status and Progress, owner Chen Li`."""
    *first, last = written_by_people(row)
    owner = as_text(row.get("Owner")).strip()
    return f"holds {', '.join(first)}{' and ' if first else ''}{last}" + (f", owner {owner}" if owner else "")


def what_to_do(row: Row, others: Iterable[Row]) -> str:
    """Where what was written belongs: to the rows of the same obligation and period that nobody has begun."""
    names = [f'"{as_text(one["ID"])}"' for one in _successors(row, others)]
    if names:
        return f"Move what was written to {' or '.join(names)}"
    return "Keep what is worth keeping elsewhere, or undo the correction that withdrew the row"


def _successors(row: Row, others: Iterable[Row]) -> list[Row]:
    free = [
        one
        for one in others
        if _said(one, "ID") != _said(row, "ID")
        and _said(one, "Obligation") == _said(row, "Obligation")
        and _said(one, "State") == State.CURRENT.casefold()
        and not begun(one)
    ]
    same = [one for one in free if _said(one, "Period") == _said(row, "Period")]
    return same or [one for one in free if report_year(one) == report_year(row)]


def _said(row: Row, column: str) -> Value:
    return as_text(row.get(column)).strip().casefold()
