"""What a template is given: the report of one body for one year, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporter.drafting.charts import Chart
from reporter.drafting.text import Text


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """A meeting of the body in the year of the report.

    Attributes:
        name: Name people use: `TSAG-2026-05`.
        start: First day; None where unknown.
        end: Last day; None where unknown.
        deadline: Last day for documents; None where unknown.
        place: City; "" where unknown.
    """

    name: str
    start: date | None
    end: date | None
    deadline: date | None
    place: str


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One report that falls due, with what people wrote: a row of the table Reports.

    Attributes:
        id: ID of the row.
        resolution: Citation of the resolution.
        clause: The clause as cited.
        text: The clause, word for word; "" where unknown.
        recipients: Names of all to whom this report goes.
        responsible: Names of who must report.
        period: What the report covers: `2026`, `2026-Q1`.
        meeting: Meeting the report is for; "" where none is known.
        due: Day by which it must be in; None where none is known.
        days: Days from the day of the draft to `due`, negative when past; None without `due`.
        status: How far it is, as chosen; `Not started` where nothing was.
        done: True when nothing is owed any more (submitted, noted, not applicable).
        overdue: True when it is not done and `due` is past.
        state: `Current`, or why the row stands apart: `Superseded`, `Withdrawn`, `Suppression proposed`.
        notes: What a person should check of the row, as the program saw it: `31 December assumed`; "" where nothing.
        owner: Focal point; "" where none is named.
        unit: Unit of the owner; "" where none is named.
        asked: Names of who is asked to write: the owner, else the responsible; empty where nobody is named.
        written: True where anything was written: progress, results, next steps, evidence or a document symbol.
        missing: True where nothing was written and something should be: the gap.
        progress: What was done.
        results: What came of it.
        next_steps: What comes next.
        evidence: Addresses or names of documents that show it.
        document: Symbol of the submitted document; "" without one.
        submitted_on: Day of submission; None where unknown.
        remarks: The focal point's own remarks; the templates that come with the program do not print them.
    """

    id: str
    resolution: str
    clause: str
    text: str
    recipients: tuple[str, ...]
    responsible: tuple[str, ...]
    period: str
    meeting: str
    due: date | None
    days: int | None
    status: str
    done: bool
    overdue: bool
    state: str
    notes: str
    owner: str
    unit: str
    asked: tuple[str, ...]
    written: bool
    missing: bool
    progress: Text
    results: Text
    next_steps: Text
    evidence: Text
    document: str
    submitted_on: date | None
    remarks: Text


@dataclass(frozen=True, slots=True)
class PastItem:
    """What the workbook holds of the same duty in the year before.

    Attributes:
        recipients: Names of all to whom that report went.
        period: What it covered.
        status: How far it came.
        done: True when nothing was owed any more.
        document: Symbol of the submitted document; "" without one.
        submitted_on: Day of submission; None where unknown.
    """

    recipients: tuple[str, ...]
    period: str
    status: str
    done: bool
    document: str
    submitted_on: date | None


@dataclass(frozen=True, slots=True)
class DutyItem:
    """One duty to report: a clause, once, however many obligations and reports come out of it.

    Attributes:
        id: ID of the obligation (of the first one, where the clause holds several).
        known: False where the register has no such obligation; then only `id` and the reports tell of it.
        resolution: Citation of the resolution.
        clause: The clause as cited: `instructs the Director of TSB 2`.
        text: The clause, word for word; "" where unknown.
        responsible: Names of who must report.
        recipients: Names of all to whom, the body of this report included.
        others: Names of the recipients that this document is not for.
        frequency: How often, in words; several joined by `; `.
        due_event: Event that a one-off report is for, or the first of a rhythm; "" without one.
        subject: What the report is about, word for word; "" where the clause does not say.
        conditional: True where the duty only arises in a case the text names.
        review: What the officer said: `Accepted`, `To check` or "".
        reports: Its reports to the body in the year, earliest due date first.
        before: Its reports to the body in the year before, also those of the text that a revision replaced.
    """

    id: str
    known: bool
    resolution: str
    clause: str
    text: str
    responsible: tuple[str, ...]
    recipients: tuple[str, ...]
    others: tuple[str, ...]
    frequency: str
    due_event: str
    subject: str
    conditional: bool
    review: str
    reports: tuple[ReportItem, ...]
    before: tuple[PastItem, ...]


