"""The folder that the buttons of the add-in are tried in."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import reporter
from reporter.resources import bundled

TODAY = date(2026, 11, 20)
OLD, NEW = "wtsa-res-134-2024.txt", "wtsa-res-137-2024.docx"
"""Resolutions among the examples: the one that the workbook is made from, and one that comes later."""


def one_text(folder: Path) -> Path:
    """The folder, with one text in it and the workbook that was made from that."""
    (folder / "texts").mkdir()
    shutil.copy(bundled("examples") / "resolutions" / OLD, folder / "texts")
    reporter.sync(folder / "obligations.xlsx", folder / "texts", today=TODAY, year=2026)
    return folder
