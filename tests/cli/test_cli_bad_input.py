"""Bad input: one sentence on stderr that names the file and the next step, exit code 2, nothing written."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from reporter import api
from reporter.model import UsageError

PDF_WITHOUT_TEXT = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@pytest.fixture
def bad(register: Path, folder: Path) -> Path:
    """A folder of files that cannot be what a command asks for, beside a register and texts in good order."""
    text, word = folder / "resolutions/wtsa-res-134-2024.txt", folder / "resolutions/wtsa-res-137-2024.docx"
    shutil.copy(text, folder / "r.txt")
    (folder / "empty").mkdir()
    (folder / "pictures/of").mkdir(parents=True)
    for name in ("a.jpg", "b.JPG", "of/c.png"):
        (folder / "pictures" / name).write_bytes(b"picture")
    (folder / "folders/in").mkdir(parents=True)
    (folder / "only.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "torn.docx").write_bytes(word.read_bytes()[:3000])
    (folder / "torn.xlsx").write_bytes(register.read_bytes()[:3000])
    (folder / "nothing.txt").write_bytes(b"")
    (folder / "scan.pdf").write_bytes(PDF_WITHOUT_TEXT)
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7\ntorn")
    for suffix in ("xlsx", "docx", "pdf"):
        (folder / f"letter.{suffix}").write_text("Dear all")
    shutil.copy(register, folder / "workbook.docx")
    shutil.copy(register, folder / "open.xlsx")
    (folder / "~$open.xlsx").touch()
    return folder


SOURCES = {
    "missing.txt": "no such file",
    "only.png": ".png",
    "old.doc": "Save it as .docx",
    "torn.docx": "damaged",
    "torn.pdf": "torn.pdf",
    "scan.pdf": "scan.pdf",
    "nothing.txt": "empty",
    "letter.docx": "is not a Word file, whatever its name says. Open it in Word and save it as .docx, or name it .txt",
    "letter.pdf": "is not a PDF, whatever its name says. Download it again, or name it .txt",
    "workbook.docx": "Excel workbook",
    "open.xlsx": "Excel workbook",
    "empty": "no file in this folder can be read (.docx, .docm, .txt, .html, .htm, .xhtml, .pdf): it is empty. Name",
    "folders": "it holds no file of any kind",
    "pictures": "only 3 files of kinds that are not read: .jpg, .png. Name the folder the texts lie in",
    "pictures/of": "only 1 file of a kind that is not read: .png",
    "pictures/*.jpg": "only 1 file of a kind that is not read: .jpg",
    "empty/*.txt": "nothing matches",
    "r.tx": "Did you mean r.txt?",
}

REGISTERS = {
    "missing.xlsx": "no such file",
    "torn.xlsx": "damaged",
    "letter.xlsx": "not an Excel workbook",
    "r.txt": "not an Excel workbook",
    "old.doc": "old.doc",
    "empty": "folder",
}

OUTPUTS = {
    "no/folder/a.json": "its folder does not exist. Make the folder first, or name another file",
    "empty": "directory",
    "a.xlsx": "A workbook is made and kept by: reporter sync a.xlsx",
    "r.txt": "would be overwritten",
}

ARGUMENTS = [
    ("status obligations.xlsx --to TSGA", 'Did you mean "TSAG"?'),
    ("status obligations.xlsx --to Nobody", "Reports go to CWG-FHR, Council"),
    ("status obligations.xlsx --year 2099", "Some are in 2026, 2027"),
    ("status obligations.xlsx --to TSAG --year 2099", "no report to TSAG is due in 2099"),
    ("status obligations.xlsx --year 26", "Write it as 2026"),
    ("status obligations.xlsx --today yesterday", "Write it as 2026-11-20"),
    ("status obligations.xlsx --format xml", "'table', 'json'"),
    ("status", "missing argument"),
    ("draft obligations.xlsx --to Nobody --year 2026", "obligations.xlsx"),
    ("draft obligations.xlsx --to RAG,TSAG --year 2026", "Name each by itself: --to RAG --to TSAG. Bodies that"),
    ("draft obligations.xlsx --to TSAG --year 2099", "2026"),
    ("draft obligations.xlsx --to all --year 2099", "Name another --year"),
    ("draft obligations.xlsx --to TSAG", "--year"),
    ("draft obligations.xlsx --to TSAG --year 2026 -o r.txt", "r.txt"),
    ("draft obligations.xlsx --to TSAG --year 2026 -o r.txt/below", "Name another --output"),
    ("draft obligations.xlsx --to TSAG --year 2026 --template missing.docx", "missing.docx"),
    ("draft obligations.xlsx --to TSAG --year 2026 --template torn.docx", "torn.docx"),
    ("sync open.xlsx r.txt", "Close it in Excel"),
    ("sync no/folder/new.xlsx r.txt", "its folder does not exist. Make the folder first, or name another file"),
    (
        "meetings export obligations.xlsx -o no/folder/a.ics",
        "its folder does not exist. Make the folder first, or name another file",
    ),
    ("sync new.docx r.txt", 'cannot end in ".docx". Name it new.xlsx'),
    ("sync new r.txt", "cannot have a name without a suffix. Name it new.xlsx"),
    (
        "extract r.txt -o out",
        "a name without a suffix does not tell the form. Let it end in .json, .jsonl, .csv or .txt",
    ),
    ("pivot obligations.xlsx -r Status -o out", "a name without a suffix does not tell the form. Let it end in .xlsx"),
    ("sync new.xlsx r.txt --year 20261", "Write it as 2026"),
    ("sync new.xlsx r.txt --template missing.xlsx", "missing.xlsx"),
    ("sync new.xlsx r.txt --template torn.xlsx", "torn.xlsx"),
    ("sync obligations.xlsx", "no texts are named"),
    ("sync obligations.xlsx missing.txt", "missing.txt"),
    ("sync new.xlsx letter.xlsx", "letter.xlsx"),
    ("extract", "no texts are named"),
    ("extract r.txt --format yaml", "'table', 'json', 'jsonl', 'csv'"),
    ("demo --output r.txt", "r.txt"),
    ("demo --output r.txt/below", "Name another --output"),
    ("demo --today 2026-13-01", "Write it as 2026-11-20"),
]


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() if path.is_file() else b"/" for path in folder.rglob("*")}


def refused(run, folder: Path, arguments: list[str]) -> str:
    """The one sentence with which these arguments are refused."""
    before = contents(folder)
    ran = run(*arguments)
    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.errors == [ran.err.strip()], "one line, and nothing else on stderr"
    assert "Traceback" not in ran.err
    assert contents(folder) == before, "nothing is written"
    return ran.errors[0]


@pytest.mark.parametrize(("source", "expected"), SOURCES.items())
def test_a_source_that_cannot_be_read(run, bad, source, expected):
    told = refused(run, bad, ["extract", source])
    assert told.startswith(f"reporter: {source}: ")
    assert expected in told


@pytest.mark.parametrize("source", [name for name in SOURCES if name != "r.tx"])
def test_and_the_other_sources_go_through(run, bad, source):
    ran = run("extract", "r.txt", source, "--format", "jsonl")
    assert ran.code == 2
    assert len(ran.errors) == 1
    assert len(ran.out.splitlines()) == len(run("extract", "r.txt", "--format", "jsonl").out.splitlines()) > 0


COMMANDS = ["check {}", "status {}", "draft {} --to TSAG --year 2026", "sync {} r.txt"]


@pytest.mark.parametrize(
    ("command", "name"),
    # A workbook that is missing is no fault for `sync`, which makes it.
    [
        (command, name)
        for command in COMMANDS
        for name in REGISTERS
        if not (command[:4] == "sync" and "missing" in name)
    ],
)
def test_a_workbook_that_is_none(run, bad, command, name):
    told = refused(run, bad, command.format(name).split())
    assert told.startswith(f"reporter: {name}: ")
    assert REGISTERS[name] in told


@pytest.mark.parametrize("command", COMMANDS)
def test_a_workbook_that_another_program_made(run, bad, shared, command):
    shutil.copy(shared / "workbooks-real/charts.xlsx", bad / "theirs.xlsx")
    assert refused(run, bad, command.format("theirs.xlsx").split()).startswith("reporter: theirs.xlsx: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_workbook_with_a_password(run, bad, shared, command):
    shutil.copy(shared / "workbooks-real/openxlsx2_example_pass.xlsx", bad / "secret.xlsx")
    told = refused(run, bad, command.format("secret.xlsx").split())
    assert re.search(r"secret\.xlsx: .*encrypted.*Remove the password", told)


def test_a_text_with_a_password(run, bad, shared):
    shutil.copy(shared / "workbooks-real/openxlsx2_example_pass.xlsx", bad / "secret.docx")
    assert "password" in refused(run, bad, ["extract", "secret.docx"])


@pytest.mark.parametrize(("output", "expected"), OUTPUTS.items())
def test_an_output_that_cannot_be_written(run, bad, output, expected):
    told = refused(run, bad, ["extract", "r.txt", "-o", output])
    assert output in told
    assert expected in told


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_an_output_in_a_folder_that_nobody_may_write_to(run, bad):
    (bad / "empty").chmod(0o500)
    assert "empty/a.json" in refused(run, bad, ["extract", "r.txt", "-o", "empty/a.json"])


def test_whether_a_workbook_may_be_read_is_found_out_by_reading_it(run, bad, monkeypatch):
    """What a share says of its permissions is not always so, and a refusal should name the file, not an argument."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert run("status", "obligations.xlsx").code == 0


