"""The rules of a check: one function each, declared in `RULES`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from reporter.model.lineage import place_taken_by
from reporter.model.tables import (
    ACTIONS,
    CONFLICTS,
    DONE,
    LISTS,
    MEETINGS,
    OBLIGATIONS,
    REPORTS,
    RESOLUTIONS,
    TABLES,
    Column,
    Review,
    State,
    Status,
)
from reporter.schedule import SOON, days_left, timing
from reporter.workbook.conflicts import MEANT_AS_TEXT, meant
from reporter.workbook.create import ADDED_LATER, REQUIRED, nearest
from reporter.workbook.harmless import slips
from reporter.workbook.load import meeting_year, split_names
from reporter.workbook.problems import Problem
from reporter.workbook.read import outside
from reporter.workbook.retire import begun
from reporter.workbook.stranded import what_is_there, what_to_do
from reporter.workbook.view import Line, View

CHECKED = (RESOLUTIONS, OBLIGATIONS, ACTIONS, REPORTS, MEETINGS)
"""Tables whose rows are looked at."""

_NOUNS = {"Status": "a status", "Review": "a review", "Frequency": "a frequency", "Body": "a known body"}

_OPEN = frozenset({"Body"})
"""Lists that cannot be complete: a value outside is a warning."""

_MEANT: Mapping[str, Mapping[str, str]] = {
    "Status": {
        **dict.fromkeys(("open", "pending", "to do", "todo", "planned"), Status.NOT_STARTED),
        **dict.fromkeys(("ongoing", "on-going", "started", "in hand", "wip"), Status.IN_PROGRESS),
        **dict.fromkeys(("done", "finished", "complete", "completed", "closed", "sent", "delivered"), Status.SUBMITTED),
        **dict.fromkeys(("n/a", "na", "none", "not needed"), Status.NOT_APPLICABLE),
    },
    "Review": {
        **dict.fromkeys(("yes", "ok", "agreed", "approved"), Review.ACCEPTED),
        **dict.fromkeys(("no", "refused", "wrong", "false"), Review.REJECTED),
        **dict.fromkeys(("?", "unsure", "tbc", "verify"), Review.TO_CHECK),
    },
    "Frequency": {
        **dict.fromkeys(("yearly", "annually", "every year", "each year", "once a year", "per year"), "annual"),
        **dict.fromkeys(("half-yearly", "half yearly", "biannual", "twice a year", "every six months"), "semiannual"),
        **dict.fromkeys(("every month", "each month"), "monthly"),
        **dict.fromkeys(("every quarter", "each quarter", "every three months"), "quarterly"),
        **dict.fromkeys(("every two years", "every other year", "two-yearly", "biennially"), "biennial"),
        **dict.fromkeys(("every three years",), "triennial"),
        **dict.fromkeys(("every four years", "four-yearly"), "quadrennial"),
        **dict.fromkeys(("every meeting", "each meeting", "every session", "each session"), "each-meeting"),
        **dict.fromkeys(("regularly", "regular", "periodically", "from time to time"), "periodic"),
        **dict.fromkeys(("one-off", "one off", "single", "one time", "next meeting"), "once"),
    },
}
"""What people type instead of a listed value, where spelling alone would not lead to it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        what: What it finds, in words.
        find: All its problems in a register.
    """

    what: str
    find: Callable[[View], Iterator[Problem]]


def _missing_tables(view: View) -> Iterator[Problem]:
    for table in (*REQUIRED, MEETINGS, LISTS):
        if table.name not in view.tables:
            like = nearest(table.name, [name for name in view.tables if name not in {one.name for one in TABLES}])
            found = f"the workbook has no table {table.name}" + (f"; nearest is {like}" if like else "")
            hint = f"Name the table {table.name} again (Table Design, Table Name), or restore a backup"
            yield Problem("", "", table.name, "", "", found, hint, "error")


def _missing_columns(view: View) -> Iterator[Problem]:
    for table in TABLES:
        data = view.tables.get(table.name)
        for column in table if data else ():
            if data and column.name not in data.columns:
                others = [name for name in data.columns if name not in {one.name for one in table}]
                like = nearest(column.name, others)
                found = f"the table has no column {column.name}" + (f"; nearest is {like}" if like else "")
                hint = f"Name the column {column.name} again, or insert one of that name"
                if column.name in ADDED_LATER.get(table, ()):
                    if column.formula:
                        continue
                    hint = f"Insert a column of the name {column.name}; the next sync fills it"
                yield view.header(
                    table, found, hint, "warning" if column.name in ADDED_LATER.get(table, ()) else "error"
                )


def _ids(view: View) -> Iterator[Problem]:
    for table in CHECKED:
        assert table.key is not None
        lines = [line for line in view.lines(table) if line.has(table.key)]
        counts = Counter(line.key for line in lines)
        for line in lines:
            if not line.key:
                article = "an" if table.key == "ID" else "a"
                hint = f"Give the row {article} {table.key} of its own: any text that no other row has"
                yield line.problem(table.key, f"the row has no {table.key}", hint)
            elif counts[line.key] > 1:
                found = f'{counts[line.key]} rows have the {table.key} "{line.key}"'
                yield line.problem(table.key, found, "Delete the copies, or give each row its own")


def _choices(view: View) -> Iterator[Problem]:
    for line, column in _filled(view, lambda column: column.choices is not None):
        assert column.choices is not None
        if not line.says(column.name, *_offered(view, column.choices)):
            yield _not_listed(view, line, column.name, line.text(column.name), column.choices)


def _not_listed(view: View, line: Line, column: str, value: str, choices: str) -> Problem:
    known = _offered(view, choices)
    meant = _MEANT.get(choices, {}).get(value.casefold()) or nearest(value, known)
    found = f'"{value}" is not {_NOUNS[choices]}' + (f'; did you mean "{meant}"?' if meant else "")
    hint = f"Choose from the list, or add it to the column {choices} of {LISTS.name}"
    return line.problem(column, found, hint, "warning" if choices in _OPEN else "error")


def _offered(view: View, choices: str) -> tuple[str, ...]:
    """The values of a list; of the bodies also those that the texts name."""
    return view.bodies if choices == "Body" else view.allowed[choices]


def _dates(view: View) -> Iterator[Problem]:
    for line, column in _filled(view, lambda column: column.kind == "date"):
        if line.day(column.name) is None:
            value = line.value(column.name)
            typed = f'"{value}"' if isinstance(value, str) else f"the number {line.text(column.name)}"
            found = f"{typed} is not a date, or could be two"
            yield line.problem(column.name, found, "Type it as a date, such as 2026-05-01")


def _flags(view: View) -> Iterator[Problem]:
    for line, column in _filled(view, lambda column: column.kind == "flag"):
        if not line.says(column.name, "Yes", "No", "TRUE", "FALSE"):
            found = f'"{line.text(column.name)}" is neither Yes nor No'
            yield line.problem(column.name, found, "Type Yes or No", "warning")


def _confidence(view: View) -> Iterator[Problem]:
    for line, column in _filled(view, lambda column: column.name == "Confidence"):
        try:
            within = 0 <= float(line.text(column.name)) <= 1
        except ValueError:
            within = False
        if not within:
            found = f'"{line.text(column.name)}" is not a number from 0 to 1'
            yield line.problem(column.name, found, "Type a number such as 0.9, or clear the cell")


def _submissions(view: View) -> Iterator[Problem]:
    for line in view.lines(REPORTS):
        if not line.says("Status", Status.SUBMITTED, Status.NOTED) or _lost_its_place(line):
            continue
        for column, missing in (("Submitted on", "day of submission"), ("Document", "document symbol")):
            if line.has(column) and not line.text(column):
                found = f"the report is {line.text('Status')}, but has no {missing}"
                yield line.problem(column, found, f"Fill in {column}, or set Status back", "warning")


def _future_submissions(view: View) -> Iterator[Problem]:
    for line in view.lines(REPORTS):
        day = line.day("Submitted on")
        if day and day > view.today:
            found = f"the day of submission, {day}, lies in the future"
            yield line.problem("Submitted on", found, "Correct the day; the day by which it is due is Due date")


def _owners(view: View) -> Iterator[Problem]:
    for line in view.lines(REPORTS):
        due, status, state = line.day("Due date"), line.text("Status"), line.text("State")
        urgency = timing(due, status, state, view.today)
        if urgency in ("Overdue", "Due soon") and line.has("Owner") and not line.text("Owner"):
            left = days_left(due, status, state, view.today) or 0
            days = f"{abs(left)} day" + ("" if abs(left) == 1 else "s")
            when = f"overdue by {days}" if left < 0 else f"due in {days}"
            yield line.problem("Owner", f"the report is {when} and nobody owns it", "Name its focal point", "warning")


def _unknown_obligations(view: View) -> Iterator[Problem]:
    for line in view.lines(REPORTS):
        wanted = line.text("Obligation")
        if line.has("Obligation") and wanted not in view.obligations:
            like = nearest(wanted, list(view.obligations)) if wanted else None
            found = f'"{wanted}" is not the ID of an obligation' if wanted else "the report names no obligation"
            hint = "Copy the ID from Obligations"
            yield line.problem("Obligation", found + (f'; did you mean "{like}"?' if like else ""), hint)


def _rejected(view: View) -> Iterator[Problem]:
    for line in view.lines(REPORTS):
        obligation = view.obligations.get(line.text("Obligation"))
        rejected = obligation is not None and obligation.says("Review", Review.REJECTED)
        if rejected and not _lost_its_place(line) and line.says("Status", Status.IN_PROGRESS, Status.DRAFTED):
            found = f"the report is {line.text('Status')}, but its obligation is rejected in review"
            hint = f"Set Status to {Status.NOT_APPLICABLE}, or the obligation's Review to {Review.ACCEPTED}"
            yield line.problem("Status", found, hint, "warning")


def _stranded(view: View) -> Iterator[Problem]:
    rows = [line.row.values for line in view.lines(REPORTS)]
    for line in view.lines(REPORTS):
        if line.says("State", State.WITHDRAWN) and not line.says("Status", *DONE) and begun(line.row.values):
            found = f"the report is withdrawn, but {what_is_there(line.row.values)}"
            hint = f"{what_to_do(line.row.values, rows)}; or set Status to {Status.NOT_APPLICABLE}"
            yield line.problem("State", found, hint, "warning")


def _lost_its_place(line: Line) -> bool:
    """Whether a report is history: what people wrote in it was carried over to another row."""
    return bool(place_taken_by(line.text("Notes")))


def _recipients(view: View) -> Iterator[Problem]:
    known = {body.casefold() for body in view.bodies}
    for table, column in ((OBLIGATIONS, "Recipients"), (REPORTS, "Recipient")):
        # What became of a source that changed is history: the names in it are the program's own of earlier days.
        for line in (one for one in view.lines(table) if not one.says("State", State.SUPERSEDED, State.WITHDRAWN)):
            for name in split_names(line.text(column)):
                if name.casefold() not in known:
                    yield _not_listed(view, line, column, name, "Body")


def _meetings(view: View) -> Iterator[Problem]:
    for line in view.lines(MEETINGS):
        start, end = line.day("Start"), line.day("End")
        if line.has("Body") and not line.text("Body"):
            yield line.problem("Body", "the meeting has no body", "Name the body that meets")
        if line.has("Start") and not line.text("Start") and not line.day("Document deadline"):
            known = (
                f"only the year {year} is known" if (year := meeting_year(line.row)) else "not even its year is known"
            )
            hint = "Fill in Start once it is known; reports fall due then"
            yield line.problem("Start", f"the meeting has no first day, {known}", hint, "warning")
        if start and end and end < start:
            yield line.problem("End", f"the meeting ends on {end}, before it starts on {start}", "Correct the days")


def _filled(view: View, chosen: Callable[[Column], bool]) -> Iterator[tuple[Line, Column]]:
    """Every cell with a text in it, of the columns chosen by their declaration."""
    for table in CHECKED:
        columns = [column for column in table if chosen(column)]
        for line in view.lines(table) if columns else ():
            for column in columns:
                if line.has(column.name) and line.text(column.name):
                    yield line, column


def _open_conflicts(view: View) -> Iterator[Problem]:
    for line in view.lines(CONFLICTS):
        if not line.has("Choice") or line.text("Resolved"):
            continue
        choice = line.text("Choice")
        if slip := meant(choice, line.text("Ours"), line.text("Theirs")):
            found = f'"{choice}" is neither Ours nor Theirs; did you mean "{slip}"?'
            yield line.problem("Choice", found, f"Choose from the list. {MEANT_AS_TEXT}")
        elif not choice:
            found = f"a conflict about {line.text('Column')} of {line.text('Row')} waits for a choice"
            yield line.problem("Choice", found, "Choose Ours or Theirs, or type the value that shall stand", "warning")


def _outside(view: View) -> Iterator[Problem]:
    spelled = {table.name.casefold(): table.name for table in TABLES}
    for data, cell, found, hint in outside(view.tables.values()):
        yield Problem(data.sheet, cell, spelled[data.name.casefold()], "", "", found, hint, "warning")


RULES: tuple[Rule, ...] = (
    Rule("a table is missing", _missing_tables),
    Rule("a column is missing", _missing_columns),
    Rule("a value stands right below a table, where it is none of its rows", _outside),
    Rule("a row has no ID, or one that another row has too", _ids),
    Rule("a value is not in the list of its drop-down", _choices),
    Rule("a value is spelled unlike its list, has spaces too many, or is a date typed as text", slips),
    Rule("a date is no date, or could be two", _dates),
    Rule("a Yes/No cell holds something else", _flags),
    Rule("a confidence is not between 0 and 1", _confidence),
    Rule("a report is submitted or noted, but its day or its document symbol is missing", _submissions),
    Rule("a report was submitted in the future", _future_submissions),
    Rule(f"a report is overdue or due within {SOON} days, but has no owner", _owners),
    Rule("a report belongs to no obligation", _unknown_obligations),
    Rule("a report is being written for an obligation that was rejected", _rejected),
    Rule("a report is withdrawn, but people wrote in it", _stranded),
    Rule("a recipient is not among the bodies in Lists, nor among those that the texts name", _recipients),
    Rule("a meeting lacks its body or first day, or ends before it starts", _meetings),
    Rule("a conflict of a merge waits for a choice", _open_conflicts),
)
