"""The parts of a workbook and the relationships between them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reporter.model import WorkbookError
from reporter.workbook.archive import Archive, Content, Entry
from reporter.workbook.markup import parse_tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CONTENT_TYPES = "[Content_Types].xml"
_KNOWN_OTHERS = {
    "wordprocessingml": "a Word document",
    "presentationml": "a PowerPoint presentation",
    "binary": "a binary workbook (.xlsb)",
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another.

    Attributes:
        id: Unique within the pointing part.
        kind: Last step of the type's address (`worksheet`, `table`): the same in the transitional and the strict form.
        part: Name of the part as stored; None where it is outside the package or missing.
    """

    id: str
    kind: str
    part: str | None


class Package:
    """A workbook file, part by part. Part names are found without regard to case, as the format demands.

    Args:
        path: The file.

    Raises:
        WorkbookError: Missing, unreadable, damaged, encrypted or not a workbook.
    """

    def __init__(self, path: Path) -> None:
        self.file = path
        self._archive = Archive(_read_bytes(path), path)
        self._entries: dict[str, Entry] = {}
        for entry in self._archive.entries:
            self._entries.setdefault(entry.name.lstrip("/").lower(), entry)
        self._contents: dict[str, bytes] = {}
        self.workbook = self._find_workbook()

    @property
    def data(self) -> bytes:
        """The whole file as it was read."""
        return self._archive.data

    def ensure_changeable(self) -> None:
        """Raise WorkbookError where any change would break something: a signed workbook, a part stored twice."""
        if any(one.kind == "origin" for one in self.relationships("")):
            raise WorkbookError(
                "the workbook is digitally signed, and any change would break the signature",
                file=self.file,
                hint="Remove the signature in Excel (File, Info) or work on a copy without it",
            )
        seen: set[str] = set()
        for entry in self._archive.entries:
            if entry.name.lower() in seen:
                raise WorkbookError(
                    f"the file is damaged: it holds {entry.name} twice", file=self.file, hint="Save it again in Excel"
                )
            seen.add(entry.name.lower())

    def name(self, part: str) -> str | None:
        """The name of a part as stored; None where there is none."""
        entry = self._entries.get(part.lstrip("/").lower())
        return entry.name if entry else None

    def read(self, part: str) -> bytes:
        """The content of a part."""
        key = part.lstrip("/").lower()
        if key not in self._contents:
            entry = self._entries.get(key)
            if entry is None:
                raise WorkbookError(
                    f"the file is damaged: {part} is missing",
                    file=self.file,
                    hint="Open it in Excel, let Excel repair it and save it, or take a backup",
                )
            self._contents[key] = self._archive.read(entry)
        return self._contents[key]

    def forget(self, part: str) -> None:
        """Drop the content of a part that was read and is not needed any more; it can be read again."""
        self._contents.pop(part.lstrip("/").lower(), None)

    def tree(self, part: str) -> Element:
        """A (small) part as a tree."""
        return parse_tree(self.read(part), self.file, part)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Where a part points to; "" stands for the package itself."""
        folder, base = posixpath.split(part)
        name = self.name(posixpath.join(folder, "_rels", f"{base}.rels"))
        if name is None:
            return ()
        return tuple(
            Relationship(
                one.get("Id", ""),
                one.get("Type", "").rpartition("/")[2],
                None if one.get("TargetMode") == "External" else self._resolve(folder, one.get("Target", "")),
            )
            for one in self.tree(name)
        )

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Parts of one kind that a part points to."""
        return tuple(one.part for one in self.relationships(part) if one.kind == kind and one.part is not None)

    def write(self, replacements: Mapping[str, Content | None]) -> bytes:
        """The file with some parts replaced or, for None, left out; names as stored."""
        return self._archive.write(replacements)

    def _resolve(self, folder: str, target: str) -> str | None:
        path = target.partition("#")[0].replace("\\", "/")
        for candidate in (path, unquote(path)):
            joined = posixpath.normpath(posixpath.join("/", folder, candidate)).lstrip("/")
            if found := self.name(joined):
                return found
        return None

    def _find_workbook(self) -> str:
        part = next(iter(self.related("", "officeDocument")), None)
        if part is None or self.name(CONTENT_TYPES) is None:
            raise self._not_a_workbook("a zip file without a workbook in it")
        kind = self.content_type(part)
        if ("spreadsheetml" not in kind and "ms-excel" not in kind) or "binary" in kind:
            found = next((text for mark, text in _KNOWN_OTHERS.items() if mark in kind), "another kind of Office file")
            raise self._not_a_workbook(found)
        return part

    def content_type(self, part: str) -> str:
        """What a part is declared to be; "" where nothing is declared."""
        extension = posixpath.splitext(part)[1].lstrip(".").lower()
        default = ""
        for one in self.tree(CONTENT_TYPES):
            if one.get("PartName", "").lstrip("/").lower() == part.lstrip("/").lower():
                return one.get("ContentType", "")
            if one.get("Extension", "").lower() == extension:
                default = one.get("ContentType", "")
        return default

    def _not_a_workbook(self, found: str) -> WorkbookError:
        return WorkbookError(
            f"this is {found}, not an Excel workbook (.xlsx or .xlsm)",
            file=self.file,
            hint="Check that the file is the right one, or save it as .xlsx in Excel",
        )


def _read_bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise WorkbookError("there is no such file", file=path, hint="Check the name and the folder") from None
    except IsADirectoryError:
        raise WorkbookError("this is a folder, not a workbook", file=path, hint="Give the file") from None
    except OSError as error:
        raise WorkbookError(
            f"the file cannot be read ({error.strerror or error})",
            file=path,
            hint="Close it in Excel, or allow reading it, and run again",
        ) from error
    if not data:
        raise WorkbookError(
            "the file is empty (0 bytes), not an Excel workbook",
            file=path,
            hint="Take a backup, or copy the file again: it may have been cut off on its way",
        )
    return data
