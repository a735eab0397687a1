"""The workbook for analysts: its tables as DataFrames, and pivots of them in many forms."""

from reporter.analysis.crosstab import Crosstab, Line, crosstab, number_shown
from reporter.analysis.frames import WorkbookFrames, open_workbook
from reporter.analysis.pivot_chart import as_picture
from reporter.analysis.pivot_file import as_csv, as_html, write_workbook
from reporter.analysis.source import Source, source_of

__all__ = [
    "Crosstab",
    "Line",
    "Source",
    "WorkbookFrames",
    "as_csv",
    "as_html",
    "as_picture",
    "crosstab",
    "number_shown",
    "open_workbook",
    "source_of",
    "write_workbook",
]
