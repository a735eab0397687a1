"""The manual of templates tells of every name there is, and of none that is not."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from reporter.drafting.filters import common_filters, filters_reference
from reporter.drafting.names import CONTEXT_CLASSES
from reporter.drafting.reference import renewed
from reporter.drafting.settings import shipped, words_of

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "templates.md"


def test_the_reference_is_fresh() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    assert renewed(text) == text, "run python -m reporter.drafting.reference docs/templates.md"


@pytest.mark.parametrize("one", CONTEXT_CLASSES, ids=lambda one: one.__name__)
def test_every_name_is_there(one: type) -> None:
    text = MANUAL.read_text(encoding="utf-8")
    for field in fields(one):
        assert re.search(rf"^\| `{field.name}` \| [\w ]+ \| \S", text, re.MULTILINE), field.name


def test_every_filter_is_there() -> None:
    assert set(filters_reference()) == {*common_filters(words_of("en")), "links", "picture", "region"}


def test_every_shipped_template_and_style_it_names_exists() -> None:
    from docx import Document

    folder = shipped().folder / "en"
    named = re.findall(r"`([a-z-]+\.docx)`", MANUAL.read_text(encoding="utf-8"))
    assert {name for name in named if (folder / name).is_file()} == {
        entry.files["docx"] for entry in shipped().templates.values()
    }
    sentence = MANUAL.read_text(encoding="utf-8").partition("is a Word style:")[2].partition("Change a style once")[0]
    styles = {style.name for style in Document(str(folder / "plain.docx")).styles}
    assert set(re.findall(r"`([^`]+)`", sentence)) <= styles


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2026, 5, 25), date(2026, 5, 29), "25–29 May 2026"),
        (date(2026, 4, 28), date(2026, 5, 8), "28 April – 8 May 2026"),
        (date(2026, 12, 28), date(2027, 1, 8), "28 December 2026 – 8 January 2027"),
        (date(2026, 5, 25), date(2026, 5, 25), "25 May 2026"),
        (date(2026, 5, 25), None, "25 May 2026"),
    ],
)
def test_spans_say_nothing_twice(start: date, end: date | None, shown: str) -> None:
    assert common_filters(words_of("en"))["dates"](start, end) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "no reports"), (1, "1 report"), (2, "2 reports"), (12345, "12,345 reports")]
)
def test_numbers_come_with_the_right_form_of_the_word(number: int, shown: str) -> None:
    assert common_filters(words_of("en"))["counted"](number, "report", "reports") == shown


@pytest.mark.parametrize(
    ("names", "shown"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_joined_as_in_a_sentence(names: list[str], shown: str) -> None:
    assert common_filters(words_of("en"))["names"](names) == shown
