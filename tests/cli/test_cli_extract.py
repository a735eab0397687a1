"""`reporter extract`: the published record, in each form, on the screen and in a file."""

from __future__ import annotations

import csv
import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

FIELDS = [
    *("id", "resolution", "clause", "text", "responsible", "recipients", "frequency", "due_event", "due_date"),
    *("subject", "force", "conditional", "source", "confidence", "notes"),
]
RESOLUTION = ["body", "number", "title", "place", "year", "revision"]
SOURCE = ["file", "start", "end"]
FREQUENCIES = {
    *("monthly", "quarterly", "semiannual", "annual", "biennial", "triennial", "quadrennial", "each-meeting"),
    *("periodic", "once", "unspecified"),
}


def test_the_gold_of_the_real_texts_is_met_in_full(shared):
    """The scorer of the published record, run as anyone would run it."""
    command = shlex.join([sys.executable, "-m", "reporter", "extract", "{file}", "--format", "json"])
    arguments = [shared / "gold/seeds.json", shared / "resolutions", "--run", command, "--at-least", "1.0", "--verbose"]
    done = subprocess.run(
        [sys.executable, shared / "tools/score.py", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_json_is_one_array_of_records_with_the_published_keys_in_their_order(run, shared):
    records = json.loads(run("extract", shared / "resolutions", "--format", "json").out)
    assert len(records) >= 11
    for record in records:
        assert list(record) == FIELDS
        assert list(record["resolution"]) == RESOLUTION
        assert list(record["source"]) == SOURCE
        assert record["frequency"] in FREQUENCIES
        assert 0 <= record["confidence"] <= 1
        assert all(isinstance(record[name], list) for name in ("responsible", "recipients", "notes"))


def test_the_source_of_a_record_leads_to_its_words_in_the_file(run, texts):
    for record in json.loads(run("extract", "resolutions/wtsa-res-134-2024.txt", "--format", "json").out):
        source = record["source"]
        assert source["file"] == "resolutions/wtsa-res-134-2024.txt"
        text = Path(source["file"]).read_text(encoding="utf-8")
        assert text[source["start"] : source["end"]] == record["text"]


def test_letters_outside_ascii_are_printed_as_they_are_in_utf_8(process, shared):
    out = process("extract", shared / "resolutions/wtsa-res-18-2024.txt", "--format", "json").out
    assert "\\u" not in out
    assert json.loads(out)


def test_json_lines_hold_the_same_records_one_a_line(run, texts):
    array = json.loads(run("extract", texts, "--format", "json").out)
    lines = run("extract", texts, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == array


def test_csv_holds_the_same_records_flat(run, texts):
    array = json.loads(run("extract", texts, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(run("extract", texts, "--format", "csv").out)))
    assert [row["id"] for row in rows] == [record["id"] for record in array]
    for row, record in zip(rows, array, strict=True):
        assert row["resolution.title"] == record["resolution"]["title"]
        assert row["responsible"] == "; ".join(record["responsible"])
        assert row["source.start"] == str(record["source"]["start"])
        assert row["due_date"] == (record["due_date"] or "")


def test_a_text_that_a_spreadsheet_would_compute_is_made_harmless_in_csv(run, folder):
    told = "=HYPERLINK(1) to report annually to the Council on progress;"
    (folder / "r.txt").write_text(
        f"RESOLUTION 9 (Geneva, 2022)\nTitle\nThe World Telecommunication Standardization Assembly (Geneva, 2022),\n"
        f"instructs the Director of TSB\n1\t{told}\n2\tto report annually to TSAG on progress.\n",
        encoding="utf-8",
    )
    rows = list(csv.DictReader(io.StringIO(run("extract", "r.txt", "--format", "csv").out)))
    assert rows
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "@"))]


@pytest.mark.parametrize(
    ("name", "form"), [("a.json", "json"), ("a.JSONL", "jsonl"), ("a.csv", "csv"), ("a.txt", "table")]
)
def test_the_name_of_the_file_tells_the_form_unless_another_is_asked_for(run, texts, folder, name, form):
    shown = run("extract", texts, "--format", form).out
    ran = run("extract", texts, "-o", name)
    assert ran.out == ""
    assert (folder / name).read_text(encoding="utf-8-sig") == shown
    run("extract", texts, "-o", name, "--format", "json")
    assert json.loads((folder / name).read_text(encoding="utf-8"))


