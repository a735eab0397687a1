"""The page about the add-in names what there is."""

from __future__ import annotations

import re
from pathlib import Path

from reporter.addin import COMMANDS
from reporter.addin.functions import FUNCTIONS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "addin.md").read_text(encoding="utf-8")


def test_the_page_lists_every_button():
    table = PAGE.partition("| button |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| ([^|-][^|]*?) \|", table, re.MULTILINE) == [one.label for one in COMMANDS.values()]


def test_the_page_lists_every_function_with_its_arguments():
    told = dict(re.findall(r"^\| `REPORTER_(\w+\(.*?\))` \| (.*?) \|$", PAGE, re.MULTILINE))
    assert told == {
        f"{name}({', '.join(argument.name for argument in one.arguments)})": one.help for name, one in FUNCTIONS.items()
    }
