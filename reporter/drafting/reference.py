"""The reference of what a template can use, made from the code.

`python -m reporter.drafting.reference docs/templates.md` renews it in the manual.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from reporter.drafting.filters import filters_reference
from reporter.drafting.names import CONTEXT_CLASSES

BEGIN, END = "<!-- reference: begin -->", "<!-- reference: end -->"
"""What stands in the manual around the generated part."""

_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)
_HEADINGS = {
    "ReportContext": "Variables",
    "Counts": "`counts` and `last_year`",
    "LeftOut": "`left_out`",
    "MeetingItem": "A meeting: `meeting`, or one of `meetings`",
    "ResolutionItem": "A resolution: one of `resolutions`",
    "DutyItem": "A duty: one of `resolution.duties`",
    "ReportItem": "A report: one of `duty.reports`, `outstanding` or `gaps`",
    "PastItem": "A report of the year before: one of `duty.before`",
    "LetterItem": "A letter: one of `letters`",
    "Text": "A typed text: `report.progress` and the like",
    "Block": "A block: one of `report.progress.blocks`",
    "Chart": "A chart: `status_chart` or `timeline`",
    "Series": "A shade of a chart: one of `status_chart.series`",
}
_KINDS = {
    "str": "text",
    "int": "number",
    "int | None": "number or None",
    "bool": "true or false",
    "date": "date",
    "date | None": "date or None",
    "Text": "typed text",
    "tuple[str, ...]": "names",
    "Counts": "see below",
    "Counts | None": "counts or None",
    "Chart": "chart",
    "tuple[int, ...]": "numbers",
    "Literal['bars', 'columns']": "text",
    "Literal['dark', 'light', 'hatched']": "text",
    "LeftOut": "see below",
    "MeetingItem | None": "meeting or None",
    "Literal['paragraph', 'bullet', 'number']": "text",
}


def reference() -> str:
    """The reference as Markdown: every variable, what each has, and every filter."""
    return "\n".join([*_variables(), *_filters()])


def renewed(manual: str) -> str:
    """The manual with the part between its marks made anew.

    Raises:
        ValueError: A mark is missing.
    """
    before, begin, rest = manual.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the manual has no {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def _variables() -> Iterator[str]:
    for one in CONTEXT_CLASSES:
        yield f"### {_HEADINGS[one.__name__]}\n"
        described = {name: " ".join(text.split()) for name, text in _ATTRIBUTE.findall(inspect.getdoc(one) or "")}
        yield "| Name | Kind | What it is |"
        yield "| --- | --- | --- |"
        for field in fields(one):
            yield f"| `{field.name}` | {_kind(str(field.type))} | {described[field.name]} |"
        yield ""


def _filters() -> Iterator[str]:
    yield "### Filters\n"
    for name, text in filters_reference().items():
        yield f"- `{name}`: {text}"


def _kind(annotation: str) -> str:
    annotation = annotation.replace('"', "'")
    if annotation in _KINDS:
        return _KINDS[annotation]
    listed = re.fullmatch(r"tuple\[(\w+?)(?:Item)?, \.\.\.\]", annotation)
    if not listed:
        raise KeyError(annotation)
    return {"Duty": "duties", "Past": "past reports", "Series": "shades"}.get(listed[1], f"{listed[1].lower()}s")


def main(manual: Path) -> None:
    """Renews the reference in the manual."""
    manual.write_text(renewed(manual.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
