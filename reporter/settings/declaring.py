"""How a setting is declared: once, as the field of a dataclass, with its kind, its default and what it is for.

Reading, checking, the list that `reporter config` prints and the file that it writes are derived from that.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from reporter.settings.kinds import Kind, Wrong, found

T = TypeVar("T")

_DECLARATION = "setting"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared of a setting beside its default.

    Attributes:
        kind: What it may hold.
        help: What it is for, in a sentence.
        example: TOML of a value, for the commented file where the default is empty.
    """

    kind: Kind[Any]
    help: str
    example: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A setting where it stands.

    Attributes:
        key: As the file names it, with its section: `drafts.file-name`.
        default: Value where the file says nothing; `MISSING` where the file must say something.
        about: Its kind and what it is for.
    """

    key: str
    default: Any
    about: Declaration


def setting(kind: Kind[T], help: str, *, default: T, example: str = "") -> T:
    """Declares a setting as a field of a dataclass of settings."""
    about = {_DECLARATION: Declaration(kind, help, example)}
    if isinstance(default, dict):
        # A dataclass takes no default that could be changed; each instance gets a copy.
        return cast(T, field(default_factory=lambda: dict(default), metadata=about))
    return field(default=default, metadata=about)


def optional(kind: Kind[T], help: str, *, example: str = "") -> T | None:
    """Declares a setting that has no value unless the file gives one."""
    return cast("T | None", field(default=None, metadata={_DECLARATION: Declaration(kind, help, example)}))


def required(kind: Kind[T], help: str) -> T:
    """Declares a setting without a default, as an entry of a list may have."""
    return cast(T, field(metadata={_DECLARATION: Declaration(kind, help, "")}))


def key_of(name: str) -> str:
    """The key of a field: `file_name` is written `file-name`."""
    return name.replace("_", "-")


def declared(cls: type[Any], prefix: str = "") -> Iterator[Declared]:
    """The settings of a dataclass and of its sections, in their order; fields that are neither are left out."""
    for one in fields(cls):
        if about := _declaration(one):
            default = one.default_factory() if one.default_factory is not MISSING else one.default
            yield Declared(prefix + key_of(one.name), default, about)
        elif section := section_of(one):
            yield from declared(section, f"{prefix}{key_of(one.name)}.")


def section_of(one: Field[Any]) -> type[Any] | None:
    """The dataclass of a field that holds a section of settings; None for other fields."""
    made = one.default_factory
    return made if isinstance(made, type) and is_dataclass(made) else None


def _declaration(one: Field[Any]) -> Declaration | None:
    return one.metadata.get(_DECLARATION)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like the one that was found; None where nothing is like it."""
    near = difflib.get_close_matches(name.replace("_", "-").casefold(), list(names), n=1)
    return near[0] if near else None


def _nearest_setting(key: str, known: Sequence[str]) -> str | None:
    """The setting most like the key: by its own name, whatever section it stands in, else by its whole name."""
    own = {one.rpartition(".")[2]: one for one in reversed(known)}
    near = nearest(key.rpartition(".")[2], own)
    return own[near] if near and "." in key else nearest(key, known)


def unknown(key: str, keys: Iterable[str], at: tuple[str | int, ...]) -> Wrong:
    """The error for a key that nobody declared."""
    known = list(keys)
    near = _nearest_setting(key, known)
    above = ", above the first [section] of the file" if near and "." in key and "." not in near else ""
    hint = f'Did you mean "{near}"{above}?' if near else f"There are {', '.join(known)}"
    return Wrong(f'there is no setting "{key}"', hint, at)


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """The kind of a table that is a dataclass of settings: an entry of a list, or of a table by names.

    Attributes:
        cls: The dataclass; its fields are settings.
    """

    cls: type[T]

    @property
    def what(self) -> str:
        """`a table with the settings body, name, start`."""
        return "a table with the settings " + ", ".join(one.key for one in declared(self.cls))

    def read(self, value: object, folder: Path) -> T:
        """The dataclass."""
        if not isinstance(value, Mapping):
            raise Wrong(f"{found(value)} stands where {self.what} is expected", f"Write {self.what}")
        known = {key_of(one.name): one for one in fields(cast(Any, self.cls)) if _declaration(one)}
        values: dict[str, Any] = {}
        for key, given in value.items():
            if key not in known:
                raise unknown(key, known, (key,))
            about = cast(Declaration, _declaration(known[key]))
            try:
                values[known[key].name] = about.kind.read(given, folder)
            except Wrong as wrong:
                raise Wrong(wrong.problem, wrong.hint, (key, *wrong.at)) from wrong
        for key, one in known.items():
            if one.default is MISSING and one.name not in values:
                raise Wrong(f"the entry has no {key}", f"Add {key} = …: {cast(Declaration, _declaration(one)).help}")
        return self.cls(**values)
