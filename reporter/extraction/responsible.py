"""Who must report, and how that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reporter.extraction.masking import Mention

Origin = Literal["clause", "agent", "lead-in", "heading", "unlisted", "nobody"]


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who must report, and how that was found.

    Attributes:
        names: Canonical names in the order of the text; empty where nobody is named.
        origin: `clause` before the verb, `agent` after "by", `lead-in` the words before the list, `heading`,
            `unlisted` a name that no list holds, `nobody`.
        doubtful: True where a pronoun had several candidates.
        shall: True where the clause says that somebody shall do it.
        groups: True where all of them are bodies.
    """

    names: tuple[str, ...]
    origin: Origin
    doubtful: bool = False
    shall: bool = False
    groups: bool = False


def named(mentions: Sequence[Mention], origin: Origin, *, shall: bool = False) -> Responsible | None:
    """The names of mentions, found in this way; None without any."""
    if not mentions:
        return None
    names = tuple(dict.fromkeys(name for one in mentions for name in one.names))
    groups = all(one.kind == "body" for one in mentions)
    return Responsible(names, origin, any(one.doubtful for one in mentions), shall, groups)
