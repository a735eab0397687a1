"""What resolutions ask for: reading, parsing and extraction in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reporter.api.headless import Headless
from reporter.api.limits import Progress, Sources
from reporter.api.office import in_force, sources_of
from reporter.model import Action, Document, Obligation, OwnFile, ReporterError, Resolution, UnreadableSource

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from reporter.extraction import Extraction
    from reporter.extraction.near import NearMiss
    from reporter.settings import Settings

Revisions = Literal["final", "original"]

_FILES_PER_WORKER = 60
"""A process takes as long to start as some sixty files take to read."""

_FILES_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the sources ask for.

    Attributes:
        resolutions: Everything that was read, in the order of the sources.
        obligations: Reporting acts, in the order of the text.
        actions: Operative clauses that are not reporting acts.
        failures: One error per file that could not be read; the others went through.
        notes: What a person should know of the reading, one sentence each, with the file.
        near_misses: Clauses that speak of reports and are no record, with the reason; only where they were asked for.
        headless: Of each file that begins in the middle of a resolution, what stands before its first header.
    """

    resolutions: tuple[Resolution, ...]
    obligations: tuple[Obligation, ...]
    actions: tuple[Action, ...]
    failures: tuple[ReporterError, ...]
    notes: tuple[str, ...]
    near_misses: tuple[NearMiss, ...] = ()
    headless: tuple[Headless, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Words that ask for something and were not read, one sentence for each file."""
        return tuple(map(str, self.headless))

    @property
    def copies(self) -> tuple[str, ...]:
        """A sentence for each resolution that was read before, from another file: a sync leaves it out."""
        first: dict[str, str] = {}
        return tuple(
            f"{one.file}: {one.id} stands in {known} too; a sync reads it once"
            for one in self.resolutions
            if (known := first.setdefault(one.id, one.file)) != one.file
        )


def extract(
    sources: Sources | None = None,
    *,
    settings: Settings | None = None,
    revisions: Revisions = "final",
    progress: Progress | None = None,
    explain: bool = False,
    workers: int = 1,
) -> Extracted:
    """Reads resolutions and finds what they ask for.

    Args:
        sources: A file, folder or glob pattern, or several; None for those of the settings.
        settings: Settings of the call; None for what the nearest `reporter.toml` says.
        revisions: Which view of tracked changes to read.
        progress: Told before each file.
        explain: Also find the clauses that speak of reports and are no record, with the reason.
        workers: Processes that share the files where there are many; the result is the same. A script that asks for
            more than one must be importable (`if __name__ == "__main__":`), as always with processes.

    Returns:
        What was found. A file that cannot be read is among `failures`; the others go through.

    Raises:
        SettingsError: The settings have a fault.
        UsageError: No sources are named.
    """
    with in_force(settings) as chosen:
        sources = sources_of(sources, chosen)
        paths, failures = find_files(sources)
        examined = _examined(
            paths,
            partial(_examine, revisions=revisions, explain=explain, organisations=chosen.organisations),
            _examiner(len(paths), workers),
            progress,
        )
    found = [extraction for one in examined for extraction in one.extractions]
    return Extracted(
        resolutions=tuple(one.resolution for one in found),
        obligations=tuple(duty for one in found for duty in one.obligations),
        actions=tuple(action for one in found for action in one.actions),
        failures=(*failures, *(one.failure for one in examined if one.failure)),
        notes=(*notes_on_what_is_passed_over(sources), *(note for one in examined for note in one.notes)),
        near_misses=tuple(miss for one in examined for miss in one.near_misses),
        headless=tuple(one.headless for one in examined if one.headless),
    )


def _examined(
    paths: Sequence[Path], examine: Callable[[Path], _Examined], over: _Map, progress: Progress | None
) -> list[_Examined]:
    """What each file gives, in order."""
    examined: list[_Examined] = []
    told = iter(over(examine, paths))
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths), path.name)
        examined.append(next(told))
    return examined


@dataclass(frozen=True, slots=True)
class _Examined:
    """What one file gave: made in a process of its own where there are many."""

    extractions: tuple[Extraction, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    notes: tuple[str, ...] = ()
    headless: Headless | None = None
    failure: ReporterError | None = None


def _examine(path: Path, *, revisions: Revisions, explain: bool, organisations: tuple[str, ...]) -> _Examined:
    """What one file gives; a fault in it, even one that nobody foresaw, is this file's failure and no other's.

    It may run in a process of its own, and so is told which organisations the run adds.
    """
    from reporter.vocabulary.organisations import with_organisations

    try:
        with with_organisations(organisations) if organisations else nullcontext():
            return _read_and_extract(path, revisions=revisions, explain=explain)
    except OwnFile as own:
        return _Examined(notes=(passed_over(own),))
    except ReporterError as error:
        return _Examined(failure=error)
    except Exception as error:
        # The other files are worth more than a traceback; what it says is kept for who mends the program.
        return _Examined(failure=_unforeseen(path, f"{type(error).__name__}: {error}"))


def _unforeseen(path: Path, what: str) -> UnreadableSource:
    return UnreadableSource(
        f"reading it failed in a way that was not foreseen ({what})",
        file=path,
        hint="Save it anew in Word as .docx and try again, and tell the makers of reporter",
    )


def _read_and_extract(path: Path, *, revisions: Revisions, explain: bool) -> _Examined:
    from reporter.extraction import extract as extract_from
    from reporter.extraction.near import near_misses
    from reporter.parsing import headless, parse
    from reporter.reading import read

    document = read(path, revisions=revisions)
    resolutions = parse(document)
    found = tuple(map(extract_from, resolutions))
    notes = tuple(f"{document.file}: {note}" for note in document.notes)
    if not found:
        notes = (*notes, unrecognised(document))
    misses = (near_misses(one.resolution, one.obligations) for one in found) if explain else ()
    before = Headless.of(document.file, headless(document, resolutions))
    return _Examined(found, tuple(miss for several in misses for miss in several), notes, before)


def passed_over(own: OwnFile) -> str:
    """A sentence for a file that the program itself wrote: it may lie beside the texts without being one."""
    return f"{own.file.as_posix() if own.file else ''}: passed over; it {own.problem}"


def unrecognised(document: Document) -> str:
    """A sentence for a file in which no resolution was recognised: what was expected, and what to do."""
    from reporter.parsing import unread_script

    if not document.text.strip():
        return f"{document.file}: no resolution was recognised in it, as it holds no text. Save or download it again"
    if script := unread_script(document.text):
        return (
            f"{document.file}: no resolution was recognised in it, as it is written in {script} letters, and only "
            "English, French and Spanish are read. Name its edition in one of these languages"
        )
    return (
        f'{document.file}: no resolution was recognised in it: neither a header such as "RESOLUTION 18 (Geneva, 2022)" '
        'nor a clause such as "Requests the Director to report". Check that it is the text itself, in English, French '
        "or Spanish"
    )


_Map = Callable[[Callable[[Path], _Examined], Sequence[Path]], Iterable[_Examined]]


def _examiner(files: int, workers: int) -> _Map:
    """A `map` over files, in order: in this process, or over several where that pays."""
    workers = min(workers, files // _FILES_PER_WORKER)
    if workers < 2:
        return map
    return partial(_map_over_processes, workers)


def _map_over_processes(
    workers: int, examine: Callable[[Path], _Examined], paths: Sequence[Path]
) -> Iterator[_Examined]:
    """What each file gives, in order. Where a process dies, the files left go on one by one, each in its own."""
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    try:
        with _processes(workers) as pool:
            for one in pool.map(examine, paths, chunksize=_FILES_AT_ONCE):
                yield one
                done += 1
    except BrokenProcessPool:
        for path in paths[done:]:
            yield _in_a_process_of_its_own(examine, path)


def _in_a_process_of_its_own(examine: Callable[[Path], _Examined], path: Path) -> _Examined:
    from concurrent.futures.process import BrokenProcessPool

    try:
        with _processes(1) as pool:
            return pool.submit(examine, path).result()
    except BrokenProcessPool:
        return _Examined(failure=_unforeseen(path, "the process that read it died"))


def _processes(workers: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Processes are started anew on every system alike: a forked one would inherit the progress bar's thread.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def notes_on_what_is_passed_over(sources: Sources) -> tuple[str, ...]:
    """A sentence for each text in the folders that is of a kind which is not read."""
    from reporter.reading import unreadable_texts

    listed = [sources] if isinstance(sources, str | Path) else sources
    return tuple(
        f"{path.as_posix()}: passed over; save it as .docx to have it read" for path in unreadable_texts(listed)
    )


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
