"""A workbook that Excel has open: the same tables and the same plans as of a file, by few calls to Excel."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.addin.quiet import quiet
from reporter.addin.reading import OpenTable, read_open_tables
from reporter.addin.removal import remove_rows
from reporter.addin.table_edit import TableEdit, edit_of, ensure_unchanged
from reporter.addin.undo import Applied, Undo, undo_change
from reporter.model import WorkbookError
from reporter.model.tables import MEMORY, TABLES
from reporter.workbook import PatchResult, TableChange, TableData
from reporter.workbook.book import nearest
from reporter.workbook.memory import Remembered, read_memory
from reporter.workbook.ranges import Area
from reporter.workbook.read import Tables
from reporter.workbook.working import joined

if TYPE_CHECKING:
    import xlwings


class OpenWorkbook:
    """An open workbook as a `Store`. It is for one command: what was read is kept until a plan is applied.

    Args:
        book: The workbook.
        folder: Folder that what belongs to the workbook lies in; None for the one that Excel tells, which an Excel
            that is reached through a server does not know.
        undoable: What an undo would take back, as people call it; None where nothing is to be remembered for one.
        only: Names of the tables that are needed; None for all.
    """

    def __init__(
        self,
        book: xlwings.Book,
        *,
        folder: Path | None = None,
        undoable: str | None = None,
        only: Collection[str] | None = None,
    ) -> None:
        self.book = book
        self._folder = folder
        self._undoable = undoable
        self._only = only
        self._read: dict[str, OpenTable] | None = None
        self._remembered: Mapping[str, Mapping[str, Remembered]] | None = None

    @property
    def file(self) -> Path:
        """The file it was last saved in; only its name where it never was and no folder was given."""
        if self._folder is not None:
            return self._folder / self.book.name
        return Path(_full_name(self.book))

    @property
    def folder(self) -> Path:
        """The folder of the file; WorkbookError for a workbook that was never saved."""
        if self._folder is not None:
            return self._folder
        if not self.file.is_absolute():
            raise WorkbookError(
                "the workbook was never saved, so there is no folder beside it",
                file=self.book.name,
                hint="Save it first (File, Save As), then run the command again",
            )
        return self.file.parent

    @property
    def opened(self) -> Mapping[str, OpenTable]:
        """Its tables by their names in lower case."""
        if self._read is None:
            self._read = read_open_tables(self.book, self._only)
        return self._read

    @property
    def _memory(self) -> Mapping[str, Mapping[str, Remembered]]:
        """What the program remembers of its tables."""
        if self._remembered is None:
            hidden = self.opened.get(MEMORY.name.casefold())
            self._remembered = read_memory(hidden.data) if hidden else {}
        return self._remembered

    def _forget(self) -> None:
        """Reads anew the next time."""
        self._read = self._remembered = None

    def exists(self) -> bool:
        """An open workbook does."""
        return True

    def tables(self) -> Mapping[str, TableData]:
        """The tables as people see them now, saved or not."""
        return Tables(one.data for one in self.opened.values())

    def apply(self, plan: Sequence[TableChange], *, dry_run: bool = False) -> PatchResult:
        """Writes the changes into the cells; the workbook is not saved, and nothing is written unless all can be.

        Raises:
            WorkbookError: As `patch`, and where somebody changed a table meanwhile.
        """
        edits = self._edits(plan)
        result = PatchResult(
            self.file,
            written=not dry_run and any(one.cells or one.added for one in edits),
            cells=tuple(cell for one in edits for cell in one.cells),
            rows_added={one.opened.data.name: one.added for one in edits if one.added},
        )
        if not result.written:
            return result
        if self._undoable is not None:
            edits = self._edits(self._with_undo(plan, edits))
        for one in edits:
            one.ensure_unchanged()
        with quiet(self.book.app):
            # The memory goes first: if Excel stops half-way, an undo knows what was to be written.
            for one in sorted(edits, key=lambda one: one.opened.data.name.casefold() != MEMORY.name.casefold()):
                one.write()
        self._forget()
        return result

    def take_back(self, undo: Undo) -> None:
        """Carries an undo out: cells get back what they held, rows that were added go.

        Raises:
            WorkbookError: Somebody changed a table meanwhile; nothing is written then.
        """
        edits = self._edits(undo.plan)
        for one in edits:
            one.ensure_unchanged()
        for name in undo.removed:
            shrinking = self._find(name)
            ensure_unchanged(shrinking, set(shrinking.data.columns) - shrinking.calculated)
        with quiet(self.book.app):
            for one in edits:
                one.write()
            for name, keys in undo.removed.items():
                declared = next(table for table in TABLES if table.name.casefold() == name.casefold())
                remove_rows(self._find(name), declared.key or "", set(keys))
        self._forget()

    def held(self) -> AbstractContextManager[None]:
        """Excel itself keeps others out."""
        return nullcontext()

    def ensure_free(self) -> None:
        """It is open, and that is as it should be."""

    def _edits(self, plan: Sequence[TableChange]) -> list[TableEdit]:
        will_be: dict[str, Area] = {name: one.area for name, one in self.opened.items()}
        edits = []
        for change in plan:
            opened = self._find(change.table)
            name = opened.data.name.casefold()
            beside = [
                will_be[other]
                for other, one in self.opened.items()
                if other != name and one.data.sheet == opened.data.sheet
            ]
            edit = edit_of(opened, change, self._memory.get(opened.data.name, {}), beside, self.file)
            will_be[name] = edit.grown or opened.area
            edits.append(edit)
        return edits

    def _with_undo(self, plan: Sequence[TableChange], edits: Sequence[TableEdit]) -> list[TableChange]:
        """The plan, with what an undo needs to know among the memory."""
        memory = self._find(MEMORY.name).data
        applied = [Applied(one.opened.data, change, one.cells) for one, change in zip(edits, plan, strict=True)]
        undo = undo_change(self._undoable or "", applied, memory)
        others = [change for change in plan if change.table.casefold() != memory.name.casefold()]
        own = [change for change in plan if change.table.casefold() == memory.name.casefold()]
        return [*others, joined(own[0], undo) if own else undo]

    def _find(self, name: str) -> OpenTable:
        found = self.opened.get(name.casefold())
        if found is None:
            names = [one.data.name for one in self.opened.values()]
            raise WorkbookError(f"there is no table {name}", file=self.book.name, hint=nearest(name, names, "table"))
        return found


def _full_name(book: xlwings.Book) -> str:
    """Name and path of an open workbook.

    Raises:
        WorkbookError: It is kept on a SharePoint or OneDrive of which nobody knows where it is synced to.
    """
    try:
        return book.fullname
    except Exception as error:
        # xlwings raises its own error with a long text; what matters is what to do.
        raise WorkbookError(
            "Excel gives a web address for this workbook, and the folder it is synced to is not known",
            file=book.name,
            hint='Name that folder in xlwings\' settings (see docs/addin.md, "SharePoint and OneDrive")',
        ) from error
