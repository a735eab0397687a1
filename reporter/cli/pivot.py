"""`reporter pivot`: the analyst's one-liner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.common import FilePath, note, quiet_option, say, today_option, workbook_argument
from reporter.cli.output import check_output, write_text
from reporter.cli.tables import Column, Row, rendered, screen_width

if TYPE_CHECKING:
    from reporter.analysis import Crosstab, Line

_EPILOG = """\b
Examples:
  reporter pivot obligations.xlsx --rows recipient --columns status
  reporter pivot obligations.xlsx --rows owner --filter status=Overdue -o overdue.xlsx
  reporter pivot obligations.xlsx --rows recipient --values count --values "mean:days left"
  reporter pivot obligations.xlsx --rows responsible --columns timing -o load.png

\b
Columns by their names; capitals do not matter. "due date:year" takes the years
of dates, :quarter and :month likewise.

\b
Values: count, or sum, mean, min and max of a column, as in "sum:Cost".

\b
Filters: = != < <= > >= and ~ (contains); "owner=" is a blank cell, "due date<2027-07"
knows dates, and status=Overdue finds what the due dates say.

\b
Rows that are Superseded or Withdrawn do not count, as on the dashboard, unless
State is among rows, columns or filters, or with --every-state."""


@click.command(epilog=_EPILOG)
@workbook_argument
@click.option("--rows", "-r", multiple=True, required=True, metavar="COLUMN", help="Items down the side; repeatable.")
@click.option("--columns", "-c", multiple=True, metavar="COLUMN", help="Items side by side; repeatable.")
@click.option(
    "--values", "-v", multiple=True, metavar="VALUE", help="What is shown: sum:Cost …; repeatable.  [default: count]"
)
@click.option(
    "--filter", "-f", "filters", multiple=True, metavar="FILTER", help="Which rows count; repeatable: all hold."
)
@click.option("--every-state", is_flag=True, help="Count rows that are Superseded or Withdrawn, too.")
@click.option("--table", default="Reports", show_default=True, help="The table.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv"]),
    default="table",
    show_default=True,
    help="Form of the output on the screen.",
)
@click.option(
    "-o",
    "--output",
    type=FilePath(dir_okay=False),
    help="Write to a file: .xlsx (a native PivotTable), .csv, .html, .png, .svg or .pdf.",
)
@today_option
@quiet_option
def pivot(
    workbook: Path,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[str],
    filters: Sequence[str],
    every_state: bool,
    table: str,
    form: str,
    output: Path | None,
    today: date,
    quiet: bool,
) -> None:
    """Count and sum up the rows of WORKBOOK: on the screen, as a picture, a page, or a PivotTable of Excel."""
    from reporter import api

    check_output(output, [str(workbook)])
    found = api.pivot(
        workbook,
        rows=rows,
        columns=columns,
        values=values,
        filters=filters,
        table=table,
        every_state=every_state,
        output=output,
        today=today,
    )
    if output is None:
        from reporter.analysis import as_csv

        write_text(None, as_csv(found) if form == "csv" else _table(found))
    note(found.notes, quiet=quiet)
    say(f"{found.title}, {found.subtitle}" + (f": {output}" if output else ""), quiet=quiet)


def _table(found: Crosstab) -> str:
    """The crosstab for the screen; a label that the line above has already is not said again."""
    columns = [
        *(Column(name, 1, 12) for name in found.rows),
        *(Column(" ".join(filter(None, head)), right=True) for head in found.heads),
    ]
    return rendered(columns, _rows(found), width=screen_width())


def _rows(found: Crosstab) -> Iterator[Row]:
    before: tuple[str, ...] = ()
    for line in found.lines:
        same = next((n for n, (one, other) in enumerate(zip(line.labels, before, strict=False)) if one != other), 0)
        yield [*("" if place < same else label for place, label in enumerate(line.labels)), *_numbers(found, line)]
        before = line.labels
    yield [*found.total.labels, *_numbers(found, found.total)]


def _numbers(found: Crosstab, line: Line) -> Iterator[str]:
    from reporter.analysis import number_shown

    for place, number in enumerate(line.numbers):
        yield number_shown(number, found.measures[place % len(found.measures)].function)
