"""The errors a person may meet. Every one says where, what, and what to do next."""

from __future__ import annotations

from pathlib import Path


class ReporterError(Exception):
    """Root of everything `reporter` raises on purpose.

    Args:
        problem: What was found and what was expected, as a sentence without a full stop.
        file: The file concerned; None where no file is.
        place: Where in the file: `page 3`, `paragraph 12`, `Reports!F12`; None for the file as a whole.
        hint: The next step that mends it, as an imperative sentence; None where nothing can be done.

    `str(error)` is the whole message in one line: `file, place: problem. Hint`.
    """

    def __init__(
        self, problem: str, *, file: str | Path | None = None, place: str | None = None, hint: str | None = None
    ) -> None:
        self.problem = problem
        self.file = None if file is None else Path(file)
        self.place = place
        self.hint = hint
        super().__init__(problem)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file and str(self.file), self.place) if part)
        message = f"{where}: {self.problem}" if where else self.problem
        return f"{message}. {self.hint}" if self.hint else message


class UsageError(ReporterError):
    """What was asked for makes no sense: an unknown body, a year out of range, an output that exists."""


class UnreadableSource(ReporterError):
    """A source file is missing, of the wrong type, encrypted, damaged or beyond the limits on what is read."""


class OwnFile(UnreadableSource):
    """A file that the program itself wrote, a draft or a review page: what it quotes is in another file."""


class WorkbookError(ReporterError):
    """A workbook is missing, not ours, damaged, locked, or cannot be changed without losing something."""


class TemplateError(ReporterError):
    """A report template is missing, names what does not exist, or does not end."""


class SettingsError(ReporterError):
    """A file of settings cannot be read, or sets what does not exist or in a way it cannot be."""
