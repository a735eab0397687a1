"""The add-in file: built without Excel, read back by programs that have nothing to do with what built it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from excel import Excel

from reporter.addin import COMMANDS
from reporter.addin.desktop import build as building
from reporter.addin.desktop import places
from reporter.addin.desktop.build import FILE_NAME, build, in_use, read_built
from reporter.addin.desktop.macros import MODULE, button_module, importable_module
from reporter.addin.desktop.press import LONGEST, press
from reporter.addin.functions import FUNCTIONS
from reporter.model import UsageError
from reporter.resources import bundled

VERSION = "1.2.3"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("add-in") / FILE_NAME
    path.write_bytes(build(VERSION))
    return path


READ_MACROS = """
import json, sys
from oletools.olevba import VBA_Parser
parser = VBA_Parser(sys.argv[1])
print(json.dumps({name.rpartition(".")[0]: source for _, _, name, source in parser.extract_macros()}))
"""


def macros(python: str, path: Path) -> dict[str, str]:
    """Module to source, as oletools reads them; line ends and the line with the module's name do not count."""
    command = [python, "-W", "ignore", "-c", READ_MACROS, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return {name: _lines(source) for name, source in json.loads(done.stdout).items()}


def _lines(source: str) -> str:
    return source.replace("\r\n", "\n").strip("\n")


def test_oletools_reads_every_macro_back_as_it_was_written(built, oletools_python):
    import xlwings

    read = macros(oletools_python, built)
    assert read[MODULE] == _lines(button_module())
    theirs = _lines((Path(xlwings.__file__).parent / "xlwings_custom_addin.bas").read_text(encoding="utf-8"))
    for before, after in building._REPLACED:
        theirs = theirs.replace(before, after)
    assert read["xlwings"] == theirs
    assert set(read) == {"ThisWorkbook", "Sheet2", "Dictionary", "xlwings", MODULE}


def test_libreoffice_reads_the_macros_back_as_they_were_written(built, soffice, tmp_path):
    command = [
        soffice,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        # It does not tell an add-in by its name, but reads one.
        "--infilter=Calc MS Excel 2007 VBA XML",
        "--convert-to",
        "ods:calc8",
        "--outdir",
        str(tmp_path),
        str(built),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / "reporter.ods") as package:
        (name,) = [name for name in package.namelist() if name.endswith(f"/{MODULE}.xml")]
        text = "".join(ET.fromstring(package.read(name)).itertext())
    assert _lines(text).endswith(_lines(button_module()).split("\n", 1)[1])


def test_the_project_holds_source_and_no_compiled_code(built):
    from io import BytesIO

    from olefile import OleFileIO

    with zipfile.ZipFile(built) as package, OleFileIO(BytesIO(package.read("xl/vbaProject.bin"))) as project:
        header = project.openstream(["VBA", "_VBA_PROJECT"]).read()
        # [MS-OVBA] 2.3.4.1: a writer gives the version 0xFFFF, and leaves the cache of compiled code out.
        assert header[:4] == b"\xcc\x61\xff\xff"
        assert len(header) == 7
        assert not [entry for entry in project.listdir() if "SRP" in entry[-1]]


@pytest.mark.parametrize("module", [button_module, importable_module])
def test_the_macros_are_vba(module):
    from pyopenvba.interpreter import parse_module

    assert module().isascii()
    assert parse_module(module())


def test_a_workbook_cannot_say_what_is_run(built, oletools_python):
    """Neither by a sheet of settings, nor by a file beside it, nor by Python in its sheets, nor by its name on macOS."""
    read = macros(oletools_python, built)
    run = read["xlwings"].partition("Public Function RunPython")[2].partition("End Function")[0]
    assert re.findall(r"^ +uses_embedded_code = (\w+)$", run, re.MULTILINE) == ["False", "False"]
    config = read["xlwings"].partition("Function GetConfig(")[2].partition("\nEnd Function")[0]
    assert "SheetExists(ActiveWorkbook" not in config
    assert "FileExists(GetDirectoryConfigFilePath())" not in config
    pressed = read[MODULE].partition("Public Sub Press")[2].partition("End Sub")[0]
    on_macs = pressed.partition("#If Mac Then")[2].partition("#End If")[0]
    refused = re.search(r'ActiveWorkbook\.FullName Like "\*\[(.*)\]\*" Then', on_macs)
    assert refused
    assert set(refused[1].replace('""', '"')) == set('$`"\\|')
    assert pressed.index("Exit Sub", pressed.index("#If Mac")) < pressed.index("RunPython")


def test_every_part_but_ours_is_as_xlwings_ships_it(built):
    import xlwings

    base = Path(xlwings.__file__).parent / "quickstart_addin_ribbon.xlam"
    changed = {"xl/vbaProject.bin", "customUI/customUI.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    with zipfile.ZipFile(base) as theirs, zipfile.ZipFile(built) as ours:
        assert ours.namelist() == theirs.namelist()
        assert {name for name in ours.namelist() if ours.read(name) != theirs.read(name)} == changed


def test_the_same_program_builds_the_same_file():
    assert build(VERSION) == build(VERSION)


def test_every_command_has_a_button_with_picture_tip_and_keys(built):
    with zipfile.ZipFile(built) as package:
        tree = ET.fromstring(package.read("customUI/customUI.xml"))
    buttons = list(tree.iter("{http://schemas.microsoft.com/office/2006/01/customui}button"))
    assert [one.get("tag") for one in buttons] == list(COMMANDS)
    for one in buttons:
        assert one.get("onAction") == f"{MODULE}.Press"
        assert all(one.get(name) for name in ("label", "imageMso", "screentip", "supertip", "keytip"))
    assert len({one.get("keytip") for one in buttons}) == len(buttons)
    assert "Public Sub Press(control As IRibbonControl)" in button_module()


def test_every_cell_function_has_a_macro_that_names_its_python():
    for name, function in FUNCTIONS.items():
        declared = re.search(rf"Public Function REPORTER_{name}\((.*)\)", button_module())
        assert declared
        assert len(declared[1].split(",")) == len(function.arguments)
        assert f'"reporter.addin.cell_functions", "REPORTER_{name}"' in button_module()


def test_the_file_says_what_it_was_built_from(built, tmp_path):
    assert read_built(built) == in_use(VERSION)
    assert in_use(VERSION).interpreter == sys.executable
    for content in (b"", b"PK", (bundled("workbooks") / "obligations-template.xlsx").read_bytes()):
        other = tmp_path / "other.xlam"
        other.write_bytes(content)
        assert read_built(other) is None
    assert read_built(tmp_path / "missing.xlam") is None


def test_macros_of_an_unknown_xlwings_are_refused(monkeypatch):
    monkeypatch.setattr(building, "_REPLACED", (("not in there", "x"),))
    with pytest.raises(UsageError, match=r"the macros of xlwings .* are not known.*pip install"):
        build(VERSION)


@pytest.mark.parametrize("package", ["xlwings", "pyopenvba"])
def test_without_what_the_extra_brings_it_is_named(package, monkeypatch):
    """The extra `server` brings xlwings alone."""
    from importlib import metadata

    version = metadata.version

    def missing(name):
        if name == package:
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", missing)
    with pytest.raises(UsageError, match=rf'{package} is not installed.*pip install "reporter\[excel\]"'):
        build(VERSION)


# Where Excel looks for it


def test_remove_leaves_a_file_that_is_not_ours(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"mine")
    with pytest.raises(UsageError, match="no add-in of reporter"):
        places.remove(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("win32", "Microsoft/Excel/XLSTART"),
        ("darwin", "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"),
    ],
)
def test_excel_finds_the_add_in_in_its_own_folder(platform, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    done = places.install(VERSION)
    assert done.path == tmp_path / folder / FILE_NAME
    assert done.is_current
    assert not done.excel_was_started
    assert places.installed(VERSION) == places.install(VERSION)
    scripts = list((tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel").glob("*"))
    assert bool(scripts) == (platform == "darwin")


def test_where_excel_was_never_started_that_is_told(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from reporter.cli.program import program

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path))
    told = CliRunner().invoke(program, ["addin", "install"])
    assert told.exit_code == 0
    assert "Excel was never started here" in told.stderr
    (tmp_path / "Microsoft" / "Excel" / "Excel15.xlb").touch()
    assert "never started" not in CliRunner().invoke(program, ["addin", "install"]).stderr


def test_a_python_that_excel_on_macos_cannot_start_is_refused(tmp_path, monkeypatch):
    """The script of xlwings hands its path to a shell as it stands, so a blank would end it."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "executable", "/Users/ana/My Python/bin/python3")
    with pytest.raises(UsageError, match=r"My Python.* Excel .* cannot start .* environment in a folder without"):
        places.install(VERSION)
    assert list(tmp_path.iterdir()) == []


def test_without_excel_a_folder_must_be_named(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(UsageError, match="Name a folder with --folder"):
        places.installed(VERSION)


# A button pressed


@pytest.fixture
def excel(tmp_path) -> Excel:
    path = tmp_path / "obligations.xlsx"
    path.write_bytes((bundled("workbooks") / "obligations-template.xlsx").read_bytes())
    return Excel(path)


def test_a_button_tells_what_came_of_it(excel):
    excel.run(lambda book: press("check", book))
    (alert,) = excel.alerts
    assert alert.startswith("No problems") or "error" in alert


def test_a_button_tells_what_to_do_where_it_cannot_work(excel):
    excel.select("Guide", "A1")
    excel.run(lambda book: press("show_clause", book))
    (alert,) = excel.alerts
    assert alert.endswith("Select a row of Reports or Obligations and try again")


def test_a_fault_that_nobody_foresaw_is_written_down_and_told_in_words(excel, tmp_path, monkeypatch):
    from dataclasses import replace

    from reporter.addin.desktop import press as pressing

    def fails(book):
        raise KeyError("unforeseen")

    monkeypatch.setattr(pressing, "COMMANDS", {"check": replace(COMMANDS["check"], run=fails)})
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    excel.run(lambda book: press("check", book))
    (alert,) = excel.alerts
    assert "Traceback" not in alert
    assert len(alert) < LONGEST
    log = tmp_path / "reporter-addin.log"
    assert str(log) in alert
    assert "KeyError: 'unforeseen'" in log.read_text(encoding="utf-8")
