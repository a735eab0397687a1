"""What a workbook goes through in an office: power cuts, two runs at once, titles above tables, filters."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from registers import TODAY, cells, edit, obligation, rows, synced, wanted

from reporter.model import WorkbookError
from reporter.workbook import check, load

OBLIGATION = "WTSA-18-2024/instructs-2"

_WRITING = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.copyfile"})


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pristine") / "obligations.xlsx"
    synced(path)
    return path


@pytest.fixture
def register(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(pristine, tmp_path))


def _is_write(event: str, arguments: tuple[object, ...]) -> bool:
    if event != "open":
        return event in _WRITING
    mode, flags = arguments[1], arguments[2]
    return bool(set(str(mode or "")) & set("wax+")) or bool(int(flags or 0) & (os.O_WRONLY | os.O_RDWR))


def _dies_at(number: int, work: Callable[[], object]) -> bool:
    """Does the work in a process that ends, as by a power cut, before its n-th write; False where it came through."""
    child = os.fork()
    if child == 0:
        seen = 0

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if _is_write(event, arguments):
                seen += 1
                if seen == number:
                    os._exit(9)

        sys.addaudithook(watch)
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_sync_killed_before_any_of_its_writes_leaves_the_old_or_the_new_workbook_whole(pristine, tmp_path):
    asked = wanted(obligations=[obligation(frequency="biennial"), obligation(place="a")])
    expected = Path(shutil.copy(pristine, tmp_path / "expected.xlsx"))
    synced(expected, asked)
    old, new = pristine.read_bytes(), expected.read_bytes()
    outcomes = []
    number = 0
    while True:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        path = Path(shutil.copy(pristine, folder))
        died = _dies_at(number, lambda path=path: synced(path, asked))
        assert path.read_bytes() in (old, new)
        outcomes.append(path.read_bytes() == new)
        # Whatever was left behind, the next run goes on, and leaves nothing but the workbook and its backup.
        synced(path, asked)
        assert path.read_bytes() == new
        assert {one.name for one in folder.iterdir()} == {"obligations.xlsx", ".reporter"}
        assert {one.name for one in (folder / ".reporter").iterdir()} == {"backups"}
        assert {one.read_bytes() for one in (folder / ".reporter" / "backups").iterdir()} == {old}
        if not died:
            break
    assert outcomes == sorted(outcomes), "once the new workbook is there it stays"
    assert outcomes.count(False) >= 5
    assert outcomes[-1]


def test_of_two_syncs_at_once_one_wins_and_the_other_says_so(register):
    script = textwrap.dedent(
        f"""
        import sys, pathlib
        from reporter.workbook import exclusive
        with exclusive(pathlib.Path({str(register)!r})):
            print("held", flush=True)
            sys.stdin.read()
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WorkbookError, match="another run of reporter is working on this workbook"):
            synced(register)
        other.communicate("")
    assert synced(register).unchanged


def titled(path: Path) -> None:
    """As a secretary would: two rows inserted above each table, with a merged title."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for name in ("Reports", "Obligations"):
        sheet = book[name]
        table = sheet.tables[name]
        lines = [[cell.value for cell in line] for line in sheet[table.ref]]
        last = table.ref.split(":")[1].rstrip("0123456789")
        for line in sheet[table.ref]:
            for cell in line:
                cell.value = None
        for number, line in enumerate(lines, 3):
            for column, value in enumerate(line, 1):
                sheet.cell(number, column, value)
        table.ref = table.autoFilter.ref = f"A3:{last}{len(lines) + 2}"
        sheet.merge_cells("A1:D1")
        sheet["A1"] = "Status as of today"
    book.save(path)


def filtered(path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book["Obligations"]
    sheet.tables["Obligations"].autoFilter.add_filter_column(0, ["nothing like it"])
    for number in range(2, sheet.max_row + 1):
        sheet.row_dimensions[number].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.save(path)


@pytest.mark.parametrize("change", [titled, filtered])
def test_a_title_above_the_table_a_filter_and_hidden_columns_are_no_obstacle(register, change):
    change(register)
    edit(register, "Obligations", OBLIGATION, {"Owner": "Ana"})
    asked = wanted(obligations=[obligation(frequency="biennial"), obligation(place="a")])
    synced(register, asked)
    assert cells(register, "Obligations", OBLIGATION)["Frequency"] == "biennial"
    assert cells(register, "Obligations", OBLIGATION)["Owner"] == "Ana"
    assert set(rows(register, "Obligations")) == {OBLIGATION, "WTSA-18-2024/a"}
    assert synced(register, asked).unchanged
    assert {one.message for one in check(register, TODAY) if one.severity == "error"} == set()


def test_a_rejected_obligation_stays_as_a_row_and_is_out_of_what_is_owed(register):
    edit(register, "Obligations", OBLIGATION, {"Review": "Rejected"})
    from reporter import api

    assert api.status(register, today=TODAY) == ()
    synced(register, wanted(reports=[]))
    assert [one.review for one in load(register).obligations] == ["Rejected"]
    assert {row.values["State"] for row in rows(register, "Reports").values()} == {"Withdrawn"}


def test_a_correction_stands_however_often_the_source_changes(register):
    edit(register, "Obligations", OBLIGATION, {"Recipients": "Council"})
    told = []
    for frequency, recipients in (("annual", ("TSAG", "TDAG")), ("biennial", ("TSAG",)), ("annual", ("Council",))):
        asked = wanted(obligations=[obligation(frequency=frequency, recipients=recipients)])
        told += [(one.column, one.after) for one in synced(register, asked).conflicts]
        assert cells(register, "Obligations", OBLIGATION)["Recipients"] == "Council"
    assert told[0] == ("Recipients", "TSAG; TDAG")
    last = wanted(obligations=[obligation(recipients=("RAG",))])
    synced(register, last)
    assert cells(register, "Obligations", OBLIGATION)["Recipients"] == "Council", "also after both agreed for a while"
