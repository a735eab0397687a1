"""What becomes known of meetings, merged into the table Meetings, which belongs to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reporter.model import Meeting
from reporter.model.tables import MEETINGS, MEMORY
from reporter.workbook.data import RowData, TableData, Value
from reporter.workbook.days import read_day
from reporter.workbook.load import meetings_of
from reporter.workbook.memory import Remembered, as_text, key_of, mark, read_memory
from reporter.workbook.merge import Change, Merged, Row, merge
from reporter.workbook.rows import meeting_row
from reporter.workbook.store import Where, store_of

CANCELLED = "cancelled in the calendar: delete the row if the meeting is not held"
"""What the diary says of a meeting that was called off; its row is never deleted."""

_KEY = MEETINGS.key or ""
_UID, _OFF = "UID", "Cancelled"
"""What is remembered beside the cells: by which name the calendar knows the meeting, and that it was called off."""

_OURS = replace(
    MEETINGS,
    columns=tuple(one if one.name == "Remarks" else replace(one, owner="program") for one in MEETINGS.columns),
)
"""The table as a merge sees it: what a calendar says follows the calendar until a person changes it."""


@dataclass(frozen=True, slots=True)
class News:
    """What a source says of one meeting.

    Attributes:
        row: Cells of Meetings by column; what the source does not say is left out.
        uid: The source's own name of the meeting, which stays when the meeting is moved or renamed; "" without one.
        cancelled: True where the meeting was called off.
    """

    row: Row
    uid: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows there are, by what finds them."""

    rows: Mapping[str, RowData]
    by_uid: Mapping[str, str]
    taken: dict[str, str] = field(default_factory=dict)


def merge_meetings(table: TableData, memory: Mapping[str, Remembered], news: Iterable[News]) -> Merged:
    """Plans what becomes of the table Meetings.

    A meeting is found by the source's own name for it, else by its name, else by its body and first day. Its cells
    follow the source as long as nobody changed them; a cell that a person wrote stays, and the difference is told once.
    A blank cell is filled. A row is never deleted, and one that a person deleted is not added again.

    Args:
        table: Meetings as it stands.
        memory: Name of a meeting to what was written of it before.
        news: What the source says, in the order that new rows shall have.
    """
    found = _Table(
        {key: row for row in table.rows if (key := key_of(row, _KEY))},
        {one.written[_UID]: key for key, one in memory.items() if one.written.get(_UID)},
    )
    told = [(_name_in(found, memory, one), one) for one in news]
    coming = [(key, one) for key, one in told if not one.cancelled]
    merged = merge(_OURS, table, memory, [_row(table, key, one) for key, one in coming])
    off = [key for key, one in told if one.cancelled and key in found.rows and not _is_off(memory.get(key))]
    remembered = dict(merged.memory)
    for key, one in coming:
        remembered.update(_with_uid(key, one.uid, remembered.get(key, memory.get(key))))
    for key in off:
        before = remembered.get(key, memory.get(key, Remembered()))
        remembered[key] = replace(before, seen={**before.seen, _OFF: "yes"})
    cancelled = tuple(Change(MEETINGS.name, key, "", "", "", CANCELLED) for key in off)
    return replace(
        merged,
        memory=remembered,
        diary=(*merged.diary, *cancelled),
        conflicts=(*merged.conflicts, *cancelled),
    )


def one_after_another(sources: Iterable[Sequence[News]]) -> list[News]:
    """The news of several sources as of one: what a later one says of a meeting stands, and it need not say all.

    Two entries of one source are two meetings. Of two sources the same meeting has the same name for the calendar, else
    the same name in the same year, else the same body and first day.
    """
    told: list[News] = []
    for news in sources:
        free = list(range(len(told)))
        for one in news:
            same = next((n for is_same in _SAME for n in free if is_same(told[n], one)), None)
            if same is None:
                told.append(one)
            else:
                free.remove(same)
                before = told[same]
                told[same] = News({**before.row, **one.row}, one.uid or before.uid, one.cancelled)
    return told


def _is_one_entry(one: News, other: News) -> bool:
    return bool(one.uid) and one.uid == other.uid


