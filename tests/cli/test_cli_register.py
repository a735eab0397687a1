"""`reporter status`, `reporter check` and `reporter draft`: what a register says, and what is made of it."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from datetime import date

import pytest

from reporter.model.tables import REPORTS, Status
from reporter.workbook import TableChange, load, patch
from reporter.workbook.ranges import column_letters

ORDER = ["Overdue", "Due soon", "Open", "Done"]
FIELDS = [
    *("id", "obligation", "resolution", "clause", "recipient", "responsible", "period", "meeting", "due_date"),
    *("timing", "days_left", "status", "owner", "document", "submitted_on"),
]
TODAY = ("--today", "2026-11-20")


def standings(run, *arguments):
    return json.loads(run("status", "obligations.xlsx", *TODAY, "--format", "json", *arguments).out)


def test_status_shows_every_report_in_force_the_most_urgent_first(run, register):
    shown = standings(run)
    assert {one["id"] for one in shown} == {
        one.id for one in load(register).reports if one.state not in ("Superseded", "Withdrawn")
    }
    keys = [(ORDER.index(one["timing"]), one["due_date"] or "9999") for one in shown]
    assert keys == sorted(keys)


def test_each_record_of_status_has_the_same_keys_and_days_that_fit_its_timing(run, register):
    for one in standings(run):
        assert list(one) == FIELDS
        days = one["days_left"]
        expected = {
            "Overdue": days is not None and days < 0,
            "Due soon": days is not None and 0 <= days <= 60,
            "Open": days is None or days > 60,
            "Done": days is None,
        }
        assert expected[one["timing"]], one


@pytest.mark.parametrize("to", ["TSAG", "tsag", "Tsag"])
def test_status_of_one_body_however_it_is_typed(run, register, to):
    shown = standings(run, "--to", to)
    assert {one["recipient"] for one in shown} == {"TSAG"}
    assert len(shown) == Counter(one["recipient"] for one in standings(run))["TSAG"]


def test_status_of_one_year(run, register):
    assert {one["due_date"][:4] for one in standings(run, "--year", "2027")} == {"2027"}


def test_a_report_that_was_submitted_is_done_and_a_rejected_duty_owes_none(run, register):
    late = next(one for one in standings(run) if one["timing"] == "Overdue")
    patch(register, [TableChange("Reports", "ID", update={late["id"]: {"Status": Status.SUBMITTED.value}})])
    assert next(one for one in standings(run) if one["id"] == late["id"])["timing"] == "Done"
    patch(register, [TableChange("Obligations", "ID", update={late["obligation"]: {"Review": "Rejected"}})])
    assert late["obligation"] not in {one["obligation"] for one in standings(run)}


def test_a_report_that_a_person_added_by_hand_counts_like_any_other(run, register):
    row = {"ID": "by hand", "Recipient": "TSAG", "Due date": date(2026, 11, 30), "Status": "In progress"}
    patch(register, [TableChange("Reports", "ID", append=[row])])
    added = next(one for one in standings(run) if one["id"] == "by hand")
    assert (added["timing"], added["days_left"], added["clause"]) == ("Due soon", 10, "")
    assert "by hand" not in {one["id"] for one in standings(run, "--to", "TDAG")}


def test_status_counts_in_a_line_on_stderr(run, register):
    ran = run("status", register, *TODAY)
    counted = Counter(one["timing"] for one in standings(run))
    told = ", ".join(f"{counted[name]} {name.lower()}" for name in ORDER)
    assert ran.err == f"{counted.total()} reports on 20 November 2026: {told}\n"


def test_status_in_a_pipe_is_a_line_per_report_with_nothing_cut_off(run, register):
    header, *lines = run("status", register, *TODAY).out.splitlines()
    assert header.split() == [
        "Timing",
        "Due",
        "Days",
        "To",
        "Resolution",
        "Clause",
        "Period",
        "Responsible",
        "Status",
        "Owner",
    ]
    for line, one in zip(lines, standings(run), strict=True):
        for cell in (one["timing"], one["due_date"], one["clause"], ", ".join(one["responsible"]), one["owner"]):
            assert (cell or "–") in line


@pytest.mark.parametrize("columns", [50, 80, 139, 140, 220])
def test_status_on_a_screen_fits_it_and_shows_every_report(run, register, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = run("status", register, *TODAY).out
    assert max(map(len, shown.splitlines())) <= columns
    due = Counter(one["due_date"] for one in standings(run))
    assert Counter(word for word in shown.split() if word in due) == due
    assert {one["owner"].split()[0] for one in standings(run) if one["owner"]} <= set(shown.split())


def test_status_on_a_narrow_screen_has_a_heading_for_each_urgency(run, register, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert [line for line in run("status", register, *TODAY).out.splitlines() if line in ORDER] == ORDER


def spoil(register):
    row = load(register).reports[0].id
    patch(register, [TableChange("Reports", "ID", update={row: {"Status": "Finnished", "Submitted on": "soon"}})])
    return row


def test_check_lists_each_problem_with_its_cell_and_what_to_do_and_ends_with_1(run, register):
    row = spoil(register)
    ran = run("check", register, *TODAY)
    assert ran.code == 1
    lines = [line for line in ran.out.splitlines() if '"Finnished"' in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"error: Reports!{column_letters([one.name for one in REPORTS].index('Status') + 1)}")
    found = json.loads(run("check", register, *TODAY, "--format", "json").out)
    assert len(found) == len(ran.out.splitlines())
    assert {one["severity"] for one in found} <= {"error", "warning"}
    assert [one["column"] for one in found if one["row"] == row and one["severity"] == "error"] == [
        "Status",
        "Submitted on",
    ]
    assert all(one["message"] and one["hint"] for one in found)
    errors = sum(one["severity"] == "error" for one in found)
    assert f"obligations.xlsx: {errors} errors, {len(found) - errors} warning" in ran.err


def test_check_of_a_register_in_good_order_finds_nothing_and_ends_with_0(run, register):
    """Only what the demo leaves open on purpose is filled in here: owners, and a body of an invented council group."""
    found = json.loads(run("check", register, *TODAY, "--format", "json").out)
    assert {one["severity"] for one in found} <= {"warning"}
    owners = {one.id: {"Owner": "A. Person"} for one in load(register).reports}
    groups = sorted({one.recipient for one in load(register).reports})
    patch(
        register,
        [
            TableChange("Reports", "ID", update=owners),
            TableChange("Lists", None, append=[{"Body": one} for one in groups]),
        ],
    )
    ran = run("check", register, *TODAY)
    assert (ran.code, ran.out, ran.err) == (0, "", f"{register}: no problem found\n")


DRAFT = ("draft", "obligations.xlsx", "--year", "2026", *TODAY)


def test_a_draft_is_written_beside_the_workbook_and_its_gaps_are_told(run, register, folder):
    ran = run(*DRAFT, "--to", "TSAG")
    assert (ran.code, ran.out) == (0, "TSAG-2026-implementation-report.docx\n")
    assert (folder / ran.out.strip()).read_bytes().startswith(b"PK")
    assert ran.err.startswith("  TSAG 2026: ")
    assert "nothing written yet on " in ran.err


def test_drafts_for_all_bodies_that_expect_one_in_a_folder_made_for_them(run, register, folder):
    ran = run(*DRAFT, "--to", "all", "-o", "drafts/2026")
    assert ran.code == 0
    assert set(ran.out.splitlines()) == {
        path.as_posix() for path in map(_here(folder), (folder / "drafts/2026").iterdir())
    }
    assert {"TSAG", "TDAG", "Council"} <= {line.split("/")[-1].split("-2026")[0] for line in ran.out.splitlines()}


def _here(folder):
    return lambda path: path.relative_to(folder)


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("html", b"<!"), ("md", b"")])
def test_the_format_decides_the_kind_of_document(run, register, folder, form, begins):
    path = folder / run(*DRAFT, "--to", "council", "--format", form).out.strip()
    assert path.name == f"Council-2026-implementation-report.{form}"
    assert path.read_bytes().startswith(begins)
    if form != "docx":
        assert "PP-241" in path.read_text(encoding="utf-8") or "241" in path.read_text(encoding="utf-8")


def test_a_draft_that_was_edited_is_not_overwritten_unless_that_is_asked_for(run, register, folder):
    path = folder / run(*DRAFT, "--to", "TSAG", "--format", "md").out.strip()
    first = path.read_bytes()
    assert "This very draft was there already." in run(*DRAFT, "--to", "TSAG", "--format", "md").err
    path.write_text("edited by hand")
    ran = run(*DRAFT, "--to", "TSAG", "--format", "md")
    assert (ran.code, ran.out) == (0, "TSAG-2026-implementation-report-2.md\n")
    assert "Somebody edited the draft that is there; this one is written beside it." in ran.err
    assert path.read_text() == "edited by hand"
    assert (folder / "TSAG-2026-implementation-report-2.md").read_bytes() == first
    again = run(*DRAFT, "--to", "TSAG", "--format", "md")
    assert again.out == ran.out, "no third one"
    assert run(*DRAFT, "--to", "TSAG", "--format", "md", "--force").code == 0
    assert path.read_bytes() == first


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_a_draft_that_nobody_touched_is_replaced_by_a_newer_one(run, register, folder, form):
    path = folder / run(*DRAFT, "--to", "TSAG", "--format", form).out.strip()
    first = path.read_bytes()
    ran = run(*DRAFT, "--to", "TSAG", "--format", form, "--today", "2026-12-24")
    assert ran.out.strip() == path.name
    assert "The draft that was there was replaced." in ran.err
    assert path.read_bytes() != first


def test_a_dry_run_writes_no_draft(run, register, folder):
    ran = run(*DRAFT, "--to", "TSAG", "--dry-run", "-o", "drafts")
    assert ran.code == 0
    assert "Nothing was written: this is a dry run." in ran.err
    assert not (folder / "drafts").exists()


def _edit(path, old, new):
    """Another word in a Word file, as an editor types it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def _words(path):
    with zipfile.ZipFile(path) as package:
        document = package.read("word/document.xml").decode("utf-8")
    return re.sub("<w:delText.*?</w:delText>|<[^>]+>", "", document)


