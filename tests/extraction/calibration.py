"""How often records of each confidence are right; writes the table of `docs/extraction.md`.

python tests/extraction/calibration.py
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpora import CORPUS, WRITING_RULES, Judged, judged

PAGE = CORPUS.parent.parent / "docs" / "extraction.md"
BEGIN, END = "<!-- calibration: written by tests/extraction/calibration.py -->\n", "<!-- end of calibration -->"
CALIBRATED_ON = tuple(name for name in WRITING_RULES if name != "dev3")
"""All that rules were written for, but the first texts made of unusual wordings."""
BANDS = ((0.9, 1.01), (0.8, 0.9), (0.0, 0.8))
"""From, inclusive, and up to, exclusive."""


def records(shared: Path, names: Iterable[str] = CALIBRATED_ON) -> list[Judged]:
    """Every record of these corpora with what is wrong in it."""
    return [one for name in names for one in judged(shared, CORPUS / name / "gold.json", CORPUS / name)]


def share_right(found: Iterable[Judged]) -> float:
    """The share of records that are right in every field; 1 where there are none."""
    right = [not one.wrong for one in found]
    return sum(right) / len(right) if right else 1.0


def table(shared: Path) -> str:
    """The table, in Markdown, of the corpora that confidence is calibrated on, and of the part that is only counted."""
    parts = (records(shared), records(shared, ("heldout",)))
    lines = [
        "| confidence | records | right in every field | held out | right in every field |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for low, high in BANDS:
        name = f"below {high}" if low == 0 else f"{low} and more" if high > 1 else f"{low} to {high}"
        bands = [[one for one in part if low <= one.record.confidence < high] for part in parts]
        lines.append(f"| {name} | " + " | ".join(f"{len(band)} | {share_right(band):.1%}" for band in bands) + " |")
    return "\n".join(lines) + "\n"


def written(page: str) -> str:
    """The table as it stands in the page; ValueError where it has no place there."""
    return page[page.index(BEGIN) + len(BEGIN) : page.index(END)]


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
    PAGE.write_text(before + table(CORPUS.parents[2] / "shared") + after, encoding="utf-8")


if __name__ == "__main__":
    main()
