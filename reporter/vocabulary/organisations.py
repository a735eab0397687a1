"""Files with the bodies and officials of further organisations, which an office adds to those of the program.

Such a file has the form of `itu.toml`. What it says is checked before it is used, with the line of each slip.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reporter.settings.declaring import Entry, optional, required, setting
from reporter.settings.kinds import Flag, ListOf, OneOf, Text, Texts
from reporter.settings.reading import read_declared
from reporter.vocabulary.names import Names, names_of, using

_FORMS = "What texts call it, without article; [ ] hold an optional part, capitals ask for capitals in the text."


@dataclass(frozen=True, slots=True)
class OfficialEntry:
    """`[[official]]`: somebody who can owe a report."""

    name: str = required(Text(), "Canonical name.")
    forms: tuple[str, ...] = required(Texts(), _FORMS)


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """`[[body]]`: a body that adopts texts or receives reports."""

    name: str = required(Text(), "Canonical name.")
    forms: tuple[str, ...] = required(Texts(), _FORMS)
    kind: str = required(Text(), "Noun that may stand for it: assembly, council, committee.")
    id: str | None = optional(Text(), "What IDs begin with, where that is not the name.")
    adopts: bool = setting(Flag(), "Whether it adopts resolutions.", default=False)
    sector: str | None = optional(Text(), "Sector whose study groups its texts mean.")
    advises: str | None = optional(Text(), "Canonical name of the official that it advises.")


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """`[[group]]`: a phrase that stands for several."""

    names: tuple[str, ...] = required(Texts(), "Canonical names.")
    forms: tuple[str, ...] = required(Texts(), _FORMS)
    kind: str = required(OneOf(("official", "body", "members")), "What they are.")


@dataclass(frozen=True, slots=True)
class OrganisationFile:
    """All that such a file may say."""

    organisation: str = setting(Text(), "Short name of the organisation.", default="")
    official: tuple[OfficialEntry, ...] = setting(ListOf(Entry(OfficialEntry)), "Officials.", default=())
    body: tuple[BodyEntry, ...] = setting(ListOf(Entry(BodyEntry)), "Bodies.", default=())
    members: tuple[OfficialEntry, ...] = setting(ListOf(Entry(OfficialEntry)), "Kinds of members.", default=())
    group: tuple[GroupEntry, ...] = setting(ListOf(Entry(GroupEntry)), "Phrases that stand for several.", default=())


@contextmanager
def with_organisations(files: Sequence[str | Path]) -> Iterator[Names]:
    """Adds the names of further organisations while it lasts; where they and the program have a form, theirs counts.

    Raises:
        SettingsError: A file is missing, is no TOML, or says what it cannot say.
    """
    added = tuple(_checked(Path(file)) for file in files)
    with using(_joined(added)) as names:
        yield names


def bodies_of(files: Sequence[str | Path]) -> tuple[str, ...]:
    """Canonical names of the bodies that such files add, in their order.

    Raises:
        SettingsError: As of `with_organisations`.
    """
    return tuple(entry["name"] for file in files for entry in tomllib.loads(_checked(Path(file))).get("body", ()))


def _checked(path: Path) -> str:
    """The content of a file that has no fault."""
    loaded = read_declared(path, OrganisationFile)
    if loaded.faults:
        raise loaded.faults[0]
    return path.read_bytes().decode("utf-8-sig")


@lru_cache(maxsize=8)
def _joined(added: tuple[str, ...]) -> Names:
    found: list[dict[str, Any]] = [tomllib.loads(text) for text in added]
    return names_of([{"organisation": "", **one} for one in found])
