"""The finished documents: what a reader finds in them, in which order, and that nothing typed is lost or executed."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from drafted import links, paragraphs, part, read, rows, tables, words
from drafting_builders import TODAY, obligation, register, report, resolution, single, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.drafting import Draft, draft
from reporter.model import Register

FORMATS = ("docx", "md", "html")
BODIES = ("TSAG", "Council", "General Assembly")
"""One for each Word template."""


def drafted(source: Register, form: Any = "docx", body: str = "TSAG") -> Draft:
    return draft(source, body=body, year=2026, today=TODAY, format=form)


def test_a_small_report_paragraph_by_paragraph() -> None:
    eighteen = "WTSA Resolution 18 (Rev. New Delhi, 2024)"
    two = "WTSA Resolution 2 (Rev. New Delhi, 2024)"
    assert [one for one in paragraphs(drafted(small())) if one[1]] == [
        ("Head", "Telecommunication Standardization Advisory Group (TSAG)"),
        ("Head Right", "Document [document symbol]"),
        ("Head", "TSAG-2026-11, Geneva, 23–27 November 2026"),
        ("Head Right", "20 November 2026"),
        ("Head", "Source: Director of TSB"),
        ("Head Right", "Original: English"),
        ("Title", "Implementation of reporting obligations to TSAG in 2026"),
        ("Box Label", "Summary"),
        ("Box Text", "2 resolutions ask for reports to TSAG in 2026: 3 duties to report, with 3 reports due."),
        (
            "Box Text",
            "By 20 November 2026, 1 of 3 reports had been submitted or noted; 1 was in progress; "
            "1 had not been started. 1 report is overdue. "
            "No information has been received on 1 report (Annex 2).",
        ),
        ("Box Label", "Action required"),
        (
            "Box Text",
            "TSAG is invited to note this report and to consider the reports that are outstanding (section 4).",
        ),
        ("Box Label", "References"),
        ("Box Text", f"{two}, Study groups"),
        ("Box Text", f"{eighteen}, Coordination among the Sectors"),
        ("Heading 1", "At a glance"),
        *(("Figure", number) for number in "331121"),
        *(
            ("Figure Name", name)
            for name in ("Duties to report", "Reports due", "Reported", "In progress", "Outstanding", "Overdue")
        ),
        ("Chart Title", "Reports by status"),
        ("Chart Title", "Reports by the month they are due"),
        ("Heading 1", "Overview"),
        *(("Table Head", name) for name in ("Resolution", "Clause", "Responsible", "Due date", "Status")),
        *_cells(two, "resolves 3", "Director of TSB", "11 May 2026", "Submitted"),
        *_cells(eighteen, "instructs the Director of TSB 1", "Director of TSB", "31 December 2026", "In progress"),
        *_cells(
            eighteen,
            "instructs the Director of TSB 2",
            "Director of BR, Director of TSB and Director of BDT",
            "8 November 2026",
            "Overdue: Not started",
        ),
        ("Heading 1", "Reports by resolution"),
        ("Heading 2", two),
        ("Resolution Title", "Study groups"),
        ("Heading 3", "resolves 3"),
        ("Clause", "that TSAG shall be informed of the mandates each year,"),
        ("Fact", "Responsible\tDirector of TSB"),
        ("Fact", "Frequency\tannual"),
        ("Fact", "Due\t11 May 2026"),
        ("Fact", "Status\tSubmitted"),
        ("Fact", "Submitted on\t8 May 2026"),
        ("Fact", "Document\tTSAG-TD101"),
        ("Label", "Progress"),
        ("Body Text", "Mandates were reviewed."),
        ("Label", "Results"),
        ("Body Text", "Eleven study groups confirmed."),
        ("Label", "Evidence"),
        ("Body Text", "https://www.example.org/td/101 and the minutes"),
        ("Heading 2", eighteen),
        ("Resolution Title", "Coordination among the Sectors"),
        ("Heading 3", "instructs the Director of TSB 1"),
        ("Clause", "to report progress to TSAG annually;"),
        ("Fact", "Responsible\tDirector of TSB"),
        ("Fact", "Frequency\tannual"),
        ("Fact", "Due\t31 December 2026"),
        ("Fact", "Status\tIn progress"),
        ("Label", "Progress"),
        ("Body Text", "Two meetings were held:"),
        ("List Bullet", "in May, in Geneva"),
        ("List Bullet", "in November, online"),
        ("Label", "Next steps"),
        ("Body Text", "A third meeting."),
        ("Heading 3", "instructs the Director of TSB 2"),
        ("Clause", "to inform TSAG, jointly with the Directors of BR and BDT, of duplicated work;"),
        ("Fact", "Responsible\tDirector of BR, Director of TSB and Director of BDT"),
        ("Fact", "Frequency\teach meeting"),
        ("Fact", "Also reported to\tRAG and TDAG"),
        ("Fact", "Due\t8 November 2026"),
        ("Fact", "Status\tOverdue: Not started"),
        ("Missing", "[No information received from A. Focal by 20 November 2026]"),
        ("Heading 1", "Outstanding"),
        *(("Table Head", name) for name in ("Resolution", "Clause", "Owner", "Due date", "What is missing")),
        *_cells(
            eighteen,
            "instructs the Director of TSB 2 (2026)",
            "A. Focal",
            "8 November 2026",
            "Overdue by 12 days. Not started, no information received",
        ),
        *_cells(eighteen, "instructs the Director of TSB 1 (2026)", "B. Point", "31 December 2026", "In progress"),
        ("Annex Heading", "All reports"),
        *(("Table Head", name) for name in ("Resolution", "Clause", "Responsible", "Frequency", "Period", "Meeting")),
        *(("Table Head", name) for name in ("Due date", "Status", "Owner", "Document")),
        *_cells(two, "resolves 3", "Director of TSB", "annual", "2026", "11 May 2026", "Submitted", "TSAG-TD101"),
        *_cells(eighteen, "instructs the Director of TSB 1", "Director of TSB", "annual", "2026"),
        *_cells("31 December 2026", "In progress", "B. Point"),
        *_cells(
            eighteen,
            "instructs the Director of TSB 2",
            "Director of BR, Director of TSB and Director of BDT",
            "each meeting",
            "2026",
            "8 November 2026",
            "Overdue: Not started",
            "A. Focal",
        ),
        ("Annex Heading", "Reports without information"),
        ("Normal", "Nobody has written anything on these reports by 20 November 2026."),
        *(("Table Head", name) for name in ("Resolution", "Clause", "Period", "Asked to write", "Due date")),
        *_cells(eighteen, "instructs the Director of TSB 2", "2026", "A. Focal", "8 November 2026"),
    ]


def _cells(*texts: str) -> list[tuple[str, str]]:
    return [("Table Text", text) for text in texts]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("body", BODIES)
class TestEveryFormatAndTemplate:
    def test_whatever_people_wrote_is_there(self, form: str, body: str) -> None:
        duty = obligation(recipients=(body,))
        written = {
            "progress": "The progress that was made.",
            "results": "The results that came of it.",
            "next_steps": "The steps that come next.",
            "evidence": "Minutes of the meeting",
            "document": "TD-77",
            "owner": "Focal Point",
            "status": "Waiting for input",
        }
        one = report(duty, body, submitted_on=date(2026, 3, 4), **written)
        text = read(drafted(register(one, obligations=[duty], resolutions=[resolution()]), form, body))
        for value in written.values():
            assert value in text
        assert "4 March 2026" in text
        assert duty.text in text

    def test_nothing_but_dates_and_counts_is_invented_for_a_silent_row(self, form: str, body: str) -> None:
        duty = obligation(recipients=(body,))
        text = read(drafted(register(report(duty, body), obligations=[duty]), form, body))
        assert "[No information received from Director of TSB by 20 November 2026]" in text
        for label in ("Progress", "Results", "Next steps", "Evidence"):
            assert f" {label} " not in text

    def test_rejected_duties_are_counted_and_not_shown(self, form: str, body: str) -> None:
        kept, rejected = obligation("resolves 1"), obligation("resolves 2", text="a false find", review="Rejected")
        source = register(report(kept, body), report(rejected, body), obligations=[kept, rejected])
        text = read(drafted(source, form, body))
        assert "a false find" not in text
        # Reasons that no report has been left out for are not named.
        assert text.rstrip().endswith("Not shown in this report: 1 report. Obligation rejected: 1.")

    def test_every_reason_for_leaving_out_is_named(self, form: str, body: str) -> None:
        kept, rejected = obligation("resolves 1"), obligation("resolves 2", review="Rejected")
        rows_ = (
            report(kept, body),
            report(rejected, body),
            report(kept, body, "2026-Q1", state="Superseded"),
            report(kept, body, "2026-Q2", state="Withdrawn"),
            report(kept, body, "", due_date=None),
        )
        assert (
            read(drafted(register(*rows_, obligations=[kept, rejected]), form, body))
            .rstrip()
            .endswith(
                "Not shown in this report: 4 reports. Obligation rejected: 1. Superseded: 1. Withdrawn: 1. Without a year: 1."
            )
        )

    def test_a_body_for_which_all_is_done(self, form: str, body: str) -> None:
        duty = obligation()
        text = read(drafted(register(report(duty, body, status="Noted", progress="x"), obligations=[duty]), form, body))
        assert "Nothing is outstanding." in text
        assert "Something has been written on every report." in text

    def test_a_report_of_an_unknown_obligation_is_shown(self, form: str, body: str) -> None:
        text = read(drafted(register(report("gone/resolves-9", body, progress="Written.")), form, body))
        assert "[The register holds no text of this clause]" in text
        assert "Written." in text

    def test_what_the_program_assumed_is_marked(self, form: str, body: str) -> None:
        text = read(drafted(register(report("x", body, notes="31 December assumed")), form, body))
        assert re.search(r"To check:? \[31 December assumed\]", text)

    @pytest.mark.parametrize("status", ["Submitted", "Noted", "Not applicable"])
    def test_an_assumption_about_a_report_that_is_done_is_not_printed(self, status: str, form: str, body: str) -> None:
        text = read(drafted(register(report("x", body, status=status, notes="31 December assumed")), form, body))
        assert "To check" not in text
        assert "assumed" not in text

    def test_several_periods_are_told_apart(self, form: str, body: str) -> None:
        duty = obligation(text="the clause, once")
        reports = [report(duty, body, f"2026-Q{n}", progress=f"Quarter {n}.") for n in (1, 2)]
        text = read(drafted(register(*reports, obligations=[duty]), form, body))
        assert text.count("the clause, once") == 1
        assert re.search(r"2026-Q1 Due:? .* Quarter 1\. .*2026-Q2 Due:? .* Quarter 2\.", text)

    def test_the_same_register_and_day_give_the_same_bytes(self, form: str, body: str) -> None:
        duty = obligation()
        source = register(report(duty, body, evidence="https://a.example https://b.example"), obligations=[duty])
        assert drafted(source, form, body) == drafted(source, form, body)


HOSTILE = {
    "ampersand": "R&D, AT&T; &amp; &#65; stay",
    "tags": "<tag> </w:t></w:r> <script>alert(1)</script> <br> a<b>c",
    "jinja": "{{ 7*7 }} {% for x in y %} {# note #} {{ config }} %} }}",
    "docxtpl": "{_{ 1 }_} {_% x %_} {%p if x %} {{r x }} {%tr for %}",
    "formula": "=HYPERLINK(1) +1 @x",
    "markdown": "*a* **b** _c_ `d` ~~e~~ [f](g) ![h](i) # j | k | \\l $m$ <https://x> snake_case 2 * 3 * 4",
    "heading": "# not a heading",
    "quotation": "> not a quotation",
    "rule": "---",
    "underline": "===",
    "emoji": "👩‍🚀 done 🛰️ ✓",
    "arabic": "مرحبا بالعالم (ITU-T) 123",
    "hebrew in the middle": "before שלום after",
    "quotes": "“double” ‘single’ \"straight\" 'plain' …",
    "long word": "x" * 400,
    "full cell": "word " * 8000,
    "entity": "&lt;b&gt; &nbsp;",
    "backslashes": r"C:\reports\new\table \* \_",
    "private use and plane 16": "\ue000 \U0010fffd",
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_come_out_as_typed_wherever_they_stand(text: str, form: str) -> None:
    duty = obligation(text=f"clause {text}", clause=f"resolves {text[:40]}", owner=f"owner {text[:40]}")
    one = report(duty, progress=text, next_steps=f"- item {text}", evidence=text, document=f"doc {text[:40]}")
    source = register(one, obligations=[duty], resolutions=[resolution(title=f"title {text[:400]}")])
    found = read(drafted(source, form))
    for expected in (text, f"clause {text}", f"item {text}", f"title {text[:400]}", f"doc {text[:40]}"):
        assert words(expected) in found
    assert " 49 " not in found


@pytest.mark.parametrize("form", FORMATS)
def test_control_characters_are_left_out_and_reported(form: str) -> None:
    finished = drafted(single(progress="be\x00fore\x07 and\x1f after", owner="O\x0bwner"), form)
    assert "before and after" in read(finished)
    assert finished.notes == (
        "WTSA-18-2024/instructs-the-Director-of-TSB-2/TSAG/2026, Progress: 3 control character(s) left out",
    )


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=60))
def test_any_visible_text_comes_out_as_typed(text: str, form: str) -> None:
    # A mark at the start of a line becomes the mark of a list: that is tested by itself.
    found = read(drafted(single(progress=f"begin {text} end"), form))
    expected = re.sub("[\ufffe\uffff]", "", text)
    assert words(f"begin {expected} end") in found


def test_typed_lists_become_lists_in_word() -> None:
    typed = "Done:\n- one\n  - inner\n1. first\na) second\nمرحبا"
    found = [one for one in paragraphs(drafted(single(progress=typed))) if one[0] != "Table Text"]
    start = found.index(("Body Text", "Done:"))
    assert found[start : start + 6] == [
        ("Body Text", "Done:"),
        ("List Bullet", "one"),
        ("List Bullet 2", "inner"),
        ("Typed List", "1.\tfirst"),
        ("Typed List", "a)\tsecond"),
        ("Right To Left", "مرحبا"),
    ]


@pytest.mark.parametrize(("form", "item"), [("md", "- one"), ("html", '<li dir="auto">one</li>')])
def test_typed_lists_become_lists_elsewhere(form: str, item: str) -> None:
    assert item in drafted(single(progress="Done:\n- one"), form).content.decode()


class TestLinks:
    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("see https://www.itu.int/md/T22/en.", "https://www.itu.int/md/T22/en"),
            ("(https://x.example/a_(b))", "https://x.example/a_(b)"),
            ("HTTPS://X.EXAMPLE/?q=1&r=2", "HTTPS://X.EXAMPLE/?q=1&r=2"),
            ("https://x.example/été|{a}", "https://x.example/%C3%A9t%C3%A9%7C%7Ba%7D"),
        ],
    )
    def test_a_web_address_leads_there(self, typed: str, address: str) -> None:
        finished = drafted(single(evidence=typed))
        assert links(finished) == [address]
        assert typed in read(finished)

    @pytest.mark.parametrize(
        "typed",
        ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://[bad", "https://x.example/" + "a" * 3000],
    )
    def test_what_is_no_web_address_stays_text(self, typed: str) -> None:
        finished = drafted(single(evidence=typed))
        assert links(finished) == []
        assert typed in read(finished)
        assert typed in read(drafted(single(evidence=typed), "html"))
        assert "<a href" not in drafted(single(evidence=typed), "html").content.decode().partition("<h5>")[2]

    def test_in_html_and_markdown_too(self) -> None:
        source = single(evidence="https://x.example/?a=1&b=<c>")
        assert '<a href="https://x.example/?a=1&amp;b=">' in drafted(source, "html").content.decode()
        assert "](<https://x.example/?a=1&b=>)" in drafted(source, "md").content.decode()


class TestTheLookOfWordReports:
    def test_headings_are_headings(self) -> None:
        levels = [style for style, _ in paragraphs(drafted(small())) if style.startswith("Heading")]
        assert levels == [
            "Heading 1",
            "Heading 1",
            "Heading 1",
            "Heading 2",
            "Heading 3",
            "Heading 2",
            "Heading 3",
            "Heading 3",
            "Heading 1",
        ]

    @pytest.mark.parametrize("body", BODIES)
    def test_tables_repeat_their_head_and_keep_their_rows_whole(self, body: str) -> None:
        duty = obligation()
        finished = drafted(register(report(duty, body), obligations=[duty]), "docx", body)
        style = f"{qn('w:tblPr')}/{qn('w:tblStyle')}[@{qn('w:val')}='ReportTable']"
        found = [one for one in tables(Document(BytesIO(finished.content))) if one.find(style) is not None]
        assert len(found) == 4
        for table in found:
            head, *others = table.iter(qn("w:tr"))
            assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (head, *others))

    def test_an_overdue_status_is_said_in_bold_words(self) -> None:
        assert rows(drafted(small()), 3)[-1][-1] == "Overdue: Not started"
        xml = part(drafted(small()), "word/document.xml")
        assert '<w:rStyle w:val="Overdue"/></w:rPr><w:t xml:space="preserve">Overdue: </w:t>' in xml

    def test_pages_are_a4_and_numbered_and_name_the_body(self) -> None:
        finished = drafted(small())
        document = Document(BytesIO(finished.content))
        upright, sideways = document.sections
        assert (round(upright.page_width.cm, 1), round(upright.page_height.cm, 1)) == (21.0, 29.7)
        assert (round(sideways.page_width.cm, 1), round(sideways.page_height.cm, 1)) == (29.7, 21.0)
        assert document.sections[0].header.paragraphs[0].text == "TSAG: implementation report 2026, [document symbol]"
        fields = [field.get(qn("w:instr")).strip() for field in upright.footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]

    def test_its_properties_tell_title_and_day(self) -> None:
        duty = obligation()
        finished = drafted(register(report(duty, "R&D <group>"), obligations=[duty]), "docx", "R&D <group>")
        properties = Document(BytesIO(finished.content)).core_properties
        assert properties.title == "Implementation of reporting obligations to R&D <group> in 2026"
        assert properties.created.date() == properties.modified.date() == TODAY

    def test_entries_of_the_package_carry_no_time(self) -> None:
        with zipfile.ZipFile(BytesIO(drafted(small()).content)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


class TestTheLookOfPages:
    def test_html_needs_no_network_and_no_script(self) -> None:
        page = drafted(small(), "html").content.decode()
        assert not re.search(r"<script|<link|<img|@import|url\((?!#)", page)
        assert "default-src 'none'" in page

    def test_html_has_a_light_a_dark_and_a_printed_look(self) -> None:
        page = drafted(small(), "html").content.decode()
        assert "prefers-color-scheme: dark" in page
        assert "@media print" in page

    def test_the_overview_leads_to_the_sections(self) -> None:
        page = drafted(small(), "html").content.decode()
        targets = re.findall(r'href="#([^"]+)"', page)
        assert len(targets) == 3
        assert all(f'id="{target}"' in page for target in targets)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("TSAG", "TSAG-2026-implementation-report.docx"),
        ("ITU-T study groups", "ITU-T-study-groups-2026-implementation-report.docx"),
        ("../x:y", "x-y-2026-implementation-report.docx"),
        ("Комиссия", "Комиссия-2026-implementation-report.docx"),
    ],
)
def test_the_file_is_named_after_body_and_year(body: str, name: str) -> None:
    duty = obligation()
    assert drafted(register(report(duty, body), obligations=[duty]), "docx", body).filename == name


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("TSAG", "Source: Director of TSB"),
        ("TDAG", "Source: Director of BDT"),
        ("Council", "Report by the Secretary-General"),
        ("ITU-R study groups", "Implementation of reporting obligations to ITU-R study groups in 2026"),
        ("General Assembly", "Implementation of reporting obligations to the General Assembly in 2026"),
    ],
)
def test_the_template_follows_the_body(body: str, head: str) -> None:
    duty = obligation()
    assert head in read(drafted(register(report(duty, body), obligations=[duty]), "docx", body))


def hostile_register(body: str) -> Register:
    """Many resolutions with every hostile text in them."""
    resolutions = [resolution(str(n)) for n in range(1, 5)]
    duties = [obligation(f"resolves {n}", of=one.id) for one in resolutions for n in (1, 2)]
    texts = [text[:2000] for text in HOSTILE.values()]
    reports = [
        report(
            duty, body, f"2026-{n:02}", progress=text, results=f"1. {text}", evidence=f"https://x.example/{n} {text}"
        )
        for duty in duties
        for n, text in enumerate(texts[:12], 1)
    ]
    return register(*reports, obligations=duties, resolutions=resolutions)


@pytest.mark.parametrize("body", BODIES)
def test_word_reports_pass_microsofts_validator(
    body: str, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    for source in (hostile_register(body), replace(single(), reports=(report(obligation(), body),))):
        path = tmp_path / "report.docx"
        path.write_bytes(drafted(source, "docx", body).content)
        assert validate(path) == []


def test_libreoffice_opens_a_word_report_and_finds_its_words(tmp_path: Path, soffice: str) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(drafted(small()).content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = words((tmp_path / "report.txt").read_text(encoding="utf-8-sig"))
    assert "Eleven study groups confirmed." in text
    assert "[No information received from A. Focal by 20 November 2026]" in text
