"""From the register to the variables of a template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from reporter.drafting.bodies import body_key
from reporter.drafting.charts import status_chart, timeline
from reporter.drafting.context import (
    Counts,
    LeftOut,
    LetterItem,
    MeetingItem,
    ReportContext,
    ReportItem,
    ResolutionItem,
)
from reporter.drafting.items import Items, by_due
from reporter.drafting.limits import Limits
from reporter.drafting.selection import Reason, Selection, select, select_before
from reporter.drafting.settings import Settings, natural, shipped, words_of
from reporter.drafting.text import clean
from reporter.drafting.words import Words
from reporter.model import Meeting, Register
from reporter.model.tables import Status


def build_context(
    register: Register, body: str, year: int, today: date, *, language: str = "en", limits: Limits | None = None
) -> ReportContext:
    """The variables of a template: the report of `body` for `year` as it stands on `today`.

    Raises:
        UsageError: No report goes to that body, or none for that year.
        TemplateError: The data that come with the program are damaged.
    """
    limits = limits or Limits()
    return assemble(register, select(register, (body,), year, today, limits), today, words_of(language), limits)


def assemble(
    register: Register, selection: Selection, today: date, words: Words, limits: Limits, symbol: str = ""
) -> ReportContext:
    """As `build_context`, for rows already selected."""
    settings = shipped()
    items = Items(register, selection.bodies, today, settings, words)
    before = select_before(register, selection, today)
    resolutions = items.resolutions(selection.shown, before.shown)
    reports = _reports(resolutions)
    past = items.resolutions(before.shown) if before.shown else ()
    outstanding = tuple(sorted((report for report in reports if not report.done), key=by_due))
    meetings = _meetings(register.meetings, selection.bodies, selection.year)
    names = [words.body(body) for body in selection.bodies]
    return ReportContext(
        body=clean(words.names(selection.bodies)),
        bodies=tuple(map(clean, selection.bodies)),
        addressee=clean(words.names([one.in_sentence for one in names])),
        to_addressee=clean(words.names([one.to for one in names])),
        body_name=clean(words.names([one.name for one in names])),
        source=_source(selection.bodies, settings, words),
        year=selection.year,
        today=today,
        language=words.name,
        symbol=clean(symbol),
        person=clean(limits.person),
        only=words.only[limits.told] if limits.told else "",
        meetings=meetings,
        meeting=_next(meetings, today),
        counts=_counts(resolutions, reports),
        last_year=_counts(past, _reports(past)) if past else None,
        left_out=_left_out(selection),
        resolutions=resolutions,
        outstanding=outstanding,
        gaps=tuple(report for report in reports if report.missing),
        letters=tuple(_letters(outstanding, None if limits.owner is None else clean(limits.owner))),
        status_chart=status_chart(reports, words),
        timeline=timeline(reports, selection.year, words),
    )


def _reports(resolutions: Iterable[ResolutionItem]) -> list[ReportItem]:
    return [report for item in resolutions for duty in item.duties for report in duty.reports]


def _source(bodies: Iterable[str], settings: Settings, words: Words) -> str:
    """Who submits the report; "" where that is unknown or depends on the body."""
    found = {settings.sources.get(body.casefold(), "") for body in bodies}
    return words.said(found.pop()) if len(found) == 1 else ""


def _letters(outstanding: Iterable[ReportItem], owner: str | None) -> Iterator[LetterItem]:
    """A letter for each person asked, in alphabetical order, that for nobody last; only that of `owner`, if named."""
    asked: dict[str, list[ReportItem]] = {}
    for report in outstanding:
        for person in report.asked or ("",):
            asked.setdefault(person, []).append(report)
    for person in sorted(asked, key=lambda name: (not name, natural(name))):
        if owner is None or person == owner:
            units = dict.fromkeys(report.unit for report in asked[person] if report.unit and report.owner == person)
            overdue = sum(report.overdue for report in asked[person])
            yield LetterItem(person, tuple(units), tuple(asked[person]), overdue)


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
        not_asked_for=reasons[Reason.NOT_ASKED_FOR],
        total=len(selection.omitted),
    )


def _meetings(meetings: Iterable[Meeting], bodies: Iterable[str], year: int) -> tuple[MeetingItem, ...]:
    keys = {body_key(body) for body in bodies}
    ours = [meeting for meeting in meetings if body_key(meeting.body) in keys and meeting.year == year]
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
