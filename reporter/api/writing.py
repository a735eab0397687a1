"""The annual reports drafted into files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reporter.api.limits import check_year, make_folder
from reporter.model import UsageError

if TYPE_CHECKING:
    from reporter.drafting import Draft

DraftFormat = Literal["docx", "md", "html"]


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft and where it was written.

    Attributes:
        path: The file.
        draft: Its content and what is missing in it.
        written: False where the same draft was there already.
    """

    path: Path
    draft: Draft
    written: bool


def draft(
    workbook: str | Path,
    *,
    to: str,
    year: int,
    today: date | None = None,
    output: str | Path | None = None,
    format: DraftFormat = "docx",
    template: Path | None = None,
    force: bool = False,
) -> tuple[WrittenDraft, ...]:
    """Writes the annual implementation report of a body, or of all.

    Args:
        workbook: The workbook.
        to: A body's name, or `all`.
        year: Year reported on.
        today: Day of the draft; None for the current one.
        output: Folder for the files, made where it is missing; None for the workbook's own.
        format: `docx`, `md` or `html`.
        template: The organisation's own template; None for the one that comes with the package.
        force: Overwrite a file that is there; without it a file with other content is never touched.

    Raises:
        UsageError: Unknown body or year, or a file is there already.
    """
    from reporter.drafting import bodies_with_reports
    from reporter.drafting import draft as draft_of
    from reporter.workbook import load

    check_year(year)
    today = today or date.today()
    register = load(workbook)
    bodies = bodies_with_reports(register, year) if to.casefold() == "all" else (to,)
    if not bodies:
        raise UsageError(f"no body expects a report for {year}", file=workbook, hint="Name another --year")
    try:
        drafts = [
            draft_of(register, body=body, year=year, today=today, format=format, template=template) for body in bodies
        ]
    except UsageError as error:
        # What a register lacks is said without the file it was read from.
        raise UsageError(error.problem, file=error.file or workbook, place=error.place, hint=error.hint) from error
    folder = Path(output) if output else Path(workbook).parent
    if not force:
        _refuse_overwriting(folder, drafts)
    make_folder(folder)
    return tuple(_write(folder, one) for one in drafts)


def _refuse_overwriting(folder: Path, drafts: Iterable[Draft]) -> None:
    for one in drafts:
        path = folder / one.filename
        if path.exists() and _content(path) != one.content:
            raise UsageError(
                "a draft of that name is there already, and differs",
                file=path,
                hint="Name another folder with --output, or overwrite it with --force",
            )


def _write(folder: Path, one: Draft) -> WrittenDraft:
    from reporter.workbook import replace_file

    path = folder / one.filename
    if path.is_file() and _content(path) == one.content:
        return WrittenDraft(path, one, written=False)
    replace_file(path, one.content)
    return WrittenDraft(path, one, written=True)


def _content(path: Path) -> bytes | None:
    """The bytes of a file; None where it is none, or nobody may read it."""
    try:
        return path.read_bytes()
    except OSError:
        return None
