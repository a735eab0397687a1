"""The web application: the manifest, the pane, and the commands."""

from __future__ import annotations

import json
import logging
import queue
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from reporter.addin import COMMANDS
from reporter.model import ReporterError
from reporter.server.cells import metadata, needed_tables
from reporter.server.confine import Confined
from reporter.server.guard import PAGE_POLICY, Guard, refusal, too_large
from reporter.server.icons import SIZES, icon
from reporter.server.manifest import manifest
from reporter.server.options import ServerOptions
from reporter.server.payload import read_calls, read_payload
from reporter.server.running import Answer, Asked, is_known, run
from reporter.server.tickets import Tickets

PANE = Path(__file__).parent / "pane"

LINES = "application/x-ndjson"
"""Kind of an answer in lines: `{"progress": …}` as often as there is news, then the answer itself."""

_LISTEN_SECONDS = 0.2

_log = logging.getLogger("reporter.server")


def application(options: ServerOptions, *, today: Callable[[], date] = date.today) -> Starlette:
    """The web application, as ASGI.

    Args:
        options: The server.
        today: Tells the day.

    Returns:
        - `GET /manifest.xml`: what Excel installs.
        - `GET /pane/`: the task pane, and `GET /commands.json`: the buttons in it.
        - `GET /functions.json`: the functions for cells, and `GET /tables.json`: the tables that they look at.
        - `GET /icon-32.png`: the button's picture, in the sizes that Excel asks for.
        - `POST /xlwings/<command>`: a workbook, as the pane sends it, comes in; what Excel shall do goes out. Needs the
          access key.
        - `GET /ticket/<ticket>/<name>`: a file that a command wrote, once.
    """
    server = _Server(options, today)
    return Starlette(
        routes=[
            Route("/", server.start),
            Route("/manifest.xml", server.manifest),
            Route("/commands.json", server.commands),
            Route("/functions.json", server.functions),
            Route("/tables.json", server.tables),
            Route("/icon-{size:int}.png", server.icon),
            Route("/xlwings/{name}", server.run, methods=["POST"]),
            Route("/ticket/{ticket}/{name}", server.file),
            Mount("/pane", StaticFiles(directory=PANE, html=True)),
        ],
        middleware=[Middleware(Guard, options=options)],
    )


_SECONDS_TO_SEND = 120
"""Within these a request must have come in whole, or it makes room for others."""


class _TooLarge(Exception):
    """More came in than was announced."""