@pytest.mark.parametrize("tracked", [(), ("--tracked",)])
def test_an_update_keeps_what_the_editor_wrote(run, register, folder, tracked):
    path = folder / run(*DRAFT, "--to", "TSAG").out.strip()
    _edit(path, "At a glance", "In short")
    before = path.read_bytes()
    options = ("--to", "TSAG", "--update", *tracked, "--today", "2026-12-24")
    planned = run(*DRAFT, *options, "--dry-run")
    assert "would be brought up to date" in planned.err
    assert "summary: brought up to date" in planned.err
    assert path.read_bytes() == before
    ran = run(*DRAFT, *options)
    assert (ran.code, ran.out.strip()) == (0, path.name)
    assert "brought up to date; all else is as people left it." in ran.err
    assert "In short" in _words(path)
    assert "24 December" in _words(path)
    assert [one.read_bytes() for one in (folder / ".reporter" / "backups").glob("TSAG*")] == [before]
    after = path.read_bytes()
    assert "The report says all this already." in run(*DRAFT, *options).err
    assert path.read_bytes() == after


def test_an_update_finds_a_report_by_its_new_name(run, register, folder):
    path = folder / run(*DRAFT, "--to", "TSAG").out.strip()
    renamed = path.rename(folder / "TSAG report, second reading.docx")
    ran = run(*DRAFT, "--to", "TSAG", "--update", "--document", renamed.name, "--today", "2026-12-24")
    assert (ran.code, ran.out.strip()) == (0, renamed.name)
    assert not path.exists()


