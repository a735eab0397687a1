"""Which rows stopped being in force: superseded by a newer revision, rejected in review, or gone from the sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from reporter.model.lineage import place_taken_by
from reporter.model.tables import ACTIONS, OBLIGATIONS, REPORTS, RESOLUTIONS, Review, State, Status
from reporter.workbook.data import RowData, TableData, Value
from reporter.workbook.memory import Remembered, as_text, key_of
from reporter.workbook.rows import Row, WantedTables

_NOT_BEGUN = frozenset({"", Status.NOT_STARTED.casefold()})
_WRITTEN_BY_PEOPLE = ("Progress", "Results", "Next steps", "Evidence", "Document", "Submitted on")

Memory = Mapping[str, Mapping[str, Remembered]]
"""Table name to row key to what is remembered."""


@dataclass(frozen=True, slots=True)
class Retirement:
    """What is still wanted, and what is not.

    Attributes:
        wanted: The wanted rows; those of superseded resolutions say so, and reports of rejected or superseded
            obligations are left out unless people have begun to write them.
        retired: Table name to row key to the State of rows that are in the workbook and no longer wanted.
    """

    wanted: WantedTables
    retired: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def retire(
    wanted: WantedTables,
    tables: Mapping[str, TableData],
    memory: Memory,
    today: date,
    *,
    rejected: Collection[str] = (),
) -> Retirement:
    """Compares what is wanted with what the workbook holds.

    - A resolution whose newer revision (same body and number, later year) is known is superseded, with its
      obligations, actions and those of its coming reports that nobody has begun to write; so is an obligation that
      another one replaces, with such reports.
    - An obligation or action of a resolution that was read is withdrawn when the text no longer asks for it.
    - A report is withdrawn when its resolution was read and its year was asked for, but it is not due any more; one
      of a rejected obligation unless somebody has begun to write it. One that is superseded stays so.
    - Nothing is concluded from what was not read or not asked for.

    Args:
        wanted: What the sources ask for.
        tables: The workbook's tables by their declared names.
        memory: What the program remembers of them; rows it does not know are people's and are left alone.
        today: Reports due before this day are not superseded: they are still owed.
        rejected: IDs of obligations that will be rejected, beside those that people rejected.
    """
    old = superseded_resolutions(_known_resolutions(wanted, tables[RESOLUTIONS.name]))
    refused = _rejected(tables[OBLIGATIONS.name]) | frozenset(rejected)
    replaced = {one.id for one in wanted.descents if one.superseded_by}
    started = {key_of(row, "ID") for row in tables[REPORTS.name].rows if begun(row.values) and not _has_lost_place(row)}
    kept = replace(
        wanted,
        resolutions=tuple(_in_force(row, "ID", old) for row in wanted.resolutions),
        obligations=tuple(_in_force(_in_force(row, "Resolution", old), "ID", replaced) for row in wanted.obligations),
        actions=tuple(_in_force(row, "Resolution", old) for row in wanted.actions),
        reports=tuple(
            row
            for row in wanted.reports
            if as_text(row["ID"]) in started
            or not (row["Resolution"] in old or row["Obligation"] in replaced or row["Obligation"] in refused)
        ),
    )
    review = _Review(kept, tables, memory, old, frozenset(replaced), refused, today)
    retired = {
        RESOLUTIONS.name: dict(review.resolutions()),
        OBLIGATIONS.name: dict(review.clauses(OBLIGATIONS.name)),
        ACTIONS.name: dict(review.clauses(ACTIONS.name)),
        REPORTS.name: dict(review.reports()),
    }
    return Retirement(kept, retired)


def superseded_resolutions(rows: Iterable[Row]) -> frozenset[str]:
    """IDs of the rows of Resolutions of which a later year is among the rows.

    Rows belong together when body, number and the ID without its year agree: the last tells Decision 5 from
    Resolution 5. Rows without body, number or year supersede nothing.
    """
    series: dict[tuple[str, str, str], dict[int, set[str]]] = {}
    for row in rows:
        key, year = as_text(row.get("ID")).strip(), _year(row.get("Year"))
        body, number = as_text(row.get("Body")).strip(), as_text(row.get("Number")).strip()
        if key and year and body and number:
            stem = re.sub(rf"(?<!\d){year}(?!\d)", "", key)
            series.setdefault((body, number, stem), {}).setdefault(year, set()).add(key)
    return frozenset(key for years in series.values() for year in years if year < max(years) for key in years[year])


def report_year(row: Row) -> int | None:
    """Year that a report counts for: the one its period begins with, else that of its due date; None without either."""
    if begins := re.match(r"\d{4}(?!\d)", as_text(row.get("Period")).strip()):
        return int(begins[0])
    due = row.get("Due date")
    return due.year if isinstance(due, date) else None


@dataclass(frozen=True, slots=True)
class _Review:
    """Everything a verdict on a row rests on."""

    wanted: WantedTables
    tables: Mapping[str, TableData]
    memory: Memory
    old: frozenset[str]
    replaced: frozenset[str]
    rejected: frozenset[str]
    today: date

    def resolutions(self) -> Iterator[tuple[str, str]]:
        for key, _ in self._unwanted(RESOLUTIONS.name):
            if key in self.old:
                yield key, State.SUPERSEDED.value

    def clauses(self, table: str) -> Iterator[tuple[str, str]]:
        for key, row in self._unwanted(table):
            resolution = self._written(table, key, row, "Resolution")
            if resolution in self.old or (table == OBLIGATIONS.name and key in self.replaced):
                yield key, State.SUPERSEDED.value
            elif resolution in self.wanted.read:
                yield key, State.WITHDRAWN.value

    def reports(self) -> Iterator[tuple[str, str]]:
        for key, row in self._unwanted(REPORTS.name):
            resolution = self._written(REPORTS.name, key, row, "Resolution")
            obligation = self._written(REPORTS.name, key, row, "Obligation")
            if resolution in self.old or obligation in self.replaced:
                if _is_coming(row.values, self.today) and not begun(row.values):
                    yield key, State.SUPERSEDED.value
            elif self._is_missed(key, resolution, row) and not (obligation in self.rejected and begun(row.values)):
                yield key, State.WITHDRAWN.value

    def _is_missed(self, key: str, resolution: str, row: RowData) -> bool:
        """Whether a report would have been asked for in this run, unless another one took its place before."""
        superseded = self.memory[REPORTS.name][key].written.get("State") == State.SUPERSEDED
        return not superseded and resolution in self.wanted.read and report_year(row.values) in self.wanted.years

    def _unwanted(self, table: str) -> Iterator[tuple[str, RowData]]:
        """Rows that the program wrote once and that the sources do not ask for now."""
        wanted = {as_text(row["ID"]).strip() for row in self.wanted.of(table)}
        known = self.memory.get(table, {})
        for row in self.tables[table].rows:
            key = key_of(row, "ID")
            if key in known and key not in wanted:
                yield key, row

    def _written(self, table: str, key: str, row: RowData, column: str) -> str:
        """What the program wrote there: a person's correction of the cell does not move the row elsewhere."""
        return self.memory[table][key].written.get(column) or as_text(row.values.get(column)).strip()


