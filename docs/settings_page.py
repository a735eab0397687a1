"""Renews the list of settings in settings.md from their declaration: python docs/settings_page.py"""

from __future__ import annotations

from pathlib import Path

from reporter.settings.declared import Settings
from reporter.settings.declaring import declared
from reporter.settings.listing import toml

PAGE = Path(__file__).with_name("settings.md")
BEGIN, END = "<!-- settings: written by docs/settings_page.py -->", "<!-- end of settings -->"


def as_markdown() -> str:
    """One table with every setting."""
    lines = ["| setting | what it is for | what it holds | default |", "| --- | --- | --- | --- |"]
    for one in declared(Settings):
        default = f"`{toml(one.default)}`" if one.default is not None else "none"
        lines.append(f"| `{one.key}` | {one.about.help} | {one.about.kind.what} | {default} |")
    return "\n".join(lines)


def renewed(page: str) -> str:
    """The page with its list renewed; ValueError when the markers are not there."""
    before, began, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (began and ended):
        raise ValueError(f"the page lacks {BEGIN} or {END}")
    return f"{before}{BEGIN}\n\n{as_markdown()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
