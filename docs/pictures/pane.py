"""Makes the pictures of the add-in: the pane beside the workbook of `reporter demo`, and the tab as a drawing.

    python docs/pictures/pane.py            writes docs/pictures/pane.png and tab.png
    python docs/pictures/pane.py FOLDER     writes them elsewhere

Needs Chromium and what the tests need (`pip install '.[test]'`). Excel is stood in for by the model that the tests use,
so the tab is drawn from the declaration of the buttons, without Office's own icons.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent.parent / "tests"
sys.path[:0] = [str(TESTS.parent), str(TESTS), str(TESTS / "server")]

from browser import Browser, opened  # noqa: E402
from excel import Excel  # noqa: E402
from pane import PANE, READY, Pane, flags, office_server  # noqa: E402
from processes import free_port, started  # noqa: E402

from reporter import demo  # noqa: E402
from reporter.addin import COMMANDS, Command  # noqa: E402
from reporter.addin.desktop.ribbon import TAB_KEY  # noqa: E402
from reporter.model.tables import REPORTS  # noqa: E402

TAB, BESIDE = "tab", "pane"
"""Names of the pictures."""

HEIGHT = 800
GAP = 16

SHARP = 2
"""Pixels of the picture to one of the page."""

TAB_STYLE = """
body {
  margin: 0;
  padding: 16px;
  width: max-content;
  background: #fff;
  color: #242424;
  font: 13px "Segoe UI", Arial, sans-serif;
}
.tabs { display: flex; gap: 22px; padding: 0 12px 6px; color: #616161; }
.tabs b { color: #107c41; border-bottom: 3px solid #107c41; padding-bottom: 3px; }
.ribbon { display: flex; border: 1px solid #d1d1d1; border-radius: 8px; background: #f9f9f9; }
.group { display: flex; flex-direction: column; padding: 8px 10px 4px; border-right: 1px solid #d1d1d1; }
.group:last-child { border: 0; }
.buttons { display: flex; gap: 4px; }
.button { position: relative; width: 74px; padding: 26px 2px 14px; text-align: center; }
.button::before {
  content: "";
  position: absolute;
  top: 0;
  left: 26px;
  width: 22px;
  height: 20px;
  border: 1px solid #9e9e9e;
  border-radius: 3px;
  background: #fff;
}
kbd {
  position: absolute;
  top: 12px;
  left: 40px;
  padding: 0 4px;
  border-radius: 3px;
  background: #424242;
  color: #fff;
  font: 11px Consolas, monospace;
}
.tabs kbd { position: static; margin-left: 4px; }
.group > span { margin-top: auto; text-align: center; color: #616161; }
"""


def main(folder: Path = HERE) -> None:
    """Writes the pictures into the folder."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium is needed for the pictures of the pane")
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        demo.run(home / "demo")
        with office_server(home) as (port, script), opened(chromium, *flags(port)) as browser:
            draw_tab(browser, folder / f"{TAB}.png")
            picture_pane(browser, home, script, folder / f"{BESIDE}.png")


def picture_pane(browser: Browser, home: Path, script: Callable[[str], None], file: Path) -> None:
    """The pane of a person, with the clause of a selected row; and in Excel's dark look after Check."""
    port, day = free_port(), demo.DAY.isoformat()
    arguments = [str(home / "demo"), "--port", str(port), "--state", str(home / "state"), "--today", day]
    with started(*arguments):
        excel = Excel(home / "demo" / demo.WORKBOOK)
        excel.select(REPORTS.name, "B2")
        key = (home / "state" / "access-key.txt").read_text()
        pane = Pane(browser, f"https://localhost:{port}", key, home / "demo", script, excel)
        pane.open()
        owner = browser.js("document.getElementById('owner').options[1].value")
        browser.choose("#owner", owner)
        browser.wait(READY)
        light, dark = home / "light.png", home / "dark.png"
        take(browser, light, PANE, HEIGHT)
        pane.press("check")
        browser.look(PANE, scheme="dark")
        take(browser, dark, PANE, HEIGHT)
        side_by_side([light, dark], file)


def side_by_side(files: list[Path], file: Path) -> None:
    """Pictures of the same size in one, with a gap between them."""
    from PIL import Image

    pictures = [Image.open(one).convert("RGB") for one in files]
    width, height = pictures[0].size
    whole = Image.new("RGB", ((width + GAP) * len(pictures) - GAP, height), "#d1d1d1")
    for number, one in enumerate(pictures):
        whole.paste(one, (number * (width + GAP), 0))
    whole.quantize(96).save(file, optimize=True)


def draw_tab(browser: Browser, file: Path) -> None:
    """The tab with its groups, buttons and keys."""
    parts = groupby(COMMANDS.values(), key=lambda one: one.group)
    groups = "".join(_group(name, "".join(map(_button, members))) for name, members in parts)
    tabs = f"<span>File</span><span>Home</span><span>…</span><b>Reporter</b><kbd>{TAB_KEY}</kbd>"
    page = f'<style>{TAB_STYLE}</style><div class="tabs">{tabs}</div><div class="ribbon">{groups}</div>'
    browser.look(1000)
    browser.visit(f"data:text/html;charset=utf-8,{quote(page)}")
    width, height = browser.js("[document.body.offsetWidth, document.body.offsetHeight]")
    take(browser, file, width, height)


def _group(name: str, buttons: str) -> str:
    return f'<div class="group"><div class="buttons">{buttons}</div><span>{escape(name)}</span></div>'


def _button(command: Command) -> str:
    return f'<div class="button"><kbd>{command.key}</kbd>{escape(command.label)}</div>'


def take(browser: Browser, file: Path, width: int, height: int) -> None:
    """A picture of the window, sharp enough for a fine screen."""
    from PIL import Image

    size = {"width": width, "height": height, "deviceScaleFactor": SHARP, "mobile": False}
    browser.send("Emulation.setDeviceMetricsOverride", **size)
    browser.js("scrollTo(0, 0)")
    browser.picture(file)
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(64).save(file, optimize=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
