"""What is read at most, declared in one place, so that a hostile file ends in a message and not in a full disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

MEGABYTE = 1_000_000

MAX_FILE = 200 * MEGABYTE
"""Bytes of a source file as it lies on disk."""

MAX_PART = 200 * MEGABYTE
"""Bytes of one part of a Word package after decompression."""

MAX_TOTAL = 400 * MEGABYTE
"""Bytes of all parts read from one Word package after decompression."""

MAX_RATIO = 300
"""Decompressed over compressed size of a part; real documents stay below 100."""

RATIO_FLOOR = 5 * MEGABYTE
"""A part smaller than this may be compressed as well as it likes."""

MAX_PARTS = 20_000
"""Entries of a Word package."""

MAX_PAGES = 5_000
"""Pages of a PDF."""

MAX_GLYPHS = 500_000
"""Characters of one page of a PDF; a full page has some thousands."""

MAX_DRAWN = 20_000
"""Objects of one page of a PDF that are looked at for the rule above its footnotes; a map has more, and no notes."""

MAX_NESTING = 250
"""Elements inside each other; libxml2 itself stops at 256 unless told otherwise, and it is not told."""

MAX_NOTE = 20_000
"""Characters of a footnote written into the line of a text file; beyond that a bracket is taken for unclosed."""


def xml_parser() -> etree.XMLParser:
    """A parser that fetches nothing, expands nothing and keeps libxml2's own limits on nesting and text size."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
