"""Splits a workbook: one part per focal point, unit or body, with nothing in it but what concerns them.

A part is made from the template, not from the workbook: what was taken out of a copy would still lie in its shared
strings, pivot caches and hidden corners, and a part is meant to be mailed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reporter.model import UsageError, WorkbookError
from reporter.model.tables import (
    LISTS,
    MEETINGS,
    MEMORY,
    OBLIGATIONS,
    REPORTS,
    RESOLUTIONS,
    State,
    Table,
    table,
)
from reporter.workbook.blanks import blank_part
from reporter.workbook.create import GIVE_EXISTING, nearest, our_tables, template_path
from reporter.workbook.data import RowData, TableChange, TableData, Value
from reporter.workbook.filenames import PATTERN, file_names
from reporter.workbook.heights import fitted
from reporter.workbook.load import allowed_values, is_blank, split_names
from reporter.workbook.memory import as_text, key_of, mark
from reporter.workbook.parts import Origin, origin_row, part_id, refuse_part, said, sent_row
from reporter.workbook.patch import patch
from reporter.workbook.pivot_sheet import fill_pivots
from reporter.workbook.read import read_tables
from reporter.workbook.results import with_results
from reporter.workbook.save import ensure_free, replace_file
from reporter.workbook.store import Where, store_of
from reporter.workbook.working import folded, repeated

UNASSIGNED = "unassigned"
"""Name of the part with the reports that have no value."""

SENT = (REPORTS, OBLIGATIONS, RESOLUTIONS, MEETINGS)
"""Tables of which a part gets rows."""

_OVER = frozenset({State.SUPERSEDED.casefold(), State.WITHDRAWN.casefold()})
_SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a workbook.

    Attributes:
        path: The file.
        value: Whose part it is, as the workbook spells it: `Ana`; `UNASSIGNED` for reports without a value.
        id: Tells it from all other parts.
        reports: Number of reports in it.
        written: False where the same part was there already.
    """

    path: Path
    value: str
    id: str
    reports: int
    written: bool


@dataclass(frozen=True, slots=True)
class _Content:
    """What one part is to hold: rows by table, and where it comes from."""

    origin: Origin
    rows: dict[str, Sequence[Mapping[str, Value]]]


def split(
    where: Where,
    *,
    by: str,
    output: Path | str,
    today: date,
    template: Path | None = None,
    names: str = PATTERN,
    force: bool = False,
) -> tuple[Part, ...]:
    """Writes one part per value of a column; the workbook itself is only read.

    A part holds the reports in force whose cell names the value, with their obligations and resolutions, all meetings
    and lists. A report with several names goes to each of them, one without a name to `UNASSIGNED`.

    Args:
        where: The workbook.
        by: Column of Reports, or of Obligations; capitals do not matter. Where a report's own cell is blank, that of
            its obligation counts.
        output: Folder for the parts; made where it does not exist.
        today: Day of the split, which the parts tell.
        template: Workbook template that parts are made from; None for the one that comes with the package.
        names: Pattern of the names of the parts: `{workbook}`, `{value}` and `{date}` (of the split) stand for these.
        force: Overwrite parts that lie in the folder and differ.

    Returns:
        The parts, by name, the one without a value last. The same workbook on the same day gives the same bytes.

    Raises:
        UsageError: There is no such column, the folder cannot be made, or a part lies there already.
        WorkbookError: The file is not one of our workbooks or is a part itself, a report has no ID of its own, or a
            part cannot be written. Nothing is written unless all parts can be made.
        TemplateError: The template holds rows.
    """
    store, folder = store_of(where), Path(output)
    workbook, every = store.file, store.tables()
    tables = {**every, **our_tables(workbook, every, GIVE_EXISTING)}
    refuse_part(workbook, tables[MEMORY.name], "split")
    column = _column(workbook, by, tables)
    shares = _shares(tables, column, _reports(workbook, tables[REPORTS.name]))
    files = file_names(names, list(shares), _SUFFIX, workbook=workbook.stem, date=today.isoformat())
    targets = {value: folder / name for value, name in zip(shares, files, strict=True)}
    base = template_path(template)
    shapes = _shapes(base)
    inside, below = _lists(tables, shapes)
    made = {}
    with tempfile.TemporaryDirectory() as scratch:
        for value, reports in shares.items():
            content = _content(workbook.name, column, value, reports, tables, shapes, today)
            content.rows[LISTS.name] = below
            made[value] = content.origin, _made(Path(scratch), base, content, inside, shapes, today)
    _require_room(folder, targets, {value: data for value, (_, data) in made.items()}, force=force)
    parts = []
    for value, (origin, data) in made.items():
        written = _written(targets[value], data)
        parts.append(Part(targets[value], value, origin.id, len(shares[value]), written))
    return tuple(parts)


