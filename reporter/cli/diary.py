"""What a sync did to a workbook, told so that its owner can see at a glance what needs an eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reporter.cli.common import plural
from reporter.model.tables import REPORTS, State

if TYPE_CHECKING:
    from reporter.workbook import Change, SyncResult

_SHOWN = 8
"""Entries of one kind that are told one by one."""

_LONGEST = 60
"""Characters of a cell that are shown."""

_PLACES = frozenset(
    {"File", "Source", "Notes", "Confidence", "Obligations", "Actions", "Superseded by", "Replaces", "Lineage"}
)
"""Columns whose changes nobody has to act on: where the text stands, what it replaces, what the program counted."""

_ROW = {
    "Resolutions": "resolution",
    "Obligations": "duty",
    "Actions": "other action",
    "Reports": "report",
    "Meetings": "meeting",
}
_ROWS = {**{name: f"{word}s" for name, word in _ROW.items()}, "Obligations": "duties"}


def headline(result: SyncResult, *, dry_run: bool) -> str:
    """The outcome in one line."""
    would = "would be " if dry_run else ""
    if result.unchanged:
        return f"{result.path}: in step with its sources, nothing {'to change' if dry_run else 'changed'}"
    added = ", ".join(
        plural(number, _ROW[table], _ROWS[table]) for table, number in result.added.items() if number and table in _ROW
    )
    if result.created:
        return f"{result.path}: {would}created{' with ' + added if added else ''}"
    parts = [f"{added} {would}added"] if added else []
    # What Excel computes anyway is no change that somebody would look for in the list.
    if cells := [one for one in result.cells if one.column not in REPORTS.owned_by("formula")]:
        parts.append(f"{plural(len(cells), 'cell')} {would}changed")
    return f"{result.path}: {', '.join(parts) or would + 'updated'}; what people wrote stays"


def story(result: SyncResult, *, dry_run: bool) -> Iterator[str]:
    """Lines about a workbook that was there before, the most important first; none for a new one."""
    if result.created or not result.diary:
        return
    told = {*result.conflicts, *result.carried}
    rest = [change for change in result.diary if change not in told]
    small = [change for change in rest if change.column in _PLACES]
    large = [change for change in rest if change.column not in _PLACES]
    yield from _group("Yours stays, though the texts say otherwise", [*map(_conflict, result.conflicts)])
    yield from _group("Carried over to the row that takes a row's place", [*map(_carried, result.carried)])
    yield from _group("New", [f"{_where(change)}" for change in large if not change.column])
    yield from _group("No longer in force", [*map(_state, filter(_is_retired, large))])
    yield from _group("Followed the texts", [_followed(one) for one in large if one.column and not _is_retired(one)])
    if small:
        columns = ", ".join(sorted({change.column for change in small}))
        yield f"Also {plural(len(small), 'cell')} of {columns} brought up to date."
    if not dry_run:
        yield "All of it stands in the sheet Changes."


def overtaken(reports: Sequence[str]) -> list[str]:
    """A sentence on one-off reports that were due before the first year of the workbook; none without any."""
    if not reports:
        return []
    named = ", ".join(reports[:_SHOWN]) + (f" and {len(reports) - _SHOWN} more" if len(reports) > _SHOWN else "")
    return [f"{plural(len(reports), 'one-off report')} fell due in earlier years and got no row: {named}"]


def _group(title: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{title} ({len(lines)}):"
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN} more"


def _is_retired(change: Change) -> bool:
    return change.column == State.__name__ and change.after != State.CURRENT


def _where(change: Change) -> str:
    return f"{_ROW.get(change.table, change.table)} {change.row}"


def _conflict(change: Change) -> str:
    if not change.column:
        return f"{_where(change)}: {change.note}"
    before, after = differing(change.before, change.after)
    return f"{_where(change)}, {change.column}: yours {before}, the text's {after}"


def _state(change: Change) -> str:
    return f"{_where(change)}: {change.after.lower()}"


def _carried(change: Change) -> str:
    return f"{_where(change)}: {change.note}"


def _followed(change: Change) -> str:
    before, after = differing(change.before, change.after)
    return f"{_where(change)}, {change.column}: was {before}, now {after}"


def differing(before: str, after: str) -> tuple[str, str]:
    """Both texts in quotation marks, cut to the part where they differ; `nothing` for an empty one."""
    start = 0
    if max(len(before), len(after)) > _LONGEST:
        while start < min(len(before), len(after)) and before[start] == after[start]:
            start += 1
        # A few words of what is common show where one is.
        start = max(before.rfind(" ", 0, max(start - 15, 0)) + 1, 0)
    return _quoted(before, start), _quoted(after, start)


def _quoted(text: str, start: int) -> str:
    if not text:
        return "nothing"
    shown = " ".join(text[start:].split())
    end = "…" if len(shown) > _LONGEST else ""
    return f'"{"…" if start else ""}{shown[:_LONGEST]}{end}"'
