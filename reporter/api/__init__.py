"""The verbs of `reporter`, each one call: what a command does, a script can do."""

from reporter.api.extracting import Extracted, extract
from reporter.api.limits import Progress, Sources, make_folder
from reporter.api.reviewing import ReviewWritten, review
from reporter.api.standing import Standing, check, counts, open_workbook, status
from reporter.api.syncing import Synced, sync
from reporter.api.writing import DraftFormat, WrittenDraft, draft

__all__ = [
    "DraftFormat",
    "Extracted",
    "Progress",
    "ReviewWritten",
    "Sources",
    "Standing",
    "Synced",
    "WrittenDraft",
    "check",
    "counts",
    "draft",
    "extract",
    "make_folder",
    "open_workbook",
    "review",
    "status",
    "sync",
]
