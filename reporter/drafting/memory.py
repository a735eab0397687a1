"""What a Word report remembers of how it was written: a part of its own, which Word and LibreOffice keep as it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reporter.drafting.regions import Region
from reporter.drafting.text import clean
from reporter.model import DRAFT

if TYPE_CHECKING:
    from docx.document import Document

_FOLDER = "customXml/item"
_UNSEALED = b' seal=""'
_PLAIN = re.compile(r"[A-Za-z0-9 :/.,()_-]*")
"""What stands between quotes as it is: keys, digests, and most IDs."""

_IN_QUOTES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_DATA_TYPE = "application/xml"
_DATA_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


@dataclass(frozen=True, slots=True)
class Memory:
    """What a report was when the program last wrote it.

    Attributes:
        of: What it reports, for comparison and messages: `TSAG 2026, advisory-group, en`.
        seal: Digest of all other parts of the file; "" where it was never sealed.
        regions: The regions that the program ever wrote into it, by their keys.
    """

    of: str
    seal: str = ""
    regions: Mapping[str, Region] = field(default_factory=dict)


def to_xml(memory: Memory) -> bytes:
    """The part, not sealed yet. Written as text: thousands of elements made one by one take many times as long."""
    regions = "".join(map(_element, memory.regions.values()))
    root = f'<draft xmlns="{DRAFT}" of="{_value(memory.of)}" seal=""'
    end = f">{regions}</draft>" if regions else "/>"
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{root}{end}".encode()


def _element(region: Region) -> str:
    values = [f'{name}="{_value(getattr(region, name))}"' for name in Region.__slots__]
    return f"<region {' '.join(values)}/>"


def _value(text: str) -> str:
    """A text as it stands between quotes, white space as references, since a parser would make spaces of it."""
    return text if _PLAIN.fullmatch(text) else escape(clean(text), _IN_QUOTES)


def attach(document: Document, of: str, regions: Iterable[Region]) -> None:
    """Puts the memory into a document that python-docx is about to save."""
    from docx.opc.part import Part

    memory = Memory(of, "", {region.key: region for region in regions})
    package = document.part.package
    name = package.next_partname(f"/{_FOLDER}%d.xml")
    part = Part(name, _DATA_TYPE, to_xml(memory), package)
    document.part.relate_to(part, _DATA_RELATION)


def sealed(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a file, its memory sealed: any change of any part breaks the seal. Without a memory as they are."""
    name = memory_part(parts)
    if name is None:
        return dict(parts)
    value = f' seal="{_seal(parts, name)}"'.encode()
    return {**parts, name: parts[name].replace(_UNSEALED, value, 1)}


def remembered(parts: Mapping[str, bytes]) -> Memory | None:
    """The memory of a file; None where it has none that can be read."""
    from lxml import etree

    name = memory_part(parts)
    if name is None:
        return None
    try:
        root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, no_network=True))
        regions = [Region(**{field: one.attrib[field] for field in Region.__slots__}) for one in root]  # type: ignore[arg-type]
        return Memory(str(root.attrib["of"]), root.get("seal", ""), {region.key: region for region in regions})
    except (etree.XMLSyntaxError, KeyError):
        return None


def untouched(parts: Mapping[str, bytes]) -> bool:
    """Whether the file is as the program wrote it: nobody has saved it since, in whatever program."""
    name, memory = memory_part(parts), remembered(parts)
    return name is not None and memory is not None and memory.seal == _seal(parts, name)


def memory_part(parts: Mapping[str, bytes]) -> str | None:
    """Name of the part with the memory; None where there is none."""
    candidates = (name for name in sorted(parts) if name.startswith(_FOLDER) and name.endswith(".xml"))
    return next((name for name in candidates if DRAFT.encode() in parts[name][:300]), None)


def _seal(parts: Mapping[str, bytes], memory_name: str) -> str:
    whole = hashlib.sha256()
    for name in sorted(parts):
        if name != memory_name:
            whole.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    return whole.hexdigest()
