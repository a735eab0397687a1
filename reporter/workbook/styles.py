"""Cell formats: which of them show dates, and the date format nearest to a given one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.workbook.cells import DateKind, Place
from reporter.workbook.markup import (
    Edit,
    Markup,
    Node,
    attributes,
    children,
    open_markup,
    parse_tree,
    set_attribute,
    splice,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BUILT_IN_DATES = (*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58)
_BUILT_IN_DATE_TIMES = (22,)
_SHORT_DATE, _DATE_AND_TIME = 14, 22

_UNLOCKED = -1
"""Stands for an unlocked twin among the formats that were asked for; no number format has it."""

_PROTECTION = re.compile(rb"<(?:[\w.-]+:)?protection\b[^>]*?(?:/>|>\s*</(?:[\w.-]+:)?protection\s*>)")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def date_kind(number_format: str) -> DateKind:
    """What a number format shows: a day, a day with a time, or no date.

    A format that shows only a time (`h:mm`) or a span of time (`[h]:mm`) shows no date.
    """
    if _ELAPSED.search(number_format):
        return ""
    code = _LITERAL.sub("", number_format.partition(";")[0]).lower()
    if re.search("general|am/pm|a/p", code):
        code = re.sub("general|am/pm|a/p", "", code)
    has_time = bool(re.search("[hs]", code))
    has_day = bool(re.search("[dye]", code)) or ("m" in code and not has_time)
    if not has_day:
        return ""
    return "datetime" if has_time else "date"


class Styles:
    """The cell formats of a workbook.

    Args:
        data: The styles part; None where the workbook has none.
        file: For messages.
        part: Name of the part.
    """

    def __init__(self, data: bytes | None, file: Path, part: str) -> None:
        self._data, self._file, self._part = data, file, part
        self._added: list[bytes] = []
        self._known: dict[tuple[int, int], int] = {}
        root = None if data is None else parse_tree(data, file, part)
        self._formats: list[Element] = [] if root is None else list(children(root, "cellXfs", "xf"))
        codes = {} if root is None else {one.get("numFmtId", ""): one for one in children(root, "numFmts", "numFmt")}
        self._codes = {int(key): one.get("formatCode", "") for key, one in codes.items() if key.isdecimal()}
        self.kinds: list[DateKind] = [self._kind(int(one.get("numFmtId", "0"))) for one in self._formats]

    def kind(self, style: int) -> DateKind:
        """What a cell format shows."""
        return self.kinds[style] if style < len(self.kinds) else ""

    def date_style(self, style: int, with_time: bool, place: Place) -> int:
        """A cell format that shows a date and is otherwise equal to `style`; one is added where none exists.

        Raises:
            WorkbookError: The workbook has no cell formats, or none of that number: the date would show as a number.
        """
        if self.kind(style):
            return style
        wanted = _DATE_AND_TIME if with_time else _SHORT_DATE
        if (style, wanted) not in self._known:
            found = self._find_twin(style, with_time) or self._add_twin(style, wanted)
            if not self.kind(found):
                raise place.refuse(
                    f"the workbook has no cell format {style}, so a date would show as a number",
                    "Open the workbook in Excel, save it and run again",
                )
            self._known[style, wanted] = found
        return self._known[style, wanted]

    def unlocked_style(self, style: int) -> int:
        """A cell format that lets a cell of a protected sheet be changed and is otherwise equal to `style`."""
        if (style, _UNLOCKED) not in self._known:
            self._known[style, _UNLOCKED] = self._add_unlocked(style)
        return self._known[style, _UNLOCKED]

    def changed(self) -> bytes | None:
        """The part with the added cell formats; None where none was added."""
        if not self._added or self._data is None:
            return None
        markup = open_markup(self._data, self._file, self._part)
        node = markup.node("cellXfs")
        if node is None:
            return None
        tag = set_attribute(markup.tag(node), "count", str(len(self.kinds)))
        return splice(
            self._data,
            [Edit(node.start, node.content, tag), Edit(node.content_end, node.content_end, b"".join(self._added))],
        )

    def _kind(self, number_format: int) -> DateKind:
        if number_format in self._codes:
            return date_kind(self._codes[number_format])
        if number_format in _BUILT_IN_DATE_TIMES:
            return "datetime"
        return "date" if number_format in _BUILT_IN_DATES else ""

    def _find_twin(self, style: int, with_time: bool) -> int | None:
        if style >= len(self._formats):
            return None
        look = _look(self._formats[style])
        kind = "datetime" if with_time else "date"
        for number, (one, found) in enumerate(zip(self._formats, self.kinds, strict=False)):
            if found == kind and _look(one) == look:
                return number
        return None

    def _add_twin(self, style: int, number_format: int) -> int:
        found = self._source(style)
        if found is None:
            return style
        markup, node = found
        tag = set_attribute(markup.tag(node), "numFmtId", str(number_format))
        if attributes(tag).get("applyNumberFormat") not in ("1", "true"):
            tag = set_attribute(tag, "applyNumberFormat", "1")
        return self._add(tag + markup.data[node.content : node.end], _kind_of(number_format))

    def _add_unlocked(self, style: int) -> int:
        found = self._source(style)
        if found is None:
            return style
        markup, node = found
        tag = set_attribute(markup.tag(node), "applyProtection", "1")
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        content = _PROTECTION.sub(b"", markup.content(node))
        # The order of the format: alignment, protection, extensions.
        extensions = content.find(b"<" + markup.prefix + b"extLst")
        place = extensions if extensions >= 0 else len(content)
        lock = b"<" + markup.prefix + b'protection locked="0"/>'
        end = b"</" + markup.prefix + b"xf>"
        return self._add(tag + content[:place] + lock + content[place:] + end, self.kind(style))

    def _source(self, style: int) -> tuple[Markup, Node] | None:
        """The part and a cell format in it; None where there is none of that number."""
        if self._data is None:
            return None
        markup = open_markup(self._data, self._file, self._part)
        table = markup.node("cellXfs")
        nodes = [] if table is None else list(markup.nodes("xf", table.content, table.content_end))
        return (markup, nodes[style]) if style < len(nodes) else None

    def _add(self, source: bytes, kind: DateKind) -> int:
        self._added.append(source)
        self.kinds.append(kind)
        return len(self.kinds) - 1


def _kind_of(number_format: int) -> DateKind:
    return "datetime" if number_format == _DATE_AND_TIME else "date"


def _look(one: Element) -> tuple[object, ...]:
    """A cell format without its number format, to be compared."""
    ignored = ("numFmtId", "applyNumberFormat")
    kept = tuple(sorted((key, value) for key, value in one.items() if key not in ignored))
    return kept, tuple((child.tag, tuple(sorted(child.items()))) for child in one)
