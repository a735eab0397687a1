"""Where a workbook is kept: a file, or an Excel that has it open. Reading its tables and applying a plan know no more.

Everything between the two - the merge, the memory, the conflicts, the checks - is the same for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reporter.model.tables import CHANGES
from reporter.workbook.data import PatchResult, TableChange, TableData
from reporter.workbook.old_changes import shorten_diary
from reporter.workbook.patch import patch
from reporter.workbook.read import read_tables
from reporter.workbook.save import ensure_free, exclusive


class Store(Protocol):
    """A workbook, wherever it is kept."""

    @property
    def file(self) -> Path:
        """The file it is saved in, for messages, and for what lies beside it; of an open one perhaps only its name."""

    def exists(self) -> bool:
        """Whether there is a workbook yet."""

    def tables(self) -> Mapping[str, TableData]:
        """Every table by name, as `read_tables` gives them."""

    def apply(self, plan: Sequence[TableChange], *, dry_run: bool = False) -> PatchResult:
        """Changes rows of tables; all of it happens, or nothing. Errors and result as of `patch`."""

    def held(self) -> AbstractContextManager[None]:
        """Keeps other runs of the program out while it lasts."""

    def ensure_free(self) -> None:
        """Raises WorkbookError where it could not be written."""


@dataclass(frozen=True, slots=True)
class FileStore:
    """A workbook that is kept in a file, and that nobody has open."""

    file: Path

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.file.exists()

    def tables(self) -> Mapping[str, TableData]:
        """The tables, as last saved."""
        return read_tables(self.file)

    def apply(self, plan: Sequence[TableChange], *, dry_run: bool = False) -> PatchResult:
        """Patches the file; the version before is kept as a backup, and a diary that became long is shortened."""
        done = patch(self.file, plan, backup=True, dry_run=dry_run)
        if done.written and any(name.casefold() == CHANGES.name.casefold() for name in done.rows_added):
            shorten_diary(self.file)
        return done

    def held(self) -> AbstractContextManager[None]:
        """Holds the file's lock."""
        return exclusive(self.file)

    def ensure_free(self) -> None:
        """Raises WorkbookError for a file that is open in Excel or read-only."""
        ensure_free(self.file)


Where = Path | str | Store
"""A workbook by its path, or where else it is kept."""


def store_of(where: Where) -> Store:
    """The store of a workbook; of a path the file."""
    return FileStore(Path(where)) if isinstance(where, str | Path) else where
