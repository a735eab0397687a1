"""What falls due when: tables of a duty, the meetings known, and the rows that follow, with the reason beside each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.model import Meeting, Obligation, ReportDue, Resolution, Source
from reporter.model.tables import Frequency
from reporter.schedule import overtaken, reports_due

TSAG_MAY = Meeting("TSAG", "TSAG-2026-05", 2026, start=date(2026, 5, 18), deadline=date(2026, 5, 5))
TSAG_NOVEMBER = Meeting("TSAG", "TSAG-2026-11", 2026, start=date(2026, 11, 2))


def duty(
    frequency: str = "annual",
    *recipients: str,
    adopted: tuple[str, str | None, int | None] = ("WTSA", "New Delhi", 2024),
    number: str = "18",
    event: str | None = None,
    by: date | None = None,
    ends: str | None = None,
    name: str = "WTSA-18-2024/instructs-2",
) -> Obligation:
    """A duty of the Director of TSB under WTSA Resolution 18 (Rev. New Delhi, 2024), unless told otherwise."""
    body, place, year = adopted
    resolution = Resolution(
        body=body,
        number=number,
        title="Working together",
        place=place,
        year=year,
        revision=True,
        file="r.txt",
        start=0,
        end=0,
        sections=(),
        id="WTSA-18-2024",
    )
    return Obligation(
        id=name,
        resolution=resolution,
        clause="instructs the Director of TSB 2",
        text="to report",
        responsible=("Director of TSB",),
        recipients=recipients,
        frequency=frequency,
        due_event=event,
        due_date=by,
        subject="",
        force="instructs",
        conditional=False,
        source=Source("r.txt", 0, 0),
        confidence=1.0,
        ends=ends,
    )


def rows(obligation: Obligation, *meetings: Meeting, year: int = 2026, years: int = 1) -> list[ReportDue]:
    return list(reports_due([obligation], meetings, year=year, years=years))


def periods_and_days(obligation: Obligation, *meetings: Meeting, year: int = 2026, years: int = 1) -> list[str]:
    return [f"{one.period} by {one.due_date}" for one in rows(obligation, *meetings, year=year, years=years)]


def test_a_row_says_what_is_owed_by_whom_to_whom_and_when() -> None:
    assert rows(duty("annual", "TSAG"), TSAG_MAY) == [
        ReportDue(
            id="WTSA-18-2024/instructs-2/TSAG/2026",
            obligation="WTSA-18-2024/instructs-2",
            resolution="WTSA-18-2024",
            recipient="TSAG",
            responsible=("Director of TSB",),
            period="2026",
            meeting="TSAG-2026-05",
            due_date=date(2026, 5, 5),
        )
    ]


@pytest.mark.parametrize(
    ("frequency", "meetings", "expected", "why"),
    [
        ("annual", [TSAG_MAY], ["2026 by 2026-05-05"], "the document deadline goes before the first day"),
        ("annual", [TSAG_NOVEMBER], ["2026 by 2026-11-02"], "without a deadline the first day"),
        ("annual", [TSAG_NOVEMBER, TSAG_MAY], ["2026 by 2026-05-05"], "of two meetings the first, in any order"),
        ("annual", [], ["2026 by 2026-12-31"], "no meeting known: the end of the year"),
        ("semiannual", [TSAG_MAY], ["2026-H1 by 2026-05-05", "2026-H2 by 2026-12-31"], "the meeting inside the half"),
        (
            "quarterly",
            [TSAG_MAY, TSAG_NOVEMBER],
            ["2026-Q1 by 2026-03-31", "2026-Q2 by 2026-05-05", "2026-Q3 by 2026-09-30", "2026-Q4 by 2026-11-02"],
            "a quarter without a meeting ends on its last day",
        ),
        ("each-meeting", [TSAG_MAY, TSAG_NOVEMBER], ["TSAG-2026-05 by 2026-05-05", "TSAG-2026-11 by 2026-11-02"], ""),
        ("each-meeting", [], ["2026 by 2026-12-31"], "a year whose meetings nobody entered still has a row"),
        ("biennial", [TSAG_MAY], ["2026 by 2026-05-05"], "2026 is two years after 2024"),
        ("triennial", [TSAG_MAY], [], "2026 is not three years after 2024"),
        ("quadrennial", [TSAG_MAY], [], "2026 is not four years after 2024"),
        ("periodic", [TSAG_MAY], ["2026 by 2026-05-05"], "yearly assumed"),
        ("unspecified", [TSAG_MAY], ["2026 by 2026-05-05"], "yearly assumed"),
    ],
)
def test_periodical_reports(frequency: str, meetings: list[Meeting], expected: list[str], why: str) -> None:
    assert periods_and_days(duty(frequency, "TSAG"), *meetings) == expected, why


def test_monthly_reports_end_with_their_month_also_in_a_leap_year() -> None:
    days = periods_and_days(duty("monthly", "TSAG"), year=2028)
    assert len(days) == 12
    assert days[1] == "2028-02 by 2028-02-29"
    assert days[11] == "2028-12 by 2028-12-31"


@pytest.mark.parametrize(
    ("obligation", "meetings", "note"),
    [
        (duty("annual", "TSAG"), [], "no TSAG meeting in 2026 is in Meetings: 31 December assumed"),
        (duty("quarterly", "TSAG"), [], "no TSAG meeting in 2026-Q1 is in Meetings: 31 March assumed"),
        (duty("unspecified", "TSAG"), [TSAG_MAY], "the text gives no frequency: yearly assumed"),
        (duty("annual"), [], "the text names no recipient"),
        (
            duty("annual", "TSAG"),
            [Meeting("TSAG", "TSAG-2026", 2026)],
            "TSAG-2026 has no dates in Meetings: 31 December 2026 assumed",
        ),
        (
            duty("biennial", "TSAG", adopted=("WTSA", None, None)),
            [TSAG_MAY],
            "the year of the resolution is unknown: every year listed, though the text says biennial",
        ),
    ],
)
def test_what_was_assumed_is_noted(obligation: Obligation, meetings: list[Meeting], note: str) -> None:
    assert note in rows(obligation, *meetings)[0].notes


def test_nothing_is_noted_where_nothing_was_assumed() -> None:
    assert rows(duty("annual", "TSAG"), TSAG_MAY)[0].notes == ()


def test_each_recipient_has_its_own_row_once_and_keeps_the_order_of_the_text() -> None:
    found = rows(duty("annual", "TSAG", "Council", "TSAG"), TSAG_MAY)
    assert [(one.recipient, one.meeting) for one in found] == [("TSAG", "TSAG-2026-05"), ("Council", "Council-26")]


def test_without_a_recipient_the_row_is_kept() -> None:
    assert [(one.id, one.recipient) for one in rows(duty("annual"))] == [("WTSA-18-2024/instructs-2/-/2026", "")]


def test_spaces_of_a_recipient_become_hyphens_in_the_id() -> None:
    assert rows(duty("annual", "ITU-T study groups"))[0].id == "WTSA-18-2024/instructs-2/ITU-T-study-groups/2026"


def test_the_year_asked_and_the_next_one_are_listed_unless_told_otherwise() -> None:
    found = reports_due([duty("annual", "TSAG")], [], year=2026)
    assert [one.period for one in found] == ["2026", "2027"]


def test_council_meets_for_a_day_before_the_plenipotentiary_but_its_session_counts() -> None:
    assert periods_and_days(duty("annual", "Council")) == ["2026 by 2026-03-29"]


def test_what_people_wrote_in_meetings_goes_before_the_built_in_calendar() -> None:
    moved = Meeting("Council", "Council-26", 2026, start=date(2026, 6, 1))
    assert periods_and_days(duty("annual", "Council"), moved) == ["2026 by 2026-06-01"]


def test_a_conference_asked_for_every_year_is_due_every_year() -> None:
    assert periods_and_days(duty("annual", "PP"), years=2) == ["2026 by 2026-11-09", "2027 by 2027-12-31"]


@pytest.mark.parametrize(
    ("year", "years", "expected"),
    [
        (2025, 2, ["PP-26 by 2026-11-09"]),
        (2025, 1, ["PP-26 by 2026-11-09"]),
        (2027, 2, ["PP-30 by 2030-12-31"]),
    ],
)
def test_each_plenipotentiary_means_the_next_one_however_far(year: int, years: int, expected: list[str]) -> None:
    assert periods_and_days(duty("each-meeting", "PP"), year=year, years=years) == expected


def test_a_duty_does_not_reach_back_before_its_adoption() -> None:
    assert rows(duty("annual", "TSAG"), year=2023) == []


def test_a_meeting_before_the_adoption_asks_for_nothing_in_that_year() -> None:
    # WTSA-24 closed on 24 October; TSAG had met in January, and Council in June.
    assert rows(duty("annual", "TSAG", "Council"), year=2024) == []
    december = Meeting("TSAG", "TSAG-2024-12", 2024, start=date(2024, 12, 2))
    assert periods_and_days(duty("annual", "TSAG"), december, year=2024) == ["2024 by 2024-12-02"]


@pytest.mark.parametrize(
    ("frequency", "recipient", "expected"),
    [
        # Council-26 met from 28 April to 8 May.
        ("quarterly", "TDAG", ["2026-Q2 by 2026-06-30", "2026-Q3 by 2026-09-30", "2026-Q4 by 2026-12-31"]),
        ("quarterly", "Council", ["2026-Q3 by 2026-09-30", "2026-Q4 by 2026-12-31"]),
        ("semiannual", "TDAG", ["2026-H1 by 2026-06-30", "2026-H2 by 2026-12-31"]),
        ("semiannual", "Council", ["2026-H2 by 2026-12-31"]),
    ],
)
def test_a_period_that_was_over_at_the_adoption_has_no_report(
    frequency: str, recipient: str, expected: list[str]
) -> None:
    of_council = duty(frequency, recipient, adopted=("Council", "Geneva", 2026))
    assert periods_and_days(of_council) == expected


def test_monthly_reports_begin_with_the_month_of_the_adoption() -> None:
    of_council = duty("monthly", "TDAG", adopted=("Council", "Geneva", 2026))
    assert [one.period for one in rows(of_council)][:2] == ["2026-05", "2026-06"]


@pytest.mark.parametrize(
    ("years_later", "due"), [(0, False), (1, False), (2, False), (3, False), (4, True), (5, False), (8, True)]
)
def test_every_fourth_year_counts_from_the_resolution(years_later: int, due: bool) -> None:
    assert bool(rows(duty("quadrennial", "TSAG"), year=2024 + years_later)) is due


@pytest.mark.parametrize(("year", "due"), [(2025, False), (2026, False), (2027, True), (2028, False), (2029, True)])
def test_every_second_year_counts_from_the_event_where_the_text_names_one(year: int, due: bool) -> None:
    from_its_82nd = duty("biennial", "General Assembly", event="82nd session")
    assert bool(rows(from_its_82nd, year=year)) is due


@pytest.mark.parametrize(
    ("frequency", "recipient", "event", "expected", "why"),
    [
        ("triennial", "General Assembly", "82nd session", ["2027 by 2027-09-07", "2030 by 2030-09-10"], "in steps"),
        ("biennial", "General Assembly", "81st session", ["2026 by 2026-09-08", "2028 by 2028-09-05"], ""),
        ("annual", "General Assembly", "83rd session", ["2028 by 2028-09-05", "2029 by 2029-09-11"], "none before"),
        ("annual", "Board", "162nd session in January 2028", ["2028 by 2028-01-31", "2029 by 2029-12-31"], "its day"),
        ("semiannual", "Board", "June 2028", ["2028-H1 by 2028-06-30", "2028-H2 by 2028-12-31"], "its half"),
        ("each-meeting", "Board", "2nd meeting in 2028", ["2028 by 2028-12-31", "2029 by 2029-12-31"], ""),
        ("each-meeting", "WTSA", "WTSA-32", ["WTSA-32 by 2032-12-31"], "the conference after the first is not asked"),
    ],
)
def test_repeated_reports_begin_with_the_occasion_that_the_text_names(
    frequency: str, recipient: str, event: str, expected: list[str], why: str
) -> None:
    begins = duty(frequency, recipient, adopted=("WTSA", "New Delhi", 2024), event=event)
    assert periods_and_days(begins, years=5)[:2] == expected, why


def test_repeated_reports_begin_on_the_day_that_the_text_gives() -> None:
    found = periods_and_days(duty("quarterly", "TSAG", by=date(2026, 8, 15)))
    assert found == ["2026-Q3 by 2026-08-15", "2026-Q4 by 2026-12-31"]


def test_reports_to_each_meeting_begin_with_the_meeting_that_the_text_names() -> None:
    second = duty("each-meeting", "TSAG", event="2nd meeting in 2026")
    assert periods_and_days(second, TSAG_MAY, TSAG_NOVEMBER) == ["TSAG-2026-11 by 2026-11-02"]


def test_the_first_report_is_listed_though_the_meetings_known_of_its_year_come_before_it() -> None:
    second = duty("each-meeting", "TSAG", event="2nd meeting in 2026")
    assert periods_and_days(second, TSAG_MAY) == ["2026 by 2026-12-31"]


def test_a_first_occasion_whose_day_is_not_known_is_noted() -> None:
    (row,) = rows(duty("biennial", "Board", event="158th session"))
    assert row.period == "2026"
    assert 'the day of "158th session", with which the reports begin, is not known' in row.notes


def test_each_recipient_has_a_first_occasion_of_its_own() -> None:
    both = duty("annual", "Board", "General Assembly", event="158th session; 82nd session")
    found = rows(both, years=2)
    assert [(one.recipient, one.period) for one in found] == [
        ("Board", "2026"),
        ("Board", "2027"),
        ("General Assembly", "2027"),
    ]
    assert 'the day of "158th session", with which the reports begin, is not known' in found[0].notes


@pytest.mark.parametrize(
    ("frequency", "ends", "expected"),
    [
        ("annual", "until 2025", []),
        ("annual", "until the end of 2026", ["2026 by 2026-12-31"]),
        ("annual", "up to and including 2026", ["2026 by 2026-12-31"]),
        ("annual", "until June 2027", ["2026 by 2026-12-31", "2027 by 2027-06-30"]),
        ("annual", "until 15 June 2027", ["2026 by 2026-12-31", "2027 by 2027-06-15"]),
        ("semiannual", "until 31 May 2026", ["2026-H1 by 2026-05-31"]),
        ("annual", "until PP-26", ["2026 by 2026-11-27"]),
        ("annual", "until WTSA-28", ["2026 by 2026-12-31", "2027 by 2027-12-31"]),
        ("each-meeting", "until 2026", ["2026 by 2026-12-31"]),
    ],
)
def test_no_report_falls_due_after_the_end_that_the_text_gives(frequency: str, ends: str, expected: list[str]) -> None:
    found = rows(duty(frequency, "RAG", ends=ends), years=2)
    assert [f"{one.period} by {one.due_date}" for one in found] == expected
    assert not any("the text ends it" in note for one in found for note in one.notes)


def test_a_meeting_after_the_end_asks_for_nothing() -> None:
    to_each = duty("each-meeting", "TSAG", ends="until June 2026")
    assert periods_and_days(to_each, TSAG_MAY, TSAG_NOVEMBER) == ["TSAG-2026-05 by 2026-05-05"]
    assert rows(duty("annual", "TSAG", ends="until June 2026"), TSAG_NOVEMBER) == []
    assert rows(duty("each-meeting", "PP", ends="until 2028"), year=2027) == []
    assert rows(duty("each-meeting", "WTSA", ends="until 2026")) == []


@pytest.mark.parametrize(
    "ends", ["until it is wound up", "until its eighth meeting", "until the next WTSA", "until 2019"]
)
def test_an_end_without_a_day_ahead_is_noted_on_each_report(ends: str) -> None:
    found = rows(duty("annual", "TSAG", ends=ends), TSAG_MAY, years=2)
    assert [one.period for one in found] == ["2026", "2027"]
    assert all(one.notes[-1] == f'the text ends it: "{ends}"' for one in found)


def test_without_a_frequency_but_with_an_occasion_the_report_is_asked_for_once() -> None:
    assert periods_and_days(duty("unspecified", "PP", event="PP-26"), years=3) == ["PP-26 by 2026-11-09"]


def test_a_date_in_the_text_goes_before_the_meeting() -> None:
    assert periods_and_days(duty("annual", "TSAG", by=date(2026, 3, 1)), TSAG_MAY) == ["2026 by 2026-03-01"]


def test_obligations_that_are_no_longer_in_force_are_skipped() -> None:
    obligation = duty("annual", "TSAG")
    assert reports_due([obligation], [], year=2026, skip={obligation.id}) == ()


@pytest.mark.parametrize(
    ("event", "recipient", "adopted", "expected", "why"),
    [
        ("next PP", "PP", ("PP", "Bucharest", 2022), "PP-26 by 2026-11-09", "the first one after its own"),
        ("next PP", "PP", ("Council", "Geneva", 2026), "PP-26 by 2026-11-09", "Council meets before it"),
        ("next PP", "PP", ("PP", "Doha", 2026), "PP-30 by 2030-12-31", "not the one that adopted it"),
        ("next WTSA", "WTSA", ("WTSA", "New Delhi", 2024), "WTSA-28 by 2028-12-31", "not announced: four years on"),
        ("next WRC", "WRC", ("RA", "Shanghai", 2027), "WRC-27 by 2027-10-18", "the week after the assembly"),
        ("next WRC", "WRC", ("WRC", "Dubai", 2023), "WRC-27 by 2027-10-18", "not the one that adopted it"),
        ("PP-26", "Council", ("PP", "Bucharest", 2022), "PP-26 by 2026-11-09", "by its name, for another body"),
        ("pp-26", "PP", ("PP", "Bucharest", 2022), "PP-26 by 2026-11-09", "capitals do not matter"),
        ("PP-30", "PP", ("PP", "Doha", 2026), "PP-30 by 2030-12-31", "a name that tells its year"),
        ("next Council", "Council", ("PP", "Bucharest", 2025), "next Council by 2026-03-29", "first session known"),
        ("next session", "Council", ("PP", None, 2025), "next session by 2026-03-29", "of the recipient"),
        ("next meeting of TSAG", "TSAG", ("WTSA", "New Delhi", 2026), "next meeting of TSAG by 2027-12-31", ""),
        ("2026 session", "Council", ("PP", "Bucharest", 2022), "2026 session by 2026-03-29", "of the recipient"),
        ("end of 2027", "Council", ("PP", "Bucharest", 2022), "end of 2027 by 2027-12-31", "no meeting meant"),
        ("first meeting in 2026", "Council", ("PP", None, 2022), "first meeting in 2026 by 2026-03-29", ""),
        ("2026", "Council", ("PP", "Bucharest", 2022), "2026 by 2026-03-29", "a bare year: when the recipient meets"),
        ("2027", "TSAG", ("WTSA", "New Delhi", 2024), "2027 by 2027-12-31", "no meeting known in it"),
        ("February 2028", "Board", ("", None, 2024), "February 2028 by 2028-02-29", "the end of the month"),
        ("WTSA in 2028", "WTSA", ("WTSA", "New Delhi", 2024), "WTSA-28 by 2028-12-31", "the same row as next WTSA"),
        ("within 18 months", "TSAG", ("WTSA", "New Delhi", 2024), "within 18 months by 2026-04-24", "of the last day"),
        ("within two years of adoption", "C", ("", None, 2024), "within two years of adoption by 2026-12-31", ""),
        (
            "within 90 days of the adoption of this resolution",
            "C",
            ("", None, 2026),
            "within 90 days of the adoption of this resolution by 2027-03-31",
            "",
        ),
        (
            "within three months of its closure",
            "TSAG",
            ("WTSA", None, 2024),
            "within three months of its closure by 2026-12-31",
            "nobody knows when that is, so never overtaken",
        ),
        (
            "within 90 days after the adoption of the budget",
            "TSAG",
            ("WTSA", None, 2024),
            "within 90 days after the adoption of the budget by 2026-12-31",
            "not of the resolution",
        ),
        (
            "162nd session in January 2028",
            "Executive Board",
            ("", None, 2024),
            "162nd session by 2028-01-31",
            "month end",
        ),
        ("2nd meeting in 2027", "TSAG", ("WTSA", None, 2024), "2nd meeting by 2027-12-31", "only the year is known"),
        ("first meeting in March 2027", "TSAG", ("WTSA", None, 2024), "first meeting in March 2027 by 2027-03-31", ""),
        ("next session in 2028", "Board", ("", None, 2024), "next session in 2028 by 2028-12-31", "as the text says"),
        (
            "63rd session in 2026",
            "Human Rights Council",
            ("HRC", None, 2024),
            "63rd session by 2026-09-01",
            "its month",
        ),
        (
            "81st session in 2027",
            "General Assembly",
            ("", None, 2025),
            "81st session by 2026-09-08",
            "it goes on in 2027",
        ),
        ("current session", "Council", ("Council", None, 2026), "current session by 2026-12-31", ""),
        ("end of its mandate", "Council", ("Council", None, 2021), "end of its mandate by 2026-12-31", "not known"),
        ("next forum", "Forum", ("Forum", None, 2021), "next forum by 2026-12-31", "not known, so never overtaken"),
        ("next session", "Council", ("Council", None, 2030), "next session by 2031-12-31", "it meets every year"),
        ("63rd session", "Human Rights Council", ("HRC", None, 2024), "63rd session by 2026-09-01", "three a year"),
        (
            "79th World Health Assembly",
            "World Health Assembly",
            ("", None, 2024),
            "79th World Health Assembly by 2026-05-01",
            "",
        ),
        ("158th session", "Executive Board", ("", None, 2024), "158th session by 2026-12-31", "not known: as asked"),
        (None, "TSAG", ("WTSA", "New Delhi", 2024), "once by 2026-12-31", "the text tells nothing"),
    ],
)
def test_one_off_reports(
    event: str | None, recipient: str, adopted: tuple[str, str | None, int], expected: str, why: str
) -> None:
    assert periods_and_days(duty("once", recipient, adopted=adopted, event=event)) == [expected], why


@pytest.mark.parametrize(
    ("number", "year", "event", "expected"),
    [
        ("80/12", 2025, "81st session", "81st session by 2026-09-08"),
        ("80/300", 2026, "82nd session", "82nd session by 2027-09-07"),
        ("80/300", 2026, "next session", "next session by 2026-09-08"),
        ("80/12", 2025, "next session", "next session by 2026-09-08"),
    ],
)
def test_reports_to_the_general_assembly_are_due_when_its_session_opens(
    number: str, year: int, event: str, expected: str
) -> None:
    to_assembly = duty("once", "General Assembly", adopted=("General Assembly", None, year), number=number, event=event)
    assert periods_and_days(to_assembly) == [expected]


@pytest.mark.parametrize(
    ("body", "number", "adopted", "event", "expected"),
    [
        ("General Conference", "GC(68)/RES/16", 2024, "70th session", "70th session by 2026-12-31"),
        ("IAEA General Conference", "GC(67)/RES/14", 2023, "70th session", "70th session by 2026-12-31"),
    ],
)
def test_a_session_of_the_adopting_body_is_counted_from_the_number_of_the_resolution(
    body: str, number: str, adopted: int, event: str, expected: str
) -> None:
    to_conference = duty("once", "General Conference", adopted=(body, None, adopted), number=number, event=event)
    assert periods_and_days(to_conference) == [expected]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("1st meeting in 2026", "2026-05-05"),
        ("2nd meeting in 2026", "2026-11-02"),
        ("3rd meeting in 2026", "2026-12-31"),
        ("26th meeting in 2026", "2026-05-05"),
        ("26th meeting in November 2026", "2026-11-02"),
    ],
)
def test_a_session_in_a_stated_year_is_the_one_of_meetings_that_it_can_be(event: str, expected: str) -> None:
    (row,) = rows(duty("once", "TSAG", event=event), TSAG_MAY, TSAG_NOVEMBER)
    assert str(row.due_date) == expected


def test_annual_reports_to_the_general_assembly_follow_its_sessions() -> None:
    to_assembly = duty("annual", "General Assembly", adopted=("General Assembly", None, 2025), number="80/12")
    found = rows(to_assembly, years=2)
    assert [(one.period, one.meeting) for one in found] == [("2026", "81st session"), ("2027", "82nd session")]


def test_a_deadline_that_people_wrote_for_a_session_moves_the_day_and_keeps_the_row() -> None:
    to_assembly = duty("once", "General Assembly", event="81st session")
    entered = Meeting("General Assembly", "UNGA-81", 2026, deadline=date(2026, 7, 15))
    (before,), (after,) = rows(to_assembly), rows(to_assembly, entered)
    assert before.id == after.id
    assert (after.meeting, after.due_date) == ("UNGA-81", date(2026, 7, 15))


def test_announcing_a_conference_moves_the_day_and_keeps_the_row() -> None:
    next_assembly = duty("once", "WTSA", event="next WTSA")
    announced = Meeting("WTSA", "WTSA-28", 2028, start=date(2028, 10, 3))
    (before,), (after,) = rows(next_assembly), rows(next_assembly, announced)
    assert before.id == after.id
    assert after.due_date == date(2028, 10, 3)
    assert after.notes == ()


def test_a_one_off_report_beyond_the_years_asked_has_its_row_and_one_before_them_is_told_apart() -> None:
    later = duty("once", "TSAG", by=date(2031, 6, 1), name="later")
    earlier = duty("once", "PP", adopted=("PP", "Dubai", 2018), event="next PP", name="earlier")
    yearly = duty("once", "Council", adopted=("PP", "Dubai", 2018), event="next session", name="yearly")
    assert [one.obligation for one in reports_due([later, earlier, yearly], [], year=2026)] == ["later"]
    passed = overtaken([later, earlier, yearly], [], year=2026)
    assert [(one.id, str(one.due_date)) for one in passed] == [
        ("earlier/PP/PP-22", "2022-09-26"),
        ("yearly/Council/next-session", "2019-12-31"),
    ]


duties = st.builds(
    duty,
    st.sampled_from([*Frequency, "often"]),
    adopted=st.tuples(
        st.sampled_from(["PP", "WTSA", "General Assembly", "Council", ""]),
        st.none(),
        st.one_of(st.none(), st.integers(1990, 2040)),
    ),
    event=st.sampled_from([None, "next PP", "80th session", "WTSA-28", "next TSAG", "2027", "some day"]),
    name=st.sampled_from(["a", "a/TSAG", "b", "b~2"]),
)
recipients = st.lists(st.sampled_from(["TSAG", "TSAG/2026", "PP", "General Assembly", "A B", "A-B", "A B~2"]))


@given(st.lists(st.builds(lambda one, to: replace(one, recipients=tuple(to)), duties, recipients)))
def test_ids_are_unique_stable_and_every_day_lies_in_a_year_asked_for_or_later(obligations: list[Obligation]) -> None:
    found = reports_due(obligations, [TSAG_MAY], year=2026)
    assert len({one.id for one in found}) == len(found)
    assert found == reports_due(obligations, [TSAG_MAY], year=2026)
    assert all(one.due_date.year >= 2026 for one in found)


@given(duties)
def test_a_one_off_report_is_either_due_or_overtaken(obligation: Obligation) -> None:
    once = replace(obligation, frequency="once", recipients=("TSAG", "PP"))
    listed = (*reports_due([once], [], year=2026), *overtaken([once], [], year=2026))
    assert sorted(one.recipient for one in listed) == ["PP", "TSAG"]


def test_a_report_for_two_events_falls_due_at_the_one_of_each_recipient() -> None:
    one = duty("once", "TSAG", "WTSA", event="2026 meeting; WTSA-28")
    assert [(row.recipient, row.period) for row in rows(one, TSAG_MAY)] == [
        ("TSAG", "2026 meeting"),
        ("WTSA", "WTSA-28"),
    ]


@pytest.mark.parametrize(
    ("event", "by", "expected"),
    [
        # A report at each of two sessions of the General Assembly, whose 81st opens in September 2026.
        ("81st session; 82nd session", None, ["81st session by 2026-09-08", "82nd session by 2027-09-07"]),
        ("81st and 82nd sessions", None, ["81st session by 2026-09-08", "82nd session by 2027-09-07"]),
        # Days that the text gives; the first is the due date.
        (
            "2026-10-15 and 2027-04-15",
            date(2026, 10, 15),
            ["2026-10-15 by 2026-10-15", "2027-04-15 by 2027-04-15"],
        ),
        ("2026-10-15; 2027-04-15", date(2026, 10, 15), ["2026-10-15 by 2026-10-15", "2027-04-15 by 2027-04-15"]),
    ],
)
def test_one_duty_may_ask_for_a_report_at_several_events(event: str, by: date | None, expected: list[str]) -> None:
    asked = duty("once", "General Assembly", adopted=("General Assembly", None, 2025), event=event, by=by)
    assert periods_and_days(asked) == expected


def test_a_report_in_each_of_several_years() -> None:
    asked = duty("once", "TSAG", event="2026, 2027 and 2028")
    assert [(one.period, one.due_date.year) for one in rows(asked)] == [("2026", 2026), ("2027", 2027), ("2028", 2028)]


def test_a_report_at_a_meeting_of_each_of_several_years() -> None:
    asked = duty("once", "RAG", event="2027 and 2028 meetings")
    assert [(one.period, one.due_date.year) for one in rows(asked)] == [("2027 meeting", 2027), ("2028 meeting", 2028)]


def test_several_bodies_have_an_event_each() -> None:
    asked = duty("once", "TSAG", "Council", event="2026; 2027")
    assert [(one.recipient, one.due_date.year) for one in rows(asked)] == [("TSAG", 2026), ("Council", 2027)]
