"""Reads web pages: block elements become paragraphs, lists get the numbers a browser would show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.model import GENERATOR, Document, OwnFile, UnreadableSource
from reporter.reading.assembly import UNSEEN, Draft, Kind, Note, Revisions, assemble, is_number
from reporter.reading.comparison import column_by_column, compares
from reporter.reading.encodings import decode
from reporter.reading.html_notes import WebNote, find_notes
from reporter.reading.numbering import spelled

if TYPE_CHECKING:
    from lxml import etree

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_SKIPPED = frozenset((
    "audio", "button", "canvas", "colgroup", "datalist", "head", "iframe", "img", "input", "link", "math",
    "meta", "nav", "noscript", "object", "optgroup", "option", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
))  # fmt: skip
_CELLS = frozenset(("td", "th", "caption"))
_EMPHASIS = frozenset(("em", "i", "b", "strong", "cite", "dfn", "var"))
_CHROME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu"))
_TEXT_PARTS = frozenset(("article", "main", "section"))
_LISTS = frozenset(("ol", "ul", "menu"))
_CHANGES: dict[str, Kind] = {"ins": "inserted", "del": "deleted"}
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_EMPHATIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)|font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PLAIN = re.compile(r"font-style\s*:\s*normal|font-weight\s*:\s*(?:normal|400)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b([a-z]+(?:-[a-z]+)*)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_OURS = re.compile(rf'<meta name="generator" content="{GENERATOR}">'.encode())
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_NUMBER_STYLES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪", "none": ""}


def read_html(path: Path, data: bytes, revisions: Revisions = "final") -> Document:
    """The visible text of a page; scripts, navigation, form controls and hidden elements are left out."""
    if _OURS.search(data[:4096]):
        found = "is a page that reporter wrote, not a resolution"
        raise OwnFile(found, file=path, hint="Name the texts themselves")
    text, remarks = decode(data, _declared(data))
    root = _parsed(path, text)
    if root is None:
        return Document(path.as_posix(), "html", "", (), (), tuple(remarks))
    page = _Page(revisions, find_notes(root), next(root.iter("main", "article"), None) is not None)
    page.element(root, _Context())
    page.end()
    return assemble(path.as_posix(), "html", page.drafts, remarks)


def _declared(data: bytes) -> str | None:
    found = _XML_ENCODING.match(data.lstrip()[:400]) or _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "ignore") if found else None


def _parsed(path: Path, text: str) -> etree._Element | None:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    # NUL ends a text for libxml2, so that all after it would be lost.
    root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser) if text.strip() else None
    for error in parser.error_log:
        if error.level >= etree.ErrorLevels.FATAL and ("depth" in error.message or "uge" in error.message):
            raise UnreadableSource(
                "is nested too deeply or holds too long a text to be a resolution",
                file=path,
                hint="Save the page again from a browser",
            )
    return root


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around a piece of text say of it."""

    style: str = ""
    heading: int = 0
    in_table: bool = False
    emphasis: bool = False
    preformatted: bool = False
    lists: int = 0
    kind: Kind | None = None
    shown: bool = True


