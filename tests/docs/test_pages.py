"""The documentation hangs together: links lead somewhere, no page is out of reach, pictures are there and legible."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from pages import INDEX, PAGES, README, ROOT, anchors, links, named, pictures, target_of

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 200_000
NARROWEST = 900

every_page = pytest.mark.parametrize("page", PAGES, ids=named)
every_picture = pytest.mark.parametrize("picture", sorted(PICTURES.glob("*.png")), ids=named)


@every_page
def test_every_link_leads_to_a_file_that_is_there(page: Path) -> None:
    broken = [link for link in links(page) if not target_of(page, link).exists()]
    assert not broken


@every_page
def test_every_link_into_a_page_names_one_of_its_headings(page: Path) -> None:
    into = [(target_of(page, link), link.partition("#")[2]) for link in links(page) if "#" in link]
    broken = [anchor for target, anchor in into if target.suffix == ".md" and anchor not in anchors(target)]
    assert not broken


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, ahead = set(), [README]
    while ahead:
        page = ahead.pop()
        reached.add(page)
        next_ones = {target_of(page, link) for link in links(page)}
        ahead += [one for one in next_ones - reached if one.suffix == ".md" and one.is_file()]
    assert INDEX in reached
    assert not [named(page) for page in PAGES if page not in reached], "link it from docs/index.md"


@every_page
def test_every_picture_is_described_for_those_who_cannot_see_it(page: Path) -> None:
    assert all(len(description.split()) >= 4 for description, _ in pictures(page))


def test_the_readme_shows_the_workbook_and_a_draft_before_the_quick_start() -> None:
    shown = [Path(target).stem for _, target in pictures(README)]
    assert shown[:2] == ["reports", "draft-detail"]
    text = README.read_text(encoding="utf-8")
    assert text.index("draft-detail.png") < text.index("## Quick start")


def test_there_are_pictures() -> None:
    assert len(list(PICTURES.glob("*.png"))) >= 2


@every_picture
def test_every_picture_is_shown_on_some_page(picture: Path) -> None:
    shown = {target_of(page, target) for page in PAGES for _, target in pictures(page)}
    assert picture in shown


@every_picture
def test_a_picture_is_wide_enough_to_read_and_small_enough_to_load(picture: Path) -> None:
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    (width,) = struct.unpack(">I", content[16:20])
    assert width >= NARROWEST
    assert len(content) <= LARGEST


def test_every_picture_is_made_by_a_script() -> None:
    scripts = "".join(one.read_text(encoding="utf-8") for one in PICTURES.glob("*.py"))
    assert all(f'"{picture.stem}"' in scripts for picture in PICTURES.glob("*.png"))
