"""The pictures show the demo's day, and of the sheet Reports what a person would filter for."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import pytest
from pages import ROOT

from reporter import demo

BODIES = {"TSAG", "TDAG"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures_build", ROOT / "docs" / "pictures" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo.run(tmp_path_factory.mktemp("demo")).workbook


def test_the_copy_for_reports_shows_the_chosen_columns_and_rows(
    script: ModuleType, workbook: Path, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    script.stage_sheet(workbook, tmp_path / "reports.xlsx", "Reports")
    sheet = load_workbook(tmp_path / "reports.xlsx")["Reports"]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    shown = [name for name, letter in columns.items() if not sheet.column_dimensions[letter].hidden]
    assert shown == list(script.COLUMNS["Reports"])
    rows = [row for row in range(2, sheet.max_row + 1) if not sheet.row_dimensions[row].hidden]
    assert 5 <= len(rows) <= 20
    assert {sheet[f"{columns['Recipient']}{row}"].value for row in rows} == BODIES
    due = [sheet[f"{columns['Due date']}{row}"].value for row in rows]
    assert all(isinstance(day, date | datetime) and day.year == demo.YEAR for day in due)


def test_every_sheet_that_people_see_has_its_picture_in_the_guide(script: ModuleType, workbook: Path) -> None:
    from openpyxl import load_workbook

    seen = [sheet.title for sheet in load_workbook(workbook) if sheet.sheet_state == "visible"]
    assert set(seen) == set(script.SHEETS)
    names = {title.lower().replace(" ", "-") for title in seen}
    assert names <= {picture.name for picture in script.PICTURES}
    guide = (ROOT / "docs" / "workbook.md").read_text(encoding="utf-8")
    assert not [name for name in names if f"(pictures/{name}.png)" not in guide]


def test_the_copy_for_a_sheet_prints_nothing_else(script: ModuleType, workbook: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    script.stage_sheet(workbook, tmp_path / "pivot.xlsx", "Pivot")
    assert [sheet.title for sheet in load_workbook(tmp_path / "pivot.xlsx") if sheet.sheet_state == "visible"] == [
        "Pivot"
    ]


@pytest.mark.parametrize("title", ["Reports", "Dashboard"])
def test_no_formula_of_the_copy_asks_for_today(script: ModuleType, workbook: Path, tmp_path: Path, title: str) -> None:
    from openpyxl import load_workbook

    script.stage_sheet(workbook, tmp_path / "copy.xlsx", title)
    texts = [str(cell.value) for row in load_workbook(tmp_path / "copy.xlsx")[title].iter_rows() for cell in row]
    assert not [text for text in texts if "TODAY()" in text]
    assert [text for text in texts if f"DATE({demo.DAY.year},{demo.DAY.month},{demo.DAY.day})" in text]
