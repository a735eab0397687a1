"""Tags of a Word template that are not whole: what opens in a paragraph has to close in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reporter.model import TemplateError

_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LONGEST_QUOTE = 160


def broken_tags(file: Path, part: str, xml: str) -> Iterator[TemplateError]:
    """One error for each paragraph of a part, as Word wrote it, in which a tag is left open or nothing was opened.

    Args:
        file: The template.
        part: What people call the part: `body`, `header`.
        xml: Its content.
    """
    for paragraph in _PARAGRAPH.findall(xml):
        words = "".join(_TEXT.findall(paragraph))
        if problem := _problem(words):
            short = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]} …"
            yield TemplateError(
                problem,
                file=file,
                place=f"{part}, near “{' '.join(short.split())}”",
                hint="Write each tag whole in one paragraph: {{ name }} or {% if name %}.",
            )


def _problem(words: str) -> str | None:
    opened: str | None = None
    for brace in _BRACES.findall(words):
        if opened is None and brace in _CLOSED_BY:
            opened = brace
        elif opened is None:
            return f"{brace} closes a tag that nothing opens"
        elif brace == _CLOSED_BY[opened]:
            opened = None
        elif brace in _CLOSED_BY:
            break
    return f"a tag is opened with {opened} and not closed with {_CLOSED_BY[opened]}" if opened else None
