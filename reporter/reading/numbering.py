"""The numbers that Word shows before paragraphs: `numbering.xml` and the counters that run through a text.

Rules: ISO/IEC 29500-1, 17.9. Lists (`w:num`) that share a definition (`w:abstractNum`) count on together; a list with
a start of its own begins anew where it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reporter.reading.wordml import VAL, W, as_number, number, plain_symbols, toggle, value

if TYPE_CHECKING:
    from lxml import etree

    from reporter.reading.word_styles import Style, Styles

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


def letters(count: int) -> str:
    """`a` … `z`, `aa`, `bb` … as Word counts with letters."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 50) if count > 0 else str(count)


def roman(count: int) -> str:
    """Lower-case roman numeral; digits for what has none."""
    if not 0 < count < 4000:
        return str(count)
    steps = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
        (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    text = ""
    for size, sign in steps:
        text += sign * (count // size)
        count %= size
    return text


def ordinal(count: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    ending = "th" if count // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _chicago(count: int) -> str:
    return "*†‡§"[(count - 1) % 4] * min((count - 1) // 4 + 1, 50) if count > 0 else str(count)


_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "ordinal": ordinal,
    "chicago": _chicago,
    "russianLower": lambda count: _CYRILLIC[(count - 1) % len(_CYRILLIC)],
    "russianUpper": lambda count: _CYRILLIC[(count - 1) % len(_CYRILLIC)].upper(),
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedParen": lambda count: f"({count})",
    "none": lambda _: "",
}
"""How each number format spells a count; a format that is not here counts in digits."""


def spelled(count: int, form: str) -> str:
    """The count as the number format `form` spells it."""
    return FORMATS.get(form, str)(count)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it looks, after which level it starts anew (None: after any above)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """The lists of a file and how far each has counted. Ask in the order of the text."""

    _abstracts: dict[str, _Abstract] = field(default_factory=dict)
    _lists: dict[int, _List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None, styles: Styles) -> Numbering:
        """The lists of `numbering.xml`; none where the file has no such part."""
        numbering = cls()
        if root is None:
            return numbering
        for element in root.iterchildren(W + "abstractNum"):
            numbering._abstracts[element.get(W + "abstractNumId", "")] = _Abstract(
                dict(map(_level, element.iterchildren(W + "lvl"))),
                value(element, "numStyleLink"),
            )
        for element in root.iterchildren(W + "num"):
            identifier = as_number(element.get(W + "numId"))
            abstract = value(element, "abstractNumId")
            if identifier is not None and abstract is not None:
                numbering._lists[identifier] = _list(element, abstract)
        numbering._follow_style_links(styles)
        return numbering

    def label(self, num_id: int, level: int) -> str:
        """Counts one paragraph of list `num_id` at `level` (from 0) and returns what Word shows before it."""
        numbered = self._lists.get(num_id)
        if numbered is None or not 0 <= level < _LEVELS:
            return ""
        levels = self._levels(numbered)
        if numbered.levels:
            levels = {**levels, **numbered.levels}
        here = levels.get(level)
        if here is None:
            return ""
        counts = self._counts.setdefault(numbered.abstract, {})
        self._count(num_id, numbered, counts, levels, level)
        return _shown(here, counts, levels, level)

    def level_of(self, num_id: int, style: Style) -> int:
        """The level that belongs to a style which brings numbering: the one that names it, else the style's own."""
        numbered = self._lists.get(num_id)
        if numbered is not None:
            by_style = {level.style: index for index, level in self._levels(numbered).items() if level.style}
            for identifier in style.linked:
                if identifier in by_style:
                    return by_style[identifier]
        return style.level or 0

    def _levels(self, numbered: _List) -> dict[int, Level]:
        abstract = self._abstracts.get(numbered.abstract)
        return {} if abstract is None else abstract.levels

    def _count(
        self, num_id: int, numbered: _List, counts: dict[int, int], levels: dict[int, Level], level: int
    ) -> None:
        first_use = (num_id, level) not in self._started
        self._started.add((num_id, level))
        if first_use and level in numbered.starts:
            counts[level] = numbered.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = numbered.starts.get(level, levels[level].start)
        for deeper in [index for index in counts if index > level]:
            restart = levels[deeper].restart if deeper in levels else None
            # `restart` counts levels from 1, and 0 means never.
            if restart is None or level < restart:
                del counts[deeper]

    def _follow_style_links(self, styles: Styles) -> None:
        """A definition that only names a numbering style stands for the definition that this style uses."""
        for abstract in self._abstracts.values():
            if abstract.style_link is None or abstract.levels:
                continue
            target = self._lists.get(styles.num_id(abstract.style_link) or 0)
            if target is not None and target.abstract in self._abstracts:
                abstract.levels = self._abstracts[target.abstract].levels


def _list(element: etree._Element, abstract: str) -> _List:
    numbered = _List(abstract)
    for override in element.iterchildren(W + "lvlOverride"):
        index = as_number(override.get(W + "ilvl"))
        if index is None:
            continue
        start = number(override, "startOverride")
        replacement = override.find(W + "lvl")
        if replacement is not None:
            numbered.levels[index] = _level(replacement)[1]
        if start is not None:
            numbered.starts[index] = start
            if index in numbered.levels:
                numbered.levels[index] = replace(numbered.levels[index], start=start)
    return numbered


def _level(element: etree._Element) -> tuple[int, Level]:
    index = as_number(element.get(W + "ilvl")) or 0
    start = number(element, "start")
    form = _form(element)
    text = value(element, "lvlText") or ""
    level = Level(
        # ISO/IEC 29500-1, 17.9.25: a level without w:start begins at 0.
        0 if start is None else start,
        form,
        _bullet(element, text) if form == "bullet" else text,
        number(element, "lvlRestart"),
        toggle(element, "isLgl") is True,
        value(element, "pStyle"),
    )
    return index, level


def _form(element: etree._Element) -> str:
    """The number format; newer Word writes one it has no name for as a choice with a fallback around it."""
    found = next(element.iter(W + "numFmt"), None)
    form = "decimal" if found is None else found.get(VAL, "decimal")
    if form == "custom" and found is not None:
        return "decimalZero" if (found.get(W + "format") or "").startswith("0") else "decimal"
    return form


def _bullet(element: etree._Element, text: str) -> str:
    fonts = next(element.iter(W + "rFonts"), None)
    if text == "o" and fonts is not None and (fonts.get(W + "ascii") or "").startswith("Courier"):
        return "◦"
    shown = plain_symbols(text)
    return "•" if "\ue000" <= shown <= "\uf8ff" else shown


def _shown(here: Level, counts: dict[int, int], levels: dict[int, Level], level: int) -> str:
    if here.form == "bullet":
        return here.text.strip()

    def fill(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        if index > level:
            return ""
        of = levels.get(index, Level())
        form = "decimal" if here.legal and of.form not in ("bullet", "none") else of.form
        return "" if form == "bullet" else spelled(counts.get(index, of.start), form)

    return _PLACEHOLDER.sub(fill, here.text).strip()
