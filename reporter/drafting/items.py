"""From rows of the register to resolutions, duties and reports as a template sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from reporter.drafting.bodies import body_key
from reporter.drafting.context import DutyItem, PastItem, ReportItem, ResolutionItem
from reporter.drafting.limits import asked, owner_of, responsible, status_of, wrote
from reporter.drafting.notes import said_notes
from reporter.drafting.selection import recipients_of
from reporter.drafting.settings import Settings, natural
from reporter.drafting.text import clean, typed
from reporter.drafting.words import Words
from reporter.model import ObligationEntry, Register, ReportEntry, ResolutionEntry
from reporter.model.tables import DONE, State, Status


class Items:
    """The register's rows, found by their IDs.

    Args:
        register: The workbook's content.
        bodies: The bodies that the document is for, as the register spells them.
        today: Day of the draft.
        settings: Orders and templates.
        words: The language.
    """

    def __init__(
        self, register: Register, bodies: Sequence[str], today: date, settings: Settings, words: Words
    ) -> None:
        self._bodies = {body_key(body) for body in bodies}
        self._named = tuple(bodies)
        self._today = today
        self._settings = settings
        self._words = words
        self._before: Mapping[str, Sequence[ReportEntry]] = {}
        self._obligations = {entry.id: entry for entry in register.obligations}
        self._resolutions = {entry.id: entry for entry in register.resolutions}

    def resolutions(
        self, shown: Iterable[ReportEntry], before: Iterable[ReportEntry] = ()
    ) -> tuple[ResolutionItem, ...]:
        """The rows shown, by resolution and clause; `before` are the rows of the year before."""
        self._before = self._by_lineage(before)
        by_resolution: dict[str, list[ReportEntry]] = {}
        for report in shown:
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
        cited = self._words.citation(
            kind=entry.kind,
            body=entry.body,
            number=entry.number,
            place=entry.place,
            year=entry.year,
            revision=entry.revision,
        )
        return clean(cited)

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
        recipients = _names(entry.recipients for entry in entries) or _names([self._named])
        frequencies = _distinct(self._words.frequency.get(e.frequency, e.frequency) for e in entries)
        clause = clean(first.clause) if first else clean(ids[0])
        names = _names(chain((entry.responsible for entry in entries), (row.responsible for row in reports)))
        text = clean(first.text) if first else ""
        items = [self._report(citation, clause, text, report) for report in reports]
        return DutyItem(
            id=clean(ids[0]),
            known=first is not None,
            resolution=citation,
            clause=clause,
            text=text,
            responsible=names,
            recipients=recipients,
            others=tuple(name for name in recipients if body_key(name) not in self._bodies),
            frequency=clean("; ".join(frequencies)),
            due_event=clean("; ".join(_distinct(entry.due_event or "" for entry in entries))),
            subject=clean("; ".join(_distinct(entry.subject for entry in entries))),
            conditional=any(entry.conditional for entry in entries),
            review=clean(first.review) if first else "",
            reports=tuple(sorted(items, key=_by_due)),
            before=tuple(self._past(report) for report in self._before_of(entries)),
        )

    def _by_lineage(self, reports: Iterable[ReportEntry]) -> Mapping[str, Sequence[ReportEntry]]:
        found: dict[str, list[ReportEntry]] = {}
        for report in reports:
            obligation = self._obligations.get(report.obligation)
            found.setdefault(_lineage(obligation) if obligation else report.obligation, []).append(report)
        return found

    def _before_of(self, entries: Iterable[ObligationEntry]) -> list[ReportEntry]:
        lineages = _distinct(map(_lineage, entries))
        found = [report for lineage in lineages for report in self._before.get(lineage, ())]
        return sorted(found, key=lambda report: (natural(report.period), natural(report.id)))

    def _past(self, report: ReportEntry) -> PastItem:
        status = status_of(report)
        return PastItem(
            recipients=_names([tuple(recipients_of(report))]),
            period=clean(report.period),
            status=clean(status),
            done=status in DONE,
            document=clean(report.document),
            submitted_on=report.submitted_on,
        )

    def _report(self, citation: str, clause: str, text: str, report: ReportEntry) -> ReportItem:
        obligation = self._obligations.get(report.obligation)
        status = status_of(report)
        done = status in DONE
        days = (report.due_date - self._today).days if report.due_date else None
        written = wrote(report)
        return ReportItem(
            id=clean(report.id),
            resolution=citation,
            clause=clause,
            text=text,
            recipients=_names([tuple(recipients_of(report))]),
            responsible=_names([responsible(report, obligation)]),
            period=clean(report.period),
            meeting=clean(report.meeting),
            due=report.due_date,
            days=days,
            status=clean(status),
            done=done,
            overdue=not done and days is not None and days < 0,
            state=_state(report, obligation),
            notes=clean(said_notes(report.notes, self._words)),
            owner=clean(owner_of(report, obligation)),
            unit=clean(obligation.unit.strip()) if obligation else "",
            asked=_names([asked(report, obligation)]),
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


def _state(report: ReportEntry, obligation: ObligationEntry | None) -> str:
    """The row's own state, else its obligation's where that one is no longer current."""
    state = report.state or State.CURRENT
    if state == State.CURRENT and obligation and obligation.state:
        state = obligation.state
    return clean(str(state))


def by_due(report: ReportItem) -> date:
    """Sort key: those without a date last."""
    return report.due or date.max


def _lineage(obligation: ObligationEntry) -> str:
    return obligation.lineage or obligation.id


def _by_due(report: ReportItem) -> tuple[object, ...]:
    return (by_due(report), natural(report.period), natural(report.id))


def _distinct(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _names(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(_distinct(clean(name) for group in groups for name in group))
