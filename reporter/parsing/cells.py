"""Tells the cells of a table that only say something from those that ask somebody to act."""

from __future__ import annotations

import re

from reporter.parsing.lines import Line, looks_like_title
from reporter.vocabulary.language import language

_TASK = re.compile(r"\s*(?:not\s+)?(?:to|that)\s")
# "The Director shall report", but not "the Council, to which the Director shall report"
_ASKED = re.compile(
    rf"(?:(?!\b(?:that|which|who|whom|whose)\b).)*?\b(?:{language().shall}|(?:is|are)\s+(?:requested|invited|asked)\s+to)\b",
    re.IGNORECASE | re.DOTALL,
)
# "Report to TSAG every year", but not "Report", "Report to"
_TOLD = re.compile(
    rf"\s*(?:{language().report}|{language().inform}|{language().keep}|{language().convey})(?:\s+\S+){{2}}",
    re.IGNORECASE,
)


def is_cell_of_data(line: Line) -> bool:
    """Whether a line is a cell of a table that says something and asks for nothing: `Frequency`, `Annually`.

    Whole resolutions stand in tables too; their clauses end like sentences, begin with "to" or "that", or say who
    shall act.
    """
    words = line.words
    if line.label or not line.paragraph.in_table:
        return False
    return looks_like_title(words) and not any(pattern.match(words) for pattern in (_TASK, _ASKED, _TOLD))
