"""The README tells the truth: its commands exist, with the options it names, and all commands are in it."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from click.testing import CliRunner
from pages import README, blocks, prose, text_of

from reporter.cli import program


def commands() -> dict[str, click.Command]:
    """Every command by name, in the order of the help."""
    with click.Context(program, help_option_names=["-h", "--help"]) as context:
        found = {name: program.get_command(context, name) for name in program.list_commands(context)}
    return {name: command for name, command in found.items() if command}


COMMANDS = commands()
TABLE = re.compile(r"^\| `reporter (\w[\w-]*)([^`]*)` \|", re.MULTILINE)


def command_lines() -> list[list[str]]:
    """The words of each line in a block that calls the program, and of each call in the table and the prose."""
    shown = [part.strip() for block in blocks(README) for line in block.splitlines() for part in line.split("&&")]
    shown += re.findall(r"`([^`\n]+)`", prose(README))
    return [words for words in map(shlex.split, shown) if words[:1] == ["reporter"] and len(words) > 1]


def options_of(command: click.Command) -> set[str]:
    # A command keeps the help option it was first asked for: ask in the way the program does.
    with click.Context(command, help_option_names=["-h", "--help"]) as context:
        return {
            name for parameter in command.get_params(context) for name in (*parameter.opts, *parameter.secondary_opts)
        }


def required_of(command: click.Command) -> set[str]:
    """Names of the options without which the command does nothing."""
    return {one.opts[0] for one in command.params if isinstance(one, click.Option) and one.required}


def test_the_table_lists_exactly_the_commands_there_are() -> None:
    listed = [name for name, _ in TABLE.findall(text_of(README))]
    assert sorted(listed) == sorted(COMMANDS), "the table under “The commands at a glance”"


def test_the_tour_has_commands_to_type() -> None:
    assert {words[1] for words in command_lines()} >= {"demo", "extract", "sync", "check", "status", "draft"}


@pytest.mark.parametrize("words", command_lines(), ids=" ".join)
def test_a_command_in_the_readme_exists_with_its_options(words: list[str]) -> None:
    assert words[1] in COMMANDS
    known = options_of(COMMANDS[words[1]])
    assert {word for word in words[2:] if word.startswith("-")} <= known
    assert required_of(COMMANDS[words[1]]) <= set(words)


def test_every_option_that_the_readme_names_belongs_to_a_command() -> None:
    known = {name for command in COMMANDS.values() for name in options_of(command)}
    named = set(re.findall(r"(?<![\w-])--[a-z][\w-]+", text_of(README)))
    assert named
    assert named <= known


@pytest.mark.parametrize("option", ["--help", "--quiet"])
def test_what_every_command_is_said_to_have_every_command_has(option: str) -> None:
    assert all(option in options_of(command) for command in COMMANDS.values())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_of_every_command_shows_an_example(name: str) -> None:
    shown = CliRunner().invoke(program, [name, "--help"], prog_name="reporter").output
    assert f"reporter {name}" in shown.partition("Examples:")[2]


def test_the_quick_start_is_one_line_for_each_reader() -> None:
    start = text_of(README).partition("## Quick start")[2].partition("\n## ")[0]
    assert re.findall(r"^```\n(.*?)\n```$", start, re.MULTILINE | re.DOTALL) == [
        "pip install . && reporter demo",
        "pip install '.[test]' && pytest",
    ]
