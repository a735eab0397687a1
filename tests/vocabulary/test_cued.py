"""Patterns that look for a word first find what they would find without."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import reporter.extraction
from reporter.resources import bundled
from reporter.vocabulary.cued import Cued, cued
from reporter.vocabulary.forms import lowered


@pytest.mark.parametrize(
    ("pattern", "cues"),
    [
        ("report(?:s|ing)?", (("report",),)),
        (r"(?<![\w-])(?:submit(?:s|ted)?|transmits?)(?![\w-])", (("submit", "transmit"),)),
        (r"in\s+(?:close\s+)?(?:cooperation|consultation)\s+with", (("nsultation", "operation"), ("with",))),
        ("(?:reports?|reporting)(?= to)", (("report",),)),
        ("(?:report|)s?", ()),
        ("(?:report)?", ()),
        ("(?:report){0,3}by", ()),
        ("(?i:report)", ()),
        ("(?<=report)", ()),
        ("[a-z]+ly", ()),
        ("(?:by|annually)", ()),
    ],
)
def test_cues_are_read_off_the_pattern(pattern: str, cues: tuple[tuple[str, ...], ...]) -> None:
    assert cued(pattern).cues == cues


def test_a_stretch_is_searched_like_a_text() -> None:
    pattern = cued("reports? to")
    text = "to report to the Council and report to TSAG"
    assert [match.start() for match in pattern.finditer(text, 5)] == [29]
    assert pattern.search(text, 0, 8) is None
    assert pattern.sub(lambda match: "-" * len(match[0]), "no such word") == "no such word"


def test_nothing_is_missed_in_the_examples() -> None:
    words = (path.read_text(encoding="utf-8") for path in sorted(bundled("examples").rglob("*.txt")))
    paragraphs = [paragraph for text in words for paragraph in text.splitlines()]
    for pattern in _patterns():
        for text in (one for paragraph in paragraphs for one in (paragraph, lowered(paragraph))):
            expected = [match.span() for match in pattern.pattern.finditer(text)]
            assert [match.span() for match in pattern.finditer(text)] == expected, pattern.pattern.pattern


def _patterns() -> list[Cued]:
    modules = (
        importlib.import_module(f"reporter.extraction.{one.name}")
        for one in pkgutil.iter_modules(reporter.extraction.__path__)
    )
    return [value for module in modules for value in vars(module).values() if isinstance(value, Cued)]
