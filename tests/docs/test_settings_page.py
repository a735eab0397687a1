"""The page on settings: its list is that of the declaration, and its example can be used as it stands."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from pages import ROOT, blocks

from reporter.settings import FILE_NAME, read_settings
from reporter.vocabulary.organisations import bodies_of, with_organisations

PAGE = ROOT / "docs" / "settings.md"


def test_the_list_of_settings_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("settings_page", ROOT / "docs" / "settings_page.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = PAGE.read_text(encoding="utf-8")
    assert script.renewed(page) == page, "run: python docs/settings_page.py"


def test_the_example_has_no_fault(tmp_path: Path) -> None:
    example, _ = blocks(PAGE, "toml")
    path = tmp_path / FILE_NAME
    path.write_text(example, encoding="utf-8")
    found = read_settings(path)
    assert found.faults == ()
    assert {"sources", "horizon", "meetings", "parts.by"} <= set(found.given)


def test_the_organisation_that_the_page_shows_can_be_used_as_it_stands(tmp_path: Path) -> None:
    _, example = blocks(PAGE, "toml")
    path = tmp_path / "our-bodies.toml"
    path.write_text(example, encoding="utf-8")
    assert bodies_of([path]) == ("Archive Board",)
    with with_organisations([path]) as names:
        for form in ("Archive Board of the Agency", "ARB", "Executive Head"):
            found = names.lookup(form)
            assert found
            assert found.names[0] in ("Archive Board", "Director General")
