"""What a change of one table means for the cells of an open workbook, and the calls that carry it out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reporter.addin.reading import OpenTable, values_of
from reporter.addin.rectangles import Rectangle, rectangles
from reporter.addin.typing_in import typed
from reporter.model import WorkbookError
from reporter.model.tables import MEMORY, TABLES
from reporter.workbook import CellChange, RowData, TableChange, Value
from reporter.workbook.addressing import Columns, rows_of
from reporter.workbook.cells import key_text, same_value
from reporter.workbook.memory import Remembered, as_text, mark
from reporter.workbook.ranges import MAX_ROW, Area, column_letters

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class TableEdit:
    """The change of one table, checked and ready to be written.

    Attributes:
        opened: The table as it stands.
        key: Column that rows are found by; None where none is.
        cells: Cells of existing rows that change.
        updates: The calls that write them.
        added: Number of new rows.
        grown: The table's range with them; None where they fit into its blank rows.
        new_rows: The calls that write them.
    """

    opened: OpenTable
    key: str | None
    cells: tuple[CellChange, ...]
    updates: Sequence[Rectangle]
    added: int
    grown: Area | None
    new_rows: Sequence[Rectangle]

    def ensure_unchanged(self) -> None:
        """Raises WorkbookError where somebody sorted the table or typed into it, or below it, since it was read."""
        names = {cell.column for cell in self.cells} | ({self.key} if self.key and self.cells else set())
        # New rows of a table without any begin in the blank one that Excel keeps.
        if self.added and all(map(_is_blank, self.opened.data.rows)):
            names = set(self.opened.data.columns) - self.opened.calculated
        ensure_unchanged(self.opened, names, (self.grown or self.opened.area).bottom)

    def write(self) -> None:
        """Writes the cells. A table with a totals row is without it meanwhile, as Excel grows it then."""
        opened = self.opened
        for rectangle in self.updates:
            _put(opened, rectangle)
        if self.grown is not None:
            if opened.totals:
                opened.table.show_totals = False
            opened.table.resize(opened.range(self.grown._replace(bottom=self.grown.bottom - opened.totals)))
        for rectangle in self.new_rows:
            _put(opened, rectangle)
        if self.grown is not None:
            if opened.totals:
                opened.table.show_totals = True
            _fill_down(opened, self.grown)


def ensure_unchanged(opened: OpenTable, columns: Collection[str], reach: int | None = None) -> None:
    """Makes sure that a table stands as it was read.

    Args:
        opened: The table as it was read.
        columns: Columns whose cells must hold what they held; the table's place is looked at in any case.
        reach: Last row that new ones will take; those below the table must still be blank. None without any.

    Raises:
        WorkbookError: Somebody sorted the table, or typed into it, or below it.
    """
    if Area.of(opened.table.range.address) != opened.area:
        raise _changed_meanwhile(opened)
    first = opened.rows.top if columns else opened.area.bottom + 1
    last = max(reach or 0, opened.rows.bottom if columns else 0)
    if last < first:
        return
    now = dict(enumerate(values_of(opened.range(opened.area._replace(top=first, bottom=last))), start=first))
    places = [opened.data.columns.index(name) for name in columns]
    for row in opened.data.rows if columns else ():
        before = list(row.values.values())
        if any(not same_value(before[place], now[row.number][place]) for place in places):
            raise _changed_meanwhile(opened)
    if any(value is not None for number, line in now.items() if number > opened.area.bottom for value in line):
        raise _changed_meanwhile(opened)


def _changed_meanwhile(opened: OpenTable) -> WorkbookError:
    return WorkbookError(
        f"the table {opened.data.name} was changed while it was being worked on; nothing was written",
        place=opened.data.sheet,
        hint="Run the command again",
    )


def edit_of(
    opened: OpenTable,
    change: TableChange,
    memory: Mapping[str, Remembered],
    beside: Sequence[Area],
    file: Path,
) -> TableEdit:
    """Plans the change of a table.

    Args:
        opened: The table as it stands.
        change: What is to become of it.
        memory: Row key to what the program remembers of the row, by which its own cells are known.
        beside: Ranges of the other tables of the sheet, as they will be.
        file: Of the workbook, for messages.

    Raises:
        WorkbookError: A column or key is missing or ambiguous, a value does not fit, or something stands where new
            rows must go.
    """
    return _Planner(opened, memory, beside, file).plan(change)


class _Planner:
    """Plans one change; arguments as of `edit_of`."""

    def __init__(self, opened: OpenTable, memory: Mapping[str, Remembered], beside: Sequence[Area], file: Path) -> None:
        self._opened, self._memory, self._beside, self._file = opened, memory, beside, file
        self._columns = Columns(opened.data.columns, self._refuse)
        self._by_number = {row.number: row for row in opened.data.rows}
        declared = [one for one in TABLES if one.name.casefold() == opened.data.name.casefold()]
        self._program = frozenset(name for one in declared for name in one.owned_by("program"))
        self._key = declared[0].key if declared else None
        self._is_hidden_memory = declared == [MEMORY]

    def plan(self, change: TableChange) -> TableEdit:
        cells, put = self._updates(change)
        first, grown = self._place_for(len(change.append))
        return TableEdit(
            opened=self._opened,
            key=None if change.key is None else self._columns.find(change.key),
            cells=tuple(cells),
            updates=rectangles(put, self._may_rewrite, self._stands),
            added=len(change.append),
            grown=grown,
            new_rows=list(self._new_rows(change.append, first)),
        )

    def _updates(self, change: TableChange) -> tuple[list[CellChange], dict[tuple[int, int], Value]]:
        find = self._columns.find
        key_column = None if change.key is None else find(change.key)
        if key_column is None:
            if change.update:
                raise self._refuse(
                    "rows are to be updated, but no key column is given", "Name the column that holds the ID"
                )
            return [], {}
        new = [key_text(value) for row in change.append for name, value in row.items() if find(name) == key_column]
        numbers = rows_of(lambda: self._keys(key_column), key_column, change.update, new, self._refuse)
        cells: list[CellChange] = []
        put: dict[tuple[int, int], Value] = {}
        for key, values in change.update.items():
            for name, value in values.items():
                column = find(name)
                before = self._by_number[numbers[key]].values[column]
                if column in self._opened.calculated or same_value(before, value):
                    continue
                place = self._opened.column(column)
                put[numbers[key], place] = value
                address = f"{column_letters(place)}{numbers[key]}"
                after = None if value == "" else value
                cells.append(
                    CellChange(self._opened.data.name, self._opened.data.sheet, address, key, column, before, after)
                )
        return cells, put

    def _keys(self, key_column: str) -> Iterator[tuple[int, str]]:
        for row in self._opened.data.rows:
            if row.values[key_column] not in (None, ""):
                yield row.number, key_text(row.values[key_column])

    def _place_for(self, rows: int) -> tuple[int, Area | None]:
        """Number of the first new row, and the table's range with all of them where it has to grow."""
        area, data = self._opened.area, self._opened.rows
        if not rows:
            return data.bottom + 1, None
        if all(_is_blank(row) for row in self._opened.data.rows):
            first, short = data.top, rows - (data.bottom - data.top + 1)
        else:
            first, short = data.bottom + 1, rows
        if short <= 0:
            return first, None
        self._require_room(area._replace(top=area.bottom + 1, bottom=area.bottom + short), short)
        return first, area._replace(bottom=area.bottom + short)

    def _require_room(self, needed: Area, rows: int) -> None:
        if needed.bottom > MAX_ROW:
            raise self._refuse(f"{rows} more rows do not fit on the sheet", "Move old rows to another workbook")
        for other in self._beside:
            if other.meets(needed):
                raise self._refuse(
                    f"{rows} more rows need {needed}, where the table in {other} stands",
                    "Move that table to another sheet or further down",
                )
        for number, values in enumerate(values_of(self._opened.range(needed)), start=needed.top):
            for column, value in enumerate(values, start=needed.left):
                if value is not None:
                    shown = " ".join(as_text(value).split())
                    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
                    name = self._opened.data.name
                    raise self._refuse(
                        f'{rows} more rows need {needed}, but {column_letters(column)}{number} holds "{shown}"',
                        f"Move what stands below the table {name} to another sheet or further down",
                    )

    def _new_rows(self, rows: Sequence[Mapping[str, Value]], first: int) -> Iterator[Rectangle]:
        """The new rows without the columns that Excel computes, and without those that nothing is written to."""
        if not rows:
            return
        named = [{self._columns.find(name): value for name, value in row.items()} for row in rows]
        filled = {name for row in named for name, value in row.items() if value not in (None, "")}
        columns = [
            self._opened.column(name) for name in self._opened.data.columns if name in filled - self._opened.calculated
        ]
        for left, right in _neighbours(columns):
            names = self._opened.data.columns[left - self._opened.area.left : right - self._opened.area.left + 1]
            yield Rectangle(
                Area(left, first, right, first + len(rows) - 1), [[row.get(name) for name in names] for row in named]
            )

    def _may_rewrite(self, row: int, column: int) -> bool:
        """Whether a cell holds what the program last wrote into it, and no formula."""
        name = self._opened.data.columns[column - self._opened.area.left]
        found = self._by_number[row]
        if name in found.formulas or name in self._opened.calculated:
            return False
        if self._is_hidden_memory:
            return True
        if self._key is None or name not in self._program or name == self._key:
            return False
        known = self._memory.get(as_text(found.values.get(self._key)).strip())
        return known is not None and mark(found.values[name]) == known.written.get(name, "")

    def _stands(self, row: int, column: int) -> Value:
        return self._by_number[row].values[self._opened.data.columns[column - self._opened.area.left]]

    def _refuse(self, problem: str, hint: str) -> WorkbookError:
        place = f"{self._opened.data.sheet}, table {self._opened.data.name}"
        return WorkbookError(problem, file=self._file, place=place, hint=hint)


