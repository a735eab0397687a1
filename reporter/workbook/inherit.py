"""What a duty or an action of a new revision takes over from the row of the one that it replaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reporter.model import Descent
from reporter.model.lineage import ancestors
from reporter.model.tables import ACTIONS, OBLIGATIONS, Review, Table
from reporter.workbook.correct import changed_cells
from reporter.workbook.data import RowData, TableData, Value
from reporter.workbook.memory import Remembered, as_text, key_of, mark
from reporter.workbook.merge import Start
from reporter.workbook.rows import Row, WantedTables, lineage_cells, with_notes
from reporter.workbook.working import repeated

KEPT_CORRECTIONS: Mapping[str, tuple[str, ...]] = {
    OBLIGATIONS.name: ("Responsible", "Recipients", "Frequency", "Subject", "Force", "Conditional"),
    ACTIONS.name: ("Addressee", "Collaborators"),
}
"""Columns of the program whose corrections hold for the next revision too, by table.

A corrected clause or text belongs to the old wording, a corrected event or day to one occasion: carried over, it would
make the duty one of the past.
"""

_DECIDED = (Review.ACCEPTED, Review.REJECTED)


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What the row of an obligation or action starts with.

    Attributes:
        heir_of: ID of the row that it comes from.
        people: Cells of the columns that people own or added, those that hold something.
        corrections: Cells of the program's columns that people corrected.
    """

    heir_of: str
    people: Row = field(default_factory=dict)
    corrections: Row = field(default_factory=dict)

    @property
    def rejected(self) -> bool:
        """Whether the duty is rejected by it."""
        return _says(self.people.get("Review"), Review.REJECTED)


def inheritances(
    declared: Table, table: TableData, memory: Mapping[str, Remembered], descents: Iterable[Descent]
) -> dict[str, Inheritance]:
    """What obligations or actions without a row will start with, where one that they replace has a row.

    People's columns are taken as they are. Review is, only where the duty is the same in the same words; a decision on
    other words becomes To check.

    Args:
        declared: Obligations or Actions, as declared.
        table: The same as it stands.
        memory: Row key to what the program remembers of it.
        descents: Where each obligation or action comes from.

    Returns:
        By ID; those that inherit nothing are left out.
    """
    several = set(repeated(table, "ID"))
    rows = {key: row for row in table.rows if (key := key_of(row, "ID")) and key not in several}
    by_id = {one.id: one for one in descents}
    new = [key for key in by_id if key not in rows and key not in several and key not in memory]
    found = {key: _inherited(declared, key, by_id, rows, memory) for key in new}
    return {key: one for key, one in found.items() if one is not None}


def inherited_starts(heirs: Mapping[str, Inheritance]) -> dict[str, Start]:
    """What new rows of Obligations or Actions start with, by their keys."""
    return {key: Start(one.heir_of, {**one.people, **one.corrections}) for key, one in heirs.items()}


def with_lineage(changed: Mapping[str, Row], wanted: WantedTables) -> dict[str, Row]:
    """Changes of rows of Obligations that the sources do not ask for, with what became of their lineage."""
    asked = {as_text(row["ID"]).strip() for row in wanted.obligations}
    cells = {one.id: lineage_cells(one) for one in wanted.descents if one.id not in asked}
    return {key: {**changed.get(key, {}), **cells.get(key, {})} for key in {**changed, **cells}}


def noted(
    rows: Iterable[Row],
    table: TableData,
    memory: Mapping[str, Remembered],
    heirs: Mapping[str, Inheritance],
    descents: Iterable[Descent],
) -> tuple[Row, ...]:
    """Rows of duties that replace others, with notes on what stands in them by a person's word.

    Args:
        rows: Wanted rows of Obligations.
        table: Obligations as they stand.
        memory: Row key to what the program remembers of them.
        heirs: What new rows inherit.
        descents: Where each obligation comes from.
    """
    notes = _Notes({key_of(row, "ID"): row for row in table.rows}, memory, heirs, {one.id: one for one in descents})
    return tuple(with_notes(row, notes.of(as_text(row["ID"]).strip(), row)) for row in rows)


@dataclass(frozen=True, slots=True)
class _Notes:
    """What there is to say of duties that replace others; arguments as in `noted`, by ID."""

    present: Mapping[str, RowData]
    memory: Mapping[str, Remembered]
    heirs: Mapping[str, Inheritance]
    descents: Mapping[str, Descent]

    def of(self, key: str, row: Row) -> Iterator[str]:
        """Notes on one duty; none where it replaces no other."""
        if key not in self.descents or not self.descents[key].replaces:
            return
        people, corrections = self._stands(key)
        if _says(people.get("Review"), Review.TO_CHECK):
            yield self._decided_before(key)
        for column in KEPT_CORRECTIONS[OBLIGATIONS.name]:
            if column in corrections and mark(corrections[column]) != mark(row[column]):
                yield f"{column} is a correction: the text says {as_text(row[column]).strip() or 'nothing'}"

    def _stands(self, key: str) -> tuple[Row, Row]:
        """Cells of people, and corrected ones, as they stand or will."""
        if row := self.present.get(key):
            known = self.memory.get(key)
            return row.values, changed_cells(row, known.written) if known else {}
        heir = self.heirs.get(key)
        return (heir.people, heir.corrections) if heir else ({}, {})

    def _decided_before(self, key: str) -> str:
        """What was decided on the duty before its words changed; "" where nothing was, or they did not."""
        changed = False
        for step in ancestors(key, self.descents):
            changed, review = changed or bool(step.change), self._stands(step.replaces)[0].get("Review")
            if _says(review, *_DECIDED):
                return f"{step.replaces} was {as_text(review).strip().casefold()}, and changed since" if changed else ""
        return ""


def _inherited(
    declared: Table,
    key: str,
    descents: Mapping[str, Descent],
    rows: Mapping[str, RowData],
    memory: Mapping[str, Remembered],
) -> Inheritance | None:
    """What the nearest ancestor with a row has to give; an ancestor may arrive in the same run and have none yet."""
    changed = False
    for step in ancestors(key, descents):
        changed = changed or bool(step.change)
        if row := rows.get(step.replaces):
            known = memory.get(step.replaces)
            return _given(declared, step.replaces, row, known, changed=changed)
    return None


def _given(declared: Table, key: str, row: RowData, known: Remembered | None, *, changed: bool) -> Inheritance | None:
    program = declared.owned_by("program")
    people = {
        column: value
        for column, value in row.values.items()
        if column not in program and column not in row.formulas and as_text(value).strip()
    }
    if changed and _says(people.get("Review"), *_DECIDED):
        people["Review"] = Review.TO_CHECK.value
    cells = changed_cells(row, known.written, declared) if known and known.written else {}
    kept = KEPT_CORRECTIONS[declared.name]
    corrections = {column: cells[column] for column in kept if column in cells and column in row.values}
    return Inheritance(key, people, corrections) if people or corrections else None


def _says(value: Value, *reviews: Review) -> bool:
    return as_text(value).strip().casefold() in {one.casefold() for one in reviews}
