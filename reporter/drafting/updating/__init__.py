"""Brings a Word report up to date that people have edited since it was drafted: only its marked regions change."""

from reporter.drafting.updating.news import News, Updated
from reporter.drafting.updating.update import update

__all__ = ["News", "Updated", "update"]
