"""What came back, cell by cell, against what was sent and what stands in the workbook now.

Pure: it reads no file and asks no clock. It puts into a working copy what can be taken over, and gives back the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reporter.model.tables import Kind, Table
from reporter.workbook.conflicts import Conflict, kinds_of
from reporter.workbook.data import RowData, TableData, Value
from reporter.workbook.days import read_day
from reporter.workbook.memory import as_text, mark
from reporter.workbook.merge import ADDED, APPEND_DEFAULTS, Change
from reporter.workbook.parts import Collection, Trail, said
from reporter.workbook.places import is_over, place_of
from reporter.workbook.returned import COLLECTED, Returned
from reporter.workbook.returned_rows import Keyed, keyed_rows, recognised, repeated_keys, unlike
from reporter.workbook.working import Standing, WorkingCopy, folded

TAKEN = "taken over"

EARLIER = "an earlier value of the same part"
COMPUTED = "a formula stands there in the workbook"
GONE = "the row is no longer in the workbook"
NEVER_SENT = "the workbook has no such row, and nobody knows whether it was sent"
SEVERAL = "several rows of the workbook have this ID"
REPEATED = "several rows of the file have this ID"
UNKNOWN = "what was sent is not known"

SeenBy = dict[tuple[str, str, str], dict[str, tuple[str, ...]]]
"""(Part's ID, table, row key) to column to what was seen there, as in `Trail`."""


@dataclass(slots=True)
class Gathered:
    """What a collection comes to.

    Attributes:
        taken: Cells and rows that were put into the working copy; with who sent them.
        conflicts: What a person has to decide on.
        notes: What could not be placed, as sentences.
        unplaced: Digests of files with something in them for which the workbook has no place yet.
        seen: What the workbook is to remember of the rows that a part said something new about.
    """

    taken: list[tuple[Change, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: SeenBy = field(default_factory=dict)
    unplaced: set[str] = field(default_factory=set)


def gather(
    copy: WorkingCopy,
    files: Sequence[Returned],
    known: Collection,
    asked: set[tuple[str, str, str, str]],
    *,
    can_ask: bool,
) -> Gathered:
    """Takes over what can be taken over without a guess.

    - A cell that its person did not change says nothing.
    - A cell that its person changed and that still stands in the workbook as it was sent is taken over.
    - A cell that was changed here too, or by two people in two ways, or back to what the same part said earlier, is a
      conflict, unless it has been asked already.
    - Of a file that does not know what was sent, only the columns of people count: what fills a blank cell is taken
      over, and the rest is a conflict. It may be an older copy of the workbook, whose due dates and notes are older,
      too, so the program's columns are passed over, and its rows that the workbook lacks are asked about, not added.
    - A row that its person added is added; one that is no longer in the workbook is asked about, not added.
    - What people wrote in a report whose place another row took since is merged into that other row, and told.

    Args:
        copy: The workbook's tables; receives what is taken over.
        files: The files that were sent back.
        known: What the workbook remembers of collected parts.
        asked: Conflicts that are listed already, as `Conflict.place`.
        can_ask: Whether conflicts can be listed; what cannot be asked is not remembered, so that it comes up again.
    """
    run = _Run(copy, known, set(asked), can_ask)
    for table in COLLECTED:
        if table.name in copy:
            for key, cells in run.said_of(table, files).items():
                run.settle_row(table, key, cells)
        else:
            lost = [file for file in files if keyed_rows(table, file)]
            run.result.unplaced |= {file.digest for file in lost}
            run.result.notes += [
                f"{file.file}: the workbook has no table {table.name}; its rows were not taken" for file in lost
            ]
    run.tell_of_ends()
    return run.result


def is_untouched(file: Returned) -> bool:
    """Whether a part holds what was sent and nothing else; of a file that does not know it, nobody can say."""
    if file.origin is None or set(file.sent) - set(file.tables):
        return False
    for table in COLLECTED:
        sent, rows = file.sent.get(table.name, {}), keyed_rows(table, file)
        if sorted(key for key, _ in rows) != sorted(sent):
            return False
        kinds = kinds_of(table.name)
        formulas = set(table.owned_by("formula"))
        for key, row in rows:
            marks = sent[key]
            if any(
                mark(said(value, kinds.get(name, "text"))) != marks.get(name, "")
                for name, value in row.values.items()
                if name not in formulas
            ):
                return False
    return True


@dataclass(frozen=True, slots=True)
class _Saying:
    """One cell of one file; `row` is the key of its row there."""

    file: Returned
    row: str
    value: Value
    text: str
    trail: Trail

    @property
    def is_news(self) -> bool:
        """Whether its person said something; where nobody knows what was sent, only what is filled counts."""
        return not self.trail.ends_in(self.text) if self.trail.is_known else bool(self.text)


_Cells = dict[str, list[_Saying]]


@dataclass(slots=True)
class _Run:
    copy: WorkingCopy
    known: Collection
    asked: set[tuple[str, str, str, str]]
    can_ask: bool
    result: Gathered = field(default_factory=Gathered)
    unsure: set[tuple[str, str, str]] = field(default_factory=set)
    """Table, row key and column of cells that several rows of one file say something different of."""

    def said_of(self, table: Table, files: Sequence[Returned]) -> dict[str, _Cells]:
        """Row key to column to what the files say of the cell."""
        rows: dict[str, _Cells] = {}
        for file in files:
            data = file.tables.get(table.name)
            if data is None:
                if table.name in file.sent:
                    self.result.notes.append(f"{file.file}: its table {table.name} is gone; nothing was taken from it")
                continue
            columns = self._columns(table, data, file)
            found = keyed_rows(table, file)
            self._tell_of_rows(table, file, found)
            unsure, program = unlike(found, columns, kinds_of(table.name)), table.owned_by("program")
            passed_over = _passed_over(table, file)
            differing: dict[str, None] = {}
            for key, row in found:
                moved = ""
                rows.setdefault(key, {})
                for theirs, ours in columns:
                    if (key, ours) in unsure and ours in program:
                        continue
                    saying = self._saying(table, key, file, row, theirs, ours)
                    if saying and ours not in passed_over:
                        place = place_of(self.copy, table.name, key, ours)
                        moved = place if place != key and saying.is_news else moved
                        rows.setdefault(place, {}).setdefault(ours, []).append(saying)
                        if (key, ours) in unsure:
                            self.unsure.add((table.name, place, ours))
                    elif saying and saying.text not in ("", self._here(table, key, ours)) and self._has(table, key):
                        differing[ours] = None
                if moved:
                    self.result.notes.append(
                        f'{file.file}: "{moved}" took the place of {table.name} "{key}" since it was sent; what came '
                        "back is compared with what stands there"
                    )
            self._tell_of_passed_over(table, file, list(differing))
            if passed_over:
                self._tell_of_strays(table, file, [key for key, _ in found if not self._has(table, key)])
        return rows

    def settle_row(self, table: Table, key: str, cells: _Cells) -> None:
        standing = self.copy.standing(table.name, key)
        is_stray = standing == "missing" and _is_stray(table, cells)
        is_new = standing == "missing" and not (is_stray or any(self._was_sent(table, one) for one in _each(cells)))
        if is_new:
            who = _names(_each(cells))
            if not any(one.text for one in _each(cells)):
                # A greeting typed below the table, rather than a report.
                self.result.notes.append(f'{who}: a row of {table.name} with nothing but "{key}" was not taken')
                return
            self.copy.add(table.name, key)
            self.result.taken.append((Change(table.name, key, "", "", "", ADDED), who))
        for column, sayings in cells.items():
            why = "" if is_new else NEVER_SENT if is_stray else self._obstacle(table, key, column, standing)
            if standing == "present" and (table.name, key, column) in self.unsure:
                why = why or REPEATED
            # What every new row starts with was not written by anybody.
            default = APPEND_DEFAULTS.get(table.name, {}).get(column) if is_stray else None
            news = [one for one in sayings if one.is_news and (default is None or one.value != default)]
            self._settle(table, key, column, news, why)

    def tell_of_ends(self) -> None:
        """A sentence on each report that something was taken over into and that nobody owes any more."""
        for (table, key), who in {(change.table, change.row): who for change, who in self.result.taken}.items():
            if is_over(self.copy, table, key):
                state = as_text(self.copy.value(table, key, "State")).strip().casefold()
                self.result.notes.append(
                    f'{who}: {table} "{key}" is {state} in the workbook; what came back was put there all the same'
                )

    def _obstacle(self, table: Table, key: str, column: str, standing: Standing) -> str:
        """What forbids to take anything over into a cell; "" for nothing."""
        if standing == "present":
            return COMPUTED if self.copy.is_formula(table.name, key, column) else ""
        return SEVERAL if standing == "several" else GONE

    def _settle(self, table: Table, key: str, column: str, news: Sequence[_Saying], why: str) -> None:
        """One cell: taken over, agreed, or a conflict. `why` tells what forbids to take anything over."""
        before = self.copy.value(table.name, key, column)
        here = self._here(table, key, column)
        rest = [one for one in news if why in (SEVERAL, GONE, NEVER_SENT) or one.text != here]
        texts = list(dict.fromkeys(one.text for one in rest))
        if len(texts) == 1 and not why and any(_is_free(one, here) for one in rest):
            value = rest[0].value
            self.copy.put(table.name, key, column, value)
            change = Change(table.name, key, column, as_text(before), as_text(value), TAKEN)
            self.result.taken.append((change, _names(rest)))
        else:
            for text in texts:
                self._ask(table, key, column, as_text(before), [one for one in rest if one.text == text], why)
            if rest and not self.can_ask:
                return
        for one in news:
            self._remember(table, column, one)

    def _here(self, table: Table, key: str, column: str) -> str:
        """Text that stands in the workbook; "" also where it has no such row."""
        return said(self.copy.value(table.name, key, column), kinds_of(table.name).get(column, "text"))

    def _ask(self, table: Table, key: str, column: str, ours: str, same: Sequence[_Saying], why: str) -> None:
        reason = why or _reason(same)
        who = _names(same) + (f": {reason}" if reason else "")
        conflict = Conflict(table.name, key, column, ours, same[0].text, who)
        if conflict.place not in self.asked:
            self.asked.add(conflict.place)
            self.result.conflicts.append(conflict)

    def _remember(self, table: Table, column: str, saying: _Saying) -> None:
        place = saying.file.part, table.name, saying.row
        seen = self.result.seen.setdefault(place, dict(self.known.seen.get(place, {})))
        seen[column] = Trail(None, seen.get(column, ())).then(saying.text).seen

    def _columns(self, table: Table, data: TableData, file: Returned) -> list[tuple[str, str]]:
        """Columns of the file and of the workbook that are collected, as pairs."""
        skipped = {folded(name) for name in (*table.owned_by("formula"), table.key or "")}
        pairs, strange = [], []
        for name in data.columns:
            ours = self.copy.column(table.name, name)
            if folded(name) in skipped:
                continue
            if ours is not None:
                pairs.append((name, ours))
            elif any(as_text(row.values.get(name)).strip() for row in data.rows):
                strange.append(name)
        if strange:
            known = {folded(ours) for _, ours in pairs} | skipped
            lacking = [column.name for column in table.columns if folded(column.name) not in known]
            self.result.unplaced.add(file.digest)
            self.result.notes += [
                f'{file.file}: the workbook\'s table {table.name} has no column "{name}"; what stands there was not '
                f"taken. {_way_out(name, lacking)}, and merge once more"
                for name in strange
            ]
        return pairs

    def _saying(self, table: Table, key: str, file: Returned, row: RowData, theirs: str, ours: str) -> _Saying | None:
        value = row.values.get(theirs)
        if theirs in row.formulas and value is None:
            self.result.notes.append(
                f"{file.file}: the formula in {theirs} of {table.name} {key} has no result; it was not taken"
            )
            return None
        kind = kinds_of(table.name).get(ours, "text")
        return _Saying(file, key, _as_kind(value, kind), said(value, kind), self._trail(table, key, file, ours))

    def _trail(self, table: Table, key: str, file: Returned, column: str) -> Trail:
        sent = file.sent.get(table.name, {}).get(key, {})
        seen = self.known.seen.get((file.part, table.name, key), {})
        was = sent.get(column)
        if was is None:
            was = next((one for name, one in sent.items() if folded(name) == folded(column)), None)
        return Trail(was, tuple(seen.get(column, ())))

    def _was_sent(self, table: Table, saying: _Saying) -> bool:
        """Whether the row was in the part, or was collected from it before: then the workbook had it once."""
        place = saying.file.part, table.name, saying.row
        return saying.row in saying.file.sent.get(table.name, {}) or place in self.known.seen

    def _has(self, table: Table, key: str) -> bool:
        return self.copy.standing(table.name, key) != "missing"

    def _tell_of_strays(self, table: Table, file: Returned, keys: Sequence[str]) -> None:
        if keys:
            named = ", ".join(keys[:3]) + (f" and {len(keys) - 3} more" if len(keys) > 3 else "")
            self.result.notes.append(
                f"{file.file}: the workbook has no such rows of {table.name} ({named}); they were not added, and what "
                "people wrote in them is asked"
            )

    def _tell_of_passed_over(self, table: Table, file: Returned, columns: Sequence[str]) -> None:
        if columns:
            outcome = "differs and was" if len(columns) == 1 else "differ and were"
            self.result.notes.append(
                f"{file.file}: {', '.join(columns)} of {table.name} {outcome} not taken: of a file that is no part "
                "of this workbook, only the columns that people write count"
            )

    def _tell_of_rows(self, table: Table, file: Returned, rows: Keyed) -> None:
        keys = {key for key, _ in rows}
        gone = [key for key in file.sent.get(table.name, {}) if key not in keys]
        if gone:
            named = ", ".join(gone[:3]) + (f" and {len(gone) - 3} more" if len(gone) > 3 else "")
            self.result.notes.append(
                f"{file.file}: rows of {table.name} are gone from it ({named}); they stay in the workbook as they are"
            )
        self.result.notes += [
            f"{file.file}: a row of {table.name} that lost its ID was taken for {key}, whose other cells it has"
            for key in recognised(table, rows)
        ]
        self.result.notes += [
            f"{file.file}: several rows of {table.name} have the ID {key}; where they differ nobody can tell which one "
            "is meant, so columns that people write are asked, and the others keep what stands in the workbook"
            for key in repeated_keys(rows)
        ]


def _way_out(strange: str, lacking: Sequence[str]) -> str:
    """What to do about a column that the workbook does not have; `lacking` are those that the file does not have."""
    from difflib import get_close_matches

    names = {folded(name): name for name in lacking}
    close = get_close_matches(folded(strange), names, n=1)
    if close:
        return f'The file has no "{names[close[0]]}": if that is it, give it its name again'
    return "Add the column to the workbook"


def _passed_over(table: Table, file: Returned) -> frozenset[str]:
    """Columns of which a file says nothing: those of the program, in a file that does not know what was sent."""
    return frozenset() if file.origin else frozenset(table.owned_by("program"))


def _is_stray(table: Table, cells: _Cells) -> bool:
    """Whether a row that the workbook lacks comes only from files of which nobody knows whether they are parts.

    Rows that are people's altogether, such as meetings, are added from any file.
    """
    return bool(table.owned_by("program")) and not any(one.file.origin for one in _each(cells))


def _is_free(saying: _Saying, here: str) -> bool:
    """Whether nobody but the one who says it touched the cell since it was sent."""
    if not saying.trail.is_known:
        return not here
    return saying.trail.ends_in(here) and not saying.trail.passed(saying.text)


def _reason(same: Sequence[_Saying]) -> str:
    if any(one.trail.passed(one.text) for one in same):
        return EARLIER
    return UNKNOWN if not any(one.trail.is_known for one in same) else ""


def _as_kind(value: Value, kind: Kind) -> Value:
    return (read_day(value) or value) if kind == "date" else value


def _each(cells: _Cells) -> Iterator[_Saying]:
    for sayings in cells.values():
        yield from sayings


def _names(sayings: Iterable[_Saying]) -> str:
    return "; ".join(dict.fromkeys(one.file.who for one in sayings))
