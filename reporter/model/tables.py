"""The tables of the workbook, declared once: columns, who owns them, what may stand in them, how wide they are.

Reading, writing, checking, the template workbook, help and docs are all derived from `TABLES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["text", "long", "number", "integer", "date", "flag", "names", "link"]
Owner = Literal["program", "people", "formula"]

NAME_SEPARATOR = "; "
"""Between the names of a `names` cell: `Director of TSB; Director of BDT`."""


REVIEW_PAGE = "review.html"
"""Name of the review page that lies beside a workbook; its anchors are the IDs of obligations."""

SHOW = "Show"
"""What a link to the review page says."""

OPEN = "Open"
"""What a link to a resolution's file says."""


class Status(StrEnum):
    """How far a report is. Overdue is computed, never typed."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    DRAFTED = "Drafted"
    SUBMITTED = "Submitted"
    NOTED = "Noted"
    NOT_APPLICABLE = "Not applicable"


DONE = frozenset({Status.SUBMITTED, Status.NOTED, Status.NOT_APPLICABLE})
"""Statuses after which nothing is owed."""


class Review(StrEnum):
    """What the officer says of an obligation that the program found."""

    ACCEPTED = "Accepted"
    REJECTED = "Rejected"
    TO_CHECK = "To check"


class State(StrEnum):
    """Where a row stands with respect to its sources; the program writes it."""

    CURRENT = "Current"
    SUPERSEDED = "Superseded"
    WITHDRAWN = "Withdrawn"
    SUPPRESSION = "Suppression proposed"


class Choice(StrEnum):
    """How a conflict is decided; any other text is the value that shall stand."""

    OURS = "Ours"
    THEIRS = "Theirs"


class Frequency(StrEnum):
    """How often a report is asked for; the vocabulary of the obligation record."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    BIENNIAL = "biennial"
    TRIENNIAL = "triennial"
    QUADRENNIAL = "quadrennial"
    EACH_MEETING = "each-meeting"
    PERIODIC = "periodic"
    ONCE = "once"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: The header as people see it; columns are found by it.
        kind: `text` one line, `long` wrapped text, `number`, `integer`, `date` a real date, `flag` Yes or No,
            `names` canonical names joined by `NAME_SEPARATOR`, `link` an address or a path.
        owner: `program` writes it and people may correct it; `people` write it; `formula` is computed by Excel.
        width: In characters of the default font.
        help: One sentence for the guide, the input message and the docs.
        choices: Column of the `Lists` table whose values a drop-down offers; None without a drop-down.
        formula: Of a `formula` column, in Excel's file syntax (`Table[[#This Row],[Column]]`), without "=".
        offers: Values that a drop-down offers where any other text is allowed too; empty without such a drop-down.
    """

    name: str
    kind: Kind
    owner: Owner
    width: float
    help: str
    choices: str | None = None
    formula: str | None = None
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the workbook.

    Attributes:
        name: The table's name in Excel, and of its sheet in the shipped template.
        key: Column that identifies a row; None for a table that is only appended to or owned by people.
        columns: In the order of the shipped template.
        help: One sentence on what a row is.
    """

    name: str
    key: str | None
    columns: tuple[Column, ...]
    help: str

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def owned_by(self, owner: Owner) -> tuple[str, ...]:
        """Names of the columns that `owner` owns, in order."""
        return tuple(column.name for column in self.columns if column.owner == owner)


_STATE = Column("State", "text", "program", 12, "Current, or superseded or withdrawn since the sources changed.")
_NOTES = Column("Notes", "long", "program", 30, "Why a person should look, as the program saw it.")
_REMARKS = Column("Remarks", "long", "people", 30, "Whatever you want to remember of this row.")
_OWNER = Column("Owner", "text", "people", 18, "Focal point who writes the report.")

REPORTED_TO = ("PP", "Council", "WTSA", "WTDC", "TSAG", "TDAG", "RAG")
"""Bodies that have a column of marks in Resolutions: where reports of ITU go."""

