"""Where in an edited report a new region belongs: beside what it stands beside in the new draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reporter.drafting.regions import key_of
from reporter.drafting.updating.places import Place
from reporter.drafting.wordxml import SDT, TBL, TR, P, words_of


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place to insert at.

    Attributes:
        element: An element of the edited report.
        side: On which side of it.
    """

    element: Any
    side: Literal["after", "before"]


def anchor_of(
    control: Any, places: Mapping[str, Place], parent: Place | None, scope: Any, *, row: bool
) -> Anchor | None:
    """Where a region of the new draft belongs in the edited report.

    Args:
        control: Its content control in the new draft.
        places: Regions of the edited report.
        parent: The region around it, in the edited report; None where there is none.
        scope: The body of the edited report.
        row: Whether the region is a row of a table.

    Returns:
        Beside the nearest neighbour that both have, else at the end of the region around it, else None.
    """
    holders = parent.range if parent is not None else [scope]
    for side, step in (("after", _before(control)), ("before", _after(control))):
        for neighbour in step:
            found = _counterpart(neighbour, places, holders, last=side == "after")
            if found is not None:
                return Anchor(found, side)  # type: ignore[arg-type]
    return _end(parent, row=row) if parent is not None else None


def _end(parent: Place, *, row: bool) -> Anchor | None:
    content = parent.content
    if not row:
        return Anchor(content[-1], "after") if content else None
    rows = [one for element in content for one in element.iter(TR)]
    return Anchor(rows[-1], "after") if rows else None


def _counterpart(neighbour: Any, places: Mapping[str, Place], holders: list[Any], *, last: bool) -> Any | None:
    key = key_of(neighbour) if neighbour.tag == SDT else None
    if key is not None:
        place = places.get(key)
        standing = place.range if place is not None else []
        return None if not standing else standing[-1] if last else standing[0]
    if neighbour.tag not in (P, TBL, TR):
        return None
    for inner in neighbour.iter(SDT):
        place = places.get(key_of(inner) or "")
        if place is not None and place.range:
            return next(place.range[0].iterancestors(neighbour.tag), None)
    words = words_of([neighbour])
    alike = [one for holder in holders for one in holder.iter(neighbour.tag) if words and words_of([one]) == words]
    return alike[0] if len(alike) == 1 else None


def _before(element: Any) -> Iterator[Any]:
    return iter(element.itersiblings(preceding=True))


def _after(element: Any) -> Iterator[Any]:
    return iter(element.itersiblings())
