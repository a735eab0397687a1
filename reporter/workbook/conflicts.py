"""Where two people wrote different things: listed in the table Conflicts, decided there, carried out from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache

from reporter.model.tables import CONFLICTS, TABLES, Choice, Kind
from reporter.workbook.data import Value
from reporter.workbook.days import read_day
from reporter.workbook.memory import as_text
from reporter.workbook.merge import Change
from reporter.workbook.places import place_of
from reporter.workbook.rows import Row
from reporter.workbook.working import WorkingCopy

OURS_STAYS = "decided in Conflicts: ours stays"
THEIRS_TAKEN = "decided in Conflicts: theirs taken"
OTHER_TAKEN = "decided in Conflicts: another value"
PASSED_OVER = "decided in Conflicts: not taken"

MEANT_AS_TEXT = "If it is the text that shall stand, write it into the cell itself and choose Ours"

_ALIKE = 0.72
"""How like a choice a word is that was meant for it: `Thier` for Theirs just is."""

_NEEDED = ("Number", "Table", "Row", "Column", "Ours", "Theirs", "Choice", "Resolved")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that was sent back and that a person has to decide on.

    Attributes:
        table: Table name.
        row: The row's ID.
        column: Column name.
        ours: Text of the cell in the workbook when the conflict was found.
        theirs: Text that was sent back.
        who: Who sent it, in which file, and why it was not simply taken.
    """

    table: str
    row: str
    column: str
    ours: str
    theirs: str
    who: str

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What tells it from others: the cell, and the value that was sent back."""
        return self.table, self.row, self.column, self.theirs


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of the choices that people made in Conflicts.

    Attributes:
        diary: The choices that were carried out.
        warnings: Those that could not be, as sentences.
    """

    diary: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()


def decide(copy: WorkingCopy, today: date) -> Decided:
    """Carries out the choices in Conflicts and marks them resolved.

    `Ours` leaves the cell as it stands now, `Theirs` sets it to what was sent back, any other text sets it to that
    text; either settles the other conflicts about the cell. Two choices that give one cell different values are both
    left open, and so is what looks like a slip of the pen (see `meant`).
    """
    if not can_hold(copy):
        return Decided()
    run = _Run(copy, today)
    waiting = [entry for entry in _entries(copy) if entry.is_open]
    chosen = [entry for entry in waiting if entry.choice.strip()]
    settled = {entry.cell for entry in chosen if run.carry_out(entry, chosen)}
    for entry in waiting:
        if not entry.choice.strip() and entry.cell in settled:
            run.pass_over(entry)
    return Decided(tuple(run.diary), tuple(run.warnings))


def meant(choice: str, *values: str) -> Choice | None:
    """The choice that a slip of the pen stands for: `Their`, `Ours.`, `take theirs`.

    Args:
        choice: What stands in Choice.
        values: The values in conflict; one of them, typed out, is no slip.

    Returns:
        None for a choice as it should be, for a blank, and for any other text, which is the value that shall stand.
    """
    typed_in = choice.strip().casefold()
    choices = {one.casefold(): one for one in Choice}
    if typed_in in {"", *choices, *(value.strip().casefold() for value in values)}:
        return None
    words = ["".join(filter(str.isalpha, word)) for word in typed_in.split()]
    if len(words) == 1:
        near = get_close_matches(words[0], choices, n=1, cutoff=_ALIKE)
    else:
        near = [word for word in words if word in choices] if len(words) == 2 else []
    return choices[near[0]] if len(near) == 1 else None


def can_hold(copy: WorkingCopy) -> bool:
    """Whether the workbook has the table Conflicts with all columns that matter."""
    return CONFLICTS.name in copy and all(copy.column(CONFLICTS.name, name) for name in _NEEDED)


def open_conflicts(copy: WorkingCopy) -> int:
    """How many conflicts wait for a choice."""
    return sum(entry.is_open for entry in _entries(copy)) if can_hold(copy) else 0


def listed(copy: WorkingCopy) -> set[tuple[str, str, str, str]]:
    """Cells and values that were put before the workbook's people, decided or not."""
    return {entry.conflict.place for entry in _entries(copy)} if can_hold(copy) else set()


def list_conflicts(copy: WorkingCopy, conflicts: Iterable[Conflict]) -> None:
    """Adds conflicts below the others, numbered on."""
    numbers = [int(key) for key in copy.keys(CONFLICTS.name) if key.isdecimal()]
    for number, one in enumerate(conflicts, start=max(numbers, default=0) + 1):
        cells: Row = {
            "Table": one.table,
            "Row": one.row,
            "Column": one.column,
            "Ours": one.ours,
            "Theirs": one.theirs,
            "Who": one.who,
        }
        for column, value in cells.items():
            if copy.column(CONFLICTS.name, column):
                copy.put(CONFLICTS.name, str(number), column, value)


