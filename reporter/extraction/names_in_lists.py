"""Bodies that only their place in a list tells: `to the Council, SCV and TSAG`, of which no list of names knows SCV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reporter.extraction.masking import Mention
from reporter.vocabulary.names import NameKind

# `SCV`, `RevCom`, `JCG-AMQ`, in front of what may follow a name of a list
_ABBREVIATION = re.compile(
    r"(?<![\w/-])(?!ITU|ICTs?\b|AI\b|IT\b|UN\b|[IVX]+\b)(?:[A-Z]{2,}\d*|[A-Z][a-z]+[A-Z][A-Za-z]*)(?:-[A-Z0-9][A-Za-z0-9]*)*"
    r"(?=\s*[,;.:)]|\s+(?:and|or|as|at|in|by|on|of|to|for|with|before|during|within|each|every|no|not|annually|regularly|twice|once|informed|updated|fully|abreast|apprised|shall|is|are)\b|\s*$)"
)
_JOINT = re.compile(r"\)?(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+)(?:to\s+)?(?:the\s+)?")
_REPORTS_TO = re.compile(
    r"\b(?:to|shall|should|must|will|and|regularly)\s+report\s+(?:back\s+|[a-z]+ly\s+|each\s+year\s+|every\s+year\s+){0,2}to\s+(?:the\s+)?$"
)
_REPORTS_TO_REACH = 60


def unknown_in_lists(text: str, known: Sequence[Mention]) -> tuple[Mention, ...]:
    """Abbreviations that stand in one list with a body or an official, or that somebody reports to, in order.

    Args:
        text: A folded text; one in capitals has no abbreviations.
        known: What was found in it, in order, not overlapping.
    """
    taken = bytearray(len(text))
    for one in known:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    found = () if text.isupper() else _ABBREVIATION.finditer(text)
    unknown = {match.span() for match in found if taken.find(1, *match.span()) < 0}
    if not unknown:
        return ()
    told: dict[tuple[int, int], NameKind] = {(one.start, one.end): one.kind for one in known if one.kind != "members"}
    row = sorted((*told, *unknown))
    told |= {span: "body" for span in unknown if _REPORTS_TO.search(text, max(0, span[0] - _REPORTS_TO_REACH), span[0])}
    for spans in (row, row[::-1]):
        for before, span in pairwise(spans):
            first, second = sorted((before, span))
            if before in told and _JOINT.fullmatch(text, first[1], second[0]):
                told.setdefault(span, told[before])
    return tuple(
        Mention(start, end, (text[start:end],), told[start, end]) for start, end in sorted(unknown & told.keys())
    )
