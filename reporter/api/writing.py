"""The annual reports drafted into files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack, cast

from reporter.api.limits import check_year, make_folder
from reporter.api.office import in_force
from reporter.api.placing import Manner, WrittenDraft, check_manner, place
from reporter.model import ReporterError, UsageError

if TYPE_CHECKING:
    from reporter.drafting import Batch, Draft, Naming, NothingToReport
    from reporter.settings import DraftsSettings, Settings
    from reporter.workbook import Where

DraftFormat = Literal["docx", "md", "html", "pdf"]


class DraftOptions(TypedDict, total=False):
    """How reports are drafted; whatever is left out takes what the settings say, else what its line says.

    Attributes:
        to: A body's name as the workbook or texts have it, several of them, or `all`; `all` where left out.
        year: Year reported on, or `all`; all where left out.
        today: Day of the draft; the current one.
        output: Folder for the files, made where it is missing; the workbook's own.
        format: `docx`, `md`, `html`, or `pdf` where LibreOffice is installed; `docx`.
        template: The organisation's own template, or the name of one that comes with the package; the one that serves
            the body.
        language: Code of the language of a template that comes with the package: `en`, `fr`, `es`; `en`.
        combine: One document for all bodies, or for all people; one each.
        each: What a file is made for: `body`, `owner`, `responsible`; an owner for the letter, else a body.
        only: Only reports that stand so: `overdue`, `outstanding`, `missing`, `done`; all.
        rows: Only the reports of these IDs; all.
        naming: Patterns of the files' names and the documents' symbols; the usual ones.
        force: Overwrite a file that is there; without it a draft that somebody edited stays, and the new one gets a
            free name beside it.
        update: Bring the Word report that is there up to date in its marked regions, and leave all else as it is.
        tracked: With `update`: the new facts come in as tracked changes.
        document: With `update`: the report, where it has another name than the draft.
        dry_run: Write nothing, and only tell what would be written.
        settings: Settings of the call; what the `reporter.toml` nearest to the workbook says.
    """

    to: str | Sequence[str]
    year: int | Literal["all"]
    today: date | None
    output: str | Path | None
    format: DraftFormat | None
    template: str | Path | None
    language: str | None
    combine: bool
    each: Literal["body", "owner", "responsible"] | None
    only: Literal["overdue", "outstanding", "missing", "done"] | None
    rows: Iterable[str] | None
    naming: Naming | None
    force: bool
    update: bool
    tracked: bool
    document: str | Path | None
    dry_run: bool
    settings: Settings | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of drafting.

    Attributes:
        written: The drafts.
        empty: One message for each body all of whose reports are left out, and for which there is no file.
        refused: One message for each file that could not be written or brought up to date, and was left as it is.
        to_mend: Cells with errors in the rows the drafts were made from, as `check` finds them.
    """

    written: tuple[WrittenDraft, ...]
    empty: tuple[NothingToReport, ...]
    refused: tuple[ReporterError, ...]
    to_mend: int


def draft(workbook: Where, **options: Unpack[DraftOptions]) -> tuple[WrittenDraft, ...]:
    """Writes the annual implementation report of a body, or of all, as `DraftOptions` say.

    Raises:
        UsageError: Unknown body or year, or nothing to report.
        ReporterError: A file cannot be written or brought up to date; the other drafts are written then.
    """
    done = draft_each(workbook, **options)
    if done.refused:
        raise done.refused[0]
    return done.written


def draft_each(workbook: Where, **options: Unpack[DraftOptions]) -> Drafted:
    """As `draft`, and tells what was not written instead of failing for it.

    Raises:
        SettingsError: The settings have a fault.
        UsageError: Unknown body or year, or no body has anything to report.
    """
    from reporter.workbook import store_of

    file = store_of(workbook).file
    with in_force(options.get("settings"), file) as chosen:
        return _draft_each(workbook, file, _completed(options, chosen.drafts))


