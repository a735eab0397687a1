"""Markdown pages as the tests of the documentation read them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
INDEX = ROOT / "docs" / "index.md"
PAGES = (README, *sorted((ROOT / "docs").rglob("*.md")))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
_WEB = ("http://", "https://", "mailto:")


def named(path: Path) -> str:
    """`docs/index.md`: the page's path in the project."""
    return path.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    """The page's text."""
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str = "") -> list[str]:
    """Fenced blocks of that language, in order; "" for those that name none."""
    return [body for name, body in _FENCE.findall(text_of(page)) if name == language]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", text_of(page))


def links(page: Path) -> list[str]:
    """Targets of the links and pictures that lead to the project's own files, anchors included."""
    return [target for _, target in _LINK.findall(prose(page)) if not target.startswith(_WEB)]


def pictures(page: Path) -> list[tuple[str, str]]:
    """Description and target of each picture."""
    return re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", prose(page))


def target_of(page: Path, link: str) -> Path:
    """The file that a link leads to."""
    return (page.parent / link.partition("#")[0]).resolve() if not link.startswith("#") else page


def anchors(page: Path) -> set[str]:
    """What a link may name behind `#`: the headings, spelt as on GitHub."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