def test_an_update_without_a_report_writes_one(run, register, folder):
    ran = run(*DRAFT, "--to", "TSAG", "--update")
    assert (ran.code, ran.out.strip()) == (0, "TSAG-2026-implementation-report.docx")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--tracked",), "a tracked update was asked for, but no update. Add --update"),
        (("--update", "--format", "md"), "only Word reports can be brought up to date, and md was asked for"),
        (("--update", "--force"), "--update keeps what people wrote, and --force overwrites it"),
        (("--update", "--document", "missing.docx"), "missing.docx: there is no such document"),
    ],
)
def test_an_update_that_cannot_be(run, register, options, message):
    ran = run(*DRAFT, "--to", "TSAG", *options)
    assert ran.code == 2
    assert message in ran.errors[0]


def test_one_document_is_not_updated_from_two_drafts(run, register, folder):
    (folder / "one.docx").write_bytes(b"")
    ran = run(*DRAFT, "--to", "all", "--update", "--document", "one.docx")
    assert ran.code == 2
    assert "one document was named to be brought up to date, and" in ran.errors[0]


def test_a_report_that_is_open_in_word_is_not_updated(run, register, folder):
    path = folder / run(*DRAFT, "--to", "TSAG").out.strip()
    before = path.read_bytes()
    (folder / f"~${path.name[2:]}").write_bytes(b"")
    ran = run(*DRAFT, "--to", "all", "--update", "--today", "2026-12-24")
    assert ran.code == 2
    assert "the document is open in Word" in ran.errors[0]
    assert path.read_bytes() == before
    assert "Council-2026-implementation-report.docx" in ran.out, "the others are written"


def test_a_body_without_anything_to_report_gets_no_file(run, register, folder):
    to_tdag = {one.obligation for one in load(register).reports if one.recipient == "TDAG"}
    patch(register, [TableChange("Obligations", "ID", update={one: {"Review": "Rejected"} for one in to_tdag})])
    ran = run(*DRAFT, "--to", "all", "-o", "drafts")
    assert ran.code == 0
    assert not list((folder / "drafts").glob("TDAG*"))
    assert list((folder / "drafts").glob("TSAG*"))
    assert "note: there is nothing to report to TDAG in 2026: every report is left out" in ran.err
    asked = run(*DRAFT, "--to", "TDAG", "-o", "drafts")
    assert (asked.code, asked.out) == (2, "")
    assert "obligations.xlsx: there is nothing to report to TDAG in 2026" in asked.errors[0]


