"""The data beside the templates: which one serves a body, in which order, in which words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reporter.model import TemplateError
from reporter.resources import bundled

FORMATS = ("docx", "md", "html")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that dates, citations and lists are put together from.

    Attributes:
        months: Twelve names.
        conjunction: Between the last two names of a list: `and`.
        resolution: Pattern with `{body}` and `{number}`.
        revised: Before the place of a revision: `Rev. `.
        frequency: From a value of the obligation record to words.
    """

    months: Sequence[str]
    conjunction: str
    resolution: str
    revised: str
    frequency: Mapping[str, str]

    def day(self, day: date) -> str:
        """`25 May 2026`."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def dates(self, start: date, end: date | None) -> str:
        """From one day to another, nothing said twice: `25-29 May 2026`, with a dash."""
        if end is None or end == start:
            return self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{self.day(end)}"
        first = self.day(start)
        if start.year == end.year:
            first = first.removesuffix(f" {start.year}")
        return f"{first} – {self.day(end)}"

    def names(self, names: Sequence[str]) -> str:
        """`A, B and C`; "" for nobody."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.conjunction} {names[-1]}"

    def citation(self, *, body: str, number: str, place: str | None, year: int | None, revision: bool) -> str:
        """`WTSA Resolution 18 (Rev. New Delhi, 2024)`, without what is unknown."""
        adopted = ", ".join(str(part) for part in (place, year) if part)
        cited = self.resolution.format(body=body, number=number).strip()
        return f"{cited} ({self.revised if revision else ''}{adopted})" if adopted else cited


@dataclass(frozen=True, slots=True)
class Settings:
    """`templates.toml`, read.

    Attributes:
        folder: Where the file and the templates lie.
        templates: From an entry's name to its files by format.
        served: From a body, in lower case, to the name of its entry.
        default: Name of the entry for all other bodies.
        names: From a body, in lower case, to its name in full.
        in_sentence: From a body, in lower case, to how a sentence calls it: `the Council`.
        sources: From a body, in lower case, to who submits the report to it.
        body_order: Adopting bodies in the order of sections.
        verb_order: Governing verbs in the order of clauses.
        words: The words.
    """

    folder: Path
    templates: Mapping[str, Mapping[str, str]]
    served: Mapping[str, str]
    default: str
    names: Mapping[str, str]
    in_sentence: Mapping[str, str]
    sources: Mapping[str, str]
    body_order: tuple[str, ...]
    verb_order: tuple[str, ...]
    words: Words

    def template(self, body: str, form: str) -> Path:
        """The template that serves a body in a format."""
        entry = self.templates[self.served.get(body.casefold(), self.default)]
        return self.folder / entry[form]

    def resolution_rank(self, body: str, number: str, year: int | None) -> tuple[object, ...]:
        """Sort key of a resolution: conferences as listed, numbers as numbers, the older first."""
        return (_rank(body, self.body_order), natural(body), natural(number), year or 0)

    def clause_rank(self, clause: str) -> tuple[object, ...]:
        """Sort key of a clause: governing verbs as listed, annexes and the rest after them, numbers as numbers."""
        verbs = [rank for rank, verb in enumerate(self.verb_order) if clause.casefold().startswith(verb)]
        return (verbs[0] if verbs else len(self.verb_order), natural(clause))


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
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _settings(path.parent, data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise TemplateError(
            f"cannot be read as the list of templates ({error})", file=path, hint="Install the program again."
        ) from error


def _settings(folder: Path, data: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Settings:
    entries = {name: {form: str(entry[form]) for form in FORMATS} for name, entry in data["templates"].items()}
    served = {body.casefold(): name for name, entry in data["templates"].items() for body in _strings(entry["bodies"])}
    (default,) = [name for name, entry in data["templates"].items() if not entry["bodies"]]
    return Settings(
        folder=folder,
        templates=entries,
        served=served,
        default=default,
        names={body.casefold(): str(facts["name"]) for body, facts in data["bodies"].items()},
        in_sentence={
            body.casefold(): str(facts["in_sentence"])
            for body, facts in data["bodies"].items()
            if "in_sentence" in facts
        },
        sources={body.casefold(): str(facts["source"]) for body, facts in data["bodies"].items()},
        body_order=_strings(data["order"]["bodies"]),
        verb_order=_strings(data["order"]["verbs"]),
        words=_words(data["words"]),
    )


def _words(data: Mapping[str, object]) -> Words:
    frequency = data["frequency"]
    if not isinstance(frequency, Mapping):
        raise TypeError("words.frequency is not a table")
    return Words(
        months=_strings(data["months"]),
        conjunction=str(data["and"]),
        resolution=str(data["resolution"]),
        revised=str(data["revised"]),
        frequency={str(value): str(words) for value, words in frequency.items()},
    )


def _strings(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"a list was expected, not {values!r}")
    return tuple(str(value) for value in values)


def _rank(value: str, order: Sequence[str]) -> int:
    return order.index(value) if value in order else len(order)