def _completed(options: DraftOptions, settings: DraftsSettings) -> DraftOptions:
    """The options, with what the settings say where they say nothing."""
    from reporter.drafting import Naming

    usual: DraftOptions = {
        "format": cast(DraftFormat, settings.format),
        "language": settings.language,
        "template": settings.template,
        "output": settings.folder,
    }
    given = cast(DraftOptions, {name: value for name, value in options.items() if value is not None})
    named = given.get("naming") or Naming()
    naming = replace(named, file=named.file or settings.file_name, symbol=named.symbol or settings.symbol)
    return {**usual, **given, "naming": naming}


def _draft_each(workbook: Where, file: Path, options: DraftOptions) -> Drafted:
    today = options.get("today") or date.today()
    try:
        batch = _batch(workbook, today, options)
    except UsageError as error:
        # What a register lacks is said without the file it was read from.
        raise UsageError(error.problem, file=error.file or file, place=error.place, hint=error.hint) from error
    drafts = _as_pdf(batch.drafts, today) if options.get("format") == "pdf" else batch.drafts
    folder = Path(options.get("output") or file.parent)
    manner = _manner(options)
    check_manner(manner, len(drafts), options.get("format") or "docx")
    if not manner.dry_run:
        make_folder(folder)
    written, refused = _placed(folder, drafts, manner, today)
    return Drafted(written, batch.empty, refused, _to_mend(workbook, today, drafts))


def _manner(options: DraftOptions) -> Manner:
    document = options.get("document")
    return Manner(
        force=options.get("force", False),
        update=options.get("update", False),
        tracked=options.get("tracked", False),
        document=None if document is None else Path(document),
        dry_run=options.get("dry_run", False),
    )


def _placed(
    folder: Path, drafts: Iterable[Draft], manner: Manner, today: date
) -> tuple[tuple[WrittenDraft, ...], tuple[ReporterError, ...]]:
    """The drafts in their files, and why some are not."""
    written, refused = [], []
    for one in drafts:
        try:
            written.append(place(folder, one, manner, today))
        except ReporterError as error:
            refused.append(error)
    return tuple(written), tuple(refused)


def _batch(workbook: Where, today: date, options: DraftOptions) -> Batch:
    from reporter.drafting import Limits, Request, draft_all
    from reporter.workbook import load

    rows, form = options.get("rows"), options.get("format") or "docx"
    limits = Limits(only=options.get("only"), rows=None if rows is None else frozenset(rows))
    request = Request(
        bodies=_bodies(options.get("to", "all")),
        years=_years(options.get("year", "all")),
        combine=options.get("combine", False),
        each=options.get("each"),
        limits=limits,
    )
    return draft_all(
        load(workbook),
        request,
        today=today,
        format="docx" if form == "pdf" else form,
        template=options.get("template"),
        language=options.get("language") or "en",
        naming=options.get("naming"),
    )


def _bodies(to: str | Sequence[str]) -> tuple[str, ...] | None:
    named = (to,) if isinstance(to, str) else tuple(to)
    return None if any(name.casefold() == "all" for name in named) else named


def _years(year: int | Literal["all"]) -> tuple[int, ...] | None:
    if year == "all":
        return None
    check_year(year)
    return (year,)


def _as_pdf(drafts: Sequence[Draft], today: date) -> tuple[Draft, ...]:
    from reporter.drafting import to_pdf

    contents = to_pdf([one.content for one in drafts], today)
    return tuple(
        replace(one, format="pdf", filename=one.filename.removesuffix("docx") + "pdf", content=content)
        for one, content in zip(drafts, contents, strict=True)
    )


def _to_mend(workbook: Where, today: date, drafts: Iterable[Draft]) -> int:
    from reporter.workbook import check as check_workbook

    rows = {row for one in drafts for row in one.rows}
    errors = [one for one in check_workbook(workbook, today) if one.severity == "error" and one.row in rows]
    return len({(one.sheet, one.cell) for one in errors})
