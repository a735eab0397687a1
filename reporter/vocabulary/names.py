"""The names of bodies, officials and members, and all that texts call them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Literal

from reporter.vocabulary.toml import load

ORGANISATIONS = ("itu", "un")
"""Data files, one per organisation; a new organisation is a new file named here."""

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
        pattern: Finds the whole phrase; the group `list` holds the members' words.
        member: Finds one member inside it.
        members: Folded form -> canonical name.
        kind: Kind of the names.
    """

    pattern: re.Pattern[str]
    member: re.Pattern[str]
    members: dict[str, str]
    kind: NameKind


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
    """

    name: str
    id: str
    kind: str
    adopts: bool
    sector: str | None
    organisation: str


@dataclass(frozen=True, slots=True)
class Names:
    """All names of all organisations."""

    forms: dict[str, Name]
    pattern: re.Pattern[str]
    lists: tuple[MemberList, ...]
    bodies: dict[str, Body]

    def lookup(self, text: str) -> Name | None:
        """What `text`, a match of `pattern`, stands for; None where it lacks the capital that the name has."""
        name = self.forms.get(fold_form(text))
        if name is None or (name.exact and text == text.lower()):
            return None
        return name


def fold_form(text: str) -> str:
    """The spelling under which a form is looked up: lower case, single spaces, plain hyphens and apostrophes."""
    return re.sub(r"\s+", " ", text.lower().replace("\u2011", "-").replace("\u2019", "'").replace("\u00a0", " "))


def expand(form: str) -> list[str]:
    """All forms that one with optional parts in square brackets stands for."""
    pieces = re.split(r"(\[[^\]]*\])", form)
    choices = [("", piece[1:-1]) if piece.startswith("[") else (piece,) for piece in pieces]
    return ["".join(choice) for choice in product(*choices)]


@cache
def names() -> Names:
    """The vocabulary of names, compiled once."""
    forms: dict[str, Name] = {}
    bodies: dict[str, Body] = {}
    lists: list[MemberList] = []
    for file in ORGANISATIONS:
        data = load(file)
        for kind in ("official", "body", "members"):
            for entry in data.get(kind, ()):
                _add(forms, entry["forms"], (entry["name"],), kind)
        for kind, written in data.get("as_written", {}).items():
            for form in written:
                _add(forms, [form], (form,), kind)
        for entry in data.get("group", ()):
            _add(forms, entry["forms"], tuple(entry["names"]), entry["kind"])
        for entry in data.get("body", ()):
            bodies[entry["name"]] = Body(
                name=entry["name"],
                id=entry.get("id", entry["name"].replace(" ", "-")),
                kind=entry["kind"],
                adopts=entry.get("adopts", False),
                sector=entry.get("sector"),
                organisation=data["organisation"],
            )
        lists += [_member_list(entry) for entry in data.get("list", ())]
    return Names(forms, _compile(forms), tuple(lists), bodies)


def _add(forms: dict[str, Name], written: list[str], canonical: tuple[str, ...], kind: Any) -> None:
    for form in (one for each in written for one in expand(each)):
        forms.setdefault(fold_form(form), Name(canonical, kind, exact=form != form.lower()))


def _flexible(form: str) -> str:
    """A form as a pattern in which white space, hyphens and apostrophes may be of any kind."""
    return re.escape(form).replace(r"\ ", r"\s+").replace(r"\-", "[-\u2011]").replace("'", "['\u2019]")


def _compile(forms: dict[str, Name]) -> re.Pattern[str]:
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(_flexible(form) for form in ordered) + r")(?![\w]|-\w)", re.IGNORECASE
    )


def _member_list(entry: Any) -> MemberList:
    members = {fold_form(form): name for name, written in entry["members"].items() for form in written}
    member = "(?:" + "|".join(_flexible(form) for form in sorted(members, key=lambda one: -len(one))) + ")"
    item = rf"(?:the\s+)?(?:ITU\s+)?{member}(?:\s+Bureau)?(?:\s+\([A-Z-]+\))?"
    listed = rf"(?P<list>{item}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|and/or)\s+){item})+)"
    tails = "|".join(_flexible(tail) for tail in entry["tails"])
    if entry["heads"]:
        heads = "|".join(_flexible(head) for head in entry["heads"])
        pattern = rf"(?:{heads})\s+{listed}" + (rf"(?:\s+(?:{tails}))?" if tails else "")
    else:
        pattern = rf"{listed}\s+(?:{tails})"
    return MemberList(
        re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?<![\w-]){member}(?![\w-])", re.IGNORECASE),
        members,
        entry.get("kind", "official"),
    )
