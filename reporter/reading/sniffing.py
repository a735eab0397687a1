"""Looks at the first bytes of a file: what is it really, and can it be read at all?"""

from __future__ import annotations

import re
from pathlib import Path
from stat import S_ISDIR

from reporter.model import UnreadableSource
from reporter.reading.assembly import Format
from reporter.reading.limits import MAX_FILE, MEGABYTE
from reporter.reading.sources import READABLE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_SUFFIX_FORMAT: dict[str, Format] = {".txt": "txt", ".html": "html", ".htm": "html", ".xhtml": "html"}
_OTHER_MAGIC = (
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
)


def load(path: Path) -> bytes:
    """The bytes of a file; UnreadableSource when there is none, it is a folder, empty, too large or locked."""
    try:
        found = path.stat()
        size = found.st_size
        if S_ISDIR(found.st_mode):
            raise UnreadableSource("is a folder where a file was expected", file=path, hint="Name a file in it")
        if size > MAX_FILE:
            told = f"is {size // MEGABYTE:,} MB large, and at most {MAX_FILE // MEGABYTE} MB are read"
            raise UnreadableSource(told, file=path, hint="Save it without pictures")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource("there is no such file", file=path, hint="Check the name and the folder") from None
    except OSError as error:
        hint = "Close it in other programs, and check that you may open it"
        raise UnreadableSource(f"cannot be opened ({error.strerror})", file=path, hint=hint) from error
    if not data:
        raise UnreadableSource("is empty", file=path, hint="Save or download it again")
    return data


def format_of(path: Path, data: bytes) -> Format:
    """How to read these bytes. A Word, PDF or HTML file is known by its content, whatever its suffix says."""
    suffix = path.suffix.lower()
    if data.startswith(_OLE):
        raise _ole_problem(path, data)
    if data.startswith(_ZIP):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, name in _OTHER_MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(f"is {name}; read are {READABLE}", file=path, hint="Save it as .docx")
    if suffix in (".docx", ".docm"):
        raise UnreadableSource(
            "is not a Word file, whatever its name says",
            file=path,
            hint="Open it in Word and save it as .docx, or name it .txt if it is plain text",
        )
    if suffix == ".pdf":
        raise UnreadableSource(
            "is not a PDF, whatever its name says",
            file=path,
            hint="Download it again, or name it .txt if it is plain text",
        )
    if suffix not in _SUFFIX_FORMAT:
        kind = f"files of type {suffix} are not read" if suffix else "a file without a suffix is not read"
        raise UnreadableSource(f"{kind}; read are {READABLE}", file=path, hint="Save it as one of these")
    return "html" if _HTML.match(data[:4096].lstrip(b"\xef\xbb\xbf")) else _SUFFIX_FORMAT[suffix]


def _ole_problem(path: Path, data: bytes) -> UnreadableSource:
    """Old Office files and encrypted new ones share a container; the names of its streams tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableSource(
            "is protected by a password", file=path, hint="Open it in Word, remove the password and save it"
        )
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableSource("is a Word file of the old kind (.doc)", file=path, hint="Save it as .docx in Word")
    return UnreadableSource(
        f"is an Office file of the old kind; read are {READABLE}", file=path, hint="Save it as .docx"
    )
