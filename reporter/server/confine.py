"""Nothing outside the server's folder is read or written, whatever a workbook or its settings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from reporter.addin.open_workbook import OpenWorkbook
from reporter.addin.sources import sources_of
from reporter.api import Sources
from reporter.api.extracting import find_files
from reporter.model import SettingsError, UsageError, WorkbookError
from reporter.settings import FILE_NAME, Settings, find, settings_for

MOST_FOLDERS = 10_000
"""Folders that are looked through for a workbook."""

_LONGEST_NAME = 200
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


class Confined:
    """A folder that is not left.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder.resolve()

    def holds(self, path: Path) -> bool:
        """Whether a path lies in the folder, once all links are followed."""
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError, ValueError):
            return False

    def shown(self, text: str) -> str:
        """A text in which paths begin at the folder: where it lies on the server is nobody's business."""
        for root in {str(self.root), self.root.as_posix()}:
            text = re.sub(rf"{re.escape(root)}[/\\]?", "", text)
        return text

    def folder_of(self, workbook: str) -> Path:
        """The folder of a workbook: the one that holds a file of its name, else the server's own.

        Args:
            workbook: Its name, as Excel tells it.

        Raises:
            WorkbookError: The name is no name of a workbook, or several folders hold one of that name.
        """
        self._ensure_name(workbook)
        if (self.root / workbook).is_file():
            return self.root
        found = [one for one in self._folders() if (one / workbook).is_file()]
        if len(found) > 1:
            places = ", ".join(one.relative_to(self.root).as_posix() for one in found[:5])
            raise WorkbookError(
                f"several folders hold a workbook of that name: {places}",
                file=workbook,
                hint="Give each workbook on the server a name of its own",
            )
        return found[0] if found else self.root

    def settings(self, folder: Path, workbook: str) -> Settings:
        """The settings of a workbook.

        Raises:
            SettingsError: They lie outside the folder, or name something that does.
        """
        file = find(folder)
        if file is not None and not self.holds(file):
            raise SettingsError(
                f"the settings of this workbook lie above the folder that is served, which is not left ({FILE_NAME})",
                file=workbook,
                hint=f"Put a {FILE_NAME} into the served folder, or serve the folder above",
            )
        settings = settings_for(folder / workbook)
        for path in _paths_of(settings):
            self._ensure(path, FILE_NAME)
        return settings

    def sources(self, store: OpenWorkbook) -> Sources:
        """What the workbook is made from.

        Raises:
            UsageError: Something of it lies outside the folder.
        """
        sources = sources_of(store)
        listed = [sources] if isinstance(sources, str | Path) else list(sources)
        for one in listed:
            self._ensure(Path(one), store.book.name)
        for file in find_files(listed)[0]:
            self._ensure(file, store.book.name)
        return listed

    def ensure_all(self, paths: Iterable[Path], workbook: str) -> None:
        """Refuses paths outside the folder.

        Raises:
            UsageError: One lies outside.
        """
        for path in paths:
            self._ensure(path, workbook)

    def _ensure(self, path: Path, named_in: str) -> None:
        # Nothing is said of whether it exists: who asks may not know that.
        if not self.holds(self.root / path):
            raise UsageError(
                f'"{self.shown(str(path))}" lies outside the folder that is served, which is not left',
                file=named_in,
                hint="Name a file or folder below it",
            )

    def _ensure_name(self, name: str) -> None:
        if not name or len(name) > _LONGEST_NAME or name.strip(" .") != name or _UNSAFE.search(name):
            raise WorkbookError(
                "this is no name of a workbook that could be saved here",
                file=_UNSAFE.sub("_", name)[:40] or None,
                hint="Save the workbook under a simple name, then try again",
            )

    def _folders(self) -> Iterator[Path]:
        below = (one for one in self.root.rglob("*") if one.is_dir() and self.holds(one))
        visible = (one for one in below if not any(part.startswith(".") for part in one.relative_to(self.root).parts))
        return islice(visible, MOST_FOLDERS)


def _paths_of(settings: Settings) -> Iterator[Path]:
    yield from map(Path, (*settings.sources, *settings.organisations))
    parts, drafts, workbook = settings.parts, settings.drafts, settings.workbook
    yield from filter(None, (parts.folder, parts.template, drafts.folder, workbook.template))
    # The template of drafts is a name, or a path that the settings made whole.
    if drafts.template and Path(drafts.template).is_absolute():
        yield Path(drafts.template)
