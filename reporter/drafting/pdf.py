"""Makes PDF of Word documents with LibreOffice, where that is installed."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reporter.model import UsageError

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice lies on systems that do not put it on the path."""

_MARK = re.compile(rb"(/ID \[ <|(?<=[0-9A-F]{32}>)\s*<|/DocChecksum /)[0-9A-F]{32}")
"""What LibreOffice marks a file with, differently each time: twice as its ID, and as a checksum."""

_SECONDS = 60
_SECONDS_A_DOCUMENT = 30


def to_pdf(documents: Sequence[bytes], today: date) -> list[bytes]:
    """Each Word document as PDF.

    Args:
        documents: The contents of .docx files.
        today: The day that the PDF tells as its own.

    Raises:
        UsageError: LibreOffice is not there, or could not make a PDF of one.
    """
    office = _office()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        names = [f"{number:05}" for number in range(len(documents))]
        for name, content in zip(names, documents, strict=True):
            (work / f"{name}.docx").write_bytes(content)
        _run(office, work, names)
        return [_reproducible(_result(work / f"{name}.pdf"), today) for name in names]


def _office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _PLACES if Path(place).is_file()), None)
    if not found:
        raise UsageError(
            "PDF is made with LibreOffice, and LibreOffice is not on this computer",
            hint="Install it from libreoffice.org, or ask for --format docx and save as PDF in Word.",
        )
    return found


def _run(office: str, work: Path, names: Sequence[str]) -> None:
    command = [
        office,
        # A profile of its own: a LibreOffice that is open otherwise takes the order and does nothing.
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(work)),
        *(str(work / f"{name}.docx") for name in names),
    ]
    try:
        subprocess.run(
            command,
            check=False,
            capture_output=True,
            timeout=_SECONDS + _SECONDS_A_DOCUMENT * len(names),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed() from error


def _result(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _failed() from error


def _reproducible(content: bytes, today: date) -> bytes:
    """The PDF with the day of the draft for the second it was made in, and a mark made of its content.

    Every replacement has the length of what it replaces: the file tells places in it by their offsets.
    """
    content = re.sub(rb"(?<=/CreationDate\(D:)[0-9]{14}", f"{today:%Y%m%d}000000".encode(), content)
    blank = _MARK.sub(lambda found: found[1] + b"0" * 32, content)
    mark = hashlib.sha256(blank).hexdigest()[:32].upper().encode()
    return _MARK.sub(lambda found: found[1] + mark, content)


def _failed() -> UsageError:
    return UsageError(
        "LibreOffice could not make a PDF of the draft", hint="Ask for --format docx, and save as PDF in Word."
    )
