"""What an office sets once for all its runs, in a file `reporter.toml`: declared, found, read, listed."""

from reporter.settings.declared import (
    DraftsSettings,
    ListsSettings,
    MeetingSetting,
    PartsSettings,
    Settings,
    WorkbookSettings,
)
from reporter.settings.finding import FILE_NAME, find, settings_for
from reporter.settings.listing import Listed, commented_file, listed
from reporter.settings.reading import Given, Loaded, read_settings

__all__ = [
    "FILE_NAME",
    "DraftsSettings",
    "Given",
    "Listed",
    "ListsSettings",
    "Loaded",
    "MeetingSetting",
    "PartsSettings",
    "Settings",
    "WorkbookSettings",
    "commented_file",
    "find",
    "listed",
    "read_settings",
    "settings_for",
]
