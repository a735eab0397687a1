"""Which template a draft is made with: the organisation's own, one asked for by name, or the one that serves a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reporter.drafting.settings import FORMATS, Each, TemplateEntry, shipped
from reporter.model import TemplateError, UsageError

SUFFIXES = {
    "docx": (".docx",),
    "md": (".md", ".md.j2", ".md.jinja"),
    "html": (".html", ".htm", ".html.j2", ".html.jinja"),
}
"""How the name of a template ends, by format."""

_OWN_FILE = "{to}-{year}-implementation-report"


@dataclass(frozen=True, slots=True)
class Choice:
    """A template to draft with.

    Attributes:
        name: Name of the entry, or stem of the organisation's own file.
        path: The file.
        file_pattern: The usual pattern for names of drafts made with it.
        each: What a file is made for, where nothing else is asked for.
    """

    name: str
    path: Path
    file_pattern: str
    each: Each


def check_format(form: str) -> None:
    """Raises a UsageError for an unknown format."""
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format of a draft", hint=f"Choose one of {', '.join(FORMATS)}.")


def choose(template: Path | str | None, form: str, language: str, bodies: Sequence[str]) -> Choice:
    """The template asked for, else the one that serves the bodies.

    Args:
        template: A path, or the name of one that comes with the program; None for the one that serves the bodies.
        form: `docx`, `md` or `html`.
        language: Of a template that comes with the program.
        bodies: As the register spells them.

    Raises:
        UsageError: Format, language or name are unknown.
        TemplateError: The file's name is not that of a template of this format.
    """
    check_format(form)
    settings = shipped()
    settings.check_language(language)
    if template is None:
        return _of_entry(settings.serving(bodies), form, language)
    if not _is_path(template):
        return _of_entry(settings.entry(str(template)), form, language)
    path = Path(template)
    if format_of(path) != form:
        raise TemplateError(
            f"does not look like a template for {form}: a name ending in {' or '.join(SUFFIXES[form])} was expected",
            file=path,
            hint=f"Ask for another format, or save the template as {SUFFIXES[form][0]}.",
        )
    return Choice(path.name.partition(".")[0], path, _OWN_FILE, "body")


def format_of(template: Path) -> str | None:
    """The format that the name of a template tells; None where it tells none."""
    name = template.name.casefold()
    return next((form for form, suffixes in SUFFIXES.items() if name.endswith(suffixes)), None)


def each_of(template: Path | str | None) -> Each:
    """What a template makes a file for: a body, but for the letter, where nothing else is asked for."""
    if template is None or _is_path(template):
        return "body"
    return shipped().entry(str(template)).each


def _is_path(template: Path | str) -> bool:
    if isinstance(template, Path):
        return True
    return template not in shipped().templates and Path(template).name != Path(template).stem


def _of_entry(entry: TemplateEntry, form: str, language: str) -> Choice:
    return Choice(entry.name, shipped().path(entry, form, language), entry.file_pattern, entry.each)
