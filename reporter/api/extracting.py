"""What resolutions ask for: reading, parsing and extraction in one call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reporter.api.limits import Progress, Sources
from reporter.model import Action, Obligation, ReporterError, Resolution


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the sources ask for.

    Attributes:
        resolutions: Everything that was read, in the order of the sources.
        obligations: Reporting acts, in the order of the text.
        actions: Operative clauses that are not reporting acts.
        failures: One error per file that could not be read; the others went through.
        notes: What a person should know of the reading, one sentence each, with the file.
    """

    resolutions: tuple[Resolution, ...]
    obligations: tuple[Obligation, ...]
    actions: tuple[Action, ...]
    failures: tuple[ReporterError, ...]
    notes: tuple[str, ...]


def extract(
    sources: Sources,
    *,
    revisions: Literal["final", "original"] = "final",
    progress: Progress | None = None,
) -> Extracted:
    """Reads resolutions and finds what they ask for.

    Args:
        sources: A file, folder or glob pattern, or several.
        revisions: Which view of tracked changes to read.
        progress: Told before each file.

    Returns:
        What was found. A file that cannot be read is among `failures`; the others go through.
    """
    from reporter.extraction import extract as extract_from
    from reporter.parsing import parse
    from reporter.reading import read

    paths, failures = find_files(sources)
    resolutions: list[Resolution] = []
    obligations: list[Obligation] = []
    actions: list[Action] = []
    notes: list[str] = []
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths), path.name)
        try:
            document = read(path, revisions=revisions)
        except ReporterError as error:
            failures.append(error)
            continue
        notes += [f"{document.file}: {note}" for note in document.notes]
        found = parse(document)
        if not found:
            notes.append(f"{document.file}: no resolution was recognised in it")
        for resolution in found:
            extraction = extract_from(resolution)
            resolutions.append(resolution)
            obligations += extraction.obligations
            actions += extraction.actions
    return Extracted(tuple(resolutions), tuple(obligations), tuple(actions), tuple(failures), tuple(notes))


def find_files(sources: Sources) -> tuple[list[Path], list[ReporterError]]:
    """The files that the sources name, each once, and an error for each source that names none.

    Args:
        sources: A file, folder or glob pattern, or several.

    Returns:
        Files in the order of the sources, and errors in the same order.
    """
    from reporter.reading import find_sources

    paths: dict[Path, None] = {}
    failures: list[ReporterError] = []
    for source in [sources] if isinstance(sources, str | Path) else sources:
        try:
            paths |= dict.fromkeys(find_sources([source]))
        except ReporterError as error:
            failures.append(error)
    return list(paths), failures
