"""The names of bodies, officials and members, and all that texts call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from reporter.vocabulary.cued import Cued, cued
from reporter.vocabulary.forms import any_of, expand, flexible, fold_form, lowered
from reporter.vocabulary.toml import load

ORGANISATIONS = ("itu", "un")
"""Data files that come with the program, one per organisation; an office adds its own by its settings."""

NameKind = Literal["official", "body", "members"]


@dataclass(frozen=True, slots=True)
class Name:
    """What a form in a text stands for.

    Attributes:
        names: Canonical names, several for a group ("the Directors of the Bureaux").
        kind: `official`, `body` or `members`; only a body can be reported to.
        exact: True where the form has capitals, so that the text must have one too.
    """

    names: tuple[str, ...]
    kind: NameKind
    exact: bool


@dataclass(frozen=True, slots=True)
class MemberList:
    """A head or tail with a list: "the Directors of the Radiocommunication Bureau, TSB and BDT".

    Attributes:
        pattern: Finds the whole phrase in lower case; the group `list` holds the members' words.
        member: Finds one member inside it.
        members: Folded form -> canonical name.
        kind: Kind of the names.
    """

    pattern: Cued
    member: re.Pattern[str]
    members: dict[str, str]
    kind: NameKind

    def find(self, low: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Start, end and canonical names of each such list in a text in lower case."""
        for match in self.pattern.finditer(low):
            found = (self.members[fold_form(one[0])] for one in self.member.finditer(match["list"]))
            yield match.start(), match.end(), tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts texts or receives reports.

    Attributes:
        name: Canonical name.
        id: What ids begin with.
        kind: `conference`, `assembly`, `council`, `advisory group` …
        adopts: True where the body adopts resolutions.
        sector: The Sector whose study groups "the study groups" are in its texts; None without one.
        organisation: `ITU`, `UN`.
        advises: Canonical name of the official that it advises; None for other bodies.
    """

    name: str
    id: str
    kind: str
    adopts: bool
    sector: str | None
    organisation: str
    advises: str | None = None


@dataclass(frozen=True, eq=False)
class Names:
    """All names of all organisations.

    Attributes:
        forms: Folded form -> what it stands for.
        lists: Lists of members under one head or tail.
        bodies: Canonical name -> body.
    """

    forms: dict[str, Name]
    lists: tuple[MemberList, ...]
    bodies: dict[str, Body]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any form in any case, the longest at each place."""
        return re.compile(_bounded(any_of(self.forms)), re.IGNORECASE)

    @cached_property
    def _pattern_in_lower_case(self) -> re.Pattern[str]:
        return re.compile(_bounded(any_of(self.forms)))

    def lookup(self, text: str) -> Name | None:
        """What `text`, a match of `pattern`, stands for; None where it lacks the capital that the name has."""
        name = self.forms.get(fold_form(text))
        if name is None or (name.exact and text == text.lower()):
            return None
        return name

    def find(self, text: str, low: str) -> Iterator[tuple[int, int, Name]]:
        """Start, end and meaning of each name in a text; `low` is the text in lower case, of the same length."""
        for match in self._pattern_in_lower_case.finditer(low):
            start, end = match.span()
            name = self.forms.get(match[0]) or self.forms[fold_form(match[0])]
            if not name.exact or text[start:end] != match[0]:
                yield start, end, name


def _bounded(pattern: str) -> str:
    """The pattern at word boundaries; a hyphen behind it is one unless the word goes on."""
    return rf"(?<![\w-]){pattern}(?!\w|-\w)"


_IN_USE: ContextVar[Names | None] = ContextVar("names in use", default=None)


def names() -> Names:
    """The vocabulary of names: what comes with the program, and what the settings of the run add."""
    return _IN_USE.get() or _shipped()


@contextmanager
def using(chosen: Names) -> Iterator[Names]:
    """Lets `names` give another vocabulary while it lasts."""
    token = _IN_USE.set(chosen)
    try:
        yield chosen
    finally:
        _IN_USE.reset(token)


@cache
def _shipped() -> Names:
    return names_of(())


def names_of(added: Sequence[Mapping[str, Any]]) -> Names:
    """The vocabulary with further organisations, compiled.

    Args:
        added: Content of their files; where they and the program's own have the same form or body, theirs count.
    """
    forms: dict[str, Name] = {}
    bodies: dict[str, Body] = {}
    lists: list[MemberList] = []
    for data in (*added, *map(load, ORGANISATIONS)):
        for kind in ("official", "body", "members"):
            for entry in data.get(kind, ()):
                _add(forms, entry["forms"], (entry["name"],), kind)
        for kind, written in data.get("as_written", {}).items():
            for form in written:
                _add(forms, [form], (form,), kind)
        for entry in data.get("group", ()):
            _add(forms, entry["forms"], tuple(entry["names"]), entry["kind"])
        for entry in data.get("body", ()):
            bodies.setdefault(entry["name"], _body(entry, data["organisation"]))
        lists += [_member_list(entry) for entry in data.get("list", ())]
    return Names(forms, tuple(lists), bodies)


def _body(entry: Mapping[str, Any], organisation: str) -> Body:
    return Body(
        name=entry["name"],
        id=entry.get("id", entry["name"].replace(" ", "-")),
        kind=entry["kind"],
        adopts=entry.get("adopts", False),
        sector=entry.get("sector"),
        organisation=organisation,
        advises=entry.get("advises"),
    )


def _add(forms: dict[str, Name], written: list[str], canonical: tuple[str, ...], kind: Any) -> None:
    for form in (one for each in written for one in expand(each)):
        forms.setdefault(fold_form(form), Name(canonical, kind, exact=form != form.lower()))


def _member_list(entry: Any) -> MemberList:
    members = {fold_form(form): name for name, written in entry["members"].items() for form in written}
    member = any_of(members)
    item = rf"(?:the\s+)?(?:itu\s+)?{member}(?:\s+bureau)?(?:\s+\([a-z-]+\))?"
    # No list has more members than there are Sectors; the bound keeps a hostile text from being tried again and again.
    listed = rf"(?P<list>{item}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|and/or)\s+)(?:of\s+)?{item}){{1,8}})"
    heads, tails = (_either(entry[key]) for key in ("heads", "tails"))
    if entry["heads"]:
        pattern = rf"{heads}\s+{listed}" + (rf"(?:\s+{tails})?" if entry["tails"] else "")
    else:
        pattern = rf"{listed}\s+{tails}"
    return MemberList(
        cued(rf"(?<![\w-]){pattern}(?![\w-])"),
        re.compile(rf"(?<![\w-]){member}(?![\w-])"),
        members,
        entry.get("kind", "official"),
    )


def _either(forms: list[str]) -> str:
    return "(?:" + "|".join(flexible(lowered(form)) for form in forms) + ")"
