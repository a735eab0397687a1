"""The register as the rules of a check look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reporter.model.tables import MEMORY, OBLIGATIONS, TABLES, Table
from reporter.workbook.data import RowData, TableData, Value
from reporter.workbook.days import read_day
from reporter.workbook.load import allowed_values, is_blank, split_names
from reporter.workbook.memory import Remembered, as_text, is_digest, mark, read_memory
from reporter.workbook.problems import Problem, Severity
from reporter.workbook.ranges import Area, column_letters


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, not blank.

    Attributes:
        table: The table's declaration.
        data: The table as it stands.
        row: The row.
    """

    table: Table
    data: TableData
    row: RowData

    @property
    def key(self) -> str:
        """The row's ID; "" without one."""
        return self.text(self.table.key) if self.table.key else ""

    def has(self, column: str) -> bool:
        """Whether the table has the column."""
        return column in self.data.columns

    def value(self, column: str) -> Value:
        """What the cell holds; None also where the column is missing."""
        return self.row.values.get(column)

    def text(self, column: str) -> str:
        """The cell's text without white space around it."""
        return as_text(self.value(column)).strip()

    def day(self, column: str) -> date | None:
        """The cell's day; None for a blank cell and for what cannot be read as a day."""
        return read_day(self.value(column))

    def says(self, column: str, *values: str) -> bool:
        """Whether the cell holds one of the values, in any capitals and with spaces of any width."""
        return " ".join(self.text(column).split()).casefold() in {value.casefold() for value in values}

    def problem(
        self, column: str, message: str, hint: str, severity: Severity = "error", *, mended: Value = None
    ) -> Problem:
        """A problem of one cell; `mended` is what it should hold, where nobody need be asked."""
        cell = self.data.cell(self.row, column)
        return Problem(self.data.sheet, cell, self.table.name, self.key, column, message, hint, severity, mended)


class View:
    """A register, with what the rules ask of it.

    Args:
        tables: The workbook's tables; lookup knows no case.
        today: The day by which dates are judged.
    """

    def __init__(self, tables: Mapping[str, TableData], today: date) -> None:
        self.tables = tables
        self.today = today
        self.allowed = allowed_values(tables)

    def lines(self, *tables: Table) -> Iterator[Line]:
        """Rows that are not blank, of those tables that are there."""
        for table in tables:
            data = self.tables.get(table.name)
            if data is not None:
                yield from (Line(table, data, row) for row in data.rows if not is_blank(row))

    @cached_property
    def obligations(self) -> Mapping[str, Line]:
        """Obligations by ID."""
        return {line.key: line for line in self.lines(OBLIGATIONS) if line.key}

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that a name may mean: those of Lists, then the recipients that the program read in the texts."""
        return tuple(dict.fromkeys((*self.allowed["Body"], *self._recipients_of_the_texts())))

    def _recipients_of_the_texts(self) -> Iterator[str]:
        memory = read_memory(self.tables[MEMORY.name]) if MEMORY.name in self.tables else {}
        for key, known in memory.get(OBLIGATIONS.name, {}).items():
            yield from split_names(self._written(key, known, "Recipients"))

    def _written(self, key: str, known: Remembered, column: str) -> str:
        """What the program wrote in a cell of Obligations; "" where it was long and a person changed it since."""
        text = known.written.get(column, "")
        if not is_digest(text):
            return text
        line = self.obligations.get(key)
        return line.text(column) if line and mark(line.value(column)) == text else ""

    def header(self, table: Table, message: str, hint: str, severity: Severity = "error") -> Problem:
        """A problem of a table's header."""
        data = self.tables[table.name]
        area = Area.of(data.ref)
        cell = f"{column_letters(area.left)}{area.top}"
        return Problem(data.sheet, cell, table.name, "", "", message, hint, severity)

    def place(self, problem: Problem) -> tuple[int, int, int]:
        """Where a problem stands, for sorting: table in the order of the template, row, column."""
        order = [table.name for table in TABLES].index(problem.table)
        if not problem.cell:
            return order, 0, 0
        area = Area.of(problem.cell)
        return order, area.top, area.left
