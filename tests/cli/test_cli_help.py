"""Help: each command with an example, in the order of the work, nothing cut off; and a hand for slips of the finger."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import time

import click
import pytest

from reporter import __version__
from reporter.cli.commands import COMMANDS, command
from reporter.cli.program import program

NAMES = list(COMMANDS)


def listed(help_text: str) -> dict[str, str]:
    """Names and lines of the list of commands."""
    block = help_text.split("Commands:\n")[1].split("\n\n")[0]
    return dict(line.split(maxsplit=1) for line in block.splitlines())


def test_the_program_alone_prints_its_help_and_that_is_no_error(run):
    alone, asked = run(), run("--help")
    assert alone == asked
    assert alone.code == 0
    assert alone.out.startswith("Usage: reporter ")


def test_commands_are_listed_in_the_order_of_the_work_the_demo_first(run):
    assert list(listed(run("--help").out)) == NAMES
    assert NAMES[0] == "demo"


def test_no_line_of_the_list_is_cut_off_at_80_columns(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    told = run("--help").out
    assert listed(told) == dict(COMMANDS)
    assert "..." not in told.split("Commands:")[1]
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_help_with_an_example(run, name):
    for flag in ("--help", "-h"):
        told = run(name, flag)
        assert told.code == 0
        assert f"Usage: reporter {name} " in told.out
        assert f"Examples:\n    reporter {name}" in told.out
        assert max(map(len, told.out.splitlines())) <= 100


def examples() -> list[str]:
    told = [program.epilog or "", *(command(name).epilog or "" for name in NAMES)]
    found = [line.strip() for text in told for line in text.splitlines() if line.strip().startswith("reporter ")]
    return [re.split(r" {2,}", line)[0] for line in found]


@pytest.mark.parametrize("line", examples())
def test_every_example_can_be_typed_as_it_stands(line):
    name, *arguments = shlex.split(line)[1:]
    assert command(name).make_context(name, arguments).params


@pytest.mark.parametrize("name", NAMES)
def test_every_option_says_what_it_is_for(name):
    options = [one for one in command(name).params if isinstance(one, click.Option) and not one.hidden]
    assert all(one.help for one in options)


@pytest.mark.parametrize("name", NAMES)
def test_quiet_and_today_are_common_to_all_commands(name):
    options = {flag for one in command(name).params for flag in one.opts}
    assert {"--quiet", "-q", "--today"} <= options


def test_the_version_is_told(run):
    assert run("--version").out == f"reporter {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("exract", "extract"), ("synk", "sync"), ("statsu", "status"), ("Draft", "draft"), ("demos", "demo")],
)
def test_a_slip_in_a_command_is_answered_with_the_nearest(run, typed, meant):
    ran = run(typed)
    assert ran.code == 2
    assert ran.err == (
        f'reporter: there is no command "{typed}". Did you mean "{meant}"? "reporter --help" shows how it is used\n'
    )


def test_a_word_like_no_command_is_answered_with_all_of_them(run):
    assert f"There are {', '.join(NAMES)}." in run("qqqq").err


def test_a_slip_in_an_option_is_answered_with_the_nearest(run):
    ran = run("extract", "x", "--formt", "json")
    assert ran.code == 2
    assert ran.errors == [ran.err.strip()]
    assert "--format" in ran.err


def test_help_starts_within_eight_times_a_bare_python():
    """The best of several runs counts: what else the machine does only adds to it."""

    def best(*arguments: str) -> float:
        times = []
        for _ in range(7):
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
            times.append(time.perf_counter() - start)
        return min(times)

    assert best("-m", "reporter", "--help") < 8 * best("-c", "pass")
