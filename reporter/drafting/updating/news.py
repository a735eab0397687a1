"""What an update did to a report, and what it left alone: told to the editor, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

What = Literal["updated", "added", "removed", "kept", "gone", "unmarked", "unplaced"]

_SENTENCES: dict[What, str] = {
    "updated": "brought up to date",
    "added": "added",
    "removed": "removed: the register has nothing there any more",
    "kept": "kept as it is, although the register has something new: {why}",
    "gone": "not in the register's report any more; its section is still here",
    "unmarked": "not marked any more (the text or its control was removed), and the register has something new",
    "unplaced": "new, but its place was not found; it stands in a new draft",
}
LEFT_ALONE: frozenset[What] = frozenset(("kept", "gone", "unmarked", "unplaced"))
"""News that the editor has to look at."""


@dataclass(frozen=True, slots=True)
class News:
    """What became of a region.

    Attributes:
        owner: Whose fact it is: ID of a report, an obligation or a resolution; a word of the template otherwise.
        field: Which fact: `progress`; "" for everything of the owner.
        what: What became of it.
        why: The reason why it was kept; "" otherwise.
    """

    owner: str
    field: str
    what: What
    why: str = ""

    @property
    def left_alone(self) -> bool:
        """Whether the document says something else than the register, and the editor should look."""
        return self.what in LEFT_ALONE

    def __str__(self) -> str:
        place = f"{self.owner}, {self.field.replace('_', ' ')}" if self.field else self.owner
        return f"{place}: {_SENTENCES[self.what].format(why=self.why)}"


@dataclass(frozen=True, slots=True)
class Updated:
    """A report brought up to date.

    Attributes:
        content: The file's bytes; those it had, where nothing changes.
        news: What became of its regions, in the order of the document.
    """

    content: bytes
    news: tuple[News, ...]
