"""What a setting may hold: each kind reads a value of TOML, or says what was expected instead."""

from __future__ import annotations

import os
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)

AS_PATH = "Write a path with slashes (C:/texts), or in single quotes ('C:\\texts')"


class Wrong(ValueError):
    """A value that a setting cannot have.

    Attributes:
        problem: What was found and what was expected, without a full stop.
        hint: The next step.
        at: Keys and positions (from 0) that lead from the setting's value to the wrong one.
    """

    def __init__(self, problem: str, hint: str, at: tuple[str | int, ...] = ()) -> None:
        self.problem = problem
        self.hint = hint
        self.at = at
        super().__init__(problem)


class Kind(Protocol[T_co]):
    """A kind of value."""

    @property
    def what(self) -> str:
        """What a value is, with article: `a text in quotes`."""
        ...

    def read(self, value: object, folder: Path) -> T_co:
        """The value as the program uses it.

        Args:
            value: As TOML has it.
            folder: The file's, from which relative paths start.

        Raises:
            Wrong: It is of another type, or not allowed.
        """
        ...


def found(value: object) -> str:
    """A value as a message names it: `the text "annual"`, `the number 3`, `true`."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'the text "{value}"'
        case int() | float():
            return f"the number {value}"
        case date():
            return f"the date {value.isoformat()}"
        case list():
            return "a list"
        case Mapping():
            return "a table of settings"
        case _:
            return f"{value}"


def _refused(kind: Kind[object], value: object) -> Wrong:
    return Wrong(f"{found(value)} stands where {kind.what} is expected", f"Write {kind.what}")


@dataclass(frozen=True, slots=True)
class Text:
    """Any text."""

    what: str = "a text in quotes"

    def read(self, value: object, folder: Path) -> str:  # noqa: ARG002 - as every kind
        """The text without white space around it."""
        if not isinstance(value, str):
            raise _refused(self, value)
        return value.strip()


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words, in any capitals."""

    words: tuple[str, ...]

    @property
    def what(self) -> str:
        """`one of "docx", "md", "html"`."""
        return "one of " + ", ".join(f'"{word}"' for word in self.words)

    def read(self, value: object, folder: Path) -> str:  # noqa: ARG002 - as every kind
        """The word as declared."""
        spelled = {word.casefold(): word for word in self.words}
        if not isinstance(value, str) or value.strip().casefold() not in spelled:
            raise _refused(self, value)
        return spelled[value.strip().casefold()]


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number within limits, both included."""

    least: int
    most: int

    @property
    def what(self) -> str:
        """`a whole number from 1 to 10`."""
        return f"a whole number from {self.least} to {self.most}"

    def read(self, value: object, folder: Path) -> int:  # noqa: ARG002 - as every kind
        """The number."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise _refused(self, value)
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    what: str = "true or false"

    def read(self, value: object, folder: Path) -> bool:  # noqa: ARG002 - as every kind
        """The flag."""
        if not isinstance(value, bool):
            raise _refused(self, value)
        return value


@dataclass(frozen=True, slots=True)
class Day:
    """A day."""

    what: str = "a date without quotes, such as 2026-05-01"

    def read(self, value: object, folder: Path) -> date:  # noqa: ARG002 - as every kind
        """The day."""
        if isinstance(value, datetime) or not isinstance(value, date):
            raise _refused(self, value)
        return value


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts; a single text is taken for a list of one."""

    what: str = "a list of texts in quotes"

    def read(self, value: object, folder: Path) -> tuple[str, ...]:
        """The texts, each once."""
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise _refused(self, value)
        return tuple(dict.fromkeys(filter(None, (Text().read(one, folder) for one in values))))


@dataclass(frozen=True, slots=True)
class File:
    """A file or folder; a relative one starts at the folder of the settings."""

    what: str = "a path in quotes"

    def read(self, value: object, folder: Path) -> Path:
        """The path."""
        if not isinstance(value, str) or not value.strip():
            raise _refused(self, value)
        return Path(_rooted(value, folder))


@dataclass(frozen=True, slots=True)
class NameOrFile:
    """A bare name, or a path, which has a dot or a slash in it."""

    what: str = "a name or a path in quotes"

    def read(self, value: object, folder: Path) -> str:
        """The name, or the path as from the folder of the settings."""
        text = Text(self.what).read(value, folder)
        if not text:
            raise _refused(self, value)
        return _rooted(text, folder) if any(mark in text for mark in "./\\") else text


@dataclass(frozen=True, slots=True)
class Files:
    """Files, folders or patterns; relative ones start at the folder of the settings."""

    what: str = "a list of paths in quotes"

    def read(self, value: object, folder: Path) -> tuple[str, ...]:
        """The paths and patterns, as texts, each once."""
        return tuple(_rooted(one, folder) for one in Texts(self.what).read(value, folder))


def _rooted(path: str, folder: Path) -> str:
    if any(ord(character) < 32 for character in path):
        # TOML takes the \t of "C:\texts" for a tabulator.
        raise Wrong(f"{path!r} is no path: a backslash in double quotes has a meaning of its own", AS_PATH)
    return os.path.join(folder, path.strip())  # noqa: PTH118 - patterns are texts, and may end in a slash


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text with fields in braces, such as a file name.

    Attributes:
        fields: The fields it may name.
        needed: Those that it must name, since results would have one and the same name otherwise.
    """

    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """`a text in quotes with the fields {body}, {year}`."""
        return "a text in quotes with the fields " + ", ".join(f"{{{one}}}" for one in self.fields)

    def read(self, value: object, folder: Path) -> str:
        """The pattern, which `str.format` fills."""
        text = Text(self.what).read(value, folder)
        try:
            named = [
                (field, form, as_what)
                for _, field, form, as_what in string.Formatter().parse(text)
                if field is not None
            ]
        except ValueError as error:
            raise Wrong(f'in "{text}" a brace is open', "Write a field as {name}, and a brace itself twice") from error
        for field, form, as_what in named:
            if field not in self.fields or form or as_what:
                raise Wrong(f'"{{{field}}}" is no field of this text', f"Write {self.what}")
        if missing := [one for one in self.needed if one not in {field for field, _, _ in named}]:
            raise Wrong(f'"{text}" lacks {{{missing[0]}}}, without which all would have the same name', "Add it")
        if not text:
            raise Wrong("the text is empty", f"Write {self.what}")
        return text


@dataclass(frozen=True, slots=True)
class Named:
    """A table from names to values of one kind."""

    of: Kind[Any]

    @property
    def what(self) -> str:
        """`a table with a text in quotes for each name`."""
        return f"a table with {self.of.what} for each name"

    def read(self, value: object, folder: Path) -> dict[str, Any]:
        """Name to value, in the order of the file."""
        if not isinstance(value, Mapping):
            raise _refused(self, value)
        return {name: _within(self.of, one, folder, name) for name, one in value.items()}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind."""

    of: Kind[Any]

    @property
    def what(self) -> str:
        """`a list, each entry of it a table`."""
        return f"a list, each entry of it {self.of.what}"

    def read(self, value: object, folder: Path) -> tuple[Any, ...]:
        """The values in order."""
        if not isinstance(value, list):
            raise _refused(self, value)
        return tuple(_within(self.of, one, folder, number) for number, one in enumerate(value))


def _within(kind: Kind[Any], value: object, folder: Path, at: str | int) -> Any:
    try:
        return kind.read(value, folder)
    except Wrong as wrong:
        raise Wrong(wrong.problem, wrong.hint, (at, *wrong.at)) from wrong
