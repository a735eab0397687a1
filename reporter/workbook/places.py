"""Which row stands for a row of Reports now: another one may have taken its place since somebody last saw it."""

from __future__ import annotations

from reporter.model.lineage import place_taken_by
from reporter.model.tables import REPORTS, State
from reporter.workbook.memory import as_text
from reporter.workbook.working import WorkingCopy

_OVER = frozenset({State.SUPERSEDED.casefold(), State.WITHDRAWN.casefold()})


def place_of(copy: WorkingCopy, table: str, key: str, column: str) -> str:
    """The row in which a cell is to be looked for.

    Args:
        copy: The workbook's tables.
        table: Table name.
        key: Key of the row as somebody knew it.
        column: What the program writes stays with its row; what people write goes where the place of the row went.

    Returns:
        Key of the row that took the place, or of the one that took that one's again; `key` where none did, or it is
        gone.
    """
    seen = {key}
    while table == REPORTS.name and column not in REPORTS.owned_by("program"):
        taken = place_taken_by(as_text(copy.value(table, key, "Notes")))
        if not taken or taken in seen or copy.standing(table, taken) != "present":
            break
        key = taken
        seen.add(key)
    return key


def is_over(copy: WorkingCopy, table: str, key: str) -> bool:
    """Whether a row of Reports is superseded or withdrawn; false of other tables."""
    return table == REPORTS.name and as_text(copy.value(table, key, "State")).strip().casefold() in _OVER
