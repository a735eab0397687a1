"""The numbers that Word shows before paragraphs: `numbering.xml` and the counters that run through a text.

Rules: ISO/IEC 29500-1, 17.9. Lists (`w:num`) that share a definition (`w:abstractNum`) count on together; a list with
a start of its own begins anew where it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reporter.reading.wordml import VAL, W, as_number, by_name, plain_symbols, state_of, value, value_of

if TYPE_CHECKING:
    from lxml import etree

    from reporter.reading.word_styles import Style, Styles

_LEVELS = 9
_ILVL, _START, _TEXT, _RESTART = W + "ilvl", W + "start", W + "lvlText", W + "lvlRestart"
_ABSTRACT, _ABSTRACT_ID, _NUM, _NUM_ID = W + "abstractNum", W + "abstractNumId", W + "num", W + "numId"
_LEVEL, _LINK, _OVERRIDE, _OVERRIDDEN_START = W + "lvl", W + "numStyleLink", W + "lvlOverride", W + "startOverride"
_LEGAL, _STYLE = W + "isLgl", W + "pStyle"
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
    """One level of a list: where it starts, how it looks, after which level it starts anew (None: after any above).

    `text` is what Word shows, cut up: every other piece is the number of a level, from 1, whose count stands there.
    """

    start: int = 1
    form: str = "decimal"
    text: tuple[str, ...] = ("",)
    restart: int | None = None
    legal: bool = False
    style: str | None = None


_NO_LEVEL = Level()


@dataclass(slots=True)
class _Abstract:
    """A definition of lists; its levels are read when they are first asked for, as few definitions are used."""

    element: etree._Element
    _levels: dict[int, Level] | None = None
    _styled: dict[str, int] | None = None

    @property
    def levels(self) -> dict[int, Level]:
        """Level by index."""
        if self._levels is None:
            self._levels = dict(map(_level, self.element.iterchildren(_LEVEL)))
        return self._levels

    @property
    def styled(self) -> dict[str, int]:
        """Index of the level that belongs to a style, by the style's id."""
        if self._styled is None:
            self._styled = {level.style: index for index, level in self.levels.items() if level.style}
        return self._styled

    def follow(self, other: _Abstract) -> None:
        """Takes the levels of another."""
        self._levels = other.levels


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
        for element in root.iterchildren(_ABSTRACT):
            numbering._abstracts[element.get(_ABSTRACT_ID, "")] = _Abstract(element)
        for element in root.iterchildren(_NUM):
            identifier = as_number(element.get(_NUM_ID))
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
        abstract = self._abstracts.get(numbered.abstract)
        levels = {} if abstract is None else abstract.levels
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
        abstract = None if numbered is None else self._abstracts.get(numbered.abstract)
        if abstract is not None:
            for identifier in style.linked:
                if identifier in abstract.styled:
                    return abstract.styled[identifier]
        return style.level or 0

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
            named = value_of(abstract.element.find(_LINK))
            if named is None or abstract.levels:
                continue
            target = self._lists.get(styles.num_id(named) or 0)
            if target is not None and target.abstract in self._abstracts:
                abstract.follow(self._abstracts[target.abstract])


def _list(element: etree._Element, abstract: str) -> _List:
    numbered = _List(abstract)
    for override in element.iterchildren(_OVERRIDE):
        index = as_number(override.get(_ILVL))
        if index is None:
            continue
        found = by_name(override)
        start = as_number(value_of(found.get(_OVERRIDDEN_START)))
        replacement = found.get(_LEVEL)
        if replacement is not None:
            numbered.levels[index] = _level(replacement)[1]
        if start is not None:
            numbered.starts[index] = start
            if index in numbered.levels:
                numbered.levels[index] = replace(numbered.levels[index], start=start)
    return numbered


def _level(element: etree._Element) -> tuple[int, Level]:
    index = as_number(element.get(_ILVL)) or 0
    found = by_name(element)
    start = as_number(value_of(found.get(_START)))
    form = _form(element)
    text = value_of(found.get(_TEXT)) or ""
    level = Level(
        # ISO/IEC 29500-1, 17.9.25: a level without w:start begins at 0.
        0 if start is None else start,
        form,
        (_bullet(element, text),) if form == "bullet" else tuple(_PLACEHOLDER.split(text)),
        as_number(value_of(found.get(_RESTART))),
        state_of(found.get(_LEGAL)) is True,
        value_of(found.get(_STYLE)),
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
    pieces = list(here.text)
    for at in range(1, len(pieces), 2):
        index = int(pieces[at]) - 1
        of = levels.get(index, _NO_LEVEL)
        form = "decimal" if here.legal and of.form not in ("bullet", "none") else of.form
        pieces[at] = "" if index > level or form == "bullet" else spelled(counts.get(index, of.start), form)
    return "".join(pieces).strip()
