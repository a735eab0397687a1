"""The zip package of a Word file: its parts, read within the limits and parsed as XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.model import UnreadableSource
from reporter.reading.limits import MAX_PART, MAX_PARTS, MAX_RATIO, MAX_TOTAL, MEGABYTE, RATIO_FLOOR, xml_parser
from reporter.reading.word_looks import strip_looks, without_leading_looks

if TYPE_CHECKING:
    from lxml import etree

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_BEGINNING = 300
"""Bytes of a part in which its namespace stands."""

_REPAIR = "Open it in Word, which offers to repair it, and save it again"
_OTHER_PACKAGES = (
    ("xl/workbook.xml", "an Excel workbook", "Save the text as .docx"),
    ("xl/workbook.bin", "an Excel workbook", "Save the text as .docx"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "Save the text as .docx"),
    ("content.xml", "an OpenDocument file", "Save it as .docx"),
)


class WordPackage:
    """The parts of a Word file.

    Attributes:
        file: The path as given, for messages.
        main: Name of the part that holds the text, usually `word/document.xml`.
    """

    def __init__(self, file: Path, data: bytes) -> None:
        """Opens the package; UnreadableSource when it is damaged, no Word file or beyond the limits."""
        self.file = file
        self._total = 0
        self._parser = xml_parser()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError) as error:
            raise UnreadableSource("is damaged: its zip package cannot be opened", file=file, hint=_REPAIR) from error
        if len(self._entries) > MAX_PARTS:
            found = f"holds {len(self._entries):,} parts, and at most {MAX_PARTS:,} are read"
            raise UnreadableSource(found, file=file, hint=_REPAIR)
        self.main = self._find_main()
        self._related = self._targets(self.main)

    def root(self) -> etree._Element:
        """The root of the main part, less what only shows how it looks."""
        root = self._parse(self.main)
        if root is None:
            raise UnreadableSource(f"is damaged: it has no {self.main}", file=self.file, hint=_REPAIR)
        strip_looks(root)
        return root

    def related(self, kind: str, *, looks: bool = False) -> etree._Element | None:
        """The root of the part that the main part calls its `styles`, `numbering`, `footnotes` …; None without one.

        Where nobody needs its `looks`, those with which the properties of runs begin are left out.
        """
        target = self._related.get(kind)
        return None if target is None else self._parse(_located(self.main, target), looks=looks)

    def remembers(self, namespace: str) -> bool:
        """Whether one of the package's parts for other programs begins with this XML namespace."""
        return any(
            namespace.encode() in self._beginning(entry)
            for name, entry in self._entries.items()
            if name.startswith("customXml/item")
        )

    def _beginning(self, entry: zipfile.ZipInfo) -> bytes:
        """The first bytes of a part that nothing else reads: a damaged one is no reason to refuse the text."""
        try:
            with self._zip.open(entry) as part:
                return part.read(_BEGINNING)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
            return b""

    def _find_main(self) -> str:
        named = _located("", self._targets("").get("officeDocument", ""))
        if named in self._entries and not named.startswith(("xl/", "ppt/")):
            return named
        if "word/document.xml" in self._entries:
            return "word/document.xml"
        for part, name, hint in _OTHER_PACKAGES:
            if part in self._entries:
                raise UnreadableSource(f"is {name}, not a Word file", file=self.file, hint=hint)
        raise UnreadableSource(
            "is a zip file, but not a Word file: it has no word/document.xml",
            file=self.file,
            hint="Unpack it first, or save the text as .docx",
        )

    def _targets(self, part: str) -> dict[str, str]:
        """What a part's relationships lead to in the package, by the last word of the relationship's type."""
        folder, name = posixpath.split(part)
        root = self._parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, str] = {}
        for relation in () if root is None else root:
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if target and kind not in targets and relation.get("TargetMode") != "External":
                targets[kind] = target
        return targets

    def _parse(self, name: str, *, looks: bool = False) -> etree._Element | None:
        from lxml import etree

        data = self._read(name)
        if data is None:
            return None
        if b"purl.oclc.org" in data[:8192]:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        try:
            root = etree.fromstring(data if looks else without_leading_looks(data), self._parser)
        except etree.XMLSyntaxError as error:
            raise self._xml_problem(name, error) from error
        if root.getroottree().docinfo.internalDTD is not None:
            found = f"declares a document type in {name}, which no Word file does"
            raise UnreadableSource(found, file=self.file, hint="Do not trust it; ask its sender for another copy")
        return root

    def _xml_problem(self, name: str, error: etree.XMLSyntaxError) -> UnreadableSource:
        line = error.lineno or 1
        if "xcessive depth" in str(error) or "uge" in str(error):
            found = f"{name} is nested too deeply or holds too long a text to be a resolution"
        else:
            found = f"is damaged: {name} is not well-formed XML (line {line})"
        return UnreadableSource(found, file=self.file, hint=_REPAIR)

    def _read(self, name: str) -> bytes | None:
        entry = self._entries.get(name)
        if entry is None:
            return None
        self._total += entry.file_size
        if entry.file_size > MAX_PART or self._total > MAX_TOTAL:
            found = f"{name} would unpack to {entry.file_size // MEGABYTE:,} MB, more than is read"
            raise UnreadableSource(found, file=self.file, hint="Split the document")
        if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            found = f"{name} is compressed {entry.file_size // max(entry.compress_size, 1)} to 1, as no text is"
            raise UnreadableSource(found, file=self.file, hint="Do not trust it; ask its sender for another copy")
        if entry.flag_bits & 0x1:
            hint = "Remove the password and save it again"
            raise UnreadableSource("is protected by a password", file=self.file, hint=hint)
        try:
            # The reader of zipfile never returns more than the size stated, and checks the sum of what it returned.
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise UnreadableSource(f"is damaged: {name} cannot be unpacked", file=self.file, hint=_REPAIR) from error


def _located(part: str, target: str) -> str:
    """The name of the part to which a relationship of `part` leads."""
    # A target that starts at the package's root swallows the folder in the join.
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
