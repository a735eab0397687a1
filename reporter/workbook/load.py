"""Reads a register as people left it: forgiving of how things are typed, never guessing what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reporter.model import ActionEntry, Meeting, ObligationEntry, Register, ReportEntry, ResolutionEntry, WorkbookError
from reporter.model.tables import (
    ACTIONS,
    LISTS,
    MEETINGS,
    OBLIGATIONS,
    REPORTS,
    RESOLUTIONS,
    Frequency,
    Review,
    State,
    Status,
    Table,
)
from reporter.workbook.create import nearest
from reporter.workbook.data import RowData, TableData
from reporter.workbook.days import read_day
from reporter.workbook.memory import as_text, key_of
from reporter.workbook.renamed import refuse_renamed
from reporter.workbook.store import Where, store_of

BUILT_IN_VALUES: Mapping[str, tuple[str, ...]] = {
    "Status": tuple(status.value for status in Status),
    "Review": tuple(review.value for review in Review),
    "Frequency": tuple(frequency.value for frequency in Frequency),
}
"""Allowed values that hold even where somebody removed them from Lists."""

_STATES = tuple(state.value for state in State)
_YES = frozenset({"yes", "y", "true", "1", "x", "oui", "sí", "si"})


def load(where: Where, *, reports: bool = True) -> Register:
    """Reads the register.

    White space around a value and its capitals do not matter; a date may be typed as text where it has one reading
    only. A cell that cannot be read as what its column holds comes as None or "" here and is told by `check`.

    Args:
        where: The workbook; a file may be open in Excel, and is read as last saved.
        reports: False leaves the reports out, most of all rows, for who does not ask for them.

    Returns:
        Every row that is not blank, in the order of the sheet; also rows without an ID, which people added.

    Raises:
        WorkbookError: The file is not a workbook, has no table of that name, or a column that people write was renamed;
            the nearest name is told.
    """
    store = store_of(where)
    tables, workbook = store.tables(), store.file
    refuse_renamed(workbook, tables)
    return Register(
        resolutions=resolutions_of(workbook, tables),
        obligations=obligations_of(workbook, tables),
        reports=tuple(map(_report, _rows(workbook, REPORTS, tables))) if reports else (),
        meetings=meetings_of(workbook, tables),
    )


def resolutions_of(path: Path, tables: Mapping[str, TableData]) -> tuple[ResolutionEntry, ...]:
    """The rows of Resolutions among tables that were read already; `path` is for messages. As in `load`."""
    return tuple(map(_resolution, _rows(path, RESOLUTIONS, tables)))


def obligations_of(path: Path, tables: Mapping[str, TableData]) -> tuple[ObligationEntry, ...]:
    """The rows of Obligations among tables that were read already; `path` is for messages. As in `load`."""
    return tuple(map(_obligation, _rows(path, OBLIGATIONS, tables)))


def actions_of(path: Path, tables: Mapping[str, TableData]) -> tuple[ActionEntry, ...]:
    """The rows of Actions among tables that were read already; `path` is for messages. As in `load`."""
    return tuple(map(_action, _rows(path, ACTIONS, tables)))


def meetings_of(path: Path, tables: Mapping[str, TableData]) -> tuple[Meeting, ...]:
    """The rows of Meetings that have body, name and year; `path` is for messages. As in `load`."""
    return tuple(meeting for row in _rows(path, MEETINGS, tables) if (meeting := _meeting(row)))


def is_blank(row: RowData) -> bool:
    """Whether people and program wrote nothing in the row; formulas do not count."""
    return all(column in row.formulas or not as_text(value).strip() for column, value in row.values.items())


def allowed_values(tables: Mapping[str, TableData]) -> dict[str, tuple[str, ...]]:
    """Column of Lists to its values, those that the program itself knows first."""
    found: dict[str, tuple[str, ...]] = {}
    lists = tables.get(LISTS.name)
    for column in LISTS:
        typed = [as_text(row.values.get(column.name)).strip() for row in lists.rows] if lists else []
        values = [*BUILT_IN_VALUES.get(column.name, ()), *filter(None, typed)]
        found[column.name] = tuple(dict.fromkeys(values))
    return found


def split_names(text: str) -> tuple[str, ...]:
    """Names of a `names` cell: between semicolons or on lines of their own.

    A comma does not part names, for some have one ("Director, BR").
    """
    return tuple(name for part in re.split(r"[;\n]", text) if (name := " ".join(part.split())))


def meeting_year(row: RowData) -> int | None:
    """Year of a row of Meetings: of its dates, else the one that its name holds (`TSAG-2026-05`, `PP-26`)."""
    for column in ("Start", "End", "Document deadline"):
        if day := read_day(row.values.get(column)):
            return day.year
    name = as_text(row.values.get("Meeting"))
    if found := re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", name):
        return int(found[1])
    found = re.search(r"-(\d\d)$", name.strip())
    return 2000 + int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row with the readings that the columns ask for."""

    row: RowData
    spellings: Mapping[str, Mapping[str, str]]

    def text(self, column: str) -> str:
        text = key_of(self.row, column)
        return self.spellings[column].get(" ".join(text.split()).casefold(), text) if column in self.spellings else text

    def optional(self, column: str) -> str | None:
        return self.text(column) or None

    def names(self, column: str) -> tuple[str, ...]:
        return split_names(self.text(column))

    def flag(self, column: str) -> bool:
        return self.text(column).casefold() in _YES

    def number(self, column: str) -> float | None:
        try:
            return float(self.text(column).replace(",", "."))
        except ValueError:
            return None

    def year(self, column: str) -> int | None:
        text = self.text(column)
        return int(text) if re.fullmatch(r"\d{4}", text) else None


