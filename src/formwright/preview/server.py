"""The server: pages, the results of answers, and word of saved files. No request names a file that is read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from formwright.errors import FormwrightError
from formwright.findings import Finding
from formwright.preview.assets import asset, served
from formwright.preview.gallery import Entry, Gallery, make_gallery
from formwright.preview.guard import Guard
from formwright.preview.markdown import block_html
from formwright.preview.pages import chooser_page, failure_page, form_page
from formwright.preview.questions import Text, Typed, read_body
from formwright.preview.results import make_results
from formwright.preview.sources import Sources

CHOOSER = "/issues/new/choose"
POLL = 0.3
"""Seconds between two looks at the files."""


class Workspace(Protocol):
    """Where the texts come from."""

    def revision(self) -> str:
        """Return a text that changes when a file does; cheap to ask for."""

    def load(self) -> Sources:
        """Return the texts as they are now. Raises `FormwrightError` where they cannot be used."""


@dataclass
class _Site:
    """The pages of a workspace. The gallery is made again when a file has changed."""

    workspace: Workspace
    is_ending: Callable[[], bool]
    _made: tuple[str, Gallery] | None = field(default=None, init=False)

    def gallery(self) -> tuple[str, Gallery]:
        """Return the files' revision and what they show. Raises `FormwrightError` where they cannot be used."""
        revision = self.workspace.revision()
        if self._made is None or self._made[0] != revision:
            self._made = revision, make_gallery(self.workspace.load())
        return self._made

    def home(self, request: Request) -> Response:
        """Lead to the only form that there is, or to the chooser."""
        forms = [entry for entry in self._entries() if entry.form is not None]
        address = request.url_for("form").include_query_params(template=forms[0].file) if len(forms) == 1 else CHOOSER
        return RedirectResponse(str(address), 307)

    def chooser(self, request: Request) -> Response:
        """Show all forms."""
        revision, gallery = self.gallery()
        return HTMLResponse(chooser_page(gallery, revision))

    def form(self, request: Request) -> Response:
        """Show one form; its name is looked up among those that there are, and is no path."""
        revision, gallery = self.gallery()
        file = request.query_params.get("template", "")
        entry = gallery.entry(file)
        if entry is None or entry.form is None:
            remedy = "choose one of those that there are"
            findings = entry.findings if entry is not None else ()
            finding = Finding("F20", f"there is no form `{file}`", remedy, path=file or None)
            return HTMLResponse(failure_page(findings or (finding,), revision), 404)
        return HTMLResponse(form_page(gallery, entry, revision))

    async def answers(self, request: Request) -> Response:
        """Say what becomes of answers."""
        typed = Typed.model_validate_json(await read_body(request))
        return await asyncio.to_thread(self._results, typed)

    def _results(self, typed: Typed) -> Response:
        _, gallery = self.gallery()
        entry = gallery.entry(typed.template)
        if entry is None or entry.form is None:
            return PlainTextResponse("no such form", 404)
        day = datetime.now(UTC).date().isoformat()
        results = make_results(gallery, entry, entry.form, typed.title, typed.answers, day)
        # JSON in ASCII: it can say half a character, which UTF-8 cannot.
        return Response(json.dumps(results.as_json()), media_type="application/json")

    async def markdown(self, request: Request) -> Response:
        """Show a Markdown text."""
        text = Text.model_validate_json(await read_body(request)).text
        return JSONResponse({"html": await asyncio.to_thread(block_html, text)})

    def asset(self, request: Request) -> Response:
        """Give out one of the page's own files."""
        name = request.path_params["name"]
        kind = served().get(name)
        return PlainTextResponse("no such file", 404) if kind is None else Response(asset(name), media_type=kind)

    def events(self, request: Request) -> Response:
        """Say when the files are no longer those of the page's revision (server-sent events, HTML standard 9.2)."""
        return StreamingResponse(self._changes(request), media_type="text/event-stream")

    async def _changes(self, request: Request) -> AsyncIterator[str]:
        shown = request.query_params.get("revision", "")
        yield "retry: 1000\n\n"
        while not self.is_ending() and not await request.is_disconnected():
            if await asyncio.to_thread(self.workspace.revision) != shown:
                yield "event: changed\ndata:\n\n"
                return
            await asyncio.sleep(POLL)

    def _entries(self) -> tuple[Entry, ...]:
        return self.gallery()[1].entries


def application(workspace: Workspace, port: int, is_ending: Callable[[], bool]) -> Starlette:
    """Return the server's application for the address 127.0.0.1:`port`. `is_ending` ends what would run for ever."""
    site = _Site(workspace, is_ending)

    def failed(request: Request, error: Exception) -> Response:
        findings = error.findings if isinstance(error, FormwrightError) else ()
        return HTMLResponse(failure_page(findings, workspace.revision()), 422)

    def refused(request: Request, error: Exception) -> Response:
        return PlainTextResponse("this is no question that the page asks", 400)

    routes = [
        Route("/", site.home),
        Route(CHOOSER, site.chooser),
        Route("/issues/new", site.form, name="form"),
        Route("/answers", site.answers, methods=["POST"]),
        Route("/markdown", site.markdown, methods=["POST"]),
        Route("/events", site.events),
        Route("/assets/{name}", site.asset),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, port=port)],
        exception_handlers={FormwrightError: failed, ValidationError: refused, ValueError: refused},
    )