def _has_one_name(one: News, other: News) -> bool:
    first, second = one.row.get("Start"), other.row.get("Start")
    if isinstance(first, date) and isinstance(second, date) and first.year != second.year:
        return False
    return _folded(as_text(one.row.get(_KEY))) == _folded(as_text(other.row.get(_KEY)))


def _has_one_day(one: News, other: News) -> bool:
    cells = [(row.get("Start"), _folded(as_text(row.get("Body")))) for row in (one.row, other.row)]
    return cells[0] == cells[1] and cells[0][0] is not None


_SAME = (_is_one_entry, _has_one_name, _has_one_day)


def settled(rows: Sequence[Row]) -> list[News]:
    """Rows that name a meeting by its name alone, as news; cells without a value are left out."""
    return [News({column: value for column, value in row.items() if value not in (None, "")}) for row in rows]


def meetings_with(where: Where, further: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings of a workbook once further ones are merged into it; nothing is written.

    Raises:
        WorkbookError: The workbook cannot be read.
    """
    store = store_of(where)
    tables = store.tables()
    found = tables.get(MEETINGS.name)
    if found is None:
        return tuple(further)
    memory = tables.get(MEMORY.name)
    known = read_memory(memory).get(MEETINGS.name, {}) if memory else {}
    change = merge_meetings(found, known, settled([meeting_row(one) for one in further])).change
    rows = [replace(row, values={**row.values, **change.update.get(key_of(row, _KEY), {})}) for row in found.rows]
    blank: dict[str, Value] = dict.fromkeys(found.columns)
    rows += [RowData(0, {**blank, **row}) for row in change.append]
    return meetings_of(store.file, {MEETINGS.name: replace(found, rows=tuple(rows))})


def _row(table: TableData, key: str, one: News) -> Row:
    """The cells that the table has columns for."""
    return {**{column: value for column, value in one.row.items() if column in table.columns}, _KEY: key}


def _with_uid(key: str, uid: str, known: Remembered | None) -> dict[str, Remembered]:
    if not uid or known is None or known.written.get(_UID) == mark(uid):
        return {}
    return {key: replace(known, written={**known.written, _UID: mark(uid)})}


def _is_off(known: Remembered | None) -> bool:
    return known is not None and _OFF in known.seen


def _name_in(found: _Table, memory: Mapping[str, Remembered], one: News) -> str:
    """Name of the row that the news is about; a name that no row has for a new one. No row is taken twice."""
    name = as_text(one.row.get(_KEY)).strip()
    uid = mark(one.uid)
    choices = [found.by_uid.get(uid, "") if one.uid else "", *_same_name(found, one, name), *_same_day(found, one)]
    for choice in choices:
        known_as = memory[choice].written.get(_UID, "") if choice in memory else ""
        ours = not known_as or not one.uid or known_as == uid
        if choice and ours and (choice in found.rows or choice == choices[0]) and choice not in found.taken:
            found.taken[choice] = uid
            return choice
    fresh = name
    if fresh in found.rows or fresh in found.taken or fresh in memory:
        fresh = f"{name} {as_text(one.row.get('Start'))}".strip()
    number = 1
    while fresh in found.taken or fresh in found.rows:
        number += 1
        fresh = f"{name} ({number})"
    found.taken[fresh] = uid
    return fresh


def _same_name(found: _Table, one: News, name: str) -> list[str]:
    """The row of that name, unless both have a first day and these lie in two years: then it is another meeting."""
    start = one.row.get("Start")
    for key, row in found.rows.items():
        if _folded(key) == _folded(name):
            day = read_day(row.values.get("Start"))
            if day and isinstance(start, date) and day.year != start.year:
                return []
            return [key]
    return []


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _same_day(found: _Table, one: News) -> list[str]:
    """The one row of the same body that begins on the same day."""
    start, body = one.row.get("Start"), as_text(one.row.get("Body")).strip().casefold()
    keys = [
        key
        for key, row in found.rows.items()
        if start is not None
        and read_day(row.values.get("Start")) == start
        and as_text(row.values.get("Body")).strip().casefold() == body
    ]
    return keys if len(keys) == 1 else []
