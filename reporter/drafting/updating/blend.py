"""Brings new words into old paragraphs: what is the same in both stays the element it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal

from lxml import etree

from reporter.drafting.updating.changes import DEL, INS, Pen
from reporter.drafting.wordxml import (
    BOOKMARK_END,
    BOOKMARK_START,
    PICTURE_SIGN,
    R_RUN,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TR,
    VAL,
    P,
    T,
    W,
    facts_of,
    words_of,
)

_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
_STYLE = f"{W}pStyle"
_NOT_WORDS = frozenset((_PARAGRAPH_PROPERTIES, f"{W}proofErr", BOOKMARK_START, BOOKMARK_END))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_WORD = re.compile(r"\S+|\s+")

Status = Literal["same", "new", "gone"]


@dataclass(slots=True)
class _Piece:
    """A paragraph or table of the result, and what becomes of it."""

    element: Any
    status: Status


def blended(old: Sequence[Any], new: Sequence[Any], pen: Pen | None, *, closing: bool) -> list[Any]:
    """Block elements that read as the new ones do.

    Args:
        old: What stands in the document. The elements are used up.
        new: What shall stand there. The elements are used up.
        pen: Writes tracked changes; None for none.
        closing: Whether nothing follows them in their cell or document, so that the end of the last paragraph has to
            stay.

    Returns:
        Old elements where nothing changes, old paragraphs with new words in them, new elements.
    """
    before, after = [facts_of([one]) for one in old], [facts_of([one]) for one in new]
    pieces: list[_Piece] = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = list(old[start:end]), list(new[new_start:new_end])
        if what == "equal":
            pieces += [_Piece(one, "same") for one in gone]
        else:
            pieces += _exchanged(gone, come, pen)
    if pen is None:
        return [piece.element for piece in pieces if piece.status != "gone"]
    _mark(pieces, pen, closing)
    return [piece.element for piece in pieces]


def blended_rows(old: Sequence[Any], new: Sequence[Any], pen: Pen | None) -> list[Any]:
    """As `blended`, for table rows."""
    if len(old) == len(new) and all(
        len(one.findall(TC)) == len(two.findall(TC)) for one, two in zip(old, new, strict=True)
    ):
        for one, two in zip(old, new, strict=True):
            blended_cells(one.findall(TC), two.findall(TC), pen)
        return list(old)
    if pen is None:
        return list(new)
    for row in old:
        pen.whole(row, DEL)
    for row in new:
        pen.whole(row, INS)
    return [*old, *new]


def blended_cells(old: Sequence[Any], new: Sequence[Any], pen: Pen | None) -> list[Any]:
    """As `blended`, for as many table cells, each by itself."""
    for one, two in zip(old, new, strict=True):
        content = blended(_blocks(one), _blocks(two), pen, closing=True)
        for block in _blocks(one):
            one.remove(block)
        one.extend(content)
    return list(old)


def blended_runs(old: Sequence[Any], new: Sequence[Any], pen: Pen | None) -> list[Any]:
    """As `blended`, for what stands within a paragraph."""
    before, after = list(_tokens(old)), list(_tokens(new))
    stretches = _stretches([_key(one) for one in before], [_key(one) for one in after])
    result: list[Any] = []
    for same, start, end, new_start, new_end in stretches:
        if same:
            result += before[start:end]
            continue
        come = _joined(after[new_start:new_end])
        if pen is None:
            result += come
            continue
        last = end == len(before) and PICTURE_SIGN not in words_of(come)
        gone = [pen.runs(one, DEL) for one in _joined(before[start:end])]
        come = [pen.runs(one, INS) for one in come]
        # A paragraph that ends in an insertion, and a new one behind it: LibreOffice would take back the end between
        # them as well. Pictures it accepts in this order only.
        result += [*come, *gone] if last else [*gone, *come]
    return _joined(result)


def _stretches(before: Sequence[str], after: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
    """Whether a stretch is the same in both, and where it lies in each. A new end takes the word before it along."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found = [(what == "equal", a, b, c, d) for what, a, b, c, d in matcher.get_opcodes()]
    if len(found) > 1 and not found[-1][0] and found[-1][1] == found[-1][2]:
        _, start, end, new_start, new_end = found[-2]
        found[-2] = (True, start, end - 1, new_start, new_end - 1)
        found[-1] = (False, end - 1, end, new_end - 1, found[-1][4])
    return found


def _exchanged(gone: list[Any], come: list[Any], pen: Pen | None) -> Iterator[_Piece]:
    """Blocks that differ: the first with the first, as far as they are of one kind."""
    for old, new in zip_longest(gone, come):
        if old is not None and new is not None and old.tag == new.tag == P:
            _rewrite(old, new, pen)
            yield _Piece(old, "same")
        elif old is not None and new is not None and old.tag == new.tag == TBL and _plain(old) and _plain(new):
            rows = blended_rows(old.findall(TR), new.findall(TR), pen)
            for row in old.findall(TR):
                old.remove(row)
            old.extend(rows)
            yield _Piece(old, "same")
        else:
            if old is not None:
                yield _Piece(old, "gone")
            if new is not None:
                yield _Piece(new, "new")


