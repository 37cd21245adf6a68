"""Who may ask the server: pages of its own address only, and nobody by another name of the machine.

A page elsewhere can send requests here, and can give its own name the address 127.0.0.1 (DNS rebinding). The first is
known by `Origin`, the second by `Host`.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from formwright.preview.assets import server_policy

_HEADERS = {
    "Content-Security-Policy": server_policy(),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Middleware: refuses other hosts and origins with 403, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refused = None if self._is_own(scope["method"], Headers(scope=scope)) else PlainTextResponse("refused", 403)
        await (refused or self._app)(scope, receive, send_with_headers)

    def _is_own(self, method: str, headers: Mapping[str, str]) -> bool:
        """Say whether a request was sent to this server by name, and by a page of its own where it could change things.

        Browsers send `Origin` with every POST (Fetch standard, "append a request Origin header").
        """
        host, origin = headers.get("host"), headers.get("origin")
        if host not in self._hosts:
            return False
        return origin == f"http://{host}" or (origin is None and method in ("GET", "HEAD"))
