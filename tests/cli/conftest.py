"""The program as a person meets it: run in a folder of its own, with what it printed and how it ended."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from reporter import demo as demo_job
from reporter.cli import main

TODAY = "2026-11-20"


@dataclass(frozen=True)
class Ran:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """The lines of stderr that tell of an error."""
        return [line for line in self.err.splitlines() if line.startswith("reporter:")]


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`reporter …` in this process, as the script runs it."""

    def call(*arguments: object) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(one) for one in arguments])
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def process(folder: Path) -> Run:
    """`reporter …` in a process of its own, where streams, signals and the environment matter."""

    def call(*arguments: object, env: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "reporter", *map(str, arguments)],
            cwd=folder,
            env={**os.environ, **(env or {})},
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "backslashreplace"))

    return call


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder, made once and only read."""
    output = tmp_path_factory.mktemp("demo") / "reporter-demo"
    demo_job.run(output, today=date.fromisoformat(TODAY))
    return output


@pytest.fixture
def register(made_demo: Path, folder: Path) -> Path:
    """The demo's workbook as `obligations.xlsx`, its texts in `resolutions`."""
    shutil.copytree(made_demo / "resolutions", folder / "resolutions")
    shutil.copy(made_demo / "obligations.xlsx", folder)
    return folder / "obligations.xlsx"


@pytest.fixture
def texts(made_demo: Path, folder: Path) -> Path:
    """The demo's texts in `resolutions`."""
    shutil.copytree(made_demo / "resolutions", folder / "resolutions")
    return folder / "resolutions"
