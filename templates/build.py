"""Builds the templates that come with the program: `python templates/build.py`.

The files in the folders of the languages are what counts: an organisation changes them in Word, or in a text editor.
This script is how the shipped ones came about: one builder, and the wording of each language in `languages`. Running it
again gives the same bytes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from word_elements import Page
from word_reports import advisory_group, council, plain
from word_short import SHOWN, brief, letter
from wording import Wording

from reporter.drafting.word import repacked, saved

HERE = Path(__file__).resolve().parent
FOLDER = HERE
"""Where the folders of the languages are written."""

WORD = {
    "advisory-group": (advisory_group, "title"),
    "council": (council, "title"),
    "plain": (plain, "title"),
    "brief": (brief, "brief_title"),
    "letter": (letter, "letter_title"),
}
"""Name of a Word template to what makes it, and the text that is the title among its properties."""

TEXTS = ("report", "brief", "letter")
"""Names of the Markdown and HTML templates: one report serves all bodies."""


def build() -> None:
    """Writes the templates of every language."""
    for file in sorted((HERE / "languages").glob("*.toml")):
        words, folder = Wording(file), FOLDER / file.stem
        folder.mkdir(exist_ok=True)
        for name, (make, title) in WORD.items():
            (folder / f"{name}.docx").write_bytes(_packed(make(words), words(title), words.tag))
        for name in TEXTS:
            for form, escape in (("md", _escape_markdown), ("html", _escape_web)):
                made = _text(HERE / "sources" / f"{name}.{form}.j2", words, escape)
                (folder / f"{name}.{form}.j2").write_text(made, encoding="utf-8", newline="\n")


def _packed(page: Page, title: str, language: str) -> bytes:
    properties = page.document.core_properties
    properties.title, properties.author, properties.comments, properties.language = title, "", "", language
    properties.created = properties.modified = properties.last_printed = datetime(2026, 1, 1)
    properties.last_modified_by, properties.revision = "", 1
    return repacked(saved(page.document))


def _text(source: Path, words: Wording, escape: Callable[[str], str]) -> str:
    text = source.read_text(encoding="utf-8").replace("[[style]]", _style()).replace("[[shown]]", str(SHOWN))
    # Markdown knows no bold text that ends in a space.
    return re.sub(r"\*\*([^*\n]+?) \*\*", r"**\1** ", words.filled(text, escape))


def _style() -> str:
    """The look of all pages."""
    return (HERE / "sources" / "page.css").read_text(encoding="utf-8").rstrip("\n")


def _escape_web(text: str) -> str:
    return html.escape(text, quote=False)


def _escape_markdown(text: str) -> str:
    return text.replace("[", r"\[").replace("]", r"\]")


if __name__ == "__main__":
    build()
