"""The pane in a browser, and what stands in for Office: its script, and the Excel behind it."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from browser import Browser
from excel import Excel

from reporter.server.certificates import kept_certificate

OFFICE = Path(__file__).with_name("office.js")
PANE = 320
"""Pixels of Excel's pane as it opens."""

READY = "document.getElementById('status').textContent === 'Ready.'"
IDLE = "document.body.getAttribute('aria-busy') === 'false'"


@dataclass
class Pane:
    """A pane that is open beside a workbook."""

    browser: Browser
    address: str
    key: str
    folder: Path
    workbook: Callable[[str], None]
    excel: Excel

    def open(self, *, key: str | None = None) -> None:
        """Opens the pane beside the workbook as it is now; `key` is the one this computer keeps, None for the right one."""
        self.workbook(office_script(self.excel))
        self.browser.look(PANE)
        self.browser.visit(f"{self.address}/pane/help.html")
        kept = json.dumps(self.key if key is None else key)
        self.browser.js(f"localStorage.clear(); {kept} && localStorage.setItem('reporter.access-key', {kept})")
        self.browser.visit(f"{self.address}/pane/")
        self.browser.wait(f"{READY} || !document.getElementById('key-form').hidden || {text_of('problem')}")

    def press(self, name: str) -> str:
        """Presses a button, and waits for what is told."""
        self.browser.js("document.getElementById('status').textContent = ''")
        self.browser.click(f"#do-{name}")
        self.browser.wait(f"{IDLE} && ({text_of('status')} || {text_of('problem')})")
        return str(self.browser.js(f"{text_of('status')} || {text_of('problem')}"))

    def text(self, name: str) -> str:
        """What an element shows."""
        return str(self.browser.js(f"document.getElementById({name!r}).innerText"))

    def cells(self) -> dict[str, list[list[Any]]]:
        """Every sheet as it is now."""
        sent = self.browser.js(
            "import('./workbook.js').then((one) => Excel.run((context) => one.readWorkbook(context)))"
        )
        return {sheet["name"]: trimmed(sheet["values"]) for sheet in sent["sheets"] if is_sent(sheet)}


def text_of(name: str) -> str:
    """What finds the text of an element."""
    return f"document.getElementById('{name}').textContent"


def office_script(excel: Excel) -> str:
    """Office's script with that workbook open."""
    calculated = {
        table.name: [table.area[1] - 1 + one for one in table.calculated]
        for sheet in excel.sheets
        for table in sheet.tables
    }
    return (
        f"{OFFICE.read_text(encoding='utf-8')}\nexcel.open({json.dumps({**excel.sent(), 'calculated': calculated})});"
    )


def trimmed(values: list[list[Any]]) -> list[list[Any]]:
    """Rows without the blank cells and rows at their ends."""
    lines = [list(line) for line in values]
    for line in lines:
        while line and line[-1] in ("", None):
            line.pop()
    while lines and not lines[-1]:
        lines.pop()
    return lines


def is_sent(sheet: dict[str, Any]) -> bool:
    """Whether the pane sends the cells of a sheet; of those without a table nothing is asked but the list of problems."""
    return bool(sheet["tables"]) or sheet["name"] == "Problems"


@contextmanager
def office_server(state: Path) -> Iterator[tuple[int, Callable[[str], None]]]:
    """A server in the place of Microsoft's: its port, and how the script that it gives is set."""
    script = {"text": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/lib/1/hosted/office.js"
            self.send_response(200 if found else 404)
            self.send_header("content-type", "text/javascript")
            self.end_headers()
            self.wfile.write(script["text"].encode() if found else b"")

        def log_message(self, *_: Any) -> None:
            """Nothing is said."""

    made = kept_certificate(state, "appsforoffice.microsoft.com")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.file, made.key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1], lambda text: script.update(text=text)
        server.shutdown()
        thread.join()


def flags(port: int) -> tuple[str, str]:
    """What lets a browser ask that server in the place of Microsoft's."""
    return "--ignore-certificate-errors", f"--host-resolver-rules=MAP appsforoffice.microsoft.com 127.0.0.1:{port}"
