"""Where a draft goes when there is one already: nobody's edits are ever written over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reporter.model import ReporterError, UsageError

if TYPE_CHECKING:
    from reporter.drafting import Draft
    from reporter.drafting.updating import News

What = Literal["new", "same", "replaced", "beside", "updated"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How drafts are put into files.

    Attributes:
        force: Overwrite whatever is there.
        update: Bring the Word report that is there up to date in its marked regions.
        tracked: Let the new facts come in as tracked changes.
        document: The report to bring up to date, where it has another name than the draft; None for that.
        dry_run: Write nothing.
    """

    force: bool = False
    update: bool = False
    tracked: bool = False
    document: Path | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft and where it was written.

    Attributes:
        path: The file.
        draft: Its content and what is missing in it. A report that was brought up to date has content of its own.
        what: `new`; `same` where the file stays as it is; `replaced` where nobody had touched the draft that was
            there; `beside` where somebody had, and this one has a free name; `updated`.
        news: What became of the regions of a report that was brought up to date.
    """

    path: Path
    draft: Draft
    what: What
    news: tuple[News, ...] = ()

    @property
    def written(self) -> bool:
        """False where the file stays as it is."""
        return self.what != "same"


def place(folder: Path, draft: Draft, manner: Manner, today: date) -> WrittenDraft:
    """Puts a draft into a folder.

    Raises:
        ReporterError: The file cannot be written, is open in another program, or cannot be brought up to date.
    """
    if manner.update:
        path = manner.document or folder / draft.filename
        if path.exists() or manner.document is not None:
            return _updated(path, draft, manner, today)
    path, what = _free(folder / draft.filename, draft.content, force=manner.force)
    if what != "same" and not manner.dry_run:
        _write(path, draft.content)
    return WrittenDraft(path, draft, what)


def check_manner(manner: Manner, drafts: int, form: str) -> None:
    """Raises a UsageError where an update was asked for that cannot be."""
    if not manner.update:
        asked = "a tracked update" if manner.tracked else "the document to update" if manner.document else None
        if asked is not None:
            raise UsageError(f"{asked} was asked for, but no update", hint="Add --update")
        return
    if form != "docx":
        raise UsageError(
            f"only Word reports can be brought up to date, and {form} was asked for",
            hint="Leave out --format or --update",
        )
    if manner.force:
        raise UsageError("--update keeps what people wrote, and --force overwrites it", hint="Leave out one of them")
    if manner.document is not None and drafts > 1:
        raise UsageError(
            f"one document was named to be brought up to date, and {drafts} drafts were asked for",
            file=manner.document,
            hint="Name one body and one year",
        )


def _updated(path: Path, draft: Draft, manner: Manner, today: date) -> WrittenDraft:
    from reporter.drafting.updating import update
    from reporter.workbook import keep_backup

    content = _read(path)
    done = update(content, path, draft.content, shown=draft.rows, today=today, tracked=manner.tracked)
    if done.content == content:
        return WrittenDraft(path, draft, "same", done.news)
    if not manner.dry_run:
        _refuse_open(path)
        keep_backup(path)
        _write(path, done.content)
    return WrittenDraft(path, draft, "updated", done.news)


def _free(path: Path, content: bytes, *, force: bool) -> tuple[Path, What]:
    """The name for a draft, and what happens there: the first that is free, or holds a draft nobody touched."""
    from reporter.drafting import is_untouched

    for candidate in _candidates(path):
        if not candidate.exists():
            return candidate, "new" if candidate == path else "beside"
        found = _content(candidate)
        if found == content:
            return candidate, "same"
        if force or (found is not None and is_untouched(found, candidate)):
            return candidate, "replaced"
    raise AssertionError("there is always a free name")


def _candidates(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError("there is no such document", file=path, hint="Check the name after --document") from error
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror or error})", file=path) from error


def _content(path: Path) -> bytes | None:
    """The bytes of a file; None where it is none, or nobody may read it."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    from reporter.workbook import replace_file

    if path.exists():
        _refuse_open(path)
    replace_file(path, content)


def _refuse_open(path: Path) -> None:
    # Word leaves out the first two letters of a long name in the name of its lock file.
    locks = {f"~${path.name[2:]}": "Word", f"~${path.name}": "Word", f".~lock.{path.name}#": "LibreOffice"}
    for lock, program in locks.items():
        if path.with_name(lock).exists():
            raise ReporterError(
                f"the document is open in {program} ({lock} lies beside it)",
                file=path,
                hint=f"Close it in {program} and run again; if it is not open anywhere, delete {lock}",
            )
    if not os.access(path, os.W_OK):
        raise ReporterError("the file is read-only", file=path, hint="Allow writing to it, or name another --output")
