"""Builds the Word templates that come with the program: `python templates/build.py`.

The .docx files are what counts: an organisation changes them in Word. This script is how the shipped ones came about,
and says their wording once. Running it again gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from word_elements import Page, Run

from reporter.drafting.word import repacked

FOLDER = Path(__file__).resolve().parent
WIDTH = 16.6
"""Of the text on an upright page, in centimetres."""

EVERY_REPORT = ("for resolution in resolutions", "for duty in resolution.duties", "for report in duty.reports")
DUE = "{{ report.due | date }}{% if not report.due %}no date{% endif %}"
STATUS: tuple[str | Run, ...] = (
    "{%r if report.overdue %}",
    ("Overdue: ", "Overdue"),
    "{%r endif %}",
    "{{ report.status }}",
)
TITLE = "Implementation of reporting obligations to {{ addressee }} in {{ year }}"
SUMMARY = (
    "{{ counts.resolutions | counted('resolution asks', 'resolutions ask', 'No') }} for reports to {{ addressee }} in "
    "{{ year }}: {{ counts.duties | counted('duty', 'duties') }} to report, with "
    "{{ counts.reports | counted('report', 'reports') }} due.",
    "By {{ today | date }}, {% if counts.reported %}{{ counts.reported }}{% else %}none{% endif %} of "
    "{{ counts.reports | counted('report', 'reports') }} had been submitted"
    " or noted{% if counts.in_progress %}; "
    "{{ counts.in_progress | counted('was', 'were') }} in progress{% endif %}"
    "{% if counts.not_started %}; {{ counts.not_started | counted('had', 'had') }} not been started"
    "{% endif %}{% if counts.not_applicable %}; "
    "{{ counts.not_applicable | counted('was', 'were') }} not applicable{% endif %}. "
    "{% if counts.overdue %}{{ counts.overdue | counted('report is', 'reports are') }} overdue."
    "{% elif counts.outstanding %}None is overdue.{% else %}Nothing is outstanding.{% endif %}"
    "{% if counts.gaps %} No information has been received on {{ counts.gaps | counted('report', 'reports') }} "
    "(Annex 2).{% endif %}",
)
ACTION = (
    "{{ addressee | sentence }} is invited to note this report"
    "{% if counts.outstanding %} and to consider the reports that are outstanding (section 4){% endif %}."
)
REFERENCE = "{{ resolution.citation }}{% if resolution.title %}, {{ resolution.title }}{% endif %}"
SYMBOL: Run = ("[document symbol]", "Placeholder")
MEETING = (
    "{% if meeting %}{{ meeting.name }}{% if meeting.place %}, {{ meeting.place }}{% endif %}"
    "{% if meeting.start %}, {{ meeting.start | dates(meeting.end) }}{% endif %}{% endif %}"
)


def advisory_group() -> Page:
    """For TSAG, TDAG and RAG."""
    page = Page()
    page.columns(
        (10.2, 6.4),
        (
            ([("{{ body_name }} ({{ body }})", "Strong")], ["Document ", SYMBOL]),
            ([MEETING], ["{{ today | date }}"]),
            (["Source: {{ source }}"], ["Original: English"]),
        ),
        ("Head", "Head Right"),
    )
    page.paragraph(TITLE, style="Title")
    _box(page, "Summary", "Action required")
    _sections(page)
    page.running_head("{{ body }}: implementation report {{ year }}, ", SYMBOL)
    return page


def council() -> Page:
    """For the Council."""
    page = Page()
    page.columns(
        (10.2, 6.4),
        (
            ([("{{ body_name }} {{ year }}", "Strong")], ["Document ", SYMBOL]),
            ([MEETING], ["{{ today | date }}"]),
            (["Agenda item: ", ("[agenda item]", "Placeholder")], ["Original: English"]),
        ),
        ("Head", "Head Right"),
    )
    page.tag("if source")
    page.paragraph("Report by the {{ source }}", style="Report By")
    page.tag("endif")
    page.paragraph(TITLE, style="Title")
    _box(page, "Purpose", "Action required by the Council")
    _sections(page)
    page.running_head("{{ body }} {{ year }}, implementation report, ", SYMBOL)
    return page


def plain() -> Page:
    """For every other body."""
    page = Page()
    page.columns(
        (10.2, 6.4),
        (
            ([("{{ body_name }}", "Strong")], ["Document ", SYMBOL]),
            ([MEETING], ["{{ today | date }}"]),
        ),
        ("Head", "Head Right"),
    )
    page.paragraph(TITLE, style="Title")
    _box(page, "Summary", "Action required")
    _sections(page)
    page.running_head("{{ body }}: implementation report {{ year }}")
    return page


def _box(page: Page, summary: str, action: str) -> None:
    cell = page.box(WIDTH)
    page.paragraph(summary, style="Box Label", into=cell)
    for sentence in SUMMARY:
        page.paragraph(sentence, style="Box Text", into=cell)
    page.paragraph(action, style="Box Label", into=cell)
    page.paragraph(ACTION, style="Box Text", into=cell)
    page.paragraph("References", style="Box Label", into=cell)
    page.tag("for resolution in resolutions", into=cell)
    page.paragraph(REFERENCE, style="Box Text", into=cell)
    page.tag("endfor", into=cell)


def _sections(page: Page) -> None:
    page.paragraph("At a glance", style="Heading 1")
    _at_a_glance(page)
    page.paragraph("Overview", style="Heading 1")
    _overview(page)
    page.paragraph("Reports by resolution", style="Heading 1")
    _by_resolution(page)
    page.paragraph("Outstanding", style="Heading 1")
    _outstanding(page)
    page.landscape()
    page.paragraph("All reports", style="Annex Heading")
    _all_reports(page)
    page.paragraph("Reports without information", style="Annex Heading")
    _gaps(page)


def _at_a_glance(page: Page) -> None:
    names = ("duties", "reports", "reported", "in_progress", "outstanding", "overdue")
    labels = ("Duties to report", "Reports due", "Reported", "In progress", "Outstanding", "Overdue")
    figures = [(f"{{{{ counts.{name} }}}}", label) for name, label in zip(names, labels, strict=True)]
    page.figures((WIDTH / len(figures),) * len(figures), figures)


def _overview(page: Page) -> None:
    page.table(
        (4.4, 3.9, 2.9, 2.9, 2.5),
        ("Resolution", "Clause", "Responsible", "Due date", "Status"),
        EVERY_REPORT,
        (
            ["{{ resolution.citation }}"],
            ["{{ duty.clause }}{% if duty.reports | length > 1 %} ({{ report.period }}){% endif %}"],
            ["{{ report.responsible | names }}"],
            [DUE],
            STATUS,
        ),
    )


def _by_resolution(page: Page) -> None:
    page.tag("for resolution in resolutions")
    page.paragraph("{{ resolution.citation }}", style="Heading 2")
    _when(page, "resolution.title", lambda: page.paragraph("{{ resolution.title }}", style="Resolution Title"))
    page.tag("for duty in resolution.duties")
    _duty(page)
    page.tag("endfor")
    page.tag("endfor")


def _duty(page: Page) -> None:
    page.paragraph("{{ duty.clause }}", style="Heading 3")
    page.tag("if duty.text")
    page.paragraph("{{ duty.text }}", style="Clause")
    page.tag("else")
    page.paragraph("[The register holds no text of this clause]", style="Missing")
    page.tag("endif")
    _fact(page, "Responsible", "{{ duty.responsible | names }}", "duty.responsible")
    _fact(
        page,
        "Frequency",
        "{{ duty.frequency }}{% if duty.due_event %}: {{ duty.due_event }}{% endif %}",
        "duty.frequency",
    )
    _fact(page, "Also reported to", "{{ duty.others | names }}", "duty.others")
    _fact(page, "Condition", "Only in the case that the clause names", "duty.conditional")
    page.tag("for report in duty.reports")
    _report(page)
    page.tag("endfor")


def _report(page: Page) -> None:
    _when(page, "duty.reports | length > 1", lambda: page.paragraph("{{ report.period }}", style="Heading 4"))
    _fact(page, "Due", DUE + "{% if report.meeting %} ({{ report.meeting }}){% endif %}")
    page.paragraph(("Status", "Fact Name"), "\t", *STATUS, style="Fact")
    page.tag("if report.notes and not report.done")
    page.paragraph(("To check", "Fact Name"), "\t", ("[{{ report.notes }}]", "Placeholder"), style="Fact")
    page.tag("endif")
    _fact(page, "In the sources", "{{ report.state }}", "report.state != 'Current'")
    _fact(page, "Submitted on", "{{ report.submitted_on | date }}", "report.submitted_on")
    _fact(page, "Document", "{{ report.document }}", "report.document")
    _written(page, "Progress", "progress")
    _written(page, "Results", "results")
    _written(page, "Next steps", "next_steps")
    _written(page, "Evidence", "evidence")
    page.tag("if report.missing")
    page.paragraph(
        "[No information received{% if report.asked %} from {{ report.asked | names }}{% endif %} "
        "by {{ today | date }}]",
        style="Missing",
    )
    page.tag("endif")


def _written(page: Page, label: str, name: str) -> None:
    page.tag(f"if report.{name}")
    page.paragraph(label, style="Label")
    page.tag(f"for block in report.{name}.blocks")
    page.tag("if block.rtl")
    page.paragraph(
        "{%r if block.label %}", "{{ block.label }}\t", "{%r endif %}", "{{r block | links }}", style="Right To Left"
    )
    for style, condition in (
        ("List Bullet 2", "elif block.kind == 'bullet' and block.nested"),
        ("List Bullet", "elif block.kind == 'bullet'"),
    ):
        page.tag(condition)
        page.paragraph("{{r block | links }}", style=style)
    for style, condition in (
        ("Typed List 2", "elif block.kind == 'number' and block.nested"),
        ("Typed List", "elif block.kind == 'number'"),
    ):
        page.tag(condition)
        page.paragraph("{{ block.label }}\t", "{{r block | links }}", style=style)
    page.tag("else")
    page.paragraph("{{r block | links }}", style="Body Text")
    page.tag("endif")
    page.tag("endfor")
    page.tag("endif")


def _outstanding(page: Page) -> None:
    page.tag("if outstanding")
    page.table(
        (4.2, 3.5, 2.8, 2.9, 3.2),
        ("Resolution", "Clause", "Owner", "Due date", "What is missing"),
        ("for report in outstanding",),
        (
            ["{{ report.resolution }}"],
            ["{{ report.clause }} ({{ report.period }})"],
            ["{% if report.owner %}{{ report.owner }}{% else %}{{ report.responsible | names }}{% endif %}"],
            [DUE],
            [
                "{%r if report.overdue %}",
                ("Overdue by {{ (0 - report.days) | counted('day', 'days') }}. ", "Overdue"),
                "{%r endif %}",
                "{{ report.status }}{% if report.missing %}, no information received{% endif %}",
            ],
        ),
    )
    page.tag("else")
    page.paragraph("Nothing is outstanding.")
    page.tag("endif")


def _all_reports(page: Page) -> None:
    page.table(
        (3.8, 3.3, 2.7, 2.0, 1.7, 2.6, 2.9, 2.2, 2.2, 1.9),
        (
            "Resolution",
            "Clause",
            "Responsible",
            "Frequency",
            "Period",
            "Meeting",
            "Due date",
            "Status",
            "Owner",
            "Document",
        ),
        EVERY_REPORT,
        (
            ["{{ resolution.citation }}"],
            ["{{ duty.clause }}"],
            ["{{ report.responsible | names }}"],
            ["{{ duty.frequency }}"],
            ["{{ report.period }}"],
            ["{{ report.meeting }}"],
            [DUE],
            STATUS,
            ["{{ report.owner }}"],
            ["{{ report.document }}"],
        ),
    )


def _gaps(page: Page) -> None:
    page.tag("if gaps")
    page.paragraph("Nobody has written anything on these reports by {{ today | date }}.")
    page.table(
        (6.4, 6.2, 2.5, 6.4, 3.8),
        ("Resolution", "Clause", "Period", "Asked to write", "Due date"),
        ("for report in gaps",),
        (
            ["{{ report.resolution }}"],
            ["{{ report.clause }}"],
            ["{{ report.period }}"],
            ["{% if report.asked %}{{ report.asked | names }}{% else %}nobody is named{% endif %}"],
            [DUE],
        ),
    )
    page.tag("else")
    page.paragraph("Something has been written on every report.")
    page.tag("endif")
    page.tag("if left_out.total")
    page.paragraph(
        "Not shown in this report: {{ left_out.total | counted('report', 'reports') }}."
        "{% if left_out.rejected %} Obligation rejected: {{ left_out.rejected }}.{% endif %}"
        "{% if left_out.superseded %} Superseded: {{ left_out.superseded }}.{% endif %}"
        "{% if left_out.withdrawn %} Withdrawn: {{ left_out.withdrawn }}.{% endif %}"
        "{% if left_out.undated %} Without a year: {{ left_out.undated }}.{% endif %}",
        style="Note",
    )
    page.tag("endif")


def _fact(page: Page, name: str, value: str, condition: str = "") -> None:
    def write() -> None:
        page.paragraph((name, "Fact Name"), f"\t{value}", style="Fact")

    _when(page, condition, write)


def _when(page: Page, condition: str, write: Callable[[], Any]) -> None:
    if condition:
        page.tag(f"if {condition}")
    write()
    if condition:
        page.tag("endif")


def build() -> None:
    """Writes the templates beside this script."""
    for name, make in (("advisory-group", advisory_group), ("council", council), ("plain", plain)):
        (FOLDER / f"{name}.docx").write_bytes(_packed(make()))


def _packed(page: Page) -> bytes:
    properties = page.document.core_properties
    properties.title, properties.author, properties.comments, properties.language = TITLE, "", "", "en-GB"
    properties.created = properties.modified = properties.last_printed = datetime(2026, 1, 1)
    properties.last_modified_by, properties.revision = "", 1
    written = io.BytesIO()
    page.document.save(written)
    return repacked(written.getvalue())


if __name__ == "__main__":
    build()
