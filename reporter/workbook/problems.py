"""What a check passes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reporter.workbook.data import Value

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a register.

    Attributes:
        sheet: Title of the sheet; "" where a whole table is missing.
        cell: Address: `F12`; "" where a whole table is missing.
        table: Declared name of the table.
        row: ID of the row; "" for a row without one, or where no row is meant.
        column: Column name; "" where no column is meant.
        message: What was found and what was expected, without a full stop unless it ends in a question.
        hint: The next step that mends it.
        severity: `error` for what cannot be worked with, `warning` for what a person should look at.
        mended: What the cell should hold, where there is one reading only; None where only a person can tell.
    """

    sheet: str
    cell: str
    table: str
    row: str
    column: str
    message: str
    hint: str
    severity: Severity
    mended: Value = None

    def __str__(self) -> str:
        """The whole message in one line: `Reports!M12: "Finished" is not a status; did you mean …? Choose …`."""
        where = f"{self.sheet}!{self.cell}" if self.cell else self.table
        stop = "" if self.message.endswith("?") else "."
        return f"{where}: {self.message}{stop} {self.hint}"
