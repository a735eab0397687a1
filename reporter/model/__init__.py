"""The frozen dataclasses that everything passes on. Knows nothing of the other packages."""

from reporter.model.document import Document, Footnote, Paragraph, RevisionMark
from reporter.model.errors import (
    OwnFile,
    ReporterError,
    SettingsError,
    TemplateError,
    UnreadableSource,
    UsageError,
    WorkbookError,
)
from reporter.model.lineage import Descent
from reporter.model.marks import DRAFT, GENERATOR
from reporter.model.obligation import Action, Obligation, Source
from reporter.model.register import ActionEntry, ObligationEntry, Register, ReportEntry, ResolutionEntry
from reporter.model.resolution import Adoption, Clause, Resolution, Section
from reporter.model.schedule import Meeting, ReportDue

__all__ = [
    "DRAFT",
    "GENERATOR",
    "Action",
    "ActionEntry",
    "Adoption",
    "Clause",
    "Descent",
    "Document",
    "Footnote",
    "Meeting",
    "Obligation",
    "ObligationEntry",
    "OwnFile",
    "Paragraph",
    "Register",
    "ReportDue",
    "ReportEntry",
    "ReporterError",
    "Resolution",
    "ResolutionEntry",
    "RevisionMark",
    "Section",
    "SettingsError",
    "Source",
    "TemplateError",
    "UnreadableSource",
    "UsageError",
    "WorkbookError",
]
