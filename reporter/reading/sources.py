"""Which files a person means by a file, a folder or a pattern."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from reporter.model import UnreadableSource

SUFFIXES = (".docx", ".docm", ".txt", ".html", ".htm", ".xhtml", ".pdf")
"""Suffixes of the files that are read, in lower case."""

OTHER_TEXTS = (".doc", ".dot", ".odt", ".rtf", ".pages", ".wpd")
"""Suffixes of texts that are not read, in lower case: a person should hear that they were passed over."""

_KINDS_NAMED = 5

READABLE = ", ".join(SUFFIXES)


def find_sources(sources: Sequence[str | Path]) -> tuple[Path, ...]:
    """The files that `sources` name, each once, in the order given and in natural order (`2` before `10`) within one.

    Args:
        sources: Each one a file (whatever its suffix), a folder (searched with its subfolders for files of `SUFFIXES`;
            hidden files and Word's lock files `~$name.docx` are passed over) or a glob pattern (`**` reaches into
            subfolders; the shell of Windows leaves patterns to us).

    Raises:
        UnreadableSource: A file that does not exist; a folder or pattern in which nothing can be read.
    """
    found: dict[str, Path] = {}
    for source in sources:
        for path in _of_one(source):
            found.setdefault(os.path.normcase(path.resolve()), path)
    return tuple(found.values())


def _of_one(source: str | Path) -> list[Path]:
    path = Path(source)
    try:
        if path.is_dir():
            return _in_folder(path)
        if path.exists():
            return [path]
    except OSError as error:
        raise UnreadableSource(f"cannot be looked at ({error.strerror})", file=path, hint="Check the path") from error
    if glob.has_magic(str(source)):
        return _matching(str(source))
    raise UnreadableSource("there is no such file or folder", file=path, hint=_nearby(path))


def _in_folder(folder: Path) -> list[Path]:
    files = list(_walk(folder))
    found = sorted((path for path in files if _is_readable(path.name)), key=_natural)
    if not found:
        others = "it holds no file of any kind" if any(folder.iterdir()) else "it is empty"
        lies = f"only {_counted(files)}" if files else others
        raise UnreadableSource(
            f"no file in this folder can be read ({READABLE}): {lies}",
            file=folder,
            hint="Name the folder the texts lie in",
        )
    return found


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and its subfolders, whatever their kind."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _passed_over(name)]
        yield from (Path(parent, name) for name in names if not _passed_over(name))


def _counted(files: Sequence[Path]) -> str:
    """What lies there instead: `2 files of kinds that are not read: .jpg, .png`."""
    kinds = sorted({path.suffix.lower() or "without a suffix" for path in files})
    shown = ", ".join(kinds[:_KINDS_NAMED]) + (", …" if len(kinds) > _KINDS_NAMED else "")
    of = "a kind that is" if len(kinds) == 1 else "kinds that are"
    return f"{len(files)} file{'s' if len(files) > 1 else ''} of {of} not read: {shown}"


def unreadable_texts(sources: Sequence[str | Path]) -> tuple[Path, ...]:
    """Files in the folders among `sources` that look like texts and are not read: old Word files and the like."""
    folders = [Path(source) for source in sources if Path(source).is_dir()]
    found = (
        Path(parent, name)
        for folder in folders
        for parent, _, names in os.walk(folder)
        if not _passed_over(Path(parent).name) or Path(parent) == folder
        for name in names
        if name.lower().endswith(OTHER_TEXTS) and not _passed_over(name)
    )
    return tuple(sorted(found, key=_natural))


def _matching(pattern: str) -> list[Path]:
    # Path.glob takes no absolute pattern.
    hits = [Path(hit) for hit in glob.glob(str(Path(pattern).expanduser()), recursive=True)]  # noqa: PTH207
    files = [hit for hit in hits if hit.is_file() and _is_readable(hit.name)]
    if not files:
        others = [hit for hit in hits if hit.is_file() and not _passed_over(hit.name)]
        found = f"nothing that matches can be read ({READABLE})" if hits else "nothing matches this pattern"
        found += f": only {_counted(others)}" if others else ""
        raise UnreadableSource(found, file=pattern, hint="Check the folder and the pattern")
    return sorted(files, key=_natural)


def _is_readable(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not _passed_over(name)


def _passed_over(name: str) -> bool:
    return name.startswith((".", "~$"))


def _natural(path: Path) -> list[tuple[int, int, str]]:
    """Sort key under which digits count as numbers and capitals do not matter, folder by folder."""
    key: list[tuple[int, int, str]] = []
    for part in path.parts:
        pieces = re.split(r"([0-9]+)", part.lower())
        key += [(1, int(piece), piece) if piece.isdecimal() else (2, 0, piece) for piece in pieces]
        key.append((0, 0, part))
    return key


def _nearby(path: Path) -> str:
    """A hint that names a file of the same folder with nearly the same name, where there is one."""
    from difflib import get_close_matches

    if not path.parent.is_dir():
        return f"The folder {path.parent} does not exist; check the path"
    close = get_close_matches(path.name, [entry.name for entry in path.parent.iterdir()], n=1, cutoff=0.7)
    return f"Did you mean {close[0]}?" if close else "Check the name and the folder"
