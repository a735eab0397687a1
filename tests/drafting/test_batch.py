"""Many drafts at once: which documents there are, what each shows, and that their names never collide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from drafted import read, words
from drafting_builders import TODAY, obligation, register, report, resolution, small
from hypothesis import given
from hypothesis import strategies as st

from reporter.drafting import Batch, Limits, Naming, NothingToReport, Request, draft_all
from reporter.model import Meeting, Register, UsageError


def batch(source: Register, *to: str, years: Sequence[int] | None = (2026,), **options: Any) -> Batch:
    request = {name: options.pop(name) for name in ("combine", "each", "limits") if name in options}
    asked = Request(bodies=to or None, years=None if years is None else tuple(years), **request)
    return draft_all(source, asked, today=TODAY, **{"format": "md", **options})


def names(found: Batch) -> list[str]:
    return [one.filename for one in found.drafts]


def owned() -> Register:
    """Three duties: one owner with two, one for which only the responsible is named, one done."""
    duties = [obligation(f"resolves {number}", recipients=("TSAG", "TDAG")) for number in (1, 2, 3, 4)]
    rows = [
        report(duties[0], "TSAG", owner="Ana Díaz", due_date=date(2026, 5, 1)),
        report(duties[1], "TDAG", owner="Ana Díaz", due_date=date(2026, 12, 1), progress="Begun."),
        report(duties[2], "TSAG"),
        report(duties[3], "TSAG", owner="Bo Li", status="Noted", progress="Done."),
    ]
    return register(*rows, obligations=duties, resolutions=[resolution()])


class TestBodiesAndYears:
    def test_one_document_for_each_body(self) -> None:
        assert names(batch(small())) == ["TDAG-2026-implementation-report.md", "TSAG-2026-implementation-report.md"]

    def test_and_each_year_that_has_reports(self) -> None:
        duty = obligation()
        source = register(report(duty), report(duty, "TDAG", "2025"), report(duty, period="2027"), obligations=[duty])
        assert [(one.body, one.year) for one in batch(source, years=None).drafts] == [
            ("TDAG", 2025),
            ("TSAG", 2026),
            ("TSAG", 2027),
        ]

    def test_an_unknown_body_among_several_is_told(self) -> None:
        with pytest.raises(UsageError, match=r"no report goes to 'TSGA'\. Did you mean TSAG"):
            batch(small(), "TDAG", "TSGA")

    def test_a_body_without_anything_to_show_is_told_and_the_others_drafted(self) -> None:
        kept, rejected = obligation("resolves 1"), obligation("resolves 2", review="Rejected")
        found = batch(register(report(kept), report(rejected, "TDAG"), obligations=[kept, rejected]))
        assert names(found) == ["TSAG-2026-implementation-report.md"]
        assert "nothing to report to TDAG" in str(found.empty[0])


class TestCombined:
    def test_one_document_shows_a_joint_duty_once_with_the_report_to_each(self) -> None:
        (found,) = batch(small(), "TSAG", "TDAG", combine=True).drafts
        assert found.filename == "TSAG-TDAG-2026-implementation-report.md"
        text = read(found)
        assert text.startswith("Implementation of reporting obligations to TSAG and to TDAG in 2026")
        assert text.count("to inform TSAG, jointly with the Directors of BR and BDT, of duplicated work;") == 1
        assert "Also reported to: RAG" in text
        assert text.index("TDAG, 2026 Due: 1 June 2026") < text.index("TSAG, 2026 Due: 8 November 2026")

    def test_the_source_stands_where_it_is_the_same_for_all(self) -> None:
        duty = obligation()
        source = register(*(report(duty, to) for to in ("TSAG", "WTSA", "RAG")), obligations=[duty])
        assert "Director of TSB" in read(batch(source, "TSAG", "WTSA", combine=True).drafts[0]).partition("Summary")[0]
        assert "Source" not in read(batch(source, "TSAG", "RAG", combine=True).drafts[0])

    def test_meetings_of_all_are_there(self) -> None:
        source = replace(
            small(), meetings=(Meeting("TDAG", "TDAG-2026-12", 2026, date(2026, 12, 1)), *small().meetings)
        )
        (found,) = batch(source, "TDAG", "TSAG", combine=True).drafts
        assert "TSAG-2026-11" in read(found)


class TestLimits:
    @pytest.mark.parametrize(
        ("only", "clauses"),
        [
            ("overdue", ["resolves 1", "resolves 3"]),
            ("outstanding", ["resolves 1", "resolves 2", "resolves 3"]),
            ("missing", ["resolves 1", "resolves 3"]),
            ("done", ["resolves 4"]),
        ],
    )
    def test_only_reports_that_stand_so(self, only: Any, clauses: list[str]) -> None:
        (found,) = batch(owned(), "TSAG", "TDAG", combine=True, limits=Limits(only=only)).drafts
        text = read(found)
        assert [clause for clause in ("resolves 1", "resolves 2", "resolves 3", "resolves 4") if clause in text] == (
            clauses
        )
        assert "This document shows only reports " in text
        assert f"Not asked for: {4 - len(clauses)}." in text

    def test_only_the_rows_that_were_chosen_whatever_their_year(self) -> None:
        duty = obligation()
        rows = [report(duty), report(duty, period="2025"), report(duty, "TDAG"), report(duty, "RAG")]
        chosen = frozenset({rows[0].id, rows[1].id, rows[2].id})
        found = batch(register(*rows, obligations=[duty]), years=None, limits=Limits(rows=chosen))
        assert [(one.body, one.year) for one in found.drafts] == [("TSAG", 2025), ("TDAG", 2026), ("TSAG", 2026)]

    def test_a_row_that_the_workbook_has_not_is_told(self) -> None:
        with pytest.raises(UsageError, match="the workbook has no report gone/TSAG/2026"):
            batch(small(), limits=Limits(rows=frozenset({"gone/TSAG/2026"})))

    def test_nothing_that_stands_so(self) -> None:
        with pytest.raises(NothingToReport, match="not among those that were asked for: 1"):
            batch(small(), "TDAG", limits=Limits(only="done"))


class TestPeople:
    def test_a_letter_goes_to_everybody_who_is_asked_for_something(self) -> None:
        found = batch(owned(), template="letter")
        assert [one.person for one in found.drafts] == ["Ana Díaz", "Director of TSB"]
        assert names(found) == [
            "TDAG-TSAG-2026-reports-owed-Ana-Díaz.md",
            "TDAG-TSAG-2026-reports-owed-Director-of-TSB.md",
        ]
        text = read(found.drafts[0])
        assert "Dear Ana Díaz," in text
        assert "These 2 are still owed on 20 November 2026, and 1 is past the due date:" in text
        assert words("to report to TSAG each year, as resolves 2 says") in text
        assert "resolves 3" not in text

    def test_all_letters_in_one_file(self) -> None:
        (found,) = batch(owned(), template="letter", combine=True).drafts
        text = read(found)
        assert text.index("Dear Ana Díaz,") < text.index("Dear Director of TSB,")
        assert text.count("Thank you for your help.") == 2

    def test_reports_for_which_nobody_is_named_get_a_letter_without_a_name(self) -> None:
        found = batch(register(report("x", responsible=())), template="letter")
        assert names(found) == ["TSAG-2026-reports-owed-nobody.md"]
        assert "[Nobody is named for these reports]" in read(found.drafts[0])

    def test_a_brief_for_each_who_is_responsible(self) -> None:
        source = register(
            report(obligation("resolves 1")), report(obligation("resolves 2"), responsible=("Director of BR",))
        )
        found = batch(source, template="brief", each="responsible")
        assert [one.person for one in found.drafts] == ["Director of BR", "Director of TSB"]
        assert "For: Director of BR" in read(found.drafts[0])
        assert "resolves 1" not in read(found.drafts[0])

    def test_nobody_owes_anything(self) -> None:
        with pytest.raises(UsageError, match="nobody owes a report any more"):
            batch(register(report("x", status="Noted")), template="letter")


class TestNames:
    @given(
        bodies=st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=90).filter(str.strip),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    def test_no_two_are_the_same_on_any_system(self, bodies: list[str]) -> None:
        source = register(*(report(f"x{number}", body) for number, body in enumerate(bodies)))
        found = names(batch(source))
        assert len({unicodedata.normalize("NFKC", name).casefold() for name in found}) == len(found)
        assert all(len(name.encode()) < 255 for name in found)

    def test_a_body_has_the_same_name_alone_as_among_all(self) -> None:
        source = register(report("x", "A/B"), report("y", "A-B"), report("z", "a:b"))
        together = names(batch(source))
        assert together == [f"{stem}-2026-implementation-report.md" for stem in ("A-B", "A-B-2", "a-b-3")]
        assert [name for to in ("A-B", "A/B", "a:b") for name in names(batch(source, to))] == together

    def test_long_names_of_any_script_fit_into_a_file_name(self) -> None:
        source = register(report("x", "委" * 200), report("y", "委" * 200 + "会"))
        first, second = names(batch(source))
        assert first != second
        assert all(len(name.encode()) <= 255 for name in (first, second))

    def test_another_language_is_told_in_the_name(self) -> None:
        assert names(batch(small(), "TSAG", language="fr")) == ["TSAG-2026-implementation-report-fr.md"]

    def test_patterns_name_files_and_symbols(self) -> None:
        found = batch(small(), naming=Naming(file="{year}_{to}_{number:02}", symbol="{to}-TD{number:03}", number=7))
        assert names(found) == ["2026_TDAG_07.md", "2026_TSAG_08.md"]
        assert "Document TSAG-TD008" in read(found.drafts[1])

    @pytest.mark.parametrize(
        ("pattern", "name"),
        [("CON", "_CON.md"), ("nul", "_nul.md"), ("com1.report", "_com1.report.md"), ("Console", "Console.md")],
    )
    def test_no_file_has_the_name_of_a_device_of_windows(self, pattern: str, name: str) -> None:
        found = batch(small(), "TSAG", naming=Naming(file=pattern))
        assert names(found) == [name]

    def test_a_number_is_not_filled_up_without_bounds(self) -> None:
        with pytest.raises(UsageError, match="asks for more than 50 digits"):
            batch(small(), naming=Naming(symbol="{number:0999999999}"))

    def test_a_pattern_that_tells_nothing_apart_is_numbered(self) -> None:
        assert names(batch(small(), naming=Naming(file="report"))) == ["report.md", "report-2.md"]

    @pytest.mark.parametrize(
        ("pattern", "told"),
        [
            ("{yaer}", "names {yaer}. Did you mean {year}?"),
            ("{to", "cannot be read"),
            ("{to.__class__}", "names {to.__class__}"),
            ("{year:€}", "cannot be read"),
        ],
    )
    def test_a_wrong_pattern_is_told(self, pattern: str, told: str) -> None:
        with pytest.raises(UsageError) as caught:
            batch(small(), naming=Naming(file=pattern))
        assert told in str(caught.value)