def _known_resolutions(wanted: WantedTables, table: TableData) -> list[Row]:
    """Rows of Resolutions after the run; a row in the workbook counts as people left it."""
    present = {key_of(row, "ID") for row in table.rows}
    return [
        *(row.values for row in table.rows),
        *(row for row in wanted.resolutions if as_text(row["ID"]).strip() not in present),
    ]


def _rejected(obligations: TableData) -> frozenset[str]:
    return frozenset(
        key_of(row, "ID")
        for row in obligations.rows
        if as_text(row.values.get("Review")).strip().casefold() == Review.REJECTED.casefold()
    )


def _in_force(row: Row, column: str, old: Collection[str]) -> Row:
    return {**row, "State": State.SUPERSEDED.value} if as_text(row[column]) in old else row


def _has_lost_place(row: RowData) -> bool:
    return bool(place_taken_by(as_text(row.values.get("Notes"))))


def begun(row: Row) -> bool:
    """Whether people have begun to write the report."""
    return any(written_by_people(row))


def written_by_people(row: Row) -> Iterator[str]:
    """Columns that show that people have begun to write the report; a status only where it is beyond Not started."""
    if as_text(row.get("Status")).strip().casefold() not in _NOT_BEGUN:
        yield "Status"
    yield from (column for column in _WRITTEN_BY_PEOPLE if as_text(row.get(column)).strip())


def _is_coming(row: Row, today: date) -> bool:
    due = row.get("Due date")
    if isinstance(due, datetime):
        due = due.date()
    return not isinstance(due, date) or due >= today


def _year(value: Value) -> int | None:
    text = as_text(value).strip()
    return int(text) if re.fullmatch(r"\d{4}", text) else None
