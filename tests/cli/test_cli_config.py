"""`reporter config`: what is set, where, and what for."""

from __future__ import annotations

import json


def test_every_setting_is_shown_with_its_value_and_origin(run, folder):
    (folder / "reporter.toml").write_text("horizon = 3\n", encoding="utf-8")
    told = run("config")
    assert told.code == 0
    assert "horizon" in told.out
    assert "reporter.toml, line 1" in told.out
    assert "reporter.toml: 1 setting of " in told.err
    records = {one["key"]: one for one in json.loads(run("config", "--format", "json").out)}
    assert records["horizon"]["value"] == "3"
    assert records["drafts.format"] == {
        "key": "drafts.format",
        "value": '"docx"',
        "origin": "default",
        "help": 'Kind of document; pdf needs LibreOffice. (one of "docx", "md", "html", "pdf")',
    }


def test_without_a_file_that_is_said(run):
    told = run("config")
    assert told.code == 0
    assert "no reporter.toml" in told.err


def test_the_settings_of_a_workbook_are_those_beside_it(run, folder):
    (folder / "2026").mkdir()
    (folder / "2026" / "reporter.toml").write_text("horizon = 3\n", encoding="utf-8")
    assert "line 1" not in run("config").out
    assert "line 1" in run("config", "2026/obligations.xlsx").out
    assert "line 1" in run("config", "2026").out


def test_all_faults_are_told_at_once(run, folder):
    (folder / "reporter.toml").write_text('horizn = 3\n[drafts]\nformat = "rtf"\n', encoding="utf-8")
    told = run("config")
    assert told.code == 2
    assert [line.partition(": ")[2].partition(":")[0] for line in told.errors] == [
        "reporter.toml, line 1, horizn",
        "reporter.toml, line 3, drafts.format",
    ]


def test_init_writes_a_file_that_sets_nothing_and_never_over_one(run, folder):
    told = run("config", "--init")
    assert told.code == 0
    text = (folder / "reporter.toml").read_text(encoding="utf-8")
    assert "0 settings of" in run("config").err
    again = run("config", "--init")
    assert again.code == 2
    assert "settings are there already" in again.errors[0]
    assert (folder / "reporter.toml").read_text(encoding="utf-8") == text


def test_a_fault_in_the_settings_is_one_line(run, folder):
    (folder / "reporter.toml").write_text("horizon 3\n", encoding="utf-8")
    told = run("config")
    assert told.code == 2
    assert told.err.startswith("reporter: reporter.toml, line 1: this is no TOML: ")