MARK = "●"


def _reported_to(body: str) -> Column:
    """The column that marks resolutions by which a body is owed reports, as people left Obligations."""
    spelt = ",".join(f'"{one}"' for one in (body, f"{body};*", f"*; {body}", f"*; {body};*"))
    duties = (
        f"COUNTIFS(Obligations[Resolution],Resolutions[[#This Row],[ID]],Obligations[Recipients],{{{spelt}}},"
        'Obligations[State],"Current",Obligations[Review],"<>Rejected")'
    )
    says = f"{MARK} where a duty in force asks for a report to {body}."
    return Column(body, "text", "formula", 8, says, formula=f'IF(SUMPRODUCT({duties})>0,"{MARK}","")')


RESOLUTIONS = Table(
    "Resolutions",
    "ID",
    (
        Column("ID", "text", "program", 16, "Body, number and year."),
        Column(
            "Open",
            "link",
            "formula",
            7,
            "Opens the file that the resolution was read from.",
            formula=f'IF(Resolutions[[#This Row],[File]]="","",HYPERLINK(Resolutions[[#This Row],[File]],"{OPEN}"))',
        ),
        Column("Body", "text", "program", 10, "Body that adopted the resolution."),
        Column("Number", "text", "program", 9, "Number as cited."),
        Column("Title", "long", "program", 48, "Title of the resolution."),
        Column("Place", "text", "program", 16, "Place of adoption or of the revision in force."),
        Column("Year", "integer", "program", 7, "Year of adoption or of the revision in force."),
        Column("Revision", "flag", "program", 10, "Yes where the header says Rev."),
        Column("Revises", "text", "program", 20, "The adoption that this revision replaces."),
        Column("Instructed", "names", "program", 26, "Who is instructed, requested or bound to act or to report."),
        Column("Invited", "names", "program", 26, "Who is invited, encouraged or called upon to act or to report."),
        Column("Cooperates", "names", "program", 24, "Who is to help."),
        Column("Reports to", "names", "program", 20, "Who gets reports, as the text says."),
        *map(_reported_to, REPORTED_TO),
        Column("Obligations", "integer", "program", 12, "Reporting acts found."),
        Column("Actions", "integer", "program", 9, "Operative clauses that are not reporting acts."),
        Column("File", "link", "program", 34, "File the resolution was read from."),
        Column("Order", "text", "program", 22, "Sort by it to have the resolutions as the conference numbers them."),
        _STATE,
        _NOTES,
        _REMARKS,
    ),
    "one resolution read",
)

OBLIGATIONS = Table(
    "Obligations",
    "ID",
    (
        Column("ID", "text", "program", 26, "Resolution and clause."),
        Column("Resolution", "text", "program", 16, "ID of the resolution."),
        Column("Clause", "text", "program", 22, "The clause as a delegate would cite it."),
        Column("Text", "long", "program", 60, "The clause, word for word."),
        Column("Responsible", "names", "program", 24, "Who must report."),
        Column("Recipients", "names", "program", 18, "To whom."),
        Column("Frequency", "text", "program", 13, "How often.", choices="Frequency"),
        Column(
            "Due event",
            "text",
            "program",
            16,
            "Event that a one-off report is for, or the first of a rhythm; several, parted by semicolons, "
            "ask for a report at each.",
        ),
        Column("Due date", "date", "program", 12, "Date that the text itself gives."),
        Column("Subject", "long", "program", 40, "What the report is about, word for word."),
        Column("Force", "text", "program", 12, "The governing verb."),
        Column("Conditional", "flag", "program", 12, "Yes where the duty only arises in a case the text names."),
        Column("Confidence", "number", "program", 11, "0 to 1; below 0.8 a person should look."),
        Column("Source", "text", "program", 34, "File and place of the clause."),
        Column(
            "Show",
            "link",
            "formula",
            8,
            f"Opens the clause, in its text, in the page {REVIEW_PAGE} beside the workbook (reporter sync --review).",
            formula=f'HYPERLINK("{REVIEW_PAGE}#"&Obligations[[#This Row],[ID]],"{SHOW}")',
        ),
        Column(
            "Reports",
            "link",
            "formula",
            9,
            "How many reports there are; opens the first of them.",
            formula=(
                'IFERROR(HYPERLINK("#"&CELL("address",INDEX(Reports[ID],'
                "MATCH(Obligations[[#This Row],[ID]],Reports[Obligation],0))),"
                'COUNTIF(Reports[Obligation],Obligations[[#This Row],[ID]])),"")'
            ),
        ),
        _STATE,
        Column("Superseded by", "text", "program", 26, "The duty of the next revision that replaces this one."),
        Column("Replaces", "long", "program", 34, "The duty of the revision before, and what changed in it."),
        Column("Lineage", "text", "program", 26, "The oldest known form of this duty; revisions keep it."),
        _NOTES,
        Column("Review", "text", "people", 12, "Accepted, rejected or to check.", choices="Review"),
        _OWNER,
        Column("Unit", "text", "people", 16, "Unit of the owner."),
        _REMARKS,
    ),
    "one reporting act that a resolution asks for",
)

