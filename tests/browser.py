"""A page as a person meets it: opened in Chromium, worked with keys and mouse, looked at."""

from __future__ import annotations

import base64
import fcntl
import itertools
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)

# Chromium listens on 3 and answers on 4, whatever numbers the pipes have here.
LAUNCH = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)

SECONDS = 60
KEYS = {"Escape": 27, "Tab": 9, "Enter": 13, "/": 191}


class Browser:
    """One tab."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._numbers = itertools.count(1)
        self._rest = b""
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.send(f"{domain}.enable")
        self.look(1300)

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """What Chromium answers; events that come before are kept in `events`."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _receive(self) -> dict[str, Any]:
        end = time.monotonic() + SECONDS
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._back], [], [], max(end - time.monotonic(), 0))
            assert ready, f"Chromium said nothing for {SECONDS} seconds"
            piece = os.read(self._back, 1 << 20)
            assert piece, "Chromium ended"
            self._rest += piece
        line, self._rest = self._rest.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def open(self, path: Path, fragment: str = "") -> None:
        """Loads a file, and waits until it is there."""
        self.visit(path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))

    def visit(self, address: str) -> None:
        """Loads a page, and waits until it is there."""
        self.send("Page.navigate", url="about:blank")
        self.events.clear()
        self.send("Page.navigate", url=address)
        end = time.monotonic() + SECONDS
        while self.js("document.readyState") != "complete" or self.js("location.href") == "about:blank":
            assert time.monotonic() < end, "the page did not load"
            time.sleep(0.02)

    def look(self, width: int, height: int = 900, scheme: str = "light", media: str = "") -> None:
        """Sets the size of the window in pixels, the colour scheme and the medium."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", media=media, features=features)

    def js(self, expression: str) -> Any:
        """The value of an expression in the page."""
        done = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def press(self, key: str, *more: str, control: bool = False) -> None:
        """Presses and releases keys, one after the other, as a person would; all with the control key or none."""
        for one in (key, *more):
            code = KEYS.get(one, ord(one[0].upper()))
            typed: dict[str, Any] = (
                {"text": one} if len(one) == 1 and not control else {"text": "\r"} if one == "Enter" else {}
            )
            typed["modifiers"] = 2 if control else 0
            self.send("Input.dispatchKeyEvent", type="keyDown", key=one, windowsVirtualKeyCode=code, **typed)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=one, windowsVirtualKeyCode=code)

    def click(self, selector: str) -> None:
        """Clicks the middle of an element's first line."""
        box = self.js(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)}); one.scrollIntoView({{block: 'center'}});"
            " const box = one.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def choose(self, selector: str, value: str) -> None:
        """Chooses an option of a list."""
        self.js(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)}); one.value = {json.dumps(value)};"
            " one.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )

    def wait(self, expression: str) -> None:
        """Waits until an expression is true."""
        end = time.monotonic() + SECONDS
        while not self.js(expression):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.02)

    def heard(self, root: str) -> str:
        """What a screen reader gets to say of an element, pieces joined by a blank."""
        node = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", nodeId=node, selector=root)["nodeId"]
        tree = self.send("Accessibility.queryAXTree", nodeId=node, role="StaticText")["nodes"]
        return " ".join(one["name"]["value"] for one in tree if not one["ignored"])

    def accessible(self, selector: str) -> tuple[str, str]:
        """Role and name of an element, as a screen reader gets them."""
        node = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", nodeId=node, selector=selector)["nodeId"]
        one = self.send("Accessibility.getPartialAXTree", nodeId=node, fetchRelatives=False)["nodes"][0]
        return one["role"]["value"], one.get("name", {}).get("value", "")

    def picture(self, path: Path) -> None:
        """The window as a PNG file."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def print(self, path: Path) -> None:
        """The page as it prints on A4."""
        data = self.send("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def complaints(self) -> list[str]:
        """What the page's console says: errors, warnings, violations of its policy."""
        told = [one["params"] for one in self.events if one.get("method") in _COMPLAINTS]
        return [json.dumps(one) for one in told]

    def requests(self) -> list[str]:
        """Addresses that the page asked for, itself included."""
        sent = [one["params"] for one in self.events if one.get("method") == "Network.requestWillBeSent"]
        return [one["request"]["url"] for one in sent]


_COMPLAINTS = frozenset({"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"})


@contextmanager
def opened(command: str, *flags: str) -> Iterator[Browser]:
    """A browser with a profile of its own, and further flags."""
    theirs, to = os.pipe()
    back, answers = os.pipe()
    theirs, answers = _moved_up(theirs), _moved_up(answers)
    # Chromium may still write to its profile while it ends.
    with tempfile.TemporaryDirectory(prefix="reporter-chromium-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                LAUNCH,
                str(theirs),
                str(answers),
                command,
                *FLAGS,
                *flags,
                f"--user-data-dir={profile}",
            ],
            pass_fds=(theirs, answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(answers)
        try:
            browser = Browser(to, back)
            yield browser
            browser._session = None
            browser.send("Browser.close")
            process.wait(timeout=20)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            os.close(to)
            os.close(back)


def _moved_up(end: int) -> int:
    """The same end of a pipe under a number that is neither 3 nor 4."""
    moved = fcntl.fcntl(end, fcntl.F_DUPFD, 10)
    os.close(end)
    return moved
