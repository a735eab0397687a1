"""Styles of a Word file: names, outline levels, list numbering and what is italic, bold or hidden by style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

from reporter.reading.wordml import W, as_number, by_name, state_of, value_of

if TYPE_CHECKING:
    from lxml import etree

_STYLE, _ID, _TYPE, _DEFAULT = W + "style", W + "styleId", W + "type", W + "default"
_PPR, _RPR, _NAME, _BASED, _OUTLINE = W + "pPr", W + "rPr", W + "name", W + "basedOn", W + "outlineLvl"
_NUMBERING, _NUM_ID, _ILVL = W + "numPr", W + "numId", W + "ilvl"
_TOGGLES = (W + "i", W + "b", W + "vanish")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BUILT_IN = re.compile(
    r"(?:heading|index|footnote|endnote|annotation|table of|envelope|line number|page number|header|footer|caption"
    r"|toc|toa)\b"
)
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits.

    Attributes:
        name: As people see it: `Heading 1`, `Call`.
        heading: Outline level 1-9; 0 for body text.
        num_id: Numbering it brings; None where it says nothing, 0 where it takes numbering away.
        level: List level from 0; None where it says nothing.
        linked: Ids of this style and of those it is based on, nearest first: list levels name the style they belong to.
        italic: And `bold`, `hidden`: None where it says nothing.
    """

    name: str = ""
    heading: int = 0
    num_id: int | None = None
    level: int | None = None
    linked: tuple[str, ...] = ()
    italic: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None


NO_STYLE = Style()


@dataclass(slots=True)
class _Said:
    """What a style itself says, None each where it says nothing; `based` is the style it is based on."""

    name: str | None
    based: str | None
    heading: int | None
    num_id: int | None
    level: int | None
    italic: bool | None
    bold: bool | None
    hidden: bool | None

    def on(self, base: _Said) -> _Said:
        """What it says, and where it says nothing, what the style it is based on says."""
        return _Said(
            self.name,
            self.based,
            base.heading if self.heading is None else self.heading,
            base.num_id if self.num_id is None else self.num_id,
            base.level if self.level is None else self.level,
            base.italic if self.italic is None else self.italic,
            base.bold if self.bold is None else self.bold,
            base.hidden if self.hidden is None else self.hidden,
        )


@dataclass(slots=True)
class Styles:
    """The styles of a file, resolved once each."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    default_paragraph: Style = NO_STYLE
    _said: dict[str, _Said] = field(default_factory=dict)
    _resolved: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """The styles of `styles.xml`; none at all where the file has no such part."""
        styles = cls()
        if root is None:
            return styles
        default = None
        for element in root.iterchildren(_STYLE):
            identifier = element.get(_ID)
            if identifier is None:
                continue
            styles.elements[identifier] = element
            if element.get(_DEFAULT) in ("1", "true", "on") and element.get(_TYPE) == "paragraph":
                default = identifier
        if default is not None:
            styles.default_paragraph = styles.get(default)
        return styles

    def get(self, identifier: str | None) -> Style:
        """The style of that id; one that says nothing where the file does not define it."""
        if identifier is None:
            return NO_STYLE
        style = self._resolved.get(identifier)
        if style is None:
            style = self._resolved[identifier] = self._resolve(identifier)
        return style

    def num_id(self, identifier: str | None) -> int | None:
        """The numbering that a numbering style stands for; None without one."""
        return self.get(identifier).num_id

    def _resolve(self, identifier: str) -> Style:
        # A style that is based on itself ends the chain.
        chain: dict[str, _Said] = {}
        current: str | None = identifier
        while current is not None and current in self.elements and current not in chain:
            said = self._said.get(current)
            if said is None:
                said = self._said[current] = _what_it_says(self.elements[current])
            chain[current] = said
            current = said.based
        if not chain:
            return NO_STYLE
        every = reduce(_Said.on, chain.values())
        name = every.name or identifier
        return Style(
            _shown(name),
            every.heading or _named_heading(name) or 0,
            every.num_id,
            every.level,
            tuple(chain),
            every.italic,
            every.bold,
            every.hidden,
        )


def outline_level(text: str | None) -> int:
    """Heading level 1-9 that the value of `w:outlineLvl` stands for; 0 for body text."""
    level = as_number(text)
    return level + 1 if level is not None and 0 <= level < _BODY_LEVEL else 0


def numbering_of(numbering: etree._Element | None) -> tuple[int | None, int | None]:
    """Numbering id and list level of `w:numPr`; None each where it does not say."""
    if numbering is None:
        return None, None
    num_id = level = None
    for child in numbering:
        tag = child.tag
        if tag == _ILVL and level is None:
            level = child
        elif tag == _NUM_ID and num_id is None:
            num_id = child
    return as_number(value_of(num_id)), as_number(value_of(level))


def _what_it_says(element: etree._Element) -> _Said:
    found = by_name(element)
    paragraph, run = by_name(found.get(_PPR)), by_name(found.get(_RPR))
    name, outline = value_of(found.get(_NAME)), value_of(paragraph.get(_OUTLINE))
    num_id, level = numbering_of(paragraph.get(_NUMBERING))
    return _Said(
        name,
        value_of(found.get(_BASED)),
        _named_heading(name or "") if outline is None else outline_level(outline),
        num_id,
        level,
        *(state_of(run.get(toggle)) for toggle in _TOGGLES),
    )


def _named_heading(name: str) -> int | None:
    """Heading level in the name that Word gives its own headings; None in any other."""
    named = _HEADING.fullmatch(name)
    return int(named[1]) if named else None


def _shown(name: str) -> str:
    """Word stores the names of its own styles in lower case and shows them capitalised."""
    if not _BUILT_IN.match(name):
        return name
    return name[:3].upper() + name[3:] if name.startswith(("toc", "toa")) else name[:1].upper() + name[1:]
