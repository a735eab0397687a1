"""The whole main job on the bundled examples: read, fill the workbook, let people write, draft the reports."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reporter import api
from reporter.model import Register, ReportEntry, UsageError
from reporter.model.tables import MEETINGS, REPORTS, REVIEW_PAGE
from reporter.resources import bundled

DAY = date(2026, 11, 20)
"""The day the demo plays on: what the examples' focal points wrote fits it."""

YEAR = 2026
BODIES = ("TSAG", "TDAG", "Council")
WORKBOOK = "obligations.xlsx"
SOURCES = "resolutions"

_COLUMNS = {
    "status": "Status",
    "owner": "Owner",
    "progress": "Progress",
    "results": "Results",
    "next_steps": "Next steps",
    "evidence": "Evidence",
    "document": "Document",
}


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made.

    Attributes:
        sources: Folder with the resolutions that were read.
        workbook: The filled workbook.
        review: The texts, with every finding in its place.
        drafts: One draft each for the bodies of the demo.
        extracted: What was read.
        standings: Every report, the most urgent first.
        today: The day it played on.
    """

    sources: Path
    workbook: Path
    review: Path
    drafts: tuple[api.WrittenDraft, ...]
    extracted: api.Extracted
    standings: tuple[api.Standing, ...]
    today: date


def run(output: Path, *, today: date = DAY, force: bool = False, progress: api.Progress | None = None) -> Demo:
    """Makes the demo in a folder.

    Args:
        output: The folder, made where it is missing.
        today: The day to play on.
        force: Overwrite an earlier demo's files.

    Raises:
        UsageError: The folder holds files of these names already, and `force` was not given.
    """
    sources, workbook = output / SOURCES, output / WORKBOOK
    _make_room(output, force=force)
    _copy_resolutions(sources)
    with _without_backups(output):
        api.sync(workbook, sources, today=today, year=YEAR, progress=progress)
        _enter_meetings(workbook)
        synced = api.sync(workbook, sources, today=today, year=YEAR)
        api.review(sources, output / REVIEW_PAGE)
        _let_people_write(workbook, today)
    drafts = tuple(
        one
        for body in BODIES
        for one in api.draft(workbook, to=body, year=YEAR, today=today, output=output, force=True)
    )
    standings = api.status(workbook, today=today)
    return Demo(sources, workbook, output / REVIEW_PAGE, drafts, synced.extracted, standings, today)


@contextmanager
def _without_backups(output: Path) -> Iterator[None]:
    """Leaves no folder of backups behind: nobody wants the demo's half-filled workbook back."""
    from reporter.workbook.save import HOUSEKEEPING

    folder = output / HOUSEKEEPING
    known = folder.exists()
    yield
    if not known:
        shutil.rmtree(folder, ignore_errors=True)


def _make_room(output: Path, *, force: bool) -> None:
    """The folder, rid of an earlier demo; refuses to touch files without `force`."""
    api.make_folder(output)
    there = [path for path in map(output.joinpath, _names()) if path.exists()]
    if there and not force:
        hint = "Name another --output, or overwrite it with --force"
        raise UsageError("a file of the demo's is there already", file=there[0], hint=hint)
    from reporter.workbook import ensure_free

    if (output / WORKBOOK).exists():
        ensure_free(output / WORKBOOK)
    for path in there:
        path.unlink()


def _names() -> list[str]:
    """Every file that the demo makes, as seen from its folder."""
    drafts = [f"{body}-{YEAR}-implementation-report.docx" for body in BODIES]
    return [WORKBOOK, REVIEW_PAGE, *drafts, *(f"{SOURCES}/{path.name}" for path in _resolutions())]


def _resolutions() -> list[Path]:
    return sorted(path for path in (bundled("examples") / "resolutions").iterdir() if path.is_file())


def _copy_resolutions(folder: Path) -> None:
    """The texts beside the workbook: its links lead to them wherever the program is installed."""
    api.make_folder(folder)
    for path in _resolutions():
        (folder / path.name).write_bytes(path.read_bytes())


def _enter_meetings(workbook: Path) -> None:
    """Enters the examples' meetings, as the officer who owns the register would in Excel."""
    from reporter.workbook import TableChange, patch

    rows = [_meeting(one) for one in _read("meetings.json")]
    patch(workbook, [TableChange(MEETINGS.name, MEETINGS.key, append=rows)])


def _let_people_write(workbook: Path, today: date) -> None:
    """Enters what the examples' focal points wrote, and what Excel computes of it."""
    from reporter.workbook import TableChange, load, patch, read_tables
    from reporter.workbook.pivot_sheet import fill_pivots
    from reporter.workbook.results import with_results

    written = _by_row(load(workbook), _read("status.json"))
    change = TableChange(REPORTS.name, REPORTS.key, update=written)
    patch(workbook, [with_results(change, read_tables(workbook)[REPORTS.name], today)])
    reports = read_tables(workbook)[REPORTS.name]
    fill_pivots(workbook, reports, (row.values for row in reports.rows))


def _read(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((bundled("examples") / name).read_text(encoding="utf-8"))
    return entries


def _meeting(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "Body": entry["body"],
        "Meeting": entry["name"],
        "Start": date.fromisoformat(entry["start"]),
        "End": date.fromisoformat(entry["end"]),
        "Document deadline": date.fromisoformat(entry["deadline"]),
        "Place": entry["place"],
        "Remarks": "Invented for the demo.",
    }


def _by_row(register: Register, entries: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What was written, by the ID of the row it belongs to: the first period of that clause and recipient."""
    files = {entry.id: Path(entry.file).name for entry in register.resolutions}
    clauses = {entry.id: _plain(entry.clause) for entry in register.obligations}
    rows: dict[tuple[str, str, str], ReportEntry] = {}
    for report in sorted(register.reports, key=lambda one: (one.due_date or date.max, one.id)):
        rows.setdefault((files[report.resolution], clauses[report.obligation], report.recipient), report)
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        place = entry["report"]
        report = rows[place["file"], _plain(place["clause"]), place["recipient"]]
        found[report.id] = {column: entry[field] for field, column in _COLUMNS.items() if entry[field]}
        if entry["submitted_on"]:
            found[report.id]["Submitted on"] = date.fromisoformat(entry["submitted_on"])
    return found


def _plain(citation: str) -> str:
    return citation.replace("\u2011", "-")
