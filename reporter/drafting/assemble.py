"""From the register to the variables of a template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from reporter.drafting.bodies import body_key
from reporter.drafting.context import (
    Counts,
    DutyItem,
    LeftOut,
    MeetingItem,
    ReportContext,
    ReportItem,
    ResolutionItem,
)
from reporter.drafting.selection import Reason, Selection, select, wrote
from reporter.drafting.settings import Settings, natural, shipped
from reporter.drafting.text import clean, typed
from reporter.model import Meeting, ObligationEntry, Register, ReportEntry, ResolutionEntry
from reporter.model.tables import DONE, State, Status

_STATUSES = {status.casefold(): status for status in Status}


def build_context(register: Register, body: str, year: int, today: date) -> ReportContext:
    """The variables of a template: the report of `body` for `year` as it stands on `today`.

    Raises:
        UsageError: No report goes to that body, or none for that year.
        TemplateError: The list of templates that comes with the program is damaged.
    """
    return assemble(register, select(register, body, year), year, today)


def assemble(register: Register, selection: Selection, year: int, today: date) -> ReportContext:
    """As `build_context`, for rows already selected."""
    settings = shipped()
    resolutions = _Assembly(register, selection, today, settings).resolutions()
    reports = [report for item in resolutions for duty in item.duties for report in duty.reports]
    meetings = _meetings(register.meetings, selection.body, year)
    return ReportContext(
        body=clean(selection.body),
        addressee=settings.in_sentence.get(selection.body.casefold(), clean(selection.body)),
        body_name=settings.names.get(selection.body.casefold(), clean(selection.body)),
        source=settings.sources.get(selection.body.casefold(), ""),
        year=year,
        today=today,
        meetings=meetings,
        meeting=_next(meetings, today),
        counts=_counts(resolutions, reports),
        left_out=_left_out(selection),
        resolutions=resolutions,
        outstanding=tuple(sorted((report for report in reports if not report.done), key=_due)),
        gaps=tuple(report for report in reports if report.missing),
    )


class _Assembly:
    """The register's rows, found by their IDs."""

    def __init__(self, register: Register, selection: Selection, today: date, settings: Settings) -> None:
        self._body = selection.body
        self._shown = selection.shown
        self._today = today
        self._settings = settings
        self._obligations = {entry.id: entry for entry in register.obligations}
        self._resolutions = {entry.id: entry for entry in register.resolutions}

    def resolutions(self) -> tuple[ResolutionItem, ...]:
        by_resolution: dict[str, list[ReportEntry]] = {}
        for report in self._shown:
            by_resolution.setdefault(self._resolution_of(report), []).append(report)
        items = [self._resolution(identifier, reports) for identifier, reports in by_resolution.items()]
        return tuple(sorted(items, key=self._resolution_rank))

    def _resolution_rank(self, item: ResolutionItem) -> tuple[object, ...]:
        return self._settings.resolution_rank(item.body or item.id, item.number, item.year)

    def _resolution_of(self, report: ReportEntry) -> str:
        obligation = self._obligations.get(report.obligation)
        return obligation.resolution if obligation else report.resolution

    def _resolution(self, identifier: str, reports: Iterable[ReportEntry]) -> ResolutionItem:
        entry = self._resolutions.get(identifier)
        citation = self._citation(identifier, entry)
        return ResolutionItem(
            id=clean(identifier),
            citation=citation,
            body=clean(entry.body) if entry else "",
            number=clean(entry.number) if entry else "",
            title=clean(entry.title) if entry else "",
            place=clean(entry.place or "") if entry else "",
            year=entry.year if entry else None,
            revision=entry.revision if entry else False,
            duties=tuple(self._duties(citation, reports)),
        )

    def _citation(self, identifier: str, entry: ResolutionEntry | None) -> str:
        if entry is None or not entry.number:
            return clean(identifier)
        return clean(
            self._settings.words.citation(
                body=entry.body, number=entry.number, place=entry.place, year=entry.year, revision=entry.revision
            )
        )

    def _duties(self, citation: str, reports: Iterable[ReportEntry]) -> Iterator[DutyItem]:
        by_clause: dict[tuple[str, ...], list[ReportEntry]] = {}
        for report in reports:
            by_clause.setdefault(self._clause_key(report), []).append(report)
        duties = [self._duty(citation, joint) for joint in by_clause.values()]
        yield from sorted(duties, key=lambda duty: self._settings.clause_rank(duty.clause))

    def _clause_key(self, report: ReportEntry) -> tuple[str, ...]:
        # Several obligations may come out of one clause: several reports, or several people who report jointly.
        obligation = self._obligations.get(report.obligation)
        return (obligation.clause, obligation.text) if obligation else (report.obligation or report.id,)

    def _duty(self, citation: str, reports: Sequence[ReportEntry]) -> DutyItem:
        ids = _distinct(report.obligation for report in reports) or [reports[0].id]
        entries = [self._obligations[identifier] for identifier in ids if identifier in self._obligations]
        first = entries[0] if entries else None
        recipients = _names(entry.recipients for entry in entries) or _names([[self._body]])
        frequencies = _distinct(self._settings.words.frequency.get(e.frequency, e.frequency) for e in entries)
        clause = clean(first.clause) if first else clean(ids[0])
        responsible = _names(chain((entry.responsible for entry in entries), (row.responsible for row in reports)))
        items = [self._report(citation, clause, report) for report in reports]
        return DutyItem(
            id=clean(ids[0]),
            known=first is not None,
            resolution=citation,
            clause=clause,
            text=clean(first.text) if first else "",
            responsible=responsible,
            recipients=recipients,
            others=tuple(name for name in recipients if body_key(name) != body_key(self._body)),
            frequency=clean("; ".join(frequencies)),
            due_event=clean("; ".join(_distinct(entry.due_event or "" for entry in entries))),
            subject=clean("; ".join(_distinct(entry.subject for entry in entries))),
            conditional=any(entry.conditional for entry in entries),
            review=clean(first.review) if first else "",
            reports=tuple(sorted(items, key=_by_due)),
        )

    def _report(self, citation: str, clause: str, report: ReportEntry) -> ReportItem:
        obligation = self._obligations.get(report.obligation)
        status = _status(report.status)
        done = status in DONE
        days = (report.due_date - self._today).days if report.due_date else None
        owner = clean(report.owner.strip() or (obligation.owner.strip() if obligation else ""))
        responsible = _names([report.responsible or (obligation.responsible if obligation else ())])
        written = wrote(report)
        return ReportItem(
            id=clean(report.id),
            resolution=citation,
            clause=clause,
            responsible=responsible,
            period=clean(report.period),
            meeting=clean(report.meeting),
            due=report.due_date,
            days=days,
            status=clean(status),
            done=done,
            overdue=not done and days is not None and days < 0,
            state=_state(report, obligation),
            notes=clean(report.notes),
            owner=owner,
            unit=clean(obligation.unit.strip()) if obligation else "",
            asked=(owner,) if owner else responsible,
            written=written,
            missing=not written and status != Status.NOT_APPLICABLE,
            progress=typed(report.progress),
            results=typed(report.results),
            next_steps=typed(report.next_steps),
            evidence=typed(report.evidence),
            document=clean(report.document),
            submitted_on=report.submitted_on,
            remarks=typed(report.remarks),
        )


