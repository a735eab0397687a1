"""Each table of a workbook as a typed DataFrame; pandas is loaded when one is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.model.tables import Column, Table, table
from reporter.workbook import ColumnReader, Value
from reporter.workbook.days import read_day

if TYPE_CHECKING:
    import pandas as pd

_TEXT_OR_BLANK = frozenset({str, type(None)})


class WorkbookFrames:
    """The tables of a workbook as it was when opened; each is read when it is asked for.

    Every frame has the table's columns in the workbook's order, also those that people added; dates are
    `datetime64`, whole numbers `Int64`, other numbers `Float64`, the rest `string`. What is not what its column says
    ("soon" in a date column) is missing in the frame; `reporter check` names it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._reader = ColumnReader(self.path)

    @property
    def reports(self) -> pd.DataFrame:
        """One row per report that a recipient expects for a period."""
        return self.frame("Reports")

    @property
    def obligations(self) -> pd.DataFrame:
        """One row per reporting act."""
        return self.frame("Obligations")

    @property
    def actions(self) -> pd.DataFrame:
        """One row per operative clause that is not a reporting act."""
        return self.frame("Actions")

    @property
    def resolutions(self) -> pd.DataFrame:
        """One row per resolution."""
        return self.frame("Resolutions")

    @property
    def meetings(self) -> pd.DataFrame:
        """One row per meeting."""
        return self.frame("Meetings")

    @property
    def changes(self) -> pd.DataFrame:
        """One row per change that a sync or merge made."""
        return self.frame("Changes")

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables there are, in the order of the sheets."""
        return self._reader.names

    def frame(self, name: str) -> pd.DataFrame:
        """The table of that name; KeyError where the workbook has none."""
        import pandas as pd

        columns, declared = _without_blank_rows(self._reader.columns(name)), _declared(name)
        return pd.DataFrame({column: _series(values, declared.get(column)) for column, values in columns.items()})


def open_workbook(path: str | Path) -> WorkbookFrames:
    """Opens a workbook for analysis.

    Raises:
        WorkbookError: The file cannot be read as a workbook.
    """
    return WorkbookFrames(path)


def _without_blank_rows(columns: Mapping[str, Sequence[Value]]) -> Mapping[str, Sequence[Value]]:
    if any(None not in values and "" not in values for values in columns.values()):
        return columns
    filled = [any(value not in (None, "") for value in row) for row in zip(*columns.values(), strict=True)]
    if all(filled):
        return columns
    return {name: list(compress(values, filled)) for name, values in columns.items()}


def _declared(name: str) -> dict[str, Column]:
    try:
        found: Table = table(name)
    except KeyError:
        return {}
    return {column.name: column for column in found}


def _series(values: Sequence[Any], column: Column | None) -> pd.Series:
    """The values as the column's kind; a column of people's own is text where it is not all of one kind."""
    import pandas as pd

    kind = column.kind if column else None
    if kind == "date":
        return pd.to_datetime(pd.Series(list(map(_moment, values)), dtype="object"), errors="coerce")
    if kind in ("integer", "number"):
        numbers = pd.to_numeric(pd.Series(values, dtype="object"), errors="coerce")
        if kind == "number":
            return numbers.astype("Float64")
        return numbers.where(numbers == numbers.round()).astype("Int64")
    if kind is None:
        return pd.Series(values, dtype="object").infer_objects()
    if not set(map(type, values)) <= _TEXT_OR_BLANK:
        values = [None if value is None else str(value) for value in values]
    return pd.Series(values, dtype="string")


def _moment(value: Value) -> date | None:
    """The day or moment of a cell; a day typed as text has to have one reading only."""
    return value if isinstance(value, date) else read_day(value)