@pytest.mark.parametrize(("line", "expected"), ARGUMENTS, ids=[line for line, _ in ARGUMENTS])
def test_what_was_asked_for_makes_no_sense(run, bad, line, expected):
    assert expected in refused(run, bad, line.split())


EMPTY_NAMES = [
    ["extract", ""],
    ["extract", "r.txt", ""],
    ["extract", " "],
    ["sync", "new.xlsx", ""],
    ["sync", "", "r.txt"],
    ["review", "", "-o", "review.html"],
    ["review", "r.txt", "-o", ""],
    ["extract", "r.txt", "-o", ""],
    ["extract", "r.txt", "--format", "json", "-o", ""],
    ["status", ""],
    ["draft", "obligations.xlsx", "--to", "TSAG", "--year", "2026", "-o", ""],
    ["split", "obligations.xlsx", "--by", "Owner", "-o", ""],
    ["merge", "obligations.xlsx", ""],
    ["pivot", "obligations.xlsx", "-r", "Status", "-o", ""],
    ["template", "copy", "council", ""],
    ["demo", "-o", ""],
    ["serve", ""],
]


@pytest.mark.parametrize("arguments", EMPTY_NAMES, ids=" ".join)
def test_an_empty_name_is_refused_and_not_taken_for_the_current_folder(run, bad, arguments):
    """A variable of a script that nobody set: `reporter sync all.xlsx "$TEXTS"`."""
    told = refused(run, bad, arguments)
    assert re.search(r'is empty\. Name a file.*\("\." is the current.*or check the variable that it comes from', told)