def test_a_csv_file_says_that_it_is_utf_8_for_excel_would_not_guess_it(run, texts, folder):
    run("extract", texts, "-o", "a.csv")
    assert (folder / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_a_text_without_duties_gives_an_empty_array(run, folder):
    (folder / "r.txt").write_text("RESOLUTION 9 (Geneva, 2022)\nTitle\nThe Council,\nresolves\n1 to be brief.\n")
    ran = run("extract", "r.txt", "--format", "json")
    assert (ran.code, json.loads(ran.out)) == (0, [])
    assert "0 duties to report" in ran.err


def test_one_bad_file_among_good_ones_is_named_and_the_others_go_through(run, texts, folder):
    good = json.loads(run("extract", texts, "--format", "json").out)
    (texts / "torn.docx").write_bytes(b"PK\x03\x04torn")
    ran = run("extract", texts, "--format", "json")
    assert ran.code == 2
    assert len(ran.errors) == 1
    assert "resolutions/torn.docx" in ran.errors[0]
    assert json.loads(ran.out) == good


def test_quiet_leaves_only_the_data(run, texts):
    loud, quiet = run("extract", texts, "--format", "json"), run("extract", texts, "--format", "json", "--quiet")
    assert quiet.out == loud.out
    assert (loud.err != "", quiet.err) == (True, "")


def test_in_a_pipe_each_duty_is_one_line_with_nothing_cut_off(run, texts):
    records = json.loads(run("extract", texts, "--format", "json").out)
    header, *lines = run("extract", texts).out.splitlines()
    assert header.split()[:2] == ["Resolution", "Clause"]
    assert len(lines) == len(records)
    for line, record in zip(lines, records, strict=True):
        assert line.endswith(" ".join(record["subject"].split()))
        assert ", ".join(record["responsible"]) in line


@pytest.mark.parametrize("columns", [60, 80, 100, 130, 200])
def test_on_a_screen_no_line_is_longer_than_it_and_no_word_is_broken(run, texts, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    records = json.loads(run("extract", texts, "--format", "json").out)
    shown = run("extract", texts).out
    assert max(map(len, shown.splitlines())) <= columns
    words = set(shown.replace(",", " ").split())
    for record in records:
        expected = " ".join([*record["responsible"], *record["recipients"], record["frequency"], record["subject"]])
        assert set(expected.replace(",", " ").split()) <= words


CUT = """4. Encourages Member States to share data;
5. Requests the Secretary-General to report to the General Assembly at its eightieth session;

RESOLUTION 7 (Kigali, 2022)
Title of the text
instructs the Director of BDT
1 to report annually to TDAG.
"""


@pytest.mark.parametrize(
    "command", [["extract"], ["sync", "w.xlsx"], ["review", "-o", "r.html"]], ids=lambda one: one[0]
)
@pytest.mark.parametrize("how", [[], ["--quiet"]], ids=["", "quiet"])
def test_a_file_that_begins_in_the_middle_of_a_resolution_is_a_problem_found(run, folder, command, how):
    """The rest goes through; what asks for something and was not read is told, also to who wants to hear no more."""
    (folder / "cut.txt").write_text(CUT, encoding="utf-8")
    done = run(*command, *how, "cut.txt")
    assert done.code == 1
    assert len(list(folder.iterdir())) > 1 or "TDAG" in done.out
    [told] = [line for line in done.err.splitlines() if line.startswith("warning: ")]
    assert told.startswith("warning: cut.txt: 2 operative paragraphs before the first header were not read")
    assert '"4. Encourages Member States to share data;"' in told
    assert told.endswith("type the header of their resolution above them")


def test_explain_shows_each_paragraph_that_has_no_header(run, folder):
    (folder / "cut.txt").write_text(CUT, encoding="utf-8")
    err = run("extract", "cut.txt", "--explain").err
    assert "not read: cut.txt, before the first header\n  5. Requests the Secretary-General to report" in err


def test_explain_tells_of_footnotes_that_bind(run, folder):
    note = "TSAG.[footnoteRef:2] [2: 1 TSAG shall report to the Council.] "
    text = f"RESOLUTION 18 (New Delhi, 2024)\n\nBridges\n\ninstructs the Director of TSB\n\n1 to report to {note}\n"
    (folder / "noted.txt").write_text(text, encoding="utf-8")
    told = "\n  footnotes that say what somebody shall do, not read as clauses: 1\n"
    assert told in run("extract", "noted.txt", "--explain").err
    assert told not in run("extract", "noted.txt").err


def test_nothing_is_told_of_a_foreword(run, folder):
    (folder / "whole.txt").write_text("Foreword.\n\n" + CUT.split("\n\n")[1], encoding="utf-8")
    assert "warning" not in run("extract", "whole.txt").err


def test_files_that_the_program_wrote_itself_are_passed_over_and_that_is_told(run, register, folder):
    """Drafts and the review page often lie in the folder of the texts: what they quote would count twice."""
    run("review", "resolutions", "-o", "resolutions/review.html")
    for form in ("docx", "html"):
        run("draft", "obligations.xlsx", "--to", "TSAG", "--year", "2026", "-o", "resolutions", "--format", form)
    before = json.loads(run("extract", *sorted(Path("resolutions").glob("*-res-*")), "--format", "json").out)
    ran = run("extract", "resolutions", "--format", "json")
    assert ran.code == 0
    assert {one["id"] for one in json.loads(ran.out)} >= {one["id"] for one in before}
    assert not [
        one
        for one in json.loads(ran.out)
        if "-res-" not in one["source"]["file"] and "-dec-" not in one["source"]["file"]
    ]
    assert [line for line in ran.err.splitlines() if "passed over" in line] == [
        "note: resolutions/review.html: passed over; it is a page that reporter wrote, not a resolution",
        "note: resolutions/TSAG-2026-implementation-report.docx: passed over; "
        "it is a draft that reporter wrote, not a resolution",
        "note: resolutions/TSAG-2026-implementation-report.html: passed over; "
        "it is a page that reporter wrote, not a resolution",
    ]


def test_a_file_without_text_is_told_of(run, folder):
    from docx import Document

    Document().save(folder / "empty.docx")
    ran = run("extract", "empty.docx")
    assert ran.code == 2
    assert "empty.docx: no resolution was recognised in it, as it holds no text. Save or download it again" in ran.err


LETTER = "Dear colleague,\n\nthank you for the flowers.\n"

READERS = [["extract"], ["extract", "--format", "json", "-o", "a.json"], ["sync", "w.xlsx"], ["review", "-o", "r.html"]]


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_a_letter_among_resolutions_does_no_harm(run, texts, folder, command):
    (texts / "letter.txt").write_text(LETTER, encoding="utf-8")
    ran = run(*command, "resolutions")
    assert ran.code == 0
    assert not ran.errors
    assert "note: resolutions/letter.txt: no resolution was recognised in it" in ran.err


@pytest.mark.parametrize("how", [[], ["--quiet"]], ids=["", "quiet"])
@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_where_no_source_holds_a_resolution_nothing_was_done(run, folder, command, how):
    (folder / "letters").mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / "letters" / name).write_text(LETTER, encoding="utf-8")
    ran = run(*command, *how, "letters")
    assert ran.code == 2
    [told] = ran.errors
    assert "no resolution was found" in told
    assert told.endswith("Name the folder the texts lie in")
    assert ("note: letters/b.txt: no resolution was recognised in it" in ran.err) is (not how)
    assert ran.out == ""
    assert [one.name for one in folder.iterdir()] == ["letters"]


@pytest.mark.parametrize("command", ["extract", "review"])
def test_the_sources_that_hold_no_resolution_are_named(run, folder, command):
    names = [f"{number}.txt" for number in range(1, 6)]
    for name in names:
        (folder / name).write_text(LETTER, encoding="utf-8")
    assert run(command, *names[:2]).errors[0].startswith("reporter: 1.txt, 2.txt: no resolution was found")
    assert run(command, *names).errors[0].startswith("reporter: 1.txt, 2.txt, 3.txt, …: no resolution was found")
    (folder / "reporter.toml").write_text('sources = ["1.txt"]', encoding="utf-8")
    assert run(command).errors[0].startswith("reporter: the sources in reporter.toml: no resolution was found")


def test_a_resolution_in_two_files_is_told_of(run, texts):
    (texts / "copy.txt").write_bytes((texts / "wtsa-res-134-2024.txt").read_bytes())
    ran = run("extract", "resolutions")
    told = "note: resolutions/wtsa-res-134-2024.txt: WTSA-134-2024 stands in resolutions/copy.txt too; a sync reads it once"
    assert [line for line in ran.err.splitlines() if "stands in" in line] == [told]
