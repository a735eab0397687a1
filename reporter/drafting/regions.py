"""Marked regions: the places of a Word report that hold facts of the register, and can be brought up to date.

A template marks a region with a content control whose tag is `{{ report | region('progress') }}`. In the finished
report the control carries a key made of the row's ID and the field. A bookmark of the same name lies inside it, since
LibreOffice keeps bookmarks and drops the tags of controls, and since people remove controls that annoy them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from jinja2.exceptions import TemplateRuntimeError

from reporter.drafting.wordxml import (
    R_RUN,
    SDT,
    SDT_CONTENT,
    SDT_PROPERTIES,
    SDT_TAG,
    TBL,
    TC,
    TR,
    VAL,
    P,
    W,
    child,
)

Kind = Literal["block", "inline", "row", "cell"]

TAG_START = "reporter."
BOOKMARK_NAME = "_rp_"
"""Word hides bookmarks whose names begin with an underscore."""

_PARAGRAPH_PROPERTIES = f"{W}pPr"
_TABLE_KINDS: Mapping[str, Kind] = {TR: "row", TC: "cell"}
_BESIDE_NO_ROW = frozenset((P, TBL, R_RUN))
_RUN_HOLDERS = frozenset((P, *(f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple"))))
_FIELD = re.compile(r"[a-z][a-z0-9_-]{0,31}")


@dataclass(frozen=True, slots=True)
class Region:
    """A marked region as the program wrote it.

    Attributes:
        key: Sixteen hexadecimal digits, made of owner and field; the same in every version of the report.
        owner: What it tells of: `report`, `duty`, `resolution` with the ID after a colon; or a word of the template.
        field: What it tells: `progress`; a word of the template.
        kind: What the control holds: paragraphs and tables, a stretch of a paragraph, rows, or cells of a table.
        words: Digest of its words, by which an edit is noticed.
        facts: Digest of its words and pictures, by which news is noticed.
    """

    key: str
    owner: str
    field: str
    kind: Kind
    words: str
    facts: str


class Keys:
    """Gives out the tags of regions while a template is rendered."""

    def __init__(self) -> None:
        self._given: dict[str, tuple[str, str]] = {}
        self._times: dict[tuple[str, str], int] = {}
        self._fields: set[str] = set()

    def region(self, owner: object, field: str) -> str:
        """The filter: a tag for the control that holds this field of a report, duty, resolution or other owner."""
        field = str(field)
        if field not in self._fields:
            self._check(field)
        place = _owner(owner), field
        # The same field twice in a document is two regions: the first, the second.
        again = self._times[place] = self._times.get(place, -1) + 1
        key = hashlib.sha256("\0".join((*place, str(again))).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._given[key] = place
        return f"{TAG_START}{field}.{key}"

    def _check(self, field: str) -> None:
        if not _FIELD.fullmatch(field):
            raise TemplateRuntimeError(
                f"region('{field}'): a name of small letters, digits, - and _ was expected, 32 at most"
            )
        self._fields.add(field)

    def place(self, key: str) -> tuple[str, str] | None:
        """Owner and field of a key; None for one that was not given out."""
        return self._given.get(key)


def key_of(control: Any) -> str | None:
    """The key in a content control's tag; None where it is no region."""
    properties = child(control, SDT_PROPERTIES)
    tag = None if properties is None else child(properties, SDT_TAG)
    return None if tag is None else key_in(tag)


def key_in(tag: Any) -> str | None:
    """The key that the tag of a content control holds; None where it is no region's."""
    value = tag.get(VAL, "")
    return value.rpartition(".")[2] if value.startswith(TAG_START) else None


def kind_of(content: Any) -> Kind:
    """What a content control holds, given the element with its content."""
    for one in content:
        if one.tag in _TABLE_KINDS:
            return _TABLE_KINDS[one.tag]
        if one.tag in _BESIDE_NO_ROW:
            break
    parent = content.getparent()
    while parent is not None and parent.tag in (SDT, SDT_CONTENT):
        parent = parent.getparent()
    return "inline" if parent is not None and _holds_runs(parent) else "block"


def _holds_runs(element: Any) -> bool:
    return element.tag in _RUN_HOLDERS


def _owner(owner: object) -> str:
    if isinstance(owner, str):
        return f"document:{owner}"
    identifier = getattr(owner, "id", None)
    if not isinstance(identifier, str):
        raise TemplateRuntimeError("region is for a report, a duty, a resolution or a text that names something")
    return f"{_word_for(type(owner).__name__)}:{identifier}"


@cache
def _word_for(owner: str) -> str:
    return owner.removesuffix("Item").casefold()


def set_bookmark(elements: Sequence[Any], kind: Kind, key: str, number: str) -> tuple[Any, Any] | None:
    """Puts the bookmark of a region into the first and last of its paragraphs; within a paragraph around the elements.

    Returns its start and end; None for no elements, which cannot be marked so.
    """
    if not elements:
        return None
    start, end = parsed([bookmark(key, number)])
    if kind == "inline":
        elements[0].addprevious(start)
        elements[-1].addnext(end)
    else:
        first = next(one for element in elements for one in element.iter(P))
        put_bookmark(start, end, first, _last_paragraph(elements))
    return start, end


def bookmark(key: str, number: int | str) -> str:
    """Start and end of the bookmark of a region, as they are written."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{BOOKMARK_NAME}{key}"/><w:bookmarkEnd w:id="{number}"/>'


def parsed(written: Iterable[str]) -> Iterator[Any]:
    """Elements to be put into a document.

    All are parsed at once: made one by one, each would have the names of its attributes looked up by itself.
    """
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True)
    return iter(etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{"".join(written)}</w:body>', parser))


def put_bookmark(start: Any, end: Any, first: Any, last: Any) -> None:
    """Puts the start of a bookmark into the first paragraph, before its words, and its end into the last."""
    # Properties, where there are any, come before all else.
    if len(first) and first[0].tag == _PARAGRAPH_PROPERTIES:
        first[0].addnext(start)
    else:
        first.insert(0, start)
    last.append(end)


def _last_paragraph(elements: Sequence[Any]) -> Any:
    """The last paragraph in the elements, None without one; from the end, for sections lie in one another."""
    for element in reversed(elements):
        found = element if element.tag == P else _last_paragraph(element)
        if found is not None:
            return found
    return None
