"""The short Word templates: the status on one page, and the letter to a focal point."""

from __future__ import annotations

from word_elements import TEXT_WIDTH as WIDTH
from word_elements import Page
from word_reports import REPORT, SEVERAL, due, figures, missing, status
from wording import Wording

SHOWN = 7
"""Reports that fit on the page of the brief, the most urgent first."""


def brief(words: Wording) -> Page:
    """One page for a Director."""
    page = Page(words.tag, words("annex"))
    page.paragraph(words("brief_line"), style="Head")
    page.paragraph(words("brief_title"), style="Title")
    with page.region(REPORT, "summary", words("summary")):
        page.paragraph(
            f"{words('brief_sentence')}{{% if meeting %}}{words('brief_meeting')}{{% endif %}}", style="Body Text"
        )
        page.tag("if only")
        page.paragraph(words("only"), style="Body Text")
        page.tag("endif")
    figures(page, words)
    # Without a paragraph between them Word would join the two tables.
    page.paragraph(style="Space")
    half = WIDTH / 2
    page.side_by_side(
        (half, half),
        [
            [(f"{{{{ {name}.title }}}}", "Chart Title"), (f"{{{{r {name} | picture({half - 0.4}, 5) }}}}", "Chart")]
            for name in ("status_chart", "timeline")
        ],
    )
    page.paragraph(words("brief_first"), style="Brief Heading")
    with page.region(REPORT, "outstanding", words("outstanding")):
        page.tag("if outstanding")
        with page.region(REPORT, "outstanding-table", words("outstanding")):
            _most_urgent(page, words)
        page.tag("else")
        with page.region(REPORT, "outstanding-none", words("outstanding")):
            page.paragraph(words("nothing_outstanding"))
        page.tag("endif")
    with page.region(REPORT, "outstanding-more", words("outstanding")):
        page.tag(f"if outstanding | length > {SHOWN}")
        page.paragraph(words("brief_more", SHOWN=SHOWN), style="Note")
        page.tag("endif")
    page.running_head("", pages=(words("page"), words("page_of")))
    return page


def _most_urgent(page: Page, words: Wording) -> None:
    page.table(
        (4.6, 4.2, 3.0, 2.4, 2.4),
        [words(name) for name in ("resolution", "clause", "asked", "due", "status")],
        (f"for report in outstanding[:{SHOWN}]",),
        (
            ["{{ report.resolution }}"],
            [f"{{{{ report.clause }}}} ({SEVERAL})"],
            [f"{{% if report.asked %}}{{{{ report.asked | names }}}}{{% else %}}{words('nobody')}{{% endif %}}"],
            [due(words)],
            status(words),
        ),
        "outstanding",
    )


def letter(words: Wording) -> Page:
    """A letter to each person who owes reports, each on a page of its own."""
    page = Page(words.tag, words("annex"))
    page.tag("for letter in letters")
    with page.region("letter.person", "letter", words("asked")):
        _letter(page, words)
    page.tag("endfor")
    page.tag("if not letters")
    page.paragraph(words("nothing_outstanding"))
    page.tag("endif")
    page.running_head(words("letter_running_head"), pages=(words("page"), words("page_of")))
    return page


def _letter(page: Page, words: Wording) -> None:
    page.tag("if loop.first")
    page.paragraph((words("letter_from"), "Placeholder"), style="Head")
    page.tag("else")
    page.paragraph((words("letter_from"), "Placeholder"), style="Letter Start")
    page.tag("endif")
    page.paragraph("{{ today | date }}", style="Head Right")
    page.tag("if letter.person")
    page.paragraph(words("letter_to"), style="Letter To")
    page.tag("else")
    page.paragraph((words("letter_nobody"), "Placeholder"), style="Letter To")
    page.tag("endif")
    page.paragraph(words("letter_title"), style="Title")
    page.tag("if letter.person")
    page.paragraph(words("letter_dear"), style="Body Text")
    page.tag("endif")
    with page.region("letter.person", "intro", words("asked")):
        page.paragraph(words("letter_intro"), style="Body Text")
    page.table(
        (2.4, 4.4, 3.8, 2.8, 3.2),
        [words(name) for name in ("recipient", "resolution", "clause", "due", "missing")],
        ("for report in letter.reports",),
        (
            ["{{ report.recipients | names }}"],
            ["{{ report.resolution }}"],
            ["{{ report.clause }} ({{ report.period }})"],
            [due(words)],
            missing(words),
        ),
        "letter",
    )
    page.paragraph(words("letter_ask"), style="Letter Text")
    page.paragraph(words("letter_closing"), style="Body Text")
    page.paragraph((words("letter_signature"), "Placeholder"), style="Letter Text")
    page.paragraph(words("letter_details"), style="Brief Heading")
    page.tag("for report in letter.reports")
    with page.region("report", "clause", words("clause")):
        page.paragraph("{{ report.resolution }}, {{ report.clause }}", style="Heading 3")
        page.tag("if report.text")
        page.paragraph("{{ report.text }}", style="Clause")
        page.tag("else")
        page.paragraph(words("no_text"), style="Missing")
        page.tag("endif")
    page.tag("endfor")
