"""The names a template may use, and those it uses without there being any."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, fields

from reporter.drafting.charts import Chart, Series
from reporter.drafting.context import (
    Counts,
    DutyItem,
    LeftOut,
    LetterItem,
    MeetingItem,
    PastItem,
    ReportContext,
    ReportItem,
    ResolutionItem,
)
from reporter.drafting.kinds import Use, attributes_of, uses
from reporter.drafting.sandbox import Compiled
from reporter.drafting.text import Block, Text

CONTEXT_CLASSES = (
    ReportContext,
    Counts,
    LeftOut,
    MeetingItem,
    ResolutionItem,
    DutyItem,
    ReportItem,
    PastItem,
    LetterItem,
    Text,
    Block,
    Chart,
    Series,
)

VARIABLES = frozenset(field.name for field in fields(ReportContext))
"""What stands at the top of a template's world."""

ATTRIBUTES = frozenset(field.name for one in CONTEXT_CLASSES for field in fields(one))
"""What may follow a dot."""

# Of Jinja's loop variable, of dates, texts and dictionaries.
_OF_THE_LANGUAGE = (
    "index index0 revindex revindex0 first last length cycle depth depth0 previtem nextitem changed "
    "year month day isoformat weekday isoweekday "
    "capitalize casefold count endswith find isalpha isdigit isupper lower lstrip removeprefix removesuffix rstrip "
    "split splitlines startswith strip title upper "
    "items keys values get name arguments"
)


_CALLED = {
    ReportContext: "the report as a whole",
    Counts: "counts",
    LeftOut: "left_out",
    MeetingItem: "a meeting",
    ResolutionItem: "a resolution",
    DutyItem: "a duty",
    ReportItem: "a report",
    PastItem: "a report of the year before",
    LetterItem: "a letter",
    Text: "a typed text",
    Block: "a block",
    Chart: "a chart",
    Series: "a shade of a chart",
}
"""How a message calls a thing of each class."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that a template uses and that nothing has, or not the thing that it is asked of.

    Attributes:
        name: The name.
        line: Line of the template's text, from 1.
        suggestion: The nearest name there is; None where none is near.
        owner: What it is asked of, where the template tells: `a report`; "" otherwise.
    """

    name: str
    line: int
    suggestion: str | None
    owner: str = ""

    def __str__(self) -> str:
        of = f" of {self.owner}" if self.owner else ""
        return f"{self.name!r}{of}" + (f" (did you mean {self.suggestion!r}?)" if self.suggestion else "")


def unknown_names(compiled: Compiled) -> tuple[Unknown, ...]:
    """Every variable, and every attribute after a dot, that no report has; each once, in the order of lines."""
    own = {*_OF_THE_LANGUAGE.split(), *compiled.own}
    attributes = [
        _unknown(node.attr, node.lineno, ATTRIBUTES)
        for node in compiled.attributes
        if node.attr not in ATTRIBUTES | own
    ]
    nowhere = {unknown.name for unknown in attributes}
    misplaced = [_misplaced(use) for use in uses(compiled.tree) if use.name not in nowhere and _is_misplaced(use)]
    undeclared = compiled.undeclared - VARIABLES
    variables = [_unknown(node.name, node.lineno, VARIABLES) for node in compiled.names if node.name in undeclared]
    found = {(unknown.name, unknown.owner): unknown for unknown in reversed([*variables, *attributes, *misplaced])}
    return tuple(sorted(found.values(), key=lambda unknown: (unknown.line, unknown.name)))


def used_names(compiled: Compiled) -> list[tuple[type | None, str]]:
    """Owner and name of each variable and attribute; None where the template does not tell the owner."""
    return [(use.owner, use.name) for use in uses(compiled.tree) if not use.of_list]


def names_a_variable(compiled: Compiled) -> bool:
    """Whether a template names anything of a report."""
    return any(node.name in VARIABLES for node in compiled.names)


def _is_misplaced(use: Use) -> bool:
    return use.owner is not None and (use.of_list or use.name not in attributes_of(use.owner))


def _misplaced(use: Use) -> Unknown:
    called = _CALLED.get(use.owner, "that") if use.owner else "that"
    if use.of_list:
        return Unknown(use.name, use.line, None, f"a list, each of it {called}: go through it with for")
    return _unknown(use.name, use.line, attributes_of(use.owner) if use.owner else (), called)


def _unknown(name: str, line: int, known: Iterable[str], owner: str = "") -> Unknown:
    near = difflib.get_close_matches(name, list(known), n=1)
    return Unknown(name, line, near[0] if near else None, owner)
