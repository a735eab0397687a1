"""The annotated texts, what is extracted from them, and how the two compare."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from reporter.extraction import extract
from reporter.model import Document, Obligation
from reporter.parsing import parse
from reporter.reading import read

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
WRITING_RULES = tuple(
    sorted(path.name for path in CORPUS.iterdir() if (path / "gold.json").exists() and path.name.startswith("dev"))
)
"""Corpora that rules may be written for; `heldout` is only ever counted."""

FIELDS = ("responsible", "recipients", "frequency")

Gold = Mapping[str, Any]


@cache
def scorer(shared: Path) -> ModuleType:
    """The scorer that everybody uses, `tools/score.py`, as a module."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their own module up
    spec.loader.exec_module(module)
    return module


@cache
def obligations(path: Path) -> tuple[Document, tuple[Obligation, ...]]:
    """A text as read and every obligation in it."""
    document = read(path)
    return document, tuple(one for resolution in parse(document) for one in extract(resolution).obligations)


@dataclass(frozen=True)
class Judged:
    """An obligation with the gold item it answers.

    Attributes:
        record: What was extracted.
        gold: The item; None where there is none.
        wrong: The fields in which they differ; the clause itself where there is no item.
    """

    record: Obligation
    gold: Gold | None
    wrong: tuple[str, ...]


def judged(shared: Path, gold: Path, folder: Path) -> Iterator[Judged]:
    """Every record of a corpus against its gold, as the scorer pairs them; optional items are left out."""
    score = scorer(shared)
    for name, items in json.loads(gold.read_text(encoding="utf-8")).items():
        left = list(items)
        for record in obligations(folder / name)[1]:
            best = max(left, key=lambda item: score.overlap(record.text, item["text"]), default=None)
            if best is None or score.overlap(record.text, best["text"]) < 0.6:
                yield Judged(record, None, ("clause",))
                continue
            left.remove(best)
            if not best.get("optional"):
                as_record = record.to_record()
                yield Judged(record, best, tuple(one for one in FIELDS if not score.same(one, as_record[one], best)))


def tally(shared: Path, gold: Path, folder: Path) -> Any:
    """The scorer's counts over a corpus: `precision`, `recall`, `f1`, `share("complete")`."""
    counts = scorer(shared).Tally()
    for items in json.loads(gold.read_text(encoding="utf-8")).values():
        counts.gold += sum(not item.get("optional") for item in items)
    for one in judged(shared, gold, folder):
        if one.gold is None:
            counts.wrong += 1
            continue
        counts.found += 1
        for name in FIELDS:
            counts.right[name] += name not in one.wrong
        counts.right["complete"] += not one.wrong
    return counts
