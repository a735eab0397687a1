"""The workbook as DataFrames, for analysts and notebooks."""

from reporter.analysis.frames import WorkbookFrames, open_workbook

__all__ = ["WorkbookFrames", "open_workbook"]
