"""What the tests share: the real material, and the outside tools that some of them need."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from ooxml import validation_errors, validator_from_environment

ROOT = Path(__file__).resolve().parent.parent

# A slow machine is no bug; and CI tries the same examples every time, so that what fails there can be repeated.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts, gold records and workbooks beside the project; without it tests skip, in CI they fail."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is missing")
        pytest.skip(f"needs {folder}")
    return folder


def require_tool(*names: str) -> str:
    """Path of the first of these programs that is installed; skips without one, fails where tools are required."""
    for name in names:
        if found := shutil.which(name):
            return found
    missing = f"needs {' or '.join(names)}"
    if os.environ.get("REPORTER_REQUIRE_TOOLS") == "1":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's command."""
    return require_tool("soffice", "libreoffice")


@pytest.fixture(scope="session")
def oletools_python() -> str:
    """A Python that has oletools: not ours, since what comes with it is under the GPL."""
    return os.environ.get("REPORTER_OLETOOLS_PYTHON") or require_tool("python-with-oletools")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium's command."""
    return require_tool("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def validate() -> Callable[[Path], list[str]]:
    """Microsoft's validator as a function: file to its errors. A change is sound if it adds none."""
    validator = validator_from_environment() or require_tool("ooxml-validator")
    return lambda path: validation_errors(validator, path)


@pytest.fixture(scope="session")
def manifest_tool() -> str:
    """The command of Office's own tool for manifests of add-ins."""
    return os.environ.get("REPORTER_MANIFEST_TOOL") or require_tool("office-addin-manifest")
