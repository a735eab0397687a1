"""Renders a Markdown or HTML template, and what the rendering of all formats has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal

from jinja2 import TemplateError as JinjaError

from reporter.drafting.chart_svg import block_svg, inline_svg
from reporter.drafting.context import ReportContext
from reporter.drafting.faults import Part, render_error, unknown_names_error
from reporter.drafting.filters import (
    common_filters,
    escape_markdown,
    escape_web,
    markdown_links,
    web_links,
)
from reporter.drafting.names import Unknown, names_a_variable, unknown_names, used_names
from reporter.drafting.sandbox import TemplateEnvironment
from reporter.drafting.words import Words
from reporter.model import TemplateError

_LARGEST_TEXT_TEMPLATE = 5_000_000
_FAULTS = (
    JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RuntimeError, SyntaxError,
)  # fmt: skip
"""What a template can raise: mistakes of its author, all of them. Python's compiler refuses what is nested too deep."""


def variables(context: ReportContext) -> dict[str, Any]:
    """The context by name, as Jinja takes it."""
    return {field.name: getattr(context, field.name) for field in fields(context)}


def render_text(template: Path, form: Literal["md", "html"], context: ReportContext, words: Words) -> bytes:
    """The document that a Markdown or HTML template gives, in UTF-8.

    Raises:
        TemplateError: The template cannot be read, names what does not exist, or does not end.
    """
    part = Part(template, "", template_source(template))
    environment = text_environment(form, words)
    check_names(environment, (part,))
    rendered = render_part(environment, part, variables(context)).encode()
    check_placeholders(environment, (part,))
    return rendered


def text_environment(form: Literal["md", "html"], words: Words) -> TemplateEnvironment:
    """Where a Markdown or HTML template runs."""
    escape, links, picture = _FORMATS[form]
    filters = common_filters(words) | {"links": links, "picture": picture}
    return TemplateEnvironment(escape=escape, filters=filters, lines=True)


def check_names(environment: TemplateEnvironment, parts: tuple[Part, ...]) -> None:
    """Raises one TemplateError that lists every name in the parts that no report has."""
    found: list[tuple[Part, Unknown]] = []
    for part in parts:
        try:
            found += [(part, unknown) for unknown in unknown_names(environment.compiled(part.source))]
        except _FAULTS as error:
            raise render_error(part, error) from error
    if found:
        raise unknown_names_error(parts[0].file, found)


def faults_of(
    environment: TemplateEnvironment, parts: tuple[Part, ...]
) -> tuple[list[TemplateError], list[tuple[type | None, str]]]:
    """Everything wrong in the parts, each fault by itself, and the names that are used; nothing is rendered."""
    errors: list[TemplateError] = []
    used: list[tuple[type | None, str]] = []
    for part in parts:
        try:
            compiled = environment.compiled(part.source)
            unknown = unknown_names(compiled)
            used += used_names(compiled)
        except _FAULTS as error:
            errors.append(render_error(part, error))
        else:
            errors += [unknown_names_error(part.file, [(part, one)]) for one in unknown]
    if not errors:
        try:
            check_placeholders(environment, parts)
        except TemplateError as error:
            errors.append(error)
    return errors, used


def check_placeholders(environment: TemplateEnvironment, parts: tuple[Part, ...]) -> None:
    """Raises a TemplateError where the parts name nothing of a report: an ordinary document, drafted into nothing.

    Asked after the rendering, so that an author hears of a broken tag first.
    """
    if not any(names_a_variable(environment.compiled(part.source)) for part in parts):
        raise TemplateError(
            "holds none of the placeholders of a template, so that nothing of the report would stand in it",
            file=parts[0].file,
            hint="Name a template with placeholders such as {{ body }}: a copy of one that comes with the program.",
        )


def render_part(environment: TemplateEnvironment, part: Part, values: Mapping[str, Any]) -> str:
    """A part with its tags carried out, within the limits.

    Raises:
        TemplateError: A tag fails, or the part does not end.
    """
    environment.budget.start_part()
    chunks: list[str] = []
    write = environment.budget.write
    try:
        for chunk in environment.compiled(part.source).template.generate(values):
            write(len(chunk))
            chunks.append(chunk)
    except _FAULTS as error:
        raise render_error(part, error) from error
    return "".join(chunks)


def template_source(template: Path) -> str:
    """The text of a Markdown or HTML template.

    Raises:
        TemplateError: It cannot be read, is no UTF-8, or larger than any template.
    """
    try:
        if template.stat().st_size > _LARGEST_TEXT_TEMPLATE:
            raise TemplateError(
                f"is larger than {_LARGEST_TEXT_TEMPLATE:,} bytes, which no report template is",
                file=template,
                hint="Name the template, not a document.",
            )
        return template.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise unreadable(template, error) from error
    except UnicodeDecodeError as error:
        raise TemplateError(
            f"is not UTF-8 text (byte {error.start})",
            file=template,
            hint="Save it as UTF-8; a Word template goes with --format docx.",
        ) from error


def unreadable(template: Path, error: OSError) -> TemplateError:
    """The message for a template that cannot be opened."""
    reason = "there is no such template" if isinstance(error, FileNotFoundError) else f"cannot be read ({error})"
    return TemplateError(reason, file=template, hint="Check the path of the template.")


_FORMATS: Mapping[str, tuple[Callable[[object], str], Callable[..., str], Callable[..., str]]] = {
    "md": (escape_markdown, markdown_links, block_svg),
    "html": (escape_web, web_links, inline_svg),
}
