"""Every setting there is, declared once. A new one is a new field here; nothing else has to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reporter.settings.declaring import Entry, optional, required, setting
from reporter.settings.kinds import Day, File, Files, Integer, ListOf, NameOrFile, OneOf, Pattern, Text, Texts


@dataclass(frozen=True, slots=True)
class MeetingSetting:
    """A meeting that the workbook shall know; an entry `[[meetings]]`."""

    body: str = required(Text(), "Body that meets, as the workbook calls it.")
    meeting: str = required(Text(), "Unique name of the meeting.")
    start: date = required(Day(), "First day.")
    end: date | None = optional(Day(), "Last day.")
    deadline: date | None = optional(Day(), "Last day for documents: reports fall due then.")
    place: str = setting(Text(), "City.", default="")


@dataclass(frozen=True, slots=True)
class WorkbookSettings:
    """`[workbook]`: the register."""

    template: Path | None = optional(
        File(), "Workbook that a new one starts from, restyled by you.", example='"our-template.xlsx"'
    )


@dataclass(frozen=True, slots=True)
class ListsSettings:
    """`[lists]`: values that the drop-downs of a workbook offer beside the built-in ones."""

    statuses: tuple[str, ...] = setting(
        Texts(), "Further statuses; they count as not done.", default=(), example='["Waiting for input"]'
    )
    bodies: tuple[str, ...] = setting(
        Texts(), "Further bodies that reports go to.", default=(), example='["Executive Board"]'
    )


@dataclass(frozen=True, slots=True)
class PartsSettings:
    """`[parts]`: the workbooks that `reporter split` makes."""

    by: str = setting(Text(), "Column whose values the parts are for.", default="owner")
    folder: Path | None = optional(File(), "Folder that parts are written to and merged from.", example='"parts"')
    file_name: str = setting(
        Pattern(("workbook", "value", "date"), needed=("value",)),
        "Name of a part without .xlsx.",
        default="{workbook} - {value}",
    )
    template: Path | None = optional(
        File(), "Workbook that parts are made from, restyled by you.", example='"our-template.xlsx"'
    )


@dataclass(frozen=True, slots=True)
class DraftsSettings:
    """`[drafts]`: the annual reports."""

    folder: Path | None = optional(
        File(), "Folder that drafts are written to, else the workbook's.", example='"drafts"'
    )
    format: str = setting(
        OneOf(("docx", "md", "html", "pdf")), "Kind of document; pdf needs LibreOffice.", default="docx"
    )
    template: str | None = optional(
        NameOrFile(), "Template of all drafts, instead of the one that serves the body.", example='"our-report.docx"'
    )
    language: str = setting(Text(), "Language of the templates that come with the program: en, fr, es.", default="en")
    file_name: str = setting(
        Text(), "Pattern of the names of files; empty for the usual ones.", default="", example='"{to}-{year}-report"'
    )
    symbol: str = setting(
        Text(), "Pattern of the symbols of documents; empty for none.", default="", example='"{to}-TD{number:03}"'
    )


@dataclass(frozen=True, slots=True)
class DeadlinesSettings:
    """`[deadlines]`: the calendars that `reporter deadlines` writes."""

    remind: tuple[int, ...] = setting(
        ListOf(Integer(0, 365)), "How many days before a due date calendars remind.", default=(14, 3)
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run. `Settings()` holds the defaults.

    Attributes:
        file: The file they were read from; None where there is none.
    """

    sources: tuple[str, ...] = setting(
        Files(), "Files, folders or patterns that resolutions are read from.", default=(), example='["resolutions"]'
    )
    horizon: int = setting(
        Integer(1, 20), "Years whose reports get rows: that of the run, and those after it.", default=2
    )
    organisations: tuple[str, ...] = setting(
        Files(),
        "Files with further bodies and officials, and what texts call them.",
        default=(),
        example='["our-bodies.toml"]',
    )
    meetings: tuple[MeetingSetting, ...] = setting(
        ListOf(Entry(MeetingSetting)),
        "Further meetings, entered into the workbook where it does not know them.",
        default=(),
        example='[{body = "Executive Board", meeting = "EB-160", start = 2027-01-25, deadline = 2026-12-14}]',
    )
    workbook: WorkbookSettings = field(default_factory=WorkbookSettings)
    lists: ListsSettings = field(default_factory=ListsSettings)
    parts: PartsSettings = field(default_factory=PartsSettings)
    drafts: DraftsSettings = field(default_factory=DraftsSettings)
    deadlines: DeadlinesSettings = field(default_factory=DeadlinesSettings)
    file: Path | None = None