@dataclass(frozen=True, slots=True)
class ResolutionItem:
    """A resolution with its duties.

    Attributes:
        id: ID of the resolution.
        citation: As cited: `WTSA Resolution 18 (Rev. New Delhi, 2024)`; the ID where the register lacks it.
        body: Body that adopted it; "" where unknown.
        number: As cited; "" where unknown.
        title: Its title; "" where unknown.
        place: City; "" where unknown.
        year: Year of adoption or revision; None where unknown.
        revision: True where the header says "Rev.".
        duties: Its duties to report, in the order of its clauses.
    """

    id: str
    citation: str
    body: str
    number: str
    title: str
    place: str
    year: int | None
    revision: bool
    duties: tuple[DutyItem, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The report in numbers. `reports` is the sum of `reported`, `in_progress`, `not_started` and `not_applicable`.

    Attributes:
        resolutions: Resolutions with a duty in this report.
        duties: Clauses that ask for a report; a clause counts once.
        reports: Reports due.
        reported: Of these, submitted or noted.
        in_progress: Of these, begun: in progress, drafted, or any status of your own.
        not_started: Of these, not started.
        not_applicable: Of these, not applicable.
        outstanding: Of these, not done yet: in progress and not started.
        overdue: Of the outstanding ones, those whose due date is past.
        gaps: Of these, those on which nobody has written anything.
    """

    resolutions: int
    duties: int
    reports: int
    reported: int
    in_progress: int
    not_started: int
    not_applicable: int
    outstanding: int
    overdue: int
    gaps: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Reports of the body that the document does not show, counted by reason.

    Attributes:
        rejected: The officer rejected the obligation.
        superseded: A later text replaced the resolution, and nobody wrote anything.
        withdrawn: The clause is gone from the sources, and nobody wrote anything.
        undated: No period, meeting or due date tells the year.
        not_asked_for: The draft was limited to others (`--only`, `--from-status`, `--each`).
        total: All of them.
    """

    rejected: int
    superseded: int
    withdrawn: int
    undated: int
    not_asked_for: int
    total: int


@dataclass(frozen=True, slots=True)
class LetterItem:
    """What one person owes: a letter.

    Attributes:
        person: The focal point, else who is responsible; "" for the reports for which nobody is named.
        units: Units of the focal point.
        reports: Reports not done yet, earliest due date first, those without one last.
        overdue: Of these, those whose due date is past.
    """

    person: str
    units: tuple[str, ...]
    reports: tuple[ReportItem, ...]
    overdue: int


@dataclass(frozen=True, slots=True)
class ReportContext:
    """The variables of a template.

    Attributes:
        body: Canonical name of the body that the report goes to: `TSAG`; several are joined as in a sentence.
        bodies: Canonical names of all bodies that the report goes to.
        addressee: As a sentence calls it: `TSAG`, `the Council`.
        to_addressee: As a sentence says it after "report": `to TSAG`, `to the Council`, `au GCNT`.
        body_name: Its name in full; the canonical name where the language gives none.
        source: Who submits the report; "" where `templates.toml` gives nobody, or several bodies have different ones.
        year: Year of the report.
        today: Day of the draft.
        language: Language of the document, as it calls itself: `English`.
        symbol: Symbol of the document; "" where none was given.
        person: Whom the document is for, where each person gets their own; "" otherwise.
        only: What the document is limited to, in words; "" where it shows everything.
        meetings: Meetings of the body in the year, in order of time.
        meeting: The first of them that is not over, else the last; None where none is known.
        counts: The report in numbers.
        last_year: The same for the year before; None where the register knows nothing of it.
        left_out: What is not shown, in numbers.
        resolutions: Resolutions in conference order, each with its duties.
        outstanding: Reports not done yet, earliest due date first, those without one last.
        gaps: Reports on which nobody has written, in the order of the document.
        letters: What is outstanding, person by person.
        status_chart: Reports by status.
        timeline: Reports by the month they are due.
    """

    body: str
    bodies: tuple[str, ...]
    addressee: str
    to_addressee: str
    body_name: str
    source: str
    year: int
    today: date
    language: str
    symbol: str
    person: str
    only: str
    meetings: tuple[MeetingItem, ...]
    meeting: MeetingItem | None
    counts: Counts
    last_year: Counts | None
    left_out: LeftOut
    resolutions: tuple[ResolutionItem, ...]
    outstanding: tuple[ReportItem, ...]
    gaps: tuple[ReportItem, ...]
    letters: tuple[LetterItem, ...]
    status_chart: Chart
    timeline: Chart
