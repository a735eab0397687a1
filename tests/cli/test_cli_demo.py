"""`reporter demo`: one command from nothing to a filled workbook and three drafts."""

from __future__ import annotations

import pytest

FILES = [
    "obligations.xlsx",
    "review.html",
    "TSAG-2026-implementation-report.docx",
    "TDAG-2026-implementation-report.docx",
    "Council-2026-implementation-report.docx",
]


def test_it_writes_a_workbook_and_a_draft_for_each_body_into_a_folder_of_its_own(run, folder):
    ran = run("demo")
    assert ran.code == 0
    assert ran.out.splitlines() == [f"reporter-demo/{name}" for name in FILES]
    assert all((folder / line).stat().st_size for line in ran.out.splitlines())
    assert [path.name for path in folder.iterdir()] == ["reporter-demo"]
    assert {path.name for path in (folder / "reporter-demo").iterdir()} == {*FILES, "resolutions"}


def test_it_tells_in_a_few_lines_what_it_made_what_is_due_next_and_what_to_try(run):
    told = run("demo").err
    assert len(told.splitlines()) <= 18
    assert max(map(len, told.splitlines())) <= 80
    assert "13 invented resolutions" in told
    assert "Due next:\n  25 November 2026, to TSAG: " in told
    assert "reporter sync my-obligations.xlsx FOLDER-WITH-YOUR-RESOLUTIONS" in told


def test_the_commands_it_suggests_on_its_own_files_work(run):
    told = run("demo").err
    suggested = next(line.split()[1:] for line in told.splitlines() if line.startswith("  reporter status"))
    assert run(*suggested).code == 0


def test_the_texts_it_read_lie_beside_the_workbook_and_are_in_step_with_it(run):
    run("demo")
    ran = run("sync", "reporter-demo/obligations.xlsx", "reporter-demo/resolutions", "--today", "2026-11-20")
    assert "nothing changed" in ran.err


def test_output_names_another_folder_also_one_below_folders_that_are_missing(run, folder):
    assert run("demo", "--output", "here/and/there", "--quiet").err == ""
    assert sorted(path.name for path in (folder / "here/and/there").iterdir() if path.is_file()) == sorted(FILES)


@pytest.mark.parametrize("name", [*FILES, "resolutions/wtsa-res-134-2024.txt"])
def test_no_file_is_overwritten_unless_that_is_asked_for(run, folder, name):
    mine = folder / "reporter-demo" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    ran = run("demo")
    assert ran.code == 2
    assert ran.err == (
        f"reporter: reporter-demo/{name}: a file of the demo's is there already. "
        "Name another --output, or overwrite it with --force\n"
    )
    assert [path for path in folder.rglob("*") if path.is_file()] == [mine]
    assert mine.read_text() == "mine"
    assert run("demo", "--force").code == 0
    assert mine.read_bytes() != b"mine"


def test_force_leaves_files_alone_that_are_not_the_demos(run, folder):
    run("demo")
    mine = folder / "reporter-demo" / "minutes.docx"
    mine.write_text("mine")
    assert run("demo", "--force").code == 0
    assert mine.read_text() == "mine"


def test_force_does_not_pull_the_workbook_from_under_excel(run, folder):
    run("demo")
    before = (folder / "reporter-demo/obligations.xlsx").read_bytes()
    (folder / "reporter-demo/~$obligations.xlsx").touch()
    ran = run("demo", "--force")
    assert ran.code == 2
    assert "open in Excel" in ran.err
    assert (folder / "reporter-demo/obligations.xlsx").read_bytes() == before
