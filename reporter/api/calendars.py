"""Meetings out to calendars and back, and the deadlines of each person as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reporter.api.limits import make_folder
from reporter.api.office import in_force
from reporter.api.standing import Standing, status
from reporter.model import ReporterError, UsageError

if TYPE_CHECKING:
    from reporter.calendars import Entry, Reminder
    from reporter.model import Meeting
    from reporter.settings import Settings
    from reporter.workbook import MeetingsTaken, News, Value, Where

DeadlinesBy = Literal["owner", "unit", "responsible", "recipient", "all"]
"""Whose calendars there are: one for each name in that column, or one for all."""

_SUFFIXES = (".ics", ".csv")


def export_meetings(
    workbook: Where,
    output: str | Path,
    *,
    to: Sequence[str] = (),
    settings: Settings | None = None,
    today: date | None = None,
) -> int:
    """Writes the meetings of the workbook into a calendar (.ics) or a table (.csv), by the file's name.

    Args:
        workbook: The workbook.
        output: The file; replaced where it exists.
        to: Only meetings of these bodies; all where none is named.
        settings: Settings of the call; None for what the `reporter.toml` nearest to the workbook says.
        today: Day of the calendar; None for the current one.

    Returns:
        How many meetings were written.

    Raises:
        UsageError: The file's name ends in something else, or no such body meets.
        WorkbookError: The workbook cannot be read.
    """
    from reporter.calendars import meetings_calendar, meetings_sheet
    from reporter.workbook import load, replace_file, store_of

    path, store = Path(output), store_of(workbook)
    if path.suffix.casefold() not in _SUFFIXES:
        raise UsageError(
            f'a calendar cannot end in "{path.suffix}"', file=path, hint=f"Name it {path.stem}.ics or {path.stem}.csv"
        )
    with in_force(settings, store.file):
        meetings = _of_bodies(load(store, reports=False).meetings, to, store.file)
    if path.suffix.casefold() == ".ics":
        data = meetings_calendar(meetings, today or date.today())
    else:
        # Excel takes a CSV file for UTF-8 only where it begins with a mark.
        data = meetings_sheet(meetings).encode("utf-8-sig")
    replace_file(path, data)
    return len(meetings)


@dataclass(frozen=True, slots=True)
class MeetingsImported:
    """What an import of meetings did, or would do.

    Attributes:
        taken: What became of the table.
        notes: What was left out, and why.
        failures: One error for each file that could not be used; the others went through.
    """

    taken: MeetingsTaken
    notes: tuple[str, ...]
    failures: tuple[ReporterError, ...]


def import_meetings(
    workbook: Where,
    files: Iterable[str | Path],
    *,
    body: str = "",
    settings: Settings | None = None,
    today: date | None = None,
    dry_run: bool = False,
) -> MeetingsImported:
    """Takes meetings from calendars (.ics) and tables (.csv) into the workbook; what people wrote there stays.

    Args:
        workbook: The workbook.
        files: The calendars and tables; where two tell of the same meeting, the later one counts.
        body: Body of the meetings whose file and name tell none; "" and these are left out.
        settings: Settings of the call; None for what the `reporter.toml` nearest to the workbook says.
        today: Day of the run; None for the current one.
        dry_run: Only say what would change.

    Raises:
        WorkbookError: As of `reporter.workbook.take_meetings`.
    """
    from reporter.workbook import load, one_after_another, store_of, take_meetings
    from reporter.workbook.load import allowed_values

    store, paths = store_of(workbook), [Path(file) for file in files]
    found: list[list[News]] = []
    notes: list[str] = []
    failures: list[ReporterError] = []
    with in_force(settings, store.file):
        meeting = dict.fromkeys(one.body for one in load(store, reports=False).meetings)
        known = meeting | dict.fromkeys(allowed_values(store.tables())["Body"])
        for path in paths:
            try:
                news, told = _news(path, _read(path), known, body)
            except ReporterError as error:
                failures.append(error)
                continue
            found.append(news)
            notes += told
    source = ", ".join(path.name for path in paths)
    taken = take_meetings(store, one_after_another(found), source=source, today=today or date.today(), dry_run=dry_run)
    return MeetingsImported(taken, tuple(notes), tuple(failures))


@dataclass(frozen=True, slots=True)
class DeadlinesWritten:
    """A calendar of deadlines.

    Attributes:
        path: The file.
        name: Whose it is; "" for all.
        reports: How many reports it holds.
    """

    path: Path
    name: str
    reports: int


def deadlines(
    workbook: Where,
    output: str | Path,
    *,
    by: DeadlinesBy = "owner",
    to: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> tuple[DeadlinesWritten, ...]:
    """Writes the reports that are owed as calendars (.ics) with reminders, one for each owner.

    Args:
        workbook: The workbook.
        output: Folder for the calendars; a calendar that lies there is replaced.
        by: Whose calendars there are. Where a report has no owner or unit, that of its obligation counts.
        to: Only reports to this body.
        settings: Settings of the call; None for what the `reporter.toml` nearest to the workbook says. They tell how
            many days before a due date to remind.
        today: Day of the run; None for the current one.

    Returns:
        The calendars by name, that of the reports without a name last; none where nothing is owed.

    Raises:
        UsageError: No report goes to that body, or the folder cannot be made.
    """
    from reporter.calendars import reminders_calendar
    from reporter.workbook import load, replace_file, store_of
    from reporter.workbook.filenames import file_names

    store, folder, day = store_of(workbook), Path(output), today or date.today()
    with in_force(settings, store.file) as chosen:
        owed = [one for one in status(store, settings=chosen, today=day, to=to) if one.timing != "Done"]
        owed = [one for one in owed if one.report.due_date]
        duties = {one.id: one for one in load(store).obligations}
        shares: dict[str, list[Standing]] = {}
        for one in owed:
            duty = duties.get(one.report.obligation)
            for name in _names(one, by, duty.owner if duty else "", duty.unit if duty else ""):
                shares.setdefault(name, []).append(one)
        before = chosen.deadlines.remind
    make_folder(folder)
    names = sorted(shares, key=lambda name: (not name, name.casefold()))
    shown = [name or ("all" if by == "all" else "unassigned") for name in names]
    files = file_names("{workbook} deadlines - {value}", shown, ".ics", workbook=store.file.stem)
    written = []
    for name, title, file in zip(names, shown, files, strict=True):
        data = reminders_calendar(f"Reports due: {title}", map(_reminder, shares[name]), before, day)
        replace_file(folder / file, data)
        written.append(DeadlinesWritten(folder / file, name, len(shares[name])))
    return tuple(written)


def _names(one: Standing, by: DeadlinesBy, owner: str, unit: str) -> tuple[str, ...]:
    from reporter.workbook.load import split_names

    report = one.report
    found: Mapping[str, tuple[str, ...]] = {
        "owner": split_names(report.owner or owner),
        "unit": split_names(unit),
        "responsible": report.responsible,
        "recipient": split_names(report.recipient),
        "all": ("",),
    }
    return found[by] or ("",)


def _reminder(one: Standing) -> Reminder:
    from reporter.calendars import Reminder

    report = one.report
    to = report.recipient or "?"
    lines = (
        f"{report.resolution}, {one.clause}" if one.clause else report.resolution,
        f"To: {to}" + (f", {report.meeting}" if report.meeting else ""),
        f"Period: {report.period}" if report.period else "",
        f"Responsible: {', '.join(report.responsible)}" if report.responsible else "",
        f"Status: {report.status}" if report.status else "",
        f"Row: {report.id}",
    )
    assert report.due_date is not None
    title = f"Report due to {to}: {report.resolution}"
    return Reminder(report.id, title, "\n".join(filter(None, lines)), report.due_date)


def _read(path: Path) -> tuple[Entry, ...]:
    from reporter.calendars import read_calendar, read_sheet

    if path.suffix.casefold() not in _SUFFIXES:
        raise UsageError(
            "this is neither a calendar nor a table", file=path, hint="Give an .ics or a .csv file, as exported"
        )
    return read_calendar(path) if path.suffix.casefold() == ".ics" else read_sheet(path)


def _news(path: Path, entries: Iterable[Entry], known: Iterable[str], body: str) -> tuple[list[News], list[str]]:
    """What the entries of a file say of meetings, and a note on each that is left out or needs a look."""
    from reporter.calendars import body_named
    from reporter.workbook import News

    bodies = list(known)
    spelled = {one.casefold(): one for one in bodies}
    news, notes = [], []
    for one in entries:
        where = f"{path}, {one.place_in_file}"
        whose = body_named(one.body, bodies) or spelled.get(one.body.casefold(), "") or body_named(one.name, bodies)
        whose = whose or (one.body if path.suffix.casefold() == ".csv" else "") or body
        if not one.name or not one.start:
            notes.append(f"{where}: left out, as it has no {'first day' if one.name else 'name'}")
        elif not whose:
            notes.append(f'{where}: "{one.name}" is left out, as no body is told; --body NAME says whose it is')
        else:
            if one.repeats:
                notes.append(f'{where}: "{one.name}" repeats; only the first time is taken')
            cells: dict[str, Value] = {
                "Body": spelled.get(whose.casefold(), whose),
                "Meeting": one.name,
                "Start": one.start,
                "End": one.end,
                "Document deadline": one.deadline,
                "Place": one.city,
            }
            row = {column: value for column, value in cells.items() if value not in (None, "")}
            news.append(News(row, one.uid, one.cancelled))
    return news, notes


def _of_bodies(meetings: Sequence[Meeting], to: Sequence[str], file: Path) -> list[Meeting]:
    from reporter.drafting import body_key, known_bodies, nearest_body

    known = known_bodies(one.body for one in meetings)
    for name in to:
        if body_key(name) not in known:
            near = nearest_body(name, known)
            listed = ", ".join(sorted(known.values())) or "none"
            raise UsageError(
                f'no meeting of a body "{name}" is in the workbook',
                file=file,
                hint=f'Did you mean "{near}"?' if near else f"Meetings are of {listed}",
            )
    keys = {body_key(name) for name in to}
    return [one for one in meetings if not keys or body_key(one.body) in keys]
