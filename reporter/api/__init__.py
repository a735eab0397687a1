"""The verbs of `reporter`, each one call: what a command does, a script can do."""

from reporter.api.calendars import DeadlinesWritten, MeetingsImported, deadlines, export_meetings, import_meetings
from reporter.api.extracting import Extracted, extract
from reporter.api.limits import Progress, Sources, make_folder
from reporter.api.parting import merge, split
from reporter.api.pivoting import pivot
from reporter.api.placing import WrittenDraft
from reporter.api.reviewing import ReviewWritten, review
from reporter.api.settings import SettingsListed, init_settings, settings_listed
from reporter.api.standing import Standing, check, counts, mend, open_workbook, standings, status
from reporter.api.syncing import Synced, sync
from reporter.api.writing import Drafted, DraftFormat, DraftOptions, draft, draft_each

__all__ = [
    "DeadlinesWritten",
    "DraftFormat",
    "DraftOptions",
    "Drafted",
    "Extracted",
    "MeetingsImported",
    "Progress",
    "ReviewWritten",
    "SettingsListed",
    "Sources",
    "Standing",
    "Synced",
    "WrittenDraft",
    "check",
    "counts",
    "deadlines",
    "draft",
    "draft_each",
    "export_meetings",
    "extract",
    "import_meetings",
    "init_settings",
    "make_folder",
    "mend",
    "merge",
    "open_workbook",
    "pivot",
    "review",
    "settings_listed",
    "split",
    "standings",
    "status",
    "sync",
]
