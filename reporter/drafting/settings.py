"""The data beside the templates: which one serves a body, in which order, in which words."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from reporter.drafting.words import BodyNames, Words
from reporter.model import TemplateError, UsageError
from reporter.resources import bundled

FORMATS = ("docx", "md", "html")
"""Kinds of templates."""

Each = Literal["body", "owner", "responsible"]
"""What a file is made for: a body, a focal point, or somebody who must report."""

ANY_BODY = "*"

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """A template that comes with the program.

    Attributes:
        name: `advisory-group`, `letter`.
        help: What it is for, in a line.
        files: From a format to the name of the file.
        bodies: Bodies that it serves without being asked for; `*` stands for all that no other serves.
        file_pattern: The usual name of a draft.
        each: What a file is made for.
    """

    name: str
    help: str
    files: Mapping[str, str]
    bodies: tuple[str, ...]
    file_pattern: str
    each: Each


@dataclass(frozen=True, slots=True)
class Settings:
    """`templates.toml`, read.

    Attributes:
        folder: Where the file lies; the templates lie in a folder of it for each language.
        languages: Codes of the languages, the usual one first.
        templates: The entries by name.
        sources: From a body, in lower case, to who submits the report to it.
        body_order: Adopting bodies in the order of sections.
        verb_order: Governing verbs in the order of clauses.
    """

    folder: Path
    languages: tuple[str, ...]
    templates: Mapping[str, TemplateEntry]
    sources: Mapping[str, str]
    body_order: tuple[str, ...]
    verb_order: tuple[str, ...]

    def serving(self, bodies: Sequence[str]) -> TemplateEntry:
        """The entry that serves bodies: the one that all of them share, else the one for any."""
        found = {self._serving(body).name for body in bodies}
        return self.templates[found.pop()] if len(found) == 1 else self._serving(ANY_BODY)

    def entry(self, name: str) -> TemplateEntry:
        """The entry of that name.

        Raises:
            UsageError: There is none; the nearest name is told.
        """
        if name in self.templates:
            return self.templates[name]
        near = difflib.get_close_matches(name.casefold(), self.templates, n=1)
        question = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"no template {name!r} comes with the program", hint=f"{question}There are {', '.join(self.templates)}."
        )

    def path(self, entry: TemplateEntry, form: str, language: str) -> Path:
        """The file of an entry in a format and language.

        Raises:
            UsageError: The language is unknown.
        """
        self.check_language(language)
        return self.folder / language / entry.files[form]

    def check_language(self, language: str) -> None:
        """Raises a UsageError for a language that has no file."""
        if language not in self.languages:
            raise UsageError(
                f"{language!r} is no language of a draft", hint=f"Choose one of {', '.join(self.languages)}."
            )

    def resolution_rank(self, body: str, number: str, year: int | None) -> tuple[object, ...]:
        """Sort key of a resolution: conferences as listed, numbers as numbers, the older first."""
        return (_rank(body, self.body_order), natural(body), natural(number), year or 0)

    def clause_rank(self, clause: str) -> tuple[object, ...]:
        """Sort key of a clause: governing verbs as listed, annexes and the rest after them, numbers as numbers."""
        verbs = [rank for rank, verb in enumerate(self.verb_order) if clause.casefold().startswith(verb)]
        return (verbs[0] if verbs else len(self.verb_order), natural(clause))

    def _serving(self, body: str) -> TemplateEntry:
        entries = self.templates.values()
        named = [entry for entry in entries if body.casefold() in [one.casefold() for one in entry.bodies]]
        return (named or [entry for entry in entries if ANY_BODY in entry.bodies])[0]


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key that takes digits as numbers: 2 before 18, `ITU-R 9` before `ITU-R 10`."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", text.casefold())
    return tuple((0, int(piece), "") if piece[0] in "0123456789" else (1, 0, piece) for piece in pieces)


@cache
def shipped() -> Settings:
    """The settings that come with the program.

    Raises:
        TemplateError: The file is missing or damaged.
    """
    path = bundled("templates") / "templates.toml"
    return _read(path, lambda data: _settings(path.parent, data))


@cache
def words_of(language: str) -> Words:
    """The words of a language.

    Raises:
        UsageError: The language is unknown.
        TemplateError: Its file is missing or damaged.
    """
    settings = shipped()
    settings.check_language(language)
    return _read(language_file(settings.folder, language), lambda data: _words(language, data))


def language_file(folder: Path, language: str) -> Path:
    """Where the words of a language and the wording of its templates stand."""
    return folder / "languages" / f"{language}.toml"


def _read(path: Path, make: Callable[[Mapping[str, Any]], _Made]) -> _Made:
    try:
        return make(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise TemplateError(
            f"cannot be read as the data of the templates ({error})", file=path, hint="Install the program again."
        ) from error


def _settings(folder: Path, data: Mapping[str, Any]) -> Settings:
    return Settings(
        folder=folder,
        languages=_strings(data["languages"]),
        templates={name: _entry(name, entry) for name, entry in data["templates"].items()},
        sources={body.casefold(): str(source) for body, source in data["sources"].items()},
        body_order=_strings(data["order"]["bodies"]),
        verb_order=_strings(data["order"]["verbs"]),
    )


def _entry(name: str, data: Mapping[str, Any]) -> TemplateEntry:
    files = {form: str(data[form]) for form in FORMATS}
    each = data.get("each", "body")
    return TemplateEntry(name, str(data["help"]), files, _strings(data["bodies"]), str(data["file"]), each)


def _words(language: str, data: Mapping[str, Any]) -> Words:
    patterns = {name: value for name, value in data["words"].items() if isinstance(value, str)}
    return Words(
        language=language,
        tag=str(data["locale"]),
        name=str(data["name"]),
        patterns=patterns,
        none_is_plural=bool(data["words"]["none_is_plural"]),
        frequency=dict(data["frequency"]),
        terms=dict(data["terms"]),
        notes=dict(data["notes"]),
        bodies={body.casefold(): _names(body, names, patterns) for body, names in data["bodies"].items()},
        charts=dict(data["charts"]),
        only=dict(data["only"]),
    )


def _names(body: str, data: Mapping[str, str], patterns: Mapping[str, str]) -> BodyNames:
    short = data.get("short", body)
    return BodyNames(
        name=data["name"],
        short=short,
        in_sentence=data.get("in_sentence", short),
        to=data.get("to", patterns["to"].format(body=short)),
        of=data.get("of", patterns["of"].format(body=short)),
    )


def _strings(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"a list was expected, not {values!r}")
    return tuple(str(value) for value in values)


def _rank(value: str, order: Sequence[str]) -> int:
    return order.index(value) if value in order else len(order)
