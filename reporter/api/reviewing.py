"""The review page: every finding in its place, in one file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reporter.api.extracting import find_files, notes_on_what_is_passed_over, passed_over, unrecognised
from reporter.api.headless import Headless
from reporter.api.limits import Progress, Sources, seen_from
from reporter.api.office import in_force, sources_of
from reporter.model import OwnFile, ReporterError

if TYPE_CHECKING:
    from reporter.settings import Settings


@dataclass(frozen=True, slots=True)
class ReviewWritten:
    """What a review page shows.

    Attributes:
        path: The page; None where no source held a resolution, and nothing was written.
        resolutions: How many texts it shows.
        obligations: How many records.
        near_misses: How many clauses that speak of reports and are no record.
        failures: One error per file that could not be read.
        notes: What a person should know of the reading, one sentence each, with the file.
        warnings: Words that ask for something and were not read, one sentence for each file.
    """

    path: Path | None
    resolutions: int
    obligations: int
    near_misses: int
    failures: tuple[ReporterError, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def review(
    sources: Sources | None,
    output: str | Path,
    *,
    settings: Settings | None = None,
    revisions: Literal["final", "original"] = "final",
    progress: Progress | None = None,
) -> ReviewWritten:
    """Writes the review page: the texts in full, each record highlighted in place, near misses with their reasons.

    Args:
        sources: A file, folder or glob pattern, or several; None for those of the settings.
        output: The page, an .html file; replaced where it exists.
        settings: Settings of the call; None for what the nearest `reporter.toml` says.
        revisions: Which view of tracked changes to read.
        progress: Told before each file.

    Returns:
        What the page shows. A file that cannot be read is among `failures`; the others are shown. Where none holds a
        resolution there is no page, and one from before stays.
    """
    with in_force(settings) as chosen:
        return _review(sources_of(sources, chosen), Path(output), revisions, progress)


def _review(
    sources: Sources, output: Path, revisions: Literal["final", "original"], progress: Progress | None
) -> ReviewWritten:
    from reporter.extraction import extract
    from reporter.extraction.near import near_misses
    from reporter.parsing import headless, parse
    from reporter.reading import read
    from reporter.reviewing import Reviewed, review_page
    from reporter.workbook import replace_file

    paths, failures = find_files(sources)
    reviewed: list[Reviewed] = []
    notes = list(notes_on_what_is_passed_over(sources))
    warnings: list[str] = []
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths), path.name)
        try:
            document = read(path, revisions=revisions)
        except OwnFile as own:
            notes.append(passed_over(own))
            continue
        except ReporterError as error:
            failures.append(error)
            continue
        resolutions = parse(document)
        found = tuple(map(extract, resolutions))
        misses = tuple(miss for one in found for miss in near_misses(one.resolution, one.obligations))
        notes += [f"{document.file}: {note}" for note in document.notes]
        if not found:
            notes.append(unrecognised(document))
        if before := Headless.of(document.file, headless(document, resolutions)):
            warnings.append(str(before))
        shown = replace(document, file=seen_from(output.parent, document.file))
        reviewed.append(Reviewed(shown, found, misses, revisions))
    if not any(one.extractions for one in reviewed):
        return ReviewWritten(None, 0, 0, 0, tuple(failures), tuple(notes))
    replace_file(output, review_page(reviewed, not_shown=[str(one) for one in failures]).encode("utf-8"))
    return ReviewWritten(
        output,
        resolutions=sum(len(one.extractions) for one in reviewed),
        obligations=sum(len(found.obligations) for one in reviewed for found in one.extractions),
        near_misses=sum(len(one.near_misses) for one in reviewed),
        failures=tuple(failures),
        notes=tuple(notes),
        warnings=tuple(warnings),
    )
