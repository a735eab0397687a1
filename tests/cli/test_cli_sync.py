"""`reporter sync`: the workbook follows the texts, and what people typed stays theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reporter.workbook import TableChange, load, patch

DUTY = "WTSA-134-2024/instructs-Director-of-TSB-2"
TEXT = "resolutions/wtsa-res-134-2024.txt"
SYNC = ("sync", "obligations.xlsx", "resolutions", "--year", "2026", "--today", "2026-11-20")


def reports(workbook: Path, duty: str = DUTY):
    return [one for one in load(workbook).reports if one.obligation == duty]


def write_by_patch(workbook: Path, table: str, row: str, cells: dict[str, object]) -> None:
    patch(workbook, [TableChange(table, "ID", update={row: cells})])


def write_by_openpyxl(workbook: Path, table: str, row: str, cells: dict[str, object]) -> None:
    """As another program would: load, set, save; what that program loses of the look is not our concern here."""
    import openpyxl

    book = openpyxl.load_workbook(workbook)
    sheet = next(one for one in book.worksheets if table in one.tables)
    first, *rows = sheet[sheet.tables[table].ref]
    columns = {cell.value: position for position, cell in enumerate(first)}
    found = next(one for one in rows if one[columns["ID"]].value == row)
    for name, value in cells.items():
        found[columns[name]].value = value
    book.save(workbook)


@pytest.fixture(params=[write_by_patch, write_by_openpyxl])
def write(request):
    return request.param


def change_the_text(folder: Path, old: str = "every two years", new: str = "every year") -> None:
    path = folder / TEXT
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_workbook_is_made_and_what_is_in_it_is_told(run, texts, folder):
    ran = run(*SYNC)
    assert ran.code == 0
    assert ran.out == ""
    assert ran.err.startswith("obligations.xlsx: created with 13 resolutions, ")
    assert load(folder / "obligations.xlsx").reports


def test_a_second_run_leaves_the_file_byte_for_byte_and_says_so(run, texts, folder):
    run(*SYNC)
    before = (folder / "obligations.xlsx").read_bytes()
    ran = run(*SYNC)
    assert (folder / "obligations.xlsx").read_bytes() == before
    assert ran.err == "obligations.xlsx: in step with its sources, nothing changed\n"
    assert not (folder / ".reporter").exists() or not [*(folder / ".reporter").rglob("*.xlsx")]


def test_it_does_not_matter_from_where_it_is_run(run, register, monkeypatch, tmp_path_factory):
    before = register.read_bytes()
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    ran = run("sync", register, register.parent / "resolutions", *SYNC[3:])
    assert "nothing changed" in ran.err
    assert register.read_bytes() == before


def test_the_links_to_the_texts_lead_there_from_the_workbook(register):
    for resolution in load(register).resolutions:
        assert (register.parent / resolution.file).is_file()


def test_what_people_wrote_survives_every_sync(run, register, folder, write):
    row = reports(register)[0].id
    typed = {"Status": "In progress", "Owner": "A. Person", "Progress": "Survey sent.\n=not a formula, 004"}
    write(register, "Reports", row, typed)
    for old, new in (("every two years", "every year"), ("traceability", "good order"), ("good order", "traceability")):
        change_the_text(folder, old, new)
        assert run(*SYNC).code == 0
        assert run(*SYNC).err.endswith("nothing changed\n")
        kept = next(one for one in load(register).reports if one.id == row)
        assert (kept.status, kept.owner, kept.progress) == tuple(typed.values())


def test_a_correction_stands_against_the_text_and_the_difference_is_told(run, register, folder, write):
    write(register, "Obligations", DUTY, {"Frequency": "quarterly"})
    change_the_text(folder)
    told = run(*SYNC).err
    assert "Yours stays, though the texts say otherwise (1):\n" in told
    assert f'duty {DUTY}, Frequency: yours "quarterly", the text\'s "annual"' in told
    assert next(one for one in load(register).obligations if one.id == DUTY).frequency == "quarterly"


def test_a_cell_that_nobody_touched_follows_the_text_and_the_change_is_told(run, register, folder):
    change_the_text(folder)
    told = run(*SYNC).err
    assert f'duty {DUTY}, Frequency: was "biennial", now "annual"' in told
    assert "every two years, a report on the traceability" in told
    assert next(one for one in load(register).obligations if one.id == DUTY).frequency == "annual"


def test_the_diary_is_short_enough_to_be_read(run, register, folder):
    (folder / TEXT).write_text((folder / TEXT).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    write_by_patch(register, "Obligations", DUTY, {"Frequency": "monthly"})
    told = run(*SYNC).err.splitlines()
    new = told[told.index("New (24):") + 1 :]
    assert new[8] == "  and 16 more"
    assert len(told) <= 40


def test_a_duty_that_vanished_is_marked_not_deleted(run, register, folder):
    change_the_text(folder, "2\tto submit to TSAG, every two years, a report", "2\tto keep for itself a list")
    before = {one.id for one in load(register).obligations}
    told = run(*SYNC).err
    assert f"  duty {DUTY}: withdrawn" in told
    after = {one.id: one.state for one in load(register).obligations}
    assert before <= set(after)
    assert after[DUTY] == "Withdrawn"


def test_a_dry_run_says_what_would_change_and_changes_nothing(run, register, folder):
    change_the_text(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    told = run(*SYNC, "--dry-run").err
    assert "would be" in told
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    done = run(*SYNC).err
    assert told.replace("would be ", "") in done.replace("All of it stands in the sheet Changes.\n", "")


def test_a_dry_run_makes_no_workbook(run, texts, folder):
    assert "would be created" in run(*SYNC, "--dry-run").err
    assert not (folder / "obligations.xlsx").exists()


def test_reports_of_the_year_and_the_next_get_rows(run, texts, folder):
    run("sync", "obligations.xlsx", texts, "--year", "2030", "--today", "2026-11-20")
    years = {one.due_date.year for one in load(folder / "obligations.xlsx").reports if one.period[:4].isdecimal()}
    assert {2030, 2031} <= years
    assert min(years) == 2030


def test_without_a_year_it_is_todays(run, texts, folder):
    run("sync", "a.xlsx", texts, "--today", "2027-02-03")
    run("sync", "b.xlsx", texts, "--today", "2027-02-03", "--year", "2027")
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def test_a_template_restyled_by_the_organisation_is_started_from(run, texts, folder):
    import openpyxl

    from reporter.resources import bundled

    book = openpyxl.load_workbook(bundled("workbooks") / "obligations-template.xlsx")
    book["Reports"].sheet_properties.tabColor = "00FF7F"
    book.save(folder / "ours.xlsx")
    assert run(*SYNC, "--template", "ours.xlsx").code == 0
    made = openpyxl.load_workbook(folder / "obligations.xlsx")
    assert made["Reports"].sheet_properties.tabColor.rgb == "0000FF7F"


def test_one_bad_file_does_not_keep_the_others_back_and_withdraws_nothing(run, register, folder):
    (folder / TEXT).write_bytes(b"")
    ran = run(*SYNC)
    assert ran.code == 2
    assert len(ran.errors) == 1
    assert TEXT in ran.errors[0]
    assert {one.state for one in load(register).obligations if one.id.startswith("WTSA-134-2024")} == {"Current"}


def test_a_second_copy_of_a_resolution_is_left_out_and_told(run, register, folder):
    (folder / "resolutions/z-copy.txt").write_bytes((folder / TEXT).read_bytes())
    ran = run(*SYNC)
    assert ran.code == 0
    assert (
        "note: resolutions/z-copy.txt: WTSA-134-2024 was read from resolutions/wtsa-res-134-2024.txt already" in ran.err
    )


def test_quiet_says_nothing(run, texts):
    assert run(*SYNC, "--quiet").err == ""


def test_when_it_ran_stands_in_the_changes(run, register, folder):
    from reporter.workbook import read_tables

    change_the_text(folder)
    run(*SYNC)
    assert {row.values["When"] for row in read_tables(register)["Changes"].rows if row.values["When"]} == {
        date(2026, 11, 20)
    }


def test_cells_that_excel_computes_are_not_counted_among_the_changed_ones():
    from datetime import date
    from pathlib import Path

    from reporter.cli.diary import headline, story
    from reporter.workbook import CellChange, Change, SyncResult, TableChange

    columns = {"Due date": date(2027, 5, 5), "Timing": "Open", "Days left": 166, "Notes": "a note"}
    cells = tuple(CellChange("Reports", "Reports", "A2", "R", name, None, after) for name, after in columns.items())
    diary = tuple(Change("Reports", "R", name, "", str(columns[name]), "") for name in ("Due date", "Notes"))
    done = SyncResult(Path("o.xlsx"), False, True, cells=cells, diary=diary, plan=(TableChange("Reports"),))
    assert headline(done, dry_run=False) == "o.xlsx: 2 cells changed; what people wrote stays"
    assert "Also 1 cell of Notes brought up to date." in list(story(done, dry_run=False))


def test_the_review_page_beside_the_workbook_has_a_place_for_each_obligation(run, texts, folder):
    assert texts == folder / "resolutions"
    ran = run(*SYNC, "--review")
    assert "review.html: the texts, every finding in its place" in ran.err
    page = (folder / "review.html").read_text(encoding="utf-8")
    found = load(folder / "obligations.xlsx").obligations
    assert found
    assert all(f'id="{one.id}"' in page for one in found)


def test_a_dry_run_writes_no_review_page(run, texts, folder):
    assert texts.is_dir()
    run(*SYNC, "--review", "--dry-run")
    assert not (folder / "review.html").exists()
