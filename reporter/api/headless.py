"""What is told of a file that begins in the middle of a resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporter.model import Paragraph

_LONGEST_QUOTED = 100


@dataclass(frozen=True, slots=True)
class Headless:
    """The operative paragraphs before the first header of a file, which were not read.

    Attributes:
        file: As `Document.file`.
        paragraphs: Their words, with the label, in order; never empty.
    """

    file: str
    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, file: str, paragraphs: Sequence[Paragraph]) -> Headless | None:
        """What stands before the first header of a file; None where nothing operative does."""
        words = tuple(" ".join(f"{one.label} {one.text}".split()) for one in paragraphs)
        return cls(file, words) if words else None

    def __str__(self) -> str:
        """One sentence: file, place, what was found, what to do."""
        several = len(self.paragraphs) > 1
        first = self.paragraphs[0]
        if len(first) > _LONGEST_QUOTED:
            first = f"{first[: _LONGEST_QUOTED - 2].rsplit(' ', 1)[0]} …"
        return (
            f"{self.file}: {len(self.paragraphs)} operative paragraph{'s' if several else ''} before the first header "
            f"{'were' if several else 'was'} not read, as no resolution is named there: "
            f'{"the first is " if several else ""}"{first}". Put the pages before into the file, or type the header '
            "of their resolution above them"
        )