def _column(workbook: Path, by: str, tables: Mapping[str, TableData]) -> str:
    """The column as Reports or Obligations spell it."""
    known: dict[str, str] = {}
    for name in (REPORTS.name, OBLIGATIONS.name):
        for column in tables[name].columns:
            known.setdefault(folded(column), column)
    if folded(by) not in known:
        like = nearest(by, list(known.values()))
        raise UsageError(
            f'neither Reports nor Obligations has a column "{by}"',
            file=workbook,
            hint=f'Did you mean "{like}"?' if like else f"There are {', '.join(known.values())}",
        )
    return known[folded(by)]


def _reports(workbook: Path, reports: TableData) -> list[RowData]:
    """The rows of Reports that are in force."""
    rows = [row for row in reports.rows if not is_blank(row)]
    shared = set(repeated(reports, "ID"))
    for row in rows:
        key = key_of(row, "ID")
        if not key or key in shared:
            found = f'several rows have the ID "{key}"' if key else "the row has no ID"
            raise WorkbookError(
                f"{found}, and what comes back could not be told apart",
                file=workbook,
                place=f"{reports.sheet}!{reports.cell(row, 'ID')}",
                hint="Give each row an ID of its own, or delete the copies, and split again",
            )
    return [row for row in rows if as_text(row.values.get("State")).strip().casefold() not in _OVER]


def _shares(tables: Mapping[str, TableData], column: str, reports: Iterable[RowData]) -> dict[str, list[RowData]]:
    """Value to its reports, by name; spellings that differ in capitals are one, and blank cells come last."""
    obligations = {key_of(row, "ID"): row for row in tables[OBLIGATIONS.name].rows}
    spelled: dict[str, str] = {}
    shares: dict[str, list[RowData]] = {}
    for row in reports:
        own = split_names(as_text(row.values.get(column)))
        duty = obligations.get(key_of(row, "Obligation"))
        names = own or (split_names(as_text(duty.values.get(column))) if duty else ()) or ("",)
        for name in {spelled.setdefault(one.casefold(), one): None for one in names}:
            shares.setdefault(name, []).append(row)
    nobody = shares.pop("", [])
    ordered = {name: shares[name] for name in sorted(shares, key=lambda one: (one.casefold(), one))}
    if not nobody:
        return ordered
    # A person of that name gets a file of their own all the same.
    return {**ordered, _free(UNASSIGNED, ordered): nobody}


def _free(name: str, taken: Mapping[str, object]) -> str:
    while name.casefold() in {one.casefold() for one in taken}:
        name = f"({name})"
    return name


def _content(
    source: str,
    column: str,
    value: str,
    reports: Sequence[RowData],
    tables: Mapping[str, TableData],
    shapes: Mapping[str, TableData],
    today: date,
) -> _Content:
    """What the part of one value holds."""
    chosen: dict[str, list[RowData]] = {REPORTS.name: list(reports)}
    chosen[OBLIGATIONS.name] = _named(tables[OBLIGATIONS.name], chosen[REPORTS.name], "Obligation")
    belonging = [*chosen[REPORTS.name], *chosen[OBLIGATIONS.name]]
    chosen[RESOLUTIONS.name] = _named(tables[RESOLUTIONS.name], belonging, "Resolution")
    if MEETINGS.name in tables:
        chosen[MEETINGS.name] = [row for row in tables[MEETINGS.name].rows if not is_blank(row)]
    rows = {
        name: [_cells(table(name), row, shapes[name]) for row in found]
        for name, found in chosen.items()
        if found and name in shapes
    }
    sent = {name: dict(_sent(table(name), found)) for name, found in rows.items()}
    identity = part_id(source, column, value, today, sent)
    origin = Origin(identity, source, column, value, today.isoformat())
    memory = [
        origin_row(origin),
        *(sent_row(name, key, marks) for name, found in sent.items() for key, marks in found.items()),
    ]
    return _Content(origin, {**rows, MEMORY.name: memory})


