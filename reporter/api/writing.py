"""The annual reports drafted into files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reporter.api.limits import check_year, make_folder
from reporter.model import UsageError

if TYPE_CHECKING:
    from reporter.drafting import Draft, NothingToReport
    from reporter.model import Register
    from reporter.workbook import Where

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


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of drafting.

    Attributes:
        written: The drafts.
        empty: One message for each body all of whose reports are left out, and for which there is no file.
        refused: One message for each file that was there already with other content, and was left as it is.
        to_mend: Cells with errors in the rows the drafts were made from, as `check` finds them.
    """

    written: tuple[WrittenDraft, ...]
    empty: tuple[NothingToReport, ...]
    refused: tuple[UsageError, ...]
    to_mend: int


def draft(
    workbook: Where,
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
        to: A body's name as the workbook or texts have it, or `all`.
        year: Year reported on.
        today: Day of the draft; None for the current one.
        output: Folder for the files, made where it is missing; None for the workbook's own.
        format: `docx`, `md` or `html`.
        template: The organisation's own template; None for the one that comes with the package.
        force: Overwrite a file that is there; without it a file with other content is never touched.

    Raises:
        UsageError: Unknown body or year, nothing to report, or a file is there already with other content; the drafts
            of the other bodies are written then.
    """
    done = draft_each(
        workbook, to=to, year=year, today=today, output=output, format=format, template=template, force=force
    )
    if done.refused:
        raise done.refused[0]
    return done.written


def draft_each(
    workbook: Where,
    *,
    to: str,
    year: int,
    today: date | None = None,
    output: str | Path | None = None,
    format: DraftFormat = "docx",
    template: Path | None = None,
    force: bool = False,
) -> Drafted:
    """As `draft`, and tells what was not written instead of failing for it.

    Raises:
        UsageError: Unknown body or year, or no body has anything to report.
    """
    from reporter.drafting import bodies_with_reports
    from reporter.workbook import load, store_of

    check_year(year)
    today = today or date.today()
    register, file = load(workbook), store_of(workbook).file
    bodies = bodies_with_reports(register, year) if to.casefold() == "all" else (to,)
    if not bodies:
        raise UsageError(f"no body expects a report for {year}", file=file, hint="Name another --year")
    try:
        drafts, empty = _drafts(register, bodies, year, today, format, template)
    except UsageError as error:
        # What a register lacks is said without the file it was read from.
        raise UsageError(error.problem, file=error.file or file, place=error.place, hint=error.hint) from error
    folder = Path(output) if output else file.parent
    in_the_way = [] if force else [one for one in drafts if _differs(folder / one.filename, one.content)]
    make_folder(folder)
    return Drafted(
        written=tuple(_write(folder, one) for one in drafts if one not in in_the_way),
        empty=empty,
        refused=tuple(_refusal(folder / one.filename) for one in in_the_way),
        to_mend=_to_mend(workbook, today, drafts),
    )


def _drafts(
    register: Register,
    bodies: Sequence[str],
    year: int,
    today: date,
    form: DraftFormat,
    template: Path | None,
) -> tuple[list[Draft], tuple[NothingToReport, ...]]:
    """The drafts, and why there is none for the other bodies; the first reason is raised where there is no draft."""
    from reporter.drafting import NothingToReport
    from reporter.drafting import draft as draft_of

    drafts, empty = [], []
    for body in bodies:
        try:
            drafts.append(draft_of(register, body=body, year=year, today=today, format=form, template=template))
        except NothingToReport as nothing:
            empty.append(nothing)
    if not drafts:
        raise empty[0]
    return drafts, tuple(empty)


def _to_mend(workbook: Where, today: date, drafts: Iterable[Draft]) -> int:
    from reporter.workbook import check as check_workbook

    rows = {row for one in drafts for row in one.rows}
    errors = [one for one in check_workbook(workbook, today) if one.severity == "error" and one.row in rows]
    return len({(one.sheet, one.cell) for one in errors})


def _differs(path: Path, content: bytes) -> bool:
    return path.exists() and _content(path) != content


def _refusal(path: Path) -> UsageError:
    return UsageError(
        "a draft of that name is there already, and differs: somebody may have edited it, or the workbook has changed "
        "since",
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
