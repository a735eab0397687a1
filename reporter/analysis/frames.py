"""Each table of a workbook as a typed DataFrame; pandas is loaded when one is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reporter.model.tables import Column, Table, table
from reporter.workbook import read_tables

if TYPE_CHECKING:
    import pandas as pd


class WorkbookFrames:
    """The tables of a workbook as it was when opened.

    Every frame has the table's columns in the workbook's order, also those that people added; dates are
    `datetime64`, whole numbers `Int64`, other numbers `Float64`, the rest `string`. What is not what its column says
    ("soon" in a date column) is missing in the frame; `reporter check` names it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._tables = read_tables(self.path)

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

    def frame(self, name: str) -> pd.DataFrame:
        """The table of that name; KeyError where the workbook has none."""
        import pandas as pd

        data = self._tables[name]
        declared = _declared(name)
        rows = [row.values for row in data.rows if any(value not in (None, "") for value in row.values.values())]
        return pd.DataFrame(
            {column: _series([row.get(column) for row in rows], declared.get(column)) for column in data.columns}
        )


def open_workbook(path: str | Path) -> WorkbookFrames:
    """Opens a workbook for analysis.

    Raises:
        WorkbookError: The file cannot be read as a workbook.
    """
    return WorkbookFrames(path)


def _declared(name: str) -> dict[str, Column]:
    try:
        found: Table = table(name)
    except KeyError:
        return {}
    return {column.name: column for column in found}


def _series(values: list[object], column: Column | None) -> pd.Series:
    """The values as the column's kind; a column of people's own is text where it is not all of one kind."""
    import pandas as pd

    kind = column.kind if column else None
    if kind == "date":
        return pd.to_datetime(pd.Series(values, dtype="object"), errors="coerce")
    if kind in ("integer", "number"):
        numbers = pd.to_numeric(pd.Series(values, dtype="object"), errors="coerce")
        return numbers.astype("Int64" if kind == "integer" else "Float64")
    if kind is None:
        return pd.Series(values, dtype="object").infer_objects()
    return pd.Series([None if value is None else str(value) for value in values], dtype="string")
