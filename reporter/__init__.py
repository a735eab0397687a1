"""Reads resolutions, extracts the duties to report, keeps them in a workbook, drafts the annual reports."""