def _rows(path: Path, table: Table, tables: Mapping[str, TableData]) -> Iterator[_Cells]:
    found = tables.get(table.name)
    if found is None:
        like = nearest(table.name, list(tables))
        raise WorkbookError(
            f'the workbook has no table "{table.name}"' + (f' (nearest is "{like}")' if like else ""),
            file=path,
            hint="Give a workbook that reporter made, or name the table so again (Table Design, Table Name)",
        )
    spellings = _spellings(table, allowed_values(tables))
    return (_Cells(row, spellings) for row in found.rows if not is_blank(row))


def _spellings(table: Table, allowed: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, str]]:
    """Column with listed values to those values, by their spelling without capitals; the first of equals counts."""
    listed = {column.name: allowed[column.choices] for column in table if column.choices}
    listed["State"] = _STATES
    return {column: {value.casefold(): value for value in reversed(values)} for column, values in listed.items()}


def _resolution(row: _Cells) -> ResolutionEntry:
    return ResolutionEntry(
        id=row.text("ID"),
        body=row.text("Body"),
        number=row.text("Number"),
        title=row.text("Title"),
        place=row.optional("Place"),
        year=row.year("Year"),
        revision=row.flag("Revision"),
        revises=row.optional("Revises"),
        file=row.text("File"),
        state=row.text("State"),
        notes=row.text("Notes"),
    )


def _action(row: _Cells) -> ActionEntry:
    return ActionEntry(
        id=row.text("ID"),
        resolution=row.text("Resolution"),
        clause=row.text("Clause"),
        text=row.text("Text"),
        addressees=row.names("Addressee"),
        collaborators=row.names("Collaborators"),
        state=row.text("State"),
        status=row.text("Status"),
        owner=row.text("Owner"),
        remarks=row.text("Remarks"),
    )


def _obligation(row: _Cells) -> ObligationEntry:
    return ObligationEntry(
        id=row.text("ID"),
        resolution=row.text("Resolution"),
        clause=row.text("Clause"),
        text=row.text("Text"),
        responsible=row.names("Responsible"),
        recipients=row.names("Recipients"),
        frequency=row.text("Frequency"),
        due_event=row.optional("Due event"),
        due_date=read_day(row.row.values.get("Due date")),
        subject=row.text("Subject"),
        force=row.text("Force"),
        conditional=row.flag("Conditional"),
        confidence=row.number("Confidence"),
        source=row.text("Source"),
        state=row.text("State"),
        notes=row.text("Notes"),
        review=row.text("Review"),
        owner=row.text("Owner"),
        unit=row.text("Unit"),
        remarks=row.text("Remarks"),
        superseded_by=row.text("Superseded by"),
        replaces=row.text("Replaces"),
        lineage=row.text("Lineage"),
    )


def _report(row: _Cells) -> ReportEntry:
    return ReportEntry(
        id=row.text("ID"),
        obligation=row.text("Obligation"),
        resolution=row.text("Resolution"),
        recipient=row.text("Recipient"),
        responsible=row.names("Responsible"),
        period=row.text("Period"),
        meeting=row.text("Meeting"),
        due_date=read_day(row.row.values.get("Due date")),
        state=row.text("State"),
        notes=row.text("Notes"),
        status=row.text("Status"),
        owner=row.text("Owner"),
        progress=row.text("Progress"),
        results=row.text("Results"),
        next_steps=row.text("Next steps"),
        evidence=row.text("Evidence"),
        document=row.text("Document"),
        submitted_on=read_day(row.row.values.get("Submitted on")),
        remarks=row.text("Remarks"),
    )


def _meeting(row: _Cells) -> Meeting | None:
    """The meeting; None without body, name or year, which `check` tells."""
    body, name, year = row.text("Body"), row.text("Meeting"), meeting_year(row.row)
    if not (body and name and year):
        return None
    return Meeting(
        body=body,
        name=name,
        year=year,
        start=read_day(row.row.values.get("Start")),
        end=read_day(row.row.values.get("End")),
        deadline=read_day(row.row.values.get("Document deadline")),
        place=row.optional("Place"),
    )
