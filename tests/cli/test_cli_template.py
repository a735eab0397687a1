"""`reporter template`: list, copy, check."""

from __future__ import annotations

from reporter.drafting.settings import shipped


def test_alone_it_prints_its_help(run):
    told = run("template")
    assert told.code == 0
    assert "check" in told.out


def test_the_list_names_every_template_and_what_it_serves(run):
    told = run("template", "list").out
    for entry in shipped().templates.values():
        assert entry.name in told
    assert "TSAG, TDAG, RAG" in told


def test_a_copy_is_checked_and_used(run, folder, register):
    told = run("template", "copy", "plain", "ours", "--format", "md", "--language", "es")
    assert told.out.strip().replace("\\", "/") == "ours/plain-es.md.j2"
    checked = run("template", "check", "ours/plain-es.md.j2")
    assert (checked.code, checked.out) == (0, "")
    assert "no mistake" in checked.err
    drafted = run(
        *("draft", "obligations.xlsx", "--to", "TSAG", "--year", "2026", "--format", "md"),
        *("--template", "ours/plain-es.md.j2", "--language", "es"),
    )
    assert drafted.code == 0
    assert "obligaciones de informar al GANT" in (folder / drafted.out.strip()).read_text(encoding="utf-8")


def test_the_workbook_is_copied_and_used(run, folder, texts):
    assert run("template", "list").out.splitlines()[-1].startswith("workbook")
    told = run("template", "copy", "workbook", "ours")
    assert told.out.strip().replace("\\", "/") == "ours/obligations-template.xlsx"
    assert "--template" in told.err
    again = run("template", "copy", "workbook", "ours")
    assert (again.code, "--force" in again.err) == (2, True)
    assert run("template", "copy", "workbook", "ours", "--force", "--quiet").err == ""
    synced = run("sync", "new.xlsx", texts, "--template", "ours/obligations-template.xlsx")
    assert (synced.code, (folder / "new.xlsx").exists()) == (0, True)


def test_mistakes_are_data_and_end_with_1(run, folder):
    (folder / "own.md").write_text("{{ boddy }} {{ year }}", encoding="utf-8")
    told = run("template", "check", "own.md", "--quiet")
    assert told.code == 1
    assert "did you mean 'body'?" in told.out
    assert told.err == ""


def test_what_is_left_out_is_told_and_is_no_mistake(run, folder):
    (folder / "own.md").write_text("{{ body }} {{ year }}", encoding="utf-8")
    told = run("template", "check", "own.md")
    assert told.code == 0
    assert "own.md: leaves out {{ counts }}, which a complete brief has" in told.out


def test_a_file_that_is_no_template_ends_with_2(run):
    told = run("template", "check", "gone.docx")
    assert told.code == 2
    assert "there is no such template" in told.err
