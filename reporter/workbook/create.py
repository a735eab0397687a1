"""What a new workbook starts from, and what makes a workbook one of ours."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from reporter.model import WorkbookError
from reporter.model.tables import (
    ACTIONS,
    CHANGES,
    LISTS,
    MEMORY,
    NAME_SEPARATOR,
    OBLIGATIONS,
    REPORTED_TO,
    REPORTS,
    RESOLUTIONS,
    Table,
)
from reporter.resources import bundled
from reporter.workbook.data import TableChange, TableData
from reporter.workbook.heights import fitted
from reporter.workbook.lists import lists_change
from reporter.workbook.memory import as_text
from reporter.workbook.renamed import refuse_renamed
from reporter.workbook.rows import WantedTables
from reporter.workbook.save import copy_to_change

TEMPLATE_NAME = "obligations-template.xlsx"

REQUIRED: tuple[Table, ...] = (RESOLUTIONS, OBLIGATIONS, ACTIONS, REPORTS, CHANGES, MEMORY)
"""Tables that a sync writes."""

ADDED_LATER: Mapping[Table, tuple[str, ...]] = {
    REPORTS: ("Text", "Year"),
    OBLIGATIONS: ("Reports", "Superseded by", "Replaces", "Lineage"),
    RESOLUTIONS: ("Open", "Instructed", "Invited", "Cooperates", "Reports to", *REPORTED_TO, "Order"),
}
"""Columns that older workbooks lack. A sync goes without them, and fills those of the program once they are there."""


def template_path(template: Path | None = None) -> Path:
    """The workbook that a new one is made from: the organisation's own, or the one that comes with the package."""
    return template if template is not None else bundled("workbooks") / TEMPLATE_NAME


def copy_template(folder: Path, *, force: bool = False) -> Path:
    """Copies the workbook that new ones are made from into a folder, to be restyled there.

    Args:
        folder: Where to; it must be there.
        force: Overwrite a file that is there.

    Raises:
        UsageError: A file of that name is there already.
        WorkbookError: The file cannot be written.
    """
    source = template_path()
    return copy_to_change(source, folder / source.name, force=force)


GIVE_ANOTHER = "Give another file name to create a new register, or the name of an existing one"
GIVE_EXISTING = "Give the name of a register that reporter sync made"


def our_tables(path: Path, tables: Mapping[str, TableData], instead: str = GIVE_ANOTHER) -> dict[str, TableData]:
    """The tables that a sync writes, by their declared names.

    Args:
        path: The workbook, for messages.
        tables: Its tables as read; lookup knows no case.
        instead: The step to name for a workbook that has none of them.

    Raises:
        WorkbookError: A table, or a column that the program writes, is missing, or a column that people write was
            renamed; the nearest names are told.
    """
    found = {table.name: tables.get(table.name) for table in REQUIRED}
    missing = [name for name, table in found.items() if table is None]
    if missing:
        raise WorkbookError(_missing_tables(missing, tables), file=path, hint=_hint(missing, instead))
    ours = {name: table for name, table in found.items() if table is not None}
    for table in REQUIRED:
        _require_columns(path, table, ours[table.name])
    refuse_renamed(path, ours)
    return ours


def listed(wanted: WantedTables, tables: Mapping[str, TableData], *, created: bool) -> list[TableChange]:
    """What Lists gets, which is people's otherwise; a template without it goes without.

    Values that are asked for, and in a new workbook the bodies that reports go to, so that what the program wrote
    itself is not held for a slip of the pen.
    """
    lists = tables.get(LISTS.name)
    if lists is None:
        return []
    values = {name: list(listed) for name, listed in wanted.lists.items()}
    if created:
        values["Body"] = [*values.get("Body", []), *_recipients(wanted)]
    change = lists_change(lists, values)
    return [fitted(change, lists)] if change else []


def _recipients(wanted: WantedTables) -> list[str]:
    cells = [row["Recipients"] for row in wanted.obligations] + [row["Recipient"] for row in wanted.reports]
    return [name for cell in cells for name in as_text(cell).split(NAME_SEPARATOR)]


def nearest(name: str, names: Mapping[str, object] | tuple[str, ...] | list[str]) -> str | None:
    """The name most like the one asked for; None when nothing is like it."""
    folded = {one.casefold(): one for one in names}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def _missing_tables(missing: list[str], tables: Mapping[str, TableData]) -> str:
    if len(missing) == len(REQUIRED):
        return "this is not a register of obligations: it has none of the tables " + ", ".join(missing)
    others = [name for name in tables if name.casefold() not in {table.name.casefold() for table in REQUIRED}]
    parts = []
    for name in missing:
        like = nearest(name, others)
        parts.append(f'"{name}"' + (f' (nearest is "{like}")' if like else ""))
    return f"the workbook has no table {' and no table '.join(parts)}"


def _hint(missing: list[str], instead: str) -> str:
    if len(missing) == len(REQUIRED):
        return instead
    return "Rename the table back (Table Design, Table Name), or restore the workbook from a backup"


def _require_columns(path: Path, table: Table, found: TableData) -> None:
    needed = [column for column in table.owned_by("program") if column not in ADDED_LATER.get(table, ())]
    missing = [column for column in needed if column not in found.columns]
    if not missing:
        return
    others = [column for column in found.columns if column not in {one.name for one in table}]
    like = nearest(missing[0], others)
    raise WorkbookError(
        f'the table has no column "{missing[0]}"' + (f'; nearest is "{like}"' if like else ""),
        file=path,
        place=f"table {table.name}, sheet {found.sheet}",
        hint=f'Name the column "{missing[0]}" again, or insert one of that name',
    )
