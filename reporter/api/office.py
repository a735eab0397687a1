"""The settings of a call, and the vocabulary that they add."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reporter.api.limits import Sources
from reporter.model import UsageError
from reporter.settings import FILE_NAME, Settings, settings_for


@contextmanager
def in_force(settings: Settings | None, workbook: Path | None = None) -> Iterator[Settings]:
    """The settings of a call; while it lasts, texts are read with the names of the organisations that they add.

    Args:
        settings: Those of the caller; None for what the nearest `reporter.toml` says.
        workbook: The workbook that the call is about; None for none, and the current folder counts.

    Raises:
        SettingsError: The file, or one that it names, has a fault.
    """
    chosen = settings_for(workbook) if settings is None else settings
    if not chosen.organisations:
        yield chosen
        return
    from reporter.vocabulary.organisations import with_organisations

    with with_organisations(chosen.organisations):
        yield chosen


def sources_of(sources: Sources | None, settings: Settings) -> Sources:
    """The sources of a call, else those of the settings.

    Raises:
        UsageError: Neither names any, or a name is empty: it would pass for the current folder.
    """
    named = [sources] if isinstance(sources, str | Path) else sources
    if any(not str(one).strip() for one in named or ()):
        raise UsageError(
            "the name of a source is empty",
            hint='Name a file, folder or pattern ("." is the current folder), or check the variable that it comes from',
        )
    if named:
        return named
    if not settings.sources:
        file = settings.file or FILE_NAME
        raise UsageError(
            "no texts are named", hint=f"Name files or folders behind the command, or as sources = [...] in {file}"
        )
    return settings.sources
