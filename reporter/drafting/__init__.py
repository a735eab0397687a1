"""Drafts the annual implementation report of a body from the register: Word, Markdown and HTML."""

from reporter.drafting.assemble import build_context
from reporter.drafting.batch import Batch, Request, draft_all
from reporter.drafting.bodies import body_key, known_bodies, nearest_body
from reporter.drafting.checking import TemplateCheck, check_template
from reporter.drafting.choice import each_of
from reporter.drafting.context import ReportContext
from reporter.drafting.draft import Draft, Gap, draft
from reporter.drafting.limits import ONLY, Limits
from reporter.drafting.naming import Naming
from reporter.drafting.pdf import to_pdf
from reporter.drafting.selection import NothingToReport, Omission, bodies_with_reports, years_with_reports
from reporter.drafting.settings import TemplateEntry
from reporter.drafting.shelf import copy_templates, shipped_templates
from reporter.drafting.untouched import is_untouched

__all__ = [
    "ONLY",
    "Batch",
    "Draft",
    "Gap",
    "Limits",
    "Naming",
    "NothingToReport",
    "Omission",
    "ReportContext",
    "Request",
    "TemplateCheck",
    "TemplateEntry",
    "bodies_with_reports",
    "body_key",
    "build_context",
    "check_template",
    "copy_templates",
    "draft",
    "draft_all",
    "each_of",
    "is_untouched",
    "known_bodies",
    "nearest_body",
    "shipped_templates",
    "to_pdf",
    "years_with_reports",
]
