"""The commands, declared once: the ribbon, the macros, the task pane and the documentation are made from this list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reporter.addin.checking import check
from reporter.addin.outcome import Outcome
from reporter.addin.refreshing import next_year, refresh, undo_last_refresh
from reporter.addin.reporting import draft_report, show_clause
from reporter.addin.sharing import merge, split


@dataclass(frozen=True, slots=True)
class Command:
    """A button.

    Attributes:
        name: Its name in code.
        label: What the button says.
        icon: One of Office's own pictures, by its `imageMso` name.
        key: Letters that press it after Alt and the tab's own.
        group: Group of buttons it belongs to.
        tip: What it does, in one or two sentences.
        run: The function; it takes the open workbook, and keyword arguments of which none is needed.
        reads_files: Whether it takes a `progress`, told before each file.
    """

    name: str
    label: str
    icon: str
    key: str
    group: str
    tip: str
    run: Callable[..., Outcome]
    reads_files: bool = False


_ALL = (
    Command(
        "refresh",
        "Refresh",
        "RefreshAll",
        "R",
        "Texts",
        "Brings this workbook in step with its resolutions. What people wrote stays.",
        refresh,
        reads_files=True,
    ),
    Command(
        "next_year",
        "Next year",
        "CalendarInsert",
        "N",
        "Texts",
        "Adds the reports of the year after the last one in this workbook.",
        next_year,
        reads_files=True,
    ),
    Command(
        "undo_last_refresh",
        "Undo last refresh",
        "Undo",
        "U",
        "Texts",
        "Takes back what the last Refresh, Next year or Merge did. What people wrote since stays.",
        undo_last_refresh,
    ),
    Command(
        "show_clause",
        "Show clause",
        "FindDialog",
        "S",
        "Texts",
        "Shows the clause of the selected row in its resolution.",
        show_clause,
    ),
    Command(
        "check",
        "Check",
        "DataValidation",
        "C",
        "Reports",
        "Lists every problem in the sheet Problems, with links, and marks the cells.",
        check,
    ),
    Command(
        "draft_report",
        "Draft report",
        "ExportWord",
        "D",
        "Reports",
        "Writes the annual report for the body and year of the selected row, beside this workbook.",
        draft_report,
    ),
    Command(
        "split",
        "Split",
        "FileSendAsAttachment",
        "P",
        "People",
        "Makes one workbook for each owner, in the folder parts, ready to mail.",
        split,
    ),
    Command(
        "merge",
        "Merge",
        "ImportExcel",
        "M",
        "People",
        "Brings back what owners wrote into their workbooks in the folder parts.",
        merge,
    ),
)

COMMANDS: Mapping[str, Command] = {one.name: one for one in _ALL}
"""By name, in the order of the ribbon."""
