"""In which line of a TOML file a key stands, which the parser of the standard library does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""Keys from the outermost; the position (from 0) of an entry `[[…]]` among those of its name."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[{]|[\]}]|\n', re.DOTALL
)
_WORD = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = rf"{_WORD}(?:\s*\.\s*{_WORD})*"
_ENTRY = re.compile(rf"\s*\[\[\s*({_KEY})\s*\]\]")
_SECTION = re.compile(rf"\s*\[\s*({_KEY})\s*\]")
_VALUE = re.compile(rf"\s*({_KEY})\s*=")


def key_lines(text: str) -> Mapping[Path, int]:
    """Line (from 1) of each section, entry and key; keys of tables in braces are left out."""
    lines: dict[Path, int] = {}
    entries: dict[Path, int] = {}
    section: Path = ()
    for number, line in _statements(text):
        if match := _ENTRY.match(line):
            keys = _keys(match[1])
            entries[keys] = entries.get(keys, -1) + 1
            lines.setdefault(keys, number)
            section = (*keys, entries[keys])
            lines[section] = number
        elif match := _SECTION.match(line):
            section = _within(_keys(match[1]), entries)
            lines.setdefault(section, number)
        elif match := _VALUE.match(line):
            lines.setdefault((*section, *_keys(match[1])), number)
    return lines


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of a key, else of what holds it; None where neither is known."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that begins something: none inside a long text or a list."""
    lines = text.split("\n")
    depth, number, beginnings = 0, 1, [1]
    for token in _TOKEN.finditer(text):
        mark = token[0]
        number += mark.count("\n")
        if mark == "\n":
            if depth == 0:
                beginnings.append(number)
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth = max(0, depth - 1)
    yield from ((one, lines[one - 1]) for one in beginnings)


def _keys(written: str) -> Path:
    return tuple(one.strip("\"'") for one in re.findall(_WORD, written))


def _within(keys: Path, entries: Mapping[Path, int]) -> Path:
    """The path of a section, which may lie in the newest entry of a list."""
    for end in range(len(keys), 0, -1):
        if keys[:end] in entries:
            return (*keys[:end], entries[keys[:end]], *keys[end:])
    return keys
