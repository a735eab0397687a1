"""The example notebook runs in the demo's folder, and shows what it says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from notebooks import code_cells, kept, load, run
from pages import ROOT

from reporter import demo

NOTEBOOK = ROOT / "examples" / "analysis.ipynb"


def test_the_notebook_runs_and_shows_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    demo.run(tmp_path / "demo", today=date(2026, 11, 20))
    monkeypatch.chdir(tmp_path / "demo")
    shutil.copy(NOTEBOOK, tmp_path)
    notebook = load(NOTEBOOK)
    for cell, shown in zip(code_cells(notebook), run(notebook), strict=True):
        assert shown, "a cell shows nothing"
        assert shown.split() == kept(cell).split(), "".join(cell["source"])
    assert {path.name for path in Path().iterdir()} >= {"load.xlsx", "load.html"}
