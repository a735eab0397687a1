"""Styles of a Word file: names, outline levels, list numbering and what is italic, bold or hidden by style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.reading.wordml import W, as_number, number, toggle, value

if TYPE_CHECKING:
    from lxml import etree

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
class Styles:
    """The styles of a file, resolved once each."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    default_paragraph: Style = NO_STYLE
    _resolved: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """The styles of `styles.xml`; none at all where the file has no such part."""
        styles = cls()
        if root is None:
            return styles
        default = None
        for element in root.iterchildren(W + "style"):
            identifier = element.get(W + "styleId")
            if identifier is None:
                continue
            styles.elements[identifier] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
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
        # The chain is walked from the root down; a style that is based on itself ends it.
        chain: list[str] = []
        current: str | None = identifier
        while current is not None and current in self.elements and current not in chain:
            chain.append(current)
            current = value(self.elements[current], "basedOn")
        if not chain:
            return NO_STYLE
        style = NO_STYLE
        for step in reversed(chain):
            style = _extended(style, self.elements[step])
        name = value(self.elements[identifier], "name") or identifier
        heading = style.heading
        if named := _HEADING.fullmatch(name):
            heading = heading or int(named[1])
        return Style(
            _shown(name), heading, style.num_id, style.level, tuple(chain), style.italic, style.bold, style.hidden
        )


def outline_level(text: str | None) -> int:
    """Heading level 1-9 that the value of `w:outlineLvl` stands for; 0 for body text."""
    level = as_number(text)
    return level + 1 if level is not None and 0 <= level < _BODY_LEVEL else 0


def numbering_of(numbering: etree._Element) -> tuple[int | None, int | None]:
    """Numbering id and list level of `w:numPr`; None each where it does not say."""
    return number(numbering, "numId"), number(numbering, "ilvl")


def _extended(base: Style, element: etree._Element) -> Style:
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    outline = value(paragraph, "outlineLvl")
    numbering = None if paragraph is None else paragraph.find(W + "numPr")
    num_id, level = (None, None) if numbering is None else numbering_of(numbering)
    states = [toggle(run, name) for name in ("i", "b", "vanish")]
    named = _HEADING.fullmatch(value(element, "name") or "")
    heading = int(named[1]) if named else base.heading
    if outline is not None:
        heading = outline_level(outline)
    return Style(
        "",
        heading,
        base.num_id if num_id is None else num_id,
        base.level if level is None else level,
        (),
        *(old if new is None else new for old, new in zip((base.italic, base.bold, base.hidden), states, strict=True)),
    )


def _shown(name: str) -> str:
    """Word stores the names of its own styles in lower case and shows them capitalised."""
    if not _BUILT_IN.match(name):
        return name
    return name[:3].upper() + name[3:] if name.startswith(("toc", "toa")) else name[:1].upper() + name[1:]
