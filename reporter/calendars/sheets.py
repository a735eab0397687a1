"""Meetings as a table in a text file (CSV), as Excel and Outlook write and read it."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from reporter.calendars.entries import Entry
from reporter.model import Meeting, UnreadableSource
from reporter.workbook.days import read_day

COLUMNS = ("Body", "Meeting", "Start", "End", "Document deadline", "Place")
"""Columns of such a table, as in Meetings."""

_ALSO: Mapping[str, str] = {
    "subject": "Meeting",
    "name": "Meeting",
    "summary": "Meeting",
    "start date": "Start",
    "end date": "End",
    "deadline": "Document deadline",
    "location": "Place",
    "city": "Place",
    "categories": "Body",
}
"""What Outlook and people call these columns."""

_FORMULA = ("=", "+", "-", "@")
"""What Excel takes for the beginning of a formula."""

_DAYS = ("Start", "End", "Document deadline")


def meetings_sheet(meetings: Iterable[Meeting]) -> str:
    """The meetings as a table with a header; days as 2026-05-01."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in meetings:
        days = (day.isoformat() if day else "" for day in (one.start, one.end, one.deadline))
        rows.writerow([_as_text(cell) for cell in (one.body, one.name, *days, one.place or "")])
    return text.getvalue()


def read_sheet(path: Path) -> tuple[Entry, ...]:
    """The rows of a table of meetings.

    Columns are found by their names, in any order and any capitals; others are passed over.

    Raises:
        UnreadableSource: The file is missing or no such table, or a cell that should hold a day holds none or could be
            two.
    """
    lines = _lines(path)
    header = next(lines, (1, []))[1]
    names = _columns(path, header)
    entries = []
    for number, cells in lines:
        row = {name: _from_text(cells[at].strip()) for at, name in names.items() if at < len(cells)}
        if any(row.values()):
            entries.append(_entry(path, number, row))
    return tuple(entries)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            f"the table cannot be read ({error.strerror or error})", file=path, hint="Check the file and run again"
        ) from error
    text = _decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        raise UnreadableSource(
            f"this is no table ({error})",
            file=path,
            place=f"line {rows.line_num}",
            hint="Save it from Excel as CSV UTF-8 again",
        ) from error


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # As Excel saves "Unicode Text".
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # As Excel saves "CSV" in Western Europe; every byte stands for something.
        return data.decode("cp1252", "replace")


def _columns(path: Path, header: Sequence[str]) -> dict[int, str]:
    """Position to declared name."""
    declared = {name.casefold(): name for name in COLUMNS} | dict(_ALSO)
    names: dict[int, str] = {}
    for at, text in enumerate(header):
        name = declared.get(" ".join(text.split()).casefold())
        if name and name not in names.values():
            names[at] = name
    for needed in ("Meeting", "Start"):
        if needed not in names.values():
            near = difflib.get_close_matches(needed, header, n=1)
            raise UnreadableSource(
                f'the table has no column "{needed}"' + (f'; nearest is "{near[0]}"' if near else ""),
                file=path,
                place="line 1",
                hint=f"Write a first line with the columns {', '.join(COLUMNS)}",
            )
    return names


def _entry(path: Path, number: int, row: Mapping[str, str]) -> Entry:
    days = {name: _day(path, number, name, row.get(name, "")) for name in _DAYS}
    return Entry(
        place_in_file=f"line {number}",
        name=" ".join(row.get("Meeting", "").split()),
        body=" ".join(row.get("Body", "").split()),
        start=days["Start"],
        end=days["End"],
        deadline=days["Document deadline"],
        city=row.get("Place", ""),
    )


def _day(path: Path, number: int, column: str, text: str) -> date | None:
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise UnreadableSource(
            f'"{text}" is not a date, or could be two',
            file=path,
            place=f"line {number}, {column}",
            hint="Write it as 2026-05-01",
        )
    return day


def _as_text(cell: str) -> str:
    """A cell that Excel does not take for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _from_text(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell
