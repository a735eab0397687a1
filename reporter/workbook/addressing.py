"""Which column and which row of a table a change means, and that it means one only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from reporter.model import WorkbookError
from reporter.workbook.book import nearest

Refuse = Callable[[str, str], WorkbookError]
"""Makes the error for a table from a problem and a hint."""


class Columns:
    """The columns of a table by name.

    Args:
        names: As the table has them; line breaks in a header are `\\n`.
        refuse: Makes the error for a name that is none of them.
    """

    def __init__(self, names: Iterable[str], refuse: Refuse) -> None:
        self.index: dict[str, int] = {name: index for index, name in enumerate(names)}
        self._folded = {name.casefold(): name for name in self.index}
        self._refuse = refuse

    def find(self, name: str) -> str:
        """A column as the table spells it; WorkbookError with the nearest where there is none."""
        found = name if name in self.index else self._folded.get(name.casefold())
        if found is None:
            raise self._refuse(f"there is no column {name}", nearest(name, self.index, "column"))
        return found


def rows_of(
    keys: Callable[[], Iterator[tuple[int, str]]],
    key_column: str,
    update: Mapping[str, object],
    new: Iterable[str],
    refuse: Refuse,
) -> dict[str, int]:
    """Row number of each key to be updated, after checking that keys stay unique.

    Args:
        keys: Row number and key of every row of the table that has one.
        key_column: The column they stand in, for messages.
        update: Keys of the rows to be updated.
        new: Keys of the rows to be added; "" for a row without one.
        refuse: Makes the error for a key that is missing, or that several rows have or would have.
    """
    new = list(new)
    found: dict[str, list[int]] = {}
    wanted = {*update, *new}
    for number, text in keys():
        if text in wanted:
            found.setdefault(text, []).append(number)
    for key in update:
        numbers = found.get(key, [])
        if not numbers:
            known = [text for _, text in keys()]
            raise refuse(f'no row has "{key}" in the column {key_column}', nearest(key, known, "row"))
        if len(numbers) > 1:
            listed = " and ".join(str(number) for number in numbers[:3])
            raise refuse(
                f'"{key}" stands in the column {key_column} more than once (rows {listed})',
                "Give each row its own key in Excel",
            )
    taken = {one: numbers[0] for one, numbers in found.items()}
    for one in filter(None, new):
        if one in taken:
            where = f"row {taken[one]} has it" if taken[one] else "two new rows have it"
            raise refuse(f'a new row cannot get the key "{one}": {where}', "Update that row instead")
        taken[one] = 0
    return taken