class _Server:
    """The answers; all it holds between two requests are tickets."""

    def __init__(self, options: ServerOptions, today: Callable[[], date]) -> None:
        self._options = options
        self._today = today
        self._confined = Confined(options.folder)
        self._tickets = Tickets()
        self._slots: anyio.CapacityLimiter | None = None

    async def start(self, _: Request) -> Response:
        """Whoever opens the bare address gets the pane."""
        return RedirectResponse("pane/")

    async def manifest(self, _: Request) -> Response:
        """What Excel installs."""
        headers = {"content-disposition": 'attachment; filename="reporter-manifest.xml"'}
        return Response(manifest(self._options.address), media_type="application/xml", headers=headers)

    async def commands(self, _: Request) -> Response:
        """The buttons, in their order."""
        shown = ("name", "label", "tip", "group")
        return JSONResponse([{name: getattr(one, name) for name in shown} for one in COMMANDS.values()])

    async def functions(self, _: Request) -> Response:
        """The functions for cells; Excel on the web reads this list from a page of another site."""
        return JSONResponse(metadata(), headers={"access-control-allow-origin": "*"})

    async def tables(self, _: Request) -> Response:
        """Names of the tables that the functions look at."""
        return JSONResponse(needed_tables())

    async def icon(self, request: Request) -> Response:
        """The button's picture."""
        size = request.path_params["size"]
        if size not in SIZES:
            return refusal(404, "There is no picture of that size.")
        return Response(icon(size), media_type="image/png")

    async def file(self, request: Request) -> Response:
        """A file that a command wrote."""
        file = self._tickets.redeem(request.path_params["ticket"])
        if file is None or not self._confined.holds(file) or not file.is_file():
            return refusal(404, "This address was used already, or is too old. Press the button in Excel again.")
        if file.suffix == ".html":
            return FileResponse(file, media_type="text/html", headers={"content-security-policy": PAGE_POLICY})
        return FileResponse(file, filename=file.name)

    async def run(self, request: Request) -> Response:
        """Runs a command, or answers a question."""
        name = request.path_params["name"]
        if not is_known(name):
            return refusal(404, f'There is no command "{name[:40]}". Close the pane, open it and try again.')
        try:
            body = await _body(request, self._options.largest)
        except _TooLarge:
            return too_large(self._options.largest)
        except ClientDisconnect:
            return Response(status_code=400)
        except TimeoutError:
            return refusal(408, f"The workbook did not arrive within {_SECONDS_TO_SEND} seconds. Try again.")
        options = dict(request.query_params)
        if LINES in request.headers.get("accept", ""):
            return StreamingResponse(self._lines(name, body, options), media_type=LINES)
        status, answer = await self._in_thread(lambda: self._answered(name, body, options, None))
        return JSONResponse(answer, status)

    async def _lines(self, name: str, body: bytes, options: Mapping[str, str]) -> AsyncIterator[str]:
        news: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        done: list[dict[str, Any]] = []

        def progress(number: int, of: int, file: str) -> None:
            news.put({"done": number, "of": of, "file": self._confined.shown(file)})

        async def work() -> None:
            _, answer = await self._in_thread(lambda: self._answered(name, body, options, progress))
            done.append(answer)

        async with anyio.create_task_group() as group:
            group.start_soon(work)
            while not done:
                await anyio.sleep(_LISTEN_SECONDS)
                if (latest := _latest(news)) is not None:
                    yield _line({"progress": latest})
        yield _line(done[0])

    async def _in_thread(self, work: Callable[[], tuple[int, dict[str, Any]]]) -> tuple[int, dict[str, Any]]:
        if self._slots is None:
            self._slots = anyio.CapacityLimiter(self._options.at_once)
        return await anyio.to_thread.run_sync(work, limiter=self._slots)

    def _answered(
        self, name: str, body: bytes, options: Mapping[str, str], progress: Callable[[int, int, str], None] | None
    ) -> tuple[int, dict[str, Any]]:
        """Status and content of the answer; whatever goes wrong is told in words."""
        try:
            calls = read_calls(body) if name == "cells" else []
            asked = Asked(name, read_payload(body), options, self._today(), progress, calls)
            return 200, self._told(run(asked, self._confined))
        except ReporterError as error:
            return 422, {"error": self._confined.shown(str(error))}
        except Exception:
            _log.exception("a fault in %s", name)
            return 500, {
                "error": "A fault in reporter itself, nothing you did wrong. The workbook was not changed. "
                "The server's log tells its administrator more."
            }

    def _told(self, answer: Answer) -> dict[str, Any]:
        files = [{"name": one.name, "address": self._address(one, answer.fragment)} for one in answer.files]
        return {"actions": answer.actions, **answer.told, "files": files}

    def _address(self, file: Path, fragment: str | None) -> str:
        place = f"#{fragment}" if fragment else ""
        return f"{self._options.address}/ticket/{self._tickets.issue(file)}/{quote(file.name)}{place}"


async def _body(request: Request, largest: int) -> bytes:
    pieces, size = [], 0
    with anyio.fail_after(_SECONDS_TO_SEND):
        async for piece in request.stream():
            size += len(piece)
            if size > largest:
                raise _TooLarge
            pieces.append(piece)
    return b"".join(pieces)


def _latest(news: queue.SimpleQueue[dict[str, Any]]) -> dict[str, Any] | None:
    latest = None
    while not news.empty():
        latest = news.get()
    return latest


def _line(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
