"""The server's manners: whom it answers, what it gives out, how it begins and ends."""

from __future__ import annotations

import http.client
import json
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from formwright.preview.assets import MODULES, STYLES
from preview.conftest import BUG, TARGET, Run, Serve, Server


def ask(
    server: Server, path: str, *, method: str = "GET", body: str | bytes | None = None, **headers: str
) -> tuple[int, str, dict[str, str]]:
    """Send one request as it is; a header of the name `Host` takes the place of the real one."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    data = body.encode() if isinstance(body, str) else body
    given = {"Host": f"127.0.0.1:{server.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if data is not None:
        given["Content-Length"] = str(len(data))
    for name, value in given.items():
        connection.putheader(name, value)
    connection.endheaders(data)
    reply = connection.getresponse()
    text = reply.read().decode()
    connection.close()
    return reply.status, text, {name.lower(): value for name, value in reply.getheaders()}


QUESTION = json.dumps({"template": "bug.yml", "title": "T", "answers": {"contact": "me"}})
JSON = "application/json"


def own(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}"


def test_a_question_of_the_page_is_answered(server: Server) -> None:
    status, text, _ = ask(server, "/answers", method="POST", body=QUESTION, Origin=own(server), Content_Type=JSON)
    assert status == 200
    answer = json.loads(text)
    assert answer["body"].startswith("### Contact\n\nme\n\n")
    assert answer["answers"]["answers"]["contact"] == "me"
    assert answer["reason"] == "there is no template `bug` for its document"


@pytest.mark.parametrize(
    "path", ["/", "/issues/new/choose", "/issues/new?template=bug.yml", "/assets/form.js", "/events"]
)
@pytest.mark.parametrize(
    "host", ["evil.invalid", "evil.invalid:{port}", "127.0.0.1", "localhost:1", "[::1]:{port}", ""]
)
def test_another_host_is_refused(server: Server, path: str, host: str) -> None:
    """DNS rebinding: a page elsewhere gives its own name this machine's address."""
    status, text, _ = ask(server, path, Host=host.format(port=server.port))
    assert (status, text) == (403, "refused")


@pytest.mark.parametrize(
    "origin", ["http://evil.invalid", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", None]
)
@pytest.mark.parametrize("path", ["/answers", "/markdown"])
def test_another_origin_is_refused(server: Server, path: str, origin: str | None) -> None:
    headers = {"Origin": origin.format(port=server.port)} if origin else {}
    assert ask(server, path, method="POST", body=QUESTION, Content_Type=JSON, **headers)[0] == 403
    if origin:
        assert ask(server, "/issues/new/choose", **headers)[0] == 403


def test_localhost_is_a_name_of_its_own(server: Server) -> None:
    host = f"localhost:{server.port}"
    assert ask(server, "/issues/new/choose", Host=host)[0] == 200
    mixed = ask(server, "/answers", method="POST", body=QUESTION, Content_Type=JSON, Host=host, Origin=own(server))
    assert mixed[0] == 403


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (QUESTION, "text/plain"),
        ("{", JSON),
        ("[]", JSON),
        ('{"template": 1, "title": "", "answers": {}}', JSON),
        ('{"template": "bug.yml", "title": "", "answers": {"a": 1}}', JSON),
        ('{"template": "bug.yml", "title": "", "answers": {"a": {"b": "c"}}}', JSON),
        (b"\xff\xfe", JSON),
        (b'"' + b"x" * (5 * 1024 * 1024) + b'"', JSON),
        ("[" * 100_000, JSON),
    ],
    ids=[
        "a form's type",
        "no JSON",
        "a list",
        "a number",
        "a wrong answer",
        "a wrong tick",
        "no text",
        "too long",
        "deep",
    ],
)
def test_what_is_no_question_is_refused(server: Server, body: str | bytes, kind: str) -> None:
    status, text, _ = ask(server, "/answers", method="POST", body=body, Origin=own(server), Content_Type=kind)
    assert (status, text) == (400, "this is no question that the page asks")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../pages.py",
        "/assets/..%2fpages.py",
        "/assets/%2e%2e/server.py",
        "/assets//etc/passwd",
        "/assets/LICENSE-primer.txt",
        "/assets/",
        "/etc/passwd",
        "//etc/passwd",
        "/issues/new?template=../../.git/config",
        "/issues/new?template=/etc/passwd",
        "/issues/new?template=config.yml",
        "/issues/new?template=bug.yml%00",
        "/issues/new",
    ],
)
def test_no_file_is_given_out_by_its_name(server: Server, path: str) -> None:
    status, text, _ = ask(server, path)
    assert status == 404
    assert "root:" not in text
    assert "remote" not in text


