"""The names a template may use, and those it uses without there being any."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from jinja2 import Environment, meta, nodes

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


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that a template uses and that nothing has.

    Attributes:
        name: The name.
        line: Line of the template's text, from 1.
        suggestion: The nearest name there is; None where none is near.
    """

    name: str
    line: int
    suggestion: str | None

    def __str__(self) -> str:
        return f"{self.name!r}" + (f" (did you mean {self.suggestion!r}?)" if self.suggestion else "")


def unknown_names(environment: Environment, source: str) -> tuple[Unknown, ...]:
    """Every variable, and every attribute after a dot, that no report has; each once, in the order of lines.

    Raises:
        jinja2.TemplateSyntaxError: The source is no template.
    """
    tree = environment.parse(source)
    own = {*_OF_THE_LANGUAGE.split(), *_names_of_its_own(tree)}
    attributes = [
        _unknown(node.attr, node, ATTRIBUTES)
        for node in tree.find_all(nodes.Getattr)
        if node.attr not in ATTRIBUTES | own
    ]
    names = list(tree.find_all(nodes.Name))
    # Last, for it folds what is constant, and with it the dictionaries that the template makes itself.
    undeclared = meta.find_undeclared_variables(tree) - VARIABLES - environment.globals.keys()
    variables = [_unknown(node.name, node, VARIABLES) for node in names if node.name in undeclared]
    found = {unknown.name: unknown for unknown in reversed([*variables, *attributes])}
    return tuple(sorted(found.values(), key=lambda unknown: (unknown.line, unknown.name)))


def names_a_variable(environment: Environment, source: str) -> bool:
    """Whether a source, which must be a template, names anything of a report."""
    return any(node.name in VARIABLES for node in environment.parse(source).find_all(nodes.Name))


def _names_of_its_own(tree: nodes.Template) -> Iterator[str]:
    """Keys of dictionaries and namespaces that the template makes itself."""
    for pair in tree.find_all(nodes.Pair):
        if isinstance(pair.key, nodes.Const):
            yield str(pair.key.value)
    for keyword in tree.find_all(nodes.Keyword):
        yield keyword.key
    for reference in tree.find_all(nodes.NSRef):
        yield reference.attr


def _unknown(name: str, node: nodes.Node, known: Iterable[str]) -> Unknown:
    near = difflib.get_close_matches(name, list(known), n=1)
    return Unknown(name, node.lineno, near[0] if near else None)
