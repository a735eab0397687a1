"""Which reports fall due, to whom and when: from obligations and meetings to dates. Knows nothing of Excel."""

from reporter.schedule.calendar import starting_meetings
from reporter.schedule.due import overtaken, reports_due
from reporter.schedule.timing import SOON, Timing, days_left, timing

__all__ = ["SOON", "Timing", "days_left", "overtaken", "reports_due", "starting_meetings", "timing"]
