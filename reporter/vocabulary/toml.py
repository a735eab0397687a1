"""Reads the data files that lie beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `name.toml`; the same object on every call, not to be changed."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def spaced(pattern: str) -> str:
    """A pattern of a data file as a regular expression: a space there stands for any run of white space."""
    return pattern.replace(" ", r"\s+").replace(r"\s+?", r"\s*")
