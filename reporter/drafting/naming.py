"""Names of files and symbols of documents, made from patterns."""

from __future__ import annotations

import difflib
import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reporter.drafting.limits import asked, responsible
from reporter.drafting.selection import bodies_with_reports
from reporter.drafting.settings import natural, shipped
from reporter.model import Register, UsageError

_LONGEST_STEM = 60
"""Characters of a body or person in a file name: Windows opens paths of up to 259 characters."""

_LONGEST_NAME = 110
"""Characters of a file name without its ending."""

_LONGEST_NUMBER = 50
"""Digits that a pattern may ask a number to be filled up to."""

# With any ending, Windows takes these for devices.
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")))

_MOST_BODIES = 4
"""Bodies that a file name lists; of more it tells the number."""


@dataclass(frozen=True, slots=True)
class Stems:
    """How bodies and people stand in file names: no two alike, also where capitals do not count.

    Attributes:
        bodies: From a body as the register spells it.
        people: From the name of a focal point or of who is responsible; "" is nobody.
    """

    bodies: Mapping[str, str]
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What names are made of.

    Attributes:
        bodies: The bodies that the document goes to.
        person: Whom it is for; None where it is for everybody, "" for the reports of nobody.
        year: Year reported on.
        template: Name of the template.
        language: Code of the language.
        today: Day of the draft.
        stems: How bodies and people stand in file names.
    """

    bodies: tuple[str, ...]
    person: str | None
    year: int
    template: str
    language: str
    today: date
    stems: Stems

    def fields(self, number: int) -> dict[str, object]:
        """Field of a pattern to its value."""
        return {
            "to": self._to(),
            "year": self.year,
            "person": "" if self.person is None else self.stems.people.get(self.person, safe(self.person)),
            "template": self.template,
            "language": self.language,
            "today": self.today.isoformat(),
            "number": number,
        }

    def _to(self) -> str:
        if len(self.bodies) > _MOST_BODIES:
            return f"{len(self.bodies)}-bodies"
        return "-".join(self.stems.bodies.get(body, safe(body)) for body in self.bodies)


FIELDS = ("to", "year", "person", "template", "language", "today", "number")
"""What may stand in braces in a pattern."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Patterns with fields in braces, those of `FIELDS`: `{to}` is the body.

    Attributes:
        file: Of the name of a file without its ending; "" for what the template usually goes with.
        symbol: Of the symbol of the document: `TSAG-TD{number:03}`; "" for none.
        number: What `{number}` stands for.
    """

    file: str = ""
    symbol: str = ""
    number: int = 1

    def stem_of(self, named: Named, usual: str) -> str:
        """The file's name without its ending; language and person are added where the pattern does not tell them.

        Raises:
            UsageError: The pattern is none, or gives no name.
        """
        pattern = self.file or usual
        if named.person is not None and "{person" not in pattern:
            pattern += "-{person}"
        if named.language != shipped().languages[0] and "{language" not in pattern:
            pattern += "-{language}"
        stem = safe(filled(pattern, named.fields(self.number)), longest=_LONGEST_NAME)
        return f"_{stem}" if stem.partition(".")[0].casefold() in _DEVICES else stem

    def symbol_of(self, named: Named) -> str:
        """The symbol of the document; "" without a pattern.

        Raises:
            UsageError: The pattern is none.
        """
        return filled(self.symbol, named.fields(self.number))


def filled(pattern: str, fields: Mapping[str, object]) -> str:
    """The pattern with its fields filled in.

    Raises:
        UsageError: It names a field there is not, or is not well-formed.
    """
    try:
        for _, name, form, _ in string.Formatter().parse(pattern):
            if any(int(digits) > _LONGEST_NUMBER for digits in re.findall(r"[0-9]+", form or "")):
                raise ValueError(f"{form} asks for more than {_LONGEST_NUMBER} digits")
            if name is not None and name not in fields:
                near = difflib.get_close_matches(name, fields, n=1)
                question = f"Did you mean {{{near[0]}}}? " if near else ""
                known = ", ".join(f"{{{field}}}" for field in fields)
                raise UsageError(f"the pattern {pattern!r} names {{{name}}}", hint=f"{question}There are {known}.")
        return pattern.format(**fields)
    except ValueError as error:
        raise UsageError(
            f"the pattern {pattern!r} cannot be read ({error})", hint="Write fields as {year} or {number:03}."
        ) from error


def stems(register: Register) -> Stems:
    """The stems of every body and person of a register: the same for one draft as for all."""
    obligations = {entry.id: entry for entry in register.obligations}
    people = {
        name
        for report in register.reports
        for obligation in [obligations.get(report.obligation)]
        for name in (*asked(report, obligation), *responsible(report, obligation))
    }
    return Stems(_told_apart(bodies_with_reports(register)), {"": "nobody", **_told_apart(sorted(people, key=natural))})


def told_apart(names: Iterable[str]) -> list[str]:
    """The names, the later of two that a file system takes for the same numbered: `TSAG`, `tsag-2`."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        tried, number = name, 1
        while compared(tried) in taken:
            number += 1
            tried = f"{name}-{number}"
        taken.add(compared(tried))
        found.append(tried)
    return found


def compared(name: str) -> str:
    """What two file names have in common that a file system takes for the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def safe(value: str, *, longest: int = _LONGEST_STEM) -> str:
    """The value as a piece of a file name on any system: letters, digits, points and hyphens."""
    text = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", value))
    # A file name has up to 255 bytes on Linux, and a letter of some scripts takes three of them.
    short = text[:longest].encode()[: 2 * longest].decode(errors="ignore")
    return short.strip("-.") or "body"


def _told_apart(values: Iterable[str]) -> dict[str, str]:
    values = list(values)
    return dict(zip(values, told_apart(map(safe, values)), strict=True))