@dataclass(slots=True)
class _Page:
    """Walks the elements and collects the paragraphs; `has_main` is true where the page says which part is its text."""

    view: Revisions
    notes: dict[etree._Element, WebNote]
    has_main: bool
    drafts: list[Draft] = field(default_factory=list)
    _draft: Draft = field(default_factory=Draft)
    _label: tuple[str, int] | None = None
    _breaks: int = 0

    def element(self, element: etree._Element, context: _Context) -> None:
        """Adds what stands in an element."""
        tag = element.tag
        if tag == "br":
            self._breaks += 1
            if self._breaks > 1:
                self._start(context)
            return
        if tag in _SKIPPED or _is_hidden(element) or _is_chrome(element, has_main=self.has_main):
            return
        note = self.notes.get(element)
        if note is not None:
            if not note.is_body and context.shown:
                self._draft.notes.append(Note(note.mark, note.text, self._draft.length))
            return
        if tag == "dt" and _numbers(element):
            return
        inner = self._inside(element, context)
        is_block = tag in _BLOCKS
        if is_block:
            self._start(inner)
        if tag in _LISTS:
            self._list(element, inner)
        elif tag == "dd":
            self._definition(element, inner)
        elif tag == "table" and (cells := _compared(element)):
            for cell in cells:
                self.element(cell, inner)
        else:
            self._content(element, inner)
        if is_block:
            self._start(context)

    def end(self) -> None:
        """Ends the last paragraph."""
        self._start(_Context())

    def _content(self, element: etree._Element, context: _Context) -> None:
        self._text(element.text, context)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, context)
            self._text(child.tail, context)

    def _list(self, element: etree._Element, context: _Context) -> None:
        """A list: the label of each item goes to the first paragraph in it that has text."""
        items = [child for child in element if child.tag == "li"]
        is_reversed = element.get("reversed") is not None
        count = _integer(element.get("start"), len(items) if is_reversed else 1)
        self._text(element.text, context)
        for child in element:
            if child.tag == "li":
                count = _integer(child.get("value"), count)
                if not _is_hidden(child):
                    self._label = (_label(element, child, count), context.lists - 1)
                count += -1 if is_reversed else 1
            if isinstance(child.tag, str):
                self.element(child, context)
            self._label = None
            self._text(child.tail, context)

    def _definition(self, element: etree._Element, context: _Context) -> None:
        """What stands beside a term; where the term is a number, it is an item with that number."""
        term = element.getprevious()
        if term is not None and term.tag == "dt" and _numbers(term):
            self._label = (_plain(term), context.lists)
        self._content(element, context)
        self._label = None

    def _inside(self, element: etree._Element, context: _Context) -> _Context:
        tag = element.tag
        look = element.get("style") or ""
        emphasis = context.emphasis or tag in _EMPHASIS or _EMPHATIC.search(look) is not None
        if context.emphasis and _PLAIN.search(look):
            emphasis = False
        if tag in _CHANGES:
            kind = _CHANGES[tag]
            shown = context.shown and (kind == "inserted") == (self.view == "final")
            return replace(context, emphasis=emphasis, kind=kind, shown=shown)
        if tag not in _BLOCKS:
            return context if emphasis == context.emphasis else replace(context, emphasis=emphasis)
        return replace(
            context,
            style=(element.get("class") or "").split(" ")[0] or context.style,
            heading=int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else context.heading,
            in_table=context.in_table or tag in _CELLS,
            emphasis=emphasis,
            preformatted=context.preformatted or tag == "pre",
            lists=context.lists + (tag in _LISTS),
        )

    def _start(self, context: _Context) -> None:
        """Ends the paragraph under way, if it has anything in it, and starts one that looks as its context says."""
        if self._draft.length or self._draft.changes or self._draft.notes:
            self.drafts += self._draft.parted()
        self._draft = Draft(style=context.style, heading=context.heading, in_table=context.in_table)
        self._breaks = 0

    def _text(self, text: str | None, context: _Context) -> None:
        if not text:
            return
        if context.preformatted:
            first, *others = text.split("\n")
            self._add(first, context)
            for line in others:
                self._start(context)
                self._add(line, context)
            return
        text = _WHITE.sub(" ", text if text.isascii() else text.translate(UNSEEN))
        if self._breaks and text != " ":
            self._break(context)
        if text[:1] == " " and self._draft.ends_blank:
            text = text[1:]
        self._add(text, context)

    def _break(self, context: _Context) -> None:
        """A single line break is a blank, unless the whole paragraph shows that it ends one."""
        self._breaks = 0
        self._draft.breaks.append(self._draft.length)
        if not self._draft.ends_blank:
            self._add(" ", context)

    def _add(self, text: str, context: _Context) -> None:
        if not text:
            return
        if context.kind is not None:
            self._draft.change(context.kind, None, text, shown=context.shown)
        if not context.shown:
            return
        if self._label is not None and text.strip():
            self._draft.label, self._draft.depth = self._label
            self._label = None
        start = self._draft.length
        self._draft.add(text)
        if context.emphasis:
            self._draft.emphasis.append((start, self._draft.length))


def _numbers(term: etree._Element) -> bool:
    """True for the term of a list of definitions that is the number of an item: `<dt>1</dt><dd>to report …</dd>`."""
    definition = term.getnext()
    return definition is not None and definition.tag == "dd" and is_number(_plain(term))


def _plain(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _compared(table: etree._Element) -> list[etree._Element]:
    """The cells of a table that compares two texts, those of the first text first; empty for any other table."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table and not _is_hidden(row)]
    cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
    if not compares([[_plain(cell) for cell in row] for row in cells]):
        return []
    return [*table.findall("caption"), *column_by_column(cells)]


def _is_chrome(element: etree._Element, *, has_main: bool) -> bool:
    """True for what belongs to the site and not to the text: menus, its head and its foot.

    On a page that does not say which part is its text, the head may hold the title.
    """
    if element.get("role") in _CHROME_ROLES or element.get("aria-hidden") == "true":
        return True
    if element.tag == "div" and element.get("title") in ("header", "footer"):
        # So LibreOffice marks the head and the foot of the page.
        return True
    if element.tag != "footer" and not (element.tag == "header" and has_main):
        return False
    names = f"{element.get('class')} {element.get('id')} {element.get('role')}".lower()
    return "note" not in names and not any(one.tag in _TEXT_PARTS for one in element.iterancestors())


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDING.search(element.get("style") or "") is not None


def _label(items: etree._Element, item: etree._Element, count: int) -> str:
    named = _LIST_STYLE.search(item.get("style") or "") or _LIST_STYLE.search(items.get("style") or "")
    kind = named[1].lower() if named else item.get("type") or items.get("type") or ""
    if kind.lower() in _BULLETS:
        return _BULLETS[kind.lower()]
    if kind in _NUMBER_STYLES or items.tag == "ol":
        return spelled(count, _NUMBER_STYLES.get(kind, "decimal")) + "."
    return "•"


def _integer(text: str | None, default: int) -> int:
    found = re.match(r"\s*([+-]?\d{1,9})", text or "")
    return int(found[1]) if found else default