def _status(written: str) -> str:
    """The status as the register spells it; one of the organisation's own stays as it is."""
    chosen = written.strip()
    return _STATUSES.get(chosen.casefold(), chosen) if chosen else Status.NOT_STARTED


def _state(report: ReportEntry, obligation: ObligationEntry | None) -> str:
    """The row's own state, else its obligation's where that one is no longer current."""
    state = report.state or State.CURRENT
    if state == State.CURRENT and obligation and obligation.state:
        state = obligation.state
    return clean(str(state))


def _counts(resolutions: Sequence[ResolutionItem], reports: Sequence[ReportItem]) -> Counts:
    statuses = Counter(report.status for report in reports)
    reported = statuses[Status.SUBMITTED] + statuses[Status.NOTED]
    outstanding = sum(not report.done for report in reports)
    return Counts(
        resolutions=len(resolutions),
        duties=sum(len(item.duties) for item in resolutions),
        reports=len(reports),
        reported=reported,
        in_progress=outstanding - statuses[Status.NOT_STARTED],
        not_started=statuses[Status.NOT_STARTED],
        not_applicable=statuses[Status.NOT_APPLICABLE],
        outstanding=outstanding,
        overdue=sum(report.overdue for report in reports),
        gaps=sum(report.missing for report in reports),
    )


def _left_out(selection: Selection) -> LeftOut:
    reasons: Mapping[Reason, int] = Counter(omission.reason for omission in selection.omitted)
    return LeftOut(
        rejected=reasons[Reason.REJECTED],
        superseded=reasons[Reason.SUPERSEDED] + reasons[Reason.CARRIED],
        withdrawn=reasons[Reason.WITHDRAWN],
        undated=reasons[Reason.UNDATED],
        total=len(selection.omitted),
    )


def _meetings(meetings: Iterable[Meeting], body: str, year: int) -> tuple[MeetingItem, ...]:
    ours = [meeting for meeting in meetings if body_key(meeting.body) == body_key(body) and meeting.year == year]
    ours.sort(key=lambda meeting: (meeting.start or date.max, natural(meeting.name)))
    return tuple(
        MeetingItem(clean(meeting.name), meeting.start, meeting.end, meeting.deadline, clean(meeting.place or ""))
        for meeting in ours
    )


def _next(meetings: Sequence[MeetingItem], today: date) -> MeetingItem | None:
    for meeting in meetings:
        last = meeting.end or meeting.start
        if last is None or last >= today:
            return meeting
    return meetings[-1] if meetings else None


def _due(report: ReportItem) -> date:
    return report.due or date.max


def _by_due(report: ReportItem) -> tuple[object, ...]:
    return (_due(report), natural(report.period), natural(report.id))


def _distinct(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _names(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(_distinct(clean(name) for group in groups for name in group))
