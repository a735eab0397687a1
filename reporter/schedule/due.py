"""From obligations and meetings to the reports that fall due: one per obligation, recipient and period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from reporter.model import Meeting, Obligation, ReportDue
from reporter.model.tables import Frequency
from reporter.schedule.calendar import Calendar, begins_after
from reporter.schedule.days import MONTHS
from reporter.schedule.events import Occasion, at, at_conference, expected_conference, occasions
from reporter.schedule.periods import YEARS_BETWEEN, Period, periods
from reporter.schedule.span import Span, span_of

_NO_RECIPIENT = "the text names no recipient"
_YEARLY_ASSUMED = {
    Frequency.PERIODIC: "the text asks for regular reports without saying how often: yearly assumed",
    Frequency.UNSPECIFIED: "the text gives no frequency: yearly assumed",
}


def reports_due(
    obligations: Sequence[Obligation],
    meetings: Sequence[Meeting],
    *,
    year: int,
    years: int = 2,
    skip: Collection[str] = (),
) -> tuple[ReportDue, ...]:
    """The reports that fall due in `year` and the years after it.

    A periodical report is due at the recipient's meeting in its period: on the document deadline, else on the first
    day. Of several meetings the first counts whose day lies in the period, because a report that is early is never
    wrong and the first is the main session (Council meets once more, for a day, on the eve of a PP). Without a meeting
    in Meetings or the built-in calendar the period's last day is assumed, and noted. Reports every second, third or
    fourth year count from the year of the resolution, which itself has none. Nor has a half-year, quarter or month that
    was over when the resolution was adopted.

    A one-off report has one row, also when it is due later than the years asked for; none when it was due earlier
    (`overtaken` tells which).

    Args:
        obligations: What the texts ask for, in the order the rows shall have.
        meetings: Rows of Meetings; for a body and year without one, the built-in calendar is asked.
        year: First year, four digits.
        years: Number of years, 1 or more.
        skip: IDs of obligations that no longer ask for reports: superseded, withdrawn, rejected.

    Returns:
        Rows with unique IDs, by obligation, then recipient, then period.
    """
    return _numbered(
        row
        for row in _rows(obligations, meetings, range(year, year + years), skip)
        if not (_is_one_off(row[0]) and row[2].due_date.year < year)
    )


def overtaken(
    obligations: Sequence[Obligation],
    meetings: Sequence[Meeting],
    *,
    year: int,
    skip: Collection[str] = (),
) -> tuple[ReportDue, ...]:
    """The one-off reports that were due before `year` and so have no row in `reports_due`; arguments as there."""
    return _numbered(
        row
        for row in _rows(obligations, meetings, range(year, year + 1), skip)
        if _is_one_off(row[0]) and row[2].due_date.year < year
    )


_Row = tuple[Obligation, str, Occasion]


def _rows(
    obligations: Sequence[Obligation], meetings: Sequence[Meeting], years: range, skip: Collection[str]
) -> Iterator[_Row]:
    calendar = Calendar(meetings)
    for obligation in obligations:
        if obligation.id in skip:
            continue
        for recipient in dict.fromkeys(obligation.recipients) or ("",):
            for one in _occasions(obligation, recipient, calendar, years):
                yield obligation, recipient, one


def _occasions(obligation: Obligation, recipient: str, calendar: Calendar, years: range) -> Iterator[Occasion]:
    if _is_one_off(obligation):
        yield from occasions(obligation, recipient, calendar, asked=years.start)
        return
    span = span_of(obligation, recipient, calendar)
    find = _each_meeting if obligation.frequency == Frequency.EACH_MEETING else _each_period
    for one in find(obligation, recipient, calendar, years, span):
        yield replace(one, notes=(*one.notes, *span.notes))


def _each_meeting(
    obligation: Obligation, recipient: str, calendar: Calendar, years: range, span: Span
) -> Iterator[Occasion]:
    """One occasion per meeting of the recipient, and one for a year without a known meeting.

    A series of conferences has years without one: these ask for nothing, the next conference does, however far it is.
    """
    asked = [year for year in years if not _is_before(obligation, year)]
    held = [one for year in asked for one in calendar.held(recipient, year) if _lies_ahead(one, obligation, calendar)]
    held = [one for one in held if span.holds(one)]
    if calendar.is_series(recipient):
        yield from (at_conference(meeting, calendar) for meeting in held)
        if not held:
            yield from _later_conference(obligation, recipient, calendar, years.stop, span)
        return
    yield from (at(meeting) for meeting in held)
    begins = span.first.due_date.year if span.first else None
    for year in asked:
        (whole,) = periods(Frequency.ANNUAL, year)
        period = span.part(whole)
        if period and not calendar.held(recipient, year):
            yield _assumed(recipient, period)
        elif span.first and year == begins and all(one.year != year for one in held):
            yield replace(span.first, period=whole.name)


def _later_conference(
    obligation: Obligation, recipient: str, calendar: Calendar, year: int, span: Span
) -> Iterator[Occasion]:
    """The first conference of the series in that year or later that the text asks for; none where it ends before."""
    for meeting in calendar.from_year(recipient, year):
        if _lies_ahead(meeting, obligation, calendar) and not _is_before(obligation, meeting.year):
            if span.holds(meeting):
                yield at_conference(meeting, calendar)
                return
            if span.last and meeting.year > span.last.year:
                return
    begins = span.first.due_date.year if span.first else 0
    after = max(year - 1, obligation.resolution.year or 0, begins - 1)
    expected = expected_conference(recipient, after, calendar)
    if span.last is None or expected.due_date <= span.last:
        yield expected


def _each_period(
    obligation: Obligation, recipient: str, calendar: Calendar, years: range, span: Span
) -> Iterator[Occasion]:
    for year in years:
        for period in _periods(obligation, calendar, year, span):
            yield from _periodical(obligation, recipient, calendar, period, span)


def _periods(obligation: Obligation, calendar: Calendar, year: int, span: Span) -> Iterator[Period]:
    """The periods of that year in which a report falls; those that were over before the adoption are none."""
    if _is_before(obligation, year) or not _is_its_turn(obligation, year, span):
        return
    adopted = calendar.adopted(obligation.resolution)
    for one in periods(obligation.frequency, year):
        if (adopted is None or one.end > adopted) and (part := span.part(one)):
            yield part


def _is_its_turn(obligation: Obligation, year: int, span: Span) -> bool:
    """Whether a report of every second, third or fourth year falls in that year; always true of the others.

    They count from the event that the text starts with (`biennially from its eighty-second session`), which has a
    report itself; else from the year of the resolution, which has none; where neither is known every year is listed.
    """
    interval = next((years for one, years in YEARS_BETWEEN.items() if one == obligation.frequency), None)
    adopted = obligation.resolution.year
    if interval is None:
        return True
    if span.first:
        first = span.first.due_date.year
        return year >= first and (year - first) % interval == 0
    return adopted is None or (year > adopted and (year - adopted) % interval == 0)


def _periodical(
    obligation: Obligation, recipient: str, calendar: Calendar, period: Period, span: Span
) -> Iterator[Occasion]:
    """The report of one period; none where the recipient met in it only outside the time that is asked for."""
    notes = _frequency_notes(obligation)
    if span.first and span.first.due_date in period:
        yield replace(span.first, period=period.name, notes=(*notes, *span.first.notes))
        return
    held = _meetings_in(period, recipient, calendar)
    ahead = [one for one in held if _lies_ahead(one, obligation, calendar) and span.holds(one)]
    if ahead:
        meeting = next((one for one in ahead if one.due in period), ahead[0])
        reached = at(meeting)
        yield Occasion(period.name, meeting.name, reached.due_date, (*notes, *reached.notes))
    elif not held:
        yield _assumed(recipient, period, *notes)


def _meetings_in(period: Period, recipient: str, calendar: Calendar) -> list[Meeting]:
    """Meetings in the period; one of which only the year is known counts for the year as a whole."""
    held = calendar.held(recipient, period.start.year)
    return [one for one in held if period.whole_year or (one.start or one.deadline) in period]


def _frequency_notes(obligation: Obligation) -> tuple[str, ...]:
    notes = [note for one, note in _YEARLY_ASSUMED.items() if one == obligation.frequency]
    if obligation.resolution.year is None and obligation.frequency in set(YEARS_BETWEEN):
        notes.append(
            f"the year of the resolution is unknown: every year listed, though the text says {obligation.frequency}"
        )
    return tuple(notes)


def _assumed(recipient: str, period: Period, *notes: str) -> Occasion:
    """The occasion of a report whose recipient is not known to meet in the period."""
    end = f"{period.end.day} {MONTHS[period.end.month - 1]}"
    if not recipient:
        return Occasion(period.name, None, period.end, (*notes, f"{end} assumed"))
    unknown = f"no {recipient} meeting in {period.name} is in Meetings: {end} assumed"
    return Occasion(period.name, None, period.end, (*notes, unknown))


def _lies_ahead(meeting: Meeting, obligation: Obligation, calendar: Calendar) -> bool:
    resolution = obligation.resolution
    if resolution.year is None or meeting.year > resolution.year:
        return True
    # In the year of adoption only days can tell; where one is missing the report is listed rather than lost.
    adopted = calendar.adopted(resolution)
    return adopted is None or meeting.start is None or begins_after(meeting, adopted, resolution.year)


def _is_before(obligation: Obligation, year: int) -> bool:
    return obligation.resolution.year is not None and year < obligation.resolution.year


def _is_one_off(obligation: Obligation) -> bool:
    """A report without a frequency that names its occasion is asked for that occasion only."""
    named = obligation.due_event or obligation.due_date
    return obligation.frequency == Frequency.ONCE or (obligation.frequency == Frequency.UNSPECIFIED and bool(named))


def _numbered(rows: Iterable[_Row]) -> tuple[ReportDue, ...]:
    """The rows with their IDs."""
    taken: set[str] = set()
    return tuple(_report(*row, taken) for row in rows)


def _report(obligation: Obligation, recipient: str, one: Occasion, taken: set[str]) -> ReportDue:
    return ReportDue(
        id=_free(f"{obligation.id}/{_slug(recipient) or '-'}/{_slug(one.period)}", taken),
        obligation=obligation.id,
        resolution=obligation.resolution.id,
        recipient=recipient,
        responsible=obligation.responsible,
        period=one.period,
        meeting=one.meeting,
        due_date=one.due_date,
        notes=one.notes if recipient else (_NO_RECIPIENT, *one.notes),
    )


def _slug(text: str) -> str:
    return "-".join(text.split())


def _free(name: str, taken: set[str]) -> str:
    """The name, or where it is taken the first of `name~2`, `name~3` … that is not; it is taken from then on."""
    candidates = (name if number == 1 else f"{name}~{number}" for number in count(1))
    free = next(one for one in candidates if one not in taken)
    taken.add(free)
    return free
