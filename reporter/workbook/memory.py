"""What the program remembers of the rows it wrote, kept in the workbook's very hidden table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from sys import intern
from weakref import ref

from reporter.model.tables import MEMORY
from reporter.workbook.data import RowData, TableData, Value

LONGEST_KEPT = 120
"""Characters up to which a value is remembered as it is; of a longer one a digest is enough to tell it from others."""

_DIGEST = "sha256:"
_SEPARATOR = "|"

Marks = Mapping[str, str]
"""Column name to the mark of a value; a column left out stands for a blank cell."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the program knows of one row.

    Attributes:
        written: Marks of what it last wrote; a cell that holds something else was changed by a person.
        seen: Marks of the newest values of the source in cells that a person changed, where they differ from
            `written`: a difference that was reported is not reported again.
        deleted: True for a row that a person deleted and that was reported as such.
    """

    written: Marks = field(default_factory=dict)
    seen: Marks = field(default_factory=dict)
    deleted: bool = False


def as_text(value: Value) -> str:
    """A value as people would write it, so that values that mean the same compare as equal.

    Blank cells and empty texts are "", days are ISO dates (also those that come as midnight), whole numbers have no
    decimals, line ends are line feeds, and white space at the end does not count.
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").rstrip() if "\r" in value else value.rstrip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def mark(value: Value) -> str:
    """What is remembered of a value: its text, or a digest of a long one."""
    text = as_text(value)
    if len(text) <= LONGEST_KEPT:
        return text
    return _DIGEST + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_digest(text: str | None) -> bool:
    """Whether a mark stands for a long value, which itself is not remembered."""
    return text is not None and text.startswith(_DIGEST)


def key_of(row: RowData, column: str) -> str:
    """The row's key without white space around it; "" for a row without one."""
    value = row.values.get(column)
    # Keys are asked for more often than anything else, and nearly all are short texts.
    return value.strip() if type(value) is str and "\r" not in value else as_text(value).strip()


def read_memory(table: TableData) -> Mapping[str, Mapping[str, Remembered]]:
    """Table name to row key to what is remembered of the row.

    A row of the memory that is not readable counts as nothing remembered: then every filled cell is held for a
    person's, which loses nothing.
    """
    return _latest.memory_of(table)


class _Latest:
    """The memory that was read last, as long as its table is in use: one run asks for it several times."""

    def __init__(self) -> None:
        self._read: tuple[ref[TableData], Mapping[str, Mapping[str, Remembered]]] | None = None

    def memory_of(self, table: TableData) -> Mapping[str, Mapping[str, Remembered]]:
        if self._read is None or self._read[0]() is not table:
            self._read = ref(table, self._forget), _decoded_memory(table)
        return self._read[1]

    def _forget(self, gone: ref[TableData]) -> None:
        if self._read is not None and self._read[0] is gone:
            self._read = None


_latest = _Latest()


def _decoded_memory(table: TableData) -> dict[str, dict[str, Remembered]]:
    memory: dict[str, dict[str, Remembered]] = {}
    for row in table.rows:
        name, separator, key = key_of(row, "Key").partition(_SEPARATOR)
        if separator:
            memory.setdefault(name, {})[key] = _decoded(row.values.get("Written"))
    return memory


def memory_row(table: str, key: str, remembered: Remembered) -> dict[str, Value]:
    """The row of the memory table that `read_memory` turns back into `remembered`."""
    content: dict[str, object] = {"written": _filled(remembered.written)}
    if remembered.seen:
        content["seen"] = dict(remembered.seen)
    if remembered.deleted:
        content["deleted"] = True
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {_KEY: f"{table}{_SEPARATOR}{key}", "Written": written}


_KEY = MEMORY.key or ""


def _filled(marks: Marks) -> dict[str, str]:
    return {column: text for column, text in marks.items() if text}


def _marks(content: Mapping[str, object]) -> dict[str, str]:
    # Columns, states and names come in every row: the same object each time keeps the memory of a large workbook small.
    return {intern(column): intern(text) if isinstance(text, str) else str(text) for column, text in content.items()}


def _decoded(value: Value) -> Remembered:
    try:
        content = json.loads(as_text(value))
        return Remembered(
            written=_marks(content["written"]),
            seen=_marks(content.get("seen", {})),
            deleted=content.get("deleted") is True,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Remembered()
