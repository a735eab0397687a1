"""Marked regions: the places of a Word report that hold facts of the register, and can be brought up to date.

A template marks a region with a content control whose tag is `{{ report | region('progress') }}`. In the finished
report the control carries a key made of the row's ID and the field. A bookmark of the same name lies inside it, since
LibreOffice keeps bookmarks and drops the tags of controls, and since people remove controls that annoy them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jinja2.exceptions import TemplateRuntimeError

from reporter.drafting.wordxml import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    PICTURE_SIGN,
    SDT,
    SDT_CONTENT,
    SDT_PROPERTIES,
    TC,
    TR,
    VAL,
    P,
    W,
    child,
    digest,
    facts_of,
    words_of_each,
)

Kind = Literal["block", "inline", "row", "cell"]

TAG_START = "reporter."
BOOKMARK_NAME = "_rp_"
"""Word hides bookmarks whose names begin with an underscore."""

_PARAGRAPH_PROPERTIES, _TAG = f"{W}pPr", f"{W}tag"
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
        self._times: Counter[tuple[str, str]] = Counter()

    def region(self, owner: object, field: str) -> str:
        """The filter: a tag for the control that holds this field of a report, duty, resolution or other owner."""
        if not _FIELD.fullmatch(str(field)):
            raise TemplateRuntimeError(
                f"region('{field}'): a name of small letters, digits, - and _ was expected, 32 at most"
            )
        place = _owner(owner), str(field)
        self._times[place] += 1
        # The same field twice in a document is two regions: the first, the second.
        again = self._times[place] - 1
        key = hashlib.sha256("\0".join((*place, str(again))).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._given[key] = place
        return f"{TAG_START}{field}.{key}"

    def place(self, key: str) -> tuple[str, str] | None:
        """Owner and field of a key; None for one that was not given out."""
        return self._given.get(key)


def key_of(control: Any) -> str | None:
    """The key in a content control's tag; None where it is no region."""
    properties = child(control, SDT_PROPERTIES)
    tag = None if properties is None else child(properties, _TAG)
    value = tag.get(VAL, "") if tag is not None else ""
    return value.rpartition(".")[2] if value.startswith(TAG_START) else None


def finish(body: Any, keys: Keys) -> tuple[Region, ...]:
    """Makes the rendered controls whole: numbers, bookmarks, nothing empty. Returns the regions, in document order."""
    numbers = _Numbers(body)
    found = []
    for control in list(body.iter(SDT)):
        key = key_of(control)
        place = keys.place(key) if key else None
        if key is None or place is None:
            continue
        content = child(control, SDT_CONTENT)
        kind = kind_of(control)
        if content is None or (kind != "inline" and next(content.iter(P), None) is None):
            _remove_empty(control)
            continue
        _number(control, key)
        set_bookmark(list(content), kind, key, numbers.take())
        found.append((key, *place, kind, content))
    said = words_of_each(body, [content for *_, content in found])
    return tuple(
        Region(key, owner, field, kind, *_digests(content, words))
        for (key, owner, field, kind, content), words in zip(found, said, strict=True)
    )


def _digests(content: Any, words: str) -> tuple[str, str]:
    """Of words and of facts, which differ only where there are pictures."""
    return digest(words), digest(facts_of(content) if PICTURE_SIGN in words else words)


def kind_of(control: Any) -> Kind:
    """What a content control holds."""
    content = child(control, SDT_CONTENT)
    first = next(content.iterchildren(TR, TC), None) if content is not None else None
    if first is not None:
        return "row" if first.tag == TR else "cell"
    parent = control.getparent()
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
    return f"{type(owner).__name__.removesuffix('Item').casefold()}:{identifier}"


def _remove_empty(control: Any) -> None:
    parent = control.getparent()
    parent.remove(control)
    if parent.tag == TC and next(parent.iter(P), None) is None:
        parent.append(parent.makeelement(P, {}))


def _number(control: Any, key: str) -> None:
    """A number of its own for the control, as the template's one was repeated with it."""
    properties = child(control, SDT_PROPERTIES)
    number = child(properties, ID)
    if number is None:
        number = properties.makeelement(ID, {})
        # Order within w:sdtPr: the look of the text, the title, the tag, then the number.
        child(properties, _TAG).addnext(number)
    number.set(VAL, str(int(key[:8], 16) & 0x7FFFFFFF or 1))


def set_bookmark(elements: Sequence[Any], kind: Kind, key: str, number: str) -> tuple[Any, Any] | None:
    """Puts the bookmark of a region into the first and last of its paragraphs; within a paragraph around the elements.

    Returns its start and end; None for no elements, which cannot be marked so.
    """
    from lxml import etree

    if not elements:
        return None
    inline = kind == "inline"
    first = elements[0].getparent() if inline else next(one for element in elements for one in element.iter(P))
    last = first if inline else _last_paragraph(elements)
    # Made where they belong, then moved: an element on its own would be a document of its own, which takes long.
    start = etree.SubElement(first, BOOKMARK_START, {ID: number, NAME: f"{BOOKMARK_NAME}{key}"})
    end = etree.SubElement(last, BOOKMARK_END, {ID: number})
    if inline:
        elements[0].addprevious(start)
        elements[-1].addnext(end)
        return start, end
    properties = child(first, _PARAGRAPH_PROPERTIES)
    if properties is None:
        first.insert(0, start)
    else:
        properties.addnext(start)
    return start, end


def _last_paragraph(elements: Sequence[Any]) -> Any:
    """The last paragraph in the elements, None without one; from the end, for sections lie in one another."""
    for element in reversed(elements):
        found = element if element.tag == P else _last_paragraph(element)
        if found is not None:
            return found
    return None


class _Numbers:
    """Free numbers for bookmarks."""

    def __init__(self, body: Any) -> None:
        self._next = _numbers_from(body)

    def take(self) -> str:
        return str(next(self._next))


def _numbers_from(body: Any) -> Iterator[int]:
    used = [int(one.get(ID)) for one in body.iter(BOOKMARK_START) if (one.get(ID) or "").isdecimal()]
    number = max(used, default=-1)
    while True:
        number += 1
        yield number
