"""Excel's buttons and cell functions: the verbs of the program on a workbook that is open in Excel."""

from reporter.addin.checking import check
from reporter.addin.commands import COMMANDS, Command
from reporter.addin.open_workbook import OpenWorkbook
from reporter.addin.outcome import Outcome
from reporter.addin.refreshing import next_year, refresh, undo_last_refresh
from reporter.addin.reporting import Choice, draft_choices, draft_report, show_clause
from reporter.addin.selected import Selected, selected_row
from reporter.addin.sharing import merge, split

__all__ = [
    "COMMANDS",
    "Choice",
    "Command",
    "OpenWorkbook",
    "Outcome",
    "Selected",
    "check",
    "draft_choices",
    "draft_report",
    "merge",
    "next_year",
    "refresh",
    "selected_row",
    "show_clause",
    "split",
    "undo_last_refresh",
]
