"""The worked example of `docs/extraction.md` is what extraction does."""

from __future__ import annotations

import json
import re

from calibration import PAGE
from extraction_builders import TSB, part, resolution

from reporter.extraction import extract
from reporter.extraction.mentions import MentionFinder


def test_the_worked_example_is_true() -> None:
    page = PAGE.read_text(encoding="utf-8")
    clause = " ".join(re.sub(r"^> ", "", line) for line in re.findall(r"^> .*$", page, re.MULTILINE))
    made = resolution("WTSA", part(TSB, clause))

    masked = re.search(r"```text\n(.*?)\n```", page)
    assert masked
    found = MentionFinder(made).find(clause)
    assert found.masked.translate({0xE001: "█", 0xE002: "▒"}) == masked[1]

    shown = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert shown
    records = [one.to_record() for one in extract(made).obligations]
    expected = json.loads(shown[1])
    assert [{name: record[name] for name in one} for record, one in zip(records, expected, strict=True)] == expected