_REPORT_DONE = 'OR(Reports[[#This Row],[Status]]="Submitted",Reports[[#This Row],[Status]]="Noted",' + (
    'Reports[[#This Row],[Status]]="Not applicable",Reports[[#This Row],[State]]<>"Current")'
)

REPORTS = Table(
    "Reports",
    "ID",
    (
        Column("ID", "text", "program", 34, "Obligation, recipient and period."),
        Column("Obligation", "text", "program", 26, "ID of the obligation."),
        Column("Resolution", "text", "program", 16, "ID of the resolution."),
        Column("Text", "long", "program", 50, "The clause, word for word."),
        Column("Recipient", "text", "program", 14, "To whom the report goes."),
        Column("Responsible", "names", "program", 24, "Who must report."),
        Column("Period", "text", "program", 11, "What the report covers."),
        Column("Meeting", "text", "program", 16, "Meeting the report is for."),
        Column("Due date", "date", "program", 12, "Day by which the report must be in."),
        _STATE,
        Column(
            "Timing",
            "text",
            "formula",
            11,
            "Overdue, Due soon (60 days), Open or Done.",
            formula=(
                f'IF({_REPORT_DONE},"Done",IF(Reports[[#This Row],[Due date]]="","Open",'
                'IF(Reports[[#This Row],[Due date]]<TODAY(),"Overdue",'
                'IF(Reports[[#This Row],[Due date]]-TODAY()<=60,"Due soon","Open"))))'
            ),
        ),
        Column(
            "Days left",
            "integer",
            "formula",
            10,
            "Days until the due date; negative when overdue.",
            formula=(
                f'IF(OR({_REPORT_DONE},Reports[[#This Row],[Due date]]=""),"",Reports[[#This Row],[Due date]]-TODAY())'
            ),
        ),
        Column(
            "Year",
            "integer",
            "formula",
            7,
            "Year of the due date.",
            formula='IF(ISNUMBER(Reports[[#This Row],[Due date]]),YEAR(Reports[[#This Row],[Due date]]),"")',
        ),
        _NOTES,
        Column("Status", "text", "people", 14, "How far the report is.", choices="Status"),
        _OWNER,
        Column("Progress", "long", "people", 50, "What was done."),
        Column("Results", "long", "people", 40, "What came of it."),
        Column("Next steps", "long", "people", 40, "What comes next."),
        Column("Evidence", "link", "people", 28, "Address of a document that shows it."),
        Column("Document", "text", "people", 16, "Symbol of the submitted document."),
        Column("Submitted on", "date", "people", 13, "Day of submission."),
        _REMARKS,
    ),
    "one report that one recipient expects for one period",
)

