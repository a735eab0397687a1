"""Tables in a workbook that people own: read, patched without loss, and kept in step with their sources."""

from reporter.workbook.data import CellChange, PatchResult, RowData, TableChange, TableData, Value
from reporter.workbook.patch import patch
from reporter.workbook.read import read_tables
from reporter.workbook.save import ensure_free, exclusive, keep_backup, replace_file

__all__ = [
    "CellChange",
    "PatchResult",
    "RowData",
    "TableChange",
    "TableData",
    "Value",
    "ensure_free",
    "exclusive",
    "keep_backup",
    "patch",
    "read_tables",
    "replace_file",
]
