"""What people wrote in a report is carried over to the new row that takes the place of its row.

A row loses its place when the next revision asks for the same report, when a meeting becomes known that stood under its
year, or when a recipient or a frequency is corrected. Nothing is taken from the old row: it stays as it was, and names
the new one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reporter.model import Descent
from reporter.model.lineage import ancestors, place_taken, place_taken_by
from reporter.model.tables import REPORTS, State, Status
from reporter.workbook.data import RowData, TableData, Value
from reporter.workbook.memory import Marks, Remembered, as_text, key_of, mark
from reporter.workbook.merge import Start
from reporter.workbook.retire import begun, report_year
from reporter.workbook.rows import Row
from reporter.workbook.working import repeated

OWNER = "Owner"

KEPT_CORRECTIONS = ("Responsible", "Meeting", "Due date")
"""Columns of the program whose corrections hold for the same report of the next revision."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of the rows of Reports that lose their place, and of those that take it.

    Attributes:
        starts: Key of a new row to what it starts with.
        changed: Key of an old row to the cells that say what became of it.
    """

    starts: Mapping[str, Start] = field(default_factory=dict)
    changed: Mapping[str, Row] = field(default_factory=dict)


def carry_over(
    wanted: Sequence[Row],
    table: TableData,
    memory: Mapping[str, Remembered],
    *,
    withdrawn: Collection[str],
    new_duties: Collection[str],
    descents: Iterable[Descent],
    today: date,
) -> Carried:
    """Finds the row of Reports that each new row takes the place of.

    - A report of a duty that replaces another one takes the place of that one's for the same recipient and period.
    - A report that is withdrawn gives its place to a new one of the same duty: for the same recipient and meeting, else
      for the same recipient in the same year, else in the same period, else in the same year. Of several meetings of a
      year the first one counts whose report is not past due, else the last. Where several new ones are left, or several
      old ones want the same, none does, except that one which people have begun to write goes before those that nobody
      has.
    - A new row that takes no place starts with the Owner whom the rows before it agree on.

    Args:
        wanted: Rows of Reports that the sources ask for.
        table: Reports as they stand.
        memory: Row key to what the program remembers of them; rows it does not know lose no place.
        withdrawn: Keys of the rows that the sources no longer ask for, of duties that stand.
        new_duties: IDs of obligations that have no row yet.
        descents: Where each obligation comes from.
        today: Day by which a report is past due.
    """
    several = set(repeated(table, "ID"))
    present = {key: row for row in table.rows if (key := key_of(row, "ID")) and key not in several}
    taken = set(present) | several | set(memory)
    new: dict[str, Row] = {}
    for row in wanted:
        if (key := as_text(row["ID"]).strip()) not in taken:
            new.setdefault(key, row)
    run = _Run(
        new=new,
        old={
            key: _Old(row, memory[key].written)
            for key, row in present.items()
            if key in memory and not place_taken_by(as_text(row.values.get("Notes")))
        },
        fresh=withdrawn,
        descents={one.id: one for one in descents},
        today=today,
    )
    places = dict(run.inherited())
    places |= {new: old for new, old in run.moved().items() if new not in places}
    return run.carried(places, new_duties)


def people_s(row: RowData) -> dict[str, Value]:
    """The cells of people in a report that hold something, in columns that people added too.

    A status only where it is beyond Not started; what Excel computes is computed in the new row too.
    """
    program = {*REPORTS.owned_by("program"), *REPORTS.owned_by("formula")}
    return {
        column: value
        for column, value in row.values.items()
        if column not in program
        and column not in row.formulas
        and as_text(value).strip()
        and not (column == "Status" and as_text(value).strip().casefold() == _NOT_STARTED)
    }


_NOT_STARTED = Status.NOT_STARTED.casefold()


@dataclass(frozen=True, slots=True)
class _Old:
    """A row of Reports that the program wrote: as it stands, and the marks of what was written."""

    row: RowData
    written: Marks

    @property
    def values(self) -> Row:
        return self.row.values

    @property
    def duty(self) -> str:
        """ID of its obligation, wherever a person moved the row since."""
        return self.written.get("Obligation") or as_text(self.values.get("Obligation")).strip()

    @property
    def is_withdrawn(self) -> bool:
        return _said(self.values, "State") == State.WITHDRAWN.casefold()

    @property
    def corrections(self) -> dict[str, Value]:
        """Cells that people corrected and that hold for the same report of the next revision."""
        return {
            column: self.values[column]
            for column in KEPT_CORRECTIONS
            if self.written and column in self.values and mark(self.values[column]) != self.written.get(column, "")
        }

    def is_for(self, row: Row, *columns: str) -> bool:
        """Whether the row has the values of a new one, by what was written or by what people made of it."""
        return all(
            _said(row, column) in (_said(self.values, column), self.written.get(column, "").casefold())
            for column in columns
        )


class _Run:
    """The search for the places of one run; arguments as in `carry_over`."""

    def __init__(
        self,
        new: Mapping[str, Row],
        old: Mapping[str, _Old],
        fresh: Collection[str],
        descents: Mapping[str, Descent],
        today: date,
    ) -> None:
        self._new, self._old, self._descents, self._today = new, old, descents, today
        self._old_of: dict[str, list[str]] = {}
        for key, one in old.items():
            if not one.is_withdrawn:
                self._old_of.setdefault(one.duty, []).append(key)
        self._new_of: dict[str, list[str]] = {}
        for key, row in new.items():
            self._new_of.setdefault(as_text(row["Obligation"]).strip(), []).append(key)
        # What was withdrawn earlier was told then: people may have moved what stands there by hand.
        self._withdrawn = [key for key, one in old.items() if key in fresh and not one.is_withdrawn]

    def inherited(self) -> Iterator[tuple[str, str]]:
        """New rows with the row of a duty before for the same recipient and period."""
        used: set[str] = set()
        for key, row in self._new.items():
            before = (one for one in self._before(row) if one not in used)
            same = [one for one in before if self._old[one].is_for(row, "Recipient", "Period")]
            if same:
                first = next((one for one in same if begun(self._old[one].values)), same[0])
                used.add(first)
                yield key, first

    def moved(self) -> dict[str, str]:
        """New rows with the withdrawn row of the same duty whose place they take."""
        wanting: dict[str, list[str]] = {}
        for key in self._withdrawn:
            if people_s(self._old[key].row) and (place := self._place_for(self._old[key])):
                wanting.setdefault(place, []).append(key)
        found = {}
        for place, keys in wanting.items():
            first = keys if len(keys) == 1 else [key for key in keys if begun(self._old[key].values)]
            if len(first) == 1:
                found[place] = first[0]
        return found

    def carried(self, places: Mapping[str, str], new_duties: Collection[str]) -> Carried:
        """What the places come to, with the owners of new rows that take none."""
        starts = {new: Start(old, self._given(self._new[new], self._old[old])) for new, old in places.items()}
        for key, row in self._new.items():
            if key not in places and (owned := self._owner(row, new_duties)):
                starts[key] = Start(owned, {OWNER: self._old[owned].values[OWNER]})
        changed: dict[str, Row] = {
            old: {"State": State.SUPERSEDED.value, "Notes": place_taken(new, carried=bool(starts[new].cells))}
            for new, old in places.items()
        }
        return Carried(starts, changed)

    def _given(self, row: Row, old: _Old) -> Row:
        """What a row gives to the one that takes its place; what was corrected, only to the same report."""
        same = old.is_for(row, "Recipient", "Period")
        return {**people_s(old.row), **(old.corrections if same else {})}

    def _before(self, row: Row) -> list[str]:
        """Rows of the nearest duty that a new row's duty replaces and that has any."""
        steps = ancestors(as_text(row["Obligation"]).strip(), self._descents)
        return next((found for step in steps if (found := self._old_of.get(step.replaces))), [])

    def _place_for(self, old: _Old) -> str | None:
        """The new row that takes the place of a withdrawn one; None where there is none, or nobody can tell which."""
        free = {key: self._new[key] for key in self._new_of.get(old.duty, ())}
        year = report_year(old.values)
        same_year = [key for key, row in free.items() if report_year(row) == year]
        choices = (
            [key for key, row in free.items() if _said(row, "Meeting") and old.is_for(row, "Recipient", "Meeting")],
            [key for key in same_year if old.is_for(free[key], "Recipient")],
            [key for key, row in free.items() if old.is_for(row, "Period")],
            same_year,
        )
        found = next(filter(None, choices), [])
        return found[0] if len(found) == 1 else self._first_meeting({key: free[key] for key in found})

    def _first_meeting(self, rows: Mapping[str, Row]) -> str | None:
        """Of reports to one recipient's meetings the first that is not past due, else the last; None for any other."""
        days = {key: due for key, row in rows.items() if isinstance(due := row["Due date"], date)}
        at_meetings = all(
            _said(row, "Meeting") and _said(row, "Meeting") == _said(row, "Period") for row in rows.values()
        )
        recipients = {_said(row, "Recipient") for row in rows.values()}
        if not rows or not at_meetings or len(days) < len(rows) or len(recipients) > 1:
            return None
        ordered = sorted(days, key=days.__getitem__)
        return next((key for key in ordered if days[key] >= self._today), ordered[-1])

    def _owner(self, row: Row, new_duties: Collection[str]) -> str | None:
        """A row before a new one whose owner all of those agree on, to the same recipient if there are any."""
        duty = as_text(row["Obligation"]).strip()
        withdrawn = (key for key in self._withdrawn if self._old[key].duty == duty)
        before = self._before(row) if duty in new_duties else list(withdrawn)
        owned = [key for key in before if _said(self._old[key].values, OWNER)]
        same = [key for key in owned if self._old[key].is_for(row, "Recipient")] or owned
        return same[0] if len({_said(self._old[key].values, OWNER) for key in same}) == 1 else None


def _said(row: Row, column: str) -> str:
    return as_text(row.get(column)).strip().casefold()
