"""Where settings are looked for: beside the workbook, else in the nearest folder above it."""

from __future__ import annotations

from pathlib import Path

from reporter.settings.declared import Settings
from reporter.settings.reading import read_settings

FILE_NAME = "reporter.toml"
"""Name of the file of settings."""


def find(folder: Path) -> Path | None:
    """The settings that hold for a folder: its own file, else that of the nearest folder above; None without any."""
    if (own := folder / FILE_NAME).is_file():
        return own
    for above in folder.absolute().parents:
        if (path := above / FILE_NAME).is_file():
            return path
    return None


def settings_for(workbook: Path | None = None) -> Settings:
    """The settings of a run.

    Args:
        workbook: The workbook it is about, whose folder counts; None for the current folder.

    Returns:
        What the nearest file sets; the defaults where there is no file. Files are not joined: one holds for a run.

    Raises:
        SettingsError: The first thing that is wrong in the file.
    """
    path = find(workbook.parent if workbook else Path())
    if path is None:
        return Settings()
    loaded = read_settings(path)
    if loaded.faults:
        raise loaded.faults[0]
    return loaded.settings
