"""Streams: data on stdout and messages on stderr, in any encoding, into any pipe, on any screen, until Ctrl+C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, signals and devices of POSIX")

REPORTER = [sys.executable, "-m", "reporter"]
STOPPED, READER_GONE = 130, 141

COMMANDS = {
    "extract": ["extract", "resolutions"],
    "extract json": ["extract", "resolutions", "--format", "json"],
    "status": ["status", "obligations.xlsx"],
    "check": ["check", "obligations.xlsx"],
    "help": ["--help"],
}


@posix
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_a_reader_that_has_enough_ends_the_program_in_silence(register, arguments):
    """`reporter extract … | true`: the reader is gone before the first line."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*REPORTER, *arguments], cwd=register.parent, stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert done.returncode == READER_GONE
    assert done.stderr == b""


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_a_full_disk_is_told_in_a_sentence(register, arguments):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*REPORTER, *arguments], cwd=register.parent, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert re.fullmatch(
        r"reporter: no space left on device\. Check where the output goes and run again\n", done.stderr.decode()
    )


@posix
def test_ctrl_c_ends_the_program_with_a_word(folder):
    running = subprocess.Popen([*REPORTER, "demo"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # The folder of the texts is there as soon as the work has begun.
    limit = time.monotonic() + 60
    while not (folder / "reporter-demo/resolutions").exists() and time.monotonic() < limit:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    # Shells say 130 of both: where the signal comes while Python defines a class, Python itself ends by it at last.
    assert running.returncode in (STOPPED, -signal.SIGINT)
    assert out == b""
    assert err.decode().strip() == "reporter: stopped"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_data_is_utf_8_whatever_the_system_speaks(process, texts, encoding):
    plain = process("extract", "resolutions", "--format", "json").out
    assert process("extract", "resolutions", "--format", "json", env={"PYTHONIOENCODING": encoding}).out == plain
    assert json.loads(plain)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_character_that_the_system_lacks_ends_in_an_error(process, register, arguments, encoding):
    ran = process(*arguments, env={"PYTHONIOENCODING": encoding, "COLUMNS": "80"})
    assert ran.code in (0, 1)
    assert ran.out
    assert "Error" not in ran.err


@posix
def test_a_file_name_that_is_no_utf_8_is_no_problem(folder, texts):
    name = os.fsencode(texts) + b"/\xe9\xff.txt"
    try:
        Path(os.fsdecode(name)).write_bytes((texts / "wtsa-res-134-2024.txt").read_bytes())
    except OSError:
        pytest.skip("this file system takes no such name")
    for arguments in (
        ["extract", name],
        ["extract", name, "-o", b"a.json"],
        ["sync", b"a.xlsx", name],
        ["extract", name + b"x"],
    ):
        done = subprocess.run([*map(os.fsencode, REPORTER), *arguments], cwd=folder, capture_output=True, check=False)
        assert done.returncode == (2 if arguments[-1].endswith(b"x") and len(arguments) == 2 else 0)
        assert b"Traceback" not in done.stderr
    assert json.loads((folder / "a.json").read_text(encoding="utf-8"))[0]["source"]["file"].endswith(
        "/\udce9\udcff.txt"
    )


def on_a_terminal(folder: Path, arguments: list[str], columns: int = 80, **env: str) -> str:
    """What a terminal of that width gets to see of both streams."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    running = subprocess.Popen(
        [*REPORTER, *arguments],
        cwd=folder,
        env={**clean, "TERM": "xterm-256color", **env},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so of a terminal that its last program has left.
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    running.wait(timeout=60)
    return seen.decode("utf-8", "replace").replace("\r\n", "\n")


COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@posix
@pytest.mark.parametrize("columns", [80, 120, 200])
@pytest.mark.parametrize("name", ["extract", "status"])
def test_tables_fit_the_terminal(register, name, columns):
    seen = COLOUR.sub("", on_a_terminal(register.parent, [*COMMANDS[name], "--quiet"], columns))
    assert seen.splitlines()
    assert max(map(len, seen.splitlines())) <= columns
    assert "…" not in seen


@posix
def test_a_terminal_is_shown_colours_unless_its_owner_wants_none(register):
    assert COLOUR.search(on_a_terminal(register.parent, COMMANDS["status"]))
    for wish in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert not COLOUR.search(on_a_terminal(register.parent, COMMANDS["status"], **wish))


def test_a_pipe_is_never_given_colours(process, register):
    for arguments in COMMANDS.values():
        assert "\x1b" not in process(*arguments).out


@posix
def test_long_work_shows_how_far_it_is_unless_quiet_is_asked_for(texts, folder):
    seen = on_a_terminal(folder, ["sync", "a.xlsx", "resolutions", "--today", "2026-11-20"])
    assert "Reading" in seen
    assert "Reading" not in on_a_terminal(folder, ["sync", "b.xlsx", "resolutions", "--quiet"])


def test_notes_errors_and_results_can_be_told_apart_by_their_first_word(process, register, folder):
    (folder / "resolutions/z-copy.txt").write_bytes((folder / "resolutions/wtsa-res-134-2024.txt").read_bytes())
    (folder / "resolutions/torn.docx").write_bytes(b"PK\x03\x04")
    ran = process("sync", "obligations.xlsx", "resolutions", "--year", "2026", "--today", "2026-11-20")
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["obligations.xlsx", "note", "reporter"]
    assert ran.out == ""
