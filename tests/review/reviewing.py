"""Texts for the review page, and the page as its parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html

from reporter.extraction import extract
from reporter.extraction.near import near_misses
from reporter.model import Document
from reporter.parsing import parse
from reporter.reading import read
from reporter.reviewing import Reviewed

SHORT = """RESOLUTION 18 (New Delhi, 2024)

Tests of bridges

The World Telecommunication Standardization Assembly (New Delhi, 2024),

recalling

a) that the Director of TSB reported to TSAG on bridges in 2020;

resolves

1 to test bridges,

instructs the Director of TSB

1 to keep a list of bridges;

2 to report annually to TSAG on the tests, and to inform the Council of their cost;

3 to submit to the next WTSA a report on bridges that fell,

invites Member States

to send photographs.
"""


def reviewed(document: Document) -> Reviewed:
    """A file with what is found in it."""
    found = tuple(extract(one) for one in parse(document))
    misses = tuple(miss for one in found for miss in near_misses(one.resolution, one.obligations))
    return Reviewed(document, found, misses)


def from_text(folder: Path, text: str, name: str = "res.txt") -> Reviewed:
    """A text file with what is found in it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return reviewed(read(path))


def parts(page: str) -> Any:
    """The page's elements."""
    return html.document_fromstring(page)


def paragraphs(page: Any, anchor: str) -> list[str]:
    """The texts shown of a resolution, without numbers, deletions and footnote marks that are not part of it."""
    shown = []
    for one in page.xpath(f"//section[@id='{anchor}']//div[contains(@class, 'text')]/*[self::p or self::h3]"):
        if one.get("class") not in ("footnote", "gone"):
            pieces = one.xpath(".//text()[not(ancestor::del or ancestor::sup or ancestor::span[@class='label'])]")
            text = "".join(pieces)
            shown.append(text.removeprefix(" ") if one.find("span[@class='label']") is not None else text)
    return shown
