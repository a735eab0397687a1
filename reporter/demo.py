"""The whole main job on the bundled examples: read, fill the workbook, let people write, draft the reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reporter import api
from reporter.model import Register, ReportEntry, UsageError
from reporter.model.tables import MEETINGS, REPORTS
from reporter.resources import bundled

DAY = date(2026, 11, 20)
"""The day the demo plays on: what the examples' focal points wrote fits it."""

YEAR = 2026
BODIES = ("TSAG", "TDAG", "Council")
WORKBOOK = "obligations.xlsx"

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
        workbook: The filled workbook.
        drafts: One draft each for the bodies of the demo.
        extracted: What was read.
        standings: Every report, the most urgent first.
        today: The day it played on.
    """

    workbook: Path
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
    workbook = output / WORKBOOK
    _make_room(output, workbook, force=force)
    sources = bundled("examples") / "resolutions"
    api.sync(workbook, [sources], today=today, year=YEAR, progress=progress)
    _let_people_write(workbook)
    synced = api.sync(workbook, [sources], today=today, year=YEAR)
    drafts = tuple(
        one for body in BODIES for one in api.draft(workbook, to=body, year=YEAR, today=today, output=output, force=True)
    )
    return Demo(workbook, drafts, synced.extracted, api.status(workbook, today=today), today)


def _make_room(output: Path, workbook: Path, *, force: bool) -> None:
    """The folder, empty of an earlier demo; refuses to touch files without `force`."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the folder cannot be made ({error.strerror})", file=output, hint="Name another --output") from error
    there = [path for path in (workbook, *sorted(output.glob("*-implementation-report.docx"))) if path.exists()]
    if there and not force:
        raise UsageError("an earlier demo is there already", file=output, hint="Name another --output, or overwrite it with --force")
    for path in there:
        path.unlink()


def _let_people_write(workbook: Path) -> None:
    """Enters the examples' meetings and what their focal points wrote, as people would in Excel."""
    from reporter.workbook import TableChange, load, patch

    meetings = _read("meetings.json")
    written = _by_row(load(workbook), _read("status.json"))
    patch(
        workbook,
        [
            TableChange(MEETINGS.name, MEETINGS.key, append=[_meeting(one) for one in meetings]),
            TableChange(REPORTS.name, REPORTS.key, update=written),
        ],
    )


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
