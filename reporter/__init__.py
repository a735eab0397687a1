"""Reads resolutions, extracts the duties to report, keeps them in a workbook, drafts the annual reports.

The verbs are those of the command line: `extract`, `sync`, `review`, `check`, `status`, `draft`,
`open_workbook`, `pivot`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reporter.api import check, draft, extract, open_workbook, pivot, review, status, sync
    from reporter.model import ReporterError

__all__ = ["ReporterError", "check", "draft", "extract", "open_workbook", "pivot", "review", "status", "sync"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Loads the API when it is first asked for, so that the command line starts fast."""
    if name == "ReporterError":
        from reporter.model import ReporterError

        return ReporterError
    if name in __all__:
        from reporter import api

        return getattr(api, name)
    raise AttributeError(f"module 'reporter' has no attribute {name!r}")
