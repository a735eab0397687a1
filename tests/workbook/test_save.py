"""Replacing files whole, backups, and who may write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reporter.model import WorkbookError
from reporter.workbook import ensure_free, exclusive, keep_backup, replace_file


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [one.name for one in tmp_path.iterdir()] == ["w.xlsx"]


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    replace_file(tmp_path / "w.xlsx", b"new")
    assert (tmp_path / "w.xlsx").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_still_points_to_the_file_that_changed(tmp_path: Path) -> None:
    (tmp_path / "real.xlsx").write_bytes(b"old")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real.xlsx")
    replace_file(tmp_path / "link.xlsx", b"new")
    assert (tmp_path / "link.xlsx").is_symlink()
    assert (tmp_path / "real.xlsx").read_bytes() == b"new"


def test_a_process_that_dies_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(b"old")
    script = (
        "import os, pathlib; from reporter.workbook import replace_file\n"
        "os.fsync = lambda handle: os._exit(9)\n"
        f"replace_file(pathlib.Path({str(path)!r}), b'new' * 100000)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    assert path.read_bytes() == b"old"


def test_a_free_file_is_free_even_before_it_exists(tmp_path: Path) -> None:
    ensure_free(tmp_path / "w.xlsx")


def test_ten_backups_are_kept_and_numbered(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    for number in range(1, 14):
        path.write_bytes(b"%d" % number)
        backup = keep_backup(path)
        assert backup.name == f"w-{number}.xlsx"
        assert backup.read_bytes() == path.read_bytes()
    kept = {one.name for one in (tmp_path / ".reporter" / "backups").iterdir()}
    assert kept == {f"w-{number}.xlsx" for number in range(4, 14)}


def test_the_same_content_is_not_kept_twice_and_other_workbooks_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_bytes(b"1")
    (tmp_path / "w-2026.xlsx").write_bytes(b"1")
    assert keep_backup(tmp_path / "w-2026.xlsx").name == "w-2026-1.xlsx"
    assert [keep_backup(tmp_path / "w.xlsx").name for _ in range(2)] == ["w-1.xlsx", "w-1.xlsx"]


def test_of_two_runs_one_wins_and_the_other_is_told(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    with (
        exclusive(path),
        pytest.raises(WorkbookError, match="another run of reporter is working on this workbook"),
        exclusive(path),
    ):
        pytest.fail("both hold the workbook")
    with exclusive(path):
        assert (tmp_path / ".reporter" / "w.xlsx.lock").read_text() == str(os.getpid())
    assert not (tmp_path / ".reporter").exists()


def test_the_lock_of_a_process_that_is_gone_is_taken_over(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    lock = tmp_path / ".reporter" / "w.xlsx.lock"
    lock.parent.mkdir()
    lock.write_text(done.stdout.strip())
    with exclusive(tmp_path / "w.xlsx"):
        assert lock.read_text() == str(os.getpid())


def test_the_lock_goes_when_the_work_fails(tmp_path: Path) -> None:
    def work() -> None:
        with exclusive(tmp_path / "w.xlsx"):
            raise KeyError

    for _ in range(2):
        with pytest.raises(KeyError):
            work()
