"""Drafts the annual implementation report of a body from the register: Word, Markdown and HTML."""

from reporter.drafting.assemble import build_context
from reporter.drafting.bodies import body_key, known_bodies, nearest_body
from reporter.drafting.context import ReportContext
from reporter.drafting.draft import Draft, Gap, draft
from reporter.drafting.selection import NothingToReport, Omission, bodies_with_reports

__all__ = [
    "Draft",
    "Gap",
    "NothingToReport",
    "Omission",
    "ReportContext",
    "bodies_with_reports",
    "body_key",
    "build_context",
    "draft",
    "known_bodies",
    "nearest_body",
]
