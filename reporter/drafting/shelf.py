"""The templates that come with the program: which there are, and copies of them to change."""

from __future__ import annotations

from pathlib import Path

from reporter.drafting.choice import check_format
from reporter.drafting.settings import TemplateEntry, shipped


def shipped_templates() -> tuple[TemplateEntry, ...]:
    """Every template that comes with the program, in the order of its list."""
    return tuple(shipped().templates.values())


def copy_templates(name: str, folder: Path, *, form: str, language: str, force: bool = False) -> Path:
    """Copies a template into a folder, to be changed there.

    Args:
        name: Name of the template.
        folder: Where to; it must be there.
        form: `docx`, `md` or `html`.
        language: Code of its language.
        force: Overwrite a file that is there.

    Returns:
        The copy: `council.docx`, `council-fr.docx`.

    Raises:
        UsageError: Name, format or language are unknown, or a file of that name is there already.
    """
    check_format(form)
    settings = shipped()
    source = settings.path(settings.entry(name), form, language)
    mark = "" if language == settings.languages[0] else f"-{language}"
    from reporter.workbook import copy_to_change

    return copy_to_change(source, folder / f"{name}{mark}.{source.name.partition('.')[2]}", force=force)
