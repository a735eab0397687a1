"""How good extraction is on annotated texts: on those that rules were written for, and on those that nobody looked at."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from corpora import CORPUS, WRITING_RULES, obligations, tally

HELD_OUT = CORPUS / "heldout"
UNUSUAL = {
    "dev3": 0.92, "dev43": 0.92, "dev54": 0.92, "dev55": 0.9, "dev56": 0.9, "dev57": 0.8, "dev58": 0.95, "dev59": 0.95,
    "dev63": 0.8, "dev64": 0.96, "dev65": 0.96, "dev66": 0.95,
}  # fmt: skip
"""Texts with many or only unusual wordings or layouts, and the F1 that they keep: see the documentation."""


@pytest.mark.parametrize("name", [name for name in WRITING_RULES if name not in UNUSUAL])
def test_texts_that_rules_were_written_for(name: str, shared: Path) -> None:
    counts = tally(shared, CORPUS / name / "gold.json", CORPUS / name)
    assert counts.f1 >= 0.98
    assert counts.share("complete") >= 0.96


def test_texts_that_nobody_looked_at(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = tally(shared, HELD_OUT / "gold.json", HELD_OUT)
    with capsys.disabled():
        sys.stdout.write(
            f"\nheld out: P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}"
            f"  complete {counts.share('complete'):.3f}\n"
        )
    assert counts.f1 >= 0.98
    assert counts.share("complete") >= 0.98


@pytest.mark.parametrize(("name", "least"), UNUSUAL.items())
def test_texts_made_of_unusual_wordings(name: str, least: float, shared: Path) -> None:
    counts = tally(shared, CORPUS / name / "gold.json", CORPUS / name)
    assert counts.f1 >= least
    assert counts.share("complete") >= 0.86


def test_the_seeds_are_whole(shared: Path) -> None:
    counts = tally(shared, shared / "gold" / "seeds.json", shared / "resolutions")
    assert counts.f1 == 1.0
    assert counts.share("complete") == 1.0


@pytest.mark.parametrize("name", [*WRITING_RULES, "heldout"])
def test_every_record_points_at_its_words(name: str) -> None:
    for path in sorted((CORPUS / name).glob("*.txt")):
        document, records = obligations(path)
        assert all(document.text[one.source.start : one.source.end] == one.text for one in records)
        assert all(one.subject in one.text for one in records)


@pytest.mark.parametrize("name", WRITING_RULES)
def test_ids_are_unique_in_a_text(name: str) -> None:
    for path in sorted((CORPUS / name).glob("*.txt")):
        ids = [one.id for one in obligations(path)[1]]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", WRITING_RULES)
def test_every_annotated_clause_stands_in_its_text(name: str) -> None:
    for file, items in json.loads((CORPUS / name / "gold.json").read_text(encoding="utf-8")).items():
        words = " ".join((CORPUS / name / file).read_text(encoding="utf-8").split())
        assert all(" ".join(item["text"].split()) in words for item in items), file
