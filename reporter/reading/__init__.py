"""Turns a file into a `Document`: paragraphs with their style, list label, footnotes and tracked changes."""

from __future__ import annotations

from pathlib import Path

from reporter.model import Document, UnreadableSource
from reporter.reading.assembly import Format, Revisions
from reporter.reading.sniffing import format_of, load
from reporter.reading.sources import SUFFIXES, find_sources, unreadable_texts

__all__ = ["SUFFIXES", "find_sources", "read", "unreadable_texts"]


def read(path: str | Path, *, revisions: Revisions = "final") -> Document:
    """The file as a `Document`. The content decides how it is read; the suffix only where the content leaves it open.

    Args:
        path: A Word, HTML, PDF or text file.
        revisions: `final` reads tracked changes as if all were accepted, `original` as if all were rejected.

    Raises:
        UnreadableSource: Missing, a folder, empty, encrypted, damaged, of a kind that is not read, beyond the limits,
            or a PDF without text.
    """
    path = Path(path)
    data = load(path)
    form = format_of(path, data)
    try:
        return _read_as(form, path, data, revisions)
    except RecursionError:
        raise UnreadableSource(
            "its parts are nested too deeply to be a resolution", file=path, hint="Save it again from its program"
        ) from None


def _read_as(form: Format, path: Path, data: bytes, revisions: Revisions) -> Document:
    # Imported only when needed: each reader brings its own costly libraries.
    if form == "docx":
        from reporter.reading.word import read_word

        return read_word(path, data, revisions)
    if form == "html":
        from reporter.reading.html import read_html

        return read_html(path, data, revisions)
    if form == "pdf":
        from reporter.reading.pdf import read_pdf

        return read_pdf(path, data)
    from reporter.reading.text import read_text

    return read_text(path, data)
