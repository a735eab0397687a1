"""The examples of docs/python.md run as they stand."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path
from typing import Any

import pytest
from pages import ROOT, blocks

import reporter

PAGE = ROOT / "docs" / "python.md"


def test_the_examples_run_and_give_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples" / "resolutions", tmp_path / "resolutions")
    monkeypatch.chdir(tmp_path)
    shared: dict[str, Any] = {}
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for number, block in enumerate(blocks(PAGE, "python"), 1):
        test = doctest.DocTestParser().get_doctest(block, shared, f"block {number}", str(PAGE), 0)
        assert test.examples, f"block {number} has no example"
        test.globs = shared
        runner.run(test, out=told.append, clear_globs=False)
    assert not runner.failures, "".join(told)
    assert runner.tries > len(reporter.__all__)


def test_the_page_shows_every_verb() -> None:
    examples = "".join(blocks(PAGE, "python"))
    assert [name for name in reporter.__all__ if f"reporter.{name}" not in examples] == []
