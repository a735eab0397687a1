"""Tables in a workbook that people own: read, patched without loss, and kept in step with their sources."""

from reporter.workbook.check import check
from reporter.workbook.collect import Collected, collect
from reporter.workbook.columns import ColumnReader
from reporter.workbook.conflicts import Conflict
from reporter.workbook.correct import corrected, corrections
from reporter.workbook.data import CellChange, PatchResult, RowData, TableChange, TableData, Value
from reporter.workbook.heights import fitted
from reporter.workbook.load import load
from reporter.workbook.meetings import News, meetings_with, one_after_another
from reporter.workbook.mend import Mended, mend
from reporter.workbook.merge import Change
from reporter.workbook.past import Past, read_past
from reporter.workbook.patch import patch
from reporter.workbook.pivot_file import write_pivot
from reporter.workbook.problems import Problem
from reporter.workbook.read import read_table, read_tables
from reporter.workbook.rows import WantedTables, wanted_tables
from reporter.workbook.save import copy_to_change, ensure_free, exclusive, keep_backup, replace_file
from reporter.workbook.split import Part, split
from reporter.workbook.store import FileStore, Store, Where, store_of
from reporter.workbook.sync import SyncResult, sync
from reporter.workbook.take_meetings import MeetingsTaken, take_meetings

__all__ = [
    "CellChange",
    "Change",
    "Collected",
    "ColumnReader",
    "Conflict",
    "FileStore",
    "MeetingsTaken",
    "Mended",
    "News",
    "Part",
    "Past",
    "PatchResult",
    "Problem",
    "RowData",
    "Store",
    "SyncResult",
    "TableChange",
    "TableData",
    "Value",
    "WantedTables",
    "Where",
    "check",
    "collect",
    "copy_to_change",
    "corrected",
    "corrections",
    "ensure_free",
    "exclusive",
    "fitted",
    "keep_backup",
    "load",
    "meetings_with",
    "mend",
    "one_after_another",
    "patch",
    "read_past",
    "read_table",
    "read_tables",
    "replace_file",
    "split",
    "store_of",
    "sync",
    "take_meetings",
    "wanted_tables",
    "write_pivot",
]
