"""What goes into a report: which rows, in which order, counted how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from drafting_builders import TODAY, obligation, register, report, resolution, single, small

from reporter.drafting import NothingToReport, ReportContext, bodies_with_reports, build_context, draft
from reporter.model import Meeting, Register, UsageError
from reporter.model.tables import State, Status


def context(source: Register, body: str = "TSAG", year: int = 2026) -> ReportContext:
    return build_context(source, body, year, TODAY)


def shown(found: ReportContext) -> list[str]:
    return [item.id for one in found.resolutions for duty in one.duties for item in duty.reports]


class TestWhichReports:
    def test_those_of_the_body_and_the_year(self) -> None:
        duty = obligation()
        ours = report(duty)
        others = [report(duty, "TDAG"), report(duty, period="2025", due_date=date(2025, 5, 1))]
        assert shown(context(register(ours, *others, obligations=[duty]))) == [ours.id]

    @pytest.mark.parametrize(
        ("period", "meeting", "due"),
        [
            ("2026", "", None),
            ("2026-Q3", "", None),
            ("2026-03", "", None),
            # A report on one year that falls due in the next is of the year it covers.
            ("2026", "", date(2027, 1, 15)),
            # A period may be a meeting's name: the calendar knows its year.
            ("TSAG-26", "TSAG-26", None),
            ("TSAG-26", "", date(2025, 12, 1)),
            ("WTSA-26", "", None),
            ("each session", "", date(2026, 5, 1)),
            ("TSAG-2026-05", "", None),
        ],
    )
    def test_the_year_is_the_periods_else_the_meetings_else_the_due_dates(
        self, period: str, meeting: str, due: date | None
    ) -> None:
        meetings = [Meeting("TSAG", "TSAG-26", 2026), Meeting("WTSA", "WTSA-26", 2026)]
        one = report(obligation(), period=period, meeting=meeting, due_date=due)
        assert shown(context(register(one, meetings=meetings))) == [one.id]

    def test_a_row_without_a_year_is_counted_and_named(self) -> None:
        duty = obligation()
        lost = report(duty, period="each session", due_date=None, progress="Written all the same.")
        finished = draft(register(report(duty), lost, obligations=[duty]), body="TSAG", year=2026, today=TODAY)
        assert [(one.report, one.written) for one in finished.left_out] == [(lost.id, True)]
        assert "what was written there is not shown" in str(finished.left_out[0])

    def test_two_rows_with_the_same_id_are_two_rows(self) -> None:
        duty = obligation()
        first, copied = report(duty, progress="Written."), report(duty, state="Withdrawn")
        found = context(register(first, copied, obligations=[duty]))
        assert (len(shown(found)), found.left_out.withdrawn) == (1, 1)

    def test_capitals_of_the_body_do_not_matter(self) -> None:
        assert context(single(), "tsag").body == "TSAG"

    def test_a_cell_with_several_recipients_goes_to_each(self) -> None:
        one = report(obligation(), "TSAG; TDAG")
        assert shown(context(register(one), "TDAG")) == [one.id]

    def test_a_rejected_obligation_is_left_out_and_counted(self) -> None:
        kept, rejected = obligation("resolves 1"), obligation("resolves 2", review="Rejected")
        found = context(register(report(kept), report(rejected, progress="x"), obligations=[kept, rejected]))
        assert shown(found) == [report(kept).id]
        assert (found.left_out.rejected, found.left_out.total) == (1, 1)

    @pytest.mark.parametrize(("state", "reason"), [(State.SUPERSEDED, "superseded"), (State.WITHDRAWN, "withdrawn")])
    def test_a_row_gone_from_the_sources_is_left_out_unless_somebody_wrote(self, state: State, reason: str) -> None:
        duty = obligation()
        silent = report(duty, period="2026-Q1", state=state)
        written = report(duty, period="2026-Q2", state=state, progress="Done before the revision.")
        found = context(register(silent, written, obligations=[duty]))
        assert shown(found) == [written.id]
        assert getattr(found.left_out, reason) == found.left_out.total == 1
        assert found.resolutions[0].duties[0].reports[0].state == state

    def test_the_state_of_the_obligation_counts_as_well(self) -> None:
        kept, gone = obligation("resolves 1"), obligation("resolves 2", state="Withdrawn")
        found = context(register(report(kept), report(gone), obligations=[kept, gone]))
        assert shown(found) == [report(kept).id]

    def test_a_proposed_suppression_is_shown(self) -> None:
        found = context(single(state=State.SUPPRESSION))
        assert found.resolutions[0].duties[0].reports[0].state == "Suppression proposed"


class TestOrder:
    def test_conferences_first_then_numbers_as_numbers_then_clauses(self) -> None:
        bodies = [("WTSA", "18"), ("WTSA", "2"), ("Council", "1332"), ("PP", "131"), ("WTDC", "9"), ("PP", "70")]
        resolutions = [resolution(number, body=body) for body, number in bodies]
        duties = [obligation("resolves 1", of=one.id) for one in resolutions]
        found = context(register(*map(report, duties), obligations=duties, resolutions=resolutions))
        assert [(one.body, one.number) for one in found.resolutions] == [
            ("PP", "70"),
            ("PP", "131"),
            ("WTSA", "2"),
            ("WTSA", "18"),
            ("WTDC", "9"),
            ("Council", "1332"),
        ]

    def test_clauses_follow_the_order_of_a_resolution(self) -> None:
        clauses = ["Annex A 1", "invites Member States 1", "instructs the Director of TSB 10", "resolves further 1"]
        clauses += ["instructs the Director of TSB 2", "resolves 3"]
        duties = [obligation(clause) for clause in clauses]
        found = context(register(*map(report, duties), obligations=duties))
        assert [duty.clause for duty in found.resolutions[0].duties] == [
            "resolves 3",
            "resolves further 1",
            "instructs the Director of TSB 2",
            "instructs the Director of TSB 10",
            "invites Member States 1",
            "Annex A 1",
        ]

    def test_reports_of_a_duty_follow_their_due_dates(self) -> None:
        duty = obligation()
        dates = {"2026-Q1": date(2026, 12, 1), "2026-Q2": date(2026, 2, 1), "2026-Q3": None}
        reports = [report(duty, period=period, due_date=due) for period, due in dates.items()]
        found = context(register(*reports, obligations=[duty]))
        assert [one.period for one in found.resolutions[0].duties[0].reports] == ["2026-Q2", "2026-Q1", "2026-Q3"]

    def test_outstanding_ones_follow_their_due_dates(self) -> None:
        assert [one.clause for one in context(small()).outstanding] == [
            "instructs the Director of TSB 2",
            "instructs the Director of TSB 1",
        ]


class TestJointDuties:
    def test_several_obligations_of_one_clause_are_one_duty(self) -> None:
        first = obligation(id="a", responsible=("Director of BR",), frequency="annual")
        second = obligation(id="b", responsible=("Director of TSB",), recipients=("TSAG", "RAG"), frequency="once")
        found = context(register(report(first), report(second), obligations=[first, second]))
        (duty,) = found.resolutions[0].duties
        assert duty.responsible == ("Director of BR", "Director of TSB")
        assert duty.others == ("RAG",)
        assert duty.frequency == "annual; once"
        assert len(duty.reports) == 2
        assert (found.counts.duties, found.counts.reports) == (1, 2)

    def test_the_same_clause_of_another_resolution_is_another_duty(self) -> None:
        duties = [obligation("resolves 1", of=of) for of in ("WTSA-2-2024", "WTSA-18-2024")]
        found = context(register(*map(report, duties), obligations=duties))
        assert [len(one.duties) for one in found.resolutions] == [1, 1]


class TestCounts:
    def test_every_status_is_counted_once(self) -> None:
        duty = obligation()
        chosen = ["", *Status, "Waiting for input", "in progress"]
        reports = [report(duty, period=f"2026-{n:02}", status=status) for n, status in enumerate(chosen, 1)]
        counts = context(register(*reports, obligations=[duty])).counts
        assert counts.reports == len(chosen) == 9
        assert counts.reported == 2
        assert counts.not_applicable == 1
        assert counts.not_started == 2
        # In progress twice, drafted, and the organisation's own status.
        assert counts.in_progress == 4
        assert counts.outstanding == counts.in_progress + counts.not_started

    @pytest.mark.parametrize(
        ("due", "status", "overdue"),
        [
            (date(2026, 11, 19), "", True),
            (date(2026, 11, 20), "", False),
            (date(2026, 11, 19), "Submitted", False),
            (date(2026, 11, 19), "Not applicable", False),
            (date(2026, 11, 19), "Drafted", True),
            (None, "", False),
        ],
    )
    def test_overdue_is_what_is_not_done_after_its_day(self, due: date | None, status: str, overdue: bool) -> None:
        assert context(single(due_date=due, status=status)).counts.overdue == int(overdue)


class TestGaps:
    @pytest.mark.parametrize("column", ["progress", "results", "next_steps", "evidence", "document"])
    def test_whatever_was_written_closes_the_gap(self, column: str) -> None:
        assert context(single(**{column: "x"})).gaps == ()

    @pytest.mark.parametrize("blank", ["", "  \n"])
    def test_white_space_and_remarks_do_not(self, blank: str) -> None:
        assert len(context(single(progress=blank, remarks="call them")).gaps) == 1

    def test_nothing_is_missing_where_nothing_applies(self) -> None:
        assert context(single(status="Not applicable")).gaps == ()

    def test_a_report_submitted_without_a_word_is_a_gap(self) -> None:
        assert len(context(single(status="Submitted")).gaps) == 1

    def test_the_owner_is_asked_else_the_owner_of_the_obligation_else_the_responsible(self) -> None:
        duty = obligation(owner="of the obligation")
        asked = [
            context(register(report(duty, owner="of the report"), obligations=[duty])).gaps[0].asked,
            context(register(report(duty), obligations=[duty])).gaps[0].asked,
            context(register(report(replace(duty, owner="")), obligations=[replace(duty, owner="")])).gaps[0].asked,
            context(register(report("unknown"))).gaps[0].asked,
        ]
        assert asked == [("of the report",), ("of the obligation",), ("Director of TSB",), ()]

    def test_the_caller_gets_a_sentence_for_each(self) -> None:
        (gap,) = draft(small(), body="TSAG", year=2026, today=TODAY).gaps
        assert str(gap) == (
            "WTSA Resolution 18 (Rev. New Delhi, 2024), instructs the Director of TSB 2 (2026): "
            "nothing written by A. Focal; was due 2026-11-08"
        )


class TestRowsThatPointNowhere:
    def test_a_report_of_an_unknown_obligation_is_shown(self) -> None:
        found = context(register(report("WTSA-18-2024/instructs-9", progress="Done.")))
        (one,) = found.resolutions
        assert (one.citation, one.duties[0].clause) == ("WTSA-18-2024", "WTSA-18-2024/instructs-9")
        assert not one.duties[0].known

    def test_rows_without_any_obligation_stay_apart(self) -> None:
        rows = [report("", period=period, id=period) for period in ("2026-01", "2026-02")]
        assert len(context(register(*rows)).resolutions[0].duties) == 2

    def test_a_resolution_without_a_number_is_cited_by_its_id(self) -> None:
        duty = obligation(of="X")
        found = context(register(report(duty), obligations=[duty], resolutions=[resolution("", id="X")]))
        assert found.resolutions[0].citation == "X"


class TestMeetings:
    def test_the_next_one_of_the_body_is_the_reports(self) -> None:
        meetings = [
            Meeting("TSAG", "TSAG-2026-12", 2026, date(2026, 12, 7), date(2026, 12, 11)),
            Meeting("TSAG", "TSAG-2026-05", 2026, date(2026, 5, 25), date(2026, 5, 29)),
            Meeting("TDAG", "TDAG-2026-11", 2026, date(2026, 11, 21)),
            Meeting("TSAG", "TSAG-2027", 2027),
        ]
        found = context(replace(single(), meetings=tuple(meetings)))
        assert [one.name for one in found.meetings] == ["TSAG-2026-05", "TSAG-2026-12"]
        assert found.meeting is not None
        assert found.meeting.name == "TSAG-2026-12"

    def test_after_the_last_one_it_is_the_last(self) -> None:
        past = Meeting("TSAG", "TSAG-2026-05", 2026, date(2026, 5, 25), None)
        found = context(replace(single(), meetings=(past,)))
        assert found.meeting is not None
        assert found.meeting.name == "TSAG-2026-05"


class TestQuestionsWithoutAnAnswer:
    def test_an_unknown_body_names_the_known_and_the_nearest(self) -> None:
        with pytest.raises(UsageError) as caught:
            context(small(), "TSAC")
        assert str(caught.value) == (
            "no report goes to 'TSAC'. Did you mean TSAG? Bodies that expect reports: TDAG, TSAG."
        )

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("TSGA", "TSAG"), ("STAG", "TSAG"), ("WTS", "WTSA"), ("WTSAA", "WTSA"), ("Counsil", "Council")],
    )
    def test_the_nearest_body_takes_the_fewest_slips(self, typed: str, meant: str) -> None:
        source = register(*(report("x", body) for body in ("WTSA", "TSAG", "TDAG", "Council")))
        with pytest.raises(UsageError, match=rf"Did you mean {meant}\?"):
            context(source, typed)

    def test_a_body_whose_reports_are_all_left_out_has_nothing_to_report(self) -> None:
        duty = obligation(review="Rejected")
        with pytest.raises(NothingToReport) as caught:
            draft(register(report(duty), obligations=[duty]), body="TSAG", year=2026, today=TODAY)
        assert str(caught.value).startswith(
            "there is nothing to report to TSAG in 2026: every report is left out (the obligation was rejected: 1). "
        )

    def test_a_body_like_no_other_gets_no_suggestion(self) -> None:
        with pytest.raises(
            UsageError, match=r"no report goes to 'Universal Postal Union'\. Bodies that expect reports"
        ):
            context(small(), "Universal Postal Union")

    def test_a_year_without_reports_names_those_that_have_some(self) -> None:
        duty = obligation()
        source = register(report(duty), report(duty, period="2024"), obligations=[duty])
        with pytest.raises(UsageError) as caught:
            context(source, "TSAG", 2031)
        assert str(caught.value) == "TSAG expects no report in 2031. Years with reports to TSAG: 2024, 2026."

    def test_an_empty_register_says_what_to_do(self) -> None:
        with pytest.raises(UsageError, match=r"holds no reports yet.*reporter sync"):
            context(register())

    def test_a_body_with_rows_without_a_year_says_so(self) -> None:
        with pytest.raises(UsageError, match="none of its reports has a period"):
            context(register(report(obligation(), period="", due_date=None)))

    def test_an_unknown_format_is_refused(self) -> None:
        with pytest.raises(UsageError, match=r"'pdf' is no format of a draft\. Choose one of docx, md, html"):
            draft(single(), body="TSAG", year=2026, today=TODAY, format="pdf")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["ITU Council", "Council of ITU", "itu  council", "council"])
def test_a_body_is_found_by_any_name_that_texts_use(name: str) -> None:
    assert context(register(report("x", "Council")), name).body == "Council"
    assert context(register(report("x", name)), "Council").counts.reports == 1


def test_two_names_of_one_body_give_one_report() -> None:
    source = register(report("x", "Council"), report("y", "ITU Council"))
    assert bodies_with_reports(source, 2026) == ("Council",)
    assert context(source, "Council").counts.reports == 2


def test_bodies_with_reports_are_those_of_the_year() -> None:
    duty = obligation()
    source = register(
        report(duty), report(duty, "RAG"), report(duty, "Council", "2025"), report(duty, "tsag", "2026-Q1")
    )
    assert bodies_with_reports(source, 2026) == ("RAG", "TSAG")
    assert bodies_with_reports(source, 2025) == ("Council",)
    assert bodies_with_reports(source, 1999) == ()
