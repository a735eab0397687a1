"""The tab: groups of buttons, with pictures, tips and letters for the keyboard."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import quoteattr

from reporter.addin.commands import COMMANDS, Command
from reporter.addin.desktop.macros import MODULE

TAB_KEY = "ZR"
"""Letters that open the tab after Alt: Excel's own tabs have one letter each, and Z is free."""

_NAMESPACE = "http://schemas.microsoft.com/office/2006/01/customui"


def ribbon() -> str:
    """The tab as Excel reads it from an add-in."""
    groups = "".join(
        f"<group id={quoteattr(f'reporter{name}')} label={quoteattr(name)}>{''.join(map(_button, commands))}</group>"
        for name, commands in groupby(COMMANDS.values(), key=lambda one: one.group)
    )
    return (
        f'<customUI xmlns="{_NAMESPACE}"><ribbon startFromScratch="false"><tabs>'
        f'<tab id="reporterTab" label="Reporter" keytip="{TAB_KEY}">{groups}</tab>'
        "</tabs></ribbon></customUI>"
    )


def _button(command: Command) -> str:
    attributes = {
        "id": f"reporter_{command.name}",
        "tag": command.name,
        "label": command.label,
        "size": "large",
        "imageMso": command.icon,
        "keytip": command.key,
        "screentip": command.label,
        "supertip": command.tip,
        "onAction": f"{MODULE}.Press",
    }
    return f"<button {' '.join(f'{name}={quoteattr(value)}' for name, value in attributes.items())}/>"
