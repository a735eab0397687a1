"""From what the texts ask for to rows of the workbook: one function per table, and all tables of a run together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath

from reporter.model import Action, Clause, Descent, Meeting, Obligation, ReportDue, Resolution, Source
from reporter.model.lineage import told_replaces
from reporter.model.tables import (
    ACTIONS,
    MARK,
    MEETINGS,
    NAME_SEPARATOR,
    OBLIGATIONS,
    OPEN,
    REPORTED_TO,
    REPORTS,
    RESOLUTIONS,
    SHOW,
    State,
)
from reporter.workbook.cells import MAX_TEXT
from reporter.workbook.data import Value
from reporter.workbook.memory import as_text
from reporter.workbook.summary import Summary, order_key, summaries

Row = Mapping[str, Value]
"""A row to write: column name to value."""

_NOTE_SEPARATOR = "; "
_CUT = " … (cut: a cell holds no more; the whole text is in the source)"


@dataclass(frozen=True, slots=True)
class WantedTables:
    """The rows that the sources of one run ask for, and how far the run looked.

    Attributes:
        resolutions: Rows of Resolutions.
        obligations: Rows of Obligations.
        actions: Rows of Actions.
        reports: Rows of Reports.
        meetings: Rows that Meetings shall have: what people wrote there counts more.
        lists: Column of Lists to values that it shall offer.
        read: IDs of the resolutions that were read: only their rows can be missed.
        years: Years that reports were asked for, four digits: only their reports can be missed.
        descents: Where obligations come from and what took their place, also of some that the workbook alone knows.
        action_descents: Where actions come from; those that replace no other are left out.
    """

    resolutions: tuple[Row, ...] = ()
    obligations: tuple[Row, ...] = ()
    actions: tuple[Row, ...] = ()
    reports: tuple[Row, ...] = ()
    meetings: tuple[Row, ...] = ()
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    read: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    descents: tuple[Descent, ...] = ()
    action_descents: tuple[Descent, ...] = ()

    def of(self, table: str) -> tuple[Row, ...]:
        """Rows for the table of that name; KeyError for a table that a run does not fill."""
        return {
            RESOLUTIONS.name: self.resolutions,
            OBLIGATIONS.name: self.obligations,
            ACTIONS.name: self.actions,
            REPORTS.name: self.reports,
            MEETINGS.name: self.meetings,
        }[table]


def wanted_tables(
    resolutions: Sequence[Resolution],
    obligations: Sequence[Obligation],
    actions: Sequence[Action],
    reports: Sequence[ReportDue],
    *,
    years: Iterable[int],
    meetings: Sequence[Meeting] = (),
    lists: Mapping[str, Sequence[str]] | None = None,
    descents: Sequence[Descent] = (),
    action_descents: Sequence[Descent] = (),
) -> WantedTables:
    """All rows of a run.

    Args:
        resolutions: Everything that was read, also where it asks for nothing.
        obligations: What they ask to report.
        actions: What else they ask for.
        reports: What falls due in `years`.
        years: Years that `reports` covers.
        meetings: Meetings that the workbook shall know.
        lists: Column of Lists to values that it shall offer.
        descents: Where obligations come from and what took their place; one that is left out is a new duty.
        action_descents: Where actions come from; one that is left out is a new action.
    """
    lineage = {one.id: one for one in descents}
    found = Counter(one.resolution.id for one in obligations)
    asked = Counter(one.resolution.id for one in actions)
    texts = {one.id: one.text for one in obligations}
    due = Counter(one.obligation for one in reports)
    parties = summaries(obligations, actions)
    return WantedTables(
        resolutions=tuple(
            resolution_row(one, found[one.id], asked[one.id], parties.get(one.id)) for one in resolutions
        ),
        obligations=tuple(obligation_row(one, lineage.get(one.id), due[one.id]) for one in obligations),
        actions=tuple(map(action_row, actions)),
        reports=tuple(report_row(one, texts.get(one.obligation, "")) for one in reports),
        meetings=tuple(map(meeting_row, meetings)),
        lists=lists or {},
        read=frozenset(one.id for one in resolutions),
        years=frozenset(years),
        descents=tuple(descents),
        action_descents=tuple(action_descents),
    )


def resolution_row(resolution: Resolution, obligations: int, actions: int, parties: Summary | None = None) -> Row:
    """Row of Resolutions, with how many obligations and actions it holds, and whom they concern."""
    parties = parties or Summary()
    marked = parties.reports_to if _state(resolution) == State.CURRENT else []
    return _fitting(
        {
            "ID": resolution.id,
            "Open": OPEN if resolution.file else "",
            "Body": resolution.body,
            "Number": resolution.number,
            "Title": resolution.title,
            "Place": resolution.place,
            "Year": resolution.year,
            "Revision": _flag(resolution.revision),
            "Revises": str(resolution.revises) if resolution.revises else None,
            "Instructed": _names(parties.instructed),
            "Invited": _names(parties.invited),
            "Cooperates": _names(parties.cooperates),
            "Reports to": _names(parties.reports_to),
            **{body: MARK if body in marked else "" for body in REPORTED_TO},
            "Obligations": obligations,
            "Actions": actions,
            "File": resolution.file,
            "Order": order_key(resolution),
            "State": _state(resolution),
            "Notes": _notes(resolution.notes),
        }
    )


def obligation_row(obligation: Obligation, descent: Descent | None = None, reports: int = 0) -> Row:
    """Row of Obligations, with how many reports fall due; without a descent the duty is a new one."""
    return _fitting(
        {
            "ID": obligation.id,
            "Resolution": obligation.resolution.id,
            "Clause": obligation.clause,
            "Text": obligation.text,
            "Responsible": _names(obligation.responsible),
            "Recipients": _names(obligation.recipients),
            "Frequency": obligation.frequency,
            "Due event": obligation.due_event,
            "Due date": obligation.due_date,
            "Subject": obligation.subject,
            "Force": obligation.force,
            "Conditional": _flag(obligation.conditional),
            "Confidence": obligation.confidence,
            "Source": _place(obligation.source, obligation.resolution),
            "Show": SHOW,
            "Reports": reports or "",
            "State": _state(obligation.resolution),
            **lineage_cells(descent or Descent(obligation.id, obligation.id)),
            "Notes": _notes(obligation.notes),
        }
    )


def lineage_cells(descent: Descent) -> Row:
    """The cells of Obligations that tell where a duty comes from and what took its place."""
    return {
        "Superseded by": descent.superseded_by or None,
        "Replaces": told_replaces(descent),
        "Lineage": descent.lineage,
    }


def with_notes(row: Row, notes: Iterable[str]) -> Row:
    """The row with further notes behind those that it has."""
    told = [as_text(row["Notes"]), *notes]
    return _fitting({**row, "Notes": _notes([note for note in told if note])})


def action_row(action: Action) -> Row:
    """Row of Actions."""
    return _fitting(
        {
            "ID": action.id,
            "Resolution": action.resolution.id,
            "Clause": action.clause,
            "Text": action.text,
            "Addressee": _names(action.addressees),
            "Collaborators": _names(action.collaborators),
            "State": _state(action.resolution),
        }
    )


def report_row(report: ReportDue, text: str = "") -> Row:
    """Row of Reports; `text` is the clause that asks for the report."""
    return _fitting(
        {
            "ID": report.id,
            "Obligation": report.obligation,
            "Resolution": report.resolution,
            "Text": text,
            "Recipient": report.recipient,
            "Responsible": _names(report.responsible),
            "Period": report.period,
            "Meeting": report.meeting,
            "Due date": report.due_date,
            "State": State.CURRENT.value,
            "Notes": _notes(report.notes),
        }
    )


def meeting_row(meeting: Meeting) -> Row:
    """Row of Meetings."""
    return _fitting(
        {
            "Body": meeting.body,
            "Meeting": meeting.name,
            "Start": meeting.start,
            "End": meeting.end,
            "Document deadline": meeting.deadline,
            "Place": meeting.place,
        }
    )


def _state(resolution: Resolution) -> str:
    return (State.SUPPRESSION if resolution.proposal == "SUP" else State.CURRENT).value


def _flag(value: bool) -> str:
    return "Yes" if value else "No"


def _names(names: Sequence[str]) -> str:
    return NAME_SEPARATOR.join(names)


def _notes(notes: Sequence[str]) -> str:
    return _NOTE_SEPARATOR.join(notes)


def _place(source: Source, resolution: Resolution) -> str:
    """`name, page 3`, or the characters where the format has no pages.

    The file by its name only: a run from another folder then changes no cell. Its path is in Resolutions.
    """
    file = PureWindowsPath(PurePosixPath(source.file).name).name
    page = _page(source, resolution)
    return f"{file}, page {page}" if page else f"{file}, characters {source.start}-{source.end}"


def _page(source: Source, resolution: Resolution) -> int | None:
    clauses = (clause for section in resolution.sections for clause in section.clauses)
    return next((clause.page for clause in clauses if _holds(clause, source)), None) or resolution.page


def _holds(clause: Clause, source: Source) -> bool:
    return clause.page is not None and clause.start <= source.start < max(clause.end, clause.start + 1)


def _fitting(row: dict[str, Value]) -> Row:
    """The row with texts cut to what a cell can hold, and the cut told in the cell itself."""
    return {column: _cut(value) if isinstance(value, str) else value for column, value in row.items()}


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MAX_TEXT:
        return text
    # A character outside the basic plane takes two units, and must not be cut in half.
    return units[: 2 * (MAX_TEXT - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