def test_an_empty_name_is_refused_in_a_script_of_python_too(bad):
    for sources in ("", [""], ["r.txt", ""]):
        with pytest.raises(UsageError, match="the name of a source is empty"):
            api.extract(sources)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_that_takes_no_more_is_named(run, bad):
    told = refused(run, bad, ["extract", "r.txt", "--format", "json", "-o", "/dev/full"])
    assert told == "reporter: /dev/full: the disk is full. Make room and run again"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("РЕЗОЛЮЦИЯ 7 (Кигали, 2022 г.)\nпоручает Директору представить отчет о мостах КГРЭ", "Cyrillic"),
        ("第7号决议（2022年，基加利）\n责成主任每年向TDAG报告桥梁情况", "Chinese or Japanese"),
        ("القرار 7 (كيغالي، 2022)\nيكلف المدير بتقديم تقرير عن الجسور", "Arabic"),
    ],
)
def test_a_text_in_a_script_that_is_not_read_is_told_so(run, folder, text, script):
    (folder / "text.txt").write_text(text, encoding="utf-8")
    ran = run("extract", "text.txt")
    assert ran.code == 2
    assert ran.err.splitlines()[0] == (
        f"note: text.txt: no resolution was recognised in it, as it is written in {script} letters, and only English, "
        "French and Spanish are read. Name its edition in one of these languages"
    )


def test_a_text_that_is_no_resolution_makes_no_workbook_and_that_is_told(run, folder):
    (folder / "shopping.txt").write_text("bread\nmilk\n")
    ran = run("sync", "new.xlsx", "shopping.txt")
    assert ran.code == 2
    assert ran.err.splitlines() == [
        'note: shopping.txt: no resolution was recognised in it: neither a header such as "RESOLUTION 18 (Geneva, 2022)" '
        'nor a clause such as "Requests the Director to report". Check that it is the text itself, in English, French or Spanish',
        "reporter: new.xlsx: nothing was written, as no resolution was found. Name the folder the texts lie in",
    ]
    assert not (folder / "new.xlsx").exists()


def test_a_fault_of_the_program_is_told_in_a_sentence_that_can_be_sent_on(run, folder, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr(api, "status", broken)
    ran = run("status", "x.xlsx")
    assert ran.code == 3
    assert re.fullmatch(
        r"reporter: a fault in reporter itself.*KeyError: 'lost'.* line \d+\).*REPORTER_DEBUG=1.*\n", ran.err
    )
    monkeypatch.setenv("REPORTER_DEBUG", "1")
    with pytest.raises(KeyError):
        run("status", "x.xlsx")