@dataclass(frozen=True, slots=True)
class _Entry:
    number: str
    conflict: Conflict
    choice: str
    resolved: bool

    @property
    def is_open(self) -> bool:
        return not self.resolved

    @property
    def cell(self) -> tuple[str, str, str]:
        return self.conflict.place[:3]

    @property
    def value(self) -> str:
        """Text that the cell shall have; of `Ours` nobody asks."""
        return self.conflict.theirs if self.says(Choice.THEIRS) else self.choice

    def says(self, choice: Choice) -> bool:
        return self.choice.strip().casefold() == choice.casefold()


def _entries(copy: WorkingCopy) -> list[_Entry]:
    """Conflicts with a number that no other has, each about the row that stands for its row now; no blank rows."""
    found = []
    for key in copy.keys(CONFLICTS.name):
        if copy.standing(CONFLICTS.name, key) != "present":
            continue
        text = {name: as_text(copy.value(CONFLICTS.name, key, name)) for name in (*_NEEDED, "Who")}
        table, row, column = text["Table"].strip(), text["Row"].strip(), text["Column"].strip()
        conflict = Conflict(
            table,
            place_of(copy, table, row, column) if table in copy else row,
            column,
            text["Ours"],
            text["Theirs"],
            text["Who"],
        )
        found.append(_Entry(key, conflict, text["Choice"], bool(text["Resolved"].strip())))
    return found


@dataclass(slots=True)
class _Run:
    copy: WorkingCopy
    today: date
    diary: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def carry_out(self, entry: _Entry, chosen: Iterable[_Entry]) -> bool:
        """Carry out a choice; whether the cell got a value by it."""
        if entry.says(Choice.OURS):
            self._resolve(entry, entry.conflict.theirs, OURS_STAYS)
            return False
        if obstacle := self._obstacle(entry, chosen):
            self.warnings.append(f"Conflicts, number {entry.number}: {obstacle}")
            return False
        self._set(entry)
        return True

    def pass_over(self, entry: _Entry) -> None:
        """Close a conflict about a cell that was decided by another one."""
        self._resolve(entry, entry.conflict.theirs, PASSED_OVER)

    def _obstacle(self, entry: _Entry, chosen: Iterable[_Entry]) -> str:
        """Why a choice cannot be carried out, as a sentence; "" where it can."""
        one = entry.conflict
        if slip := meant(entry.choice, one.ours, one.theirs):
            return f'"{entry.choice.strip()}" is neither Ours nor Theirs. Did you mean {slip}? {MEANT_AS_TEXT}'
        if one.table not in self.copy or not (column := self.copy.column(one.table, one.column)):
            return f"there is no column {one.column} in a table {one.table}. Correct the names, or choose Ours"
        if self.copy.standing(one.table, one.row) == "several":
            return f'several rows of {one.table} have the ID "{one.row}". Give each its own, then run again'
        if any(
            other.cell == entry.cell and not other.says(Choice.OURS) and other.value != entry.value for other in chosen
        ):
            return f"another choice gives {column} of {one.row} a different value. Choose Ours for all but one"
        if not entry.says(Choice.THEIRS) and _kind(one.table, column) == "date" and not read_day(entry.value):
            return f'"{entry.value}" is no date. Write it as 2026-05-01, or choose Ours or Theirs'
        return ""

    def _set(self, entry: _Entry) -> None:
        one = entry.conflict
        column = self.copy.column(one.table, one.column) or one.column
        before = as_text(self.copy.value(one.table, one.row, column))
        self.copy.put(one.table, one.row, column, typed(entry.value, _kind(one.table, column)))
        note = THEIRS_TAKEN if entry.says(Choice.THEIRS) else OTHER_TAKEN
        self._resolve(entry, entry.value, note, before)

    def _resolve(self, entry: _Entry, after: str, note: str, before: str | None = None) -> None:
        one = entry.conflict
        if before is None:
            column = self.copy.column(one.table, one.column) if one.table in self.copy else None
            before = as_text(self.copy.value(one.table, one.row, column)) if column else one.ours
        self.copy.put(CONFLICTS.name, entry.number, "Resolved", self.today)
        self.diary.append(Change(one.table, one.row, one.column, before, after, note))


def typed(text: str, kind: Kind) -> Value:
    """A text from Conflicts as the value of a column: a day where the column holds days, a number where numbers."""
    if not text:
        return None
    if kind == "date":
        return read_day(text) or text
    if kind in ("number", "integer"):
        try:
            number = float(text)
        except ValueError:
            return text
        return int(number) if number.is_integer() else number
    return text


@cache
def kinds_of(table: str) -> Mapping[str, Kind]:
    """Column to kind of a declared table; columns that people added are text."""
    return {column.name: column.kind for one in TABLES if one.name == table for column in one}


def _kind(table: str, column: str) -> Kind:
    return kinds_of(table).get(column, "text")
