"""A Word file in memory, part by part: what is not set anew is written back as it was read."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from reporter.model import UsageError

LARGEST = 500_000_000
"""Bytes of a report, unpacked: the editor's pictures are in it."""

DOCUMENT = "word/document.xml"
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What zipfile raises on damaged, encrypted and strangely compressed entries."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to by an ID.

    Attributes:
        id: As the part names it: `rId7`.
        kind: The relationship's type, an address.
        target: As written: a web address, or the path of a part as seen from the part that refers to it.
        external: True for an address outside the file.
    """

    id: str
    kind: str
    target: str
    external: bool


class WordFile:
    """The parts of a .docx file.

    Args:
        content: The whole file.
        file: Its path, for messages.

    Raises:
        UsageError: Not a Word document that can be read, or one that unpacks to too much.
    """

    def __init__(self, content: bytes, file: Path) -> None:
        self.file = file
        self._entries: list[zipfile.ZipInfo] = []
        self.parts: dict[str, bytes] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                self._entries = package.infolist()
                if sum(entry.file_size for entry in self._entries) > LARGEST:
                    raise self.unusable(f"unpacks to more than {LARGEST:,} bytes")
                self.parts = {entry.filename: package.read(entry) for entry in self._entries}
        except _DAMAGE as error:
            raise self.unusable("is no Word document that can be opened") from error
        if DOCUMENT not in self.parts:
            raise self.unusable("is no Word document")
        self.document = self.tree(DOCUMENT)

    @property
    def body(self) -> Any:
        """The element `w:body`."""
        return next(self.document.iter("{*}body"))

    def tree(self, name: str) -> Any:
        """A part as an element, parsed without entities and network."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            root = etree.fromstring(self.parts[name], parser)
        except etree.XMLSyntaxError as error:
            raise self.unusable(f"is damaged: {name} is no XML ({error.msg})") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.unusable(f"is no document that Word wrote: {name} has a document type")
        return root

    def unusable(self, problem: str) -> UsageError:
        """The message for a file that cannot be brought up to date."""
        return UsageError(problem, file=self.file, hint="Open it in Word, save it as .docx and try again.")

    def relations(self, part: str = DOCUMENT) -> dict[str, Relation]:
        """What a part refers to, by ID."""
        if part not in self._relations:
            name = _relations_name(part)
            found = self.tree(name).iter(f"{_RELATIONS}Relationship") if name in self.parts else ()
            self._relations[part] = {one.get("Id", ""): _relation(one) for one in found}
        return self._relations[part]

    def relate(self, relation: Relation, part: str = DOCUMENT) -> str:
        """Adds a relationship, or finds the one to the same place. Returns its ID."""
        known = self.relations(part)
        for one in known.values():
            if (one.kind, one.target, one.external) == (relation.kind, relation.target, relation.external):
                return one.id
        number = 1
        while f"rIdReport{number}" in known:
            number += 1
        self.keep_relation(replace(relation, id=f"rIdReport{number}"), part)
        return f"rIdReport{number}"

    def keep_relation(self, relation: Relation, part: str) -> None:
        """Adds a relationship under the ID that it has."""
        mode = ' TargetMode="External"' if relation.external else ""
        element = (
            f'<Relationship Id="{relation.id}" Type={quoteattr(relation.kind)} '
            f"Target={quoteattr(relation.target)}{mode}/>"
        )
        self.relations(part)[relation.id] = relation
        name = _relations_name(part)
        empty = f'<Relationships xmlns="{_RELATIONS[1:-1]}"></Relationships>'.encode()
        self.parts[name] = _inserted(self.parts.get(name, empty), element)

    def target_of(self, relation: Relation, part: str = DOCUMENT) -> str:
        """Name of the part that a relationship of `part` leads to."""
        if relation.target.startswith("/"):
            return relation.target.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(part), relation.target))

    def content_type(self, part: str) -> str | None:
        """The declared content type of a part; None where none is."""
        types = self.tree(_CONTENT_TYPES)
        for one in types.iter(f"{_TYPES}Override"):
            if one.get("PartName", "").lstrip("/") == part:
                return str(one.get("ContentType"))
        extension = part.rpartition(".")[2].casefold()
        for one in types.iter(f"{_TYPES}Default"):
            if one.get("Extension", "").casefold() == extension:
                return str(one.get("ContentType"))
        return None

    def add(self, name: str, content: bytes, content_type: str) -> str:
        """Adds a part under the name, or the next free one like it. Returns the name."""
        stem, dot, extension = name.rpartition(".")
        stem = re.sub(r"\d+$", "", stem)
        number = 1
        while f"{stem}{number}{dot}{extension}" in self.parts:
            number += 1
        free = f"{stem}{number}{dot}{extension}"
        self.parts[free] = content
        element = f"<Override PartName={quoteattr(f'/{free}')} ContentType={quoteattr(content_type)}/>"
        self.parts[_CONTENT_TYPES] = _inserted(self.parts[_CONTENT_TYPES], element)
        return free

    def put_document(self) -> None:
        """Makes the element the part, as it stands now."""
        self.parts[DOCUMENT] = bytes(
            etree.tostring(self.document, xml_declaration=True, encoding="UTF-8", standalone=True)
        )

    def write(self) -> bytes:
        """The file. Entries keep order, times and attributes."""
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self._all_entries():
                target.writestr(entry, self.parts[entry.filename])
        return result.getvalue()

    def _all_entries(self) -> Iterator[zipfile.ZipInfo]:
        known = {entry.filename for entry in self._entries}
        for entry in self._entries:
            fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
            fresh.compress_type = (
                zipfile.ZIP_STORED if entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
            )
            fresh.create_system, fresh.external_attr = entry.create_system, entry.external_attr
            yield fresh
        for name in self.parts:
            if name not in known:
                fresh = zipfile.ZipInfo(name, self._entries[0].date_time)
                fresh.compress_type, fresh.create_system, fresh.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
                yield fresh


def _relation(element: Any) -> Relation:
    external = element.get("TargetMode") == "External"
    return Relation(element.get("Id", ""), element.get("Type", ""), element.get("Target", ""), external)


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _inserted(xml: bytes, element: str) -> bytes:
    """The element put before the end of the root, all other bytes as they are."""
    end = xml.rstrip().rfind(b"</")
    if end < 0:
        # The root was closed at once.
        start = xml.rstrip().rfind(b"/>")
        root = re.search(rb"<([\w:]+)[^<>]*/>\s*$", xml)
        name = root[1] if root else b"Relationships"
        return xml[:start] + b">" + element.encode() + b"</" + name + b">"
    return xml[:end] + element.encode() + xml[end:]