def test_a_draft_says_when_cells_it_was_made_from_need_mending(run, register):
    row = next(one.id for one in load(register).reports if one.recipient == "TSAG" and one.period.startswith("2026"))
    patch(register, [TableChange("Reports", "ID", update={row: {"Status": "Almost", "Submitted on": "soon"}})])
    told = "note: 2 cells need mending first: reporter check obligations.xlsx"
    assert run(*DRAFT, "--to", "TSAG").err.splitlines().count(told) == 1
    assert "mending" not in run(*DRAFT, "--to", "CWG-FHR").err
    assert run(*DRAFT, "--to", "TSAG", "--quiet").err == ""


def test_a_document_that_is_no_template_is_refused(run, register, texts_as_template, folder):
    ran = run(*DRAFT, "--to", "TSAG", "--template", texts_as_template)
    assert (ran.code, ran.out) == (2, "")
    assert "holds none of the placeholders" in ran.errors[0]
    assert not list(folder.glob("TSAG*"))


@pytest.fixture
def texts_as_template(folder):
    from docx import Document

    document = Document()
    document.add_paragraph("RESOLUTION 205")
    document.save(folder / "r205.docx")
    return "r205.docx"


def test_a_body_may_be_called_as_texts_call_it(run, register):
    assert run(*DRAFT, "--to", "ITU Council", "--format", "md").out == "Council-2026-implementation-report.md\n"
    assert standings(run, "--to", "ITU Council") == standings(run, "--to", "Council") != []


def test_a_register_open_in_excel_can_be_read_and_drafted_from(run, register, folder):
    (folder / "~$obligations.xlsx").touch()
    assert run("status", register, *TODAY).code == 0
    assert run("check", register, *TODAY).code == 1
    assert run(*DRAFT, "--to", "TSAG").code == 0


def test_check_mends_what_has_one_reading_only_and_lists_the_rest(run, register):
    report = load(register).reports[0].id
    patch(
        register,
        [TableChange("Reports", "ID", update={report: {"Status": "drafted ", "Submitted on": "01/05/2026"}})],
    )
    before = register.read_bytes()
    would = run("check", register, "--fix", "--dry-run", *TODAY)
    assert (would.code, register.read_bytes()) == (1, before)
    assert f'Reports {report}, Status: "drafted" → "Drafted"' in would.err
    assert "1 cell would be mended" in would.err
    done = run("check", register, "--fix", *TODAY)
    assert done.code == 1
    assert '"01/05/2026" is not a date, or could be two' in done.out
    assert "1 cell mended" in done.err
    assert load(register).reports[0].status == "Drafted"
    assert "nothing to mend" in run("check", register, "--fix", *TODAY).err


def test_check_tells_as_json_what_a_cell_should_hold(run, register):
    report = load(register).reports[0].id
    patch(register, [TableChange("Reports", "ID", update={report: {"Submitted on": "1 May 2026"}})])
    told = json.loads(run("check", register, "--format", "json", *TODAY).out)
    assert [one["mended"] for one in told if one["column"] == "Submitted on"] == ["2026-05-01"]


def test_a_dry_run_of_check_needs_fix(run, register):
    told = run("check", register, "--dry-run")
    assert (told.code, told.errors[0]) == (
        2,
        'reporter: --dry-run goes with --fix. "reporter check --help" shows how it is used',
    )


def test_many_problems_of_one_kind_are_told_in_few_lines_that_name_every_cell(run, register):
    rows = {one.id: {"Status": "Almost"} for one in load(register).reports}
    patch(register, [TableChange("Reports", "ID", update=rows)])
    found = json.loads(run("check", register, *TODAY, "--format", "json").out)
    cells = [one["cell"] for one in found if '"Almost"' in one["message"]]
    assert len(cells) == len(rows) > 10
    told = [line for line in run("check", register, *TODAY).out.splitlines() if line.startswith("error: Reports")]
    assert [line.split(":")[1].strip() for line in told[:3]] == [f"Reports!{cell}" for cell in cells[:3]]
    [others] = told[3:]
    assert others.startswith(f"error: Reports, {len(cells) - 3} more such cells: {', '.join(cells[3:])}. ")
    assert others.endswith(next(one["hint"] for one in found if '"Almost"' in one["message"]))


def test_a_merge_without_a_part_says_that_none_is_named(run, register):
    ran = run("merge", register, *TODAY)
    assert ran.code == 0
    assert ran.err.endswith(
        "nothing to take over: no part is named. Name the files that came back, or the folder they lie in\n"
    )
