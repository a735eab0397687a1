"""The Word templates of reports to a body: advisory groups, the Council, and any other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from word_elements import LETTER, Marked, Page, Run
from word_elements import TEXT_WIDTH as WIDTH
from wording import Wording

REPORT = "'report'"
"""Owner of the regions that tell of the report as a whole."""

EVERY_REPORT = ("for resolution in resolutions", "for duty in resolution.duties", "for report in duty.reports")
SEVERAL = "{% if bodies | length > 1 %}{{ report.recipients | names }}, {% endif %}{{ report.period }}"
"""Which of the reports of a clause is meant."""

MEETING = (
    "{% if meeting %}{{ meeting.name }}{% if meeting.place %}, {{ meeting.place }}{% endif %}"
    "{% if meeting.start %}, {{ meeting.start | dates(meeting.end) }}{% endif %}{% endif %}"
)
BODY = (
    "{{ body_name }}{% if bodies | length == 1 and (body | said) != body_name %} ({{ body | said }}){% endif %}",
    "Strong",
)
REFERENCE = "{{ resolution.citation }}{% if resolution.title %}, {{ resolution.title }}{% endif %}"


def due(words: Wording) -> str:
    """The due date of `report`, or that it has none."""
    return f"{{{{ report.due | date }}}}{{% if not report.due %}}{words('no_date')}{{% endif %}}"


def status(words: Wording) -> tuple[str | Run, ...]:
    """The status of `report`; overdue in bold words."""
    return (
        "{%r if report.overdue %}",
        (words("overdue"), "Overdue"),
        "{%r endif %}",
        "{{ report.status | said }}",
    )


def symbol(words: Wording) -> tuple[str | Run, ...]:
    """The symbol of the document, or the place for it."""
    return (
        "{%r if symbol %}",
        "{{ symbol }}",
        "{%r else %}",
        (words("symbol_missing"), "Placeholder"),
        "{%r endif %}",
    )


def advisory_group(words: Wording) -> Page:
    """For TSAG, TDAG and RAG."""
    page = Page(words.tag, words("annex"))
    page.columns(
        (10.2, 6.4),
        (
            ([BODY], [words("document"), *symbol(words)]),
            ([MEETING], ["{{ today | date }}"]),
            ([_if("source", words("source"))], [words("original")]),
        ),
        ("Head", "Head Right"),
    )
    page.paragraph(words("title"), style="Title")
    _Report(page, words).write("summary", "action")
    page.running_head(f"{words('running_head')}, ", *symbol(words), pages=(words("page"), words("page_of")))
    return page


def council(words: Wording) -> Page:
    """For the Council."""
    page = Page(words.tag, words("annex"))
    page.columns(
        (10.2, 6.4),
        (
            ([("{{ body_name }} {{ year }}", "Strong")], [words("document"), *symbol(words)]),
            ([MEETING], ["{{ today | date }}"]),
            ([words("agenda"), (words("agenda_missing"), "Placeholder")], [words("original")]),
        ),
        ("Head", "Head Right"),
    )
    page.tag("if source")
    page.paragraph(words("report_by"), style="Report By")
    page.tag("endif")
    page.paragraph(words("title"), style="Title")
    _Report(page, words).write("purpose", "action_council")
    page.running_head(f"{words('running_head_council')}, ", *symbol(words), pages=(words("page"), words("page_of")))
    return page


def plain(words: Wording) -> Page:
    """For every other body, on letter-size paper."""
    page = Page(words.tag, words("annex"), LETTER)
    page.columns(
        (10.2, 6.4),
        (
            ([BODY], [words("document"), *symbol(words)]),
            ([MEETING], ["{{ today | date }}"]),
            ([_if("source", words("source"))], [words("original")]),
        ),
        ("Head", "Head Right"),
    )
    page.paragraph(words("title"), style="Title")
    _Report(page, words).write("summary", "action")
    page.running_head(words("running_head"), pages=(words("page"), words("page_of")))
    return page


def figures(page: Page, words: Wording) -> None:
    """The report in large numbers, with those of the year before below them."""
    names = ("duties", "reports", "reported", "in_progress", "outstanding", "overdue")
    page.figures(
        (WIDTH / len(names),) * len(names),
        [Marked(REPORT, f"count-{name}", words(f"figure_{name}"), [f"{{{{ counts.{name} }}}}"]) for name in names],
        [words(f"figure_{name}") for name in names],
        [
            Marked(REPORT, f"before-{name}", words(f"figure_{name}"), [words("figure_before", NAME=name)])
            for name in names
        ],
        "if last_year",
    )


def chart(page: Page, name: str) -> None:
    """A chart with its title above it."""
    with page.region(REPORT, name, "Chart"):
        page.tag(f"if {name}")
        page.paragraph(f"{{{{ {name}.title }}}}", style="Chart Title")
        page.paragraph(f"{{{{r {name} | picture({WIDTH}) }}}}", style="Chart")
        page.tag("endif")


class _Report:
    """The parts that all reports to a body have in common."""

    def __init__(self, page: Page, words: Wording) -> None:
        self._page = page
        self._words = words

    def write(self, summary: str, action: str) -> None:
        """Box and sections; the arguments name the headings of summary and action."""
        self._box(summary, action)
        for heading, section in (
            ("at_a_glance", self._at_a_glance),
            ("overview", self._overview),
            ("by_resolution", self._by_resolution),
            ("outstanding", self._outstanding),
        ):
            self._page.paragraph(self._words(heading), style="Heading 1")
            section()
        self._page.landscape()
        self._page.paragraph(self._words("all_reports"), style="Annex Heading")
        self._all_reports()
        self._page.paragraph(self._words("gaps"), style="Annex Heading")
        self._gaps()

    def _box(self, summary: str, action: str) -> None:
        page, words = self._page, self._words
        cell = page.box(WIDTH)
        # A table that begins with a paragraph kept with the next is kept with what follows it, and so would leave the
        # first page empty where the references go over several.
        page.paragraph(words(summary), style="Box Label", into=cell).paragraph_format.keep_with_next = False
        with page.region(REPORT, "summary", words(summary), into=cell):
            page.paragraph(words("summary_duties"), style="Box Text", into=cell)
            page.paragraph(words("summary_standing") + words("summary_gaps"), style="Box Text", into=cell)
            for condition, text in (("last_year", "summary_change"), ("only", "only")):
                page.tag(f"if {condition}", into=cell)
                page.paragraph(words(text), style="Box Text", into=cell)
                page.tag("endif", into=cell)
        page.paragraph(words(action), style="Box Label", into=cell)
        with page.region(REPORT, "action", words(action), into=cell):
            page.paragraph(words("action_text"), style="Box Text", into=cell)
        page.paragraph(words("references"), style="Box Label", into=cell)
        page.tag("for resolution in resolutions", into=cell)
        with page.region("resolution", "reference", words("references"), into=cell):
            page.paragraph(REFERENCE, style="Box Text", into=cell)
        page.tag("endfor", into=cell)

    def _at_a_glance(self) -> None:
        figures(self._page, self._words)
        chart(self._page, "status_chart")
        chart(self._page, "timeline")

    def _overview(self) -> None:
        self._page.table(
            (4.4, 3.9, 2.9, 2.9, 2.5),
            [self._words(name) for name in ("resolution", "clause", "responsible", "due", "status")],
            EVERY_REPORT,
            (
                ["{{ resolution.citation }}"],
                [
                    "{{ duty.clause }}{% if duty.reports | length > 1 or bodies | length > 1 %} "
                    f"({SEVERAL}){{% endif %}}"
                ],
                ["{{ report.responsible | names }}"],
                [due(self._words)],
                status(self._words),
            ),
            "overview",
        )

    def _by_resolution(self) -> None:
        page, words = self._page, self._words
        page.tag("for resolution in resolutions")
        with page.region("resolution", "section", words("resolution")):
            page.paragraph("{{ resolution.citation }}", style="Heading 2")
            with page.region("resolution", "title", words("resolution")):
                title = "{{ resolution.title }}"
                self._when("resolution.title", lambda: page.paragraph(title, style="Resolution Title"))
            page.tag("for duty in resolution.duties")
            with page.region("duty", "section", words("clause")):
                self._duty()
            page.tag("endfor")
        page.tag("endfor")

    def _duty(self) -> None:
        page, words = self._page, self._words
        page.paragraph("{{ duty.clause }}", style="Heading 3")
        with page.region("duty", "text", words("clause")):
            page.tag("if duty.text")
            page.paragraph("{{ duty.text }}", style="Clause")
            page.tag("else")
            page.paragraph(words("no_text"), style="Missing")
            page.tag("endif")
        with page.region("duty", "facts", words("clause")):
            self._duty_facts()
        page.tag("for report in duty.reports")
        with page.region("report", "section", words("period")):
            self._one_report()
        page.tag("endfor")

    def _duty_facts(self) -> None:
        page, words = self._page, self._words
        self._fact("fact_responsible", "{{ duty.responsible | names }}", "duty.responsible")
        frequency = "{{ duty.frequency }}{% if duty.due_event %}: {{ duty.due_event }}{% endif %}"
        self._fact("fact_frequency", frequency, "duty.frequency")
        self._fact("fact_others", "{{ duty.others | names }}", "duty.others")
        self._fact("fact_condition", words("condition"), "duty.conditional")
        page.tag("for past in duty.before")
        submitted = f"{{% if past.submitted_on %}}{words('before_submitted')}{{% endif %}}"
        document = "{% if past.document %} ({{ past.document }}){% endif %}"
        several = (
            "{% if duty.before | length > 1 %}{% if bodies | length > 1 %}{{ past.recipients | names }}, {% endif %}"
            "{{ past.period }}: {% endif %}"
        )
        self._fact("fact_before", f"{several}{{{{ past.status | said }}}}{submitted}{document}")
        page.tag("endfor")

    def _one_report(self) -> None:
        page, words = self._page, self._words
        several = "duty.reports | length > 1 or bodies | length > 1"
        with page.region("report", "period", words("period")):
            self._when(several, lambda: page.paragraph(SEVERAL, style="Heading 4"))
        with page.region("report", "facts", words("status")):
            self._report_facts()
        for name in ("progress", "results", "next_steps", "evidence"):
            with page.region("report", name, words(name)):
                self._written(name)
        with page.region("report", "missing", words("missing")):
            self._when("report.missing", lambda: page.paragraph(words("no_information"), style="Missing"))

    def _report_facts(self) -> None:
        page, words = self._page, self._words
        self._fact("fact_due", due(words) + "{% if report.meeting %} ({{ report.meeting }}){% endif %}")
        page.paragraph((words("fact_status"), "Fact Name"), "\t", *status(words), style="Fact")
        page.tag("if report.notes and not report.done")
        page.paragraph((words("fact_check"), "Fact Name"), "\t", ("[{{ report.notes }}]", "Placeholder"), style="Fact")
        page.tag("endif")
        self._fact("fact_state", "{{ report.state | said }}", "report.state != 'Current'")
        self._fact("fact_submitted", "{{ report.submitted_on | date }}", "report.submitted_on")
        self._fact("fact_document", "{{ report.document }}", "report.document")

    def _written(self, name: str) -> None:
        page = self._page
        page.tag(f"if report.{name}")
        page.paragraph(self._words(name), style="Label")
        page.tag(f"for block in report.{name}.blocks")
        page.tag("if block.rtl")
        page.paragraph(
            "{%r if block.label %}",
            "{{ block.label }}\t",
            "{%r endif %}",
            "{{r block | links }}",
            style="Right To Left",
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

    def _outstanding(self) -> None:
        page, words = self._page, self._words
        with page.region(REPORT, "outstanding", words("outstanding")):
            page.tag("if outstanding")
            with page.region(REPORT, "outstanding-table", words("outstanding")):
                self._outstanding_table()
            page.tag("else")
            with page.region(REPORT, "outstanding-none", words("outstanding")):
                page.paragraph(words("nothing_outstanding"))
            page.tag("endif")

    def _outstanding_table(self) -> None:
        words = self._words
        self._page.table(
            (4.2, 3.5, 2.8, 2.9, 3.2),
            [words(name) for name in ("resolution", "clause", "owner", "due", "missing")],
            ("for report in outstanding",),
            (
                ["{{ report.resolution }}"],
                [f"{{{{ report.clause }}}} ({SEVERAL})"],
                ["{% if report.owner %}{{ report.owner }}{% else %}{{ report.responsible | names }}{% endif %}"],
                [due(words)],
                missing(words),
            ),
            "outstanding",
        )

    def _all_reports(self) -> None:
        names = ("resolution", "clause", "responsible", "frequency", "period", "meeting", "due", "status", "owner")
        self._page.table(
            (3.5, 3.1, 2.6, 2.4, 1.7, 2.5, 2.8, 2.2, 2.2, 2.3),
            [self._words(name) for name in (*names, "document_column")],
            EVERY_REPORT,
            (
                ["{{ resolution.citation }}"],
                ["{{ duty.clause }}"],
                ["{{ report.responsible | names }}"],
                ["{{ duty.frequency }}"],
                [SEVERAL],
                ["{{ report.meeting }}"],
                [due(self._words)],
                status(self._words),
                ["{{ report.owner }}"],
                ["{{ report.document }}"],
            ),
            "annex",
        )

    def _gaps(self) -> None:
        page, words = self._page, self._words
        with page.region(REPORT, "gaps", words("gaps")):
            page.tag("if gaps")
            with page.region(REPORT, "gaps-table", words("gaps")):
                self._gaps_table()
            page.tag("else")
            with page.region(REPORT, "gaps-none", words("gaps")):
                page.paragraph(words("no_gaps"))
            page.tag("endif")
        with page.region(REPORT, "left-out", words("gaps")):
            self._when("left_out.total", lambda: page.paragraph(words("left_out"), style="Note"))

    def _gaps_table(self) -> None:
        page, words = self._page, self._words
        with page.region(REPORT, "gaps-day", words("gaps")):
            page.paragraph(words("gaps_intro"))
        page.table(
            (6.4, 6.2, 2.5, 6.4, 3.8),
            [words(name) for name in ("resolution", "clause", "period", "asked", "due")],
            ("for report in gaps",),
            (
                ["{{ report.resolution }}"],
                ["{{ report.clause }}"],
                [SEVERAL],
                [f"{{% if report.asked %}}{{{{ report.asked | names }}}}{{% else %}}{words('nobody')}{{% endif %}}"],
                [due(words)],
            ),
            "gaps",
        )

    def _fact(self, name: str, value: str, condition: str = "") -> None:
        self._when(
            condition, lambda: self._page.paragraph((self._words(name), "Fact Name"), f"\t{value}", style="Fact")
        )

    def _when(self, condition: str, write: Callable[[], Any]) -> None:
        if condition:
            self._page.tag(f"if {condition}")
        write()
        if condition:
            self._page.tag("endif")


def missing(words: Wording) -> list[str | Run]:
    """How late `report` is, and whether anything was written on it."""
    return [
        "{%r if report.overdue %}",
        (words("overdue_by"), "Overdue"),
        "{%r endif %}",
        f"{{{{ report.status | said }}}}{{% if report.missing %}}{words('missing_too')}{{% endif %}}",
    ]


def _if(condition: str, text: str) -> str:
    return f"{{% if {condition} %}}{text}{{% endif %}}"
