"""Builders for what a sync is given, and for what people do to a workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from reporter.model import Action, Meeting, Obligation, ReportDue, Resolution, Source
from reporter.model.tables import Table
from reporter.workbook import RowData, TableChange, Value, patch, read_tables
from reporter.workbook.book import Book
from reporter.workbook.ranges import column_letters
from reporter.workbook.rows import WantedTables, wanted_tables
from reporter.workbook.sync import SyncResult, sync

TODAY = date(2026, 11, 20)


def resolution(number: str = "18", year: int = 2024, **changes: Any) -> Resolution:
    made = Resolution(
        id=f"WTSA-{number}-{year}",
        body="WTSA",
        number=number,
        title="Principles and procedures for the coordination of work",
        place="New Delhi",
        year=year,
        revision=True,
        file=f"texts/wtsa-{number}-{year}.docx",
        start=0,
        end=9000,
        sections=(),
        page=3,
    )
    return replace(made, **changes)


def obligation(of: Resolution | None = None, place: str = "instructs-2", **changes: Any) -> Obligation:
    of = of or resolution()
    made = Obligation(
        id=f"{of.id}/{place}",
        resolution=of,
        clause="instructs the Director of TSB 2",
        text="to report annually to TSAG on the implementation of this resolution",
        responsible=("Director of TSB",),
        recipients=("TSAG",),
        frequency="annual",
        due_event=None,
        due_date=None,
        subject="the implementation of this resolution",
        force="instructs",
        conditional=False,
        source=Source(of.file, 100, 167),
        confidence=0.97,
    )
    return replace(made, **changes)


def action(of: Resolution | None = None, place: str = "resolves-1") -> Action:
    of = of or resolution()
    return Action(
        id=f"{of.id}/{place}",
        resolution=of,
        clause="resolves 1",
        text="that the advisory groups shall continue to review new and existing work",
        addressees=("TSAG",),
        collaborators=(),
        source=Source(of.file, 200, 270),
    )


def report(of: Obligation | None = None, period: str = "2027", **changes: Any) -> ReportDue:
    of = of or obligation()
    made = ReportDue(
        id=f"{of.id}/TSAG/{period}",
        obligation=of.id,
        resolution=of.resolution.id,
        recipient="TSAG",
        responsible=of.responsible,
        period=period,
        meeting=f"TSAG-{period}-05",
        due_date=date(int(period[:4]), 5, 4),
    )
    return replace(made, **changes)


def wanted(
    resolutions: Sequence[Resolution] | None = None,
    obligations: Sequence[Obligation] | None = None,
    reports: Sequence[ReportDue] | None = None,
    *,
    actions: Sequence[Action] | None = None,
    years: Sequence[int] = (2026, 2027),
    meetings: Sequence[Meeting] = (),
) -> WantedTables:
    """Rows of a run; left out are one resolution, one obligation, its report and one action."""
    return wanted_tables(
        [resolution()] if resolutions is None else resolutions,
        [obligation()] if obligations is None else obligations,
        [action()] if actions is None else actions,
        [report()] if reports is None else reports,
        years=years,
        meetings=meetings,
    )


def synced(path: Path, tables: WantedTables | None = None, today: date = TODAY) -> SyncResult:
    return sync(path, tables or wanted(), today=today, source="test")


def edit(path: Path, table: str, key: str, cells: Mapping[str, Value]) -> None:
    """What a person does to a row."""
    patch(path, [TableChange(table, "ID", update={key: cells})])


def letter(table: Table, column: str) -> str:
    """Letters of a column in the shipped template."""
    return column_letters([one.name for one in table].index(column) + 1)


def sheet_part(path: Path, title: str) -> str:
    """Name of the part that holds a sheet."""
    return next(one.part for one in Book(path).sheets if one.title == title)


def rows(path: Path, table: str) -> dict[str, RowData]:
    """The rows of a table by ID; blank rows left out."""
    key = "Meeting" if table == "Meetings" else "ID"
    return {str(row.values[key]): row for row in read_tables(path)[table].rows if row.values[key] is not None}


def cells(path: Path, table: str, key: str) -> Mapping[str, Value]:
    return rows(path, table)[key].values


def renamed(path: Path, before: str, after: str) -> None:
    """Rename a table or a column, in the table and in its header."""
    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            for frame in ('name="{}"', 'displayName="{}"', "<t>{}</t>"):
                data = data.replace(frame.format(before).encode(), frame.format(after).encode())
            package.writestr(name, data)


def renamed_in(path: Path, table: str, before: str, after: str) -> None:
    """Rename a column of one table where other tables have a column of that name too."""
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    sheet = workbook[table]
    (header,) = [cell for cell in sheet[1] if cell.value == before]
    header.value = after
    (column,) = [one for one in sheet.tables[table].tableColumns if one.name == before]
    column.name = after
    workbook.save(path)
