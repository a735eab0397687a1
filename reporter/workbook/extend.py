"""Rules that lie over a table (drop-downs, conditional formats, ranges open to people) drawn out to its new rows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reporter.workbook.markup import ATTRIBUTES, Edit, attributes, escape, set_attribute, unescape
from reporter.workbook.ranges import Area, Growth, grow_areas
from reporter.workbook.sheet import Sheet

# Both exist twice: in the main namespace, and (x14) inside extLst under prefixes of the writer's choice.
_RULE = re.compile(
    rb"<((?:[\w.-]+:)?(?:conditionalFormatting|dataValidation|protectedRange|ignoredError))(?=[\s/>])("
    + ATTRIBUTES
    + rb")\s*(/?)>"
)
_INNER = re.compile(rb"<([\w.-]+:)?sqref\s*>([^<]*)</")


def grow_rules(sheet: Sheet, growths: Iterable[Growth]) -> list[Edit]:
    """Edits that let the rules of a sheet that covered columns of tables down to the last row cover the new ones too.

    Rules are validations, conditional formats, ranges that stay open on a protected sheet, and errors to be ignored.
    """
    markup, growths = sheet.markup, list(growths)
    edits: list[Edit] = []
    for match in _RULE.finditer(markup.mask, sheet.body.end):
        tag = markup.data[match.start() : match.end()]
        covered = attributes(tag).get("sqref")
        # What may be typed into a new row is what may be typed into the row above it.
        share = 0.0 if match[1].endswith(b"dataValidation") else 0.5
        if covered is not None:
            grown = _grow(covered, growths, share)
            if grown != covered:
                edits.append(Edit(match.start(), match.end(), set_attribute(tag, "sqref", grown)))
        elif not match[3]:
            end = markup.mask.index(b"</" + match[1], match.end())
            inner = _INNER.search(markup.mask, match.end(), end)
            if inner and (grown := _grow(unescape(inner[2]), growths, share)) != unescape(inner[2]):
                edits.append(Edit(inner.start(2), inner.end(2), escape(grown).encode()))
    return edits


def grow_dimension(sheet: Sheet, used: Area) -> list[Edit]:
    """Edit that lets the sheet's dimension take in an area."""
    node = sheet.markup.node("dimension", 0, sheet.body.start)
    if node is None:
        return []
    tag = sheet.markup.tag(node)
    old = Area.of(attributes(tag).get("ref", "A1"))
    new = Area(
        min(old.left, used.left), min(old.top, used.top), max(old.right, used.right), max(old.bottom, used.bottom)
    )
    return [] if new == old else [Edit(node.start, node.content, set_attribute(tag, "ref", str(new)))]


def _grow(areas: str, growths: list[Growth], share: float) -> str:
    for growth in growths:
        areas = grow_areas(areas, growth, share)
    return areas
