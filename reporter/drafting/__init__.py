"""Drafts the annual implementation report of a body from the register: Word, Markdown and HTML."""

from reporter.drafting.assemble import build_context
from reporter.drafting.context import ReportContext
from reporter.drafting.draft import Draft, Gap, draft
from reporter.drafting.selection import Omission, bodies_with_reports

__all__ = ["Draft", "Gap", "Omission", "ReportContext", "bodies_with_reports", "build_context", "draft"]