def test_every_answer_has_the_headers_that_keep_it_in(server: Server) -> None:
    assets = [f"/assets/{name}" for name in (*STYLES, *MODULES)]
    for path in ("/", "/issues/new/choose", "/issues/new?template=bug.yml", "/nowhere", *assets):
        status, text, headers = ask(server, path)
        assert status in (200, 307, 404)
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';")
        assert policy.endswith("base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers or headers["server"] == "uvicorn"
        if headers.get("content-type", "").startswith("text/html"):
            assert "<script>" not in text
            assert " style=" not in text
    refused = ask(server, "/", Host="evil.invalid")[2]
    assert "content-security-policy" in refused


def test_methods_that_nobody_asks_for_are_refused(server: Server) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        assert ask(server, "/answers", method=method, Origin=own(server))[0] == 405
    assert ask(server, "/answers")[0] == 405


@contextmanager
def events(server: Server, revision: str) -> Iterator[BinaryIO]:
    """Listen as a page does that shows a revision of the files."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        request = f"GET /events?revision={revision} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
        connection.sendall(request.encode())
        # Line by line: what follows may have come with what is waited for.
        with connection.makefile("rb") as lines:
            until(lines, b"retry: 1000")
            yield lines


def until(lines: BinaryIO, word: bytes) -> None:
    got = b""
    while word not in got:
        got = lines.readline()
        assert got, "the server said no more"


def revision(server: Server) -> str:
    text = ask(server, "/issues/new/choose")[1]
    return text.split('data-revision="')[1].split('"')[0]


def test_a_change_is_told_to_every_page_that_is_open(serve: Serve, repository: Path) -> None:
    server = serve(repository)
    shown = revision(server)
    with ExitStack() as stack:
        pages = [stack.enter_context(events(server, shown)) for _ in range(3)]
        template = "---\nname: New one\nabout: A new one\n---\n\n## A\n"
        (repository / "forms" / "new.md").write_text(template, encoding="utf-8")
        for page in pages:
            until(page, b"event: changed")
    assert "New one" in ask(server, "/issues/new/choose")[1]
    assert revision(server) != shown
    with events(server, shown) as late:
        until(late, b"event: changed")


def test_it_ends_in_order_on_ctrl_c_also_with_pages_open(serve: Serve, repository: Path) -> None:
    server = serve(repository)
    with events(server, revision(server)):
        assert server.end(signal.SIGINT) == 0
    assert server.process.stderr is not None
    assert server.process.stderr.read() == "press Ctrl-C to end\n"


def test_it_ends_on_terminate(serve: Serve, repository: Path) -> None:
    assert serve(repository).end(signal.SIGTERM) in (0, 128 + signal.SIGTERM)


def test_a_port_of_one_s_own_and_one_that_is_taken(serve: Serve, repository: Path, run: Run) -> None:
    server = serve(repository)
    result = run("--repo", repository, "--port", server.port)
    assert result.code == 3
    assert f"P03 port {server.port} cannot be had: " in result.err
    server.end()
    again = serve(repository, "--port", str(server.port))
    assert again.port == server.port


def test_only_this_machine_can_ask(server: Server) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        with pytest.raises(OSError, match=r".*"):
            socket.create_connection((str(address), server.port), timeout=5)


def test_a_configuration_that_breaks_while_it_runs_is_shown(serve: Serve, repository: Path) -> None:
    server = serve(repository)
    config = repository / ".github" / "formwright.yml"
    config.write_text("forms:\n  sources: x\n", encoding="utf-8")
    status, text, _ = ask(server, "/issues/new/choose")
    assert status == 422
    assert "`forms.sources` is an unknown key" in text
    config.unlink()
    assert ask(server, "/issues/new/choose")[0] == 200


def test_the_only_form_is_shown_at_once(serve: Serve, repository: Path) -> None:
    server = serve(repository, str(repository / TARGET / "bug.yml"))
    status, _, headers = ask(server, "/")
    assert (status, headers["location"].split("/", 3)[3]) == (307, "issues/new?template=bug.yml")
    assert ask(server, "/issues/new?template=BUG.YML")[0] == 200, "case does not count (R2)"
    assert ask(server, "/issues/new?template=enhancement.yml")[0] == 404


def test_a_template_outside_of_the_repository_s_folder_with_its_fragments(serve: Serve, repository: Path) -> None:
    folder = repository.parent / "elsewhere"
    (folder / "parts").mkdir(parents=True)
    text = "---\nname: Idea\nabout: Another\n---\n\n## A\n\n<!-- include: parts/b.md -->\n"
    (folder / "idea.md").write_text(text, encoding="utf-8")
    (folder / "parts" / "b.md").write_text("## Included\n", encoding="utf-8")
    server = serve(repository, str(folder / "idea.md"))
    assert "Included" in ask(server, "/issues/new?template=idea.yml")[1]
    before = revision(server)
    (folder / "idea.md").write_text(text.replace("## A", "## B"), encoding="utf-8")
    assert revision(server) != before


def test_nothing_to_show(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run("--repo", empty)
    assert (result.code, result.out) == (1, "")
    assert "F41 there is no template and no form" in result.err
    result = run("--repo", empty, empty / "nope.md")
    assert result.code == 1
    assert "F20 there is no such file" in result.err


def test_without_its_packages_it_says_how_to_get_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nclass No:\n    def find_spec(self, name, *rest):\n"
        "        if name == 'starlette':\n            raise ModuleNotFoundError(name)\n"
        "import importlib.util\nfind = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'starlette' else find(name, *rest)\n",
        encoding="utf-8",
    )
    (tmp_path / "idea.md").write_text("## A\n", encoding="utf-8")
    result = run("--repo", tmp_path, PYTHONPATH=str(tmp_path))
    assert result.code == 2
    assert "P02 the preview needs packages that are not installed: starlette; " in result.err
    assert "`pip install '.[preview]'`" in result.err
    assert run(tmp_path / "idea.md", "--static", tmp_path / "page.html", PYTHONPATH=str(tmp_path)).code == 0


def test_the_form_s_text_is_never_markup(serve: Serve, repository: Path) -> None:
    (repository / TARGET / "bug.yml").write_text(BUG.replace("Contact", "</label><b id=x>"), encoding="utf-8")
    text = ask(serve(repository), "/issues/new?template=bug.yml")[1]
    assert "<b id=x>" not in text
    assert "&lt;b id=x&gt;" in text
