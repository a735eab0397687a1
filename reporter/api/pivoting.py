"""Ad hoc pivots of a workbook's tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.model import UsageError

if TYPE_CHECKING:
    from reporter.analysis import Crosstab

FORMS = (".xlsx", ".csv", ".html", ".png", ".svg", ".pdf")
"""Ends of the names of files that a pivot can be written to."""


def pivot(
    workbook: str | Path,
    *,
    rows: str | Sequence[str],
    columns: str | Sequence[str] = (),
    values: str | Sequence[str] = (),
    filters: str | Sequence[str] = (),
    table: str = "Reports",
    every_state: bool = False,
    output: str | Path | None = None,
    today: date | None = None,
) -> Crosstab:
    """Pivots a table of a workbook, and writes the result where a file is named.

    Args:
        workbook: Any workbook with tables; it is only read.
        rows: Columns whose items stand down the side; capitals do not matter, `Due date:year` takes the years.
        columns: Columns whose items stand side by side.
        values: What is shown of each group: `count`, `sum:Cost`, `mean:…`, `min:…`, `max:…`; nothing for the number of
            rows.
        filters: Conditions that a row has to fulfil to count: `status=Overdue`, `due date<2027`, `text~broadband`.
        table: Name of the table.
        every_state: Whether rows that are Superseded or Withdrawn count, too; they always do where State is among the
            rows, the columns or the filters.
        output: File to write: .xlsx (a native PivotTable), .csv, .html, or a picture as .png, .svg or .pdf.
        today: Day for which Timing and Days left are computed; None for the current one.

    Raises:
        UsageError: Something asked for is not there, or cannot be shown in that form.
        WorkbookError: The workbook cannot be read, or the file cannot be written.
    """
    from reporter.analysis import crosstab, source_of
    from reporter.workbook import read_table

    target = None if output is None else Path(output)
    if target is not None and target.suffix.casefold() not in FORMS:
        raise UsageError(
            f'a name that ends in "{target.suffix}" does not tell the form'
            if target.suffix
            else "a name without a suffix does not tell the form",
            file=target,
            hint=f"Let it end in {', '.join(FORMS[:-1])} or {FORMS[-1]}",
        )
    path = Path(workbook)
    found = crosstab(
        source_of(path, read_table(path, table), today or date.today()),
        rows=_several(rows),
        columns=_several(columns),
        values=_several(values),
        filters=_several(filters),
        every_state=every_state,
    )
    if target is not None:
        _write(target, found)
    return found


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _write(path: Path, found: Crosstab) -> None:
    from reporter.analysis import as_csv, as_html, as_picture, write_workbook
    from reporter.workbook import replace_file

    form = path.suffix.casefold()
    if form == ".xlsx":
        write_workbook(path, found)
    elif form == ".csv":
        # Excel takes a CSV file for UTF-8 only where it begins with a mark.
        replace_file(path, as_csv(found).encode("utf-8-sig"))
    elif form == ".html":
        replace_file(path, as_html(found).encode())
    else:
        replace_file(path, as_picture(found, path))
