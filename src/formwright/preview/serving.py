"""Serve an application on this machine until it is told to end."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable

import uvicorn

from formwright.errors import HostError
from formwright.findings import Finding
from formwright.preview.server import Workspace, application

ADDRESS = "127.0.0.1"
PATIENCE = 2
"""Seconds that open connections have to end."""


def serve(workspace: Workspace, port: int, ready: Callable[[str], None]) -> None:
    """Serve the preview on 127.0.0.1:`port` (0: any free port) until Ctrl-C, and call `ready` with its address.

    Raises `HostError` where the port cannot be had.
    """
    with _listen(port) as listener:
        port = listener.getsockname()[1]
        server: uvicorn.Server
        app = application(workspace, port, lambda: server.should_exit)
        # Quiet: what a page asks for is nobody's news, and paths are no place for log lines of others (S3).
        server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=PATIENCE)
        )
        ready(f"http://{ADDRESS}:{port}/")
        # Ctrl-C is how this ends; uvicorn raises it again after it has closed what was open.
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
        # From here on whoever asks has to wait, and is not turned away.
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        reason = error.strerror if isinstance(error, OSError) else str(error)
        finding = Finding("P03", f"port {port} cannot be had: {reason}", "name another with --port, or none")
        raise HostError(finding) from None
    return listener
