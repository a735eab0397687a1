"""The same input and the same day give the same bytes: in another process, another folder, with another hash seed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_demos_are_the_same_byte_for_byte(process, folder):
    for name, seed in (("one", "1"), ("another", "4242")):
        assert process("demo", "--output", name, env={"PYTHONHASHSEED": seed, "TZ": f"UTC+{len(name)}"}).code == 0
    first = digests(folder / "one")
    assert {"obligations.xlsx", "TSAG-2026-implementation-report.docx"} <= set(first)
    assert digests(folder / "another") == first


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_two_extractions_print_the_same(process, texts, form):
    runs = [process("extract", "resolutions", "--format", form, env={"PYTHONHASHSEED": seed}) for seed in ("1", "4242")]
    assert runs[0].out
    assert runs[0] == runs[1]


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_two_drafts_are_the_same_byte_for_byte(process, register, folder, form):
    for name, seed in (("one", "1"), ("another", "4242")):
        arguments = ("--to", "all", "--year", "2026", "--today", "2026-11-20", "--format", form, "-o", name)
        assert process("draft", "obligations.xlsx", *arguments, env={"PYTHONHASHSEED": seed}).code == 0
    assert len(digests(folder / "one")) >= 3
    assert digests(folder / "one") == digests(folder / "another")


def test_the_order_in_which_sources_are_named_changes_no_bytes_of_the_second_sync(run, texts, folder):
    first, last = "resolutions/wtsa-res-134-2024.txt", "resolutions/wtsa-res-137-2024.docx"
    run("sync", "a.xlsx", first, last, "--year", "2026", "--today", "2026-11-20")
    before = (folder / "a.xlsx").read_bytes()
    assert "nothing changed" in run("sync", "a.xlsx", last, first, "--year", "2026", "--today", "2026-11-20").err
    assert (folder / "a.xlsx").read_bytes() == before
