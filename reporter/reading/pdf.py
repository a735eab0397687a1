"""Reads PDF files that have a text layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reporter.model import Document, UnreadableSource
from reporter.reading.assembly import assemble
from reporter.reading.limits import MAX_PAGES
from reporter.reading.pdf_furniture import without_furniture
from reporter.reading.pdf_glyphs import Page, TooMany, read_page
from reporter.reading.pdf_notes import set_notes_apart
from reporter.reading.pdf_order import put_in_order
from reporter.reading.pdf_paragraphs import paragraphs

_FEW = 10
"""Glyphs a page on average below which a PDF is taken for scanned: a stamp or a page number is no text layer."""


def read_pdf(path: Path, data: bytes) -> Document:
    """The text of a PDF, with running heads, page and line numbers left out and footnotes set apart."""
    pages = _pages(path, data)
    remarks = _without_text(path, pages)
    remarks += _not_read(pages)
    for page in pages:
        put_in_order(page)
    remarks += without_furniture(pages)
    notes = set_notes_apart(pages)
    return assemble(path.as_posix(), "pdf", paragraphs(pages, notes), remarks)


def _pages(path: Path, data: bytes) -> list[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _cannot_open(path, data, error) from error
    try:
        if len(document) > MAX_PAGES:
            found = f"has {len(document):,} pages, and at most {MAX_PAGES:,} are read"
            raise UnreadableSource(found, file=path, hint="Split it")
        return [_page(path, document, index) for index in range(len(document))]
    finally:
        document.close()


def _page(path: Path, document: Any, index: int) -> Page:
    import pypdfium2

    try:
        return read_page(document, index)
    except TooMany as error:
        place = f"page {index + 1}"
        raise UnreadableSource(str(error), file=path, place=place, hint="Print it to a PDF anew") from None
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(
            "is damaged: this page cannot be read", file=path, place=f"page {index + 1}", hint="Download it again"
        ) from error


def _cannot_open(path: Path, data: bytes, error: Exception) -> UnreadableSource:
    if "password" in str(error).lower() or b"/Encrypt" in data:
        hint = "Save a copy without the password"
        return UnreadableSource("is protected by a password", file=path, hint=hint)
    return UnreadableSource("is damaged: it cannot be opened as a PDF", file=path, hint="Download it again")


def _without_text(path: Path, pages: list[Page]) -> list[str]:
    """A remark on pages without text; UnreadableSource where there is none at all."""
    lengths = [sum(len(line.text) for line in page.lines) for page in pages]
    if sum(lengths) < _FEW * max(len(pages), 1) and any(length == 0 for length in lengths or [0]):
        raise UnreadableSource(
            "is a scanned PDF: it has pictures of pages and no text",
            file=path,
            hint="Run text recognition (OCR) on it first",
        )
    empty = [str(page.number) for page, length in zip(pages, lengths, strict=True) if not length]
    if not empty:
        return []
    return [f"no text on page{'s' if len(empty) > 1 else ''} {', '.join(empty)}"]


def _not_read(pages: list[Page]) -> list[str]:
    turned, unknown = sum(page.turns.total() for page in pages), sum(page.unknown for page in pages)
    remarks = []
    if turned:
        remarks.append(f"{turned} characters of turned text left out")
    if unknown:
        remarks.append(f"{unknown} characters could not be read: their font does not say what they are")
    return remarks
