"""The settings as people look them up: each with its value, where it comes from and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reporter.settings.declared import Settings
from reporter.settings.declaring import Declared, declared
from reporter.settings.reading import Loaded

WIDTH = 100
"""Characters of a line of comment."""

_HEAD = """\
# Settings of reporter. They hold for the workbooks in this folder and in the folders below it.
# Each line that begins with "# name =" shows a setting with its default, or an example where it has none;
# take the "# " away to set it. Paths start at this folder. "reporter config" lists what holds, and why.
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A setting and what it is now.

    Attributes:
        key: `drafts.file-name`.
        value: As TOML; "" for none.
        origin: `default`, or the file and line it was set in.
        help: What it is for, and what it may hold.
    """

    key: str
    value: str
    origin: str
    help: str


def listed(loaded: Loaded[Settings] | None) -> tuple[Listed, ...]:
    """Every setting in the order of the declaration.

    Args:
        loaded: What was read; None where no file holds.
    """
    found = []
    for one in declared(Settings):
        given = loaded.given.get(one.key) if loaded else None
        if given and loaded:
            line = f", line {given.line}" if given.line else ""
            value, origin = toml(given.value), f"{loaded.path}{line}"
        else:
            value, origin = toml(one.default), "default"
        found.append(Listed(one.key, value, origin, f"{one.about.help} ({one.about.kind.what})"))
    return tuple(found)


def commented_file() -> str:
    """A file of settings that sets nothing: every setting as a comment, with what it is for and its default."""
    lines = [_HEAD]
    section = ""
    for one in declared(Settings):
        inside, _, name = one.key.rpartition(".")
        if inside != section:
            lines.append(f"[{inside}]")
            section = inside
        lines += [f"# {line}" for line in _folded(f"{one.about.help} {_may_hold(one)}")]
        lines.append(f"# {name} = {_shown(one)}\n")
    return "\n".join(lines).rstrip("\n") + "\n"


def _may_hold(one: Declared) -> str:
    what = one.about.kind.what
    return f"{what[:1].upper()}{what[1:]}."


def _shown(one: Declared) -> str:
    return toml(one.default) if one.default not in (None, (), "") else one.about.example or '""'


def toml(value: object) -> str:
    """A value as TOML writes it, in one line; "" for None."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str():
            return _quoted(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
        case Mapping():
            inner = ", ".join(f"{_key(str(name))} = {toml(one)}" for name, one in value.items())
            return f"{{{inner}}}"
        case _:
            return str(value)


def _quoted(text: str) -> str:
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in escaped) + '"'


def _key(name: str) -> str:
    return name if name and all(one.isascii() and (one.isalnum() or one in "-_") for one in name) else _quoted(name)


def _folded(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, WIDTH - 2)