def _shapes(template: Path) -> dict[str, TableData]:
    """The template's tables that a part uses, by their declared names."""
    every = read_tables(template)
    more = {name: found for name in (MEETINGS.name, LISTS.name) if (found := every.get(name))}
    return {**our_tables(template, every, "Give a template that was made from ours, or none"), **more}


def _lists(
    tables: Mapping[str, TableData], shapes: Mapping[str, TableData]
) -> tuple[dict[str, list[Value]], list[dict[str, Value]]]:
    """Listed values of the workbook that the template lacks: those with room in its rows, and rows for the others."""
    shape = shapes.get(LISTS.name)
    inside: dict[str, list[Value]] = {}
    below: list[dict[str, Value]] = []
    for column, values in allowed_values(tables).items() if shape else ():
        if shape is None or column not in shape.columns:
            continue
        texts = [as_text(row.values[column]).strip() for row in shape.rows]
        known = {text.casefold() for text in texts}
        missing = [value for value in values if value.casefold() not in known]
        room = len(texts) - max((number for number, text in enumerate(texts, 1) if text), default=0)
        inside[column] = list(missing[:room])
        for number, value in enumerate(missing[room:]):
            if number == len(below):
                below.append({})
            below[number][column] = value
    return inside, below


def _named(found: TableData, rows: Iterable[RowData], column: str) -> list[RowData]:
    """Rows whose ID the column of other rows names, each ID once."""
    wanted = {key_of(row, column) for row in rows} - {""}
    first: dict[str, RowData] = {}
    for row in found.rows:
        if (key := key_of(row, "ID")) in wanted:
            first.setdefault(key, row)
    return list(first.values())


def _cells(declared: Table, row: RowData, shape: TableData) -> dict[str, Value]:
    """The row's cells that the part has columns for; what Excel computes is computed there."""
    columns = {folded(name): name for name in shape.columns}
    computed = set(declared.owned_by("formula"))
    return {
        columns[folded(name)]: value
        for name, value in row.values.items()
        if folded(name) in columns and columns[folded(name)] not in computed
    }


def _sent(declared: Table, rows: Iterable[Mapping[str, Value]]) -> Iterable[tuple[str, dict[str, str]]]:
    kinds = {column.name: column.kind for column in declared}
    for row in rows:
        key = as_text(row.get(declared.key or "")).strip()
        if key:
            yield key, {name: mark(said(value, kinds.get(name, "text"))) for name, value in row.items()}


def _made(
    scratch: Path,
    base: Path,
    content: _Content,
    lists: Mapping[str, Sequence[Value]],
    shapes: Mapping[str, TableData],
    today: date,
) -> bytes:
    """The part as a file."""
    # Named like the template, so that a message about it names what its reader knows.
    blank, part = scratch / base.name, scratch / "part.xlsx"
    blank.write_bytes(blank_part(base, _purpose(content.origin), lists))
    changes = [TableChange(shapes[name].name, append=list(rows)) for name, rows in content.rows.items() if rows]
    by_name = {shape.name: shape for shape in shapes.values()}
    reports = shapes[REPORTS.name]
    filled = [
        fitted(with_results(one, reports, today) if one.table == reports.name else one, by_name[one.table])
        for one in changes
    ]
    patch(blank, filled, part)
    fill_pivots(part, reports, (row for one in filled if one.table == reports.name for row in one.append))
    return part.read_bytes()


def _purpose(origin: Origin) -> str:
    whose = f"Reports without {origin.by.lower()}" if origin.value == UNASSIGNED else f"The part of {origin.value}"
    return f"{whose} of {origin.source}, {origin.sent}. Fill in the dark columns of Reports and send the file back."


def _require_room(folder: Path, targets: Mapping[str, Path], made: Mapping[str, bytes], *, force: bool) -> None:
    """Find out before the first part is written whether all of them can be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"this folder cannot be made ({error.strerror or error})", file=folder, hint="Name another folder"
        ) from error
    there = [path for value, path in targets.items() if path.exists() and path.read_bytes() != made[value]]
    if there and not force:
        more = f", and so do {len(there) - 1} more" if len(there) > 1 else ""
        raise UsageError(
            f"a part of that name lies there already{more}; somebody may have written in it",
            file=there[0],
            hint="Name another folder, or use --force to overwrite what lies there",
        )
    for path in there:
        ensure_free(path)


def _written(path: Path, data: bytes) -> bool:
    if path.exists() and path.read_bytes() == data:
        return False
    replace_file(path, data)
    return True
