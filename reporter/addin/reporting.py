"""Draft report and Show clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from reporter import api
from reporter.addin.open_workbook import OpenWorkbook
from reporter.addin.outcome import Outcome, first_of, plural
from reporter.addin.selected import Selected, selected_row
from reporter.addin.sources import sources_of
from reporter.model import UsageError
from reporter.model.tables import OBLIGATIONS, REPORTS, REVIEW_PAGE, State
from reporter.settings import settings_for
from reporter.workbook import RowData, load
from reporter.workbook.load import split_names
from reporter.workbook.memory import as_text
from reporter.workbook.retire import report_year

if TYPE_CHECKING:
    import xlwings

    from reporter.model import ObligationEntry


@dataclass(frozen=True, slots=True)
class Choice:
    """A report that can be drafted: the body it goes to, the year, and the number of rows it is made of."""

    body: str
    year: int
    rows: int


def draft_choices(book: xlwings.Book, *, folder: Path | None = None) -> tuple[Choice, ...]:
    """Every body and year that has reports in force, by body and year."""
    return _choices(OpenWorkbook(book, folder=folder))


def draft_report(
    book: xlwings.Book,
    *,
    folder: Path | None = None,
    to: str | None = None,
    year: int | None = None,
    today: date | None = None,
    output: Path | None = None,
    format: api.DraftFormat | None = None,
) -> Outcome:
    """Drafts the annual report of a body into a file beside the workbook.

    Args:
        book: The workbook.
        folder: Folder it belongs to; None for the one that Excel tells.
        to: The body; None for that of the selected row.
        year: The year reported on; None for that of the selected row.
        today: Day of the draft; None for the current one.
        output: Folder for the file; None for that of the settings, else the workbook's.
        format: `docx`, `pdf`, `md` or `html`; None for that of the settings, else `docx`.

    Raises:
        UsageError: Neither is given nor selected, or there is nothing to report.
    """
    store, day = OpenWorkbook(book, folder=folder), today or date.today()
    bodies, chosen = _asked(store, to, year, day)
    folder_of_drafts = output or settings_for(store.file).drafts.folder or store.folder
    options: api.DraftOptions = {"to": bodies, "year": chosen, "today": day, "output": folder_of_drafts}
    if format:
        options["format"] = format
    done = api.draft_each(store, **options)
    written = [draft.path for draft in done.written]
    refused = [str(error) for error in done.refused]
    told = (f"{plural(done.to_mend, 'cell')} that it is made from should be mended: see Check",) if done.to_mend else ()
    edited = tuple(
        f"Somebody edited the draft that was there: the new one is {draft.path.name}"
        for draft in done.written
        if draft.what == "beside"
    )
    message = f"Draft for {chosen}: {', '.join(map(str, written))}" if written else "No draft was written."
    return Outcome(message, (*edited, *first_of("Left as they are", refused), *told), tuple(written))


def show_clause(book: xlwings.Book, *, folder: Path | None = None, sources: api.Sources | None = None) -> Outcome:
    """The clause of the selected row, and the address where the review page shows it in its text.

    The page lies beside the workbook; where it is missing, or does not know the clause, it is written.

    Raises:
        UsageError: The selected row is none of Reports or Obligations, or names no obligation.
    """
    store = OpenWorkbook(book, folder=folder)
    entry = _selected_obligation(store)
    page = store.folder / REVIEW_PAGE
    written: tuple[Path, ...] = ()
    if not _shows(page, entry.id):
        made = api.review(sources_of(store) if sources is None else sources, page, settings=settings_for(store.file))
        written = (page,) if made.path else ()
    details = tuple(filter(None, (entry.text, f"{entry.resolution}, {entry.source}")))
    link = f"{page.absolute().as_uri()}#{quote(entry.id, safe='/~')}" if _shows(page, entry.id) else None
    if link is None:
        details += ("The texts that were read do not hold this clause, so its context cannot be shown.",)
    return Outcome(entry.clause, details, written, link)


def _choices(store: OpenWorkbook) -> tuple[Choice, ...]:
    counted: dict[tuple[str, int], int] = {}
    for row in _reports(store):
        year = report_year(row.values)
        for body in split_names(as_text(row.values.get("Recipient"))) if year else ():
            counted[body, year or 0] = counted.get((body, year or 0), 0) + 1
    return tuple(Choice(body, year, rows) for (body, year), rows in sorted(counted.items()))


def _reports(store: OpenWorkbook) -> Iterable[RowData]:
    rows = store.tables()[REPORTS.name].rows if REPORTS.name in store.tables() else ()
    over = {State.SUPERSEDED.value, State.WITHDRAWN.value}
    return (row for row in rows if as_text(row.values.get("State")) not in over)


def _asked(store: OpenWorkbook, to: str | None, year: int | None, today: date) -> tuple[Sequence[str], int]:
    """Bodies and year of a draft: what was named, and of the selected row what was not."""
    if to and year:
        return (to,), year
    bodies, selected = _selected_report(store, today)
    return (to,) if to else bodies, year or selected


def _selected_report(store: OpenWorkbook, today: date) -> tuple[Sequence[str], int]:
    """Bodies and year of the selected row."""
    row = selected_row(store)
    named = row.text("Recipient" if row.table == REPORTS.name else "Recipients") if row else ""
    if row is None or not named:
        choices = [f"{one.body} {one.year}" for one in _choices(store)]
        listed = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
        raise UsageError(
            "no row of Reports is selected, so nobody knows for which body and year the report is",
            file=store.book.name,
            hint=f"Select a row of Reports, then draft again. There are rows for {listed or 'no body yet'}",
        )
    return split_names(named), report_year(row.values) or today.year


def _selected_obligation(store: OpenWorkbook) -> ObligationEntry:
    row = selected_row(store)
    wanted = _obligation_of(row) if row else ""
    found = next((one for one in load(store).obligations if one.id == wanted), None) if wanted else None
    if found is None:
        problem = f'there is no obligation "{wanted}"' if wanted else "no row of Reports or Obligations is selected"
        raise UsageError(problem, file=store.book.name, hint="Select a row of Reports or Obligations and try again")
    return found


def _obligation_of(row: Selected) -> str:
    if row.table == OBLIGATIONS.name:
        return row.text("ID")
    return row.text("Obligation") if row.table == REPORTS.name else ""


def _shows(page: Path, obligation: str) -> bool:
    """Whether the page has the obligation's place."""
    try:
        return f'id="{obligation}"' in page.read_text(encoding="utf-8")
    except OSError:
        return False
