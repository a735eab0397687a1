"""The parts that know of formulas besides the cells: the calculation chain, and the order to calculate on opening.

Excel rebuilds missing entries of the chain, but calls the workbook damaged when an entry points to a cell without a
formula. So entries are only ever renamed or dropped here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reporter.workbook.markup import Edit, attributes, open_markup, set_attribute, splice

Moves = Mapping[tuple[int, str], str | None]
"""(Number of the sheet, address) of a formula to its new address; None where it is gone."""


def changed_chain(data: bytes, file: Path, part: str, moves: Moves) -> bytes | None:
    """The calculation chain after formulas moved or went; None where no entry is left and the part must go too."""
    markup = open_markup(data, file, part)
    edits: list[Edit] = []
    sheet, kept, is_sheet_lost = "", 0, False
    for node in markup.nodes("c"):
        tag = markup.tag(node)
        known = attributes(tag)
        names_sheet = "i" in known
        sheet = known.get("i", sheet)
        key = (int(sheet or 0), known.get("r", ""))
        if key in moves and moves[key] is None:
            edits.append(Edit(node.start, node.end, b""))
            is_sheet_lost = is_sheet_lost or names_sheet
            continue
        new = set_attribute(tag, "r", moves[key] or "") if key in moves else tag
        if is_sheet_lost and not names_sheet:
            # An entry without `i` is on the sheet of the one before it, which may just have been dropped.
            new = set_attribute(new, "i", sheet)
        is_sheet_lost = False
        kept += 1
        if new != tag:
            edits.append(Edit(node.start, node.content, new))
    return splice(data, edits) if kept else None


def without_part(data: bytes, file: Path, part: str, element: str, attribute: str, ending: str) -> bytes:
    """Content types or relationships without the entry whose attribute ends in `ending` (case does not matter)."""
    markup = open_markup(data, file, part)
    edits = [
        Edit(node.start, node.end, b"")
        for node in markup.nodes(element)
        if attributes(markup.tag(node)).get(attribute, "").lower().endswith(ending.lower())
    ]
    return splice(data, edits)


def calculating_on_load(data: bytes, file: Path, part: str) -> bytes:
    """The workbook part with the order to calculate everything when it is next opened; Excel removes it on saving."""
    markup = open_markup(data, file, part)
    node = markup.node("calcPr")
    if node is not None:
        tag = markup.tag(node)
        if attributes(tag).get("fullCalcOnLoad") in ("1", "true"):
            return data
        return splice(data, [Edit(node.start, node.content, set_attribute(tag, "fullCalcOnLoad", "1"))])
    # The schema fixes the order of the workbook's children: calcPr follows the last of these that is there.
    before = ("definedNames", "externalReferences", "functionGroups", "sheets")
    place = next(found.end for name in before if (found := markup.node(name)) is not None)
    return splice(data, [Edit(place, place, b"<" + markup.prefix + b'calcPr fullCalcOnLoad="1"/>')])
