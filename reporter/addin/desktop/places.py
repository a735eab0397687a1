"""Where Excel looks for add-ins when it starts, and the add-in put there, looked at, and taken away."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from reporter.addin.desktop.build import FILE_NAME, Built, build, in_use, read_built, xlwings_folder
from reporter.addin.desktop.macros import importable_module
from reporter.api import make_folder
from reporter.model import UsageError
from reporter.workbook import replace_file

MACROS_NAME = "Reporter.bas"

_MAC_START = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"


@dataclass(frozen=True, slots=True)
class Installed:
    """How the add-in stands.

    Attributes:
        path: Where it lies, or would lie.
        built: What it was built from; None where there is none, or another file of that name.
        now: What it would be built from now.
        excel_was_started: Whether Excel was ever started by this user, as far as its folder tells.
    """

    path: Path
    built: Built | None
    now: Built
    excel_was_started: bool = True

    @property
    def is_current(self) -> bool:
        """Whether it fits what is installed."""
        return self.built == self.now


def install(version: str, folder: Path | None = None) -> Installed:
    """Builds the add-in and puts it where Excel looks for it when it starts.

    Args:
        version: Of this program; the add-in tells it.
        folder: Where to put it; None for Excel's own folder of this user.

    Raises:
        UsageError: xlwings is not installed, the folder is not known or cannot be written to, or Excel has the add-in
            open.
    """
    path = _place(folder)
    content = build(version)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if folder is None and sys.platform == "darwin":
            _allow_scripts()
    except OSError as error:
        raise UsageError(
            f"the folder cannot be written to ({error.strerror or error})",
            file=path.parent,
            hint="Name another one with --folder",
        ) from error
    replace_file(path, content)
    return installed(version, folder)


def installed(version: str, folder: Path | None = None) -> Installed:
    """How the add-in stands; arguments and errors as of `install`."""
    path = _place(folder)
    return Installed(path, read_built(path), in_use(version), folder is not None or _excel_was_started(path.parent))


def remove(folder: Path | None = None) -> Path | None:
    """Takes the add-in away.

    Returns:
        Where it lay; None where there was none.

    Raises:
        UsageError: Another file of that name lies there, or Excel has the add-in open.
    """
    path = _place(folder)
    if not path.exists():
        return None
    if read_built(path) is None:
        raise UsageError(
            "this file is no add-in of reporter, and was left", file=path, hint="Look at it, and delete it"
        )
    try:
        path.unlink()
    except OSError as error:
        raise UsageError(
            f"the add-in cannot be deleted ({error.strerror or error})", file=path, hint="Close Excel and try again"
        ) from error
    return path


def write_macros(folder: Path) -> Path:
    """Writes the macros as a file that Excel can import into a workbook; nothing is installed.

    Raises:
        UsageError: The folder cannot be made.
        WorkbookError: The file cannot be written.
    """
    path = folder / MACROS_NAME
    make_folder(folder)
    replace_file(path, importable_module().encode("ascii"))
    return path


def _place(folder: Path | None) -> Path:
    return (folder or _start_folder()) / FILE_NAME


def _start_folder() -> Path:
    """The folder of this user that Excel opens all files of when it starts, and whose macros it trusts."""
    if sys.platform == "win32" and (roaming := os.environ.get("APPDATA")):
        return Path(roaming) / "Microsoft" / "Excel" / "XLSTART"
    if sys.platform == "darwin":
        return Path.home() / _MAC_START
    raise UsageError(
        "there is no Excel on this system whose folder of add-ins is known",
        hint="Name a folder with --folder to build the add-in for another computer",
    )


def _excel_was_started(start_folder: Path) -> bool:
    """Whether the folder above holds anything that Excel put there."""
    above = start_folder.parent
    return above.is_dir() and any(one != start_folder for one in above.iterdir())


def _allow_scripts() -> None:
    """Puts the script where Excel's sandbox on macOS may run it; xlwings ships it."""
    for script in xlwings_folder().glob("xlwings-*.applescript"):
        target = Path.home() / _MAC_SCRIPTS / script.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(script.read_bytes())
