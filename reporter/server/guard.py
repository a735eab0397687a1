"""What stands in front of every request: its host, its size, its access key, and the headers of every answer."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reporter.server.options import MEGABYTE, ServerOptions
from reporter.server.secret import HEADER, is_secret

OFFICE = "https://appsforoffice.microsoft.com"
"""Where Office's own script is loaded from; Microsoft allows no copy of it."""

FRAMES = (
    "https://*.officeapps.live.com",
    "https://*.office.com",
    "https://*.office365.com",
    "https://*.sharepoint.com",
    "https://*.cloud.microsoft",
)
"""Pages of Excel on the web that may show the pane in a frame."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {OFFICE} https://ajax.aspnetcdn.com",
        # Office's own script sets styles in place.
        f"style-src 'self' 'unsafe-inline' {OFFICE}",
        f"img-src 'self' data: {OFFICE}",
        f"connect-src 'self' {OFFICE}",
        f"frame-src {OFFICE}",
        "base-uri 'none'",
        "form-action 'none'",
        f"frame-ancestors 'self' {' '.join(FRAMES)}",
    )
)

PAGE_POLICY = "sandbox allow-scripts allow-popups; frame-ancestors 'none'"
"""For a page that was made from texts: it has its own policy inside, and reaches nothing that the pane keeps."""

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin-allow-popups",
}

LOCKED = "/xlwings/"
"""Addresses that begin so need the access key."""


class Guard:
    """Lets through what may come in; no answer goes out without the headers that keep a browser from harm.

    Args:
        app: What is guarded.
        options: The server.
    """

    def __init__(self, app: ASGIApp, options: ServerOptions) -> None:
        self._app = app
        self._options = options
        self._hosts = frozenset({options.host, "localhost", "127.0.0.1", "::1"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        # Another site's name that leads to this machine must not open it to that site's pages.
        if _host(headers.get("host", "")) not in self._hosts:
            return refusal(421, f"This server is reached at {self._options.address}.")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal() or int(length) > self._options.largest:
            return too_large(self._options.largest)
        if scope["path"].startswith(LOCKED) and not is_secret(headers.get(HEADER), self._options.secret):
            return refusal(401, "The access key is missing or wrong. Enter the one that your administrator gave you.")
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers[name] = value
            headers.setdefault("content-security-policy", POLICY)
        await send(message)

    return sending


def refusal(status: int, text: str) -> JSONResponse:
    """An answer that says in words why there is none."""
    return JSONResponse({"error": text}, status)


def too_large(largest: int) -> JSONResponse:
    """The answer to a request that is larger than the server takes."""
    size = f"{largest // MEGABYTE} MB" if largest >= MEGABYTE else f"{largest:,} bytes"
    return refusal(413, f"The workbook is larger than this server takes ({size}). Ask its administrator.")


def _host(header: str) -> str:
    """The host of a header `Host`, without the port, in lower case."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()
