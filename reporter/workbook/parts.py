"""What a part knows of itself, and what the workbook knows of the parts that came back; both in the hidden table.

A part is the workbook of one person, made by a split. Its memory holds one row that says where it comes from, and one
for each row that was sent, with the value of every cell. The memory of the workbook holds one row for each file that
was collected, and one for each row that a part said something new about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from reporter.model import WorkbookError
from reporter.model.tables import Kind
from reporter.workbook.data import TableData, Value
from reporter.workbook.days import read_day
from reporter.workbook.memory import Marks, as_text, key_of, mark
from reporter.workbook.rows import Row

KEPT = 12
"""Values of one cell that are remembered, the newest last."""

_SHORT = 40
_ORIGIN = "Part"
_FILE = "File"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part comes from.

    Attributes:
        id: Tells it from all other parts; the same rows sent on the same day have the same.
        source: Name of the workbook that was split.
        by: Column it was split by.
        value: The value of that column, as people see it: `Ana`.
        sent: Day of the split, as an ISO date.
    """

    id: str
    source: str
    by: str
    value: str
    sent: str


@dataclass(frozen=True, slots=True)
class Trail:
    """What a part said of one cell, from what was sent to what it said last.

    Attributes:
        sent: Mark of the value that was sent; None where that is not known.
        seen: Shorter marks of what came back in earlier files, the newest last.
    """

    sent: str | None = None
    seen: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the cell."""
        return self.sent is not None or bool(self.seen)

    def ends_in(self, text: str) -> bool:
        """Whether the text is what was said last; of an unknown cell nothing is."""
        return self.seen[-1] == _short(text) if self.seen else self.sent == mark(text)

    def passed(self, text: str) -> bool:
        """Whether the text is older than what was said last: from an earlier copy of the part, or a step back."""
        return not self.ends_in(text) and (_short(text) in self.seen or (bool(self.seen) and self.sent == mark(text)))

    def then(self, text: str) -> Trail:
        """The trail after this text came back."""
        return Trail(self.sent, (*self.seen, _short(text))[-KEPT:])


Seen = Mapping[str, tuple[str, ...]]
"""Column name to what was seen there, as in `Trail`."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What the workbook remembers of collected parts.

    Attributes:
        files: Digests of the files that were collected, with the day on which they were.
        seen: (Part's ID, table, row key) to what was seen of the row's cells.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[tuple[str, str, str], Seen] = field(default_factory=dict)


def said(value: Value, kind: Kind) -> str:
    """A value as it is compared between a part and its workbook, whatever programs it went through.

    Days typed as text are days, and numbers differ only where people would see it.
    """
    if kind == "date" and (day := read_day(value)):
        return day.isoformat()
    if isinstance(value, float):
        value = float(f"{value:.12g}")
    return as_text(value)


def part_id(source: str, by: str, value: str, today: date, sent: Mapping[str, Mapping[str, Marks]]) -> str:
    """The ID of a part: 12 hexadecimal digits that follow from what it holds and when it was made."""
    content = json.dumps([source, by, value.casefold(), today.isoformat(), sent], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def origin_row(origin: Origin) -> Row:
    """The row of a part's memory that `read_origin` reads."""
    return _memory_row(f"{_ORIGIN}|{origin.id}", asdict(origin))


def sent_row(table: str, key: str, marks: Marks) -> Row:
    """The row of a part's memory about a row that was sent; blank cells have the mark "" and are not left out."""
    return _memory_row(f"{table}|{key}", {"sent": dict(marks)})


def file_row(part: str, digest: str, today: date) -> tuple[str, str]:
    """Key and content of the row of the workbook's memory about a collected file."""
    return f"{_ORIGIN} {part}|{_FILE}|{digest}", _dumped({"collected": today.isoformat()})


def seen_row(part: str, table: str, key: str, seen: Seen) -> tuple[str, str]:
    """Key and content of the row of the workbook's memory about a row of a part."""
    return f"{_ORIGIN} {part}|{table}|{key}", _dumped({"seen": {column: list(marks) for column, marks in seen.items()}})


def read_origin(memory: TableData | None) -> Origin | None:
    """Where a workbook comes from; None for one that is no part, or whose memory is lost or says two things."""
    found = []
    for row in memory.rows if memory else ():
        if key_of(row, "Key").startswith(f"{_ORIGIN}|"):
            content = _loaded(row.values.get("Written"))
            if all(isinstance(content.get(name), str) for name in Origin.__slots__):
                found.append(Origin(**{name: str(content[name]) for name in Origin.__slots__}))
    return found[0] if len(found) == 1 else None


def read_sent(memory: TableData | None) -> dict[str, dict[str, dict[str, str]]]:
    """Table name to row key to column to the mark of what was sent; rows that cannot be read are left out."""
    sent: dict[str, dict[str, dict[str, str]]] = {}
    for row in memory.rows if memory else ():
        table, _, key = key_of(row, "Key").partition("|")
        marks = _loaded(row.values.get("Written")).get("sent")
        if isinstance(marks, dict):
            sent.setdefault(table, {})[key] = {str(column): str(one) for column, one in marks.items()}
    return sent


def read_collection(memory: TableData) -> Collection:
    """What the workbook remembers of collected parts; rows that cannot be read count as nothing remembered."""
    files: dict[str, str] = {}
    known: dict[tuple[str, str, str], Seen] = {}
    for row in memory.rows:
        name, _, rest = key_of(row, "Key").partition("|")
        table, _, key = rest.partition("|")
        if not name.startswith(f"{_ORIGIN} "):
            continue
        content = _loaded(row.values.get("Written"))
        if table == _FILE:
            files[key] = str(content.get("collected", ""))
        elif isinstance(seen := content.get("seen"), dict):
            known[name.removeprefix(f"{_ORIGIN} "), table, key] = {
                str(column): tuple(str(one) for one in marks) for column, marks in seen.items()
            }
    return Collection(files, known)


def refuse_part(path: Path, memory: TableData | None, what: str) -> None:
    """Raise WorkbookError where a workbook is a part, and what is to be done takes a whole one."""
    origin = read_origin(memory)
    if origin is not None:
        raise WorkbookError(
            f"this is the part of {origin.value} of {origin.source}, and only the whole workbook can be {what}",
            file=path,
            hint=f"Name {origin.source} instead",
        )


def digest_of(data: bytes) -> str:
    """Digest by which a collected file is recognised."""
    return hashlib.sha256(data).hexdigest()[:32]


def _short(text: str) -> str:
    if len(text) <= _SHORT:
        return text
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _memory_row(key: str, content: Mapping[str, object]) -> Row:
    return {"Key": key, "Written": _dumped(content)}


def _dumped(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _loaded(value: Value) -> dict[str, object]:
    try:
        content = json.loads(as_text(value))
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
