"""The wording of the shipped templates in one language: `languages/*.toml`, as the builders take it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
_PLACE = re.compile(r"\[\[(\w+)((?:\|\w+=\w+)*)\]\]")


class Wording:
    """The texts of a language by name; a name that is missing is an error at once.

    Attributes:
        tag: The language as Word and HTML write it: `en-GB`.
    """

    def __init__(self, file: Path) -> None:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        self.tag = str(data["locale"]).replace("_", "-")
        self._texts: Mapping[str, str] = data["texts"]

    def __call__(self, name: str, **replaced: object) -> str:
        """The text of that name, with words in capitals replaced."""
        text = self._texts[name]
        for word, value in replaced.items():
            text = text.replace(word, str(value))
        return text

    def filled(self, source: str, escape: Callable[[str], str]) -> str:
        """A source of a template with `[[name]]` or `[[name|WORD=value]]` replaced by texts.

        Args:
            source: The source.
            escape: For the words of a text, its tags left as they are.
        """

        def text(match: re.Match[str]) -> str:
            replaced = dict(pair.split("=") for pair in match[2].split("|") if pair)
            pieces = _TAG.split(self(match[1], **replaced))
            return "".join(piece if place % 2 else escape(piece) for place, piece in enumerate(pieces))

        return _PLACE.sub(text, source.replace("[[language_tag]]", self.tag))
