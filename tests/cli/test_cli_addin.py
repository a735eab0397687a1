"""`reporter addin`: put in, looked at, taken out."""

from __future__ import annotations

import sys

import reporter
from reporter.addin import COMMANDS
from reporter.addin.desktop.build import FILE_NAME
from reporter.addin.desktop.macros import importable_module


def test_install_status_and_remove(run, folder):
    start = folder / "XLSTART"
    told = run("addin", "status", "--folder", start)
    assert (told.code, told.out) == (1, "not installed\n")
    done = run("addin", "install", "--folder", start)
    assert (done.code, done.out) == (0, f"{start / FILE_NAME}\n")
    assert f"its buttons start {sys.executable}" in done.err
    told = run("addin", "status", "--folder", start)
    assert told.code == 0
    assert f"reporter {reporter.__version__}" in told.out
    assert run("addin", "remove", "--folder", start).code == 0
    assert not (start / FILE_NAME).exists()
    assert "no add-in to remove" in run("addin", "remove", "--folder", start).err


def test_status_tells_an_add_in_that_another_program_built(run, folder, monkeypatch):
    run("addin", "install", "--folder", folder)
    monkeypatch.setattr(reporter, "__version__", "9.9")
    told = run("addin", "status", "--folder", folder)
    assert told.code == 1
    assert 'run "reporter addin install" again' in told.err


def test_only_the_macros_may_be_written(run, folder):
    done = run("addin", "install", "--macros", "macros")
    path = folder / "macros" / "Reporter.bas"
    assert done.out.strip().endswith("Reporter.bas")
    assert path.read_bytes().decode("ascii") == importable_module()
    assert all(f"Sub Reporter_{name}()" in importable_module() for name in COMMANDS)


def test_what_stands_in_the_way_is_told(run, folder):
    (folder / FILE_NAME).write_bytes(b"mine")
    told = run("addin", "remove", "--folder", folder)
    assert told.code == 2
    assert told.errors
    (folder / "taken").write_bytes(b"a file")
    told = run("addin", "install", "--folder", folder / "taken" / "below")
    assert (told.code, len(told.errors)) == (2, 1)
