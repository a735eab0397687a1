"""How the wording of one text differs from another's, word by word, and how to say so in a line. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

__all__ = ["Edit", "describe", "difference"]

Kind = Literal["kept", "removed", "added"]

_COMMON = "a all an and any are as at be by for from in is it its of on or such that the their this to with"
COMMON = frozenset(_COMMON.split(" "))
"""Words that hold a sentence together and say nothing of what it is about."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text and what became of it.

    Attributes:
        kind: `kept` stands in both texts, `removed` in the old one only, `added` in the new one only.
        text: Verbatim, white space included; never "".
    """

    kind: Kind
    text: str


def difference(old: str, new: str) -> tuple[Edit, ...]:
    """What was kept, removed and added between two texts, by whole words, in the order of the text.

    What was kept and removed, joined, is `old`; what was kept and added, joined, is `new`, to the character. Words
    that differ only in case or in the kind of hyphen are matched with each other, and stand as removed and added.
    Neighbouring edits differ in kind, and what was removed stands before what was added in its place.
    """
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(
        None, [one.key for one in before], [one.key for one in after], autojunk=len(before) * len(after) > _LONG
    )
    return tuple(_joined(_edits(matcher, before, after)))


def describe(edits: Iterable[Edit]) -> str:
    """The changes in one line, in the order of the text: `annually → every two years; added: and TDAG`.

    "" where nothing changed but punctuation, spacing, capital letters or the kind of hyphen. A phrase that left one
    place and came back word for word in another is `moved: …`.
    """
    changes = [change for change in _bridged(_grouped(edits)) if isinstance(change, _Change) and change.tells]
    removed = {_plain(one.removed) for one in changes if not _plain(one.added)}
    added = {_plain(one.added) for one in changes if not _plain(one.removed)}
    return "; ".join(_phrases(changes, removed & added))


_LONG = 200_000
"""Product of two lengths in words from which on frequent words are no longer matched by themselves.

The exact search is cubic in the worst case. No clause is that long; a whole annex read as one may be, and gets a
coarser difference that is still true.
"""


class _Token(NamedTuple):
    """A word or a mark with the white space before it; the last one of a text may be white space alone."""

    gap: str
    word: str
    key: str


_TOKEN = re.compile(r"(\s*)(\w+(?:[-\u2010\u2011'\u2019.]\w+)*|[^\w\s]|\Z)")
_WORD = re.compile(r"\w+")
_AROUND = re.compile(r"^[\s,;:.)\]]+|[\s,;:.(\[]+$")


def _tokens(text: str) -> list[_Token]:
    found = (match.groups() for match in _TOKEN.finditer(text))
    return [_Token(gap, word, fold(word)) for gap, word in found if gap or word]


def fold(text: str) -> str:
    """The text with compatibility characters, hyphens and capital letters made plain."""
    return re.sub(r"[\u2010\u2011\u2013]", "-", unicodedata.normalize("NFKC", text)).casefold()


def _edits(matcher: SequenceMatcher[str], before: list[_Token], after: list[_Token]) -> Iterator[Edit]:
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            for old, new in zip(before[old_from:old_to], after[new_from:new_to], strict=True):
                yield from _matched(old.gap, new.gap)
                yield from _matched(old.word, new.word)
        else:
            yield from (Edit("removed", one.gap + one.word) for one in before[old_from:old_to])
            yield from (Edit("added", one.gap + one.word) for one in after[new_from:new_to])


def _matched(old: str, new: str) -> Iterator[Edit]:
    if old == new:
        yield Edit("kept", old)
    else:
        yield Edit("removed", old)
        yield Edit("added", new)


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits with neighbours of one kind made one, and between two kept stretches what was removed first."""
    for kept, run in groupby((edit for edit in edits if edit.text), key=lambda edit: edit.kind == "kept"):
        stretch = list(run)
        kinds: tuple[Kind, ...] = ("kept",) if kept else ("removed", "added")
        for kind in kinds:
            if text := "".join(edit.text for edit in stretch if edit.kind == kind):
                yield Edit(kind, text)


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands between two kept stretches."""

    removed: str
    added: str

    @property
    def tells(self) -> bool:
        return _plain(self.removed) != _plain(self.added)

    @property
    def replaces(self) -> bool:
        return bool(_plain(self.removed) and _plain(self.added))


def _plain(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _grouped(edits: Iterable[Edit]) -> Iterator[str | _Change]:
    """Kept stretches as they are, what stands between them as one change each."""
    for kept, run in groupby(edits, key=lambda edit: edit.kind == "kept"):
        stretch = list(run)
        texts = {kind: "".join(edit.text for edit in stretch if edit.kind == kind) for kind in ("removed", "added")}
        yield "".join(edit.text for edit in stretch) if kept else _Change(texts["removed"], texts["added"])


def _bridged(stretches: Iterable[str | _Change]) -> list[str | _Change]:
    """Two replacements with nothing but `of the` between them read better as one."""
    result: list[str | _Change] = []
    for one in stretches:
        result.append(one)
        match result[-3:]:
            case [_Change() as first, str(kept), _Change() as second] if (
                first.replaces and second.replaces and _is_bridge(kept)
            ):
                joined = _Change(first.removed + kept + second.removed, first.added + kept + second.added)
                result[-3:] = [joined]
    return result


def _is_bridge(kept: str) -> bool:
    words = _plain(kept)
    return len(words) <= 2 and COMMON.issuperset(words)


def _phrases(changes: Iterable[_Change], moved: set[tuple[str, ...]]) -> Iterator[str]:
    told: set[tuple[str, ...]] = set()
    for change in changes:
        words = _plain(change.removed) or _plain(change.added)
        if change.replaces:
            yield f"{_shown(change.removed)} → {_shown(change.added)}"
        elif words not in moved:
            yield f"removed: {_shown(change.removed)}" if _plain(change.removed) else f"added: {_shown(change.added)}"
        elif words not in told:
            told.add(words)
            yield f"moved: {_shown(change.removed if _plain(change.removed) else change.added)}"


def _shown(text: str) -> str:
    """One line, without the punctuation at the ends that belongs to the sentence around it."""
    return _AROUND.sub("", " ".join(text.split()))
