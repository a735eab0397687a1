"""Builds the add-in: the ribbon add-in that xlwings ships, with our tab, our macros and the Python that is in use.

xlwings' own file is known to work in Excel, and its macros fit the library that is installed. So as little as possible
is changed in it: one module is replaced, three places of its code are, the tab and the sheet of settings are. Its VBA
project holds source alone, no compiled code, as the format asks of programs that write one; Excel compiles it when it
is opened.
"""

from __future__ import annotations

import re
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reporter.addin.desktop.macros import MODULE, button_module
from reporter.addin.desktop.ribbon import ribbon
from reporter.model import UsageError

FILE_NAME = "reporter.xlam"

_BASE = "quickstart_addin_ribbon.xlam"
_BASE_MODULE = "RibbonMyAddin"
_BASE_SHEET = "_myaddin.conf"
_SETTINGS = "reporter.conf"
_SETTINGS_PART = "xl/worksheets/sheet1.xml"

_REPLACED = (
    ('Public Const PROJECT_NAME As String = "myaddin"', 'Public Const PROJECT_NAME As String = "reporter"'),
    # A workbook that came by mail, or a file beside it, must not say which program is started.
    ('If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then', "If False Then"),
    ("If FileExists(GetDirectoryConfigFilePath()) = True Then", "If False Then"),
    # Nor may Python that lies in its sheets be run: it would take the place of this program's own modules.
    ("                uses_embedded_code = True", "                uses_embedded_code = False"),
)
"""What stands in xlwings' module, and what takes its place; each stands there once."""


@dataclass(frozen=True, slots=True)
class Built:
    """What an add-in was built from, as it says itself.

    Attributes:
        reporter: Version of this program.
        xlwings: Version of xlwings.
        interpreter: Path of the Python that the buttons start.
    """

    reporter: str
    xlwings: str
    interpreter: str


def in_use(version: str) -> Built:
    """What an add-in would be built from now, by the program of that version.

    Raises:
        UsageError: xlwings is not installed.
    """
    return Built(version, _xlwings_version(), sys.executable)


def build(version: str) -> bytes:
    """The add-in, as a file.

    Args:
        version: Of this program; the file tells it.

    Raises:
        UsageError: What the extra `excel` brings is not installed, or is an xlwings whose macros are not known; or
            Excel could not start this Python.
    """
    built = in_use(version)
    _version_of("pyopenvba", "by which macros are written")
    _ensure_startable(built.interpreter)
    base = xlwings_folder() / _BASE
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / FILE_NAME
        path.write_bytes(base.read_bytes())
        _with_macros(path)
        return _with_parts(path, built)


def read_built(path: Path) -> Built | None:
    """What an add-in says it was built from; None for a file that is no add-in of ours."""
    from lxml import etree

    try:
        with zipfile.ZipFile(path) as package:
            sheet = etree.fromstring(package.read(_SETTINGS_PART), etree.XMLParser(resolve_entities=False))
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return None
    texts = ["".join(map(str, cell.itertext())) for cell in sheet.iter("{*}c")]
    found = dict(zip(texts[::2], texts[1::2], strict=False))
    if "REPORTER_VERSION" not in found:
        return None
    interpreter = found.get("INTERPRETER_WIN") or found.get("INTERPRETER_MAC") or ""
    return Built(found["REPORTER_VERSION"], found.get("XLWINGS_VERSION", ""), interpreter)


def _ensure_startable(interpreter: str) -> None:
    # The script that xlwings ships for macOS hands the path to a shell as it stands, and parts its input at "|".
    if sys.platform == "darwin" and not re.fullmatch(r"[\w./+@~,:=-]+", interpreter):
        raise UsageError(
            "this Python lies where Excel on macOS cannot start it",
            file=interpreter,
            hint="Make an environment in a folder without blanks and signs in its path, and install from there",
        )


def _with_macros(path: Path) -> None:
    """Puts our module into the VBA project, and changes what must be in xlwings'."""
    from pyopenvba import ExcelFile

    with ExcelFile(str(path)) as file:
        code = file.get_module("xlwings")
        for before, after in _REPLACED:
            if code.count(before) != 1:
                raise UsageError(
                    f'the macros of xlwings {_xlwings_version()} are not known: "{before}" was expected in them once',
                    hint='Install a version that is: pip install --upgrade "reporter[excel]"',
                )
            code = code.replace(before, after)
        file.set_module("xlwings", code)
        file.vba_project().rename_module(_BASE_MODULE, MODULE)
        file.set_module(MODULE, button_module())
        file.save(str(path))


def _with_parts(path: Path, built: Built) -> bytes:
    """The package with our tab, and a sheet of settings that says which Python to start."""
    changed = {
        "customUI/customUI.xml": ribbon().encode(),
        _SETTINGS_PART: _settings_sheet(_settings(built)).encode(),
    }
    out = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = changed.get(entry.filename, old.read(entry))
            if entry.filename == "xl/workbook.xml":
                data = data.replace(f'name="{_BASE_SHEET}"'.encode(), f'name="{_SETTINGS}"'.encode())
            stamped = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            stamped.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(stamped, data)
    return out.getvalue()


def _settings(built: Built) -> dict[str, str | bool]:
    on_windows = sys.platform == "win32"
    return {
        "INTERPRETER_WIN": built.interpreter if on_windows else "",
        "INTERPRETER_MAC": "" if on_windows else built.interpreter,
        "PYTHONPATH": "",
        # Otherwise a file reporter.py beside a workbook would be run in the place of this program.
        "ADD_WORKBOOK_TO_PYTHONPATH": "false",
        "UDF MODULES": "reporter.addin.cell_functions",
        "USE UDF SERVER": False,
        "DEBUG UDFS": False,
        "SHOW CONSOLE": False,
        "REPORTER_VERSION": built.reporter,
        "XLWINGS_VERSION": built.xlwings,
    }


def _settings_sheet(settings: Mapping[str, str | bool]) -> str:
    rows = "".join(
        f'<row r="{number}">{_cell(f"A{number}", name)}{_cell(f"B{number}", value)}</row>'
        for number, (name, value) in enumerate(settings.items(), start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr codeName="Sheet2"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _cell(address: str, value: str | bool) -> str:
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _xlwings_version() -> str:
    return _version_of("xlwings", "by which Excel and Python speak with each other")


def _version_of(package: str, what_for: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        raise UsageError(
            f"{package} is not installed, {what_for}", hint='Install it: pip install "reporter[excel]"'
        ) from None


def xlwings_folder() -> Path:
    """Where xlwings lies; it is not imported, for that takes half a second."""
    from importlib.util import find_spec

    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent
