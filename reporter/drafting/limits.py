"""What a draft may be limited to: reports of one standing, chosen rows, the reports of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from reporter.model import ObligationEntry, ReportEntry, UsageError
from reporter.model.tables import DONE, Status

Only = Literal["overdue", "outstanding", "missing", "done"]
ONLY: tuple[Only, ...] = get_args(Only)

_STATUSES = {status.casefold(): status for status in Status}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document shows of a body's reports; without limits all of them.

    Attributes:
        only: Only reports that stand so; None for all.
        rows: Only the rows of these IDs; None for all.
        owner: Only what this person is asked to write; None for all, "" for what nobody is.
        responsible: Only reports for which this name is responsible; None for all.
    """

    only: Only | None = None
    rows: frozenset[str] | None = None
    owner: str | None = None
    responsible: str | None = None

    def check(self) -> None:
        """Raises a UsageError where `only` is none of `ONLY`."""
        if self.only is not None and self.only not in ONLY:
            raise UsageError(f"{self.only!r} is no limit of a draft", hint=f"Choose one of {', '.join(ONLY)}.")

    def keep(self, report: ReportEntry, obligation: ObligationEntry | None, today: date) -> bool:
        """Whether the report is within the limits on that day."""
        return (
            (self.rows is None or report.id in self.rows)
            and (self.owner is None or self.owner in (asked(report, obligation) or ("",)))
            and (self.responsible is None or self.responsible in responsible(report, obligation))
            and (self.only is None or _stands(self.only, report, today))
        )

    @property
    def told(self) -> str:
        """Name of the limit that the document itself should tell of; "" without one."""
        return self.only or ("listed" if self.rows is not None else "")

    @property
    def person(self) -> str:
        """Whom the document is for; "" where for everybody."""
        return self.owner or self.responsible or ""


def status_of(report: ReportEntry) -> str:
    """The status as the register spells it; one of the organisation's own stays as it is."""
    chosen = report.status.strip()
    return _STATUSES.get(chosen.casefold(), chosen) if chosen else Status.NOT_STARTED


def wrote(report: ReportEntry) -> bool:
    """Whether people wrote anything that belongs in a report."""
    texts = (report.progress, report.results, report.next_steps, report.evidence, report.document)
    return any(text.strip() for text in texts)


def owner_of(report: ReportEntry, obligation: ObligationEntry | None) -> str:
    """The focal point: of the report, else of its obligation; "" where none is named."""
    return report.owner.strip() or (obligation.owner.strip() if obligation else "")


def responsible(report: ReportEntry, obligation: ObligationEntry | None) -> tuple[str, ...]:
    """Who must report: as the report says, else as its obligation does."""
    return report.responsible or (obligation.responsible if obligation else ())


def asked(report: ReportEntry, obligation: ObligationEntry | None) -> tuple[str, ...]:
    """Who is asked to write: the owner, else the responsible; empty where nobody is named."""
    owner = owner_of(report, obligation)
    return (owner,) if owner else responsible(report, obligation)


def _stands(only: Only, report: ReportEntry, today: date) -> bool:
    status = status_of(report)
    done = status in DONE
    if only == "overdue":
        return not done and report.due_date is not None and report.due_date < today
    if only == "outstanding":
        return not done
    if only == "missing":
        return not wrote(report) and status != Status.NOT_APPLICABLE
    return done
