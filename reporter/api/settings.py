"""The settings that hold for a workbook or a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reporter.model import SettingsError
from reporter.settings import FILE_NAME, Listed, commented_file, find, listed, read_settings


@dataclass(frozen=True, slots=True)
class SettingsListed:
    """All settings, as they hold.

    Attributes:
        file: The file they are from; None where there is none, and every setting has its default.
        settings: Every setting in the order of its declaration.
        faults: What is wrong in the file; a setting with a fault is listed with its default.
    """

    file: Path | None
    settings: tuple[Listed, ...]
    faults: tuple[SettingsError, ...]


def settings_listed(place: str | Path = ".") -> SettingsListed:
    """Every setting with its value and where that comes from.

    Args:
        place: A folder, or a workbook, which need not exist; its folder counts.

    Raises:
        SettingsError: The file is no TOML.
    """
    file = find(_folder(Path(place)))
    if file is None:
        return SettingsListed(None, listed(None), ())
    loaded = read_settings(file)
    return SettingsListed(file, listed(loaded), loaded.faults)


def init_settings(place: str | Path = ".") -> Path:
    """Writes a file of settings in which each is explained and none is set.

    Args:
        place: A folder, or a workbook, beside which the file is to lie.

    Returns:
        The file.

    Raises:
        SettingsError: There is one already, or the folder cannot be written to.
    """
    path = _folder(Path(place)) / FILE_NAME
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(commented_file())
    except FileExistsError as error:
        raise SettingsError(
            "settings are there already", file=path, hint='"reporter config" shows them; edit the file as you like'
        ) from error
    except OSError as error:
        raise SettingsError(
            f"the settings cannot be written ({error.strerror or error})", file=path, hint="Name another folder"
        ) from error
    return path


def _folder(place: Path) -> Path:
    return place if place.is_dir() else place.parent