def _is_blank(row: RowData) -> bool:
    return all(value in (None, "") or name in row.formulas for name, value in row.values.items())


def _neighbours(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each series of columns without a gap."""
    start = previous = None
    for column in columns:
        if previous is None or start is None or column != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = column
        previous = column
    if start is not None and previous is not None:
        yield start, previous


def _put(opened: OpenTable, rectangle: Rectangle) -> None:
    place = f"{opened.data.sheet}!{rectangle.area}"
    opened.range(rectangle.area).value = [[typed(value, place) for value in row] for row in rectangle.values]


def _fill_down(opened: OpenTable, grown: Area) -> None:
    """Draws the formulas of calculated columns down, where Excel did not do so by itself.

    It does unless somebody switched that off (AutoCorrect, Fill formulas in tables). Through a server nobody can tell.
    """
    if not opened.calculated or not opened.data.rows or not opened.data.rows[0].formulas:
        return
    last = grown.bottom - opened.totals
    for name in opened.data.columns:
        if name not in opened.calculated or name not in opened.data.rows[-1].formulas:
            continue
        column = opened.column(name)
        try:
            above = opened.sheet.range((opened.rows.bottom, column)).formula
            if not opened.sheet.range((last, column)).formula:
                area = Area(column, opened.rows.bottom + 1, column, last)
                opened.range(area).formula = above
        except NotImplementedError:
            return