def _rewrite(old: Any, new: Any, pen: Pen | None) -> None:
    """New words in an old paragraph, which keeps the look that people gave it unless the style is another one."""
    content = blended_runs(_content(old), _content(new), pen)
    properties = old.find(_PARAGRAPH_PROPERTIES)
    for child in list(old):
        if child is not properties:
            old.remove(child)
    old.extend(content)
    if _style(old) != _style(new) and (properties is None or properties.find(f"{W}sectPr") is None):
        _dress(old, new.find(_PARAGRAPH_PROPERTIES), pen)


def _dress(paragraph: Any, look: Any, pen: Pen | None) -> None:
    """Gives a paragraph other properties; None for none."""
    before = paragraph.find(_PARAGRAPH_PROPERTIES)
    if before is not None:
        paragraph.remove(before)
    if look is not None:
        paragraph.insert(0, deepcopy(look))
    if pen is not None:
        pen.mark_look(paragraph, before)


def _mark(pieces: Sequence[_Piece], pen: Pen, closing: bool) -> None:
    """Tracks what comes and goes, so that taking it back leaves the paragraphs that were there, no more and no less."""
    for piece in pieces:
        if piece.status != "same":
            tag = INS if piece.status == "new" else DEL
            if piece.element.tag == P:
                pen.runs(piece.element, tag)
            else:
                pen.whole(piece.element, tag)
    ends = [(piece.element, piece.status) for piece in pieces]
    if closing:
        _keep_last_end(ends, pen)
    for element, status in ends:
        if status != "same" and element.tag == P:
            pen.mark_end(element, INS if status == "new" else DEL)


def _keep_last_end(ends: list[tuple[Any, Status]], pen: Pen) -> None:
    """Moves a change of the last paragraph's end to the paragraph before it that stays.

    That is how Word tracks text typed after the last paragraph: the old paragraph's end is the new one, and the end
    that was there closes the new text; the last paragraph of a cell cannot go.
    """
    if not ends or ends[-1][1] == "same" or ends[-1][0].tag != P:
        return
    last, status = ends[-1]
    place = len(ends) - 1
    while place >= 0 and ends[place][1] == status and ends[place][0].tag == P:
        place -= 1
    if place < 0 or ends[place][1] != "same" or ends[place][0].tag != P:
        return
    stays = ends[place][0]
    if status == "new":
        pen.mark_look(last, _look_before(stays))
    else:
        _dress(last, stays.find(_PARAGRAPH_PROPERTIES), pen)
    ends[place], ends[-1] = (stays, status), (last, "same")


def _look_before(paragraph: Any) -> Any:
    """The properties that a paragraph has when all is taken back."""
    properties = paragraph.find(_PARAGRAPH_PROPERTIES)
    change = properties.find(f"{W}pPrChange") if properties is not None else None
    return properties if change is None else change.find(_PARAGRAPH_PROPERTIES)


def _content(paragraph: Any) -> list[Any]:
    return [child for child in paragraph if child.tag != _PARAGRAPH_PROPERTIES]


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_PARAGRAPH_PROPERTIES}/{_STYLE}")
    return str(style.get(VAL)) if style is not None else ""


def _plain(table: Any) -> bool:
    return table.find(SDT) is None


def _blocks(cell: Any) -> list[Any]:
    return [child for child in cell if child.tag != f"{W}tcPr"]


def _tokens(elements: Sequence[Any]) -> Iterator[Any]:
    """The words of some runs, each as a run of its own; links and the like as they are."""
    for element in elements:
        if element.tag == SDT:
            content = element.find(SDT_CONTENT)
            yield from _tokens(list(content) if content is not None else [])
        elif element.tag == R_RUN:
            yield from _words(element)
        elif element.tag not in _NOT_WORDS:
            yield element


def _words(run: Any) -> Iterator[Any]:
    look = run.find(_RUN_PROPERTIES)
    for child in list(run):
        if child is look:
            continue
        texts = _WORD.findall(child.text or "") if child.tag == T else [None]
        for text in texts:
            word = run.makeelement(R_RUN, {})
            if look is not None:
                word.append(deepcopy(look))
            if text is None:
                word.append(child)
            else:
                word.append(_text(run, text))
            yield word


def _text(like: Any, text: str) -> Any:
    element = like.makeelement(T, {_SPACE: "preserve"})
    element.text = text
    return element


def _key(token: Any) -> str:
    """What a token says, by which it is found again."""
    if token.tag != R_RUN:
        return f"{token.tag} {facts_of([token])}"
    (said,) = [child for child in token if child.tag != _RUN_PROPERTIES]
    return said.text or "" if said.tag == T else f"{said.tag} {facts_of([said])}"


def _joined(tokens: Sequence[Any]) -> list[Any]:
    """The tokens with words of one look put together again."""
    result: list[Any] = []
    for token in tokens:
        if result and token.tag == result[-1].tag == R_RUN and _look(token) == _look(result[-1]):
            for child in list(token):
                if child.tag == _RUN_PROPERTIES:
                    continue
                if child.tag == T and result[-1][-1].tag == T:
                    result[-1][-1].text += child.text
                else:
                    result[-1].append(child)
        else:
            result.append(token)
    return result


def _look(run: Any) -> bytes:
    look = run.find(_RUN_PROPERTIES)
    return b"" if look is None else bytes(etree.tostring(look, method="c14n"))