ACTIONS = Table(
    "Actions",
    "ID",
    (
        Column("ID", "text", "program", 26, "Resolution and clause."),
        Column("Resolution", "text", "program", 16, "ID of the resolution."),
        Column("Clause", "text", "program", 22, "The clause as a delegate would cite it."),
        Column("Text", "long", "program", 70, "The clause, word for word."),
        Column("Addressee", "names", "program", 24, "Who is to act."),
        Column("Collaborators", "names", "program", 24, "Who is to help."),
        _STATE,
        Column("Status", "text", "people", 14, "How far the action is.", choices="Status"),
        _OWNER,
        _REMARKS,
    ),
    "one operative clause that is not a reporting act",
)

MEETINGS = Table(
    "Meetings",
    "Meeting",
    (
        Column("Body", "text", "people", 12, "Body that meets.", choices="Body"),
        Column("Meeting", "text", "people", 22, "Unique name of the meeting."),
        Column("Start", "date", "people", 12, "First day."),
        Column("End", "date", "people", 12, "Last day."),
        Column("Document deadline", "date", "people", 18, "Last day for documents: reports fall due then."),
        Column("Place", "text", "people", 18, "City."),
        _REMARKS,
    ),
    "one meeting of a body",
)

LISTS = Table(
    "Lists",
    None,
    (
        Column("Status", "text", "people", 18, "Allowed values of Status; add your own below."),
        Column("Review", "text", "people", 14, "Allowed values of Review."),
        Column("Frequency", "text", "people", 16, "Allowed values of Frequency."),
        Column("Body", "text", "people", 28, "Bodies that reports go to; add your own below."),
    ),
    "allowed values, one list a column",
)

CHANGES = Table(
    "Changes",
    None,
    (
        Column("When", "date", "program", 12, "Day of the sync or merge."),
        Column("Table", "text", "program", 14, "Table."),
        Column("Row", "text", "program", 34, "ID of the row."),
        Column("Column", "text", "program", 16, "Column; empty for a whole row."),
        Column("Before", "long", "program", 40, "Value before."),
        Column("After", "long", "program", 40, "Value after, or the source's value that was not taken."),
        Column("Source", "text", "program", 30, "What happened, and where the new value came from."),
    ),
    "one cell changed by a sync or a merge",
)

CONFLICTS = Table(
    "Conflicts",
    "Number",
    (
        Column("Number", "integer", "program", 9, "Number of the conflict."),
        Column("Table", "text", "program", 14, "Table."),
        Column("Row", "text", "program", 34, "ID of the row."),
        Column("Column", "text", "program", 16, "Column."),
        Column("Ours", "long", "program", 40, "Value in this workbook when the conflict was found."),
        Column("Theirs", "long", "program", 40, "Value that was sent back."),
        Column("Who", "long", "program", 30, "Who sent it back, in which file, and why it was not simply taken."),
        Column(
            "Choice",
            "long",
            "people",
            30,
            "Ours, Theirs, or the text that shall stand instead; the next merge or sync carries it out.",
            offers=tuple(Choice),
        ),
        Column("Resolved", "date", "program", 12, "Day on which your choice was carried out."),
    ),
    "one value that was sent back and that you have to decide on",
)

MEMORY = Table(
    "ReporterMemory",
    "Key",
    (
        Column("Key", "text", "program", 40, "Table and row ID."),
        Column("Written", "text", "program", 60, "What the program last wrote there, as JSON."),
    ),
    "what the program last wrote in one row (very hidden sheet)",
)

TABLES: tuple[Table, ...] = (REPORTS, OBLIGATIONS, ACTIONS, RESOLUTIONS, MEETINGS, LISTS, CHANGES, CONFLICTS, MEMORY)
"""In the order of the template's sheets."""


def table(name: str) -> Table:
    """The table of that name; KeyError when there is none."""
    for one in TABLES:
        if one.name == name:
            return one
    raise KeyError(name)
