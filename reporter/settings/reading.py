"""Reads a file of settings. Every fault is told with the line, what was expected, and the nearest name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from reporter.model import SettingsError
from reporter.settings.declared import Settings
from reporter.settings.declaring import Declared, declared, key_of, section_of, unknown
from reporter.settings.kinds import AS_PATH, Wrong, found
from reporter.settings.lines import key_lines, line_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """A setting that the file gives.

    Attributes:
        value: As TOML has it.
        line: Line of the file, from 1; None where not known.
    """

    value: object
    line: int | None


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """A file of settings, read.

    Attributes:
        path: The file.
        settings: What is set; a setting with a fault has its default.
        given: Key to what the file gives, as far as it could be taken: `drafts.format`.
        faults: All that is wrong in the file, in the order of its sections.
    """

    path: Path
    settings: T
    given: Mapping[str, Given]
    faults: tuple[SettingsError, ...]


def read_settings(path: Path) -> Loaded[Settings]:
    """The settings of a file.

    Args:
        path: The file; relative paths in it start at its folder.

    Raises:
        SettingsError: The file cannot be read as TOML.
    """
    loaded = read_declared(path, Settings)
    return replace(loaded, settings=replace(loaded.settings, file=path))


def read_declared(path: Path, cls: type[T]) -> Loaded[T]:
    """What a TOML file says of the settings that a dataclass declares; otherwise as `read_settings`."""
    text = _text(path)
    try:
        # With a line end behind the last line the parser names that line, and not the end of the document.
        data = tomllib.loads(f"{text}\n")
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, text, str(error)) from error
    lines = key_lines(text)
    known = {one.key: one for one in declared(cls)}
    given: dict[str, Given] = {}
    taken: dict[str, object] = {}
    faults: list[SettingsError] = []
    for keys, value in _leaves(data, known, path, lines, faults):
        key = ".".join(keys)
        try:
            taken[key] = known[key].about.kind.read(value, path.parent)
            given[key] = Given(value, line_of(lines, keys))
        except Wrong as wrong:
            faults.append(_fault(path, lines, keys, wrong))
    return Loaded(path, _filled(cls, taken), given, tuple(faults))


def _text(path: Path) -> str:
    try:
        # Notepad marks UTF-8 with a byte order mark.
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise SettingsError(
            f"the settings cannot be read ({error.strerror or error})", file=path, hint="Check the file and run again"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            "the settings are not a text in UTF-8", file=path, hint="Save the file as UTF-8 in your editor"
        ) from error


def _unreadable(path: Path, text: str, message: str) -> SettingsError:
    """What the parser says, with the line as a place, and a hint for what people most often type."""
    match = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$", message)
    line = match and match[1]
    problem = message[: match.start()] if match else message
    written = text.split("\n")[int(line) - 1] if line else ""
    if "twice" in problem or "overwrite" in problem:
        hint = "Each setting and section may stand once: join the two"
    elif "\\" in written:
        hint = AS_PATH
    else:
        hint = 'Write each setting as name = "value" on a line of its own'
    problem = f"this is no TOML: {problem[:1].lower()}{problem[1:]}"
    return SettingsError(problem, file=path, place=f"line {line}" if line else None, hint=hint)


def _leaves(
    data: Mapping[str, Any],
    known: Mapping[str, Declared],
    path: Path,
    lines: Mapping[tuple[str | int, ...], int],
    faults: list[SettingsError],
    within: tuple[str, ...] = (),
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Keys and value of each declared setting that the file gives; what is not declared goes to the faults."""
    sections = {key.rsplit(".", 1)[0] for key in known if "." in key}
    for name, value in data.items():
        keys = (*within, name)
        key = ".".join(keys)
        if key in known:
            yield keys, value
        elif key in sections and isinstance(value, Mapping):
            yield from _leaves(value, known, path, lines, faults, keys)
        elif key in sections:
            wrong = Wrong(f"{found(value)} stands where a section of settings is expected", f"Write [{key}]")
            faults.append(_fault(path, lines, keys, wrong))
        else:
            faults.append(_fault(path, lines, keys, unknown(key, [*known, *sections], ())))


def _fault(
    path: Path, lines: Mapping[tuple[str | int, ...], int], keys: tuple[str, ...], wrong: Wrong
) -> SettingsError:
    line = line_of(lines, (*keys, *wrong.at))
    at = "".join(f"[{one + 1}]" if isinstance(one, int) else f".{one}" for one in wrong.at)
    where = f"{'.'.join(keys)}{at}"
    return SettingsError(wrong.problem, file=path, place=f"line {line}, {where}" if line else where, hint=wrong.hint)


def _filled(cls: type[Any], taken: Mapping[str, object], prefix: str = "") -> Any:
    """The dataclass with what was taken, and its defaults for all else."""
    values: dict[str, object] = {}
    for one in fields(cls):
        key = prefix + key_of(one.name)
        if section := section_of(one):
            values[one.name] = _filled(section, taken, f"{key}.")
        elif key in taken:
            values[one.name] = taken[key]
    return cls(**values)
